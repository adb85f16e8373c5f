"""Conditions inside a longer text: the longest name, an abbreviation in capitals, the pattern of a row, or everyday
words.

Everyday words ("my knees are shot") are rules of ``seeds/lay_sentences.csv``: all parts of ``all_of`` (between ``&``,
each a choice of word beginnings) must be in the text in any order, none of ``none_of`` may be; choices such as
``{knee}`` are named in ``seeds/lay_words.csv``. The rule with the most parts wins. A row that lumps diseases is found
by its own terms only. Pure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import all_conditions, by_id, matching_ids, narrowest, without_overlooked
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.typed_text import (
    Typed,
    content_words,
    normal,
    stands_in,
    telling_words,
    without_names,
    words,
    words_of,
)

_NEGATIONS = frozenset({"no", "non", "not", "without", "anti"})
_LONG_ENOUGH = 7
_LONG_ENOUGH_UNSPACED = 3
_LONG_ENOUGH_SMALL = 4
_MOST_UNEXPLAINED = 2


def rows_inside(given: Typed) -> tuple[str, ...]:
    """Rows that the text names: by an English term of several words, an abbreviation or the row's pattern."""
    found = set(matching_ids(_everyday().sub(" ", given.text), typed=True))
    for term, ids in terms.english_terms().items():
        before, there, _ = f" {given.form} ".partition(f" {term} ")
        if " " in term and there and _NEGATIONS.isdisjoint(before.split()[-1:]):
            found.update(i for i in ids if stands_in(term, normal(without_overlooked(i, given.text))))
    found.update(i for short, ids in _capitals(given.text) for i in ids if normal(short) not in terms.ambiguous_words())
    return narrowest(c.id for c in all_conditions() if c.id in found and not c.named_only)


def named_by_a_doctor(given: Typed) -> tuple[str, ...]:
    """Rows of which a medical name (not an everyday one) stands in the text before words like "after" or "because of"."""
    form = normal(pattern("typed.cause").split(given.text, maxsplit=1)[0])
    return narrowest(i for name, ids in _medical_names().items() if stands_in(name, form) for i in ids)


def foreign_rows_inside(given: Typed) -> tuple[str, ...]:
    """Rows of the longest name in another language inside the text; a short single word is not enough."""
    long = {name: ids for name, ids in terms.foreign_names().items() if " " in name or len(name) >= _LONG_ENOUGH}
    found = {name: ids for name, ids in long.items() if stands_in(name, given.form)}
    unspaced = terms.exact_names(*terms.UNSPACED).items()
    found |= {name: ids for name, ids in unspaced if len(name) >= _LONG_ENOUGH_UNSPACED and name in given.exact}
    ids = found[max(found, key=len)] if found else ()
    return tuple(i for i in ids if not by_id(i).named_only)


def several_meant(given: Typed) -> tuple[str, ...]:
    """Rows of an ambiguous word or of a word for several diseases that stands inside the text."""
    found = [i for ids in words_for_several(given).values() for i in ids]
    found += [i for name, word in terms.unspaced_ambiguous_words().items() if name in given.exact for i in word.ids]
    found += [i for short, ids in _capitals(given.text) if normal(short) in terms.ambiguous_words() for i in ids]
    return tuple(dict.fromkeys(found))


def unexplained_beside(given: Typed) -> str:
    """What may be meant where one or two words stand unexplained beside a word for several diseases ("septic arthritis")."""
    known = {w for form in words_for_several(given) for w in form.split()} | words_of("vague_words")
    text = given.text
    for name in terms.unspaced_ambiguous_words():
        text = text.replace(name, " ")
    left = [word for word in telling_words(text) if not known.issuperset(words(word))]
    short = {normal(name) for name, _ in _capitals(given.text)}
    named = [word for word in left if normal(word) not in short]
    said = " and ".join(f'"{word}"' for word in named)
    belong = "is part of its name" if len(named) == 1 else "are parts of its name"
    return f"another disease, if {said} {belong}" if named and len(left) <= _MOST_UNEXPLAINED else ""


def words_for_several(given: Typed) -> dict[str, tuple[str, ...]]:
    """The ambiguous words and words for several diseases inside the text that are no part of a longer name there."""
    long = {
        form: word.ids for form, word in terms.ambiguous_words().items() if len(form) >= _LONG_ENOUGH or " " in form
    }
    groups = {form: ids for form, ids in terms.groups().items() if " " in form}
    there = {form: ids for form, ids in {**groups, **long}.items() if stands_in(form, given.form)}
    return {form: ids for form, ids in there.items() if stands_alone(form, given.form)}


