"""The sentences about how a typed text was understood: not at all, as a treatment, as several things, as one condition.

Source: the texts for words that are not understood in the vocabulary notes. None of them holds a level, and none says that
there are no trials. Pure templates.
"""

from __future__ import annotations

from msc_trials.evidence.words import sentence
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import Condition
from msc_trials.knowledge.lookup import Lookup
from msc_trials.knowledge.products import ProductFact, approvals_of
from msc_trials.knowledge.typed_text import language_of

_MOST = 3


def headline(found: Lookup) -> str:
    """The first sentence for a text that is no single condition."""
    if found.kind == "group":
        return f'"{found.text}" is a word for several diseases. {sentence("several")}'
    if found.kind == "ambiguous":
        return f'"{found.text}" can mean: {_numbered(found.candidates, len(found.candidates))}.'
    if found.kind == "treatment":
        return f'"{found.text}" is not a disease. {_told(found)}'
    return f'I do not know this word: I did not understand "{found.text}". {sentence("not_looked")}'


def explanation(found: Lookup, link: str) -> tuple[str, ...]:
    """What follows: what to do, what else it may mean, how to search it as typed. ``link`` is the registry's search page."""
    if found.kind == "group":
        return (f'Ask about one of them: msc-trials answer "{found.candidates[0].name}"',)
    if found.kind == "ambiguous":
        other = (f"Other meanings, not in this tool: {found.other_meanings}.",) if found.other_meanings else ()
        return (*other, sentence("not_chosen"))
    if found.kind == "treatment":
        facts = found.treatment.products if found.treatment else ()
        first = "" if "no one answer" in headline(found) else f"{sentence('no_one_answer')} "
        return (*(line for fact in facts for line in product_lines(fact)), first + sentence("which_disease"))
    return _unknown(found, link)


def product_lines(fact: ProductFact) -> tuple[str, ...]:
    """A product's status, each decision of an agency with its date, and what it was made for."""
    decisions = tuple(
        f"{fact.name}: {a.kind} by {a.agency} ({a.country}) for {a.indication or 'an indication not stated'}, "
        f"{a.date or 'date not known'} (read {a.as_of})."
        for a in approvals_of(fact)
    )
    return (f"{fact.name} ({fact.company}): {fact.status} (as of {fact.as_of}).", *decisions)


def _unknown(found: Lookup, link: str) -> tuple[str, ...]:
    own = seeds.pairs("not_understood").get(language_of(found.text), "").format(typed=found.text)
    near = f"Did you mean: {_numbered(found.candidates, _MOST)}?" if found.candidates else sentence("no_disease")
    return (*((own,) if own else ()), near, sentence("try_another_name", text=found.text, link=link))


def _told(found: Lookup) -> str:
    if found.treatment is None or not found.treatment.tell:
        return "It is a product."
    return found.treatment.tell.split(" Which disease")[0].split(" Ask again")[0].split(" Ask: msc-trials")[0]


def _numbered(rows: tuple[Condition, ...], most: int) -> str:
    return "  ".join(f"{number}) {row.name}" for number, row in enumerate(rows[:most], 1))
