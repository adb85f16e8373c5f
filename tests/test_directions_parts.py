"""What a list of parts, a heading or a description says of the direction. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Spasticity and strength of the arm", "composite"),
        ("Insulin dose, C-peptide", "composite"),
        ("MELD, blood albumin", "composite"),
        ("Dyspnea and quality of life", "composite"),
        ("WOMAC (pain, physical function)", "lower"),
        ("Remission for renal function, proteinuria", "higher"),
        ("Graft viability and safety", "unclear"),
    ],
)
def test_a_list_of_parts_of_other_levels_that_run_apart_is_composite(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Immunological indicator in serum 2: levels of TNF and IL-6", "lower"),
        ("Changes of inflammatory index - the number of lymphocytes", "unclear"),
        ("Clinical benefit: incidence of complications such as ascites", "lower"),
        ("Immune marker in serum: level of response of CD4+ T cells", "unclear"),
        ("Brain-derived neutrophic factor", "higher"),
    ],
)
def test_a_heading_with_its_colon_or_dash_is_not_what_was_measured(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_more_severe_as_scores_were_higher_is_a_statement() -> None:
    assert way("Made-up capillary findings", "Graded 0 to 3, which is more severe as scores were higher.") == "lower"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Chest CT", "Change of the lung fibrosis on chest CT", "lower"),
        ("Images of the brain", "Density of dopamine transporters in images of the brain (PET)", "higher"),
        ("Angiography of coherent layers", "Vascular density changes in angiography of coherent layers", "higher"),
        ("Oxygen pressure in inspiration", "Partial pressure of oxygen over the fraction inspired", "higher"),
        ("Change in reported outcomes - life", "Change in the quality of life", "higher"),
        ("MBDS score", "Change in the Made-up Blinking Disability Scale (MBDS)", "lower"),
        ("Efficacy of Madeupcel", f"Proportion of ACR20 patients, {'with what was done for them ' * 8}", "higher"),
    ],
)
def test_a_description_that_repeats_the_words_of_the_title_names_what_they_measure(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_a_bracket_that_lists_what_the_words_before_it_say_leaves_no_doubt() -> None:
    assert way("Duration of symptoms of the upper airway passages (shivering, tiredness, sneezing, fever)") == "lower"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Clinical efficacy", "EDSS score at month 3\nMSFC scale at month 3", "composite"),
        ("Clinical efficacy", "EDSS and Multiple Sclerosis Functional Composite", "composite"),
        ("Course of limb ischaemia", "Ankle brachial index, degree of Rutherford", "composite"),
        ("Functional outcome", "Read by the QuickDASH and the Constant at each visit", "composite"),
        ("Hormonal profile", "Inhibin B and FSH", "composite"),
        ("Inflammatory markers", "Interleukin-10 and TNF-alpha in serum", "composite"),
        ("Inflammatory markers", "TNF-alpha in serum", "lower"),
        ("Banff scores between the madeup and control groups, eGFR", "", "composite"),
        ("Perfusion images", "Change of the mean transit time", "lower"),
        ("Perfusion images", "Change of the cerebral blood flow", "higher"),
        ("Gait and balance", "Measured by the EDSS", "lower"),
        ("Gait and balance scale", "", "higher"),
        ("Cartilage morphology", "On MRI", "higher"),
    ],
)
def test_the_list_or_the_scale_of_a_description_decides_under_a_title_of_general_words(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Decrease in mortality", "Evaluation of the patients who died", "lower"),
        ("Decrease of insulin resistance", "Calculated with the HOMA-IR formula", "lower"),
        ("Decrease of insulin resistance", "Difference of the HOMA-IR", "higher"),
        ("Decrease in mortality", "How much fewer patients died", "higher"),
        ("Decrease in insulin dose (>= 30 %)", "The insulin dose is told weekly", "higher"),
    ],
)
def test_a_brief_description_of_the_thing_itself_beats_the_reduction_of_the_title(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


_ENDPOINTS = (
    "Change in FVC at the end Change in DLCO at the end Change in the 6MWT at the end Changes in the disease extent"
)


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Efficacy", _ENDPOINTS, "composite"),
        ("Efficacy", _ENDPOINTS[:80], "higher"),
        ("Effect of cell transplantation", "To fill the defect of the jaw", "higher"),
        ("Bladder function", "Degree of bladder dysfunction in each group", "lower"),
        ("Bladder function", "In each group", "higher"),
        ("Decrease of insulin resistance", "HOMA-IR, calculated using fasting C-peptide", "lower"),
        ("Severity of the cord injury", "ASIA Impairment Scale", "higher"),
        ("Changes on chest images", "In both groups. The percentage of affected lungs is told.", "lower"),
        ("Serum interleukin 4", "Level of inflammatory factor interleukin 4", "lower"),
        ("Serum interleukin 4", "Level of interleukin 4", "unclear"),
        ("Gene measurements", "", "neutral"),
    ],
)
def test_a_description_says_what_a_title_of_efficacy_function_or_images_leaves_open(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_states_listed_without_numbers_run_from_the_first_to_the_last() -> None:
    told = "The states are not hospitalized, at home;\nin hospital, on a ward;\nin hospital, on a ventilator;\ndeath."
    assert way("Ordinal scale", told) == "lower"
    back = (
        "The states are as follows:\ndeath;\nin hospital, on a ventilator;\nin hospital, on a ward;\nnot hospitalized."
    )
    assert way("Ordinal scale", back) == "higher"


def test_an_improvement_whose_description_is_only_a_scale_means_the_scale() -> None:
    assert way("Improvement of wrist pain", "with the QuickDASH") == "lower"
    assert way("Improvement of pain", "with the Visual Analogue Scale") == "lower"
    assert way("Improvement of wrist pain", "with the QuickDASH", "percent improvement") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("X-ray imaging of the knee while standing", "Cartilage volume by the joint gap", "higher"),
        ("Ultrasonographic findings in the knee joint", "The volume of effusion is assessed on both sides", "lower"),
        ("Imaging evaluation", "The brain is scanned for its FDG uptake", "higher"),
        ("Shoulder survey", "Two forms are filled in. These are a pain VAS and the Constant score.", "composite"),
        ("Hysteroscopy", "Compare the images, evaluate the change/improvement after treatment", "unclear"),
        ("Efficacy of the cells measured by a made-up scan", "", "unclear"),
        ("Oxygenation index (OI)", "", "lower"),
        ("Oxygenation index", "", "unclear"),
        ("Comparison of the inflammatory markers", "IL-6, IL-10 and TNF-alpha", "composite"),
    ],
)
def test_a_title_of_a_method_or_of_a_product_leaves_the_thing_to_the_description(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_an_improvement_of_cases_stays_one_where_only_the_description_names_a_quantity() -> None:
    assert way("Improvement of cases", "Decrease of the FSH in serum") == "higher"
    assert way("Improvement of the FSH in serum") == "unclear"


def test_low_before_a_good_quantity_means_too_little_of_it() -> None:
    assert way("Signs of lupus activity", "Low complement levels, anti-dsDNA") != "composite"
    assert way("Low serum complement levels in lupus") == "lower"
    assert way("Serum complement levels in lupus") == "higher"
    assert way("Low back pain") == "lower"
