"""Trials that can be joined: recruiting, in a country or near a place, for an age and phases, with their sites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeAlias

from msc_trials.errors import QueryError, ResponseError, TransportError
from msc_trials.evidence.as_of import status_words
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment, with_ledger
from msc_trials.evidence.trial_words import comparator_name, display_name, main_goal
from msc_trials.evidence.wording import REGISTRY
from msc_trials.evidence.wording_lookup import listed_as_typed
from msc_trials.evidence.words import many, sentence
from msc_trials.extraction.trial import Trial
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.registries import names_of_country
from msc_trials.knowledge.typed_text import normal
from msc_trials.registry.filters import PhaseCode, StatusCode
from msc_trials.registry.query import Query
from msc_trials.registry.settings import Settings
from msc_trials.service.asking import opened
from msc_trials.service.search import Search

_PHASES: dict[str, PhaseCode] = {"1": "PHASE1", "2": "PHASE2", "3": "PHASE3", "4": "PHASE4"}
RECRUITING: tuple[StatusCode, ...] = ("RECRUITING", "NOT_YET_RECRUITING")
NO_PLACES = "places are not in these data"
_RECRUITING_WORDS = {"Recruiting", "Not yet recruiting"}
_PER_YEAR = {"year": 1.0, "month": 12.0, "week": 52.18, "day": 365.25, "hour": 8766.0, "minute": 525_960.0}
_SEXES = {"ALL": "all", "FEMALE": "women", "MALE": "men"}
_EARTH_KM = 6371.0
_Found: TypeAlias = list[tuple[Assessment, Trial | None]]
"""Trials found: what is known of each, and its record where the data hold records."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a trial must fit. ``near`` is latitude and longitude; what a record does not state excludes nothing."""

    recruiting: bool = False
    country: str = ""
    city: str = ""
    near: tuple[float, float] | None = None
    within_km: float = 100.0
    phases: tuple[str, ...] = ()
    age: float | None = None


