"""One look at a text for all the literals of all rules.

Every rule that reads words can name letters without which it cannot match. They are searched together, in one pass
(Aho and Corasick, CACM 1975), so that a rule's own expression runs only on texts that hold one of its literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

_SURROGATES = re.compile("[\ud800-\udfff]")

Place: TypeAlias = tuple[int, int]
"""Start and end in a text."""
Hit: TypeAlias = tuple[int, int, int]
"""Number of a literal (known to ``Literals`` only), start and end."""


class Literals:
    """Which of several groups of small-letter literals a text holds, as bits: bit ``i`` stands for group ``i``."""

    __slots__ = ("_masks", "_search")

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind  # stored answers do without

        masks: dict[str, int] = {}
        for i, literals in enumerate(groups):
            for literal in literals:
                masks[literal] = masks.get(literal, 0) | 1 << i
        self._masks = tuple(masks.values())
        self._search = AhoCorasick(list(masks), MatchKind.Standard, implementation=Implementation.DFA)

    def hits(self, low: str) -> list[Hit]:
        """Every literal in a text in small letters, by where it ends."""
        try:
            found: list[Hit] = self._search.find_matches_as_indexes(low, overlapping=True)
        except UnicodeEncodeError:  # halves of surrogate pairs, which JSON can carry
            return self.hits(_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", low))
        return found

    def bits(self, hits: Iterable[Hit]) -> int:
        """The groups of all hits."""
        found, masks = 0, self._masks
        for hit in hits:
            found |= masks[hit[0]]
        return found

    def places(self, hits: Iterable[Hit], bits: int) -> list[Place]:
        """Where literals of some groups start and end, in reading order."""
        masks = self._masks
        return [hit[1:] for hit in hits if masks[hit[0]] & bits]


def positions(bits: int) -> Iterator[int]:
    """Positions of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
