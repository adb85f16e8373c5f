"""All word lists of ``seeds/`` that hold patterns, as one ``RuleSet``.

A rule's kind is the name of its file and the value of its first column: ``routes.intravenous``. What stands around a
pattern is the file's: see ``Edges``.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.matching.rules import ALWAYS, Rule, RuleSet


class Edges(Enum):
    """Where a match of a file's patterns may begin and end."""

    AS_WRITTEN = "{}"
    """The pattern says so itself."""
    WORD_START = "(?<![a-z0-9])(?:{})"
    """Not inside a word; a pattern that starts with a slash (``/kg``) may follow one."""
    WHOLE_WORDS = "(?<![a-z0-9])(?:{})(?![a-z0-9])"
    """Not inside a word, and the word ends with the match."""


class WordList(NamedTuple):
    """How a file of ``seeds/`` is read: its columns of kind and value, and its edges."""

    kind: str
    value: str = ""
    edges: Edges = Edges.AS_WRITTEN


WORD_LISTS: dict[str, WordList] = {
    "cell_terms": WordList("meaning"),
    "cell_phrases": WordList("kind"),
    "cell_origin": WordList("value"),
    "products": WordList("msc_class", "names", Edges.WORD_START),
    "routes": WordList("route"),
    "route_words": WordList("kind", edges=Edges.WORD_START),
    "route_by_condition": WordList("kind", edges=Edges.WORD_START),
    "guidance": WordList("guidance", edges=Edges.WORD_START),
    "guidance_words": WordList("kind", edges=Edges.WORD_START),
    "dose_words": WordList("kind", edges=Edges.WORD_START),
    "comparator_words": WordList("kind", edges=Edges.WORD_START),
    "primary_words": WordList("kind", edges=Edges.WORD_START),
    "stop_reasons": WordList("class", edges=Edges.WORD_START),
    "payment": WordList("rule"),
    "outcomes": WordList("label", "direction", Edges.WORD_START),
    "outcome_kinds": WordList("kind", edges=Edges.WORD_START),
    "result_words": WordList("list", edges=Edges.WHOLE_WORDS),
    "scale_degrees": WordList("badness", edges=Edges.WHOLE_WORDS),
}
"""Every file of patterns, by name."""


@cache
def rules() -> RuleSet:
    """Every curated pattern, in the order of ``WORD_LISTS`` and of the rows of each file."""
    return RuleSet(rule for name, how in WORD_LISTS.items() for rule in _of_table(name, how))


@cache
def kinds_of(table: str) -> tuple[str, ...]:
    """Every kind of a word list, as ``table.kind``, in the order of the file."""
    return tuple(dict.fromkeys(f"{table}.{row[WORD_LISTS[table].kind]}" for row in seeds.table(table)))


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
            pattern=(Edges.AS_WRITTEN if row["pattern"].startswith("/") else how.edges).value.format(row["pattern"]),
            literals=tuple(row["literals"].split("|")) if id(row) in shipped else (ALWAYS,),
            value=row[how.value] if how.value else "",
            source=row.get("source", ""),
            example=row.get("example", ""),
            cased=row.get("case") == "yes",
        )
        for row in seeds.table(name)
    ]
