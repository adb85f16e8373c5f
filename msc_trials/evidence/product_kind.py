"""Products that are not cells grown in culture: what each is, what its regulator calls it, and which trials are of that kind.

Source: ``seeds/product_kinds.csv``. The figures of cultured cells are never shown for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.words import many
from msc_trials.knowledge import seeds

GROWN = (
    "Cells grown in culture are a drug that needs approval; cells given back the same day, hardly changed, may not be."
)
"""What regulators call the two ways of preparing cells (source: domain notes §1e 42-43)."""
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductKind:
    """One kind. ``msc_class`` and ``tissues`` say which trials are of it; an empty class means that this tool reads none."""

    kind: str
    words: tuple[str, ...]
    name: str
    what_it_is: str
    regulator: str
    msc_class: str
    tissues: tuple[str, ...]
    living_cells: str
    source: str


@cache
def product_kinds() -> tuple[ProductKind, ...]:
    """Every kind in file order."""
    return tuple(
        ProductKind(
            words=tuple(w.strip() for w in row["words"].split("|")),
            tissues=tuple(filter(None, row["tissues"].split(";"))),
            **{name: row[name] for name in row if name not in ("words", "tissues")},
        )
        for row in seeds.table("product_kinds")
    )


def kind_of(typed: str) -> ProductKind | None:
    """The kind a brochure's words name, None when they name none.

    >>> kind_of("bone marrow concentrate").kind
    'bone_marrow_concentrate'
    """
    form = _plain(typed)
    return next((k for k in product_kinds() if form in map(_plain, (*k.words, k.kind))), None)


def trials_of_kind(answer: Answer, kind: ProductKind) -> tuple[AnswerTrial, ...]:
    """The trials of an answer that gave a product of this very kind; they are never part of the answer's level."""
    if not kind.msc_class:
        return ()
    return tuple(
        t
        for t in answer.trials
        if kind.msc_class in t.assessment.msc_class
        and not t.assessment.is_msc
        and (not kind.tissues or set(kind.tissues).intersection(t.assessment.sources))
    )


def said_of_kind(kind: ProductKind, trials: Iterable[AnswerTrial], condition: str) -> tuple[str, ...]:
    """What it is, what the trials of that kind showed, and what the regulator calls it."""
    found = list(trials)
    return (kind.what_it_is, _shown(kind, found, condition), kind.regulator, GROWN)


def _shown(kind: ProductKind, trials: list[AnswerTrial], condition: str) -> str:
    if not kind.msc_class:
        return f"This tool reads no trials of {kind.name}; the figures of cultured cells do not hold for it."
    if not trials:
        return (
            f"No trial of {kind.name} for {condition} was found here; the figures of cultured cells do not hold for it."
        )
    statuses = [t.assessment.verdict.status.value for t in trials]
    met = sum(s in ("met", "met_noninferior") for s in statuses)
    missed = sum(s in ("not_met", "mixed") for s in statuses)
    return (
        f"{many(len(trials), 'trial')} of {kind.name} for {condition}: {met} met the main goal, {missed} missed it, "
        f"{len(trials) - met - missed} without a result that can be judged."
    )


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold().replace("'", "").replace("’", "")).strip()
