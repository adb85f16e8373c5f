"""``EffectRow``: one effect of one comparison, with its two sides named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: who, and what was counted or measured where that is known."""

    group: str = ""
    events: float | None = None
    n: float | None = None
    mean: float | None = None
    sd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An effect, always cells against comparator (a difference: cells minus comparator).

    ``source`` is posted, computed or ledger; ``measure`` one of RR, RD, OR, HR, MD, SMD, other; ``direction`` which way is better
    for the outcome; ``favours`` the side of the estimate, whatever its interval, empty when it is not known.
    ``test_type`` is the posted hypothesis (superiority, non-inferiority), empty where no test was posted.
    """

    source: str
    outcome: str
    measure: str
    kind: str
    cells: Side
    comparator: Side
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    unit: str = ""
    null: float = 0.0
    direction: str = ""
    favours: str = ""
    outcome_type: str = ""
    outcome_position: int | None = None
    position: int | None = None
    time_frame: str = ""
    class_title: str = ""
    category: str = ""
    outcome_unit: str = ""
    method: str = ""
    p_value: str = ""
    test_type: str = ""
    note: str = ""
    path: str = ""


def side_of(estimate: float | None, null: float, direction: str) -> str:
    """The side an estimate favours, given which way is better for what it measures.

    >>> side_of(0.8, 1.0, "lower"), side_of(0.0, 0.0, "higher"), side_of(3.0, 0.0, "unclear")
    ('cells', 'neither', '')
    """
    if estimate is None or direction not in {"higher", "lower"}:
        return ""
    if estimate == null:
        return "neither"
    return "cells" if (estimate > null) == (direction == "higher") else "comparator"
