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
from msc_trials.results.values import ValueRow

_WORD = re.compile(r"[a-z0-9]+")
_TIME = re.compile(r"\b(?:week|month|day|year|hour|visit|baseline|cycle)s?\b|\b[dwmy]\d+\b")
_STEM = 5
"""Two words count as the same when they share this many first letters, or all of a shorter word."""


def is_split(rows: list[ValueRow], shares: bool = False) -> bool:
    """Whether rows divide the same participants: categories of one class, or classes that add up to all.

    ``shares``: the values are percentages, which add up to 100.
    """
    if any(not row.first for row in rows):
        return True
    if len(rows) < 2 or any(_TIME.search(row.label.lower()) for row in rows):
        return False
    groups = set.intersection(*[set(row.values) for row in rows])
    totals = {group: sum(row.values[group] for row in rows) for group in groups}
    if shares:
        return bool(groups) and all(abs(total - 100) <= 1.5 for total in totals.values())
    return bool(groups) and all(total == rows[0].sizes.get(group, 0.0) for group, total in totals.items())


def event_sign(title: str, category: str, complete: bool = False) -> int:
    """+1 when a category counts the event of a title, -1 when it counts its opposite, 0 when it names something else.

    ``complete``: the only other category is the same with a negation, so that its last word alone tells what is counted.

    >>> event_sign("Overall survival at day 28", "Alive"), event_sign("Overall survival at day 28", "Dead")
    (1, -1)
    >>> event_sign("Fistula healing at week 24", "Partial")
    0
    """
    event = _event(title.lower())
    named, turned = _without_negation(category.lower())
    if _responders(title.lower(), named):
        return -1 if turned else 1
    if not event:
        return 0
    whole = category.lower().strip(" .:")
    for role, sign in (("yes", 1), ("no", -1)):
        if _pattern(role).fullmatch(whole):
            return sign
    sign = -1 if turned else 1
    own = _without_openers(_WORD.findall(named))
    own = own[-1:] if complete else own
    about, negated = _without_negation(" ".join(event))
    if negated:
        if event[0] in about.split():
            return 0  # "relapse-free survival": what is denied is not the event
        sign = -sign
    words = _WORD.findall(about)
    words = words[:-1] if len(words) > 1 and words[-1] in {"event", "events"} else words
    if not words or not own:
        return 0
    if all(any(_alike(one, word) for word in words) for one in own) and any(_alike(one, words[-1]) for one in own):
        return sign
    return sign * _by_role(words[-1], " ".join(own))


def _complementary(one: str, other: str) -> bool:
    """Whether two categories differ by a negation only: "rapid response", "no rapid response"."""
    (words, denied), (others, other_denied) = _without_negation(one), _without_negation(other)
    return words == others and denied != other_denied


def _is_responders(named: str) -> int:
    """+1 for a category of responders, -1 for one of non-responders, 0 for any other."""
    kept, turned = _without_negation(named)
    words = _WORD.findall(kept)
    alone = len(words) == 1 or (len(words) > 1 and words[1] in {"defined", "rate"})
    if not alone or not words[0].startswith("responder"):
        return 0
    return -1 if turned else 1


def _responders(title: str, named: str) -> bool:
    """Whether a category counts the responders of a title that speaks of response without denying it."""
    words, response = _WORD.findall(named), _pattern("response")
    if not words or not response.fullmatch(words[0]) or (len(words) > 1 and words[1] != "defined"):
        return False
    asked, denied = _without_negation(title)
    return not denied and any(response.fullmatch(word) for word in _WORD.findall(asked))


def event_rows(title: str, rows: list[ValueRow], larger_better: bool = True) -> list[tuple[ValueRow, int]]:
    """The rows that count the event of the title or its opposite, each with its sign.

    Among more than two categories "None" is the lowest of several grades, not the opposite of the event. Of just
    responders and non-responders the first did well, whatever the title counts: ``larger_better`` for it or not.
    """
    named = [(row, (row.category or row.label).lower().strip(" .:")) for row in rows]
    if len(named) == 2 and sorted(_is_responders(name) for _, name in named) == [-1, 1]:
        return [(row, _is_responders(name) * (1 if larger_better else -1)) for row, name in named]
    graded = len({name for _, name in named}) > 2
    complete = len(named) == 2 and _complementary(named[0][1], named[1][1])
    found = [(row, event_sign(title, name, complete)) for row, name in named if not (graded and name == "none")]
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
    words = _without_openers(_WORD.findall(title))
    end = next((i for i, word in enumerate(words) if _pattern("ender").fullmatch(word)), len(words))
    return words[:end]


def _without_openers(words: list[str]) -> list[str]:
    first = next((i for i, word in enumerate(words) if not _pattern("opener").fullmatch(word)), len(words))
    return words[first:]


def _without_negation(phrase: str) -> tuple[str, bool]:
    pattern = _pattern("negation")
    words = _WORD.findall(phrase)
    kept = [word for word in words if not pattern.fullmatch(word)]
    turned = len(kept) < len(words)
    prefix = pattern.match(words[0]) if words and not turned else None
    if prefix is not None:
        return " ".join([words[0][prefix.end() :], *words[1:]]), True
    return " ".join(kept), turned


def _alike(one: str, other: str) -> bool:
    shared = min(len(one), len(other), _STEM)
    return one == other or (shared > 2 and one[:shared] == other[:shared])


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
