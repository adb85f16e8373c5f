"""The texts of a record that say what participants receive, in reading order and grouped by arm.

Every rule of ``extraction`` works on this document and never on eligibility criteria, contacts or locations: only what
the participants receive counts. Source: domain notes §4 (order of fields) and §2e (false friends).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from msc_trials.extraction.cell_words import CellWords, bits_of
from msc_trials.extraction.facts import Evidence, Sureness
from msc_trials.matching import text
from msc_trials.matching.rules import fold
from msc_trials.records.schema import Arm, Intervention
from msc_trials.records.study import StudyRecord

_ARMS = "protocolSection.armsInterventionsModule.armGroups"
_INTERVENTIONS = "protocolSection.armsInterventionsModule.interventions"
_IDENTIFICATION = "protocolSection.identificationModule"
_DESCRIPTION = "protocolSection.descriptionModule"
_KEYWORDS = "protocolSection.conditionsModule.keywords"


class Passage(NamedTuple):
    """One piece of registry text.

    ``path`` is its JSON path in the API record; ``field`` one of arm_label, arm_description, intervention_name,
    intervention_other_names, intervention_description, title, official_title, keyword, summary, description; ``arm``
    the label of the arm it belongs to (None when it is about the whole trial); ``text`` is normalized.
    """

    path: str
    field: str
    arm: str | None
    text: str


NAMED = frozenset({"arm_label", "intervention_name", "intervention_other_names"})
"""Fields that name a treatment; the others describe it."""
CELLS = ("msc", "adipose", "mpc")
"""Meanings that name mesenchymal cells, the plainest first."""


class Quote(NamedTuple):
    """Where the words are that decided something; they are looked up when the evidence is asked for."""

    passages: tuple[Passage, ...]
    meanings: tuple[str, ...]
    rule: str
    stated: bool = True


_Piece: TypeAlias = tuple[str, str, str]
"""path, field, text"""


@dataclass(frozen=True)
class Document:
    """The passages of one record.

    ``arms``: per registered arm, in order: arm description, descriptions of its interventions, arm label, names and
    other names of its interventions. ``unlinked``: interventions that no arm mentions, in the same order of fields
    (all of them when the record registers no arms). The texts about the whole trial are made when first asked for:
    most rules are content with the arms, and the prose is most of the text.
    """

    arms: tuple[tuple[Passage, ...], ...] = ()
    unlinked: tuple[Passage, ...] = ()
    raw_titles: tuple[str | None, str | None] = field(default=(None, None), repr=False)
    raw_prose: tuple[str | None, str | None, tuple[str, ...]] = field(default=(None, None, ()), repr=False)
    """Titles; summary, description and keywords; as sent."""

    @cached_property
    def titles(self) -> tuple[Passage, ...]:
        """Brief and official title."""
        brief, official = self.raw_titles
        return _whole(
            (f"{_IDENTIFICATION}.briefTitle", "title", brief),
            (f"{_IDENTIFICATION}.officialTitle", "official_title", official),
        )

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Summary, detailed description and keywords."""
        summary, description, keywords = self.raw_prose
        return _whole(
            (f"{_DESCRIPTION}.briefSummary", "summary", summary),
            (f"{_DESCRIPTION}.detailedDescription", "description", description),
            *[(f"{_KEYWORDS}[{i}]", "keyword", word) for i, word in enumerate(keywords)],
        )

    @cached_property
    def trial(self) -> tuple[Passage, ...]:
        """Everything about the whole trial: titles, summary, description, keywords."""
        return (*self.titles, *self.prose)

    def given(self, arm_classes: tuple[str, ...]) -> tuple[tuple[Passage, ...], ...]:
        """Document of the arms that give an MSC product or a relative, one tuple per arm; else the unlinked ones.

        ``arm_classes`` has one class per arm (``""`` and ``not_msc`` give none).
        """
        found = tuple(
            passages for passages, product in zip(self.arms, arm_classes, strict=True) if product not in ("", "not_msc")
        )
        if found:
            return found
        return (self.unlinked,) if self.unlinked else ()

    @cached_property
    def whole(self) -> str:
        """All passages as one text, each once."""
        groups = (*self.arms, self.unlinked, self.trial)
        return joined({p.path: p for group in groups for p in group}.values())

    @cached_property
    def _cell_words(self) -> dict[str, CellWords]:
        return {}

    def cell_words(self, passage: Passage) -> CellWords:
        """Cell words of a passage."""
        found = self._cell_words.get(passage.text)
        if found is None:
            found = self._cell_words[passage.text] = CellWords(passage.text)
        return found

    def has(self, passages: Iterable[Passage], *meanings: str) -> bool:
        """Whether one of the passages has a word of one of the meanings (``seeds/cell_terms.csv``)."""
        bits = bits_of(meanings)
        for passage in passages:
            words = self.cell_words(passage)
            if words.possible & bits and words.has(*meanings):
                return True
        return False

    def cells(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Meanings of named cells in the passages; abbreviations count only where the record spells them out."""
        where = tuple(passages)
        found = tuple(meaning for meaning in CELLS if self.has(where, meaning))
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
        return any(self.has(group, "msc") for group in (self.trial, *self.arms, self.unlinked))

    def evidence(self, quote: Quote) -> Evidence:
        """The first words that have one of the meanings."""
        for passage in quote.passages:
            for meaning in quote.meanings:
                span = self.cell_words(passage).span(meaning)
                if span:
                    sure: Sureness = "stated" if quote.stated else "inferred"
                    return Evidence(passage.path, passage.text[slice(*span)].strip(), quote.rule, sure)
        return Evidence(rule=quote.rule, sure="inferred")


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
    pieces = [_intervention(i, given) for i, given in enumerate(record.interventions)]
    return Document(
        arms=tuple(
            [
                _arm(i, arm, [pieces[p] for p in positions])
                for i, (arm, positions) in enumerate(zip(record.arms, linked, strict=True))
            ]
        ),
        unlinked=_ordered([], [pieces[i] for i in left], None),
        raw_titles=(record.brief_title, record.official_title),
        raw_prose=(record.brief_summary, record.detailed_description, record.keywords),
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


def _arm(position: int, arm: Arm, interventions: list[list[_Piece]]) -> tuple[Passage, ...]:
    path = f"{_ARMS}[{position}]"
    own: list[_Piece] = []
    if arm.description:
        own.append((f"{path}.description", "arm_description", text.normalize(arm.description)))
    if arm.label:
        own.append((f"{path}.label", "arm_label", text.normalize(arm.label)))
    return _ordered(own, interventions, arm.label)


def _intervention(position: int, given: Intervention) -> list[_Piece]:
    path = f"{_INTERVENTIONS}[{position}]"
    pieces: list[_Piece] = []
    if given.description:
        pieces.append((f"{path}.description", "intervention_description", text.normalize(given.description)))
    if given.name:
        pieces.append((f"{path}.name", "intervention_name", text.normalize(given.name)))
    for i, name in enumerate(given.other_names):
        pieces.append((f"{path}.otherNames[{i}]", "intervention_other_names", text.normalize(name)))
    return pieces


def _ordered(own: list[_Piece], interventions: list[list[_Piece]], arm: str | None) -> tuple[Passage, ...]:
    """Descriptions first, then the arm label, then names: the words of a description outrank a label."""
    described = [p for p in own if p[1] == "arm_description"]
    named = [p for p in own if p[1] == "arm_label"]
    for pieces in interventions:
        for piece in pieces:
            (described if piece[1] == "intervention_description" else named).append(piece)
    return tuple([Passage(path, field, arm, words) for path, field, words in (*described, *named)])


def _whole(*texts: tuple[str, str, str | None]) -> tuple[Passage, ...]:
    return tuple([Passage(path, field, None, text.normalize(words)) for path, field, words in texts if words])
