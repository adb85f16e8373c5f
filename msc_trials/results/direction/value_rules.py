"""What the posted number is: the thing itself, a count of participants, a time to an event, or a change of the thing.

Source: domain notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.change_rules import on_scale
from msc_trials.results.direction.lexicon import Sign, flipped
from msc_trials.results.direction.named_things import (
    SHORT,
    SignReading,
    event_of,
    found_from,
    limit_in,
    normality,
    passing,
    ruled,
)
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

_SAME = 15
"""A description that begins with so many letters of the title says the same."""


def of_thing(thing: SignReading, outcome: OutcomeText) -> SignReading:
    """The value is the thing itself: the statement first, then the lexicon. A statement about single items yields to a
    named scale; statements that contradict each other leave a named scale unsure and everything else unclear."""
    statements, agreed = outcome.statements, outcome.stated
    if thing.code == "event" and thing.sign == "+" and says("relieved", thing.quote) and not statements:
        return on_scale(thing, outcome) or thing
    if thing.code in {"depends", "no_rule"} and not statements and says("shows_improvement", outcome.description):
        return ruled("improvement", outcome.description[:80])
    if not statements or thing.family == "derived" or (thing.code == "event" and thing.sign == "0"):
        return thing
    defined = says("event_defined", outcome.description) or says("accuracy", thing.quote)
    if (thing.code, thing.sign) == ("event", "+") and defined:
        return thing  # "Cure": "cure was defined as all symptoms with a score of 1 (mild)"
    if agreed is None:
        if thing.code == "scale" or says("responded", thing.quote):
            return thing._replace(sure=False)
        return ruled("contradiction", " / ".join(s.quote[:60] for s in statements[:3]))
    if thing.code in {"scale", "event"} and thing.sign in {"+", "-"} and agreed.weak and agreed.sign != thing.sign:
        return thing._replace(sure=False)
    titled = not outcome.unit and thing.quote.partition(" / ")[0] in outcome.title
    if thing.sign == "mixed" and (titled or len({s.sign for s in statements}) > 1):
        return thing  # the statement is of one of the parts
    if thing.code == "several_parts" and not outcome.unit:
        return thing
    if thing.sign == flipped(agreed.sign) and says("items_indexed", outcome.description):
        return thing._replace(sure=False)  # the answers run one way, the index that is made of them the other
    contradicted = [s for s in statements if s.of_change and s.sign != agreed.sign and not agreed.of_change]
    if contradicted and says("change", outcome.title):
        return ruled("contradiction/change", f"{agreed.quote[:80]} / {contradicted[0].quote[:80]}")
    if thing.code == "event" and thing.sign in {"+", "-"} and thing.sign != agreed.sign:
        counted = says("counts", outcome.title) or not _of_scale(agreed.quote, outcome)
        if counted and not says("slope", outcome.title):
            return thing._replace(sure=False)
        return ruled("stated/scale", f"{thing.quote} / {agreed.quote[:80]}", sign=agreed.sign)
    agrees = thing.sign in {agreed.sign, "", "~", "0"}
    if not agrees and thing.code == "scale" and says("mere_degree", agreed.quote):
        return thing._replace(sure=False)  # "1 (almost never) to 5 (almost always)" of something good
    if not agrees and thing.code == "scale" and not says("clear_words", agreed.quote):
        return ruled("contradiction", f"{thing.quote} / {agreed.quote[:80]}")
    sure = not agreed.weak and (agrees or thing.code != "scale")
    return ruled(f"stated/{agreed.sign}", agreed.quote, sure=sure)


def _of_scale(quote: str, outcome: OutcomeText) -> bool:
    """Whether a statement tells how the posted scale runs, and not when an event of the title has come."""
    counts = says("of_people", outcome.unit) or says("of_events", outcome.unit)
    if counts and not says("of_scale", outcome.unit):
        return False
    labelled = says("labelled", quote) and (not outcome.unit or says("of_scale", outcome.unit))
    return bool(says("of_scale", quote) or (labelled and not says("reduction", outcome.told)))


def of_time(frame: Frame, outcome: OutcomeText) -> SignReading:
    """Time to a bad event: longer is better; to a good one: shorter. Source: domain notes §5a."""
    event = event_of(frame.thing, outcome)
    if event.sign not in {"+", "-"} and says("no_longer", frame.thing):
        return ruled("time_to_good", frame.thing[:80])
    if event.sign not in {"+", "-"} or event.code == "measure":
        thing = lexicon.read(outcome.title, outcome.context)
        if thing.sign == "0" or (thing.family == "surv" and thing.sign in {"+", "-"}):
            return found_from(thing)
        return ruled("time_to_event" if says("any_event", frame.thing) else "time_to_unknown", frame.thing[:80])
    ends = says("comes_to_end", frame.thing)
    lasting = event.family == "surv" or says("lasting", frame.thing)  # "duration of response, time to event"
    if event.sign == "+" and lasting and not ends:
        return ruled("time_alive", event.quote)
    good = event.sign == "+" or ends
    return ruled("time_to_good" if good else "time_to_bad", event.quote, sure=event.sure)


def of_count(frame: Frame, outcome: OutcomeText) -> SignReading:
    """A count or share of participants: larger is better when what they have or reach is good.

    Source: domain notes §5a (responders are better when more although the scale beneath runs the other way).
    """
    text = frame.thing
    reached = says("achieve", outcome.title) is not None
    if reached and len(goal := pattern("outcome.beside").sub("", text).strip()) > 2:
        text = goal  # "reaching X with no Y": the goal tells, not what is to be avoided beside it
    event = event_of(text, outcome)
    if says("survival_events", outcome.title):
        return ruled("count_of_events", outcome.unit or outcome.title[:80])
    lacking = says("unit_negative", outcome.unit) or says("counted_without", outcome.description)
    changed = event.code in {"worsening", "improvement", "response", "reduction"}
    if (lacking or (not changed and _free_of_harm(outcome))) and event.sign in {"-", "", "0"}:
        return ruled("count_negative", outcome.unit, family=event.family)
    if changed:
        return _counted(event.sign, event)
    limit = limit_in(text)
    if limit and outcome.stated and event.code != "event":
        larger = "-" if says("reduction", text) else limit
        return _counted(passing(larger, outcome.stated.sign), event)
    if event.code == "threshold":
        return _counted(event.sign, event)
    if event.sign == "-" and (says("responded", text) or says("got_well", outcome.title)):
        return ruled("responded", text[:80])
    if len(text) < len(outcome.core) and _either_way(text, event):
        return ruled("count_of_unknown", text[:80])
    if reached and not says("abnormal", text) and (event.sign != "-" or event.code in {"scale", "measure"}):
        return ruled("goal_reached", outcome.title[:80])
    if event.code != "event" and (found := normality(text)):
        return found
    if event.sign in {"+", "-"}:
        named = event.code in {"scale", "measure"}  # a scale alone does not say which people are counted
        return _counted(event.sign, event._replace(sure=event.sure and not named))
    if event.sign in {"0", "mixed"}:
        return event
    described = lexicon.read(outcome.description[:300], outcome.title)
    if described.level == "event" and described.sign in {"+", "-"}:
        return found_from(described)._replace(code="count_described", sure=False)
    return ruled("count_of_unknown", text[:80])


def _free_of_harm(outcome: OutcomeText) -> bool:
    """Whether a title counts people without something that is no good event ("without remission" counts failures)."""
    lacked = says("free_people", outcome.title)
    missed = lexicon.read(outcome.title[lacked.end() :], outcome.context) if lacked else None
    return missed is not None and (missed.sign != "+" or missed.family == "surv")  # "without PFS events"


def _either_way(text: str, event: SignReading) -> bool:
    """Whether people are counted "with a change in" a thing that may have got better or worse."""
    named = event.code in {"scale", "measure", "word"} and event.sign in {"+", "-"}
    return named and bool(says("any_change", text)) and not limit_in(text) and not says("abnormal", text)


def of_described_count(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A title that names a scale or a concept, with a description that begins with a count of participants.

    "IGA: percentage of subjects who dropped two or more grades" counts successes, "Kidney function: proportion who
    progressed" failures. A named scale gives way only to a change on it or a limit, the use of a drug to a limit, a thing
    without a direction to abnormal findings. None for any other description.
    """
    told = outcome.told
    frame = frame_of(told)
    if says("goal_described", told) and not says("changed", outcome.title):
        frame = Frame("count", told[:80])
    if outcome.unit:
        return None
    if thing.sign == "-" and says("counted_without", outcome.description):
        return ruled("count_negative", outcome.description[:80], family=thing.family)
    if says("lacking", outcome.title):
        return None
    if says("dichotomized", outcome.title) and thing.sign in {"+", "-"} and (limit := limit_in(told[:SHORT])):
        return ruled("threshold", told[:80], sign=passing(limit, thing.sign), sure=False)
    if thing.code == "scale" and thing.sign == "-" and says("shares_listed", outcome.description):
        return ruled("threshold", outcome.description[:80], code="count_threshold", sign="+", sure=False)
    if limited := _limit_of(thing, outcome):
        return limited
    if found := _found_normal(thing, outcome):
        return found
    open_thing = thing.sign in {"0", "~", ""} and not says("changed", outcome.title)  # a change is posted as itself
    if open_thing and says("abnormal_changes", outcome.description):
        return ruled("abnormal", outcome.description[:80])
    if frame.kind != "count":
        return None
    named = thing.code in {"scale", "measure"}
    text = pattern("outcome.definition").sub("", frame.thing) if thing.code == "event" else frame.thing
    event = event_of(f"{text}: {outcome.title}" if named else text, outcome)
    if thing.sign in {"0", "~", ""} and (found := normality(frame.thing)):
        return found._replace(sure=False)
    if _either_way(frame.thing, event_of(frame.thing, outcome)):
        return ruled("count_of_unknown", told[:80])
    if named and thing.sign == "-" and says("response", outcome.title) and says("achieve", told[:SHORT]):
        return ruled(
            "goal_reached", told[:80], sure=False
        )  # "global assessment, response": "achieving clear or almost clear"
    codes = {"reduction", "improvement", "worsening", "threshold", "response", "" if named else "event"}
    if named and event.family == thing.family and event.sign == flipped(thing.sign):
        codes.add("event")  # "Rankin scale: patients with 0 to 2"
    if thing.code == "event":
        codes = {"threshold", "reduction"} if thing.sign == "-" else {"threshold"}
    if event.code not in codes or event.sign not in {"+", "-"}:
        return None
    return _counted(event.sign, event)._replace(sure=False)


