"""Which way is better for an outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from msc_trials import seeds
from msc_trials.findings import Direction, Reason
from msc_trials.results.kinds import is_safety_outcome
from msc_trials.text import normalize


@dataclass(frozen=True, slots=True)
class OutcomeDirection:
    """Which way is better, and why.

    ``direction`` is about the value that is posted (a larger value is better, worse, neither, of several parts, or not
    known). ``reason`` carries the rule, a sentence and the words of the record it rests on. ``sure`` is False where
    the rule leans on general words or on the description only. ``is_safety``: the outcome counts harms. ``family`` is
    the group of the lexicon row, or the name of the rule where no row was needed.
    """

    direction: Direction
    reason: Reason
    sure: bool
    is_safety: bool
    family: str = ""


@lru_cache(maxsize=8192)
def outcome_direction(measure: str, description: str = "", unit: str = "", time_frame: str = "") -> OutcomeDirection:
    """Decide which way is better for an outcome from its registered or posted words."""
    safety = is_safety_outcome(measure, description, unit)
    title = normalize(measure)
    for pattern, row in _rows():
        match = pattern.search(title)
        if match and row["direction"] in "+-":
            direction: Direction = "higher" if row["direction"] == "+" else "lower"
            reason = Reason("lexicon", f"{row['label']}: {direction} values are better.", quote=match.group())
            return OutcomeDirection(direction, reason, True, safety, row["family"])
    return OutcomeDirection("unclear", Reason("no_rule", "Nothing says which way is better."), False, safety)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["regex"], re.IGNORECASE), row) for row in seeds.table("outcomes"))
