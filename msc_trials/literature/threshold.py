"""A level that a single-arm trial stated beforehand, and whether its result reached it.

The words decide ("exceeded the performance goal", "two short of the number needed"); printed rates are compared with nothing.
Source: Simon 1989 (two-stage designs); reading conventions 8.6.
"""

from __future__ import annotations

import re

from msc_trials.literature.claim import ClaimName, Favours
from msc_trials.literature.findings import Abstract, Decision
from msc_trials.literature.phrases import has, pattern
from msc_trials.results.direction import lexicon

_PASSIVE = re.compile(r"\b(?:was|were|is|be|been)\b")
_CUT = re.compile(r"[;,]")
_NEAR = 60
"""How many letters a verb stands before or behind the level that it speaks of."""


def by_threshold(abstract: Abstract) -> Decision | None:
    """Whether a stated level was reached; None where the text does not say so."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        if has("of_earlier_study", sentence.plain):
            continue
        reached = says_reached(sentence.plain)
        if reached is not None:
            claim: ClaimName = "met_uncontrolled" if reached else "not_met"
            favours: Favours = "tested" if reached else "neither"
            return Decision(claim, "uncontrolled.threshold", sentence.text, favours, "medium")
    return None


def says_reached(text: str) -> bool | None:
    """Whether a plain sentence says that the stated level was reached; None where it says nothing of it."""
    if has("level_missed", text):
        return False
    for level in pattern("level_named").finditer(text):
        before = _CUT.split(text[max(0, level.start() - _NEAR) : level.start()])[-1]
        after = _CUT.split(text[level.end() : level.end() + _NEAR])[0]
        if has("short_of_level", before):
            return False
        if has("reaches_level", before) or (_PASSIVE.search(after) and has("reaches_level", after)):
            return not has("denied", f"{before} {after}".replace("rejected", ""))
        if has("below_level", before):
            about = text[: level.start()]
            return has("lower_is_better", about) or has("safety", about) or lexicon.read(about).sign == "-"
    return None
