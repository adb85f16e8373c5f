"""``Answer``: the verdicts of one condition folded into a level, a headline, denominators and the trials that decide.

Source: domain notes §5d (which trials count, how levels are defined) and §6 (wording). ``summary`` makes one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

from msc_trials.errors import QueryError, TrialNotFoundError, expect
from msc_trials.evidence import not_counted, subject, wording
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import (
    FAILURE,
    SUCCESS,
    Level,
    Strength,
    people_of,
)
from msc_trials.evidence.publication_verdict import BesidePapers, reported_counts
from msc_trials.evidence.words import levels
from msc_trials.knowledge import seeds
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.products import Approval
from msc_trials.literature.papers import Paper, PapersRead
from msc_trials.records.json_form import JsonForm, ShownInNotebooks
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance, ResultSet
from msc_trials.results.findings import VerdictStatus

_SETTLES_NOTHING = {"unclear": "read", "no_comparison": "read", "safety_only": "read", "ongoing": "running"}
MOST_DECIDING, MOST_UNDECIDED = 8, 4
"""Trials that a short text lists at most."""


@dataclass(frozen=True, slots=True)
class AnswerTrial(JsonForm, BesidePapers):
    """A trial in an answer. ``not_counted_because`` says why it is not counted (empty when it is)."""

    assessment: Assessment
    not_counted_because: str = ""
    papers: tuple[Paper, ...] = ()

    @property
    def trial_id(self) -> str:
        """The trial's number in its registry."""
        return self.assessment.trial_id

    @property
    def counted(self) -> bool:
        """Whether the trial is part of the denominators."""
        return not self.not_counted_because


