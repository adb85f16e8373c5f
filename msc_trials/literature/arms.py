"""Which arm a paper tests and which arm a statement favours.

The tested arm comes from the title ("A versus B", "effect of A on"), generic words name the comparator (placebo, usual
care, control). Which way is better comes from the outcome lexicon. Source: reading conventions 8.7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from msc_trials.literature.claim import Favours
from msc_trials.literature.phrases import has, listed, pattern, plain
from msc_trials.results.direction import lexicon

_WORDS = re.compile(r"[a-z][a-z0-9-]{3,}")
_ABOUT = re.compile(
    r"^(?:.*\b(?:effects?|efficacy|effectiveness|impact|influence|study|trial|safety|use|results?|outcomes?) (?:of|with) )?(?:(?:an?|the) )?"
)
"""What a title says before it names the treatment, left out of the name that readers see."""
_DESIGN = re.compile(r"\brandomi[sz]|\bmulti-?cent|\bphase (?:[1-4]|i)|\bcontrolled\b|\bblind")
_OPPOSITE = {"+": "-", "-": "+"}
_GROUP = r"(?:in|with|for|among|receiving|by|of|on|to|after|under|given)\s+(?:the |those |patients |treated |receiving |assigned to |with |in |a )*"


@dataclass(frozen=True, slots=True)
class Arms:
    """Names of the tested arm for readers, words that only one side of the title has, and all words of both."""

    tested: str = ""
    tested_words: frozenset[str] = frozenset()
    comparator_words: frozenset[str] = frozenset()
    all_words: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()


def arms_of(title: str, forms: Mapping[str, str] | None = None) -> Arms:
    """The arms a title names; ``forms`` are short forms of the abstract and what they stand for.

    >>> arms_of("Cells versus placebo for knee pain: a randomised trial").tested
    'Cells'
    """
    arms = _of_title(title)
    return replace(arms, forms=tuple((forms or {}).items()))


def _of_title(title: str) -> Arms:
    """The arms of a title; a side that calls itself standard, placebo or control is the comparator."""
    low = plain(title)
    mark = next((m for m in pattern("versus").finditer(low) if m.start() > 4), None)
    if mark is None:
        found = pattern("effect_of").search(low)
        name = _shown(title, _ABOUT.sub("", found["arm"])) if found else ""
        named = frozenset(_names(found["arm"])) if found else frozenset()
        return Arms(name, named, all_words=named)
    left, right = low[: mark.start()], re.split(r"[:?]| (?:in|for|as) ", low[mark.end() :])[0]
    if ":" in left:
        left = left.rsplit(":", 1)[1]
    left = re.sub(r"^.*\b(?:of|comparing|compares|comparison of|trial of|evaluating|effect of)\s+", "", left)
    if mark.group().startswith("with"):
        right = left
        return Arms(_shown(title, low[mark.end() :].split(" in ")[0].split(" for ")[0][:80]))
    if has("comparator_title", left) and not has("comparator_title", right):
        left, right = right, left
    mine, theirs = _names(left), _names(right)
    return Arms(_shown(title, left), frozenset(mine - theirs), frozenset(theirs - mine), frozenset(mine | theirs))


def favoured(clause: str, arms: Arms, ratio: tuple[float, float, float] | None = None) -> Favours:
    """The arm a clause about a difference favours; empty when it cannot be told."""
    named = re.search(r"\b(?:in favou?r of|favou?r(?:s|ed|ing))\s+(?P<who>[^.;,()]{3,60})", clause)
    if named is not None:
        return "comparator" if _side(named["who"], arms) == "comparator" else "tested"
    quality = quality_of(clause)
    who = _subject(clause, arms)
    if not quality:
        return _by_ratio(clause, ratio) or _by_numbers(clause, arms)
    if quality == "better":
        return "comparator" if who == "comparator" else "tested"
    return {"comparator": "tested", "tested": "comparator"}.get(who, "")  # type: ignore[return-value]


def praises_comparator(clause: str, arms: Arms) -> bool:
    """Whether a clause calls the comparator better: "placebo was more effective than cells"."""
    return has("better", clause) and not has("worse", clause) and _subject(clause, arms) == "comparator"


def _by_ratio(clause: str, ratio: tuple[float, float, float] | None) -> Favours:
    """A hazard ratio below one favours the tested arm, above one the comparator; other ratios need the outcome."""
    if ratio is None:
        return ""
    if not re.search(r"hazard ratio|\bhrs?\b", clause):
        sign = _meaning(clause[:160])
        return {"+": "tested", "-": "comparator"}.get(sign if ratio[0] > 1 else _OPPOSITE.get(sign, ""), "")  # type: ignore[return-value]
    with_comparator = re.search(r"ratio[^;)]{0,40}\b(?:with|for) [\w -]*\balone|for [\w ]*(?:placebo|control)", clause)
    lower_is_tested = ratio[0] < 1
    if with_comparator:
        lower_is_tested = not lower_is_tested
    return "tested" if lower_is_tested else "comparator"


def _by_numbers(clause: str, arms: Arms) -> Favours:
    """The arm with the better of two values, where each value stands with the name of its arm."""
    found = list(_value_of_arm().finditer(clause))[:2]
    if len(found) == 2:
        values, names = [float(m["value"]) for m in found], [m["arm"] for m in found]
    else:
        both = _values_respectively().search(clause)
        if both is None:
            return ""
        values, names = [float(both["one"]), float(both["two"])], [both["first"], both["second"]]
    sides = [_side(name, arms) for name in names]
    if len(set(sides)) != 2 or values[0] == values[1]:
        return ""
    sign = "+" if has("goal_reached", clause) else _meaning(clause[:160])
    if not sign:
        return ""
    larger = 0 if values[0] > values[1] else 1
    winner = sides[larger] if sign == "+" else sides[1 - larger]
    loser = sides[1 - larger] if sign == "+" else sides[larger]
    return winner or ("comparator" if loser == "tested" else "tested")


@cache
def _value_of_arm() -> re.Pattern[str]:
    return re.compile(
        r"(?P<value>\d+(?:\.\d+)?) ?(?:%|months?|weeks?|days?|points?|mm|kg)?\)?(?: ?\([^()]*\)| ?\[[^\[\]]*\])*"
        r"(?: of (?:the )?(?:\d+ ?)?\w*)?(?: patients| participants)?,? (?:in|with|for|among|receiving|of those receiving) (?:the )?"
        r"(?P<arm>[a-z][\w /+-]{2,45}?)(?= group| arm|\b(?: and| vs| versus| compared|[,.;()]|$))"
    )


@cache
def _values_respectively() -> re.Pattern[str]:
    return re.compile(
        r"(?P<one>\d+(?:\.\d+)?) ?(?:%|months?|weeks?|days?)? ?(?:and|versus|vs\.?) (?P<two>\d+(?:\.\d+)?)[^;]{0,60}?"
        r"\b(?:in|for|with) (?:the )?(?P<first>[\w+ -]{2,40}?) and (?:the )?(?P<second>[\w+ -]{2,40}?)(?: groups?| arms?)?,? respectively"
    )


def quality_of(clause: str) -> Literal["better", "worse", ""]:
    """Whether the first comparative of a clause, with its outcome, is for the better or the worse."""
    head = re.sub(r"\([^()]*\)", " ", clause)
    if has("great_gain", head) or has("more_achieved", head):
        return "better"
    if has("worse", head) and not has("better", head):
        return "worse"
    for name, good in (("small_fall", "+"), ("great_fall", "-")):
        fall = pattern(name).search(head)
        if fall is not None:
            sign = _meaning(head[fall.end() :][:90]) or _meaning(head[: fall.start()][-110:])
            return "" if not sign else "better" if sign == good else "worse"
    up, down, better = (pattern(name).search(head) for name in ("up", "down", "better"))
    first = min((m for m in (up, down) if m), key=lambda m: m.start(), default=None)
    if better is not None and (first is None or better.start() <= first.start()):
        return "better"
    if first is None:
        return ""
    sign = _sign(head, first)
    if sign not in ("+", "-"):
        return "better" if better is not None else ""
    raised = first is up or (up is not None and first.start() == up.start())
    return "better" if raised == (sign == "+") else "worse"


def _sign(head: str, comparative: re.Match[str]) -> str:
    """What a larger value of the clause's outcome means: the words behind a verb or adjective, else those before it."""
    after = re.split(r"\b(?:than|compared|versus|vs)\b", head[comparative.end() :])[0][:90]
    before = head[max(0, comparative.start() - 110) : comparative.start()]
    verb = re.match(r"(?:increas|reduc|decreas|prolong|lower|rais|suppress|shorten)ed\b", comparative.group())
    order = (after, before) if verb and not re.search(r"\b(?:was|were|is|are)\b[\w ]*$", before) else (before, after)
    for text in order:
        sign = _meaning(text)
        if sign in ("+", "-"):
            return sign
    return ""


