"""Which way is better where other words of the title count: names of instruments, lists, what no row knows, what has no direction."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Migraine-Specific Quality of Life Questionnaire", "higher"),
        ("Quality of life by the Incontinence Quality of Life instrument", "higher"),
        ("Seattle Angina Questionnaire, angina stability", "higher"),
        ("Chronic Respiratory Questionnaire: dyspnea domain", "higher"),
        ("Chronic Liver Disease Questionnaire", "higher"),
        ("MG-ADL total score", "lower"),
        ("Rhinoconjunctivitis Quality of Life by RQLQ", "lower"),
        ("GERD-HRQL score", "lower"),
        ("UCLA loneliness scale", "lower"),
        ("EORTC QLQ-C30 physical functioning", "higher"),
        ("EORTC QLQ-C30 fatigue", "lower"),
        ("EORTC QLQ-C30", "unclear"),
        ("Ten-meter walk test, speed", "higher"),
        ("Ten-meter walk test", "lower"),
        ("Symptom score (SF-36)", "higher"),
    ],
)
def test_an_instrument_is_known_by_its_whole_name_and_not_by_a_word_in_it(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    "measure",
    [
        "Drug exposure", "Reasons for stopping the tablets", "Mean daily dose of the capsule", "Treatment patterns in clinics",
        "Patient preference", "Number of participants analyzed", "Isolation and expansion of stem cells", "Cell phenotype",
        "Capacity of donor cells in vitro by oxygen consumption",
    ],
)  # fmt: skip
def test_what_describes_care_exposure_or_cells_has_no_better_way(measure: str) -> None:
    assert outcome_direction(measure).direction == "neutral"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Local control rate", "higher"), ("Blood glucose control rate", "higher"), ("Blood glucose", "lower"),
        ("PSA response", "higher"), ("PSA", "lower"), ("MRD negativity", "higher"), ("HBsAg loss", "higher"),
        ("Parasite clearance time", "lower"), ("Parasite clearance", "higher"), ("Treatment persistence", "higher"),
        ("Antibodies to HLA", "lower"), ("Antibodies to tetanus", "higher"), ("Birth weight", "higher"),
        ("Heart rate variability", "higher"), ("Heart rate", "neutral"), ("Retinal nerve fibre layer", "higher"),
    ],
)  # fmt: skip
def test_a_level_and_the_good_event_of_the_same_name_are_told_apart(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("MELD, blood albumin", "composite"),
        ("Grade of Childs-Pugh and MELD", "lower"),
        ("WOMAC (pain, physical function)", "lower"),
        ("Abdominal pain responder", "higher"),
    ],
)
def test_a_list_of_things_that_run_in_opposite_ways_is_not_decided_by_its_first(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


def test_a_word_behind_four_that_nobody_knows_leans_but_does_not_decide() -> None:
    found = outcome_direction("Mapping emotional dynamics by warping curves of people suffering a headache")
    assert (found.direction, found.reason.code, found.leaning) == ("unclear", "in_doubt", "lower")
    near = outcome_direction("Weekly number of headaches")
    assert (near.direction, near.leaning) == ("lower", "unclear")


def test_a_change_from_baseline_survival_and_vaccine_antibodies_stand_behind_any_words() -> None:
    assert outcome_direction("Mean change from first qqq rrr sss ttt in seated systolic pressure").direction == "lower"
    assert outcome_direction("Qqq rrr sss ttt uuu survival").direction == "higher"
    assert outcome_direction("Serogroup qqq rrr sss ttt titers").direction == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction"),
    [
        ("Survival without disease, defined as the interval to progression", "", "", "higher"),
        ("Baseline KOOS", "", "", "unclear"),
        ("Pain pre-surgery", "", "", "unclear"),
        ("Baseline to week 12 pain", "", "", "lower"),
        ("Effect of calcium tablets on bone mineral density", "", "", "higher"),
        ("Qqq level in urine", "", "ng/mg creatinine", "unclear"),
        ("Nausea", "The value at baseline minus the value at 60 minutes", "", "lower"),
        ("Change in pain", "Value 'at baseline' minus 'after treatment'", "", "higher"),
        ("Efficacy", "Complete response and partial response are counted. Some people have progressive disease.", "", "higher"),
        ("Visual acuity", "Snellen charts were read at four metres, to the nearest letter", "logMAR", "lower"),
        ("Closure of a hole assessed by no clinical signs of leaks", "", "", "higher"),
        ("Weight gain", "", "grams per day", "higher"),
        ("Number of lesions", "Efficacy is read as the reduction in the number of lesions", "", "lower"),
    ],
)  # fmt: skip
def test_the_words_beside_a_thing_tell_how_it_was_measured(
    measure: str, description: str, unit: str, direction: str
) -> None:
    assert outcome_direction(measure, description, unit).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Time to first flatus", "", "lower"),
        ("Time to first analgesic request", "", "higher"),
        ("Time to next treatment", "", "higher"),
        ("Percentage with a 50% reduction in seizure frequency", "", "higher"),
        ("Percentage gaining 15 letters", "", "higher"),
        ("Percentage with normalized ALT", "", "higher"),
        ("GVHD response", "", "higher"),
        ("Decreasing the insulin dose (>= 30%)", "", "higher"),
        ("Loss of FEV1", "", "lower"),
        ("Study participation by NPI total score", "", "lower"),
        ("Retention rate", "", "higher"),
        ("Time to exhaustion", "", "higher"),
        ("Return of potency", "", "higher"),
        ("Hospital admission", "", "lower"),
        ("Change in the volumes of the heart", "", "lower"),
        ("Overall survival: share of people with an event", "", "lower"),
        ("Share of people with progression-free survival (PFS) events", "", "lower"),
        ("Percentage of participants without PFS events", "", "higher"),
        ("Number of PFS events", "", "lower"),
        ("Pain pressure threshold", "", "higher"),
        ("Seizure control", "", "higher"),
        ("Limb salvage", "", "higher"),
        ("Event-free survival: number of events", "", "lower"),
        ("Percentage of patients with event-free survival", "", "higher"),
        ("PFS in patients with progressive disease", "", "higher"),
        ("Ottawa bowel preparation scale", "", "lower"),
        ("Percentage of participants with adequate cleansing by the Aronchick scale", "", "higher"),
        ("Length of weaning from the ventilator", "", "lower"),
        ("Urinary N-acetyl-beta-D-glucosaminidase", "", "lower"),
        ("LV end-diastolic pressure", "", "lower"),
        ("Rejection after transplantation with cells before operation", "", "lower"),
        ("Test-retest reliability of the score", "", "neutral"),
        ("T regulatory cells", "", "higher"),
        ("Size of the tendon tears", "", "lower"),
        ("International Index of Erectile Function", "1=never and 5=always", "higher"),
        ("Sleep quality", "0 = slept extremely well and 10 = unable to sleep at all", "unclear"),
        ("International Index of Erectile Function", "1 = best and 5 = worst", "lower"),
        ("Achievement of a 30% reduction in PTH", "", "higher"),
        ("Proportion of people in low disease activity", "", "higher"),
        ("Efficacy of tablets in men with impotence after radiation (3D) of prostate cancer", "", "unclear"),
        ("Blood pressure and heart rate", "", "neutral"),
        ("Blood pressure", "", "lower"),
        ("VAS before the intervention", "", "unclear"),
        ("Time to repair the injury", "", "lower"),
        ("Closure of the hole", "Median time until closure", "lower"),
        ("Closure of the hole", "Seen by a scan", "higher"),
        ("VAS response. Percentage of subjects with a 30% reduction of pain", "", "higher"),
        ("Time to first death or stroke (percentage of patients with an event)", "", "lower"),
        ("Clot firmness", "Depends on fibrinogen", "higher"),
        ("Platelet aggregation", "", "lower"),
        ("Efficacy of cells derived from marrow assessed by survival rate", "", "higher"),
        ("Function estimated by WOMAC", "", "lower"),
        ("Treatment success, assessed per the visiting doctor's static global assessment", "", "higher"),
        ("Choice of the next line of tablets", "", "neutral"),
        ("Disease status", "", "unclear"),
        ("Antibody response", "Antibodies to human insulin", "unclear"),
        ("Outcome", "This study compares two ways of repair of cartilage.", "unclear"),
        ("Hole of the retina", "Amount of plaque and cream in qqq", "unclear"),
        ("Kidney function", "Level of creatinine", "lower"),
    ],
)
def test_milestones_shares_and_aims_are_told_from_the_words_in_them(
    measure: str, description: str, direction: str
) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction"),
    [
        ("Overall survival", "People who died by the end of the year", "participants", "unclear"),
        ("Survival", "Number of deaths in each arm", "", "unclear"),
        ("Survival", "", "deaths", "unclear"),
        ("Survival", "Incidence of death", "", "unclear"),
        ("Survival", "Number of deaths within 28 days", "", "unclear"),
        ("Mortality", "28-day survival", "", "unclear"),
        ("Graft survival", "Number of graft losses", "", "unclear"),
        ("Progression-free survival", "Number of patients with progression", "participants", "unclear"),
        ("Progression-free survival", "Number of months until progression", "months", "higher"),
        ("Mortality", "Share of people alive on day 30", "%", "unclear"),
        ("Overall survival", "Time from the first infusion until death", "months", "higher"),
        ("Overall survival", "Share of people alive on day 30", "%", "higher"),
        ("Mortality", "Number of deaths by day 30", "participants", "lower"),
    ],
)
def test_the_dead_counted_under_a_title_of_survival_leave_the_direction_open(
    measure: str, description: str, unit: str, direction: str
) -> None:
    assert outcome_direction(measure, description, unit).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Failure of engraftment", "lower"),
        ("Number of participants with engraftment failure", "lower"),
        ("Failed fusion of the spine", "lower"),
        ("Delayed healing", "lower"),
        ("Time to engraftment failure", "higher"),
        ("Number of participants without engraftment failure", "higher"),
        ("Failure-free survival", "higher"),
        ("Recovery from heart failure", "higher"),
    ],
)
def test_a_good_event_that_failed_or_came_late_is_a_bad_one(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


def test_a_bad_event_described_under_a_title_of_efficacy_leaves_the_direction_open() -> None:
    assert outcome_direction("Efficacy", "Relapse rate", "%").direction == "unclear"
    assert outcome_direction("Efficacy", "Incidence of infection", "%").direction == "unclear"
    assert outcome_direction("Efficacy", "Reduction of the relapse rate", "%").direction == "higher"
