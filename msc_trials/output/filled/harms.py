"""Rows of the table of posted harms."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.output.filled.cells import Row, numbers
from msc_trials.output.items import Item


def harm_rows(item: Item) -> Iterator[Row]:
    """One row per posted group; one row without numbers where nothing is posted or nothing was read."""
    harms = item.assessment.harms
    start = numbers(item) | {"read": harms.read}
    if not harms.groups:
        yield start | {"posted": False if harms.read else None}
    for position, group in enumerate(harms.groups):
        yield start | {
            "posted": True,
            "position": position,
            "side": group.side,
            "group": group.title,
            "serious": group.serious,
            "serious_at_risk": group.serious_of,
            "deaths": group.deaths,
            "deaths_at_risk": group.deaths_of,
        }
