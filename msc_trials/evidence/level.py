"""How far the evidence for a condition goes, how much it rests on, and what a reader must know beside a verdict.

Sources: domain notes §5d (levels), §6 (small, unblinded, surrogate-endpoint trials), GRADE's reasons to rate evidence
down. A vote count alone never decides: people and control on each side are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import many, people, sentence, word
from msc_trials.knowledge import ledger
from msc_trials.knowledge.rules import topic
from msc_trials.results.findings import VerdictStatus


class Level(StrEnum):
    """How far the evidence for a condition goes; in words in ``seeds/level_words.csv``, defined in ``docs/verdicts.md``.

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
    """The level of the counted Phase 2 to 4 trials (source: domain notes §5d). A mixed result is no success and keeps a
    condition from being ``supported``; a goal met without a control group decides only where no controlled result
    exists."""
    statuses = {a.verdict.status for a in counted}
    if statuses & SUCCESS:
        return Level.CONFLICTING if statuses & FAILURE else Level.SUPPORTED
    if statuses & FAILURE:
        return Level.NOT_SUPPORTED
    if VerdictStatus.MET_UNCONTROLLED in statuses:
        return Level.UNCONTROLLED_ONLY
    return Level.IN_PROGRESS if statuses == {VerdictStatus.ONGOING} else Level.UNREPORTED


PEOPLE_KINDS = ("took_part", "enrolled", "planned")


def people_of(trial: Assessment) -> tuple[int | None, str]:
    """The number and its kind.

    ``took_part``: the ledger's source, the posted participant flow or baseline. ``enrolled``: the registry's actual number.
    ``planned``: its planned number. The number is None, and the kind empty, when nobody says.
    """
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.enrolled is not None:
        return row.enrolled, "took_part"
    if trial.started is not None:
        return trial.started, "took_part"
    if trial.enrollment is None:
        return None, ""
    return trial.enrollment, "enrolled" if trial.enrollment_type == "ACTUAL" else "planned"


SMALL = 200
"""Fewer people make a trial a small one."""
JUDGED = SUCCESS | FAILURE | {VerdictStatus.MET_UNCONTROLLED}
"""Verdicts that need a caution."""


def is_open(trial: Assessment) -> bool | None:
    """Whether everybody knew who was given what; None when neither ledger nor record says."""
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.masking:
        return row.masking == "open"
    return trial.masking == "NONE" if trial.masking else None


def is_surrogate(trial: Assessment) -> bool:
    """Whether the main goal is a scan or a laboratory value, which people do not feel."""
    row = ledger.rows().get(trial.trial_id)
    return (row is not None and row.surrogate) or trial.primary_kind == "biomarker_surrogate"


STRENGTHS = ("one_weak_trial", "one_trial", "several")
_BORDERLINE = 0.01
_P_VALUE = re.compile(r"0?\.\d+")


@dataclass(frozen=True, slots=True)
class Strength:
    """``kind`` is one of ``STRENGTHS``; ``reasons`` are codes of the topic ``weak``, for one weak trial only."""

    kind: str
    reasons: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """``ONE SMALL TRIAL``, ``ONE TRIAL``, ``SEVERAL TRIALS``; that a scan or laboratory value was the goal is always said."""
        if self.reasons:
            first, *others = self.reasons
            also = [topic("weak_too")[reason] for reason in others if reason in topic("weak_too")]
            return " ".join((word("weak", first), *also))
        return "ONE TRIAL" if self.kind == "one_trial" else "SEVERAL TRIALS"


def strength_of(deciding: Iterable[Assessment]) -> Strength:
    """The strength of a supported level from the trials that met their main goal."""
    met = [t for t in deciding if t.verdict.status in SUCCESS]
    if len(met) != 1:
        return Strength("several")
    reasons = weak_reasons(met[0])
    return Strength("one_weak_trial" if reasons else "one_trial", reasons)


def weak_reasons(trial: Assessment) -> tuple[str, ...]:
    """Why a trial is a weak one: under 200 people or nobody says how many, open label, a surrogate, or p above 0.01."""
    number, _ = people_of(trial)
    checks = {
        "small": number is None or number < SMALL,
        "open_label": bool(is_open(trial)),
        "surrogate": is_surrogate(trial),
        "borderline_p": _is_borderline(trial),
    }
    return tuple(name for name in topic("weak") if checks[name])


def _is_borderline(trial: Assessment) -> bool:
    """Whether the largest p-value of the main goal is above 0.01 (``<0.05`` is); none known is not."""
    row = ledger.rows().get(trial.trial_id)
    decisive = trial.verdict.decisive
    posted = trial.verdict.findings[decisive].p_text if decisive is not None and trial.verdict.findings else ""
    return max(map(float, _P_VALUE.findall(posted if row is None else row.p_value)), default=0.0) > _BORDERLINE


def largest(deciding: Iterable[Assessment]) -> str:
    """Where the largest trial stands, the blinded ones first: one sentence; empty when nobody says how many people it had."""
    trials = list(deciding)
    blinded = [t for t in trials if is_open(t) is False]
    first = max(blinded or trials, key=lambda t: people_of(t)[0] or 0)
    number = people_of(first)[0]
    if number is None:
        return ""
    end = "met it" if first.verdict.status in SUCCESS else "missed it"
    return f"The largest {'blinded ' if blinded else ''}trial ({people(number)}) {end}."


def balance(deciding: Iterable[Assessment]) -> str:
    """A sentence on trials that disagree: how many trials, people and blinded trials are on each side."""
    trials = list(deciding)
    met = [t for t in trials if t.verdict.status in SUCCESS]
    missed = [t for t in trials if t.verdict.status not in SUCCESS]
    if not met or not missed:
        return ""
    return f"{_side(met, 'met the main goal')}; {_side(missed, 'missed it, wholly or in part')}."


def _side(trials: list[Assessment], verb: str) -> str:
    total = sum(people_of(t)[0] or 0 for t in trials)
    blinded = sum(is_open(t) is False for t in trials)
    told = "blinded" if blinded == len(trials) == 1 else f"{blinded or 'none'} blinded"
    mixed = sum(people_of(t)[0] or 0 for t in trials if "mixed_uncultured" in t.msc_class)
    others = f", {sentence('also_mixtures', n=mixed)}" if mixed else ""
    return f"{many(len(trials), 'trial')} with {people(total)} ({told}{others}) {verb}"
