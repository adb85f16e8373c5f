"""Which way is better for instruments, laboratory values and images of single specialties. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Wound-QoL total", "lower"),
        ("QLQ-H&N35 score", "lower"),
        ("Killip class at discharge", "lower"),
        ("Geffner scale of the bladder", "higher"),
        ("Euroquol 5D", "higher"),
        ("Communicative Development Inventories", "higher"),
        ("Verbal learning test", "higher"),
        ("Chair rise time", "lower"),
        ("Five-fold squat-to-stand time", "lower"),
        ("APPS at day 5", "lower"),
        ("aGVHD grade", "lower"),
        ("aGVHD response at day 28", "higher"),
    ],
)
def test_instruments_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Serum level of follicle-stimulating hormone", "lower"),
        ("Follicle growth", "higher"),
        ("Multi-follicular development", "unclear"),
        ("NT proBNP", "lower"),
        ("Interleukin (IL)-6", "lower"),
        ("sVCAM-1", "lower"),
        ("Negative acute phase reactants of inflammation", "higher"),
        ("Acute phase reactants", "lower"),
        ("Haematuria", "lower"),
        ("Autoreactive T cells", "lower"),
        ("Leptin", "unclear"),
        ("Coagulation profile", "unclear"),
        ("Expression of miRNA", "neutral"),
        ("KIR2DL3 on NK cells", "neutral"),
        ("Compound muscle action potentials", "higher"),
    ],
)
def test_laboratory_values_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Joint space", "higher"),
        ("Joint space narrowing", "lower"),
        ("Left ventricular systolic performance", "higher"),
        ("Systolic volume of the left ventricle", "lower"),
        ("Size of the left atrium", "lower"),
        ("Necrotic myocardial mass", "lower"),
        ("Integrity of the tendon", "higher"),
        ("Size of the herniated disc", "lower"),
        ("Granulation tissue and exudate", "composite"),
        ("Residual graft material", "lower"),
        ("Leg-length discrepancy", "lower"),
        ("Arm circumference in lymphoedema", "lower"),
        ("Thigh circumference in muscular dystrophy", "higher"),
        ("Thigh circumference", "unclear"),
    ],
)
def test_images_and_measurements_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Days without vasopressors", "higher"),
        ("Time off steroids", "higher"),
        ("Dose of immunosuppressants", "lower"),
        ("Inotropic support", "lower"),
        ("Kidney failure", "lower"),
        ("Participants lost to follow-up", "lower"),
        ("Resumption of the cycle", "higher"),
        ("Fistula blockage", "higher"),
        ("Days of acute inpatient treatment", "lower"),
    ],
)
def test_days_without_support_are_good_and_the_use_of_it_is_not(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize("measure", ["Cause of death", "Pattern of relapse", "Wound dressing used", "Pregnancy test"])
def test_what_describes_has_no_direction(measure: str) -> None:
    assert way(measure) == "neutral"


def test_a_bracket_says_how_an_event_is_defined_and_adds_no_part() -> None:
    assert way("Clinical remission (proteinuria, creatinine)") == "higher"
    assert way("Pain relief (Lequesne and WOMAC)") == "unclear"


def test_a_visit_named_test_of_cure_is_no_cure() -> None:
    assert way("Days in hospital at test-of-cure") == "lower"


def test_an_image_by_its_kind_leaves_it_to_the_description_what_was_seen() -> None:
    assert way("MRI", "Change of the joint space width") == "higher"
    assert way("Arthroscopy", "Size of the cartilage defect") == "lower"
    assert way("Ultrasound examination") == "unclear"


def test_a_healing_time_is_a_time_also_before_the_word_for() -> None:
    assert way("Healing time for the burned skin") == "lower"


def test_an_immune_response_is_wished_for_only_where_a_vaccine_calls_it_up() -> None:
    assert way("Immune response to the influenza vaccine") == "higher"
    assert way("Immune response to the donor cells") == "unclear"
    assert way("Adverse events and immune response") == "lower"


def test_whom_the_description_is_about_is_not_what_was_measured() -> None:
    assert way("Nerve examination", "Findings of the subjects with or without incontinence") == "unclear"


def test_a_measure_that_will_be_compared_to_another_has_no_direction() -> None:
    assert way("Brain volume will be compared to memory") == "neutral"


def test_a_graded_rise_of_a_laboratory_value_is_a_harm() -> None:
    assert way("Grade 3 elevated bilirubin", "Grade 3 elevated bilirubin by the criteria of toxicity") == "lower"


def test_an_advance_of_bone_healing_is_no_progression() -> None:
    assert way("Progression of bone consolidation") == "higher"
