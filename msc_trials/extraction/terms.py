"""Which cell words stand in a text: the curated terms of ``seeds/cell_terms.csv``, looked up cheaply.

Every term has literals, small-letter words one of which must be present. The words of a text are looked up once, so
that an expression runs only where it can match and only when its meaning is asked for. A term whose ``case`` is
``yes`` is matched in the original letters (MSC is not MSc).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from msc_trials.extraction.product.brands import Brand, brand_in, brand_literals
from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import mentions
from msc_trials.matching.leading import led
from msc_trials.matching.literals import Hit, Literals, positions, windows

Span = tuple[int, int]

_GIVEN = frozenset({"msc", "adipose", "mpc", "marrow_stem", "weak"})
_MASK = ("mask",)
_CONSTRUCTS = ("free", "feeder")


_WHOLE = 500
"""Most letters of a text that is searched as a whole."""
_BEFORE, _AFTER = 150, 170
"""A longer text is searched around the literals only, this many letters before and after."""
_REACH = 220
"""Letters on either side of a literal in which a false friend or negation lies."""


@dataclass(frozen=True)
class _Term:
    """One row; ``source`` is its expression, empty when the literals are all there is to it."""

    literals: tuple[str, ...]
    source: str
    cased: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first holds one of the literals."""
        return re.compile(led(self.source))


@cache
def _by_position() -> tuple[_Term, ...]:
    """Every term; its position is that of its bit."""
    found = []
    for row in seeds.table("cell_terms"):
        cased = bool(row["case"])
        literals = tuple(row["literals"].split("|") if cased else row["literals"].lower().split("|"))
        found.append(_Term(literals, row["pattern"], cased))
    return tuple(found)


