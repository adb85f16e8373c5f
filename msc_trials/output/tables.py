"""Rows of the declared tables (``columns.TABLES``) in plain Python: what frames, CSV and JSON lines are made of.

Tables join by ``nct_id`` and ``arm``. Pure; no pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeAlias

from msc_trials.errors import QueryError
from msc_trials.matching.text import cleaned_lines
from msc_trials.output.columns import ABOUT, TABLES, UNRECOGNISED, Column
from msc_trials.output.items import Item, Tabular, items_of, refuse_facts_only, with_counting
from msc_trials.output.table_rows.cells import Row, counting
from msc_trials.output.table_rows.effects import effect_rows
from msc_trials.output.table_rows.known import claim_rows, harm_rows, ledger_rows, publication_rows
from msc_trials.output.table_rows.protocol import arm_rows, dose_rows, intervention_rows, location_rows, reference_rows
from msc_trials.output.table_rows.results import (
    adverse_event_rows,
    analysis_rows,
    measurement_rows,
    outcome_rows,
    participant_rows,
    verdict_rows,
)
from msc_trials.output.table_rows.trials import trial_rows

_Maker: TypeAlias = Callable[[Item], Iterator[Row]]

_ROWS: dict[str, _Maker] = {
    "trials": trial_rows,
    "arms": arm_rows,
    "interventions": intervention_rows,
    "doses": dose_rows,
    "outcomes": outcome_rows,
    "analyses": analysis_rows,
    "measurements": measurement_rows,
    "effects": effect_rows,
    "participants": participant_rows,
    "adverse_events": adverse_event_rows,
    "locations": location_rows,
    "verdicts": verdict_rows,
    "references": reference_rows,
    "ledger": ledger_rows,
    "publications": publication_rows,
    "claims": claim_rows,
    "harms": harm_rows,
}


def columns_of(table: str) -> tuple[Column, ...]:
    """Columns of a table. Raises ``QueryError`` naming the tables when there is none of that name."""
    if table not in TABLES:
        raise QueryError(f"There is no table {table!r}.", hint=f"Tables: {', '.join(TABLES)}.")
    return TABLES[table]


def rows(x: Tabular, table: str = "trials", as_of: dt.date | str | None = None) -> list[Row]:
    """Rows of ``table`` with every declared column in order; None where nothing is stated.

    ``x`` is a trial, an assessment, an answer or a result set, or a list or dictionary of them; a trial given twice for
    the same condition counts once. The status of records is judged on the day ``as_of``, else today. Raises ``QueryError`` for an unknown table, and for a table that needs whole records
    when ``x`` holds facts only; ``MisuseError`` for anything that is not a trial.
    """
    made = column_values(x, table, as_of)
    return [dict(zip(made, cells, strict=True)) for cells in zip(*made.values(), strict=True)]


def column_values(x: Tabular, table: str = "trials", as_of: dt.date | str | None = None) -> dict[str, list[object]]:
    """The same as ``rows``, by column: the values of every declared column, in order. Raises as ``rows``."""
    columns = columns_of(table)
    items = items_of(x, records=True, as_of=as_of)
    if ABOUT[table].needs_records:
        refuse_facts_only(items, table)
        items = [item for item in items if item.trial is not None]
    make = _ROWS[table]
    found = [counting(item) | row for item in with_counting(items) for row in make(item)]
    return {c.name: _column([row.get(c.name) for row in found], c) for c in columns}


def _column(values: list[object], column: Column) -> list[object]:
    """Values as the table holds them; almost all texts are plain already, so they cost no call."""
    if column.dtype not in ("string", "category"):
        return values
    plain = [
        v if v is None or (v.__class__ is str and v and v.isascii() and v.isprintable()) else _plain(v) for v in values
    ]
    return plain if column.dtype == "string" else [_level(v, column) for v in plain]


def _level(value: object, column: Column) -> object:
    if value is None or value in column.levels:
        return value
    if UNRECOGNISED in column.levels:
        return UNRECOGNISED
    raise ValueError(f"{value!r} is not a level of the column {column.name!r}")


def _plain(value: object) -> object:
    """Plain ``str`` without halves of surrogate pairs and control characters, which no file can hold; an empty text is None."""
    if not isinstance(value, str):
        return value
    text = str.__str__(value)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return cleaned_lines(text) or None
