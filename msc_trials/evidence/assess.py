"""From a ``Trial`` to its ``Assessment``. Apart from the type, so that stored answers need none of the reading rules."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from msc_trials.evidence.assessment import Assessment, label
from msc_trials.evidence.verdict import registry_verdict
from msc_trials.extraction.design.evidence_use import payment_statement
from msc_trials.extraction.facts import Dose, Given
from msc_trials.extraction.product.classify import is_wide_hit, names_a_comparator
from msc_trials.extraction.trial import Trial
from msc_trials.knowledge.conditions import condition_ids_of
from msc_trials.records.results_section import started
from msc_trials.results.registered_goals import goals_of
from msc_trials.results.sides import harms_of, sides_of

_SAME = (
    "conditions", "countries", "enrollment", "has_results", "msc_class", "comparator", "primary_kind", "evidence_use",
)  # fmt: skip
_TEXTS = ("acronym", "study_type", "enrollment_type", "masking")
_DATES = (
    "start_date", "primary_completion_date", "completion_date", "first_posted", "results_first_submitted",
    "results_first_posted", "delay_certified", "last_update_posted",
)  # fmt: skip
"""Fields of a trial that its assessment has under the same name: as they are, as text, as the text of a date."""


def assess(trial: Trial, *, brief: bool = False) -> Assessment:
    """Flatten a trial, with its verdict from posted results or status (the ledger is not applied). Pure.

    A brief one leaves out how the product was made and given and what the main goals are, which few texts print.
    """
    verdict = registry_verdict(trial)
    given = tuple(i.name for i in trial.interventions if i.name)
    names = trial.product_names or tuple(name for name in given if not names_a_comparator(name))[:2] or given[:1]
    shared: dict[str, Any] = {name: getattr(trial, name) for name in _SAME}
    shared |= {name: getattr(trial, name) or "" for name in _TEXTS}
    shared |= {name: date.text if (date := getattr(trial, name)) else "" for name in _DATES}
    return Assessment(
        trial_id=trial.nct_id,
        verdict=verdict,
        title=trial.title,
        label=label(names, trial.comparator, trial.conditions),
        phase=str(trial.phase),
        status=str(trial.status),
        condition_ids=condition_ids_of(trial.conditions, trial.brief_title, trial.official_title),
        sponsor=trial.lead_sponsor or "",
        sponsor_class=trial.lead_sponsor_class or "",
        fda_regulated_drug=trial.is_fda_regulated_drug,
        fda_regulated_device=trial.is_fda_regulated_device,
        record_date=trial.version_holder or "",
        started=started(trial),
        sites=len(trial.locations) or None,
        min_age=trial.eligibility_min_age or "",
        max_age=trial.eligibility_max_age or "",
        patients_pay=payment_statement(trial) is not None,
        products=names,
        given=None if brief else _given(trial),
        controlled=trial.design.controlled,
        goals=None if brief else goals_of(trial.primary_outcomes),
        followup_months=trial.longest_primary_followup_months,
        wide_hit=not trial.may_concern_cells or is_wide_hit(trial),
        harms=harms_of(trial),
        sides=sides_of(trial, verdict),
        **shared,
    )


def _given(trial: Trial) -> Given:
    """What was given, without the words it was read from."""
    product = trial.product
    values = {field.name: getattr(product, field.name) for field in fields(Given)}
    doses = tuple(Dose(d.low, d.high, d.per_kg, d.administrations, d.arm) for d in product.doses)
    return Given(**(values | {"doses": doses}))


_COLUMNS = (
    "aliases", "last_known_status", "why_stopped", "condition_mesh", "keywords", "collaborators", "minimum_age", "maximum_age",
    "sex", "enrollment_type", "allocation", "intervention_model", "masking", "primary_purpose",
)  # fmt: skip
_FIELDS = {
    "aliases": "nct_id_aliases", "minimum_age": "eligibility_min_age", "maximum_age": "eligibility_max_age",
    "sex": "eligibility_sex",
}  # fmt: skip
"""Fields of a trial that a column has under another name."""


def record_values(trial: Trial) -> dict[str, Any]:
    """Texts, lists of texts, and ``patients_pay`` where the record says that participants pay.

    They are JSON, so that a store can keep them beside the assessment.
    """
    found = {column: getattr(trial, _FIELDS.get(column, column)) for column in _COLUMNS}
    values: dict[str, Any] = {c: list(v) if isinstance(v, tuple) else v for c, v in found.items() if v}
    if payment_statement(trial) is not None:
        values["patients_pay"] = True
    return values
