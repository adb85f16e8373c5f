"""What a title or a description says beside the thing that decides: endpoints, quantities and instruments that run apart, or the value itself.

Source: readers of registered outcomes go by what is said to be measured.
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import Sign, flipped
from msc_trials.results.direction.named_things import BRIEF, FIRST, SignReading, found_from, limit_in, ruled
from msc_trials.results.direction.outcome_text import OutcomeText, frame_of, says

_SEVERAL = 3
"""So many parts with a direction are a list, one more where the title counts: responders may be defined by three."""


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
    few = _SEVERAL + (says("counts", outcome.title) is not None)
    return _apart(outcome) if len(signs) >= few and len(set(signs)) > 1 else None


def beside_time(title: str, timed: SignReading) -> SignReading:
    """A title that names an event and the time to it ("engraftment and time to engraftment") has parts that run apart.

    So has one that counts the event whose time follows ("need and time to dialysis").
    """
    before = says("and_time", title)
    beside = lexicon.read(title[: before.start()]) if before else None
    apart = beside is not None and beside.level == "event" and beside.sign == flipped(timed.sign)
    if not apart and (timed.sign == "0" or not says("counted_and_timed", title)):
        return timed
    return ruled("named/mixed", title[:80], code="event", family=timed.family)


def told_otherwise(found: SignReading, outcome: OutcomeText) -> SignReading | None:
    """What a description says was measured where a word of the title or one of several quantities has decided."""
    told = outcome.description
    if outcome.unit or outcome.stated or not told or found.family == "safety" or found.sign not in {"+", "-"}:
        return None
    if found.code == "measure" and found.quote not in outcome.title and _of_several(told, outcome):
        return _apart(outcome)
    return _value(found, told, outcome) if len(told) <= BRIEF and not says("counts", outcome.title) else None


def _value(found: SignReading, told: str, outcome: OutcomeText) -> SignReading | None:
    """The scale or quantity with which a brief description begins, under a word or an event that runs the other way.

    "Hypoxia": "oxygen saturation". A limit or the size of what heals says when an event has come, and is not the value.
    """
    reading = lexicon.read(told, outcome.title)
    begins = reading.level in {"scale", "measure"} and not reading.start and reading.sign == flipped(found.sign)
    if found.code not in {"word", "event"} or not begins:
        return None
    defines = limit_in(told) or (found.sign == "+" and reading.level == "measure")
    if (found.code == "event" and defines) or len(lexicon.unexplained(outcome.core, outcome.context)) > 1:
        return None
    return found_from(reading)._replace(sure=False)


def _of_several(told: str, outcome: OutcomeText) -> bool:
    """Whether a description lists several quantities of which some are better when larger and some when smaller."""
    end = says("sentence_end", told[:FIRST])
    first = told[: end.start() if end else FIRST]
    hits = [hit for hit in lexicon.hits(first, outcome.title) if hit.row.level == "measure" and hit.sign in {"+", "-"}]
    signs = [hit.sign for hit in hits if first[hit.start : hit.end].lower() not in outcome.title.lower()]
    return len(signs) >= _SEVERAL and len(set(signs)) > 1 and not says("defines_lines", first)


def _apart(outcome: OutcomeText) -> SignReading:
    return ruled("named/mixed", outcome.description[:80], outcome.title[:40], code="several_parts")
