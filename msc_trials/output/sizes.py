"""The size of what a trial found: both sides of each main goal, as numbers and as a sentence.

Source: ``seeds/effects.csv`` for trials of the ledger, the posted values for the others.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import word
from msc_trials.knowledge import ledger
from msc_trials.output.trial_words import comparator_name, given_name

_SHARE = re.compile(r"(\d+) of (\d+)")


_POINT_OF_COMPARISON = "the comparison point"


_NOTHING = ("no figure given", "no figures given", "no comparison group")


class Size(NamedTuple):
    """One measure of one trial. ``events`` and ``people`` are counts of people on a side, None where no source gives them.

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
        return tuple(_from_row(row, control, given_name(trial)) for row in rows)
    return _from_posted(trial, control)


def _from_row(row: ledger.EffectRow, control: str, given: str) -> Size:
    shares = _SHARE.fullmatch(row.plain_cells) and _SHARE.fullmatch(row.plain_control)
    better = {"higher": "more is better", "lower": "less is better"}.get(row.good_direction, "") if shares else ""
    when = f" ({row.time_point})" if row.time_point and row.time_point not in row.measure else ""
    told = f"{row.measure}{when}: {_sides(row, control, given)}"
    groups = f"Groups compared: {row.side_note.rstrip('.')}." if row.side_note else ""
    return Size(
        row.plain_goal,
        row.measure,
        row.time_point,
        control,
        row.cells_events,
        row.cells_n,
        row.control_events,
        row.control_n,
        row.plain_cells,
        row.plain_control,
        better,
        f"{told}{f'; {better}' if better else ''}.{groups and f' {groups}'}",
        row.doubt,
        groups,
    )


def _sides(row: ledger.EffectRow, control: str, given: str) -> str:
    cells, other = row.plain_cells, row.plain_control
    if "difference" in cells and (other == cells or other.startswith(_POINT_OF_COMPARISON)):
        told, bracket, figures = cells.partition(" (")
        return f"{told} between {given} and {control or 'the other treatment'}{bracket}{figures}"
    first = f"with {given} {cells}"
    if found := _SHARE.fullmatch(cells):
        first = f"{_out_of(int(found[2]), row.cells_n)} people given {given} {found[1]}"
    if other in _NOTHING:
        return f"{first}, {'no comparison group' if not control else f'no figure for {control}'}"
    if other.startswith(_POINT_OF_COMPARISON):
        if " than " in cells:
            return first
        return f"{first} (compared with {control or 'the other group'})"
    if other.startswith("preset target"):
        return f"{first}, {other}"
    if found := _SHARE.fullmatch(other):
        return f"{first}, {_out_of(int(found[2]), row.control_n)} given {control or 'the other treatment'} {found[1]}"
    return f"{first}, with {control or 'the other treatment'} {other}"


def _out_of(people: int, counted: int | None) -> str:
    """``in 28`` for a count of people; ``of every 100`` for a share, which says nothing about how many people there were."""
    return "of every 100" if people == 100 != counted else f"in {people}"


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
