"""Patterns that look at a text only where their letters are there.

Plain letters are found many times faster than a pattern with alternatives fails; most texts hold none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msc_trials.matching.letters import alternatives, clauses

_MORE = 2
"""So many further clauses are looked for before a pattern is tried; more cost more than they spare."""
_CAPITAL = re.compile(r"\\.|[A-Z]")
_ALIKE = (("İ", "i"), ("ı", "i"), ("ſ", "s"))


def stems_of(pattern: str) -> tuple[str, ...]:
    """Letters (lower case) one of which every match holds; a single empty one where that cannot be told."""
    told = [clauses(alternative, False, False) for alternative in alternatives(pattern)]
    if not all(told):
        return ("",)
    return _least({key.letters for found in told for key in found[0]})


def all_stems_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Letters of each of which any match holds one, the most telling first; of alternatives only what they share."""
    whole = alternatives(pattern)
    if len(whole) > 1:
        return (stems_of(pattern),)
    return tuple(_least({key.letters for key in clause}) for clause in clauses(whole[0], False, False)[: 1 + _MORE])


def _least(stems: set[str]) -> tuple[str, ...]:
    """The letters without those that hold others of them."""
    return tuple(s for s in stems if not any(other in s for other in stems - {s}))


def folded(text: str) -> str:
    """Small letters as patterns that ignore case see them, each at its place: to ``re.IGNORECASE`` a Turkish i, with or
    without its dot, is an i, and a long s an s.
    """
    if not text.isascii():
        for letter, plain in _ALIKE:
            text = text.replace(letter, plain)
    return text.lower()


def mentions(low: str, stems: Iterable[str]) -> bool:
    """Whether a text in lower case holds one of these letters."""
    for letters in stems:  # noqa: SIM110 - a generator takes twice as long
        if letters in low:
            return True
    return False


def small(pattern: str) -> str:
    """A pattern in small letters but for its escapes."""
    return _CAPITAL.sub(lambda found: found[0] if len(found[0]) > 1 else found[0].lower(), pattern)


def without(text: str, spans: list[tuple[int, int]], instead: str) -> str:
    """The text with something else in some places."""
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return instead.join([text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)])


def holds_all(low: str, groups: Iterable[Iterable[str]]) -> bool:
    """Whether a text in lower case holds letters of each of these groups."""
    for stems in groups:  # noqa: SIM110 - a generator takes twice as long
        if not mentions(low, stems):
            return False
    return True


class Guarded:
    """A compiled pattern behind the letters that its matches must hold.

    Case does not matter: both are made small, for then ``re`` can run to the first letters of a pattern; letters keep
    their places. ``lowered`` patterns are asked of texts in lower case only and taken as they are.
    """

    __slots__ = ("also", "lowered", "pattern", "stems")

    def __init__(self, pattern: str, *, lowered: bool = False, stems: tuple[str, ...] = ()) -> None:
        """``stems``: signs to look for where the pattern has no letters of which this could be told."""
        self.pattern = re.compile(pattern if lowered else small(pattern))
        self.stems = stems or stems_of(pattern)
        self.also = () if stems else all_stems_of(pattern)[1:]
        self.lowered = lowered

    def possible(self, low: str) -> bool:
        """Whether a text in lower case holds all the letters that a match needs."""
        return mentions(low, self.stems) and holds_all(low, self.also)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        low = text if self.lowered else folded(text)
        for letters in self.stems:
            if letters in low:
                return self.pattern.search(low) if holds_all(low, self.also) else None
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the beginning; tried at one place only, it needs no guard."""
        return self.pattern.match(text if self.lowered else folded(text))

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return without(text, [match.span() for match in self.finditer(text)], replacement)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All matches."""
        low = text if self.lowered else folded(text)
        return self.pattern.finditer(low) if self.possible(low) else ()
