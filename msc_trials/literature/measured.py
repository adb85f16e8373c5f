"""Values of two arms in one clause: which number belongs to which arm.

Each number is read with the words beside it ("9 of 60 on cells", "group A 31.2", "without, 24 percent"). Two numbers that a
word of comparison joins are a pair when the words name two arms; where only one of them is known, the other words name the
other arm. Test statistics, spreads, intervals and the estimate itself are no values. Source: reading conventions 8.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from msc_trials.literature.arms import Arms, side_of
from msc_trials.literature.claim import Favours
from msc_trials.literature.intervals import estimates_of
from msc_trials.literature.phrases import blanked, has, pattern
from msc_trials.matching.numbers import ONES

_SPELLED = {"no": 0, **ONES, "twenty": 20}
_NUMBER = re.compile(r"(?<![\w.,/+-])[+-]?\d+(?:\.\d+)?(?![\w/]|-[a-z]|[.,]\d)")
_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_PART = re.compile(
    rf"(?<![\w.,])(?P<count>{_WHOLE}|{'|'.join(_SPELLED)})(?: ?/ ?|(?: [a-z]+)?,? (?:out )?of (?:the |our |all |these )?)(?P<people>{_WHOLE})\b(?! ?(?:°|%|mm\b|cm\b|points\b|mg\b))"
)
_SHARE = re.compile(r"[^\d;]{0,50}?\((\d+(?:\.\d+)?) ?(?:%|per ?cent)\)|[^\d;]{0,50}?, (\d+(?:\.\d+)?) ?%,")
_NONE = re.compile(r"\bnone(?= (?:in|on|with|after|for|who|receiving)\b)")
_BRACKETS = re.compile(r" ?\([^()]*\)|^[^a-z()]*\)")
_LIST = re.compile(r"%?, ")
_OPENS = re.compile(r" ?(?:%|per ?cent),? ?\(")
_COUNT_OF_SHARE = re.compile(r" ?(?:[a-z]+ )?\(\d+(?:\.\d+)? ?%")
_OTHER: dict[Favours, Favours] = {"tested": "comparator", "comparator": "tested"}
_ROUNDED = 1.6
"""A share in brackets repeats a count where the two differ by less."""
_BEFORE, _BEHIND = 90, 80
"""How many letters the words that name the arm of a value stand before it and behind it at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number of an outcome and where it stands; ``9 of 60`` is 15 (percent)."""

    number: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The values of the two arms, and where they stand."""

    tested: float
    comparator: float
    start: int
    end: int


@lru_cache(maxsize=1024)
def values_in(clause: str) -> tuple[Value, ...]:
    """The numbers of a plain clause that may be values of an arm.

    >>> [(v.number, clause[v.start:v.end]) for clause in ["9 of 60 (15%) on cells"] for v in values_in(clause)]
    [(15.0, '9 of 60')]
    """
    text = without_estimates(clause, blanked(pattern("no_value"), clause))
    found: list[Value] = []
    for part in _PART.finditer(clause):
        count, people = (_whole(part[name]) for name in ("count", "people"))
        is_word = part["count"] == "one" and part.group() == f"one of {part['people']}"
        if not count <= people or not people or text[part.start()] == " " or is_word:
            continue
        share = _SHARE.match(clause, part.end())
        repeats = share is not None and abs(float(share[1] or share[2]) - 100 * count / people) < _ROUNDED
        end = share.end() if share is not None and repeats else part.end()
        found.append(Value(100 * count / people, part.start(), part.end()))
        text = text[: part.start()] + " " * (end - part.start()) + text[end:]
    numbers = (n for n in _NUMBER.finditer(text) if not _COUNT_OF_SHARE.match(text, n.end()))
    found += [Value(float(number.group()), number.start(), number.end()) for number in numbers]
    found += [Value(0.0, none.start(), none.end()) for none in _NONE.finditer(text)]
    found.sort(key=lambda value: value.start)
    return tuple(found[:1] + [two for one, two in pairwise(found) if not _repeats(clause, one, two)])


def _repeats(clause: str, share: Value, value: Value) -> bool:
    """Whether a value is the count in the bracket behind its share: "21.0% (45 of 211)"."""
    is_count = not clause[value.start : value.end].isdigit()
    return is_count and _OPENS.fullmatch(clause[share.end : value.start]) is not None


