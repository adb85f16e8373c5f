"""How the product gets into the body: by the arms that give it, interventions without an arm, titles, then sentences of
the prose.

An infusion of cells of which nothing else is said is intravenous (inferred). ``other`` holds the rare routes (portal
vein, intranasal, into the uterus), ``intralesional_local_injection`` what is injected under the skin or into an organ
without a route of its own. Source: domain notes §4e.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from msc_trials.extraction.document import NAMED, NARRATIVE, Document, Passage, Passages
from msc_trials.extraction.facts import Evidence, Values
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, rules, topic
from msc_trials.matching.rules import Hit, fold
from msc_trials.matching.text import sentences

_ABBREVIATIONS = frozenset({"iv", "ia", "it", "im"})
_NAMES = frozenset({"title", "official_title", "keyword"})


Found = dict[str, tuple[str, Evidence]]
"""Per route: the route word (lower case) and the evidence."""


def read_routes(document: Document, arm_classes: tuple[str, ...]) -> Values:
    """Routes of the product in vocabulary order with the words they were read from; ``("unstated",)`` when silent."""
    given = [p for arm in document.given(arm_classes) for p in of_product(arm)]
    told = list(document.trial)
    everything = [*given, *document.unlinked, *told]
    for level in (given, of_product(document.unlinked), told):
        found = _read(level, strict=level is not given)
        if level is given and any("inject" in fold(p.text) for p in given if p.field in NAMED):
            found = _without_injected_scaffold(found)
        if level is told and any("inject" in fold(p.text) for p in (*given, *document.titles)):
            found = _without_described_implant(found, by_condition=_by_condition(document, everything) is not None)
        if found:
            found = _by_the_rest(document, found)
            routes = tuple(r for r in topic("route") if r in found)
            return routes, tuple(found[r][1] for r in routes)
    inferred = _of_placebo(document, arm_classes) or _by_condition(document, everything) or _infused(everything)
    return ((inferred[0],), (inferred[1],)) if inferred else (("unstated",), ())


@lru_cache(maxsize=64)  # the rules for routes, guidance, administrations and doses ask for the same arms
def of_product(arm: Passages) -> Passages:
    """Passages of an arm without those of interventions that are plainly something else (a vaccine, a drug).

    An intervention is left out when its texts name no cells while those of another intervention of the arm do.
    """
    texts = seeds.grouped((p.path.partition("]")[0], p) for p in arm if p.field.startswith("intervention"))
    named = {key for key, found in texts.items() if _any_has(found, "route_words.product")}
    # A drug that is "given with the cells" is no cells: where names say so, descriptions do not.
    called = {key: fold(" ".join(p.text for p in texts[key] if p.field in NAMED)) for key in named}
    if any(rules().has(name, "route_words.product") for name in called.values()):
        named = {key for key, name in called.items() if rules().has(name, "route_words.product", "guidance_words.put")}
    if not named or len(named) == len(texts):
        return arm
    return tuple([p for p in arm if not p.field.startswith("intervention") or p.path.partition("]")[0] in named])


def _any_has(passages: Iterable[Passage], kind: str) -> bool:
    return any(rules().has(p.text, kind) for p in passages)


def _read(level: Sequence[Passage], *, strict: bool) -> Found:
    found: Found = {}
    passages = {p.text: p for p in reversed(level)}  # of passages with the same text the first counts
    for passage in reversed(passages.values()):
        for route, word, shown in _routes_in(passage.text, strict=strict and passage.field not in _NAMES):
            found.setdefault(route, (word, Evidence(passage.path, shown, "route_stated", "stated")))
    return _settled(found)


def _routes_in(words: str, *, strict: bool) -> Iterator[tuple[str, str, str]]:
    """Routes named in a text with the route word and the words around it.

    ``strict`` asks each sentence to speak of giving the product.
    """
    for sentence in sentences(words):
        for hit in rules().hits(sentence, "routes"):
            if _counts(sentence, hit, strict=strict):
                shown = " ".join(sentence[max(0, hit.start - 50) : hit.end + 30].split())
                yield hit.rule.kind.removeprefix("routes."), fold(sentence[hit.start : hit.end]), shown


def _counts(sentence: str, hit: Hit, *, strict: bool) -> bool:
    """Whether a route word is about giving the product: not a Roman numeral, another drug or the harvest."""
    before, after = sentence[max(0, hit.start - 60) : hit.start], sentence[hit.end : hit.end + 60]
    word = sentence[hit.start : hit.end]
    if fold(word) in _ABBREVIATIONS and rules().has(before[-14:], "route_words.not_route_before"):
        return False
    drugs = rules().starts(sentence, "route_words.drug")
    product = rules().starts(sentence, "route_words.product") if strict or drugs else []
    giving = rules().has(sentence, "route_words.giving")
    # "Visit 3: treatment (intra-articular injection)" names no product but says that something is given.
    if strict and not (product and giving) and not rules().has(before[-25:] + word + after[:20], "route_words.giving"):
        return False
    if strict and rules().has(sentence, "route_words.prior_study"):
        return False
    if nearest(drugs, hit.start) < nearest(product, hit.start):
        return False
    return not (rules().has(sentence, "route_words.harvest") and not giving)


def nearest(starts: Sequence[int], at: int) -> float:
    """Letters from a place to the nearest of some others; infinite where there are none."""
    return min((abs(start - at) for start in starts), default=inf)


def _without_described_implant(found: Found, by_condition: bool) -> Found:
    """An implant that only the description speaks of is another one where arms or titles say that cells are injected.

    It stays where nothing else tells the route, neither a word nor the condition, and beside others where it is named exactly.
    """
    others = {route: said for route, said in found.items() if route != "surgical_implant"}
    vague = pattern("route.vague_implant").match(_word(found, "surgical_implant")) is not None
    return others if (vague if others else by_condition) else found


def _without_injected_scaffold(found: Found) -> Found:
    """Where the product is named an injection, a bare scaffold is what it is injected in and no implant (NCT02298023)."""
    bare = set(found) == {"surgical_implant"} and _word(found, "surgical_implant").startswith("scaffold")
    return {} if bare else found


class _Conflict(NamedTuple):
    """Two routes of which one says less: ``drops`` goes where ``route`` (empty: any other) is there.

    ``words``, ``dropped_words`` (of the two) and ``sentence`` (of the dropped one) must match where they are not empty.
    """

    route: str
    words: str
    drops: str
    dropped_words: str
    sentence: str


@cache
def _conflicts() -> tuple[_Conflict, ...]:
    return seeds.typed("route_conflicts", _Conflict)


def _settled(found: Found) -> Found:
    """Drop what a more exact route already says (``seeds/route_conflicts.csv``)."""
    kept = dict(found)
    local = kept.get("intralesional_local_injection")
    listed = local is not None and f"and {local[0]}" in fold(local[1].text) and not local[0].startswith("locally")
    if local and not listed:  # "local intramuscular injection", "intramuscular injection into and around the ulcer"
        vague = len(kept) > 1 and local[0].startswith("local")
        if vague or any(f"{word} {local[0][:6]}" in fold(local[1].text) for word, _ in found.values()):
            kept.pop("intralesional_local_injection")
    exact = pattern("route.layer").match(_word(kept, "intralesional_local_injection"))
    if not exact and not listed and not {"intraosseous", "intradiscal", "intra_articular"}.isdisjoint(kept):
        kept.pop("intralesional_local_injection", None)  # "injected into the necrotic lesion" of the bone
    for one in _conflicts():
        if _conflict(one, kept):
            kept.pop(one.drops)
    return kept


def _conflict(one: _Conflict, kept: Found) -> bool:
    if one.drops not in kept or (one.route not in kept if one.route else len(kept) < 2):
        return False
    said = fold(kept[one.drops][1].text)
    texts = ((one.words, _word(kept, one.route)), (one.dropped_words, _word(kept, one.drops)), (one.sentence, said))
    return all(re.search(words, text) for words, text in texts)


def _word(found: Found, route: str) -> str:
    return found[route][0] if route in found else ""


def _by_the_rest(document: Document, found: Found) -> Found:
    """Routes that other texts of the record make more exact.

    "IA" is into the joint where titles name a disease of joints; who maps the heart injects through the endocardium;
    the tissue of an organ is the brain where titles name a disease of the brain; a scaffold lies on a wound.
    """
    brain = _any_has(document.titles, "route_by_condition.intracerebral")
    if brain and pattern("route.tissue_of_organ").search(_word(found, "intralesional_local_injection")):
        found["intracerebral"] = found.pop("intralesional_local_injection")
    scaffold = set(found) == {"surgical_implant"} and _word(found, "surgical_implant").startswith("scaffold")
    if scaffold and _any_has(document.titles, "routes.topical"):
        return {"topical": found["surgical_implant"]}
    joints = _any_has(document.titles, "route_by_condition.intra_articular")
    if joints and set(found) == {"intra_arterial"}:
        return {"intra_articular": found["intra_arterial"]}
    if "intramyocardial" in found and _any_has(document.trial, "guidance.electromechanical_mapping"):
        found["transendocardial"] = found.pop("intramyocardial")
    return found


def _of_placebo(document: Document, arm_classes: tuple[str, ...]) -> tuple[str, Evidence] | None:
    """The one route of a placebo, where the texts of the product name none."""
    others = [arm for arm, given in zip(document.arms, arm_classes, strict=False) if not given]
    placebos = [arm for arm in others if any("placebo" in fold(p.text) for p in arm if p.field in NAMED)]
    found = _read([p for arm in placebos for p in arm], strict=False)
    for route, (_, evidence) in found.items() if len(found) == 1 else ():
        return route, replace(evidence, rule="route_of_placebo", sure="inferred")
    return None


def _by_condition(document: Document, everything: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Route that the condition leaves no choice about, where the text only says "injection" or "implantation"."""
    given = next((p for p in everything if pattern("route.local").search(p.text)), None)
    if given is None:
        return None
    for route in ("intradiscal", "intra_articular", "intraosseous", "intralesional_local_injection"):
        for passage in document.trial:
            if passage.field not in _NAMES:
                continue
            m = rules().first(passage.text, f"route_by_condition.{route}")
            if m:
                return route, Evidence(passage.path, m.group(), "route_of_condition", "inferred")
    return None


def _infused(passages: Sequence[Passage]) -> tuple[str, Evidence] | None:
    """Evidence of an infusion of the product, which is intravenous where no other way is named."""
    for passage in passages:
        for sentence in sentences(passage.text):
            m = pattern("route.infusion").search(sentence)
            if m is None or rules().has(sentence, "route_words.prior_study"):
                continue
            product = rules().starts(sentence, "route_words.product")
            drugs = rules().starts(sentence, "route_words.drug")
            if passage.field not in NARRATIVE and not drugs:
                product = product or [m.start()]
            if product and nearest(product, m.start()) <= nearest(drugs, m.start()):
                words = " ".join(sentence[max(0, m.start() - 60) : m.end() + 30].split())
                return "intravenous", Evidence(passage.path, words, "infusion_without_route", "inferred")
    return None
