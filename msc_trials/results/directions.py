"""Which way is better for an outcome, with the reason.

Order of evidence (domain notes §5a): what the record itself states, what kind of number is posted (a count of
participants, a time to an event, a reduction), then the lexicon. Contradictions end in ``unclear``: a wrong sign turns
a failed trial into a success.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from msc_trials.findings import Direction, Reason
from msc_trials.results import lexicon
from msc_trials.results.kinds import is_safety_outcome
from msc_trials.results.lexicon import Reading, Sign, flipped
from msc_trials.results.stated import Statement, statements, words
from msc_trials.results.value_frames import Frame, frame_of
from msc_trials.text import normalize

_DIRECTIONS: dict[Sign, Direction] = {"+": "higher", "-": "lower", "0": "neutral", "mixed": "composite"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OutcomeDirection:
    """Which way is better, and why.

    ``direction`` is about the value that is posted (a larger value is better, worse, neither, of several parts, or not
    known). ``reason`` carries the rule, a sentence and the words of the record it rests on. ``sure`` is False where
    the rule leans on general words or on the description only. ``is_safety``: the outcome counts harms. ``family`` is
    the group of the lexicon row, or the name of the rule where no row was needed.
    """

    direction: Direction
    reason: Reason
    sure: bool
    is_safety: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class _Finding:
    sign: Sign
    code: str
    text: str
    quote: str = ""
    sure: bool = True
    family: str = ""


_NOTHING = _Finding("", "no_rule", "Nothing in the record says which way is better.", sure=False)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The texts of one outcome, cleaned once."""

    title: str
    description: str
    unit: str
    time_frame: str

    @property
    def context(self) -> str:
        return f"{self.unit} {self.description[:600]}"


@lru_cache(maxsize=8192)
def outcome_direction(measure: str, description: str = "", unit: str = "", time_frame: str = "") -> OutcomeDirection:
    """Decide which way is better for an outcome from its registered or posted words. Never raises."""
    outcome = _Outcome(_clean(measure), normalize(description or ""), _clean(unit), _clean(time_frame))
    found = _decide(outcome)
    is_safety = is_safety_outcome(measure, description, unit)
    if (
        is_safety
        and found.code in {"measure", "depends", "no_rule"}
        and not _words()["abnormal"].search(description or "")
    ):
        found = _Finding("0", "safety_check", "Recorded as a safety check: neither way is better by itself.",
                         found.quote, sure=False, family="safety")  # fmt: skip
    return OutcomeDirection(
        direction=_DIRECTIONS.get(found.sign, "unclear"),
        reason=Reason(found.code, found.text, quote=found.quote[:200]),
        sure=found.sure and found.sign in _DIRECTIONS,
        is_safety=is_safety,
        family=found.family,
    )


def _decide(outcome: _Outcome) -> _Finding:
    frame = frame_of(_core(outcome.title), outcome.unit)
    said = _stated(outcome)
    if frame.kind == "count":
        return _of_count(frame, outcome, said)
    if frame.kind == "time_to":
        return _of_time(frame, outcome)
    if frame.kind == "worsening":
        return _Finding(
            "-", "worsening", "The value is a worsening; smaller is better.", frame.thing, family="worsening"
        )
    thing = _thing(frame, outcome)
    if frame.kind in {"reduction", "improvement"}:
        return _of_change(frame, thing, said, outcome)
    return _plain(thing, said, outcome)


# --- the record's own statement -----------------------------------------------------------------------------------


def _stated(outcome: _Outcome) -> tuple[Statement, ...]:
    text = f"{outcome.title}. {outcome.description}"
    found = statements(text)
    return found or statements(f"{outcome.unit}. {outcome.time_frame}")


def _agreed(said: Sequence[Statement]) -> Statement | None:
    """The statement that all others of the same standing agree with; statements of the total outrank those of items."""
    for weak in (False, True):
        level = [s for s in said if s.weak == weak and not s.of_change]
        level = level or [s for s in said if s.weak == weak]
        if level:
            return level[0] if len({s.sign for s in level}) == 1 else None
    return None


