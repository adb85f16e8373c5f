"""Result groups of an outcome, matched to registered arms and given a role.

Group ids are local to their outcome. Source: domain notes §5c (groups that are not arms).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import TypeAlias

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Group
from msc_trials.results.arms.arm_text import ArmText, bare_control, controls_in, names, tokens
from msc_trials.results.arms.matcher import FITS, ArmMatcher
from msc_trials.results.arms.tested_arms import roles_of_arms
from msc_trials.results.model import ArmRole, Role
from msc_trials.results.words import found

_KEPT = 0.25
"""What a pairing gains for each group that stays at the arm it matched by title and description."""
_MOST_PAIRED = 6
_Groups: TypeAlias = dict[str, Group]
_Matches: TypeAlias = dict[str, tuple[int, ...]]
"""By group id the arms that a group can be."""
_Roles: TypeAlias = dict[str, ArmRole]


def group_roles(groups: tuple[Group, ...], matcher: ArmMatcher) -> dict[str, ArmRole]:
    """Role of every group id of one outcome; outcomes often post the same groups again."""
    key = tuple((g.id, g.title, g.description) for g in groups)
    if key not in matcher.seen:
        matcher.seen[key] = _roles({g.id: _as_given(g) for g in groups if g.id}, matcher)
    return matcher.seen[key]


def _as_given(group: Group) -> Group:
    """A group whose title begins with what was given: "patients treated with placebo" names a placebo alone."""
    title = pattern("arms.given_to").sub("", group.title or "")
    return group if title == (group.title or "") else group.model_copy(update={"title": title})


def roles_in_trial(
    groups: tuple[Group, ...], matcher: ArmMatcher, outcomes: Iterable[tuple[Group, ...]]
) -> dict[str, ArmRole]:
    """``group_roles``, and where nothing tells which group is tested, the one whose title is that of a tested group in
    another of the outcomes (NCT01077973). ``outcomes``: the groups of each primary outcome."""
    roles = group_roles(groups, matcher)
    if {r.role for r in roles.values()} != {Role.CANDIDATE}:
        return roles
    known = [(o, group_roles(o, matcher)) for o in outcomes]
    elsewhere = {g.title for o, other in known for g in o if g.id and other[g.id].role is Role.TESTED}
    again = [g.id for g in groups if g.id and g.title in elsewhere]
    if not 0 < len(again) < len(roles):
        return roles
    why = "as in another outcome of the trial"
    tested, other = ArmRole(Role.TESTED, why=why), ArmRole(Role.COMPARATOR, "active", why)
    return {i: (tested if i in again else other)._replace(arms=r.arms) for i, r in roles.items()}


def _roles(known: _Groups, matcher: ArmMatcher) -> _Roles:
    """The role of each group: as a control named by its title, as the arms it matches, else by what is left over.

    Last, groups of one role are told apart by what one of them is said to go without.
    """
    controls = _named_controls(known)
    matches = {i: matcher.match(g) for i, g in known.items()}
    if len(known) == len(matcher.arms):
        matches = _shared_out(known, matches, matcher)
    # Groups that are an arm each ("3 days", "10 days" of one treatment) are no time points.
    an_arm_each = all(len(arms) == 1 for arms in matches.values()) and len({*matches.values()}) == len(matches)
    timed = not an_arm_each and _time_points(known)
    result: _Roles = {}
    for i, group in known.items():
        arms = () if matcher.sequences else matches[i]
        if found("volunteer", group.title or ""):
            result[i] = ArmRole(Role.OTHER, why="healthy volunteers")
        elif timed:
            result[i] = ArmRole(Role.OTHER, why="time points, not arms")
        elif i in controls:
            result[i] = ArmRole(Role.COMPARATOR, controls[i], "named as a control", arms)
        elif len({matcher.roles[a].role for a in arms}) == 1:
            result[i] = matcher.roles[arms[0]]._replace(arms=arms)
    unknown = {i: g for i, g in known.items() if i not in result}
    if unknown:
        result |= _leftovers(unknown, known, result, matcher)
    result |= _reclaimed(known, result, controls, matcher)
    result |= _split_by_omission(known, result, matcher)
    result |= _split_by_product(known, result, matcher)
    return {i: result[i] for i in known}


def _time_points(known: _Groups) -> bool:
    times = [found("time_group", g.title or "") for g in known.values()]
    return len(set(times)) > 1 and all(times)


def _shared_out(known: _Groups, matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, and none that joins several: a group that fits only arms of which other groups are sure is one of
    the others."""
    if any(found("pooled", g.title or "") for g in known.values()):
        return matches
    sure = {arms[0] for arms in matches.values() if len(arms) == 1}
    rest = frozenset(range(len(known))) - sure
    unsure = [i for i, arms in matches.items() if len(arms) > 1 and sure.issuperset(arms)]
    left = {i: matcher.fitting(tokens(known[i].title or ""), known[i], rest) for i in unsure}
    return _with_additions(known, _one_to_one(known, matches | left, matcher), matcher)


