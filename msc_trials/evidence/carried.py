"""What an answer carries of each trial beside its verdict, as plain values: people, sides, cautions, harms, places, dates.

JSON and tables read it, so that both say the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from msc_trials.evidence.as_of import planned_end, status_words
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.caution import long_caution, short_caution
from msc_trials.evidence.main_goal import main_goal
from msc_trials.evidence.names import display_name
from msc_trials.evidence.people import people_of
from msc_trials.evidence.sizes import comparator_name, sizes_of
from msc_trials.evidence.strength import weak_reasons
from msc_trials.knowledge import ledger


def carried(trial: Assessment, today: dt.date | None = None) -> dict[str, Any]:
    """Plain values by name; None where nobody says. ``today`` is the day on which the status is put into words."""
    row = ledger.rows().get(trial.trial_id)
    number, kind = people_of(trial)
    goal = main_goal(trial)
    return {
        "display_name": display_name(trial),
        "people": number,
        "people_kind": kind or None,
        "control": comparator_name(trial) or None,
        "primary_endpoint": _endpoint(trial, row),
        "goal": goal.words or None,
        "goal_time": goal.time or None,
        "goal_source": goal.source if goal.words else None,
        "evidence_kind": row.evidence_kind if row is not None else None,
        "caution_short": short_caution(trial) or None,
        "caution_long": long_caution(trial) or None,
        "weak_reasons": list(weak_reasons(trial)) if trial.verdict.status.value.startswith("met") else [],
        "masking": trial.masking or None,
        "sites": trial.sites,
        "countries": list(trial.countries),
        "minimum_age": trial.min_age or None,
        "maximum_age": trial.max_age or None,
        "patients_pay": True if trial.patients_pay else None,
        "start_date": trial.start_date or None,
        "planned_end": planned_end(trial) or None,
        "status_words": status_words(trial, today) if today is not None and trial.origin == "registry" else None,
    }


def _endpoint(trial: Assessment, row: ledger.LedgerRow | None) -> str | None:
    """The primary endpoint in the words of the ledger, else of the record; None in facts-only data of other trials."""
    if row is not None and row.primary_endpoint:
        return row.primary_endpoint
    return "; ".join(dict.fromkeys(goal.title for goal in trial.goals if goal.title)) or None


def sizes_and_harms(trial: Assessment) -> dict[str, Any]:
    """``sizes``: one object per measure with both sides. ``harms``: whether the posted tables were read, and their groups."""
    return {
        "sizes": [asdict(size) for size in sizes_of(trial)],
        "harms": {
            "read": trial.harms.read,
            "posted": bool(trial.harms.groups) if trial.harms.read else None,
            "groups": [asdict(group) for group in trial.harms.groups],
        },
    }
