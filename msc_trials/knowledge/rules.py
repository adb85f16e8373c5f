"""All word lists of ``seeds/`` that hold patterns, as one ``RuleSet``.

A rule's kind is the name of its file and the value of its first column: ``routes.intravenous``. What stands around a
pattern is the file's (``seeds/word_lists.csv``).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.matching.rules import ALWAYS, Rule, RuleSet

_EDGES = {
    "as_written": "{}",
    "word_start": "(?<![a-z0-9])(?:{})",
    "whole_words": "(?<![a-z0-9])(?:{})(?![a-z0-9])",
}
"""Where a match may begin and end: as the pattern says, not inside a word, or also not before the word ends.

A pattern that starts with a slash (``/kg``) may follow a word."""


class WordList(NamedTuple):
    """How a file of ``seeds/`` is read: its columns of kind and value, and its edges."""

    file: str
    kind: str
    value: str
    edges: str


@cache
def word_lists() -> dict[str, WordList]:
    """Every file of patterns, by name."""
    return {one.file: one for one in seeds.typed("word_lists", WordList)}


@cache
def rules() -> RuleSet:
    """Every curated pattern, in the order of ``seeds/word_lists.csv`` and of the rows of each file."""
    return RuleSet(rule for name, how in word_lists().items() for rule in _of_table(name, how))


@cache
def kinds_of(table: str) -> tuple[str, ...]:
    """Every kind of a word list, as ``table.kind``, in the order of the file."""
    return tuple(dict.fromkeys(f"{table}.{row[word_lists()[table].kind]}" for row in seeds.table(table)))


@cache
def codes(topic: str) -> tuple[str, ...]:
    """Every value of a topic of ``seeds/code_words.csv`` (``route``, ``guidance``), in the order of the file.

    >>> codes("donor")
    ('autologous', 'allogeneic', 'both', 'unstated')
    """
    return tuple(row["value"] for row in seeds.table("code_words") if row["topic"] == topic)


def _of_table(name: str, how: WordList) -> list[Rule]:
    """The rules of a file; kinds that a profile left out match nothing. Literals are checked for the package's rows only: those of a
    profile are not trusted, its patterns are always tried.
    """
    shipped = {id(row) for row in seeds.shipped(name)}
    left_out = {row[how.kind] for row in seeds.shipped(name)} - {row[how.kind] for row in seeds.table(name)}
    return [Rule(f"{name}.{kind}", "(?!)", ("\0",)) for kind in sorted(left_out)] + [
        Rule(
            kind=f"{name}.{row[how.kind]}",
            pattern=_EDGES["as_written" if row["pattern"].startswith("/") else how.edges].format(row["pattern"]),
            literals=tuple(row["literals"].split("|")) if id(row) in shipped else (ALWAYS,),
            value=row[how.value] if how.value else "",
            source=row.get("source", ""),
            example=row.get("example", ""),
            cased=row.get("case") == "yes",
        )
        for row in seeds.table(name)
    ]
