"""What was given to the participants: reading rules over one record."""

from __future__ import annotations

from msc_trials.facts import Facts
from msc_trials.records import StudyRecord


def read_facts(record: StudyRecord) -> Facts:
    """Facts about cells, comparator, primary outcomes and follow-up of one record."""
    return Facts()
