"""What kind of thing an outcome measures: benefit, harm, drug levels, feasibility or a surrogate.

Only benefit can make a trial successful. Word lists: ``seeds/outcome_kinds.csv``. Sources: domain notes §5c, verdict
conventions (vaccine immunogenicity and diagnostic accuracy count as benefit; an outcome titled "safety" that posts
only pain or function scales is judged by what was measured).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from msc_trials import seeds
from msc_trials.results import lexicon
from msc_trials.text import normalize

OutcomeKind: TypeAlias = Literal["efficacy", "safety", "pk", "feasibility", "surrogate"]


@lru_cache(maxsize=8192)
def outcome_kind(measure: str, description: str = "", unit: str = "") -> OutcomeKind:
    """The kind of an outcome by its title, its unit and, where the title does not settle it, its description."""
    title, about = normalize(measure or ""), normalize(description or "")[:600]
    told = f"{title}\n{unit}"
    if _found("safety", told):
        return "efficacy" if _measures_benefit(title, about, unit) else "safety"
    if _found("benefit", title):
        return "efficacy"
    if _found("pk", told) or (_found("pk_weak", told) and _nothing_better(title)):
        return "pk" if _nothing_better(title) else "efficacy"
    if _found("safety_by_purpose", title) and _found("safety_hint", about):
        return "safety"
    if _found("feasibility", title):
        return "feasibility"
    if not title.strip() and _found("safety", about):
        return "safety"
    return "surrogate" if _found("surrogate", told) and not _clinical(title) else "efficacy"


def is_safety_outcome(measure: str, description: str = "", unit: str = "") -> bool:
    """Whether the outcome counts harms or checks for them."""
    return outcome_kind(measure, description, unit) == "safety"


def _measures_benefit(title: str, about: str, unit: str) -> bool:
    """Titled for safety, but a named scale of pain or function is what was measured, and no harm is counted.

    Source: verdict conventions, "judged by what was measured".
    """
    if _found("harm", f"{title} {unit} {about}") or _found("safety", _purpose().sub(" ", title)):
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


def _found(kind: str, text: str) -> bool:
    pattern = _patterns()[kind]
    return pattern.search(text) is not None


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(r"\bsafety\b|\btolerab\w*", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Patterns by role; ``harm`` is the first safety row: events counted as harm."""
    rows: dict[str, list[str]] = {}
    for row in seeds.table("outcome_kinds"):
        rows.setdefault(row["kind"], []).append(row["regex"])
    rows["harm"] = rows["safety"][:1]
    return {
        kind: re.compile("|".join(f"(?:{r})" for r in found), re.IGNORECASE | re.MULTILINE)
        for kind, found in rows.items()
    }