def trials_to_join(condition: str, wanted: Wanted, **settings: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows of trials of these cells that fit, the nearest first, and sentences on how the text was taken and what the data could not say.

    The registry itself narrows by status, country, phase and distance; ages and cities are compared here. Raises as
    ``answer``, and ``QueryError`` for a place that is asked of data without places.
    """
    chosen = Settings.load(**settings)
    names = names_of_country(wanted.country) if wanted.country else ()
    query = Query.for_condition(condition)
    notes = [*filter(None, [listed_as_typed(lookup(condition))])]
    if chosen.is_local:
        found, search = _local(query, wanted, chosen)
    else:
        try:
            found, search = _asked(query, wanted, names, chosen)
        except (TransportError, ResponseError) as error:
            if chosen.source != "auto" or wanted.near is not None or wanted.city:
                raise  # the snapshot has no places
            notes.append(f"The bundled snapshot answered, because: {error.message}")
            chosen = replace(chosen, source="snapshot")
            found, search = _local(query, wanted, chosen)
    made = [_row(a, trial, wanted, names, chosen) for a, trial in found if a.is_msc and _fits(a, wanted, names)]
    rows = [row for row in made if row is not None]
    far = float("inf")
    rows.sort(key=lambda r: (far if r["distance_km"] is None else r["distance_km"], r["trial_id"]))
    told = notes + _notes(rows, wanted, with_places=not chosen.is_local or _has_records(chosen))
    dated = search.provenance.data_timestamp[:10] if search.provenance is not None else ""
    for row in rows:
        row["data_date"] = dated or None
    return rows, [*told, f"Source: {REGISTRY}, data of {dated or 'an unknown date'}."]


def _has_records(chosen: Settings) -> bool:
    """Whether local data hold records with places: a store does, a snapshot holds facts only."""
    return chosen.source_path is not None and chosen.source_path.is_dir()


def _local(query: Query, wanted: Wanted, chosen: Settings) -> tuple[_Found, Search]:
    search = Search(query, chosen)
    if _has_records(chosen):
        return _with_facts(search), search
    if wanted.near is not None or wanted.city:
        raise QueryError(
            f"A distance or a city cannot be asked for: {NO_PLACES}.",
            hint="Leave out --near and --city, or ask the registry.",
        )
    return [(a, None) for a in search.assessments()], search


def _asked(query: Query, wanted: Wanted, names: tuple[str, ...], chosen: Settings) -> tuple[_Found, Search]:
    """Trials that the registry finds; with a distance and a country or city also those whose sites have no point."""
    narrowed = query.filtered(
        status=RECRUITING if wanted.recruiting else None,
        country=names or None,
        phase=[_PHASES[p] for p in wanted.phases] or None,
    )
    queries = [narrowed.filtered(near=_distance_words(wanted))]
    if wanted.near is not None and (names or wanted.city):
        queries.append(narrowed)
    with opened(None, chosen) as client:
        client.fetch_ahead(queries)
        searches = [Search(query, chosen, client, by_page=False) for query in queries]
        trials = {trial.nct_id: trial for search in reversed(searches) for trial in search}
    return _with_facts(trials.values()), searches[0]


def _with_facts(trials: Iterable[Trial]) -> _Found:
    return [(with_ledger(assess(trial)), trial) for trial in trials]


def _notes(rows: list[dict[str, Any]], wanted: Wanted, *, with_places: bool) -> list[str]:
    if not with_places:
        return [f"Sites and distances are not shown: {NO_PLACES}."]
    if wanted.near is None:
        return []
    without = sum(row["distance_km"] is None for row in rows)
    if without:
        how = " and ".join(filter(None, ("country" * bool(wanted.country), "city" * bool(wanted.city))))
        return [f"{many(without, 'trial')} listed here by {how}, not by distance: the site has no point on the map."]
    if not wanted.country and not wanted.city:
        return ["Sites without a point on the map are not found by distance; add --country or --city to see them."]
    return []


def _fits(a: Assessment, wanted: Wanted, names: tuple[str, ...]) -> bool:
    low, high = _years(a.min_age), _years(a.max_age)
    old_enough = wanted.age is None or low is None or low <= wanted.age
    young_enough = wanted.age is None or high is None or wanted.age <= high
    phase = not wanted.phases or bool(set(re.findall(r"\d", a.phase)) & set(wanted.phases))
    status = not wanted.recruiting or a.status in _RECRUITING_WORDS
    return old_enough and young_enough and phase and status and (not names or bool(set(names) & set(a.countries)))


def _row(
    a: Assessment, trial: Trial | None, wanted: Wanted, names: tuple[str, ...], settings: Settings
) -> dict[str, Any] | None:
    """A trial as a row; None where a place was asked for and none of its sites fits."""
    sites = _sites(trial, wanted, names)
    if (wanted.near is not None or wanted.city) and not sites:
        return None
    healthy = trial.takes_healthy_volunteers if trial is not None else None
    return {
        "trial_id": a.trial_id,
        "tested": display_name(a),
        "phase": a.phase,
        "status": status_words(a, settings.today) if a.origin == "registry" else a.status,
        "goal": main_goal(a).value,
        "control": comparator_name(a) or ("a control group" if a.controlled else "no control group"),
        "ages": f"{a.min_age or 'no lower limit'} to {a.max_age or 'no upper limit'}",
        "sex": _SEXES.get((trial.eligibility_sex if trial is not None else None) or "", "not stated"),
        "healthy_volunteers": "not stated" if healthy is None else "accepted" if healthy else "not accepted",
        "patients_pay": "yes, says the record" if a.patients_pay else "not stated; ask",
        "distance_km": next((s["distance_km"] for s in sites), None),
        "sites": sites or None,
        "countries": list(a.countries),
        "contacts": a.url,
        "note": sentence("listing"),
    }


def _sites(trial: Trial | None, wanted: Wanted, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The sites that fit the place asked for, the nearest first; those that recruit where a trial says which do.

    A site without a point fits a distance where its country or city was asked for too and is the same.
    """
    here = [_site(site, wanted.near) for site in (trial.locations if trial is not None else ())]
    here = [s for s in here if not names or s["country"] in names]
    here = [s for s in here if not wanted.city or _same_city(wanted.city, s["city"])]
    if wanted.near is not None:
        named = bool(names or wanted.city)
        here = [s for s in here if (named if s["distance_km"] is None else s["distance_km"] <= wanted.within_km)]
    if wanted.recruiting:
        here = [s for s in here if s["status"] in (None, *RECRUITING)] or here
    return sorted(here, key=lambda s: (s["distance_km"] is None, s["distance_km"] or 0.0))


def _same_city(asked: str, stated: str | None) -> bool:
    return normal(asked) in normal(stated or "")


def _site(site: Any, near: tuple[float, float] | None) -> dict[str, Any]:
    point = site.get("geoPoint") or {}
    here = (point.get("lat"), point.get("lon"))
    far = round(_km(near, here)) if near is not None and None not in here else None
    return {name: site.get(name) for name in ("facility", "city", "country", "status")} | {"distance_km": far}


def _km(one: tuple[float, float], other: tuple[Any, Any]) -> float:
    """Kilometres between two points on the earth, by the haversine formula."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    return 2 * _EARTH_KM * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _distance_words(wanted: Wanted) -> str:
    if wanted.near is None:
        return ""
    return f"distance({wanted.near[0]:g},{wanted.near[1]:g},{wanted.within_km:g}km)"


def _years(text: str) -> float | None:
    number, _, unit = text.partition(" ")
    per = _PER_YEAR.get(unit.lower().rstrip("s"))
    return float(number) / per if per and number.isdigit() else None