def _plain(thing: _Finding, said: Sequence[Statement], outcome: _Outcome) -> _Finding:
    """The value is the thing itself: the statement first, then the lexicon.

    A statement about single items yields to a named scale; statements that contradict each other leave a named scale
    unsure and everything else unclear.
    """
    if not said:
        return thing
    agreed = _agreed(said)
    if agreed is None:
        if thing.code == "scale":
            return _Finding(thing.sign, thing.code, thing.text, thing.quote, sure=False, family=thing.family)
        return _Finding("", "contradiction", "The record's statements of direction contradict each other.",
                        " / ".join(s.quote[:60] for s in said[:3]), sure=False)  # fmt: skip
    if thing.code in {"scale", "event"} and thing.sign in {"+", "-"} and agreed.weak and agreed.sign != thing.sign:
        return _Finding(thing.sign, thing.code, thing.text, thing.quote, sure=False, family=thing.family)
    if thing.sign == "mixed" and len({s.sign for s in said}) > 1:
        return thing
    contradicted = [s for s in said if s.of_change and s.sign != agreed.sign and not agreed.of_change]
    if contradicted and _words()["change"].search(outcome.title):
        return _Finding("", "contradiction", "Statements on the score and on its change contradict each other.",
                        f"{agreed.quote[:80]} / {contradicted[0].quote[:80]}", sure=False)  # fmt: skip
    side = "better" if agreed.sign == "+" else "worse"
    agrees = thing.sign in {agreed.sign, "", "~", "0"}
    return _Finding(agreed.sign, "stated", f"The record says that larger values are {side}.", agreed.quote,
                    sure=not agreed.weak and (agrees or thing.code != "scale"), family="stated")  # fmt: skip


# --- the thing named by the title ---------------------------------------------------------------------------------


def _thing(frame: Frame, outcome: _Outcome) -> _Finding:
    """What the lexicon says of the thing that is measured, from the title and, where it is vague, the description."""
    text = frame.thing
    for name in ("measured_by", "by"):
        by = _words()[name].search(text)
        means = lexicon.read(text[by.end() :], outcome.context) if by else Reading()
        if means.sign and (means.level in {"scale", "measure"} or (name == "measured_by" and means.level == "event")):
            return _from(means)
    reading = lexicon.read(text, outcome.context)
    if reading.level == "event" and _words()["concentration"].search(outcome.unit) and reading.family != "vacc":
        return _of_level(text, outcome)
    if reading.level in {"word", ""} or reading.sign == "~" or not reading.sure:
        better = _from_description(reading, outcome)
        if better is not None:
            return better
    return _from(reading)


def _of_level(text: str, outcome: _Outcome) -> _Finding:
    """A concentration under a title that names an event ("glucose response"): what was measured decides."""
    for part in (text, outcome.description[:300]):
        reading = lexicon.read(part, outcome.context, skip="event")
        if reading.level in {"scale", "measure"}:
            return _from(reading)
    event = lexicon.read(text, outcome.context)
    if event.sign == "-" or "tit" in outcome.unit.lower():
        return _from(event)
    return _Finding(
        "", "event_as_level", "The title names an event, the unit is that of a level.", event.quote, sure=False
    )


def _from_description(title: Reading, outcome: _Outcome) -> _Finding | None:
    """A named scale or quantity in the description, for titles that name only a concept."""
    for text in (outcome.unit, outcome.description[:400]):
        reading = lexicon.read(text, outcome.title) if text else Reading()
        if reading.level in {"scale", "measure"} and reading.sign in {"+", "-", "mixed", "0"}:
            vague = reading.level == "measure" and title.level == "word" and title.sure
            if vague and reading.sign not in {title.sign, "mixed"}:
                return None
            found = _from(reading)
            return _Finding(found.sign, found.code, found.text, found.quote, sure=False, family=found.family)
        if reading.sign in {"+", "-"} and not title.sign:
            found = _event(text, outcome)
            return _Finding(found.sign, found.code, found.text, found.quote, sure=False, family=found.family)
    return None


