"""Plain types for the reading of results: what was found, how sure, and on which text it rests."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class VerdictStatus(StrEnum):
    """What can be said of one trial. Definitions follow ``docs/verdicts.md``.

    met: a controlled comparison on a primary efficacy outcome favours the tested arm and no other primary disagrees.
    met_noninferior: the primary comparison was non-inferiority or equivalence and its criterion was met ("not worse
    than").
    met_uncontrolled: a pre-set threshold was beaten without a control group.
    not_met: a usable comparison exists and does not favour the tested arm.
    mixed: primary outcomes, or doses, disagree.
    safety_only: all primary outcomes are safety, feasibility or pharmacokinetics; they cannot show benefit.
    no_comparison: results are posted without a usable between-arm test.
    unreported: finished (or silent past its end) without posted results.
    stopped: ended early, suspended or withdrawn without posted results.
    ongoing: not finished.
    unclear: numbers contradict each other, or direction or tested arm cannot be settled.
    """

    MET = "met"
    MET_NONINFERIOR = "met_noninferior"
    MET_UNCONTROLLED = "met_uncontrolled"
    NOT_MET = "not_met"
    MIXED = "mixed"
    SAFETY_ONLY = "safety_only"
    NO_COMPARISON = "no_comparison"
    UNREPORTED = "unreported"
    STOPPED = "stopped"
    ONGOING = "ongoing"
    UNCLEAR = "unclear"


Confidence = Literal["high", "medium", "low"]
Direction = Literal["higher", "lower", "neutral", "composite", "unclear"]
"""Which way is better: a larger value (``higher``), a smaller one (``lower``), neither, several parts, or not known."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reasoning.

    ``code`` names the rule, ``text`` says it in words, ``path`` points into the record (JSON path) or to
    ``seeds/ledger.csv``, ``quote`` is the raw text or number used.
    """

    code: str
    text: str
    path: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A posted effect, in the outcome's own unit, as the registry gives it (no conversion).

    ``kind`` is the registry's parameter name (mean difference, hazard ratio, ...), ``null`` the value of no effect
    (0, or 1 for ratios), ``ci_level`` in percent.
    """

    kind: str
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    unit: str = ""
    null: float = 0.0


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """What one posted primary outcome says.

    ``index`` counts the posted primary outcomes from 0, ``path`` is its JSON path. ``status`` uses the trial vocabulary
    (met, met_noninferior, met_uncontrolled, not_met, mixed, safety_only, no_comparison, unclear). ``p_text`` is the raw
    p-value that decided, empty when a confidence interval did. ``groups`` pairs group titles with the posted values
    as text. ``hint`` is our own unadjusted calculation where no test was posted; it never decides.
    """

    index: int
    path: str
    measure: str
    direction: str
    status: VerdictStatus
    reasons: tuple[Reason, ...] = ()
    p_text: str = ""
    effect: Effect | None = None
    groups: tuple[tuple[str, str], ...] = ()
    worse: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one trial, never without its reasons.

    ``source`` is ``ledger`` (our curated reading of publications and announcements) or ``registry`` (posted results or
    status). ``worse`` marks a ``not_met`` in which the comparator did significantly better. ``citation`` is what a
    reader can look up. ``stop_class`` classifies why a stopped trial stopped. ``disagreement`` says what the other
    source says when ledger and posted results differ. ``result_publications`` counts linked publications of type
    RESULT (not retracted).
    """

    status: VerdictStatus
    source: Literal["ledger", "registry"]
    confidence: Confidence = "medium"
    reasons: tuple[Reason, ...] = ()
    findings: tuple[OutcomeFinding, ...] = ()
    worse: bool = False
    effect: Effect | None = None
    citation: str = ""
    stop_class: str = ""
    disagreement: str = ""
    result_publications: int = 0
    decisive: int | None = field(default=None)

    def why(self) -> tuple[tuple[str, str, str], ...]:
        """The reasoning as (sentence, JSON path, raw text) triples, findings included, in the order they were used."""
        steps = list(self.reasons)
        for finding in self.findings:
            steps.extend(finding.reasons)
        return tuple((r.text, r.path, r.quote) for r in steps)

    def _repr_html_(self) -> str:
        from msc_trials.render.html import verdict_fragment  # upward, for display in notebooks only

        return verdict_fragment(self)
