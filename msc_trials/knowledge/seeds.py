"""Find and read the curated data files of ``seeds/``; nothing here knows what they mean."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def folder() -> Path:
    """The folder of the data files: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "seeds"
    return inside if inside.is_dir() else _PACKAGE.parent / "seeds"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``seeds/<name>.csv`` in file order, every cell a string. Callers must not change them."""
    with (folder() / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(handle)
        header = next(rows)
        return tuple([dict(zip(header, row, strict=True)) for row in rows if row])


@cache
def lines(name: str) -> tuple[str, ...]:
    """Non-empty lines of ``seeds/<name>.txt`` that do not start with ``#``."""
    text = (folder() / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
