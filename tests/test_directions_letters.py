"""Short names and words that mean something else in another field. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("TESS score", "", "unclear"),
        ("TESS", "limb salvage surgery for sarcoma", "higher"),
        ("LIT", "Lupus Impact Tracker", "lower"),
        ("LIT", "lymphocyte immunotherapy", "unclear"),
        ("Calidad de vida", "", "unclear"),
        ("Hallux angle after akin osteotomy", "", "unclear"),
        ("Serum TIMP levels", "", "unclear"),
        ("Pain VAS 15D", "", "lower"),
        ("Clinical Dementia Rating Scale sum of boxes", "", "lower"),
        ("Muscle strength in LEMS", "", "higher"),
        ("CFR", "case fatality rate", "lower"),
        ("ECV", "external cephalic version at term", "unclear"),
        ("ECV", "extracellular volume of the myocardium", "lower"),
        ("MRC grade", "dyspnoea at rest", "lower"),
        ("Frequency of blushing", "", "unclear"),
        ("Number of clicks", "", "unclear"),
    ],
)
def test_letters_are_read_in_the_field_in_which_they_stand_for_a_measure(
    measure: str, description: str, direction: str
) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Five times chair stand test", "seconds to stand up five times", "lower"),
        ("Chair stand test", "number of stands in 30 seconds", "higher"),
        ("Maximum resting pressure", "patients with anal fissure", "lower"),
        ("Allergen-specific IgG4", "allergen immunotherapy", "higher"),
        ("VWF activity", "patients with von Willebrand disease", "higher"),
        ("Metabolic activity of the tumor", "FDG PET", "lower"),
        ("Hair regrowth", "laser hair removal", "lower"),
        ("Liver size", "Gaucher disease", "lower"),
        ("Masseter EMG activity", "bruxism", "unclear"),
        ("Collagen deposition in the wound", "", "unclear"),
        ("Marrow cellularity", "leukaemia", "unclear"),
    ],
)
def test_the_disease_turns_what_is_wanted_of_a_measure(measure: str, description: str, direction: str) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Satisfaction with pain medication", "higher"),
        ("PGA response", "higher"),
        ("Difficulty swallowing", "lower"),
        ("Trouble swallowing", "lower"),
        ("Oral intake of opioids", "lower"),
        ("Oral food challenge symptoms", "lower"),
        ("Bone density in cases of chronic kidney disease", "higher"),
        ("Quality of life in chronic pancreatitis", "higher"),
        ("Function in Huntington's chorea", "higher"),
        ("Postoperative fatigue score", "lower"),
        ("Postoperative anxiety score", "lower"),
        ("Steroid withdrawal symptoms", "lower"),
        ("Tumor perfusion", "lower"),
    ],
)
def test_the_words_beside_a_good_or_bad_thing_decide_what_was_measured(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("In-stent LLL at 9 mo (QCA)", "lower"), ("TLR, clinically driven", "lower"), ("FCP (ug/g)", "lower"), ("UUI episodes", "lower"),
        ("DOR, K-M estimate", "higher"), ("MWT mean sleep latency", "higher"), ("Total motor score, UHDRS", "lower"),
        ("pH4 holding time ratio", "higher"), ("UACR, geometric mean ratio to baseline", "lower"), ("CDVA, decimal", "higher"),
        ("CRBSI per 1000 catheter days", "lower"), ("BARC 2-5", "lower"), ("TKV", "lower"), ("HAZ at 24 mo", "higher"),
        ("EBV DNAemia", "lower"), ("Opioid-neg urines", "higher"), ("RBC-TI, MDS", "higher"), ("Pts with wt loss >= 10%", "higher"),
        ("PCA demands", "lower"), ("IHS4", "lower"), ("Number of VOC per yr", "lower"), ("LCI2.5", "lower"),
    ],
)  # fmt: skip
def test_the_letters_of_trialists_are_read_where_they_can_mean_one_thing_only(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Consumption of morphine", "lower"), ("Break-through analgesia usage", "lower"), ("Days on antibiotics", "lower"),
        ("Percentage of days with asthma control", "higher"), ("Duration of disease control", "higher"),
        ("Time to uric acid control", "lower"), ("Local regional control", "higher"), ("Still birth rates", "lower"),
        ("Volume of postoperative drainage", "lower"), ("Percentage of wound epithelialized", "higher"), ("Tophus size", "lower"),
        ("Time slept", "higher"), ("Pulse pressure", "lower"), ("HIV ribonucleic acid (RNA)", "lower"),
        ("Concentrations for anti-PRP", "higher"), ("Percentage of subjects with hSBA >= 1:8", "higher"),
        ("Time to congestive heart failure", "higher"), ("Time to achieve the target hemoglobin level", "lower"),
        ("Time to resumption of full diet", "lower"), ("Ease of training", "higher"), ("Feeling of security", "higher"),
        ("Sanitary protection used", "lower"), ("Depression Anxiety and Stress Scale 21", "lower"),
        ("Complete occlusion of the left atrial appendage", "higher"), ("Need for rescue pain relief", "lower"),
        ("Proportion of patients with controlled blood pressure", "higher"), ("Heartburn-free daytime period", "higher"),
        ("Instrumented vaginal delivery", "lower"), ("Eye discharge", "lower"), ("Strength of pain", "lower"),
        ("Framingham score", "lower"), ("RAPID3 remission or low severity", "higher"), ("Factor VIII consumption", "lower"),
        ("Dihydrotestosterone", "neutral"), ("Lesion-to-brain ratio", "higher"),
    ],
)  # fmt: skip
def test_what_posted_outcomes_name_in_other_words_is_known(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Percentage of participants with HbA1c < 7.0% without documented hypoglycemia", "higher"),
        ("Percentage of participants with less than 50% healing", "lower"),
        ("Percentage of participants who lost < 15 letters", "higher"),
        ("Patients who are negative for HCV RNA", "higher"),
        ("Number of participants considered much improved", "higher"),
        ("Number of patients who are progression-free and alive", "higher"),
        ("Participants with a score of 1 or 2 on the patient global impression of improvement", "higher"),
        ("Participants who achieved 2 million cells in less than or equal to 4 days of apheresis", "higher"),
        ("Participants with a serious non-AIDS-defining event or death", "lower"),
    ],
)
def test_a_denial_or_a_limit_holds_for_what_it_stands_beside(measure: str, direction: str) -> None:
    """ "Below 7 % without lows" is a limit of the first thing and a denial of the second."""
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Migraine duration from onset to pain free", "lower"),
        ("Time to relapse-free survival", "higher"),
        ("Time of hospitalization", "lower"),
        ("Return to work (days)", "lower"),
        ("Number of bleeding days from cycle 1 to cycle 6", "lower"),
        ("Claudication onset time from baseline to 3 months", "higher"),
        ("Mean time to pain relief across three treated headache attacks", "lower"),
        ("Time to 12 week confirmed disability progression", "higher"),
    ],
)
def test_a_time_until_relief_is_better_short_and_a_period_of_study_is_no_time_to_an_event(
    measure: str, direction: str
) -> None:
    """ "From cycle 1 to cycle 6" says when was counted; until somebody is free of pain is a time to a good event."""
    assert outcome_direction(measure).direction == direction


def test_the_peak_of_a_drug_that_the_body_also_makes_is_a_drug_level() -> None:
    """A peak of estradiol or factor VIII is no benefit; the curve of a lung function is one."""
    assert outcome_direction("Maximum observed plasma concentration (Cmax) of ethinyl estradiol").direction == "neutral"
    assert outcome_direction("FEV1 AUC(0-3h) response").direction == "higher"
    assert outcome_direction("Cmax of glucose after a meal").direction == "lower"


def test_the_part_of_a_trial_that_finds_a_dose_is_no_outcome() -> None:
    """The heading "Dose escalation:" before a title says in which part of the trial it was measured."""
    assert outcome_direction("Dose escalation/expansion: overall survival").direction == "higher"


def test_those_who_reach_a_reduction_on_a_scale_told_to_be_bad_are_responders() -> None:
    """The record alone says which way a made-up scale runs; a reduction of 30 % or more on it is a success."""
    told = "Higher scores mean more severe symptoms."
    assert (
        outcome_direction("Percent of participants with a >= 30% reduction in the XYZ score", told).direction
        == "higher"
    )
