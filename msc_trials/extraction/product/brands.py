"""Which curated product (``seeds/products.csv``) a text names, by brand or code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from msc_trials.knowledge import seeds

_COMMON = frozenset({"msc", "mscs", "allo", "cell", "cells", "tissue", "huc-msc", "hmsc", "it"})
"""Words too common to announce a product."""
_GROUP = re.compile(r"\((?:\?:)?[^()]*\)\??|\[[^\]]*\]\??")
_OPTIONAL = re.compile(r".\?|\\[bdw][*+?]?|[*+^$]")


@dataclass(frozen=True, slots=True)
class Brand:
    """One product: its names as curated, its class and tissue (``facts.MSC_CLASSES``, ``facts.SOURCES``)."""

    names: str
    msc_class: str
    tissue: str


@dataclass(frozen=True)
class _Spelling:
    literal: str
    source: str
    brand: Brand

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first holds the literal."""
        return re.compile(self.source)


@cache
def _spellings() -> tuple[_Spelling, ...]:
    found = []
    for row in seeds.table("products"):
        brand = Brand(row["names"], row["msc_class"], row["tissue"])
        for alternative in _alternatives(row["regex"]):
            bare = _OPTIONAL.sub(" ", _GROUP.sub(" ", alternative)).replace("\\", "").lower()
            words = bare.split()
            literal = max([word for word in words if word not in _COMMON] or words, key=len)
            found.append(_Spelling(literal, rf"(?<![a-z0-9])(?:{alternative.lower()})", brand))
    return tuple(found)


def _alternatives(pattern: str) -> list[str]:
    """Split a pattern at the bars that stand outside brackets."""
    parts, depth = [""], 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


@cache
def brand_literals() -> tuple[str, ...]:
    """Per spelling of a product, a small-letter word without which it cannot stand in a text."""
    return tuple(spelling.literal for spelling in _spellings())


def brand_in(low: str, spellings: Iterable[int] | None = None) -> tuple[Brand, tuple[int, int]] | None:
    """The first curated product that a text in small letters names, and where it stands; None for none.

    ``spellings`` are the positions in ``brand_literals`` worth looking at; all when not given.
    """
    known = _spellings()
    for i in range(len(known)) if spellings is None else spellings:
        if known[i].literal in low:
            match = known[i].pattern.search(low)
            if match:
                return known[i].brand, match.span()
    return None
