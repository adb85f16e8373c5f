"""Result groups of an outcome, matched to registered arms and given a role.

Group ids are local to their outcome. A group is known by the words that tell the arms apart, in its title first and in
its description second; rapidfuzz is asked only where no telling word is shared. Source: domain notes §5c (groups that
are not arms), peers survey.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import permutations

from msc_trials.matching.text import normalize
from msc_trials.records.schema import Group
from msc_trials.results.arms.arm_text import ArmText, bare_control, names, tokens
from msc_trials.results.arms.tested_arms import roles_msc, roles_of_arms, same_given
from msc_trials.results.model import ArmRole, Role
from msc_trials.results.words import found, search

_FUZZY_ENOUGH = 85
_FITS = 0.2
"""A score above this says that a group has telling words of an arm."""
_KEPT = 0.25
"""What a pairing gains for each group that stays at the arm it matched by title and description."""
_MOST_PAIRED = 6
_WITHOUT = re.compile(r"\b(?:no|without)\s+")
_ALONE = re.compile(r"\s(?:alone|only|monotherapy)\b")
_ALIAS = re.compile(r"([a-z][\w-]{3,})[®™]?\s*\(([a-z]{1,4}[- ]?\d[\w -]{1,15})\)")
"""A name with a code in brackets: "empagliflozin (bi 10773)"."""


class ArmMatcher:
    """The registered arms of one trial with their roles and telling words; made once per trial."""

    def __init__(
        self,
        arms: tuple[ArmText, ...],
        titles: tuple[str, ...],
        *,
        classes: tuple[str, ...] = (),
        single_group: bool = False,
        crossover: bool = False,
    ) -> None:
        """``classes`` are the product classes of the arms where those given mesenchymal cells are tested."""
        self.classes: tuple[str, ...] = classes
        self.single_group: bool = single_group
        self.sequences: bool = crossover and len(arms) > 1 and same_given(arms) and len(arms[0].products) > 1
        self.arms: tuple[ArmText, ...] = arms
        self.titles: tuple[str, ...] = titles
        self.seen: dict[tuple[tuple[str | None, ...], ...], dict[str, ArmRole]] = {}

    @cached_property
    def roles(self) -> tuple[ArmRole, ...]:
        """The role of every arm."""
        if self.classes:
            return roles_msc(self.classes, self.arms)
        return roles_of_arms(self.arms, self.titles, self.single_group)

    @cached_property
    def interventions(self) -> tuple[str, ...]:
        """What is given in any arm."""
        return tuple(dict.fromkeys(p for a in self.arms for p in a.products))

    @cached_property
    def labels(self) -> list[str]:
        """Labels of the arms as compared with group titles."""
        return [normalize(a.label).lower().strip() for a in self.arms]

    @cached_property
    def labelled(self) -> dict[str, tuple[int, ...]]:
        """Indexes of the arms that bear a label."""
        arms: dict[str, tuple[int, ...]] = {}
        for i, label in enumerate(self.labels):
            if label:
                arms[label] = (*arms.get(label, ()), i)
        return arms

    @cached_property
    def weights(self) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
        """Weight of each telling word per arm: of labels and products, and (less) of descriptions."""
        own = [tokens(a.label).union(*map(tokens, a.actives)) for a in self.arms]
        told = [tokens(a.description) for a in self.arms]
        spread = _spread(own)
        spread_told = _spread([o | own[i] for i, o in enumerate(told)])
        count = len(self.arms)
        named = [{t: 1.0 / spread[t] for t in o if spread[t] < count} for o in own]
        labels = [tokens(a.label) for a in self.arms]
        spread_labels = _spread(labels)
        for words, label in zip(named, labels, strict=True):  # products listed in every arm tell nothing, labels do
            words |= {t: 1.0 / spread_labels[t] for t in label if spread[t] == count > spread_labels[t]}
        described = [
            {t: 0.3 / spread_told[t] for t in o if spread_told[t] < count and t not in own[i]}
            for i, o in enumerate(told)
        ]
        return named, described

    def match(self, group: Group) -> tuple[int, ...]:
        """Indexes of the arms a group can be; several when they cannot be told apart, none when nothing fits."""
        title = normalize(group.title or "").lower().strip()
        if title in self.labelled:
            return self.labelled[title]
        named = tokens(title)
        named = named.union(*[other for word, other in self.aliases if word in named])
        scores = self.scores(named, tokens(group.description or ""))
        best = max(scores, default=0.0)
        if best > _FITS:
            return tuple([i for i, s in enumerate(scores) if s >= best - 0.05 * abs(best)])
        return self._abbreviated(named) or self._fuzzy(title)

    @cached_property
    def aliases(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Words of the titles before brackets, with the other names in the brackets: "Drug (AB 123)"."""
        pairs = [match.groups() for title in self.titles for match in _ALIAS.finditer(normalize(title).lower())]
        known = frozenset[str]().union(*self.weights[0])
        return tuple((word, tokens(other) & known) for word, other in pairs if word not in known)

    def scores(self, named: frozenset[str], described: frozenset[str]) -> list[float]:
        """How well each arm fits words of a group's title and of its description."""
        words = named | described
        scores = []
        for own, told in zip(*self.weights, strict=True):
            score = missing = 0.0
            for word, weight in own.items():
                if word in named:
                    score += 3 * weight
                if word in described:
                    score += weight
                elif word not in named:
                    missing += weight
            for word, weight in told.items():
                if word in words:
                    score += weight
            scores.append(score - 0.25 * missing)
        return scores

    def is_background(self, arm: int, other: int) -> bool:
        """Whether one arm gives a part of what the other gives, and nothing else."""
        own, others = (frozenset[str]().union(*map(names, self.arms[i].actives)) for i in (arm, other))
        return bool(own) and own < others

    def _abbreviated(self, named: frozenset[str]) -> tuple[int, ...]:
        """Arms whose telling words start with a shortened word of the title (``sita`` for sitagliptin)."""
        short = [w for w in named if len(w) > 2 and not w[0].isdigit()]
        scores = [
            sum(max((v for t, v in w.items() if t.startswith(s) and len(t) > len(s)), default=0.0) for s in short)
            for w in self.weights[0]
        ]
        best = max(scores, default=0.0)
        return tuple(i for i, s in enumerate(scores) if s == best) if best > 0 else ()

    def _fuzzy(self, title: str) -> tuple[int, ...]:
        if len(title) < 4 or not self.labels:
            return ()
        from rapidfuzz import fuzz

        ratios = [fuzz.token_set_ratio(title, label) if len(label) > 3 else 0.0 for label in self.labels]
        best = max(ratios)
        return tuple(i for i, r in enumerate(ratios) if r >= best - 1) if best >= _FUZZY_ENOUGH else ()


