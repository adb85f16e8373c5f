"""From a ``Trial`` to its ``Assessment``. Apart from the type, so that stored answers need none of the reading rules."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from msc_trials.evidence.assessment import Assessment, label
from msc_trials.evidence.verdict import registry_verdict
from msc_trials.extraction.design.payment import payment_statement
from msc_trials.extraction.facts import Dose, Given
from msc_trials.extraction.product.classify import names_a_comparator
from msc_trials.extraction.trial import Trial
from msc_trials.extraction.wide_hit import is_wide_hit
from msc_trials.knowledge.conditions import condition_ids_of
from msc_trials.matching.dates import PartialDate
from msc_trials.results.harms import harms_of
from msc_trials.results.participants import started
from msc_trials.results.registered_goals import goals_of
from msc_trials.results.sides import sides_of

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial


def assess(trial: Trial, *, brief: bool = False) -> Assessment:
    """Flatten a trial, with its verdict from posted results or status (the ledger is not applied). Pure.

    A brief one leaves out how the product was made and given, which the text of an answer does not print.
    """
    verdict = registry_verdict(trial)
    given = tuple(i.name for i in trial.interventions if i.name)
    names = trial.product_names or tuple(name for name in given if not names_a_comparator(name))[:2] or given[:1]
    return Assessment(
        trial_id=trial.nct_id,
        verdict=verdict,
        title=trial.title,
        label=label(names, trial.comparator, trial.conditions),
        acronym=trial.acronym or "",
        phase=str(trial.phase),
        status=str(trial.status),
        study_type=trial.study_type or "",
        conditions=trial.conditions,
        condition_ids=condition_ids_of(trial.conditions, trial.brief_title, trial.official_title),
        sponsor=trial.lead_sponsor or "",
        sponsor_class=trial.lead_sponsor_class or "",
        countries=trial.countries,
        start_date=_text(trial.start_date),
        primary_completion_date=_text(trial.primary_completion_date),
        completion_date=_text(trial.completion_date),
        first_posted=_text(trial.first_posted),
        results_first_submitted=_text(trial.results_first_submitted),
        results_first_posted=_text(trial.results_first_posted),
        delay_certified=_text(trial.delay_certified),
        last_update_posted=_text(trial.last_update_posted),
        enrollment=trial.enrollment,
        fda_regulated_drug=trial.is_fda_regulated_drug,
        fda_regulated_device=trial.is_fda_regulated_device,
        record_date=trial.version_holder or "",
        enrollment_type=trial.enrollment_type or "",
        started=started(trial),
        masking=trial.masking or "",
        sites=len(trial.locations) or None,
        min_age=trial.eligibility_min_age or "",
        max_age=trial.eligibility_max_age or "",
        patients_pay=payment_statement(trial) is not None,
        has_results=trial.has_results,
        msc_class=trial.msc_class,
        products=names,
        given=None if brief else _given(trial),
        comparator=trial.comparator,
        controlled=trial.design.controlled,
        primary_kind=trial.primary_kind,
        goals=goals_of(trial),
        followup_months=trial.longest_primary_followup_months,
        evidence_use=trial.evidence_use,
        wide_hit=not trial.may_concern_cells or is_wide_hit(trial),
        harms=harms_of(trial),
        sides=sides_of(trial, verdict),
    )


def _given(trial: Trial) -> Given:
    """What was given, without the words it was read from."""
    product = trial.product
    values = {field.name: getattr(product, field.name) for field in fields(Given)}
    doses = tuple(Dose(d.low, d.high, d.per_kg, d.administrations, d.arm) for d in product.doses)
    return Given(**(values | {"doses": doses}))


def _text(date: PartialDate | None) -> str:
    return date.text if date is not None else ""


_FIELDS = {
    "aliases": "nct_id_aliases",
    "last_known_status": "last_known_status",
    "why_stopped": "why_stopped",
    "condition_mesh": "condition_mesh",
    "keywords": "keywords",
    "collaborators": "collaborators",
    "minimum_age": "eligibility_min_age",
    "maximum_age": "eligibility_max_age",
    "sex": "eligibility_sex",
    "enrollment_type": "enrollment_type",
    "allocation": "allocation",
    "intervention_model": "intervention_model",
    "masking": "masking",
    "primary_purpose": "primary_purpose",
}


def record_values(trial: Trial) -> dict[str, Any]:
    """Texts, lists of texts, and ``patients_pay`` where the record says that participants pay.

    They are JSON, so that a store can keep them beside the assessment.
    """
    found = {column: getattr(trial, field) for column, field in _FIELDS.items()}
    values: dict[str, Any] = {c: list(v) if isinstance(v, tuple) else v for c, v in found.items() if v}
    if payment_statement(trial) is not None:
        values["patients_pay"] = True
    return values
