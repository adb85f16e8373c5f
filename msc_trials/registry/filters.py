"""``Filters``: what narrows a search besides its words, in the registry's codes. Source: ClinicalTrials.gov API v2,
``filter.overallStatus``, ``filter.ids``, ``filter.geo`` and ``filter.advanced`` (Essie ``AREA``, ``RANGE``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias, TypedDict, Unpack, get_args

from msc_trials.errors import QueryError, unknown
from msc_trials.knowledge.registries import names_of_country
from msc_trials.matching.dates import PartialDate
from msc_trials.registry.result_set import normalize_nct_id

StatusCode: TypeAlias = Literal[
    "NOT_YET_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SUSPENDED", "COMPLETED",
    "TERMINATED", "WITHDRAWN", "UNKNOWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE",
    "APPROVED_FOR_MARKETING", "WITHHELD",
]  # fmt: skip
PhaseCode: TypeAlias = Literal["NA", "EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4"]
SponsorClass: TypeAlias = Literal[
    "NIH", "FED", "OTHER_GOV", "INDIV", "INDUSTRY", "NETWORK", "AMBIG", "OTHER", "UNKNOWN",
]  # fmt: skip

_CODES = {"status": get_args(StatusCode), "phase": get_args(PhaseCode), "sponsor_class": get_args(SponsorClass)}
_AREAS = {
    "phase": "AREA[Phase]{}",
    "country": 'AREA[LocationCountry]"{}"',
    "sponsor_class": "AREA[LeadSponsorClass]{}",
}
_DISTANCE = re.compile(r"distance\(-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?,\d+(?:\.\d+)?(?:km|mi)\)")


class FilterKeywords(TypedDict, total=False):
    """The keywords of ``Filters``, each one value or several."""

    status: StatusCode | Iterable[StatusCode] | None
    phase: PhaseCode | Iterable[PhaseCode] | None
    country: str | Iterable[str] | None
    sponsor_class: SponsorClass | Iterable[SponsorClass] | None
    start_from: str
    start_to: str
    ids: str | Iterable[str] | None
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a search; parts that are empty here narrow nothing. A study of Phase 2/3 has both phases.

    >>> Filters.of(phase="PHASE3", start_from="2015").params()
    {'filter.advanced': '(AREA[Phase]PHASE3) AND AREA[StartDate]RANGE[2015,MAX]'}
    """

    status: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    sponsor_class: tuple[str, ...] = ()
    start_from: str = ""
    start_to: str = ""
    ids: tuple[str, ...] = ()
    near: str = ""

    @classmethod
    def of(cls, **given: Unpack[FilterKeywords]) -> Filters:
        """Filters from single values or several; None filters nothing. Raises ``QueryError`` for a name, code, country or date
        that does not exist, for days in the wrong order, and for an empty list, which would ask for every trial.
        """
        for name in given.keys() - FilterKeywords.__annotations__.keys():
            raise unknown("filter", name, FilterKeywords.__annotations__)
        first, last = _day("start_from", given.get("start_from")), _day("start_to", given.get("start_to"))
        if first and last and first[: len(last)] > last:
            raise QueryError(f"start_from {first} is later than start_to {last}.", hint="Give the earlier day first.")
        return cls(
            **{name: _codes(name, given.get(name)) for name in _CODES},
            country=tuple(dict.fromkeys(n for c in _several("country", given.get("country")) for n in _country(c))),
            start_from=first,
            start_to=last,
            ids=tuple(sorted({normalize_nct_id(i) for i in _several("ids", given.get("ids"))})),
            near=_near(given.get("near")),
        )

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def params(self) -> dict[str, str]:
        """The API's filter parameters."""
        areas = {form: getattr(self, name) for name, form in _AREAS.items()}
        parts = [f"({' OR '.join(map(form.format, values))})" for form, values in areas.items() if values]
        if self.start_from or self.start_to:
            parts.append(f"AREA[StartDate]RANGE[{self.start_from or 'MIN'},{self.start_to or 'MAX'}]")
        found = {
            "filter.overallStatus": "|".join(self.status),
            "filter.ids": ",".join(self.ids),
            "filter.geo": self.near,
            "filter.advanced": " AND ".join(parts),
        }
        return {name: text for name, text in found.items() if text}


def _country(text: str) -> tuple[str, ...]:
    """Every name of a country, because records keep the name of their day."""
    if text in ("None", "nan", "<NA>"):
        raise QueryError(f"{text} is not a country.", hint="Leave it out of the list.")
    return names_of_country(text)


def _near(given: object) -> str:
    if given is None or given == "":
        return ""
    if not isinstance(given, str) or not _DISTANCE.fullmatch(given):
        hint = 'Write latitude, longitude and distance as a text: near="distance(48.1,11.6,200km)".'
        raise QueryError(f"{str(given)[:60]!r} is not a distance of the registry.", hint=hint)
    return given


def _several(name: str, values: object) -> tuple[str, ...]:
    if values is None:
        return ()
    listed = tuple(map(str, values if isinstance(values, Iterable) and not isinstance(values, str) else (values,)))
    if not listed:
        raise QueryError(f"The list of {name} is empty.", hint=f"Leave out {name} to ask for all trials.")
    return listed


def _codes(name: str, values: object) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(v.strip().upper() for v in _several(name, values)))
    if strange := [code for code in found if code not in _CODES[name]]:
        hint = f"One of {', '.join(sorted(_CODES[name]))}."
        raise QueryError(f"{strange[0][:40]!r} is not a {name.replace('_', ' ')} of the registry.", hint=hint)
    return found


def _day(name: str, text: object) -> str:
    date = PartialDate.parse(str(text)) if text else None
    if text and date is None:
        raise QueryError(f"{name} {str(text)[:40]!r} is not a date.", hint="Write 2015, 2015-06 or 2015-06-30.")
    return date.text if date else ""