def _spread(arms: list[frozenset[str]]) -> Counter[str]:
    """In how many arms each word stands."""
    return Counter(word for words in arms for word in words)


def group_roles(groups: tuple[Group, ...], matcher: ArmMatcher) -> dict[str, ArmRole]:
    """Role of every group id of one outcome; outcomes often post the same groups again."""
    key = tuple((g.id, g.title, g.description) for g in groups)
    if key not in matcher.seen:
        matcher.seen[key] = _roles(groups, matcher)
    return matcher.seen[key]


def _roles(groups: tuple[Group, ...], matcher: ArmMatcher) -> dict[str, ArmRole]:
    known = [g for g in groups if g.id]
    controls = _named_controls(known)
    matches = _one_to_one(known, {g.id or "": matcher.match(g) for g in known}, matcher)
    times = [found("time_group", g.title or "") for g in known]
    # Groups that are an arm each ("3 days", "10 days" of one treatment) are no time points.
    own_arms = all(len(a) == 1 for a in matches.values()) and len(set(matches.values())) == len(matches)
    timed = len(set(times)) > 1 and all(times) and not own_arms
    result: dict[str, ArmRole] = {}
    unknown: list[Group] = []
    for group in known:
        title = group.title or ""
        if found("volunteer", title):
            result[group.id or ""] = ArmRole(Role.OTHER, why="healthy volunteers")
            continue
        if timed:
            result[group.id or ""] = ArmRole(Role.OTHER, why="time points, not arms")
            continue
        arms = () if matcher.sequences else matches[group.id or ""]
        roles = {matcher.roles[i].role for i in arms}
        if group.id in controls:
            kind = controls[group.id]
            result[group.id] = ArmRole(Role.COMPARATOR, kind, "named as a control", arms)
        elif len(roles) == 1:
            role = matcher.roles[arms[0]]
            result[group.id or ""] = ArmRole(role.role, role.kind, role.why, arms)
        else:
            unknown.append(group)
    if unknown:
        result.update(_leftovers(unknown, known, result, matcher))
    _reclaim(known, result, controls, matcher)
    _split_by_omission(known, result, matcher)
    return {g.id or "": result[g.id or ""] for g in known}


