"""Made-up studies and assessments for the tests of tables, frames and the checklist. Nothing comes from the registry."""

from __future__ import annotations

from typing import Any

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.summary import summarise
from msc_trials.extraction.facts import Dose, Given
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.knowledge import ledger
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Reason, Verdict, VerdictStatus

PROVENANCE = Provenance(
    source="snapshot", url="u", data_timestamp="2026-11-01", api_version="", retrieved_at="2026-11-02T00:00:00", total=1
)


def study(number: int = 1, **modules: Any) -> dict[str, Any]:
    """A study of two arms with one posted primary outcome; ``modules`` replace modules of the protocol section."""
    protocol = {
        "identificationModule": {"nctId": f"NCT9{number:07d}", "briefTitle": f"Made-up trial {number}"},
        "statusModule": {
            "overallStatus": "COMPLETED",
            "startDateStruct": {"date": "2015-06", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2017", "type": "ACTUAL"},
        },
        "conditionsModule": {"conditions": ["Knee Osteoarthritis", "Pain"]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"], "enrollmentInfo": {"count": 40}},
        "armsInterventionsModule": {
            "armGroups": [
                {
                    "label": "Cells",
                    "type": "EXPERIMENTAL",
                    "description": "One injection of 10 million mesenchymal stem cells into the knee joint",
                    "interventionNames": ["Biological: made-up MSC", "Procedure: injection"],
                },
                {"label": "Saline", "type": "PLACEBO_COMPARATOR", "interventionNames": ["Procedure: injection"]},
            ],
            "interventions": [
                {"type": "BIOLOGICAL", "name": "made-up MSC", "armGroupLabels": ["Cells"], "otherNames": ["x", "y"]},
                {"type": "PROCEDURE", "name": "injection"},
                {"type": "OTHER", "name": "belongs to no arm"},
            ],
        },
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "Made-up pain score", "timeFrame": "12 months"}],
            "secondaryOutcomes": [{"measure": "Made-up walk"}, {"measure": "Made-up scan"}],
        },
        "referencesModule": {
            "references": [
                {"pmid": "1", "type": "RESULT", "citation": "Made-up 2018"},
                {"pmid": "2", "type": "RESULT", "retractions": [{"pmid": "3", "source": "made up"}]},
            ]
        },
    }
    posted = {
        "type": "PRIMARY",
        "title": "Made-up pain score",
        "unitOfMeasure": "points",
        "groups": [{"id": "OG000", "title": "Cells"}, {"id": "OG001", "title": "Saline"}],
        "analyses": [
            {
                "groupIds": ["OG000", "OG001"],
                "pValue": "<0.05",
                "statisticalMethod": "t-test, 2 sided",
                "paramValue": "-1.5",
            },
            {"groupIds": ["OG000"], "pValue": "see text"},
        ],
    }
    return {
        "protocolSection": protocol | modules,
        "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [posted]}},
        "hasResults": True,
    }


def study_with_results(number: int = 1, **outcome: Any) -> dict[str, Any]:
    """The same study with sites, posted values, adverse events and flow; ``outcome`` replaces fields of the outcome."""
    sites = [{"facility": "Made-up clinic", "city": "X", "country": "Y", "status": "RECRUITING",
              "geoPoint": {"lat": 1.5, "lon": -2}}]  # fmt: skip
    raw = study(number, contactsLocationsModule={"locations": sites})
    results = raw["resultsSection"]
    posted = results["outcomeMeasuresModule"]["outcomeMeasures"][0]
    posted |= {
        "paramType": "MEAN",
        "dispersionType": "Standard Deviation",
        "reportingStatus": "POSTED",
        "timeFrame": "12 months",
        "denoms": [{"units": "Participants", "counts": [_count("OG000", 20), _count("OG001", 19)]}],
        "classes": [{"categories": [{"measurements": [_value("OG000", 3, 1.5), _value("OG001", 5, 2)]}]}],
    } | outcome
    groups = [{"id": "EG000", "title": "Cells"}, {"id": "EG001", "title": "Saline"}]
    results["adverseEventsModule"] = {
        "eventGroups": [
            groups[0]
            | {"deathsNumAffected": 0, "deathsNumAtRisk": 20, "seriousNumAffected": 2, "seriousNumAtRisk": 20},
            groups[1] | {"seriousNumAffected": "1", "seriousNumAtRisk": "19"},
        ],
        "seriousEvents": [
            {"term": "made-up fever", "stats": [{"groupId": "EG000", "numAffected": 2, "numAtRisk": 20}]}
        ],
    }
    results["participantFlowModule"] = {
        "groups": [{"id": "FG000", "title": "Cells"}, {"id": "FG001", "title": "Saline"}],
        "periods": [
            {
                "title": "Overall",
                "milestones": [
                    {
                        "type": "STARTED",
                        "achievements": [
                            {"groupId": "FG000", "numSubjects": "21"},
                            {"groupId": "FG001", "numSubjects": "20"},
                        ],
                    },
                    {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "20"}]},
                ],
            }
        ],
    }
    return raw


def trial_of_every_table() -> Trial:
    """A made-up study under a number that the ledger has, so that no table of it is empty."""
    raw = study_with_results()
    raw["protocolSection"]["identificationModule"]["nctId"] = next(i for i in ledger.rows() if i.startswith("NCT"))
    return parse_study(raw)


def _count(group: str, value: int) -> dict[str, str]:
    return {"groupId": group, "value": str(value)}


def _value(group: str, value: float, spread: float) -> dict[str, str]:
    return {"groupId": group, "value": str(value), "spread": str(spread)}


def assessment(number: int, outcome: str = "unreported", **fields: Any) -> Assessment:
    """A made-up Phase 2 trial of MSC in knee osteoarthritis, unless ``fields`` say otherwise."""
    made: dict[str, Any] = {
        "phase": "Phase 2",
        "status": "Completed",
        "study_type": "INTERVENTIONAL",
        "condition_ids": ("knee_oa",),
        "msc_class": ("core",),
        "evidence_use": "efficacy_or_safety_trial",
        "sponsor": f"Sponsor {number}",
    }
    verdict = Verdict(VerdictStatus(outcome), "registry", reasons=(Reason("made.up", "Made up for a test."),))
    given = Given(**{name: fields.pop(name) for name in list(fields) if name in Given.__dataclass_fields__})
    return Assessment(trial_id=f"NCT9{number:07d}", verdict=verdict, given=given, **(made | fields))


def dose(low: float, high: float | None = None, *, per_kg: bool = False) -> Dose:
    return Dose(low, low if high is None else high, per_kg)


def answer_of(*assessments: Assessment, condition: str = "made-up disease") -> Answer:
    """An answer over exactly these trials: the condition has no rows in the ledger, and an unknown one takes any trial."""
    return summarise(Query(condition), PROVENANCE, assessments)
