"""The class of one treatment, read from the passages that name and describe it. Source: domain notes §2c, §2e."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msc_trials.extraction.facts import MSC_CLASSES, Evidence
from msc_trials.extraction.passages import Passage
from msc_trials.extraction.product.brands import Brand
from msc_trials.extraction.terms import Found, bits_of, brand_bits, phrase
from msc_trials.extraction.texts import CELLS, NAMED, Quote, Texts, low
from msc_trials.knowledge import seeds

GIVEN_WORDS = ("msc", "adipose", "mpc", "weak", "mixed", "free", "like")
"""Meanings that say that an arm gets a product."""
PRODUCT_WORDS = (*GIVEN_WORDS, "marrow_stem", "whole_marrow", "mnc", "fat_graft", "gene", "feeder", "osteo")
_SPECIAL = ("like", "feeder", "gene", "free")
_MIXED = ("mixed", "mnc", "adipose")
_BARE = ("weak", "marrow_stem", "whole_marrow", "mnc")
_BESIDE = 45
"""Most letters between two products that a text names side by side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Classes of one treatment, strongest first (empty: no MSC product or relative), and the words that say so."""

    classes: tuple[str, ...] = ()
    told: tuple[Evidence | Quote, ...] = ()
    brand: Brand | None = None

    @property
    def strongest(self) -> str:
        """The one class that stands for the treatment; ``""`` when it is no product."""
        return self.classes[0] if self.classes else ""


NOTHING = Reading()


def in_order(found: Iterable[str]) -> tuple[str, ...]:
    """Classes strongest first."""
    names = set(found)
    return tuple(name for name in MSC_CLASSES if name in names)


def read_treatment(texts: Texts, passages: tuple[Passage, ...]) -> Reading:
    """Classes of a group of passages that belong to one treatment. Brands first, then products that outrank the
    plain name of their cells, then mixtures, then named cells, then loose names that the rest must explain.
    """
    named = tuple([p for p in passages if p.field in NAMED])
    bits = texts.bits(passages)
    near = bits | texts.title_bits
    brand = _brand(texts, passages) if bits & brand_bits() else None
    if brand is not None:
        return brand
    if not texts.has(passages, *PRODUCT_WORDS):
        if texts.has(texts.titles, "feeder") and "cord" in low(passages):
            return _helper(texts, passages)
        return NOTHING
    special = _special(texts, passages, named) if near & bits_of(_SPECIAL) else None
    if special is not None:
        return special
    mixture = _mixture(texts, passages, named) if near & bits_of(_MIXED) else None
    if mixture is not None:
        return mixture
    cells = texts.cells(passages)
    if cells:
        if texts.has(named, "osteo") and not texts.cells(named):
            return NOTHING  # osteoblasts and chondrocytes grown from stem cells are another product
        return Reading(("core",), (Quote(passages, cells, "named cells"),))
    return _loose(texts, passages, named)


def _brand(texts: Texts, passages: Iterable[Passage]) -> Reading | None:
    for passage in passages:
        known = texts.brand(passage)
        if known:
            brand, span = known
            if brand.msc_class == "not_msc":
                return NOTHING
            evidence = Evidence(passage.path, passage.text[slice(*span)], "named product", "stated")
            return Reading((brand.msc_class,), (evidence,), brand)
    return None


def _helper(texts: Texts, passages: tuple[Passage, ...]) -> Reading:
    """Cells on which another product was grown. Source: domain notes §2c."""
    where = (*passages, *texts.titles)
    return Reading(("feeder_or_support",), (Quote(where, ("feeder",), "used to grow another product"),))


def _special(texts: Texts, passages: tuple[Passage, ...], named: tuple[Passage, ...]) -> Reading | None:
    """Related, helper, engineered and cell-free products, which outrank the plain name of the cells."""
    if texts.has(passages, "like"):
        return Reading(("msc_like",), (Quote(passages, ("like",), "related product"),))
    where = (*passages, *texts.titles)
    if (
        texts.has(where, "feeder")
        and not texts.cells((*named, *texts.titles))
        and any(word in low((*named, *texts.titles)) for word in ("cell", "cord"))
    ):
        return _helper(texts, passages)
    engineered = texts.has(passages, "gene") or (texts.has(texts.titles, "gene") and not texts.cells(named))
    if engineered and (texts.has(passages, "weak") or texts.cells(where)):
        return Reading(("gene_modified",), (Quote(where, ("gene",), "engineered or differentiated"),))
    if texts.has(passages, "free") and texts.says(*seeds.lines("cell_speech"), *seeds.lines("cell_free_origins")):
        cells = texts.cells(passages)
        evidence = Quote(passages, ("free",), "cell-free product")
        if cells and not texts.has((*named, *texts.titles), "free"):
            return None  # cells described with what they secrete
        if cells and _beside_free(texts, where):
            return Reading(("core", "cell_free"), (Quote(passages, cells, "named cells"), evidence))
        return Reading(("cell_free",), (evidence,))
    return None


def _beside_free(texts: Texts, passages: Iterable[Passage]) -> bool:
    """Whether cells are given beside their exosomes or medium: named in a text of their own, or joined by "and"."""
    for passage in passages:
        found = texts.scan(passage)
        own_name = passage.field in ("arm_label", "intervention_name", "title", "official_title")
        if own_name and not found.has("free") and found.has(*CELLS):
            return True
        if together(found, "free"):
            return True
    return False


def together(found: Found, other: str) -> bool:
    """Whether one text names cells and another product side by side ("mononuclear and mesenchymal cells")."""
    second = found.span(other)
    for meaning in CELLS if second else ():
        first = found.span(meaning)
        if first and second:
            left, right = sorted((first, second))
            if left[1] <= right[0] <= left[1] + _BESIDE and phrase("together").search(found.low, left[1], right[0]):
                return True
    return False


def _mixture(texts: Texts, passages: tuple[Passage, ...], named: tuple[Passage, ...]) -> Reading | None:
    """Same-day mixtures. The description of an arm outranks its label: an "MSC" arm that gets marrow concentrate is a
    mixture, unless the text says that the cells were cultured. Source: domain notes §2c.
    """
    cells = texts.cells(passages)
    if _is_mixed(texts, passages, named, cells):
        evidence = Quote((*passages, *texts.titles, *texts.prose), ("mixed",), "same-day mixture")
        side_by_side = any(together(texts.scan(p), "mixed") for p in (*passages, *texts.titles))
        if not side_by_side and cells and not texts.has(passages, "mixed"):
            side_by_side = any(together(texts.scan(p), "mixed") for p in texts.prose)
        if side_by_side:
            named_cells = Quote((*passages, *texts.titles), CELLS, "named cells")
            return Reading(("core", "mixed_uncultured"), (named_cells, evidence))
        return Reading(("mixed_uncultured",), (evidence,))
    if not texts.has(passages, "mnc"):
        return None
    evidence = Quote(passages, ("mnc",), "mononuclear cells in a record about mesenchymal cells")
    if not cells:
        blood_formation = texts.has((*passages, *texts.titles), "hsct")
        return Reading(("mixed_uncultured",), (evidence,)) if texts.speaks_of_msc() and not blood_formation else None
    if any(together(texts.scan(p), "mnc") for p in (*named, *texts.titles)):
        return Reading(("core", "mixed_uncultured"), (Quote(passages, cells, "named cells"), evidence))
    if texts.has(named, "mnc") and not texts.cells(named) and not texts.has(passages, "expanded"):
        return Reading(("mixed_uncultured",), (evidence,))
    return None  # mononuclear cells are the step before the culture


def _is_mixed(texts: Texts, passages: tuple[Passage, ...], named: tuple[Passage, ...], cells: tuple[str, ...]) -> bool:
    if texts.has(named, "mixed"):
        return True
    if texts.has(passages, "mixed"):
        return not (cells and texts.has(passages, "expanded"))
    named_so = texts.has(texts.titles, "mixed") and not texts.has((*texts.titles, *named), "msc")
    # "Adipose stem cells" alone can be either; the prose may say that they are made the same day.
    told_so = cells == ("adipose",) and texts.has(texts.prose, "mixed") and not texts.has(texts.prose, "expanded")
    return (named_so or told_so) and not texts.has(passages, "expanded")


def _loose(texts: Texts, passages: tuple[Passage, ...], named: tuple[Passage, ...]) -> Reading:
    """Treatments that say no more than stem cells, marrow or fat: the titles explain them, then the prose."""
    title_cells = texts.cells(texts.titles)
    if not title_cells and texts.has((*passages, *texts.titles), "hsct", "osteo"):
        return NOTHING
    if texts.has(passages, "marrow_stem") and texts.has(passages, "expanded") and not texts.has(passages, "mnc"):
        return Reading(("core",), (Quote(passages, ("marrow_stem",), "cultured marrow cells", stated=False),))
    keywords = tuple(p for p in texts.prose if p.field == "keyword")
    if texts.has(passages, "fat_graft") and texts.cells(keywords):
        return Reading(("mixed_uncultured",), (Quote(passages, ("fat_graft",), "graft for its cells", stated=False),))
    prose = texts.prose
    if not texts.has((*named, *texts.titles), *_BARE):
        # The treatment is called something else: a long description that mentions cells is no product.
        prose = tuple(p for p in prose if p.field != "description")
    for explaining in (texts.titles, prose):
        reading = _explained(texts, passages, explaining)
        if reading is not None:
            return reading
    return NOTHING


def _explained(texts: Texts, passages: tuple[Passage, ...], explaining: tuple[Passage, ...]) -> Reading | None:
    """What titles or prose make of a loosely named treatment."""
    cells = texts.cells(explaining)
    stem_cells = texts.has(passages, "weak", "marrow_stem")
    if stem_cells and texts.has(explaining, "like"):
        return Reading(("msc_like",), (Quote(explaining, ("like",), "related product", stated=False),))
    where = (*explaining, *passages)
    mixed, mnc = texts.has(explaining, "mixed"), texts.has(where, "mnc")
    uncultured = (mixed or mnc) and not (cells and texts.has(where, "expanded"))
    if uncultured and texts.has(passages, *_BARE, "fat_graft") and (cells or mixed or texts.speaks_of_msc()):
        evidence = Quote(where, ("mixed", "mnc"), "same-day mixture", stated=False)
        both = explaining == texts.titles and any(together(texts.scan(p), "mnc") for p in explaining)
        return Reading(("core", "mixed_uncultured") if both else ("mixed_uncultured",), (evidence,))
    if cells and stem_cells:
        return Reading(("core",), (Quote(explaining, cells, "cells named elsewhere", stated=False),))
    if cells and texts.has(passages, "whole_marrow"):
        return Reading(("mixed_uncultured",), (Quote(passages, ("whole_marrow",), "whole marrow", stated=False),))
    return None