@dataclass(frozen=True, slots=True)
class Member:
    """One disease of a group, or one a treatment was tried in, with its own level and headline.

    ``level`` is None where trials of a row that lumps diseases name none of them. ``answer`` is its whole answer.
    """

    condition_id: str
    name: str
    level: Level | None
    headline: str
    counted: int
    answer: Answer | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer(JsonForm, ShownInNotebooks):
    """What is known about MSC trials for one condition.

    ``level`` is None where the typed text is no single condition (``understood.kind`` says what it is): then ``members`` are
    the diseases of a group or those a treatment was tried in, and ``explanation`` says what to do.
    ``trials`` are ordered: counted first, the deciding ones in front. ``counts`` holds the denominators (documented in
    ``docs/data.md``), ``ladder`` the number of MSC trials by phase and stage. ``records`` are the
    raw records where the answer was made from them (not in the bundled snapshot): tables that need records read them.
    ``today`` is the day on which status was judged,
    ``strength`` how much a supported level rests on (None for other levels), ``approvals`` the decisions of agencies, which never
    change the level, ``balance`` and ``largest`` sentences on trials that disagree.

    >>> from msc_trials import Answer, answer
    >>> found = answer("knee osteoarthritis", source="snapshot")
    >>> isinstance(found.headline, str), found.counts["counted"] == len(found.counted)
    (True, True)
    >>> Answer.from_dict(found.to_dict()) == found  # equal in everything but the raw records, which stay behind
    True
    """

    _NOT_IN_JSON: ClassVar[dict[str, Any]] = {"records": True, "members": {"__all__": {"answer": {"records"}}}}

    query: Query
    provenance: Provenance
    level: Level | None
    headline: str
    ending: str
    caveats: tuple[str, ...]
    counts: dict[str, int]
    ladder: dict[str, dict[str, int]]
    trials: tuple[AnswerTrial, ...]
    notes: tuple[str, ...] = field(default=())
    records: ResultSet | None = field(default=None, repr=False, compare=False)
    today: dt.date | None = None
    strength: Strength | None = None
    approvals: tuple[Approval, ...] = ()
    balance: str = ""
    largest: str = ""
    papers: PapersRead | None = None
    members: tuple[Member, ...] = ()
    explanation: tuple[str, ...] = ()

    @property
    def groups(self) -> dict[str, int]:
        """Counted trials by what came of them (the topic ``group`` of the words); the numbers add up to ``counts["counted"]``."""
        found = not_counted.stages_of(self.counted)
        alone = self.counts["met_uncontrolled"]
        return {"met": found["met"] - alone, "met_uncontrolled": alone} | {s: n for s, n in found.items() if s != "met"}

    @property
    def ladder_note(self) -> str:
        """Trials of the ladder that met a goal without a control group or in part, in sentences; empty for none."""
        found = Counter(t.assessment.verdict.status for t in self.trials if not_counted.is_on_ladder(t))
        return wording.ladder_note(found[VerdictStatus.MET_UNCONTROLLED], found[VerdictStatus.MIXED])

    @property
    def reported(self) -> dict[str, int]:
        """Counted trials by what the abstracts of their papers claim; they are no part of ``counts`` and ``level``."""
        return reported_counts(t.verdict for t in self.trials if t.counted)

    def __len__(self) -> int:
        """Number of trials, counted or not."""
        return len(self.trials)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[AnswerTrial]:
        return iter(self.trials)

    def __contains__(self, trial: object) -> bool:
        """Whether a trial, or the trial with this number, is in the answer."""
        return any(trial in (t.trial_id, t) for t in self.trials)

    def __getitem__(self, trial_id: str) -> AnswerTrial:
        """The trial with this number. Raises ``TrialNotFoundError`` (a ``LookupError``), ``MisuseError`` for no text."""
        expect(trial_id, str, "The number of a trial", "answer.trials is the list, answer.trials[:3] its first three.")
        found = next((t for t in self.trials if t.trial_id == trial_id), None)
        if found is None:
            raise TrialNotFoundError(f"{trial_id[:40]} is not a trial of this answer.", hint="See answer.trials.")
        return found

    def cite(self) -> str:
        """How to cite this answer: tool and version, question and its digest, source with its date, and what it is not.

        >>> from msc_trials import answer
        >>> "ClinicalTrials.gov, data of " in answer("knee osteoarthritis", source="snapshot").cite()
        True
        """
        held, note = self.provenance, seeds.profile_note()
        return (
            f"msc_trials {seeds.tool_version()}. Answer to {self.condition!r}. {wording.REGISTRY}, data of "
            f"{held.data_timestamp[:10] or 'unknown date'} ({held.source}), retrieved {held.retrieved_at[:10]}; question "
            f"{self.query.key()[:12]} (its address is provenance.url); with the ledger of publications of the same version. "
            f"{note}{' ' if note else ''}Information from a public registry, not medical advice."
        )

    @property
    def condition(self) -> str:
        """The condition as typed."""
        return self.query.condition

    @property
    def understood(self) -> Lookup:
        """How the typed condition is understood."""
        return self.query.understood

    @property
    def counted(self) -> tuple[Assessment, ...]:
        """The trials that count as evidence."""
        return tuple(t.assessment for t in self.trials if t.counted)

    @property
    def deciding(self) -> tuple[Assessment, ...]:
        """The counted trials that set the level, those with most people first."""
        found = [] if self.level is None else _deciding(self.level, self.counted)
        return tuple(sorted(found, key=lambda a: -(people_of(a)[0] or 0)))

    @property
    def undecided(self) -> dict[str, list[Assessment]]:
        """Where no trial decides, the others: results that settle nothing, running, silent; where none counts, the early ones."""
        if self.deciding or self.level is None:
            return {}
        kinds: dict[str, list[Assessment]] = {"read": [], "running": [], "silent": [], "early": []}
        for trial in self.counted:
            kinds[_SETTLES_NOTHING.get(trial.verdict.status.value, "silent")].append(trial)
        if not self.counted:
            kinds["early"] = [t.assessment for t in self.trials if not_counted.is_early(t.not_counted_because)]
        return {kind: trials for kind, trials in kinds.items() if trials}

    @property
    def listed(self) -> tuple[Assessment, ...]:
        """The trials of which a short text says more: the first that decide or, where none does, the first of the others.

        Of a group they are those of its members.
        """
        if self.level is None:
            return tuple(trial for m in self.members if m.answer is not None for trial in m.answer.listed)
        others = (trial for trials in self.undecided.values() for trial in trials)
        return self.deciding[:MOST_DECIDING] or tuple(islice(others, MOST_UNDECIDED))

    @property
    def name(self) -> str:
        """The condition as typed, or the name searched: where a sentence was typed, or a name that not all its trials use."""
        return subject.subject(self.query, self._resting_on)

    @property
    def lead(self) -> str:
        """The first sentence of the headline: the trials that set the level."""
        return lead_of(self.single_level, self.query, self._resting_on, self.counts)

    @property
    def _resting_on(self) -> list[Assessment]:
        """The trials of which the first sentence of the headline speaks."""
        return [] if self.level is None else resting_on(self.level, self.trials)

    @property
    def heading(self) -> str:
        """The level with its strength, in capitals: ``SUPPORTED BY ONE SMALL TRIAL``."""
        name = levels()[self.single_level].name.upper()
        return name if self.strength is None else f"{name} BY {self.strength.heading}"

    @property
    def single_level(self) -> Level:
        """The level, for uses that need a single condition. Raises ``QueryError`` where the text is none."""
        if self.level is None:
            names = [m.name for m in self.members] or [c.name for c in self.understood.candidates]
            listed = f"Name {'one of: ' if len(names) > 1 else 'it: '}{'; '.join(names)}."
            raise QueryError(self.headline, hint=listed if names else "Name one disease or injury.")
        return self.level

    def __repr__(self) -> str:
        held, said = self.provenance, self.level.value if self.level else self.understood.kind
        return (
            f"<Answer {self.condition!r}: {said}, {self.counts['counted']} counted trials; "
            f"{held.source}, data of {held.data_timestamp[:10] or 'unknown date'}>"
        )


def lead_of(level: Level, query: Query, trials: Sequence[Assessment], counts: dict[str, int]) -> str:
    """The first sentence of a headline and, where not all its trials (``resting_on``) use the name typed, how many do."""
    said = wording.lead(level, subject.titled(query, trials), counts)
    return " ".join(filter(None, (said, subject.on_the_typed_name(query, trials))))


def resting_on(level: Level, trials: Iterable[AnswerTrial]) -> list[Assessment]:
    """The trials of which a headline speaks: those that decide, else all counted, else the early ones."""
    trials = tuple(trials)
    counted = [t.assessment for t in trials if t.counted]
    early = [t.assessment for t in trials if not_counted.is_early(t.not_counted_because)]
    return _deciding(level, counted) or counted or early


def _deciding(level: Level, counted: Iterable[Assessment]) -> list[Assessment]:
    """The counted trials that set a level."""
    alone = level is Level.UNCONTROLLED_ONLY
    decisive = {VerdictStatus.MET_UNCONTROLLED} if alone else SUCCESS | FAILURE
    return [a for a in counted if a.verdict.status in decisive]
