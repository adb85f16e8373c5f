"""The shape of a study as the API sends it: every part this package reads, with its type.

Field names follow the API v2 (specification 2.0.5); every value is optional, most are texts as sponsors typed them. Parts
that rules look at (arms, interventions, outcomes, publications) are models with names in lower case. The modules around
them and posted values, which are many, are checked dictionaries with the API's own names: models would take longer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Required

from pydantic import BeforeValidator, TypeAdapter
from typing_extensions import TypedDict

from msc_trials.records.node import Code, Node, checked


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
    name: str | None = None
    description: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class Arm(Node):
    """One registered arm; ``intervention_names`` look like ``"Biological: UC-MSC"``."""

    label: str | None = None
    type: Code | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class Outcome(Node):
    """A registered (planned) outcome."""

    measure: str | None = None
    description: str | None = None
    time_frame: str | None = None


class Retraction(Node):
    """A retraction notice of a linked publication."""

    pmid: str | None = None
    source: str | None = None


class Reference(Node):
    """A linked publication; ``type`` RESULT (marked as reporting results), DERIVED (linked by the library) or BACKGROUND."""

    pmid: str | None = None
    type: Code | None = None
    citation: str | None = None
    retractions: tuple[Retraction, ...] = ()


@checked
class Identification(TypedDict, total=False):
    nctId: Required[str]
    nctIdAliases: tuple[str, ...]
    briefTitle: str | None
    officialTitle: str | None
    acronym: str | None


@checked
class Date(TypedDict, total=False):
    date: str | None
    type: Code | None


@checked
class Status(TypedDict, total=False):
    overallStatus: str | None
    lastKnownStatus: str | None
    whyStopped: str | None
    startDateStruct: Date | None
    primaryCompletionDateStruct: Date | None
    completionDateStruct: Date | None
    studyFirstPostDateStruct: Date | None
    resultsFirstSubmitDate: str | None
    resultsFirstPostDateStruct: Date | None
    dispFirstSubmitDate: str | None
    lastUpdatePostDateStruct: Date | None


Sponsor = TypedDict("Sponsor", {"name": str | None, "class": str | None}, total=False)


@checked
class Sponsors(TypedDict, total=False):
    leadSponsor: Sponsor
    collaborators: tuple[Sponsor, ...]


@checked
class Oversight(TypedDict, total=False):
    isFdaRegulatedDrug: bool | None
    isFdaRegulatedDevice: bool | None


@checked
class Description(TypedDict, total=False):
    briefSummary: str | None
    detailedDescription: str | None


@checked
class Conditions(TypedDict, total=False):
    conditions: tuple[str, ...]
    keywords: tuple[str, ...]


@checked
class Masking(TypedDict, total=False):
    masking: Code | None


@checked
class DesignInfo(TypedDict, total=False):
    allocation: Code | None
    interventionModel: Code | None
    primaryPurpose: Code | None
    maskingInfo: Masking


@checked
class Enrollment(TypedDict, total=False):
    count: int | None
    type: Code | None


@checked
class Design(TypedDict, total=False):
    studyType: Code | None
    phases: Annotated[tuple[str, ...], BeforeValidator(_listed_phases)]
    designInfo: DesignInfo
    enrollmentInfo: Enrollment


@checked
class ArmsInterventions(TypedDict, total=False):
    armGroups: tuple[Arm, ...]
    interventions: tuple[Intervention, ...]


@checked
class Outcomes(TypedDict, total=False):
    primaryOutcomes: tuple[Outcome, ...]
    secondaryOutcomes: tuple[Outcome, ...]


@checked
class Eligibility(TypedDict, total=False):
    minimumAge: str | None
    maximumAge: str | None
    sex: str | None
    healthyVolunteers: bool | None


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
class Locations(TypedDict, total=False):
    locations: tuple[Location, ...]


@checked
class References(TypedDict, total=False):
    references: tuple[Reference, ...]


@checked
class Protocol(TypedDict, total=False):
    identificationModule: Required[Identification]
    statusModule: Status
    sponsorCollaboratorsModule: Sponsors
    oversightModule: Oversight
    descriptionModule: Description
    conditionsModule: Conditions
    designModule: Design
    armsInterventionsModule: ArmsInterventions
    outcomesModule: Outcomes
    eligibilityModule: Eligibility
    contactsLocationsModule: Locations
    referencesModule: References


@checked
class Mesh(TypedDict, total=False):
    term: str | None


@checked
class Browse(TypedDict, total=False):
    meshes: tuple[Mesh, ...]


@checked
class Misc(TypedDict, total=False):
    versionHolder: str | None


@checked
class Derived(TypedDict, total=False):
    miscInfoModule: Misc
    conditionBrowseModule: Browse


@checked
class Study(TypedDict, total=False):
    protocolSection: Required[Protocol]
    derivedSection: Derived
    hasResults: bool


@cache
def study_adapter() -> TypeAdapter[Study]:
    """What checks a study; made when first needed."""
    return TypeAdapter(Study)
