"""``Trial``: a registry study together with what the rules read from it; ``parse_study`` makes one."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from msc_trials.extraction.design.comparator import read_comparator
from msc_trials.extraction.design.evidence_use import read_use
from msc_trials.extraction.design.followup import read_followup
from msc_trials.extraction.design.primary_kind import read_primary_kind
from msc_trials.extraction.document import Document, Passages, document_of
from msc_trials.extraction.facts import Design, Facts, Product
from msc_trials.extraction.product.administrations import administrations_of
from msc_trials.extraction.product.classify import Classification, classify, may_concern_cells
from msc_trials.extraction.product.doses_of_arms import doses_of
from msc_trials.extraction.product.guidance import read_guidance
from msc_trials.extraction.product.origin import read_donor, read_manipulation, read_sources
from msc_trials.extraction.product.route import of_product, read_routes
from msc_trials.records.json_form import ShownInNotebooks
from msc_trials.records.study import StudyRecord, parse_fields


@dataclass(frozen=True, kw_only=True)
class Trial(ShownInNotebooks, StudyRecord):
    """A study and the facts about its cells, comparator, primary outcomes and follow-up.

    Frozen; pure data. Posted values are the dictionaries of the record: read them, do not change them.

    What was given and the other facts are read from the record when first asked for, once: a search returns many
    studies of which only a few need every rule.

    >>> from msc_trials import Trial, parse_study
    >>> trial = parse_study({"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}})  # synthetic
    >>> isinstance(trial, Trial), trial.phase.value, trial.enrollment  # None: the registry did not say
    (True, 'Not given', None)
    """

    @cached_property
    def may_concern_cells(self) -> bool:
        """Whether any word of a cell product stands in the record; if not, no rule about products is tried."""
        return may_concern_cells(self)

    @cached_property
    def _document(self) -> Document:
        return document_of(self)

    @cached_property
    def _classified(self) -> Classification:
        return classify(self, self._document) if self.may_concern_cells else Classification()

    @cached_property
    def design(self) -> Design:
        """What the rules read about comparator, primary outcomes, follow-up and use."""
        use, use_evidence = read_use(self, self._classified.is_relevant, self._classified.lab)
        comparator, comparator_evidence = read_comparator(self, self._document, self.arm_classes)
        primary_kind, primary_evidence = read_primary_kind(self)
        followup, followup_evidence = read_followup(self)
        return Design(
            comparator=comparator,
            primary_kind=primary_kind,
            longest_primary_followup_months=followup,
            evidence_use=use,
            arm_classes=self.arm_classes,
            evidence={
                "evidence_use": use_evidence,
                "comparator": comparator_evidence,
                "primary_kind": primary_evidence,
                "longest_primary_followup_months": followup_evidence,
            },
        )

    @cached_property
    def product(self) -> Product:
        """What the participants were given."""
        found = read_product(self._document, self._classified) if self._classified.is_relevant else Product()
        if "design" in self.__dict__:
            self.__dict__.pop("_document", None)  # nobody asks the texts again
        return found

    @cached_property
    def facts(self) -> Facts:
        """Everything the rules read from the record besides its results."""
        design = {f.name: getattr(self.design, f.name) for f in fields(Design)}
        return Facts(product=self.product, **design)

    @property
    def msc_class(self) -> tuple[str, ...]:
        """Classes of what was given, strongest first (``facts.MSC_CLASSES``); ``("not_msc",)`` when it is no product."""
        return self._classified.classes

    @property
    def product_names(self) -> tuple[str, ...]:
        """Names of the interventions that give the product, as registered."""
        return self._classified.names

    @property
    def arm_classes(self) -> tuple[str, ...]:
        """One class per registered arm, in their order; ``""`` where an arm gives no product."""
        return self._classified.arm_classes or ("",) * len(self.arms)

    @property
    def comparator(self) -> str:
        """Kind of the concurrent comparison (topic ``comparator``)."""
        return self.design.comparator

    @property
    def primary_kind(self) -> str:
        """What the registered primary outcomes can show (topic ``primary_kind``)."""
        return self.design.primary_kind

    @property
    def longest_primary_followup_months(self) -> float | None:
        """Longest time frame of the primary outcomes in months, None when none can be read."""
        return self.design.longest_primary_followup_months

    @property
    def evidence_use(self) -> str:
        """Whether the study can be evidence at all (topic ``evidence_use``)."""
        return self.design.evidence_use

    def __hash__(self) -> int:  # a dataclass that compares would drop the one of its base
        return StudyRecord.__hash__(self)

    def __getstate__(self) -> dict[str, Any]:
        """The record alone: what was read of it is read again."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def parse_study(raw: Any) -> Trial:
    """Read one study of the API (a JSON object) and everything the rules say about it.

    Pure: the same object gives an equal ``Trial``. Raises ``RecordError`` when there is no usable NCT number.

    >>> from msc_trials import parse_study
    >>> arm = {"label": "Cells", "description": "2 x 10^6 mesenchymal stem cells per kg into a vein"}  # synthetic
    >>> ident, given = {"nctId": "NCT00000001"}, {"armGroups": [arm]}
    >>> trial = parse_study({"protocolSection": {"identificationModule": ident, "armsInterventionsModule": given}})
    >>> trial.msc_class, trial.product.routes
    (('core',), ('intravenous',))
    """
    trial = object.__new__(Trial)
    # A frozen dataclass sets its fields one by one, which takes five times as long; all of them are given here.
    trial.__dict__.update(parse_fields(raw))
    return trial


def read_facts(record: StudyRecord) -> Facts:
    """What the rules read from a record that is no ``Trial`` yet. Pure; never raises."""
    return Trial(**{f.name: getattr(record, f.name) for f in fields(record)}).facts


def read_product(document: Document, found: Classification) -> Product:
    """What the participants were given in a trial that gave an MSC product or a relative; ``found`` says in which arms."""
    arm_classes = found.arm_classes
    groups = document.given(arm_classes)
    if document.unlinked and document.unlinked not in groups:
        groups = (*groups, of_product(document.unlinked))  # interventions that no arm mentions
    given = tuple(_of_the_product(found, group) for group in groups)
    sources, source_evidence = read_sources(given, document)
    mixed_only = set(found.classes) == {"mixed_uncultured"}
    donor, donor_evidence = read_donor(given, document, sources, mixed_only and not found.branded)
    manipulation, manipulation_evidence = read_manipulation(given, document, mixed_only, found.branded)
    routes, route_evidence = read_routes(document, arm_classes)
    guidance, guidance_evidence = read_guidance(document, arm_classes, routes)
    administrations, administrations_evidence = administrations_of(document, arm_classes, routes, guidance)
    doses = tuple(replace(d, administrations=administrations) for d in doses_of(document, arm_classes, administrations))
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


def _of_the_product(found: Classification, group: Passages) -> Passages:
    """The passages of an arm without those of interventions that are not the product (a drug, a cord blood unit)."""
    paths = {p.path.rpartition("].")[0] for p in group if p.field == "intervention_name" and p.text in found.names}
    if not paths:
        return group
    return tuple(p for p in group if p.field in ("arm_label", "arm_description") or p.path.startswith(tuple(paths)))
