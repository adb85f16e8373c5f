"""Which arm a statement about a difference favours.

Which way is better comes from the words ("better", "worse"), from the outcome lexicon, and, for outcomes that it does not
know, from what the paper hopes for. Source: reading conventions 8.7.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msc_trials.literature.arms import Arms, nearer_tested, side_of, without_arm_comparatives
from msc_trials.literature.claim import Favours
from msc_trials.literature.measured import pair_of, without_estimates
from msc_trials.literature.phrases import has, pattern, search
from msc_trials.literature.primary import content, stem
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.outcome_direction import outcome_direction

_OPPOSITE = {"+": "-", "-": "+"}
_OTHER: dict[Favours, Favours] = {"tested": "comparator", "comparator": "tested"}
_GOAL_SHARE = 0.4
"""A clause is about the primary endpoint where it holds this share of its words."""
_VERB = 60
"""How many letters a verb of falling stands before the first value at most: "fell by 7 with cells and by 3"."""
_GOES_ON = 70
"""How many letters behind its values a clause may go on to say what was measured: "45 and 29 percent were healed"."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def favoured(clause: str, arms: Arms, ratio: tuple[float, float, float] | None = None) -> Favours:
    """The arm a clause about a difference favours; empty when it cannot be told."""
    named = search("in_favour_of", clause)
    if named is not None:
        return "comparator" if side_of(named["who"], arms) == "comparator" else "tested"
    clause = pattern("opens_adjusting").sub("", clause)
    told = without_arm_comparatives(clause, arms)
    quality, (hoped, is_purpose) = quality_of(told), _as_hoped(told, arms)
    if not quality:
        quality = hoped
    elif is_purpose and hoped != quality:
        quality = ""
    who = _subject(clause, arms)
    unsaid = not who or not has("other_side", clause)
    if unsaid and quality and (by_numbers := _by_numbers(clause, arms)):
        return by_numbers
    if not quality:
        return _by_ratio(clause, ratio, arms) or _by_numbers(clause, arms)
    if quality == "better":
        return who or ("" if has("coded_group", clause) else "tested")
    return _OTHER.get(who, "")


def praises_comparator(clause: str, arms: Arms) -> bool:
    """Whether a clause calls the comparator better: "placebo was more effective than cells"."""
    praised = (has("better", clause) and not has("worse", clause)) or quality_of(clause) == "better"
    return praised and _subject(clause, arms) == "comparator"


def cells_lose(clause: str) -> bool:
    """Whether a clause that names stem cells says that more, or better, was reached with another treatment."""
    if not has("names_cells", clause) or _subject(clause, Arms()) != "comparator":
        return False
    quality = quality_of(clause)
    return quality == "better" or (not quality and has("more_than", clause))


def _by_ratio(clause: str, ratio: tuple[float, float, float] | None, arms: Arms) -> Favours:
    """The arm with the better ratio: a hazard ratio is one of bad events where nothing else is said, others need the outcome."""
    if ratio is None:
        return ""
    if has("hazard_ratio", clause):
        is_good = has("goal_reached", clause) or has("time_good_event", clause)
    else:
        sign = _meaning(without_estimates(clause)[:160])
        if sign not in _OPPOSITE:
            return ""
        is_good = sign == "+"
    told_of = search("ratio_in_arm", clause)
    of_other = has("ratio_of_comparator", clause) or (told_of and side_of(told_of["of"], arms) == "comparator")
    of: Favours = "comparator" if of_other else "tested"
    return of if (ratio[0] > 1) == is_good else _OTHER[of]


