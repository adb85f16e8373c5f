"""Titles of general words, and what their descriptions say was measured.

"Function", "response" or "improvement" say little: where the description begins with a scale, a quantity or a count of
events that runs the other way, that is the value. Where it lists things of both signs, the outcome is a composite.
Source: readers of registered outcomes go by what is said to be measured.
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.lexicon import LexiconHit, Sign, flipped
from msc_trials.results.direction.named_things import SignReading, event_of, found_from, ruled
from msc_trials.results.direction.outcome_text import OutcomeText, frame_of, says
from msc_trials.results.direction.state_told import told_by_quantity

_TOLD = 400
"""Letters of a description in which its first sentence tells what is measured."""
_FEW = 2
"""Fewer than so many words that no row names stand before the thing with which a description begins."""
_NEAR = 24
"""What a thing is measured by stands within so many letters."""
_BEGIN = 26
"""A description begins with a thing that stands within so many letters."""
_NEXT = 16
"""A general word follows the disease or the organ of a title within so many letters."""
_LINE = 120
"""A line of a list of things measured has so many letters at most."""
_SEVERAL = 3
"""So many things under the name of an event are a list and no definition."""
_DECIDED = frozenset({"word", "measure", "event", "scale", "improvement"})
_NAMED = frozenset({"event", "scale", "measure"})


def told_otherwise(found: SignReading, outcome: OutcomeText) -> SignReading | None:
    """What the description says was measured where a general word of the title has decided; None where it says no more."""
    if outcome.unit or outcome.stated or not outcome.description or found.family == "safety":
        return None
    told = _first_part(outcome.description)
    if found.code == "no_rule" and says("left_open", outcome.title):
        return _parts(found, told, outcome)
    if quantity := told_by_quantity(found, outcome):
        return quantity
    if found.code not in _DECIDED or found.sign not in {"+", "-"}:
        return None
    if several := _told_several(found, told, outcome):
        return several
    if not _titled_generally(outcome):
        return None
    seen = found.code == "improvement" and says("image_told", told)  # what is seen on images has improved
    if seen or says("aim_told", told) or _defines(found, told, outcome):
        return None
    if lines := _of_lines(outcome):
        return lines
    if found.code != "improvement" and found.quote.split(" / ")[0] not in outcome.title:
        return None
    things = _things(told, outcome)
    if not any(hit.sign == flipped(found.sign) for hit in things):
        return None
    if parts := _parts(found, told, outcome):
        return parts
    return None if any(hit.sign == found.sign for hit in things) else _value(found, told, things, outcome)


def _told_several(found: SignReading, told: str, outcome: OutcomeText) -> SignReading | None:
    """The composite whose quantities, of both signs, a description names beside the one that decided."""
    if found.code != "measure":
        return None
    if found.quote.split(" / ")[0] in outcome.title or says("defines_lines", told):
        return None
    things = [hit for hit in _things(told, outcome) if hit.row.level == "measure"]
    if len(things) < _SEVERAL or len({hit.sign for hit in things}) < 2:
        return None
    return ruled("named/mixed", told[:80], outcome.title[:40], code="several_parts")


def told_without(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a general word for something good decided and the description tells of something that no row names ("function":
    "phonation threshold"): such words were right in one case of three where nobody had seen them before.

    So for a good event whose description begins with a size ("healing": "size of the hole"), which may be that of what is left.
    """
    if found.sign != "+" or outcome.unit or found.code not in {"word", "event", "improvement"}:
        return False
    told = _first_part(outcome.description)
    if any(hit.sign == found.sign for hit in lexicon.hits(told, outcome.title)):
        return False
    if found.code != "word":
        sized = says("begins_size", told) and not _defines(found, told, outcome)
        return bool(sized) and _titled_generally(outcome)
    titled = found.quote.split(" / ")[0] in outcome.title and says("general_word", found.quote)
    return bool(titled) and _titled_generally(outcome) and bool(lexicon.unexplained(told, outcome.title))


def _titled_generally(outcome: OutcomeText) -> bool:
    """Whether every thing that the title names is named by a general word ("cardiac function"), no instrument among them."""
    titled = lexicon.hits(outcome.core, outcome.context)
    for hit in titled:
        reach = _NEXT if hit.row.level in {"event", "measure"} else 0  # "stroke recovery", "hair growth response"
        named = outcome.core[hit.start : hit.end + reach]
        if hit.row.level != "word" and not says("general_thing", named) and not _belongs(hit, outcome):
            return False
        if hit.row.level == "scale" and says("instrument_word", outcome.core):
            return False
        if hit.sign != hit.row.sign:
            return False  # what a title denies ("absence of symptoms") is looked for by its names
    return bool(titled)


def _belongs(hit: LexiconHit, outcome: OutcomeText) -> bool:
    """Whether a good event is that of which a general word tells the success ("success of fusion")."""
    return (hit.row.level, hit.sign) == ("event", "+") and says("success_of", outcome.core[: hit.start]) is not None


def _first_part(description: str) -> str:
    """The first sentence, with the list that it announces by a colon."""
    for end in pattern("outcome.sentence_end").finditer(description[:_TOLD]):
        if not end.group().startswith(";") and not description[: end.start() + 1].rstrip().endswith(":"):
            return description[: end.start()]
    return description[:_TOLD]


