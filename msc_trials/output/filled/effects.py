"""Rows of the table ``effects``."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.evidence.effects.comparisons import posted_comparisons, published_comparisons
from msc_trials.evidence.effects.estimates import Comparison
from msc_trials.extraction.design.followup import months
from msc_trials.output.filled.cells import Row, numbers
from msc_trials.output.filled.trials import comparator
from msc_trials.output.items import Item


def effect_rows(item: Item) -> Iterator[Row]:
    """Effects of posted results, where there is a record, then those of publications."""
    a = item.assessment
    shared = {
        **numbers(item),
        "verdict": a.verdict.status.value,
        "comparator": comparator(a.comparator)["comparator"],
        "same_evidence_as": a.same_evidence_as,
    }
    if item.trial is not None:
        shared |= {"allocation": item.trial.allocation, "intervention_model": item.trial.intervention_model}
        yield from (shared | _row(found) for found in posted_comparisons(item.trial))
    yield from (shared | _row(found) for found in published_comparisons(item.trial_id))


def _row(c: Comparison) -> Row:
    row: Row = {
        "effect_source": c.source,
        "outcome_position": c.outcome_position,
        "position": c.position,
        "outcome_type": c.outcome_type,
        "measure": c.outcome,
        "time_frame": c.time_frame,
        "time_months": months(c.class_title) or months(c.time_frame),
        "class_title": c.class_title,
        "category": c.category,
        "effect_measure": c.measure,
        "effect_kind": c.kind,
        "effect": c.estimate,
        "effect_ci_low": c.ci_low,
        "effect_ci_high": c.ci_high,
        "effect_ci_level": c.ci_level,
        "effect_unit": c.unit,
        "effect_null": c.null,
        "direction": c.direction,
        "favoured_side": c.favours,
        "unit": c.outcome_unit,
        "method": c.method,
        "p_value": c.p_value,
        "test_type": c.test_type,
        "note": c.note,
        "path": c.path,
    }
    for name, side in (("cells", c.cells), ("comparator", c.comparator)):
        row |= {f"{name}_group": side.group, f"{name}_events": _whole(side.events), f"{name}_n": _whole(side.n)}
        row |= {f"{name}_mean": side.mean, f"{name}_sd": side.sd}
    return row


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
