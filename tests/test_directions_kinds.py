"""Kinds of wording that a fresh set of labels showed: lists under a bare title, too high values, scales to death. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Neurophysiology - combined evoked potentials", "SEP, VEP and MEP: latency (ms), amplitude (mV)", "composite"),
        ("Nerve conduction study", "Distal latency (ms), amplitude (mV) and velocity (m/s)", "composite"),
        ("Periodontal parameters", "Attachment gain, pocket depth, plaque index", "composite"),
        ("Glycaemic control", "HbA1c, C-peptide, insulin dose", "composite"),
        ("Evoked potentials", "Amplitude of the visual answer", "higher"),
        ("Glycaemic control", "HbA1c", "lower"),
    ],
)
def test_measures_that_run_apart_under_the_title_of_an_examination_are_a_composite(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_wounds_measured_and_healed_in_one_title_run_apart() -> None:
    assert way("Wound measurements, healing, photographs") == "composite"


@pytest.mark.parametrize(
    ("measure", "direction"), [("Size of liver and spleen", "composite"), ("Size of the liver", "higher")]
)
def test_a_liver_that_is_to_grow_beside_a_spleen_that_is_to_shrink_is_a_composite(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Infusion-associated events", "Blood pressure and pulse before and after each infusion", "lower"),
        ("SIAE in year one", "Any AE in a subject, with changes of the vital signs, by CTCAE", "lower"),
        ("New malignancies", "Safety", "lower"),
        ("Cyst formation", "A cyst or a mass on a later scan", "lower"),
        ("Zoonotic diseases", "Number of subjects diagnosed", "lower"),
        ("Elevation of serum creatinine", "Safety", "lower"),
        ("Serum creatinine", "Safety", "neutral"),
        ("MRI", "Scans will be done in order to look for late complications", "lower"),
        ("MRI", "Scans will be done in all centres", "unclear"),
        ("Weight", "Clinically significant changes in weight", "lower"),
        ("Weight", "Changes in weight", "unclear"),
        ("Change in weight", "Clinically significant changes in weight", "unclear"),
    ],
)
def test_harms_that_a_title_or_an_examination_stands_for_are_counted(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Signs and symptoms absence", "higher"),
        ("Pain disappearance", "higher"),
        ("Pain", "lower"),
    ],
)
def test_a_bad_thing_whose_absence_is_named_behind_it_is_better_when_more(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_what_a_description_lists_as_absent_does_not_turn_a_title_of_absence() -> None:
    assert way("Absence of symptoms", "Looks for fistula, inflammation and pain at the visit") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Ordinal scale of 9 points", "0. No clinical sign of infection, 4. Oxygen, 8. Death", "lower"),
        ("Seven-category scale", "1 death; 4 oxygen; 7 not hospitalised", "higher"),
        ("WHO ordinal scale", "", "lower"),
        ("Ordinal scale", "", "unclear"),
    ],
)
def test_the_points_for_health_and_for_death_tell_how_a_scale_runs(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Disability reduction", "Change in the WOMAC function subscale", "lower"),
        ("Disability reduction", "", "higher"),
        ("Number of patients whose MELD falls by 3 points or more", "", "higher"),
        ("Improvement in Child-Pugh class", "Percentage of patients whose class improves", "higher"),
    ],
)
def test_a_reduction_told_by_a_change_on_a_scale_is_that_scale(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("To assess the efficacy", "The cells may alleviate the symptoms of the leg", "higher"),
        ("Safety/efficacy", "Closure of the tract, without collections on a scan " + 30 * "of the pelvis ", "higher"),
        ("Tolerability", "", "lower"),
        ("Thickness of the cornea", "", "unclear"),
    ],
)
def test_what_an_outcome_is_for_decides_where_its_words_do_not(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "about", "direction"),
    [
        ("Retinal thickness", "multiple sclerosis", "higher"),
        ("Retinal thickness", "diabetic macular oedema", "lower"),
        ("Retinal thickness", "", "unclear"),
        ("Central macular thickness", "", "lower"),
        ("Serum cholesterol", "acute-on-chronic liver failure", "higher"),
        ("Serum cholesterol", "fatty liver with cirrhosis", "lower"),
        ("Serum cholesterol", "", "lower"),
        ("Lymphocyte count", "lymphopenia", "higher"),
        ("Lymphocyte count", "", "unclear"),
    ],
)
def test_the_disease_tells_which_way_a_retina_a_liver_or_lymphocytes_should_go(
    measure: str, about: str, direction: str
) -> None:
    assert outcome_direction(measure, about=about).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Amount of necrotic bone in the hip", "lower"),
        ("Incidence of ITBL", "lower"),
        ("Number of CR per organ", "higher"),
        ("Stability of the root filling cement", "higher"),
        ("Central motor conduction time", "lower"),
        ("Denervation potentials", "lower"),
        ("Night vision", "higher"),
        ("Number of eyes losing 15 letters or more", "lower"),
        ("Number of eyes gaining 15 letters or more", "higher"),
        ("Purulent discharge", "lower"),
        ("Discharge from hospital", "higher"),
        ("Pain with weight bearing", "lower"),
        ("Weight bearing", "higher"),
        ("Number of patients with anti-cell antibodies", "lower"),
        ("GVHD-free, relapse-free survival", "higher"),
        ("Prothrombin time activity", "higher"),
        ("Prothrombin time", "lower"),
        ("CAL gain", "higher"),
        ("Tendon gap", "lower"),
        ("Lymphoedema volume", "lower"),
        ("Extravascular lung water", "lower"),
    ],
)
def test_further_measures_of_the_specialties_have_directions(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Cardiac function", "NT-proBNP", "lower"),
        ("Cardiac function", "Ejection fraction", "higher"),
        ("Cardiac function", "Told by a questionnaire on NT-proBNP and zzz", "higher"),
        ("Fracture", "Union at month 9", "higher"),
        ("Bone defect", "Percentage filled with new bone", "higher"),
        ("Fracture rate", "Union at month 9", "lower"),
        ("Foot ulcer", "Size", "lower"),
        ("Fertility", "Live births", "higher"),
        ("Functional outcome", "The Lysholm score has items on pain, locking and swelling", "higher"),
        ("Clinical efficacy", "Change in FVC, time to death, number of hospital admissions", "composite"),
        ("Feasibility", "Told by the nurses", "unclear"),
    ],
)
def test_what_a_brief_description_names_is_what_a_wide_title_means(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Patients who reduce the steroid dose by half", "", "higher"),
        ("Patients on the steroid dose", "", "lower"),
        ("Improvement of the Ashworth score", "Number of patients with a decrease by one point", "higher"),
        ("Normal liver enzymes", "Number of patients", "higher"),
        ("Abnormal liver function", "", "lower"),
        ("Increased intracranial pressure", "", "lower"),
        ("Poor outcome", "", "lower"),
        ("Good results", "", "higher"),
        ("Appearance of new tumours", "", "lower"),
        ("Days off work", "", "lower"),
        ("Patients who no longer need oxygen", "", "higher"),
        ("Patients who progress to severe disease", "", "lower"),
        ("Minimal clinically important difference in WOMAC", "", "higher"),
        ("WOMAC (minimal clinically important difference: 10)", "", "lower"),
    ],
)
def test_what_became_of_people_decides_before_the_thing_that_is_named(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_necrosis_of_a_tumour_by_name_calls_for_no_vaccine() -> None:
    assert way("Change in immune response", "Tumor Necrosis Factor and other factors") != "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Endoscopic improvement", "Mayo endoscopic subscore of 0 or 1", "higher"),
        ("Improvement of pain", "with the Visual Analogue Scale", "lower"),
    ],
)
def test_an_improvement_that_its_description_makes_a_goal_counts_those_who_reach_it(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Healing index", "Days per cm of lengthening", "lower"),
        ("Healing index", "", "higher"),
        ("Mean arterial pressure", "Septic shock", "higher"),
        ("Absorption of lesions on CT", "", "higher"),
        ("AQP4 antibody titre", "", "lower"),
        ("Antibody titre after the vaccine", "", "higher"),
        ("ABC scale score", "Behaviour in autism", "lower"),
        ("ABC scale score", "Confidence in balance", "higher"),
        ("Wound size and granulation", "", "composite"),
        ("Subsidence of the stem", "", "lower"),
        ("Mucosal coverage of exposed bone", "", "higher"),
        ("Exposed bone", "", "lower"),
        ("Sinus graft height", "", "higher"),
        ("Effective renal plasma flow", "", "higher"),
        ("Renal scarring", "", "lower"),
        ("Ischaemia on angiography", "", "lower"),
        ("Pulp necrosis", "", "lower"),
        ("Monofilament threshold", "", "lower"),
        ("Number of hypokinetic segments", "", "lower"),
    ],
)
def test_measures_that_share_words_with_others_are_told_apart(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Functional parameters", "Pain, walking distance, use of analgesics", "composite"),
        ("Haemodynamic parameters", "Cardiac index and pulmonary wedge pressure", "composite"),
        ("Lipid profile", "LDL and HDL", "composite"),
        ("Safety parameters", "Tumour formation, healing, infection", "lower"),
    ],
)
def test_parameters_are_read_for_what_a_brief_description_lists(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction
