"""The texts of one record, each scanned once and only when a rule asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from msc_trials.extraction.facts import Evidence, Sureness
from msc_trials.extraction.passages import Passage, Passages
from msc_trials.extraction.product.brands import Brand
from msc_trials.extraction.terms import Found, Span, bits_of

NAMED = frozenset({"arm_label", "intervention_name", "intervention_other_names"})
"""Fields that name a treatment; the others describe it."""
CELLS = ("msc", "adipose", "mpc")
"""Meanings that name mesenchymal cells, the plainest first."""


class Quote(NamedTuple):
    """Where the words stand that decided something; they are looked up only when somebody asks for them."""

    passages: tuple[Passage, ...]
    meanings: tuple[str, ...]
    rule: str
    stated: bool = True


class Texts:
    """``titles`` are brief and official title, ``prose`` keywords, summary and description."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self._found: dict[str, Found] = {}
        self._low: str | None = None

    @property
    def titles(self) -> tuple[Passage, ...]:
        """Brief and official title."""
        return self.passages.titles

    @property
    def prose(self) -> tuple[Passage, ...]:
        """Summary, description and keywords."""
        return self.passages.prose

    def scan(self, passage: Passage) -> Found:
        """Cell words of a passage."""
        found = self._found.get(passage.text)
        if found is None:
            found = self._found[passage.text] = Found(passage.text)
        return found

    def has(self, passages: tuple[Passage, ...], *meanings: str) -> bool:
        """Whether one of the passages has a word of one of the meanings."""
        bits = bits_of(meanings)
        for passage in passages[::-1]:  # names stand last and are short
            found = self._found.get(passage.text) or self.scan(passage)
            if found.bits & bits and found.has(*meanings):
                return True
        return False

    def bits(self, passages: Iterable[Passage]) -> int:
        """Terms that the passages can hold (``terms.bits_of``)."""
        found = 0
        for passage in passages:
            found |= (self._found.get(passage.text) or self.scan(passage)).bits
        return found

    @cached_property
    def title_bits(self) -> int:
        """Terms that the titles can hold."""
        return self.bits(self.titles)

    def cells(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Meanings of named cells in the passages; abbreviations count only where the record spells them out."""
        where = tuple(passages)
        bits = self.bits(where)
        found = tuple([meaning for meaning in CELLS if bits & bits_of((meaning,)) and self.has(where, meaning)])
        if "mpc" in found and not self.says("mesench"):
            found = tuple(meaning for meaning in found if meaning != "mpc")
        if found == ("adipose",) and not self.says("adipos", "fat ", "lipo"):
            return ()
        return found

    def says(self, *words: str) -> bool:
        """Whether the record holds one of the words (small letters) anywhere."""
        if self._low is None:
            groups = (*self.passages.arms, self.passages.unlinked, self.passages.trial)
            self._low = "\n".join({p.path: p.text for group in groups for p in group}.values()).lower()
        return any(word in self._low for word in words)

    def speaks_of_msc(self) -> bool:
        """Whether any text names mesenchymal cells."""
        return any(
            self.has(group, "msc") for group in (self.passages.trial, *self.passages.arms, self.passages.unlinked)
        )

    def brand(self, passage: Passage) -> tuple[Brand, Span] | None:
        """The curated product that a passage names, and where."""
        return self.scan(passage).brand()

    def evidence(self, quote: Quote) -> Evidence:
        """The first words that have one of the meanings."""
        for passage in quote.passages:
            found = self.scan(passage)
            for meaning in quote.meanings:
                span = found.span(meaning)
                if span:
                    sure: Sureness = "stated" if quote.stated else "inferred"
                    return Evidence(passage.path, passage.text[slice(*span)].strip(), quote.rule, sure)
        return Evidence(rule=quote.rule, sure="inferred")


def low(passages: Iterable[Passage]) -> str:
    """The passages as one text in small letters."""
    return "\n".join(passage.text for passage in passages).lower()
