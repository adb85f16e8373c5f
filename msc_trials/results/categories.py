"""Counts of participants split into categories ("Dead 14, Alive 6"): which category is the event of the title.

A larger count is better or worse only for a category that repeats the event of the title, or names its stated opposite.
Categories in steps ("None", "Partial", "Complete") and categories that name something else tell nothing. Word lists:
``seeds/category_words.csv`` and ``seeds/category_opposites.csv``. Source: API contract §4.3 (an outcome may hold
several classes and categories), and a survey of 3,000 records as the API sends them today: 2 % of outcomes have several.
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.results.model import ValueRow

_WORD = re.compile(r"[a-z0-9]+")
_TIME = re.compile(r"\b(?:week|month|day|year|hour|visit|baseline|cycle)s?\b|\b[dwmy]\d+\b")
_STEM = 5
"""Two words count as the same when they share this many first letters, or all of a shorter word."""


def is_split(rows: list[ValueRow]) -> bool:
    """Whether rows of counts divide the same participants: categories of one class, or classes that add up to all."""
    if any(not row.first for row in rows):
        return True
    if len(rows) < 2 or any(_TIME.search(row.label.lower()) for row in rows):
        return False
    groups = set.intersection(*[set(row.values) for row in rows])
    return bool(groups) and all(
        sum(row.values[group] for row in rows) == rows[0].sizes.get(group, 0.0) for group in groups
    )


def event_sign(title: str, category: str) -> int:
    """+1 when a category counts the event of a title, -1 when it counts its opposite, 0 when it names something else.

    >>> event_sign("Overall survival at day 28", "Alive"), event_sign("Overall survival at day 28", "Dead")
    (1, -1)
    >>> event_sign("Fistula healing at week 24", "Partial")
    0
    """
    event = _event(title.lower())
    named, turned = _without_negation(category.lower())
    if not event:
        return 0
    whole = category.lower().strip(" .:")
    for role, sign in (("yes", 1), ("no", -1)):
        if _pattern(role).fullmatch(whole):
            return sign
    sign = -1 if turned else 1
    about, negated = _without_negation(" ".join(event))
    if negated:
        if event[0] in about.split():
            return 0  # "relapse-free survival": what is denied is not the event
        sign = -sign
    words = _WORD.findall(about)
    if not words or not _WORD.findall(named):
        return 0
    head = words[-1]
    if all(any(_alike(own, word) for word in words) for own in _WORD.findall(named)) and any(
        _alike(own, head) for own in _WORD.findall(named)
    ):
        return sign
    return sign * _by_role(head, named)


def event_rows(title: str, rows: list[ValueRow]) -> list[tuple[ValueRow, int]]:
    """The rows that count the event of the title or its opposite, each with its sign.

    Among more than two categories "None" is the lowest of several grades, not the opposite of the event.
    """
    named = [(row, (row.category or row.label).lower().strip(" .:")) for row in rows]
    graded = len({name for _, name in named}) > 2
    found = [(row, event_sign(title, name)) for row, name in named if not (graded and name == "none")]
    return [(row, sign) for row, sign in found if sign]


def _by_role(head: str, named: str) -> int:
    """+1 when title and category share a role ("survival", "alive"), -1 when theirs are opposites."""
    own = next((role for role in _roles() if _pattern(role).fullmatch(head)), "")
    if not own or len(_WORD.findall(named)) > 1:
        return 0
    other = next((role for role in _roles() if _pattern(role).fullmatch(named.strip(" .:"))), "")
    if own == other:
        return 1
    return -1 if {own, other} in _opposites() else 0


def _event(title: str) -> list[str]:
    """The words of a title that name its event: what stands before "at", "of", "within", behind words that only count."""
    words = _WORD.findall(title)
    while words and _pattern("opener").fullmatch(words[0]):
        words = words[1:]
    end = next((i for i, word in enumerate(words) if _pattern("ender").fullmatch(word)), len(words))
    return words[:end]


def _without_negation(phrase: str) -> tuple[str, bool]:
    pattern = _pattern("negation")
    words = _WORD.findall(phrase)
    kept = [word for word in words if not pattern.fullmatch(word)]
    turned = len(kept) < len(words)
    if not turned and words and words[0].startswith("un") and pattern.match(words[0]):
        return " ".join([words[0][2:], *words[1:]]), True
    return " ".join(kept), turned


def _alike(one: str, other: str) -> bool:
    shared = min(len(one), len(other), _STEM)
    return shared > 2 and one[:shared] == other[:shared]


@cache
def _pattern(role: str) -> re.Pattern[str]:
    return re.compile(next(row["pattern"] for row in seeds.table("category_words") if row["role"] == role))


@cache
def _opposites() -> tuple[set[str], ...]:
    return tuple({row["role"], row["opposite"]} for row in seeds.table("category_opposites"))


@cache
def _roles() -> tuple[str, ...]:
    names = [row["role"] for row in seeds.table("category_words")]
    return tuple(names[names.index("survival") :])
