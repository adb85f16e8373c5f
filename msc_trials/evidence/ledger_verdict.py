"""The verdict a ledger row gives, and whether posted results contradict it. Source: the rules in ``docs/ledger.md``."""

from __future__ import annotations

from msc_trials.knowledge.ledger import LedgerRow
from msc_trials.results.findings import Confidence, Reason, Verdict, VerdictStatus

_MET = frozenset({VerdictStatus.MET, VerdictStatus.MET_NONINFERIOR, VerdictStatus.MET_UNCONTROLLED})
"""Readings of posted results that agree with a goal met against a control group."""
_SILENT = frozenset({VerdictStatus.UNCLEAR, VerdictStatus.NO_COMPARISON, VerdictStatus.SAFETY_ONLY})
"""Readings of posted results that settle nothing and so contradict no ledger row."""


def _confidence(row: LedgerRow) -> Confidence:
    """High for a paper or a regulator without a caution, low for what only a company or the news said, medium between."""
    if row.evidence_kind in {"announcement", "news"}:
        return "low"
    return "high" if row.evidence_kind in {"journal", "regulator"} and not row.caution else "medium"


def from_ledger(row: LedgerRow, posted: Verdict | None = None, publications: int = 0) -> Verdict:
    """The ledger's verdict. A ``met`` without a control group becomes ``met_uncontrolled`` (source: ledger rules)."""
    status = VerdictStatus(row.verdict)
    if status is VerdictStatus.MET and not row.controlled:
        status = VerdictStatus.MET_UNCONTROLLED
    sides = " (cells first)" if row.cells_first else ""
    equals = "" if row.p_value[:1] in "<>=≤" else "= "
    numbers = "; ".join(filter(None, (f"{row.effect}{sides}", f"p {equals}{row.p_value}" if row.p_value else "")))
    goal = f"{row.primary_endpoint}: " if row.primary_endpoint else ""
    reasons = [Reason("ledger.verdict", f"{goal}{numbers or 'no figures given'}.", "seeds/ledger.csv", numbers)]
    if row.caution:
        reasons.append(Reason("ledger.caution", row.caution, "seeds/ledger.csv"))
    disagreement = ""
    agreeing = _SILENT | (_MET if status is VerdictStatus.MET else {status})
    if posted is not None and status is not VerdictStatus.UNCLEAR and posted.status not in agreeing:
        told = f"The results posted in the registry read as {posted.status.value}; the ledger says {row.verdict}."
        disagreement = f"{told} {row.disagreement}".rstrip()
    return Verdict(
        status=status,
        source="ledger",
        confidence=_confidence(row),
        reasons=tuple(reasons),
        findings=posted.findings if posted is not None else (),
        effect=posted.effect if posted is not None else None,
        citation=row.reference,
        pmids=(row.pmid,) if row.pmid else (),
        disagreement=disagreement,
        result_publications=publications,
    )
