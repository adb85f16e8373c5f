"""Estimates with their intervals: a ratio, a difference between arms, or the value of one arm.

An interval is read in any usual spelling ("95% CI -9.0 to -1.2", "95% limits of -3.6 and 4.2", "0.63 (0.51-0.78)"). The
words before it tell what it belongs to, the nearest ones first: a ratio is without effect at one, a difference at zero.
Where none stands there, the interval is that of one arm. Source: CONSORT 2010, item 17a; reading conventions 8.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from msc_trials.literature.phrases import blanked, has, pattern

Kind: TypeAlias = Literal["ratio", "difference", "value"]

_NUMBER = re.compile(r"(?<![\w.])[-+]? ?(?:\d+(?:\.\d+)?|\.\d+)")
_FARTHEST = 170
"""How many letters the words that name an estimate stand before its interval at most."""
_NEAR = 40
"""How many letters a word for a change stands before an interval where a clause has several."""
_BEHIND = 34
"""How many letters the words that name it stand behind: "(95% CI 2 to 9) for the difference"."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One interval with what it belongs to. ``value`` is None where no number inside the interval stands before it.

    ``start`` is where the words that name it begin. ``compares``: these words speak of arms (a ratio, a gap, "28 mm lower"),
    and not of a change, which may be one arm's own. ``span``: where the interval stands, with the value it belongs to unless
    that is one arm's.
    """

    kind: Kind
    value: float | None
    low: float
    high: float
    start: int
    compares: bool
    span: tuple[int, int]

    @property
    def excludes_null(self) -> bool:
        """Whether the interval leaves out one (a ratio) or zero (a difference)."""
        null = 1.0 if self.kind == "ratio" else 0.0
        return not self.low <= null <= self.high


@lru_cache(maxsize=1024)
def estimates_of(clause: str) -> tuple[Estimate, ...]:
    """The estimates with intervals of a plain clause, in their order.

    >>> [(e.kind, e.value, e.low, e.high) for e in estimates_of("difference -5.1 points; 95% ci, -9.0 to -1.2")]
    [('difference', -5.1, -9.0, -1.2)]
    """
    return tuple(_estimates(clause)) if re.search(r"\d[^\d]{1,24}\d", clause) else ()


def _estimates(clause: str) -> Iterator[Estimate]:
    begin = 0
    intervals = tuple(pattern("interval").finditer(clause))
    of_arms = len(intervals) > 1 and has("values_of_two", clause)
    reach = _FARTHEST if len(intervals) == 1 else _NEAR
    for found in intervals:
        estimate = _estimate(clause, max(begin, found.start() - _FARTHEST), found, 0 if of_arms else reach)
        if estimate is not None:
            yield estimate
            begin = found.end()


def _estimate(clause: str, first: int, found: re.Match[str], reach: int) -> Estimate | None:
    """The estimate an interval belongs to; None where its limits are out of order, or nothing says that it is one."""
    groups = {name: text for name, text in found.groupdict().items() if text}
    low_name = next(name for name in groups if name.startswith("low"))
    low, high = (_number(text) for text in groups.values())
    before = clause[first : found.start(low_name)]
    value, place = _value_before(clause[first : found.start()])
    kind, start, compares = _kind(before, clause[found.end() : found.end() + _BEHIND], reach)
    unnamed = low_name != "low" and kind == "value"
    if unnamed or (low_name == "low_list" and kind != "ratio"):
        return None
    if kind == "difference" and high < low:
        low, high = high, low
    if low > high or (kind == "ratio" and low <= 0):
        return None
    if value is not None and not low <= value <= high:
        value = -value if kind == "difference" and low <= -value <= high else None
    begin = found.start() if value is None or kind == "value" else first + place
    return Estimate(kind, value, low, high, first + start, compares, (begin, found.end()))


def _kind(before: str, behind: str, reach: int) -> tuple[Kind, int, bool]:
    """What an interval belongs to by the words around it, where they begin, and whether they compare arms.

    Words for a change ("increased") count where no other word does, and within ``reach`` letters only: they may be about an
    arm's own values, as may "higher" where the clause prints several intervals.
    """
    names: list[tuple[int, Kind]] = [(m.start(), "ratio") for m in pattern("names_ratio").finditer(before)]
    names += [(m.start(), "difference") for m in pattern("names_difference").finditer(before)]
    if names:
        start, kind = max(names)
        return kind, start, True
    if has("of_difference", behind):
        return "difference", 0, True
    changed = list(pattern("names_change").finditer(before))
    if changed and len(before) - changed[-1].start() < reach:
        return "difference", changed[-1].start(), False
    return "value", len(before), False


def _value_before(text: str) -> tuple[float | None, int]:
    """The last number before an interval and where it stands, a level of confidence left out."""
    text = blanked(pattern("level_of_interval"), text)
    numbers = list(_NUMBER.finditer(text, max(0, len(text) - 60)))
    return (_number(numbers[-1].group()), numbers[-1].start()) if numbers else (None, 0)


def _number(text: str) -> float:
    return float(text.replace(" ", ""))
