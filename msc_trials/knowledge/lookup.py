"""How a typed text is understood: a condition, a word for several, an ambiguous word, a treatment, or unknown.

Rules are tried in the order of ``RULES``; the first that finds something decides. A merely similar spelling is offered and
never used. Asks nobody. Source: the order of decisions in the vocabulary notes (treatment, ambiguous, known, known words
around a name, unknown).

    >>> lookup("knee oa").ids
    ('knee_oa',)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import conditions as rows
from msc_trials.knowledge import names_inside
from msc_trials.knowledge.conditions import Condition, Link, by_id
from msc_trials.knowledge.near_spelling import near_names, same_sound
from msc_trials.knowledge.treatment_words import CLINIC, TreatmentWord, treatment_inside, treatment_named
from msc_trials.knowledge.typed_text import (
    Typed,
    normal,
    typed,
    without_denial,
    without_foreign_complaints,
    without_foreign_fillers,
)

_ANIMAL = re.compile(
    r"\b(?:canine|equine|feline|veterinary|(?:my|in|for|old|on) (?:dog|cat|horse|puppy)s?|(?:dog|cat|horse)s? with)\b",
    re.IGNORECASE,
)
_CLINIC = re.compile(r"\b(?:clinics?|spa|tourism)\b", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
Kind = Literal["condition", "group", "ambiguous", "treatment", "unknown"]


class Lookup(NamedTuple):
    """How a text is understood.

    ``conditions`` are the rows named: one of a ``condition``, the members or the lumping row of a ``group``.
    ``candidates`` are rows to choose from: members of a group, meanings of an ambiguous word, near names of an unknown
    one. ``rule`` names the rule that decided, ``other_meanings`` are meanings without a row, ``treatment`` says what a
    treatment word stands for.
    """

    text: str
    kind: Kind = "unknown"
    conditions: tuple[Condition, ...] = ()
    candidates: tuple[Condition, ...] = ()
    rule: str = ""
    other_meanings: str = ""
    treatment: TreatmentWord | None = None

    @property
    def named_ids(self) -> tuple[str, ...]:
        """Ids of the rows named."""
        return tuple(c.id for c in self.conditions)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the rows whose trials count: those named, the same ones and narrower ones."""
        return rows.counted_ids(self.named_ids)

    @property
    def related(self) -> tuple[Link, ...]:
        """Neighbours that are shown apart and never counted."""
        return rows.related_to(self.named_ids) if self.kind == "condition" else ()

    def to_dict(self) -> dict[str, Any]:
        """The lookup as JSON-ready values; documented in ``docs/search.md``."""
        return {
            "input": self.text,
            "kind": self.kind,
            "condition_ids": list(self.named_ids),
            "candidates": [{"condition_id": c.id, "name": c.name} for c in self.candidates],
            "related": [{"condition_id": i, "name": by_id(i).name, "why": why} for _, i, _, why in self.related],
        }


@cache
def lookup(text: str) -> Lookup:
    """How ``text`` is understood. Takes any text and never fails; the same text gives the same answer."""
    given = typed(text)
    for rule in RULES if given.form or given.exact else ():
        found = rule(given)
        if found is not None:
            return found._replace(text=text, rule=rule.__name__)
    return Lookup(text, candidates=_rows(near_names(given)), rule="nothing_understood")


def must_stay_unknown(given: Typed) -> Lookup | None:
    """Diseases without a row, false friends that a pattern or a near name would take for another disease, and one letter."""
    letter = given.text.strip()  # a sign of a script such as Chinese can be a word
    alone = len(letter) == 1 and unicodedata.category(letter) != "Lo"
    return Lookup("") if alone or given.exact in terms.never_mapped() else None


def about_an_animal(given: Typed) -> Lookup | None:
    """A question about an animal: the trials are of people."""
    return Lookup("") if _ANIMAL.search(given.text) else None


def treatment_alone(given: Typed) -> Lookup | None:
    """A treatment, product or company and no disease beside it."""
    return _treatment(treatment_named(given))


def group_word(given: Typed) -> Lookup | None:
    """A word for several diseases, as it stands."""
    return _group(terms.groups().get(given.form))


def ambiguous_word(given: Typed) -> Lookup | None:
    """A word with several meanings, or a disease that is denied ("not stroke", "stroke-free"): asked about, never chosen."""
    names = terms.english_terms()
    if given.form not in names and (found := names.get(without_denial(given.form))):
        return _asked(found, f"people without {' or '.join(by_id(i).name for i in found)}")
    return _ambiguous(given.form)


def known_name(given: Typed) -> Lookup | None:
    """A name of a row, in any language."""
    found = terms.english_terms().get(given.form)  # the other tables are made only where this one has nothing
    found = found or terms.foreign_names().get(given.form)
    found = found or terms.foreign_names().get(terms.without_articles(given.form))
    return _condition(found or terms.exact_names("hi").get(given.exact, ()))


def word_of_some_languages(given: Typed) -> Lookup | None:
    """A short word that is a name in some languages only: used when the script or the words beside it say which."""
    languages = terms.language_words().get(given.form)
    if languages is not None:
        ids = tuple(dict.fromkeys(languages.values()))
        if len(ids) == 1 and _CYRILLIC.match(given.form):  # of the languages here only Russian is written so
            return _condition(ids)
        return _asked(ids, "another word in other languages")
    for language, rest in without_foreign_fillers(given).items():
        if word := terms.language_words().get(rest, {}).get(language):
            return _condition((word,))
    return None


