"""Which group did better in an analysis: by its posted values and the direction of the outcome, else by its estimate.
Source: domain notes §5c (change scores NCT03818737)."""

from __future__ import annotations

from msc_trials.matching.text import normalize
from msc_trials.results.categories import better_by_grades, grades
from msc_trials.results.direction.outcome_direction import outcome_direction as direction_of
from msc_trials.results.findings import reason
from msc_trials.results.model import Judged, TestOutcome
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.estimate_direction import (
    by_estimate,
    by_stated_favour,
    is_hazard_ratio,
    stated_order,
    won,
)
from msc_trials.results.tests.posted_analysis import PostedAnalysis, is_prevented
from msc_trials.results.values import ValueRow, rates
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

_DECIDED = {TestOutcome.BETTER, TestOutcome.WORSE}


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
    at_the_end = len(told) == 2 and not view.split and _borne_out_at_the_end(view, sides, chosen[-1][0])
    return signs[-1] if at_the_end else (0, signs[0][1])


def _borne_out_at_the_end(view: OutcomeView, sides: Comparison, last: ValueRow) -> bool:
    """Whether the last of a series of visits tells: the change since the first row, the baseline, has the sign of its gap."""
    first = view.rows[0]
    series = [row for row in view.rows if found("baseline_row", row.label)] == [first]
    groups = (*sides.tested, *sides.comparator)
    known = len(groups) == 2 and first.values.keys() & last.values.keys() >= set(groups)
    if not series or not known or not all(found("visit", row.label) for row in view.rows):
        return False
    gap, at_start = (row.values[groups[0]] - row.values[groups[1]] for row in (last, first))
    return gap * (gap - at_start) > 0


def _not_reached(view: OutcomeView, sides: Comparison) -> tuple[int, str]:
    """A median time to an event that is not reached is longer than one that is (NCT01998906).

    A group in which nobody is counted, or an outcome that comes to an end for everybody (a stay in hospital), misses its value.
    """
    timed = bool(found("may_not_be_reached", view.title)) and view.outcome.param_type == "MEDIAN"
    if not timed or len(view.later_rows) != 1:
        return 0, ""
    known = view.later_rows[0]
    silent = [g for g in (*sides.tested, *sides.comparator) if g not in known.values]
    if any(known.sizes.get(g, 0.0) <= 0 for g in silent):
        return 0, ""
    tested, control = (any(g in known.values for g in groups) for groups in (sides.tested, sides.comparator))
    shown = _shown(known, (*sides.tested, *sides.comparator))
    return int(control) - int(tested), f"not reached v {shown}" if control else f"{shown} v not reached"


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

    1. The words of the record on whom a sign of the estimate favours; ordered grades.
    2. A hazard ratio whose order is stated: it outranks crude times, which leave out those without an event.
    3. The posted values, by the direction of the outcome; a comparator that seems to have won may be doubted.
    4. The estimate, in its stated order, else read as tested against comparator.
    """
    favoured = by_stated_favour(analysis, view, sides) or _by_grades(analysis, view, sides)
    if favoured is not None:
        return favoured
    path, interval = analysis.path, analysis.interval
    named, posted = analysis.raw.param_type or "", analysis.raw.param_value or ""
    prevented = is_prevented(named)
    order, quote = stated_order(analysis, view, sides)
    estimated = by_estimate(analysis, view, order or 1)
    if view.direction not in {"higher", "lower"}:
        if prevented and interval is not None and estimated in _DECIDED:  # good by its name, whatever is prevented
            return estimated, (reason("effects.estimate", path, posted, estimate=interval.estimate),)
        return TestOutcome.UNSETTLED, (reason("effects.no_direction", path, view.title),)
    if order and interval is not None and is_hazard_ratio(analysis, view) and estimated in _DECIDED:
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
    if not prevented and {direction_of(named).direction, view.direction} == {"higher", "lower"}:
        return TestOutcome.UNSETTLED, (reason("effects.other_measure", path, named),)
    two_names = bool(found("prevented", named)) and not prevented  # a ratio of risks, or how much less risk there is
    if estimated is TestOutcome.WORSE and not order and (two_names or found("change", view.title)):
        return TestOutcome.UNSETTLED, (reason("effects.doubt/estimate", path, posted, estimate=posted),)
    name = "effects.estimate/stated" if order else "effects.estimate"
    return estimated, (reason(name, path, quote or posted, estimate=interval.estimate),)


def _by_grades(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> Judged | None:
    """Ordered grades: the better group has more of its people at each grade or above it (NCT00475852)."""
    if not view.split or view.events or len(sides.tested) + len(sides.comparator) > 2:
        return None
    rows = grades(view.title, view.later_rows, view.direction)
    better = better_by_grades(sides.tested[0], sides.comparator[0], rows, view.counts)
    if better is None:
        return None
    shown = f"{_shown(rows[0], sides.tested)} v {_shown(rows[0], sides.comparator)}"
    name = "categories.grades" if better else "categories.grades/comparator"
    best = rows[0].category or rows[0].label
    return won(better), (reason(name, analysis.path, shown, shown=shown, best=best),)


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
    if not better and _written_as_improvement(view, sides):
        return TestOutcome.BETTER, (reason("effects.improvement", path, shown, shown=shown),)
    if not better and not progressive and _all_worse(view, sides):
        return TestOutcome.UNSETTLED, (reason("effects.doubt/change", path, shown, shown=shown),)
    return won(better), (reason("effects.values", path, shown, shown=shown, direction=view.direction),)


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
    """Whether a change for the worse in every group is an improvement written without its sign (NCT00783224).

    Only against a placebo, on a scale that is known or whose direction the record states, in a condition in which people given
    placebo get better (pain, depression, allergy), where nothing makes them worse on its own (an operation, a challenge).
    """
    placebo = all(view.roles[g].masked for g in sides.comparator)
    scale = view.outcome_direction.sure and view.outcome_direction.reason.code in {"stated", "scale"}
    about = view.setting.about
    told = " ".join((view.title, view.description, about))
    eases = found("better_by_itself", about) and not found("worse_by_itself", told)
    return placebo and scale and bool(eases) and len(view.later_rows) == 1 and _all_worse(view, sides)
