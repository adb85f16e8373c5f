"""Posted values of an outcome as rows: counts become rates by the number analysed, rows before treatment are left out
of comparisons. Source: domain notes §5c, API contract §4.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from msc_trials.records.schema import Denominator, Measurement, PostedOutcome
from msc_trials.results.words import found, number, part

_COUNTED = {"COUNT_OF_PARTICIPANTS", "COUNT_OF_UNITS"}
_N_EQUALS = re.compile(r"\(?\bn\s*=[^)]*\)?", re.IGNORECASE)


@dataclass(frozen=True)
class ValueRow:
    """One posted row: label of its class, category (``first`` of its class), and numbers per group id.

    ``sizes`` are the numbers analysed, ``units`` says of what; ``spreads`` and ``limits`` belong to values that are posted.
    """

    label: str
    category: str
    first: bool
    measurements: tuple[Measurement, ...]
    values: dict[str, float]
    spreads: dict[str, float]
    limits: dict[str, tuple[float, float]]
    sizes: dict[str, float]
    units: str | None

    @property
    def name(self) -> str:
        """The label without numbers of participants ("overall (n=24, 23)")."""
        return _N_EQUALS.sub("", self.label).strip()


def rows_of(outcome: PostedOutcome) -> list[ValueRow]:
    """Every posted row with at least one readable value; numbers analysed are those of its class, else of the outcome."""
    found = []
    for cls in outcome.classes:
        units, own = units_analysed(cls.get("denoms", ()) or outcome.denoms, outcome.denom_units_selected)
        sizes = own or units_analysed(outcome.denoms, outcome.denom_units_selected)[1]
        for at, category in enumerate(cls.get("categories", ())):
            posted = category.get("measurements", ())
            values, low, high = (_numbers(posted, name) for name in ("value", "lowerLimit", "upperLimit"))
            if values:
                spreads = {g: spread for g, spread in _numbers(posted, "spread").items() if g in values}
                limits = {g: (low[g], high[g]) for g in values if g in low and g in high}
                labels = (cls.get("title") or "", category.get("title") or "", at == 0)
                found.append(ValueRow(*labels, posted, values, spreads, limits, sizes, units))
    return found


def _numbers(
    posted: tuple[Measurement, ...], name: Literal["value", "spread", "lowerLimit", "upperLimit"]
) -> dict[str, float]:
    """The readable numbers of one name per group id."""
    read = ((m.get("groupId"), number(m.get(name))) for m in posted)
    return {group: value for group, value in read if group and value is not None}


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