@cache
def _positions_of() -> dict[str, tuple[int, ...]]:
    """Positions of the terms by meaning."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(seeds.table("cell_terms")):
        found.setdefault(row["meaning"], []).append(i)
    return {meaning: tuple(numbers) for meaning, numbers in found.items()}


@cache
def _literals() -> Literals:
    """The literals of every term and, after them, of every spelling of a product."""
    terms = [row["literals"].lower().split("|") for row in seeds.table("cell_terms")]
    return Literals([*terms, *([literal] for literal in brand_literals())])


@cache
def _first_brand() -> int:
    return len(seeds.table("cell_terms"))


@cache
def bits_of(meanings: tuple[str, ...]) -> int:
    """Bits of every term that has one of the meanings."""
    bits = 0
    for meaning in meanings:
        for position in _positions_of()[meaning]:
            bits |= 1 << position
    return bits


def brand_bits() -> int:
    """Bits of every spelling of a curated product."""
    return -1 << _first_brand()


@cache
def phrase(kind: str) -> re.Pattern[str]:
    """One expression of all rows of ``seeds/cell_phrases.csv`` of a kind; meant for text in small letters."""
    rows = [row["pattern"] for row in seeds.table("cell_phrases") if row["kind"] == kind]
    if not rows:
        raise KeyError(f"seeds/cell_phrases.csv has no row of kind {kind!r}")
    return re.compile(led("|".join(rows)))


def about_this_study(low: str) -> bool:
    """Whether a sentence in small letters speaks of this study, not of what is known in general."""
    return phrase("ours").search(low) is not None and phrase("general").search(low) is None


class Found:
    """The cell words of one text. ``text`` and ``low`` (small letters) have false friends and negations blanked out.

    ``bits`` says which terms can be there: one whose bit is not set (``bits_of``) is not, and nothing need be searched.
    """

    __slots__ = ("_bare", "_brand", "_hits", "_low", "_masked", "_spans", "_text", "bits")

    def __init__(self, text: str) -> None:
        low = text.lower()
        if len(low) != len(text):  # a few letters grow when made small; positions must stay true
            text = low
        literals = _literals()
        self._text, self._low = text, low
        self._hits: list[Hit] = literals.hits(low)
        self.bits = literals.bits(self._hits)
        self._masked = False
        self._spans: dict[str, Span | None] = {}
        self._bare: tuple[str, str] | None = None
        self._brand: tuple[Brand, Span] | Literal[False] | None = False

    @property
    def text(self) -> str:
        """The text as written, false friends blanked out."""
        self._mask()
        return self._text

    @property
    def low(self) -> str:
        """The text in small letters, false friends blanked out."""
        self._mask()
        return self._low

    def _mask(self) -> None:
        if not self._masked:
            # Where nothing but false friends stands there is nothing to take for something else.
            if self.bits & bits_of(_MASK) and self.bits & ~bits_of(_MASK):
                self._text, self._low = self._cut("mask", self._text, self._low)
            self._masked = True  # last: another thread must not take the text for blanked before it is

    def _cut(self, meaning: str, text: str, low: str) -> tuple[str, str]:
        """Both texts with every term of a meaning blanked out."""
        literals, hits, own = _literals(), self._hits, bits_of((meaning,))
        others = sorted(literals.places(hits, ~own))
        for position in positions(self.bits & own):
            term = _by_position()[position]
            if term.source:
                places = sorted(literals.places(hits, 1 << position))
                for start, end in windows(low, places, _REACH, _REACH, others):
                    text, low = _without(term.pattern, text, low, start, end)
        return text, low

    def brand(self) -> tuple[Brand, Span] | None:
        """The curated product that the text names, and where."""
        if self._brand is False:
            bits = self.bits >> _first_brand()
            self._brand = brand_in(self.low, positions(bits)) if bits else None
        return self._brand

    def span(self, meaning: str) -> Span | None:
        """Where the first word of a meaning stands."""
        if meaning not in self._spans:
            self._spans[meaning] = self._search(meaning)
        return self._spans[meaning]

    def has(self, *meanings: str) -> bool:
        """Whether a word of one of the meanings is there."""
        if self.bits & bits_of(meanings):
            for meaning in meanings:
                if self.span(meaning) is not None:
                    return True
        return False

    def _search(self, meaning: str) -> Span | None:
        bits = self.bits & bits_of((meaning,))
        if not bits:
            return None
        self._mask()
        text, low = self._given() if meaning in _GIVEN else (self._text, self._low)
        for position in positions(bits):
            term = _by_position()[position]
            span = self._first(position, term, text if term.cased else low)
            if span:
                return span
        return None

    def _first(self, position: int, term: _Term, where: str) -> Span | None:
        """The first match of a term; one without a pattern is its literals."""
        if not term.source:
            for literal in term.literals:
                start = where.find(literal)
                if start >= 0:
                    return start, start + len(literal)
            return None
        if term.cased and not mentions(where, term.literals):
            return None
        if len(where) <= _WHOLE:
            match = term.pattern.search(where)
            return match.span() if match else None
        places = sorted(_literals().places(self._hits, 1 << position))
        if term.cased:
            places = [place for place in places if where[slice(*place)] in term.literals]
        for start, end in windows(where, places, _BEFORE, _AFTER):
            match = term.pattern.search(where, start, end)
            if match:
                return match.span()
        return None

    def _given(self) -> tuple[str, str]:
        """The texts without constructions that name cells nobody gets ("exosomes of MSC", "expanded on MSC")."""
        if self._bare is None:
            text, low = self._text, self._low
            for kind in _CONSTRUCTS:
                if self.has(kind):
                    text, low = self._cut(f"{kind}_of", text, low)
            self._bare = text, low
        return self._bare


def _without(pattern: re.Pattern[str], text: str, low: str, begin: int, stop: int) -> tuple[str, str]:
    """Both texts with every match between two positions blanked out."""
    for match in pattern.finditer(low, begin, stop):
        start, end = match.span()
        low = f"{low[:start]}{' ' * (end - start)}{low[end:]}"
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text, low
