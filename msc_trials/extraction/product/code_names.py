"""Products that their arm calls by a code or a bare name: the rest of the record must say what they are."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.document import NAMED, CellWords, Document, Passage, Passages, joined
from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.product.treatment import NOTHING, Reading, of_class
from msc_trials.knowledge.rules import rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentences

_CELLS = ("msc", "adipose")


def read_coded(document: Document, passages: Passages) -> Reading:
    """A sentence that names the product and the cells decides; else the title of a trial that treats with cells."""
    named = tuple(p for p in passages if p.field in NAMED)
    codes = _codes(named)
    for passage in (*document.titles, *document.prose) if codes else ():
        if passage.field == "keyword" or not any(code in fold(passage.text) for code in codes):
            continue
        for sentence in sentences(passage.text):
            reading = _sentence(document, passage, sentence, codes)
            if reading is not None:
                return reading
    return _unexplained(document, passages, named)


def _codes(named: Iterable[Passage]) -> set[str]:
    found: set[str] = set()
    for passage in named:
        hits = rules().hits(passage.text, "cell_phrases.name_code")
        found.update(fold(passage.text[hit.start : hit.end]) for hit in hits)
        whole = fold(passage.text).strip()
        if 3 < len(whole) < 40 and not rules().has(whole, "cell_phrases.plain_name"):
            found.add(whole)
    return {code for code in found if not rules().has(code, "cell_phrases.control_word")}


def _sentence(document: Document, passage: Passage, sentence: str, codes: set[str]) -> Reading | None:
    small = fold(sentence)
    found = CellWords(sentence)
    if all(code not in small or _is_something_else(found, small.index(code), code) for code in codes):
        return None
    cells = found.has("msc") or (found.has("adipose") and document.says("adipos", "fat ", "lipo"))
    evidence = Evidence(passage.path, sentence.strip()[:120], "product explained elsewhere", "inferred")
    if found.has("like"):
        return of_class("msc_like", evidence)
    if cells and found.has("gene"):
        return of_class("gene_modified", evidence)
    if found.has("free") and rules().has(document.whole, "cell_phrases.speech"):
        return of_class("cell_free", evidence)
    return of_class("core", evidence) if cells else None


def _is_something_else(found: CellWords, start: int, code: str) -> bool:
    """Whether a sentence puts a code beside the cells ("linagliptin and ...", "semaglutide on ...")."""
    for meaning in _CELLS:
        span = found.span(meaning)
        if span:
            left, right = sorted((span, (start, start + len(code))))
            if rules().has(found.plain[left[1] : right[0]], "cell_phrases.beside"):
                return True
    return False


def _unexplained(document: Document, passages: Passages, named: Passages) -> Reading:
    """A product the record never explains, in a trial whose title says that it treats with mesenchymal cells. A drug
    that the title itself names beside the cells is no such product.
    """
    titles = fold(joined(document.titles))
    studied = document.has(document.titles, "lab") or rules().has(titles, "cell_phrases.studied")
    if studied or not document.has(document.titles, "msc"):
        return NOTHING
    products = [name for p in named if p.field == "intervention_name" and (name := fold(p.text).strip())]
    others = [name for name in products if name.split()[0] not in titles]
    unknown = [name for name in others if not rules().has(name, "cell_phrases.control_word")]
    says_cells = any(rules().has(p.text, "cell_phrases.cell_count") for p in passages)
    if says_cells or (unknown and len(products) == len(unknown) and rules().has(titles, "cell_phrases.treats")):
        return of_class("core", document.quote(document.titles, ("msc",), "title of the trial", stated=False))
    return NOTHING
