"""What to call a trial, and how many people it had."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import people, several
from msc_trials.knowledge import ledger
from msc_trials.matching.text import printable

KINDS = ("took_part", "enrolled", "planned")


def people_of(trial: Assessment) -> tuple[int | None, str]:
    """The number and its kind.

    ``took_part``: the ledger's source, the posted participant flow or baseline. ``enrolled``: the registry's actual number.
    ``planned``: its planned number. The number is None, and the kind empty, when nobody says.
    """
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.enrolled is not None:
        return row.enrolled, "took_part"
    if trial.started is not None:
        return trial.started, "took_part"
    if trial.enrollment is None:
        return None, ""
    return trial.enrollment, "enrolled" if trial.enrollment_type == "ACTUAL" else "planned"


def people_words(trial: Assessment) -> str:
    """``114 people``, ``60 people enrolled (registry)``, ``120 people planned``, ``number of people not stated``."""
    number, kind = people_of(trial)
    if number is None:
        return "number of people not stated"
    return people(number) + {"took_part": "", "enrolled": " enrolled (registry)", "planned": " planned"}[kind]


def display_name(trial: Assessment) -> str:
    """A short name for a list.

    >>> from msc_trials import show
    >>> display_name(show("NCT03818737", source="snapshot").assessment)
    'MILES'
    """
    rows = ledger.effects_of(trial.trial_id)
    if rows:
        return rows[0].display_name
    if trial.acronym:
        return printable(trial.acronym)
    if trial.products:
        return printable(trial.products[0])
    cells = several("msc_class", trial.msc_class[:1])
    place = f", {trial.countries[0]}" if trial.countries else ""
    return printable(f"{cells[:1].upper()}{cells[1:]}{place}")
