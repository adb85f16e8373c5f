"""Diseases told in everyday words: a body part and what is wrong with it ("my knees are shot").

The rules are data, ``seeds/lay_sentences.csv``: all parts of ``all_of`` (separated by ``&``, each a choice of word
beginnings, ``|`` between them) must be in the text in any order, none of ``none_of`` may be. Named choices such as
``{knee}`` are in ``seeds/lay_words.csv``. The rule with the most parts wins; a tie between different diseases is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.knowledge.condition_terms import listed
from msc_trials.knowledge.conditions import narrowest

_NAMED = re.compile(r"\{(\w+)\}")
_NOT_WORD = re.compile(r"[^\w' ]+")


@dataclass(frozen=True, slots=True)
class LaySentence:
    """One rule. ``ids`` has several rows where the words do not say which of them is meant."""

    ids: tuple[str, ...]
    all_of: tuple[re.Pattern[str], ...]
    none_of: re.Pattern[str] | None
    example: str

    def fits(self, text: str) -> bool:
        """Whether the rule holds for a text in small letters."""
        return all(p.search(text) for p in self.all_of) and not (self.none_of and self.none_of.search(text))


@cache
def lay_sentences() -> tuple[LaySentence, ...]:
    """All rules in file order."""
    return tuple(
        LaySentence(
            listed(row["condition_id"]),
            tuple(_choice(part) for part in row["all_of"].split("&")),
            _choice(row["none_of"]) if row["none_of"] else None,
            row["example"],
        )
        for row in seeds.table("lay_sentences")
    )


def told_in_lay_words(text: str) -> tuple[str, ...]:
    """Rows whose everyday description the text holds; empty when none."""
    plain = _plain(text)
    fitting = [rule for rule in lay_sentences() if rule.fits(plain)]
    most = max((len(rule.all_of) for rule in fitting), default=0)
    best = [rule for rule in fitting if len(rule.all_of) == most]
    certain = [rule.ids[0] for rule in best if len(rule.ids) == 1]
    return narrowest(certain) or tuple(dict.fromkeys(i for rule in best for i in rule.ids))


def _plain(text: str) -> str:
    quotes = text.casefold().replace("’", "'").replace("`", "'").replace("-", " ")
    return " ".join(_NOT_WORD.sub(" ", quotes).split())


def _choice(cell: str) -> re.Pattern[str]:
    """A choice of word beginnings as one pattern; a trailing dot ends the word."""
    spelled = _NAMED.sub(lambda m: _words()[m[1]], cell)
    parts = [part.strip() for part in spelled.split("|")]
    return re.compile("|".join(rf"\b{p[:-1]}\b" if p.endswith(".") else rf"\b{p}" for p in parts))


@cache
def _words() -> dict[str, str]:
    return {row["name"]: row["words"] for row in seeds.table("lay_words")}
