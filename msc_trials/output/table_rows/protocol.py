"""Rows of the tables of registered parts: arms, interventions, doses, references, locations."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.extraction.facts import Dose
from msc_trials.output.items import Item
from msc_trials.output.table_rows.cells import Row, numbers, same, several, stated
from msc_trials.records.vocabularies import status_of


def arm_rows(item: Item) -> Iterator[Row]:
    """Arms with the class of what they give; null where the rules gave none."""
    trial = item.record
    classes = trial.arm_classes
    for position, arm in enumerate(trial.arms):
        yield {
            **numbers(item),
            "position": position,
            **same(arm, "description", arm="label", arm_type="type", interventions="intervention_names"),
            "msc_class": classes[position] if position < len(classes) else None,
        }


def intervention_rows(item: Item) -> Iterator[Row]:
    """Interventions, one row per arm that gets them."""
    trial = item.record
    for position, intervention in enumerate(trial.interventions):
        named = [
            arm.label
            for arm in trial.arms
            if arm.label in intervention.arm_group_labels
            or any(_same_name(n, intervention.name) for n in arm.intervention_names)
        ]
        labels: list[str | None] = list(dict.fromkeys((*named, *intervention.arm_group_labels)))
        for label in labels or [None]:
            yield {
                **numbers(item),
                "position": position,
                **same(intervention, "type", "description", "other_names", intervention="name"),
                "arm": label,
            }


def _same_name(listed: str, name: str | None) -> bool:
    """Whether an arm's ``"Biological: UC-MSC"`` means the intervention of that name."""
    return name is not None and listed.partition(": ")[2] == name


def dose_rows(item: Item) -> Iterator[Row]:
    """Doses; facts-only data keep the numbers, not the words."""
    found: tuple[Dose, ...] = item.trial.product.doses if item.trial is not None else item.assessment.product.doses
    for dose in found:
        yield {
            **numbers(item),
            **same(dose, "arm", "low", "high", "per_kg", "administrations"),
            **same(dose.evidence, "text", "path"),
            "sure": stated(dose.evidence.sure) if dose.evidence.text else None,
        }


def reference_rows(item: Item) -> Iterator[Row]:
    """Linked publications."""
    for position, reference in enumerate(item.record.references):
        yield {
            **numbers(item),
            "position": position,
            **same(reference, "pmid", "type", "citation"),
            "retracted": bool(reference.retractions),
            "retraction_pmids": several(r.pmid for r in reference.retractions),
        }


def location_rows(item: Item) -> Iterator[Row]:
    """Sites."""
    for position, site in enumerate(item.record.locations):
        geo = site.get("geoPoint") or {}
        yield {
            **numbers(item),
            "position": position,
            **{name: site.get(name) for name in ("facility", "city", "country")},
            "site_status": stated(status_of(site.get("status"))),
            "latitude": geo.get("lat"),
            "longitude": geo.get("lon"),
        }
