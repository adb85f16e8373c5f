"""Whether the thing that an outcome names is good or bad: the lexicon asked of title, unit and description."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import SIGNS, LexiconReading, Sign, flipped
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says

FIRST, _LONG = 400, 800
"""Letters of a description in which its first sentence is looked for, and in which a scale may be named."""
_LINE = 120
"""A line of a list of things measured has so many letters at most."""
_NEAR = 40
"""An event that a description counts stands within so many letters."""
BRIEF = 100
"""A description of up to so many characters tells no more than what was measured."""
SHORT = 160
"""A description of up to so many characters names the outcome; a longer one may tell of anything."""


class SignReading(NamedTuple):
    """A sign (larger is better, worse, ...), the rule that gave it, in words, and the text it rests on."""

    sign: Sign
    code: str
    text: str
    quote: str = ""
    sure: bool = True
    family: str = ""


def ruled(name: str, quote: str = "", what: str = "", **changes: Any) -> SignReading:
    """The reading of a row of ``seeds/direction_rules.csv``; a slash in its name tells rows of one code apart.

    ``what`` goes into the sentence of the row, ``changes`` (``sign``, ``code``, ...) replace what the row says.
    """
    reading = _ruled()[name]
    return reading._replace(text=reading.text.format(what=what), quote=quote, **changes)


@cache
def _ruled() -> dict[str, SignReading]:
    return {
        row["name"]: SignReading(
            SIGNS[row["sign"]], row["name"].partition("/")[0], row["sentence"], "", row["sure"] == "yes", row["family"]
        )
        for row in seeds.table("direction_rules")
    }


def titled(frame: Frame, outcome: OutcomeText) -> SignReading:
    """What the title names, or the description under a title that names no more than a concept."""
    text = frame.thing
    named = lexicon.read(text, outcome.context)
    if named.family == "derived":
        return found_from(named)
    if meant := says("as_measure", text):
        measured = lexicon.read(text[: meant.start()], outcome.context)
        if measured.level in {"scale", "measure"} and measured.sign in {"+", "-"}:
            return found_from(measured)
    for name in ("measured_by", "by"):
        by = says(name, text)
        if by is None or named.start <= by.start() < named.start + len(named.quote):
            continue  # one name holds both: "pain/discomfort as assessed by the EQ-5D"
        before = lexicon.read(text[: by.start()], outcome.context)
        if name == "by" and before.level in {"scale", "measure"}:
            continue
        means = lexicon.read(text[by.end() :], outcome.context)
        if means.level == "measure" and before.level == "measure":
            continue  # "latency measured by a conduction study": the study holds more than what is named
        if before.level == "event" and before.sign == "0":
            continue  # "capacity in vitro by uptake": a property of cells stays one
        event = before.level == "event" and before.sign in {"+", "-"}
        counted = says("defined", text[by.start() :]) or (
            means.sign != before.sign and says("counts", text[: by.start()])
        )
        if event and (means.sign not in {"+", "-"} or counted or says("accuracy", before.quote)):
            continue  # "abstinence as indicated by urinalysis", "remission by CDAI": the event is what counts
        if means.sign and (means.level in {"scale", "measure"} or (name == "measured_by" and means.level == "event")):
            return found_from(means)
    reading = named
    level = says("concentration", outcome.unit) or says("degrees", outcome.unit)
    if frame.kind == "plain" and (scale := _scale_of_event(text, named, outcome) or _in_state(text, named, outcome)):
        return found_from(scale)
    if reading.level == "event" and level and reading.family != "vacc":
        return _of_level(text, outcome)
    if frame.kind == "plain" and (says("class_named", reading.quote) or says("panel_named", outcome.title)):
        listed = lexicon.read(outcome.description[:FIRST], text)
        levels = {"measure": {"measure", "event"}, "word": {"measure", "scale"}, "": {"measure", "scale"}}.get(
            reading.level, ()
        )
        if listed.level in levels and listed.sign == "mixed":
            return found_from(listed)  # of a class ("lipids") the members that the description lists were measured
    gone = says("absence_titled", outcome.title) and reading.sign == "+"
    if not gone and (reading.level in {"word", ""} or reading.sign == "~"):
        better = _from_description(reading, outcome)
        if better is not None:
            return better
    return found_from(reading)


def _scale_of_event(text: str, event: LexiconReading, outcome: OutcomeText) -> LexiconReading | None:
    """The scale in brackets of a change: an event does not change, the scale does ("change in response (CDAI)")."""
    changed = event.level == "event" and event.family != "safety" and says("begins_change", outcome.title)
    aside = says("aside", text) if changed else None
    scale = lexicon.read(aside.group(), outcome.context) if aside else None
    return scale if scale and scale.level == "scale" else None


def _in_state(text: str, event: LexiconReading, outcome: OutcomeText) -> LexiconReading | None:
    """The scale or the quantity that was measured in the state which an event names ("erectile function in sleep apnoea")."""
    state = says("in_state", text[: event.start]) if event.level == "event" and event.family != "safety" else None
    ill = event.sign == "-" or says("ill_or_well", event.quote)
    head = lexicon.read(text[: state.start()], outcome.context) if state and ill else None
    return head if head and head.level in {"scale", "measure"} and head.sign in {"+", "-"} else None


def _of_level(text: str, outcome: OutcomeText) -> SignReading:
    """A level under a title that names an event ("glucose response"): what was measured decides.

    Under one that names a lack ("hypothermia", in degrees) the level is what there is too little of (NCT02091466).
    """
    if lack := says("lack", text):
        return ruled("lack_as_level", lack.group())
    for part in (text, outcome.description[:300]):
        reading = lexicon.read(part, outcome.context, skip="event")
        if reading.level in {"scale", "measure"}:
            return found_from(reading)
    event = lexicon.read(text, outcome.context)
    if event.sign == "-" or "tit" in outcome.unit.lower():
        return found_from(event)
    return ruled("event_as_level", event.quote)


def _from_description(title: LexiconReading, outcome: OutcomeText) -> SignReading | None:
    """What the unit or the first sentence of the description names, for titles that name only a concept."""
    about = pattern("outcome.population").sub(" ", outcome.description[:_LONG])
    if title.level and not outcome.unit and not outcome.stated and _lists_apart(outcome):
        return ruled("named/mixed", outcome.description[:80], outcome.title[:40], code="several_parts")
    if title.level == "word" and title.sign == "+" and (lack := says("lack_told", about)):
        return ruled("lack_told", lack.group())
    end = says("sentence_end", about[:FIRST])
    for text in (outcome.unit, about[: end.start() if end else FIRST]):
        reading = _instrument_of(text, outcome) or _told_in(text, outcome)
        if _is_other_way(title, lexicon.read(text, outcome.title), text):
            return ruled("no_rule")
        if reading.level == "measure" and title.sign == "~" and reading.sign != "mixed":
            continue  # a quantity beside one that depends tells nothing of it
        if reading.level in {"scale", "measure"} and reading.sign in {"+", "-", "mixed", "0"}:
            return _quantity_told(title, reading, text, outcome)
        open_quantity = (reading.level, reading.sign, title.level) == ("measure", "~", "word")
        if open_quantity and says("general", title.quote):
            return found_from(reading)  # "radiological response": what was measured depends
        if reading.sign in {"+", "-"} and not title.sign and (reading.level != "word" or len(text) <= SHORT):
            found = event_of(text, outcome)
            timed = says("begins_timed", text) and frame_of(text).kind == "time_to" and reading.family != "surv"
            return found._replace(sign=flipped(found.sign) if timed else found.sign, sure=False)
    if not title.level and not lexicon.unexplained(outcome.core, outcome.title) and "composite" not in about.lower():
        further = lexicon.read(about, outcome.title, skip="event")  # "Radiology": the description alone tells
        if further.level == "scale" and further.sign in {"+", "-", "mixed"}:
            return found_from(further)._replace(sure=False)
    return None


def _is_other_way(title: LexiconReading, reading: LexiconReading, text: str) -> bool:
    """Whether a title of general words ("efficacy") has a unit or description of a bad event, with no word of less of it."""
    general = title.level == "word" and title.sign == "+" and says("general", title.quote)
    bad = reading.level == "event" and reading.sign == "-"
    named = lexicon.read(text, skip="event")
    if named.level == "scale" and named.start < reading.start:
        return False  # "the Lysholm score has items on swelling"
    return bool(general and bad and not (says("reduction", text) or says("improvement", text)))


def _told_in(text: str, outcome: OutcomeText) -> LexiconReading:
    """What a unit or a sentence names; no event that a long sentence or an amount only mentions, and no part of a composite."""
    count = says("begins_count", text) is not None  # what a bracket says of the people counted is no part
    reading = lexicon.read(pattern("outcome.aside").sub(" ", text) if count else text, outcome.title)
    told = count or says("effect_named", outcome.title) is not None
    answered = reading.start < _NEAR and ((told and reading.sign == "+") or (count and reading.family == "safety"))
    amount = bool(outcome.unit) and not says("of_people", outcome.unit)
    if reading.level == "event" and (len(text) > SHORT or amount) and not answered:
        reading = lexicon.read(text, outcome.title, skip="event")
    before = text[: reading.start].lower().replace("functional composite", "")
    part = (reading.level in {"scale", "measure"} or "hierarch" in before) and reading.sign != "mixed"
    return LexiconReading() if part and "composite" in before else reading


def _instrument_of(text: str, outcome: OutcomeText) -> LexiconReading | None:
    """The named scale by which a description says that the thing was measured ("continence assessed by the Wexner score").

    Not where an event or a count is defined by it.
    """
    by = says("measured_by", text)
    if by is None or says("defined", text[by.start() :]) or says("counts", text[: by.start()]):
        return None
    named = lexicon.read(text[by.end() :], outcome.title)
    return named if named.level == "scale" and named.sign in {"+", "-"} else None


def _lists_apart(outcome: OutcomeText) -> bool:
    """Whether a description lists things in lines of their own, some better when more and some when fewer."""
    if says("defines_lines", outcome.description):
        return False
    lines = [line for line in pattern("outcome.next_line").split(outcome.description[:FIRST]) if len(line) <= _LINE]
    readings = [lexicon.read(line, outcome.title) for line in lines]
    signed = [r for r in readings if r.sign in {"+", "-"} and r.family != "safety"]
    return len({r.sign for r in signed}) > 1 and sum(r.level != "word" for r in signed) > 1


def _quantity_told(
    title: LexiconReading, reading: LexiconReading, text: str, outcome: OutcomeText
) -> SignReading | None:
    """A scale or a quantity that a sentence of the description names, unless it runs against a vague or a suffered concept."""
    vague = reading.level == "measure" and title.level == "word" and not says("general", title.quote)
    if vague and reading.sign not in {title.sign, "mixed"}:
        return None
    suffered = title.sign == "-" and says("suffered", title.quote)
    if suffered and reading.sign == "+" and not says("points_for_no_pain", text):
        return None  # "back pain" beside a survey of health: pain stays what is measured
    instrument = reading.level == "scale" and says("instrument_word", text)
    if reading.sign == "-" and frame_of(text).kind == "improvement":
        if (instrument or says("points", reading.quote)) and not outcome.unit and not limit_in(text):
            return ruled("change_on_scale", text[:80], family=reading.family)
        return event_of(text, outcome)._replace(sure=False)
    return found_from(reading)._replace(sure=False)


def found_from(reading: LexiconReading) -> SignReading:
    """A reading of the lexicon in words; general words and rows marked as leaning leave it unsure."""
    if not reading.level:
        return ruled("no_rule")
    if not reading.sign:
        return ruled("several_parts", reading.quote, family=reading.family)
    if reading.sign == "~":
        return ruled("depends", reading.quote, reading.label, family=reading.family)
    sure = reading.sure and reading.level != "word" and reading.sign != "mixed"
    return ruled(
        f"named/{reading.sign}", reading.quote, reading.label, code=reading.level, sure=sure, family=reading.family
    )


def event_of(text: str, outcome: OutcomeText) -> SignReading:
    """Whether the thing that happens is good or bad, modifiers such as "loss of" and "30% reduction in" included."""
    plain = pattern("outcome.aside").sub(" ", text)
    plain = plain if plain.strip() else text
    for name, rule, signs in (("worsening", "worsening/event", "-+"), ("improvement", "improvement/event", "+-")):
        if change := says(name, plain):
            denied = says("denied", plain[: change.start()]) is not None
            return ruled(rule, text[:80], sign=signs[denied])
    reading = lexicon.read(plain, outcome.context)
    if reading.level in {"word", ""}:
        reading = lexicon.read(text, outcome.context)
    by = says("measured_by", plain) if (reading.level, reading.sign) == ("scale", "+") else None
    had = lexicon.read(plain[: by.start()], outcome.context) if by else None
    if had and had.sign == "-":
        reading = had  # people with an impairment, whatever scale told it
    answer = says("response", plain)
    if answer and reading.level != "event" and not says("denied", plain[: answer.start()]):
        return ruled("response", text[:80])
    behind = plain[reading.start + len(reading.quote) :]
    spared = says("graded", reading.quote) and says("reduced_behind", behind)  # "insulin dose reduction"
    fewer = reading.sign == "-" and (says("fewer", plain[: reading.start]) or says("was_reduced", plain) or spared)
    if reading.sign in {"+", "-"} and (fewer or (reading.level != "event" and says("reduction", plain))):
        return ruled("reduction/event", text[:80], sign=flipped(reading.sign))
    limit = limit_in(text)
    graded = reading.level == "event" and reading.sign == "-" and says("graded", plain) is not None
    numbered = reading.level == "word" and says("limit_number", text) is not None
    short = limit == "-" and reading.level == "event" and reading.sign == "+" and _short_of(plain, reading)
    if limit and (reading.level in {"scale", "measure"} or graded or numbered or short) and reading.sign in {"+", "-"}:
        return ruled("threshold", text[:80], sign=passing(limit, reading.sign))
    return found_from(reading)


def _short_of(text: str, reading: LexiconReading) -> bool:
    """Whether a good event is counted where it stays below a share of itself ("less than 50% healing")."""
    behind = text[reading.start + len(reading.quote) :]
    return bool(says("short_share", text[: reading.start]) or says("share_short", behind))


def limit_in(text: str) -> Sign:
    """Whether the text names a threshold that must be passed upwards (``+``) or downwards (``-``)."""
    low, high = says("below", text), says("above", text)
    if says("small_grades", text):
        return "-"
    if bool(low) == bool(high):
        return ""
    return "-" if low else "+"


def passing(limit: Sign, sign: Sign) -> Sign:
    """The sign of those that pass a limit of something: the thing's own upwards, the opposite downwards."""
    return sign if limit == "+" else flipped(sign)


def normality(text: str) -> SignReading | None:
    """Participants with normal or abnormal findings; of "from normal to abnormal" the last word counts."""
    normal = [m.end() for m in pattern("outcome.normal").finditer(text)]
    abnormal = [m.end() for m in pattern("outcome.abnormal").finditer(text)]
    if not normal and not abnormal:
        return None
    return ruled("normal" if max(normal, default=-1) > max(abnormal, default=-1) else "abnormal", text[:80])
