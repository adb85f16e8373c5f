"""Rows (dictionaries) as JSON, JSON Lines, CSV, TSV, Markdown or an aligned table. Empty input stays valid output."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from msc_trials.matching.text import printable
from msc_trials.output.columns import SEPARATOR
from msc_trials.output.json_text import json_text
from msc_trials.output.lines import table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_text(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], how: str, *, width: int = 80, head: bool = True
) -> str:
    """``rows`` in the format ``how``, with the given columns in their order; ``head`` is the header row."""
    picked = [{c: row.get(c) for c in columns} for row in rows]
    if how == "json":
        return json_text(picked, indent=2) + "\n"
    if how == "jsonl":
        return "".join(json_text(row) + "\n" for row in picked)
    heads = [list(columns)] if head else []
    if how in ("csv", "tsv"):
        return _separated([*heads, *([safe_cell(_plain_cell(row[c])) for c in columns] for row in picked)], how)
    cells = [[_cell(row[c]) for c in columns] for row in picked]
    if how == "markdown":
        lines = [list(columns), ["---"] * len(columns), *cells]
        return "".join("| " + " | ".join(map(_markdown, line)) + " |\n" for line in lines)
    lines_of_text = table([*heads, *cells], width) if heads or cells else []
    return "".join(line + "\n" for line in lines_of_text)


def _separated(lines: Iterable[Sequence[str]], how: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if how == "tsv" else ",", lineterminator="\n").writerows(lines)
    return out.getvalue()


def csv_of(rows: Iterable[dict[str, str]], columns: Sequence[str]) -> str:
    """Rows of a curated table as CSV, unchanged."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(v) for v in value)
    if isinstance(value, dict):
        return json_text(value)
    return printable(str(value))


def _plain_cell(value: Any) -> str:
    """A cell for programs, as in the files of ``export``: flags are ``True`` and ``False``, several values are separated as in tables."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (list, tuple)):
        return SEPARATOR.join(map(_plain_cell, value))
    return _cell(value)


def _markdown(text: str) -> str:
    """A cell that stays text in a notebook or wiki: no HTML, no links, no extra columns."""
    return re.sub(r"([\\|`\[\]*])", r"\\\1", html.escape(text, quote=False)) if text != "---" else text


def safe_cell(text: str) -> str:
    """A cell a spreadsheet will not run as a formula, full-width signs among them (plain negative numbers stay numbers)."""
    if unicodedata.normalize("NFKC", text[:1]).startswith(_FORMULA):
        try:
            float(text)
        except ValueError:
            return "'" + text
    return text
