"""From a number beside a bag, a disc, a volume or a course to the cells of one administration.

Source: domain notes §4a. ``Mention`` is a number of cells in a text, with what it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from msc_trials.knowledge.patterns import pattern
from msc_trials.matching.numbers import CARDINALS


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of cells in a text: ``low`` to ``high`` (equal for one number) at ``[start, end)``.

    ``per_kg``: per kg of body weight. ``cap``, ``floor``: an upper, a lower limit only. ``total``: said to be a total.
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
    site: bool = False
    part: bool = False
    plausible: bool = True
    text: str = ""


def of_volume(mention: Mention, head: str) -> Mention | None:
    """ "1-2 mL of 2x10^6 cells/mL": the volume times the concentration; nothing where no volume stands before it."""
    m = re.search(
        r"(?<![\d.])(?P<low>\d{1,2}(?:\.\d+)?)(?:\s*(?:-|to)\s*(?P<high>\d{1,2}(?:\.\d+)?))?\s*(?:ml|cc)\s+(?:of|at|with|containing)"
        r"\s+(?:an? )?(?:\w+ )?(?:concentration of )?$",
        head,
    )
    if m is None:
        return None
    return replace(mention, low=mention.low * float(m["low"]), high=mention.high * float(m["high"] or m["low"]))


_COUNTS = {**CARDINALS, "single": 1, "a": 1, "both": 2}


def per_administration(mention: Mention, head: str, tail: str) -> Mention:
    """ "A total dose of 600 million cells on four days" is 150 million at a time."""
    if mention.per_kg or not re.search(r"\btotal (?:dose|of|number)\b[^.;]{0,30}$", head, re.IGNORECASE):
        return mention
    m = pattern("dose.spread").search(tail)
    n = _count(m["n"]) if m else 1
    return replace(mention, low=mention.low / n, high=mention.high / n)


def _count(token: str) -> int:
    return int(token) if token.isdigit() else _COUNTS.get(token.lower(), 0)


def of_containers(mention: Mention, words: str) -> Mention | None:
    """Cells per bag or syringe times the number of bags, where the text says how many; else nothing."""
    found = {(m["list"], m["n"]) for m in pattern("dose.container_count").finditer(words)}
    counts = {tuple(sorted((*map(int, re.findall(r"\d+", listed)), _count(n)))) for listed, n in found} - {(0,)}
    if len(counts) != 1:
        return None
    numbers_of = counts.pop()
    return replace(mention, low=mention.low * numbers_of[0], high=mention.high * numbers_of[-1])


def of_organs(mention: Mention, words: str) -> Mention:
    """Cells per disc, with "up to four discs" treated: one to four times the number in one session."""
    m = pattern("dose.organ_count").search(words)
    high = mention.high if m is None else mention.high * max(1, _count(m["n"]))
    return replace(mention, high=high, part=True)
