"""What is asked of the API, and whether records still look as it promises: a changed registry must never read as "no
trials".

What every study has was checked on 5,749 records; other parts may be absent. Codes are compared without regard to
spelling. Source: enumerations of the API v2 (specification 2.0.5).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any, get_args

from msc_trials.errors import ResponseError
from msc_trials.knowledge.registries import is_nct
from msc_trials.registry.filters import PhaseCode, StatusCode
from msc_trials.registry.result_set import nct_id_of, value_at

STATUSES = get_args(StatusCode)
PHASES = get_args(PhaseCode)
STUDY_TYPES = ("INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS")
API_VERSION = "2.0.5"
"""Version of the API this package was written for."""
_MOST = 0.2
"""Largest share of records that may look otherwise; single records are counted as unreadable where they are read."""
_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")


def code_of(text: str, known: tuple[str, ...]) -> str:
    """The code among ``known`` that ``text`` spells (``"Phase 3"``, ``PHASE_3``); ``text`` itself when it spells none of them."""
    if text in known:
        return text
    letters = _SEPARATORS.sub("", text).upper()
    return next((code for code in known if code.replace("_", "") == letters), text)


def spelled_as_code(text: str) -> str:
    """A value of any coded field as the API spells codes: ``"Placebo Comparator"`` is ``PLACEBO_COMPARATOR``."""
    return text if text.isupper() and " " not in text else _SEPARATORS.sub("_", text).strip("_").upper()


def check(faults: Sequence[list[str]]) -> None:
    """Raise ``ResponseError`` when so many studies look otherwise that an answer could be wrong; ``faults_of`` each."""
    bad = [found for found in faults if found]
    if len(bad) > _MOST * len(faults):
        often, _ = Counter(chain(*bad)).most_common(1)[0]
        raise ResponseError(
            f"{len(bad)} of {len(faults)} records do not look as the registry promises (most often: {often}); an "
            "answer made of them could be wrong.",
            hint="The registry may have changed: update msc-trials.",
        )


def faults_of(study: Any) -> list[str]:
    """What a raw study lacks of what every study has, and its codes that nobody knows."""
    modules = value_at(study, "protocolSection")
    design = value_at(modules, "designModule")
    needed = {
        "NCT number": is_nct((nct_id_of(study) or "").strip().upper()),
        "title": value_at(modules, "identificationModule", "briefTitle")
        or value_at(modules, "identificationModule", "officialTitle"),
        "status": value_at(modules, "statusModule", "overallStatus"),
        "type of study": value_at(design, "studyType"),
        "conditions": [c for c in _items(modules, "conditionsModule", "conditions") if isinstance(c, str)],
    }
    kind = code_of(str(needed["type of study"]), STUDY_TYPES)
    if kind == "INTERVENTIONAL":
        needed["phase"] = value_at(design, "phases")
        given = _items(modules, "armsInterventionsModule", "interventions")
        needed["interventions"] = [i for i in given if isinstance(i, dict) and isinstance(i.get("name"), str)]
    faults = [f"no {name}" for name, value in needed.items() if not value]
    if not isinstance(study, dict) or not isinstance(study.get("hasResults"), bool):
        faults.append("no word on whether results are posted")
    if needed["status"] and code_of(str(needed["status"]), STATUSES) not in STATUSES:
        faults.append("an unknown status")
    if needed["type of study"] and kind not in STUDY_TYPES:
        faults.append("an unknown type of study")
    if any(code_of(str(phase), PHASES) not in PHASES for phase in _items(design, "phases")):
        faults.append("an unknown phase")
    return faults


def _items(node: Any, *names: str) -> list[Any]:
    found = value_at(node, *names)
    return found if isinstance(found, list) else []


FIELDS = (
    "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "LastKnownStatus", "WhyStopped",
    "StudyType", "Phase", "StartDate", "StartDateType", "PrimaryCompletionDate", "PrimaryCompletionDateType",
    "CompletionDate", "CompletionDateType", "StudyFirstPostDate", "ResultsFirstSubmitDate", "ResultsFirstPostDate",
    "DispFirstSubmitDate", "LastUpdatePostDate",
    "EnrollmentCount", "EnrollmentType", "DesignAllocation", "DesignInterventionModel",
    "DesignInterventionModelDescription", "DesignPrimaryPurpose", "DesignMasking", "LeadSponsorName", "LeadSponsorClass", "CollaboratorName", "Condition", "Keyword",
    "ConditionMeshTerm", "LocationFacility", "LocationStatus", "LocationCity", "LocationCountry",
    "LocationGeoPoint", "BriefSummary", "DetailedDescription", "MinimumAge", "MaximumAge", "Sex", "HealthyVolunteers",
    "IsFDARegulatedDrug", "IsFDARegulatedDevice", "ArmGroup", "Intervention", "PrimaryOutcome", "SecondaryOutcomeMeasure",
    "SecondaryOutcomeTimeFrame", "Reference", "HasResults", "OutcomeMeasuresModule", "ParticipantFlowModule", "AdverseEventsModule", "VersionHolder",
)  # fmt: skip
"""Pieces asked of the API: what ``parse_study`` and the tables of results read. Names are those of the API's field list."""
