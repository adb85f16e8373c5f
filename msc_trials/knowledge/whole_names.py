"""Rules that understand a text by all its words: a name of a disease in any language, or a word for several. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import names_inside, seeds
from msc_trials.knowledge.conditions import by_id
from msc_trials.knowledge.meanings import Lookup, ambiguous, asked, condition, group
from msc_trials.knowledge.typed_text import (
    Typed,
    normal,
    typed,
    without_denial,
    without_foreign_complaints,
    without_foreign_fillers,
)

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def group_word(given: Typed) -> Lookup | None:
    """A word for several diseases, as it stands."""
    return group(terms.groups().get(given.form))


def ambiguous_word(given: Typed) -> Lookup | None:
    """A word with several meanings, or a disease that is denied ("not stroke", "stroke-free"): asked about, never chosen."""
    names = terms.english_terms()
    if given.form not in names and (found := names.get(without_denial(given.form))):
        return asked(found, f"people without {' or '.join(by_id(i).name for i in found)}")
    return ambiguous(given.form)


def known_name(given: Typed) -> Lookup | None:
    """A name of a row, in any language."""
    found = terms.english_terms().get(given.form)  # the other tables are made only where this one has nothing
    found = found or terms.foreign_names().get(given.form)
    found = found or terms.foreign_names().get(terms.without_articles(given.form))
    return condition(found or terms.exact_names("hi").get(given.exact, ()))


def word_of_some_languages(given: Typed) -> Lookup | None:
    """A short word that is a name in some languages only: used when the script or the words beside it say which."""
    languages = terms.language_words().get(given.form)
    if languages is not None:
        ids = tuple(dict.fromkeys(languages.values()))
        if len(ids) == 1 and _CYRILLIC.match(given.form):  # of the languages here only Russian is written so
            return condition(ids)
        own = ", ".join(seeds.pairs("language_names")[language] for language in languages)
        return asked(ids, f"what {given.text} stands for in languages other than {own}")
    for language, rest in without_foreign_fillers(given).items():
        if word := terms.language_words().get(rest, {}).get(language):
            return condition((word,))
    return None


def words_without_fillers(given: Typed) -> Lookup | None:
    """The words of a name in any order, once words about side, severity, person and treatment are left out."""
    return condition(terms.rows_of_names_in(given.form, given.bag))


def word_for_several_without_fillers(given: Typed) -> Lookup | None:
    """An ambiguous word or a word for several diseases, once the same words are left out."""
    return ambiguous(" ".join(given.content)) or group(terms.group_bags().get(given.bag))


def foreign_words_without_fillers(given: Typed) -> Lookup | None:
    """A name in another language, once words like "my mother has" of that language are left out."""
    known = {**terms.english_terms(), **terms.exact_names(*terms.UNSPACED), **terms.foreign_names()}
    for rest in without_foreign_fillers(given).values():
        ids = known.get(rest) or terms.short_foreign_names().get(rest, ())
        if found := ambiguous(rest) or group(terms.groups().get(normal(rest))) or condition(ids):
            return found
    orders = (frozenset(rest.split()) for rest in (given.form, *without_foreign_fillers(given).values()))
    return condition(next(filter(None, map(terms.short_foreign_bags().get, orders)), ()))


def body_part_with_complaint(given: Typed) -> Lookup | None:
    """A body part or family word with words of complaint ("knee trouble"), in English or another language: asked about."""
    for rest in map(normal, without_foreign_complaints(given).values()):
        if found := ambiguous(rest) or asked(terms.groups().get(rest, ())):
            return found
    return asked(names_inside.vague_complaint(given))


_RULES: tuple[Callable[[Typed], Lookup | None], ...] = (
    group_word,
    lambda given: ambiguous(given.form),
    known_name,
    word_of_some_languages,
    words_without_fillers,
    foreign_words_without_fillers,
    word_for_several_without_fillers,
)


@lru_cache(maxsize=2_000)
def part(text: str) -> Lookup | None:
    """What a part of a text names by all its words; None for a part without telling words."""
    given = typed(text)
    found = (rule(given) for rule in _RULES) if given.content else ()
    return next(filter(None, found), None)
