"""How many people a trial had, and how that is known: who took part, else who was enrolled or planned by the registry."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import people
from msc_trials.knowledge import ledger

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
