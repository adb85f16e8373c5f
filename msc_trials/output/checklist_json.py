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
            {
                "topic": s.topic,
                "heading": s.heading,
                "trials": s.trials,
                "stated": s.stated,
                "offered": s.offered or None,
                "tallies": [_tally(t) for t in s.tallies],
                "says": list(s.says),
                "questions": [asdict(q) for q in s.questions],
            }
            for s in c.sections
        ],
        "notes": list(c.notes),
    }


def checklist_rows(c: Checklist) -> list[dict[str, object]]:
    """One row per topic and value: the counts of the checklist as a flat table with ``COLUMNS``."""
    return [
        {name: ({"topic": section.topic} | _tally(tally))[name] for name in COLUMNS}
        for section in c.sections
        for tally in section.tallies
    ]


def _tally(tally: Tally) -> dict[str, Any]:
    return asdict(tally) | {"not_judged": tally.not_judged}
