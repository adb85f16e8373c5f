"""What kind of cell product each arm and the whole trial gave (``facts.MSC_CLASSES``): by an arm's own texts, by titles
where it names a product only loosely, by summary and keywords where it names nothing else. Source: domain notes §2c,
§2e, §4."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from msc_trials.extraction.document import CELLS, Document, Passages, cell_words, has_word, joined
from msc_trials.extraction.facts import CONTROL_TYPES, MSC_CLASSES, Evidence
from msc_trials.extraction.product.treatment import (
    GIVEN_WORDS,
    NOTHING,
    PRODUCT_WORDS,
    Reading,
    read_coded,
    read_treatment,
)
from msc_trials.knowledge.rules import rules
from msc_trials.knowledge.typed_text import normal
from msc_trials.matching.rules import fold
from msc_trials.records.study import StudyRecord
from msc_trials.registry.query import search_terms

_COMPARATORS = tuple(
    f"comparator_words.{kind}"
    for kind in ("placebo_word", "placebo_substance", "sham", "standard", "no_treatment", "active")
)
"""Kinds of words that name what a control group is given."""


@dataclass(frozen=True, slots=True)
class Classification:
    """Classes of a trial and of its arms, in the registered order.

    ``unlinked_reading`` is that of interventions no arm mentions, or of the titles when nothing else is registered.
    ``lab`` says that cells are only collected and studied.
    """

    classes: tuple[str, ...] = ("not_msc",)
    arms: tuple[Reading, ...] = ()
    unlinked_reading: Reading = NOTHING
    lab: bool = False
    names: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that decided the classes, in the order of the arms."""
        return tuple(dict.fromkeys(one for reading in (*self.arms, self.unlinked_reading) for one in reading.evidence))

    @property
    def branded(self) -> bool:
        """Whether a curated product was given."""
        return any(one.branded for one in (*self.arms, self.unlinked_reading))

    @property
    def arm_classes(self) -> tuple[str, ...]:
        """One class per registered arm, ``""`` where an arm gives no product."""
        return tuple([arm.strongest for arm in self.arms])

    @property
    def is_relevant(self) -> bool:
        """Whether any MSC product or relative was given."""
        return self.classes != ("not_msc",)


def may_concern_cells(record: StudyRecord) -> bool:
    """Whether a record holds any word of cells; where not, no rule about products needs to be tried."""
    prose = (record.brief_title, record.official_title, record.brief_summary, record.detailed_description)
    if any(rules().has(text, "cell_phrases.speech") for text in prose if text):
        return True
    return rules().has("\n".join(_searched(record)), "cell_phrases.gate", "products")


def is_wide_hit(record: StudyRecord) -> bool:
    """Whether only the wider search words (stem cells, cell therapy, ...) can have found this record."""
    texts = (f" {normal(text)} " for text in _searched(record))
    return not any(term in text for text in texts for term in _narrow_terms())


@cache
def _narrow_terms() -> tuple[str, ...]:
    return tuple(f" {normal(term)} " for term in (*search_terms("msc"), *search_terms("product")))


def _searched(record: StudyRecord) -> list[str]:
    """What the registry searches for a treatment: titles, keywords, arms, interventions (API notes §3.5)."""
    texts: list[str | None] = [record.brief_title, record.official_title, *record.keywords]
    for arm in record.arms:
        texts += (arm.label, arm.description)
    for given in record.interventions:
        texts += (given.name, given.description, *given.other_names)
    return [text for text in texts if text]


