"""Named word lists of the rules for results (``seeds/result_words.csv``), and posted numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msc_trials.knowledge.rules import rules
from msc_trials.knowledge.seeds import pairs
from msc_trials.matching.text import normalize

_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+|[.,]\d+)(?:[eE][-+]?\d+)?")
_LISTED = r"(?:\d+,? ?)*(?:and|or|&) \d+"
_TIME = re.compile(
    rf"\b(week|month|day|year|hour)s?[ -]*(\d+,? {_LISTED}|\d+)|\b(\d+,? {_LISTED}|\d+)[ -]*(week|month|day|year|hour)s?\b",
    re.IGNORECASE,
)


def part(role: str) -> str:
    """Alternatives of ``seeds/result_parts.csv``, to be built into a larger pattern."""
    return pairs("result_parts")[role]


@cache
def members(role: str) -> frozenset[str]:
    """The words of ``seeds/result_parts.csv`` one by one."""
    return frozenset(part(role).split("|"))


@lru_cache(maxsize=8192)  # the tests of one outcome ask the same of the same text
def search(name: str, text: str) -> re.Match[str] | None:
    """The first whole words of a list in a text."""
    return rules().first(text, f"result_words.{name}") if text else None


def found(name: str, text: str) -> str:
    """The first words of a list in a text, in small letters; empty when there are none."""
    match = search(name, text)
    return match.group().strip() if match else ""


def times(text: str) -> set[tuple[str, str]]:
    """The times a text names, as unit and number.

    >>> times("change from week 4 to 6 months") == {("week", "4"), ("month", "6")}
    True
    >>> times("pain at 3, 6 and 12 months") == {("month", "3"), ("month", "6"), ("month", "12")}
    True
    """
    named = (((m[1] or m[4]).lower(), m[2] or m[3]) for m in _TIME.finditer(text))
    return {(unit, each) for unit, numbers in named for each in re.findall(r"\d+", numbers)}


def join(*texts: str | None) -> str:
    """Texts of a record as one line for the rules, normalized."""
    return normalize(" | ".join(filter(None, texts)))


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
