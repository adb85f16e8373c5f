"""Titles that name a bad state and descriptions that measure what there is too little of.

"Hypoxia" is told by the saturation with oxygen, "hearing loss" by the words understood, "joint stiffness" by the range of
motion: the state is better when less, the number when more. Source: readers of registered outcomes go by what is said to be measured.
"""

from __future__ import annotations

from msc_trials.results.direction import lexicon
from msc_trials.results.direction.named_things import BRIEF, SignReading, found_from, limit_in, ruled
from msc_trials.results.direction.outcome_text import OutcomeText, frame_of, says

_FEW = 2
"""Fewer than so many words that no row names stand before the quantity."""
_STATES = frozenset({"event", "scale", "measure", "word", "no_rule"})
_COUNTED = ("share", "counts", "changed", "purpose_safety")
"""Patterns of titles that count, tell of a change or ask for safety."""


def told_by_quantity(found: SignReading, outcome: OutcomeText) -> SignReading | None:
    """The quantity by which a brief description tells a bad state of the title, better when larger; None where it does not.

    >>> text = OutcomeText.of("Hypoxia", "Oxygen saturation", "", "")
    >>> told_by_quantity(ruled("named/-", "Hypoxia", code="event"), text).sign
    '+'
    """
    told = outcome.description
    if found.code not in _STATES or found.sign not in {"-", ""} or len(told) > BRIEF:
        return None
    if not says("bad_state", outcome.title) or any(says(name, outcome.title) for name in _COUNTED):
        return None
    if frame_of(told).kind != "plain" or limit_in(told) or says("fall_told", told):
        return None
    if len(lexicon.unexplained(outcome.core, outcome.context)) > 1:
        return None
    if says("lack", outcome.title) and (level := says("level_told", told)):
        return ruled("lack_as_level", level.group())
    reading = lexicon.read(told, outcome.title)
    before = sum(other < reading.start for other in lexicon.unexplained(told, outcome.title))
    if reading.level not in {"measure", "scale"} or reading.sign != "+" or before >= _FEW:
        return None
    return found_from(reading)._replace(sure=False)
