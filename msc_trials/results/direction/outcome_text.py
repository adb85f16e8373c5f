"""The texts of one outcome, cleaned, and the patterns that the rules of direction ask of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from msc_trials.knowledge.patterns import pattern
from msc_trials.matching.text import normalize
from msc_trials.results.direction.scale_direction import Statement, agreed_statement, statements


@dataclass(frozen=True)
class OutcomeText:
    """The texts of one outcome, cleaned once."""

    title: str
    description: str
    unit: str
    time_frame: str

    @classmethod
    def of(cls, measure: str, description: str, unit: str, time_frame: str) -> OutcomeText:
        """Clean the texts as the registry sends them."""
        title = _clean(measure)
        return cls(
            pattern("outcome.heading").sub("", title) or title,
            normalize(description or ""),
            pattern("outcome.per_creatinine").sub(" ", _clean(unit)),
            _clean(time_frame),
        )

    @property
    def context(self) -> str:
        """Where rows of the lexicon look for what else they need."""
        return f"{self.title} {self.unit} {self.description[:600]}"

    @property
    def core(self) -> str:
        """The title without whom it was measured in and after what: names there are not what was measured."""
        core = pattern("outcome.effect_of").sub("", self.title)
        core = pattern("outcome.population").sub(" ", core)
        core = pattern("outcome.tail").sub(" ", core)
        core = pattern("outcome.efficacy_in").sub(r"\1 ", core)
        return core if len(core.strip()) >= 3 else self.title

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the record states about direction: title and description, else unit and time frame."""
        found = statements(f"{self.title}. {self.description}")
        return found or statements(f"{self.unit}. {self.time_frame}")

    @cached_property
    def stated(self) -> Statement | None:
        """The statement on which the record agrees with itself."""
        return agreed_statement(self.statements)


def _clean(text: str) -> str:
    return " ".join(normalize(text or "").split())


def says(name: str, text: str) -> re.Match[str] | None:
    """The first words in a text that a pattern of outcomes finds (group ``outcome`` of ``seeds/patterns.csv``)."""
    return pattern(f"outcome.{name}").search(text)
