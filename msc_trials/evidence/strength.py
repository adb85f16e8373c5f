"""How much a level rests on: one weak trial, one trial, or several; and which way trials that disagree point.

Source: domain notes §6 (small, unblinded and surrogate-endpoint trials) and GRADE's reasons to rate evidence down. A vote count
alone never decides: people and control on each side are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.caution import SMALL, is_open, is_surrogate
from msc_trials.evidence.people import people_of
from msc_trials.evidence.words import many, people
from msc_trials.knowledge import ledger
from msc_trials.results.findings import VerdictStatus

STRENGTHS = ("one_weak_trial", "one_trial", "several")
REASONS: dict[str, str] = {
    "small": "ONE SMALL TRIAL",
    "open_label": "ONE OPEN-LABEL TRIAL",
    "surrogate": "ONE TRIAL WITH A SCAN OR LABORATORY MEASURE",
    "borderline_p": "ONE TRIAL WITH A BORDERLINE RESULT",
}
"""Reasons that make a trial a weak one, in the order in which a heading names them."""
_BORDERLINE = 0.01
_MET = frozenset({VerdictStatus.MET, VerdictStatus.MET_NONINFERIOR})
_P_VALUE = re.compile(r"([<≤=]?)\s*(0?\.\d+)")


@dataclass(frozen=True, slots=True)
class Strength:
    """``kind`` is one of ``STRENGTHS``; ``reasons`` are keys of ``REASONS``, for one weak trial only."""

    kind: str
    reasons: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """``ONE SMALL TRIAL``, ``ONE TRIAL``, ``SEVERAL TRIALS``."""
        if self.reasons:
            return REASONS[self.reasons[0]]
        return "ONE TRIAL" if self.kind == "one_trial" else "SEVERAL TRIALS"


def strength_of(deciding: Iterable[Assessment]) -> Strength:
    """The strength of a supported level from the trials that met their main goal."""
    met = [t for t in deciding if t.verdict.status in _MET]
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
    return tuple(name for name in REASONS if checks[name])


def _is_borderline(trial: Assessment) -> bool:
    """Whether the largest p-value of the main goal is above 0.01 (``<0.05`` is); none known is not."""
    row = ledger.rows().get(trial.trial_id)
    decisive = trial.verdict.decisive
    posted = trial.verdict.findings[decisive].p_text if decisive is not None and trial.verdict.findings else ""
    values = [float(number) for _, number in _P_VALUE.findall(row.p_value if row is not None else posted)]
    return bool(values) and max(values) > _BORDERLINE


def largest(deciding: Iterable[Assessment]) -> str:
    """Where the largest trial stands, the blinded ones first: one sentence; empty when nobody says how many people it had."""
    trials = list(deciding)
    blinded = [t for t in trials if is_open(t) is False]
    first = max(blinded or trials, key=lambda t: people_of(t)[0] or 0)
    number = people_of(first)[0]
    if number is None:
        return ""
    end = "met it" if first.verdict.status in _MET else "missed it"
    return f"The largest {'blinded ' if blinded else ''}trial ({people(number)}) {end}."


def balance(deciding: Iterable[Assessment]) -> str:
    """A sentence on trials that disagree: how many trials, people and blinded trials are on each side."""
    trials = list(deciding)
    met = [t for t in trials if t.verdict.status in _MET]
    missed = [t for t in trials if t.verdict.status not in _MET]
    if not met or not missed:
        return ""
    return f"{_side(met, 'met the main goal')}; {_side(missed, 'missed it, wholly or in part')}."


def _side(trials: list[Assessment], verb: str) -> str:
    total = sum(people_of(t)[0] or 0 for t in trials)
    blinded = sum(is_open(t) is False for t in trials)
    return f"{many(len(trials), 'trial')} with {people(total)} ({blinded} blinded) {verb}"
