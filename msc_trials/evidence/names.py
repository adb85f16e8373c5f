"""What to call a trial: its curated name, else its acronym, else its product, else its cells and place; never a number alone."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import several
from msc_trials.knowledge.effects import effects_of
from msc_trials.matching.text import printable


def display_name(trial: Assessment) -> str:
    """A short name for a list.

    >>> from msc_trials import show
    >>> display_name(show("NCT03818737", source="snapshot").assessment)
    'MILES'
    """
    rows = effects_of(trial.trial_id)
    if rows:
        return rows[0].display_name
    if trial.acronym:
        return printable(trial.acronym)
    if trial.products:
        return printable(trial.products[0])
    cells = several("msc_class", trial.msc_class[:1])
    place = f", {trial.countries[0]}" if trial.countries else ""
    return printable(f"{cells[:1].upper()}{cells[1:]}{place}")
