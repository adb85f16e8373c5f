"""Letters without which a regular expression cannot match.

Most expressions of the rules cannot match most texts, and looking for a few letters is far cheaper than trying the
expression. Only what the expressions of ``seeds/`` use is understood; anything else counts as "may match anything".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_QUANTIFIER = re.compile(r"(\?|\*|\+|\{(\d*)(?:,\d*)?\})[?+]?")
_GROUP = re.compile(r"\((?:\?(?P<kind>:|P<\w+>|=|!|<=|<!|[-\w]+:))?")
_ZERO_WIDTH = frozenset("bBAZ")
_SHORTEST = 2


def required(pattern: str) -> tuple[str, ...]:
    """Letters of which every match of ``pattern`` holds at least one run; empty when there are no such.

    >>> required("osteo-?necros|femoral head")
    ('necros', 'femoral head')
    >>> required("(liver|hepatic) (?:graft|transplant)")
    ('liver', 'hepatic')
    >>> required(r"\\\\w+")
    ()
    """
    found, end = _alternatives(pattern, 0)
    return tuple(dict.fromkeys(found)) if found and end == len(pattern) else ()


def _alternatives(pattern: str, at: int) -> tuple[list[str], int]:
    """What one of the alternatives needs, and where they end; an alternative without needs makes the whole so."""
    every: list[str] = []
    free = False
    while True:
        found, at = _sequence(pattern, at)
        free = free or not found
        every += found
        if at >= len(pattern) or pattern[at] != "|":
            return ([] if free else every), at
        at += 1


@dataclass(slots=True)
class _Best:
    """The most telling need of a sequence: the one whose shortest run of letters is longest."""

    runs: list[str] = field(default_factory=list)
    letters: str = ""

    def offer(self, runs: list[str]) -> None:
        shortest = min(map(len, runs), default=0)
        if shortest >= _SHORTEST and (shortest, -len(runs)) > (min(map(len, self.runs), default=0), -len(self.runs)):
            self.runs = runs

    def cut(self) -> None:
        """The run of letters ends here."""
        self.offer([self.letters] if self.letters else [])
        self.letters = ""


def _sequence(pattern: str, at: int) -> tuple[list[str], int]:
    best = _Best()
    while at < len(pattern) and pattern[at] not in "|)":
        group: list[str] = []
        letter = ""
        zero_width = False
        if pattern[at] == "(":
            opened = _GROUP.match(pattern, at)
            kind = opened["kind"] if opened else None
            group, at = _alternatives(pattern, opened.end() if opened else at + 1)
            at += 1
            if kind in ("=", "!", "<=", "<!"):
                group, zero_width = [], True
        elif pattern[at] == "[":
            at = _class_end(pattern, at)
        elif pattern[at] == "\\":
            escaped = pattern[at + 1 : at + 2]
            zero_width = escaped in _ZERO_WIDTH
            letter = "" if escaped.isalnum() else escaped
            at += 4 if escaped == "x" else 2
        else:
            zero_width = pattern[at] in "^$"
            letter = "" if zero_width or pattern[at] == "." else pattern[at]
            at += 1
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is None:
            if letter:
                best.letters += letter
            elif not zero_width:
                best.cut()
                best.offer(group)
            continue
        at = quantifier.end()
        optional = quantifier[1] in ("?", "*") or (quantifier[1][0] == "{" and quantifier[2] in ("", "0"))
        if not optional:
            best.letters += letter
            best.cut()
            best.offer(group)
        else:
            best.cut()
    best.cut()
    return best.runs, at


def _class_end(pattern: str, at: int) -> int:
    """The position behind ``[...]``; a bracket right after the opening, or after ``^``, is a member."""
    at += 2 if pattern[at + 1 : at + 2] == "^" else 1
    if pattern[at : at + 1] == "]":
        at += 1
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1
