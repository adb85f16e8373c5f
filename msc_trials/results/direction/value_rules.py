"""Rules for values that are not the thing itself: counts of participants, times to an event, reductions.

Source: domain notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

from msc_trials.knowledge.patterns import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import Sign, flipped
from msc_trials.results.direction.named_things import SignReading, event_of, found_from, limit_in
from msc_trials.results.direction.outcome_text import OutcomeText, says
from msc_trials.results.direction.value_frames import Frame, frame_of


def of_thing(thing: SignReading, outcome: OutcomeText) -> SignReading:
    """The value is the thing itself: the statement first, then the lexicon.

    A statement about single items yields to a named scale; statements that contradict each other leave a named scale
    unsure and everything else unclear.
    """
    statements, agreed = outcome.statements, outcome.stated
    if not statements or thing.family == "derived" or (thing.code == "event" and thing.sign == "0"):
        return thing
    if agreed is None:
        if thing.code == "scale":
            return thing._replace(sure=False)
        return SignReading("", "contradiction", "The record's statements of direction contradict each other.",
                        " / ".join(s.quote[:60] for s in statements[:3]), sure=False)  # fmt: skip
    if thing.code in {"scale", "event"} and thing.sign in {"+", "-"} and agreed.weak and agreed.sign != thing.sign:
        return thing._replace(sure=False)
    if thing.sign == "mixed" and len({s.sign for s in statements}) > 1:
        return thing
    contradicted = [s for s in statements if s.of_change and s.sign != agreed.sign and not agreed.of_change]
    if contradicted and says("change", outcome.title):
        return SignReading("", "contradiction", "Statements on the score and on its change contradict each other.",
                        f"{agreed.quote[:80]} / {contradicted[0].quote[:80]}", sure=False)  # fmt: skip
    if thing.code == "event" and thing.sign in {"+", "-"} and thing.sign != agreed.sign:
        if says("counts", outcome.title) or not says("of_scale", agreed.quote):
            return thing._replace(sure=False)
        return SignReading(agreed.sign, "stated", "The record states a scale; its title names an event that runs the other way.",
                        f"{thing.quote} / {agreed.quote[:80]}", sure=False, family="stated")  # fmt: skip
    side = "better" if agreed.sign == "+" else "worse"
    agrees = thing.sign in {agreed.sign, "", "~", "0"}
    return SignReading(agreed.sign, "stated", f"The record says that larger values are {side}.", agreed.quote,
                    sure=not agreed.weak and (agrees or thing.code != "scale"), family="stated")  # fmt: skip


def _subtracted(outcome: OutcomeText) -> int:
    """+1 for a change written as later minus baseline, -1 for baseline minus later, 0 where the record does not say."""
    later, earlier = (says(n, outcome.description) is not None for n in ("from_baseline", "baseline_less"))
    return int(later) - int(earlier)


def as_subtracted(reading: SignReading, outcome: OutcomeText) -> SignReading:
    """A change that the record writes as baseline minus later turns the sign of the thing (NCT00241839)."""
    stated = outcome.stated
    if reading.code not in {"stated", "scale", "measure", "word"} or reading.sign not in {"+", "-"}:
        return reading
    if not says("change", outcome.title) or _subtracted(outcome) >= 0 or (stated and stated.of_change):
        return reading
    return SignReading(flipped(reading.sign), "subtraction", "The change is written as baseline minus later.",
                    reading.quote, sure=False, family=reading.family)  # fmt: skip


def of_change(frame: Frame, thing: SignReading, outcome: OutcomeText) -> SignReading:
    """A title that speaks of a reduction or an improvement of a thing.

    A reduction turns the sign, unless the record states how the scale itself runs and nothing says that the reduction
    is what is posted. An improvement of something better when larger is larger; of something better when smaller it
    depends on how it was subtracted, so only a firm unit decides.
    """
    stated = outcome.stated
    scale = stated.sign if stated else thing.sign
    if (
        scale in {"+", "-"}
        and thing.code in {"scale", "measure", "word", "no_rule"}
        and (order := _subtracted(outcome))
    ):
        return SignReading(scale if order > 0 else flipped(scale), "subtraction", "The record says how the change was subtracted.",
                        thing.quote, sure=stated is not None and not stated.weak, family=thing.family)  # fmt: skip
    if frame.kind == "improvement":
        if says("improved_share", outcome.title):
            return SignReading("+", "improvement", "The share that improved: more is better.", outcome.title[:80],
                            sure=False, family="improvement")  # fmt: skip
        if scale == "-" and not frame.firm and (stated or thing.code in {"scale", "measure"}):
            if says("by_score", outcome.title) and not says("amount", outcome.unit):
                return SignReading("-", "scale_named", "The improvement is measured by a scale on which smaller is better.",
                                stated.quote if stated else thing.quote, sure=False, family=thing.family)  # fmt: skip
            return SignReading("", "improvement_of_lower", "An improvement of a scale on which smaller is better: the sign "
                            "depends on how it was subtracted.", thing.quote, sure=False)  # fmt: skip
        return SignReading("+", "improvement", "The value is an improvement; larger is better.", outcome.title[:80],
                        sure=frame.firm, family="improvement")  # fmt: skip
    if thing.code == "event" and thing.sign == "+" and not frame.firm:
        return thing._replace(sure=False)  # "response: a decrease of one grade" defines the good event
    if scale not in {"+", "-"}:
        return SignReading("", "reduction_of_unknown", "A reduction of something without a known direction.",
                        frame.thing[:80], sure=False)  # fmt: skip
    if stated and not frame.firm:
        return SignReading("", "reduction_or_scale", "The title names a reduction, the record states how the scale itself runs.",
                        stated.quote, sure=False)  # fmt: skip
    sign = flipped(scale)
    told = "larger" if sign == "+" else "smaller"
    return SignReading(sign, "reduction", f"The value is a reduction of {thing.quote or 'the thing named'}; {told} is better.",
                    frame.thing[:80], sure=frame.firm, family=thing.family)  # fmt: skip


def of_time(frame: Frame, outcome: OutcomeText) -> SignReading:
    """Time to a bad event: longer is better; to a good one: shorter. Source: domain notes §5a."""
    event = event_of(frame.thing, outcome)
    if event.sign not in {"+", "-"}:
        thing = lexicon.read(outcome.title, outcome.context)
        if thing.sign == "0" or (thing.family == "surv" and thing.sign in {"+", "-"}):
            return found_from(thing)
        if says("any_event", frame.thing):
            return SignReading("+", "time_to_event", "Time to an event or an intervention: longer is better.", frame.thing[:80],
                            sure=False, family="time_to_event")  # fmt: skip
        return SignReading("", "time_to_unknown", "The time to an event that is neither good nor bad by name.",
                        frame.thing[:80], sure=False)  # fmt: skip
    if event.sign == "+" and event.family == "surv":
        return SignReading(
            "+", "time_alive", "Time alive or free of the event: longer is better.", event.quote, family="surv"
        )
    if event.sign == "+":
        return SignReading(
            "-", "time_to_good", "Time to a good event: shorter is better.", event.quote, event.sure, "time_to_event"
        )
    return SignReading(
        "+", "time_to_bad", "Time to a bad event: longer is better.", event.quote, event.sure, "time_to_event"
    )


def of_count(frame: Frame, outcome: OutcomeText) -> SignReading:
    """A count or share of participants: larger is better when what they have or reach is good.

    Source: domain notes §5a (responders are better when more although the scale beneath runs the other way).
    """
    text = frame.thing
    reached = says("achieve", outcome.title) is not None and not says("not_achieved", outcome.title)
    if reached and len(goal := pattern("outcome.beside").sub("", text).strip()) > 2:
        text = goal  # "reaching X with no Y": the goal tells, not what is to be avoided beside it
    event = event_of(text, outcome)
    if says("unit_event", outcome.unit) and event.family == "surv":
        return SignReading("-", "count_of_events", "The events that end survival are counted: fewer is better.", outcome.unit,
                        family="surv")  # fmt: skip
    if (says("unit_negative", outcome.unit) or says("counted_without", outcome.description)) and event.sign in {
        "-",
        "",
        "0",
    }:
        return SignReading("+", "count_negative", "Those without the thing named are counted: more is better.", outcome.unit,
                        family=event.family)  # fmt: skip
    if event.code in {"worsening", "improvement", "response"}:
        return _counted(event.sign, event)
    if event.code in {"reduction", "threshold"}:
        stated = outcome.stated if event.code == "threshold" else None
        if stated and limit_in(text):
            sign: Sign = stated.sign if limit_in(text) == "+" else flipped(stated.sign)
            return _counted(sign, event)
        return _counted(event.sign, event)
    limit = limit_in(text)
    stated = outcome.stated if limit else None
    if limit and stated and event.code != "event":
        return _counted(stated.sign if limit == "+" else flipped(stated.sign), event)
    if says("responded", text) and event.sign == "-":
        return SignReading(
            "+", "responded", "Those that responded are counted: more is better.", text[:80], family="responder"
        )
    if says("free_people", outcome.title) and event.sign == "-":
        return SignReading("+", "free_of_event", "Participants without the event are counted: more is better.",
                     outcome.title[:80], sure=False, family=event.family)  # fmt: skip
    if reached and not says("abnormal", text) and (event.sign != "-" or event.code in {"scale", "measure"}):
        return SignReading("+", "goal_reached", "Participants who reach a goal: more is better.", outcome.title[:80],
                        sure=True, family="responder")  # fmt: skip
    if event.code != "event" and (found := _normality(text)):
        return found
    if event.sign in {"+", "-"}:
        if event.code == "scale" and not limit and says("scale_word", text):
            return of_thing(event, outcome)
        return _counted(event.sign, event)
    if event.sign in {"0", "mixed"}:
        return event
    fallback = _from_count_description(outcome)
    return fallback or SignReading("", "count_of_unknown", "A count of something that is neither good nor bad by name.",
                                text[:80], sure=False)  # fmt: skip


def of_described_count(thing: SignReading, outcome: OutcomeText) -> SignReading | None:
    """A title that names a scale or a concept, with a description that begins with a count of participants.

    "IGA: percentage of subjects who dropped two or more grades" counts successes, "Kidney function: proportion who
    progressed" failures. A named scale gives way only to a change on it or a limit. None for any other description.
    """
    frame = frame_of(outcome.description[:300])
    if frame.kind != "count" or outcome.unit or says("lacking", outcome.title):
        return None
    named = thing.code in {"scale", "measure"}
    event = event_of(f"{frame.thing}: {outcome.title}" if named else frame.thing, outcome)
    codes = {"reduction", "improvement", "worsening", "threshold", "response"}
    codes |= set() if named else {"event"}
    return (
        _counted(event.sign, event)._replace(sure=False) if event.code in codes and event.sign in {"+", "-"} else None
    )


def _normality(text: str) -> SignReading | None:
    """Participants with normal or abnormal findings; of "from normal to abnormal" the last word counts."""
    normal = [m.start() for m in pattern("outcome.normal").finditer(text)]
    abnormal = [m.start() for m in pattern("outcome.abnormal").finditer(text)]
    if not normal and not abnormal:
        return None
    if max(normal, default=-1) > max(abnormal, default=-1):
        return SignReading(
            "+", "normal", "Participants with normal findings: more is better.", text[:80], family="responder"
        )
    return SignReading(
        "-", "abnormal", "Participants with abnormal findings: fewer is better.", text[:80], family="safety"
    )


def _from_count_description(outcome: OutcomeText) -> SignReading | None:
    reading = lexicon.read(outcome.description[:300], outcome.title)
    if reading.level == "event" and reading.sign in {"+", "-"}:
        found = found_from(reading)
        return SignReading(found.sign, "count_described", found.text, found.quote, sure=False, family=found.family)
    return None


def _counted(sign: Sign, event: SignReading) -> SignReading:
    told = "more is better" if sign == "+" else "fewer is better"
    return SignReading(sign, f"count_{event.code}", f"A count of participants: {told}. {event.text}", event.quote,
                    event.sure, event.family or "responder")  # fmt: skip
