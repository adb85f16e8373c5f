"""What a title or a description says beside the thing that decides: endpoints, quantities and instruments that run apart, or the value itself.

Source: readers of registered outcomes go by what is said to be measured.
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import LexiconReading, Sign, flipped
from msc_trials.results.direction.named_things import BRIEF, FIRST, SignReading, found_from, limit_in, ruled
from msc_trials.results.direction.outcome_text import OutcomeText, frame_of, says

_TITLED = frozenset({"word", "event", "measure", "scale", "improvement"})
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
    if outcome.unit or outcome.stated or not told or found.family == "safety":
        return None
    brief = len(told) <= BRIEF and not says("share", outcome.title)
    if brief and found.sign in {"-", ""} and (level := _lacking(told, outcome)):
        return level
    if found.sign not in {"+", "-"}:
        return None
    if found.code == "measure" and found.quote not in outcome.title and _of_several(told, outcome):
        return _apart(outcome)
    few = len(lexicon.unexplained(outcome.core, outcome.context)) <= 1
    return _value(found, lexicon.read(told, outcome.title), outcome) if brief and few else None


def _lacking(told: str, outcome: OutcomeText) -> SignReading | None:
    """The quantity of which there is too little by the title ("Hypotension": "mean arterial pressure"): more is better."""
    level = says("level_told", told) if says("lack", outcome.title) else None
    plain = level and frame_of(told).kind == "plain" and not limit_in(told) and not says("fall_told", told)
    return ruled("lack_as_level", level.group()) if level and plain else None


def _value(found: SignReading, reading: LexiconReading, outcome: OutcomeText) -> SignReading | None:
    """The thing with which a brief description begins, under a title of few words that runs the other way.

    "Joint stiffness": "range of motion", "Fracture": "union at month 9". The size of what heals and the time on a treatment
    may say when a good event has come, and a bad state read on a scale may be meant itself: they leave the sign in doubt.
    """
    told = outcome.description
    general = found.code == "improvement" or (found.code != "event" and says("general", found.quote))
    named = lexicon.read(told, outcome.title, skip="event").level
    listed = reading.sign == "mixed" and (reading.level != "event" or (found.code == "word" and named != "scale"))
    if found.code in _TITLED and general and listed and not says("defines_lines", told):
        return _apart(outcome)
    if found.code not in _TITLED - {"improvement"} or not _begins_otherwise(found, reading, told):
        return None
    if limit_in(outcome.title) or (found.code == "event" and says("rate_named", outcome.title)):
        return None  # "complete closure" counts those whose wounds have closed
    if (found.code == "event" and limit_in(told)) or (found.code == "scale" and not says("bad_state", outcome.title)):
        return None
    defined = reading.level != "scale" or says("counts", outcome.title)
    healed = found.code == "event" and found.sign == "+" and defined
    happened = reading.level == "event" and (found.code == "measure" or says("changed", outcome.title))
    if happened and found.sign == "+":
        return None
    if healed or happened or found.code == "scale":
        return ruled("in_doubt", found.quote, found.text, family=found.family)
    return found_from(reading)._replace(sure=False)


def _begins_otherwise(found: SignReading, reading: LexiconReading, told: str) -> bool:
    """Whether a description begins with a thing of the other sign, or with "evaluated by" or the share of it."""
    lead = told[: reading.start]
    by = says("measured_by", lead)
    measured = by is not None and by.end() == len(lead) and reading.level != "event"
    leads = not lead or measured or lead.lower() in {"percentage ", "percentage of "}
    if reading.level == "event" and found.code == "measure" and found.quote in told:
        return False  # "FSH": "normal FSH"
    return leads and reading.level not in {"", "word"} and reading.sign == flipped(found.sign)


def _of_several(told: str, outcome: OutcomeText) -> bool:
    """Whether a description lists several quantities of which some are better when larger and some when smaller."""
    end = says("sentence_end", told[:FIRST])
    first = told[: end.start() if end else FIRST]
    hits = [hit for hit in lexicon.hits(first, outcome.title) if hit.row.level == "measure" and hit.sign in {"+", "-"}]
    signs = [hit.sign for hit in hits if first[hit.start : hit.end].lower() not in outcome.title.lower()]
    return len(signs) >= _SEVERAL and len(set(signs)) > 1 and not says("defines_lines", first)


def _apart(outcome: OutcomeText) -> SignReading:
    return ruled("named/mixed", outcome.description[:80], outcome.title[:40], code="several_parts")