def _one_to_one(
    known: list[Group], matches: dict[str, tuple[int, ...]], matcher: ArmMatcher
) -> dict[str, tuple[int, ...]]:
    """As many groups as arms, but several groups at one arm: the pairing in which the titles fit best, if one does.

    A combination "A+B" shares its words with the arm "A" (NCT00737568); the background alone shares them with the arm
    that adds to it (NCT00191100). A group moves only to an arm whose words it has, or to the background of its own.
    """
    count = len(known)
    taken = [arms[0] for arms in matches.values() if len(arms) == 1]
    if count != len(matcher.arms) or not len(set(taken)) < len(taken) == count <= _MOST_PAIRED:
        return matches
    fits = [matcher.scores(tokens(g.title or ""), frozenset()) for g in known]
    ranked = sorted(
        (
            (sum(fits[g][a] + _KEPT * (a == taken[g]) for g, a in enumerate(pairing)), pairing)
            for pairing in permutations(range(count))
        ),
        reverse=True,
    )
    (best, chosen), (second, _) = ranked[0], ranked[1]
    held = all(
        new == old or fits[g][new] > _FITS or matcher.is_background(new, old)
        for g, (old, new) in enumerate(zip(taken, chosen, strict=True))
    )
    return {g.id or "": (a,) for g, a in zip(known, chosen, strict=True)} if held and best - second > _FITS else matches


def _named_controls(groups: list[Group]) -> dict[str, str]:
    """Groups whose own title says placebo, sham, untreated or usual care while another group's does not."""
    said: dict[str, str] = {}
    for group in groups:
        title = normalize(group.title or "").lower()
        for name, kind in (("placebo", "placebo"), ("untreated", "no_treatment"), ("standard_care", "standard_care")):
            match = search(name, title)
            if match and not re.search(r"(?:\+|\bplus\b|\band\b|/|,|&|\bwith\b)\W*$", title[: match.start()]):
                said[group.id or ""] = "sham" if match.group() == "sham" else kind
                break
    if not said and len(groups) == 2:
        said = {g.id or "": "active" for g in groups if bare_control(g.title or "")}
    bare = [g for g in groups if bare_control(g.title or "") and not names(g.title or "")]
    if not said and len(bare) == 1:
        said = {bare[0].id or "": "active"}
    return said if len(said) < len(groups) else {}


def _leftovers(
    unknown: list[Group], known: list[Group], result: dict[str, ArmRole], matcher: ArmMatcher
) -> dict[str, ArmRole]:
    """Groups that match no arm, or arms of different roles: by elimination, else judged as arms of their own."""
    taken = {i for s in result.values() for i in s.arms}
    left = [i for i in range(len(matcher.arms)) if i not in taken]
    if len(unknown) == 1 and len(known) == len(matcher.arms) and len(left) == 1:
        role = matcher.roles[left[0]]
        return {unknown[0].id or "": ArmRole(role.role, role.kind, f"the remaining arm; {role.why}", (left[0],))}
    if matcher.single_group:
        return {g.id or "": ArmRole(Role.TESTED, why="part of the only treated arm") for g in unknown}
    if len(matcher.interventions) == 1 and len(matcher.arms) > 1:
        return {g.id or "": ArmRole(Role.TESTED, why="regimens of one product") for g in unknown}
    if len(unknown) == len(known) and len(known) > 1 and not _strata(known):
        arms = tuple(ArmText("", _named_text(g, matcher), (g.title or "",), g.description or "") for g in known)
        return {g.id or "": s for g, s in zip(known, roles_of_arms(arms, matcher.titles), strict=True)}
    treated = {r.role for r in matcher.roles if r.role is not Role.COMPARATOR}
    beside = {s.role for s in result.values()} - {Role.OTHER}
    if len(known) == 2 and beside == {Role.TESTED} and not _strata(unknown):
        others = [r for r in matcher.roles if r.role is Role.COMPARATOR]
        if others:
            return {
                g.id or "": ArmRole(Role.COMPARATOR, others[0].kind, "the group beside the tested one") for g in unknown
            }
    if beside == {Role.COMPARATOR} and (treated or not matcher.roles) and not _strata(unknown):
        return {g.id or "": ArmRole(Role.TESTED, why="the treated group beside a control") for g in unknown}
    return {g.id or "": ArmRole(Role.OTHER, why="matches no single arm") for g in unknown}


