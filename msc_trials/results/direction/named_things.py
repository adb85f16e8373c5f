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
_CURT = 50
"""A first sentence of up to so many letters that names nothing gives way to the next ("Judged by ultrasound.")."""
_NEAR = 40
"""An event that a description counts stands within so many letters."""
BRIEF = 100
"""A description of up to so many characters tells no more than what was measured."""
_HEAD = 20
"""A description begins with an event within so many letters."""
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
        if by is None:
            continue
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
        if event and (means.sign not in {"+", "-"} or counted):
            continue  # "abstinence as indicated by urinalysis", "remission by CDAI": the event is what counts
        if means.sign and (means.level in {"scale", "measure"} or (name == "measured_by" and means.level == "event")):
            return found_from(means)
    reading = named
    level = says("concentration", outcome.unit) or says("degrees", outcome.unit)
    if frame.kind == "plain" and (scale := _scale_of_event(text, named, outcome)):
        return found_from(scale)
    if reading.level == "event" and level and reading.family != "vacc":
        return _of_level(text, outcome)
    gone = says("absence_titled", outcome.title) and reading.sign == "+"
    if not gone and (reading.level in {"word", ""} or reading.sign == "~"):
        better = _from_description(reading, outcome)
        if better is not None:
            return better
    return found_from(reading)


def _scale_of_event(text: str, event: LexiconReading, outcome: OutcomeText) -> LexiconReading | None:
    """The scale in brackets of a change: an event does not change, the scale does ("change in response (CDAI)").

    People who are counted and adverse events, which carry the names of studies and criteria, stay events.
    """
    named = event.level == "event" and event.sign in {"+", "-"} and event.family != "safety"
    if not named or not says("changed", outcome.title) or pattern("frame.share_of").search(outcome.title):
        return None
    aside = says("aside", text)
    scale = lexicon.read(aside.group(), outcome.context) if aside else None
    return scale if scale and scale.level == "scale" else None


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
    """A named scale or quantity in the description, for titles that name only a concept."""
    about = pattern("outcome.population").sub(" ", outcome.description[:_LONG])
    if title.level == "word" and title.sign == "+" and (lack := says("lack_told", about)):
        return ruled("lack_told", lack.group())
    end = says("sentence_end", about[:FIRST])
    if end and not title.level and end.start() <= _CURT and not lexicon.hits(about[: end.start()]):
        end = pattern("outcome.sentence_end").search(about[:FIRST], end.end())
    first, later = about[: end.start() if end else FIRST], about[end.end() if end else FIRST :]
    for text in (outcome.unit, first):
        if not text or says("study_aim", text):
            continue
        count = says("begins_count", text) is not None  # what a bracket says of the people counted is no part
        reading = lexicon.read(pattern("outcome.aside").sub(" ", text) if count else text, outcome.title)
        reading = _instrument_of(text, outcome) or reading
        counted = count and reading.start < _NEAR
        answered = counted and reading.family == "safety"
        begins = reading.sign == "+" and reading.start < _HEAD
        answered = answered or (begins and says("effect_named", outcome.title) is not None)
        answered = answered or (reading.sign == "+" and (counted or says("response", text) is not None))
        answered = answered or says("first_event", text) is not None
        if _is_other_way(title, reading, text):
            return ruled("no_rule")
        amount = bool(outcome.unit) and not says("of_people", outcome.unit)
        scale = (
            lexicon.read(text, outcome.title, skip="event") if reading.level == "event" and not answered else reading
        )
        first_named = scale.level == "scale" and scale.start < reading.start and says("by_score", text) is not None
        if reading.level == "event" and (len(text) > SHORT or amount or first_named) and not answered:
            reading = lexicon.read(text, outcome.title, skip="event")
        if reading.level == "measure" and title.sign == "~" and reading.sign != "mixed":
            continue  # a quantity beside one that depends tells nothing of it
        low = text.lower().replace("functional composite", "")
        part = reading.level in {"scale", "measure"} and reading.sign != "mixed"
        if "composite" in low and reading.sign != "mixed" and (part or "hierarch" in low):
            continue  # a part of the composite
        if (
            reading.level == "measure"
            and reading.sign == "~"
            and title.level == "word"
            and says("general", title.quote)
        ):
            return found_from(reading)  # "radiological response": what was measured depends
        if reading.level in {"scale", "measure"} and reading.sign in {"+", "-", "mixed", "0"}:
            return _quantity_told(title, reading, text, outcome)
        if reading.level == "word" and len(text) > SHORT:
            continue
        if reading.sign in {"+", "-"} and not title.sign:
            found = event_of(text, outcome)
            timed = says("begins_timed", text) and frame_of(text).kind == "time_to" and reading.family != "surv"
            return found._replace(sign=flipped(found.sign) if timed else found.sign, sure=False)
    return _scale_further_on(first, later, outcome)


