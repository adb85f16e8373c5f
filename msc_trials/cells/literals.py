"""One look at a text for all the literals of all rules.

Every rule that reads words can name letters without which it cannot match. They are searched together, in one pass
(Aho and Corasick, CACM 1975), so that a rule's own expression runs only on texts that hold one of its literals.
"""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Literals:
    """Which of several groups of small-letter literals a text holds, as bits: bit ``i`` stands for group ``i``."""

    __slots__ = ("_masks", "_search")

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        masks: dict[str, int] = {}
        for i, literals in enumerate(groups):
            for literal in literals:
                masks[literal] = masks.get(literal, 0) | 1 << i
        self._masks = tuple(masks.values())
        self._search = AhoCorasick(list(masks), MatchKind.Standard, implementation=Implementation.ContiguousNFA)

    def bits(self, low: str) -> int:
        """The groups found in a text in small letters."""
        found, masks = 0, self._masks
        for hit in self._search.find_matches_as_indexes(low, overlapping=True):
            found |= masks[hit[0]]
        return found
