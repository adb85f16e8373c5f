"""What a typed text was understood as, as a value, and the ways to make one. Pure."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import conditions as rows
from msc_trials.knowledge.conditions import Condition, Link, by_id
from msc_trials.knowledge.treatment_words import TreatmentWord
from msc_trials.knowledge.typed_text import normal

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
    def has_no_entry(self) -> bool:
        """Whether the text is known to be no name of a row; ``candidates`` are then the nearest rows, not near spellings."""
        return self.kind == "unknown" and self.rule in ("must_stay_unknown", "disease_without_a_row")

    @property
    def names_several(self) -> bool:
        """Whether the text joins several names, each of which is meant."""
        return self.rule == "parts_joined" and self.kind == "ambiguous"

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
            "treatment": self.treatment.kind if self.treatment else None,
            "condition_ids": list(self.named_ids),
            "candidates": [{"condition_id": c.id, "name": c.name} for c in self.candidates],
            "related": [{"condition_id": i, "name": by_id(i).name, "why": why} for _, i, _, why in self.related],
        }


def condition(ids: tuple[str, ...]) -> Lookup | None:
    """One row; a row that lumps different diseases is a group; several rows under one name are asked about."""
    if len(ids) != 1:
        return asked(ids)
    named = rows_of(ids)
    members = rows_of(rows.children_of(*ids)) if named[0].is_group else ()
    return Lookup("", "group" if members else "condition", named, members)


def group(ids: tuple[str, ...] | None) -> Lookup | None:
    """A word for several rows; None without any."""
    return Lookup("", "group", rows_of(ids), rows_of(ids)) if ids else None


def ambiguous(form: str) -> Lookup | None:
    """An ambiguous word in its common form; None for any other."""
    word = terms.ambiguous_words().get(normal(form))
    return asked(*word) if word else None


def asked(ids: tuple[str, ...], other_meanings: str = "") -> Lookup | None:
    """A choice between rows and other meanings; None without any."""
    if not ids and not other_meanings:
        return None
    return Lookup("", "ambiguous", candidates=rows_of(tuple(dict.fromkeys(ids))), other_meanings=other_meanings)


def is_understood(found: Lookup) -> bool:
    """Whether a text names a disease, or several to choose from."""
    return found.kind in ("condition", "group", "ambiguous")


def ids_of(found: Lookup) -> tuple[str, ...]:
    """The rows of a part: the one named, also where it lumps others; else all to choose from."""
    return found.named_ids if len(found.named_ids) == 1 else tuple(c.id for c in found.candidates)


def linked(condition_id: str) -> set[str]:
    """The ids of the neighbours of a row."""
    return {link.other for link in rows.links_of(condition_id)}


def near_to(condition_ids: tuple[str, ...]) -> set[str]:
    """The ids themselves, those of their wider rows and those of their neighbours."""
    return {*condition_ids, *rows.with_ancestors(condition_ids), *(i for one in condition_ids for i in linked(one))}


def rows_of(ids: tuple[str, ...]) -> tuple[Condition, ...]:
    """The rows of these ids, in their order."""
    return tuple(map(by_id, ids))
