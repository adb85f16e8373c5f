"""What is checked for safety, and what a title of safety counts. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("BUN", "Clinical evaluation of urea in serum"),
        ("White blood cells", "Clinical lab evaluation of white cells"),
        ("Activated PTT", "Part of the safety indexes"),
        ("Carbon dioxide", "From the comprehensive metabolic panel"),
        ("Creatinine", "From a basic metabolic panel"),
        ("Safety assessed by thrombin time", "Abnormalities are compared with normal values"),
        ("Safety laboratory examination", ""),
        ("Laboratory assessments", "Haematology and cardiac biomarkers"),
        ("Routine physical examination", "Safety of the product is assessed"),
        ("Electrocardiography", "Finds abnormalities of the beat"),
        ("Holter monitoring", ""),
        ("Safety endpoint", "Change from baseline in laboratory data"),
        ("Heart rate will be monitored for toxicity", ""),
        ("Changes in blood pressure", "Taken every hour after the infusion"),
    ],
)
def test_a_laboratory_value_or_an_examination_taken_for_safety_has_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Haematology: safety parameter", "The investigators will assess the incidence of blood disorders"),
        ("Electrocardiogram", "Safety is assessed by any clinically significant abnormalities"),
        ("Safety: physical examination", "Abnormal findings of the doctor"),
        ("Number of participants with changes in laboratory values", ""),
        ("Incidence of changes in vital signs", ""),
        ("Clinically important physical examination findings", ""),
    ],
)
def test_findings_of_a_check_that_are_counted_are_better_when_fewer(measure: str, description: str) -> None:
    assert way(measure, description) == "lower"


@pytest.mark.parametrize(
    "measure",
    [
        "Feasibility and safety of cells in heart failure",
        "To determine the safety of cells and ceramic granules in a carrier for lumbar fusion",
        "Safety as assessed by remote monitoring interrogation printouts showing arrhythmias",
        "Immunological reactions",
        "New mass at the injection site",
        "Other significant clinical events",
    ],
)
def test_a_title_of_safety_and_harms_by_name_count_harms(measure: str) -> None:
    assert way(measure) == "lower"
    assert way("Amount of new bone mass") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Viral load to see the improvement of laboratory parameters", "", "lower"),
        ("Heat sensitivity", "", "lower"),
        ("Course of body temperature", "The fever is charted", "lower"),
        ("Body temperature", "", "neutral"),
        ("Skin temperature by thermography", "", "unclear"),
        ("Respiratory rate", "In respiratory distress", "lower"),
        ("Respiratory rate", "Safety of the cells in respiratory distress", "neutral"),
        ("Blood pressure", "Treatment of hypertension", "lower"),
    ],
)
def test_what_the_disease_makes_ill_is_no_check(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction
