"""Rules for values that are not the thing itself: counts of participants, times to an event, reductions.

Source: domain notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.change_rules import on_scale, read_on
from msc_trials.results.direction.lexicon import Sign, flipped
from msc_trials.results.direction.named_things import (
    BRIEF,
    SignReading,
    event_of,
    found_from,
    limit_in,
    of_another_thing,
    passing,
    ruled,
)
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

_HEAD = 30
"""What a description counts stands within so many letters."""


def of_thing(thing: SignReading, outcome: OutcomeText) -> SignReading:
    """The value is the thing itself: the statement first, then the lexicon.

    A statement about single items yields to a named scale; statements that contradict each other leave a named scale
    unsure and everything else unclear.
    """
    statements, agreed = outcome.statements, outcome.stated
    if thing.code == "event" and thing.sign == "+" and says("relieved", thing.quote) and not statements:
        read = not outcome.unit and read_on(outcome, "-")
        return on_scale(thing.quote, thing, outcome) if read else thing
    if thing.code in {"depends", "no_rule"} and not statements and says("shows_improvement", outcome.description):
        return ruled("improvement/shown", outcome.description[:80])
    if not statements or thing.family == "derived" or (thing.code == "event" and thing.sign == "0"):
        return thing
    if agreed is None:
        if thing.code == "scale":
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
        slope = says("slope", outcome.title)
        if not slope and (says("counts", outcome.title) or not _of_scale(agreed.quote, outcome)):
            return thing._replace(sure=False)
        return ruled("stated/scale", f"{thing.quote} / {agreed.quote[:80]}", sign=agreed.sign)
    agrees = thing.sign in {agreed.sign, "", "~", "0"}
    if not agrees and thing.code == "scale" and of_another_thing(agreed.quote, outcome):
        return thing._replace(sure=False)
    if not agrees and thing.code == "scale" and not says("clear_words", agreed.quote):
        return ruled("contradiction", f"{thing.quote} / {agreed.quote[:80]}")
    sure = not agreed.weak and (agrees or thing.code != "scale")
    return ruled(f"stated/{agreed.sign}", agreed.quote, sure=sure)


def _of_scale(quote: str, outcome: OutcomeText) -> bool:
    """Whether a statement tells how the posted scale runs, and not when an event of the title has come."""
    labelled = says("labelled", quote) and (not outcome.unit or says("of_scale", outcome.unit))
    return bool(says("of_scale", quote) or (labelled and not says("reduction", outcome.told)))


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


def of_worsening(frame: Frame, outcome: OutcomeText) -> SignReading:
    """A title of a worsening is better when smaller; where the description begins with the time until it, when longer."""
    timed = not outcome.unit and says("begins_timed", outcome.told) and frame_of(outcome.told).kind == "time_to"
    if timed and not says("counts", outcome.title):
        return ruled("time_to_bad", outcome.description[:80], sure=False)
    return ruled("worsening", frame.thing)


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
    if event.sign == "+" and event.family == "surv":
        return ruled("time_alive", event.quote)
    good = event.sign == "+" or says("comes_to_end", frame.thing)
    return ruled("time_to_good" if good else "time_to_bad", event.quote, sure=event.sure)


def of_count(frame: Frame, outcome: OutcomeText) -> SignReading:
    """A count or share of participants: larger is better when what they have or reach is good.

    Source: domain notes §5a (responders are better when more although the scale beneath runs the other way).
    """
    text = frame.thing
    reached = says("achieve", outcome.title) is not None and not says("not_achieved", outcome.title)
    if reached and len(goal := pattern("outcome.beside").sub("", text).strip()) > 2:
        text = goal  # "reaching X with no Y": the goal tells, not what is to be avoided beside it
    event = event_of(text, outcome)
    if (says("unit_event", outcome.unit) and event.family == "surv") or says("survival_events", outcome.title):
        return ruled("count_of_events", outcome.unit or outcome.title[:80])
    without = says("unit_negative", outcome.unit) or says("counted_without", outcome.description)
    if without and event.sign in {"-", "", "0"}:
        return ruled("count_negative", outcome.unit, family=event.family)
    if event.code in {"worsening", "improvement", "response", "reduction"}:
        return _counted(event.sign, event)
    limit = limit_in(text)
    if limit and outcome.stated and event.code != "event":
        return _counted(passing(limit, outcome.stated.sign), event)
    if event.code == "threshold":
        return _counted(event.sign, event)
    if event.sign == "-" and (says("responded", text) or says("got_well", outcome.title)):
        return ruled("responded", text[:80])
    if len(text) < len(outcome.core) and _either_way(text, event):
        return ruled("count_of_unknown", text[:80])
    if says("free_people", outcome.title) and event.sign == "-":
        return ruled("free_of_event", outcome.title[:80], family=event.family)
    if reached and not says("abnormal", text) and (event.sign != "-" or event.code in {"scale", "measure"}):
        return ruled("goal_reached", outcome.title[:80])
    if event.code != "event" and (found := _normality(text)):
        return found
    if event.sign in {"+", "-"}:
        if event.code == "scale" and not limit and says("scale_word", text):
            return of_thing(event, outcome)
        named = event.code in {"scale", "measure"}  # a scale alone does not say which people are counted
        return _counted(event.sign, event._replace(sure=event.sure and not named))
    if event.sign in {"0", "mixed"}:
        return event
    described = lexicon.read(outcome.description[:300], outcome.title)
    if described.level == "event" and described.sign in {"+", "-"}:
        return found_from(described)._replace(code="count_described", sure=False)
    return ruled("count_of_unknown", text[:80])


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
    free = any(says(name, outcome.description) for name in ("days_without", "counted_without"))
    if thing.sign == "-" and not outcome.unit and free:
        return ruled("count_negative", outcome.description[:80], family=thing.family)
    if outcome.unit or says("lacking", outcome.title):
        return None
    if says("dichotomized", outcome.title) and thing.sign in {"+", "-"}:
        limit = limit_in(outcome.description[:160])
        return ruled("threshold", told[:80], sign=passing(limit, thing.sign), sure=False) if limit else None
    if thing.code == "scale" and thing.sign == "-" and says("shares_listed", outcome.description):
        return ruled("threshold", outcome.description[:80], code="count_threshold", sign="+", sure=False)
    if says("share_formula", outcome.description):
        return ruled("improvement/share", outcome.description[:80])
    open_thing = thing.sign in {"0", "~", ""} and not says("changed", outcome.title)  # a change is posted as itself
    if open_thing and says("abnormal_changes", outcome.description):
        return ruled("abnormal", outcome.description[:80])
    if frame.kind != "count":
        return None
    named = thing.code in {"scale", "measure"}
    event = event_of(f"{frame.thing}: {outcome.title}" if named else frame.thing, outcome)
    if thing.sign in {"0", "~", ""} and (found := _normality(frame.thing)):
        return found._replace(sure=False)
    if _either_way(frame.thing, event_of(frame.thing, outcome)):
        return ruled("count_of_unknown", told[:80])
    codes = {"reduction", "improvement", "worsening", "threshold", "response", "" if named else "event"}
    if named and event.family == thing.family and event.sign == flipped(thing.sign):
        codes.add("event")  # "Rankin scale: patients with 0 to 2"
    if thing.code == "event":
        codes = {"threshold", "reduction"} if thing.sign == "-" else {"threshold"}
    if event.code not in codes or event.sign not in {"+", "-"}:
        return None
    return _counted(event.sign, event)._replace(sure=False)


def of_described_cure(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A title that is no more than a bad thing, with a brief description that begins with a good event, or with a count of it.

    "Fracture: union at month 9", "Bone defect: percentage filled with new bone".
    """
    told = outcome.told
    seen = thing.code == "measure" and says("sign_of_disease", thing.quote)  # an ulcer, a fistula
    bad = thing.sign == "-" and (thing.code in {"event", "word"} or seen)
    if not bad or outcome.unit or len(outcome.description) > BRIEF:
        return None
    if any(says(name, outcome.title) for name in ("share", "counts", "purpose_safety", "changed")):
        return None
    if len(lexicon.unexplained(outcome.title, outcome.context)) > 1:
        return None
    reading = lexicon.read(told, outcome.title)
    share = says("share", told)
    begins = reading.start < _HEAD if share and not share.start() else not told[: reading.start].strip()
    good = (reading.level, reading.sign) == ("event", "+") and begins
    return found_from(reading)._replace(sure=False) if good else None


def of_described_time(titled: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A title that names a good event, an improvement, a limit to reach or a good thing in months, with a description that
    begins with the time until it: shorter is better. A title of efficacy or of outcomes at large leaves the event to it.
    """
    frame = frame_of(outcome.told)
    if says("left_open", outcome.title) and frame.kind == "time_to" and says("begins_timed", outcome.told):
        timed = of_time(frame, outcome)
        return timed._replace(sure=False) if timed.sign else None
    told = event_of(frame.thing, outcome) if frame.kind == "time_to" and thing.sign == "-" else None
    if told and told.sign == "-" and says("begins_timed", outcome.told) and not says("counts", outcome.title):
        return ruled("time_to_bad", outcome.description[:80], sure=False)
    limited = of_title_limit(thing, outcome)
    good = (thing.code == "event" and thing.sign == "+" and thing.family != "surv") or titled.kind == "improvement"
    good = good or bool(thing.code == "word" and thing.sign == "+" and says("general_word", thing.quote))
    good = good or (limited is not None and limited.sign == "+")
    good = good or (thing.sign == "+" and says("in_time", outcome.title) is not None)
    if not good or frame.kind != "time_to" or not says("begins_timed", outcome.told):
        return None
    ends = {"+", "", "~", "mixed"}
    good = event_of(frame.thing, outcome).sign in ends and not says("rate_named", outcome.title)
    return ruled("time_to_good", outcome.description[:80], sure=False) if good else None


def of_title_limit(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A title without unit that is a named quantity with a limit counts those who pass it ("HbA1c < 7 %")."""
    if outcome.unit or thing.sign not in {"+", "-"} or says("change", outcome.title):
        return None
    limit = limit_in(outcome.title) if says("ends_in_limit", outcome.title) else ""
    return ruled("threshold", outcome.title[:80], sign=passing(limit, thing.sign), sure=False) if limit else None


def of_abnormal(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A quantity without a direction whose title says that it is abnormal counts findings, where no unit says otherwise.

    Quantities that run in opposite directions have none together ("abnormal liver tests": enzymes and albumin).
    """
    if not outcome.unit and thing.code in {"measure", "word"} and says("normal_first", outcome.title):
        return _normality(outcome.title)
    if thing.code not in {"measure", "depends"} or thing.sign not in {"0", "~", "mixed"} or outcome.unit:
        return None
    found = _normality(outcome.title)
    return found if found and found.sign == "-" else None


def _normality(text: str) -> SignReading | None:
    """Participants with normal or abnormal findings; of "from normal to abnormal" the last word counts."""
    normal = [m.end() for m in pattern("outcome.normal").finditer(text)]
    abnormal = [m.end() for m in pattern("outcome.abnormal").finditer(text)]
    if not normal and not abnormal:
        return None
    return ruled("normal" if max(normal, default=-1) > max(abnormal, default=-1) else "abnormal", text[:80])


def _counted(sign: Sign, event: SignReading) -> SignReading:
    text = f"A count of participants: {'more' if sign == '+' else 'fewer'} is better. {event.text}"
    return event._replace(sign=sign, code=f"count_{event.code}", text=text, family=event.family or "responder")
