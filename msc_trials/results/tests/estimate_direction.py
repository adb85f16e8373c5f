"""Whom the posted estimate of an analysis favours. The order of groups is no guarantee of the order of division or
subtraction: the words of the record may state it. Source: domain notes §5c (NCT04355728; "first minus second"
NCT00708123)."""

from __future__ import annotations

import re

from msc_trials.knowledge.rules import pattern
from msc_trials.results.findings import reason
from msc_trials.results.model import Judged, TestOutcome
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.posted_analysis import PostedAnalysis, is_prevented
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join, members

_WORD = re.compile(r"[a-z][a-z0-9-]{2,}")
_NEAR = 70


def won(tested: bool) -> TestOutcome:
    """The tested group did better, or the comparator."""
    return TestOutcome.BETTER if tested else TestOutcome.WORSE


def by_estimate(analysis: PostedAnalysis, view: OutcomeView, order: int) -> TestOutcome:
    """Whom a posted estimate favours, read as tested against comparator (``order`` 1) or the other way (-1).

    Vaccine efficacy and risk reduction are written so that more is better for the tested group.
    """
    interval = analysis.interval
    if interval is None or interval.estimate is None or interval.kind in {"one_group", "unknown"}:
        return TestOutcome.UNSETTLED
    if interval.estimate == interval.null:
        return TestOutcome.NULL
    if is_prevented(analysis.raw.param_type or ""):
        return won(interval.estimate > 0)
    larger = (interval.estimate > interval.null) == (order > 0)
    return won((larger != is_hazard_ratio(analysis, view)) == (view.direction == "higher"))


def is_hazard_ratio(analysis: PostedAnalysis, view: OutcomeView) -> bool:
    """Whether the estimate is a ratio of hazards of an outcome that is a time: more hazard is less time."""
    timed = found("time_to_event", view.title) or found("time_unit", view.unit)
    hazards = re.search(r"hazard|cox", analysis.raw.param_type or "", re.IGNORECASE)
    return bool(hazards and timed) and not view.counts


def stated_order(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """+1 when the text subtracts or divides tested by comparator, -1 the other way round, 0 when it does not say."""
    a = analysis.raw
    text = join(a.estimate_comment, a.param_type, a.group_description, a.statistical_comment)
    lower = text.lower()
    only_tested, only_comparator = _own_words(view, sides)
    for match in pattern("sign.operator").finditer(lower):
        left = set(_WORD.findall(lower[max(0, match.start() - _NEAR) : match.start()])[-6:])
        right = set(_WORD.findall(lower[match.end() : match.end() + _NEAR])[:6])
        forward = bool(left & only_tested and right & only_comparator)
        backward = bool(left & only_comparator and right & only_tested)
        if forward != backward:
            return (1 if forward else -1), text[max(0, match.start() - 40) : match.end() + 40].strip()
    return 0, ""


def by_stated_favour(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged | None:
    """The record says which sign favours which group."""
    interval = analysis.interval
    if interval is None or interval.estimate is None or interval.estimate == interval.null:
        return None
    text, side = analysis.label, 0
    only_tested, only_comparator = _own_words(view, sides)
    for match in pattern("sign.favouring").finditer(text):
        if match["up"] or match["down"]:
            side = 1 if match["up"] else -1
        elif side and match["who"] and match.group().lower().startswith("favo"):
            who = set(_WORD.findall(match["who"].lower())[:6])
            first = _first_named(analysis, view) if pattern("sign.first_named").search(match["who"]) else ""
            tested = bool(who & only_tested) or first in sides.tested
            if tested != (bool(who & only_comparator) or first in sides.comparator):
                better = (interval.estimate > interval.null) == ((side > 0) == tested)
                name = "statements.favours" if better else "statements.favours/comparator"
                quote = text[max(0, match.start() - 60) : match.end()].strip()
                return won(better), (reason(name, analysis.path, quote, estimate=interval.estimate),)
    return None


def _first_named(analysis: PostedAnalysis, view: OutcomeView) -> str:
    """The group listed first, where the posted values bear out that the other's is taken from its own; else empty."""
    ids, interval = analysis.raw.group_ids, analysis.interval
    gaps = [
        r.values[ids[0]] - r.values[ids[1]] for r in view.later_rows if len(ids) == 2 and set(ids) <= r.values.keys()
    ]
    effect = (interval.estimate or 0.0) - interval.null if interval is not None else 0.0
    return ids[0] if gaps and all(gap * effect > 0 for gap in gaps) else ""


def _own_words(view: OutcomeView, sides: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """The words a text can use for the tested groups and for no comparator, and the other way round."""
    empty = members("empty_in_order")
    tested, comparator = (
        {w for g in view.outcome.groups if g.id in groups for w in _WORD.findall((g.title or "").lower())} - empty
        for groups in (sides.tested, sides.comparator)
    )
    comparator |= set() if "placebo" in comparator else {"control", "comparator"}
    return frozenset(tested - comparator), frozenset(comparator - tested)
