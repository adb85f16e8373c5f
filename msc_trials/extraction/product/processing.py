"""Whether the cells were grown in culture or made at the bedside (``facts.MANIPULATIONS``). Source: domain notes §4d."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.cell_words import CellWords
from msc_trials.extraction.document import Document, Passage
from msc_trials.extraction.facts import Evidence
from msc_trials.knowledge.rules import rules
from msc_trials.matching.text import sentences


def read_manipulation(
    given: Iterable[tuple[Passage, ...]],
    document: Document,
    mixed_only: bool,
    branded: Evidence | None,
) -> tuple[str, tuple[Evidence, ...]]:
    """``expanded`` when culture is said or the product is a named manufactured one, ``point_of_care`` for same-day work.

    ``mixed_only`` says that nothing but uncultured mixtures was given; ``branded`` is the evidence of a named product.
    """
    own = list({p.path: p for group in given for p in group}.values())
    titles = document.titles
    prose = document.prose
    first, second = ("poc", "expanded") if mixed_only else ("expanded", "poc")
    for group in (own, titles):
        for meaning in (first, second):
            for passage in group:
                span = document.cell_words(passage).span(meaning)
                if span:
                    return _value(meaning), (
                        Evidence(passage.path, passage.text[slice(*span)], "processing", "stated"),
                    )
        if branded is not None and not mixed_only and group is own:
            return "expanded", (branded,)
    if not mixed_only:
        for passage in own:
            if passage.field not in ("intervention_name", "arm_label"):
                continue
            code = rules().first(passage.text, "cell_phrases.code")
            if code:
                return "expanded", (Evidence(passage.path, code[0], "named product", "inferred"),)
    for passage in prose:
        for sentence in sentences(passage.text):
            if (
                _says_done(sentence, first)
                and rules().has(sentence, "cell_phrases.cell")
                and CellWords(sentence).has(first)
            ):
                return _value(first), (
                    Evidence(passage.path, sentence.strip()[:120], "processing in the prose", "inferred"),
                )
    return "unstated", ()


def _says_done(sentence: str, meaning: str) -> bool:
    """Whether a sentence says what was done to this product, not what could be done to such cells."""
    if meaning == "expanded":
        if not rules().has(sentence, "cell_phrases.grown"):
            return False
    elif not about_this_study(sentence):
        return False
    return not rules().has(sentence, "cell_phrases.possible")


def about_this_study(sentence: str) -> bool:
    """Whether a sentence speaks of this study, not of what is known in general."""
    return rules().has(sentence, "cell_phrases.ours") and not rules().has(sentence, "cell_phrases.general")


def _value(meaning: str) -> str:
    return "expanded" if meaning == "expanded" else "point_of_care"
