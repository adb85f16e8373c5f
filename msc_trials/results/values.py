"""Posted values of an outcome as rows: counts become rates by the number analysed, rows before treatment are left out
of comparisons. Source: domain notes §5c, API contract §4.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from msc_trials.records.schema import Denominator, Measurement, PostedOutcome
from msc_trials.results.words import found, number, part

_COUNTED = {"COUNT_OF_PARTICIPANTS", "COUNT_OF_UNITS"}
_N_EQUALS = re.compile(r"\(?\bn\s*=[^)]*\)?", re.IGNORECASE)


@dataclass(frozen=True)
class ValueRow:
    """One posted row of values: label and value per group id; ``first`` of its class. The rest is read when asked for.

    ``denoms`` are the numbers analysed in its class, ``all_denoms`` those of the outcome, ``units`` the units it counts.
    """

    label: str
    values: dict[str, float]
    category: str
    first: bool
    measurements: tuple[Measurement, ...]
    denoms: tuple[Denominator, ...]
    all_denoms: tuple[Denominator, ...]
    units: str | None

    @property
    def name(self) -> str:
        """The label without numbers of participants ("overall (n=24, 23)")."""
        return _N_EQUALS.sub("", self.label).strip()

    @cached_property
    def spreads(self) -> dict[str, float]:
        """Posted dispersion per group id."""
        read = ((m.get("groupId"), number(m.get("spread"))) for m in self.measurements)
        return {group: spread for group, spread in read if group and group in self.values and spread is not None}

    @cached_property
    def limits(self) -> dict[str, tuple[float, float]]:
        """Both posted limits per group id."""
        read = ((m.get("groupId"), number(m.get("lowerLimit")), number(m.get("upperLimit"))) for m in self.measurements)
        return {
            g: (low, high) for g, low, high in read if g and g in self.values and low is not None and high is not None
        }

    @cached_property
    def sizes(self) -> dict[str, float]:
        """Number analysed per group id, in the outcome's units, else in participants, else in what is counted first."""
        return units_analysed(self.denoms, self.units)[1] or units_analysed(self.all_denoms, self.units)[1]


def rows_of(outcome: PostedOutcome) -> list[ValueRow]:
    """Every posted row with at least one readable value."""
    found = []
    for cls in outcome.classes:
        for at, category in enumerate(cls.get("categories", ())):
            measurements = category.get("measurements", ())
            read = ((m.get("groupId"), number(m.get("value"))) for m in measurements)
            values = {group: value for group, value in read if group and value is not None}
            if values:
                found.append(ValueRow(cls.get("title") or "", values, category.get("title") or "", at == 0, measurements,
                             cls.get("denoms", ()), outcome.denoms, outcome.denom_units_selected))  # fmt: skip
    return found


def is_count(outcome: PostedOutcome) -> bool:
    """Whether the values are numbers of participants or events, so that groups compare by rate only."""
    if (outcome.param_type or "") in _COUNTED:
        return True
    if (outcome.param_type or "") != "NUMBER":
        return False
    unit = (outcome.unit_of_measure or "").lower()
    return bool(re.search(part("counted_unit"), unit)) and not re.search(part("measured_unit"), unit)


def is_share(outcome: PostedOutcome) -> bool:
    """Whether the values are percentages of participants."""
    unit = (outcome.unit_of_measure or "").lower()
    return (outcome.param_type or "") == "NUMBER" and ("percent" in unit or "%" in unit)


def after_treatment(rows: list[ValueRow]) -> list[ValueRow]:
    """Rows that are not baseline rows, nor of those who were at risk or censored; all rows where nothing else is posted."""
    names = ((row, row.name or row.category) for row in rows)
    kept = [row for row, name in names if not found("baseline_row", name) and not found("not_at_event", name)]
    return kept or rows


def rates(row: ValueRow, count: bool) -> dict[str, float]:
    """Values per group; counts as a share of the number analysed, without the groups whose number is not posted."""
    if not count:
        return row.values
    return {g: v / row.sizes[g] for g, v in row.values.items() if row.sizes.get(g, 0) > 0}


def units_analysed(denoms: tuple[Denominator, ...], units: str | None) -> tuple[str | None, dict[str, float]]:
    """What is counted and how many of it were analysed, per group id.

    ``units`` (participants, eyes, ...) where they are posted, else participants, else what is counted first.
    """
    chosen = next((d for name in (units, "Participants") for d in denoms if name and d.get("units") == name), None)
    if chosen is None and denoms:
        chosen = denoms[0]
    if chosen is None:
        return None, {}
    read = ((c.get("groupId"), number(c.get("value"))) for c in chosen.get("counts", ()))
    return chosen.get("units"), {group: size for group, size in read if group and size is not None}
