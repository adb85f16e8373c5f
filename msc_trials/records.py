"""One registry study as this package reads it: lenient pydantic models and the flat, frozen ``StudyRecord``.

Field names follow the API v2 (specification 2.0.5). Reading never loses a study for one bad node: a node of the wrong
type is cut out, counted in ``problems`` with its path, and the rest is read. Only a study without a usable NCT number
is refused. ``None`` means the registry did not say.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from msc_trials import vocabularies
from msc_trials.errors import RecordError

ENROLLMENT_UNKNOWN = 99_999_999
"""The registry's sentinel for "nobody knows"."""

_NCT = re.compile(r"NCT\d{8}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MAX_PRUNED = 500
_M = TypeVar("_M", bound=BaseModel)


class _Node(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, extra="ignore", frozen=True, coerce_numbers_to_str=True, populate_by_name=True
    )


class Intervention(_Node):
    """One registered intervention; ``type`` is the registry's code (BIOLOGICAL, DRUG, ...)."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class Arm(_Node):
    """One registered arm; ``intervention_names`` look like ``"Biological: UC-MSC"``."""

    label: str | None = None
    type: str | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class Outcome(_Node):
    """A registered (planned) outcome."""

    measure: str | None = None
    description: str | None = None
    time_frame: str | None = None


class Retraction(_Node):
    """A retraction notice of a linked publication."""

    pmid: str | None = None
    source: str | None = None


class Reference(_Node):
    """A linked publication; ``type`` RESULT (said to report results), DERIVED (linked by the library) or BACKGROUND."""

    pmid: str | None = None
    type: str | None = None
    citation: str | None = None
    retractions: tuple[Retraction, ...] = ()


class Group(_Node):
    """A result group; its id means something inside its own outcome only."""

    id: str | None = None
    title: str | None = None
    description: str | None = None


class Count(_Node):
    """Number of units analysed in one group, as text."""

    group_id: str | None = None
    value: str | None = None


class Denominator(_Node):
    """Units analysed (participants, eyes, lesions) per group."""

    units: str | None = None
    counts: tuple[Count, ...] = ()


class Measurement(_Node):
    """One posted value, all text: ``NA`` with a comment is not zero and not "not reached"."""

    group_id: str | None = None
    value: str | None = None
    spread: str | None = None
    lower_limit: str | None = None
    upper_limit: str | None = None
    comment: str | None = None


class Category(_Node):
    """A category of a posted outcome with one measurement per group."""

    title: str | None = None
    measurements: tuple[Measurement, ...] = ()


class OutcomeClass(_Node):
    """A row of a posted outcome (a time point, a subscale)."""

    title: str | None = None
    denoms: tuple[Denominator, ...] = ()
    categories: tuple[Category, ...] = ()


class Analysis(_Node):
    """A posted statistical analysis; every field but one is text as typed by the sponsor."""

    group_ids: tuple[str, ...] = ()
    group_description: str | None = None
    tested_non_inferiority: bool | None = None
    non_inferiority_type: str | None = None
    non_inferiority_comment: str | None = None
    p_value: str | None = None
    p_value_comment: str | None = None
    statistical_method: str | None = None
    statistical_comment: str | None = None
    param_type: str | None = None
    param_value: str | None = None
    ci_pct_value: str | None = None
    ci_num_sides: str | None = None
    ci_lower_limit: str | None = None
    ci_upper_limit: str | None = None
    ci_lower_limit_comment: str | None = None
    ci_upper_limit_comment: str | None = None
    dispersion_type: str | None = None
    dispersion_value: str | None = None
    estimate_comment: str | None = None
    other_analysis_description: str | None = None


class PostedOutcome(_Node):
    """A posted outcome with its groups, values and analyses."""

    type: str | None = None
    title: str | None = None
    description: str | None = None
    population_description: str | None = None
    reporting_status: str | None = None
    param_type: str | None = None
    dispersion_type: str | None = None
    unit_of_measure: str | None = None
    time_frame: str | None = None
    type_units_analyzed: str | None = None
    denom_units_selected: str | None = None
    groups: tuple[Group, ...] = ()
    denoms: tuple[Denominator, ...] = ()
    classes: tuple[OutcomeClass, ...] = ()
    analyses: tuple[Analysis, ...] = ()


@dataclass(frozen=True, slots=True)
class PostedPrimary:
    """A posted primary outcome and its place among all posted outcomes of the record."""

    position: int
    outcome: PostedOutcome

    @property
    def path(self) -> str:
        """JSON path of the outcome in the record."""
        return f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{self.position}]"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A registry date with the precision it was given in (``year``, ``month`` or ``day``); no day is invented.

    ``kind`` is ACTUAL or ESTIMATED, None when not said.
    """

    text: str
    precision: str
    kind: str | None = None

    @property
    def earliest(self) -> dt.date:
        """First day the date can mean; for sorting and differences only."""
        year, month, day = ([int(p) for p in self.text.split("-")] + [1, 1])[:3]
        return dt.date(year, month, day)

    @classmethod
    def parse(cls, text: str, kind: str | None = None) -> PartialDate | None:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None when it is no date."""
        return _partial_date(text, kind)


@lru_cache(maxsize=32_768)
def _partial_date(text: str, kind: str | None) -> PartialDate | None:
    """``PartialDate.parse``, each date once: the registry has far more records than days."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    date = PartialDate(match[0], "day" if match[3] else "month" if match[2] else "year", kind)
    try:
        _ = date.earliest
    except ValueError:
        return None
    return date


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a record that could not be read as promised; ``path`` is its JSON path."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRecord:
    """What the registry says about one study, flat; coded values normalized, texts as sent."""

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
    results_first_posted: PartialDate | None = None
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
    brief_summary: str | None = None
    detailed_description: str | None = None
    eligibility_min_age: str | None = None
    eligibility_max_age: str | None = None
    is_fda_regulated_drug: bool | None = None
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    references: tuple[Reference, ...] = ()
    has_results: bool = False
    posted_primary: tuple[PostedPrimary, ...] = ()
    posted_outcomes: int = 0
    version_holder: str | None = None
    problems: tuple[Problem, ...] = ()

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
        """Linked publications said to report results, retracted ones left out."""
        return tuple(r for r in self.references if r.type == "RESULT" and not r.retractions)


# --- the part of the API's study that is read ---------------------------------------------------------------------


class _Identification(_Node):
    nct_id: str
    nct_id_aliases: tuple[str, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class _Date(_Node):
    date: str | None = None
    type: str | None = None


class _Status(_Node):
    overall_status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    start_date_struct: _Date | None = None
    primary_completion_date_struct: _Date | None = None
    completion_date_struct: _Date | None = None
    study_first_post_date_struct: _Date | None = None
    results_first_post_date_struct: _Date | None = None
    last_update_post_date_struct: _Date | None = None


class _Sponsor(_Node):
    name: str | None = None
    class_: str | None = None

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"), extra="ignore", frozen=True)


class _Sponsors(_Node):
    lead_sponsor: _Sponsor = _Sponsor()
    collaborators: tuple[_Sponsor, ...] = ()


class _Oversight(_Node):
    is_fda_regulated_drug: bool | None = None


class _Description(_Node):
    brief_summary: str | None = None
    detailed_description: str | None = None


class _Conditions(_Node):
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class _Masking(_Node):
    masking: str | None = None


class _DesignInfo(_Node):
    allocation: str | None = None
    intervention_model: str | None = None
    primary_purpose: str | None = None
    masking_info: _Masking = _Masking()


class _Enrollment(_Node):
    count: int | None = None
    type: str | None = None


class _Design(_Node):
    study_type: str | None = None
    phases: tuple[str, ...] = ()
    design_info: _DesignInfo = _DesignInfo()
    enrollment_info: _Enrollment = _Enrollment()


class _ArmsInterventions(_Node):
    arm_groups: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()


class _Outcomes(_Node):
    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()


class _Eligibility(_Node):
    minimum_age: str | None = None
    maximum_age: str | None = None


class _Location(_Node):
    country: str | None = None


class _Locations(_Node):
    locations: tuple[_Location, ...] = ()


class _References(_Node):
    references: tuple[Reference, ...] = ()


class _Protocol(_Node):
    identification_module: _Identification
    status_module: _Status = _Status()
    sponsor_collaborators_module: _Sponsors = _Sponsors()
    oversight_module: _Oversight = _Oversight()
    description_module: _Description = _Description()
    conditions_module: _Conditions = _Conditions()
    design_module: _Design = _Design()
    arms_interventions_module: _ArmsInterventions = _ArmsInterventions()
    outcomes_module: _Outcomes = _Outcomes()
    eligibility_module: _Eligibility = _Eligibility()
    contacts_locations_module: _Locations = _Locations()
    references_module: _References = _References()


class _Mesh(_Node):
    term: str | None = None


class _Browse(_Node):
    meshes: tuple[_Mesh, ...] = ()


class _Misc(_Node):
    version_holder: str | None = None


class _Derived(_Node):
    misc_info_module: _Misc = _Misc()
    condition_browse_module: _Browse = _Browse()


class _Study(_Node):
    protocol_section: _Protocol
    derived_section: _Derived = _Derived()
    has_results: bool = False


def parse_record(raw: Any) -> StudyRecord:
    """Read one study of the API (a JSON object) into a ``StudyRecord``.

    Raises ``RecordError`` when it is no object or has no usable NCT number; everything else is read around.
    """
    fields, problems = parse_fields(raw)
    return StudyRecord(**fields, problems=problems)


def parse_fields(raw: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The values of a ``StudyRecord`` by name, and the problems met on the way."""
    problems: list[Problem] = []
    study = _validated(_Study, raw, "", problems)
    protocol, derived = study.protocol_section, study.derived_section
    ident, status, design = protocol.identification_module, protocol.status_module, protocol.design_module
    nct_id = ident.nct_id.strip().upper()
    if not _NCT.fullmatch(nct_id):
        raise RecordError(f"A study carries the unusable NCT number {ident.nct_id[:40]!r}.", path="nctId")
    phase, level = vocabularies.phase_of(design.phases), vocabularies.status_of(status.overall_status)
    if not isinstance(phase, vocabularies.Phase):
        problems.append(Problem("protocolSection.designModule.phases", f"unknown phase {phase!r} kept as text"))
    if not isinstance(level, vocabularies.Status):
        problems.append(Problem("protocolSection.statusModule.overallStatus", f"unknown status {level!r} kept as text"))
    enrollment = design.enrollment_info.count
    last_known = status.last_known_status
    posted, total = _posted_primary(raw, problems)
    fields = {
        "nct_id": nct_id,
        "nct_id_aliases": ident.nct_id_aliases,
        "brief_title": ident.brief_title,
        "official_title": ident.official_title,
        "acronym": ident.acronym,
        "status": level,
        "last_known_status": None if last_known is None else vocabularies.status_of(last_known),
        "why_stopped": status.why_stopped,
        "study_type": design.study_type,
        "phase": phase,
        "start_date": _date(status.start_date_struct, "start date", problems),
        "primary_completion_date": _date(status.primary_completion_date_struct, "primary completion date", problems),
        "completion_date": _date(status.completion_date_struct, "completion date", problems),
        "first_posted": _date(status.study_first_post_date_struct, "first post date", problems),
        "results_first_posted": _date(status.results_first_post_date_struct, "results post date", problems),
        "last_update_posted": _date(status.last_update_post_date_struct, "update date", problems),
        "enrollment": None if enrollment is None or not 0 <= enrollment < ENROLLMENT_UNKNOWN else enrollment,
        "enrollment_type": design.enrollment_info.type,
        "allocation": design.design_info.allocation,
        "intervention_model": design.design_info.intervention_model,
        "primary_purpose": design.design_info.primary_purpose,
        "masking": design.design_info.masking_info.masking,
        "lead_sponsor": protocol.sponsor_collaborators_module.lead_sponsor.name,
        "lead_sponsor_class": protocol.sponsor_collaborators_module.lead_sponsor.class_,
        "collaborators": tuple(c.name for c in protocol.sponsor_collaborators_module.collaborators if c.name),
        "conditions": protocol.conditions_module.conditions,
        "keywords": protocol.conditions_module.keywords,
        "condition_mesh": tuple(m.term for m in derived.condition_browse_module.meshes if m.term),
        "countries": tuple(dict.fromkeys(x.country for x in protocol.contacts_locations_module.locations if x.country)),
        "brief_summary": protocol.description_module.brief_summary,
        "detailed_description": protocol.description_module.detailed_description,
        "eligibility_min_age": protocol.eligibility_module.minimum_age,
        "eligibility_max_age": protocol.eligibility_module.maximum_age,
        "is_fda_regulated_drug": protocol.oversight_module.is_fda_regulated_drug,
        "arms": protocol.arms_interventions_module.arm_groups,
        "interventions": protocol.arms_interventions_module.interventions,
        "primary_outcomes": protocol.outcomes_module.primary_outcomes,
        "secondary_outcomes": protocol.outcomes_module.secondary_outcomes,
        "references": protocol.references_module.references,
        "has_results": study.has_results or total > 0,
        "posted_primary": posted,
        "posted_outcomes": total,
        "version_holder": derived.misc_info_module.version_holder,
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
        if isinstance(node, dict) and node.get("type") == "PRIMARY":
            path = f"resultsSection.outcomeMeasuresModule.outcomeMeasures[{position}]"
            found.append(PostedPrimary(position, _validated(PostedOutcome, node, path, problems)))
    return tuple(found), len(module)


def _date(struct: _Date | None, what: str, problems: list[Problem]) -> PartialDate | None:
    if struct is None or not struct.date:
        return None
    date = PartialDate.parse(struct.date, struct.type)
    if date is None:
        problems.append(Problem("protocolSection.statusModule", f"{what} {struct.date[:30]!r} is no date"))
    return date


def _validated(model: type[_M], raw: Any, path: str, problems: list[Problem]) -> _M:
    """Validate; on failure cut the offending nodes out of a copy and go on with the rest."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error
    if not isinstance(raw, dict):
        raise RecordError("A study is not a JSON object.", path=path)
    copy: Any = _copied(raw)
    for _ in range(_MAX_PRUNED):
        cuts = sorted({_node(copy, e["loc"]) for e in first.errors(include_url=False)}, reverse=True, key=_order)
        for loc in cuts:
            problems.append(Problem(_dotted(path, loc), "unreadable, left out"))
            _cut(copy, loc)
        try:
            return model.model_validate(copy)
        except ValidationError as error:
            first = error
        if any(not _exists(copy, _node(copy, e["loc"])) for e in first.errors(include_url=False)):
            break
    ident = _peek(raw)
    raise RecordError(f"A study cannot be read ({ident or 'no NCT number'}).", nct_id=ident, path=path)


_Loc: TypeAlias = tuple[int | str, ...]


def _copied(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _copied(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_copied(v) for v in node]
    return node


def _order(loc: _Loc) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which later list items come after earlier ones, so that cutting backwards keeps indexes valid."""
    return tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in loc)


def _node(root: Any, loc: _Loc) -> _Loc:
    """The longest existing prefix of a location (pydantic may add parts that are not in the data)."""
    node, kept = root, []
    for part in loc:
        if isinstance(part, int):
            found = isinstance(node, list) and part < len(node)
        else:
            found = isinstance(node, dict) and part in node
        if not found:
            break
        node = node[part]
        kept.append(part)
    return tuple(kept)


def _exists(root: Any, loc: _Loc) -> bool:
    return bool(loc) and _node(root, loc) == loc


def _cut(root: Any, loc: _Loc) -> None:
    if not loc:
        return
    node = root
    for part in loc[:-1]:
        node = node[part]
    del node[loc[-1]]


def _dotted(path: str, loc: _Loc) -> str:
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _peek(raw: dict[str, Any]) -> str | None:
    node: Any = raw
    for key in ("protocolSection", "identificationModule", "nctId"):
        node = node.get(key) if isinstance(node, dict) else None
    return node[:20] if isinstance(node, str) else None
