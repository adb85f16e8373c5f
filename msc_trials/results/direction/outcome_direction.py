"""Which way is better for an outcome, with the reason.

The rules are asked in this order (domain notes §5a):

1. Is there anything to win? A value before treatment and a correlation have no better way.
2. What kind of number is posted (``outcome_text.frame_of``): a count of people, a time to an event, a worsening, a
   reduction or improvement, or the thing itself?
3. Is the thing good or bad (``named_things``): what the record states of its scale (``scale_direction``), then the
   lexicon asked of the title, then, under a title that names no more than a concept, the lexicon asked of the description.
4. What the number is turns the sign of the thing (``value_rules``, ``change_rules``).
5. What kind of outcome it is (``outcome_domain``): a drug level has no better way, an outcome of safety counts harms.
6. Do other words of the title cast doubt on what was measured? Then the answer is ``unclear``, with a leaning.

Contradictions end in ``unclear``: a wrong sign turns a failed trial into a success.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msc_trials.errors import expect
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.results.direction import change_rules, value_rules
from msc_trials.results.direction.lexicon import LEVELS, Sign, read, unexplained
from msc_trials.results.direction.named_things import BRIEF, SHORT, SignReading, ruled, titled
from msc_trials.results.direction.outcome_domain import ABOUT, outcome_kind
from msc_trials.results.direction.outcome_text import OutcomeText, frame_of, says
from msc_trials.results.direction.told_parts import beside_time, of_endpoints, told_otherwise
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


class OutcomeDirection(NamedTuple):
    """Which way is better for the value that is posted, and why.

    ``sure`` is False where the rule leans on general words or on the description only. ``is_safety``: the outcome
    counts harms. ``family`` is the group of the lexicon row, or the name of the rule where no row was needed.
    ``leaning`` is what the words of an ``in_doubt`` outcome would say; a posted test may be read by it.
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
    if _counts_the_others(found, outcome):
        found = ruled("contradiction/alive", found.quote)
    if found.code == "no_rule" and _got_better(outcome):
        found = ruled("efficacy_told", outcome.description[:80])
    kind = outcome_kind(measure, description, unit)
    if kind == "pk" and found.code in {"scale", "measure", "word", "depends", "no_rule", "time_to_unknown"}:
        found = ruled("pk", found.quote)
    if kind == "safety":
        found = _for_safety(found, outcome)
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


def _got_better(outcome: OutcomeText) -> bool:
    """Whether a title asks for efficacy alone and the description tells of nothing but that something got better."""
    safety = says("feasible", outcome.title) or says("purpose_safety", outcome.title)
    titled = says("effect_named", outcome.title) and not safety and not outcome.unit
    better = titled and says("improved_told", outcome.description)
    return bool(better) and read(outcome.description).sign in {"", "+"}


def _for_safety(found: SignReading, outcome: OutcomeText) -> SignReading:
    """An outcome that counts harms: findings that are abnormal or have changed, what is only checked, and harms under its name."""
    if found.code == "count_of_unknown" and says("abnormal", outcome.description):
        return ruled("abnormal", outcome.description[:80])
    named = says("purpose_safety", outcome.title) and not says("effect_named", outcome.title)
    if not named and found.code == "measure" and says("check_as_method", outcome.title):
        return found
    if named and (says("feasible", found.quote) or (found.code == "event" and _in_doubt(found, outcome))):
        return ruled("harms", found.quote)
    if found.code in _COUNTED_OPEN and (counted := says("changes_counted", outcome.title)):
        return ruled("abnormal", outcome.title[counted.start() :][:80])
    if found.code in {"measure", "depends", "no_rule"} or _only_checked(found, outcome):
        return _checked(found, outcome)
    return found


def _checked(found: SignReading, outcome: OutcomeText) -> SignReading:
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
    told = rules().has(outcome.description[:ABOUT], "outcome_kinds.harm")
    harms = told and says("purpose_safety", outcome.title)  # whatever else the description lists
    return ruled("harms" if harms or too_high else "safety_check", found.quote)


