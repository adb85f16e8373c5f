"""Writes the table ``trials`` of ``docs/data.md`` as the Parquet files of a store, one per year of start. Needs pyarrow."""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msc_trials.evidence.as_of import as_of
from msc_trials.evidence.assessment import with_ledger
from msc_trials.local.codec import opened_body
from msc_trials.local.store.building import table_of
from msc_trials.local.store.database import bodies_of
from msc_trials.output.columns import TABLES
from msc_trials.output.table_rows.trials import record_cells
from msc_trials.output.tables import rows

_ROWS = 2_048
"""Rows in a row group, and in memory."""


def is_possible() -> bool:
    """Whether pyarrow is installed; does not import it."""
    return importlib.util.find_spec("pyarrow") is not None


def write_year(folder: Path, year: int | None, day: str) -> int:
    """Write the trials that started in one year, unless that is done; returns their number (0 when it was done).

    Their status is judged on ``day``, which the file's metadata say as ``as_of``; one of another day is written again.
    """
    target = table_of(folder, year)
    import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore] # ships no types, may be missing
    from pyarrow import parquet  # type: ignore[import-untyped,import-not-found,unused-ignore]

    if target.exists() and (parquet.read_schema(target).metadata or {}).get(b"as_of") == day.encode():
        return 0
    types = {
        "string": pa.string(),
        "category": pa.string(),
        "Int64": pa.int64(),
        "Float64": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(c.name, types[c.dtype]) for c in TABLES["trials"]], {"as_of": day})
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    count = 0
    with parquet.ParquetWriter(unfinished, schema, compression="zstd") as out:
        made = _rows_of(folder, year, dt.date.fromisoformat(day))
        while some := list(itertools.islice(made, _ROWS)):
            out.write_table(_table(some, schema))
            count += len(some)
    unfinished.replace(target)
    return count


def _table(some: list[bytes], schema: Any) -> Any:
    """JSON lines as an Arrow table; of Python objects pyarrow would make one by way of pandas, 70 MB in each process."""
    from pyarrow import BufferReader
    from pyarrow import json as arrow_json

    text = b"\n".join(some)
    return arrow_json.read_json(
        BufferReader(text),
        read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(text) + 1),
        parse_options=arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    ).select(schema.names)


def _rows_of(folder: Path, year: int | None, today: dt.date) -> Iterator[bytes]:
    """Rows of the table for one year as JSON, in order of NCT number, with the ledger applied, judged on a day."""
    for body in bodies_of(folder, year):
        assessment, extra = opened_body(body)
        (row,) = rows(as_of(with_ledger(assessment), today), as_of=today)
        problems = extra.pop("problems", 0)
        yield json.dumps({**row, **record_cells(extra), "problems": problems}).encode()
