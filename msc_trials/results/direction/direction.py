"""Which way is better for an outcome, with the reason.

Order of evidence (domain notes §5a): what the record itself states, what kind of number is posted (a count of
participants, a time to an event, a reduction), then the lexicon. Contradictions end in ``unclear``: a wrong sign turns
a failed trial into a success.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msc_trials.errors import expect
from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import change_rules, value_rules
from msc_trials.results.direction.lexicon import LEVELS, Sign, read, unexplained
from msc_trials.results.direction.named_things import BRIEF, SHORT, SignReading, ruled
from msc_trials.results.direction.open_lists import has_open_part
from msc_trials.results.direction.outcome_domain import harms_under_safety, outcome_kind
from msc_trials.results.direction.outcome_text import Frame, OutcomeText, frame_of, says
from msc_trials.results.direction.told_otherwise import told_otherwise, told_without
from msc_trials.results.direction.told_parts import of_endpoints, thing_of
from msc_trials.results.findings import Direction, Reason

_DIRECTIONS: dict[Sign, Direction] = {"+": "higher", "-": "lower", "0": "neutral", "mixed": "composite"}

_PLAIN = frozenset({"surv", "vacc", "safety"})
"""Families of the lexicon whose words decide wherever they stand."""

_VAGUE = {"scale": 2, "event": 0, "measure": 0, "word": -1}
"""So many words that no row names may a title have that leaves it to the description what was measured."""


_NEAR = 60
"""Words of the title stand by a thing of the description within so many letters behind it."""
_FEW = 2
"""Fewer than so many words that no row names stand before the thing in a description that is not brief."""

_COUNTED_OPEN = frozenset({"measure", "depends", "no_rule", "count_of_unknown", "count_described"})
"""Rules that leave open what is counted, or count what has no direction."""

_OF_TITLE = frozenset({"event", "scale", "measure", "word", "no_rule", "depends"})
_OF_DESCRIPTION = frozenset({"reduction", "improvement"})
"""Rules behind a thing whose value the description may count: words of the title, or a change that the description tells."""


class OutcomeDirection(NamedTuple):
    """Which way is better, and why.

    ``direction`` is about the value that is posted (a larger value is better, worse, neither, of several parts, or not
    known). ``reason`` carries the rule, a sentence and the words of the record it rests on. ``sure`` is False where
    the rule leans on general words or on the description only. ``is_safety``: the outcome counts harms. ``family`` is
    the group of the lexicon row, or the name of the rule where no row was needed. ``leaning`` is what the words of an
    ``in_doubt`` outcome would say; a posted test may be read by it.
    """

    direction: Direction
    reason: Reason
    sure: bool
    is_safety: bool
    family: str = ""
    leaning: Direction = "unclear"


def outcome_direction(
    measure: str, description: str = "", unit: str = "", time_frame: str = "", *, about: str = ""
) -> OutcomeDirection:
    """Decide which way is better for an outcome from its registered or posted words. Raises ``MisuseError`` for what is no text.

    ``about``: the conditions and titles of its trial, for words that mean something in some diseases only.

    >>> from msc_trials import outcome_direction
    >>> outcome_direction("Pain on a visual analogue scale").direction
    'lower'
    >>> outcome_direction("Level of a made-up marker").direction
    'unclear'
    """
    expect(measure, str, "The words of an outcome, as text,", 'For example outcome_direction("Pain").')
    outcome = OutcomeText.of(measure, description, unit, time_frame, about)
    found = _decide(outcome)
    found = told_otherwise(found, outcome) or found
    if found.code in {"no_rule", "depends"}:
        found = _by_intent(found, outcome)
    if _counts_the_others(found, outcome):
        found = ruled("contradiction/alive", found.quote)
    kind = outcome_kind(measure, description, unit)
    if kind == "pk" and found.code in {"scale", "measure", "word", "depends", "no_rule"}:
        found = ruled("pk", found.quote)
    if kind == "safety":
        found = _for_safety(found, outcome, harms_under_safety(measure, description))
    leaning: Direction = "unclear"
    if _in_doubt(found, outcome):
        leaning = _DIRECTIONS[found.sign]
        found = ruled("in_doubt", found.quote, found.text, family=found.family)
    return OutcomeDirection(
        direction=_DIRECTIONS.get(found.sign, "unclear"),
        reason=Reason(found.code, found.text, quote=found.quote[:200]),
        sure=found.sure and found.sign in _DIRECTIONS,
        is_safety=kind == "safety",
        family=found.family,
        leaning=leaning,
    )


def _by_intent(found: SignReading, outcome: OutcomeText) -> SignReading:
    """What has no direction by its words, by what the record says that it is for.

    An examination that looks for harm counts it; under a title of efficacy the description tells what got better.
    """
    if found.code == "no_rule" and says("harm_searched", outcome.description):
        return ruled("harms", outcome.description[:80])
    if says("feasible", outcome.title) or says("purpose_safety", outcome.title):
        return found
    told = found.code == "no_rule" and says("left_open", outcome.title) and says("effect_named", outcome.title)
    return ruled("efficacy_told", outcome.description[:80]) if told and _got_better(outcome) else found


def _got_better(outcome: OutcomeText) -> bool:
    """Whether a description tells that something gets better, and of nothing that runs the other way."""
    return bool(says("improved_told", outcome.description)) and read(outcome.description).sign in {"", "+"}


def _for_safety(found: SignReading, outcome: OutcomeText, harms: bool) -> SignReading:
    """An outcome that counts harms: findings that are abnormal or have changed, what is only checked, and harms under its name."""
    if found.code == "count_of_unknown" and says("abnormal", outcome.description):
        return ruled("abnormal", outcome.description[:80])
    if found.code in _COUNTED_OPEN and (counted := says("changes_counted", outcome.title)):
        return ruled("abnormal", outcome.title[counted.start() :][:80])
    if found.sign != "+" and says("absence_told", outcome.description):
        return ruled("count_negative", outcome.description[:80], family="safety")
    named = says("purpose_safety", outcome.title) and not says("effect_named", outcome.title)
    if not named and found.code == "measure" and says("check_as_method", outcome.title):
        return found
    if named and (says("feasible", found.quote) or (found.code == "event" and _in_doubt(found, outcome))):
        return ruled("harms", found.quote)
    if found.code in {"measure", "depends", "no_rule"} or _only_checked(found, outcome):
        return _checked(found, outcome, harms)
    return found


def _checked(found: SignReading, outcome: OutcomeText, harms: bool) -> SignReading:
    """What is recorded for safety: fewer abnormal findings and fewer harms are better, of a quantity neither way is.

    A title that names safety and efficacy in one leaves open what was measured.
    """
    if says("abnormal_changes", outcome.description):
        return ruled("abnormal", outcome.description[:80])
    if says("abnormal", outcome.title) and (not outcome.unit or says("of_people", outcome.unit)):
        return ruled("abnormal", outcome.title[:80])
    if found.code == "no_rule" and says("effect_named", outcome.title):
        return found
    too_high = found.code != "no_rule" and says("elevated", outcome.title)
    counted = harms or too_high or says("harm_searched", outcome.description)
    return ruled("harms" if counted else "safety_check", found.quote)


def _only_checked(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a title names what is checked for safety, and beside it no more than that word."""
    described, safety = found.quote not in outcome.title, found.family == "safety"
    named = says("check_named", outcome.title) or says("check_told", outcome.description)
    return found.code == "word" and ((safety and described) or bool(named and (safety or described)))