def _quantity_told(
    title: LexiconReading, reading: LexiconReading, text: str, outcome: OutcomeText
) -> SignReading | None:
    """A scale or a quantity that a sentence of the description names, unless it runs against a vague or a suffered concept."""
    vague = reading.level == "measure" and title.level == "word" and not says("general", title.quote)
    suffered = title.sign == "-" and says("suffered", title.quote)
    if suffered and reading.sign == "+" and not says("points_for_no_pain", text):
        return None  # "back pain" beside a survey of health: pain stays what is measured
    if vague and reading.sign not in {title.sign, "mixed"}:
        return None
    if reading.sign == "-" and frame_of(text).kind == "improvement":
        return _improvement_told(reading, text, outcome)
    return found_from(reading)._replace(sure=False)


def _improvement_told(reading: LexiconReading, text: str, outcome: OutcomeText) -> SignReading:
    """The improvement that a description tells, or the points of the named scale on which it is read ("improvement in the WOMAC").

    Readers part over a visual scale: some take its points, some the improvement.
    """
    amount = outcome.unit or limit_in(text) or says("share", text) or says("defines_lines", text)
    read_on = not amount and says("begins_improvement", text) and says("instrument_word", text)
    if read_on and reading.level == "scale":
        return found_from(reading)._replace(sure=False)
    if read_on and says("points", reading.quote):
        return ruled("change_on_scale", text[:80], family=reading.family)
    return event_of(text, outcome)._replace(sure=False)


def _instrument_of(text: str, outcome: OutcomeText) -> LexiconReading | None:
    """The named scale by which a description says that the thing was measured ("continence assessed by the Wexner score").

    Not where an event or a count is defined by it.
    """
    by = says("measured_by", text)
    if by is None or says("defined", text[by.start() :]) or says("counts", text[: by.start()]):
        return None
    named = lexicon.read(text[by.end() :], outcome.title)
    return named if named.level == "scale" and named.sign in {"+", "-"} else None


def _scale_further_on(first: str, later: str, outcome: OutcomeText) -> SignReading | None:
    """The named scale behind the first sentence of a description, under a title without a word of its own ("Radiology").

    Not where the first sentence tells of an event: the scale then says when it has come.
    """
    if not later or lexicon.unexplained(outcome.core, outcome.title) or lexicon.read(first).level == "event":
        return None
    reading = lexicon.read(later, outcome.title, skip="event")
    named = reading.level == "scale" and reading.sign in {"+", "-", "mixed"}
    return found_from(reading)._replace(sure=False) if named else None


def _is_other_way(title: LexiconReading, reading: LexiconReading, text: str) -> bool:
    """Whether a title of general words ("efficacy") has a unit or description of a bad event, with no word of less of it."""
    general = title.level == "word" and title.sign == "+" and says("general", title.quote)
    bad = reading.level == "event" and reading.sign == "-"
    return bool(general and bad and not (says("reduction", text) or says("improvement", text)))


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
    worse = says("worsening", plain)
    if worse:
        denied = says("denied", plain[: worse.start()]) or pattern("outcome.below_next").match(plain[worse.end() :])
        return ruled("worsening/event", text[:80], sign="+" if denied else "-")
    better = says("improvement", plain)
    if better:
        denied = says("denied", plain[: better.start()])
        return ruled("improvement/event", text[:80], sign="-" if denied else "+")
    reading = lexicon.read(plain, outcome.context)
    if reading.level in {"word", ""}:
        reading = lexicon.read(text, outcome.context)
    answer = says("response", plain)
    if answer and reading.level != "event" and not says("denied", plain[: answer.start()]):
        return ruled("response", text[:80])
    change = says("reduction", plain) or says("fell_by", plain)
    ahead = plain[: reading.start]
    less = says("fewer", ahead) or says("reducing", ahead) or says("was_reduced", plain)
    fewer = reading.sign == "-" and less
    if change and (fewer or reading.level != "event") and reading.sign in {"+", "-"}:
        return ruled("reduction/event", text[:80], sign=flipped(reading.sign))
    if pattern("outcome.less").match(plain) and reading.sign in {"+", "-"}:
        return ruled("reduction/less", text[:80], sign=flipped(reading.sign))
    limit = limit_in(text)
    graded = reading.level == "event" and reading.sign == "-" and says("graded", plain) is not None
    numbered = reading.level == "word" and says("limit_number", text) is not None
    if limit and (reading.level in {"scale", "measure"} or graded or numbered) and reading.sign in {"+", "-"}:
        return ruled("threshold", text[:80], sign=passing(limit, reading.sign))
    return found_from(reading)


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


def of_another_thing(quote: str, outcome: OutcomeText) -> bool:
    """Whether a statement names another thing than the title ("Bladder capacity": "a fall of detrusor pressure is an improvement")."""
    other, own = lexicon.read(quote), lexicon.read(outcome.title)
    return other.level in {"scale", "measure"} and other.label not in {own.label, ""}


def told_itself(outcome: OutcomeText, sign: Sign) -> bool:
    """Whether the description of a reduction tells of the reduced thing alone ("decrease in mortality": "patients who died")."""
    told = outcome.description
    if outcome.unit or len(told) > BRIEF or pattern("statement.cue").search(told.lower()) or says("changed", told):
        return False
    reading = lexicon.read(told)
    return (
        reading.sign == sign == "-" and reading.level in {"event", "scale", "measure"} and not limit_in(outcome.title)
    )
