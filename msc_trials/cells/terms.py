"""Which cell words stand in a text: the curated terms of ``seeds/cell_terms.csv``, looked up cheaply.

Every term has literals, small-letter words one of which must be present. The words of a text are looked up once, so
that an expression runs only where it can match and only when its meaning is asked for. A term whose ``case`` is
``yes`` is matched in the original letters (MSC is not MSc).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from msc_trials import seeds
from msc_trials.cells.brands import Brand, brand_in, brand_literals

Span = tuple[int, int]

_WORD = re.compile(r"[a-z0-9]+")
_GIVEN = frozenset({"msc", "adipose", "mpc", "marrow_stem", "weak"})
_CONSTRUCTS = ("free", "feeder")


_SHORT = 500
_BEFORE, _AFTER = 110, 170
"""A long text is searched around the literals only, this many letters before and after."""


@dataclass(frozen=True, slots=True)
class _Term:
    bit: int
    literals: tuple[str, ...]
    pattern: re.Pattern[str] | None
    cased: bool

    def announced(self, low: str) -> bool:
        """Whether one of the literals is there."""
        for literal in self.literals:  # noqa: SIM110 - a third of the time of any(); this runs for every text
            if literal in low:
                return True
        return False

    def search(self, text: str, low: str) -> Span | None:
        """The first match; a term without a pattern is its literals."""
        where = text if self.cased else low
        first: Span | None = None
        for literal in self.literals:
            start = where.find(literal)
            if start < 0:
                continue
            if self.pattern is None:
                return start, start + len(literal)
            if len(where) <= _SHORT:
                match = self.pattern.search(where)
                return match.span() if match else None
            while start >= 0:
                match = self.pattern.search(where, max(0, start - _BEFORE), start + _AFTER)
                if match:
                    first = min(first, match.span()) if first else match.span()
                    break
                start = where.find(literal, start + len(literal))
        return first


@cache
def _terms() -> dict[str, tuple[_Term, ...]]:
    """Terms by meaning, each with a bit of its own."""
    grouped: dict[str, list[_Term]] = {}
    for i, row in enumerate(seeds.table("cell_terms")):
        cased = bool(row["case"])
        literals = tuple(row["literals"].split("|") if cased else row["literals"].lower().split("|"))
        pattern = re.compile(row["pattern"]) if row["pattern"] else None
        grouped.setdefault(row["meaning"], []).append(_Term(1 << i, literals, pattern, cased))
    return {meaning: tuple(terms) for meaning, terms in grouped.items()}


@cache
def _announcers() -> dict[str, tuple[tuple[str, bool, int], ...]]:
    """By their first two letters: the longest word of every literal, whether it must be a whole word, and the bits of
    what it can announce.
    """
    found: dict[tuple[str, bool], int] = {}
    table = [(i, row["literals"].lower()) for i, row in enumerate(seeds.table("cell_terms"))]
    brands = [(len(table) + i, literal) for i, literal in enumerate(brand_literals())]
    for i, literals in (*table, *brands):
        for literal in literals.split("|"):
            word = max(_WORD.findall(literal), key=len)
            key = (word, literal.endswith(" ") and len(word) < 4)
            found[key] = found.get(key, 0) | 1 << i
    grouped: dict[str, list[tuple[str, bool, int]]] = {}
    for (word, whole), bits in found.items():
        grouped.setdefault(word[:2], []).append((word, whole, bits))
    return {start: tuple(words) for start, words in grouped.items()}


@lru_cache(maxsize=100_000)
def _bits(word: str) -> int:
    """Terms that a word can announce; registry text repeats its words, so each is looked at once."""
    bits = 0
    announcers = _announcers()
    for i in range(len(word) - 1):
        for announcer, whole, announced in announcers.get(word[i : i + 2], ()):
            if word == announcer if whole else word.startswith(announcer, i):
                bits |= announced
    return bits


@cache
def _bits_of(meanings: tuple[str, ...]) -> int:
    bits = 0
    for meaning in meanings:
        for term in _terms()[meaning]:
            bits |= term.bit
    return bits


@cache
def phrase(kind: str) -> re.Pattern[str]:
    """One expression of all rows of ``seeds/cell_phrases.csv`` of a kind; meant for text in small letters."""
    rows = [row["pattern"] for row in seeds.table("cell_phrases") if row["kind"] == kind]
    if not rows:
        raise KeyError(f"seeds/cell_phrases.csv has no row of kind {kind!r}")
    return re.compile("|".join(rows))


def about_this_study(low: str) -> bool:
    """Whether a sentence in small letters speaks of this study, not of what is known in general."""
    return phrase("ours").search(low) is not None and phrase("general").search(low) is None


class Found:
    """The cell words of one text. ``text`` and ``low`` (small letters) have false friends and negations blanked out."""

    __slots__ = ("_bare", "_bits", "_spans", "low", "text")

    def __init__(self, text: str) -> None:
        low = text.lower()
        if len(low) != len(text):  # a few letters grow when made small; positions must stay true
            text = low
        bits = 0
        for word in set(_WORD.findall(low)):
            bits |= _bits(word)
        for mask in _terms()["mask"]:
            if bits & mask.bit and mask.pattern and mask.announced(low):
                text, low = _without(mask.pattern, text, low)
        self.text, self.low, self._bits = text, low, bits
        self._spans: dict[str, Span | None] = {}
        self._bare: tuple[str, str] | None = None

    def brand(self) -> tuple[Brand, Span] | None:
        """The curated product that the text names, and where."""
        bits = self._bits >> len(seeds.table("cell_terms"))
        return brand_in(self.low, [i for i in range(bits.bit_length()) if bits >> i & 1]) if bits else None

    def span(self, meaning: str) -> Span | None:
        """Where the first word of a meaning stands."""
        if meaning not in self._spans:
            self._spans[meaning] = self._search(meaning)
        return self._spans[meaning]

    def has(self, *meanings: str) -> bool:
        """Whether a word of one of the meanings is there."""
        if not self._bits & _bits_of(meanings):
            return False
        return any(self.span(meaning) is not None for meaning in meanings)

    def _search(self, meaning: str) -> Span | None:
        text, low = self.text, self.low
        for term in _terms()[meaning]:
            if self._bits & term.bit:
                if meaning in _GIVEN:
                    text, low = self._given()
                span = term.search(text, low)
                if span:
                    return span
        return None

    def _given(self) -> tuple[str, str]:
        """The texts without constructions that name cells nobody gets ("exosomes of MSC", "expanded on MSC")."""
        if self._bare is None:
            text, low = self.text, self.low
            for kind in _CONSTRUCTS:
                if self.has(kind):
                    for term in _terms()[f"{kind}_of"]:
                        if term.pattern:
                            text, low = _without(term.pattern, text, low)
            self._bare = text, low
        return self._bare


def _without(pattern: re.Pattern[str], text: str, low: str) -> tuple[str, str]:
    """Both texts with every match blanked out."""
    for match in pattern.finditer(low):
        start, end = match.span()
        low = f"{low[:start]}{' ' * (end - start)}{low[end:]}"
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text, low
