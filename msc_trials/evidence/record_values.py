"""What the table ``trials`` shows of a record beyond its assessment: plain values by column name, left out where not stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msc_trials.extraction.design.payment import payment_statement

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial

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
