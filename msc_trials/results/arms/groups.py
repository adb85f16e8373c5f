"""Result groups of an outcome, matched to registered arms and given a role.

Group ids are local to their outcome. Source: domain notes §5c (groups that are not arms).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import permutations
from typing import TypeAlias

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
_Matches: TypeAlias = dict[str, tuple[int, ...]]
"""By group id the arms that a group can be."""
_WITHOUT = re.compile(r"(?:\b(?:no|without)|\s-)\s+")
_ALONE = re.compile(r"\s(?:alone|only|monotherapy)\b")


def group_roles(groups: tuple[Group, ...], matcher: ArmMatcher) -> dict[str, ArmRole]:
    """Role of every group id of one outcome; outcomes often post the same groups again."""
    key = tuple((g.id, g.title, g.description) for g in groups)
    if key not in matcher.seen:
        matcher.seen[key] = _roles(groups, matcher)
    return matcher.seen[key]


def roles_in_trial(
    groups: tuple[Group, ...], matcher: ArmMatcher, outcomes: Iterable[tuple[Group, ...]]
) -> dict[str, ArmRole]:
    """``group_roles``, and where nothing tells which group is tested, the one whose title is that of a tested group in
    another of the outcomes (NCT01077973). ``outcomes``: the groups of each primary outcome."""
    roles = group_roles(groups, matcher)
    if {r.role for r in roles.values()} != {Role.CANDIDATE}:
        return roles
    elsewhere = {g.title for o in outcomes for g in o if group_roles(o, matcher)[g.id or ""].role is Role.TESTED}
    again = {g.id or "" for g in groups if g.title in elsewhere}
    if not 0 < len(again) < len(roles):
        return roles
    why = "as in another outcome of the trial"
    return {
        i: r._replace(role=Role.TESTED if i in again else Role.COMPARATOR, kind="" if i in again else "active", why=why)
        for i, r in roles.items()
    }


def _roles(groups: tuple[Group, ...], matcher: ArmMatcher) -> dict[str, ArmRole]:
    known = [g for g in groups if g.id]
    controls = _named_controls(known)
    matches = {g.id or "": matcher.match(g) for g in known}
    if not _own_arms(matches) and len(known) == len(matcher.arms):
        matches = _shared_out(known, matches, matcher)
    # Groups that are an arm each ("3 days", "10 days" of one treatment) are no time points.
    timed = not _own_arms(matches) and _time_points(known)
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
    _split_by_product(known, result, matcher)
    return {g.id or "": result[g.id or ""] for g in known}


def _own_arms(matches: _Matches) -> bool:
    return all(len(a) == 1 for a in matches.values()) and len(set(matches.values())) == len(matches)


def _time_points(known: list[Group]) -> bool:
    times = [found("time_group", g.title or "") for g in known]
    return len(set(times)) > 1 and all(times)


def _shared_out(known: list[Group], matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, and none that joins several: the groups are shared out among the arms."""
    if any(found("pooled", g.title or "") for g in known):
        return matches
    return _with_additions(known, _one_to_one(known, _untaken(known, matches, matcher), matcher), matcher)


def _with_additions(known: list[Group], matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, and two groups at one arm: the group that adds something is the untaken arm that adds something,
    though it calls it otherwise (NCT00839098)."""
    untaken = set(range(len(known))).difference(*matches.values())
    if len(untaken) != 1 or any(len(arms) != 1 for arms in matches.values()):
        return matches
    (left,) = untaken
    said = {g.id or "": names(g.title or "") for g in known}
    adding = [
        i
        for i, (arm,) in matches.items()
        if matcher.arms[arm].named < matcher.arms[left].named
        and any(said[j] < said[i] for j, arms in matches.items() if arms == (arm,) and said[j])
    ]
    return matches | {adding[0]: (left,)} if len(adding) == 1 else matches


def _one_to_one(known: list[Group], matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms, but several groups at one arm: the pairing in which the titles fit best, if one does.

    A combination "A+B" shares its words with the arm "A" (NCT00737568); the background alone shares them with the arm
    that adds to it (NCT00191100). A group moves only to an arm whose words it has, away from one of whose words its title has
    none, or to the background of its own.
    """
    count = len(known)
    taken = [arms[0] for arms in matches.values() if len(arms) == 1]
    if not len(set(taken)) < len(taken) == count <= _MOST_PAIRED:
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
        new == old or fits[g][new] > FITS or fits[g][old] <= 0 or matcher.is_background(new, old)
        for g, (old, new) in enumerate(zip(taken, chosen, strict=True))
    )
    return {g.id or "": (a,) for g, a in zip(known, chosen, strict=True)} if held and best - second > FITS else matches


