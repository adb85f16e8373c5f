"""The texts of a record that say what participants receive, in reading order and grouped by arm; never eligibility
criteria, contacts or locations. Source: domain notes §4 (order of fields) and §2e (false friends)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from msc_trials.extraction.facts import Evidence
from msc_trials.knowledge.rules import rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Intervention
from msc_trials.records.study import StudyRecord

Span: TypeAlias = tuple[int, int]
"""Start and end in a text."""

_GIVEN = frozenset({"msc", "adipose", "mpc", "marrow_stem", "weak"})
"""Meanings that are not taken from constructions such as "exosomes of MSC"."""
_AS_WRITTEN = frozenset({"poc", "steps"})
"""Meanings that denials are read for too: "without culture of stem cells" denies the culture and not the cells."""
_WITH_EXCEPTIONS = frozenset({"expanded", "poc", "steps"})
"""Meanings with rows ``<meaning>_not``: other uses of their words ("expanded access", "the same day as the transplant")."""


class CellWords:
    """The cell words of one text, looked up when asked for.

    ``plain`` is the text with false friends and negations blanked out, so that places stay true.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[str, Span | None] = {}

    @cached_property
    def plain(self) -> str:
        """The text without false friends ("stromal tumour")."""
        return rules().blanked(self._text, "cell_terms.mask")

    @cached_property
    def _given(self) -> str:
        """The text without constructions that name cells nobody gets ("exosomes of MSC", "expanded on MSC")."""
        text = self.plain
        for kind in ("free", "feeder"):
            if self.has(kind):
                text = rules().blanked(text, f"cell_terms.{kind}_of")
        return text

    def span(self, meaning: str) -> Span | None:
        """Where the first word of a meaning is; the first row of the file that matches decides."""
        if meaning not in self._spans:
            found = next(rules().first_of_each(self._text_for(meaning), f"cell_terms.{meaning}"), None)
            self._spans[meaning] = found and (found.start, found.end)
        return self._spans[meaning]

    def has(self, *meanings: str) -> bool:
        """Whether a word of one of the meanings is there."""
        return any(self.span(meaning) is not None for meaning in meanings)

    def product(self) -> tuple[str, Span] | None:
        """Class of the curated product that the text names (``facts.MSC_CLASSES``), and where; None for none."""
        found = next(rules().first_of_each(self.plain, "products"), None)
        return found and (found.rule.kind.removeprefix("products."), (found.start, found.end))

    def _text_for(self, meaning: str) -> str:
        if meaning in _GIVEN:
            return self._given
        text = self._text if meaning in _AS_WRITTEN else self.plain
        return rules().blanked(text, f"cell_terms.{meaning}_not") if meaning in _WITH_EXCEPTIONS else text


cell_words = lru_cache(maxsize=1024)(CellWords)
"""The cell words of a text, kept because many rules ask for those of the same passages."""

_ARMS = "protocolSection.armsInterventionsModule.armGroups"
_INTERVENTIONS = "protocolSection.armsInterventionsModule.interventions"
_IDENTIFICATION = "protocolSection.identificationModule"
_DESCRIPTION = "protocolSection.descriptionModule"
_MODEL = "protocolSection.designModule.designInfo.interventionModelDescription"
_KEYWORDS = "protocolSection.conditionsModule.keywords"
_GOALS = "protocolSection.outcomesModule.primaryOutcomes"


class Passage(NamedTuple):
    """One piece of registry text, normalized: its JSON ``path``, the ``field`` it comes from (arm_label,
    intervention_name, title, summary, ...) and the label of its ``arm``, None when it is about the whole trial."""

    path: str
    field: str
    arm: str | None
    text: str


Passages: TypeAlias = tuple[Passage, ...]

NAMED = frozenset({"arm_label", "intervention_name", "intervention_other_names"})
"""Fields that name a treatment; the others describe it."""
NARRATIVE = frozenset({"summary", "description"})
"""Fields that tell of everything in sentences."""
_Text: TypeAlias = tuple[str, str, str | None]
"""Path, field and the text as sent."""
CELLS = ("msc", "adipose", "mpc")
"""Meanings that name mesenchymal cells, the plainest first."""


