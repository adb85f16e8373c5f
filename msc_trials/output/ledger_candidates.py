"""Rows for curators: trials whose abstract makes a claim and that the ledger lacks, in the ledger's columns.

Every cell is what the registry or a program says; a person must check the row against the paper before it enters the
ledger, so ``checked_on`` is empty and ``caution`` says so. The abstract's sentence is shown, never stored by us.
"""

from __future__ import annotations

from msc_trials.evidence.answer import AnswerTrial
from msc_trials.evidence.words import word
from msc_trials.knowledge import ledger, seeds

_VERDICTS = {"met_noninferior": "met", "met_uncontrolled": "met"}


def columns() -> tuple[str, ...]:
    """The ledger's columns, in order."""
    return tuple(seeds.table("ledger")[0])


def candidate_row(trial: AnswerTrial) -> dict[str, str] | None:
    """The row of one trial; None when the ledger has it, it gave no MSC product, or its papers claim nothing."""
    a = trial.assessment
    if a.trial_id in ledger.rows() or not a.is_msc or trial.verdict.source != "publication":
        return None
    claiming = [p for p in trial.papers if p.counts and p.claim.sentence and p.pmid in trial.verdict.pmids]
    if not claiming:
        return None
    paper = claiming[-1]
    verdict = trial.verdict.status.value
    known = {
        "trial_id": a.trial_id,
        "acronym": a.acronym,
        "product": "; ".join(a.products),
        "msc_class": ";".join(a.msc_class),
        "cell_source": next((s for s in a.product.sources if s != "unstated"), ""),
        "donor": "" if a.product.donor == "unstated" else a.product.donor,
        "condition": "; ".join(a.conditions),
        "condition_id": ";".join(a.condition_ids),
        "phase": a.phase.removeprefix("Phase ") if a.phase.startswith("Phase ") else "NA",
        "controlled": "yes" if a.controlled else "no",
        "comparator": a.comparator,
        "comparator_kind": a.comparator,
        "comparator_name": word("comparator", a.comparator) if a.controlled else "",
        "enrolled": "" if a.enrollment is None else str(a.enrollment),
        "primary_endpoint": paper.claim.endpoint,
        "primary_kind": a.primary_kind,
        "verdict": _VERDICTS.get(verdict, verdict),
        "effect": paper.claim.effect,
        "p_value": paper.claim.p_value,
        "evidence_kind": "journal",
        "citation": " ".join(filter(None, (paper.journal, paper.year))),
        "journal": paper.journal,
        "year": paper.year,
        "pmid": paper.pmid,
        "doi": paper.doi,
        "same_evidence_as": "",
        "caution": f"TO BE CHECKED: read by a program from the abstract: '{paper.claim.sentence}'",
        "checked_on": "",
        "disagreement": trial.contradiction,
    }
    return {name: known.get(name, "") for name in columns()}
