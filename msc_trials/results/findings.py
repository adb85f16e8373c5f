"""Types of what was found: a verdict with its findings and reasons, main goals, harms, both sides of an outcome."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal

from msc_trials.knowledge import seeds
from msc_trials.records.json_form import JsonForm, ShownInNotebooks


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

    >>> from msc_trials import VerdictStatus
    >>> VerdictStatus("met_noninferior").name
    'MET_NONINFERIOR'
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
    """One step of the reasoning: the name of the rule, a sentence, a JSON path into the record or ``seeds/ledger.csv``,
    and the raw text or number used."""

    code: str
    text: str
    path: str = ""
    quote: str = ""


def reason(name: str, path: str = "", quote: str = "", /, **values: object) -> Reason:
    """A step with its sentence of ``seeds/reasons.csv``, values in place of their names.

    A slash in a name tells sentences of one code apart. A profile cannot change them.

    >>> reason("thresholds.wrong_side", value=3).text
    "The tested group's 3 lies on the wrong side of the pre-set number."
    """
    return Reason(name.partition("/")[0], seeds.pairs("reasons", own=True)[name].format(**values), path, quote)


@dataclass(frozen=True, slots=True)
class Effect:
    """A posted effect in the outcome's own unit, as the registry gives it. ``kind`` is its parameter name, ``null`` the
    value of no effect (0, or 1 for ratios), ``ci_level`` in percent."""

    kind: str
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    unit: str = ""
    null: float = 0.0


@dataclass(frozen=True, slots=True)
class GroupNumbers:
    """What one group posted for a row: ``value`` (a count, or a mean) and ``size``, the number analysed.

    ``deviation`` is the standard deviation of a mean, None for a count.
    """

    value: float
    size: float
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """Posted numbers that our own unadjusted test can compare where no test was posted; ``row`` is their label."""

    row: str
    tested: GroupNumbers
    comparator: GroupNumbers


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """What one posted primary outcome says.

    ``index`` counts the posted primary outcomes from 0. ``direction`` is ``unclear`` also where no test had to know it;
    its reason comes first. ``p_text`` is the raw p-value that decided, empty when a confidence interval did. ``groups``
    pairs group titles with a posted value each, for display. ``unadjusted`` holds the numbers for our own calculation,
    which never decides.
    """

    index: int
    path: str
    measure: str
    status: VerdictStatus
    direction: Direction = "unclear"
    reasons: tuple[Reason, ...] = ()
    p_text: str = ""
    effect: Effect | None = None
    groups: tuple[tuple[str, str], ...] = ()
    worse: bool = False
    unadjusted: TwoGroups | None = None

    def to_dict(self) -> dict[str, Any]:
        """Every field by name, with plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. ``side`` is ``cells`` or ``control``, ``kind`` that of the control.

    ``value`` is posted (a count of people when ``is_count``), ``people`` the number analysed, None when not posted.
    """

    side: str
    kind: str
    value: float
    people: int | None
    is_count: bool


@dataclass(frozen=True, slots=True)
class Verdict(JsonForm, ShownInNotebooks):
    """The judgement on one trial, never without its reasons.

    ``source`` is ``ledger`` (our curated reading of publications and announcements), ``registry`` (posted results or
    status) or ``publication`` (an abstract read by this program). ``worse`` marks a ``not_met`` in which the comparator did
    significantly better. ``citation`` is what a reader can look up,
    ``pmids`` are the PubMed numbers in it. ``stop_class`` classifies why a stopped trial stopped.
    ``disagreement`` says what the other
    source says when ledger and posted results differ. ``result_publications`` counts linked publications of type
    RESULT (not retracted).

    >>> from msc_trials import show
    >>> verdict = show("NCT03818737", source="snapshot").assessment.verdict
    >>> verdict.status.value, verdict.source, bool(verdict.citation)
    ('not_met', 'ledger', True)
    """

    status: VerdictStatus
    source: Literal["ledger", "registry", "publication"]
    confidence: Confidence = "medium"
    reasons: tuple[Reason, ...] = ()
    findings: tuple[OutcomeFinding, ...] = ()
    worse: bool = False
    effect: Effect | None = None
    citation: str = ""
    stop_class: str = ""
    disagreement: str = ""
    result_publications: int = 0
    decisive: int | None = None
    pmids: tuple[str, ...] = ()

    def why(self) -> tuple[tuple[str, str, str], ...]:
        """The reasoning as (sentence, JSON path, raw text) triples, findings included, in the order they were used."""
        steps = list(self.reasons)
        for finding in self.findings:
            steps.extend(finding.reasons)
        return tuple((r.text, r.path, r.quote) for r in steps)


@dataclass(frozen=True, slots=True)
class Goal:
    """One registered primary outcome: a label of ``seeds/goal_words.csv`` (empty where no rule knows the measure), the
    longest time of its time frame in months, and the registry's title (empty in facts-only data)."""

    kind: str
    months: float | None
    title: str = ""


HAD_PRODUCT = "had_product"
"""Kind of a group that had the control and the product in turn."""


@dataclass(frozen=True, slots=True)
class HarmGroup:
    """One group of people. ``side`` is ``cells``, ``control`` or ``other`` (which of the two is not settled, or both).

    ``kind`` is that of a control (placebo, sham, ...), or ``had_product`` for people who had both in turn. Of ``serious_of`` people ``serious`` had at least one serious adverse
    event, of ``deaths_of`` people ``deaths`` died; None is "not posted". ``title`` is the registry's, empty in facts-only data.
    """

    side: str
    kind: str
    title: str
    serious: int | None
    serious_of: int | None
    deaths: int | None
    deaths_of: int | None


@dataclass(frozen=True, slots=True)
class Harms:
    """What is posted about harms. ``read`` is False where the posted tables were not at hand.

    No groups and ``read`` means that nothing is posted.
    """

    read: bool = False
    groups: tuple[HarmGroup, ...] = ()

    @property
    def control_kinds(self) -> tuple[str, ...]:
        """The kinds of its control groups, each once, in order."""
        return tuple(dict.fromkeys(g.kind for g in self.groups if g.side == "control"))

    def of(self, side: str, kind: str | None = None) -> list[HarmGroup]:
        """The groups of a side, or of one kind of it."""
        return [g for g in self.groups if g.side == side and kind in (None, g.kind)]

    def total(self, side: str, what: str, kind: str | None = None) -> tuple[int, int] | None:
        """People affected and people at risk of all groups of a side, or of one kind of it; None when one of them does not say.

        ``what`` is ``serious`` or ``deaths``.
        """
        counts = [(getattr(g, what), getattr(g, f"{what}_of")) for g in self.of(side, kind)]
        if not counts or any(affected is None or at_risk is None for affected, at_risk in counts):
            return None
        return sum(affected for affected, _ in counts), sum(at_risk for _, at_risk in counts)


NOT_READ = Harms()
"""Nobody looked: the record, or its results, were not at hand."""
