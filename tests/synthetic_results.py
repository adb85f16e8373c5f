"""Synthetic records with posted results, in our own words; NCT numbers name the real trial whose situation they show."""

from __future__ import annotations

from typing import Any

from msc_trials.extraction.trial import parse_study
from msc_trials.results.findings import Verdict
from msc_trials.results.trial import read_results

TESTED = {"type": "EXPERIMENTAL", "label": "Cell product", "interventionNames": ["Biological: Cell product"]}
PLACEBO = {"type": "PLACEBO_COMPARATOR", "label": "Placebo", "interventionNames": ["Drug: Placebo"]}
PAIR = (TESTED, PLACEBO)


def analysis(groups: str = "01", **fields: Any) -> dict[str, Any]:
    """One analysis over the groups with these digits; field names as in the API."""
    return {"groupIds": [f"OG00{g}" for g in groups], **fields}


def outcome(
    title: str,
    values: dict[str, list[Any]] | list[Any],
    *analyses: dict[str, Any],
    groups: tuple[str, ...] = ("Cell product", "Placebo"),
    sizes: tuple[int, ...] = (),
    **fields: Any,
) -> dict[str, Any]:
    """A posted primary outcome; ``values`` per row title, one value (or value and spread) per group."""
    rows = values if isinstance(values, dict) else {"": values}
    ids = [f"OG{i:03d}" for i in range(len(groups))]
    classes = []
    for label, row in rows.items():
        measured = []
        for group, value in zip(ids, row, strict=False):
            number, spread = value if isinstance(value, tuple) else (value, None)
            cell = {"groupId": group, "value": str(number)}
            measured.append(cell if spread is None else {**cell, "spread": str(spread)})
        classes.append({"title": label, "categories": [{"measurements": measured}]})
    counts = [{"groupId": g, "value": str(n)} for g, n in zip(ids, sizes or (50,) * len(ids), strict=False)]
    return {
        "type": "PRIMARY",
        "title": title,
        "reportingStatus": "POSTED",
        "paramType": "MEAN",
        "dispersionType": "Standard Deviation",
        "unitOfMeasure": "units on a scale",
        "groups": [{"id": i, "title": t} for i, t in zip(ids, groups, strict=True)],
        "denoms": [{"units": "Participants", "counts": counts}],
        "classes": classes,
        "analyses": list(analyses),
        **fields,
    }


def record(
    *outcomes: dict[str, Any],
    nct: str = "NCT00000001",
    arms: tuple[dict[str, Any], ...] = PAIR,
    title: str = "A study of a cell product",
    model: str = "PARALLEL",
) -> dict[str, Any]:
    """A study of the API with these posted primary outcomes."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": nct, "briefTitle": title},
            "statusModule": {"overallStatus": "COMPLETED"},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": ["PHASE2"],
                "designInfo": {"allocation": "RANDOMIZED", "interventionModel": model},
            },
            "armsInterventionsModule": {"armGroups": list(arms)},
        },
        "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": list(outcomes)}},
        "hasResults": True,
    }


def verdict(*outcomes: dict[str, Any], **kwargs: Any) -> Verdict:
    """The verdict on a synthetic record by its experimental arms."""
    return read_results(parse_study(record(*outcomes, **kwargs)), "experimental")


def codes(found: Verdict) -> set[str]:
    """Codes of all reasons of a verdict."""
    return {r.code for r in found.reasons} | {r.code for f in found.findings for r in f.reasons}