def _from(reading: Reading) -> _Finding:
    if reading.hit is None:
        return _NOTHING
    row = reading.hit.row
    if reading.sign == "~":
        return _Finding("~", "depends", f"{row.label}: the direction depends on what is not said here.", reading.quote,
                        sure=False, family=row.family)  # fmt: skip
    if reading.sign == "mixed":
        return _Finding("mixed", reading.level, "The parts named run in opposite directions.", reading.quote,
                        sure=False, family=row.family)  # fmt: skip
    told = {"+": "larger is better", "-": "smaller is better", "0": "neither way is better"}[reading.sign]
    sure = row.sure and reading.level != "word"
    return _Finding(reading.sign, reading.level, f"{row.label}: {told}.", reading.quote, sure, row.family)


# --- frames -------------------------------------------------------------------------------------------------------


def _of_change(frame: Frame, thing: _Finding, said: Sequence[Statement], outcome: _Outcome) -> _Finding:
    """A title that speaks of a reduction or an improvement of a thing.

    A reduction turns the sign, unless the record states how the scale itself runs and nothing says that the reduction
    is what is posted. An improvement of something better when larger is larger; of something better when smaller it
    depends on how it was subtracted, so only a firm unit decides.
    """
    stated = _agreed(said)
    scale = stated.sign if stated else thing.sign
    if frame.kind == "improvement":
        if scale == "-" and not frame.firm and (stated or thing.code in {"scale", "measure"}):
            if _words()["by_score"].search(outcome.title) and not _words()["amount"].search(outcome.unit):
                return _Finding("-", "scale_named", "The improvement is measured by a scale on which smaller is better.",
                                stated.quote if stated else thing.quote, sure=False, family=thing.family)  # fmt: skip
            return _Finding("", "improvement_of_lower", "An improvement of a scale on which smaller is better: the sign "
                            "depends on how it was subtracted.", thing.quote, sure=False)  # fmt: skip
        return _Finding("+", "improvement", "The value is an improvement; larger is better.", outcome.title[:80],
                        sure=frame.firm, family="improvement")  # fmt: skip
    if scale not in {"+", "-"}:
        return _Finding("", "reduction_of_unknown", "A reduction of something without a known direction.",
                        frame.thing[:80], sure=False)  # fmt: skip
    if stated and not frame.firm:
        return _Finding("", "reduction_or_scale", "The title names a reduction, the record states how the scale itself runs.",
                        stated.quote, sure=False)  # fmt: skip
    sign = flipped(scale)
    told = "larger" if sign == "+" else "smaller"
    return _Finding(sign, "reduction", f"The value is a reduction of {thing.quote or 'the thing named'}; {told} is better.",
                    frame.thing[:80], sure=frame.firm, family=thing.family)  # fmt: skip


def _of_time(frame: Frame, outcome: _Outcome) -> _Finding:
    """Time to a bad event: longer is better; to a good one: shorter. Source: domain notes §5a."""
    event = _event(frame.thing, outcome)
    if event.sign not in {"+", "-"}:
        thing = lexicon.read(outcome.title, outcome.context)
        if thing.sign == "0":
            return _from(thing)
        return _Finding("", "time_to_unknown", "The time to an event that is neither good nor bad by name.",
                        frame.thing[:80], sure=False)  # fmt: skip
    if event.sign == "+":
        return _Finding(
            "-", "time_to_good", "Time to a good event: shorter is better.", event.quote, event.sure, "time_to_event"
        )
    return _Finding(
        "+", "time_to_bad", "Time to a bad event: longer is better.", event.quote, event.sure, "time_to_event"
    )


