"""The part of the API's study that is read, as checked dictionaries with the API's own names.

Only ``records`` sees them. Models of them would double the time it takes to read a study.
"""

from __future__ import annotations

from functools import cache
from typing import Required

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from msc_trials.records.nodes import Arm, Intervention, Outcome, Reference, checked


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
    type: str | None


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
    masking: str | None


@checked
class DesignInfo(TypedDict, total=False):
    allocation: str | None
    interventionModel: str | None
    primaryPurpose: str | None
    maskingInfo: Masking


@checked
class Enrollment(TypedDict, total=False):
    count: int | None
    type: str | None


@checked
class Design(TypedDict, total=False):
    studyType: str | None
    phases: tuple[str, ...]
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