def classify(record: StudyRecord, document: Document) -> Classification:
    """Classes of every arm and of the trial, for a record that may concern cells. Pure; never raises."""
    only_studied = Classification(arms=(NOTHING,) * len(record.arms), lab=True)
    abbreviates_another = rules().has(document.whole, "cell_phrases.other_name")
    if abbreviates_another and not document.says("mesench", "stem", "strom", "cells"):
        return Classification(arms=only_studied.arms)  # "Metabolic Surgery Centre (MSC)"
    if _only_studied(record, document):
        return only_studied
    arms = [_arm(record, document, i, read_treatment) for i in range(len(record.arms))]
    unlinked_reading = read_treatment(document, document.unlinked)
    # Codes are looked up in arms that can be the tested product; else a comparator named beside the cells would be one.
    known = bool(unlinked_reading.classes) or any(arm.classes for arm in arms)
    for i, arm in enumerate(arms):
        beside = known and (record.arms[i].type != "EXPERIMENTAL" or _is_background(record, i, document.arms[i]))
        if not arm.classes and not beside:
            arms[i] = _arm(record, document, i, read_coded)
    if not unlinked_reading.classes and not any(arm.classes for arm in arms):
        unlinked_reading = read_coded(document, document.unlinked)
    if not unlinked_reading.classes and not any(arm.classes for arm in arms):
        unlinked_reading = _titles(record, document)
    if unlinked_reading.classes and not any(arm.classes for arm in arms):
        arms = [unlinked_reading if _may_hold_loose(record, document, i) else arm for i, arm in enumerate(arms)]
    readings = (*arms, unlinked_reading)
    found = {name for reading in readings for name in reading.classes}
    if not found:
        return Classification(arms=tuple(arms))
    if _only_looked_at(record, document):
        return only_studied
    classes = tuple(name for name in MSC_CLASSES if name in found)
    return Classification(classes, tuple(arms), unlinked_reading, names=_names(document, readings))


def _arm(
    record: StudyRecord, document: Document, position: int, read: Callable[[Document, Passages], Reading]
) -> Reading:
    """One registered arm; a control arm counts only when it says itself that it gets the cells."""
    arm, passages = record.arms[position], document.arms[position]
    label_text = next((p.text for p in passages if p.field == "arm_label"), "")
    denied = rules().first(label_text, "cell_phrases.denies_cells")
    if denied is not None and not cell_words(label_text[: denied.start()]).has(*GIVEN_WORDS):
        return NOTHING
    if arm.type == "ACTIVE_COMPARATOR" and _is_a_drug(passages):
        return NOTHING
    label = _is_control_label(passages)
    if arm.type not in CONTROL_TYPES and not label:
        return read(document, passages)
    own = tuple(p for p in passages if p.field in ("arm_label", "arm_description"))
    named = [has_word((p,), *GIVEN_WORDS) for p in own]
    if named and all(named) and not label:
        return read(document, passages)  # a cell arm registered under the wrong type
    plain = (cell_words(p.text).plain for p in own)
    control = any(rules().has(text, "cell_phrases.control_word", "cell_phrases.delayed") for text in plain)
    return read(document, own) if any(named) and not control else NOTHING


def _is_a_drug(passages: Passages) -> bool:
    """Whether the label of an arm is that of a comparator ("Corticosteroid therapy") and its own texts name no cells.

    Its description may name them where all that it is given are comparators too ("people of the MSC arms may get steroids").
    """
    own = tuple(p for p in passages if p.field in ("arm_label", "arm_description"))
    labels = [p for p in own if p.field == "arm_label"]
    given = [p for p in passages if p.field == "intervention_name"]
    only_comparators = bool(given) and all(names_a_comparator(p.text) for p in given)
    told = has_word(own, *CELLS) and (not only_comparators or has_word(given, *PRODUCT_WORDS))
    named = has_word(labels, *PRODUCT_WORDS) or told
    return not named and any(names_a_comparator(p.text) for p in labels)


def _is_background(record: StudyRecord, position: int, passages: Passages) -> bool:
    """Whether all that an arm is given is what another arm gets with something added ("PTA" and "PTA + cells"), or the usual
    treatment and nothing else ("conventional therapy only", NCT01742533)."""
    if any(rules().has(p.text, "cell_phrases.control_only") for p in passages if p.field.startswith("arm_")):
        return True
    others = [fold(name) for i, arm in enumerate(record.arms) if i != position for name in arm.intervention_names]
    own = [fold(name).split(": ", 1)[-1] for name in record.arms[position].intervention_names]
    added = {name: [other.replace(name, " ", 1) for other in others if name in other] for name in own}
    return bool(own) and all(any(rules().has(rest, "cell_phrases.together") for rest in added[name]) for name in own)


def _is_control_label(passages: Passages) -> bool:
    """Whether the label is that of a control ("Conventional therapy") and adds no product ("... plus MSC")."""
    for passage in passages:
        if passage.field == "arm_label" and rules().has(passage.text.strip(), "cell_phrases.control_label"):
            return not cell_words(passage.text).has(*GIVEN_WORDS)
    return False