def _defines(found: SignReading, told: str, outcome: OutcomeText) -> bool:
    """Whether a description tells when the good event of the title has come, or how its rate is reckoned."""
    if found.code == "event" and says("rate_named", outcome.title) and not says("begins_count", told):
        return True
    listed = lexicon.read(told, outcome.title)
    instruments = (found.code, listed.level, listed.sign) == ("improvement", "scale", "mixed")
    name = "defines_lines" if instruments else "defines_good"  # "improvement measured by WOMAC and Harris score"
    return found.code in {"event", "improvement"} and says(name, told) is not None


def _things(told: str, outcome: OutcomeText) -> list[LexiconHit]:
    """The things with a direction that a description names beside those of the title."""
    named = lexicon.hits(told, outcome.title)
    return [h for h in named if h.row.level in _NAMED and h.sign in {"+", "-"} and not _is_aside(h, told, outcome)]


def _is_aside(hit: LexiconHit, told: str, outcome: OutcomeText) -> bool:
    """Whether a thing of the description is one that the title has named, or the disease after or with which people live."""
    ill = says("disease_next", told[: hit.start]) if hit.row.level != "scale" else None
    if ill and not (says("begins_count", told) and ill.group().lower().startswith("with")):
        return True
    return told[hit.start : hit.end].lower().rstrip("s") in outcome.title.lower()


def _parts(found: SignReading, told: str, outcome: OutcomeText) -> SignReading | None:
    """The composite that a list of the description is: "function: ejection fraction, infarct size".

    Under an improvement only instruments count: what a person shows improves whichever way it runs, so other things leave it
    in doubt. An event of the title is defined by events.
    """
    listed = lexicon.read(told, outcome.title)
    things = _things(told, outcome)
    if len({hit.sign for hit in things}) < 2:
        return None  # what the title names is no part beside it
    if found.code == "improvement" and (listed.sign, listed.level) == ("mixed", "measure"):
        return ruled("in_doubt", found.quote, found.text, family=found.family)
    several = len(things) >= _SEVERAL
    levels = {"improvement": {"scale"}, "event": _NAMED if several else {"scale", "measure"}}.get(found.code, _NAMED)
    if listed.level == "event" and any(says(name, told) for name in ("defines_good", "defines_lines")):
        return None
    return found_from(listed) if listed.sign == "mixed" and listed.level in levels else None


def _of_lines(outcome: OutcomeText) -> SignReading | None:
    """The composite whose parts stand in lines of their own or behind numbers, some better when more and some when fewer."""
    if says("defines_lines", outcome.description):
        return None
    parts = [part for part in pattern("outcome.next_line").split(outcome.description[:_TOLD]) if len(part) <= _LINE]
    readings = [lexicon.read(pattern("outcome.tail").sub(" ", part), outcome.title) for part in parts]
    signed = [r for r in readings if r.sign in {"+", "-"} and r.family != "safety"]
    if len({r.sign for r in signed}) < 2 or sum(r.level in _NAMED for r in signed) < 2:
        return None
    return ruled("named/mixed", outcome.description[:80], outcome.title[:40], code="several_parts")


def _value(found: SignReading, told: str, things: list[LexiconHit], outcome: OutcomeText) -> SignReading | None:
    """The value with which the description begins, or by which it says that the thing is measured.

    The size of what heals says by its smallness that it has healed, and a named complaint beside a survey may be counted:
    both leave the sign in doubt.
    """
    first = min(things, key=lambda hit: hit.start)
    by = says("measured_by", told)
    at = by.end() if by and 0 <= first.start - by.end() <= _NEAR else 0
    before = (other for other in lexicon.unexplained(told, outcome.title) if at <= other < first.start)
    if (
        first.start - at > _BEGIN or sum(told[other].islower() for other in before) >= _FEW
    ):  # words in capitals are of the instrument's name
        return None
    frame = frame_of(told[at:])
    event = event_of(frame.thing if frame.kind in {"count", "time_to"} else told[at:], outcome)
    sign: Sign = event.sign
    sign = flipped(sign) if frame.kind == "time_to" else sign
    if sign != flipped(found.sign):
        return None
    healed = found.code == "event" and first.row.level == "measure" and says("healed", found.quote)
    if healed or (found.code, found.sign) == ("scale", "-"):
        return ruled("in_doubt", found.quote, found.text, family=found.family)
    if _kept(found, first):
        return None
    quote = told[first.start : first.end]
    return ruled(f"named/{sign}", quote, first.row.label, code=first.row.level, sure=False, family=first.row.family)


def _kept(found: SignReading, first: LexiconHit) -> bool:
    """Whether the title's word stays: pain beside a survey of health, and a word of one thing beside a quantity of it."""
    if found.code == "scale" and first.row.level == "measure":
        return True
    if found.code != "word":
        return False
    survey = first.row.level == "scale" and found.sign == "-" and says("suffered", found.quote)
    return bool(survey) or (first.row.level == "measure" and not says("general_word", found.quote))
