"""Which way is better where the title is of general words and the description says what is measured. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "") -> str:
    return outcome_direction(measure, description).direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Treatment response", "Disease Activity Score DAS28", "lower"),
        ("Cardiac function", "End-systolic volume of the left ventricle", "lower"),
        (
            "Quality of life",
            "Dry Mouth Questionnaire and summary/composite score of the Xerostomia Questionnaire",
            "lower",
        ),
        ("Walking ability", "Timed up and go test", "lower"),
        ("Weight bearing capacity", "It will be evaluated by pain intensity", "lower"),
        ("Response", "Time until the first response", "lower"),
        ("Change of symptoms", "Partial pressure of oxygen in arterial blood", "higher"),
    ],
)
def test_a_general_word_gives_way_to_the_value_with_which_the_description_begins(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Clinical response", "A fall of the DAS28 by at least 1.2 points"),
        ("Response rate", "The DAS28 is asked for at each visit"),
        ("Success of hip preservation", "Number of hips that needed arthroplasty"),
        ("Survival", "Survival until death from any cause"),
        ("Muscle regeneration", "Regeneration after sepsis is seen under the microscope"),
    ],
)
def test_a_good_event_that_is_defined_counted_or_named_by_an_instrument_stays_what_the_title_says(
    measure: str, description: str
) -> None:
    assert way(measure, description) in {"higher", "unclear"}


def test_the_size_of_what_heals_leaves_in_doubt_whether_healing_or_the_size_is_meant() -> None:
    found = outcome_direction("Tendon healing", "Size of the tear in millimetres")
    assert found.direction in {"unclear", "lower"}
    assert way("Complete wound closure", "Wound size is measured with a camera") == "higher"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Ventricular remodeling", "Ejection fraction, end-systolic volume and infarct size"),
        ("Degree of improvement of the knee", "With these tools:\n\nIKDC form\nWOMAC index\nTegner scale"),
        ("Quality of life", "By measuring:\n\npain\nEQ-5D index\nneed for rescue tablets"),
        ("Efficacy", "C-peptide, HbA1c and dose of insulin"),
        ("Biomarker response", "Levels of 1) anti-dsDNA antibodies; 2) complement C3; 3) regulatory cells"),
        (
            "Exploratory assessment of the efficacy of the cells",
            "Changes of:\nGlomerular filtration rate\nSerum creatinine",
        ),
    ],
)
def test_a_list_of_things_that_run_apart_under_a_general_word_is_a_composite(measure: str, description: str) -> None:
    assert way(measure, description) == "composite"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Neurological deficits", "Excellent: all symptoms gone;\nEffective: in remission;\nIneffective: worsened"),
        ("Signs of inflammation", "Stages:\nbleeding\nunion"),
    ],
)
def test_lines_of_classes_are_no_list_of_parts(measure: str, description: str) -> None:
    assert way(measure, description) != "composite"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Capacity of isolated cells to differentiate", ""),
        ("Survival of the transplanted cells", ""),
        ("Tissue collection", ""),
        ("Predictive biomarkers for survival", ""),
        ("Factors of success", "Age and size of the defect"),
    ],
)
def test_cells_in_the_laboratory_and_what_foretells_have_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"


def test_survival_of_patients_after_cell_therapy_and_response_to_it_keep_their_direction() -> None:
    assert way("Survival of patients given cells") == "higher"
    assert way("Survival after cell infusion") == "higher"


def test_answers_that_a_table_turns_into_an_index_do_not_tell_how_the_index_runs() -> None:
    told = "1 is no problem and 3 is extreme problem. The answers give a 5 digit number that a lookup table turns into an index."
    assert way("Quality of life", told) == "higher"
    assert way("Quality of life", "1 is no problem and 3 is extreme problem") == "lower"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Liver stiffness and portal pulsation", "unclear"),
        ("Quality of life and wave parameters", "unclear"),
        ("Wound size and depth", "lower"),
        ("Infarct size, ejection fraction", "composite"),
        ("Fibrosis by red staining of the treated and untreated groups", "lower"),
        ("Safety and tolerance of the cells", "lower"),
        ("Western Ontario and McMaster index", "lower"),
    ],
)
def test_a_list_of_which_a_member_has_no_known_direction_is_in_doubt(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_a_reduction_whose_description_begins_with_the_change_of_a_scale_means_the_scale() -> None:
    assert way("Disability reduction", "Change in the WOMAC function subscale") == "lower"
    assert way("Disability reduction", "Change in serum proteins") == "higher"


def test_an_improvement_over_instruments_that_run_apart_is_composite_and_over_quantities_in_doubt() -> None:
    assert way("Improvement of physical function", "Measured by WOMAC and Harris Hip Score") == "composite"
    assert way("Limb improvement", "Rutherford category and ankle-brachial index") == "unclear"


def test_a_general_good_word_whose_description_tells_of_something_unknown_is_in_doubt() -> None:
    assert way("Follicular function", "Made-up glow of the follicles") == "unclear"
    assert way("Follicular function", "The function of the follicles is scored") == "higher"
    assert way("Follicular function") == "higher"


def test_an_improvement_seen_on_images_stays_one() -> None:
    assert way("Evaluation of the improvement of pneumonia", "CT assessment of lesions of the lung") == "higher"
    assert way("Functional improvement in the control of spasticity") == "higher"


def test_latency_and_amplitude_of_a_wave_run_apart() -> None:
    assert way("Visual evoked potentials", "VEP: latency (ms) and amplitude") == "composite"
    assert way("Visual evoked potentials", "Amplitude of the VEP") == "higher"


def test_quantities_of_both_signs_that_only_the_description_names_are_a_composite() -> None:
    assert way("Heart scan", "Ejection fraction, perfusion and infarct size") == "composite"
    assert way("Knee", "Five items of the WOMAC for pain, two for stiffness and seventeen for function") != "composite"


def test_a_count_of_people_with_a_value_does_not_turn_a_response() -> None:
    assert way("End of treatment response", "Number of patients with plasma HCV RNA at week 48") != "lower"


def test_a_named_complaint_beside_a_survey_that_runs_the_other_way_is_in_doubt() -> None:
    assert way("Urinary incontinence", "EPIC-26 questionnaire after surgery") == "unclear"


def test_a_good_event_whose_description_begins_with_a_size_is_in_doubt() -> None:
    assert way("Skin recovery", "Area not yet covered") == "unclear"
    assert way("Skin recovery", "Area of the skin that has healed") == "higher"
    assert way("Follicular development", "Size of the follicles") == "higher"