def _whole(text: str) -> int:
    return _SPELLED[text] if text in _SPELLED else int(text.replace(",", ""))


def without_estimates(clause: str, text: str = "") -> str:
    """A clause, or ``text`` of the same length, with blanks for the intervals of the clause and what they belong to."""
    text = text or clause
    for begin, end in (estimate.span for estimate in estimates_of(clause)):
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def pair_of(clause: str, arms: Arms) -> Pair | None:
    """The first two values of a plain clause that belong to two arms; None without them."""
    for one, two, names in _side_by_side(clause):
        side = names.first_side(arms)
        if side:
            first, second = (one.number, two.number) if side == "tested" else (two.number, one.number)
            return Pair(first, second, one.start, two.end)
    return None


def _side_by_side(clause: str) -> Iterator[tuple[Value, Value, _Names]]:
    """Values that follow each other in one sentence with a word that compares them between, and the words around them."""
    values = values_in(clause)
    for at, (one, two) in enumerate(pairwise(values)):
        between = blanked(_BRACKETS, clause[one.end : two.start])
        joint = pattern("joins_values").search(between)
        is_third = at and _LIST.fullmatch(clause[values[at - 1].end : one.start]) is not None
        if joint is None or ". " in between or clause[: one.start].endswith(("from ", "between ")) or is_third:
            continue
        before = re.split(r"(?<!vs)\. ", clause[values[at - 1].end if at else 0 : one.start])[-1]
        behind = clause[two.end : values[at + 2].start if at + 2 < len(values) else len(clause)]
        middle = clause[one.end : one.end + joint.start()], clause[one.end + joint.end() : two.start]
        texts = [_BRACKETS.sub("", text) for text in (before, *middle, behind)]
        yield one, two, _Names(texts[0][-_BEFORE:], texts[1], texts[2], texts[3][:_BEHIND])


@dataclass(frozen=True, slots=True)
class _Names:
    """The words around two values: before and behind the first, before and behind the second."""

    before_one: str
    behind_one: str
    before_two: str
    behind_two: str

    def first_side(self, arms: Arms) -> Favours:
        """The arm of the first value; empty where the words do not tell."""
        if not has("word_of_name", self.behind_one) and not has("word_of_name", self.before_two):
            side = _of_list(self.behind_two.split(";")[0], self.before_one, arms)
            if side:
                return side
        behind_two = pattern("ends_name").split(self.behind_two, maxsplit=1)[0]
        before_one = pattern("ends_name").split(self.before_one)[-1]
        one = self.behind_one if has("word_of_name", self.behind_one) else before_one
        two = self.before_two if has("word_of_name", self.before_two) else behind_two
        if has("not_an_arm", one) or has("not_an_arm", two):
            return ""
        first, second = _side(one, arms) or _side(self.before_one, arms), _side(two, arms) or _side(behind_two, arms)
        return _settled(first, second, one, two, behind_two)


def _of_list(behind: str, before: str, arms: Arms) -> Favours:
    """The arm of the first value of a list whose names stand behind it or before it: 45 and 29 with cells and with placebo.

    Before a list stands what was measured too: there both arms have to be known.
    """
    for text, both in ((behind, False), (before, True)):
        for joint in pattern("joins_values").finditer(text):
            one, two = text[: joint.start()], text[joint.end() :]
            first, second = _side(one, arms), _side(two, arms)
            side = _settled(first, second, one, two, "") if (first and second) or not both else ""
            if side:
                return side
    return ""


def _settled(first: Favours, second: Favours, one: str, two: str, behind: str) -> Favours:
    """The first arm of two texts: what is known of one tells the other, and a plain control is never the tested arm.

    What is known of one tells the other only where the words may name an arm ("those", "group"), or those behind a list do.
    """
    if first and first == second:
        plain = [has("comparator", text) for text in (one, two)]
        if plain[0] != plain[1]:
            return "comparator" if plain[0] else "tested"
        return ""
    if first and second:
        return first
    unknown = two + behind if first else one
    if not (first or second) or not has("word_of_name", unknown):
        return ""
    if not has("arm_like", unknown) and not has("arm_like", two):
        return ""
    return first or _OTHER[second]


def _side(text: str, arms: Arms) -> Favours:
    """The arm that a text names, by its words or by being the one without ("those who had not")."""
    if has("other_arm", text):
        return "comparator"
    return side_of(text, arms)
