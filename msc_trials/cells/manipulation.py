"""Whether the cells were grown in culture or made at the bedside (``facts.MANIPULATIONS``). Source: domain notes §4d."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msc_trials.cells.passages import Passage, Passages
from msc_trials.cells.terms import Found
from msc_trials.facts import Evidence

_SENTENCE = re.compile(r"(?<=[.;?!])\s|\n")
_CELL = re.compile(r"mscs?\b|mesench|stem[ -]?cell|strom|adscs?\b|\bcells?\b")
_CODE = re.compile(
    r"\b(?!CD\d|COVID|SARS|HLA|IL-?\d|GM-|G-CSF|TNF|VEGF|BMP|PHASE|AGENT|STAGE|GRADE|DAY|DOSE|GROUP|ARM|COHORT|P2Y|H2O|CO2|O2|TGF|FGF|FLT)"
    r"[A-Z][A-Z]+[A-Z0-9]*[- ]?\d{2,}[A-Z0-9]*(?:-\d+)?\b"
)


def read_manipulation(
    given: Iterable[tuple[Passage, ...]],
    passages: Passages,
    scan: Callable[[Passage], Found],
    mixed_only: bool,
    branded: Evidence | None,
) -> tuple[str, tuple[Evidence, ...]]:
    """``expanded`` when culture is said or the product is a named manufactured one, ``point_of_care`` for same-day work.

    ``mixed_only`` says that nothing but uncultured mixtures was given; ``branded`` is the evidence of a named product.
    """
    own = list({p.path: p for group in given for p in group}.values())
    titles = [p for p in passages.trial if p.field in ("title", "official_title")]
    prose = [p for p in passages.trial if p.field not in ("title", "official_title")]
    first, second = ("poc", "expanded") if mixed_only else ("expanded", "poc")
    for texts in (own, titles):
        for meaning in (first, second):
            for passage in texts:
                span = scan(passage).spans.get(meaning)
                if span:
                    return _value(meaning), (
                        Evidence(passage.path, passage.text[slice(*span)], "processing", "stated"),
                    )
        if branded is not None and not mixed_only and texts is own:
            return "expanded", (branded,)
    if not mixed_only:
        for passage in own:
            code = _CODE.search(passage.text) if passage.field in ("intervention_name", "arm_label") else None
            if code:
                return "expanded", (Evidence(passage.path, code[0], "named product", "inferred"),)
    for passage in prose:
        found = scan(passage).spans
        if first not in found:
            continue
        for sentence in _SENTENCE.split(passage.text):
            if _CELL.search(sentence.lower()) and _meaning_in(sentence, first):
                return _value(first), (
                    Evidence(passage.path, sentence.strip()[:120], "processing in the prose", "inferred"),
                )
    return "unstated", ()


def _value(meaning: str) -> str:
    return "expanded" if meaning == "expanded" else "point_of_care"


def _meaning_in(sentence: str, meaning: str) -> bool:
    from msc_trials.cells.terms import scan

    return meaning in scan(sentence).spans
