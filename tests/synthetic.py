"""Synthetic studies in the shape of the API; every word in them is our own."""

from __future__ import annotations

import random
from typing import Any


def study(
    nct_id: str = "NCT90000001",
    *,
    title: str = "Donor marrow cells or placebo for stiff synthetic knees",
    condition: str = "Knee Osteoarthritis",
    phases: list[str] | None = None,
    status: str = "COMPLETED",
    study_type: str = "INTERVENTIONAL",
    product: str = "Allogeneic mesenchymal stem cells",
    controlled: bool = True,
    why_stopped: str | None = None,
    results: bool = False,
    p_value: str = "0.004",
    measure: str = "Change in WOMAC pain score",
    values: tuple[str, str] = ("-30.0", "-12.0"),
) -> dict[str, Any]:
    """A study that gives cells, against placebo when ``controlled``; with posted results when ``results``."""
    arms = [
        {
            "label": "Cells",
            "type": "EXPERIMENTAL",
            "description": "One injection of 10 million cells into the joint",
            "interventionNames": [f"Biological: {product}"],
        }
    ]
    interventions = [{"type": "BIOLOGICAL", "name": product, "armGroupLabels": ["Cells"]}]
    if controlled:
        arms.append(
            {
                "label": "Placebo",
                "type": "PLACEBO_COMPARATOR",
                "description": "One injection of saline",
                "interventionNames": ["Drug: Saline"],
            }
        )
        interventions.append({"type": "DRUG", "name": "Saline", "armGroupLabels": ["Placebo"]})
    raw: dict[str, Any] = {
        "protocolSection": {
            "identificationModule": {"nctId": nct_id, "briefTitle": title},
            "statusModule": {
                "overallStatus": status,
                "startDateStruct": {"date": "2015-03", "type": "ACTUAL"},
                "primaryCompletionDateStruct": {"date": "2018-05-01", "type": "ACTUAL"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Synthetic Sponsor", "class": "OTHER"}},
            "conditionsModule": {"conditions": [condition]},
            "designModule": {
                "studyType": study_type,
                "phases": ["PHASE3"] if phases is None else phases,
                "designInfo": {"allocation": "RANDOMIZED" if controlled else "NA"},
                "enrollmentInfo": {"count": 60, "type": "ACTUAL"},
            },
            "armsInterventionsModule": {"armGroups": arms, "interventions": interventions},
            "outcomesModule": {"primaryOutcomes": [{"measure": measure, "timeFrame": "12 months"}]},
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-20"}},
        "hasResults": results,
    }
    if why_stopped is not None:
        raw["protocolSection"]["statusModule"]["whyStopped"] = why_stopped
    if results:
        raw["resultsSection"] = {"outcomeMeasuresModule": {"outcomeMeasures": [_outcome(measure, p_value, values)]}}
    return raw


def _outcome(measure: str, p_value: str, values: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": "PRIMARY",
        "title": measure,
        "description": "Higher scores mean worse pain.",
        "reportingStatus": "POSTED",
        "paramType": "MEAN",
        "dispersionType": "Standard Deviation",
        "unitOfMeasure": "score",
        "timeFrame": "12 months",
        "groups": [{"id": "OG000", "title": "Cells"}, {"id": "OG001", "title": "Placebo"}],
        "denoms": [
            {
                "units": "Participants",
                "counts": [{"groupId": "OG000", "value": "30"}, {"groupId": "OG001", "value": "30"}],
            }
        ],
        "classes": [
            {
                "categories": [
                    {
                        "measurements": [
                            {"groupId": "OG000", "value": values[0], "spread": "15.0"},
                            {"groupId": "OG001", "value": values[1], "spread": "15.0"},
                        ]
                    }
                ]
            }
        ],
        "analyses": [
            {
                "groupIds": ["OG000", "OG001"],
                "nonInferiorityType": "SUPERIORITY",
                "pValue": p_value,
                "statisticalMethod": "ANCOVA",
            }
        ],
    }


_WORDS = """
cells knee pain randomised placebo saline injection joint marrow fat donor own score month week visit walking dose million
kilogram blinded group participants change baseline improvement safety events severe moderate age criteria imaging
cartilage culture passage umbilical cord stem stromal mesenchymal standard care
"""


def wordy(number: int, *, results: bool) -> dict[str, Any]:
    """A synthetic study with as many words as registry records have; another ``number``, other words."""
    rng, known = random.Random(number), _WORDS.split()

    def words(count: int) -> str:
        return ". ".join(" ".join(rng.choices(known, k=12)).capitalize() for _ in range(count // 12)) + "."

    raw = study(f"NCT9{number:07d}", title=words(12), results=results, measure=f"Change in pain {words(12)}")
    protocol = raw["protocolSection"]
    protocol["descriptionModule"] = {"briefSummary": words(120), "detailedDescription": words(480)}
    for arm in protocol["armsInterventionsModule"]["armGroups"]:
        arm["description"] += f". {words(24)}"
    protocol["outcomesModule"]["secondaryOutcomes"] = [
        {"measure": words(12), "timeFrame": f"{months} months"} for months in (3, 6, 12)
    ]
    return raw
