"""All word lists of ``seeds/`` that hold patterns, as one ``RuleSet``; and the longer patterns of ``seeds/patterns.csv`` by name.

A rule's kind is the name of its file and the value of its first column: ``routes.intravenous``. What stands around a
pattern is the file's (``seeds/word_lists.csv``). Longer patterns are built from words and from each other.
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.matching.numbers import CARDINALS
from msc_trials.matching.rules import ALWAYS, Rule, RuleSet

_EDGES = {
    "as_written": "{}",
    "word_start": "(?<![a-z0-9])(?:{})",
    "whole_words": "(?<![a-z0-9])(?:{})(?![a-z0-9])",
}
"""Where a match may begin and end: as the pattern says, not inside a word, or also not before the word ends.

A pattern that starts with a slash (``/kg``) may follow a word."""


@cache
def word_lists() -> dict[str, dict[str, str]]:
    """How every file of patterns is read, by its name: its columns of kind and value, and its edges."""
    return {row["file"]: row for row in seeds.table("word_lists")}


@cache
def rules() -> RuleSet:
    """Every curated pattern, in the order of ``seeds/word_lists.csv`` and of the rows of each file."""
    return RuleSet(rule for how in word_lists().values() for rule in _of_table(**how))


@cache
def topic(name: str) -> dict[str, str]:
    """Every code of a topic of ``seeds/code_words.csv`` (``route``, ``guidance``) with its words, in file order.

    >>> list(topic("donor"))
    ['autologous', 'allogeneic', 'both', 'unstated']
    """
    return {row["value"]: row["words"] for row in seeds.table("code_words") if row["topic"] == name}


def _of_table(file: str, kind: str, value: str, edges: str) -> list[Rule]:
    """The rules of a file; kinds that a profile left out match nothing. Literals are checked for the package's rows only: those of a
    profile are not trusted, its patterns are always tried.
    """
    shipped = {id(row) for row in seeds.shipped(file)}
    left_out = {row[kind] for row in seeds.shipped(file)} - {row[kind] for row in seeds.table(file)}
    return [Rule(f"{file}.{one}", "(?!)", ("\0",)) for one in sorted(left_out)] + [
        Rule(
            kind=f"{file}.{row[kind]}",
            pattern=_EDGES["as_written" if row["pattern"].startswith("/") else edges].format(row["pattern"]),
            literals=tuple(row["literals"].split("|")) if id(row) in shipped else (ALWAYS,),
            value=row[value] if value else "",
            cased=row.get("case") == "yes",
        )
        for row in seeds.table(file)
    ]


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
    row = _rows()[name]
    return re.compile(filled(row["pattern"], name.partition(".")[0]), re.IGNORECASE if row["case"] == "any" else 0)


@cache
def patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a group with the last part of their names, in the order of the file."""
    return tuple((name.partition(".")[2], pattern(name)) for name in _rows() if name.startswith(f"{group}."))


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in seeds.table("patterns")}


def filled(text: str, group: str = "") -> str:
    """The text with every ``{...}`` replaced by what it stands for; a name alone is one of the group."""

    def meant(slot: re.Match[str]) -> str:
        table, _, role = slot[1].rpartition(".")
        name = f"{table or group}.{role}"
        if name in _rows():
            return filled(_rows()[name]["pattern"], table or group)
        return seeds.pairs(table)[role] if table else "|".join(sorted(CARDINALS, key=len, reverse=True))

    return _SLOT.sub(meant, text)
