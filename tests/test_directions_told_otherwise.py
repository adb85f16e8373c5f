"""Which way is better where the title is of general words and the description says what is measured. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "") -> str:
    return outcome_direction(measure, description).direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
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
    assert way("Tendon healing", "Size of the tear in millimetres") == "unclear"
    assert way("Complete wound closure", "Wound size is measured with a camera") == "higher"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Ventricular remodeling", "Ejection fraction, end-systolic volume and infarct size"),
        ("Degree of improvement of the knee", "With these tools:\n\nIKDC form\nWOMAC index\nTegner scale"),
        ("Quality of life", "By measuring:\n\npain\nEQ-5D index\nneed for rescue tablets"),
        ("Efficacy", "C-peptide, HbA1c and dose of insulin"),
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
    "measure",
    ["Capacity of isolated cells to differentiate", "Survival of the transplanted cells", "Tissue collection"],
)
def test_cells_and_samples_in_the_laboratory_have_no_direction(measure: str) -> None:
    assert way(measure) == "neutral"


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
        ("Wound size and depth", "lower"),
        ("Infarct size, ejection fraction", "composite"),
        ("Fibrosis by red staining of the treated and untreated groups", "lower"),
        ("Safety and tolerance of the cells", "lower"),
        ("Western Ontario and McMaster index", "lower"),
    ],
)
def test_properties_and_names_with_and_are_no_members_of_a_list(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_a_reduction_whose_description_begins_with_the_change_of_a_scale_means_the_scale() -> None:
    assert way("Disability reduction", "Change in the WOMAC function subscale") == "lower"
    assert way("Disability reduction", "Change in serum proteins") == "higher"


def test_an_improvement_over_instruments_that_run_apart_is_composite() -> None:
    assert way("Improvement of physical function", "Measured by WOMAC and Harris Hip Score") == "composite"
    assert way("Limb improvement", "Rutherford category and ankle-brachial index") == "composite"


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


@pytest.mark.parametrize(
    ("measure", "description"),
    [("Predictive biomarkers for survival", ""), ("Factors of success", "Age and size of the defect")],
)
def test_what_foretells_has_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"


def test_a_named_complaint_beside_a_survey_that_runs_the_other_way_is_in_doubt() -> None:
    assert way("Urinary incontinence", "EPIC-26 questionnaire after surgery") == "unclear"
    assert way("Foot ulcer", "Closed at week 12") == "unclear"
    assert way("Response to treatment", "Disease Activity Score DAS28") == "unclear"
    assert way("Resolution of ARDS", "Days on ventilator") == "unclear"
