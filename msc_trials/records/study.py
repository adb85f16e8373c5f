"""One registry study as this package reads it: leniently, into the flat, frozen ``StudyRecord``.

Field names follow the API v2 (specification 2.0.5). Reading never loses a study for one bad node: a node of the wrong
type is cut out, counted in ``problems`` with its path, and the rest is read. Only a study without a usable NCT number
is refused. ``None`` means the registry did not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from msc_trials.errors import RecordError
from msc_trials.matching.dates import PartialDate
from msc_trials.records import vocabularies
from msc_trials.records.lenient import Problem, validated
from msc_trials.records.schema import (
    Arm,
    Date,
    Intervention,
    Location,
    Outcome,
    PostedOutcome,
    Reference,
    study_adapter,
    study_parts,
)
from msc_trials.registry.result_set import value_at
from msc_trials.registry.shape import spelled_as_code

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


ENROLLMENT_UNKNOWN = 99_999_999
"""The registry's sentinel for "nobody knows"."""

_NCT = re.compile(r"NCT\d{8}")
_DATES = {
    "start_date": "start date",
    "primary_completion_date": "primary completion date",
    "completion_date": "completion date",
    "first_posted": "first post date",
    "results_first_submitted": "results submit date",
    "delay_certified": "certificate date",
    "results_first_posted": "results post date",
    "last_update_posted": "update date",
}


class PostedPrimary(NamedTuple):
    """A posted primary outcome and its place among all posted outcomes of the record."""

    position: int
    outcome: PostedOutcome

    @property
    def path(self) -> str:
        """JSON path of the outcome in the record."""
        return f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{self.position}]"


@dataclass(frozen=True, kw_only=True)
class StudyRecord:
    """What the registry says about one study, flat; coded values normalized, texts as sent.

    ``delay_certified`` is the day on which the sponsor certified a delay of its results. ``results_section`` is the posted
    results as sent; ``records.results_section`` reads those parts of it that no verdict needs.
    """

    nct_id: str
    nct_id_aliases: tuple[str, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None
    status: str = vocabularies.Status.NOT_GIVEN
    last_known_status: str | None = None
    why_stopped: str | None = None
    study_type: str | None = None
    phase: str = vocabularies.Phase.NOT_GIVEN
    start_date: PartialDate | None = None
    primary_completion_date: PartialDate | None = None
    completion_date: PartialDate | None = None
    first_posted: PartialDate | None = None
    results_first_submitted: PartialDate | None = None
    results_first_posted: PartialDate | None = None
    delay_certified: PartialDate | None = None
    last_update_posted: PartialDate | None = None
    enrollment: int | None = None
    enrollment_type: str | None = None
    allocation: str | None = None
    intervention_model: str | None = None
    primary_purpose: str | None = None
    masking: str | None = None
    lead_sponsor: str | None = None
    lead_sponsor_class: str | None = None
    collaborators: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    condition_mesh: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    brief_summary: str | None = None
    detailed_description: str | None = None
    eligibility_min_age: str | None = None
    eligibility_max_age: str | None = None
    eligibility_sex: str | None = None
    takes_healthy_volunteers: bool | None = None
    is_fda_regulated_drug: bool | None = None
    is_fda_regulated_device: bool | None = None
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    references: tuple[Reference, ...] = ()
    has_results: bool = False
    posted_primary: tuple[PostedPrimary, ...] = ()
    posted_outcomes: int = 0
    results_section: dict[str, Any] | None = field(default=None, repr=False, compare=False)
    version_holder: str | None = None
    problems: tuple[Problem, ...] = ()

    def __hash__(self) -> int:
        return hash(self.nct_id)

    @property
    def title(self) -> str | None:
        """The brief title, or the official one where there is none."""
        return self.brief_title or self.official_title

    @property
    def url(self) -> str:
        """The registry's page for people."""
        return f"https://clinicaltrials.gov/study/{self.nct_id}"

    @property
    def result_publications(self) -> tuple[Reference, ...]:
        """Linked publications that may report results: not retracted, not older than the trial."""
        start = self.start_date.earliest.year if self.start_date else None
        return tuple(r for r in self.references if can_report(r, start))


_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(StudyRecord) if f.name not in ("nct_id", "problems")}


