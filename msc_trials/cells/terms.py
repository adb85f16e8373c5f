"""Which cell words stand in a text: the curated terms of ``seeds/cell_terms.csv``, scanned cheaply.

Every term has literals (small-letter words one of which must be present) so that most texts are dismissed without
running an expression. A term whose ``case`` is ``yes`` is matched in the original letters (MSC is not MSc).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from msc_trials import seeds

Span = tuple[int, int]

_NOT_SCANNED = frozenset({"mask", "free_of", "feeder_of"})
_GIVEN = frozenset({"msc", "adipose", "mpc", "marrow_stem", "weak"})


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the term list."""

    meaning: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    cased: bool

    def possible(self, low: str) -> bool:
        """Whether the text (in small letters) holds one of the literals."""
        return any(literal in low for literal in self.literals)


@dataclass(frozen=True, slots=True)
class Found:
    """The cell words of one text: ``spans`` maps a meaning to where its first word stands.

    ``text`` is the text with false friends and negations blanked out (same length), ``low`` the same in small letters.
    """

    text: str
    low: str
    spans: Mapping[str, Span]


@cache
def terms() -> tuple[Term, ...]:
    """All terms but the masks, in file order."""
    return tuple(term for term in _all() if term.meaning not in _NOT_SCANNED)


@cache
def _masks() -> tuple[Term, ...]:
    return tuple(term for term in _all() if term.meaning == "mask")


@cache
def _all() -> tuple[Term, ...]:
    return tuple(
        Term(
            row["meaning"],
            tuple(literal.lower() for literal in row["literals"].split("|")),
            re.compile(row["pattern"]),
            bool(row["case"]),
        )
        for row in seeds.table("cell_terms")
    )


@cache
def construct(meaning: str) -> re.Pattern[str]:
    """Whole constructions in which cells are named but not given: rows whose meaning is ``<meaning>_of``."""
    return re.compile("|".join(f"(?:{term.pattern.pattern})" for term in _all() if term.meaning == f"{meaning}_of"))


@cache
def gate() -> tuple[str, ...]:
    """Small-letter words one of which every record about an MSC product or a relative holds."""
    return seeds.lines("cell_gate")


def scan(text: str) -> Found:
    """Find the cell words of one normalized text."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow when made small; positions must stay true
        text = low
    for mask in _masks():
        if mask.possible(low):
            text, low = _without(mask.pattern, text, low)
    spans = _spans(terms(), text, low)
    for meaning in ("free", "feeder"):
        if meaning in spans:
            # "exosomes of MSC" and "expanded on MSC" name no cells that are given.
            bare_text, bare_low = _without(construct(meaning), text, low)
            kept = _spans((t for t in terms() if t.meaning in _GIVEN), bare_text, bare_low)
            spans = {m: span for m, span in spans.items() if m not in _GIVEN} | kept
    return Found(text, low, spans)


def _spans(wanted: Iterable[Term], text: str, low: str) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for term in wanted:
        if term.meaning not in spans and term.possible(low):
            match = term.pattern.search(text if term.cased else low)
            if match:
                spans[term.meaning] = match.span()
    return spans


def _without(pattern: re.Pattern[str], text: str, low: str) -> tuple[str, str]:
    """Both texts with every match blanked out."""
    for match in pattern.finditer(low):
        start, end = match.span()
        low = f"{low[:start]}{' ' * (end - start)}{low[end:]}"
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text, low
