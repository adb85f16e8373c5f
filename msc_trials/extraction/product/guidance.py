"""What guided the hand that gave the product: imaging, an endoscope, mapping, or the open wound of an operation.

Source: domain notes §4f. Guidance of the harvest (marrow aspiration, oocytes) and imaging as an outcome do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.passages import Passage, Passages
from msc_trials.extraction.product.route import of_product
from msc_trials.extraction.words import lowered, word_list
from msc_trials.knowledge import seeds
from msc_trials.matching.literals import Literals, positions
from msc_trials.matching.sentences import sentences

GUIDANCES = (
    "ultrasound",
    "fluoroscopy",
    "ct",
    "mri",
    "angiography",
    "arthroscopy",
    "endoscopy",
    "electromechanical_mapping",
    "stereotactic",
    "surgical_direct",
)
"""Values of guidance in vocabulary order; ``not_stated`` stands alone when none is read."""

NOT_STATED = ("not_stated",)
_UNGUIDED = frozenset({"intravenous", "topical", "inhalation", "unstated"})


@dataclass(frozen=True)
class _Term:
    """A word of guidance; see the terms of ``routes``."""

    guidance: str
    literal: str
    source: str
    cased: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first holds the literal."""
        return re.compile(rf"(?<![a-z])(?:{self.source})", re.IGNORECASE if self.cased else re.NOFLAG)


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(row["guidance"], row["literal"], row["pattern"], "(?-i:" in row["pattern"])
        for row in seeds.table("guidance")
    )


@cache
def _literals() -> Literals:
    return Literals([term.literal] for term in _terms())


def read_guidance(
    passages: Passages, arm_classes: tuple[str, ...], routes: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Guidance of giving the product in vocabulary order, with the words; ``("not_stated",)`` when silent.

    ``arm_classes``: one class per registered arm; ``routes``: the routes already read. A product that is only infused
    into a vein, inhaled or laid on the skin is not guided. What is implanted at an operation is placed under direct
    sight (inferred), unless an endoscope or imaging is named.
    """
    if _UNGUIDED.issuperset(routes) and routes != ("unstated",):
        return NOT_STATED, ()
    given = [p for arm in passages.given(arm_classes) for p in of_product(arm)]
    found: dict[str, Evidence] = {}
    for passage in _unique([*given, *passages.unlinked, *passages.trial]):
        if passage.field == "keyword":
            continue
        low = lowered(passage.text)
        terms = [_terms()[i] for i in positions(_literals().bits(_literals().hits(low)))]
        for guidance, words in _guidance_in(passage, low, terms) if terms else ():
            found.setdefault(guidance, Evidence(passage.path, words, "guidance_stated", "stated"))
    if len(found) > 1:
        found.pop("surgical_direct", None)
    if not found and "surgical_implant" in routes:
        found["surgical_direct"] = Evidence("", "", "implanted_at_surgery", "inferred")
    if not found:
        return NOT_STATED, ()
    values = tuple(g for g in GUIDANCES if g in found)
    return values, tuple(found[g] for g in values)


def _unique(passages: Sequence[Passage]) -> Iterator[Passage]:
    seen: set[str] = set()
    for passage in passages:
        if passage.text not in seen:
            seen.add(passage.text)
            yield passage


def _guidance_in(passage: Passage, low: str, terms: Sequence[_Term]) -> Iterator[tuple[str, str]]:
    begin = 0
    for sentence in sentences(passage.text):
        lower = low[begin : begin + len(sentence)]
        begin += len(sentence)
        for term in terms:
            if term.literal not in lower:
                continue
            m = term.pattern.search(sentence if term.cased else lower)
            if m and (_of_giving(lower, m) or (term.guidance == "endoscopy" and _scoped(passage, low, lower))):
                yield term.guidance, " ".join(sentence[max(0, m.start() - 60) : m.end() + 40].split())


def _scoped(passage: Passage, low: str, sentence: str) -> bool:
    """An endoscope named in what is done to participants ("we underwent hysteroscopic exploration, then ...")."""
    return (
        passage.field in ("arm_description", "intervention_description")
        and word_list("guidance_words", "put").search(low) is not None
        and word_list("guidance_words", "assess").search(sentence) is None
    )


def _of_giving(sentence: str, m: re.Match[str]) -> bool:
    """Whether the sentence guides the giving, not the harvest, and does not look at the result."""
    put = [p.start() for p in word_list("guidance_words", "put").finditer(sentence)]
    if not put:
        return False
    near = min(abs(p - m.start()) for p in put)
    if near > 120 or word_list("route_words", "prior_study").search(sentence):
        return False
    for kind in ("harvest", "assess"):
        others = [o.start() for o in word_list("guidance_words", kind).finditer(sentence)]
        if others and min(abs(o - m.start()) for o in others) < near:
            return False
    return True