def _only_checked(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a title names what is checked for safety, and beside it no more than that word."""
    described, safety = found.quote not in outcome.title, found.family == "safety"
    named = says("check_named", outcome.title) or says("check_told", outcome.description)
    return found.code == "word" and ((safety and described) or bool(named and (safety or described)))


def _counts_the_others(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether those who died are counted under a title of survival, or those who lived under one of death."""
    if found.code == "count_event" and says("counts_dead", outcome.title):
        return False  # "percentage of participants who died": the description only defines survival
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
    if found.code == "count_described":
        return True
    if found.code not in LEVELS or found.sign not in {"+", "-"} or found.family in _PLAIN:
        return False
    core, others = outcome.core, unexplained(outcome.core, outcome.context)
    at = core.find(found.quote.split(" / ")[0])
    if at < 0:
        return not _told_surely(found, outcome, others)
    aside = core.count("(", 0, at) > core.count(")", 0, at)
    bracket = aside and (read(core[: core.find("(")]).sign == found.sign or _abbreviates(core, at))
    changed = found.code == "measure" and says("change", core[:at])
    stands = bracket or changed or found.code == "scale"
    said = read(core[:at])
    at = said.start if said.sign == found.sign else at  # "pain in the wound on a visual scale": pain comes first
    few = 2 if found.code == "event" and not says("counts", outcome.title) else 3
    return not stands and sum(other < at for other in others) > few


def _abbreviates(core: str, at: int) -> bool:
    """Whether the bracket in which the thing stands holds the first letters of the words before it ("Vascular Cell ... (VC..)")."""
    begins = core.rfind("(", 0, at)
    letters = re.findall("[a-z0-9]", re.split(r"[\s)]", core[begins + 1 :])[0].lower())
    firsts = iter(re.findall(r"\b[a-z0-9]", core[:begins].lower()))
    return len(letters) > 2 and all(letter in firsts for letter in letters)


def _told_surely(found: SignReading, outcome: OutcomeText, others: list[int]) -> bool:
    """Whether a thing that only the description names is what the title asks for: it leaves that to the description, its
    words are general or say the same, or the description says so in other words ("i.e. oedema").
    """
    first = read(outcome.core)
    if _left_to_description(found, outcome) or (first.sign == found.sign and not first.start):
        return True
    harms = found.sign == "-" and says("purpose_safety", outcome.title)
    if harms and not says("effect_named", outcome.title):
        return True  # what a title of safety has in its description are harms
    if _named_alike(found, outcome, others):
        return True
    return len(others) <= (3 if read(outcome.core).sign == found.sign else _VAGUE[found.code])


def _named_alike(found: SignReading, outcome: OutcomeText, others: list[int]) -> bool:
    """Whether the words of the title that no row names stand by the thing in the same part of the description ("Chest
    scans": "fibrosis on chest scans"), or the first of them is the abbreviation that the description gives."""
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
    if frame.kind != "time_to" and says("of_share", outcome.unit) and says("improved_people", outcome.description):
        return ruled("improvement/people", outcome.description[:80])
    if frame.kind == "count" or says("unit_negative", outcome.unit) or says("survival_events", outcome.title):
        return value_rules.of_count(frame, outcome)
    if frame.kind == "time_to":
        return beside_time(outcome.core, value_rules.of_time(frame, outcome))
    thing = titled(frame, outcome)
    if frame.kind != "reduction" and (timed := value_rules.of_described_time(thing, outcome)):
        return timed
    if frame.kind == "worsening":
        return ruled("worsening", frame.thing)
    if thing.sign == "+" and thing.code in {"scale", "measure"}:
        _, _, behind = outcome.core.partition(thing.quote)
        if says("lost", behind):  # "disc height loss"
            return ruled("worsening", outcome.core[:80])
    if frame.kind == "plain" and (parts := of_endpoints(outcome)):
        return parts
    if frame.kind in {"reduction", "improvement"}:
        return change_rules.of_change(frame, thing, outcome)
    counted = value_rules.of_described_count(thing, outcome)
    return counted or change_rules.as_subtracted(value_rules.of_thing(thing, outcome), outcome)
