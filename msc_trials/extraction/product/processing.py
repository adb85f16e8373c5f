"""Whether the cells were grown in culture or made at the bedside (``facts.MANIPULATIONS``). Source: domain notes §4d."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.passages import Passage
from msc_trials.extraction.terms import Found, about_this_study, phrase
from msc_trials.extraction.texts import Texts
from msc_trials.matching.guarded import Guarded

_SENTENCE = re.compile(r"\s(?:(?<=[.;?!]\s)|(?<=\n))")


def read_manipulation(
    given: Iterable[tuple[Passage, ...]],
    texts: Texts,
    mixed_only: bool,
    branded: Evidence | None,
) -> tuple[str, tuple[Evidence, ...]]:
    """``expanded`` when culture is said or the product is a named manufactured one, ``point_of_care`` for same-day work.

    ``mixed_only`` says that nothing but uncultured mixtures was given; ``branded`` is the evidence of a named product.
    """
    own = list({p.path: p for group in given for p in group}.values())
    titles = texts.titles
    prose = texts.prose
    first, second = ("poc", "expanded") if mixed_only else ("expanded", "poc")
    for group in (own, titles):
        for meaning in (first, second):
            for passage in group:
                span = texts.scan(passage).span(meaning)
                if span:
                    return _value(meaning), (
                        Evidence(passage.path, passage.text[slice(*span)], "processing", "stated"),
                    )
        if branded is not None and not mixed_only and group is own:
            return "expanded", (branded,)
    if not mixed_only:
        for passage in own:
            code = phrase("code").search(passage.text) if passage.field in ("intervention_name", "arm_label") else None
            if code:
                return "expanded", (Evidence(passage.path, code[0], "named product", "inferred"),)
    for passage in prose:
        for sentence in _SENTENCE.split(passage.text):
            low = sentence.lower()
            if _says_done(low, first) and phrase("cell").search(low) and Found(sentence).has(first):
                return _value(first), (
                    Evidence(passage.path, sentence.strip()[:120], "processing in the prose", "inferred"),
                )
    return "unstated", ()


@cache
def _grown() -> Guarded:
    return Guarded(phrase("grown").pattern, lowered=True)


def _says_done(low: str, meaning: str) -> bool:
    """Whether a sentence says what was done to this product, not what could be done to such cells."""
    if meaning == "expanded":
        if _grown().search(low) is None:
            return False
    elif not about_this_study(low):
        return False
    return phrase("possible").search(low) is None


def _value(meaning: str) -> str:
    return "expanded" if meaning == "expanded" else "point_of_care"
