"""The size of effects as data: what the ledger's sources state for each measure, side by side.

Source: ``seeds/effects.csv``, one row per measure of a ledger trial, the registered main goal first; its columns are described
in ``docs/ledger.md``. Empty cells are values no source states; nothing is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from msc_trials.knowledge import seeds

NO_FIGURE = "no figures given"
_COUNTS = ("cells_events", "cells_n", "control_events", "control_n")
_NUMBERS = (
    "cells_mean", "cells_sd", "control_mean", "control_sd", "estimate", "ci_low", "ci_high", "ci_level",
)  # fmt: skip
_OTHER_MEASURE = ("Not the registered main measure", "Secondary measure of a safety trial")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """One measure of one trial.

    Numbers of people are counts, means are in ``unit_or_scale``; ``estimate`` is cells minus control, or cells over control.
    ``good_direction`` (higher, lower) is that of the measure. ``basis`` says where the figures are from: stated, posted, derived,
    or empty for none. ``plain_cells`` and ``plain_control`` are the two sides in words; ``doubt`` says why a number needs care.
    """

    trial_id: str
    measure: str
    measure_kind: str
    time_point: str
    unit_or_scale: str
    good_direction: str
    cells_events: int | None
    cells_n: int | None
    cells_mean: float | None
    cells_sd: float | None
    control_events: int | None
    control_n: int | None
    control_mean: float | None
    control_sd: float | None
    estimate_type: str
    estimate: float | None
    ci_low: float | None
    ci_high: float | None
    ci_level: float | None
    p_value: str
    side_note: str
    basis: str
    plain_cells: str
    plain_control: str
    short_caution: str
    display_name: str
    plain_goal: str
    doubt: str
    note: str

    @property
    def is_main(self) -> bool:
        """Whether the row is about the registered main goal of a trial that asks about benefit."""
        return not self.note.startswith(_OTHER_MEASURE)

    @property
    def has_figures(self) -> bool:
        """Whether the source states something for the cells."""
        return self.plain_cells != NO_FIGURE


@cache
def effects() -> tuple[EffectRow, ...]:
    """Every row in file order."""
    return tuple(_row(cells) for cells in seeds.table("effects"))


@cache
def _by_trial() -> dict[str, tuple[EffectRow, ...]]:
    found: dict[str, list[EffectRow]] = {}
    for row in effects():
        found.setdefault(row.trial_id, []).append(row)
    return {trial_id: tuple(rows) for trial_id, rows in found.items()}


def effects_of(trial_id: str) -> tuple[EffectRow, ...]:
    """Rows of one trial, empty when no source gives any."""
    return _by_trial().get(trial_id, ())


def _row(cells: dict[str, str]) -> EffectRow:
    values: dict[str, Any] = dict(cells)
    for name in _COUNTS:
        values[name] = int(cells[name]) if cells[name] else None
    for name in _NUMBERS:
        values[name] = float(cells[name]) if cells[name] else None
    return EffectRow(**values)
