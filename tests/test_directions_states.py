"""Bad states that are turned back, timed, or told by what there is too little of; points of instruments. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Reversal of coma", "higher"),
        ("Reversal of septic shock", "higher"),
        ("Reversal of fibrosis", "higher"),
        ("Reversal of cognitive decline", "higher"),
        ("Reversal of heart failure", "higher"),
        ("Time to reversal of shock", "lower"),
        ("Rejection", "lower"),
    ],
)
def test_a_bad_state_that_is_turned_back_is_a_good_event(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Duration of treatment (days) to complete closure of the donor site", "lower"),
        ("Days of treatment needed to reach complete re-epithelization", "lower"),
        ("Length of therapy until full healing", "lower"),
        ("Duration of remission", "higher"),
    ],
)
def test_the_treatment_that_it_takes_until_something_has_healed_is_better_when_short(
    measure: str, direction: str
) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Shock reversal", "SOFA score", "lower"),
        ("Shock reversal", "Hours until vasopressors are stopped", "lower"),
        ("Shock reversal", "Patients off vasopressors at day 7", "higher"),
    ],
)
def test_a_reversal_that_is_told_by_a_score_is_read_by_that(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Hypoxia", "oxygen saturation", "higher"),
        ("Anaemia", "Haemoglobin concentration", "higher"),
        ("Hypotension", "mean arterial pressure", "higher"),
        ("Leukopenia", "white blood cell count", "higher"),
        ("Hypothermia", "body temperature", "higher"),
        ("Respiratory failure", "PaO2/FiO2", "higher"),
        ("Bone loss", "bone mineral density", "higher"),
        ("Joint stiffness", "range of motion", "higher"),
        ("Muscle wasting", "Lean body mass", "higher"),
        ("Cartilage degeneration", "MOCART score", "higher"),
        ("Visual impairment", "Visual acuity letters", "higher"),
        ("Malnutrition", "body mass index", "higher"),
    ],
)
def test_a_bad_state_told_by_what_there_is_too_little_of_is_better_when_more(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Hypoxia", "Number of patients with hypoxia"),
        ("Hypotension", "Drop of blood pressure by 20 mmHg"),
        ("Bone loss", "Loss of bone mineral density"),
        ("Renal failure", "Creatinine clearance below 30"),
        ("Anemia", "Number of transfusions"),
        ("Heart failure", "NT-proBNP"),
        ("Limb ischemia", "Rutherford class"),
        ("Cartilage defect", "Size of the defect on MRI"),
        ("Disc degeneration", "Pfirrmann grade"),
    ],
)
def test_a_bad_state_told_by_a_fall_a_count_or_a_bad_quantity_stays_one(measure: str, description: str) -> None:
    assert way(measure, description) == "lower"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Biomarkers of endothelial function", "Angiopoietin-2"),
        ("Endothelial function", "endothelial microparticles"),
        ("Endothelial microparticles", ""),
    ],
)
def test_what_a_hurt_lining_of_vessels_sheds_is_better_when_less(measure: str, description: str) -> None:
    found = outcome_direction(measure, description)
    assert (found.direction, found.sure) == ("lower", False)


def test_the_function_of_the_lining_of_vessels_itself_is_better_when_more() -> None:
    assert way("Endothelial function", "Flow mediated dilation") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Thermoregulatory sweat test (TST)", "", "lower"),
        ("TST", "Per cent of anhidrosis on the sweat test", "lower"),
        ("TST", "Total sleep time in minutes", "higher"),
    ],
)
def test_an_abbreviation_with_two_meanings_is_read_by_the_words_beside_it(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Clinical", "improvement in KOOS", "higher"),
        ("Clinical", "improvement in walking distance", "higher"),
        ("Pain reduction", "Change in the VAS", "lower"),
        ("Efficacy", "Improvement of lesions seen on MRI", "higher"),
        ("Clinical efficacy", "at least 30 % improvement of the WOMAC", "higher"),
        ("Efficacy", "Improvement in the VAS", "unclear"),
    ],
)
def test_an_improvement_that_a_description_reads_on_a_named_scale_is_that_scale(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Change in laboratory parameters of liver function", ""),
        (
            "Assessment of the effect of cells on organ dysfunction",
            "Liver: bilirubin; Lung: PaO2/FiO2; Kidney: creatinine",
        ),
        ("Patient reported outcomes", "RAPID 3, SF36"),
    ],
)
def test_tests_of_organs_and_surveys_that_run_apart_are_a_composite(measure: str, description: str) -> None:
    assert way(measure, description) == "composite"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Selection of an appropriate dose for phase 2", "neutral"),
        ("RNA expression on stromal cells", "neutral"),
        ("Comparison of colony-forming units between samples", "neutral"),
        ("Bacterial colony forming units in saliva samples", "lower"),
        ("Explore efficacy for the choice of a dose", "unclear"),
    ],
)
def test_doses_and_cells_that_are_looked_at_have_nothing_to_win(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Clinically significant laboratory findings", "lower"),
        ("Significant changes in physical examination", "lower"),
        ("Clinically relevant changes in physical exam", "lower"),
        ("Clinically significant improvement in pain", "higher"),
    ],
)
def test_findings_of_a_check_that_are_called_significant_are_harms(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Blood supply of the femoral head", "higher"),
        ("Tumor blood supply", "lower"),
        ("Breath-holding spells", "lower"),
        ("Breath holding time", "higher"),
    ],
)
def test_words_for_blood_flow_and_for_held_breath_are_known(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("title", "description", "direction"),
    [
        (
            "Improvement in points: Visual Analog Scale (VAS), Wrist Rating Scale (WRS), Health Survey (SF-36)",
            "",
            "unclear",
        ),
        ("Reduction (responder rate) in weekly seizures", "", "higher"),
        ("Reduction in walking ability", "Change in pain on the visual analogue scale", "lower"),
        (
            "Reduction of pain",
            "Change in what the carers told them every week until the last visit, pain VAS points",
            "higher",
        ),
    ],
)
def test_a_change_is_told_by_its_title_where_the_description_reads_another_thing(
    title: str, description: str, direction: str
) -> None:
    assert outcome_direction(title, description, "", "").direction == direction


def test_a_bad_state_among_unknown_words_is_not_told_by_a_quantity() -> None:
    assert (
        outcome_direction("Degeneration of knees in a class of old sailors", "Range of motion", "", "").direction
        == "lower"
    )


@pytest.mark.parametrize("title", ["Fall rate", "Change in fall rates", "Fall risk", "Fall frequency per month"])
def test_falls_of_people_are_no_fall_of_a_value(title: str) -> None:
    assert outcome_direction(title, "Change in the adjusted fall rates of the ward", "", "").direction == "lower"
