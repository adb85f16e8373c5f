"""A number of cells in a text, and how it becomes that of one administration: per bag, per knee, over several days.

Source: domain notes §4a.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.numbers import CARDINALS


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of cells in a text: ``low`` to ``high`` (equal for one number) at ``[start, end)``.

    ``per_kg``: per kg of body weight. ``cap``, ``floor``: an upper, a lower limit only. ``total``: said to be a total.
    ``course``: "a total of" right before it, which is the sum over the administrations where there are several.
    ``site``: per one of many points of a procedure. ``part``: per knee, eye, hemisphere. ``text``: the words it was read from.
    """

    low: float
    high: float
    start: int
    end: int
    per_kg: bool = False
    cap: bool = False
    floor: bool = False
    total: bool = False
    course: bool = False
    site: bool = False
    part: bool = False
    plausible: bool = True
    text: str = ""


_COUNTS = {**CARDINALS, "single": 1, "a": 1, "both": 2}


def per_administration(mention: Mention, head: str, tail: str) -> Mention:
    """ "A total dose of 600 million cells on four days" is 150 million at a time, and so are 600 together over four visits."""
    if mention.per_kg:
        return mention
    m = pattern("dose.over_visits").search(head)
    if m is None and re.search(r"\btotal (?:dose|of|number)\b[^.;]{0,30}$", head, re.IGNORECASE):
        m = pattern("dose.spread").search(tail)
    n = _count(m["n"]) if m else 1
    return mention if n < 1 else replace(mention, low=mention.low / n, high=mention.high / n)


def _count(token: str) -> int:
    """How many a word or number says; 0 where it says nothing."""
    return int(token) if token.isdigit() else _COUNTS.get(token.lower(), 0)


def of_volume(mention: Mention, head: str, tail: str) -> Mention | None:
    """ "1-2 mL of 2x10^6 cells/mL", "2x10^6/mL times 4 mL": the volume times the concentration; else nothing."""
    m = pattern("dose.times_volume").match(tail) or pattern("dose.volume_before").search(head)
    if m is None:
        return None
    low, high = (float(volume.replace(",", ".")) for volume in (m["low"], m["high"] or m["low"]))
    return replace(mention, low=mention.low * low, high=mention.high * high)


_MOST_INJECTIONS = 6
"""More injections than this are those of one procedure."""


def of_many(mention: Mention, head: str, tail: str) -> Mention:
    """ "Sixteen deposits, each of 5 million cells", "5 million cells at each of 16 sites": the number times how many there are."""
    m = pattern("dose.each_of_many").search(head) or pattern("dose.each_of").match(tail)
    if m is None and pattern("dose.each_behind").match(tail):
        m = pattern("dose.many_of").search(head)
    n = _count(m["n"]) if m is not None else 1
    if m is None or n < 1 or (m.groupdict().get("spread") and n <= _MOST_INJECTIONS):
        return mention
    return replace(mention, low=mention.low * n, high=mention.high * n)


def of_containers(mention: Mention, words: str) -> Mention | None:
    """Cells per bag or syringe times the number of bags, where the text says how many; else nothing."""
    counts = _counts_of_containers(words)
    if len(counts) != 1:
        return None
    (numbers_of,) = counts
    return replace(mention, low=mention.low * numbers_of[0], high=mention.high * numbers_of[-1])


@lru_cache(maxsize=8)
def _counts_of_containers(words: str) -> frozenset[tuple[int, ...]]:
    """How many bags or syringes a text speaks of, each list in order; kept, as every number of the text asks."""
    found = {(m["list"], m["n"]) for m in pattern("dose.container_count").finditer(words)}
    lists = {tuple(sorted((*map(int, re.findall(r"\d+", listed)), _count(n)))) for listed, n in found}
    return frozenset(lists - {(0,)})


def of_organs(mention: Mention, words: str) -> Mention:
    """Cells per disc, with "up to four discs" treated: one to four times the number in one session."""
    m = pattern("dose.organ_count").search(words)
    high = mention.high if m is None else mention.high * max(1, _count(m["n"]))
    return replace(mention, high=high, part=True)
