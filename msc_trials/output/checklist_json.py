"""A ``Checklist`` as JSON-ready data, and as flat rows for CSV."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from msc_trials.output.as_json import SCHEMA, provenance_json
from msc_trials.output.checklist import Checklist
from msc_trials.output.checklist_topics import Tally

COLUMNS = (
    "topic", "value", "shown", "offered", "stated", "trials", "late", "met", "met_uncontrolled", "not_met", "not_judged",
)  # fmt: skip
"""Columns of ``checklist_rows``."""


def checklist_json(c: Checklist) -> dict[str, Any]:
    """The checklist; keys are the fields of ``Checklist``, ``Section``, ``Tally``, ``DoseSpread`` and ``Question``."""
    return {
        "schema": SCHEMA,
        "condition": c.condition,
        "provenance": provenance_json(c.provenance),
        "offer": asdict(c.offer),
        "answer": {"level": c.level, "headline": c.headline},
        "trials": c.trials,
        "late": c.late,
        "scope": c.scope,
        "caution": c.caution or None,
        "spreads": [asdict(s) for s in c.spreads],
        "sections": [
            {**asdict(s), "offered": s.offered or None, "tallies": [_tally(t) for t in s.tallies]} for s in c.sections
        ],
        "notes": list(c.notes),
    }


def checklist_rows(c: Checklist) -> list[dict[str, object]]:
    """One row per topic and value: the counts of the checklist as a flat table with ``COLUMNS``."""
    found = [{"topic": section.topic} | _tally(tally) for section in c.sections for tally in section.tallies]
    return [{name: row[name] for name in COLUMNS} for row in found]


def _tally(tally: Tally) -> dict[str, Any]:
    return asdict(tally) | {"not_judged": tally.not_judged}
