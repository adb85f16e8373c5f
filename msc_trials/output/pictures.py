"""What the pictures show, without drawing: for the matplotlib plots and the notebook fragments."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from msc_trials.errors import expect
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import verdict_word
from msc_trials.knowledge import ledger
from msc_trials.knowledge.ledger import effects_of
from msc_trials.knowledge.rules import topic
from msc_trials.matching.dates import PartialDate
from msc_trials.matching.text import printable
from msc_trials.output.trial_words import comparator_name, people_words
from msc_trials.results.findings import Effect, VerdictStatus

NOT_DRAWN = "Not drawn"
NO_NUMBER = "no number known here"

_RATIOS = ("HR", "OR", "RR", "rate_ratio")
_COMPARED = frozenset({VerdictStatus.MET, VerdictStatus.MET_NONINFERIOR, VerdictStatus.NOT_MET, VerdictStatus.MIXED})


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One trial in time. ``start`` and ``end`` are years with fractions; ``end`` is None when not stated."""

    trial: Assessment
    start: float
    end: float | None
    posted: float | None


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The effect of a judged trial on a scale of its own: positions from -1 to 1, 0 is no difference; ratios are logged.

    ``point`` is None when no effect can be drawn; ``low`` and ``high`` are None when no complete interval is known. ``told``
    says it in words.
    """

    trial: Assessment
    told: str
    point: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DosePoint:
    """Cells of one administration: the smallest and largest count stated, per kg of body weight or in all."""

    trial: Assessment
    low: float
    high: float
    per_kg: bool


HINT = 'answer("knee osteoarthritis") makes an answer; client.search(...).assessments() gives assessments.'


def assessments_of(data: Answer | Iterable[Assessment]) -> tuple[Assessment, ...]:
    """The counted trials of an answer, or the assessments as given."""
    if isinstance(data, Answer):
        return data.counted
    expect(data, Iterable, "An Answer, or assessments,", HINT)
    found = tuple(data)
    for one in found:
        expect(one, Assessment, "An Answer, or assessments,", HINT)
    return found


def timeline_rows(data: Answer | Iterable[Assessment]) -> tuple[TimelineRow, ...]:
    """Trials with a start date, oldest first."""
    rows = []
    for trial in assessments_of(data):
        start = year_of(trial.start_date)
        if start is not None:
            end = year_of(trial.primary_completion_date)
            end = None if end is None else max(start, end)
            rows.append(TimelineRow(trial, start, end, year_of(trial.results_first_posted)))
    return tuple(sorted(rows, key=lambda r: (r.start, r.trial.trial_id)))


def effect_rows(data: Answer | Iterable[Assessment], *, longest: int = 400) -> tuple[EffectRow, ...]:
    """Every controlled trial with a verdict, in the order given, with its effect or a note that there is none to draw.

    Trials without a number stay in the picture: numbers are reported more often for good news. The effect is the posted
    one, else that of the ledger where it gives an interval. ``longest`` limits the words (characters).
    """
    rows = []
    for trial in assessments_of(data):
        if trial.verdict.status not in _COMPARED:
            continue
        row = ledger.rows().get(trial.trial_id)
        effect = trial.verdict.effect or stated_effect(trial.trial_id)
        placed = _placed(effect) if effect is not None else None
        if effect is not None and placed is not None:
            rows.append(EffectRow(trial, effect_words(effect, longest=longest), *placed))
        else:
            known = printable(row.effect) if row is not None else ""
            told = f"{NOT_DRAWN}: {known or NO_NUMBER}"
            rows.append(EffectRow(trial, told if len(told) <= longest else told[: longest - 1] + "…"))
    return tuple(rows)


def stated_effect(trial_id: str) -> Effect | None:
    """The first effect with an interval that a ledger trial's source states for a main goal; None when it states none."""
    kinds = topic("stated_effect")
    for row in effects_of(trial_id):
        if row.is_main and row.estimate_type in kinds and None not in (row.estimate, row.ci_low, row.ci_high):
            unit = row.unit_or_scale if row.estimate_type == "MD" else ""
            null = 1.0 if row.estimate_type in _RATIOS else 0.0
            return Effect(kinds[row.estimate_type], row.estimate, row.ci_low, row.ci_high, row.ci_level, unit, null)
    return None


def dose_points(data: Answer | Iterable[Assessment]) -> tuple[DosePoint, ...]:
    """One point for each different dose of each trial; an upper limit ("up to 200 million") is no dose."""
    points = []
    for trial in assessments_of(data):
        stated = (d for d in trial.product.doses if d.low is not None)
        for low, high, per_kg in dict.fromkeys((*d.span, d.per_kg) for d in stated):
            if low > 0 and math.isfinite(high):
                points.append(DosePoint(trial, low, high, per_kg))
    return tuple(points)


def year_of(date: str) -> float | None:
    """A date of the registry (``2019``, ``2019-05``, ``2019-05-17``) as a year with fraction, None when it is none."""
    known = PartialDate.parse(date[:10])
    if known is None:
        return None
    first = known.earliest
    return first.year + (first.month - 1) / 12 + (first.day - 1) / 365


def short_name(trial: Assessment) -> str:
    """NCT number and, where there is one, the acronym (cut to fit beside a verdict)."""
    acronym = printable(trial.acronym)[:12]
    return f"{trial.trial_id} {acronym}".strip()


def trial_words(trial: Assessment) -> str:
    """Verdict, people and control group in a few words; says where patients pay."""
    control = comparator_name(trial)
    parts = [verdict_words(trial), people_words(trial), f"against {control}" if control else "no control group"]
    return ", ".join([*parts, "patients pay"] if trial.patients_pay else parts)


def verdict_words(trial: Assessment) -> str:
    """The verdict in a few words."""
    return verdict_word(trial.verdict.status.value, trial.status, "short_verdict")


def effect_words(effect: Effect, *, longest: int = 400) -> str:
    """A posted effect as text: kind, estimate, interval, and the unit where all fits in ``longest`` characters."""
    text = printable(effect.kind) or "effect"
    if effect.estimate is not None:
        text += f" {effect.estimate:g}"
    if effect.ci_low is not None and effect.ci_high is not None:
        level = f"{effect.ci_level:g}% " if effect.ci_level is not None else ""
        text += f" ({level}CI {effect.ci_low:g} to {effect.ci_high:g})"
    whole = f"{text} {printable(effect.unit)}".strip()
    return whole if len(whole) <= longest else text[:longest]


def _placed(effect: Effect) -> tuple[float, float | None, float | None] | None:
    """Positions of estimate and interval from -1 to 1 around the value of no effect, None when they cannot be placed."""
    values = [effect.estimate, effect.ci_low, effect.ci_high]
    if effect.ci_low is None or effect.ci_high is None:
        values[1:] = [None, None]
    moved = [None if v is None else _distance(v, effect.null) for v in values]
    point, low, high = moved
    if point is None or (values[1] is not None and (low is None or high is None)):
        return None
    reach = max(abs(v) for v in moved if v is not None) or 1.0
    return (
        point / reach,
        None if low is None else low / reach,
        None if high is None else high / reach,
    )


def _distance(value: float, null: float) -> float | None:
    """Signed distance from no effect; for ratios (``null`` 1) that of the logarithms."""
    if not math.isfinite(value):
        return None
    if null == 1.0:
        return math.log(value) if value > 0 else None
    return value - null
