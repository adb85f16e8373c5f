"""The condition vocabulary: its rows, how they contain each other, and from a record's words to the rows it is tied to.

The vocabulary is data (``seeds/conditions.csv``, ``generic_conditions.txt``). What people type is understood by ``lookup``.
``seeds/condition_links.csv`` says how the trials of a neighbouring row are treated: ``same``: they are counted; ``related``:
the row is named beside the answer and never counted; ``not_shown``: it is not named. A narrower row without a line is
``same``: tennis elbow trials count for tendon disease, never the other way round. Source: domain notes §2e and §3.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache
from typing import NamedTuple

from msc_trials.errors import QueryError
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.typed_text import normal
from msc_trials.matching.rules import Rule, RuleSet, fold


class Condition(NamedTuple):
    """One row of the condition vocabulary.

    ``short_name`` is ``name`` without what stands in brackets, ``other_names`` are those of the brackets; both are empty for
    a name without any. ``lay_terms`` are what people type. ``registry_terms`` are sent to the registry, any of them; in one term `` + `` joins
    what must stand together and ``not`` what must not (``Crohn disease + not fistula``). ``pattern`` finds the condition in
    records after ``overlook`` was cut out, ``abbreviations`` as whole words in the case given. A ``named_only`` row (one that
    lumps different diseases, or is told from another by what a record does not say) is meant only when typed by its own terms.
    """

    id: str
    name: str
    short_name: str = ""
    other_names: tuple[str, ...] = ()
    lay_terms: tuple[str, ...] = ()
    registry_terms: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    pattern: str = ""
    literals: str = ""
    overlook: str = ""
    parents: tuple[str, ...] = ()
    named_only: bool = False
    notes: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """Every phrase that names this condition, the display name first."""
        return tuple(dict.fromkeys((self.name, *self.lay_terms, *self.abbreviations)))

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of this condition itself, and of no wider or narrower one."""
        return (self.name, *filter(None, (self.short_name, *self.other_names)))

    @property
    def is_group(self) -> bool:
        """Whether the row lumps different diseases that have rows of their own; it has no level."""
        return self.named_only and bool(children_of(self.id))

    @property
    def wider_terms(self) -> tuple[str, ...]:
        """Registry terms and headings; some of them name a wider condition too."""
        return tuple(t for t in (*self.registry_terms, *self.mesh) if " + " not in t)


@cache
def all_conditions() -> tuple[Condition, ...]:
    """Every row of the vocabulary in file order."""
    return seeds.typed("conditions", Condition)


def by_id(condition_id: str) -> Condition:
    """The row with this id. Raises ``QueryError`` when there is none."""
    if found := _by_id().get(condition_id):
        return found
    hint = "See seeds/conditions.csv for the ids."
    raise QueryError(f"There is no condition {condition_id!r} in the vocabulary.", hint=hint)


@cache
def children_of(condition_id: str) -> tuple[str, ...]:
    """Ids of the rows directly below, in file order."""
    return tuple(c.id for c in all_conditions() if condition_id in c.parents)


