"""The texts of one outcome, cleaned, and what the posted number is by its title: pain is better when smaller,
"participants with a pain reduction" are better when more, "time to pain relief" when shorter. Source: domain notes §5a
(event semantics)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize, tidied
from msc_trials.results.direction.scale_direction import Statement, agreed_statement, statements

_HEADINGS = 3
"""Headings that stand one behind the other, at most: "2. Efficacy: The ..."."""


@dataclass(frozen=True)
class OutcomeText:
    """The texts of one outcome, cleaned once."""

    title: str
    description: str
    unit: str
    time_frame: str
    about: str = ""

    @classmethod
    def of(cls, measure: str, description: str, unit: str, time_frame: str, about: str = "") -> OutcomeText:
        """Clean the texts as the registry sends them; ``about`` are the titles and conditions of the trial."""
        return cls(
            _without_heading(_clean(measure)),
            normalize(tidied(description or "")),
            _clean(unit),
            _clean(time_frame),
            _clean(about),
        )

    @cached_property
    def context(self) -> str:
        """Where rows of the lexicon look for what else they need."""
        return f"{self.title} {self.unit} {self.description[:600]} {self.about}"

    @cached_property
    def core(self) -> str:
        """The title without whom it was measured in and after what: names there are not what was measured."""
        core = pattern("outcome.effect_of").sub("", self.title)
        core = pattern("outcome.population").sub(" ", core)
        core = pattern("outcome.tail").sub(" ", core)
        core = pattern("outcome.efficacy_in").sub(r"\1 ", core)
        core = pattern("outcome.imaged").sub(r"\1 ", core)
        return core if len(core.strip()) >= 3 else self.title

    @cached_property
    def told(self) -> str:
        """The beginning of the description without words such as "description of"."""
        return pattern("outcome.describes").sub("", self.description[:300])

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the record states about direction: title and description, else unit and time frame."""
        found = statements(f"{self.title}. {self.description}")
        return found or statements(f"{self.unit}. {self.time_frame}")

    @cached_property
    def stated(self) -> Statement | None:
        """The statement on which the record agrees with itself."""
        return agreed_statement(self.statements)


def _without_heading(title: str) -> str:
    """A title without its number in a list, its article and the headings before what was measured."""
    for _ in range(_HEADINGS):
        title = pattern("outcome.heading").sub("", title, count=1) or title
    return title


def _clean(text: str) -> str:
    return " ".join(normalize(text or "").split())


def says(name: str, text: str) -> re.Match[str] | None:
    """The first words in a text that a pattern of outcomes finds (group ``outcome`` of ``seeds/patterns.csv``)."""
    return pattern(f"outcome.{name}").search(text)


FrameKind: TypeAlias = Literal["count", "time_to", "reduction", "improvement", "worsening", "plain"]


class Frame(NamedTuple):
    """How a title names its value. ``thing`` is what the value is about, ``firm`` says the unit or a word settles it."""

    kind: FrameKind
    thing: str
    firm: bool = True


@lru_cache(maxsize=4096)  # several rules ask for the frame of the same title and description
def frame_of(title: str, unit: str = "") -> Frame:
    """The frame of a normalized title; the unit can turn a named thing into a count or a reduction."""
    of_people = pattern("frame.unit_count").search(unit) is not None
    counted = pattern("frame.count").match(title) or (not of_people and pattern("frame.count_after").search(title))
    if counted:
        return Frame("count", title[counted.end() :].strip() or title)
    if ends := pattern("frame.time_to_end").search(title):
        return Frame("time_to", title[: ends.start()])
    timed = pattern("frame.time_to").search(title)
    if timed and not of_people and not pattern("frame.share_of").search(title):
        before, after = title[: timed.start()], title[timed.end() :]
        named_before = pattern("frame.comes").fullmatch(after) and before.strip()
        return Frame("time_to", before if named_before else after)  # "antibodies - time to development"
    if timed:
        return Frame("count", title[timed.end() :])
    if of_people or pattern("frame.late_count").search(title):
        return Frame("count", title)
    for kind in ("reduction", "improvement"):
        if pattern(f"frame.unit_{kind}").search(unit):
            return Frame(kind, pattern(f"frame.any_{kind}").sub(" ", title))
    return _headed(title)


def _headed(title: str) -> Frame:
    """A frame that the head of the title gives: "reduction in X", "X improvement", "worsening of X"."""
    kinds: tuple[FrameKind, ...] = ("worsening", "reduction", "improvement")
    for kind in kinds:
        match = pattern(f"frame.head_{kind}").match(title)
        if match:
            firm = kind == "worsening" or pattern("frame.amount").match(title) is not None
            return Frame(kind, title[match.end() :], firm)
    for kind in kinds[1:]:
        match = pattern(f"frame.tail_{kind}").search(title)
        if match:
            return Frame(kind, title[: match.start()] + title[match.end() :], firm=False)
    return Frame("plain", title)
