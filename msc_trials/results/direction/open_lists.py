"""Lists of a title of which only some members have a direction: "size of the liver, portal flow and markers of repair".

Where every member is known the sign of the list is right, where one is not known it is wrong in one case of six: it
may run the other way. Source: labels of two readers for registered outcomes.
"""

from __future__ import annotations

from msc_trials.knowledge.rules import pattern
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.named_things import SignReading
from msc_trials.results.direction.outcome_text import OutcomeText, says

_LEVELS = frozenset({"measure", "word"})
"""Events and scales of a list stand for themselves: their names hold "and", and what stands beside them says when."""


def has_open_part(found: SignReading, outcome: OutcomeText) -> bool:
    """Whether a quantity or a general word decided that stands in a list with something that no row gives a direction."""
    if found.code not in _LEVELS or found.sign not in {"+", "-"} or outcome.unit or found.family == "safety":
        return False
    core = pattern("outcome.circumstance").sub(" ", pattern("outcome.aside").sub(" ", outcome.core))
    if says("members_told", core) or says("counts", core):
        return False
    members = [member for member in pattern("outcome.next_member").split(core) if member.strip()]
    quote = found.quote.split(" / ")[0]
    if len(members) < 2 or not any(quote in member for member in members) or says("of_parts", members[0]):
        return False
    return any(_is_open(member, outcome) for member in members)


def _is_open(member: str, outcome: OutcomeText) -> bool:
    """Whether a member has words that no row names, or a thing whose direction depends, and nothing with a direction."""
    found = lexicon.hits(member, outcome.context)
    if any(hit.sign in {"+", "-", "mixed"} for hit in found):
        return False
    rest = pattern("outcome.property").sub(" ", member)
    return any(hit.sign == "~" for hit in found) or bool(lexicon.unexplained(rest, outcome.context))
