"""Who is favoured: sign conventions settled from posted group values and the direction of the outcome.

The order of groups in an analysis is no guarantee of the order of subtraction. Group values decide where they exist;
the sign of the estimate is used only when they do not, read as tested against comparator. Source: domain notes §5c
(reversed reference NCT04355728; change scores NCT03818737; "first minus second" NCT00708123).
"""

from __future__ import annotations

import re
from itertools import accumulate

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize
from msc_trials.results.categories import grades
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


def value_sign(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """+1 when the tested group posted the larger value, -1 the smaller, 0 when values do not tell; with the numbers."""
    usable = [r for r in view.later_rows if _has(r, sides)]
    if not usable:
        return _not_reached(view, sides)
    if view.split:
        chosen = [pair for pair in view.events if _has(pair[0], sides)]
        if not chosen:
            return 0, _shown(usable[0], (*sides.tested, *sides.comparator))
    else:
        chosen = [(row, _sign_of_row(row, view)) for row in _row_of(analysis, _changes(view, usable))]
    signs: list[tuple[int, str]] = []
    for row, of_row in chosen:
        raw = f"{_shown(row, sides.tested)} v {_shown(row, sides.comparator)}"
        opposite = ", the opposite of the outcome" if of_row < 0 else ""
        raw += f" ({row.category or row.label}{opposite})" if view.split or opposite else ""
        signs.append((_larger(rates(row, view.counts), sides) * of_row, raw))
    told = {s for s, _ in signs if s}
    if len(sides.tested) + len(sides.comparator) > 2 and not all(s for s, _ in signs):
        return 0, next(raw for s, raw in signs if not s)
    if len(told) == 1:
        return told.pop(), signs[0][1]
    if len(told) == 2 and not view.split:
        return _at_the_end(view.rows, chosen, sides), signs[-1][1]
    return 0, signs[0][1]


def _not_reached(view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """A median time that is not reached is longer than one that is (NCT00550407)."""
    timed = found("time_to_event", view.title) or found("time_unit", view.unit)
    if not timed or view.outcome.param_type != "MEDIAN" or len(view.later_rows) != 1:
        return 0, ""
    known = view.later_rows[0].values
    tested, control = (any(g in known for g in groups) for groups in (sides.tested, sides.comparator))
    shown = _shown(view.later_rows[0], (*sides.tested, *sides.comparator))
    return int(control) - int(tested), f"not reached v {shown}" if control else f"{shown} v not reached"


def _larger(values: dict[str, float], sides: Comparison) -> int:
    """+1 where every tested group posted more than every comparator, -1 where less, 0 where they cross."""
    tested = [values[g] for g in sides.tested if g in values]
    control = [values[g] for g in sides.comparator if g in values]
    if not tested or not control:
        return 0
    return (min(tested) > max(control)) - (max(tested) < min(control))


def _at_the_end(rows: list[ValueRow], chosen: list[tuple[ValueRow, int]], sides: Comparison) -> int:
    """The sign at the last visit of one series, where the change since its baseline has the same sign."""
    started = [row for row in rows if found("baseline_row", row.label)]
    if len(sides.tested) != 1 or len(sides.comparator) != 1 or started != rows[:1]:
        return 0
    (own,), (other,) = sides.tested, sides.comparator
    first, last, of_row = rows[0].values, chosen[-1][0].values, chosen[-1][1]
    if not all(found("visit", row.label) for row in rows) or not {own, other} <= first.keys() & last.keys():
        return 0
    gap, change = last[own] - last[other], (last[own] - first[own]) - (last[other] - first[other])
    return of_row * (((gap > 0) - (gap < 0)) if gap * change > 0 else 0)


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


def _changes(view: OutcomeView, rows: list[ValueRow]) -> list[ValueRow]:
    """Of an outcome titled as a change the rows of changes, where levels stand beside them."""
    changes = [row for row in rows if found("change", row.name)] if found("change", view.title) else []
    return changes or rows


def _row_of(analysis: PostedAnalysis, usable: list[ValueRow]) -> list[ValueRow]:
    """The rows an analysis is about: named in its text, else the first of each class."""
    if len(usable) == 1:
        return usable
    text = analysis.label.lower()
    named = [r for r in usable if len(r.name) > 2 and normalize(r.name).lower().strip(" .:") in text]
    if len(named) == 1:
        return named
    pool = named or [r for r in usable if r.first] or usable
    good = [r for r in pool if not found("bad_row", r.category or r.label)]
    return good or pool


def favours(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged:
    """Which group did better, by values and direction, else by the estimate."""
    direction, path, interval = view.direction, analysis.path, analysis.interval
    favoured = _prevented(analysis) or _by_favour(analysis, view, sides) or _by_grades(analysis, view, sides)
    if favoured is not None:
        return favoured
    if direction not in {"higher", "lower"}:
        return TestOutcome.UNSETTLED, (reason("effects.no_direction", path, view.title),)
    order, quote = stated_order(analysis, view, sides)
    if order and interval is not None and interval.kind == "ratio" and _hazard(analysis, view):
        # A hazard ratio whose order is stated outranks crude times, which leave out those without an event.
        why = reason("statements.order", path, quote, estimate=interval.estimate)
        favoured = _by_estimate(analysis, view, order), (why,)
        if favoured[0] in {TestOutcome.BETTER, TestOutcome.WORSE}:
            return favoured
    sign, shown = value_sign(analysis, view, sides)
    if sign:
        better = (sign > 0) == (direction == "higher")
        doubt = "" if better else _doubt(view, sides)
        if doubt and _written_as_improvement(view, sides):
            return TestOutcome.BETTER, (reason("effects.improvement", path, shown, shown=shown),)
        if doubt:
            return TestOutcome.UNSETTLED, (reason(doubt, path, shown, shown=shown),)
        return _won(better), (reason("effects.values", path, shown, shown=shown, direction=direction),)
    if view.split:
        return TestOutcome.UNSETTLED, (reason("categories.unsettled", path, shown),)
    if shown and len(sides.tested) + len(sides.comparator) > 2:
        return TestOutcome.UNSETTLED, (reason("effects.groups_cross", path, shown),)
    named = direction_of(analysis.raw.param_type or "").direction
    if {named, direction} == {"higher", "lower"}:
        if order and interval is not None and interval.estimate not in {None, interval.null}:
            better = ((interval.estimate or 0.0) > interval.null) == ((named == "higher") == (order > 0))
            return _won(better), (reason("effects.estimate/stated", path, quote, estimate=interval.estimate),)
        return TestOutcome.UNSETTLED, (reason("effects.other_measure", path, analysis.raw.param_type or ""),)
    estimated = _by_estimate(analysis, view, order or 1)
    if estimated is TestOutcome.WORSE and not order and found("change", view.title):
        why = reason("effects.doubt/estimate", path, analysis.raw.param_value or "", estimate=analysis.raw.param_value)
        return TestOutcome.UNSETTLED, (why,)
    if estimated is not TestOutcome.UNSETTLED and interval is not None:
        name = "effects.estimate/stated" if order else "effects.estimate"
        shown = quote or analysis.raw.param_value or ""
        return estimated, (reason(name, path, shown, estimate=interval.estimate),)
    return TestOutcome.UNSETTLED, (reason("effects.no_values", path, shown),)


def _won(tested: bool) -> TestOutcome:
    return TestOutcome.BETTER if tested else TestOutcome.WORSE


def _doubt(view: OutcomeView, sides: Comparison) -> str:
    """The reason why a comparator that seems to have won is not believed; empty when it is.

    A significantly worse treatment is rare, a misread direction is not: a direction that rests on general words only, and
    change scores that would have every group getting worse (changes are often written as improvement), settle nothing.
    Source: domain notes §5c (NCT03818737).
    """
    if not view.outcome_direction.sure:
        return "effects.doubt/direction"
    progressive = _is_stated(view) and any(found("progressive_disease", title) for title in view.matcher.titles)
    return "effects.doubt/change" if _all_worse(view, sides) and not progressive else ""


def _is_stated(view: OutcomeView) -> bool:
    """Whether the record says which way the scale goes, or the scale is known."""
    return view.outcome_direction.sure and view.outcome_direction.reason.code in {"stated", "scale"}


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


def _written_as_improvement(view: OutcomeView, sides: Comparison) -> bool:
    """Whether a change for the worse in every group is an improvement written without its sign.

    Only against a placebo, on a scale of symptoms, where nothing in the trial makes people worse by itself (a disease that
    progresses, an operation, a challenge).
    """
    placebo = all(view.roles[g].masked for g in sides.comparator)
    told = " ".join((view.title, view.description, *view.matcher.titles))
    return (
        _is_stated(view)
        and placebo
        and len(view.later_rows) == 1
        and _all_worse(view, sides)
        and not found("worse_by_itself", told)
    )


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
    if not sign:
        return None
    better = (interval.estimate > interval.null) == (sign > 0)
    name = "statements.favours" if better else "statements.favours/comparator"
    return _won(better), (reason(name, analysis.path, quote, estimate=interval.estimate),)


def _prevented(analysis: PostedAnalysis) -> Judged | None:
    """Vaccine efficacy and risk reduction are written so that more is better for the tested group."""
    words, interval = found("prevented", analysis.raw.param_type or ""), analysis.interval
    if not words or interval is None or not interval.estimate:
        return None
    why = reason("effects.prevented", analysis.path, analysis.raw.param_value or "", words=words)
    return _won(interval.estimate > 0), (why,)


def _by_grades(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged | None:
    """Ordered grades: the better group has more of its people at each grade or above it, but for one in a hundred."""
    if not view.split or view.events or len(sides.tested) + len(sides.comparator) > 2:
        return None
    rows = grades(view.title, view.later_rows, view.direction)
    shares = [rates(row, view.counts) for row in rows]
    (own,), (other,) = sides.tested, sides.comparator
    if not rows or not all({own, other} <= share.keys() for share in shares):
        return None
    slack = 0.01 * sum(share[other] for share in shares)
    gaps = list(accumulate(share[own] - share[other] for share in shares))[:-1]
    better, worse = max(gaps) > slack, min(gaps) < -slack
    if better == worse:
        return None
    shown = f"{_shown(rows[0], (own,))} v {_shown(rows[0], (other,))}"
    name = "categories.grades" if better else "categories.grades/comparator"
    why = reason(name, analysis.path, shown, shown=shown, best=rows[0].category or rows[0].label)
    return _won(better), (why,)


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
        re.search(r"hazard|cox", analysis.raw.param_type or "", re.IGNORECASE)
        and (found("time_to_event", view.title) or found("time_unit", view.unit))
        and not view.counts
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
    text = analysis.label
    only_tested, only_comparator = _own_words(view, sides)
    side = 0
    for match in pattern("sign.favouring").finditer(text):
        if match["up"] or match["down"]:
            side = 1 if match["up"] else -1
        elif side and match["who"] is not None and match.group().lower().startswith("favo"):
            who = set(_WORD.findall(match["who"].lower())[:6])
            ranked = _rank(analysis, view, sides) if pattern("sign.first_named").search(match["who"]) else 0
            named_tested, named_comparator = (
                bool(who & only_tested) or ranked > 0,
                bool(who & only_comparator) or ranked < 0,
            )
            if named_tested != named_comparator:
                quote = text[max(0, match.start() - 60) : match.end()].strip()
                return (side if named_tested else -side), quote
    return 0, ""


def _rank(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> int:
    """+1 when "the first named treatment" is the tested group, -1 when it is the comparator, 0 when that cannot be told.

    The first is the one that the analysis lists first, where the posted values bear out that the others' is taken from its own.
    """
    ids, interval = analysis.raw.group_ids, analysis.interval
    if len(ids) != 2 or interval is None or interval.kind != "difference":
        return 0
    gaps = [r.values[ids[0]] - r.values[ids[1]] for r in view.later_rows if set(ids) <= r.values.keys()]
    effect = (interval.estimate or 0.0) - interval.null
    if not gaps or any(gap * effect <= 0 for gap in gaps):
        return 0
    return int(ids[0] in sides.tested) - int(ids[0] in sides.comparator)
