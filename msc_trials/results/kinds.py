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
from msc_trials.text import normalize

OutcomeKind: TypeAlias = Literal["efficacy", "safety", "pk", "feasibility", "surrogate"]


@lru_cache(maxsize=8192)
def outcome_kind(measure: str, description: str = "", unit: str = "") -> OutcomeKind:
    """The kind of an outcome by its title, its unit and, where the title does not say, its description."""
    title = normalize(f"{measure} | {unit}")
    for kind in ("efficacy", "pk", "safety", "feasibility", "surrogate"):
        if _found(kind, title):
            return kind
    return "efficacy"


def is_safety_outcome(measure: str, description: str = "", unit: str = "") -> bool:
    """Whether the outcome counts harms or checks for them."""
    return outcome_kind(measure, description, unit) == "safety"


def _found(kind: str, text: str) -> bool:
    pattern = _patterns().get(kind)
    return pattern is not None and pattern.search(text) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows: dict[str, list[str]] = {}
    for row in seeds.table("outcome_kinds"):
        rows.setdefault(row["kind"], []).append(row["regex"])
    return {kind: re.compile("|".join(f"(?:{r})" for r in found), re.IGNORECASE) for kind, found in rows.items()}
