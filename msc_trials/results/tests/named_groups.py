"""Which groups the text of an analysis names, whatever group ids it lists."""

from __future__ import annotations

from typing import TypeAlias

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.rules import fold
from msc_trials.results.arms.arm_text import tokens
from msc_trials.results.model import Role
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join

Sides: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of tested groups and of those they are compared with."""


def named_sides(analysis: PostedAnalysis, view: OutcomeView, ids: tuple[str, ...]) -> Sides | None:
    """Both sides of a test whose listed groups are all on one of them; None where the text does not tell."""
    return _between(analysis, view) or _placebo(analysis, view, ids)


def _between(analysis: PostedAnalysis, view: OutcomeView) -> Sides | None:
    """The last tested and the last comparing group that a text names as "between A and B", where the groups listed are one arm
    at several times (NCT01236365)."""
    match = pattern("comparison.between").search(fold(analysis.label))
    if match is None or any(r.role not in {Role.TESTED, Role.COMPARATOR} for r in view.roles.values()):
        return None
    sides = [
        [g.id or "" for g in view.outcome.groups if tokens(match[who]) and tokens(match[who]) <= tokens(g.title or "")]
        for who in ("one", "other")
    ]
    of_role = {view.roles[side[-1]].role: (side[-1],) for side in sides if side}
    alike = all(len({view.roles[g].role for g in side}) == 1 for side in sides)
    return (of_role[Role.TESTED], of_role[Role.COMPARATOR]) if alike and len(of_role) == len(sides) else None


def _placebo(analysis: PostedAnalysis, view: OutcomeView, ids: tuple[str, ...]) -> Sides | None:
    """All tested groups are listed, and the comment on their p-value says that it is against placebo, which is not
    (NCT00791999)."""
    placebo = [g for g in view.with_role(Role.COMPARATOR) if view.roles[g].masked]
    said = found("against_placebo", join(analysis.raw.p_value_comment, analysis.raw.group_description))
    every = set(ids) == set(view.with_role(Role.TESTED)) and len(ids) > 1
    return (ids, (placebo[0],)) if every and len(placebo) == 1 and said else None


def contrasted(view: OutcomeView, text: str, tested: str, control: tuple[str, ...]) -> bool:
    """Whether a text compares the tested group to every comparator ("A compared to B or C", NCT00440700)."""
    titles = {g.id or "": tokens(g.title or "") for g in view.outcome.groups if g.id in (tested, *control)}
    telling = {g: words.difference(*(w for other, w in titles.items() if other != g)) for g, words in titles.items()}
    for match in pattern("comparison.compared").finditer(text):
        before, after = tokens(text[: match.start()]), tokens(text[match.end() :])
        if telling[tested] & before and not telling[tested] & after and all(telling[g] & after for g in control):
            return True
    return False


def contrasted_pair(view: OutcomeView, text: str, tested: tuple[str, ...], control: tuple[str, ...]) -> Sides | None:
    """The tested group and the comparator whose whole titles a text sets against each other ("high dose versus placebo").

    None where it does so with several pairs, or with groups of one role.
    """
    titles = {g.id or "": join(g.title).lower() for g in view.outcome.groups}
    named: set[Sides] = set()
    for match in pattern("comparison.compared").finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        sides = [g for g, title in titles.items() if title and (before.endswith(title) or after.startswith(title))]
        own, other = (tuple(g for g in sides if g in ids) for ids in (tested, control))
        if len(own) == len(other) == 1:
            named.add((own, other))
    return named.pop() if len(named) == 1 else None


def stated_reference(analysis: PostedAnalysis, ids: tuple[str, ...], view: OutcomeView) -> str:
    """Of two groups neither of which is a comparator by the arms, the one that the analysis calls so; else empty."""
    match = pattern("comparison.reference").search(fold(analysis.label))
    who = tokens(match["who"] or match["after"] or match["before"]) if match is not None else frozenset()
    titles = {g.id or "": g.title or "" for g in view.outcome.groups if g.id in ids}
    named = [g for g, title in titles.items() if who and who <= tokens(title) | tokens(title.replace("-", " "))]
    return named[0] if len(named) == 1 else ""
