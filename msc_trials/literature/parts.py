"""Which part of a paper each sentence of an abstract without labels belongs to.

Background, methods, results and conclusions follow each other in this order, and any of them may be missing. Every sentence has
points for each of the four, by its words (``seeds/part_cues.csv``) and its place (``seeds/part_places.csv``); the abstract is cut
where the points of all sentences add up to most. Source of the points: a logistic model over the sentences of 1,158 abstracts with
labels, in some of them background or conclusions left out, its weights divided by 0.25 and rounded. Set by hand were two points
less for methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import rules

Quarter: TypeAlias = Literal["background", "methods", "results", "conclusions"]

QUARTERS: tuple[Quarter, ...] = ("background", "methods", "results", "conclusions")
_Points: TypeAlias = tuple[int, ...]


def parts_of(sentences: Sequence[str]) -> list[Quarter]:
    """The part of each plain sentence of an abstract.

    >>> parts_of(["Knees are stiff.", "We randomly assigned 80 patients to cells or placebo.", "Pain fell (p = 0.01).", "Cells help."])
    ['background', 'methods', 'results', 'conclusions']
    """
    best: list[tuple[int, list[Quarter]]] = []
    for number, text in enumerate(sentences):
        points = _points_of(text, number, len(sentences))
        former = best or [(0, [])] * len(QUARTERS)
        ways = [max(former[: at + 1], key=lambda way: way[0]) for at in range(len(QUARTERS))]
        best = [(ways[at][0] + points[at], [*ways[at][1], part]) for at, part in enumerate(QUARTERS)]
    return max(best, key=lambda way: way[0])[1] if best else []


def _points_of(text: str, number: int, length: int) -> _Points:
    """The points of one sentence for each part; the end of an abstract is its second half at most."""
    cues = ["any"]
    if number == 0:
        cues.append("first")
    elif number * 2 >= length and length - number <= 2:
        cues.append("last" if number == length - 1 else "last_but_one")
    words = (kind.removeprefix("part_cues.") for kind in rules().kinds(text, "part_cues"))
    rows = [
        *(_points("part_places", "place")[cue] for cue in cues),
        *(_points("part_cues", "cue")[cue] for cue in words),
    ]
    return tuple(sum(column) for column in zip(*rows, strict=True))


@cache
def _points(table: str, name: str) -> dict[str, _Points]:
    """The points of each cue or place for the four parts."""
    return {row[name]: tuple(int(row[part]) for part in QUARTERS) for row in seeds.table(table)}
