"""One registry study as this package reads it: leniently, into the flat, frozen ``StudyRecord``.

Field names follow the API v2 (specification 2.0.5). Reading never loses a study for one bad node: a node of the wrong
type is cut out, counted in ``problems`` with its path, and the rest is read. Only a study without a usable NCT number
is refused. ``None`` means the registry did not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from msc_trials.errors import RecordError
from msc_trials.records import vocabularies
from msc_trials.records.dates import PartialDate
from msc_trials.records.lenient import Problem, validated
from msc_trials.records.posted_schema import (
    Analysis,
    Category,
    Count,
    Denominator,
    Group,
    Measurement,
    OutcomeClass,
    PostedOutcome,
)
from msc_trials.records.schema import (
    Arm,
    Date,
    Intervention,
    Location,
    Outcome,
    Reference,
    Retraction,
    study_adapter,
)
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


__all__ = [
    "ENROLLMENT_UNKNOWN",
    "Analysis",
    "Arm",
    "Category",
    "Count",
    "Denominator",
    "Group",
    "Intervention",
    "Measurement",
    "Outcome",
    "OutcomeClass",
    "PartialDate",
    "PostedOutcome",
    "PostedPrimary",
    "Problem",
    "Reference",
    "Retraction",
    "StudyRecord",
    "parse_fields",
    "parse_record",
]

ENROLLMENT_UNKNOWN = 99_999_999
"""The registry's sentinel for "nobody knows"."""

_NCT = re.compile(r"NCT\d{8}")


@dataclass(frozen=True, slots=True)
class PostedPrimary:
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


def parse_record(raw: Any) -> StudyRecord:
    """Read one study of the API (a JSON object) into a ``StudyRecord``.

    Raises ``RecordError`` when it is not an object or has no usable NCT number; everything else is read around.
    """
    fields, problems = parse_fields(raw)
    return StudyRecord(**fields, problems=problems)


