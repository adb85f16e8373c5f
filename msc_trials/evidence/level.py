"""``Level``: how far the evidence for a condition goes, from the verdicts of its counted trials."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msc_trials.evidence.assessment import Assessment
from msc_trials.results.findings import VerdictStatus


class Level(StrEnum):
    """How far the evidence for a condition goes; definitions in ``wording.LEVELS`` and ``docs/verdicts.md``.

    >>> from msc_trials import Level
    >>> Level("not_supported") is Level.NOT_SUPPORTED
    True
    """

    SUPPORTED = "supported"
    CONFLICTING = "conflicting"
    UNCONTROLLED_ONLY = "uncontrolled_only"
    NOT_SUPPORTED = "not_supported"
    UNREPORTED = "unreported"
    IN_PROGRESS = "in_progress"
    EARLY_ONLY = "early_only"
    NONE = "none"


SUCCESS = frozenset({VerdictStatus.MET, VerdictStatus.MET_NONINFERIOR})
FAILURE = frozenset({VerdictStatus.NOT_MET, VerdictStatus.MIXED})


def level_of(counted: Iterable[Assessment]) -> Level:
    """The level of evidence of the counted Phase 2 to 4 trials (source: domain notes §5d).

    A mixed result is no success and keeps a condition from being ``supported``; a goal met without a control group
    decides only where no controlled result exists.
    """
    statuses = {a.verdict.status for a in counted}
    if statuses & SUCCESS:
        return Level.CONFLICTING if statuses & FAILURE else Level.SUPPORTED
    if statuses & FAILURE:
        return Level.NOT_SUPPORTED
    if VerdictStatus.MET_UNCONTROLLED in statuses:
        return Level.UNCONTROLLED_ONLY
    return Level.IN_PROGRESS if statuses == {VerdictStatus.ONGOING} else Level.UNREPORTED


def level_without_late(counts: dict[str, int]) -> Level:
    """The level where no Phase 2 to 4 trial is counted."""
    return Level.EARLY_ONLY if counts["early"] else Level.NONE
