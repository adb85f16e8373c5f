"""Words that mean another thing inside a longer name, in a state, behind a definition or in a name of a germ."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Susceptibility changes in Streptococcus pneumoniae", "unclear"), ("Pneumonia", "lower"),
        ("Acquisition of S. pneumoniae", "lower"),
        ("Percentage of subjects with single radial hemolysis areas of at least 25 mm2", "higher"), ("Hemolysis", "lower"),
        ("Postprandial glycaemic response index", "lower"), ("Stroke volume variation", "unclear"), ("Stroke volume", "higher"),
        ("Variability in daily FEV1", "lower"), ("Heart rate variability", "higher"),
        ("Number of participants with complete caries removal", "higher"), ("Caries", "lower"),
        ("Residual neuromuscular block (TOF ratio < 0.9)", "lower"), ("Recall of the procedure", "lower"),
        ("Word recall", "higher"), ("Lesion border delineation", "higher"), ("Lesion visualization score", "higher"),
        ("Number of lesions visualized on T2", "lower"), ("Completion of substance use treatment", "higher"),
        ("C-reactive protein at completion of treatment", "lower"), ("Minimum angle of resolution (logMAR)", "lower"),
        ("Sensitivity, positive predictive value of the made-up score", "higher"),
        ("Secondary patency rate of < 60 % stenosis", "higher"), ("Minimal inhibitory concentration of made-up drug", "neutral"),
        ("Recommended dose for phase II", "neutral"), ("Elimination t½", "neutral"), ("Cellular kinetics of made-up cells", "neutral"),
        ("Staff dose in the cath lab", "lower"), ("Expulsion of an intrauterine device", "lower"), ("Spontaneous stone expulsion", "higher"),
        ("Hours lost from work", "lower"), ("TV viewing time", "lower"), ("Dyadic Adjustment Scale", "higher"),
        ("American Urological Association (AUA) Symptom Index", "lower"), ("Retention in the program", "higher"),
        ("Cerebral embolization", "lower"), ("Proportion screened for retinopathy", "higher"),
    ],
)  # fmt: skip
def test_a_word_inside_a_longer_name_means_what_the_name_means(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Change of erectile function in severe sleep apnea", "higher"), ("EQ-5D in relapse", "higher"),
        ("Change in sleep apnea", "lower"), ("Change in blood flow from baseline to the end of hemodialysis", "higher"),
        ("Sleep efficiency in remission", "higher"), ("Number of patients in remission", "higher"),
        ("Change in FEV1 at discharge or hospital admission", "higher"),
    ],
)  # fmt: skip
def test_what_is_measured_in_a_state_is_not_the_state(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Percentage of non-responders achieving response", "higher"), ("Number of non-responders", "lower"),
        ("% patients with improvement", "higher"), ("Change in percentage of participants with relapse", "lower"),
        ("Change in percentage of participants with a 30 % reduction in attacks", "higher"),
        ("Proportion of participants with insulin dose reduction of at least 10 %", "higher"),
        ("Number of participants with toxicity requiring dose reduction", "lower"),
        ("Number of participants responding to the question about irritation", "lower"), ("Number of participants responding", "higher"),
        ("Number of patients with 'no pain' or 'mild pain'", "higher"), ("Number of patients who withdrew", "lower"),
        ("Time (median estimate) to virologic failure", "higher"), ("Duration of response - time to event", "higher"),
        ("Time to first grade 3 or 4 laboratory event", "higher"), ("Additional reduction in systolic blood pressure", "higher"),
    ],
)  # fmt: skip
def test_what_is_counted_or_timed_is_found_behind_more_words(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "unit", "direction"),
    [
        ("Hypotension", "Percentage of patients with hypotension defined as a systolic pressure < 90 or need for drugs", "", "lower"),
        ("Clinical cure", "Clinical cure was defined as all signs having a score of 0 (none) or 1 (mild), 2 (moderate)", "", "higher"),
        ("Pain freedom", "Pain is rated 0 (no pain), 1 (mild pain), 2 (moderate pain), 3 (severe pain).", "attacks", "higher"),
        ("Pain freedom", "Pain severity rating scale: 0 (no pain) to grade 3 (severe pain)", "attacks", "higher"),
        ("Specificity of the scan", "A score of 1 (no plaque) is normal, 3 (severe plaque) abnormal.", "", "higher"),
        ("Reduction of attacks", "Analysis of the headache diary", "", "higher"),
        ("Reduction in PTH", "Number of participants achieving a 30 % reduction in PTH", "", "higher"),
        ("Reduction in eGFR", "Number of participants with a 30 % reduction in eGFR", "", "lower"),
        ("Nerve signal", "Correlation between nerve signal and urinary function", "", "neutral"),
    ],
)  # fmt: skip
def test_a_description_that_defines_does_not_turn_the_event(
    measure: str, description: str, unit: str, direction: str
) -> None:
    assert outcome_direction(measure, description, unit).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        (
            "PANSS negative subscale",
            "Negative symptom items are summed; higher scores indicate more severe symptoms.",
            "lower",
        ),
        ("Change in Ashworth score", "1 = no increase in muscle tone to 5 = passive movement is difficult", "lower"),
        ("Positive affect", "0 = no positive affect, 10 = extremely strong positive affect", "higher"),
        ("Amblyopic eye visual acuity", "The letter score; five letters are one logMAR line.", "higher"),
        ("Visual acuity", "In logMAR", "lower"),
        ("VAS score", "The part of the EQ-5D from 0 (worst) to 100 (best imaginable health)", "higher"),
        ("Time to maximum observed plasma concentration", "", "neutral"),
        ("Clinical Global Improvement (CGI)", "From 1 (very much improved) to 7 (very much worse)", "lower"),
        ("Clinical Global Impressions Improvement (CGI-I)", "1 = very much improved to 7 = very much worse", "lower"),
        (
            "Static global assessment response",
            "Percentage of participants achieving clear (0) or almost clear (1)",
            "higher",
        ),
        ("Composite score of daily activities", "Range: 0 (none) -10 (worst)", "lower"),
        ("Percentage of participants who died", "Overall survival was defined as the time to death", "lower"),
        ("Linkage to care of newly infected participants", "", "higher"),
        ("Pain/discomfort as assessed by the EQ-5D", "", "lower"),
        ("EQ-5D index", "", "higher"),
        ("Worst decrease in eGFR", "", "lower"),
        (">=1-point improvement in the CGI-S score", "", "higher"),
        ("Discontinuation of the drug", "Patients receiving fewer than 3 cycles", "lower"),
        ("Reduction of molecules pre- to post-dialysis", "", "unclear"),
        ("Proportion of participants whose hemoglobin is within the target range", "", "higher"),
        ("Number of participants with depletion of leukemic blasts", "", "higher"),
        ("AUC of ethinyl estradiol", "", "neutral"),
        ("Brain response on fMRI", "", "neutral"),
    ],
)
def test_statements_and_names_that_seemed_to_say_the_opposite(measure: str, description: str, direction: str) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Preliminary anti-tumor activity of the drug", "", "higher"),
        ("In-plane diameter of the largest calcium oxalate stone", "", "lower"),
        ("New infection confirmed by culture or seroconversion", "", "lower"),
        ("Efficacy of on-demand treatment of bleeding episodes", "", "unclear"),
        ("Incremental recovery", "", "neutral"),
        ("Vd/Fss of the drug", "", "neutral"),
        ("Number of weekly blood glucose tests performed", "", "higher"),
        ("Composite endpoint: fever, hypoxia, and delayed graft function", "", "lower"),
        ("Duration of diarrhea", "Time of diarrhea in hours", "lower"),
        ("Interferon-gamma enzyme-linked immunospot response", "Immunogenicity of the vaccine", "higher"),
        ("Terminal half-life (time needed to clear one-half of the dose)", "", "neutral"),
        ("Participants with neurologic impairment as measured by the Bayley scales", "", "lower"),
        ("Duration of sensory peripheral neuropathy", "", "lower"),
        ("Duration of sensory block", "", "higher"),
        ("Neovascularization", "Formation in the optic disc or the fundus", "unclear"),
        ("Clinical success at month 24/discontinuation", "", "higher"),
        ("Proportion of migraine patients that achieve a 50 % reduction in headache days", "", "higher"),
        ("Volume at first detectable leakage", "", "higher"),
        ("Open label extension: urinary Pr/Cr ratio", "", "lower"),
        ("Knee extension", "", "higher"),
        ("Sleep latency from the maintenance of wakefulness test", "", "higher"),
        ("Sleep latency", "", "lower"),
        ("Achievement of glycated hemoglobin goals", "", "higher"),
        ("Median onset of first perceptible pain relief", "", "lower"),
        ("Polyp detection", "", "higher"),
        ("The primary efficacy measure is a reduction in headaches", "", "higher"),
        ("Weeks gestation at birth", "Weeks gestation at birth, the interval to delivery", "higher"),
        ("Weeks retained in substance use treatment", "", "higher"),
        ("Substance use", "", "lower"),
        ("Social Provisions Scale-10 (SPS-10) score", "", "higher"),
        ("Percentage of participants with hemoglobin below the lower limit of normal", "", "lower"),
        ("Percentage of participants with normal hemoglobin", "", "higher"),
        ("Risk of unplanned pregnancy", "", "lower"),
        ("Change in a marker stratified by tumor response (CR or PR)", "", "unclear"),
        ("PFS in relapsed/refractory (R/R) patients with leukemia", "", "higher"),
        ("Height of the intervertebral discs", "", "higher"),
        ("Urinary phosphate excretion", "", "unclear"),
        ("Number of subjects who preferred the tablet or the chewable tablet", "", "higher"),
        ("Participants with the indicated device preference based on its size", "", "neutral"),
        ("Number of participants with immunogenicity", "Detection of anti-therapeutic antibodies", "unclear"),
        ("Number of sexual attempts till the first successful attempt", "", "lower"),
        (
            "Change in systolic blood pressure after 8 weeks minus baseline",
            "Values less than zero indicate a fall.",
            "lower",
        ),
        (
            "Change in systolic blood pressure after 8 weeks minus baseline",
            "The variable is baseline minus week 8.",
            "higher",
        ),
    ],
)
def test_words_that_fired_inside_other_terms_are_held_back(measure: str, description: str, direction: str) -> None:
    assert outcome_direction(measure, description).direction == direction


def test_a_bracket_that_abbreviates_the_title_stands_for_it() -> None:
    assert outcome_direction("Made Up Vascular Cell Adhesive Molecule 1 (VCAM-1)").direction == "lower"


def test_a_title_that_begins_with_the_thing_is_not_in_doubt() -> None:
    told = "Rated on a visual analog scale."
    assert (
        outcome_direction("Pain generated by catheter dressing changes in groups of made-up wards", told).direction
        == "lower"
    )