def words_without_fillers(given: Typed) -> Lookup | None:
    """The words of a name in any order, once words about side, severity, person and treatment are left out."""
    return _condition(terms.term_bags().get(given.bag, ()))


def word_for_several_without_fillers(given: Typed) -> Lookup | None:
    """An ambiguous word or a word for several diseases, once the same words are left out."""
    return _ambiguous(" ".join(given.content)) or _group(terms.group_bags().get(given.bag))


def foreign_words_without_fillers(given: Typed) -> Lookup | None:
    """A name in another language, once words like "my mother has" of that language are left out."""
    known = {**terms.english_terms(), **terms.exact_names(*terms.UNSPACED), **terms.foreign_names()}
    for language, rest in without_foreign_fillers(given).items():
        ids = known.get(rest) or terms.names_without_fillers(language).get(rest, ())
        if found := _ambiguous(rest) or _group(terms.groups().get(normal(rest))) or _condition(ids):
            return found
    return None


def body_part_with_complaint(given: Typed) -> Lookup | None:
    """A body part or family word with words of complaint ("knee trouble"), in English or another language: asked about."""
    for rest in map(normal, without_foreign_complaints(given).values()):
        if found := _ambiguous(rest) or _asked(terms.groups().get(rest, ())):
            return found
    return _asked(names_inside.vague_complaint(given))


def everyday_words(given: Typed) -> Lookup | None:
    """A disease told in everyday words. Where the text names an unrelated one too, but not as the cause, it is asked about."""
    told = names_inside.told_in_lay_words(given.text)
    named = names_inside.named_by_a_doctor(given) if len(told) == 1 else ()
    near = {i for one in told for i in (one, *rows.with_ancestors((one,)), *_linked(one))}
    near |= {row for row in named if not _linked(row).isdisjoint(told)}
    return _condition(told) if near.issuperset(named) else _asked((*told, *named))


def spelled_as_it_sounds(given: Typed) -> Lookup | None:
    """All words sound like those of a name; several such names are asked about."""
    return _condition(same_sound(given.content))


def name_inside(given: Typed) -> Lookup | None:
    """A name inside a longer text, before words like "after". Several different ones, or a mere cause, are asked about."""
    text = _without_never_mapped(given)
    effect = typed(names_inside.before_the_cause(text))
    found = names_inside.rows_inside(effect) or names_inside.foreign_rows_inside(effect)
    several = names_inside.several_meant(effect)
    if not found and not several and effect.text != text.text:
        return _asked((*names_inside.rows_inside(text), *names_inside.several_meant(text)))
    if found and several and not set(found) <= set(several):
        return _asked((*found, *several))
    return _condition(found) or _asked(several)


def clinic_question(given: Typed) -> Lookup | None:
    """A question about clinics."""
    return _treatment(TreatmentWord("question", CLINIC)) if _CLINIC.search(given.text) else None


def treatment_with_other_words(given: Typed) -> Lookup | None:
    """A treatment inside a text, or misspelled, in which no disease was understood."""
    return _treatment(treatment_inside(given))


RULES: tuple[Callable[[Typed], Lookup | None], ...] = (
    must_stay_unknown,
    about_an_animal,
    treatment_alone,
    group_word,
    ambiguous_word,
    known_name,
    word_of_some_languages,
    words_without_fillers,
    foreign_words_without_fillers,
    everyday_words,
    word_for_several_without_fillers,
    body_part_with_complaint,
    spelled_as_it_sounds,
    clinic_question,
    name_inside,
    treatment_with_other_words,
)
"""Every rule in the order in which it is tried."""


def _condition(ids: tuple[str, ...]) -> Lookup | None:
    """One row; a row that lumps different diseases is a group; several rows under one name are asked about."""
    if len(ids) != 1:
        return _asked(ids)
    named = _rows(ids)
    members = _rows(rows.children_of(*ids)) if named[0].is_group else ()
    return Lookup("", "group" if members else "condition", named, members)


def _group(ids: tuple[str, ...] | None) -> Lookup | None:
    return Lookup("", "group", _rows(ids), _rows(ids)) if ids else None


def _ambiguous(form: str) -> Lookup | None:
    word = terms.ambiguous_words().get(normal(form))
    return _asked(*word) if word else None


def _asked(ids: tuple[str, ...], other_meanings: str = "") -> Lookup | None:
    """A choice between rows and other meanings; None without any."""
    if not ids and not other_meanings:
        return None
    return Lookup("", "ambiguous", candidates=_rows(tuple(dict.fromkeys(ids))), other_meanings=other_meanings)


def _treatment(word: TreatmentWord | None) -> Lookup | None:
    return Lookup("", "treatment", candidates=_rows(word.points_to), treatment=word) if word else None


def _without_never_mapped(given: Typed) -> Typed:
    """The text without the diseases in it that have no row ("stomach ulcer and asthma" is about asthma here)."""
    rest = given.exact
    for name in terms.never_mapped():
        rest = f" {rest} ".replace(f" {name} ", " ").strip()
    return given if rest == given.exact else typed(rest)


def _linked(condition_id: str) -> set[str]:
    return {link.other for link in rows.links_of(condition_id)}


def _rows(ids: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(map(by_id, ids))
