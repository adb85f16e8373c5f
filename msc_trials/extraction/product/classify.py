"""What kind of cell product each arm and the whole trial gave (``facts.MSC_CLASSES``).

The words of an arm's own texts decide; titles help where the arm names a product only loosely; summary and keywords
only where the arm names nothing else. Source: domain notes §2c (classes), §2e (false friends), §4 (order of fields).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.passages import Passage, Passages, passages_of
from msc_trials.extraction.product.brands import brand_in, brand_literals
from msc_trials.extraction.product.code_names import read_coded
from msc_trials.extraction.product.treatment import (
    GIVEN_WORDS,
    NOTHING,
    PRODUCT_WORDS,
    Reading,
    in_order,
    read_treatment,
)
from msc_trials.extraction.terms import phrase
from msc_trials.extraction.texts import Quote, Texts, low
from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import mentions
from msc_trials.matching.literals import Literals, positions
from msc_trials.records.study import StudyRecord

_CONTROL_TYPES = frozenset({"PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION"})


@dataclass(frozen=True, slots=True)
class Classification:
    """Classes of a trial and of its arms.

    ``arms`` follows the registered order; ``loose`` is the reading of interventions no arm mentions, or of the titles
    when nothing else is registered. ``lab`` says that cells are only collected and studied. ``names`` are the names of
    the interventions that give the product. ``looked`` says whether the texts had to be looked at closely; ``texts`` are
    these texts, None when they were not or are no longer at hand.
    """

    classes: tuple[str, ...] = ("not_msc",)
    arms: tuple[Reading, ...] = ()
    loose: Reading = NOTHING
    lab: bool = False
    names: tuple[str, ...] = ()
    looked: bool = False
    texts: Texts | None = field(default=None, repr=False, compare=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that decided the classes, in the order of the arms."""
        bare = self.bare()
        told = (one for reading in (*bare.arms, bare.loose) for one in reading.told)
        return tuple(dict.fromkeys(one for one in told if isinstance(one, Evidence)))

    @property
    def branded(self) -> Evidence | None:
        """Where a curated product is named, None when none is."""
        told = (arm.told[0] for arm in (*self.arms, self.loose) if arm.brand is not None)
        return next((one for one in told if isinstance(one, Evidence)), None)

    @property
    def arm_classes(self) -> tuple[str, ...]:
        """One class per registered arm, ``""`` where an arm gives no product."""
        return tuple([arm.strongest for arm in self.arms])

    @property
    def is_relevant(self) -> bool:
        """Whether any MSC product or relative was given."""
        return self.classes != ("not_msc",)

    def bare(self) -> Classification:
        """The same without the texts, which take more memory than the record: the words quoted are looked up before."""
        texts = self.texts
        if texts is None:
            return self
        *arms, loose = [
            replace(reading, told=tuple([texts.evidence(t) if isinstance(t, Quote) else t for t in reading.told]))
            for reading in (*self.arms, self.loose)
        ]
        return replace(self, arms=tuple(arms), loose=loose, texts=None)


@cache
def _gate() -> Literals:
    """Words without which nothing is a product (bit 0), then the spellings of the curated ones."""
    return Literals([(*seeds.lines("cell_gate"), *seeds.lines("cell_speech")), *([one] for one in brand_literals())])


@cache
def _speech() -> Literals:
    """Words of a record that speaks of mesenchymal cells."""
    return Literals([seeds.lines("cell_speech")])


def may_concern_cells(record: StudyRecord) -> bool:
    """A cheap look at the texts: False means that no rule of this room can find a product."""
    titles = f"{record.brief_title}\n{record.official_title}".lower()
    if mentions(titles, seeds.lines("cell_speech")):
        return True
    parts: list[str | None] = [titles, *record.keywords]
    for arm in record.arms:
        parts += (arm.label, arm.description)
    for given in record.interventions:
        parts += (given.name, given.description, *given.other_names)
    small = "\n".join([part for part in parts if part]).lower()
    bits = _gate().bits(_gate().hits(small))
    if bits & 1 or (bits and brand_in(small, positions(bits >> 1))):
        return True
    return bool(_speech().hits(f"{record.brief_summary}\n{record.detailed_description}".lower()))


def classify(record: StudyRecord) -> Classification:
    """Classes of every arm and of the trial. Pure; never raises. Source: domain notes §2c, §2e."""
    return read_classes(record, passages_of(record)) if may_concern_cells(record) else Classification()