def _untaken(known: list[Group], matches: _Matches, matcher: ArmMatcher) -> _Matches:
    """As many groups as arms: a group that fits only arms of which other groups are sure is one of the others."""
    sure = {arms[0] for arms in matches.values() if len(arms) == 1}
    rest = frozenset(range(len(known))) - sure
    unsure = [g for g in known if len(matches[g.id or ""]) > 1 and sure.issuperset(matches[g.id or ""])]
    return matches | {g.id or "": matcher.fitting(tokens(g.title or ""), g, rest) for g in unsure}


def _named_controls(groups: list[Group]) -> dict[str, str]:
    """Groups whose own title says placebo, sham, untreated or usual care while another group's does not."""
    said: dict[str, str] = {}
    for group in groups:
        title = normalize(group.title or "").lower()
        for kind, words, start in controls_in(title):
            if not re.search(r"(?:\+|\bplus\b|\band\b|/|,|&|\bwith\b)\W*$", title[:start]):
                said[group.id or ""] = "sham" if words == "sham" else kind
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
    alike = len({(matcher.roles[i].role, matcher.roles[i].kind) for i in left}) == 1
    if alike and len(unknown) == len(left) and len(known) == len(matcher.arms) and (taken or len(left) == 1):
        role, kind, why, _ = matcher.roles[left[0]]
        return {g.id or "": ArmRole(role, kind, f"the remaining arm; {why}", tuple(left)) for g in unknown}
    if matcher.single_group:
        return {g.id or "": ArmRole(Role.TESTED, why="part of the only treated arm") for g in unknown}
    letters = {"".join(c for c in (g.title or "").lower() if c.isalpha()) for g in unknown}
    numbered = len(unknown) > len(letters) == 1 and "" not in letters  # "A 2 mg + B", "A 5mg + B"
    if numbered or (len(matcher.interventions) == 1 and len(matcher.arms) > 1):
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
            why = "without what the other group has" if kind else "the group with an addition"
            arms = result[group.id or ""].arms
            result[group.id or ""] = ArmRole(Role.COMPARATOR if kind else Role.TESTED, kind, why, arms)


def _split_by_product(known: list[Group], result: dict[str, ArmRole], matcher: ArmMatcher) -> None:
    """Where every group matched a tested arm, one without the product that only tested arms give is the comparator.

    It must have a word of a comparator arm instead (NCT00768755).
    """
    tested, comparing = (
        [arm for arm, r in zip(matcher.arms, matcher.roles, strict=True) if r.role is role]
        for role in (Role.TESTED, Role.COMPARATOR)
    )
    if not tested or not comparing or matcher.classes or {r.role for r in result.values()} != {Role.TESTED}:
        return
    given = [frozenset[str]().union(*map(names, arm.actives)) for arm in tested]
    product = frozenset.intersection(*given).difference(*(names(p) for arm in comparing for p in arm.actives))
    titles = [tokens(g.title or "") for g in known]
    said = titles if any(product & t for t in titles) else [tokens(g.description or "") for g in known]
    others = frozenset[str]().union(*(tokens(" ".join((a.label, *a.products, a.description))) for a in comparing))
    without = [g for g, words in zip(known, said, strict=True) if not words & product]
    known_as = all(words & (product | others) for words in said)
    if product and known_as and 0 < len(without) < len(known):
        kind = next(r.kind for r in matcher.roles if r.role is Role.COMPARATOR)
        for group in without:
            result[group.id or ""] = ArmRole(Role.COMPARATOR, kind, "without the product of the tested arms")


def _left_out(title: str, beside: frozenset[str], given: frozenset[str]) -> str:
    """The kind of comparator a group is that says it goes without a treatment of the other; empty when it does not."""
    negated, alone = _WITHOUT.search(title), _ALONE.search(title)
    missing = tokens(title[negated.end() :]) if negated is not None else frozenset()
    if missing and missing <= beside and missing & given:
        return "no_treatment"
    base = tokens(title[: alone.start()]) if alone is not None else frozenset()
    return "active" if base and base < beside else ""
