"""What the rules hand to each other while one trial's results are read."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from msc_trials.results.findings import Reason
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.words import found


class Role(StrEnum):
    """What a group is to the question. ``candidate``: treated, in a trial that does not say which of its arms is
    tested. ``other``: no treatment group at all (healthy volunteers, strata of one arm)."""

    TESTED = "tested"
    COMPARATOR = "comparator"
    CANDIDATE = "candidate"
    OTHER = "other"


class ArmRole(NamedTuple):
    """The role of an arm or group. ``kind`` of a comparator: placebo, sham, active, standard_care, no_treatment."""

    role: Role
    kind: str = ""
    why: str = ""
    arms: tuple[int, ...] = ()

    @property
    def masked(self) -> bool:
        """Whether the comparator looks like the treatment: a placebo or a sham."""
        return self.kind in {"placebo", "sham"}


class TestOutcome(StrEnum):
    """What one test says of the tested group."""

    BETTER = "better"
    WORSE = "worse"
    NULL = "null"
    NOT_INFERIOR = "not_inferior"
    INFERIOR = "inferior"
    UNSETTLED = "unsettled"


Judged: TypeAlias = tuple[TestOutcome, tuple[Reason, ...]]
"""What a test says of the tested group, and why."""


class ReadTest(NamedTuple):
    """One posted test, read; ``tested`` and ``comparator`` are group ids of the outcome.

    ``threshold``: a single arm against a fixed number. ``omnibus``: an overall test of three or more groups.
    ``margin``: a test of non-inferiority or equivalence.
    """

    outcome: TestOutcome
    tested: tuple[str, ...]
    comparator: tuple[str, ...]
    reasons: tuple[Reason, ...]
    analysis: PostedAnalysis
    threshold: bool = False
    omnibus: bool = False
    margin: bool = False

    def labelled(self, name: str) -> bool:
        """Whether words of a list stand in the text that says to which time point, row or subset the test belongs."""
        return bool(found(name, self.analysis.label))