def parse_fields(raw: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The values of a ``StudyRecord`` by name, and the problems met on the way."""
    problems: list[Problem] = []
    study = validated(study_adapter().validate_python, raw, "", problems)
    protocol, derived = study["protocolSection"], study.get("derivedSection", {})
    ident = protocol["identificationModule"]
    status, design = protocol.get("statusModule", {}), protocol.get("designModule", {})
    nct_id = ident["nctId"].strip().upper()
    if not _NCT.fullmatch(nct_id):
        raise RecordError(f"A study carries the unusable NCT number {ident['nctId'][:40]!r}.", path="nctId")
    phase, level = vocabularies.phase_of(design.get("phases", ())), vocabularies.status_of(status.get("overallStatus"))
    if not isinstance(phase, vocabularies.Phase):
        problems.append(Problem("protocolSection.designModule.phases", f"unknown phase {phase!r} kept as text"))
    if not isinstance(level, vocabularies.Status):
        problems.append(Problem("protocolSection.statusModule.overallStatus", f"unknown status {level!r} kept as text"))
    how, enrolled = design.get("designInfo", {}), design.get("enrollmentInfo", {})
    enrollment, last_known = enrolled.get("count"), status.get("lastKnownStatus")
    sponsors, described = protocol.get("sponsorCollaboratorsModule", {}), protocol.get("descriptionModule", {})
    lead, named = sponsors.get("leadSponsor", {}), protocol.get("conditionsModule", {})
    given, eligible = protocol.get("armsInterventionsModule", {}), protocol.get("eligibilityModule", {})
    planned, places = protocol.get("outcomesModule", {}), protocol.get("contactsLocationsModule", {})
    meshes = derived.get("conditionBrowseModule", {}).get("meshes", ())
    oversight, results = protocol.get("oversightModule", {}), raw.get("resultsSection")
    posted, total = _posted_primary(raw, problems)
    fields = {
        "nct_id": nct_id,
        "nct_id_aliases": ident.get("nctIdAliases", ()),
        "brief_title": ident.get("briefTitle"),
        "official_title": ident.get("officialTitle"),
        "acronym": ident.get("acronym"),
        "status": level,
        "last_known_status": None if last_known is None else vocabularies.status_of(last_known),
        "why_stopped": status.get("whyStopped"),
        "study_type": design.get("studyType"),
        "phase": phase,
        "start_date": _date(status.get("startDateStruct"), "start date", problems),
        "primary_completion_date": _date(
            status.get("primaryCompletionDateStruct"), "primary completion date", problems
        ),
        "completion_date": _date(status.get("completionDateStruct"), "completion date", problems),
        "first_posted": _date(status.get("studyFirstPostDateStruct"), "first post date", problems),
        "results_first_submitted": _day(status.get("resultsFirstSubmitDate"), "results submit date", problems),
        "delay_certified": _day(status.get("dispFirstSubmitDate"), "certificate date", problems),
        "results_first_posted": _date(status.get("resultsFirstPostDateStruct"), "results post date", problems),
        "last_update_posted": _date(status.get("lastUpdatePostDateStruct"), "update date", problems),
        "enrollment": None if enrollment is None or not 0 <= enrollment < ENROLLMENT_UNKNOWN else enrollment,
        "enrollment_type": enrolled.get("type"),
        "allocation": how.get("allocation"),
        "intervention_model": how.get("interventionModel"),
        "primary_purpose": how.get("primaryPurpose"),
        "masking": how.get("maskingInfo", {}).get("masking"),
        "lead_sponsor": lead.get("name"),
        "lead_sponsor_class": lead.get("class"),
        "collaborators": tuple([n for c in sponsors.get("collaborators", ()) if (n := c.get("name"))]),
        "conditions": named.get("conditions", ()),
        "keywords": named.get("keywords", ()),
        "condition_mesh": tuple([term for m in meshes if (term := m.get("term"))]),
        "countries": tuple(dict.fromkeys([c for x in places.get("locations", ()) if (c := x.get("country"))])),
        "locations": places.get("locations", ()),
        "brief_summary": described.get("briefSummary"),
        "detailed_description": described.get("detailedDescription"),
        "eligibility_min_age": eligible.get("minimumAge"),
        "eligibility_max_age": eligible.get("maximumAge"),
        "eligibility_sex": eligible.get("sex"),
        "takes_healthy_volunteers": eligible.get("healthyVolunteers"),
        "is_fda_regulated_drug": oversight.get("isFdaRegulatedDrug"),
        "is_fda_regulated_device": oversight.get("isFdaRegulatedDevice"),
        "arms": given.get("armGroups", ()),
        "interventions": given.get("interventions", ()),
        "primary_outcomes": planned.get("primaryOutcomes", ()),
        "secondary_outcomes": planned.get("secondaryOutcomes", ()),
        "references": protocol.get("referencesModule", {}).get("references", ()),
        "has_results": study.get("hasResults", False) or total > 0,
        "posted_primary": posted,
        "posted_outcomes": total,
        "results_section": results if isinstance(results, dict) else None,
        "version_holder": derived.get("miscInfoModule", {}).get("versionHolder"),
    }
    return fields, tuple(problems)


def _posted_primary(raw: dict[str, Any], problems: list[Problem]) -> tuple[tuple[PostedPrimary, ...], int]:
    """Primary outcomes only: the secondary ones are most of the bytes and never decide a verdict."""
    module: Any = raw
    for key in ("resultsSection", "outcomeMeasuresModule", "outcomeMeasures"):
        module = module.get(key) if isinstance(module, dict) else None
    if not isinstance(module, list):
        return (), 0
    found = []
    for position, node in enumerate(module):
        if isinstance(node, dict) and spelled_as_code(str(node.get("type"))) == "PRIMARY":
            path = f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{position}]"
            found.append(PostedPrimary(position, validated(PostedOutcome.model_validate, node, path, problems)))
    return tuple(found), len(module)


def _date(struct: Date | None, what: str, problems: list[Problem]) -> PartialDate | None:
    return _day(struct.get("date"), what, problems, struct.get("type")) if struct else None


def _day(text: str | None, what: str, problems: list[Problem], kind: str | None = None) -> PartialDate | None:
    if not text:
        return None
    date = PartialDate.parse(text, kind)
    if date is None:
        problems.append(Problem("protocolSection.statusModule", f"{what} {text[:30]!r} is not a date"))
    return date
