"""Rules for titles that speak of a change: a reduction, an improvement, a value written as baseline minus later.

Source: domain notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import Sign, flipped
from msc_trials.results.direction.named_things import BRIEF, SignReading, limit_in, passing, ruled, told_itself
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

_SOON = 12
"""The scale whose change a description tells of stands within so many letters."""
_BEGINNING = 160
"""Letters of a description in which the scale of a change is named."""


def _subtracted(outcome: OutcomeText) -> int:
    """+1 for a change written as later minus baseline, -1 for baseline minus later, 0 where the record does not say."""
    later, earlier = (says(n, outcome.description) is not None for n in ("from_baseline", "baseline_less"))
    if later == earlier and (times := says("times_subtracted", outcome.description)):
        return 1 if int(times["one"]) > int(times["other"]) else -1
    return int(later) - int(earlier)


def as_subtracted(reading: SignReading, outcome: OutcomeText) -> SignReading:
    """A change that the record writes as baseline minus later turns the sign of the thing (NCT00241839)."""
    stated = outcome.stated
    if reading.code not in {"stated", "scale", "measure", "word"} or reading.sign not in {"+", "-"}:
        return reading
    if not says("change", outcome.title) or _subtracted(outcome) >= 0 or (stated and stated.of_change):
        return reading
    return ruled("subtraction", reading.quote, sign=flipped(reading.sign), family=reading.family)


def of_change(frame: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """A title that speaks of a reduction or an improvement of a thing.

    A reduction turns the sign, unless the record states how the scale itself runs and nothing says that the reduction
    is what is posted. An improvement of something better when larger is larger; of something better when smaller it
    depends on how it was subtracted, so only a firm unit decides.
    """
    stated = outcome.stated
    if frame.kind == "improvement" and stated and says("defines_improvement", stated.quote):
        stated = None  # "improvement, defined as a decrease of X", says nothing of the improvement itself
    scale = stated.sign if stated else thing.sign
    if (
        scale in {"+", "-"}
        and thing.code in {"scale", "measure", "word", "no_rule"}
        and (order := _subtracted(outcome))
    ):
        sign = scale if order > 0 else flipped(scale)
        sure = stated is not None and not stated.weak
        return ruled("subtraction/stated", thing.quote, sign=sign, sure=sure, family=thing.family)
    if thing.code == "several_parts" and not frame.firm:
        return thing  # "MELD, quality of life, histological improvement"
    named = frame.kind == "improvement" and says("by_score", outcome.title)
    if not frame.firm and not stated and not named and read_on(outcome, scale, frame.kind == "improvement"):
        return on_scale(outcome.description[:80] or thing.quote, thing, outcome)
    if frame.kind == "improvement":
        if not outcome.unit and _counts_better(thing, outcome):
            return ruled("improvement/people", outcome.description[:80])
        if says("improved_share", outcome.title):
            return ruled("improvement/share", outcome.title[:80])
        if stated and not frame.firm and says("change_on_scale", outcome.description):
            return ruled(f"stated/{stated.sign}", stated.quote, sure=False)
        instrument = stated or (thing.code in {"scale", "measure"} and not says("sign_of_disease", thing.quote))
        instrument = instrument and not says("controlled", frame.thing)
        if scale == "-" and not frame.firm and instrument:
            if says("by_score", outcome.title) and not says("amount", outcome.unit):
                return ruled("scale_named", stated.quote if stated else thing.quote, family=thing.family)
            if told_itself(outcome, "-") and not lexicon.unexplained(outcome.description):
                return on_scale(outcome.description, thing, outcome)  # "with the DASH"
            told = thing.code == "measure" and thing.quote not in outcome.title and not stated
            if not told:  # "improvement of the images": what is seen on them is told further on
                return ruled("improvement_of_lower", thing.quote, family="falls")
        return ruled("improvement", outcome.title[:80], sure=frame.firm)
    if thing.code == "event" and thing.sign == "+" and not frame.firm:
        return thing._replace(sure=False)  # "response: a decrease of one grade" defines the good event
    if scale not in {"+", "-"}:
        return ruled("reduction_of_unknown", frame.thing[:80])
    if stated and not frame.firm:
        if thing.sign == flipped(stated.sign):
            return ruled(f"stated/{stated.sign}", stated.quote, sure=False)  # less of the bad thing, more points
        return ruled("reduction_or_scale", stated.quote, family="falls" if scale == "-" else "")
    if not frame.firm and told_itself(outcome, scale):
        return ruled("told_itself", outcome.description[:80], sign=scale, family=thing.family)
    what = thing.quote or "the thing named"
    return ruled(f"reduction/{flipped(scale)}", frame.thing[:80], what, sure=frame.firm, family=thing.family)


def _counts_better(thing: SignReading, outcome: OutcomeText) -> bool:
    """Whether the description of an improvement counts those who got better, who have less on a scale than before, or who
    have passed a limit of it.
    """
    limit = limit_in(outcome.description)
    passed = bool(limit) and passing(limit, thing.sign) == "+"
    if len(outcome.description) <= BRIEF and (passed or says("goal_described", outcome.told)):
        return True
    if says("improved_people", outcome.description[:_BEGINNING]):
        return True
    return frame_of(outcome.told).kind == "count" and says("reduction", outcome.told) is not None


def on_scale(quote: str, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """A change of a thing that a scale reads, on which smaller is better: the scale is meant; what is posted may be the change."""
    return ruled("change_on_scale", quote, sign="" if outcome.unit else "-", family=thing.family)


def read_on(outcome: OutcomeText, sign: Sign, improved: bool = False) -> bool:
    """Whether title or description say on which scale the thing is read, and no word that the change is what is posted.

    ``sign`` is that of the thing: on a scale of the same thing a smaller value may be the better one. A scale that nobody
    lists may run either way. Where an improvement is named (``improved``), a named instrument on which smaller is better
    leaves it open whatever the thing is.
    """
    if says("change_on_scale", outcome.description):
        beginning = lexicon.read(outcome.description[:_BEGINNING])
        if not sign or (sign == "-" and (beginning.level, beginning.sign) == ("scale", "-")):
            return True
    told = outcome.description[:200]
    for words, text in (("by_measuring", outcome.core), ("measured_by", told), ("begins_change", told)):
        measured = says(words, text)
        reading = lexicon.read(text[measured.end() :]) if measured else None
        points = reading is not None and (words != "begins_change" or says("points", reading.quote))
        levels = {"scale", "measure"} if points else {"scale"}
        if reading is None or reading.level not in levels or reading.sign != "-":
            continue
        if words == "begins_change" and reading.start > _SOON:
            continue
        if sign == "-" or (improved and reading.level == "scale"):
            return True
    return False
