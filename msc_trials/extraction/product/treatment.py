"""The class of one treatment, read from the passages that name and describe it. Source: domain notes §2c, §2e."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from msc_trials.extraction.document import CELLS, NAMED, Document, Passages, cell_words, has_word, joined, quote
from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.product.origin import BIRTH_TISSUES, about_this_study, told
from msc_trials.knowledge.rules import rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentences

GIVEN_WORDS = ("msc", "adipose", "mpc", "weak", "mixed", "free", "like")
"""Meanings that say that an arm gets a product."""
PRODUCT_WORDS = (*GIVEN_WORDS, "marrow_stem", "whole_marrow", "mnc", "fat_graft", "gene", "feeder", "osteo")
_BARE = ("weak", "marrow_stem", "whole_marrow", "mnc")
_NAMED_CELLS = ("msc", "adipose")
_OTHERS_CELLS = tuple(f"cell_origin.{name}" for name in (*BIRTH_TISSUES, "allogeneic"))
"""Tissues and donors whose cells nobody makes at the bedside."""
_BESIDE = 45
"""Most letters between two products that a text names side by side."""


class Reading(NamedTuple):
    """Classes of one treatment, strongest first (empty: no MSC product or relative), and the words that say so."""

    classes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    branded: bool = False

    @property
    def strongest(self) -> str:
        """The one class that stands for the treatment; ``""`` when it is no product."""
        return self.classes[0] if self.classes else ""


NOTHING = Reading()


def of_class(name: str, evidence: Evidence) -> Reading:
    """A treatment of one class."""
    return Reading((name,), (evidence,))


def read_treatment(document: Document, passages: Passages) -> Reading:
    """Classes of a group of passages that belong to one treatment. Brands first, then products that outrank the
    plain name of their cells, then mixtures, then named cells, then loose names that the rest must explain.
    """
    named = tuple([p for p in passages if p.field in NAMED])
    brand = _brand(passages)
    if brand is not None:
        return brand
    if not has_word(passages, *PRODUCT_WORDS):
        if has_word(document.titles, "feeder") and "cord" in fold(joined(passages)):
            return _helper(document, passages)
        return NOTHING
    for read in (_special, _mixture):
        found = read(document, passages, named)
        if found is not None:
            return found
    cells = document.cells(passages)
    if cells:
        if has_word(named, "osteo") and not document.cells(named):
            return NOTHING  # osteoblasts and chondrocytes grown from stem cells are another product
        fresh = _made_fresh(document, passages)
        core = of_class("core", quote(passages, cells, "named cells"))
        return core if fresh is None else of_class("mixed_uncultured", fresh)
    return _loose(document, passages)


def _brand(passages: Passages) -> Reading | None:
    for passage in passages:
        known = cell_words(passage.text).product()
        if known:
            msc_class, span = known
            if msc_class == "not_msc":
                return NOTHING
            evidence = Evidence(passage.path, passage.text[slice(*span)], "named product", "stated")
            return Reading((msc_class,), (evidence,), branded=True)
    return None


def _helper(document: Document, passages: Passages) -> Reading:
    """Cells on which another product was grown. Source: domain notes §2c."""
    where = (*passages, *document.titles)
    return of_class("feeder_or_support", quote(where, ("feeder",), "used to grow another product"))


def _special(document: Document, passages: Passages, named: Passages) -> Reading | None:
    """Related, helper, engineered and cell-free products, which outrank the plain name of the cells."""
    if has_word(passages, "like"):
        return of_class("msc_like", quote(passages, ("like",), "related product"))
    where = (*passages, *document.titles)
    called = (*named, *document.titles)
    if has_word(where, "feeder") and not document.cells(called):
        return _helper(document, passages)
    if has_word(passages, "gene") and (has_word(passages, "weak") or document.cells(where)):
        return of_class("gene_modified", quote(where, ("gene",), "engineered or differentiated"))
    free = has_word(passages, "free")
    if free and rules().has(document.whole, "cell_phrases.speech", "cell_phrases.free_origin"):
        cells = document.cells(passages)
        evidence = quote(passages, ("free",), "cell-free product")
        if cells and not has_word(called, "free"):
            return None  # cells described with what they secrete
        if not cells and not document.cells((*chain.from_iterable(document.arms), *document.unlinked)):
            cells = CELLS if any(together(p.text, "free") for p in document.titles) else ()
        if cells and _beside_free(where):
            return Reading(("core", "cell_free"), (quote(where, cells, "named cells"), evidence))
        return of_class("cell_free", evidence)
    return None


def _beside_free(passages: Passages) -> bool:
    """Whether cells are given beside their exosomes or medium: named in a text of their own, or joined by "and"."""
    names = [has_word((p,), "free") for p in passages if p.field == "intervention_name"]
    short = ("arm_label",) if names and all(names) else ()  # "MSC drops" of an intervention "MSC secretome drops"
    for passage in passages:
        found = cell_words(passage.text)
        own_name = passage.field in {"arm_label", "intervention_name", "title", "official_title"}.difference(short)
        if own_name and not found.has("free") and found.has(*CELLS):
            return True
        if together(passage.text, "free"):
            return True
    return False


def together(text: str, other: str) -> bool:
    """Whether one text names cells and another product side by side ("mononuclear and mesenchymal cells")."""
    found = cell_words(text)
    second = found.span(other)
    for meaning in CELLS if second else ():
        first = found.span(meaning)
        if first and second:
            (_, end), (start, _) = sorted((first, second))
            if end <= start <= end + _BESIDE and rules().has(found.plain[end:start], "cell_phrases.together"):
                return True
    return False


def _mixture(document: Document, passages: Passages, named: Passages) -> Reading | None:
    """Same-day mixtures. The description of an arm outranks its label: an "MSC" arm that gets marrow concentrate is a
    mixture, unless the text says that the cells were cultured. Source: domain notes §2c.
    """
    cells = document.cells(passages)
    if _is_mixed(document, passages, named, cells):
        evidence = quote((*passages, *document.titles, *document.prose), ("mixed",), "same-day mixture")
        side_by_side = any(together(p.text, "mixed") for p in (*passages, *document.titles))
        if not side_by_side and cells and not has_word(passages, "mixed"):
            side_by_side = any(together(p.text, "mixed") for p in document.prose)
        if side_by_side and _made_fresh(document, passages) is None:
            named_cells = quote((*passages, *document.titles), CELLS, "named cells")
            return Reading(("core", "mixed_uncultured"), (named_cells, evidence))
        return of_class("mixed_uncultured", evidence)
    if not has_word(passages, "mnc"):
        return None
    evidence = quote(passages, ("mnc",), "mononuclear cells in a record about mesenchymal cells")
    if not cells:
        blood_formation = has_word((*passages, *document.titles), "hsct")
        return of_class("mixed_uncultured", evidence) if document.speaks_of_msc() and not blood_formation else None
    apart = [cell_words(p.text) for p in named if p.field == "intervention_name"]
    side_by_side = any(w.has("mnc") and not w.has(*CELLS) for w in apart) and any(w.has(*CELLS) for w in apart)
    if side_by_side or any(together(p.text, "mnc") for p in (*named, *document.titles)):
        return Reading(("core", "mixed_uncultured"), (quote(passages, cells, "named cells"), evidence))
    if has_word(named, "mnc") and not document.cells(named) and not has_word(passages, "expanded"):
        return of_class("mixed_uncultured", evidence)
    return None  # mononuclear cells are the step before the culture


def _is_mixed(document: Document, passages: Passages, named: Passages, cells: tuple[str, ...]) -> bool:
    if has_word(named, "mixed"):
        # "SVF-derived MSC" that were cultured are cells and no mixture.
        return not (has_word(passages, "expanded") and rules().has(joined(named), "cell_phrases.out_of_mixture"))
    if has_word(passages, "mixed"):
        return not (cells and has_word(passages, "expanded"))
    named_so = has_word(document.titles, "mixed")
    # "Adipose stem cells" alone can be either; the prose may say that they are made the same day, a keyword cannot.
    told = tuple(p for p in document.prose if p.field != "keyword")
    told_so = cells == ("adipose",) and has_word(told, "mixed") and not has_word(document.prose, "expanded")
    return (named_so or told_so) and not has_word(passages, "expanded")


def _made_fresh(document: Document, passages: Passages) -> Evidence | None:
    """The words that say that named cells are a mixture: made the same day and never cultured.

    Neither arms nor titles may speak of culture or of another tissue than marrow and fat, and no sentence may tell of culture.
    Steps of a preparation (spun, digested) count in the texts of the arm and where a sentence of the prose tells them of the cells.
    """
    own, rule = (*passages, *document.titles), "cells made the same day"
    if not has_word((*own, *document.prose), "poc", "steps"):
        return None
    if has_word(own, "expanded") or told(document.prose, ("expanded",)) or rules().has(joined(own), *_OTHERS_CELLS):
        return None
    for where, meanings in ((own, ("poc",)), (passages, ("steps",))):
        if has_word(where, *meanings):
            return quote(where, meanings, rule)
    for passage in document.prose:
        for sentence in sentences(passage.text) if has_word((passage,), "poc", "steps") else ():
            of_cells = rules().has(sentence, "cell_phrases.cell") and about_this_study(sentence)
            if of_cells and cell_words(sentence).has("poc", "steps"):
                return Evidence(passage.path, sentence.strip()[:120], rule, "inferred")
    return None


def _loose(document: Document, passages: Passages) -> Reading:
    """Treatments that say no more than stem cells, marrow or fat: the titles explain them, then the prose."""
    title_cells = document.cells(document.titles)
    if not title_cells and has_word((*passages, *document.titles), "hsct", "osteo"):
        return NOTHING
    if has_word(passages, "expanded") and has_word(passages, "marrow_stem"):
        return of_class("core", quote(passages, ("marrow_stem",), "cultured marrow cells", stated=False))
    keywords = tuple(p for p in document.prose if p.field == "keyword")
    if has_word(passages, "fat_graft") and document.cells(keywords):
        graft = quote(passages, ("fat_graft",), "graft for its cells", stated=False)
        return of_class("mixed_uncultured", graft)
    for explaining in (document.titles, document.prose):
        reading = _explained(document, passages, explaining)
        if reading is not None:
            return reading
    return NOTHING


def _explained(document: Document, passages: Passages, explaining: Passages) -> Reading | None:
    """What titles or prose make of a loosely named treatment."""
    cells = document.cells(explaining)
    stem_cells = has_word(passages, "weak", "marrow_stem")
    where = (*explaining, *passages)
    mixed, mnc = has_word(explaining, "mixed"), has_word(where, "mnc")
    uncultured = (mixed or mnc) and not (cells and has_word(where, "expanded"))
    if uncultured and has_word(passages, *_BARE, "fat_graft") and (cells or mixed or document.speaks_of_msc()):
        evidence = quote(where, ("mixed", "mnc"), "same-day mixture", stated=False)
        both = any(together(p.text, "mnc") for p in explaining)
        return Reading(("core", "mixed_uncultured") if both else ("mixed_uncultured",), (evidence,))
    if cells and stem_cells:
        fresh = _made_fresh(document, (*passages, *document.unlinked))
        core = of_class("core", quote(explaining, cells, "cells named elsewhere", stated=False))
        return core if fresh is None else of_class("mixed_uncultured", fresh)
    if cells and has_word(passages, "whole_marrow"):
        return of_class("mixed_uncultured", quote(passages, ("whole_marrow",), "whole marrow", stated=False))
    return None


# --- products that their arm calls by a code or a bare name: the rest of the record must say what they are ------------


def read_coded(document: Document, passages: Passages) -> Reading:
    """A sentence that names the product and the cells decides; else the title of a trial that treats with cells."""
    named = tuple(p for p in passages if p.field in NAMED)
    codes = _codes(named)
    for passage in (*document.titles, *document.prose) if codes else ():
        if passage.field == "keyword" or not any(code in fold(passage.text) for code in codes):
            continue
        for sentence in sentences(passage.text):
            reading = _sentence(document, passage.path, sentence, codes)
            if reading is not None:
                return reading
    return _unexplained(document, named)


def _codes(named: Passages) -> set[str]:
    found: set[str] = set()
    for passage in named:
        hits = rules().hits(passage.text, "cell_phrases.name_code")
        found.update(fold(passage.text[hit.start : hit.end]) for hit in hits)
        whole = fold(passage.text).strip()
        if 3 < len(whole) < 40 and not rules().has(whole, "cell_phrases.plain_name"):
            found.add(whole)
    return {code for code in found if not rules().has(code, "cell_phrases.control_word")}


def _sentence(document: Document, path: str, sentence: str, codes: set[str]) -> Reading | None:
    small = fold(sentence)
    found = cell_words(sentence)
    if all(code not in small or _is_something_else(sentence, small.index(code), code) for code in codes):
        return None
    cells = found.has("msc") or (found.has("adipose") and document.says("adipos", "fat ", "lipo"))
    evidence = Evidence(path, sentence.strip()[:120], "product explained elsewhere", "inferred")
    if found.has("like"):
        return of_class("msc_like", evidence)
    if cells and found.has("gene"):
        return of_class("gene_modified", evidence)
    if found.has("free") and rules().has(document.whole, "cell_phrases.speech"):
        return of_class("cell_free", evidence)
    return of_class("core", evidence) if cells else None


def _is_something_else(sentence: str, start: int, code: str) -> bool:
    """Whether a sentence puts a code beside the cells ("linagliptin and ...", "semaglutide on ...")."""
    found = cell_words(sentence)
    for meaning in _NAMED_CELLS:
        span = found.span(meaning)
        if span:
            left, right = sorted((span, (start, start + len(code))))
            if rules().has(found.plain[left[1] : right[0]], "cell_phrases.beside"):
                return True
    return False


def _unexplained(document: Document, named: Passages) -> Reading:
    """A product the record never explains, in a trial whose title says that it treats with mesenchymal cells. A drug
    that the title itself names beside the cells is no such product.
    """
    titles = fold(joined(document.titles))
    studied = has_word(document.titles, "lab") or rules().has(titles, "cell_phrases.studied")
    if studied or not has_word(document.titles, "msc"):
        return NOTHING
    products = [name for p in named if p.field == "intervention_name" and (name := fold(p.text).strip())]
    known = (name.split()[0] in titles or rules().has(name, "cell_phrases.control_word") for name in products)
    if products and not any(known) and rules().has(titles, "cell_phrases.treats"):
        return of_class("core", quote(document.titles, ("msc",), "title of the trial", stated=False))
    return NOTHING
