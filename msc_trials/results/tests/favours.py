"""Who is favoured: sign conventions settled from posted group values and the direction of the outcome.

The order of groups in an analysis is no guarantee of the order of subtraction. Group values decide where they exist;
the sign of the estimate is used only when they do not, read as tested against comparator. Source: domain notes §5c
(reversed reference NCT04355728; change scores NCT03818737; "first minus second" NCT00708123).
"""

from __future__ import annotations

import re

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize
from msc_trials.results.direction.direction import outcome_direction as direction_of
from msc_trials.results.findings import reason
from msc_trials.results.model import Judged, TestOutcome
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.values import ValueRow, rates
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join, members

_WORD = re.compile(r"[a-z][a-z0-9-]{2,}")
_NEAR = 70
_DECIDED = {TestOutcome.BETTER, TestOutcome.WORSE}


def value_sign(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """+1 when the tested group posted the larger value, -1 the smaller, 0 when values do not tell; with the numbers."""
    usable = [r for r in view.later_rows if _has(r, sides)]
    if not usable:
        return 0, ""
    if view.split:
        chosen = [pair for pair in view.events if _has(pair[0], sides)]
        if not chosen:
            return 0, _shown(usable[0], (*sides.tested, *sides.comparator))
    else:
        chosen = [(row, _sign_of_row(row, view)) for row in _row_of(analysis, view, usable)]
    signs: list[tuple[int, str]] = []
    for row, of_row in chosen:
        raw = f"{_shown(row, sides.tested)} v {_shown(row, sides.comparator)}"
        opposite = ", the opposite of the outcome" if of_row < 0 else ""
        raw += f" ({row.category or row.label}{opposite})" if view.split or opposite else ""
        signs.append((_larger(rates(row, view.counts), sides) * of_row, raw))
    told = {s for s, _ in signs if s}
    if len(sides.tested) + len(sides.comparator) > 2 and not all(s for s, _ in signs):
        return 0, signs[0][1]
    if len(told) == 1:
        return told.pop(), signs[0][1]
    # Of a series of visits that begins with the baseline the last one tells.
    if len(view.rows) - len(view.later_rows) == 1 and all(found("visit", row.label) for row, _ in chosen):
        return signs[-1]
    return 0, signs[0][1]


def _is_time(view: OutcomeView) -> bool:
    return bool(found("time_to_event", view.title) or found("time_unit", view.unit))


def _larger(values: dict[str, float], sides: Comparison) -> int:
    """+1 where every tested group posted more than every comparator, -1 where less, 0 where they cross."""
    tested = [values[g] for g in sides.tested if g in values]
    control = [values[g] for g in sides.comparator if g in values]
    if not tested or not control:
        return 0
    return (min(tested) > max(control)) - (max(tested) < min(control))


def _sign_of_row(row: ValueRow, view: OutcomeView) -> int:
    """-1 for a row that counts the opposite of what the title names."""
    if found("bad_row", row.category) and not found("bad_row", view.title):
        return -1
    free = view.direction == "lower" and found("free_row", row.category or row.label)
    return -1 if free and not found("free_row", view.title) else 1


def _has(row: ValueRow, sides: Comparison) -> bool:
    return any(g in row.values for g in sides.tested) and any(g in row.values for g in sides.comparator)


def _shown(row: ValueRow, groups: tuple[str, ...]) -> str:
    return "/".join(f"{row.values[g]:g}" for g in groups if g in row.values)


def _row_of(analysis: PostedAnalysis, view: OutcomeView, usable: list[ValueRow]) -> list[ValueRow]:
    """The rows an analysis is about: of changes where the title is one, then those its text names, else the first of each class."""
    changes = [r for r in usable if found("change", r.name)] if found("change", view.title) else []
    usable = changes or usable
    text = analysis.label.lower()
    named = [r for r in usable if len(r.name) > 2 and normalize(r.name).lower().strip(" .:") in text]
    return named or [r for r in usable if r.first] or usable


def favours(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged:
    """Which group did better. The first that tells decides.

    1. The words of the record on whom a sign of the estimate favours.
    2. A hazard ratio whose order is stated: it outranks crude times, which leave out those without an event.
    3. The posted values, by the direction of the outcome; a comparator that seems to have won may be doubted.
    4. The estimate, in its stated order, else read as tested against comparator.
    """
    favoured = _by_favour(analysis, view, sides)
    if favoured is not None:
        return favoured
    path, interval = analysis.path, analysis.interval
    if view.direction not in {"higher", "lower"}:
        return TestOutcome.UNSETTLED, (reason("effects.no_direction", path, view.title),)
    order, quote = stated_order(analysis, view, sides)
    estimated = _by_estimate(analysis, view, order or 1)
    if order and interval is not None and _hazard(analysis, view) and estimated in _DECIDED:
        return estimated, (reason("statements.order", path, quote, estimate=interval.estimate),)
    sign, shown = value_sign(analysis, view, sides)
    if sign:
        return _by_values(view, sides, sign, path, shown)
    if view.split:
        return TestOutcome.UNSETTLED, (reason("categories.unsettled", path, shown),)
    if shown and len(sides.tested) + len(sides.comparator) > 2:
        return TestOutcome.UNSETTLED, (reason("effects.groups_cross", path, shown),)
    if interval is None or estimated is TestOutcome.UNSETTLED:
        return TestOutcome.UNSETTLED, (reason("effects.no_values", path, shown),)
    measured = direction_of(analysis.raw.param_type or "").direction
    if {measured, view.direction} == {"higher", "lower"}:
        return TestOutcome.UNSETTLED, (reason("effects.other_measure", path, analysis.raw.param_type or ""),)
    posted = analysis.raw.param_value or ""
    if estimated is TestOutcome.WORSE and not order and found("change", view.title):
        return TestOutcome.UNSETTLED, (reason("effects.doubt/estimate", path, posted, estimate=posted),)
    name = "effects.estimate/stated" if order else "effects.estimate"
    return estimated, (reason(name, path, quote or posted, estimate=interval.estimate),)


def _won(tested: bool) -> TestOutcome:
    return TestOutcome.BETTER if tested else TestOutcome.WORSE


def _by_values(view: OutcomeView, sides: Comparison, sign: int, path: str, shown: str) -> Judged:
    """The better value wins, but a win of the comparator is not always believed.

    A significantly worse treatment is rare, a misread direction is not: a direction that rests on general words only, and
    change scores that would have every group getting worse (changes are often written as improvement), settle nothing.
    Source: domain notes §5c (NCT03818737).
    """
    better = (sign > 0) == (view.direction == "higher")
    if not better and not view.outcome_direction.sure:
        return TestOutcome.UNSETTLED, (reason("effects.doubt/direction", path, shown, shown=shown),)
    progressive = any(found("progressive_disease", title) for title in view.matcher.titles)
    if not better and not progressive and _all_worse(view, sides):
        return TestOutcome.UNSETTLED, (reason("effects.doubt/change", path, shown, shown=shown),)
    return _won(better), (reason("effects.values", path, shown, shown=shown, direction=view.direction),)


def _all_worse(view: OutcomeView, sides: Comparison) -> bool:
    """Whether the outcome is a change and every posted value of the compared groups is one for the worse.

    Rows of levels beside a row of baseline are no changes (NCT00434759), but where a placebo would have won (NCT00783224).
    """
    levels = len(view.later_rows) < len(view.rows) and not any(found("change", row.name) for row in view.later_rows)
    if levels and not all(view.roles[g].masked for g in sides.comparator):
        return False
    bad = 1 if view.direction == "lower" else -1
    values = [v * bad for r in view.later_rows for g, v in r.values.items() if g in sides.tested + sides.comparator]
    return bool(found("change", view.title) and values) and all(v > 0 for v in values)


def _own_words(view: OutcomeView, sides: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """The words a text can use for the tested groups and for no comparator, and the other way round."""
    empty = members("empty_in_order")
    tested, comparator = (
        {w for g in view.outcome.groups if g.id in groups for w in _WORD.findall((g.title or "").lower())} - empty
        for groups in (sides.tested, sides.comparator)
    )
    comparator |= set() if "placebo" in comparator else {"control", "comparator"}
    return frozenset(tested - comparator), frozenset(comparator - tested)


def _by_favour(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged | None:
    """The record says which sign favours which group."""
    interval = analysis.interval
    if interval is None or interval.estimate is None or interval.estimate == interval.null:
        return None
    sign, quote = _stated_favour(analysis, view, sides)
    better = (interval.estimate > interval.null) == (sign > 0)
    name = "statements.favours" if better else "statements.favours/comparator"
    why = reason(name, analysis.path, quote, estimate=interval.estimate)
    return (_won(better), (why,)) if sign else None


def _by_estimate(analysis: PostedAnalysis, view: OutcomeView, order: int) -> TestOutcome:
    """Whom a posted estimate favours, read as tested against comparator (``order`` 1) or the other way (-1)."""
    interval = analysis.interval
    if interval is None or interval.estimate is None or interval.kind in {"one_group", "unknown"}:
        return TestOutcome.UNSETTLED
    if interval.estimate == interval.null:
        return TestOutcome.NULL
    larger = (interval.estimate > interval.null) == (order > 0)
    return _won((larger != _hazard(analysis, view)) == (view.direction == "higher"))


def _hazard(analysis: PostedAnalysis, view: OutcomeView) -> bool:
    """A ratio of hazards of an outcome that is a time: more hazard is less time."""
    return bool(
        re.search(r"hazard|cox", analysis.raw.param_type or "", re.IGNORECASE) and _is_time(view) and not view.counts
    )


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


def _stated_favour(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """+1 when the text says that larger estimates favour the tested group, -1 the comparator, 0 when it does not say."""
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
                return side if tested else -side, text[max(0, match.start() - 60) : match.end()].strip()
    return 0, ""


def _first_named(analysis: PostedAnalysis, view: OutcomeView) -> str:
    """The group listed first, where the posted values bear out that the other's is taken from its own; else empty."""
    ids, interval = analysis.raw.group_ids, analysis.interval
    gaps = [
        r.values[ids[0]] - r.values[ids[1]] for r in view.later_rows if len(ids) == 2 and set(ids) <= r.values.keys()
    ]
    effect = (interval.estimate or 0.0) - interval.null if interval is not None else 0.0
    return ids[0] if gaps and all(gap * effect > 0 for gap in gaps) else ""
