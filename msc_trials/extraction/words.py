"""Compiled word lists of the reading rules, from the curated files of ``seeds/``."""

from __future__ import annotations

import string
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import Guarded

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def lowered(words: str) -> str:
    """Lower-case text of the same length, so that positions stay true (``"İ".lower()`` has two characters)."""
    low = words.lower()
    return low if len(low) == len(words) else words.translate(_LOWER)


@cache
def word_list(table: str, kind: str) -> Guarded:
    """All rows of ``seeds/<table>.csv`` whose ``kind`` is the given one, for lower-case text.

    A pattern starts at the beginning of a word, unless it starts with a slash (a unit such as ``/kg``). Lower-case text
    instead of a flag lets the engine skip a word by its first letter.
    """
    rows = [row["pattern"] for row in seeds.table(table) if row["kind"] == kind]
    if not rows:
        raise KeyError(f"seeds/{table}.csv has no row of kind {kind!r}")
    at_word = [row for row in rows if not row.startswith(("/", "(?:/"))]
    free = [row for row in rows if row.startswith(("/", "(?:/"))]
    return Guarded("|".join([rf"(?<![a-z0-9])(?:{'|'.join(at_word)})", *free]), lowered=True)