@dataclass(frozen=True)
class Document:
    """The passages of one record.

    ``arms``: per registered arm its description, those of its interventions, its label, their names and other names.
    ``unlinked``: the same of interventions that no arm mentions. ``prose``: summary, detailed description and keywords.
    ``goals``: measures of the primary outcomes, which are read for the donor only.
    """

    arms: tuple[Passages, ...] = ()
    unlinked: Passages = ()
    titles: Passages = ()
    prose: Passages = ()
    goals: Passages = ()

    @property
    def trial(self) -> Passages:
        """Everything about the whole trial: titles, summary, description, keywords."""
        return (*self.titles, *self.prose)

    def given(self, arm_classes: tuple[str, ...]) -> tuple[Passages, ...]:
        """Document of the arms that give an MSC product or a relative, one tuple per arm; else the unlinked ones.

        ``arm_classes`` has one class per arm (``""`` and ``not_msc`` give none).
        """
        arms = zip(self.arms, arm_classes, strict=True)
        found = tuple(passages for passages, product in arms if product not in ("", "not_msc"))
        return found or ((self.unlinked,) if self.unlinked else ())

    @cached_property
    def whole(self) -> str:
        """All passages as one text, each once."""
        groups = (*self.arms, self.unlinked, self.trial)
        return joined({p.path: p for group in groups for p in group}.values())

    def cells(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Meanings of named cells in the passages; abbreviations count only where the record spells them out."""
        where = tuple(passages)
        found = tuple(meaning for meaning in CELLS if has_word(where, meaning))
        if "mpc" in found and not self.says("mesench"):
            found = tuple(meaning for meaning in found if meaning != "mpc")
        if found == ("adipose",) and not self.says("adipos", "fat ", "lipo", "adsc", "adrsc"):
            return ()
        return found

    def says(self, *words: str) -> bool:
        """Whether the record holds one of the words (small letters) anywhere."""
        return any(word in fold(self.whole) for word in words)

    def speaks_of_msc(self) -> bool:
        """Whether any text names mesenchymal cells."""
        return any(has_word(group, "msc") for group in (self.trial, *self.arms, self.unlinked))


def has_word(passages: Iterable[Passage], *meanings: str) -> bool:
    """Whether one of the passages has a word of one of the meanings (``seeds/cell_terms.csv``)."""
    return any(cell_words(passage.text).has(*meanings) for passage in passages)


def quote(where: Iterable[Passage], meanings: Sequence[str], rule: str, *, stated: bool = True) -> Evidence:
    """The first words that have one of the meanings, as the evidence of a rule."""
    for passage in where:
        for meaning in meanings:
            if span := cell_words(passage.text).span(meaning):
                words = passage.text[slice(*span)].strip()
                return Evidence(passage.path, words, rule, "stated" if stated else "inferred")
    return Evidence(rule=rule, sure="inferred")


def distinct(passages: Iterable[Passage]) -> Iterable[Passage]:
    """The passages with different texts; of those with the same the first."""
    seen: dict[str, Passage] = {}
    for passage in passages:
        seen.setdefault(passage.text, passage)
    return seen.values()


def joined(passages: Iterable[Passage]) -> str:
    """The passages as one text."""
    return "\n".join(passage.text for passage in passages)


def document_of(record: StudyRecord) -> Document:
    """Group the texts of a record by arm; see ``Document`` for the order."""
    linked = _links(record)
    used = {position for positions in linked for position in positions}
    left = [i for i in range(len(record.interventions)) if i not in used]
    if left and len(record.arms) == 1:
        linked, left = [[*linked[0], *left]], []
    return Document(
        arms=tuple(_arm(i, record, positions) for i, positions in enumerate(linked)),
        unlinked=_passages(None, *(text for i in left for text in _intervention(i, record.interventions[i]))),
        titles=_passages(
            None,
            (f"{_IDENTIFICATION}.briefTitle", "title", record.brief_title),
            (f"{_IDENTIFICATION}.officialTitle", "official_title", record.official_title),
        ),
        prose=_passages(
            None,
            (f"{_DESCRIPTION}.briefSummary", "summary", record.brief_summary),
            (f"{_DESCRIPTION}.detailedDescription", "description", record.detailed_description),
            (_MODEL, "description", record.model_description),
            *((f"{_KEYWORDS}[{i}]", "keyword", word) for i, word in enumerate(record.keywords)),
        ),
        goals=_passages(
            None, *((f"{_GOALS}[{i}].measure", "goal", goal.measure) for i, goal in enumerate(record.primary_outcomes))
        ),
    )


@lru_cache(maxsize=8192)
def _key(name: str | None) -> str:
    """A name as names are compared; the same ones come in every record."""
    return " ".join(name.split()).casefold() if name else ""


def _links(record: StudyRecord) -> list[list[int]]:
    """Positions of the interventions of each arm: named by the intervention, or by the arm as ``"Type: Name"``."""
    labels = [{_key(label) for label in given.arm_group_labels} for given in record.interventions]
    names = [_key(given.name) for given in record.interventions]
    links = []
    for arm in record.arms:
        label = _key(arm.label)
        # The type before the colon may itself be anything; names may hold colons too.
        wanted = {_key(name.partition(":")[2]) for name in arm.intervention_names}
        links.append([i for i, name in enumerate(names) if (label and label in labels[i]) or (name and name in wanted)])
    return links


def _arm(position: int, record: StudyRecord, interventions: list[int]) -> Passages:
    arm, path = record.arms[position], f"{_ARMS}[{position}]"
    return _passages(
        arm.label,
        (f"{path}.description", "arm_description", arm.description),
        (f"{path}.label", "arm_label", arm.label),
        *(text for i in interventions for text in _intervention(i, record.interventions[i])),
    )


def _intervention(position: int, given: Intervention) -> list[_Text]:
    path = f"{_INTERVENTIONS}[{position}]"
    return [
        (f"{path}.description", "intervention_description", given.description),
        (f"{path}.name", "intervention_name", given.name),
        *((f"{path}.otherNames[{i}]", "intervention_other_names", name) for i, name in enumerate(given.other_names)),
    ]


def _passages(arm: str | None, *texts: _Text) -> Passages:
    """Descriptions first, then the arm label, then names: the words of a description outrank a label."""
    ordered = sorted(texts, key=lambda text: text[1] in NAMED)
    return tuple([Passage(path, field, arm, normalize(words)) for path, field, words in ordered if words])
