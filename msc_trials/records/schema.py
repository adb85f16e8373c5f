"""The shape of a study as the API sends it: every part this package reads, with its place and its type; all optional.

Parts that rules look at are models with names in lower case. Posted values, which are many, are checked dictionaries
with the API's own names: models would take longer. Source: API v2, specification 2.0.5.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, with_config
from pydantic.alias_generators import to_camel
from typing_extensions import TypedDict

from msc_trials.matching.text import tidied
from msc_trials.registry.shape import spelled_as_code

checked = with_config(ConfigDict(extra="ignore", coerce_numbers_to_str=True))
"""For dictionaries of which the keys named are checked and the others left out."""

Code = Annotated[str, AfterValidator(spelled_as_code)]
"""A coded value, spelled as the API spells codes whatever way it comes."""


Text = Annotated[str, AfterValidator(tidied)]
"""A text as a sponsor typed it, without accidents of typing."""


class Node(BaseModel):
    """A part of a study that rules look at; unknown fields are left out."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        alias_generator=to_camel, extra="ignore", frozen=True, coerce_numbers_to_str=True, populate_by_name=True
    )


def _listed_phases(value: object) -> object:
    """Phases written as one text (``"PHASE2, PHASE3"``, ``"Phase 2/3"``) as the list that the API sends."""
    if not isinstance(value, str):
        return value
    if value.strip().upper() == "N/A":
        return ("NA",)
    parts = [part.strip() for part in re.split(r"[,/|;]|\band\b", value)]
    return tuple(f"PHASE{part}" if part.isdigit() else part for part in parts if part)


class Intervention(Node):
    """One registered intervention; ``type`` is the registry's code (BIOLOGICAL, DRUG, ...)."""

    type: Code | None = None
    name: Text | None = None
    description: Text | None = None
    arm_group_labels: tuple[Text, ...] = ()
    other_names: tuple[Text, ...] = ()


class Arm(Node):
    """One registered arm; ``intervention_names`` look like ``"Biological: UC-MSC"``."""

    label: Text | None = None
    type: Code | None = None
    description: Text | None = None
    intervention_names: tuple[Text, ...] = ()


class Outcome(Node):
    """A registered (planned) outcome."""

    measure: Text | None = None
    description: Text | None = None
    time_frame: Text | None = None


class Retraction(Node):
    """A retraction notice of a linked publication."""

    pmid: str | None = None
    source: str | None = None


class Reference(Node):
    """A linked publication; ``type`` RESULT (marked as reporting results), DERIVED (linked by the library) or BACKGROUND."""

    pmid: str | None = None
    type: Code | None = None
    citation: Text | None = None
    retractions: tuple[Retraction, ...] = ()


class Group(Node):
    """A result group; its id means something inside its own outcome only."""

    id: str | None = None
    title: Text | None = None
    description: Text | None = None


@checked
class Count(TypedDict, total=False):
    """Number of units analysed in one group, as text."""

    groupId: str | None
    value: str | None


@checked
class Denominator(TypedDict, total=False):
    """Units analysed (participants, eyes, lesions) per group."""

    units: Text | None
    counts: tuple[Count, ...]


@checked
class Measurement(TypedDict, total=False):
    """One posted value, all text: ``NA`` with a comment is not zero and not "not reached"."""

    groupId: str | None
    value: str | None
    spread: str | None
    lowerLimit: str | None
    upperLimit: str | None
    comment: Text | None


@checked
class Category(TypedDict, total=False):
    """A category of a posted outcome with one measurement per group."""

    title: Text | None
    measurements: tuple[Measurement, ...]


@checked
class OutcomeClass(TypedDict, total=False):
    """A row of a posted outcome (a time point, a subscale)."""

    title: Text | None
    denoms: tuple[Denominator, ...]
    categories: tuple[Category, ...]


class Analysis(Node):
    """A posted statistical analysis; every field but one is text as typed by the sponsor."""

    group_ids: tuple[str, ...] = ()
    group_description: Text | None = None
    tested_non_inferiority: bool | None = None
    non_inferiority_type: Text | None = None
    non_inferiority_comment: Text | None = None
    p_value: Text | None = None
    p_value_comment: Text | None = None
    statistical_method: Text | None = None
    statistical_comment: Text | None = None
    param_type: Text | None = None
    param_value: str | None = None
    ci_pct_value: str | None = None
    ci_num_sides: str | None = None
    ci_lower_limit: str | None = None
    ci_upper_limit: str | None = None
    ci_lower_limit_comment: Text | None = None
    ci_upper_limit_comment: Text | None = None
    dispersion_type: str | None = None
    dispersion_value: str | None = None
    estimate_comment: Text | None = None
    other_analysis_description: Text | None = None


class PostedOutcome(Node):
    """A posted outcome with its groups, values and analyses."""

    type: Code | None = None
    title: Text | None = None
    description: Text | None = None
    population_description: Text | None = None
    reporting_status: str | None = None
    param_type: str | None = None
    dispersion_type: str | None = None
    unit_of_measure: Text | None = None
    time_frame: Text | None = None
    type_units_analyzed: Text | None = None
    denom_units_selected: Text | None = None
    groups: tuple[Group, ...] = ()
    denoms: tuple[Denominator, ...] = ()
    classes: tuple[OutcomeClass, ...] = ()
    analyses: tuple[Analysis, ...] = ()


@checked
class Date(TypedDict, total=False):
    """A date as the registry gives it, with ACTUAL or ESTIMATED."""

    date: str | None
    type: Code | None


@checked
class GeoPoint(TypedDict, total=False):
    lat: float | None
    lon: float | None


@checked
class Location(TypedDict, total=False):
    facility: str | None
    status: str | None
    city: str | None
    country: str | None
    geoPoint: GeoPoint | None


@checked
class Collaborator(TypedDict, total=False):
    name: str | None


@checked
class Mesh(TypedDict, total=False):
    term: str | None


class Place(NamedTuple):
    """Where a value of ``StudyRecord`` is in a study, and how it is sent where that is not how it is kept."""

    path: tuple[str, ...]
    sent: Any


def at(path: str, sent: Any = None) -> Place:
    """The place of a value: below ``protocolSection`` when it is in a module."""
    parts = tuple(path.split("."))
    return Place(("protocolSection", *parts) if parts[0].endswith("Module") else parts, sent)


Collaborators, Meshes = tuple[Collaborator, ...], tuple[Mesh, ...]
Phases = Annotated[tuple[str, ...], BeforeValidator(_listed_phases)]
