"""The data dictionary (``docs/data.md``) as Markdown: ``python -m msc_trials.output.dictionary``."""

from __future__ import annotations

from msc_trials.output.columns import ABOUT, COUNTS, SEPARATOR, TABLES, UNRECOGNISED, Column


def markdown() -> str:
    """The data dictionary (``docs/data.md``)."""
    parts = [_INTRODUCTION]
    for name, columns in TABLES.items():
        about = ABOUT[name]
        key = f" Rows are told apart by {', '.join(f'`{k}`' for k in about.key)}." if about.key else ""
        records = " Needs whole records (live or cached)." if about.needs_records else " Facts-only data will do."
        parts.append(f"## {name}\n\n{about.row}{key}{records}\n")
        parts.append("| column | type | meaning | source |\n| --- | --- | --- | --- |")
        parts.extend(_row(column) for column in columns)
        parts.append("")
    parts.append(_COUNTS_INTRODUCTION)
    parts.append("| count | meaning |\n| --- | --- |")
    parts.extend(f"| `{name}` | {meaning} |" for name, meaning in COUNTS.items())
    return "\n".join(parts) + "\n"


def _row(column: Column) -> str:
    levels = f"; one of {', '.join(f'`{v}`' for v in column.levels)}" if column.levels else ""
    dtype = "category, ordered" if column.ordered else column.dtype
    return f"| `{column.name}` | {dtype} | {column.meaning}{levels} | {column.source} |"


_INTRODUCTION = f"""# Data dictionary

The tables behind `to_frame(x, table)`, `export`, and the CSV and TSV of `answer` and `search`. This page is made by
`python -m msc_trials.output.dictionary` from `seeds/columns.csv`.

- Types are nullable pandas types; the columns and types are the same for a table without rows.
- What is not stated is null. A cell that holds several values separates them with `{SEPARATOR}`, blanks included:
  `frame.assign(source=frame.sources.str.split("{SEPARATOR}", regex=False)).explode("source")` gives one row per value.
- A category is closed and has the same levels in every frame, so that `pd.concat` keeps it. A code of the registry that
  the vocabulary does not know is `{UNRECOGNISED}`; the record keeps the code.
- A date is text as given, because many have no day: `frame.start_date >= "2015"` compares it, and
  `pd.to_datetime(frame.start_date, format="ISO8601")` takes the first day it can mean.
- The source is a path in the registry's record, or says which part of this package worked the value out: `rules`
  (reading rules), `ledger` (curated publications), `verdict`, `answer`.
- The bundled snapshot and the ledger hold facts only: tables that need whole records refuse them and say so.
"""

_COUNTS_INTRODUCTION = """## Counts of an answer

`Answer.counts`, and `answer.counts` in JSON. Every counted trial has exactly one verdict.
"""


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
