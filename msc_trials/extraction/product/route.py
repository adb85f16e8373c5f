"""How the product gets into the body.

Source: domain notes §4e (routes and their traps: ``IV`` is also phase IV, grade IV, stage IV). A route is read from
the arms that give the product and their interventions; then from interventions without an arm, from the titles, and
last from sentences of the summary and description that speak of giving the product. An infusion of cells of which
nothing else is said is intravenous, and marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.passages import Passage, Passages
from msc_trials.extraction.words import lowered, word_list
from msc_trials.knowledge import seeds
from msc_trials.matching.literals import Literals, positions
from msc_trials.matching.sentences import sentences

ROUTES = (
    "intravenous",
    "intra_arterial",
    "intracoronary",
    "transendocardial",
    "intramyocardial",
    "intrathecal",
    "intracerebral",
    "intra_articular",
    "intradiscal",
    "intraosseous",
    "intramuscular",
    "intratracheal",
    "inhalation",
    "topical",
    "intralesional_local_injection",
    "intraocular",
    "surgical_implant",
    "other",
)
"""Values of a route in vocabulary order; ``unstated`` stands alone when none is read.

``other`` holds the rare ones (portal vein, intranasal, intraperitoneal, into the uterus). Injections under the skin or
into an organ other than those named are ``intralesional_local_injection``.
"""

UNSTATED = ("unstated",)
_ABBREVIATIONS = frozenset({"iv", "ia", "it", "im"})
_NARRATIVE = frozenset({"summary", "description"})
_NAMES = frozenset({"title", "official_title", "keyword"})


@dataclass(frozen=True)
class _Term:
    """A route word: ``literal`` must occur in the lower-case text before ``pattern`` is tried.

    Abbreviations (``IV``) are told by their capitals and are read in the text as written (``cased``).
    """

    route: str
    literal: str
    source: str
    cased: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first holds the literal."""
        return re.compile(self.source, re.IGNORECASE if self.cased else re.NOFLAG)


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(row["route"], row["literal"], row["pattern"], cased)
        for row in seeds.table("routes")
        for cased in ("(?-i:" in row["pattern"],)
    )


@cache
def _literals() -> Literals:
    return Literals([term.literal] for term in _terms())


Found = dict[str, tuple[str, Evidence]]
"""Per route: the route word (lower case) and the evidence."""


