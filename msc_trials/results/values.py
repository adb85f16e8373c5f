"""Posted values of an outcome as rows, and what they say of two groups.

Counts become rates by the number analysed. Rows before treatment are left out of comparisons. Source: domain notes §5c
(settle sign conventions from group values), API contract §4.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msc_trials.records.schema import Denominator, OutcomeClass, PostedOutcome
from msc_trials.results.model import ValueRow, chosen_denominator, sizes_of
from msc_trials.results.words import found, number, part

_COUNTED = {"COUNT_OF_PARTICIPANTS", "COUNT_OF_UNITS"}
_N_EQUALS = re.compile(r"\(?\bn\s*=[^)]*\)?", re.IGNORECASE)


def rows_of(outcome: PostedOutcome) -> list[ValueRow]:
    """Every posted row with at least one readable value."""
    return [row for cls in outcome.classes for row in _rows(cls, outcome)]


def shown_row(outcome: PostedOutcome) -> ValueRow | None:
    """The row that stands for the outcome on display: the last of a series, else the first; None without values."""
    last = next((row for cls in reversed(outcome.classes) for row in reversed(list(_rows(cls, outcome)))), None)
    if last is None or not last.category:
        return last
    return next(row for cls in outcome.classes for row in _rows(cls, outcome))


def _rows(cls: OutcomeClass, outcome: PostedOutcome) -> Iterator[ValueRow]:
    for at, category in enumerate(cls.get("categories", ())):
        values = {}
        measurements = category.get("measurements", ())
        for m in measurements:
            value, group = number(m.get("value")), m.get("groupId")
            if value is not None and group:
                values[group] = value
        if values:
            yield ValueRow(cls.get("title") or "", values, category.get("title") or "", at == 0, measurements,
                      cls.get("denoms", ()), outcome.denoms, outcome.denom_units_selected)  # fmt: skip


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
    """Rows that are not baseline rows; all rows where nothing else is posted."""
    kept = [r for r in rows if not found("baseline_row", _N_EQUALS.sub("", r.label or r.category).strip())]
    return kept or rows


def rates(row: ValueRow, count: bool) -> dict[str, float]:
    """Values per group; counts as a share of the number analysed, without the groups whose number is not posted."""
    if not count:
        return row.values
    return {g: v / row.sizes[g] for g, v in row.values.items() if row.sizes.get(g, 0) > 0}


def units_analysed(denoms: tuple[Denominator, ...], units: str | None) -> tuple[str | None, dict[str, float]]:
    """What is counted (participants, eyes, ...) and how many of it were analysed, per group id."""
    chosen = chosen_denominator(denoms, units)
    return (chosen.get("units"), sizes_of(chosen)) if chosen is not None else (None, {})
