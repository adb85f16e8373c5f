"""What is checked for safety, and what a title of safety counts. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("BUN", "Clinical evaluation of urea in serum"),
        ("White blood cells", "Clinical lab evaluation of white cells"),
        ("Activated PTT", "Part of the safety indexes"),
        ("Carbon dioxide", "From the comprehensive metabolic panel"),
        ("Creatinine", "From a basic metabolic panel"),
        ("Safety assessed by thrombin time", "Abnormalities are compared with normal values"),
        ("Safety laboratory examination", ""),
        ("Laboratory assessments", "Haematology and cardiac biomarkers"),
        ("Routine physical examination", "Safety of the product is assessed"),
        ("Electrocardiography", "Finds abnormalities of the beat"),
        ("Holter monitoring", ""),
        ("Safety endpoint", "Change from baseline in laboratory data"),
        ("Heart rate will be monitored for toxicity", ""),
        ("Changes in blood pressure", "Taken every hour after the infusion"),
    ],
)
def test_a_laboratory_value_or_an_examination_taken_for_safety_has_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Haematology: safety parameter", "The investigators will assess the incidence of blood disorders"),
        ("Electrocardiogram", "Safety is assessed by any clinically significant abnormalities"),
        ("Safety: physical examination", "Abnormal findings of the doctor"),
        ("Number of participants with changes in laboratory values", ""),
        ("Incidence of changes in vital signs", ""),
        ("Clinically important physical examination findings", ""),
    ],
)
def test_findings_of_a_check_that_are_counted_are_better_when_fewer(measure: str, description: str) -> None:
    assert way(measure, description) == "lower"


@pytest.mark.parametrize(
    "measure",
    [
        "Feasibility and safety of cells in heart failure",
        "To determine the safety of cells and ceramic granules in a carrier for lumbar fusion",
        "Safety as assessed by remote monitoring interrogation printouts showing arrhythmias",
        "Immunological reactions",
        "New mass at the injection site",
        "Other significant clinical events",
    ],
)
def test_a_title_of_safety_and_harms_by_name_count_harms(measure: str) -> None:
    assert way(measure) == "lower"
    assert way("Amount of new bone mass") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Viral load to see the improvement of laboratory parameters", "", "lower"),
        ("Heat sensitivity", "", "lower"),
        ("Course of body temperature", "The fever is charted", "lower"),
        ("Body temperature", "", "neutral"),
        ("Skin temperature by thermography", "", "unclear"),
        ("Respiratory rate", "In respiratory distress", "lower"),
        ("Respiratory rate", "Safety of the cells in respiratory distress", "neutral"),
        ("Blood pressure", "Treatment of hypertension", "lower"),
    ],
)
def test_what_the_disease_makes_ill_is_no_check(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Oil red staining of marrow cells", ""),
        ("MSC identification by scan", ""),
        ("T cell function in mixed lymphocyte reaction", ""),
        ("Recellularization of the decellularized matrix", ""),
        ("Success rate of turning fibroblasts into stem cells", ""),
        ("Lipid content in placenta samples", ""),
        ("Immunoregulatory properties of stromal cells", ""),
        ("Metabolic profile of CD3+ cells", ""),
        ("Molecular mechanisms of overexpression", ""),
        ("Evaluation of proliferation", "In vitro studies of synovial cells"),
        ("CFU-F of the marrow", ""),
        ("Sterility of the cell product", ""),
        ("HLA matching", ""),
        ("Injection volume", ""),
        ("Immune response against the adenovirus", ""),
    ],
)
def test_cells_products_and_samples_have_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"
    assert way("Evaluation of proliferation of keratin plaques") != "neutral"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("To define the best criteria for a later trial", ""),
        ("Preliminary data to support the choice of dose", ""),
        ("Value of PET for early prediction of union", ""),
        ("Can marrow predict the outcome?", ""),
        ("To determine whether swelling is associated with age", ""),
        ("Suppressor cells and relapse", "To investigate the relationship between these cells and relapse"),
        ("Genetic predisposition to inflammation", ""),
        ("Recruitment rate", ""),
        ("Number of patients enrolled", ""),
        ("U-HCG", ""),
        ("Sample size", ""),
    ],
)
def test_plans_predictions_and_relations_have_no_direction(measure: str, description: str) -> None:
    assert way(measure, description) == "neutral"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("White blood cells", "", "neutral"),
        ("White blood cells", "Recovery of the marrow", "unclear"),
        ("Corpuscular volume", "", "neutral"),
        ("CD4+ and CD8+ count", "Marker of immune function", "higher"),
        ("CD4+", "Change of cellular immunity", "neutral"),
        ("Cytokine levels", "", "unclear"),
        ("Cytokine levels", "Inflammation of the joint", "lower"),
        ("Concentration of cytokines in plasma", "", "unclear"),
        ("Concentration of the study drug", "", "neutral"),
        ("Salivary composition", "Amylase", "neutral"),
        ("Total IgE", "", "lower"),
        ("AFP", "As a marker of liver function", "unclear"),
        ("AFP", "", "lower"),
        ("Mechanical axis", "", "neutral"),
        ("Immunology", "Antibodies against HLA", "lower"),
    ],
)
def test_what_the_body_makes_is_no_drug_and_what_has_no_name_is_left_open(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Feasibility by the injection rate", "", "higher"),
        ("Feasibility", "Ability to perform the aspiration", "higher"),
        ("Feasibility", "Proportion of patients who can receive the cells", "higher"),
        ("Feasibility", "Proportion of patients that do not complete the visits", "lower"),
        ("Feasibility by the transport delay", "", "lower"),
        ("Feasibility", "", "unclear"),
    ],
)
def test_feasibility_is_read_from_what_could_or_could_not_be_done(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("C-reactive protein measured by routine blood test", "", "lower"),
        ("Instability of the knee assessed with physical examination", "", "lower"),
        ("Safety", "Absence of adverse reactions", "higher"),
        ("Safety as measured by immune responses", "", "lower"),
        ("Genetic alterations of the cells", "", "lower"),
        ("Dose finding and incidence of adverse events", "", "lower"),
        ("Dose finding", "", "neutral"),
        ("Correlation of adverse events with the drug", "", "lower"),
        ("Correlation of pain with age", "", "neutral"),
        ("Cell count in the cerebrospinal fluid", "", "neutral"),
    ],
)
def test_a_check_that_is_only_the_method_and_a_harm_that_is_named_decide(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction
