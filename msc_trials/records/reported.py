"""Which linked references can report results: their type, and a year that is not before the start of the trial.

Source: the registry's reference types (RESULT is named by the sponsor, DERIVED found by the trial's number in PubMed). Sponsors
file background papers under RESULT too; a paper older than the trial cannot report it.
"""

from __future__ import annotations

import re

from msc_trials.records.schema import Reference

_TYPES = frozenset({"RESULT", "DERIVED"})
_YEAR = re.compile(r"(?<![\d/.:-])(19[5-9]\d|20[0-4]\d)(?![\d/])(?=[ ;.,):]|$| ?[A-Z][a-z]{2})")


def year_of_citation(citation: str | None) -> int | None:
    """The year of a citation; None when it has none or several that differ.

    >>> year_of_citation("A B. A title. A Journal. 2015 Mar;5(2):1-9. doi: 10.1000/2011.5")
    2015
    """
    years = {int(y) for y in _YEAR.findall((citation or "").split("doi:")[0].split("Epub")[0])}
    return years.pop() if len(years) == 1 else None


def can_report(reference: Reference, start_year: int | None) -> bool:
    """Whether a reference may report results: type RESULT or DERIVED, not retracted, dated, not older than the trial."""
    if reference.type not in _TYPES or reference.retractions:
        return False
    year = year_of_citation(reference.citation)
    return year is not None and (start_year is None or year >= start_year)