def _meaning(outcome: str) -> str:
    """What a larger value of an outcome means: ``+`` better, ``-`` worse, else empty."""
    if has("time_bad_event", outcome):
        return "+"
    if has("time_good_event", outcome) or has("lower_is_better", outcome):
        return "-"
    if has("higher_is_better", outcome):
        return "+"
    sign = lexicon.read(outcome).sign
    return sign if sign in ("+", "-") else ""


def _subject(clause: str, arms: Arms) -> Favours:
    """The arm that has the larger, better or reduced value: named before ``than``, else the subject of the clause."""
    head = re.sub(r"\([^()]*\)", " ", clause)
    opening = re.match(
        r"(?:when |as )?(?:compared (?:with|to)|relative to|versus|in comparison (?:with|to)) ([^,]{3,70}),",
        head.strip(),
    )
    if opening is not None:
        return "comparator" if _side(opening[1], arms) == "tested" else "tested"
    parts = re.split(
        r"\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\.?\b|\brelative to\b|\bas opposed to\b", head, maxsplit=1
    )
    if len(parts) == 2:
        other = _side(parts[1][:70], arms)
        if other == "comparator":
            return "tested"
        mine = _side(parts[0], arms)
        if mine == "comparator":
            return "comparator"
        return "comparator" if other == "tested" and mine != "tested" else "tested"
    groups = re.findall(rf"{_GROUP}([\w -]{{3,50}}?)(?: group| arm|\b(?=[,.;(]|$))", head)
    sides = {side for side in (_side(g, arms) for g in groups) if side}
    if len(sides) == 1 and re.search(r"\b(?:group|arm)s?\b", head):
        return sides.pop()
    return "tested" if _side(head[:60], arms) == "tested" else ""


def _side(text: str, arms: Arms) -> Favours:
    for short, long in arms.forms:
        if re.search(rf"\b{re.escape(short)}\b", text):
            text = f"{text} {long}"
    words = _names(text)
    mine, theirs = len(words & arms.tested_words), len(words & arms.comparator_words)
    if mine != theirs:
        return "tested" if mine > theirs else "comparator"
    if has("tested_word", text):
        return "tested"
    return "comparator" if has("comparator_word", text) else ""


def _names(text: str) -> set[str]:
    return {word[:7] for word in _WORDS.findall(text)} - {word[:7] for word in listed("arm_stop_words")}


def _shown(title: str, low: str) -> str:
    """The words of the title that ``low`` was made from; empty where they name a design and no treatment."""
    low = low.strip(" ,:-")
    if _DESIGN.search(low):
        return ""
    at = plain(title).find(low)
    original = title[at : at + len(low)] if at >= 0 and len(plain(title)) == len(title) else low
    return original.strip(" ,:-")
