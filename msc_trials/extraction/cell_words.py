"""Which cell words a text holds, false friends left aside (``seeds/cell_terms.csv``)."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TypeAlias

from msc_trials.knowledge.rules import rules
from msc_trials.matching.rules import fold

Span: TypeAlias = tuple[int, int]
"""Start and end in a text."""

_GIVEN = frozenset({"msc", "adipose", "mpc", "marrow_stem", "weak"})
"""Meanings that are not taken from constructions such as "exosomes of MSC"."""
_AS_WRITTEN = frozenset({"poc", "steps"})
"""Meanings that denials are read for too: "without culture of stem cells" denies the culture and not the cells."""
_WITH_EXCEPTIONS = frozenset({"expanded", "poc", "steps"})
"""Meanings with rows ``<meaning>_not``: other uses of their words ("expanded access", "the same day as the transplant")."""


class CellWords:
    """The cell words of one text, looked up when asked for.

    ``plain`` is the text with false friends and negations blanked out, so that places stay true; ``possible`` has the
    bits of the rules of ``seeds/cell_terms.csv`` that can match.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.possible: int = rules().possible(fold(text), "cell_terms")
        self._spans: dict[str, Span | None] = {}

    @cached_property
    def plain(self) -> str:
        """The text without false friends ("stromal tumour")."""
        return rules().blanked(self._text, "cell_terms.mask")

    @cached_property
    def _given(self) -> str:
        """The text without constructions that name cells nobody gets ("exosomes of MSC", "expanded on MSC")."""
        text = self.plain
        for kind in ("free", "feeder"):
            if self.has(kind):
                text = rules().blanked(text, f"cell_terms.{kind}_of")
        return text

    def span(self, meaning: str) -> Span | None:
        """Where the first word of a meaning is; the first row of the file that matches decides."""
        if meaning not in self._spans:
            self._spans[meaning] = self._search(meaning)
        return self._spans[meaning]

    def has(self, *meanings: str) -> bool:
        """Whether a word of one of the meanings is there."""
        if not self.possible & bits_of(meanings):
            return False
        return any(self.span(meaning) is not None for meaning in meanings)

    def product(self) -> tuple[str, Span] | None:
        """Class of the curated product that the text names (``facts.MSC_CLASSES``), and where; None for none."""
        return product_in(self.plain) if rules().may_have(self._text, "products") else None

    def _search(self, meaning: str) -> Span | None:
        if not self.possible & bits_of((meaning,)):
            return None
        text = self._text_for(meaning)
        found = next(rules().first_of_each(text, f"cell_terms.{meaning}"), None)
        return found and (found.start, found.end)

    def _text_for(self, meaning: str) -> str:
        if meaning in _GIVEN:
            return self._given
        text = self._text if meaning in _AS_WRITTEN else self.plain
        return rules().blanked(text, f"cell_terms.{meaning}_not") if meaning in _WITH_EXCEPTIONS else text


@cache
def bits_of(meanings: tuple[str, ...]) -> int:
    """Bits of the rules of some meanings, see ``RuleSet.possible``."""
    return rules().of_kinds(tuple(f"cell_terms.{meaning}" for meaning in meanings))


def product_in(text: str) -> tuple[str, Span] | None:
    """Class and place of the first curated product (``seeds/products.csv``) that a text names; None for none."""
    found = next(rules().first_of_each(text, "products"), None)
    return found and (found.rule.kind.removeprefix("products."), (found.start, found.end))