def _found_normal(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """Findings that a title calls normal or abnormal ("abnormal liver function"), be the quantity better larger or smaller."""
    found = normality(outcome.title) if thing.code in {"measure", "depends", "word"} else None
    if found and says("normal_first", outcome.title):
        return found
    return found if found and found.sign == "-" and thing.sign in {"0", "~", "mixed"} else None


def _limit_of(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """Those who pass the limit in which the title of a named quantity ends ("HbA1c < 7 %")."""
    quantity = thing.code in {"scale", "measure"} and thing.sign in {"+", "-"} and not says("change", outcome.title)
    limit = limit_in(outcome.title) if quantity and says("ends_in_limit", outcome.title) else ""
    return ruled("threshold", outcome.title[:80], sign=passing(limit, thing.sign), sure=False) if limit else None


def of_described_time(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """The time to an event with which a description begins ("Efficacy": "time to relapse").

    Of a title of a good thing in months it is the time until the thing is reached.
    """
    frame = frame_of(outcome.told)
    begins = frame.kind == "time_to" and says("begins_timed", outcome.told)
    happens = (
        (thing.code, thing.sign) == ("event", "+") and thing.family != "surv" and not says("rate_named", outcome.title)
    )
    counted = says("counts", outcome.title) and not happens
    lasted = says("lasting", outcome.title) and says("time_of", outcome.told)
    if lasted or outcome.told.lower().startswith(outcome.core[:_SAME].lower()):
        return None  # how long it lasts, or the title once more
    if not begins or (outcome.stated and says("changed", outcome.title)) or counted:
        return None
    limited = _limit_of(thing, outcome)
    good = happens and event_of(frame.thing, outcome).sign != "-"
    if good or (thing.sign == "+" and says("in_time", outcome.title)) or (limited and limited.sign == "+"):
        return ruled("time_to_good", outcome.description[:80], sure=False)
    timed = of_time(frame, outcome)
    return timed._replace(sure=False) if timed.sign in {"+", "-"} else None


def _counted(sign: Sign, event: SignReading) -> SignReading:
    text = f"A count of participants: {'more' if sign == '+' else 'fewer'} is better. {event.text}"
    return event._replace(sign=sign, code=f"count_{event.code}", text=text, family=event.family or "responder")
