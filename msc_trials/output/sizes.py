"""The size of what a trial found: both sides of each main goal, as numbers and as a sentence.

Source: ``seeds/effects.csv`` for trials of the ledger, the posted values for the others.
"""

from __future__ import annotations

from typing import NamedTuple

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import word
from msc_trials.knowledge import ledger
from msc_trials.output.trial_words import comparator_name, given_name


class Size(NamedTuple):
    """One measure of one trial. ``events`` and ``people`` are counts of people on a side, ``per_100`` the stated people of 100;
    None where no source gives them.

    ``goal`` and ``time`` say in plain words what was measured and when; ``sentence`` names the sides, ``groups`` the doses,
    arms or subgroup that the figures are of; ``doubt`` says why a number needs care (empty when nothing is known against
    it).
    """

    goal: str = ""
    measure: str = ""
    time: str = ""
    control: str = ""
    cells_events: int | None = None
    cells_people: int | None = None
    control_events: int | None = None
    control_people: int | None = None
    cells_per_100: int | None = None
    control_per_100: int | None = None
    cells_words: str = ""
    control_words: str = ""
    better: str = ""
    sentence: str = ""
    doubt: str = ""
    groups: str = ""

    @property
    def with_doubt(self) -> str:
        """The sentence, and why its number needs care."""
        return f"{self.sentence} Mind: {self.doubt}." if self.doubt else self.sentence


def sizes_of(trial: Assessment) -> tuple[Size, ...]:
    """What was measured for the main goals, both sides; empty where no source gives figures."""
    control = comparator_name(trial)
    rows = [r for r in ledger.effects_of(trial.trial_id) if r.is_main and r.has_figures]
    if rows:
        return tuple(_from_row(row, row.control_name or control, given_name(trial)) for row in rows)
    return _from_posted(trial, control)


class _Side(NamedTuple):
    """One side of a row: words, or else people of 100, or else a count of people."""

    words: str
    per_100: int | None
    events: int | None
    people: int | None

    @property
    def is_share(self) -> bool:
        """Whether the side is a part of its people."""
        return not self.words and (self.per_100 is not None or None not in (self.events, self.people))

    @property
    def told(self) -> str:
        """``7 of 10``; empty where nothing is stated."""
        if not self.is_share:
            return self.words
        return f"{self.events} of {self.people}" if self.per_100 is None else f"{self.per_100} of 100"

    def given(self, name: str, people: str = "") -> str:
        """``in 10 people given cells 7``, ``of every 100 given placebo 30``, ``with cells 4 points better``."""
        if not self.is_share:
            return f"with {name} {self.words}"
        if self.per_100 is None:
            return f"in {self.people}{people} given {name} {self.events}"
        return f"of every 100{people} given {name} {self.per_100}"


def _from_row(row: ledger.EffectRow, control: str, given: str) -> Size:
    cells = _Side(row.plain_cells, row.cells_per_100, row.cells_events, row.cells_n)
    other = _Side(row.plain_control, row.control_per_100, row.control_events, row.control_n)
    is_share = cells.is_share and other.is_share
    better = {"higher": "more is better", "lower": "less is better"}.get(row.good_direction, "") if is_share else ""
    when = f" ({row.time_point})" if row.time_point and row.time_point not in row.measure else ""
    told = f"{row.measure}{when}: {_sides(row.sides, cells, other, control, given)}"
    groups = f"Groups compared: {row.side_note.rstrip('.')}." if row.side_note else ""
    return Size(
        goal=row.plain_goal,
        measure=row.measure,
        time=row.time_point,
        control=control,
        cells_events=row.cells_events,
        cells_people=row.cells_n,
        control_events=row.control_events,
        control_people=row.control_n,
        cells_per_100=row.cells_per_100,
        control_per_100=row.control_per_100,
        cells_words=cells.told or word("sides", row.sides),
        control_words=other.told or word("sides", row.sides),
        better=better,
        sentence=f"{told}{f'; {better}' if better else ''}.{groups and f' {groups}'}",
        doubt=row.doubt,
        groups=groups,
    )


def _sides(known: str, cells: _Side, other: _Side, control: str, given: str) -> str:
    """Both sides in words; ``known`` is the code for what the source states of either (``docs/ledger.md``)."""
    compared = control or "the other treatment"
    first = cells.given(given, " people")
    if known == "no_difference":
        return f"no difference between {given} and {compared} (no figure)"
    if known == "difference":
        return f"{cells.words} between {given} and {compared}"
    if known == "names_control":
        return first
    if known == "against_control":
        return f"{first} (compared with {control or 'the other group'})"
    if known == "one_group":
        return f"{first}, no comparison group"
    if known == "control_unknown":
        return f"{first}, no figure for {compared}"
    return f"{first}, {other.words if known == 'target' else other.given(compared)}"


def _from_posted(trial: Assessment, control: str) -> tuple[Size, ...]:
    if len(trial.sides) != 2:
        return ()
    cells, other = trial.sides
    name = control or word("comparator", other.kind)
    tested, beside = given_name(trial), name or "the other treatment"
    counted = cells.is_count and cells.people and other.people
    told = f"with {tested} {cells.value:g}, with {beside} {other.value:g}"
    if counted:
        told = (
            f"in {cells.people} people given {tested} {cells.value:g}, in {other.people} given {beside} {other.value:g}"
        )
    found = Size(
        control=name,
        cells_events=int(cells.value) if counted else None,
        cells_people=cells.people,
        control_events=int(other.value) if counted else None,
        control_people=other.people,
        cells_words=f"{cells.value:g}",
        control_words=f"{other.value:g}",
        sentence=f"Main goal: {told}.",
    )
    return (found,)
