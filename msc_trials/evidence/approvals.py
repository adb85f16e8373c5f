"""Decisions of agencies on products for a condition, in words. They are shown beside a level and never change it.

Source: ``seeds/approvals.csv``, each decision with its source and the day it was read.
"""

from __future__ import annotations

from msc_trials.evidence.words import sentence, word
from msc_trials.knowledge.conditions import with_descendants
from msc_trials.knowledge.products import Approval, approvals, find_products
from msc_trials.knowledge.rules import topic
from msc_trials.registry.query import Query

_COUNTRIES = {"United States": "US", "European Union": "EU", "South Korea": "Korea"}


def none_listed() -> str:
    """That no decision is listed, or that there is no list: a profile may bring none."""
    return sentence("no_decision") if approvals() else "The profile in use has no list of decisions of agencies."


def approvals_for(condition_ids: tuple[str, ...]) -> tuple[Approval, ...]:
    """Decisions for the conditions and those below them: standing approvals first, the newest first within a kind."""
    wanted = set(with_descendants(condition_ids)) | set(condition_ids)
    found = [a for a in approvals() if wanted.intersection(a.condition_ids)]
    order = list(topic("decision"))

    def rank(approval: Approval) -> int:
        """An approval that was withdrawn comes with the withdrawals, one that may have lapsed just before them."""
        kind = "withdrawn" if withdrawn_on(approval) else approval.kind
        return order.index("refused" if "lapsed" in approval.short else kind)

    return tuple(sorted(sorted(found, key=lambda a: a.date, reverse=True), key=rank))


def find_decisions(text: str) -> tuple[Approval, ...]:
    """Decisions on a product, of an agency or a country, or for a condition; whichever the text names first in that order."""
    named = {p.name for p in find_products(text)}
    wanted = text.strip().casefold()
    of_product = tuple(a for a in approvals() if a.product in named)
    of_agency = tuple(a for a in approvals() if wanted in (a.agency.casefold(), a.country.casefold()))
    return of_product or of_agency or approvals_for(Query.for_condition(text).condition_ids)


def full_text(approval: Approval) -> str:
    """A decision with its whole use, its source and the day of reading."""
    agency = f"{approval.agency} ({approval.country})"
    return (
        f"{approval.product}: {_verb(approval)}, {agency}, {approval.date or 'date not known'}. For: {approval.indication}. "
        f"Source: {approval.source}; read {approval.as_of}."
    )


def withdrawn_on(approval: Approval) -> str:
    """The day on which an approval was withdrawn, empty while it stands or for another kind of decision."""
    if approval.kind not in ("approval", "conditional"):
        return ""
    wanted = (approval.product, approval.agency, "withdrawn")
    later = (a.date for a in approvals() if (a.product, a.agency, a.kind) == wanted and a.date >= approval.date)
    return next(later, "")


def approval_line(approval: Approval) -> str:
    """``US FDA 2024-12-18: Ryoncil approved; children, steroid-refractory acute GVHD``."""
    country = _COUNTRIES.get(approval.country, approval.country)
    agency = approval.agency if approval.country in approval.agency else f"{country} {approval.agency}"
    return f"{agency} {approval.date or '(no date)'}: {approval.product} {_verb(approval)}; {approval.short}"


def _verb(approval: Approval) -> str:
    gone = withdrawn_on(approval)
    verb = word("decision", approval.kind)
    return f"{verb}, withdrawn {gone}" if gone else verb


def list_date(found: tuple[Approval, ...]) -> str:
    """When the newest of the decisions was last read, as in `` (read 2026-11-28)``; of the whole list when there is none."""
    day = max((a.as_of for a in (found or approvals())), default="")
    return f" (read {day})" if day else ""