def _with_additions(known: _Groups, matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, and two groups at one arm: the group that adds something is the untaken arm that adds something,
    though it calls it otherwise (NCT00839098)."""
    untaken = set(range(len(known))).difference(*matches.values())
    if len(untaken) != 1 or any(len(arms) != 1 for arms in matches.values()):
        return matches
    (left,) = untaken
    said = {i: names(group.title or "") for i, group in known.items()}
    adding = [
        i
        for i, (arm,) in matches.items()
        if matcher.arms[arm].named < matcher.arms[left].named
        and any(said[j] and said[j] < said[i] for j, arms in matches.items() if arms == (arm,))
    ]
    return matches | {adding[0]: (left,)} if len(adding) == 1 else matches


def _one_to_one(known: _Groups, matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, but several groups at one arm: the pairing in which the titles fit best, if one does.

    A combination "A+B" shares its words with the arm "A" (NCT00737568); the background alone shares them with the arm
    that adds to it (NCT00191100).
    """
    count = len(known)
    taken = [arms[0] for arms in matches.values() if len(arms) == 1]
    if not len(set(taken)) < len(taken) == count <= _MOST_PAIRED:
        return matches
    fits = [matcher.scores(tokens(g.title or ""), frozenset()) for g in known.values()]
    ranked = sorted(
        (sum(fits[g][a] + _KEPT * (a == taken[g]) for g, a in enumerate(pairing)), pairing)
        for pairing in permutations(range(count))
    )
    (second, _), (best, chosen) = ranked[-2:]
    return {i: (a,) for i, a in zip(known, chosen, strict=True)} if best - second > FITS else matches


def _named_controls(known: _Groups) -> dict[str, str]:
    """Groups whose own title says placebo, sham, untreated or usual care while another group's does not."""
    said: dict[str, str] = {}
    for i, group in known.items():
        title = normalize(group.title or "").lower()
        alone = (kind for kind, start in controls_in(title) if not pattern("arms.joined_to").search(title[:start]))
        if kind := next(alone, ""):
            said[i] = kind
    if not said and len(known) == 2:
        said = {i: "active" for i, g in known.items() if bare_control(g.title or "")}
    return said if len(said) < len(known) else {}


def _leftovers(unknown: _Groups, known: _Groups, result: _Roles, matcher: ArmMatcher) -> _Roles:
    """Groups that match no arm, or arms of different roles: by elimination, else judged as arms of their own."""

    def all_are(role: Role, why: str, kind: str = "", arms: tuple[int, ...] = ()) -> _Roles:
        return dict.fromkeys(unknown, ArmRole(role, kind, why, arms))

    others = [r for r in matcher.roles if r.role is Role.COMPARATOR]
    if others and len(others) == len(matcher.roles):
        return all_are(Role.OTHER, "no arm is tested")
    taken = {i for s in result.values() for i in s.arms}
    left = [i for i in range(len(matcher.arms)) if i not in taken]
    alike = len({(matcher.roles[i].role, matcher.roles[i].kind) for i in left}) == 1
    if alike and len(unknown) == len(left) and (taken or len(left) == 1):
        role, kind, why, _ = matcher.roles[left[0]]
        return all_are(role, f"the remaining arm; {why}", kind, tuple(left))
    if matcher.single_group:
        return all_are(Role.TESTED, "part of the only treated arm")
    letters = {"".join(c for c in (g.title or "").lower() if c.isalpha()) for g in unknown.values()}
    if len(unknown) > len(letters) == 1 and "" not in letters:  # "A 2 mg + B", "A 5mg + B"
        return all_are(Role.TESTED, "regimens of one product")
    strata = all(found("stratum", g.title or "") for g in unknown.values())
    if len(unknown) == len(known) and not strata:
        arms = tuple(
            ArmText("", _named_text(g, matcher), (g.title or "",), g.description or "") for g in known.values()
        )
        return dict(zip(known, roles_of_arms(arms, matcher.titles), strict=True))
    beside = {s.role for s in result.values()} - {Role.OTHER}
    if len(known) == 2 and beside == {Role.TESTED} and others and not strata:
        return all_are(Role.COMPARATOR, "the group beside the tested one", others[0].kind)
    if beside == {Role.COMPARATOR} and not strata:
        return all_are(Role.TESTED, "the treated group beside a control")
    return all_are(Role.OTHER, "matches no single arm")


def _named_text(group: Group, matcher: ArmMatcher) -> str:
    """The title of a group, with the name of the intervention whose words it shares or shortens ("atorva")."""
    title = group.title or ""
    short = tuple(w for w in tokens(title) if len(w) > 3)
    shared = [n for n in matcher.interventions if any(t.startswith(short) for t in tokens(n))]
    return " ".join((title, *shared)) if len(shared) == 1 else title


def _reclaimed(known: _Groups, result: _Roles, controls: dict[str, str], matcher: ArmMatcher) -> _Roles:
    """A control named by title beside groups that matched only comparators: the others are the tested ones, whatever
    arm their words come nearest to (a group "Drug 3.0 mg" beside an arm "Drug Placebo")."""
    if not controls or any(s.role is Role.TESTED for s in result.values()):
        return {}
    return {
        i: ArmRole(Role.TESTED, why="the treated group beside a control", arms=role.arms)
        for i, role in result.items()
        if i not in controls and role.role in {Role.COMPARATOR, Role.CANDIDATE}
        if role.kind == "active" or normalize(known[i].title or "").lower().strip() not in matcher.labelled
    }


def _split_by_omission(known: _Groups, result: _Roles, matcher: ArmMatcher) -> _Roles:
    """Of two groups that nothing else tells apart, the one without what the other has is the comparator.

    "No infusion" (NCT00976521), "drug B alone" (NCT01103960). Not where the tested arms are those given cells.
    """
    roles = {r.role for r in result.values()}
    if len(known) != 2 or matcher.classes or Role.OTHER in roles or roles == {Role.TESTED, Role.COMPARATOR}:
        return {}
    given = frozenset[str]().union(*(tokens(name) for name in matcher.interventions))
    one, other = ((g.title or "") for g in known.values())
    said = [_left_out(normalize(a).lower(), tokens(b), given) for a, b in ((one, other), (other, one))]
    if all(said) or not any(said):
        return {}
    without = "without what the other group has"
    return {
        i: ArmRole(Role.COMPARATOR, kind, without, result[i].arms)
        if kind
        else ArmRole(Role.TESTED, "", "the group with an addition", result[i].arms)
        for i, kind in zip(known, said, strict=True)
    }


def _split_by_product(known: _Groups, result: _Roles, matcher: ArmMatcher) -> _Roles:
    """Where every group matched a tested arm, one without the product that only tested arms give is the comparator.

    It must have a word of a comparator arm instead (NCT00768755).
    """
    tested, comparing = (
        [arm for arm, r in zip(matcher.arms, matcher.roles, strict=True) if r.role is role]
        for role in (Role.TESTED, Role.COMPARATOR)
    )
    if not tested or not comparing or matcher.classes or {r.role for r in result.values()} != {Role.TESTED}:
        return {}
    given = [frozenset[str]().union(*map(names, arm.actives)) for arm in tested]
    product = frozenset.intersection(*given).difference(*(names(p) for arm in comparing for p in arm.actives))
    said = {i: tokens(g.title or "") for i, g in known.items()}
    if not any(product & words for words in said.values()):
        said = {i: tokens(g.description or "") for i, g in known.items()}
    others = frozenset[str]().union(*(tokens(" ".join((a.label, *a.products, a.description))) for a in comparing))
    without = [i for i, words in said.items() if not words & product]
    if len(without) == len(known) or not all(words & (product | others) for words in said.values()):
        return {}
    kind = next(r.kind for r in matcher.roles if r.role is Role.COMPARATOR)
    return dict.fromkeys(without, ArmRole(Role.COMPARATOR, kind, "without the product of the tested arms"))


def _left_out(title: str, beside: frozenset[str], given: frozenset[str]) -> str:
    """The kind of comparator a group is that says it goes without a treatment of the other; empty when it does not."""
    negated, alone = pattern("arms.missing").search(title), pattern("arms.alone").search(title)
    missing = tokens(title[negated.end() :]) if negated is not None else frozenset()
    if missing and missing <= beside and missing & given:
        return "no_treatment"
    base = tokens(title[: alone.start()]) if alone is not None else frozenset()
    return "active" if base and base < beside else ""
