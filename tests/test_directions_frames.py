"""Which way is better where a heading, a modifier or the fluid measured tells what a word means. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Serum IgE", "lower"),
        ("IgE, IgG and IgA", "neutral"),
        ("Serum creatinine", "lower"),
        ("Urinary creatinine", "unclear"),
        ("Leukocytes in the urine", "lower"),
        ("D/P creatinine at four hours", "lower"),
        ("Glucose", "lower"),
        ("Dialysate glucose", "higher"),
        ("Membrane transport function", "unclear"),
    ],
)
def test_where_a_substance_was_measured_tells_what_it_means(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Visual evoked potential", "", "unclear"),
        ("Visual evoked potential amplitude", "", "higher"),
        ("Visual evoked potential latency", "", "lower"),
        ("Outer nuclear layer thickness", "", "higher"),
        ("Central retinal thickness", "", "lower"),
        ("Renal resistive index", "", "lower"),
        ("Resistive index of the penile artery", "", "higher"),
        ("Blood flow indices of the uterus", "RI, PI", "lower"),
        ("Blood flow of the uterus", "", "higher"),
        ("Hip to waist ratio", "", "unclear"),
        ("Waist circumference", "", "lower"),
        ("Oxygenation index", "In mmHg from arterial blood", "higher"),
        ("Oxygenation index", "A sign of the severity of lung injury", "lower"),
        ("Oxygenation index", "", "unclear"),
        ("Number of defects in red blood cells", "", "lower"),
        ("Interferon gamma after an injection into the tumour", "", "unclear"),
        ("Interferon gamma in arthritis", "", "lower"),
    ],
)
def test_a_wave_a_layer_and_a_ratio_are_read_by_what_of_them_was_measured(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Skin chimerism", "neutral"),
        ("Lymphocyte chimerism", "higher"),
        ("MSC tracking by MRI", "neutral"),
        ("Comparison of stem cells from young and old donors", "neutral"),
        ("Genetic susceptibility to inflammation", "neutral"),
        ("Economic evaluation", "neutral"),
        ("Anti-adenovirus antibody titre", "neutral"),
        ("Antibody titre after the adenovirus vaccine", "higher"),
        ("Type IV hypersensitivity skin test", "unclear"),
        ("Hypersensitivity reactions", "lower"),
    ],
)
def test_what_describes_people_and_cells_is_no_outcome_to_win(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Symptomatic patients", "unclear"),
        ("Participants with refractory rejection", "lower"),
        ("Refractory epilepsy", "unclear"),
        ("Days the survivors were in ICU", "lower"),
        ("Survivors at one year", "higher"),
        ("Absence of upper respiratory infection", "higher"),
        ("Coronavirus polymerase chain reaction (PCR) test result negative", "higher"),
        ("Return of ALT to the normal range", "higher"),
    ],
)
def test_an_adjective_of_people_or_disease_is_no_event(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Platelet count improved compared with the first visit", "higher"),
        ("Immune function improvement [with subsets]", "higher"),
        ("The reduction ratio of the EASI", "higher"),
        ("Urea reduction ratio", "higher"),
        ("Slowing of gait", "lower"),
        ("Confirmation of the extent of improvement in walking (ODI)", "higher"),
        ("Number of patients with positive uterine changes", "higher"),
        ("Participants with enhanced ovarian reserve", "higher"),
        ("Reduction of pain using VAS", "lower"),
        ("Post-stent surgery (PSS) coronary artery endothelial function", "higher"),
        ("Evaluate the efficacy of adding a made-up cell product by the WOMAC scale", "lower"),
    ],
)
def test_a_frame_is_seen_behind_a_heading_and_before_a_comparison(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("description", "direction"),
    [
        ("Answers of each question are added, with a lower score denoting better health.", "lower"),
        ('The least score is 12 and it means "the best state", and 60, which means "the worst state".', "lower"),
        ("90-100 is excellent with minimal pain, 80-89 is good, 70-79 is fair, below 60 is poor.", "higher"),
    ],
)
def test_the_points_of_a_total_are_read_in_prose(description: str, direction: str) -> None:
    assert way("Made-up health sheet", description) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Relapse, time to", "higher"),
        ("Antibodies to HLA - time to development", "higher"),
        ("Days to first bowel movement", "lower"),
        ("Time until oxygen is no longer needed", "lower"),
        ("Time to next surgery", "higher"),
    ],
)
def test_a_time_is_of_the_event_wherever_the_title_names_it(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Prevention of rejection", "higher"),
        ("Slowing of cartilage loss", "higher"),
        ("Delay of dialysis", "higher"),
        ("Delay in wound healing", "lower"),
        ("Delayed union", "lower"),
        ("Cardiac arrest", "lower"),
    ],
)
def test_what_slows_or_prevents_a_bad_thing_is_a_reduction_of_it(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Percentage of patients with pain < 4", "higher"),
        ("Percentage of patients with symptoms for less than 3 months", "lower"),
        ("Patients with morbidity before 34 weeks, < 34 weeks", "lower"),
        ("Patients avoiding surgery", "higher"),
        ("Percentage of patients needing a transplant", "lower"),
        ("Percentage of patients not needing dialysis", "higher"),
        ("Patients with marrow recovery without evidence of donor cell engraftment", "lower"),
        ("Frailty functional testing", "unclear"),
        ("Use of walking aids", "lower"),
        ("Walking without crutches", "higher"),
    ],
)
def test_people_are_counted_by_what_they_lack_avoid_or_pass(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Relief of pain", "Pain is scored from 0 to 10 on a visual analogue scale.", "lower"),
        ("Relief of pain", "How many people feel less pain.", "higher"),
        ("Platelet count", "The improvement of clotting is shown by the platelet count.", "higher"),
        ("Platelet count", "", "unclear"),
        ("Lymphocyte count", "Return of the count to the normal range.", "higher"),
        ("Improvement of ascites", "", "higher"),
        ("Improvement in liver enzymes", "", "unclear"),
    ],
)
def test_a_description_says_whether_the_change_or_the_scale_is_given(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_a_limit_of_what_is_normal_is_no_end_of_a_scale() -> None:
    assert way("ABI", "Below 0.8 means disease of the artery, 1.4 or greater is considered abnormal.") == "higher"


def test_a_word_of_the_title_before_the_scale_takes_the_doubt_away() -> None:
    assert way("Pain for the treated wound, affected foot and heel on a visual analogue scale") == "lower"


def test_harms_in_the_description_of_a_title_of_safety_are_what_was_counted() -> None:
    found = outcome_direction("Safety of made-up sheets of cultured donor tissue", "Infections are watched for.")
    assert found.direction == "lower"
