"""Products that their arm calls by a code or a bare name: the rest of the record must say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.passages import Passage
from msc_trials.extraction.product.treatment import NOTHING, Reading
from msc_trials.extraction.terms import Found, bits_of, phrase
from msc_trials.extraction.texts import NAMED, Quote, Texts, low
from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import mentions

_SENTENCE = re.compile(r"\s(?:(?<=[.;]\s)|(?<=\n))")
_CELLS = ("msc", "adipose")
_PRODUCTS = (*_CELLS, "like", "gene", "free")


def read_coded(texts: Texts, passages: tuple[Passage, ...]) -> Reading:
    """A sentence that names the product and the cells decides; else the title of a trial that treats with cells."""
    named = tuple(p for p in passages if p.field in NAMED)
    codes = _codes(named)
    for passage in (*texts.titles, *texts.prose) if codes else ():
        if passage.field == "keyword" or not mentions(passage.text.lower(), codes):
            continue
        for sentence in _SENTENCE.split(passage.text):
            reading = _sentence(texts, passage, sentence, codes)
            if reading is not None:
                return reading
    return _unexplained(texts, passages, named)


def _codes(named: Iterable[Passage]) -> set[str]:
    found: set[str] = set()
    for passage in named:
        found.update(match.group().lower() for match in phrase("name_code").finditer(passage.text))
        whole = passage.text.strip().lower()
        if 3 < len(whole) < 40 and not phrase("plain_name").search(whole):
            found.add(whole)
    return {code for code in found if not phrase("control_word").search(code)}


def _sentence(texts: Texts, passage: Passage, sentence: str, codes: set[str]) -> Reading | None:
    small = sentence.lower()
    code = next((code for code in sorted(codes) if code in small), None)
    if code is None:
        return None
    found = Found(sentence)
    if not found.bits & bits_of(_PRODUCTS):
        return None
    cells = found.has("msc") or (found.has("adipose") and texts.says("adipos", "fat ", "lipo"))
    if _is_something_else(found, small.index(code), code):
        return None
    evidence = Evidence(passage.path, sentence.strip()[:120], "product explained elsewhere", "inferred")
    if found.has("like"):
        return Reading(("msc_like",), (evidence,))
    if cells and found.has("gene"):
        return Reading(("gene_modified",), (evidence,))
    if found.has("free") and texts.says(*seeds.lines("cell_speech")):
        return Reading(("cell_free",), (evidence,))
    return Reading(("core",), (evidence,)) if cells else None


def _is_something_else(found: Found, start: int, code: str) -> bool:
    """Whether a sentence puts a code beside the cells ("linagliptin and ...", "semaglutide on ...")."""
    for meaning in _CELLS:
        span = found.span(meaning)
        if span:
            left, right = sorted((span, (start, start + len(code))))
            if phrase("beside").search(found.low, left[1], max(left[1], right[0])):
                return True
    return False


def _unexplained(texts: Texts, passages: tuple[Passage, ...], named: tuple[Passage, ...]) -> Reading:
    """A product the record never explains, in a trial whose title says that it treats with mesenchymal cells. A drug
    that the title itself names beside the cells is no such product.
    """
    titles = low(texts.titles)
    if not texts.has(texts.titles, "msc") or texts.has(texts.titles, "lab") or phrase("studied").search(titles):
        return NOTHING
    products = [p.text.strip().lower() for p in named if p.field == "intervention_name"]
    unknown = [name for name in products if name.split()[0] not in titles and not phrase("control_word").search(name)]
    says_cells = any(phrase("cell_count").search(p.text.lower()) for p in passages)
    if says_cells or (unknown and len(products) == len(unknown) and phrase("treats").search(titles)):
        return Reading(("core",), (Quote(texts.titles, ("msc",), "title of the trial", stated=False),))
    return NOTHING
