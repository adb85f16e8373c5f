"""Counts split into ordered grades of one scale ("none" to "severe", "much better" to "much worse", bands of percent, points).

Words: group ``grade`` of ``seeds/patterns.csv``.
"""

from __future__ import annotations

import re
from itertools import accumulate

from msc_trials.knowledge.rules import pattern, patterns
from msc_trials.results.categories import alike, category_name, event_of, without_sums
from msc_trials.results.values import ValueRow, rates

_WORD = re.compile(r"[a-z0-9]+")
_TURNED = {"improved": -1, "worsened": 1}
_POINT = re.compile(
    r"(?:(?:\w+ )?(?:score|grade|stage|level|class|category|mrs)\W*)?(\d{1,2})(?:\s*(?:\(.*|[-–:=].*))?"
)
"""A point of a scale by its number: "0", "grade 2", "mRS 4", "6 (dead)"."""


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
        point = _POINT.fullmatch(name) if much else None
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
    if any(not alike(word, own) for word in _WORD.findall(rest) for own in head or [""]):
        return None  # "marked decrease", "not improved", "some difficulty"
    size = next((float(kind) for kind in said if kind.isdigit()), 0.0)
    turned = [_TURNED[kind] for kind in said if kind in _TURNED]
    if turned:
        return (size or 2.5) * turned[0] if len(turned) == 1 else None
    unread = "severity" if much < 0 else "whole"
    return None if unread in said else size * much or None
