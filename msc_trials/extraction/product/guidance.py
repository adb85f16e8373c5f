"""What guided the hand that gave the product: imaging, an endoscope, mapping, or the open wound of an operation.

Source: domain notes §4f. Guidance of the harvest (marrow aspiration, oocytes) and imaging as an outcome do not count.
A stereotactic frame aims, but names no imaging: it is no value here (labels of the reference data).
"""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.extraction.document import Document, Passage, distinct
from msc_trials.extraction.facts import Evidence, Values
from msc_trials.extraction.product.route import nearest, of_product
from msc_trials.knowledge.rules import rules, topic
from msc_trials.matching.rules import Hit, fold
from msc_trials.matching.text import sentences

NOT_STATED = ("not_stated",)
_UNGUIDED = frozenset({"intravenous", "inhalation", "unstated"})


def read_guidance(document: Document, arm_classes: tuple[str, ...], routes: tuple[str, ...]) -> Values:
    """Guidance of giving the product in vocabulary order, with the words; ``("not_stated",)`` when silent.

    ``routes`` are those already read: a product that is only infused into a vein or inhaled is not guided. What is implanted
    at an operation is placed under direct sight (inferred), unless an endoscope or imaging is named.
    """
    if _UNGUIDED.issuperset(routes) and routes != ("unstated",):
        return NOT_STATED, ()
    given = [p for arm in document.given(arm_classes) for p in of_product(arm)]
    found: dict[str, Evidence] = {}
    for level in (given, [*of_product(document.unlinked), *document.trial]):
        if not found:  # an endoscope that only the description speaks of may look at the result
            for passage in distinct(level):
                for guidance, words in _guidance_in(passage):
                    found.setdefault(guidance, Evidence(passage.path, words, "guidance_stated", "stated"))
    surgery = found.get("surgical_direct")
    if surgery and len(found) > 1 and not rules().has(surgery.text, "guidance_words.either"):
        del found["surgical_direct"]  # the endoscope or the image of the operation
    if not found and "surgical_implant" in routes:
        scope = next((p for p in (*document.titles, *given) if "arthroscop" in fold(p.text)), None)
        if scope:
            found["arthroscopy"] = Evidence(scope.path, scope.text[:120], "implanted_at_arthroscopy", "inferred")
        else:
            found["surgical_direct"] = Evidence("", "", "implanted_at_surgery", "inferred")
    if not found:
        return NOT_STATED, ()
    values = tuple(g for g in topic("guidance") if g in found)
    return values, tuple(found[g] for g in values)


def _guidance_in(passage: Passage) -> Iterator[tuple[str, str]]:
    """Guidance that a passage names, each with the words around it."""
    for sentence in sentences(passage.text):
        for hit in rules().hits(sentence, "guidance"):
            guidance = hit.rule.kind.removeprefix("guidance.")
            # What runs into a line during an operation is not placed under direct sight.
            given = rules().blanked(sentence, "guidance_words.infusion") if guidance == "surgical_direct" else sentence
            scoped = guidance == "endoscopy" and _scoped(passage, sentence)
            if scoped or _of_giving(given, hit.start) or _of_no_other_act(passage, sentence, hit):
                yield guidance, " ".join(sentence[max(0, hit.start - 60) : hit.end + 40].split())


def _scoped(passage: Passage, sentence: str) -> bool:
    """Whether an endoscope is part of what an arm or intervention does ("hysteroscopic exploration, then ...") and not of a
    later look at the result."""
    given = "guidance_words.put"
    done = passage.field.endswith("_description") and rules().has(passage.text, given)
    looked_at = rules().has(sentence, "guidance_words.assess") and not rules().has(sentence, given)
    return done and not looked_at and not rules().has(sentence, "guidance_words.later")


def _of_no_other_act(passage: Passage, sentence: str, hit: Hit) -> bool:
    """Whether a sentence tells of the place of a needle, or one of an arm of a guided product, beside no act at all."""
    words = sentence[hit.start : hit.end]
    if rules().has(sentence, "guidance_words.put", "guidance_words.harvest", "route_words.prior_study"):
        return False
    needle = rules().has(words, "guidance_words.needle")
    guided = rules().has(words, "guidance_words.guided") and rules().has(sentence, "route_words.product")
    return needle or (passage.arm is not None and guided and not rules().has(sentence, "guidance_words.assess"))


def _of_giving(sentence: str, at: int) -> bool:
    """Whether the sentence guides the giving, not the harvest, and does not look at the result."""
    given = rules().blanked(sentence, "guidance_words.given_before")
    near = nearest(rules().starts(given, "guidance_words.put"), at)
    if near > 200 or rules().has(sentence, "route_words.prior_study"):
        return False
    return near <= nearest(rules().starts(sentence, "guidance_words.harvest", "guidance_words.assess"), at)