def _counts_the_others(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether those who died are counted under a title of survival, or those who lived under one of death."""
    others = {"+": "counts_dead", "-": "counts_alive"}.get(found.sign) if found.family == "surv" else None
    return others is not None and any(says(others, text) for text in (outcome.unit, outcome.description))


def _in_doubt(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether the words that decided are hardly what was measured, by the other words of the title.

    An event that only the description of a count names is as often another one.

    A quantity behind four words that no row names is seldom the thing itself, nor an event that nothing counts behind three.
    A thing of the description needs a word of the title that says the same, a title of general words or of efficacy, or a
    brief description that begins with it.
    Named scales, survival, antibodies to a vaccine and changes from baseline stand for themselves in a title.
    """
    if found.code == "count_described" or has_open_part(found, outcome) or told_without(found, outcome):
        return True
    if found.code not in LEVELS or found.sign not in {"+", "-"} or found.family in _PLAIN:
        return False
    core, others = outcome.core, unexplained(outcome.core, outcome.context)
    at = core.find(found.quote.split(" / ")[0])
    if at < 0:
        return not _told_surely(found, outcome, others)
    bracket = core.count("(", 0, at) > core.count(")", 0, at) and read(core[: core.find("(")]).sign == found.sign
    means = says("by_measuring", core[:at]) if found.code == "event" else None
    named = means is not None and sum(means.end() <= other < at for other in others) < _FEW
    changed = found.code == "measure" and says("change", core[:at])
    stands = bracket or named or changed or found.code == "scale"
    said = read(core[:at])
    at = said.start if said.sign == found.sign else at  # "pain in the wound on a visual scale": pain comes first
    few = 2 if found.code == "event" and not says("counts", outcome.title) else 3
    return not stands and sum(other < at for other in others) > few


def _told_surely(found: SignReading, outcome: OutcomeText, others: list[int]) -> bool:
    """Whether a thing that only the description names is what the title asks for: it leaves that to the description, its
    words are general or say the same, or the description says so in other words ("i.e. oedema").
    """
    if _left_to_description(found, outcome):
        return True
    harms = found.sign == "-" and says("purpose_safety", outcome.title)
    if harms and not says("effect_named", outcome.title):
        return True  # what a title of safety has in its description are harms
    told = outcome.description.find(found.quote)
    if told > 0 and pattern("outcome.that_is").search(outcome.description[:told]):
        return True
    if _named_alike(found, outcome, others):
        return True
    return len(others) <= (3 if read(outcome.core).sign == found.sign else _VAGUE[found.code])


def _named_alike(found: SignReading, outcome: OutcomeText, others: list[int]) -> bool:
    """Whether the words of the title that no row names stand by the thing in the same part of the description.

    "Oxygen pressure": "partial pressure of oxygen", "Chest scans": "fibrosis on chest scans". Or the first of them is
    the abbreviation that the description gives.
    """
    if (found.code, found.sign) == ("event", "+"):
        return False  # "Making of a product": "successful making of the product"
    words = [re.match(r"[\w'-]+", outcome.core[at:]) for at in others]
    low = [word.group().lower() for word in words if word]
    told = outcome.description.find(found.quote) + len(found.quote)
    after = re.split("[.,;]", outcome.description[told : told + _NEAR].lower())[0]
    beside = f"{found.quote.lower()}{after}"
    return bool(low) and (all(word in beside for word in low) or f"({low[0]})" in after)


def _left_to_description(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a title leaves it to the description what was measured, which names a thing before most other words.

    Under a title of efficacy or of outcomes at large the thing may stand anywhere in a short description, a scale or an
    event in any. Under any other title a brief description must begin with it, and must count or time an event, unless both
    are no more than a few words ("fertility": "live births").
    """
    told = pattern("outcome.effect_of").sub("", outcome.description)
    at = told.find(found.quote.split(" / ")[0])
    if at < 0 or says("effect_named", found.quote):
        return False
    before = sum(other < at for other in unexplained(told, outcome.title))
    if found.code == "event" and not before and says("effect_named", outcome.title):
        return True
    if says("left_open", outcome.title):
        longest = {"measure": SHORT, "word": BRIEF}.get(found.code)
        return longest is None or len(told) <= longest or (found.code == "measure" and before < _FEW)
    bare = len(told) <= _NEAR and not told[:1].isdigit() and len(unexplained(outcome.core, outcome.context)) <= 1
    counted = found.code != "event" or bare or any(says(name, told) for name in ("share", "begins_timed"))
    return len(told) <= BRIEF and counted and not before and found.code != "word"


def _counts_improved(frame: Frame, outcome: OutcomeText) -> bool:
    """Whether a title that counts nobody has a unit of people or percent and a description of the share that improved."""
    of_people = says("of_share", outcome.unit) and not says("counts", outcome.title)
    return bool(of_people and frame.kind != "time_to" and says("improved_people", outcome.description))


def _decide(outcome: OutcomeText) -> SignReading:
    if says("baseline_only", outcome.title):
        return ruled("baseline", outcome.title[:80])
    if says("hangs_together", outcome.title) or (not outcome.unit and says("relation_told", outcome.description)):
        return ruled("hangs_together", outcome.title[:80])
    for name in ("foretold", "laboratory"):
        if named := says(name, outcome.title):
            return ruled(name, named.group())
    if says("response_classes", outcome.title):
        return ruled("count_of_unknown", outcome.title[:80])
    frame = frame_of(outcome.core, outcome.unit)
    if _counts_improved(frame, outcome):
        return ruled("improvement/people", outcome.description[:80])
    if frame.kind == "count" or says("unit_negative", outcome.unit) or says("survival_events", outcome.title):
        return value_rules.of_count(frame, outcome)
    if frame.kind == "time_to":
        return value_rules.beside_time(outcome.core, value_rules.of_time(frame, outcome))
    if frame.kind == "worsening":
        return value_rules.of_worsening(frame, outcome)
    thing = thing_of(frame, outcome)
    if frame.kind in {"plain", "improvement"} and (timed := value_rules.of_described_time(frame, thing, outcome)):
        return timed
    if frame.kind == "plain" and (parts := of_endpoints(outcome)):
        return parts
    if thing.code == "no_rule" and not outcome.description and says("efficacy_of", outcome.title):
        return ruled("efficacy_of", outcome.title[:80])
    if frame.kind == "plain" and (thing.code in _OF_TITLE or thing.code in _OF_DESCRIPTION):
        limited = value_rules.of_title_limit(thing, outcome) if thing.code in {"scale", "measure"} else None
        found = limited or value_rules.of_abnormal(thing, outcome) or value_rules.of_described_count(thing, outcome)
        found = found or value_rules.of_described_cure(thing, outcome)
        return found or change_rules.as_subtracted(value_rules.of_thing(thing, outcome), outcome)
    if frame.kind in {"reduction", "improvement"}:
        return change_rules.of_change(frame, thing, outcome)
    return value_rules.of_thing(thing, outcome)
