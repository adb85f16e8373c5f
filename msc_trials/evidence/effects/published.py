"""Effects of publications, from the curated ledger (``seeds/effects.csv``): as stated, and from stated counts or means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msc_trials.evidence.effects.estimates import (
    LEVEL,
    RATIOS,
    Comparison,
    Estimate,
    Side,
    from_counts,
    from_means,
    side_of,
)
from msc_trials.knowledge import ledger
from msc_trials.knowledge.ledger import EffectRow, effects_of

_RATIOS = RATIOS | {"rate_ratio"}


def published_comparisons(trial_id: str) -> Iterator[Comparison]:
    """Every stated effect of a ledger trial, then what stated counts or means give; single arms give none."""
    for row in effects_of(trial_id):
        if row.estimate is not None and row.estimate_type:
            yield _stated(row)
        sides = _sides(row)
        for found in _from_numbers(row):
            yield _own(row, sides, found)


def _stated(row: EffectRow) -> Comparison:
    cells, comparator = _sides(row)
    measure = row.estimate_type if row.estimate_type in {"RR", "RD", "OR", "HR", "MD", "SMD"} else "other"
    null = 1.0 if row.estimate_type in _RATIOS else 0.0
    known = measure != "other" or row.estimate_type == "rate_ratio"
    return Comparison(
        **_shared(row),
        measure=measure,
        kind=row.estimate_type,
        cells=cells,
        comparator=comparator,
        estimate=row.estimate,
        ci_low=row.ci_low,
        ci_high=row.ci_high,
        ci_level=None if row.ci_low is None and row.ci_high is None else row.ci_level or LEVEL,
        unit=_unit(measure, row),
        null=null,
        favours=side_of(row.estimate, null, row.good_direction) if known else "",
        p_value=row.p_value,
    )


def _own(row: EffectRow, sides: tuple[Side, Side], found: Estimate) -> Comparison:
    null = 1.0 if found.measure in RATIOS else 0.0
    return Comparison(
        **_shared(row),
        measure=found.measure,
        kind=found.measure,
        cells=sides[0],
        comparator=sides[1],
        estimate=found.value,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        ci_level=LEVEL,
        unit=_unit(found.measure, row),
        null=null,
        favours=side_of(found.value, null, row.good_direction),
        method=f"{found.method}, unadjusted",
    )


def _shared(row: EffectRow) -> dict[str, Any]:
    return {
        "source": "ledger",
        "outcome": row.measure,
        "direction": row.good_direction,
        "outcome_type": "PRIMARY" if row.is_main else "",
        "time_frame": row.time_point,
        "outcome_unit": row.unit_or_scale,
        "note": "; ".join(filter(None, (row.short_caution, row.doubt, row.side_note, row.note))),
        "path": "seeds/effects.csv",
    }


def _unit(measure: str, row: EffectRow) -> str:
    if measure == "RD":
        return "percentage points"
    return row.unit_or_scale if measure in {"MD", "other"} else ""


def _sides(row: EffectRow) -> tuple[Side, Side]:
    known = ledger.rows().get(row.trial_id)
    cells = Side(
        group=known.product if known else "cells",
        events=row.cells_events,
        n=row.cells_n,
        mean=row.cells_mean,
        sd=row.cells_sd,
    )
    comparator = Side(
        group=known.comparator if known else "control",
        events=row.control_events,
        n=row.control_n,
        mean=row.control_mean,
        sd=row.control_sd,
    )
    return cells, comparator


def _from_numbers(row: EffectRow) -> list[Estimate]:
    if row.cells_n is None or row.control_n is None:
        return []
    if row.cells_events is not None and row.control_events is not None and row.measure_kind == "events":
        return from_counts((row.cells_events, row.cells_n), (row.control_events, row.control_n))
    numbers = (row.cells_mean, row.cells_sd, row.control_mean, row.control_sd)
    if any(v is None for v in numbers):
        return []
    mean, sd, other, other_sd = (float(v) for v in numbers if v is not None)
    return from_means((mean, sd, row.cells_n), (other, other_sd, row.control_n))