def read_classes(record: StudyRecord, passages: Passages) -> Classification:
    """``classify`` without the cheap look beforehand."""
    texts = Texts(passages)
    if _only_studied(record, texts):
        return Classification(arms=(NOTHING,) * len(record.arms), lab=True, looked=True, texts=texts)
    arms = tuple([_arm(record, texts, i, read_treatment) for i in range(len(record.arms))])
    unlinked = texts.passages.unlinked
    loose = read_treatment(texts, unlinked) if unlinked else NOTHING
    # Codes are looked up in arms that can be the tested product; else a comparator named beside the cells would be one.
    known = bool(loose.classes) or any(arm.classes for arm in arms)
    arms = tuple(
        [
            arm if arm.classes or (known and record.arms[i].type != "EXPERIMENTAL") else _arm(record, texts, i, _coded)
            for i, arm in enumerate(arms)
        ]
    )
    if not loose.classes and not any(arm.classes for arm in arms):
        loose = _coded(texts, unlinked)
    if not loose.classes and not any(arm.classes for arm in arms):
        loose = _titles(record, texts)
    if loose.classes and not any(arm.classes for arm in arms):
        arms = tuple([loose if _may_hold_loose(record, texts, i) else arm for i, arm in enumerate(arms)])
    readings = (*arms, loose)
    found = {name for reading in readings for name in reading.classes}
    if not found:
        return Classification(arms=arms, looked=True, texts=texts)
    return Classification(in_order(found), arms, loose, names=_names(texts, readings), looked=True, texts=texts)


def _coded(texts: Texts, passages: tuple[Passage, ...]) -> Reading:
    """A treatment without any product word, whose name the rest of the record may explain."""
    if not passages or texts.has(passages, *PRODUCT_WORDS) or any(texts.brand(p) for p in passages):
        return NOTHING
    return read_coded(texts, passages)


def _arm(
    record: StudyRecord, texts: Texts, position: int, read: Callable[[Texts, tuple[Passage, ...]], Reading]
) -> Reading:
    """One registered arm; a control arm counts only when it says itself that it gets the cells."""
    arm, passages = record.arms[position], texts.passages.arms[position]
    label = _is_control_label(texts, passages)
    if arm.type not in _CONTROL_TYPES and not label:
        return read(texts, passages)
    own = tuple(p for p in passages if p.field in ("arm_label", "arm_description"))
    named = [texts.has((p,), *GIVEN_WORDS) for p in own]
    if named and all(named) and not label:
        return read(texts, passages)  # a cell arm registered under the wrong type
    if not any(named) or any(phrase("control_word").search(texts.scan(p).low) for p in own):
        return NOTHING
    return read(texts, own)


def _is_control_label(texts: Texts, passages: tuple[Passage, ...]) -> bool:
    """Whether the label is that of a control ("Conventional therapy") and adds no product ("... plus MSC")."""
    for passage in passages:
        if passage.field == "arm_label" and phrase("control_label").search(passage.text.strip().lower()):
            return not texts.scan(passage).has(*GIVEN_WORDS)
    return False


def _may_hold_loose(record: StudyRecord, texts: Texts, position: int) -> bool:
    """Whether interventions that no arm mentions can belong to this arm."""
    arms = record.arms
    if arms[position].type in _CONTROL_TYPES or _is_control_label(texts, texts.passages.arms[position]):
        return False
    return len(arms) == 1 or arms[position].type == "EXPERIMENTAL" or all(a.type != "EXPERIMENTAL" for a in arms)


def _titles(record: StudyRecord, texts: Texts) -> Reading:
    """A record that registers no treatment of its own (follow-up studies): titles, then keywords and summary."""
    if any(not phrase("no_treatment").search((given.name or "").lower()) for given in record.interventions):
        return NOTHING
    earlier = phrase("earlier")
    if texts.has(texts.titles, "give") or earlier.search(low(texts.titles)):
        reading = read_treatment(texts, texts.titles)
        if reading.classes:
            return reading
    brief = tuple(p for p in texts.prose if p.field in ("summary", "keyword"))
    cells = texts.cells(brief)
    if cells and earlier.search(low((*texts.titles, *brief))):
        return Reading(("core",), (Quote(brief, cells, "given in an earlier trial", stated=False),))
    return NOTHING


def _names(texts: Texts, readings: Iterable[Reading]) -> tuple[str, ...]:
    """Names of the interventions that give the product, as registered."""
    groups = [*texts.passages.arms, texts.passages.unlinked]
    found: dict[str, None] = {}
    for reading, group in zip(readings, groups, strict=True):
        names = [p for p in group if p.field == "intervention_name"] if reading.classes else []
        for passage in names:
            # An arm may list a saline infusion or a drug beside the cells.
            if len(names) == 1 or texts.has((passage,), *PRODUCT_WORDS) or texts.brand(passage):
                found[passage.text] = None
    return tuple(found)


def _only_studied(record: StudyRecord, texts: Texts) -> bool:
    """Whether cells are only collected and studied, not given to anybody. Source: domain notes §2e."""
    passages = tuple([p for group in (*texts.passages.arms, texts.passages.unlinked) for p in group])
    names = tuple([p for p in passages if p.field == "intervention_name"])
    if record.study_type != "INTERVENTIONAL" and names:
        studied = [texts.has((p,), "lab") and not texts.has((p,), *GIVEN_WORDS) for p in names]
        if all(studied):
            return True
    if not texts.has(passages, "lab") or texts.has(passages, "give", "feeder"):
        return False
    if record.study_type == "OBSERVATIONAL" or {given.type for given in record.interventions} == {"DIAGNOSTIC_TEST"}:
        return True
    if texts.has(texts.titles, "give"):
        return False
    return not texts.has(names, *PRODUCT_WORDS) or (texts.has(names, "lab") and record.primary_purpose != "TREATMENT")
