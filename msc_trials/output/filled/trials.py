"""Rows of the table ``trials``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msc_trials.evidence.as_of import results_due
from msc_trials.evidence.assess import record_values
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.trial_facts import carried
from msc_trials.evidence.trial_words import sizes_of
from msc_trials.extraction.facts import COMPARATORS
from msc_trials.knowledge.ledger import comparator_kind
from msc_trials.output.filled.cells import Row, date, numbers, several, stated
from msc_trials.output.items import Item
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.results.findings import Verdict

_CARRIED = (
    "display_name", "people", "people_kind", "control", "primary_endpoint", "goal", "goal_time", "goal_source",
    "caution_short", "caution_long", "evidence_kind",
    "sites", "planned_end", "masking", "minimum_age", "maximum_age", "patients_pay",
)  # fmt: skip
_SIDES = (
    "cells_words", "control_words", "cells_events", "cells_people", "control_events", "control_people",
)  # fmt: skip
_DATES = (
    "start_date",
    "primary_completion_date",
    "completion_date",
    "first_posted",
    "results_first_posted",
    "last_update_posted",
)


def trial_rows(item: Item) -> Iterator[Row]:
    """The one row of a trial."""
    a = item.assessment
    row = numbers(item) | _what(a) | _evidence(a, item.verdict) | _carried(a) | _product(a)
    for name in _DATES:
        row |= date(name, getattr(a, name))
    row |= {"results_first_submitted": a.results_first_submitted, "delay_certified": a.delay_certified}
    row |= date("results_due", results_due(a.primary_completion_date, a.delay_certified))
    if item.trial is not None:
        row |= record_cells(record_values(item.trial)) | {"problems": len(item.trial.problems)}
    yield row


def _what(a: Assessment) -> Row:
    return {
        "registry": a.registry,
        "title": a.title,
        "label": a.label,
        "acronym": a.acronym,
        "phase": stated(a.phase),
        "late_phase": a.phase in LATE_PHASES,
        "status": stated(a.status),
        "study_type": a.study_type,
        "conditions": several(a.conditions),
        "condition_ids": several(a.condition_ids),
        "sponsor": a.sponsor,
        "sponsor_class": a.sponsor_class,
        "countries": several(a.countries),
        "enrollment": a.enrollment,
        "fda_regulated_drug": a.fda_regulated_drug,
        "fda_regulated_device": a.fda_regulated_device,
        "has_results": a.has_results,
        "origin": a.origin,
        "wide_hit": a.wide_hit,
        "url": a.url,
    }


def _evidence(a: Assessment, verdict: Verdict) -> Row:
    return {
        "verdict": verdict.status.value,
        "verdict_source": verdict.source,
        "confidence": verdict.confidence,
        "worse": verdict.worse,
        "reason": verdict.reasons[0].text if verdict.reasons else None,
        "citation": verdict.citation,
        "stop_class": verdict.stop_class,
        "result_publications": verdict.result_publications,
        "controlled": a.controlled,
        **comparator(a.comparator),
        "primary_kind": stated(a.primary_kind),
        "followup_months": a.followup_months,
        "evidence_use": a.evidence_use,
    }


def _carried(a: Assessment) -> Row:
    values = carried(a)
    row: Row = {name: values[name] for name in _CARRIED}
    row["enrollment_type"] = a.enrollment_type
    if sizes := sizes_of(a):
        first = sizes[0]
        row["doubt"] = first.doubt
        row |= {name: getattr(first, name) for name in _SIDES}
    return row


def comparator(text: str) -> Row:
    """The kind of a comparator; a text of the ledger is kept beside it."""
    if text in COMPARATORS:
        return {"comparator": stated(text)}
    return {"comparator": comparator_kind(text), "comparator_text": text}


def _product(a: Assessment) -> Row:
    return {
        "msc_class": several(a.msc_class),
        "sources": several(a.product.sources),
        "donor": stated(a.product.donor),
        "manipulation": stated(a.product.manipulation),
        "products": several(a.products),
        "administrations": a.product.administrations,
        "routes": several(a.product.routes),
        "guidance": several(a.product.guidance),
        "same_evidence_as": a.same_evidence_as,
    }


def record_cells(values: dict[str, Any]) -> Row:
    """Cells that need the record, from ``evidence.assess``."""
    row: Row = {c: several(v) if isinstance(v, list) else v for c, v in values.items()}
    return row | {"last_known_status": stated(values.get("last_known_status"))}
