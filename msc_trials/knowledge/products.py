"""Named cell products, what agencies decided about them, and facts about harms, each with its source and date of
reading.

A designation (RMAT, orphan, breakthrough, classification as an advanced therapy) is not an approval, and an approval
holds for its indication and country only. Source: domain notes §2d.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import rules
from msc_trials.knowledge.typed_text import normal


class ProductFact(NamedTuple):
    """One product. ``name`` is what it is called here; ``status`` says in words what was known on the day ``as_of``.

    ``company`` says in words who makes it, ``company_names`` are the companies by which people may ask for it.
    """

    name: str
    other_names: tuple[str, ...]
    company: str
    company_names: tuple[str, ...]
    cells: str
    donor: str
    indication: str
    status: str
    source: str
    msc_class: str
    tissue: str
    manipulation: str
    as_of: str

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the first one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One decision of an agency on a product. ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, empty when not known.

    ``kind`` is a code of the topic ``decision`` (``conditional``: time-limited, exempted or otherwise restricted;
    ``withdrawn``: taken back by company or agency); ``may_have_lapsed`` that it is not known to stand; ``short`` says for
    whom; ``as_of`` is the day the source was read.
    """

    product: str
    agency: str
    country: str
    date: str
    kind: str
    may_have_lapsed: bool
    condition_ids: tuple[str, ...]
    indication: str
    short: str
    source: str
    as_of: str


def products() -> tuple[ProductFact, ...]:
    """Every product in file order."""
    return tuple(_by_name().values())


@cache
def approvals() -> tuple[Approval, ...]:
    """Every decision that has a source, in file order."""
    return tuple(a for a in seeds.typed("approvals", Approval, {"condition_ids": "condition_id"}) if a.source)


def approvals_of(product: ProductFact) -> tuple[Approval, ...]:
    """Decisions on one product."""
    return tuple(a for a in approvals() if a.product == product.name)


def find_products(text: str) -> tuple[ProductFact, ...]:
    """Products that ``text`` names: a name of theirs and nothing else, or their pattern anywhere."""
    form = normal(text)
    found = {hit.rule.value for hit in rules().hits(text, "products")}
    return tuple(p for name, p in _by_name().items() if name in found or form in _forms()[name])


_ENDING = re.compile(r"(?:-?\w{1,3}|\s\w)?")
"""What a code has behind the part that names its family: the L of remestemcel-L. A word behind it ("nurown als") is no part of it."""


def products_named(text: str) -> tuple[ProductFact, ...]:
    """Products that a text names and nothing else: by a name, by the part of the first one before a hyphen, or by their pattern.

    >>> [p.name for p in products_named("Cellgram")], [p.name for p in products_named("remestemcel-L")]
    (['Cellgram-AMI', 'Cellgram-LC'], ['Ryoncil'])
    """
    form = normal(text)
    hits = [hit for hit in rules().hits(text, "products") if hit.start == 0 and _ENDING.fullmatch(text[hit.end :])]
    found = {hit.rule.value for hit in hits}
    family = f"{text.strip().casefold()}-"
    rows = _by_name().items()
    whole = tuple(p for name, p in rows if form and form in _forms()[name])
    return whole or tuple(p for name, p in rows if name in found or name.casefold().startswith(family))


@cache
def _forms() -> dict[str, frozenset[str]]:
    """The names of each product in their common form, by its first name."""
    return {name: frozenset(map(normal, product.names)) for name, product in _by_name().items()}


class KnownOrigin(NamedTuple):
    """Tissue, donor and processing of a named product, in the codes of those topics; empty where not known."""

    product: str = ""
    source: str = ""
    donor: str = ""
    manipulation: str = ""


_DONORS = {"allo": "allogeneic", "auto": "autologous"}


def known_origin(text: str) -> KnownOrigin:
    """What is known of the product that ``text`` names; a record need not say it. Nothing of products that differ.

    >>> known_origin("Infusion of Prochymal")
    KnownOrigin(product='Prochymal', source='bone_marrow', donor='allogeneic', manipulation='expanded')
    >>> known_origin("Alofisel against Prochymal").product
    ''
    """
    named = [_by_name()[hit.rule.value] for hit in rules().first_of_each(text, "products")]
    if len({(one.tissue, one.donor, one.manipulation) for one in named}) != 1:
        return KnownOrigin()
    one = named[0]
    stated = (code.replace("unstated", "") for code in (one.tissue, _DONORS.get(one.donor, ""), one.manipulation))
    return KnownOrigin(one.name, *stated)


@cache
def _by_name() -> dict[str, ProductFact]:
    """Every product by its first name."""
    return {row.name: row for row in seeds.typed("products", ProductFact, {"as_of": "status_as_of"})}


class HarmFact(NamedTuple):
    """One fact. ``kind`` is ``warning`` (an agency), ``case`` (people harmed) or ``trials`` (counts over trials)."""

    kind: str
    agency: str
    country: str
    date: str
    fact: str
    about: str
    source: str
    as_of: str


@cache
def harm_facts() -> tuple[HarmFact, ...]:
    """Every fact, in file order: warnings first."""
    return seeds.typed("harms", HarmFact)
