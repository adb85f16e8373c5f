"""Plain types for the reading of results: what was found, how sure, and on which text it rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from msc_trials.matching.once import Once
from msc_trials.records.display import ShownInNotebooks


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


Groups: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Which way is better for an outcome, and the steps that led there; nothing where no test had to know."""

    direction: Direction = "unclear"
    reasons: tuple[Reason, ...] = ()


class Beside:
    """What stands beside a finding and does not decide it, worked out when first asked: most verdicts are only counted.

    ``way`` is which way is better, ``groups`` pairs group titles with a posted value each as text, ``hint`` is our own
    unadjusted calculation where no test was posted, empty elsewhere.
    """

    __slots__ = ("_groups", "_hint", "_way")

    def __init__(
        self, way: Callable[[], Way] = Way, groups: Callable[[], Groups] = tuple, hint: Callable[[], str] = str
    ) -> None:
        self._way, self._groups, self._hint = Once(way), Once(groups), Once(hint)

    @classmethod
    def of(cls, way: Way = Way(), groups: Groups = (), hint: str = "") -> Beside:
        """What is known already."""
        return cls(lambda: way, lambda: groups, lambda: hint)

    @property
    def way(self) -> Way:
        """Which way is better."""
        return self._way.value

    @property
    def groups(self) -> Groups:
        """Group titles with a posted value each."""
        return self._groups.value

    @property
    def hint(self) -> str:
        """Our own unadjusted calculation."""
        return self._hint.value

    def __reduce__(self) -> tuple[Any, ...]:
        return Beside.of, (self.way, self.groups, self.hint)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OutcomeFinding:
    """What one posted primary outcome says.

    ``index`` counts the posted primary outcomes from 0, ``path`` is its JSON path. ``status`` uses the trial vocabulary
    (met, met_noninferior, met_uncontrolled, not_met, mixed, safety_only, no_comparison, unclear), ``settled_by`` are the
    steps that settled it. ``p_text`` is the raw p-value that decided, empty when a confidence interval did.
    """

    index: int
    path: str
    measure: str
    status: VerdictStatus
    settled_by: tuple[Reason, ...] = ()
    p_text: str = ""
    effect: Effect | None = None
    worse: bool = False
    beside: Beside = field(default_factory=Beside)

    @property
    def direction(self) -> Direction:
        """Which way is better; ``unclear`` also where no test had to know."""
        return self.beside.way.direction

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every step: which way is better, then what settled the status."""
        return (*self.beside.way.reasons, *self.settled_by)

    @property
    def groups(self) -> Groups:
        """Group titles with a posted value each, for display."""
        return self.beside.groups

    @property
    def hint(self) -> str:
        """Our own unadjusted calculation where no test was posted; it never decides."""
        return self.beside.hint

    def told(self) -> dict[str, Any]:
        """Everything it says, by name (``dataclasses.asdict`` would show what is not worked out yet)."""
        names = (
            "index",
            "path",
            "measure",
            "direction",
            "status",
            "reasons",
            "p_text",
            "effect",
            "groups",
            "worse",
            "hint",
        )
        return {name: getattr(self, name) for name in names}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OutcomeFinding) and self.told() == other.told()

    def __hash__(self) -> int:
        return hash(tuple(self.told().values()))

    def __repr__(self) -> str:
        return f"OutcomeFinding({', '.join(f'{name}={value!r}' for name, value in self.told().items())})"


@dataclass(frozen=True, slots=True)
class Verdict(ShownInNotebooks):
    """The judgement on one trial, never without its reasons.

    ``source`` is ``ledger`` (our curated reading of publications and announcements) or ``registry`` (posted results or
    status). ``worse`` marks a ``not_met`` in which the comparator did significantly better. ``citation`` is what a
    reader can look up. ``stop_class`` classifies why a stopped trial stopped. ``disagreement`` says what the other
    source says when ledger and posted results differ. ``result_publications`` counts linked publications of type
    RESULT (not retracted).

    >>> from msc_trials import show
    >>> verdict = show("NCT03818737", source="snapshot").assessment.verdict
    >>> verdict.status.value, verdict.source, bool(verdict.citation)
    ('not_met', 'ledger', True)
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

    def settled(self) -> Verdict:
        """The same, with what stands beside the findings worked out, so that nothing of the record is held any more."""
        for finding in self.findings:
            finding.told()
        return self

    def why(self) -> tuple[tuple[str, str, str], ...]:
        """The reasoning as (sentence, JSON path, raw text) triples, findings included, in the order they were used."""
        steps = list(self.reasons)
        for finding in self.findings:
            steps.extend(finding.reasons)
        return tuple((r.text, r.path, r.quote) for r in steps)
