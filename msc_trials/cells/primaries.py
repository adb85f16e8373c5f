"""What the registered primary outcomes can show (``facts.PRIMARY_KINDS``)."""

from __future__ import annotations

from msc_trials.facts import Evidence
from msc_trials.records import StudyRecord


def read_primary_kind(record: StudyRecord) -> tuple[str, tuple[Evidence, ...]]:
    """Not read yet."""
    return "unstated", ()
