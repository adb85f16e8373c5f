"""Trials that a person could join, as rows for a table, with sentences on how the text was understood and what the data lack."""

from __future__ import annotations

from typing import Any

from msc_trials.evidence.as_of import can_still_run, month_of, status_words
from msc_trials.evidence.wording import REGISTRY
from msc_trials.evidence.words import many, sentence
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.rules import topic
from msc_trials.output.lookup_text import searched_as_typed
from msc_trials.output.main_goal import main_goal
from msc_trials.output.trial_words import comparator_name, display_name
from msc_trials.service.joinable import Joinable, Joinables, Wanted, joinable

_HEALTHY = {None: "not stated", True: "accepted", False: "not accepted"}


def trials_to_join(condition: str, wanted: Wanted, **settings: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows of trials of these cells that fit, the nearest first, and the sentences. Raises as ``joinable``."""
    found = joinable(condition, wanted, **settings)
    notes = [
        searched_as_typed(lookup(condition)),
        f"The bundled snapshot answered, because: {found.trouble}" if found.trouble else "",
        _places(found, wanted),
        _over(found, wanted),
        f"Source: {REGISTRY}, data of {found.data_date or 'an unknown date'}.",
    ]
    return [_row(trial, found) for trial in found.trials], [note for note in notes if note]


def _places(found: Joinables, wanted: Wanted) -> str:
    """What the data do not say about places; empty when nothing is missing."""
    if not found.with_places:
        return "Sites and distances are not shown: places are not in these data."
    if wanted.near is None:
        return ""
    without = sum(trial.distance_km is None for trial in found.trials)
    if without:
        how = " and ".join(filter(None, ("country" * bool(wanted.country), "city" * bool(wanted.city))))
        return f"{many(without, 'trial')} listed here by {how}, not by distance: the site has no point on the map."
    if not wanted.country and not wanted.city:
        return "Sites without a point on the map are not found by distance; add --country or --city to see them."
    return ""


def _over(found: Joinables, wanted: Wanted) -> str:
    """How many of the trials listed as recruiting ought to be over; empty when there are none or all trials were wanted."""
    over = sum(not can_still_run(trial.assessment, found.today) for trial in found.trials)
    return (
        sentence("listed_but_over", over, month=month_of(found.data_date) or "these data")
        if wanted.recruiting and over
        else ""
    )


def _row(trial: Joinable, found: Joinables) -> dict[str, Any]:
    a, record = trial.assessment, trial.record
    return {
        "trial_id": a.trial_id,
        "tested": display_name(a),
        "phase": a.phase,
        "status": status_words(a, found.today) if a.origin == "registry" else a.status,
        "goal": main_goal(a).value,
        "control": comparator_name(a) or ("a control group" if a.controlled else "no control group"),
        "ages": f"{a.min_age or 'no lower limit'} to {a.max_age or 'no upper limit'}"
        if a.min_age or a.max_age
        else "not limited",
        "sex": None if record is None else topic("sex").get(record.eligibility_sex or "", "not stated"),
        "healthy_volunteers": None if record is None else _HEALTHY[record.takes_healthy_volunteers],
        "patients_pay": True if a.patients_pay else None,
        "distance_km": trial.distance_km,
        "sites": list(trial.sites) or None,
        "countries": list(a.countries),
        "contacts": a.url,
        "note": sentence("listing"),
        "data_date": found.data_date or None,
    }
