"""What a reader must know beside a verdict: the curated caution of the ledger, else what the trial's own facts say.

Source: ``seeds/ledger.csv`` (long), ``seeds/effects.csv`` (short). A verdict with a caution is never of high confidence.
"""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.people import people_of
from msc_trials.knowledge import ledger
from msc_trials.knowledge.effects import effects_of
from msc_trials.results.findings import VerdictStatus

SMALL = 200
"""Fewer people make a trial a small one."""
JUDGED = frozenset(
    {
        VerdictStatus.MET,
        VerdictStatus.MET_NONINFERIOR,
        VerdictStatus.MET_UNCONTROLLED,
        VerdictStatus.NOT_MET,
        VerdictStatus.MIXED,
    }
)
"""Verdicts that need a caution."""


def is_open(trial: Assessment) -> bool | None:
    """Whether everybody knew who was given what; None when neither ledger nor record says."""
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.masking:
        return row.masking == "open"
    return trial.masking == "NONE" if trial.masking else None


def is_surrogate(trial: Assessment) -> bool:
    """Whether the main goal is a scan or a laboratory value, which people do not feel."""
    row = ledger.rows().get(trial.trial_id)
    return (row is not None and row.surrogate) or trial.primary_kind == "biomarker_surrogate"


def short_caution(trial: Assessment) -> str:
    """One line, at most 76 signs; empty for a verdict that needs none."""
    rows = effects_of(trial.trial_id)
    if rows:
        return rows[0].short_caution
    return "; ".join(_own(trial)) if trial.verdict.status in JUDGED else ""


def long_caution(trial: Assessment) -> str:
    """The whole caution of the ledger, else the short one as a sentence."""
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.caution:
        return row.caution
    short = short_caution(trial)
    return f"{short}." if short else ""


def _own(trial: Assessment) -> list[str]:
    """What the record itself warns of."""
    found = ["Read by rules from posted numbers"]
    number, _ = people_of(trial)
    if is_open(trial):
        found.append("not blinded")
    if number is not None and number < SMALL:
        found.append("small")
    if is_surrogate(trial):
        found.append("a scan or laboratory measure")
    return found
