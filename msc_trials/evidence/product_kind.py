"""Products that are not cells grown in culture: what each is, what its regulator calls it, and which trials are of that kind.

Source: ``seeds/product_kinds.csv``. The figures of cultured cells are never shown for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import FAILURE, SUCCESS, short_caution
from msc_trials.evidence.trial_words import display_name, people_words
from msc_trials.evidence.words import many, sentence, word
from msc_trials.knowledge import seeds
from msc_trials.results.findings import VerdictStatus

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
    source: str


@cache
def product_kinds() -> tuple[ProductKind, ...]:
    """Every kind in file order."""
    return seeds.typed("product_kinds", ProductKind)


def kind_of(typed: str) -> ProductKind | None:
    """The kind a brochure's words name, None when they name none.

    >>> kind_of("bone marrow concentrate").kind
    'bone_marrow_concentrate'
    """
    form = plain(typed)
    return next((k for k in product_kinds() if form in map(plain, (*k.words, k.kind))), None)


def trials_of_kind(answer: Answer, kind: ProductKind) -> tuple[AnswerTrial, ...]:
    """The trials of an answer that gave a product of this very kind; they are never part of the answer's level."""
    return tuple(t for t in answer.trials if _gave(t.assessment, kind) and not t.assessment.is_msc)


def beside_cultured_cells(answer: Answer, kind: ProductKind) -> tuple[Assessment, ...]:
    """Deciding trials that gave cultured cells and this kind too, in groups of their own or together."""
    judged = (a for a in answer.counted if a.verdict.status in SUCCESS | FAILURE)
    return tuple(a for a in judged if a.is_msc and _gave(a, kind))


def _gave(trial: Assessment, kind: ProductKind) -> bool:
    of_tissue = not kind.tissues or not set(kind.tissues).isdisjoint(trial.product.sources)
    return bool(kind.msc_class) and kind.msc_class in trial.msc_class and of_tissue


def said_of_kind(
    kind: ProductKind, trials: Iterable[AnswerTrial], beside: Iterable[Assessment], condition: str
) -> tuple[str, ...]:
    """What it is, what the trials of that kind and those that gave it beside cultured cells showed, what the regulator calls it."""
    found = list(trials)
    both = tuple(_beside(kind, a) for a in beside)
    return (kind.what_it_is, _shown(kind, found, condition), *both, kind.regulator, sentence("grown"))


def _beside(kind: ProductKind, trial: Assessment) -> str:
    caution = short_caution(trial)
    return sentence(
        "beside_cultured_cells",
        name=kind.name,
        trial=display_name(trial),
        trial_id=trial.trial_id,
        people=people_words(trial),
        verdict=word("short_verdict", trial.verdict.status.value),
        caution=f" {caution}." if caution else "",
    )


def _shown(kind: ProductKind, trials: list[AnswerTrial], condition: str) -> str:
    if not kind.msc_class or not trials:
        return sentence("kind_not_found" if kind.msc_class else "kind_not_read", name=kind.name, condition=condition)
    statuses = [t.assessment.verdict.status for t in trials]
    met, missed = (sum(s in known for s in statuses) for known in (SUCCESS, FAILURE))
    alone = statuses.count(VerdictStatus.MET_UNCONTROLLED)
    if not met + alone + missed:
        return sentence("kind_not_judged", len(trials), name=kind.name, condition=condition)
    parts = [f"{met} met the main goal", *([f"{alone} met a goal without a control group"] if alone else [])]
    parts += [f"{missed} missed it", f"{len(trials) - met - alone - missed} without a result that can be judged"]
    return f"{many(len(trials), 'trial')} of {kind.name} for {condition}: {', '.join(parts)}."


def plain(text: str) -> str:
    """A brochure's words in small letters, without signs."""
    return _NOT_LETTERS.sub(" ", text.casefold().replace("'", "").replace("’", "")).strip()
