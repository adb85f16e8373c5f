"""Rows of the table of the curated ledger."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.knowledge import ledger
from msc_trials.output.filled.cells import Row, numbers, several, stated
from msc_trials.output.items import Item


def ledger_rows(item: Item) -> Iterator[Row]:
    """The ledger's row of a trial, where it has one."""
    row = ledger.rows().get(item.trial_id)
    if row is not None:
        yield {
            **numbers(item),
            "acronym": row.acronym,
            "products": row.product,
            "msc_class": several(row.msc_class),
            "sources": stated(row.source),
            "donor": stated(row.donor),
            "conditions": row.condition,
            "condition_ids": several(row.condition_ids),
            "phase": stated(row.phase),
            "controlled": row.controlled,
            "comparator": ledger.comparator_kind(row.comparator),
            "comparator_text": row.comparator,
            "enrollment": row.enrolled,
            "measure": row.primary_endpoint,
            "primary_kind": stated(row.primary_kind),
            "verdict": item.assessment.verdict.status.value,
            "effect_text": row.effect,
            "p_value": row.p_value,
            "evidence_kind": row.evidence_kind,
            "citation": row.citation,
            "pmid": row.pmid,
            "doi": row.doi,
            "same_evidence_as": row.same_evidence_as,
            "caution": row.caution,
            "checked_on": row.checked_on,
            "disagreement": row.disagreement,
        }
