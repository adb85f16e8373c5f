"""Whether a trial passes the filters of a search: one rule for the records of a store and for the facts of a snapshot.

The registry applies filters itself; where it is not asked, this does. What is not stated passes no filter, as at the registry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from msc_trials.errors import QueryError
from msc_trials.matching.dates import PartialDate
from msc_trials.records.vocabularies import PHASE_CODES, STATUS_CODES
from msc_trials.registry.filters import Filters

if TYPE_CHECKING:  # records need a library that facts do without
    from msc_trials.records.study import StudyRecord


class Filterable(NamedTuple):
    """What filters look at. Phase and status in the words of our vocabularies, ``start_date`` as the registry's text."""

    numbers: tuple[str, ...]
    status: str
    phase: str
    countries: tuple[str, ...]
    sponsor_class: str
    start_date: str


def of_record(record: StudyRecord) -> Filterable:
    """What filters look at in a record."""
    return Filterable(
        numbers=(record.nct_id, *record.nct_id_aliases),
        status=record.status,
        phase=record.phase,
        countries=record.countries,
        sponsor_class=record.lead_sponsor_class or "",
        start_date=record.start_date.text if record.start_date else "",
    )


def passes(filters: Filters, trial: Filterable) -> bool:
    """Whether a trial passes every filter given. Raises ``QueryError`` for a distance, which only the registry knows.

    >>> trial = Filterable(
    ...     numbers=("NCT00000001",), status="Completed", phase="Phase 2/3", countries=("Japan",), sponsor_class="OTHER", start_date="2015-06"
    ... )
    >>> passes(Filters.of(phase="PHASE3", start_from="2015"), trial), passes(Filters.of(status="RECRUITING"), trial)
    (True, False)
    """
    refuse_distance(filters)
    return (
        (not filters.status or trial.status in {STATUS_CODES[code].value for code in filters.status})
        and (not filters.phase or not set(filters.phase).isdisjoint(_phases(trial.phase)))
        and (not filters.country or any(_names(c, known) for c in filters.country for known in trial.countries))
        and (not filters.sponsor_class or trial.sponsor_class in filters.sponsor_class)
        and (not filters.ids or not set(filters.ids).isdisjoint(trial.numbers))
        and _started(filters, trial.start_date)
    )


def refuse_distance(filters: Filters) -> None:
    """Raise ``QueryError`` where a distance is asked of data that are not the registry."""
    if filters.near:
        hint = "Leave out near, or choose source auto or live."
        raise QueryError("A distance can be asked of the registry only.", hint=hint)


def _phases(phase: str) -> Sequence[str]:
    codes = next((codes for codes, word in PHASE_CODES.items() if word.value == phase), ())
    return codes or phase.split("/")


def _names(asked: str, known: str) -> bool:
    """Whether a country's name holds the words asked for, whatever their case; the registry searches it as a phrase."""
    return re.search(rf"(?<!\w){re.escape(asked.strip().casefold())}(?!\w)", known.casefold()) is not None


def _started(filters: Filters, text: str) -> bool:
    """Whether a trial started in time; a date without a day counts as its first, one asked for as its whole span."""
    if not filters.start_from and not filters.start_to:
        return True
    date = PartialDate.parse(text)
    if date is None:
        return False
    day = date.earliest.isoformat()
    return day >= filters.start_from and (not filters.start_to or day[: len(filters.start_to)] <= filters.start_to)
