"""Rows of the table ``effects``."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.evidence.effects.comparisons import posted_comparisons, published_comparisons
from msc_trials.evidence.effects.estimates import Comparison
from msc_trials.extraction.design.followup import months, times
from msc_trials.output.items import Item
from msc_trials.output.table_rows.cells import Row, effect_cells, numbers, same
from msc_trials.output.table_rows.trials import comparator


def effect_rows(item: Item) -> Iterator[Row]:
    """Effects of posted results, where there is a record, then those of publications."""
    a = item.assessment
    shared = {
        **numbers(item),
        "verdict": a.verdict.status.value,
        "comparator": comparator(a)["comparator"],
        "same_evidence_as": a.same_evidence_as,
    }
    if item.trial is not None:
        shared |= same(item.trial, "allocation", "intervention_model")
        yield from (shared | _row(found) for found in posted_comparisons(item.trial))
    yield from (shared | _row(found) for found in published_comparisons(item.trial_id))


_SAME = (
    "outcome_position", "position", "outcome_type", "time_frame", "class_title", "category", "direction", "method", "p_value",
    "test_type", "groups_comment", "do_not_pool", "note", "path",
)  # fmt: skip


def _row(c: Comparison) -> Row:
    row: Row = {
        **same(c, *_SAME, effect_source="source", measure="outcome", effect_measure="measure", unit="outcome_unit"),
        **effect_cells(c),
        "time_months": _measured(c),
        "favoured_side": c.favours,
    }
    for name, side in (("cells", c.cells), ("comparator", c.comparator)):
        row |= {f"{name}_group": side.group, f"{name}_events": _whole(side.events), f"{name}_n": _whole(side.n)}
        row |= {f"{name}_mean": side.mean, f"{name}_sd": side.sd}
    return row


def _measured(c: Comparison) -> float | None:
    """When an effect was measured: the time of its row, else the one of the outcome's times that the comment on what is compared
    names (a test of week 12 where weeks 4, 12 and 16 were measured, NCT01240915), else the outcome's latest."""
    own, named = months(c.class_title), times(c.groups_comment)
    told = max(named) if len(named) == 1 and named <= times(c.time_frame) else None
    return own or told or months(c.time_frame)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
