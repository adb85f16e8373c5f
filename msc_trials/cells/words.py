"""Compiled word lists of the reading rules, from the curated files of ``seeds/``."""

from __future__ import annotations

import re
from functools import cache

from msc_trials import seeds


@cache
def word_list(table: str, kind: str) -> re.Pattern[str]:
    """One case-insensitive pattern of all rows of ``seeds/<table>.csv`` whose ``kind`` is the given one.

    A pattern starts at the beginning of a word, unless it starts with a slash (a unit such as ``/kg``).
    """
    rows = [row["pattern"] for row in seeds.table(table) if row["kind"] == kind]
    if not rows:
        raise KeyError(f"seeds/{table}.csv has no row of kind {kind!r}")
    return re.compile(
        "|".join(row if row.startswith(("/", "(?:/")) else rf"(?<![a-z0-9])(?:{row})" for row in rows), re.IGNORECASE
    )
