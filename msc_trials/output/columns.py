"""The declared tables and their columns: frames, CSV, Parquet and ``docs/data.md`` all read ``TABLES``.

``seeds/tables.csv`` says what a row of each table is, ``seeds/columns.csv`` declares its columns; there the table ``*`` holds
what columns of one name have in common. What is not stated is null in every table, never an empty text or zero; a category has
the same levels in every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from msc_trials.evidence.level import PEOPLE_KINDS
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.literature.claim import ClaimName, PaperKind
from msc_trials.output.main_goal import GOAL_SOURCES
from msc_trials.records.vocabularies import Phase, Status
from msc_trials.results.findings import VerdictStatus

Dtype = Literal["string", "Int64", "Float64", "boolean", "category"]

SEPARATOR = " | "
"""Between the values of a cell that holds several."""

UNRECOGNISED = "unrecognised"
"""Level of a category for a code of the registry that the vocabulary does not know; the record keeps the code."""

NOT_STATED = frozenset({"", "unstated", "not_stated", "none", Phase.NOT_GIVEN.value, Status.NOT_GIVEN.value})
"""Words of the objects for what is not stated; in a table each of them is null."""

_LADDER = tuple(p for p in Phase if p not in (Phase.NOT_GIVEN, Phase.NOT_APPLICABLE))
_LEVELS: dict[str, tuple[str, ...]] = {
    # What is no step of the ladder comes first, so that ``phase >= "Phase 2"`` finds Phase 2 to 4 only.
    "PHASES": (UNRECOGNISED, Phase.NOT_APPLICABLE, *_LADDER),
    "STATUSES": (UNRECOGNISED, *Status),
    "VERDICTS": tuple(VerdictStatus),
    "COMPARATORS": tuple(topic("comparator")),
    "PRIMARY_KINDS": tuple(topic("primary_kind")),
    "DONORS": tuple(topic("donor")),
    "MANIPULATIONS": tuple(topic("preparation")),
    "EVIDENCE_USES": tuple(topic("evidence_use")),
    "GOAL_SOURCES": GOAL_SOURCES,
    "PEOPLE_KINDS": PEOPLE_KINDS,
    "PAPER_KINDS": tuple(PaperKind),
    "CLAIMS": get_args(ClaimName),
}
"""Vocabularies that the declared levels name; words for what is not stated are not levels."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``dtype`` is a nullable pandas dtype; ``source`` says where the value comes from: a path in the registry's record, or
    ``rules``, ``ledger``, ``verdict``, ``answer`` for what this package worked out. A ``category`` is closed: its values
    are its ``levels`` (smallest first when ``ordered``), the same in every frame.
    """

    name: str
    dtype: Dtype
    meaning: str
    source: str
    levels: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What one row of a table is, the columns that tell rows apart, and whether whole records are needed."""

    name: str
    row: str
    key: tuple[str, ...]
    needs_records: bool


def _column(row: dict[str, str]) -> Column:
    levels = _LEVELS.get(row["levels"]) or seeds.listed(row["levels"])
    stated = tuple(str(level) for level in levels if level not in NOT_STATED)
    return Column(
        row["name"], cast("Dtype", row["dtype"]), row["meaning"], row["source"], stated, row["ordered"] == "yes"
    )


def _tables() -> dict[str, tuple[Column, ...]]:
    shared: dict[str, dict[str, str]] = {}
    tables: dict[str, list[Column]] = {}
    for row in seeds.shipped("columns"):
        whole = {cell: text or shared.get(row["name"], row)[cell] for cell, text in row.items()}
        if row["table"] == "*":
            shared[row["name"]] = row
        else:
            tables.setdefault(row["table"], []).append(_column(whole))
    return {name: tuple(columns) for name, columns in tables.items()}


TABLES: dict[str, tuple[Column, ...]] = _tables()
"""Columns of each table, in order. Every table says of each row whether its trial is evidence: ``frame[frame.counted]``."""

ABOUT: dict[str, About] = {about.name: about for about in seeds.typed("tables", About)}
"""What each table is."""

COUNTS: dict[str, str] = topic("count")
"""The denominators of an answer (``Answer.counts``)."""
