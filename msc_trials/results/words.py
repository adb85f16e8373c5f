"""Word lists of the results rules (``seeds/result_words.csv``), one compiled pattern per list."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TypeAlias

from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import all_stems_of, holds_all, mentions, stems_of
from msc_trials.matching.letters import alternatives
from msc_trials.matching.text import normalize

_Part: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], re.Pattern[str]]
"""An alternative: letters of which any match holds one, further such letters, and the pattern."""

_LONG = 40
"""Letters from which the alternatives of a list are tried one by one."""
_END = "(?![a-z0-9])"
_INSIDE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
"""No word of a list begins behind one of these."""


@cache
def raw(name: str) -> str:
    """The alternatives of one list, as they stand in the file."""
    return next(row["pattern"] for row in seeds.table("result_words") if row["list"] == name)


@cache
def listed(name: str) -> frozenset[str]:
    """A list of plain words."""
    return frozenset(raw(name).split("|"))


def search(name: str, low: str) -> re.Match[str] | None:
    """The first match of list ``name`` in a text in lower case.

    Whole words, unless the list begins with an anchor: it says itself where its matches begin, and is fast as it is.
    """
    stems, compiled = _guarded(name)
    for letters in stems:
        if letters in low:
            return _whole(compiled, low) if len(low) < _LONG else _first_of(_parts(name), low)
    return compiled.search(low) if not stems else None


def may_hold(name: str, low: str) -> bool:
    """Whether a text in lower case holds letters that a match of list ``name`` needs."""
    return mentions(low, _guarded(name)[0])


def _whole(compiled: re.Pattern[str], low: str) -> re.Match[str] | None:
    """The first match that does not begin inside a word."""
    match = compiled.search(low)
    while match and (start := match.start()) and low[start - 1] in _INSIDE:
        match = compiled.search(low, start + 1)
    return match


def _first_of(parts: tuple[_Part, ...], low: str) -> re.Match[str] | None:
    """What the alternatives together would match first, each tried only where its own letters stand."""
    first: re.Match[str] | None = None
    for stems, more, compiled in parts:
        for letters in stems:
            if letters in low:
                break
        else:
            continue
        if not more or holds_all(low, more):
            match = _whole(compiled, low)
            if match and (first is None or match.start() < first.start()):
                first = match
    return first


@cache
def _guarded(name: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Letters to look for before the pattern, and the pattern; no letters for an anchored list."""
    whole = raw(name)
    return ((), re.compile(whole)) if whole.startswith("^") else (stems_of(whole), re.compile(f"(?:{whole}){_END}"))


@cache
def _parts(name: str) -> tuple[_Part, ...]:
    """The alternatives of a list, each with its letters."""
    found = [(all_stems_of(one) or (("",),), re.compile(f"(?:{one}){_END}")) for one in alternatives(raw(name))]
    return tuple((stems[0], stems[1:], compiled) for stems, compiled in found)


def found(name: str, text: str) -> str:
    """The first words of list ``name`` in ``text``, in lower case; empty when there are none."""
    match = search(name, text.lower()) if text else None
    return match.group().strip() if match else ""


@lru_cache(maxsize=4096)
def found_in_name(name: str, text: str) -> str:
    """``found`` for names of methods and parameters, which thousands of records share."""
    return found(name, text)


def clean(text: str) -> str:
    """A text normalized; most need nothing done, and it is asked for thousands of times."""
    return text if text.isascii() and "\\" not in text else normalize(text)


def join(*texts: str | None) -> str:
    """Texts of a record as one line for the rules, normalized."""
    return clean(" | ".join(filter(None, texts)))


_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+|[.,]\d+)(?:[eE][-+]?\d+)?")


def number(text: str | None) -> float | None:
    """A posted number; None where the text is no single number (``NA``, ``NR``, a range)."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        text = clean(text).strip().rstrip("%").strip()
        if not _NUMBER.fullmatch(text):
            return None
        digits = text.replace(",", "") if re.search(r",\d{3}(?!\d)", text) else text.replace(",", ".")
        value = float(digits)
    return value if abs(value) < 1e300 else None
