"""Curated grammar: regular expressions of ``seeds/patterns.csv`` by name, built from words and from each other."""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.matching.numbers import CARDINALS

_SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern ``group.name``: for text in small letters or, where its row says ``any``, for text as written.

    ``{number}`` in a row stands for the row ``number`` of its group, ``{dose.place}`` for that of another,
    ``{direction_words.high}`` for the words of that role in that file, ``{cardinals}`` for the numbers in words. Raises
    ``KeyError`` for an unknown name.

    >>> bool(pattern("schedule.single").search("a single infusion"))
    True
    """
    any_case, text = _rows()[name]
    return re.compile(_filled(text, name.partition(".")[0]), re.IGNORECASE if any_case else 0)


@cache
def patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a group with the last part of their names, in the order of the file."""
    return tuple((name.partition(".")[2], pattern(name)) for name in _rows() if name.startswith(f"{group}."))


@cache
def _rows() -> dict[str, tuple[bool, str]]:
    return {row["name"]: (row["case"] == "any", row["pattern"]) for row in seeds.table("patterns")}


def _filled(text: str, group: str) -> str:
    """The text with every ``{...}`` replaced by what it stands for."""

    def meant(slot: re.Match[str]) -> str:
        table, _, role = slot[1].rpartition(".")
        name = f"{table or group}.{role}"
        if name in _rows():
            return _filled(_rows()[name][1], table or group)
        return seeds.pairs(table)[role] if table else "|".join(sorted(CARDINALS, key=len, reverse=True))

    return _SLOT.sub(meant, text)