def _named_text(group: Group, matcher: ArmMatcher) -> str:
    """The title of a group, with the name of the intervention whose words it shares or shortens ("atorva")."""
    title = group.title or ""
    words = tokens(title)
    short = tuple(w for w in words if len(w) > 3 and w.isalpha())
    shared = [n for n in matcher.interventions if words & tokens(n) or any(t.startswith(short) for t in tokens(n))]
    return " ".join((title, *shared)) if len(shared) == 1 else title


def _strata(groups: list[Group]) -> bool:
    return all(found("stratum", g.title or "") for g in groups)


def _reclaim(known: list[Group], result: dict[str, ArmRole], controls: dict[str, str], matcher: ArmMatcher) -> None:
    """A control named by title beside groups that matched only comparators: the others are the tested ones.

    A group that does not name a control is no placebo arm, whatever arm its words come nearest to (a group "Drug 3.0 mg"
    beside an arm "Drug Placebo").
    """
    if not controls or any(s.role is Role.TESTED for s in result.values()):
        return
    for group in known:
        role = result[group.id or ""]
        if group.id in controls or role.role not in {Role.COMPARATOR, Role.CANDIDATE}:
            continue
        exact = normalize(group.title or "").lower().strip() in matcher.labelled
        if role.kind == "active" or not exact:
            result[group.id or ""] = ArmRole(Role.TESTED, why="the treated group beside a control", arms=role.arms)


def _split_by_omission(known: list[Group], result: dict[str, ArmRole], matcher: ArmMatcher) -> None:
    """Of two groups that nothing else tells apart, the one without what the other has is the comparator.

    "No infusion" (NCT00976521), "drug B alone" (NCT01103960). Not where the tested arms are those given cells.
    """
    roles = {r.role for r in result.values()}
    if len(known) != 2 or matcher.classes or Role.OTHER in roles or roles == {Role.TESTED, Role.COMPARATOR}:
        return
    given = frozenset[str]().union(*(tokens(name) for name in matcher.interventions))
    pairs = (known, known[::-1])
    said = [_left_out(normalize(a.title or "").lower(), tokens(b.title or ""), given) for a, b in pairs]
    if not any(said) and {r.role for r in matcher.roles} == {Role.TESTED, Role.COMPARATOR} and len(matcher.roles) == 2:
        said = ["active" if tokens(a.title or "") < tokens(b.title or "") else "" for a, b in pairs]
    if not all(said) and any(said):
        for group, kind in zip(known, said, strict=True):
            why, arms = (
                ("without what the other group has" if kind else "the group with an addition"),
                result[group.id or ""].arms,
            )
            result[group.id or ""] = ArmRole(Role.COMPARATOR if kind else Role.TESTED, kind, why, arms)


def _left_out(title: str, beside: frozenset[str], given: frozenset[str]) -> str:
    """The kind of comparator a group is that says it goes without a treatment of the other; empty when it does not."""
    negated, alone = _WITHOUT.search(title), _ALONE.search(title)
    missing = tokens(title[negated.end() :]) if negated is not None else frozenset()
    if missing and missing <= beside and missing & given:
        return "no_treatment"
    base = tokens(title[: alone.start()]) if alone is not None else frozenset()
    return "active" if base and base < beside else ""