def read_routes(passages: Passages, arm_classes: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Routes of the product in vocabulary order with the words they were read from; ``("unstated",)`` when silent.

    ``arm_classes``: one class per registered arm.
    """
    given = [p for arm in passages.given(arm_classes) for p in of_product(arm)]
    for level in (given, list(passages.unlinked), list(passages.trial)):
        found = _read(level, strict=level is not given)
        if found:
            routes = tuple(r for r in ROUTES if r in found)
            return routes, tuple(found[r][1] for r in routes)
    everything = [*given, *passages.unlinked, *passages.trial]
    inferred = _by_condition(passages, everything) or _infused(everything)
    return ((inferred[0],), (inferred[1],)) if inferred else (UNSTATED, ())


def of_product(arm: Sequence[Passage]) -> list[Passage]:
    """Passages of an arm without those of interventions that are plainly something else (a vaccine, a drug).

    An intervention is left out when its texts name no cells while those of another intervention of the arm do.
    """
    texts: dict[str, list[Passage]] = {}
    for p in arm:
        if p.field.startswith("intervention"):
            texts.setdefault(p.path.partition("]")[0], []).append(p)
    named = {
        key
        for key, found in texts.items()
        if any(word_list("route_words", "product").search(lowered(p.text)) for p in found)
    }
    if not named or len(named) == len(texts):
        return list(arm)
    return [p for p in arm if not p.field.startswith("intervention") or p.path.partition("]")[0] in named]


def _read(level: Sequence[Passage], *, strict: bool) -> Found:
    found: Found = {}
    texts = {p.text: p for p in reversed(level)}
    lows = {words: lowered(words) for words in texts}
    for words, low in reversed(lows.items()):
        passage = texts[words]
        wanted = [_terms()[i] for i in positions(_literals().bits(_literals().hits(low)))]
        if not wanted:
            continue
        for route, word, shown in _routes_in(words, low, wanted, strict=strict and passage.field not in _NAMES):
            found.setdefault(route, (word, Evidence(passage.path, shown, "route_stated", "stated")))
    return _settled(found)


def _routes_in(words: str, low: str, terms: Sequence[_Term], *, strict: bool) -> Iterator[tuple[str, str, str]]:
    """Routes named in a text with the route word and the words around it.

    ``strict`` asks each sentence to speak of giving the product.
    """
    begin = 0
    for sentence in sentences(words):
        lower = low[begin : begin + len(sentence)]
        begin += len(sentence)
        for term in terms:
            if term.literal not in lower:
                continue
            for m in term.pattern.finditer(sentence if term.cased else lower):
                if _counts(lower, m, term.literal, strict=strict):
                    yield (
                        term.route,
                        m.group().lower(),
                        " ".join(sentence[max(0, m.start() - 50) : m.end() + 30].split()),
                    )
                    break


def _counts(sentence: str, m: re.Match[str], literal: str, *, strict: bool) -> bool:
    """Whether a route word is about giving the product: not a Roman numeral, another drug or the harvest.

    ``sentence`` is lower case.
    """
    before, after = sentence[max(0, m.start() - 60) : m.start()], sentence[m.end() : m.end() + 60]
    giving_words, product_words = word_list("route_words", "giving"), word_list("route_words", "product")
    if literal in _ABBREVIATIONS:
        if word_list("route_words", "not_route_before").search(before[-14:]):
            return False
        near = before[-45:] + " " + after[:45]
        if not (giving_words.search(near) or product_words.search(near)):
            return False
    drugs = [d.start() for d in word_list("route_words", "drug").finditer(sentence)]
    product = [p.start() for p in product_words.finditer(sentence)] if strict or drugs else []
    # "Visit 3: treatment (intra-articular injection)" names no product but says that something is given.
    if (
        strict
        and not (product and giving_words.search(sentence))
        and not giving_words.search(before[-25:] + m.group().lower() + after[:20])
    ):
        return False
    if strict and word_list("route_words", "prior_study").search(sentence):
        return False
    if drugs:
        nearest_drug = min(abs(d - m.start()) for d in drugs)
        if not product or nearest_drug < min(abs(p - m.start()) for p in product):
            return False
    return not (word_list("route_words", "harvest").search(sentence) and not giving_words.search(sentence))


def _settled(found: Found) -> Found:
    """Drop what a more exact route already says."""
    kept = dict(found)
    if "intra_articular" in kept and _word(kept, "intra_arterial") in ("ia", "i.a."):
        kept.pop("intra_arterial")  # "IA" in a trial of joints
    if len(kept) > 1 and _word(kept, "intralesional_local_injection").startswith("local"):
        kept.pop("intralesional_local_injection")  # "local intramuscular injection"
    if "transendocardial" in kept:
        kept.pop("intramyocardial", None)
    if "intracoronary" in kept:
        kept.pop("intra_arterial", None)
    if "intraosseous" in kept or "intradiscal" in kept or "intra_articular" in kept:
        kept.pop("intralesional_local_injection", None)  # "injected into the necrotic lesion" of the bone
    if "surgical_implant" in kept and _word(kept, "other").find("uter") >= 0:
        kept.pop("other")  # a scaffold laid into the uterus
    return kept


def _word(found: Found, route: str) -> str:
    return found[route][0] if route in found else ""


@cache
def _infusion() -> re.Pattern[str]:
    return re.compile(r"\b(?:infus(?:ion|ions|ed|e)|transfus(?:ion|ed)|drip)\b", re.IGNORECASE)


def _by_condition(passages: Passages, everything: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Route that the condition leaves no choice about, where the text only says "injection" or "implantation"."""
    given = next((p for p in everything if _local().search(p.text)), None)
    if given is None:
        return None
    for route in ("intradiscal", "intra_articular", "intraosseous", "intralesional_local_injection"):
        for passage in passages.trial:
            m = (
                word_list("route_by_condition", route).search(lowered(passage.text))
                if passage.field in _NAMES
                else None
            )
            if m:
                return route, Evidence(passage.path, m.group(), "route_of_condition", "inferred")
    return None


@cache
def _local() -> re.Pattern[str]:
    return re.compile(r"\b(?:inject|implant)\w*", re.IGNORECASE)


def _infused(passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Evidence of an infusion of the product, which is intravenous where no other way is named."""
    for passage in passages:
        if "fus" not in passage.text and "drip" not in passage.text:
            continue
        for sentence in sentences(lowered(passage.text)):
            m = _infusion().search(sentence)
            if m is None or word_list("route_words", "prior_study").search(sentence):
                continue
            product = [p.start() for p in word_list("route_words", "product").finditer(sentence)]
            drugs = [d.start() for d in word_list("route_words", "drug").finditer(sentence)]
            if word_list("route_words", "harvest").search(sentence) and passage.field in _NARRATIVE:
                continue
            if passage.field not in _NARRATIVE and not drugs:
                product = product or [m.start()]
            if product and (
                not drugs or min(abs(p - m.start()) for p in product) <= min(abs(d - m.start()) for d in drugs)
            ):
                words = " ".join(sentence[max(0, m.start() - 60) : m.end() + 30].split())
                return "intravenous", Evidence(passage.path, words, "infusion_without_route", "inferred")
    return None
