"""Decisions of agencies on products for a condition, in words. They are shown beside a level and never change it.

Source: ``seeds/approvals.csv``, each decision with its source and the day it was read.
"""

from __future__ import annotations

from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import with_descendants
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import ids_of
from msc_trials.knowledge.products import Approval, approvals, find_products, products_named
from msc_trials.knowledge.rules import topic


def approvals_for(condition_ids: tuple[str, ...]) -> tuple[Approval, ...]:
    """Decisions for the conditions and those below them: standing approvals first, the newest first within a kind."""
    wanted = set(with_descendants(condition_ids)) | set(condition_ids)
    found = [a for a in approvals() if wanted.intersection(a.condition_ids)]
    order = list(topic("decision"))

    def rank(approval: Approval) -> int:
        """An approval that was withdrawn comes with the withdrawals, one that may have lapsed just before them."""
        kind = "withdrawn" if withdrawn_on(approval) else approval.kind
        return order.index("refused" if approval.may_have_lapsed else kind)

    return tuple(sorted(sorted(found, key=lambda a: a.date, reverse=True), key=rank))


def find_decisions(text: str) -> tuple[Approval, ...]:
    """Decisions on a product, of an agency or a country, or for a condition; whichever the text names first in that order."""
    named = {p.name for p in products_named(text) or find_products(text)}
    wanted = text.strip().casefold()
    of_product = tuple(a for a in approvals() if a.product in named)
    of_agency = tuple(a for a in approvals() if wanted in (a.agency.casefold(), *_names_of(a.country)))
    return of_product or of_agency or approvals_for(ids_of(lookup(text)))


def _names_of(country: str) -> tuple[str, ...]:
    """The names of a country in small letters, the one of the list first."""
    also = (row["also"] for row in seeds.table("countries") if row["name"] == country)
    return tuple(name.casefold() for name in (country, *(n for names in also for n in seeds.listed(names))))


def withdrawn_on(approval: Approval) -> str:
    """The day on which an approval was withdrawn, empty while it stands or for another kind of decision."""
    if approval.kind not in ("approval", "conditional"):
        return ""
    wanted = (approval.product, approval.agency, "withdrawn")
    later = (a.date for a in approvals() if (a.product, a.agency, a.kind) == wanted and a.date >= approval.date)
    return next(later, "")
