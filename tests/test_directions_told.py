"""Which way is better for classes, doses, scales and times that a description tells. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


def test_an_improvement_or_a_limit_whose_time_is_told_is_better_when_shorter() -> None:
    assert way("Improvement of one grade", "Time from the first infusion to an improvement of one grade") == "lower"
    assert way("NEWS of at most 2", "Time from the first infusion to discharge or a NEWS of at most 2") == "lower"
    assert way("NEWS of at most 2") == "higher"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("WHO functional class", "lower"),
        ("Walking distance by baseline WHO functional class", "higher"),
        ("Short Health Scale", "lower"),
        ("Levodopa equivalent daily dose", "lower"),
        ("Clinical Improvement Scale", "unclear"),
        ("Most effective dose", "neutral"),
    ],
)
def test_classes_doses_and_scales_are_no_function_and_no_improvement(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Patients who can taper or discontinue tacrolimus", "higher"),
        ("Steroid discontinuation rate", "higher"),
        ("Participants who ceased opioid use", "higher"),
        ("Participants who discontinued the study", "lower"),
        ("Opioid withdrawal scale", "lower"),
        ("Participants who return to immunosuppression", "lower"),
        ("Participants who return to work", "higher"),
        ("Days alive off supplemental oxygen", "higher"),
    ],
)
def test_to_stop_what_one_wants_to_do_without_is_good(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Overall response rate for acute GVHD", "higher"),
        ("Recurrence of menstruation", "higher"),
        ("Recurrence of the tumour", "lower"),
        ("Aborted cardiac death", "lower"),
        ("Parkinson fatigue scale (PFS-16)", "lower"),
        ("Duration (days) of weaning", "lower"),
        ("Anti-citrulline antibody", "lower"),
        ("Anti-tetanus antibody", "higher"),
    ],
)
def test_words_of_events_inside_other_names_are_not_the_event(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Arterial blood gas analysis (PaCO2)", "lower"),
        ("Arterial blood gas analysis (PaO2)", "higher"),
        ("Arterial blood gas analysis", "unclear"),
        ("Extension of the perfusion defect", "lower"),
        ("Extension of the knee", "higher"),
        ("Cerebral metabolic rate for glucose", "higher"),
        ("TGF-beta in lung fibrosis", "lower"),
        ("TGF-beta", "higher"),
        ("IL-13", "unclear"),
        ("Total protein in the bronchoalveolar lavage", "lower"),
        ("Urine total protein", "lower"),
        ("Fibrinogen level", "lower"),
        ("Asymptomatic decrease in ejection fraction", "lower"),
    ],
)
def test_where_a_quantity_is_measured_and_which_one_decides(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_fibrinogen_is_wanted_where_people_bleed() -> None:
    assert way("Fibrinogen level", "Taken before and after the haemorrhage was treated") == "higher"


@pytest.mark.parametrize(
    ("measure", "harm"),
    [
        ("Pain at the injection site", True),
        ("Swelling of the area of application", True),
        ("Infusion associated events", True),
        ("Severe infections after the cell infusion", True),
        ("Maximal tolerated dose", True),
        ("Infections", False),
        ("Pain of the knee", False),
    ],
)
def test_what_happens_where_or_after_something_was_given_counts_as_harm(measure: str, harm: bool) -> None:
    assert outcome_direction(measure).is_safety is harm


def test_symptoms_after_a_concussion_are_no_daily_skills() -> None:
    assert way("Rivermead Post-Concussion Symptoms Questionnaire") == "lower"
    assert way("Rivermead mobility index") == "higher"


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("Human Immunodeficiency Virus Ribonucleic Acid (RNA) in plasma", "copies/mL", "lower"),
        ("Time to Reach Hepatitis C Virus RNA < 25 IU/mL Undetectable", "days", "lower"),
        ("Percentage of participants with a positive skin culture", "participants", "lower"),
        ("Participants with > 30% change (reduction) from baseline in mean off time", "participants", "higher"),
        ('Change in mean "off" time', "hours", "lower"),
        ("Central subfield thickening", "microns", "lower"),
        ("Luminal area change", "mm^2", "higher"),
        ("Cavernosal artery mean PSV after treatment", "cm/s", "higher"),
        ("Intussusception within 42 days", "participants", "lower"),
        ("Presence of carcinoma of the prostate by biopsy", "participants", "lower"),
    ],
)
def test_long_names_of_viruses_quoted_words_and_a_reduction_in_brackets_are_read(
    measure: str, unit: str, expected: str
) -> None:
    assert way(measure, unit=unit) == expected


def test_a_culture_of_cells_is_no_positive_culture() -> None:
    assert way("Positive culture of stromal cells") == "unclear"


def test_days_without_a_support_that_the_title_names_are_better_when_more() -> None:
    assert (
        way("Respiratory support", "The effect is judged by the proportion of days without invasive support")
        == "higher"
    )
    assert way("Respiratory support", "The effect is judged by the days with invasive support") == "lower"


def test_an_event_written_out_in_brackets_stays_the_event_one_is_free_of() -> None:
    assert way("MACE (major adverse cardiac events)-free survival") == "higher"
    assert way("MACE (major adverse cardiac events)") == "lower"


def test_abnormal_tests_of_parts_that_run_apart_are_counted_as_abnormal() -> None:
    told = "Measured by aminotransferases, bilirubin and albumin"
    assert way("Graft function: number of participants with abnormal liver tests", told) == "lower"


def test_changes_in_a_cardiogram_that_are_read_as_normal_or_abnormal_are_harm() -> None:
    told = "Read as normal or abnormal at each visit"
    assert (
        way("Number of participants with changes to the overall assessment of the electrocardiogram", told) == "lower"
    )


def test_those_alive_with_a_toxicity_are_counted_for_the_toxicity() -> None:
    assert way("Patients alive with grade 3 or 4 toxicity") == "lower"
    assert way("Patients alive at day 60") == "higher"


def test_a_scale_of_deviance_from_the_normal_is_better_when_small() -> None:
    assert way("Aspect of the vibration", "Each point is graded (0 = no deviance, 3 = severe deviance)") == "lower"


def test_labelled_points_of_the_total_outrank_those_of_single_items() -> None:
    told = "Each question is scored 0 (extreme) to 4 (none). The total runs from 0 (worst) to 96 (best)."
    assert way("Function by the WOMAC", told) == "higher"
    assert way("Function by the WOMAC", "Each question is scored 0 (extreme) to 4 (none).") == "lower"


def test_a_scale_to_measure_something_good_is_read_as_the_scale() -> None:
    assert way("NIHSS to measure recovery") == "lower"
    assert way("Barthel index to assess disability") == "higher"


@pytest.mark.parametrize(
    "measure",
    [
        "Participants without rejection, graft loss or death",
        "Participants without relapse or death",
    ],
)
def test_what_denies_the_first_part_of_a_list_denies_the_others(measure: str) -> None:
    assert way(measure) == "higher"


def test_a_list_of_parts_joined_by_or_without_a_denial_stays_bad() -> None:
    assert way("Participants with rejection, graft loss or death") == "lower"


def test_a_good_thing_in_months_whose_time_is_told_is_better_when_shorter() -> None:
    told = "Measurement of the length of time (in months) for the patients to achieve grade 3 of flexion"
    assert way("First flexion of grade 3 (in months)", told) == "lower"
    assert way("Flexion of grade 3", "The angle of flexion in degrees") == "higher"


def test_the_disease_whose_classes_of_response_are_told_is_read_as_the_response() -> None:
    told = "Read as complete response (all signs gone) and partial response (fewer signs)."
    assert way("GVHD restaging", told) == "higher"
    assert way("GVHD restaging", "Grade of the skin, liver and gut") == "lower"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Filling of the cyst of the bone", "higher"),
        ("Fulfilled bone defect", "higher"),
        ("Diagnostic adequacy", "higher"),
        ("Visits with a protocol deviation", "lower"),
        ("AA/EPA ratio", "lower"),
        ("Symptoms in the lung function test", "higher"),
        ("Cough test", "unclear"),
        ("Motor control of the hand", "higher"),
        ("Rate of decline from ageing frailty", "lower"),
        ("Secretion of enzymes by passage 3 MSCs", "neutral"),
        ("Expansion and differentiation of synovial MSCs", "neutral"),
        ("Biomarker concentrations in plasma", "unclear"),
    ],
)
def test_filled_defects_deviations_tests_of_lungs_and_cells_in_passage_have_directions(
    measure: str, direction: str
) -> None:
    assert way(measure) == direction


def test_glucose_and_c_peptide_at_two_ends_of_a_list_run_apart() -> None:
    assert way("Insulin dose; HbA1c; fasting (FBG) and after-meal blood glucose (PBG); C-peptide") == "composite"


def test_the_evaluation_of_an_improvement_is_an_improvement() -> None:
    assert way("Improvement evaluation of the scan", "Grades of osteophytes were read") == "unclear"


def test_a_band_of_mild_scores_says_nothing_of_worse_ones_behind_it() -> None:
    bands = "3 or less signifies mild, 4-10 signifies moderate and 11 or higher signifies severe disease"
    assert way("Severity score of the skin", bands) == "lower"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Ultrasound scan of the elbow", "Cartilage volume", "higher"),
        ("Self-reported results throughout the whole period", "Lysholm score", "higher"),
        ("Pulmonary thing qqq", "Number of days requiring oxygen", "lower"),
        ("Making of a product zzz", "Successful making of the product zzz", "unclear"),
        ("Joint pictures before qqq", "Efficacy", "unclear"),
        ("Outcomes of grafting in zzz after cells", "In the second year the incidence of relapse is compared", "lower"),
        ("Hepatitis secondary outcomes 4", "Severity of colitis by its bleeding", "lower"),
        ("To assess the effect of cells beside the usual zzz drugs", "To judge the lung function", "higher"),
        ("Effect of aprotinin on the zzz", "To judge the lung function", "unclear"),
        (
            "Efficacy of cells zzz",
            "Seen from the thickness of the endometrium. " + 20 * "Later visits follow. ",
            "higher",
        ),
    ],
)
def test_a_title_without_a_word_of_its_own_leaves_it_to_the_description(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_laboratory_assessment_of_blood_and_chemistry_is_a_safety_check() -> None:
    assert way("Laboratory assessment", "Haematology, serum chemistry, cardiac biomarkers") == "neutral"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Spasticity and strength", "composite"),
        ("Remission of the bowel, proteinuria", "higher"),
    ],
)
def test_things_of_two_levels_and_opposite_signs_make_a_composite(measure: str, direction: str) -> None:
    assert way(measure) == direction
