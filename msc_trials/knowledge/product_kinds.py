"""Kinds of products that are not cells grown in culture (``seeds/product_kinds.csv``), by the words of a brochure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.knowledge.names_inside import before_the_cause
from msc_trials.knowledge.typed_text import says_one_of, stands_in, typed

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductKind:
    """One kind.

    ``also_sold_as`` are a brochure's words for it that name a tissue of grown cells as well. ``msc_class`` and ``tissues`` say
    which trials are of it; an empty class means that this tool reads none.
    ``living_cells``: ``none``, ``usually none``, or ``mixed`` for cells of many kinds.
    """

    kind: str
    words: tuple[str, ...]
    also_sold_as: tuple[str, ...]
    name: str
    what_it_is: str
    regulator: str
    msc_class: str
    tissues: tuple[str, ...]
    living_cells: str
    source: str

    @property
    def holds_cells(self) -> bool:
        """Whether a number named for it can be one of cells."""
        return self.living_cells == "mixed"


@cache
def product_kinds() -> tuple[ProductKind, ...]:
    """Every kind in file order."""
    return seeds.typed("product_kinds", ProductKind)


def kind_of(text: str) -> ProductKind | None:
    """The kind a brochure's words name, alone or among others.

    None when they name none or more than one, deny it, or tell of cells grown from it ("cultured from SVF").

    >>> kind_of("bone marrow concentrate").kind, kind_of("same-day SVF").kind, kind_of("PRP and SVF")
    ('bone_marrow_concentrate', 'svf', None)
    """
    form = plain(text)
    exact = next((k for k in product_kinds() if form in map(plain, (*k.words, k.kind))), None)
    if exact or says_one_of("offer_denials", text):
        return exact
    inside = [k for k in product_kinds() if any(stands_in(plain(word), form) for word in k.words)]
    grown = says_one_of("words_for_culture", text)
    return inside[0] if len(inside) == 1 and not (grown and inside[0].holds_cells) else None


def kind_typed(text: str) -> ProductKind | None:
    """The one kind that is offered beside a disease ("SVF for my knee").

    None where cells are offered too, or several kinds, and where the word is a cause, a past treatment or a finding.

    >>> kind_typed("SVF for knee arthritis").kind, kind_typed("stem cells and PRP for knee arthritis")
    ('svf', None)
    >>> kind_typed("knee arthritis after PRP"), kind_typed("aplastic anemia low platelets")
    (None, None)
    """
    asked = before_the_cause(typed(text))
    none_offered = any(says_one_of(words, asked) for words in ("words_for_cells", "words_of_no_offer"))
    return None if none_offered else kind_of(asked)


def also_sold_as(typed: str) -> ProductKind | None:
    """The kind that a tissue named in a brochure can be as well, None for none.

    >>> also_sold_as("Wharton's jelly").kind
    'amniotic_fluid'
    """
    form = plain(typed)
    return next((k for k in product_kinds() if any(stands_in(plain(word), form) for word in k.also_sold_as)), None)


def plain(text: str) -> str:
    """A brochure's words in small letters, without signs."""
    return _NOT_LETTERS.sub(" ", text.casefold().replace("'", "").replace("’", "")).strip()
