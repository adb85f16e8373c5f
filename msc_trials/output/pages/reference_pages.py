"""Pages that belong to no condition: decisions on products and the checked publications. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msc_trials.knowledge import conditions, seeds
from msc_trials.knowledge.products import approvals
from msc_trials.output.approval_words import approval_values
from msc_trials.output.pages.render import site_page


def products_page(links: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """Every decision of an agency by product; ``pages`` leads to the pages of conditions by id."""
    listed = [approval_values(a) for a in approvals()]
    names = {row.id: row.name for row in conditions.all_conditions()}
    return site_page("products", links, approvals=listed, names=names, pages=pages)


def ledger_page(links: Mapping[str, str]) -> str:
    """Every trial of the ledger with its verdict and citation."""
    return site_page("ledger", links, ledger=seeds.table("ledger"))
