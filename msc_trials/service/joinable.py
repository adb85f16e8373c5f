"""Trials that a person could join: recruiting, in a country or near a place, for an age and phases, with their sites."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, TypeAlias

from msc_trials.errors import QueryError, ResponseError, TransportError
from msc_trials.evidence.as_of import can_still_run
from msc_trials.evidence.assessment import Assessment, with_ledger
from msc_trials.knowledge.registries import names_of_country
from msc_trials.knowledge.typed_text import normal
from msc_trials.registry.filters import PhaseCode, StatusCode
from msc_trials.registry.query import Query
from msc_trials.registry.settings import Settings
from msc_trials.service.asking import opened
from msc_trials.service.search import Search

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial

_PHASES: dict[str, PhaseCode] = {"1": "PHASE1", "2": "PHASE2", "3": "PHASE3", "4": "PHASE4"}
RECRUITING: tuple[StatusCode, ...] = ("RECRUITING", "NOT_YET_RECRUITING")
_RECRUITING_WORDS = {"Recruiting", "Not yet recruiting"}
_PER_YEAR = {"year": 1.0, "month": 12.0, "week": 52.18, "day": 365.25, "hour": 8766.0, "minute": 525_960.0}
_EARTH_KM = 6371.0
_Found: TypeAlias = "list[tuple[Assessment, Trial | None]]"
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


@dataclass(frozen=True, slots=True)
class Joinable:
    """A trial that fits: what is known of it, its record where the data hold records, its sites that fit, the nearest first."""

    assessment: Assessment
    record: Trial | None
    sites: tuple[dict[str, Any], ...]

    @property
    def distance_km(self) -> float | None:
        """Distance of the nearest site; None without a point."""
        return next((site["distance_km"] for site in self.sites), None)


@dataclass(frozen=True, slots=True)
class Joinables:
    """Trials that fit, the nearest first, with the day of their data and the day on which their status is judged.

    Where recruiting ones were asked for, those whose planned end passed long ago come last.
    ``with_places`` says whether the data hold sites; ``trouble`` why the bundled snapshot answered, empty when it was asked.
    """

    trials: tuple[Joinable, ...]
    data_date: str
    today: dt.date
    with_places: bool
    trouble: str = ""


def joinable(condition: str, wanted: Wanted, **settings: Any) -> Joinables:
    """Trials of these cells that fit.

    The registry itself narrows by status, country, phase and distance; ages and cities are compared here. Raises as
    ``answer``, and ``QueryError`` for a place that is asked of data without places.
    """
    chosen, trouble = Settings.load(**settings), ""
    names = names_of_country(wanted.country) if wanted.country else ()
    query = Query.for_condition(condition)
    if chosen.is_local:
        found, search = _local(query, wanted, chosen)
    else:
        try:
            found, search = _asked(query, wanted, names, chosen)
        except (TransportError, ResponseError) as error:
            if chosen.source != "auto" or wanted.near is not None or wanted.city:
                raise  # the snapshot has no places
            trouble = error.message
            chosen = replace(chosen, source="snapshot")
            found, search = _local(query, wanted, chosen)
    fitting = (pair for pair in found if pair[0].is_msc and _fits(pair[0], wanted, names))
    trials = [Joinable(a, trial, tuple(_sites(trial, wanted, names))) for a, trial in fitting]
    if wanted.near is not None or wanted.city:
        trials = [t for t in trials if t.sites]
    far = float("inf")
    over = {
        t.assessment.trial_id for t in trials if wanted.recruiting and not can_still_run(t.assessment, chosen.today)
    }
    trials.sort(key=lambda t: (far if t.distance_km is None else t.distance_km, t.assessment.trial_id))
    trials.sort(key=lambda t: t.assessment.trial_id in over)
    return Joinables(
        trials=tuple(trials),
        data_date=search.provenance.data_timestamp[:10] if search.provenance is not None else "",
        today=chosen.today,
        with_places=not chosen.is_local or search.has_records,
        trouble=trouble,
    )


def _local(query: Query, wanted: Wanted, chosen: Settings) -> tuple[_Found, Search]:
    search = Search(query, chosen)
    if search.has_records:
        return _with_facts(search), search
    if wanted.near is not None or wanted.city:
        raise QueryError(
            "A distance or a city cannot be asked for: places are not in these data.",
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
    from msc_trials.evidence.assess import assess

    return [(with_ledger(assess(trial)), trial) for trial in trials]


def _fits(a: Assessment, wanted: Wanted, names: tuple[str, ...]) -> bool:
    low, high = _years(a.min_age), _years(a.max_age)
    old_enough = wanted.age is None or low is None or low <= wanted.age
    young_enough = wanted.age is None or high is None or wanted.age <= high
    phase = not wanted.phases or bool(set(re.findall(r"\d", a.phase)) & set(wanted.phases))
    status = not wanted.recruiting or a.status in _RECRUITING_WORDS
    return old_enough and young_enough and phase and status and (not names or bool(set(names) & set(a.countries)))


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
