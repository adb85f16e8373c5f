"""One registry study as this package reads it: leniently, into the flat, frozen ``StudyRecord``.

A node of the wrong type is cut out, counted in ``problems`` with its path, and the rest is read; only a study without a
usable NCT number is refused. ``None`` means the registry did not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, fields
from functools import cache, reduce
from operator import getitem
from typing import Annotated, Any, NamedTuple, Required, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from pydantic import AliasPath, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from msc_trials.errors import RecordError
from msc_trials.knowledge.registries import is_nct
from msc_trials.matching.dates import PartialDate
from msc_trials.records import schema, vocabularies
from msc_trials.records.schema import Code, Date, Place, PostedOutcome, Reference, at, checked
from msc_trials.registry.result_set import nct_id_of, value_at
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

_MAX_PRUNED = 500
_M = TypeVar("_M")
_Loc: TypeAlias = tuple[int | str, ...]


class Problem(NamedTuple):
    """Something in a record that could not be read as promised; ``path`` is its JSON path."""

    path: str
    message: str


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
    """What the registry says about one study, flat; coded values normalized, texts as sent. ``delay_certified`` is the
    day on which the sponsor certified a delay of its results, ``results_section`` the posted results as sent."""

    nct_id: Annotated[str, at("identificationModule.nctId")]
    nct_id_aliases: Annotated[tuple[str, ...], at("identificationModule.nctIdAliases")] = ()
    brief_title: Annotated[schema.Text | None, at("identificationModule.briefTitle")] = None
    official_title: Annotated[schema.Text | None, at("identificationModule.officialTitle")] = None
    acronym: Annotated[str | None, at("identificationModule.acronym")] = None
    status: Annotated[str, at("statusModule.overallStatus", str | None)] = vocabularies.Status.NOT_GIVEN
    last_known_status: Annotated[str | None, at("statusModule.lastKnownStatus")] = None
    why_stopped: Annotated[schema.Text | None, at("statusModule.whyStopped")] = None
    study_type: Annotated[Code | None, at("designModule.studyType")] = None
    phase: Annotated[str, at("designModule.phases", schema.Phases)] = vocabularies.Phase.NOT_GIVEN
    start_date: Annotated[PartialDate | None, at("statusModule.startDateStruct", Date)] = None
    primary_completion_date: Annotated[PartialDate | None, at("statusModule.primaryCompletionDateStruct", Date)] = None
    completion_date: Annotated[PartialDate | None, at("statusModule.completionDateStruct", Date)] = None
    first_posted: Annotated[PartialDate | None, at("statusModule.studyFirstPostDateStruct", Date)] = None
    results_first_submitted: Annotated[PartialDate | None, at("statusModule.resultsFirstSubmitDate", str)] = None
    results_first_posted: Annotated[PartialDate | None, at("statusModule.resultsFirstPostDateStruct", Date)] = None
    delay_certified: Annotated[PartialDate | None, at("statusModule.dispFirstSubmitDate", str)] = None
    last_update_posted: Annotated[PartialDate | None, at("statusModule.lastUpdatePostDateStruct", Date)] = None
    enrollment: Annotated[int | None, at("designModule.enrollmentInfo.count")] = None
    enrollment_type: Annotated[Code | None, at("designModule.enrollmentInfo.type")] = None
    allocation: Annotated[Code | None, at("designModule.designInfo.allocation")] = None
    intervention_model: Annotated[Code | None, at("designModule.designInfo.interventionModel")] = None
    model_description: Annotated[schema.Text | None, at("designModule.designInfo.interventionModelDescription")] = None
    primary_purpose: Annotated[Code | None, at("designModule.designInfo.primaryPurpose")] = None
    masking: Annotated[Code | None, at("designModule.designInfo.maskingInfo.masking")] = None
    lead_sponsor: Annotated[str | None, at("sponsorCollaboratorsModule.leadSponsor.name")] = None
    lead_sponsor_class: Annotated[str | None, at("sponsorCollaboratorsModule.leadSponsor.class")] = None
    collaborators: Annotated[tuple[str, ...], at("sponsorCollaboratorsModule.collaborators", schema.Collaborators)] = ()
    conditions: Annotated[tuple[schema.Text, ...], at("conditionsModule.conditions")] = ()
    keywords: Annotated[tuple[schema.Text, ...], at("conditionsModule.keywords")] = ()
    condition_mesh: Annotated[tuple[str, ...], at("derivedSection.conditionBrowseModule.meshes", schema.Meshes)] = ()
    countries: tuple[str, ...] = ()
    locations: Annotated[tuple[schema.Location, ...], at("contactsLocationsModule.locations")] = ()
    brief_summary: Annotated[schema.Text | None, at("descriptionModule.briefSummary")] = None
    detailed_description: Annotated[schema.Text | None, at("descriptionModule.detailedDescription")] = None
    eligibility_min_age: Annotated[str | None, at("eligibilityModule.minimumAge")] = None
    eligibility_max_age: Annotated[str | None, at("eligibilityModule.maximumAge")] = None
    eligibility_sex: Annotated[str | None, at("eligibilityModule.sex")] = None
    takes_healthy_volunteers: Annotated[bool | None, at("eligibilityModule.healthyVolunteers")] = None
    is_fda_regulated_drug: Annotated[bool | None, at("oversightModule.isFdaRegulatedDrug")] = None
    is_fda_regulated_device: Annotated[bool | None, at("oversightModule.isFdaRegulatedDevice")] = None
    arms: Annotated[tuple[schema.Arm, ...], at("armsInterventionsModule.armGroups")] = ()
    interventions: Annotated[tuple[schema.Intervention, ...], at("armsInterventionsModule.interventions")] = ()
    primary_outcomes: Annotated[tuple[schema.Outcome, ...], at("outcomesModule.primaryOutcomes")] = ()
    secondary_outcomes: Annotated[tuple[schema.Outcome, ...], at("outcomesModule.secondaryOutcomes")] = ()
    references: Annotated[tuple[Reference, ...], at("referencesModule.references")] = ()
    has_results: Annotated[bool, at("hasResults")] = False
    posted_primary: tuple[PostedPrimary, ...] = ()
    posted_outcomes: int = 0
    results_section: dict[str, Any] | None = field(default=None, repr=False, compare=False)
    version_holder: Annotated[str | None, at("derivedSection.miscInfoModule.versionHolder")] = None
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


_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(StudyRecord) if f.name != "nct_id"}
_DATES = tuple(f.name for f in fields(StudyRecord) if "PartialDate" in str(f.type))


@cache
def _places() -> dict[str, tuple[Any, Place]]:
    """Where the registry has each value, with the type in which it sends it."""
    found = {}
    for name, kind in get_type_hints(StudyRecord, include_extras=True).items():
        if get_origin(kind) is Annotated:
            kept, place = kind.__origin__, kind.__metadata__[-1]
            optional = type(None) in get_args(kept)
            found[name] = ((place.sent | None if optional else place.sent) if place.sent else kind, place)
    return found


@cache
def _adapter() -> TypeAdapter[dict[str, Any]]:
    """What checks a study without its posted results; made when first needed."""
    parts = {n: Annotated[kind, Field(validation_alias=AliasPath(*p.path))] for n, (kind, p) in _places().items()}
    parts["nct_id"] = Required[parts["nct_id"]]
    return TypeAdapter(checked(TypedDict("Study", parts, total=False)))  # type: ignore[operator] # made of the record


@cache
def _objects() -> tuple[tuple[str, ...], ...]:
    """Where a study has the objects that hold its values; problems are named in this order."""
    paths = [place.path for _, place in _places().values()]
    return tuple(dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path))))


def parse_fields(raw: Any) -> dict[str, Any]:
    """The values of a ``StudyRecord`` by name, read from one study of the API (a JSON object).

    Raises ``RecordError`` when it is not an object or has no usable NCT number; everything else is read around.
    """
    problems: list[Problem] = []
    study: dict[str, Any] = {**_validated(_adapter().validate_python, _with_objects(raw, problems), "", problems)}
    nct_id = study["nct_id"].strip().upper()
    if not is_nct(nct_id):
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
        **{name: _date(study.get(name), name.replace("_", " "), problems) for name in _DATES},
        "enrollment": None if enrollment is None or not 0 <= enrollment < ENROLLMENT_UNKNOWN else enrollment,
        "collaborators": tuple([n for c in study.get("collaborators", ()) if (n := c.get("name"))]),
        "condition_mesh": tuple([term for m in study.get("condition_mesh", ()) if (term := m.get("term"))]),
        "countries": tuple(dict.fromkeys([c for x in study.get("locations", ()) if (c := x.get("country"))])),
        "results_section": results if isinstance(results, dict) else None,
    }
    posted, total = _posted_primary(raw, problems)
    made |= {"posted_primary": posted, "posted_outcomes": total, "has_results": study.get("has_results") or total > 0}
    return _DEFAULTS | study | made | {"problems": tuple(problems)}


def _with_objects(raw: Any, problems: list[Problem]) -> Any:
    """A study without what should hold values and is no JSON object."""
    holders = {path: value_at(raw, *path[:-1]) for path in _objects()}
    wrong = [p for p, h in holders.items() if isinstance(h, dict) and not isinstance(h.get(p[-1], h), dict)]
    if wrong:
        raw = deepcopy(raw)
        for path in wrong:
            problems.append(Problem(".".join(path), "unreadable, left out"))
            del value_at(raw, *path[:-1])[path[-1]]
    return raw


def _posted_primary(raw: dict[str, Any], problems: list[Problem]) -> tuple[tuple[PostedPrimary, ...], int]:
    """Primary outcomes only: the secondary ones are most of the bytes and never decide a verdict."""
    module = value_at(raw, "resultsSection", "outcomeMeasuresModule", "outcomeMeasures")
    if not isinstance(module, list):
        return (), 0
    found = []
    for position, node in enumerate(module):
        if isinstance(node, dict) and spelled_as_code(str(node.get("type"))) == "PRIMARY":
            path = f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{position}]"
            found.append(PostedPrimary(position, _validated(PostedOutcome.model_validate, node, path, problems)))
    return tuple(found), len(module)


def _date(given: Date | str | None, what: str, problems: list[Problem]) -> PartialDate | None:
    text, kind = (given.get("date"), given.get("type")) if isinstance(given, dict) else (given, None)
    if not text:
        return None
    date = PartialDate.parse(text, kind)
    if date is None:
        problems.append(Problem("protocolSection.statusModule", f"{what} {text[:30]!r} is not a date"))
    return date


def _validated(check: Callable[[Any], _M], raw: Any, path: str, problems: list[Problem]) -> _M:
    """Validate; on failure cut the offending nodes out of a copy and go on with the rest."""
    try:
        return check(raw)
    except ValidationError as error:
        first = error.with_traceback(None)  # its frames would hold the record
    if not isinstance(raw, dict):
        hint = "Give one study as a dictionary, as json.loads reads it from the registry's answer."
        raise RecordError("A study is not a JSON object.", path=path, hint=hint)
    copied: Any = deepcopy(raw)
    for _ in range(_MAX_PRUNED):
        cuts = {_node(copied, e["loc"]) for e in first.errors(include_url=False)}
        # From the last to the first, so that places stay true; within one container they are of one kind.
        for loc in sorted(cuts, reverse=True):
            problems.append(Problem(_dotted(path, loc), "unreadable, left out"))
            if loc:
                del reduce(getitem, loc[:-1], copied)[loc[-1]]
        try:
            return check(copied)
        except ValidationError as error:
            first = error.with_traceback(None)
        if any(not _node(copied, e["loc"]) for e in first.errors(include_url=False)):
            break
    ident = (nct_id_of(raw) or "")[:20] or None
    raise RecordError(f"A study cannot be read ({ident or 'no NCT number'}).", nct_id=ident, path=path)


def _node(root: Any, loc: _Loc) -> _Loc:
    """The longest existing prefix of a location (pydantic may add parts that are not in the data)."""
    node = root
    for depth, part in enumerate(loc):
        inside = range(len(node)) if isinstance(node, list) else node if isinstance(node, dict) else ()
        if part not in inside:
            return loc[:depth]
        node = node[part]
    return loc


def _dotted(path: str, loc: _Loc) -> str:
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path
