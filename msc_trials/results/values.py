"""Posted values of an outcome as rows, and what they say of two groups.

Counts become rates by the number analysed. Rows before treatment are left out of comparisons. Source: domain notes §5c
(settle sign conventions from group values), API contract §4.3.
"""

from __future__ import annotations

import re

from msc_trials.records import Denominator, PostedOutcome
from msc_trials.results.model import Row
from msc_trials.results.words import found, number

_COUNTED = {"COUNT_OF_PARTICIPANTS", "COUNT_OF_UNITS"}
_N_EQUALS = re.compile(r"\(?\bn\s*=[^)]*\)?", re.IGNORECASE)


def rows_of(outcome: PostedOutcome) -> list[Row]:
    """Every posted row with at least one readable value."""
    base = _sizes(outcome.denoms, outcome.denom_units_selected)
    found_rows = []
    for cls in outcome.classes:
        sizes = _sizes(cls.denoms, outcome.denom_units_selected) or base
        for at, category in enumerate(cls.categories):
            values, spreads, limits = {}, {}, {}
            for m in category.measurements:
                value = number(m.value)
                if value is None or not m.group_id:
                    continue
                values[m.group_id] = value
                spread = number(m.spread)
                if spread is not None:
                    spreads[m.group_id] = spread
                low, high = number(m.lower_limit), number(m.upper_limit)
                if low is not None and high is not None:
                    limits[m.group_id] = (low, high)
            if values:
                found_rows.append(
                    Row(cls.title or "", values, spreads, sizes, limits, category.title or "", first=at == 0)
                )
    return found_rows


def is_count(outcome: PostedOutcome) -> bool:
    """Whether the values are numbers of participants or events, so that groups compare by rate only."""
    if (outcome.param_type or "") in _COUNTED:
        return True
    if (outcome.param_type or "") != "NUMBER":
        return False
    unit = (outcome.unit_of_measure or "").lower()
    if re.search(r"percent|%|proportion|rate|ratio|per |probab|score|index|mean|median", unit):
        return False
    return bool(re.search(r"particip|subject|patient|people|person|women|men|child|infant|respon|event|case|eye|"
                          r"episode|death|number|count|individual|wound|lesion|member|adult|volunteer", unit))  # fmt: skip


def after_treatment(rows: list[Row]) -> list[Row]:
    """Rows that are not baseline rows; all rows where nothing else is posted."""
    kept = [r for r in rows if not found("baseline_row", _N_EQUALS.sub("", r.label or r.category).strip())]
    return kept or rows


def rates(row: Row, count: bool) -> dict[str, float]:
    """Values per group, as share of the number analysed for counts where every size is known and large enough."""
    if not count:
        return row.values
    if all(row.sizes.get(g, 0) > 0 and v <= row.sizes[g] for g, v in row.values.items()):
        return {g: v / row.sizes[g] for g, v in row.values.items()}
    if all(row.sizes.get(g, 0) > 0 for g in row.values):
        return {g: v / row.sizes[g] for g, v in row.values.items()}
    return row.values


def _sizes(denoms: tuple[Denominator, ...], selected: str | None) -> dict[str, float]:
    chosen = next((d for d in denoms if selected and d.units == selected), None)
    chosen = chosen or next((d for d in denoms if d.units == "Participants"), denoms[0] if denoms else None)
    if chosen is None:
        return {}
    pairs = ((c.group_id, number(c.value)) for c in chosen.counts)
    return {g: n for g, n in pairs if g and n is not None}
