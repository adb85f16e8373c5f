"""What kind of cell product each arm and the whole trial gave (``facts.MSC_CLASSES``).

The words of an arm's own texts decide; titles help where the arm names a product only loosely; summary and keywords
only where the arm names nothing else. Source: domain notes §2c (classes), §2e (false friends), §4 (order of fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msc_trials.cells.brands import Brand, brand_in
from msc_trials.cells.passages import Passage, Passages
from msc_trials.cells.terms import Found, gate, scan
from msc_trials.facts import MSC_CLASSES, Evidence
from msc_trials.records import StudyRecord

_NAMED = frozenset({"arm_label", "intervention_name", "intervention_other_names"})
_CONTROL_TYPES = frozenset({"PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION"})
_CELLS = frozenset({"msc", "adipose", "mpc"})
_BARE = frozenset({"weak", "marrow_stem", "whole_marrow", "mnc"})
_CONTROL_WORDS = re.compile(
    r"placebo|saline|vehicle|sham|plasma-?lyte|albumin|ringer|control|standard|conventional|routine|usual|no intervention"
    r"|no treatment|untreated|best available|without"
)
_TOGETHER = re.compile(r"\b(?:and|plus|with|combin\w+|together|co-?transplant\w*|mixed)\b|\+|&")
_CODE = re.compile(r"\b(?!CD\d|COVID|HLA|IL-|GM-|G-CSF|TNF)[A-Za-z]{1,10}[- ]?[A-Z]{0,4}-?\d{2,}[A-Za-z]*\b")


_CONTROL_LABEL = re.compile(
    r"(?:placebo|sham|control|standard|conventional|vehicle|saline|no (?:treatment|intervention))\b"
)
_PRODUCT_WORDS = _CELLS | _BARE | {"mixed", "fat_graft", "free", "like", "gene", "feeder", "osteo"}
_CELL_ORIGIN = ("mesench", "msc", "stem cell", "stromal", "adipose", "wharton", "umbilical", "amnio", "placent")
_SENTENCE = re.compile(r"(?<=[.;])\s|\n")
_ABOUT_CELLS = re.compile(r"cells?\b|mscs?\b")
_PLAIN_NAMES = frozenset(
    {"placebo", "control", "treatment", "experimental", "observation", "standard", "group a", "group b"}
)
_NO_TREATMENT = re.compile(
    r"^(?:no |non-?interv|observ|follow|long|not applicable|none|data|safety)|follow-?\s?up|questionnaire|registry"
)
_EARLIER = re.compile(r"(?:received|treated with|participa\w+|enrolled|completed|administered|exposed)")


@dataclass(frozen=True, slots=True)
class ArmReading:
    """Classes of one arm, strongest first (empty: gives no MSC product or relative), and the words that say so."""

    classes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    brand: Brand | None = None

    @property
    def strongest(self) -> str:
        """The one class that stands for the arm; ``""`` when it gives no product."""
        return self.classes[0] if self.classes else ""


def scan_passage(passage: Passage) -> Found:
    """Cell words of a passage, not remembered."""
    return scan(passage.text)


@dataclass(frozen=True, slots=True)
class Classification:
    """Classes of a trial and of its arms. ``arms`` follows the registered order; ``loose`` is the reading of
    interventions no arm mentions, or of the titles when nothing else is registered. ``lab`` says that the cells are
    only collected and studied."""

    classes: tuple[str, ...] = ("not_msc",)
    arms: tuple[ArmReading, ...] = ()
    loose: ArmReading = ArmReading()
    lab: bool = False
    evidence: tuple[Evidence, ...] = ()
    names: tuple[str, ...] = ()
    scan: Callable[[Passage], Found] = scan_passage

    @property
    def branded(self) -> Evidence | None:
        """Where a curated product is named, None when none is."""
        for arm in (*self.arms, self.loose):
            if arm.brand is not None:
                return arm.evidence[0]
        return None

    @property
    def is_relevant(self) -> bool:
        """Whether any MSC product or relative was given."""
        return self.classes != ("not_msc",)


def may_concern_cells(record: StudyRecord) -> bool:
    """A cheap look at the whole text: False means that no rule of this room can find a product."""
    parts: list[str | None] = [record.brief_title, record.official_title, record.brief_summary, *record.keywords]
    for arm in record.arms:
        parts += (arm.label, arm.description)
    for given in record.interventions:
        parts += (given.name, given.description, *given.other_names)
    low = "\n".join(part for part in parts if part).lower()
    if any(word in low for word in gate()) or brand_in(low):
        return True
    low = (record.detailed_description or "").lower()
    return "mesench" in low or "stem cell" in low


def classify(record: StudyRecord, passages: Passages) -> Classification:
    """Read the classes of every arm and of the trial. Source: domain notes §2c, §2e."""
    context = _Context(record, passages)
    arms = tuple(_read_arm(context, i) for i in range(len(record.arms)))
    loose = _read(context, passages.unlinked) if passages.unlinked else ArmReading()
    if not loose.classes and not any(arm.classes for arm in arms):
        loose = _read_titles(context)
    if loose.classes and not any(arm.classes for arm in arms):
        arms = tuple(loose if _may_hold_loose(record, i) else arm for i, arm in enumerate(arms))
    readings = [*arms, loose]
    lab = _only_studied(context)
    found = {name for reading in readings for name in reading.classes}
    if lab or not found:
        return Classification(arms=tuple(ArmReading() for _ in arms), lab=lab)
    evidence = tuple(dict.fromkeys(e for reading in readings for e in reading.evidence))
    return Classification(
        _sorted(found), arms, loose, evidence=evidence, names=_names(context, readings), scan=context.scan
    )


def _names(context: _Context, readings: Iterable[ArmReading]) -> tuple[str, ...]:
    """Names of the interventions that give the product, as registered."""
    groups = [*context.passages.arms, context.passages.unlinked]
    found: dict[str, None] = {}
    for reading, group in zip(readings, groups, strict=True):
        names = [p for p in group if p.field == "intervention_name"] if reading.classes else []
        for passage in names:
            # An arm may list a saline infusion or a drug beside the cells.
            if len(names) == 1 or context.scan(passage).spans.keys() & _PRODUCT_WORDS or brand_in(passage.text.lower()):
                found[passage.text] = None
    return tuple(found)


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    names = set(found)
    return tuple(name for name in MSC_CLASSES if name in names)


class _Context:
    """The texts of one record, each scanned once and only when asked for."""

    def says(self, *words: str) -> bool:
        """Whether the record holds one of the words (small letters) anywhere."""
        return any(word in self._low for word in words)

    def speaks_of_msc(self) -> bool:
        """Whether any text names mesenchymal cells."""
        return bool(self.meanings(self.passages.trial) & {"msc"})

    def __init__(self, record: StudyRecord, passages: Passages) -> None:
        self.record = record
        self.passages = passages
        self._scans: dict[str, Found] = {}
        groups = (*passages.arms, passages.unlinked, passages.trial)
        self._low = "\n".join({p.path: p.text for group in groups for p in group}.values()).lower()
        self.titles = tuple(p for p in passages.trial if p.field in ("title", "official_title"))
        self.prose = tuple(p for p in passages.trial if p.field not in ("title", "official_title"))

    def scan(self, passage: Passage) -> Found:
        found = self._scans.get(passage.path)
        if found is None:
            found = self._scans[passage.path] = scan(passage.text)
        return found

    def meanings(self, passages: Iterable[Passage]) -> set[str]:
        return {meaning for passage in passages for meaning in self.scan(passage).spans}

    def evidence(
        self, passages: Iterable[Passage], meanings: Iterable[str], rule: str, stated: bool = True
    ) -> Evidence:
        """The first words that have one of the meanings."""
        wanted = set(meanings)
        for passage in passages:
            for meaning, (start, end) in self.scan(passage).spans.items():
                if meaning in wanted:
                    return Evidence(
                        passage.path, passage.text[start:end].strip(), rule, "stated" if stated else "inferred"
                    )
        return Evidence(rule=rule, sure="inferred")


def _read_arm(context: _Context, position: int) -> ArmReading:
    """One registered arm; a control arm counts only when it says itself that it gets the cells."""
    arm, passages = context.record.arms[position], context.passages.arms[position]
    own = tuple(p for p in passages if p.field in ("arm_label", "arm_description"))
    low = "\n".join(p.text for p in own).lower()
    if arm.type in _CONTROL_TYPES or _CONTROL_LABEL.match((arm.label or "").strip().lower()):
        if _CONTROL_WORDS.search(low) or not context.meanings(own) & (_CELLS | {"weak", "mixed", "free", "like"}):
            return ArmReading()
        return _read(context, own)
    return _read(context, passages)


def _may_hold_loose(record: StudyRecord, position: int) -> bool:
    """Whether interventions that no arm mentions can belong to this arm."""
    arm = record.arms[position]
    if arm.type in _CONTROL_TYPES or _CONTROL_LABEL.match((arm.label or "").strip().lower()):
        return False
    return len(record.arms) == 1 or arm.type == "EXPERIMENTAL" or all(a.type != "EXPERIMENTAL" for a in record.arms)


def _read(context: _Context, passages: tuple[Passage, ...]) -> ArmReading:
    """Classes of a group of passages that describe one treatment."""
    named = tuple(p for p in passages if p.field in _NAMED)
    described = tuple(p for p in passages if p.field not in _NAMED)
    names, details = context.meanings(named), context.meanings(described)
    own = names | details
    brand = _brand(context, (*named, *described))
    if brand is not None:
        found, evidence = brand
        if found.msc_class == "not_msc":
            return ArmReading()
        classes = {found.msc_class}
        if found.msc_class == "core" and "gene" in names:
            classes = {"gene_modified"}
        return ArmReading(_sorted(classes), (evidence,), found)
    if not own & _PRODUCT_WORDS:
        return _read_coded(context, named, described)
    special = _special(context, passages, names, details)
    if special is not None:
        return special
    cells = _cells_in(context, names), _cells_in(context, details)
    mixture = _mixture(context, named, described, names, details)
    if mixture is not None:
        return mixture
    if cells[0] or cells[1]:
        if "osteo" in names and not cells[0]:
            return ArmReading()
        return ArmReading(("core",), (context.evidence(passages, cells[0] | cells[1], "named cells"),))
    return _bare(context, passages, own)


def _cells_in(context: _Context, meanings: set[str]) -> set[str]:
    """Named cells among the meanings; abbreviations count only where the record spells them out."""
    found = meanings & _CELLS
    if "mpc" in found and not context.says("mesench"):
        found.discard("mpc")
    if found == {"adipose"} and not context.says("adipos", "fat ", "lipo"):
        found.clear()
    return found


def _special(context: _Context, passages: tuple[Passage, ...], names: set[str], details: set[str]) -> ArmReading | None:
    """Cell-free, related, engineered and helper products, which outrank the plain name of the cells."""
    own = names | details
    title = context.meanings(context.titles)
    cells = _cells_in(context, own)
    if "like" in own:
        return ArmReading(("msc_like",), (context.evidence(passages, {"like"}, "related product"),))
    if "feeder" in own | title and not _cells_in(context, names) and context.says("cord blood", "cord unit", "ucb"):
        texts = (*passages, *context.titles)
        return ArmReading(
            ("feeder_or_support",), (context.evidence(texts, {"feeder"}, "used to grow another product"),)
        )
    engineered = "gene" in own or ("gene" in title and not cells & names)
    if engineered and (cells or "weak" in own or _cells_in(context, title)):
        texts = (*passages, *context.titles)
        return ArmReading(("gene_modified",), (context.evidence(texts, {"gene"}, "engineered or differentiated"),))
    if "free" in own and ("free" in names or "free" in title or not cells) and context.says(*_CELL_ORIGIN):
        evidence = context.evidence(passages, {"free"}, "cell-free product")
        if cells & names or (cells and _cells_in(context, title)):
            return ArmReading(("core", "cell_free"), (context.evidence(passages, cells, "named cells"), evidence))
        return ArmReading(("cell_free",), (evidence,))
    return None


def _mixture(
    context: _Context,
    named: tuple[Passage, ...],
    described: tuple[Passage, ...],
    names: set[str],
    details: set[str],
) -> ArmReading | None:
    """Same-day mixtures. The description of an arm outranks its label: a "MSC" arm that gets marrow concentrate is a
    mixture, unless the text says that the cells were cultured. Source: domain notes §2c.
    """
    passages = (*described, *named)
    own = names | details
    cells = _cells_in(context, own)
    title = context.meanings(context.titles)
    strong = "mixed" in names or ("mixed" in details and not (cells and "expanded" in own))
    if not strong and "mixed" in title and not _cells_in(context, title) & {"msc"}:
        strong = "expanded" not in own and "msc" not in names
    if not strong and cells == {"adipose"} and "expanded" not in own:
        prose = context.meanings(context.prose)
        strong = "mixed" in prose and "expanded" not in prose
    if strong:
        evidence = context.evidence((*passages, *context.titles, *context.prose), {"mixed"}, "same-day mixture")
        if cells and any(_together(context.scan(p), "mixed") for p in passages):
            return ArmReading(
                ("core", "mixed_uncultured"), (context.evidence(passages, cells, "named cells"), evidence)
            )
        return ArmReading(("mixed_uncultured",), (evidence,))
    if "mnc" in own:
        evidence = context.evidence(passages, {"mnc"}, "mononuclear cells in a record about mesenchymal cells")
        if cells:
            if any(_together(context.scan(p), "mnc") for p in named):
                return ArmReading(
                    ("core", "mixed_uncultured"), (context.evidence(passages, cells, "named cells"), evidence)
                )
            if "mnc" in names and not cells & names and "expanded" not in own:
                return ArmReading(("mixed_uncultured",), (evidence,))
        elif context.speaks_of_msc() and "hsct" not in own | title:
            return ArmReading(("mixed_uncultured",), (evidence,))
    return None


def _together(found: Found, other: str) -> bool:
    """Whether one text names cells and a mixture side by side ("mononuclear and mesenchymal cells")."""
    if other not in found.spans:
        return False
    second = found.spans[other]
    for meaning in _CELLS & found.spans.keys():
        first = found.spans[meaning]
        left, right = sorted((first, second))
        if left[1] <= right[0] <= left[1] + 45 and _TOGETHER.search(found.low, left[1], right[0]):
            return True
    return False


def _bare(context: _Context, passages: tuple[Passage, ...], own: set[str]) -> ArmReading:
    """Arms that say no more than stem cells, cell therapy, marrow or fat: the titles decide, then the prose."""
    title = context.meanings(context.titles)
    if "hsct" in own | title and not _cells_in(context, title):
        return ArmReading()
    if "osteo" in own | title and not _cells_in(context, title):
        return ArmReading()
    for texts in (context.titles, context.prose):
        words = context.meanings(texts)
        cells = _cells_in(context, words)
        loose = own & {"weak", "marrow_stem"} or "cells" in own
        mixture = ("mixed" in words or "mnc" in words or "mnc" in own) and not (cells and "expanded" in own | words)
        if "like" in words and loose:
            return ArmReading(("msc_like",), (context.evidence(texts, {"like"}, "related product", stated=False),))
        if "gene" in words and cells and loose and texts is context.titles:
            return ArmReading(("gene_modified",), (context.evidence(texts, {"gene"}, "engineered", stated=False),))
        if mixture and (cells or "mixed" in words or context.speaks_of_msc()) and own & (_BARE | {"fat_graft"}):
            evidence = context.evidence((*texts, *passages), {"mixed", "mnc"}, "same-day mixture", stated=False)
            return ArmReading(("mixed_uncultured",), (evidence,))
        if cells and loose:
            return ArmReading(("core",), (context.evidence(texts, cells, "cells named elsewhere", stated=False),))
        if cells and "whole_marrow" in own:
            evidence = context.evidence(passages, {"whole_marrow"}, "whole marrow", stated=False)
            return ArmReading(("mixed_uncultured",), (evidence,))
    return ArmReading()


def _read_coded(context: _Context, named: tuple[Passage, ...], described: tuple[Passage, ...]) -> ArmReading:
    """A product known only by a name or code: the titles or a sentence of the prose must say what it is."""
    low = "\n".join(p.text for p in named).lower()
    if not low:
        return ArmReading()
    codes = {match.group().lower() for p in named for match in _CODE.finditer(p.text)}
    codes |= {p.text.strip().lower() for p in named if 3 < len(p.text.strip()) < 40} - _PLAIN_NAMES
    for texts in (context.titles, context.prose):
        for passage in texts:
            if passage.field == "keyword":
                continue
            for sentence in _SENTENCE.split(passage.text):
                small = sentence.lower()
                if any(code in small for code in codes):
                    found = scan(sentence)
                    words = set(found.spans)
                    brief = Evidence(passage.path, sentence.strip()[:120], "product explained elsewhere", "inferred")
                    for meaning, name in (("like", "msc_like"), ("gene", "gene_modified"), ("free", "cell_free")):
                        if meaning in words and (meaning != "gene" or words & _CELLS):
                            return ArmReading((name,), (brief,))
                    if _cells_in(context, words) and _ABOUT_CELLS.search(small):
                        return ArmReading(("core",), (brief,))
    return ArmReading()


def _brand(context: _Context, passages: tuple[Passage, ...]) -> tuple[Brand, Evidence] | None:
    for passage in passages:
        known = brand_in(context.scan(passage).low)
        if known:
            brand, (start, end) = known
            return brand, Evidence(passage.path, passage.text[start:end], "named product")
    return None


def _read_titles(context: _Context) -> ArmReading:
    """A record that registers no treatment of its own (follow-up studies): titles, then keywords and summary."""
    record = context.record
    nothing = not record.interventions or all(
        _NO_TREATMENT.search((given.name or "").lower()) for given in record.interventions
    )
    if not nothing:
        return ArmReading()
    reading = _read(context, context.titles)
    if reading.classes:
        return reading
    low = "\n".join(p.text for p in (*context.titles, *context.prose)).lower()
    if not _EARLIER.search(low):
        return ArmReading()
    words = context.meanings(context.prose)
    cells = _cells_in(context, words)
    if cells:
        return ArmReading(
            ("core",), (context.evidence(context.prose, cells, "given in an earlier trial", stated=False),)
        )
    return ArmReading()


def _only_studied(context: _Context) -> bool:
    """Whether cells are only collected and studied, not given to anybody."""
    passages = (*(p for arm in context.passages.arms for p in arm), *context.passages.unlinked)
    own = context.meanings(passages)
    if "give" in own or "lab" not in own:
        return False
    title = context.meanings(context.titles)
    return "give" not in title or context.record.study_type == "OBSERVATIONAL"
