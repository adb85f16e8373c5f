"""The parts of a checklist: tallies of trials, the spread of doses, questions, and the sections that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds


@dataclass(frozen=True, slots=True)
class Tally:
    """How many trials gave one value.

    ``late`` of the ``trials`` are counted Phase 2 to 4 trials; of these ``met`` met their main goal (or were shown not
    worse), ``met_uncontrolled`` a goal without a control group, ``not_met`` did not or only in part. The rest of ``late``
    has no known result. ``offered`` marks what the clinic offers. ``stated`` is False for ``not_stated`` (the record is silent)
    and ``no_record`` (known from the ledger of publications only).
    """

    value: str
    shown: str
    trials: int
    late: int
    met: int
    met_uncontrolled: int
    not_met: int
    offered: bool = False
    stated: bool = True

    @property
    def not_judged(self) -> int:
        """Counted Phase 2 to 4 trials of this value without a known result."""
        return self.late - self.met - self.met_uncontrolled - self.not_met


@dataclass(frozen=True, slots=True)
class DoseSpread:
    """Distribution of doses in one unit: cells per administration, per kg when ``per_kg``.

    Every distinct number of a trial counts once. The quartiles are inclusive.
    """

    per_kg: bool
    trials: int
    doses: int
    low: float
    quartile1: float
    median: float
    quartile3: float
    high: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask the clinic, and why. Source: ``seeds/questions.csv``."""

    id: str
    topic: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """One topic: the offer, the counts of ``trials`` trials (``stated`` of them say something), and what to ask."""

    topic: str
    heading: str
    trials: int
    stated: int
    offered: str
    tallies: tuple[Tally, ...]
    says: tuple[str, ...]
    questions: tuple[Question, ...]


@cache
def questions(topic: str) -> tuple[Question, ...]:
    """The questions of a topic, in file order."""
    return tuple(
        Question(row["id"], topic, row["question"], row["why"])
        for row in seeds.table("questions")
        if row["topic"] == topic
    )