def _event(text: str, outcome: _Outcome) -> _Finding:
    """Whether the thing that happens is good or bad, modifiers such as "loss of" and "30% reduction in" included."""
    patterns = _words()
    plain = patterns["aside"].sub(" ", text)
    plain = plain if plain.strip() else text
    worse = patterns["worsening"].search(plain)
    if worse:
        denied = patterns["denied"].search(plain[: worse.start()])
        return _Finding("+" if denied else "-", "worsening", "A worsening.", text[:80])
    better = patterns["improvement"].search(plain)
    if better:
        denied = patterns["denied"].search(plain[: better.start()])
        return _Finding("-" if denied else "+", "improvement", "An improvement.", text[:80])
    reading = lexicon.read(text, outcome.context)
    change = patterns["reduction"].search(plain)
    if change and reading.level != "event" and reading.sign in {"+", "-"}:
        return _Finding(flipped(reading.sign), "reduction", "A reduction.", text[:80])
    limit = _limit(text)
    if limit and reading.level in {"scale", "measure"} and reading.sign in {"+", "-"}:
        return _Finding(reading.sign if limit == "+" else flipped(reading.sign), "threshold", "A threshold.", text[:80])
    return _from(reading)


def _of_count(frame: Frame, outcome: _Outcome, said: Sequence[Statement]) -> _Finding:
    """A count or share of participants: larger is better when what they have or reach is good.

    Source: domain notes §5a (responders are better when more although the scale beneath runs the other way).
    """
    patterns = _words()
    text = frame.thing
    reached = patterns["achieve"].search(outcome.title) is not None and not patterns["not_achieved"].search(
        outcome.title
    )
    event = _event(text, outcome)
    if event.code in {"worsening", "improvement"}:
        return _counted(event.sign, event)
    if event.code in {"reduction", "threshold"}:
        stated = _agreed(said)
        if stated and event.code == "threshold" and _limit(text):
            sign: Sign = stated.sign if _limit(text) == "+" else flipped(stated.sign)
            return _counted(sign, event)
        return _counted(event.sign, event)
    limit = _limit(text)
    stated = _agreed(said)
    if limit and stated and event.code != "event":
        return _counted(stated.sign if limit == "+" else flipped(stated.sign), event)
    if reached and (event.sign != "-" or event.code in {"scale", "measure"}):
        return _Finding("+", "goal_reached", "Participants who reach a goal: more is better.", outcome.title[:80],
                        sure=True, family="responder")  # fmt: skip
    if patterns["normal"].search(text) and event.code != "event":
        return _Finding(
            "+", "normal", "Participants with normal findings: more is better.", text[:80], family="responder"
        )
    if patterns["abnormal"].search(text) and event.code != "event":
        return _Finding(
            "-", "abnormal", "Participants with abnormal findings: fewer is better.", text[:80], family="safety"
        )
    if event.sign in {"+", "-"}:
        if event.code == "scale" and not limit and patterns["scale_word"].search(text):
            return _plain(event, said, outcome)
        return _counted(event.sign, event)
    if event.sign in {"0", "mixed"}:
        return event
    fallback = _from_count_description(outcome)
    return fallback or _Finding("", "count_of_unknown", "A count of something that is neither good nor bad by name.",
                                text[:80], sure=False)  # fmt: skip


def _from_count_description(outcome: _Outcome) -> _Finding | None:
    reading = lexicon.read(outcome.description[:300], outcome.title)
    if reading.level == "event" and reading.sign in {"+", "-"}:
        found = _from(reading)
        return _Finding(found.sign, "count_described", found.text, found.quote, sure=False, family=found.family)
    return None


def _counted(sign: Sign, event: _Finding) -> _Finding:
    told = "more is better" if sign == "+" else "fewer is better"
    return _Finding(sign, f"count_{event.code}", f"A count of participants: {told}. {event.text}", event.quote,
                    event.sure, event.family or "responder")  # fmt: skip


