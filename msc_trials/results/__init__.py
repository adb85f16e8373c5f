"""Posted results read into findings and a verdict."""

from __future__ import annotations

from typing import Literal

from msc_trials.findings import Reason, Verdict, VerdictStatus
from msc_trials.trials import Trial


def read_results(trial: Trial, arms: Literal["msc", "experimental"] = "msc") -> Verdict:
    """Verdict from the posted primary outcomes alone (no ledger, no status)."""
    return Verdict(
        VerdictStatus.UNCLEAR, "registry", "low", (Reason("results.unread", "Posted results are not read yet."),)
    )
