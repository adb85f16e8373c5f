"""Phrase lists of the abstract rules (``seeds/claim_words.csv``; ``{claim.than}`` is a row of
``seeds/patterns.csv``), one compiled pattern per list, made when first used."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import filled
from msc_trials.matching.text import normalize

_INNERMOST = re.compile(r"\\.|\[[^\]]*\]|\([^()]*\)")
_POINT = re.compile(r"[·,/](?=\d)(?:(?<=\d·)|(?<=[<>=] 0[,/])|(?<=[<>=]0[,/]))")
_P_VALUE = re.compile(
    r"\bp(?:[ -]values?\b)?(?: ?[,:](?! ?[<>=~])| ?:|,? (?:of|was|were|is|equal to|equals))*"
    r"(?: (?P<way>less|lower|smaller|greater|more|larger) than| ?(?P<sign>[<>=]+))? ?(?=0?\.\d)"
)
"""What stands between the letter and its number in any usual spelling: P-value of, P: , P was less than."""
_SIGNS = {"less": "<", "lower": "<", "smaller": "<", "greater": ">", "more": ">", "larger": ">"}


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """A text as the rules read it: plain signs, one kind of space, decimal points, lower case.

    >>> plain("P\\u2009<\\u20090·05")
    'p < 0.05'
    """
    spaced = " ".join(_POINT.sub(".", normalize(text)).split()).lower()
    usual = pattern("spelled_compared").sub("compared with", _P_VALUE.sub(_p_and_sign, spaced))
    return pattern("spelled_primary").sub("primary", usual)


def _p_and_sign(found: re.Match[str]) -> str:
    """A p with a plain sign; what is printed without words and marks between stays as it is."""
    if not found["way"] and found.group().strip("p<=> ") == "":
        return found.group()
    sign = found["sign"] or (_SIGNS[found["way"]] if found["way"] else "=")
    return f"p {sign} "


@lru_cache(maxsize=4096)  # a quarter of the questions have been asked of the same sentence before
def search(name: str, text: str) -> re.Match[str] | None:
    """The first match of list ``name`` in a plain text."""
    return pattern(name).search(text)


def has(name: str, text: str) -> bool:
    """Whether list ``name`` matches a plain text."""
    return search(name, text) is not None


def blanked(regex: re.Pattern[str], text: str) -> str:
    """A text with blanks for all that a pattern matches, so that the rest keeps its place."""
    return regex.sub(lambda found: " " * len(found.group()), text)


@cache
def listed(name: str) -> frozenset[str]:
    """The plain words of one list."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in seeds.table("claim_words"):
        found.setdefault(row["list"], []).append(filled(row["pattern"]))
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of one list as one pattern; raises ``KeyError`` for a list that does not exist.

    The edge of a word is looked for once for all alternatives that begin with it, which halves the time of reading.
    """
    rows = _lists()[name]
    at_word = [row[2:] for row in rows if row.startswith(r"\b") and not _has_alternatives(row)]
    others = [f"(?:{row})" for row in rows if not row.startswith(r"\b") or _has_alternatives(row)]
    if at_word:
        others.append(rf"\b(?:{'|'.join(at_word)})")
    return re.compile("|".join(others))


def _has_alternatives(row: str) -> bool:
    """Whether a pattern has a bar outside brackets, so that its first sign does not hold for all of it."""
    while (shorter := _INNERMOST.sub("", row)) != row:
        row = shorter
    return "|" in row
