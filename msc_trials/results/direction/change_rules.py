"""What a change of a thing means: a reduction, an improvement, or a difference whose subtraction the record writes out.

Source: domain notes §5a (modifiers).
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import flipped
from msc_trials.results.direction.named_things import BRIEF, SHORT, SignReading, limit_in, passing, ruled
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

_SOON = 60
"""The scale of a change stands within so many letters behind the words that announce it."""
_TOLD = 200
"""Letters of a description in which the scale of a change is named."""


def as_subtracted(reading: SignReading, outcome: OutcomeText) -> SignReading:
    """A change that the record writes as baseline minus later turns the sign of the thing (NCT00241839)."""
    stated = outcome.stated
    if reading.code not in {"stated", "scale", "measure", "word"} or reading.sign not in {"+", "-"}:
        return reading
    if not says("change", outcome.title) or _subtracted(outcome) >= 0 or (stated and stated.of_change):
        return reading
    return ruled("subtraction", reading.quote, sign=flipped(reading.sign), family=reading.family)


def _subtracted(outcome: OutcomeText) -> int:
    """+1 for a change written as later minus baseline, -1 for baseline minus later, 0 where the record does not say."""
    later, earlier = (says(name, outcome.description) is not None for name in ("from_baseline", "baseline_less"))
    if not earlier and says("less_baseline", outcome.title):
        return 1  # a description that says how it was subtracted beats the title
    if later == earlier and (times := says("times_subtracted", outcome.description)):
        return 1 if int(times["one"]) > int(times["other"]) else -1
    return int(later) - int(earlier)


def of_change(frame: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """A title that speaks of a reduction or an improvement of a thing."""
    stated = outcome.stated
    scale = stated.sign if stated else thing.sign
    order = _subtracted(outcome) if thing.code in {"scale", "measure", "word", "no_rule"} else 0
    if scale in {"+", "-"} and order:
        sign = scale if order > 0 else flipped(scale)
        sure = stated is not None and not stated.weak
        return ruled("subtraction/stated", thing.quote, sign=sign, sure=sure, family=thing.family)
    if thing.code == "several_parts" and not frame.firm:
        return thing  # "MELD, quality of life, histological improvement"
    return (
        _of_improvement(frame, thing, outcome) if frame.kind == "improvement" else _of_reduction(frame, thing, outcome)
    )


def _of_improvement(frame: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """More improvement is better; of a scale on which smaller is better the sign depends on how it was subtracted.

    A firm unit, or people who are counted, settle that the improvement is what is posted; a title of a score, or a
    description that names one, that the scale is.
    """
    stated = outcome.stated
    if says("improved_share", outcome.title):
        return ruled("improvement/share", outcome.title[:80])
    if says("amount_reached", outcome.title):
        return ruled("improvement/people", outcome.title[:80])
    limit = limit_in(outcome.description) if len(outcome.description) <= BRIEF else ""
    fell = limit == "+" and thing.sign == "-" and says("reduction", outcome.description)  # "a fall of 4 points or more"
    reached = fell or (limit and passing(limit, thing.sign) == "+")
    if not outcome.unit and (reached or frame_of(outcome.told).kind == "count"):
        return ruled("improvement/people", outcome.description[:80])
    if thing.code == "event" and thing.sign == "+" and not frame.firm:
        return thing._replace(sure=False)  # "response: rated as much improved"
    scored = says("by_score", outcome.title)
    if not frame.firm and not stated and not scored and (told := on_scale(thing, outcome)):
        return told
    scaled = says("begins_change", outcome.description) and says("instrument_word", outcome.description[:SHORT])
    if scaled and not (frame.firm or stated or outcome.unit or thing.sign):
        return ruled("change_on_scale", outcome.description[:80])
    lower = (stated.sign if stated else thing.sign) == "-" and not frame.firm
    if lower and (stated or thing.code in {"scale", "measure"}):
        if scored:
            return ruled("scale_named", stated.quote if stated else thing.quote, family=thing.family)
        seen = says("no_instrument", f"{outcome.title}. {stated.quote if stated else ''}")
        if not seen and (stated or thing.code == "scale" or thing.quote in outcome.title):
            return ruled("improvement_of_lower", thing.quote, family="falls")
    return ruled("improvement", outcome.title[:80], sure=frame.firm)


def _of_reduction(frame: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """A reduction turns the sign of the thing, unless the record states how the scale itself runs and nothing says that the
    reduction is what is posted.
    """
    stated = outcome.stated
    scale = stated.sign if stated else thing.sign
    if scale == "-" and not outcome.unit and frame_of(outcome.told).kind == "count" and says("reduction", outcome.told):
        return ruled("improvement/people", outcome.description[:80])
    if not frame.firm and not stated and (told := on_scale(thing, outcome)):
        return told
    if thing.code == "event" and thing.sign == "+" and not frame.firm:
        return thing._replace(sure=False)  # "response: a decrease of one grade" defines the good event
    if scale not in {"+", "-"}:
        return ruled("reduction_of_unknown", frame.thing[:80])
    if stated and not frame.firm:
        if thing.sign == flipped(stated.sign):
            return ruled(f"stated/{stated.sign}", stated.quote, sure=False)  # less of the bad thing, more points
        return ruled("reduction_or_scale", stated.quote, family="falls" if scale == "-" else "")
    what = thing.quote or "the thing named"
    return ruled(f"reduction/{flipped(scale)}", frame.thing[:80], what, sure=frame.firm, family=thing.family)


def on_scale(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A change that the description reads on a scale on which smaller is better ("decrease of pain": "measured by the VAS").

    The scale is meant; of a posted outcome, which has a unit, the change may be what is posted.
    """
    told = outcome.description[:_TOLD]
    if _names_thing(told, outcome):
        return ruled("change_on_scale", told[:80], sign="-", family=thing.family)
    by = says("measured_by", told) or says("begins_change", told)
    titled = says("by_measuring", outcome.core)
    text = told[by.end() :] if by else outcome.core[titled.end() :] if titled else ""
    scale = lexicon.read(text)
    named = scale.level == "scale" or says("points", scale.quote)
    if not named or scale.sign != "-" or scale.start > _SOON:
        return None
    return ruled("change_on_scale", told[:80], sign="" if outcome.unit else "-", family=thing.family)


def _names_thing(told: str, outcome: OutcomeText) -> bool:
    """Whether a brief description names the reduced thing alone ("decrease in mortality": "patients who died")."""
    changed = says("changed", told) or says("improvement", told) or pattern("statement.cue").search(told.lower())
    if outcome.unit or len(told) > BRIEF or changed or limit_in(outcome.title) or says("kept_in", told):
        return False
    reading = lexicon.read(told)
    improved = says("improvement", outcome.title) and lexicon.unexplained(told)
    return reading.level in {"event", "scale", "measure"} and reading.sign == "-" and not improved
