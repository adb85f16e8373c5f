"""What the rules hand to each other while one trial's results are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msc_trials.records.schema import Denominator, Measurement
from msc_trials.results.findings import Effect, Reason
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.words import found, number


class Role(StrEnum):
    """What a group is to the question: given the tested treatment, its comparator, or neither.

    ``candidate``: a treated group of a trial that does not say which of its arms is tested. ``other``: no treatment
    group at all (healthy volunteers, strata of one arm).
    """

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


@dataclass(frozen=True)
class ValueRow:
    """One posted row of values: label and value per group id; ``first`` of its class. The rest is read when asked for.

    ``denoms`` are the numbers analysed in its class, ``all_denoms`` those of the outcome, ``units`` the units it counts.
    """

    label: str
    values: dict[str, float]
    category: str
    first: bool
    measurements: tuple[Measurement, ...]
    denoms: tuple[Denominator, ...]
    all_denoms: tuple[Denominator, ...]
    units: str | None

    @cached_property
    def spreads(self) -> dict[str, float]:
        """Posted dispersion per group id."""
        read = ((m.get("groupId"), number(m.get("spread"))) for m in self.measurements)
        return {group: spread for group, spread in read if group and group in self.values and spread is not None}

    @cached_property
    def limits(self) -> dict[str, tuple[float, float]]:
        """Both posted limits per group id."""
        read = ((m.get("groupId"), number(m.get("lowerLimit")), number(m.get("upperLimit"))) for m in self.measurements)
        return {
            g: (low, high) for g, low, high in read if g and g in self.values and low is not None and high is not None
        }

    @cached_property
    def sizes(self) -> dict[str, float]:
        """Number analysed per group id, in the outcome's units, else in participants, else in what is counted first."""
        return _sizes(self.denoms, self.units) or _sizes(self.all_denoms, self.units)


def _sizes(denoms: tuple[Denominator, ...], units: str | None) -> dict[str, float]:
    chosen = chosen_denominator(denoms, units)
    return {} if chosen is None else sizes_of(chosen)


def chosen_denominator(denoms: tuple[Denominator, ...], units: str | None) -> Denominator | None:
    """The numbers analysed in the outcome's units, else in participants, else in what is counted first."""
    if not denoms:
        return None
    chosen = next((d for d in denoms if units and d.get("units") == units), None)
    return chosen or next((d for d in denoms if d.get("units") == "Participants"), denoms[0])


def sizes_of(chosen: Denominator) -> dict[str, float]:
    """Number analysed per group id."""
    read = ((c.get("groupId"), number(c.get("value"))) for c in chosen.get("counts", ()))
    return {group: size for group, size in read if group and size is not None}


class TestOutcome(StrEnum):
    """What one test says of the tested group."""

    BETTER = "better"
    WORSE = "worse"
    NULL = "null"
    NOT_INFERIOR = "not_inferior"
    INFERIOR = "inferior"
    UNSETTLED = "unsettled"


class ReadTest(NamedTuple):
    """One posted test, read.

    ``tested`` and ``comparator`` are group ids of the outcome; ``threshold`` marks a single arm against a fixed
    number; ``omnibus`` an overall test of three or more groups, ``margin`` a test of non-inferiority or
    equivalence.
    """

    outcome: TestOutcome
    tested: tuple[str, ...]
    comparator: tuple[str, ...]
    comparator_kind: str
    reasons: tuple[Reason, ...]
    p_text: str = ""
    effect: Effect | None = None
    analysis: PostedAnalysis | None = None
    threshold: bool = False
    omnibus: bool = False
    margin: bool = False

    @property
    def label(self) -> str:
        """The text that says to which time point, row or subset the test belongs."""
        return "" if self.analysis is None else self.analysis.label

    def labelled(self, name: str) -> bool:
        """Whether words of a list stand in the label."""
        return bool(found(name, self.label))
