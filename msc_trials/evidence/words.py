"""Words for people: codes, levels and fixed sentences, numbers, one form of a cell count.

Sources: ``seeds/code_words.csv``, ``level_words.csv`` and ``sentences.csv``; domain notes §6 (plain language). Everything shown to people, on a terminal, in HTML, in the checklist, uses these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.records import vocabularies


def word(of: str, code: str) -> str:
    """A code in words; one the map does not know (a comparator of the ledger, a later code) with blanks for underscores.

    >>> word("route", "intra_articular")
    'into the joint'
    """
    return topic(of).get(code) or code.replace("_", " ")


def verdict_word(code: str, listed: str, of: str = "verdict") -> str:
    """A verdict in words of a topic; an access programme, which is no trial by its listed status, has words of its own.

    >>> verdict_word("unreported", "No longer available")
    'treatment outside a trial; it posts no results'
    """
    own = topic("access_verdict").get(code) if listed in vocabularies.ACCESS else None
    return own or word(of, code)


class LevelWords(NamedTuple):
    """What is said of a level of evidence: its name, the same for a narrow place, what it means, the first sentence of a
    headline, the largest line of a page."""

    level: str
    name: str
    short: str
    meaning: str
    lead: str
    largest: str


@cache
def levels() -> dict[str, LevelWords]:
    """The words of every level (``seeds/level_words.csv``), in the order of the file. A profile cannot change them.

    >>> levels()["conflicting"].name
    'The trials disagree'
    """
    return {row["level"]: LevelWords(**row) for row in seeds.shipped("level_words")}


def sentence(name: str, /, n: int = 0, **values: object) -> str:
    """A sentence of ``seeds/sentences.csv`` with values in the place of their names. A profile cannot change it.

    Where it has forms separated by bars, ``n`` chooses: for one and for more, or for none, one and more.

    >>> sentence("expect")
    'Trials give numbers for groups, not for one person. A mean can hide that few people gained much.'
    """
    return form(seeds.pairs("sentences", own=True)[name], n, values)


def form(text: str, n: int, values: Mapping[str, object] = {}) -> str:
    """That form of a sentence with bars which fits ``n``, with values in the place of their names."""
    forms = text.split("|")
    one = n == 1 and len(forms) > 1
    return forms[-2 if one else 0 if n == 0 and len(forms) > 2 else -1].format(n=n, **values)


def several(of: str, codes: Iterable[str]) -> str:
    """Several codes of a topic in words, separated by commas."""
    return ", ".join(word(of, code) for code in codes)


def stages(numbers: Mapping[str, int]) -> str:
    """What came of some trials, each kind in a clause: ``3 have no result, 1 is listed as running``.

    >>> stages({"met": 1, "not_met": 0, "no_result": 2})
    '1 met its main goal, 2 have no result'
    """
    return ", ".join(form(word("clause", stage), n) for stage, n in numbers.items() if n)


def many(count: int, noun: str, plural: str = "") -> str:
    """``1 trial``, ``2 trials``, ``1,200 people``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def more(count: int, noun: str = "trial") -> str:
    """What a shortened list leaves out: ``and 3 more trials``."""
    return f"and {many(count, f'more {noun}')}"


def people(count: int) -> str:
    """``1 person``, ``48 people``."""
    return many(count, "person", "people")
