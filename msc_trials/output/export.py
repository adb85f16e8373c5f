"""Tables as files for other programs: CSV, TSV, Excel, Parquet, Stata; and a dated release of all of them.

Cells are cleaned: no control characters, nothing a spreadsheet would run as a formula, nulls stay empty.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msc_trials.errors import MscTrialsError, QueryError, expect
from msc_trials.knowledge import seeds
from msc_trials.knowledge.seeds import named, tool_version
from msc_trials.matching.text import printable
from msc_trials.output.columns import ABOUT
from msc_trials.output.dictionary import markdown
from msc_trials.output.frames import expect_frame, frame_of_items
from msc_trials.output.items import Tabular, day_of_judging, items_of, with_counting
from msc_trials.output.json_text import json_text
from msc_trials.output.row_formats import safe_cell
from msc_trials.registry.files import write_file

if TYPE_CHECKING:
    import pandas as pd

_LONGEST_EXCEL = 32_767
_NEEDS = {".xlsx": ("openpyxl", "excel"), ".parquet": ("pyarrow", "parquet")}


def write_table(frame: pd.DataFrame, path: Path | str, *, bom: bool = False) -> None:
    """Write a frame to ``path`` in one step; the ending says how: ``.csv``, ``.tsv``, ``.xlsx``, ``.parquet``, ``.dta``.

    ``bom`` marks a CSV file as UTF-8 for spreadsheet programs. Raises ``QueryError`` for another ending,
    ``MscTrialsError`` when a needed package is not installed.
    """
    expect_frame(frame)
    expect(path, str | Path, "The path of a file", 'For example write_table(frame, "trials.csv").')
    path = Path(path)
    make = _WRITERS.get(path.suffix.lower())
    if make is None:
        raise QueryError(f"{path.name} has no known ending.", hint=f"Known: {', '.join(_WRITERS)}.")
    try:
        write_file(path, make(frame, bom))
    except ImportError as error:
        package, extra = _NEEDS.get(path.suffix.lower(), ("pandas", ""))
        raise MscTrialsError(f"This file needs {package}.", hint=f"pip install msc-trials[{extra}]") from error
    except OSError as error:
        raise QueryError(f"{path} cannot be written: {error.strerror}.", hint="Choose another file.") from error


def release(x: Tabular, folder: Path, *, day: str, source: str) -> list[Path]:
    """All tables that ``x`` can fill as CSV, with dictionary, ledger, note and checksums, in a new ``folder``.

    ``day`` dates it, ``source`` says where the data are from. Raises ``QueryError`` when the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise QueryError(f"{folder} is not empty.", hint="Choose a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    items, today = with_counting(items_of(x, records=True)), day_of_judging(None)
    whole = any(item.trial is not None for item in items)
    written = []
    for table, about in ABOUT.items():
        if about.needs_records and not whole:
            continue
        frame, path = frame_of_items(items, table, today), folder / f"{table}.csv"
        if frame.empty:
            continue
        write_table(frame, path)
        written.append(path)
    texts = {
        "data.md": markdown(),
        "ledger_source.csv": _ledger_source(),
        "README.md": _note(day, source, written),
        "CITATION.cff": _citation(day, source),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    sums = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(written))
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return [*written, folder / "SHA256SUMS"]


def _citation(day: str, source: str) -> str:
    """How to cite a release, as a Citation File Format document (version 1.2.0)."""
    title, version, abstract = f"Data of trials of {named('cells')}", tool_version(), f"Source: {source}"
    return (
        "cff-version: 1.2.0\n"
        "message: Please cite these data, the registry with its date, and the publications of the ledger.\n"
        f"title: {json_text(title)}\ntype: dataset\nversion: {json_text(version)}\ndate-released: {day}\n"
        f"authors:\n  - name: msc_trials contributors\nabstract: {json_text(abstract)}\n"
    )


def _ledger_source() -> str:
    path = seeds.path("ledger.csv")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _note(day: str, source: str, tables: list[Path]) -> str:
    listed = "\n".join(f"- {path.name}" for path in tables)
    return (
        f"# Data of trials of {named('cells')}, {day}\n\nSource: {source}. Columns are described in data.md; "
        "ledger_source.csv is the curated ledger of publications, each row with its citation. Please cite the tool, the "
        "registry with its date, and the publications.\n\nInformation from a public registry, entered by the study "
        f"sponsors; not medical advice.\n\n{listed}\n"
    )


def _texts(frame: pd.DataFrame, longest: int | None = None) -> pd.DataFrame:
    """The frame with clean texts; categories become texts."""
    import pandas as pd

    made = frame.copy()
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.StringDtype | pd.CategoricalDtype):
            cells = [_clean(v, longest) for v in frame[name].astype(object)]
            made[name] = pd.array(cells, dtype=pd.StringDtype("python"))
    return made


def _clean(value: Any, longest: int | None) -> str | None:
    return safe_cell(printable(value))[:longest] if isinstance(value, str) else None


def _csv(frame: pd.DataFrame, bom: bool, between: str = ",") -> bytes:
    text: str = _texts(frame).to_csv(index=False, sep=between, lineterminator="\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def _tsv(frame: pd.DataFrame, bom: bool) -> bytes:
    return _csv(frame, bom, "\t")


def _excel(frame: pd.DataFrame, bom: bool) -> bytes:
    out = io.BytesIO()
    _texts(frame, _LONGEST_EXCEL).to_excel(out, index=False, engine="openpyxl")
    return out.getvalue()


def _parquet(frame: pd.DataFrame, bom: bool) -> bytes:
    made, out = frame.copy(), io.BytesIO()
    made.attrs = {}
    made.to_parquet(out, index=False, engine="pyarrow")
    return out.getvalue()


def _stata(frame: pd.DataFrame, bom: bool) -> bytes:
    """Stata has no nulls in texts and whole numbers: texts become empty, numbers are written as its missing value."""
    import pandas as pd

    made = _texts(frame)
    for name in made.columns:
        if isinstance(made[name].dtype, pd.StringDtype):
            made[name] = made[name].fillna("").astype(object)
        else:
            made[name] = made[name].astype("Float64").astype("float64")
    longest = [n for n in made.columns if made[n].dtype == object]
    out = io.BytesIO()
    made.to_stata(out, write_index=False, version=118, convert_strl=longest)
    return out.getvalue()


_WRITERS: dict[str, Callable[[pd.DataFrame, bool], bytes]] = {
    ".csv": _csv,
    ".tsv": _tsv,
    ".xlsx": _excel,
    ".parquet": _parquet,
    ".dta": _stata,
}
