"""Read the facts of one record: those about its product, those about its design, or all of them."""

from __future__ import annotations

from dataclasses import fields, replace

from msc_trials.extraction.design.comparator import read_comparator
from msc_trials.extraction.design.evidence_use import read_use
from msc_trials.extraction.design.followup import read_followup
from msc_trials.extraction.design.primary_kind import read_primary_kind
from msc_trials.extraction.document import Document, Passage, document_of
from msc_trials.extraction.facts import Design, Facts, Product
from msc_trials.extraction.product.administrations import administrations_of
from msc_trials.extraction.product.classify import Classification, classify
from msc_trials.extraction.product.dose import doses_of
from msc_trials.extraction.product.guidance import read_guidance
from msc_trials.extraction.product.origin import read_donor, read_sources
from msc_trials.extraction.product.processing import read_manipulation
from msc_trials.extraction.product.route import of_product, read_routes
from msc_trials.records.study import StudyRecord


def read_facts(record: StudyRecord) -> Facts:
    """Facts about cells, comparator, primary outcomes, follow-up and use of one record. Pure; never raises."""
    found = classify(record)
    design = read_design(record, found)
    return Facts(product=read_product(record, found), **{f.name: getattr(design, f.name) for f in fields(design)})


def read_design(record: StudyRecord, found: Classification) -> Design:
    """Facts about comparator, primary outcomes, follow-up and use; ``found`` is the classification of the record."""
    arm_classes = found.arm_classes or ("",) * len(record.arms)
    use, use_evidence = read_use(record, found.is_relevant, found.lab)
    comparator, comparator_evidence = read_comparator(record, _document(record, found), arm_classes)
    primary_kind, primary_evidence = read_primary_kind(record)
    followup, followup_evidence = read_followup(record)
    return Design(
        comparator=comparator,
        primary_kind=primary_kind,
        longest_primary_followup_months=followup,
        evidence_use=use,
        arm_classes=arm_classes,
        evidence={
            "evidence_use": use_evidence,
            "comparator": comparator_evidence,
            "primary_kind": primary_evidence,
            "longest_primary_followup_months": followup_evidence,
        },
    )


def read_product(record: StudyRecord, found: Classification) -> Product:
    """What the participants were given; ``found`` is the classification of the record."""
    if not found.is_relevant:
        return Product()
    document, arm_classes = _document(record, found), found.arm_classes
    groups = document.given(arm_classes)
    if document.unlinked and document.unlinked not in groups:
        groups = (*groups, tuple(of_product(document.unlinked)))  # interventions that no arm mentions
    given = tuple(_of_the_product(found, group) for group in groups)
    sources, source_evidence = read_sources(given, document)
    mixed_only = set(found.classes) == {"mixed_uncultured"}
    donor, donor_evidence = read_donor(given, document, sources, mixed_only)
    manipulation, manipulation_evidence = read_manipulation(given, document, mixed_only, found.branded)
    routes, route_evidence = read_routes(document, arm_classes)
    guidance, guidance_evidence = read_guidance(document, arm_classes, routes)
    administrations, administrations_evidence = administrations_of(document, arm_classes, routes, guidance)
    doses = tuple(replace(d, administrations=administrations) for d in doses_of(document, arm_classes))
    return Product(
        msc_class=found.classes,
        sources=sources,
        donor=donor,
        manipulation=manipulation,
        doses=doses,
        administrations=administrations,
        routes=routes,
        guidance=guidance,
        names=found.names,
        arms=tuple(
            p.text for i, name in enumerate(arm_classes) if name for p in document.arms[i] if p.field == "arm_label"
        ),
        evidence={
            "msc_class": found.evidence,
            "sources": source_evidence,
            "donor": donor_evidence,
            "manipulation": manipulation_evidence,
            "doses": tuple(dose.evidence for dose in doses),
            "administrations": administrations_evidence,
            "routes": route_evidence,
            "guidance": guidance_evidence,
        },
    )


def _document(record: StudyRecord, found: Classification) -> Document:
    return document_of(record) if found.document is None else found.document


def _of_the_product(found: Classification, group: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages of an arm without those of interventions that are not the product (a drug, a cord blood unit)."""
    paths = {p.path.rpartition("].")[0] for p in group if p.field == "intervention_name" and p.text in found.names}
    if not paths:
        return group
    return tuple(p for p in group if p.field in ("arm_label", "arm_description") or p.path.startswith(tuple(paths)))