def _may_hold_loose(record: StudyRecord, document: Document, position: int) -> bool:
    """Whether interventions that no arm mentions can belong to this arm."""
    arms = record.arms
    if arms[position].type in CONTROL_TYPES or _is_control_label(document.arms[position]):
        return False
    return len(arms) == 1 or arms[position].type == "EXPERIMENTAL" or all(a.type != "EXPERIMENTAL" for a in arms)


def _titles(record: StudyRecord, document: Document) -> Reading:
    """What the titles say of a record that registers no treatment of its own, such as a follow-up study."""
    if any(not rules().has(given.name or "", "cell_phrases.no_treatment") for given in record.interventions):
        return NOTHING
    titles = joined(document.titles)
    if record.study_type == "INTERVENTIONAL" and not (record.arms or record.interventions):
        given = not rules().has(titles, "cell_phrases.studied")  # nothing is registered but the title
    else:
        given = rules().has(titles, "cell_phrases.earlier")
    if given or has_word(document.titles, "give"):
        return read_treatment(document, document.titles)
    return NOTHING


def _names(document: Document, readings: Iterable[Reading]) -> tuple[str, ...]:
    groups = [*document.arms, document.unlinked]
    found: dict[str, None] = {}
    for reading, group in zip(readings, groups, strict=True):
        names = [p for p in group if p.field == "intervention_name"] if reading.classes else []
        for passage in names:
            # An arm may list a saline infusion or a drug beside the cells, or be a control arm that speaks of them.
            named = has_word((passage,), *PRODUCT_WORDS) or cell_words(passage.text).product()
            if named or (len(names) == 1 and not names_a_comparator(passage.text)):
                found[passage.text] = None
    return tuple(found)


def names_a_comparator(name: str) -> bool:
    """Whether a name without any word for cells is that of a comparator: placebo, saline, sham, a drug, usual care."""
    return rules().has(name, *_COMPARATORS)


def _only_looked_at(record: StudyRecord, document: Document) -> bool:
    """Whether an observational record that names cells gives them to nobody: work in the laboratory, or nothing registered and
    no arm or title that names the cells says that they are given.
    """
    bare = not (record.study_type or record.interventions)
    observed = record.study_type == "OBSERVATIONAL" or bare
    passages = [p for group in (*document.arms, document.unlinked) for p in group]
    named = [p for p in passages if p.field == "intervention_name"]
    if not observed or has_word((*named, *document.titles), "bench"):
        return observed
    if record.interventions:
        return False
    if rules().has(joined(document.titles), "cell_phrases.studied"):
        return True
    return not bare and not any(
        any(cell_words(p.text).product() for p in group) or (has_word(group, "give") and has_word(group, *GIVEN_WORDS))
        for group in (*document.arms, *((title,) for title in document.titles))
    )


def _only_studied(record: StudyRecord, document: Document) -> bool:
    """Whether cells are only collected and studied or given to animals, not to anybody. Source: domain notes §2e."""
    passages = tuple([p for group in (*document.arms, document.unlinked) for p in group])
    names = tuple([p for p in passages if p.field == "intervention_name"])
    about = [p for p in passages if p.field in ("arm_label", "arm_description")]
    if rules().has(joined((*about, *document.titles)), "cell_phrases.animals"):
        return True
    studied = (has_word((p,), "lab") and not has_word((p,), *GIVEN_WORDS) for p in names)
    if record.study_type != "INTERVENTIONAL" and names and all(studied):
        return True
    if not has_word(passages, "lab") or has_word(passages, "give", "feeder"):
        return False
    if record.study_type == "OBSERVATIONAL" or {given.type for given in record.interventions} == {"DIAGNOSTIC_TEST"}:
        return True
    if record.primary_purpose == "BASIC_SCIENCE" and has_word(names, "lab"):
        return True  # cells are sampled; the title may name the therapy that they are meant for one day
    if has_word(document.titles, "give"):
        return False
    treats = record.primary_purpose == "TREATMENT"
    return not treats and (has_word(names, "lab") or not has_word(names, *PRODUCT_WORDS))
