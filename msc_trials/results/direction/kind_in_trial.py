"""What an outcome is for in its trial: the same heart rate is a benefit in tachycardia and a check beside adverse
events. Here titles, conditions and the other primary outcomes are asked. Source: verdict conventions
(``safety_only``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Group, PostedOutcome
from msc_trials.results.arms.arm_text import tokens
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.outcome_direction import OutcomeDirection
from msc_trials.results.direction.outcome_domain import OutcomeKind, outcome_kind
from msc_trials.results.words import found, join

_COUNTED = frozenset({"count_event", "count_measure", "in_doubt", "event"})
"""Readings of what a safety study counts: events, and words that hardly say what was measured."""


class Asked(NamedTuple):
    """One primary outcome as these rules see it, with the kind that its words give.

    ``at_start``: it was measured before treatment and at no other time.
    """

    title: str
    unit: str
    kind: OutcomeKind
    at_start: bool = False

    @classmethod
    def of(cls, outcome: PostedOutcome) -> Asked:
        """The outcome as it was posted."""
        title, unit = outcome.title or "", outcome.unit_of_measure or ""
        at_start = bool(found("baseline_frame", outcome.time_frame or "")) and not found("change", title)
        return cls(title, unit, outcome_kind(title, outcome.description or "", unit), at_start)


class Setting:
    """Titles and conditions of a trial, and all its primary outcomes with the kind that their words give.

    ``told`` are its summary and the texts of its analyses, ``groups`` the posted groups of each primary outcome.
    """

    def __init__(
        self,
        titles: tuple[str, ...],
        conditions: tuple[str, ...] = (),
        outcomes: tuple[Asked, ...] = (),
        told: tuple[str, ...] = (),
        groups: tuple[tuple[Group, ...], ...] = (),
    ) -> None:
        self.titles = tuple(normalize(t) for t in titles)
        self.about = join(*titles, *conditions)
        self.conditions = join(*conditions)
        self.outcomes = outcomes
        self.told = join(*told)
        self.groups = groups

    @cached_property
    def safety_alone(self) -> bool:
        """Whether a title names safety as the purpose and none names efficacy."""
        return self._named and not any(pattern("outcome.effect_named").search(t) for t in self.titles)

    @cached_property
    def _named(self) -> bool:
        """Whether a title names safety and not efficacy."""
        safe = (t for t in self.titles if pattern("outcome.purpose_safety").search(t))
        return any(not pattern("outcome.effect_named").search(t) for t in safe)

    @cached_property
    def only_checks(self) -> bool:
        """Whether a title names safety and whatever is no safety by its words is a vital sign or the growth of a child."""
        rest = [o for o in self.outcomes if o.kind == "efficacy"]
        return self._named and all(found("vital_sign", o.title) or found("body_size", o.title) for o in rest)

    @cached_property
    def evaluates_safety(self) -> bool:
        """Whether the record says that safety is what it evaluates, and nowhere an effect."""
        effect = pattern("outcome.effect_named")
        told = found("safety_evaluated", self.told) and not effect.search(self.told)
        return bool(told) and not effect.search(self.about)

    @cached_property
    def changes_signs(self) -> bool:
        """Whether a title asks what a drug for a disease apart from heart and vessels does to the vital signs."""
        apart = found("pressure_watched", self.conditions) and not found("vitals_treated", self.conditions)
        return bool(apart) and any(found("signs_changed", t) for t in self.titles)

    def has(self, *kinds: str) -> bool:
        """Whether a primary outcome is of one of these kinds."""
        return any(o.kind in kinds for o in self.outcomes)


def kind_in_trial(asked: Asked, direction: Callable[[], OutcomeDirection], setting: Setting) -> OutcomeKind:
    """The kind of an outcome when the rest of the record is known; ``direction`` is only read where it matters."""
    if asked.kind == "safety":
        return "efficacy" if _treated(asked, setting) else "safety"
    if asked.kind != "efficacy":
        return asked.kind
    if _watched(asked, setting, direction) or _harm_of_safety_study(asked, setting, direction):
        return "safety"
    if _told_safety(asked, setting):
        return "safety"
    if found("growth", asked.title) and found("growth_watched", setting.about):
        return "safety"
    if found("exposure", asked.title) and any(found("exposure_compared", t) for t in setting.titles):
        return "pk"
    return "pk" if setting.has("pk") and _beside_levels(asked, direction) else asked.kind


def _open(direction: Callable[[], OutcomeDirection]) -> bool:
    """Whether neither way of an outcome is known to be better."""
    return direction().direction in {"neutral", "unclear"}


def _treated(asked: Asked, setting: Setting) -> bool:
    """Whether the trial is there to treat or to prevent the harm that the outcome counts; events of the heart are in heart disease."""
    if found("heart_events", asked.title) and found("heart_disease", setting.conditions) and not setting.safety_alone:
        return True
    return bool(found("treatable_harm", asked.title)) and any(found("harm_treated", t) for t in setting.titles)


def _watched(asked: Asked, setting: Setting, direction: Callable[[], OutcomeDirection]) -> bool:
    """A vital sign, or the growth of a child, that nobody treats: it is watched for safety, where neither way of it is
    better and safety or drug levels are measured beside it, or where nothing but such checks is posted in a trial of
    safety."""
    vital = found("vital_sign", asked.title)
    if vital and setting.changes_signs:
        return True
    if found("vitals_treated", setting.about) and not found("healthy", setting.conditions):
        return False
    if found("heart_tracing", asked.title) and setting.has("safety"):
        return True
    if vital and (setting.has("safety", "pk") or setting.safety_alone) and _open(direction):
        return True
    return setting.only_checks and bool(vital or found("body_size", asked.title))


def _harm_of_safety_study(asked: Asked, setting: Setting, direction: Callable[[], OutcomeDirection]) -> bool:
    """An event that a trial whose brief title says safety study counts, if it is no event of the disease under treatment."""
    if not setting.safety_alone or not found("safety_study", setting.titles[0]):
        return False
    code, good = direction().reason.code, direction().direction == "higher"
    if code not in _COUNTED or (good and code != "count_measure"):
        return False
    return not any(len(word) > 3 for word in tokens(asked.title) & tokens(setting.conditions))


def _told_safety(asked: Asked, setting: Setting) -> bool:
    """A record that says that safety is its primary objective, unless pain or a scale was measured; or, for complications,
    that safety is what it evaluates, and nowhere an effect."""
    if found("safety_told", setting.told):
        named = lexicon.read(asked.title)
        return named.level not in {"instrument", "scale"} and named.family != "pain"
    return setting.evaluates_safety and lexicon.read(asked.title).family == "safety"


def _beside_levels(asked: Asked, direction: Callable[[], OutcomeDirection]) -> bool:
    """A level in blood or urine, or an effect named as pharmacodynamic, measured beside levels of the drug."""
    if found("pharmacodynamic", asked.title):
        return True
    level = found("in_fluid", asked.title) and pattern("outcome.concentration").search(asked.unit)
    return bool(level) and _open(direction)
