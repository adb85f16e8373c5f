"""Answers without a level: a word for several diseases lists its members, a treatment the diseases it was tried in,
each with its own level; nothing is searched for an ambiguous or unknown word. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from msc_trials.evidence.answer import Answer, Member
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.not_counted import counts_of
from msc_trials.evidence.summary import summarise
from msc_trials.evidence.wording import on_an_offer
from msc_trials.evidence.words import many, sentence, word
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import Condition, by_id, children_of, counted_ids, narrowest, with_descendants
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.products import ProductFact, approvals_of, harm_facts
from msc_trials.knowledge.treatment_words import asks_about_harms, treatment_inside, without_treatment
from msc_trials.knowledge.typed_text import languages_of, normal, telling_words, typed
from msc_trials.registry.query import Query, search_page
from msc_trials.registry.result_set import Provenance, nct_id_inside

NOT_ASKED = Provenance(source="not_asked", url="", data_timestamp="", api_version="", retrieved_at="", total=0)
"""Where an answer comes from for which nothing was searched."""


def without_level(query: Query, tried_in: Iterable[Answer] = ()) -> Answer:
    """The answer to an ambiguous or unknown word, or to a treatment: the diseases it was tried in, each with its level."""
    answers, found = tuple(tried_in), query.understood
    return Answer(
        query=query,
        provenance=answers[0].provenance if answers else NOT_ASKED,
        level=None,
        headline=headline(found),
        ending="",
        caveats=(),
        counts=counts_of([], 0),
        ladder={},
        trials=(),
        today=answers[0].today if answers else None,
        members=tuple(map(_member, answers)),
        explanation=explanation(found, search_page(query.condition)),
    )


def diseases_tried_in(found: Lookup) -> tuple[str, ...]:
    """Ids of the diseases a treatment was tried in, the narrower of two, rows that lump others left out."""
    if found.kind != "treatment":
        return ()
    return tuple(i for i in narrowest(c.id for c in found.candidates) if not by_id(i).is_group)


def group_answer(
    query: Query,
    provenance: Provenance,
    assessments: Iterable[Assessment],
    *,
    unreadable: int = 0,
    today: dt.date | None = None,
) -> Answer:
    """The answer to a word for several diseases: each with its own level, from its own trials. A record of an unknown
    condition belongs to no member; trials of a row that lumps diseases without naming one are counted in no level."""
    known = tuple(assessments)
    everything = summarise(query, provenance, known, unreadable=unreadable, today=today)
    members = []
    for row in members_of(query.understood):
        if row.is_group:
            members += _lumped(row, everything)
        else:
            wanted = frozenset(counted_ids((row.id,)))
            own = (a for a in known if not wanted.isdisjoint(a.condition_ids))
            members.append(_member(summarise(Query.for_row(row.id), provenance, own, today=today)))
    return replace(
        without_level(query),
        provenance=provenance,
        members=tuple(members),
        counts=everything.counts,
        ladder=everything.ladder,
        trials=everything.trials,
        today=everything.today,
        caveats=(sentence("listing"),),
    )


def members_of(found: Lookup) -> tuple[Condition, ...]:
    """The diseases of a group, rows that lump others replaced by their members and put last."""
    rows: dict[str, Condition] = {}
    for row in (*found.candidates, *found.conditions):
        below = with_descendants((row.id,)) if row.is_group else ()
        top = {child for i in below if by_id(i).is_group for child in children_of(i)}
        for one in (*(i for i in below if i in top and not by_id(i).is_group), row.id):
            rows.setdefault(one, by_id(one))
    single = [row for row in rows.values() if not row.is_group]
    return (*single, *(row for row in rows.values() if row.is_group))


def _lumped(row: Condition, everything: Answer) -> list[Member]:
    below = set(with_descendants((row.id,))) - {row.id}
    own = [a for a in everything.counted if row.id in a.condition_ids and below.isdisjoint(a.condition_ids)]
    if not own:
        return []
    text = f"{many(len(own), 'trial')} of Phase 2 to 4 of another kind, or of a kind that is not stated; no level."
    return [Member(row.id, f"{row.name}: other, or kind not stated", None, text, len(own))]


def _member(answer: Answer) -> Member:
    row = answer.query.understood.conditions[0]
    told = answer.headline.partition(": ")[2]  # the name stands before it
    return Member(row.id, row.name, answer.level, told[:1].upper() + told[1:], answer.counts["counted"], answer)


# --- their sentences: none holds a level, and none says that there are no trials ------------------------------------------

_MOST = 3
"""Names that a text nobody knows may have meant."""


def headline(found: Lookup) -> str:
    """The first sentence for a text that is no single condition."""
    if found.kind == "group":
        return f'"{found.text}" can mean several diseases. {sentence("several")}'
    if found.kind == "ambiguous":
        verb = "names more than one" if found.names_several else "can mean"
        return f'"{found.text}" {verb}: {_numbered(found.candidates, len(found.candidates))}.'
    if found.treatment is not None:
        return found.treatment.tell.format(named=f'"{found.text}"')
    if found.rule == "about_an_animal":
        return sentence("animals")
    if found.has_no_entry:
        return f"{sentence('no_entry', text=found.text)} {sentence('not_looked')}"
    return f'I did not understand "{found.text}". {sentence("not_looked")}'


def explanation(found: Lookup, link: str) -> tuple[str, ...]:
    """What follows: what to do, what else it may mean, how to search it as typed. ``link`` is the registry's search page."""
    if found.kind == "group":
        one = f'Ask about one of them: msc-trials answer "{found.candidates[0].name}"'
        return (one, *on_an_offer(found), *harms_of_such_products(found))
    if found.kind == "ambiguous":
        other = (f"Other meanings, not in this tool: {found.other_meanings}.",) if found.other_meanings else ()
        return (*other, sentence("not_chosen"), *on_an_offer(found), *harms_of_such_products(found))
    if found.treatment is not None:
        told = (
            *(line for fact in found.treatment.products for line in product_lines(fact)),
            *harms_of_such_products(found),
        )
        return (*told, *_not_understood_beside(found), f"{sentence('no_one_answer')} {sentence('which_disease')}")
    return (*_unknown(found, link), *harms_of_such_products(found))


