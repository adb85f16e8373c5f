"""What an outcome measures: benefit, harm, drug levels or feasibility. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials.results.direction.outcome_domain import outcome_kind
from tests.synthetic_results import analysis, outcome, verdict


@pytest.mark.parametrize(
    ("measure", "description", "unit", "kind"),
    [
        ("Number of participants with adverse events", "", "participants", "safety"),
        ("Safety and tolerability", "", "", "safety"),
        ("Dose-limiting toxicity", "", "", "safety"),
        ("Solicited local reactions within 7 days", "", "participants", "safety"),
        ("Anaphylactic shock within 6 hours", "", "", "safety"),
        ("Haematocrit", "clinical lab evaluation for safety", "%", "safety"),
        ("Change in QTcF", "", "msec", "safety"),
        ("Change in spatial QRS-T angle", "", "degrees", "safety"),
        ("Changes in J-Tpeak and Tpeak-Tend", "", "msec", "safety"),
        ("Tumour formation at the injection site", "", "", "safety"),
        ("Safety", "Pain on the WOMAC pain subscale", "score on a scale", "efficacy"),
        ("Safety", "Number of adverse events and WOMAC pain", "score on a scale", "safety"),
        ("Survival without grade 3 toxicity", "", "months", "efficacy"),
        ("Toxicity-free survival", "", "months", "efficacy"),
        ("Survivors with toxicity", "", "", "safety"),
        ("Complete response with no grade 3 toxicity", "", "participants", "efficacy"),
        ("Wound healing without complications", "", "participants", "efficacy"),
        ("Net clinical benefit (thrombosis or treatment-emergent bleeding)", "", "participants", "efficacy"),
        ("Adverse events without a response to treatment", "", "participants", "safety"),
        ("Maximum plasma concentration (Cmax)", "", "ng/mL", "pk"),
        ("AUC from time zero to infinity", "", "h*ng/mL", "pk"),
        ("Plasma concentration of the study drug", "", "ng/mL", "pk"),
        ("Apparent oral clearance", "", "L/h", "pk"),
        ("C-peptide area under the curve", "", "pmol/mL", "efficacy"),
        ("FEV1 area under the curve from 0 to 12 hours", "", "L", "efficacy"),
        ("Area under the glucose curve", "", "mg/dL*h", "efficacy"),
        ("Feasibility of cell delivery", "", "", "feasibility"),
        ("Recruitment rate", "", "", "feasibility"),
        ("Geometric mean titre of antibodies", "", "titer", "efficacy"),
        ("Geometric mean of antibodies two half-lives after the dose", "", "", "efficacy"),
        ("Adjusted geometric mean Cmax of the study drug", "", "ng/mL", "pk"),
        ("Geometric mean total clearance", "", "L/h", "pk"),
        ("Gastric emptying half-time (t1/2)", "", "minutes", "efficacy"),
        ("Half-life (t1/2) of the study drug", "", "hours", "pk"),
        ("Immunogenicity of the vaccine", "", "", "efficacy"),
        ("Sensitivity and specificity of the scan", "", "%", "efficacy"),
        ("Serum cytokine levels", "", "pg/mL", "efficacy"),
        ("Gene expression in muscle", "", "", "efficacy"),
        ("Participants with unsolicited symptoms within 30 days of a dose", "", "participants", "safety"),
        ("Participants with treatment-emergent dizziness", "", "participants", "safety"),
        ("Medically significant conditions of grade 3", "", "participants", "safety"),
        ("Liver values that meet criteria of marked abnormality", "", "participants", "safety"),
        ("Blood pressure, pulse and temperature", "", "", "safety"),
        ("Participants who tested positive for anti-drug antibodies", "", "participants", "safety"),
        ("Ratio of 6-beta-hydroxycortisol to cortisol in urine", "", "ratio", "pk"),
        ("Amount of the drug excreted in the urine", "", "mg", "pk"),
        ("Share of the dose recovered unchanged in urine (Ae)", "", "%", "pk"),
        ("Absorption rate constant", "", "1/h", "pk"),
        ("Maximal plasma lycopene concentration", "", "ng/mL", "pk"),
        ("Participant retention", "", "participants", "feasibility"),
        ("Participants with treatment-emergent, clinically relevant cell counts", "", "participants", "safety"),
        ("Participants with potentially clinically significant weight gain", "", "participants", "safety"),
        ("Participants with a shift from baseline in blood pressure", "", "participants", "safety"),
        ("Participants with liver enzyme elevations", "", "participants", "safety"),
        ("Grade 3 or 4 alanine aminotransferase (ALT) abnormalities", "", "participants", "safety"),
        ("Participants with at least a 50% decrease in sperm concentration", "", "participants", "safety"),
        ("Ratio to baseline of 24-hour serum cortisol", "", "ratio", "safety"),
        ("Suppression of the hypothalamic-pituitary-adrenal axis: HPA axis function", "", "", "safety"),
        ("Sperm concentration", "", "10^6/mL", "efficacy"),
        ("Change in 24-hour urinary free cortisol", "", "nmol", "efficacy"),
        ("Shifts in range of motion", "", "participants", "efficacy"),
        ("Number of SAEs and AEs", "", "", "safety"),
        ("Apathy Evaluation Scale (AES)", "", "score", "efficacy"),
        ("Adenoma detection rate (ADR)", "", "%", "efficacy"),
        ("Retention in treatment for opioid dependence", "", "days", "efficacy"),
        ("Treatment-emergent resistance mutations", "", "participants", "efficacy"),
        ("Nasal symptoms of the season", "", "score", "efficacy"),
        ("Systolic blood pressure", "", "mmHg", "efficacy"),
        (
            "Participants with grade 3 or 4 diarrhoea",
            "Graded by the common toxicity criteria",
            "participants",
            "safety",
        ),
        ("Number of participants who received concomitant medications", "", "participants", "safety"),
        ("Mean testosterone concentration", "Pharmacokinetics on day 1 and day 9", "ng/dL", "pk"),
        ("Mean testosterone concentration", "Measured on day 1 and day 9", "ng/dL", "efficacy"),
        ("Participants with grade 3 or 4 tumours", "Graded by a pathologist", "participants", "efficacy"),
        ("Urinary free cortisol", "Safety was assessed by free cortisol", "mcg/hour", "safety"),
        ("Any adjudicated bleeding events", "", "participants", "safety"),
        ("Days with bleeding", "", "days", "efficacy"),
        ("Participants with fever within 7 days after the first dose", "", "participants", "safety"),
        ("Time to end of fever", "", "hours", "efficacy"),
        ("Peak methaemoglobin", "", "%", "safety"),
        ("Peak plasma concentration (excluding participants with emesis)", "", "ng/mL", "pk"),
        ("Intestinal absorption of calcium", "", "%", "efficacy"),
        ("Free cortisol in urine", "", "nmol", "efficacy"),
        ("HbA1c", "", "%", "efficacy"),
        ("Overall survival", "", "months", "efficacy"),
        ("", "Adverse events", "", "safety"),
        ("", "", "", "efficacy"),
    ],
)
def test_kind_of_outcome(measure: str, description: str, unit: str, kind: str) -> None:
    assert outcome_kind(measure, description, unit) == kind


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("A gel for reducing skin toxicity of radiation", "not_met"),
        ("Prevention of cisplatin ototoxicity", "not_met"),
        ("Side effect management by telephone", "not_met"),
        ("Safety and toxicity of a gel", "safety_only"),
    ],
)
def test_nct01487954_a_harm_that_the_trial_is_there_to_treat_is_no_safety(title: str, status: str) -> None:
    posted = outcome("Participants with toxicity of grade 2", [2.0, 2.1], analysis(pValue="0.4"))
    assert verdict(posted, title=title).status.value == status
