"""Counts of participants split into categories ("Dead 14, Alive 6"): which category is the event of the title.

A larger count is better or worse only for a category that repeats the event of the title, or names its stated opposite.
Categories in steps ("None", "Partial", "Complete") and categories that name something else tell nothing. Words: groups
``category``, ``side`` and ``grade`` of ``seeds/patterns.csv``, ``seeds/category_opposites.csv``. Source: API contract §4.3 (an outcome may
hold several classes and categories), and a survey of 3,000 records: 2 % of outcomes have several.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, dropwhile, permutations, takewhile

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, patterns
from msc_trials.results.values import ValueRow, rates

_WORD = re.compile(r"[a-z0-9]+")
_STEM = 5
"""Two words count as the same when they share this many first letters, or all of a shorter word."""


def is_split(rows: list[ValueRow], shares: bool = False) -> bool:
    """Whether rows divide the same participants: categories of one class, or classes that add up to all.

    ``shares``: the values are percentages, which add up to 100.
    """
    if any(not row.first for row in rows):
        return True
    rows = without_sums(rows)
    if len(rows) < 2 or any(pattern("category.time").search(row.label.lower()) for row in rows):
        return False
    groups = set.intersection(*[set(row.values) for row in rows])
    totals = {group: sum(row.values[group] for row in rows) for group in groups}
    if shares:
        return bool(groups) and all(abs(total - 100) <= 1.5 for total in totals.values())
    return bool(groups) and all(total == rows[0].sizes.get(group, 0.0) for group, total in totals.items())


def without_sums(rows: list[ValueRow]) -> list[ValueRow]:
    """The rows without those whose name joins the names of other rows ("none/mild" beside "none" and "mild")."""
    names, joint = {category_name(row) for row in rows}, pattern("category.joined")
    return [row for row in rows if len(parts := joint.split(category_name(row))) < 2 or not names.issuperset(parts)]


def category_name(row: ValueRow) -> str:
    """What a row counts, in small letters."""
    return (row.category or row.label).lower().strip(" .:")


def event_sign(title: str, category: str, complete: bool = False) -> int:
    """+1 when a category counts the event of a title, -1 when it counts its opposite, 0 when it names something else.

    ``complete``: the only other category is the same with a negation, so that its last word alone tells what is counted.

    >>> event_sign("Overall survival at day 28", "Alive"), event_sign("Overall survival at day 28", "Dead")
    (1, -1)
    >>> event_sign("Fistula healing at week 24", "Partial")
    0
    """
    named = _WORD.findall(category.lower())
    named, turned = _without_negation(named)
    sign = -1 if turned else 1
    event = event_of(title)
    if not event:
        return 0
    whole = category.lower().strip(" .:")
    for role, answer in (("yes", 1), ("no", -1)):
        if pattern(f"category.{role}").fullmatch(whole):
            return answer
    own = _without_openers(named)
    own = own[-1:] if complete else own
    about, negated = _without_negation(event)
    if negated and event[0] in about:
        return 0  # "relapse-free survival": what is denied is not the event
    about = about[:-1] if len(about) > 1 and pattern("category.closer").fullmatch(about[-1]) else about
    if not about or not own:
        return 0
    if negated:
        sign = -sign
    if all(any(_alike(one, word) for word in about) for one in own) and any(_alike(one, about[-1]) for one in own):
        return sign
    return sign * _by_role(about[-1], own)


def event_rows(title: str, rows: list[ValueRow], larger_better: bool = True) -> list[tuple[ValueRow, int]]:
    """The rows that count the event of the title or its opposite, each with its sign. Among more than two categories
    "None" is the lowest grade and no opposite. Of just responders and non-responders the first did well:
    ``larger_better`` for it or not."""
    named = [(row, category_name(row)) for row in rows]
    if joined := _joined_event(title.lower(), named):
        return [(joined, 1)]
    if versus := _first_of_two(title.lower(), named):
        return [(versus, 1)]
    complete = False
    if len(named) == 2:
        (one, denied), (other, also) = (_without_negation(_WORD.findall(name)) for _, name in named)
        complete = one == other and denied != also  # "rapid response", "no rapid response"
        if denied != also and _is_responders(one) and _is_responders(other):
            well = 1 if larger_better else -1
            return [(named[0][0], -well if denied else well), (named[1][0], -well if also else well)]
    graded = len({name for _, name in named}) > 2
    found = [(row, event_sign(title, name, complete)) for row, name in named if not (graded and name == "none")]
    return [(row, sign) for row, sign in found if sign]


def row_sign(title: str, row: ValueRow, split: bool) -> int:
    """+1 when a row counts the people with the event of a title, -1 those without it, 0 when that cannot be told.

    The name of a row is that of its category, else of its class without its times; ``split``: its rows divide the same people.
    """
    if row.category:
        return event_sign(title, row.category)
    name = " ".join(pattern("category.timed").sub(" ", row.label).split()).strip(" ,;:.-")
    if pattern("category.unknown").fullmatch(name.lower()):
        return 0
    sign = event_sign(title, name)
    denied = _without_negation(_WORD.findall(name.lower()))[1]
    return sign or (0 if name and (split or denied) else 1)


def _joined_event(title: str, named: list[tuple[ValueRow, str]]) -> ValueRow | None:
    """The sum of two of several categories that the title joins by "or" ("stable disease or objective response")."""
    negation = pattern("category.negation")
    for one, other in permutations([pair for pair in named if pair[1] and pair[1] in title], 2):
        names = (one[1], other[1])
        if len(named) < 3 or any(negation.match(word) for name in names for word in _WORD.findall(name)):
            continue
        if re.search(rf"\b{re.escape(names[0])}\s+or\s+(?:an?\s+)?(?:[\w-]+\s+)?{re.escape(names[1])}\b", title):
            groups = one[0].values.keys() & other[0].values.keys()
            both = {group: one[0].values[group] + other[0].values[group] for group in groups}
            return replace(one[0], values=both, category=" or ".join(names), measurements=())
    return None


def _first_of_two(title: str, named: list[tuple[ValueRow, str]]) -> ValueRow | None:
    """The row that the title sets against another one ("cure versus failure", NCT00366249)."""
    for (row, one), (_, other) in permutations([pair for pair in named if pair[1] and pair[1] in title], 2):
        if re.search(rf"\b{re.escape(one)}\s+(?:vs?\.?|versus)\s+{re.escape(other)}\b", title):
            return row
    return None


def _is_responders(words: list[str]) -> bool:
    """Whether a category without its negation is that of responders."""
    return bool(words) and words[0].startswith("responder") and words[1:2] in ([], ["defined"], ["rate"])


def _by_role(head: str, named: list[str]) -> int:
    """+1 when title and category share a role ("survival", "alive"), -1 when theirs are opposites."""
    texts = (head, " ".join(named))
    own, other = (next((side for side, words in patterns("side") if words.fullmatch(t)), "") for t in texts)
    if not own or len(named) > 1:
        return 0
    opposites = {frozenset(row.values()) for row in seeds.table("category_opposites")}
    return 1 if own == other else -1 if frozenset((own, other)) in opposites else 0


def event_of(title: str) -> list[str]:
    """The words of a title that name its event: what stands before "at", "of", "within", behind words that only count."""
    ender = pattern("category.ender")
    return list(takewhile(lambda word: not ender.fullmatch(word), _without_openers(_WORD.findall(title.lower()))))


def _without_openers(words: list[str]) -> list[str]:
    return list(dropwhile(pattern("category.opener").fullmatch, words))


def _without_negation(words: list[str]) -> tuple[list[str], bool]:
    """Words without those that deny and without a denying prefix ("non-responder"), and whether there was one."""
    negation = pattern("category.negation")
    kept = [word for word in words if not negation.fullmatch(word)]
    prefix = negation.match(words[0]) if words and len(kept) == len(words) else None
    if prefix is not None:
        return [words[0][prefix.end() :], *words[1:]], True
    return kept, len(kept) < len(words)


def _alike(one: str, other: str) -> bool:
    """Whether two words begin alike."""
    shared = min(len(one), len(other), _STEM)
    return one == other or (shared > 2 and one[:shared] == other[:shared])


# --- ordered grades of one scale: "none" to "severe", "much better" to "much worse", bands of percent, points --------

_TURNED = {"improved": -1, "worsened": 1}


def better_by_grades(own: str, other: str, rows: list[ValueRow], count: bool) -> bool | None:
    """Whether a group has more of its people at each grade or above it than another, but for one in a hundred; fewer: False.

    None where that crosses. ``rows``: the grades, the best first.
    """
    shares = [rates(row, count) for row in rows]
    if not rows or not all({own, other} <= share.keys() for share in shares):
        return None
    slack = 0.01 * sum(share[other] for share in shares)
    gaps = list(accumulate(share[own] - share[other] for share in shares))[:-1]
    better, worse = max(gaps) > slack, min(gaps) < -slack
    return None if better == worse else better


def grades(title: str, rows: list[ValueRow], direction: str) -> list[ValueRow]:
    """Rows in grades of one scale, the best first; empty for others.

    ``direction`` tells whether much of what the title names is good, where the grades do not say it. A grade may name
    nothing but the head of the title: of "joint pain" it reads "severe pain", not "marked decrease".
    """
    graded: dict[float, ValueRow] = {}
    much = {"lower": 1, "higher": -1}.get(direction, 0)
    head = event_of(title)[-1:]
    rows = without_sums(rows)
    banded = bool(much) and any(pattern("category.band").fullmatch(category_name(row)) for row in rows)
    for row in rows:
        name = category_name(row)
        if pattern("grade.left_out").fullmatch(name):
            continue
        point = pattern("category.point").fullmatch(name) if much else None
        grade = much * int(point[1]) if point else _band(name, much) if banded else _grade(name, head, much)
        if grade is None or grade in graded:
            return []
        graded[grade] = row
    return [graded[grade] for grade in sorted(graded)] if len(graded) > 2 else []


def _band(name: str, much: int) -> float | None:
    """How bad a band of numbers is, by where it begins ("75 to <90%"); those in no band have least; None for other names."""
    band = pattern("category.band").fullmatch(name)
    if band is None:
        return -1.0 * much if pattern("category.no_band").fullmatch(name) else None
    return much * (-0.5 if band["below"] else float(band["from"]))


def _grade(name: str, head: list[str], much: int) -> float | None:
    """How bad a grade is, below zero for a change for the better; None for words that are no grade. ``much``: +1 bad, -1 good."""
    if pattern("grade.same").fullmatch(name):
        return 0.0
    said = [kind for kind, words in patterns("grade") if words.search(name)]
    rest = name
    for kind in said:
        rest = pattern(f"grade.{kind}").sub(" ", rest)
    if any(not _alike(word, own) for word in _WORD.findall(rest) for own in head or [""]):
        return None  # "marked decrease", "not improved", "some difficulty"
    size = next((float(kind) for kind in said if kind.isdigit()), 0.0)
    turned = [_TURNED[kind] for kind in said if kind in _TURNED]
    if turned:
        return (size or 2.5) * turned[0] if len(turned) == 1 else None
    unread = "severity" if much < 0 else "whole"
    return None if unread in said else size * much or None
