"""What an outcome is for in its trial: checks, harms, growth and drug levels that the words of an outcome alone do not tell.

Texts are synthetic.
"""

from __future__ import annotations

import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.results.direction.kind_in_trial import Asked, Setting, kind_in_trial
from msc_trials.results.direction.outcome_direction import outcome_direction
from msc_trials.results.direction.outcome_domain import outcome_kind
from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.trial import read_results
from tests.synthetic_results import analysis, outcome, record

AE = "Number of participants with adverse events"
CMAX = "Peak plasma concentration (Cmax) of alfacin"
RATE = "Change in heart rate"
PRESSURE = "Systolic blood pressure"
STUDY = "A study of alfacin"
SAFETY = "Safety of alfacin in children"


def kind(
    measure: str,
    *others: str,
    title: str = STUDY,
    conditions: tuple[str, ...] = ("Asthma",),
    unit: str = "",
    told: tuple[str, ...] = (),
) -> str:
    """The kind of an outcome beside these other primary outcomes."""
    asked = [Asked(m, unit, outcome_kind(m, "", unit)) for m in (measure, *others)]
    setting = Setting((title,), conditions, tuple(asked), told)
    return kind_in_trial(asked[0], lambda: outcome_direction(measure, "", unit), setting)


@pytest.mark.parametrize(
    ("others", "title", "condition", "expected"),
    [
        ((AE,), STUDY, "Asthma", "safety"),
        ((CMAX,), STUDY, "Asthma", "safety"),
        ((), SAFETY, "Asthma", "safety"),
        ((), STUDY, "Asthma", "efficacy"),
        (("Pain score",), STUDY, "Asthma", "efficacy"),
        ((), "Safety and efficacy of alfacin", "Asthma", "efficacy"),
        ((AE,), STUDY, "Heart failure", "efficacy"),
        ((AE,), "Alfacin and heart function", "Healthy", "safety"),
    ],
)
def test_a_vital_sign_is_watched_beside_safety_and_drug_levels_or_in_a_trial_of_safety_unless_it_is_treated(
    others: tuple[str, ...], title: str, condition: str, expected: str
) -> None:
    assert kind(RATE, *others, title=title, conditions=(condition,)) == expected


@pytest.mark.parametrize(
    ("others", "title", "conditions", "expected"),
    [
        ((RATE, AE), SAFETY, ("Addiction",), "safety"),
        ((RATE, "Body weight", "Height"), SAFETY, ("Attention deficit",), "safety"),
        ((RATE, "Pain score"), SAFETY, ("Addiction",), "efficacy"),
        ((RATE, AE), STUDY, ("Addiction",), "efficacy"),
        ((RATE, AE), SAFETY, ("Hypertension",), "efficacy"),
    ],
)
def test_in_a_trial_of_safety_that_posts_nothing_but_checks_blood_pressure_and_growth_are_checks(
    others: tuple[str, ...], title: str, conditions: tuple[str, ...], expected: str
) -> None:
    assert kind(PRESSURE, *others, title=title, conditions=conditions) == expected


@pytest.mark.parametrize(
    ("title", "condition", "expected"),
    [
        ("The effect of alfacin on blood pressure", "Rheumatoid arthritis", "safety"),
        ("Haemodynamic effects of alfacin", "HIV infections", "safety"),
        ("Hemodynamic effects of alfacin", "Hypertension", "efficacy"),
        ("The effect of alfacin on blood pressure", "Kidney disease", "efficacy"),
        ("The efficacy of alfacin", "Rheumatoid arthritis", "efficacy"),
    ],
)
def test_what_a_drug_for_another_disease_does_to_the_blood_pressure_is_no_benefit(
    title: str, condition: str, expected: str
) -> None:
    assert kind(PRESSURE, title=title, conditions=(condition,)) == expected


@pytest.mark.parametrize(
    ("others", "condition", "expected"),
    [(("Change in QTc",), "Migraine", "safety"), ((), "Migraine", "efficacy"), ((AE,), "Heart failure", "efficacy")],
)
def test_other_parts_of_the_tracing_are_checks_beside_safety(
    others: tuple[str, ...], condition: str, expected: str
) -> None:
    assert kind("Width of the QRS complex", *others, conditions=(condition,)) == expected