def parse_record(raw: Any) -> StudyRecord:
    """Read one study of the API (a JSON object) into a ``StudyRecord``.

    Raises ``RecordError`` when it is not an object or has no usable NCT number; everything else is read around.
    """
    values, problems = parse_fields(raw)
    return StudyRecord(**values, problems=problems)


def parse_fields(raw: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The values of a ``StudyRecord`` by name, and the problems met on the way."""
    problems: list[Problem] = []
    whole = _with_objects(raw, study_parts(), "", problems) if isinstance(raw, dict) else raw
    study: dict[str, Any] = {**validated(study_adapter().validate_python, whole, "", problems)}
    nct_id = study["nct_id"].strip().upper()
    if not _NCT.fullmatch(nct_id):
        raise RecordError(f"A study carries the unusable NCT number {study['nct_id'][:40]!r}.", path="nctId")
    phase, level = vocabularies.phase_of(study.get("phase", ())), vocabularies.status_of(study.get("status"))
    if not isinstance(phase, vocabularies.Phase):
        problems.append(Problem("protocolSection.designModule.phases", f"unknown phase {phase!r} kept as text"))
    if not isinstance(level, vocabularies.Status):
        problems.append(Problem("protocolSection.statusModule.overallStatus", f"unknown status {level!r} kept as text"))
    last_known, enrollment = study.get("last_known_status"), study.get("enrollment")
    results = raw.get("resultsSection")
    made: dict[str, Any] = {
        "nct_id": nct_id,
        "status": level,
        "last_known_status": None if last_known is None else vocabularies.status_of(last_known),
        "phase": phase,
        **{name: _date(study.get(name), words, problems) for name, words in _DATES.items()},
        "enrollment": None if enrollment is None or not 0 <= enrollment < ENROLLMENT_UNKNOWN else enrollment,
        "collaborators": tuple([n for c in study.get("collaborators", ()) if (n := c.get("name"))]),
        "condition_mesh": tuple([term for m in study.get("condition_mesh", ()) if (term := m.get("term"))]),
        "countries": tuple(dict.fromkeys([c for x in study.get("locations", ()) if (c := x.get("country"))])),
        "results_section": results if isinstance(results, dict) else None,
    }
    posted, total = _posted_primary(raw, problems)
    made |= {"posted_primary": posted, "posted_outcomes": total, "has_results": study.get("has_results") or total > 0}
    return _DEFAULTS | study | made, tuple(problems)


def _with_objects(node: dict[str, Any], parts: dict[str, Any], path: str, problems: list[Problem]) -> dict[str, Any]:
    """A part of a study without what should hold values and is no JSON object."""
    kept = dict(node)
    for name, inside in parts.items():
        found = node.get(name)
        if isinstance(found, dict):
            kept[name] = _with_objects(found, inside, f"{path}{name}.", problems) if inside else found
        elif name in node:
            problems.append(Problem(f"{path}{name}", "unreadable, left out"))
            del kept[name]
    return kept


def _posted_primary(raw: dict[str, Any], problems: list[Problem]) -> tuple[tuple[PostedPrimary, ...], int]:
    """Primary outcomes only: the secondary ones are most of the bytes and never decide a verdict."""
    module = value_at(raw, "resultsSection", "outcomeMeasuresModule", "outcomeMeasures")
    if not isinstance(module, list):
        return (), 0
    found = []
    for position, node in enumerate(module):
        if isinstance(node, dict) and spelled_as_code(str(node.get("type"))) == "PRIMARY":
            path = f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{position}]"
            found.append(PostedPrimary(position, validated(PostedOutcome.model_validate, node, path, problems)))
    return tuple(found), len(module)


def _date(given: Date | str | None, what: str, problems: list[Problem]) -> PartialDate | None:
    text, kind = (given.get("date"), given.get("type")) if isinstance(given, dict) else (given, None)
    if not text:
        return None
    date = PartialDate.parse(text, kind)
    if date is None:
        problems.append(Problem("protocolSection.statusModule", f"{what} {text[:30]!r} is not a date"))
    return date
