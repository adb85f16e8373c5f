"""Whom a headline speaks of: the condition as typed, or the wider name searched where the trials are of other kinds of
it.

Whoever types "golfer's elbow" gets the trials of tendon disease, of a torn shoulder too: the wider name is the subject,
and how many trials use the typed name is said beside it. Source: domain notes §6 (say what was found, of what).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.wording import share
from msc_trials.evidence.words import sentence
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import Condition, by_id
from msc_trials.knowledge.typed_text import typed, words
from msc_trials.registry.query import Query

_ABBREVIATION = range(2, 7)
"""Letters of a word that may be the first letters of a name written out."""


def subject(query: Query, resting_on: Iterable[Assessment]) -> str:
    """The condition as typed, where it is the name searched or every trial that the headline rests on uses it; else the name searched."""
    found = query.understood
    if found.kind != "condition":
        return query.condition
    row, form = found.conditions[0], words(query.condition)
    is_name = form in map(words, row.terms)
    if is_name and (_is_own_name(form, row) or all(_uses(trial, form) for trial in resting_on)):
        return query.condition
    return row.name


def titled(query: Query, resting_on: Iterable[Assessment]) -> str:
    """That name with a capital; written as in the vocabulary."""
    known = {t.lower(): t for i in query.condition_ids for t in by_id(i).terms if t != t.lower()}
    said = subject(query, resting_on)
    name = known.get(said.lower(), said)
    return name[:1].upper() + name[1:]


def on_the_typed_name(query: Query, resting_on: Sequence[Assessment]) -> str:
    """How many trials use the typed name, where it is a narrower one and not all of them do; else empty."""
    found, name = query.understood, _narrower_names().get(typed(query.condition).bag)
    if found.kind != "condition" or name is None or _is_own_name(words(name), found.conditions[0]):
        return ""
    using = sum(_uses(trial, words(name)) for trial in resting_on)
    if using == len(resting_on):
        return ""
    if using:
        return sentence("some_use_the_name", using, typed=name, share=share(using, len(resting_on)))
    return sentence("none_uses_the_name", len(resting_on), typed=name)


@cache
def _narrower_names() -> dict[frozenset[str], str]:
    """Names of one kind of what a row holds (``seeds/narrower_names.txt``), by their words."""
    return {typed(name).bag: name for name in seeds.lines("narrower_names")}


def _is_own_name(form: tuple[str, ...], row: Condition) -> bool:
    """Whether the words are the name of the row or one of those it has: ``heart attack (myocardial infarction)``."""
    return form in map(words, row.own_names)


def _uses(trial: Assessment, form: tuple[str, ...]) -> bool:
    """Whether a trial's conditions, title or label have all words of a name, or write an abbreviation out."""
    texts = [words(text) for text in (*trial.conditions, trial.title, trial.label) if text]
    if any(set(form).issubset(text) for text in texts):
        return True
    short = len(form) == 1 and len(form[0]) in _ABBREVIATION
    return short and any(form[0] in "".join(word[0] for word in text) for text in texts)
