"""Which way is better where the value is not the thing itself: counts of people, times, reductions, statements that clash."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction

MORE_PAIN = "Higher scores mean more pain."
BETTER = "Higher scores mean better function."


@pytest.mark.parametrize(
    ("measure", "unit", "direction"),
    [
        ("Relapse", "participants without relapse", "higher"),
        ("Number of patients without relapse", "", "higher"),
        ("Participants who responded to relapse", "", "higher"),
        ("Number of participants who achieved a hemoglobin above 10", "", "higher"),
        ("Participants with normal findings", "", "higher"),
        ("Participants with abnormal findings", "", "lower"),
        ("Participants with a shift from normal to abnormal findings", "", "lower"),
        ("Number of participants with VAS below 3", "", "higher"),
        ("Number of participants with 30% reduction in pain", "", "higher"),
        ("Participants without worsening", "", "higher"),
        ("Participants without improvement", "", "lower"),
        ("Patients without response", "", "lower"),
        ("Number of patients without remission", "", "lower"),
        ("Number of non-responders", "", "lower"),
        ("Number of participants with a change in something", "", "unclear"),
        ("Number of participants with Qqq", "", "unclear"),
        ("Number of participants in each WOMAC grade", "", "lower"),
        ("Distribution of participants by WOMAC score", "participants", "lower"),
        ("Number of participants with NK cells", "", "neutral"),
        ("Relapse: patients without an episode", "participants", "higher"),
        ("Number of participants with death or survival", "", "composite"),
        ("Number of participants with pain response", "", "higher"),
    ],
)
def test_what_is_counted_decides(measure: str, unit: str, direction: str) -> None:
    assert outcome_direction(measure, "", unit).direction == direction


def test_a_threshold_is_read_with_the_scale_the_record_states() -> None:
    above = "Number of participants with an index above 40"
    assert outcome_direction(above, "Higher values of the index mean worse function.").direction == "lower"
    assert outcome_direction(above, "Higher values of the index mean better function.").direction == "higher"
    named = "Number of participants with WOMAC above 40"
    assert outcome_direction(named, "Higher scores mean worse function.").direction == "lower"
    assert outcome_direction(named, "Higher scores mean better function.").direction == "higher"


def test_people_spread_over_a_scale_follow_the_statement_about_the_scale() -> None:
    spread = outcome_direction("Distribution of participants by made-up scale score", "Higher scores mean better.")
    assert (spread.direction, spread.reason.code) == ("higher", "stated")


def test_a_count_that_only_the_description_names_leans_but_is_not_decided() -> None:
    found = outcome_direction("Number of participants with Qqq", "Death of the participant")
    assert (found.direction, found.leaning) == ("unclear", "lower")
    plain = outcome_direction("Number of participants", "Death of the participant")
    assert (plain.direction, plain.sure) == ("lower", False)


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Minutes from insertion of the pessary to vaginal delivery", "lower"),
        ("Seconds to seizure", "higher"),
        ("Minutes of walking per day", "higher"),
        ("Pain 30 minutes to 2 hours after dosing", "lower"),
    ],
)
def test_minutes_and_seconds_to_an_event_are_a_time_to_it(measure: str, direction: str) -> None:
    """NCT00308711: minutes until a birth; minutes of an activity and times of a measurement are none."""
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Time until bleeding stops", "lower"),
        ("Time for the fever to subside", "lower"),
        ("Time until the seizure ended", "lower"),
        ("Time to stop bleeding", "lower"),
        ("Time until bleeding", "higher"),
        ("Time from the end of surgery to bleeding", "higher"),
    ],
)
def test_the_time_until_a_bad_thing_ends_is_better_when_shorter(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Time to remission", "lower"),
        ("Time to death", "higher"),
        ("Time to intervention", "higher"),
        ("Time to visit", "unclear"),
        ("Survival time", "higher"),
        ("Time to survival", "higher"),
        ("Time to change in NK cells", "neutral"),
    ],
)
def test_time_to_a_good_event_is_better_when_shorter(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction", "code"),
    [
        ("Percentage of improvement", "", "percent", "higher", "improvement"),
        ("Improvement in WOMAC", "", "units on a scale", "unclear", "improvement_of_lower"),
        ("Improvement in pain as measured by VAS", "", "score", "lower", "scale_named"),
        ("Reduction in made-up marker", "", "", "unclear", "reduction_of_unknown"),
        ("Reduction in pain", MORE_PAIN, "", "unclear", "reduction_or_scale"),
        ("Reduction in mortality", "", "", "higher", "reduction"),
    ],
)
def test_reductions_and_improvements(measure: str, description: str, unit: str, direction: str, code: str) -> None:
    found = outcome_direction(measure, description, unit)
    assert (found.direction, found.reason.code) == (direction, code)


def test_statements_that_contradict_each_other_leave_only_a_named_scale() -> None:
    both = f"{BETTER} Lower scores mean better function."
    assert outcome_direction("Made-up function index", both).direction == "unclear"
    named = outcome_direction("WOMAC total", both)
    assert (named.direction, named.sure) == ("lower", False)


def test_a_statement_on_the_score_against_one_on_its_change_is_a_contradiction() -> None:
    text = "Higher values mean more pain. A positive change means improvement."
    assert outcome_direction("Change in WOMAC", text).reason.code == "contradiction"


def test_an_event_in_the_title_is_not_turned_by_the_statement_about_a_scale() -> None:
    found = outcome_direction("Remission", "Higher scores on the scale mean worse disease.")
    assert (found.direction, found.sure) == ("higher", False)
    counted = outcome_direction("Number of participants with remission", "Higher scores mean worse disease.")
    assert counted.direction == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction"),
    [
        ("Glucose response", "", "mg/dL", "lower"),
        ("Hypothermia", "Measured in the ear", "degrees Celsius", "higher"),
        ("Hypotension", "", "mmHg", "higher"),
        ("Hypoglycaemia", "", "mg/dL", "higher"),
        ("Hypothermia", "", "participants", "lower"),
        ("Hypothermia", "", "percentage of participants", "lower"),
        ("Treatment response", "", "ng/mL", "unclear"),
        ("Rejection", "", "ng/mL", "lower"),
        ("Rejection glucose", "", "ng/mL", "lower"),
        ("Summed pain intensity difference", "", "", "higher"),
        ("Well-being", "Blood pressure", "", "higher"),
        ("mRSS score, SF-36 score", "Higher mRSS scores mean worse. Higher SF-36 scores mean better.", "", "composite"),
        ("Efficacy", "WOMAC score at week 12", "", "lower"),
        ("Clinical outcome", "Death within one year", "", "lower"),
        ("Function measured by walking distance", "", "", "higher"),
        ("Symptoms assessed by remission", "", "", "higher"),
        ("Pain and function", "", "", "composite"),
        ("Mortality and survival", "", "", "composite"),
        ("Absence of pain", "", "", "higher"),
    ],
)
def test_what_was_measured_decides_over_a_vague_title(
    measure: str, description: str, unit: str, direction: str
) -> None:
    assert outcome_direction(measure, description, unit).direction == direction


@pytest.mark.parametrize(
    ("description", "direction"),
    [
        ("The index runs from 0 to 10; 10 = worst.", "lower"),
        ("The index runs from 0 to 10; 0 = worst.", "higher"),
        ("The index runs from 0 to 10; 5 = worst.", "unclear"),
        ("The index runs from 0 to 10; 10 = seen.", "unclear"),
        ("0 = severe, 1 = mild, 2 = severe", "unclear"),
        ("0 = not at all, 3 = very good", "higher"),
        ("Higher scores mean higher scores of the list.", "unclear"),
        ("Higher scores mean worse pain and lower scores mean less pain.", "lower"),
        ("0 = worst pain", "higher"),
    ],
)
def test_labelled_points_of_a_scale(description: str, direction: str) -> None:
    assert outcome_direction("Made-up index", description).direction == direction


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Change in height standard deviation score (SDS)", "higher"),
        ("Treatment satisfaction by the EDITS index", "higher"),
        ("FEV1 response (crossover part of the study)", "higher"),
        ("Incidence of low cardiac output syndrome", "lower"),
        ("Four-week point prevalence of nonsmoking", "higher"),
        ("Change in proinsulin/insulin ratio", "lower"),
        ("Change in 1,5-anhydroglucitol", "higher"),
        ("Total cholesterol/HDL-C ratio", "lower"),
        ("Concentration of high density lipoprotein (HDL)-cholesterol", "higher"),
        ("Area under the curve over 3 hours (AUC3) for glucose", "lower"),
        ("Change in CGI improvement score", "lower"),
        ("Dependence in two or more activities of daily living", "lower"),
        ("Participants achieving HbA1c below 7% with no increase in any hypoglycemia", "higher"),
        ("Participants achieving an eczema area and severity index-50 (at least 50% improvement)", "higher"),
        ("Number of hyporesponsive participants", "lower"),
        ("Terminal elimination rate constant", "neutral"),
        ("Positive and negative affect schedule", "composite"),
        ("Participants using a template to document asthma care", "unclear"),
        ("Partial response: a decrease of at least one grade of GVHD", "higher"),
        ("Partial response or improvement of GVHD", "higher"),
        ("Time to fall in FEV1 of more than 10%", "higher"),
        ("Relation between disease activity and fistula healing", "neutral"),
        ("Collateral vessels on digital subtraction angiography (DSA)", "higher"),
        ("Participants with a bleeding subscore of zero", "higher"),
        ("Disappearance of edema of the leg", "higher"),
        ("Duration of mucosal healing", "lower"),
        ("LDL over HDL ratio", "lower"),
        ("Magnetization transfer ratio of a brain lesion", "higher"),
        ("Nerve conduction latency measured by a nerve conduction study", "lower"),
        ("Efficacy assessment of cells in non-union fractures by Hounsfield units", "higher"),
        ("Percentage of participants with less requirement for vasoactive agents", "higher"),
        ("Technical success of ablation of lesions and metastasis", "higher"),
        ("Respiratory rate and oxygenation index (ROX index)", "higher"),
        ("Change in POEM score", "lower"),
        ("Seattle Angina Questionnaire", "higher"),
        ("Titres of anti-GAD antibodies", "lower"),
        ("Effect of cells given during rotator cuff repair - fatty degeneration", "lower"),
    ],
)
def test_titles_that_were_misread_before(title: str, expected: str) -> None:
    assert outcome_direction(title).direction == expected


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("IGA", "Percentage of subjects who dropped two or more grades on the scale.", "higher"),
        ("CD4+ and CD8+ T cell count", "Marker of inflammation.", "unclear"),
        ("Change in pain", "Calculated as baseline minus week 12.", "higher"),
        ("Change in pain", "Calculated as week 12 minus baseline.", "lower"),
        ("Improvement of the sinus score", "Scores from 0 (best) to 24 (worst), one year minus baseline.", "lower"),
        ("Reduction in pressure", "Baseline pressure minus week 12 pressure; higher pressure is worse.", "higher"),
        ("Kidney function", "Proportion of participants who progressed to dialysis.", "lower"),
        ("Lack of response", "Number of participants with lack of response after the healing phase.", "lower"),
        ("Efficacy", "Response rate of the plexiform tumor by volume.", "higher"),
        ("Signal of the marrow on MRI", "Marrow given adipose derived cells.", "unclear"),
        ("Endpoints", "Average time for which participants are alive and free of respiratory failure.", "higher"),
    ],
)
def test_a_description_names_what_the_title_leaves_open(title: str, description: str, expected: str) -> None:
    assert outcome_direction(title, description).direction == expected


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction"),
    [
        ("AUC0-t of the made-up drug", "", "ng*h/mL", "neutral"),
        ("Maximum tolerated dose", "", "mg", "neutral"),
        ("Recovery: glucose at 3 hours", "Recovery from hypoglycemia after the clamp", "mg/dL", "higher"),
        ("Readings of glucose within +/- 15 % of the laboratory", "", "readings", "higher"),
        ("Number of coughs in response to capsaicin", "", "coughs", "lower"),
        ("Efficacy between groups", "A hierarchical composite of death, events and the Minnesota Living score", "", "unclear"),
        ("Vessel diameter", "Measured in men with erectile dysfunction and in volunteers", "", "unclear"),
        ("Tidal breaths", "Recorded during mechanical ventilation", "mL", "unclear"),
        ("Low back pain", "Measured by the SF-12 and other surveys", "", "lower"),
        ("Knee pain", "Measured by the KOOS", "", "higher"),
        ("Participants with values meeting marked abnormality criteria", "", "participants", "lower"),
        ("Subjects nausea free at 2 hours", "", "participants", "higher"),
        ("Percent of time in target range of glucose", "", "%", "higher"),
        ("Erectile dysfunction", "Assessed by the International Index of Erectile Function", "", "higher"),
        ("Maximum plasma concentration", "Compared with participants who have hepatic dysfunction", "", "neutral"),
        ("Number of people who didn't require the repeated surgery", "", "", "higher"),
        ("Participants withdrawn from mechanical ventilation: withdrawal of mechanical ventilation", "", "", "higher"),
        ("An improvement of >= 40% in C-reactive protein", "", "", "higher"),
        ("Primary endpoint - Percentage of participants achieving the MCID on the VAS", "", "", "higher"),
        ("Risk of blistering", "Number of participants without blisters", "participants", "higher"),
        ("Percent change in FEV1 after the challenge", "A value above zero indicates a decrease of FEV1", "percent", "lower"),
        ("Clinical and demographic characteristics", "", "", "neutral"),
        ("Radiological progression of bone fusion", "", "", "higher"),
        ("Participants with a 50% reduction in seizure frequency", "", "", "higher"),
        ("Participants with a reduction of function, relapse or death", "", "", "lower"),
        ("Attacks of headache", "Participants who remained free of attacks", "attacks", "lower"),
        ("Time to fill bony defect", "", "", "lower"),
        ("Immunogenicity", "Titer of antibodies to human insulin", "", "unclear"),
        ("Impact of the device on position", "", "", "unclear"),
        ("Avoiding arthroplasty", "Avoiding or delaying of total knee replacement", "", "higher"),
        ("Muscle regenerative capacity", "The proportion of small atrophic fibres", "", "higher"),
        ("Characterization of degenerated disc cells", "", "", "neutral"),
        ("Cortisol, 24-hour mean", "", "ratio", "unclear"),
        ("Cortisol, 24-hour mean", "Remission of Cushing disease", "ratio", "lower"),
        ("Fecal calprotectin level <50 at week 8", "", "", "higher"),
        ("Fecal calprotectin level", "", "", "lower"),
        ("Evidence of abstinence as indicated by urinalysis", "", "", "higher"),
        ("Response rate defined as the percentage of people whose tumor volume fell below half", "", "", "higher"),
        ("OL; Number of participants with urinalysis meeting marked abnormality criteria", "", "", "lower"),
        ("Change from baseline in albumin at week 52/Early withdrawal", "", "", "higher"),
        ("Effectiveness of closed loop control: mean glucose", "", "", "lower"),
        ("Concentration of methacholine that brings a 20% decrease in FEV1 (PC20)", "", "", "higher"),
        ("Suppressed HIV RNA viral load", "", "participants", "higher"),
        ("Change in urine albumin excretion", "", "", "lower"),
        ("Low back pain", "Number of participants without pain", "", "higher"),
        ("Time to the first event", "The first occurrence of death or stroke", "", "higher"),
        ("Reaction time of the hand", "Lower times are quicker, indicating less time to move", "ms", "lower"),
        ("Participants whose steroid dose has been reduced by a quarter", "", "participants", "higher"),
        ("Kaplan-Meier estimate of duration of response by independent review of progression", "", "months", "higher"),
        ("Success rate computed from a time-to-event analysis", "", "%", "higher"),
        ("Stroop test", "", "correct answers", "unclear"),
        ("Stroop interference", "", "s", "lower"),
        ("Hours of ON time", "", "h", "higher"),
        ("Body surface area (BSA) affected", "", "%", "lower"),
        ("Medication possession ratio", "", "", "higher"),
        ("TmP/GFR", "", "mg/dL", "unclear"),
        ("Subjective effects: drug strength", "", "mm", "unclear"),
        ("Participants with shifts from normal to high", "", "participants", "lower"),
        ("Use of smoking cessation counselling", "", "", "unclear"),
        ("Correlation between stage and response", "", "participants", "neutral"),
        ("People with good, middling, or no response", "", "participants", "unclear"),
        ("Participants with no response", "", "participants", "lower"),
        ("People with scores by category on CGI-Improvement", "", "participants", "lower"),
        ("Participants with aborted attacks of angina", "", "participants", "higher"),
        ("Cytokine-positive CD4 cells", "After two doses of the vaccine", "cells per million", "higher"),
        ("Complications rate requiring resolution by an operation", "", "%", "lower"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_what_it_is(measure: str, description: str, unit: str, direction: str) -> None:
    assert outcome_direction(measure, description, unit).direction == direction