def _by_numbers(clause: str, arms: Arms) -> Favours:
    """The arm with the better of two values."""
    pair = pair_of(clause, arms)
    if pair is None or pair.tested == pair.comparator:
        return ""
    begin = clause.rfind(". ", 0, pair.start) + 1
    about, whole = clause[begin : pair.start], clause[begin : pair.end + _GOES_ON]
    counted = _of_counted_change(whole)
    sign = (
        "+" if has("goal_reached", clause) else counted or _meaning(about) or _hope(whole, arms)[0] or _meaning(whole)
    )
    are_falls = not counted and has("fall", about[-_VERB:]) and not has("falls_to", about)
    if are_falls and min(pair.tested, pair.comparator) >= 0:
        sign = _OPPOSITE.get(sign, "")
    if sign not in _OPPOSITE:
        return ""
    return "tested" if (pair.tested > pair.comparator) == (sign == "+") else "comparator"


def quality_of(clause: str) -> Literal["better", "worse", ""]:
    """Whether the first comparative of a clause, with its outcome, is for the better or the worse."""
    head = _BRACKETS.sub(" ", clause)
    opening = search("opens_with_other", head)
    head = head if opening is None else head[opening.end() :]
    if has("small_gain", head):
        return "worse"
    if has("great_gain", head) or has("more_achieved", head):
        return "better"
    worse = pattern("worse").search(head)
    if worse is not None and not has("better", head) and not has("down", head[: worse.start()]):
        return "worse"
    for name, good in (("small_fall", "+"), ("great_fall", "-")):
        fall = pattern(name).search(head)
        if fall is not None:
            sign = _meaning(_outcome_in(head[fall.end() :])) or _meaning(head[: fall.start()][-110:])
            return "" if not sign else "better" if sign == good else "worse"
    first, better = _first_comparative(head), pattern("better").search(head)
    if first is None and better is not None and has("gains_differ", head[better.start() :]):
        return ""
    if better is not None and (first is None or better.start() <= first.start()):
        return _of_praise(head, better)
    if first is None:
        return ""
    sign = _sign(head, first)
    if not sign:
        return "better" if better is not None else ""
    return "better" if _raises(first) == (sign == "+") else "worse"


def _of_praise(head: str, word: re.Match[str]) -> Literal["better", "worse"]:
    """Whether a word of praise is one: an earlier relapse, a delayed healing and being more likely to die are none."""
    is_more = has("praise_of_more", word.group())
    behind = head[word.end() :]
    if not (is_more or has("praise_of_less", word.group())) or has("likely_deed", behind):
        return "better"
    of_speed = has("praise_of_speed", word.group())
    is_adjective = of_speed and not has("verb_of_change", word.group()) and has("attributive", behind)
    noun = pattern("ends_noun").split(behind, maxsplit=1)[0]
    sign = _meaning(_outcome_in(noun)) if is_adjective else _sign(head, word)
    if of_speed and not is_adjective and has("about_time", head):
        sign = _OPPOSITE.get(sign, "")
    return "worse" if sign in _OPPOSITE and is_more != (sign == "+") else "better"


def _first_comparative(head: str) -> re.Match[str] | None:
    """The first word for more or for less of something."""
    found = (pattern(name).search(head) for name in ("up", "down"))
    return min((match for match in found if match), key=re.Match.start, default=None)


def _raises(comparative: re.Match[str]) -> bool:
    """Whether a word for more or less says more."""
    return pattern("up").match(comparative.string, comparative.start()) is not None


def _as_hoped(clause: str, arms: Arms) -> tuple[Literal["better", "worse", ""], bool]:
    """Whether an outcome moved as the paper hopes, and whether by its purpose: a treatment to reduce scars, and fewer of them."""
    head = _BRACKETS.sub(" ", clause)
    first = _first_comparative(head)
    ends = None if first is None else pattern("outcome_ends").search(head, first.end())
    about = head[: ends.start()] if ends is not None and ends.group().startswith("and") else head
    sign, is_purpose = _hope(about, arms)
    if first is None or not sign:
        return "", False
    return "better" if _raises(first) == (sign == "+") else "worse", is_purpose