def _not_understood_beside(found: Lookup) -> tuple[str, ...]:
    """Words beside a treatment that may name a disease nobody here knows: "leaky gut" of "leaky gut stem cell infusion"."""
    if found.rule != "treatment_with_other_words":
        return ()
    rest = set(without_treatment(typed(found.text)).split())
    left = [w for w in telling_words(found.text) if rest.issuperset(normal(w).split())]
    return (sentence("beside_a_treatment", words=" ".join(left)),) if left else ()


_HARMS_SHOWN = 2
"""Facts about harms beside a treatment; a question about harms gets all."""
_OTHER_TREATMENTS = ("other_treatment", "product", "company")


def harms_of_such_products(found: Lookup) -> tuple[str, ...]:
    """What is known of harms of cells, where a text names such a treatment and no disease with a row, or asks about harms of one."""
    asks = asks_about_harms(found.text)
    beside = treatment_inside(typed(found.text)) if found.has_no_entry else None  # cells for what only clinics name
    offered = found.treatment or beside
    kind = offered.kind if offered else ""
    if kind in _OTHER_TREATMENTS or (offered and offered.products) or not (kind or asks):
        return ()
    shown = harm_facts()[: None if asks or kind == "harm" else _HARMS_SHOWN]
    title = f"{sentence('harms_in_general')} "
    return tuple(f"{'' if at else title}{fact.fact} ({fact.source})" for at, fact in enumerate(shown))


def product_lines(fact: ProductFact) -> tuple[str, ...]:
    """Each decision of an agency on a product with its date and what it was for, then what else is known."""
    told = [
        f"{word('decision', a.kind)}, {a.agency} ({a.country}), {a.date or 'date not known'}. "
        f"For: {a.indication or 'not stated'} (read {a.as_of})."
        for a in approvals_of(fact)
    ]
    told += [f"{fact.status} (as of {fact.as_of})."] if fact.status else []
    first = f"{fact.name} ({fact.company})" if fact.company else fact.name
    return tuple(f"{fact.name if at else first}: {line}" for at, line in enumerate(told))


def _unknown(found: Lookup, link: str) -> tuple[str, ...]:
    if found.rule == "about_an_animal":
        return (sentence("ask_about_a_person"),)
    said = seeds.pairs("not_understood")
    own = (said[language].format(typed=found.text) for language in languages_of(found.text) if language in said)
    names = _numbered(found.candidates, _MOST)
    near = f"Did you mean: {names}?" if names else sentence("no_disease")
    if found.has_no_entry:
        near = f"The nearest entry: {names}. It is not the same." if names else ""
    again = () if found.has_no_entry else (sentence("try_another_name"),)
    if number := nct_id_inside(found.text):
        near, again = sentence("trial_number", number=number), ()
    return (*own, *filter(None, [near]), " ".join((*again, sentence("search_letters", text=found.text, link=link))))


def _numbered(rows: tuple[Condition, ...], most: int) -> str:
    return "  ".join(f"{number}) {row.name}" for number, row in enumerate(rows[:most], 1))