def with_descendants(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids and those of every narrower condition, in file order."""
    return tuple(i for i in _by_id() if not _upwards(i).isdisjoint(condition_ids))


def with_ancestors(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids and those of every wider condition, in file order."""
    return _in_order({wider for i in condition_ids if i in _by_id() for wider in _upwards(i)})


def condition_ids_of(conditions: tuple[str, ...], *titles: str | None) -> tuple[str, ...]:
    """Ids of the rows that a record's conditions and titles match, wider rows included, in file order.

    Pure and local. Conditions too general to say a disease (``seeds/generic_conditions.txt``) are ignored.
    """
    kept = _without_whom([c for c in conditions if normal(c) not in _generic()])
    found = with_ancestors(matching_ids("\n".join([*kept, *(t for t in titles if t)])))
    if not _background("title", found).isdisjoint(found):
        registered = with_ancestors(matching_ids("\n".join(kept)))
        hidden = _background("title", registered).difference(registered)
        found = tuple(i for i in found if i not in hidden)
    causes = {i for t in titles if t for m in pattern("conditions.cause").finditer(t) for i in matching_ids(m.group())}
    hidden = causes & _background("cause", found)
    return without_background(tuple(i for i in found if i not in hidden))


def _without_whom(conditions: list[str]) -> list[str]:
    """Registered conditions without whom they are about: "frailty in people with HIV"; whole where that leaves no row."""
    rest = [pattern("conditions.whom").sub("", c) or c for c in conditions]
    return rest if rest == conditions or matching_ids("\n".join(rest)) else conditions


def without_background(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids without diseases that are only why people got the treatment whose complication was studied.

    Source: ``seeds/condition_background.csv``. A trial of graft-versus-host disease lists the leukaemia of its people.
    """
    hidden = _background("any", condition_ids)
    return tuple(i for i in condition_ids if i not in hidden)


def _background(where: str, found: tuple[str, ...]) -> set[str]:
    """Rows to leave out beside those found: wherever they are named (``any``), where only a title names them (``title``), or
    where a title names them as the cause (``cause``)."""
    rows = (row for row in seeds.table("condition_background") if row["where"] == where)
    return {r["condition"] for r in rows if r["background_of"] in found and r["background_of"] != r["condition"]}


@cache
def _by_id() -> dict[str, Condition]:
    return {c.id: c for c in all_conditions()}


@cache
def _upwards(condition_id: str) -> frozenset[str]:
    """A row with every wider one."""
    try:
        return frozenset((condition_id,)).union(*map(_upwards, by_id(condition_id).parents))
    except RecursionError:
        raise QueryError(f"The parents of conditions run in a circle: {condition_id} is above itself.") from None


def _in_order(condition_ids: Container[str]) -> tuple[str, ...]:
    return tuple([i for i in _by_id() if i in condition_ids])


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(normal, seeds.lines("generic_conditions")))


def narrowest(condition_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in order without repetition and without those of which a narrower one is there too."""
    ids = tuple(dict.fromkeys(condition_ids))
    wider = {parent for i in ids if i in _by_id() for parent in _upwards(i) - {i}}
    return tuple(i for i in ids if i not in wider)


@cache
def condition_rules() -> RuleSet:
    """The pattern and the abbreviations of every row, in file order; a rule's kind is the row's id."""
    patterns = [Rule(c.id, c.pattern, tuple(c.literals.split("|"))) for c in all_conditions() if c.pattern]
    short = [(c.id, word) for c in all_conditions() for word in c.abbreviations]
    whole = [Rule(i, rf"(?<![\w-]){re.escape(word)}(?!\w)", (fold(word),), cased=True) for i, word in short]
    return RuleSet([*patterns, *whole])


def matching_ids(text: str, *, typed: bool = False) -> tuple[str, ...]:
    """Ids of rows whose pattern or abbreviation is found in ``text``. What people type has no reliable case."""
    hits = condition_rules().first_of_each(text.upper() if typed and text == text.lower() else text)
    return _in_order({hit.rule.kind for hit in hits if _still_there(hit.rule, text)})


def _still_there(rule: Rule, text: str) -> bool:
    """Whether a rule that was found is found without what its row overlooks. Cutting out words cannot make a match."""
    cut_out = not rule.cased and by_id(rule.kind).overlook
    return not cut_out or rule.compiled.search(without_overlooked(rule.kind, text)) is not None


def without_overlooked(condition_id: str, text: str) -> str:
    """The text in small letters without what a row overlooks."""
    return re.sub(by_id(condition_id).overlook or "(?!)", " ", fold(text))


class Link(NamedTuple):
    """One neighbour of the condition asked for; ``kind`` is ``same``, ``related`` or ``not_shown``."""

    asked: str
    other: str
    kind: str
    why: str = ""


@cache
def _links() -> dict[str, tuple[Link, ...]]:
    return seeds.grouped((link.asked, link) for link in seeds.typed("condition_links", Link))


def links_of(condition_id: str) -> tuple[Link, ...]:
    """The neighbours of a row in file order."""
    return _links().get(condition_id, ())


def related_to(condition_ids: tuple[str, ...]) -> tuple[Link, ...]:
    """Neighbours to be named beside an answer about these rows, each once and none that is asked for itself."""
    found = {link.other: link for i in condition_ids for link in links_of(i) if link.kind == "related"}
    return tuple(link for other, link in found.items() if other not in condition_ids)


@cache
def counted_ids(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The rows whose trials count for these: themselves, rows linked as ``same`` and narrower rows; in file order."""
    found: set[str] = set()
    new = set(condition_ids)
    while new:
        found |= new
        kinds = {i: dict.fromkeys(children_of(i), "same") | {n.other: n.kind for n in links_of(i)} for i in new}
        new = {other for near in kinds.values() for other, kind in near.items() if kind == "same"} - found
    return _in_order(found)