def _limit(text: str) -> Sign:
    """Whether the text names a threshold that must be passed upwards (``+``) or downwards (``-``)."""
    patterns = _words()
    low, high = patterns["below"].search(text), patterns["above"].search(text)
    if patterns["small_grades"].search(text):
        return "-"
    if bool(low) == bool(high):
        return ""
    return "-" if low else "+"


# --- cleaning -----------------------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    return _SPACES.sub(" ", normalize(text or "")).strip()


def _core(title: str) -> str:
    """The title without whom it was measured in and after what: names there are not what was measured."""
    patterns = _words()
    core = patterns["population"].sub(" ", title)
    core = patterns["tail"].sub(" ", core)
    return core if len(core.strip()) >= 3 else title


@cache
def _words() -> dict[str, re.Pattern[str]]:
    number = r"\d+(?:\.\d+)?"
    compiled = {
        "population": r"\b(?:in|among|for)\s+(?:the\s+)?(?:\w+[\s-]+){0,4}?(?:patients|subjects|participants|adults|children|"
        r"people|women|men|individuals|infants|volunteers|adolescents)\s+(?:with|who|having|undergoing|suffering|treated|"
        r"receiving|previously|at\s+risk|infected|aged)\b[^,;:(]*",
        "tail": r"\b(?:after|following|post|due\s+to|secondary\s+to|associated\s+with|related\s+to|caused\s+by|during|prior\s+to)\s+"
        r"(?!(?:.{0,25}\b(?:free|relief)))[^,;:(]*",
        "measured_by": r"\b(?:as\s+)?(?:measured|assessed|evaluated|determined|indicated|quantified|defined|rated|estimated|"
        r"scored|through\s+assessment|based|using)\s*(?:by|with|using|through|via|on|according\s+to|as|of|from)?\s+(?:the\s+)?",
        "by": r"\b(?:by|using|on)\s+(?:the\s+)?",
        "concentration": r"\b(?:[mnpµu]?g|[mnpµ]?mol|m?I?U|ng|pg|mcg|mEq)s?\s*(?:/|per)\s*(?:m|d|µ|u)?L\b|grams? per|per (?:milli|deci)?lit",
        "aside": r"\([^()]*\)|\[[^\[\]]*\]",
        "by_score": r"\b(?:measured|assessed|evaluated|determined|scored|according)\b|\bscores?\b|\bscale\b|\bindex\b|\bVAS\b",
        "amount": r"percent|%|reduction|improvement",
        "change": r"\bchang\w+|\bdifferen\w+|\bdelta\b|\bimprov\w+|\breduc\w+",
        "denied": r"\b(?:no|not|without|never|absence\s+of|lack\s+of|free\s+(?:of|from))\s+(?:[\w-]+\s+){0,3}$",
        "worsening": rf"\b(?:{words('worsening')})\b",
        "improvement": rf"\b(?:{words('improvement')})\b",
        "reduction": rf"\b(?:{words('reduction')})\b",
        "achieve": rf"\b(?:{words('achieve')})\b",
        "not_achieved": rf"\b(?:not|never|without|fail\w*)\s+(?:\w+\s+)?(?:{words('achieve')})\b",
        "below": rf"(?:{words('below')})\s*(?:or\s+equal\s+to\s*)?(?:a\s+|the\s+)?(?:score\s+of\s+)?\(?(?:{number}|$|\W)",
        "above": rf"(?:{words('above')})\s*(?:or\s+equal\s+to\s*)?(?:a\s+|the\s+)?(?:score\s+of\s+)?\(?(?:{number}|$|\W)",
        "small_grades": r"\b0\s*(?:-|to|or|/|,|and)\s*(?:1\s*,?\s*(?:or|and|-|to|/)\s*)?[12]\b(?!\s*(?:year|month|week|day|hour))",
        "normal": r"\bnormal(?:i[sz]\w+)?\b",
        "abnormal": r"\babnormal\w*|\bclinically\s+significant|\bout\s+of\s+range|\bshifts?\b",
        "scale_word": r"\b(?:scores?|scale|index|inventory|questionnaire|grade|level)\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()}
