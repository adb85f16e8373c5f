"""Effects of trials: posted analyses of cells against a comparator, our own from posted counts or means, those of
publications (``seeds/effects.csv``).

Posted ones never across different rows, times or numbers analysed. An analysis whose order of subtraction or division
cannot be told gives no effect: it stays in the table ``analyses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any, TypeAlias

from msc_trials.evidence.effects.estimates import LEVEL, Comparison, Estimate, Side, comparison, estimates, side_of
from msc_trials.extraction.trial import Trial
from msc_trials.knowledge import ledger
from msc_trials.knowledge.rules import patterns
from msc_trials.records.results_section import posted_outcomes
from msc_trials.results.arms.had_product import part_of, without_crossed
from msc_trials.results.categories import row_sign
from msc_trials.results.model import Role
from msc_trials.results.sides import gives_cells
from msc_trials.results.tests.comparison import Comparison as Compared
from msc_trials.results.tests.comparison import compare
from msc_trials.results.tests.estimate_direction import stated_order
from msc_trials.results.tests.favours import value_sign
from msc_trials.results.tests.posted_analysis import Interval, PostedAnalysis
from msc_trials.results.trial import outcome_views
from msc_trials.results.values import ValueRow
from msc_trials.results.view import OutcomeView

_PEOPLE = re.compile(r"participant|subject|patient|people|person", re.IGNORECASE)
_Pairs: TypeAlias = frozenset[tuple[str, str]]
"""Ids of tested groups with ids of comparators."""


def posted_comparisons(trial: Trial) -> Iterator[Comparison]:
    """Every effect of one trial, outcome by outcome: posted analyses first, then our own; none where nobody is given cells."""
    outcomes = posted_outcomes(trial) if gives_cells(trial) else ()
    for posted, view in zip(outcomes, outcome_views(trial, outcomes), strict=True):
        if view.posted and view.with_role(Role.TESTED) and view.with_role(Role.COMPARATOR):
            pairs = _pairs(trial, view)
            for position, analysis in enumerate(view.analyses):
                yield from _of_analysis(analysis, view, pairs, posted.position, position)
            yield from _of_values(view, pairs, posted.position)


def _pairs(trial: Trial, view: OutcomeView) -> _Pairs:
    """The pairs of a tested group and a comparator that may be held against each other.

    Neither had both treatments in turn, and both are of the same part of the trial (cohort, stratum) where some part has both.
    """
    whole = without_crossed(view.outcome.groups, view.roles, trial.product_names)
    parts = {g.id: part_of(g.title or "") for g in view.outcome.groups}
    tested, comparing = ([g for g, r in whole.items() if r.role is role] for role in (Role.TESTED, Role.COMPARATOR))
    divided = not {parts[g] for g in tested}.isdisjoint({parts[g] for g in comparing} - {""})
    alike = ((t, c) for t in tested for c in comparing if not divided or parts[t] == parts[c])
    return frozenset(alike)


def _of_analysis(
    analysis: PostedAnalysis, view: OutcomeView, pairs: _Pairs, outcome: int, position: int
) -> Iterator[Comparison]:
    found, interval = compare(analysis, view), analysis.interval
    if found.kind != "pair" or interval is None or interval.estimate is None:
        return
    if not pairs.issuperset(product(found.tested, found.comparator)):
        return
    if analysis.kind not in {"ratio", "difference"} or interval.null == 100.0 or interval.contradicts_itself:
        return
    order, why = _order(analysis, view, found, interval)
    if not order:
        return
    measure = effect_measure(analysis.raw.param_type or "")
    estimate, low, high = (interval.estimate, interval.low, interval.high)
    if order < 0:
        turned, low, high = (_turned(value, analysis.kind) for value in (estimate, high, low))
        estimate = estimate if turned is None else turned
        why = "turned round to cells against comparator; " + why
    yield Comparison(
        source="posted",
        **_shared(view, outcome, position),
        measure=measure,
        kind=analysis.raw.param_type or "",
        cells=Side(group=_titles(view, found.tested)),
        comparator=Side(group=_titles(view, found.comparator)),
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        ci_level=interval.level if low is not None or high is not None else None,
        unit="" if analysis.kind == "ratio" else view.unit,
        null=interval.null,
        favours="" if measure == "HR" else side_of(estimate, interval.null, view.direction),
        method=analysis.raw.statistical_method or "",
        p_value=analysis.raw.p_value or "",
        test_type=analysis.raw.non_inferiority_type or "",
        groups_comment=analysis.raw.group_description or "",
        note=why,
        path=analysis.path,
    )


def effect_measure(param_type: str) -> str:
    """RR, RD, OR, HR or MD by the registry's name of a parameter; ``other`` for what is neither.

    >>> effect_measure("Risk Ratio (RR)"), effect_measure("Slope")
    ('RR', 'other')
    """
    return next((name.upper() for name, words in patterns("measure") if words.search(param_type)), "other")


def _order(analysis: PostedAnalysis, view: OutcomeView, pair: Compared, interval: Interval) -> tuple[int, str]:
    """+1 when the estimate is cells against comparator, -1 the other way round, 0 when it cannot be told; and why."""
    stated, _ = stated_order(analysis, view, pair)
    if stated:
        return stated, "order as stated"
    if interval.estimate == interval.null:
        return 1, "no difference in either order"
    if effect_measure(analysis.raw.param_type or "") == "HR":
        return 0, ""  # a time may be longer where the hazard is smaller
    sign, shown = value_sign(analysis, view, pair)
    if not sign or interval.estimate is None:
        return 0, ""
    larger = 1 if interval.estimate > interval.null else -1
    return sign * larger, f"order by the posted values {shown}"


def _turned(value: float | None, kind: str) -> float | None:
    """An effect or a limit with the sides exchanged; None for a ratio of 0."""
    if value is None or (kind == "ratio" and not value):
        return None
    return 1 / value if kind == "ratio" else -value


def _of_values(view: OutcomeView, pairs: _Pairs, outcome: int) -> Iterator[Comparison]:
    position = 0
    for row in view.later_rows:
        if row.units is None or not _PEOPLE.search(row.units):
            continue
        for tested, comparator in product(view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)):
            if (tested, comparator) in pairs:
                cells, other = _posted_side(view, row, tested), _posted_side(view, row, comparator)
                if cells is None or other is None:
                    continue
                for estimate in estimates(cells, other):
                    yield _own(view, row, outcome, position, (cells, other), estimate)
                    position += 1


def _posted_side(view: OutcomeView, row: ValueRow, group: str) -> Side | None:
    """A side as a count of participants, or as mean and standard deviation; None where that is not posted whole.

    None for a Bayesian estimate too: its spread is how sure the estimate is, not how much participants differ.
    """
    kind, title = view.outcome.param_type or "", _titles(view, (group,))
    usable = not view.bayesian
    if view.counts:
        usable = kind == "COUNT_OF_PARTICIPANTS" or (kind == "NUMBER" and bool(_PEOPLE.search(view.unit)))
    found = view.numbers(row, group) if usable and group in row.values else None
    if found is None:
        return None
    if found.deviation is None:
        return Side(group=title, events=found.value, n=found.size)
    return Side(group=title, mean=found.value, sd=found.deviation, n=found.size)


def _own(
    view: OutcomeView, row: ValueRow, outcome: int, position: int, sides: tuple[Side, Side], found: Estimate
) -> Comparison:
    sign = row_sign(view.title, row, view.split)
    return comparison(
        found,
        sides,
        view.unit,
        _turned_direction(view.direction, sign),
        **_shared(view, outcome, position),
        source="computed",
        class_title=row.label,
        category=row.category,
        note="our own unadjusted calculation from posted numbers; it decides no verdict",
        path=view.path,
    )


def _shared(view: OutcomeView, outcome: int, position: int) -> dict[str, Any]:
    return {
        "outcome": view.title,
        "direction": view.direction,
        "outcome_type": view.outcome.type or "",
        "outcome_position": outcome,
        "position": position,
        "time_frame": view.outcome.time_frame or "",
        "outcome_unit": view.unit,
    }


def _turned_direction(direction: str, sign: int) -> str:
    if sign >= 0:
        return direction if sign else "unclear"
    return {"higher": "lower", "lower": "higher"}.get(direction, "unclear")


def _titles(view: OutcomeView, groups: tuple[str, ...]) -> str:
    titles = {g.id: g.title or "" for g in view.outcome.groups}
    return " + ".join(titles.get(g, g) for g in groups)


def published_comparisons(trial_id: str) -> Iterator[Comparison]:
    """Every stated effect of a ledger trial, then what stated counts or means give; single arms give none."""
    for row in ledger.effects_of(trial_id):
        sides = cells, control = _row_sides(row)
        about = (sides, row.unit_or_scale, row.good_direction)
        if row.estimate is not None and row.estimate_type:
            stated = Estimate(row.estimate_type, row.estimate, row.ci_low, row.ci_high, level=row.ci_level or LEVEL)
            yield comparison(stated, *about, p_value=row.p_value, **_of_row(row))
        if row.measure_kind != "events":
            cells, control = replace(cells, events=None), replace(control, events=None)
        for found in estimates(cells, control):
            yield comparison(found, *about, **_of_row(row))


def _of_row(row: ledger.EffectRow) -> dict[str, Any]:
    return {
        "source": "ledger",
        "outcome": row.measure,
        "direction": row.good_direction,
        "outcome_type": "PRIMARY" if row.is_main else "",
        "time_frame": row.time_point,
        "outcome_unit": row.unit_or_scale,
        "do_not_pool": row.do_not_pool,
        "note": "; ".join(filter(None, (row.short_caution, row.doubt, row.side_note, row.note))),
        "path": "seeds/effects.csv",
    }


def _row_sides(row: ledger.EffectRow) -> tuple[Side, Side]:
    known = ledger.rows().get(row.trial_id)
    product, comparator = (known.product, known.comparator) if known else ("cells", "control")
    return (
        Side(product, row.cells_events, row.cells_n, row.cells_mean, row.cells_sd),
        Side(comparator, row.control_events, row.control_n, row.control_mean, row.control_sd),
    )
