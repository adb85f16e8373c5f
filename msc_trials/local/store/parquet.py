"""``trials/``: the table ``trials`` of ``docs/data.md`` as Parquet, one folder per year of start. Needs pyarrow.

Hive layout (``trials/start_year=2019/part-0.parquet``), so that DuckDB, Dask and Spark read only the years asked for.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from msc_trials.evidence.assessment import decode, with_ledger
from msc_trials.local.store.database import open_to_read
from msc_trials.local.store.manifest import INDEX, TABLE
from msc_trials.local.store.packing import unpacked
from msc_trials.output.columns import TABLES
from msc_trials.output.tables import rows

_ROWS = 2_048
"""Rows in a row group, and in memory."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What readers of this layout take for null."""


def is_possible() -> bool:
    """Whether pyarrow is installed; does not import it."""
    return importlib.util.find_spec("pyarrow") is not None


def years(folder: Path) -> list[int | None]:
    """Years of start in the index, None for trials without one."""
    with closing(open_to_read(folder / INDEX)) as db:
        return [year for (year,) in db.execute("SELECT DISTINCT start_year FROM trials ORDER BY start_year")]


def is_whole(folder: Path) -> bool:
    """Whether the file of every year is there."""
    return all(_target(folder, year).is_file() for year in years(folder))


def write_year(folder: Path, year: int | None) -> int:
    """Write the trials that started in one year, unless that is done; returns their number (0 when it was done)."""
    target = _target(folder, year)
    if target.exists():
        return 0
    import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore] # ships no types, may be missing
    from pyarrow import parquet  # type: ignore[import-untyped,import-not-found,unused-ignore]

    types = {
        "string": pa.string(),
        "category": pa.string(),
        "Int64": pa.int64(),
        "Float64": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(c.name, types[c.dtype]) for c in TABLES["trials"]])
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    count = 0
    with parquet.ParquetWriter(unfinished, schema, compression="zstd") as out:
        made = _rows_of(folder, year)
        while some := list(itertools.islice(made, _ROWS)):
            out.write_table(_table(some, schema))
            count += len(some)
    unfinished.replace(target)
    return count


def _target(folder: Path, year: int | None) -> Path:
    return folder / TABLE / f"start_year={_NO_YEAR if year is None else year}" / "part-0.parquet"


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


def _rows_of(folder: Path, year: int | None) -> Iterator[bytes]:
    """Rows of the table for one year as JSON, in order of NCT number, with the ledger applied."""
    with closing(open_to_read(folder / INDEX)) as db:
        query = "SELECT body FROM trials WHERE start_year IS ? ORDER BY start_year, number"
        for (body,) in db.execute(query, (year,)):
            assessment, extra = unpacked(body)
            (row,) = rows(with_ledger(decode(assessment)))
            yield json.dumps({**row, "problems": 0, **extra}).encode()
