"""Patterns that look at a text only where their letters are there.

Plain letters are found many times faster than a pattern with alternatives fails; most texts hold none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msc_trials.letters import alternatives, clauses

_MORE = 2
"""So many further clauses are looked for before a pattern is tried; more cost more than they spare."""
_ALIKE = (("İ", "i"), ("ı", "i"), ("ſ", "s"))


def stems_of(pattern: str) -> tuple[str, ...]:
    """Letters (lower case) one of which every match holds; a single empty one where that cannot be told."""
    told = [clauses(alternative) for alternative in alternatives(pattern)]
    if not all(told):
        return ("",)
    return _least({key.letters for found in told for key in found[0]})


def more_stems_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Further letters, of each of these again one; none for a pattern of alternatives, which hold different ones."""
    whole = alternatives(pattern)
    told = clauses(whole[0])[1 : 1 + _MORE] if len(whole) == 1 else []
    return tuple(_least({key.letters for key in clause}) for clause in told)


def _least(stems: set[str]) -> tuple[str, ...]:
    """The letters without those that hold others of them."""
    return tuple(s for s in stems if not any(other in s for other in stems - {s}))


def folded(text: str) -> str:
    """Small letters as patterns that ignore case see them: to ``re.IGNORECASE`` a Turkish i, with or without its dot,
    is an i, and a long s an s.
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


class Guarded:
    """A compiled pattern behind the letters that its matches must hold.

    Case does not matter; ``lowered`` patterns are asked of texts in lower case only, which is faster.
    """

    __slots__ = ("also", "lowered", "pattern", "stems")

    def __init__(self, pattern: str, *, lowered: bool = False, stems: tuple[str, ...] = ()) -> None:
        """``stems``: signs to look for where the pattern has no letters of which this could be told."""
        self.pattern = re.compile(pattern, 0 if lowered else re.IGNORECASE)
        self.stems = stems or stems_of(pattern)
        self.also = () if stems else more_stems_of(pattern)
        self.lowered = lowered

    def possible(self, low: str) -> bool:
        """Whether a text in lower case holds all the letters that a match needs."""
        if not mentions(low, self.stems):
            return False
        for stems in self.also:  # noqa: SIM110 - a generator takes twice as long
            if not mentions(low, stems):
                return False
        return True

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        low = text if self.lowered else folded(text)
        for letters in self.stems:
            if letters in low:
                for stems in self.also:
                    if not mentions(low, stems):
                        return None
                return self.pattern.search(text)
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the beginning; tried at one place only, it needs no guard."""
        return self.pattern.match(text)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return self.pattern.sub(replacement, text) if self.possible(text if self.lowered else folded(text)) else text

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All matches."""
        return self.pattern.finditer(text) if self.possible(text if self.lowered else folded(text)) else ()