def _hope(text: str, arms: Arms) -> tuple[str, bool]:
    """Whether the paper wants more or less of what a text is about, and whether it says so as a purpose."""
    words = content(text, dict(arms.forms)) - {stem(word)[:6] for word in arms.all_words}
    hopes = [(sign, is_purpose) for sign, is_purpose, hoped in arms.hoped if hoped & words]
    if len({sign for sign, _ in hopes}) != 1:
        near = len(arms.goal_words & words) / max(min(len(arms.goal_words), 5), 1) >= _GOAL_SHARE
        return (_goal_sign(arms.goal), False) if arms.goal and near else ("", False)
    return hopes[0][0], any(is_purpose for _, is_purpose in hopes)


@lru_cache(maxsize=256)
def _goal_sign(goal: str) -> str:
    """What a larger value of a primary endpoint means."""
    outcome = pattern("outcome_ends").split(pattern("word_of_change").sub(" ", goal), maxsplit=1)[0]
    return _meaning(outcome) or {"higher": "+", "lower": "-"}.get(outcome_direction(outcome).direction, "")


def _sign(head: str, comparative: re.Match[str]) -> str:
    """What a larger value of the clause's outcome means: the words before the comparative, else those behind it.

    Behind a verb first: in "in heart failure, cells reduced exercise capacity" the capacity is the outcome.
    """
    after = _outcome_in(head[comparative.end() :])
    before = head[max(0, comparative.start() - 110) : comparative.start()]
    is_verb = has("verb_of_change", comparative.group()) and not has("ends_passive", before)
    nearest, other = (after, before) if is_verb else (before, after)
    return _meaning(nearest) or _meaning(other)


def _outcome_in(text: str) -> str:
    """What a text behind a comparative is about, without what the sentence goes on with."""
    return pattern("outcome_ends").split(text, maxsplit=1)[0][:90]


def _meaning(outcome: str) -> str:
    """What a larger value of an outcome means: ``+`` better, ``-`` worse, else empty."""
    if counted := _of_counted_change(outcome):
        return counted
    if has("time_bad_event", outcome):
        return "+"
    if has("time_good_event", outcome) or has("lower_is_better", outcome):
        return "-"
    if has("higher_is_better", outcome):
        return "+"
    sign = lexicon.read(outcome).sign
    return sign if sign in ("+", "-") else ""


def _of_counted_change(text: str) -> str:
    """What more people mean of whom a text counts those that changed by a stated amount: "at least a 30% fall in pain"."""
    counted = search("change_by_threshold", text)
    if counted is None or counted["way"] == "improvement":
        return "" if counted is None else "+"
    sign = _meaning(counted["what"])
    return sign if counted["way"] in ("increase", "rise", "gain") else _OPPOSITE.get(sign, "")


def _subject(clause: str, arms: Arms) -> Favours:
    """The arm that has the larger, better or reduced value: named before ``than``, else the subject of the clause."""
    head = pattern("announced").sub("", pattern("than_before").sub(" ", _BRACKETS.sub(" ", clause)))
    opening = search("opens_with_other", head)
    if opening is not None:
        other = side_of(opening["other"], arms)
        return "" if not other and has("coded_group", opening["other"]) else _OTHER.get(other, "tested")
    parts = pattern("other_side").split(head, maxsplit=1)
    if len(parts) == 2:
        other = side_of(pattern("on_what_scale").split(parts[1], maxsplit=1)[0][:70], arms)
        if other == "comparator":
            return "tested"
        mine = side_of(parts[0], arms)
        if mine == other == "tested" and has("coded_group", head):
            return nearer_tested(parts[0], parts[1][:70], arms)
        if mine == "comparator" or (not mine and not other and has("coded_group", head)):
            return mine
        return "comparator" if other == "tested" and mine != "tested" else "tested"
    groups = [found["group"] for found in pattern("named_group").finditer(head)]
    sides = {side for side in (side_of(g, arms) for g in groups) if side}
    if len(sides) == 1 and has("group_or_arm", head):
        return sides.pop()
    return side_of(head[:60], arms)
