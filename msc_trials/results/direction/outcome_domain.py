"""What kind of thing an outcome measures: benefit, harm, drug levels or feasibility (``seeds/outcome_kinds.csv``).

Only benefit can make a trial successful. Sources: domain notes §5c, verdict conventions (vaccine immunogenicity and
diagnostic accuracy are benefit; an outcome titled "safety" that posts only scales is judged by what was measured).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.text import normalize
from msc_trials.results.direction import lexicon

OutcomeKind: TypeAlias = Literal["efficacy", "safety", "pk", "feasibility"]
ABOUT = 600
"""Letters of a description that may say what was measured."""
_HARMS = frozenset({"safety", "harm"})


@lru_cache(maxsize=4096)
def outcome_kind(measure: str, description: str = "", unit: str = "") -> OutcomeKind:
    """The kind of an outcome by its title, its unit and, where the title does not settle it, its description."""
    title, about = normalize(measure or ""), normalize(description or "")[:ABOUT]
    named = _roles(title)
    roles = named | _roles(unit)
    if "survived" in named:
        return "efficacy"
    if roles & _HARMS:
        return "efficacy" if _measures_benefit(title, about, unit) else "safety"
    if "benefit" in named:
        return "efficacy"
    if pattern("outcome.level").search(title) and pattern("outcome.as_drug").search(about):
        return "pk"
    if roles & {"pk", "pk_weak"}:
        # else a level or a curve is that of a drug
        reading = lexicon.read(pattern("outcome.analysed").sub(" ", title))
        marker = reading.sign in {"+", "-", "mixed"} or pattern("outcome.made_by_body").search(title)
        return "efficacy" if marker and not pattern("outcome.drug_peak").search(title) else "pk"
    if "safety_by_purpose" in named and _has("safety_hint", about):
        return "safety"
    if "feasibility" in named:
        return "feasibility"
    harmed = not title.strip() and any(_has(role, about) for role in _HARMS)
    return "safety" if harmed else "efficacy"


def _measures_benefit(title: str, about: str, unit: str) -> bool:
    """Titled for safety, but a named scale of pain or function is what was measured, and no harm is counted.

    Source: verdict conventions, "judged by what was measured".
    """
    if _has("harm", f"{title} {unit} {about}") or _has("safety", pattern("outcome.purpose_safety").sub(" ", title)):
        return False
    for text in (title, about[:200]):
        reading = lexicon.read(text, about)
        if reading.level == "scale" and reading.sign in {"+", "-"}:
            return "score" in unit.lower() or "scale" in unit.lower() or not unit
    return False


def _roles(text: str) -> frozenset[str]:
    """The kinds of ``seeds/outcome_kinds.csv`` that occur in a title or a unit."""
    return frozenset(kind.partition(".")[2] for kind in rules().kinds(text, "outcome_kinds"))


def _has(role: str, text: str) -> bool:
    return rules().has(text, f"outcome_kinds.{role}")
