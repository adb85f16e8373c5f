"""Word lists of the results rules (``seeds/result_words.csv``), one compiled pattern per list."""

from __future__ import annotations

import re
from functools import cache

from msc_trials import seeds
from msc_trials.text import normalize


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of one list, for text in lower case; whole words unless the list starts with an anchor.

    Without case folding the search is several times faster.
    """
    found = next(row["pattern"] for row in seeds.table("result_words") if row["list"] == name)
    return re.compile(found if found.startswith("^") else rf"(?<![a-z0-9])(?:{found})(?![a-z0-9])")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of plain words."""
    return frozenset(next(row["pattern"] for row in seeds.table("result_words") if row["list"] == name).split("|"))


def found(name: str, text: str) -> str:
    """The first words of list ``name`` in ``text``, in lower case; empty when there are none."""
    match = pattern(name).search(text.lower()) if text else None
    return match.group().strip() if match else ""


def join(*texts: str | None) -> str:
    """Texts of a record as one line for the rules, normalized."""
    return normalize(" | ".join(t for t in texts if t))


_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+|[.,]\d+)(?:[eE][-+]?\d+)?")


def number(text: str | None) -> float | None:
    """A posted number; None where the text is no single number (``NA``, ``NR``, a range)."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        text = normalize(text).strip().rstrip("%").strip()
        if not _NUMBER.fullmatch(text):
            return None
        digits = text.replace(",", "") if re.search(r",\d{3}(?!\d)", text) else text.replace(",", ".")
        value = float(digits)
    return value if abs(value) < 1e300 else None
