"""What the rules hand to each other while one trial's results are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from msc_trials.findings import Effect, Reason
from msc_trials.records import Analysis
from msc_trials.results.words import join


class Role(StrEnum):
    """What a group is to the question: given the tested treatment, its comparator, or neither.

    ``candidate``: a treated group of a trial that does not say which of its arms is tested. ``other``: no treatment
    group at all (healthy volunteers, strata of one arm).
    """

    TESTED = "tested"
    COMPARATOR = "comparator"
    CANDIDATE = "candidate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Standing:
    """The role of an arm or group. ``kind`` of a comparator: placebo, sham, active, standard_care, no_treatment."""

    role: Role
    kind: str = ""
    why: str = ""
    arms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One posted row of values: label and value per group id. ``size`` is the number analysed per group."""

    label: str
    values: dict[str, float]
    spreads: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    category: str = ""
    first: bool = True


class Said(StrEnum):
    """What one test says of the tested group."""

    BETTER = "better"
    WORSE = "worse"
    NULL = "null"
    NOT_INFERIOR = "not_inferior"
    INFERIOR = "inferior"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class ReadTest:
    """One posted test, read.

    ``tested`` and ``comparator`` are group ids of the outcome; ``threshold`` marks a single arm against a fixed
    number; ``omnibus`` an overall test of three or more groups, ``margin`` a test of non-inferiority or
    equivalence.
    """

    index: int
    said: Said
    tested: tuple[str, ...]
    comparator: tuple[str, ...]
    comparator_kind: str
    reasons: tuple[Reason, ...]
    p_text: str = ""
    effect: Effect | None = None
    analysis: Analysis | None = None
    threshold: bool = False
    omnibus: bool = False
    margin: bool = False

    @property
    def label(self) -> str:
        """The text that says to which time point, row or subset the test belongs."""
        a = self.analysis
        return (
            "" if a is None else join(a.group_description, a.p_value_comment, a.estimate_comment, a.statistical_comment)
        )
