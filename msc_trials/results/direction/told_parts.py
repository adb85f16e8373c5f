"""What a title and the description beside it say together: members of a class, parts of an examination, lists of endpoints."""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import LexiconReading, Sign, flipped
from msc_trials.results.direction.named_things import BRIEF, FIRST, SignReading, found_from, ruled, titled
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

_LISTED: dict[str, set[str]] = {
    "measure": {"measure", "event"},
    "depends": {"measure"},
    "no_rule": {"measure", "scale", "event"},
    "word": {"measure", "scale", "event"},
}
"""What a list in a description may hold, by the rule behind the title."""
_ENDPOINTS = 3
"""So many parts of a description with a direction are a list of endpoints, one more where the title counts."""


def thing_of(frame: Frame, outcome: OutcomeText) -> SignReading:
    """What the lexicon says of the thing that is measured, from the title and, where it is vague, the description.

    Of a class ("inflammatory markers") whose members the description lists, these are what was measured.
    """
    found = titled(frame, outcome)
    of_class = found.code in {"measure", "depends"} and says("class_named", found.quote)
    panel = found.code in {"measure", "depends", "no_rule", "word"} and says("panel_named", outcome.title)
    if frame.kind == "plain" and (of_class or panel):
        listed = lexicon.read(outcome.description[:FIRST], frame.thing)
        if listed.level in _LISTED[found.code] and listed.sign == "mixed" and _may_list(found, outcome):
            return found_from(listed)
    if of_class and frame.kind == "plain" and (member := _only_member(outcome)):
        return found_from(member)
    return found


def _may_list(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a list in the description is what was measured: not for safety; under general words in a brief one only."""
    if says("purpose_safety", outcome.title):
        return False
    if found.code == "word":
        return len(outcome.description) <= BRIEF and says("general", found.quote) is not None
    return True


def _only_member(outcome: OutcomeText) -> LexiconReading | None:
    """The one measure of a class that a brief description names and nothing beside it ("cardiac function": "NT-proBNP")."""
    if len(outcome.description) > BRIEF or lexicon.unexplained(outcome.description, outcome.title):
        return None
    reading = lexicon.read(outcome.description, outcome.title)
    return reading if reading.level in {"measure", "scale"} and reading.sign in {"+", "-"} else None


def of_endpoints(outcome: OutcomeText) -> SignReading | None:
    """Several endpoints that a description lists under a title of efficacy and that run apart ("Change in A", "Time to B")."""
    if not says("effect_named", outcome.title) or len(lexicon.unexplained(outcome.core, outcome.context)) > 1:
        return None
    signs: list[Sign] = []
    for part in pattern("outcome.next_endpoint").split(outcome.description):
        reading = lexicon.read(part, outcome.title)
        if reading.level in {"event", "scale", "measure"} and reading.sign in {"+", "-"}:
            timed = frame_of(part).kind == "time_to" and reading.family != "surv"
            signs.append(flipped(reading.sign) if timed else reading.sign)
    few = _ENDPOINTS + (says("counts", outcome.title) is not None)  # responders may be defined by three
    apart = len(signs) >= few and len(set(signs)) > 1
    return ruled("named/mixed", outcome.description[:80], outcome.title[:40], code="several_parts") if apart else None
