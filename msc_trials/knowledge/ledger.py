"""The curated ledger: what publications and announcements say about trials whose results the registry lacks.

Source: ``seeds/ledger.csv``, one row per registration, each with a citation; its columns and rules are described in
``docs/ledger.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One curated trial. ``controlled`` is true when a concurrent group received no MSC product.

    ``verdict`` is one of met, not_met, mixed, safety_only, unclear; ``same_evidence_as`` is the number of the row whose
    participants this one repeats or extends (empty when none). ``disagreement`` explains why the row stands although
    posted results read differently (empty when they agree or nothing is posted). ``masking`` is ``open``, ``blinded`` (a placebo
    or sham group, and nothing said of an open trial) or empty; ``surrogate`` marks a main goal that is a scan or a laboratory value.
    """

    trial_id: str
    acronym: str
    product: str
    msc_class: tuple[str, ...]
    source: str
    donor: str
    condition: str
    condition_ids: tuple[str, ...]
    phase: str
    controlled: bool
    comparator: str
    enrolled: int | None
    primary_endpoint: str
    primary_kind: str
    verdict: str
    effect: str
    p_value: str
    evidence_kind: str
    citation: str
    pmid: str
    doi: str
    same_evidence_as: str
    caution: str
    checked_on: str
    disagreement: str
    masking: str = ""
    surrogate: bool = False

    @property
    def reference(self) -> str:
        """Citation with the identifiers a reader can look up."""
        parts = [self.citation]
        if self.doi:
            parts.append(f"doi:{self.doi}")
        if self.pmid:
            parts.append(f"PMID {self.pmid}")
        return "; ".join(p for p in parts if p)


_PHASES = {
    "1": "Phase 1",
    "1/2": "Phase 1/2",
    "2": "Phase 2",
    "2/3": "Phase 2/3",
    "3": "Phase 3",
    "4": "Phase 4",
    "NA": "N/A",
}


@cache
def rows() -> dict[str, LedgerRow]:
    """All ledger rows by registration number."""
    return {r["trial_id"]: _row(r) for r in seeds.table("ledger")}


@cache
def comparator_kind(text: str) -> str:
    """The kind of comparator (a word of ``facts.COMPARATORS``) that a ledger text names; empty when it names none.

    >>> comparator_kind("placebo, both arms on riluzole"), comparator_kind("none (two MSC doses)")
    ('placebo', '')
    """
    if text.startswith("none"):
        return ""
    rules = seeds.table("ledger_comparators")
    return next((r["kind"] for r in rules if re.search(r["pattern"], text, re.IGNORECASE)), "")


@cache
def of_condition(condition_id: str) -> tuple[LedgerRow, ...]:
    """Ledger rows tied to a condition of the vocabulary, in order of registration number."""
    return tuple(r for r in rows().values() if condition_id in r.condition_ids)


def _row(cells: dict[str, str]) -> LedgerRow:
    return LedgerRow(
        trial_id=cells["trial_id"],
        acronym=cells["acronym"],
        product=cells["product"],
        msc_class=tuple(filter(None, cells["msc_class"].split(";"))),
        source=cells["cell_source"],
        donor=cells["donor"],
        condition=cells["condition"],
        condition_ids=tuple(filter(None, cells["condition_id"].split(";"))),
        phase=_PHASES[cells["phase"]],
        controlled=cells["controlled"] == "yes",
        comparator=cells["comparator"],
        enrolled=int(cells["enrolled"]) if cells["enrolled"] else None,
        primary_endpoint=cells["primary_endpoint"],
        primary_kind=cells["primary_kind"],
        verdict=cells["verdict"],
        effect=cells["effect"],
        p_value=cells["p_value"],
        evidence_kind=cells["evidence_kind"],
        citation=cells["citation"],
        pmid=cells["pmid"],
        doi=cells["doi"],
        same_evidence_as=cells["same_evidence_as"],
        caution=cells["caution"],
        checked_on=cells["checked_on"],
        disagreement=cells["disagreement"],
        masking=cells["masking"],
        surrogate=cells["surrogate"] == "yes",
    )