@pytest.mark.parametrize(
    ("measure", "title", "expected"),
    [
        ("Area under the curve of vitamin D", "Bioequivalence of two tablets of vitamin D", "pk"),
        ("Urinary excretion of alfacin", "Relative bioavailability of alfacin", "pk"),
        ("Urinary excretion of alfacin", STUDY, "efficacy"),
        ("Pain score", "Bioequivalence of two creams", "efficacy"),
    ],
)
def test_in_a_trial_of_bioequivalence_how_much_is_taken_up_is_a_drug_level_whatever_it_is(
    measure: str, title: str, expected: str
) -> None:
    assert kind(measure, title=title) == expected


@pytest.mark.parametrize(
    ("measure", "title", "condition", "expected"),
    [
        ("Number of participants with deep vein thrombosis", "A safety study of alfacin", "Anemia", "safety"),
        (
            "Number of participants with deep vein thrombosis",
            "A safety study of alfacin",
            "Vein thrombosis",
            "efficacy",
        ),
        (
            "Number of participants with deep vein thrombosis",
            "Efficacy and safety study of alfacin",
            "Anemia",
            "efficacy",
        ),
        ("Number of participants with deep vein thrombosis", STUDY, "Anemia", "efficacy"),
        ("Number of participants cured", "A safety study of alfacin", "Anemia", "efficacy"),
        ("Pain score", "A safety study of alfacin", "Anemia", "efficacy"),
    ],
)
def test_a_trial_titled_safety_study_counts_harms_unless_they_are_the_disease(
    measure: str, title: str, condition: str, expected: str
) -> None:
    assert kind(measure, title=title, conditions=(condition,)) == expected


@pytest.mark.parametrize(
    ("condition", "expected"), [("Allergic rhinitis", "safety"), ("Growth hormone deficiency", "efficacy")]
)
def test_growth_of_children_with_an_allergy_is_watched(condition: str, expected: str) -> None:
    assert kind("Growth velocity at one year", conditions=(condition,)) == expected


@pytest.mark.parametrize(
    ("measure", "others", "unit", "expected"),
    [
        ("Pharmacodynamic parameter: platelet reactivity", (CMAX,), "%", "pk"),
        ("Pharmacodynamic parameter: platelet reactivity", (AE,), "%", "efficacy"),
        ("Plasma betanol after five days of alfacin", (CMAX,), "micrograms/ml", "pk"),
        ("Plasma betanol after five days of alfacin", (AE,), "micrograms/ml", "efficacy"),
        ("Plasma glucose after five days of alfacin", (CMAX,), "mg/dL", "efficacy"),
    ],
)
def test_an_effect_named_as_pharmacodynamic_and_an_unknown_level_are_drug_levels_beside_drug_levels(
    measure: str, others: tuple[str, ...], unit: str, expected: str
) -> None:
    assert kind(measure, *others, unit=unit) == expected


@pytest.mark.parametrize(
    ("measure", "told", "expected"),
    [
        ("Total serum calcium", "The primary outcome measures were safety", "safety"),
        ("Total serum calcium", "The primary objective is to evaluate the safety of alfacin", "safety"),
        ("Total serum calcium", "The primary objective is safety and efficacy", "efficacy"),
        ("Pain on a visual analogue scale", "The primary outcome measures were safety", "efficacy"),
        ("Participants with wound complications", "This study evaluates the safety of a sealant", "safety"),
        ("Participants with wound complications", "The safety and efficacy are evaluated", "efficacy"),
        ("Participants with wound complications", "", "efficacy"),
        ("Participants with thrombosis", "This study evaluates the safety of a sealant", "efficacy"),
    ],
)
def test_a_record_may_say_that_safety_is_what_it_is_about(measure: str, told: str, expected: str) -> None:
    assert kind(measure, told=(told,)) == expected


@pytest.mark.parametrize(
    ("title", "condition", "expected"),
    [
        ("A stent for small vessels", "Coronary artery disease", "efficacy"),
        ("Safety of a stent for small vessels", "Coronary artery disease", "safety"),
        ("Alfacin in arthritis", "Arthritis", "safety"),
    ],
)
def test_major_adverse_cardiac_events_are_the_disease_in_disease_of_the_heart(
    title: str, condition: str, expected: str
) -> None:
    assert kind("Major adverse cardiac events", title=title, conditions=(condition,)) == expected


def test_conditions_of_the_record_are_asked() -> None:
    study = record(outcome("Growth velocity", [5.1, 5.5], analysis(pValue="0.01")), title="A study of a cell product")
    assert read_results(parse_study(study), "experimental").status is S.NOT_MET
    study["protocolSection"]["conditionsModule"] = {"conditions": ["Allergic rhinitis"]}
    assert read_results(parse_study(study), "experimental").status is S.SAFETY_ONLY
