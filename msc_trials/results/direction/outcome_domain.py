"""What kind of thing an outcome measures: benefit, harm, drug levels, feasibility or a surrogate.

Only benefit can make a trial successful. Word lists: ``seeds/outcome_kinds.csv``. Sources: domain notes §5c, verdict
conventions (vaccine immunogenicity and diagnostic accuracy count as benefit; an outcome titled "safety" that posts
only pain or function scales is judged by what was measured).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from msc_trials.knowledge import seeds
from msc_trials.matching.wordindex import WordIndex
from msc_trials.results.direction import lexicon
from msc_trials.results.words import clean

OutcomeKind: TypeAlias = Literal["efficacy", "safety", "pk", "feasibility", "surrogate"]
_HARMS = frozenset({"safety", "harm"})


@lru_cache(maxsize=8192)
def outcome_kind(measure: str, description: str = "", unit: str = "") -> OutcomeKind:
    """The kind of an outcome by its title, its unit and, where the title does not settle it, its description."""
    title, about = clean(measure or ""), clean(description or "")[:600]
    named = _roles(title)
    told = named | _roles(unit)
    if told & _HARMS:
        return "efficacy" if _measures_benefit(title, about, unit) else "safety"
    if "benefit" in named:
        return "efficacy"
    if told & {"pk", "pk_weak"}:
        return "pk" if _nothing_better(title) else "efficacy"
    if "safety_by_purpose" in named and _has("safety_hint", about):
        return "safety"
    if "feasibility" in named:
        return "feasibility"
    if not title.strip() and any(_has(role, about) for role in _HARMS):
        return "safety"
    return "surrogate" if "surrogate" in told and not _clinical(title) else "efficacy"


def is_safety_outcome(measure: str, description: str = "", unit: str = "") -> bool:
    """Whether the outcome counts harms or checks for them."""
    return outcome_kind(measure, description, unit) == "safety"


def _measures_benefit(title: str, about: str, unit: str) -> bool:
    """Titled for safety, but a named scale of pain or function is what was measured, and no harm is counted.

    Source: verdict conventions, "judged by what was measured".
    """
    if _has("harm", f"{title} {unit} {about}") or _has("safety", _purpose().sub(" ", title)):
        return False
    for text in (title, about[:200]):
        reading = lexicon.read(text, about)
        if reading.level == "scale" and reading.sign in {"+", "-"}:
            return "score" in unit.lower() or "scale" in unit.lower() or not unit
    return False


def _nothing_better(title: str) -> bool:
    """Whether the title names no marker of disease, so that a level or a curve is that of a drug."""
    return lexicon.read(title).sign not in {"+", "-", "mixed"}


def _clinical(title: str) -> bool:
    reading = lexicon.read(title)
    return reading.level in {"event", "scale"} and reading.sign in {"+", "-"}


@lru_cache(maxsize=8192)
def _roles(text: str) -> frozenset[str]:
    """The roles of ``seeds/outcome_kinds.csv`` that occur in ``text`` (a title or a unit: many outcomes share them)."""
    roles, index = _index()
    return frozenset(roles[number] for number in index.numbers(text))


def _has(role: str, text: str) -> bool:
    """Whether one role occurs in ``text``."""
    roles, index = _index()
    return any(index.holds(text, number) for number, name in enumerate(roles) if name == role)


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(r"\bsafety\b|\btolerab\w*", re.IGNORECASE)


@cache
def _index() -> tuple[tuple[str, ...], WordIndex]:
    rows = seeds.table("outcome_kinds")
    return tuple(row["kind"] for row in rows), WordIndex([row["regex"] for row in rows])