def stands_alone(form: str, text: str) -> bool:
    """Whether a name in its common form stands in the text outside of longer names: not "anemia" in "aplastic anemia"."""
    longer = (name for name in terms.english_terms() if name != form and stands_in(form, name))
    return stands_in(form, without_names(text, longer))


def vague_complaint(given: Typed) -> tuple[str, ...]:
    """Rows of a body part or family word beside nothing but words of complaint ("knee trouble")."""
    content = given.bag - words_of("vague_words")
    return terms.group_bags().get(content, ()) if content != given.bag else ()


def parts_that_hurt(given: Typed) -> tuple[str, ...]:
    """Rows of the limbs and joints in a text that says that they hurt, or that names nothing else: "knee hip and back"."""
    there = [word for word in given.form.split() if word in words_of("limbs")]
    alone = given.bag - words_of("vague_words") <= {*there}
    told = there and (alone or pattern("typed.hurts").search(given.text))
    return tuple(dict.fromkeys(i for word in there for i in terms.groups()[word])) if told else ()


def _capitals(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The abbreviations that stand in the text in their own capitals, with their meanings."""
    if text == text.upper() and " " in text.strip():
        return []
    small = text == text.lower()
    words = {
        short: ids for short, ids in terms.capital_words().items() if not small or len(short) >= _LONG_ENOUGH_SMALL
    }
    spelled = {short: re.escape(short.lower() if small else short) for short in words}
    return [(short, words[short]) for short, own in spelled.items() if re.search(rf"(?<![\w-]){own}(?![\w-])", text)]


@cache
def _medical_names() -> dict[str, tuple[str, ...]]:
    names = {normal(name): c.id for c in all_conditions() if not c.named_only for name in (c.name, *c.wider_terms)}
    return {form: (row,) for form, row in names.items() if " " in form or len(form) > _LONG_ENOUGH}


def before_the_cause(given: Typed) -> str:
    """The text before words like "after" or "because of"; the whole text where nothing telling stands before them."""
    before = pattern("typed.cause").split(given.text, maxsplit=1)[0]
    return before if content_words(normal(before)) else given.text


@cache
def _everyday() -> re.Pattern[str]:
    """Words that mean something else in a sentence ("my feet burn")."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, seeds.lines('words_in_sentences')))})\b", re.IGNORECASE)


_NAMED = re.compile(r"\{(\w+)\}")
_NOT_WORD = re.compile(r"[^\w' ]+")


class LaySentence(NamedTuple):
    """One rule. ``ids`` has several rows where the words do not say which of them is meant; ``parts`` counts its parts."""

    ids: tuple[str, ...]
    parts: int
    pattern: re.Pattern[str]
    example: str


@cache
def lay_sentences() -> tuple[LaySentence, ...]:
    """All rules in file order."""
    return tuple(map(_lay_sentence, seeds.table("lay_sentences")))


def _lay_sentence(row: dict[str, str]) -> LaySentence:
    wanted = [f"(?=.*(?:{_choice(part)}))" for part in row["all_of"].split("&")]
    unwanted = f"(?!.*(?:{_choice(row['none_of'])}))" if row["none_of"] else ""
    fits = re.compile("".join([*wanted, unwanted]))
    return LaySentence(seeds.listed(row["condition_id"]), len(wanted), fits, row["example"])


def told_in_lay_words(text: str) -> tuple[str, ...]:
    """Rows whose everyday description the text holds; empty when none."""
    quotes = text.casefold().replace("’", "'").replace("`", "'").replace("-", " ")
    plain = " ".join(_NOT_WORD.sub(" ", quotes).split())
    fitting = [rule for rule in lay_sentences() if rule.pattern.match(plain)]
    most = max((rule.parts for rule in fitting), default=0)
    best = [rule for rule in fitting if rule.parts == most]
    certain = [rule.ids[0] for rule in best if len(rule.ids) == 1]
    return narrowest(certain) or tuple(dict.fromkeys(i for rule in best for i in rule.ids))


def _choice(cell: str) -> str:
    """A choice of word beginnings as a pattern; a trailing dot ends the word."""
    spelled = _NAMED.sub(lambda m: seeds.pairs("lay_words")[m[1]], cell)
    parts = [part.strip() for part in spelled.split("|")]
    return "|".join(rf"\b{p[:-1]}\b" if p.endswith(".") else rf"\b{p}" for p in parts)
