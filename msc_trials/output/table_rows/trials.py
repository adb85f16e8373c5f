"""Rows of the table ``trials``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msc_trials.evidence.assess import record_values
from msc_trials.evidence.assessment import Assessment
from msc_trials.output.cell_numbers import doses
from msc_trials.output.items import Item
from msc_trials.output.results_due import results_due
from msc_trials.output.sizes import sizes_of
from msc_trials.output.table_rows.cells import Row, date, numbers, same, several, stated
from msc_trials.output.trial_facts import carried, comparator_values
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.results.findings import Verdict

_SAME = (
    "registry", "title", "label", "acronym", "study_type", "conditions", "condition_ids", "sponsor", "sponsor_class",
    "countries", "enrollment", "enrollment_type", "fda_regulated_drug", "fda_regulated_device", "has_results", "origin",
    "wide_hit", "url", "controlled", "followup_months", "evidence_use", "msc_class", "products", "same_evidence_as",
    "results_first_submitted", "delay_certified",
)  # fmt: skip
_CARRIED = (
    "display_name", "people", "people_kind", "control", "primary_endpoint", "goal", "goal_time", "goal_source",
    "caution_short", "caution_long", "evidence_kind", "known_product", "known_source", "known_donor",
    "known_manipulation",
    "sites", "planned_end", "status_words", "masking", "minimum_age", "maximum_age", "patients_pay",
)  # fmt: skip
_SIDES = (
    "cells_words", "control_words", "cells_events", "cells_people", "control_events", "control_people", "doubt",
)  # fmt: skip
_DATES = (
    "start_date", "primary_completion_date", "completion_date", "first_posted", "results_first_posted", "last_update_posted",
)  # fmt: skip


def trial_rows(item: Item) -> Iterator[Row]:
    """The one row of a trial."""
    a = item.assessment
    row = numbers(item) | same(a, *_SAME) | _words(a) | _evidence(item.verdict) | _carried(a, item.today)
    for name in _DATES:
        row |= date(name, getattr(a, name))
    row |= date("results_due", results_due(a.primary_completion_date, a.delay_certified))
    if item.trial is not None:
        row |= record_cells(record_values(item.trial)) | {"problems": len(item.trial.problems)}
    yield row


def _words(a: Assessment) -> Row:
    """Words of vocabularies, null where nothing is stated."""
    words = {name: stated(getattr(a, name)) for name in ("phase", "status", "primary_kind")}
    words |= {name: stated(getattr(a.product, name)) for name in ("donor", "manipulation")}
    given = same(a.product, "sources", "administrations", "routes", "guidance")
    told = doses(a.product.doses) if a.product.doses else None
    return {"late_phase": a.phase in LATE_PHASES, "doses": told, **comparator(a), **words, **given}


def _evidence(verdict: Verdict) -> Row:
    return verdict_cells(verdict) | {"reason": verdict.reasons[0].text if verdict.reasons else None}


def verdict_cells(verdict: Verdict) -> Row:
    """What the tables ``trials`` and ``verdicts`` both say of a verdict."""
    own = same(verdict, "confidence", "worse", "citation", "stop_class", "result_publications")
    return {"verdict": verdict.status.value, "verdict_source": verdict.source, **own}


def _carried(a: Assessment, today: dt.date | None) -> Row:
    values = carried(a, today)
    row: Row = {name: values[name] for name in _CARRIED}
    return row | (same(sizes[0], *_SIDES) if (sizes := sizes_of(a)) else {})


def comparator(trial: Assessment) -> Row:
    """The kind of a comparator, null where there is none; a text of the ledger is kept beside it."""
    found = comparator_values(trial)
    return {"comparator": stated(found["comparator"]), "comparator_text": found["comparator_text"]}


def record_cells(values: dict[str, Any]) -> Row:
    """Cells that need the record, from ``evidence.assess``."""
    row: Row = {c: several(v) if isinstance(v, list) else v for c, v in values.items()}
    return row | {"last_known_status": stated(values.get("last_known_status"))}
