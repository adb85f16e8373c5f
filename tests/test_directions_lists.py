"""Which way is better where parts are listed, and what the description counts or times under a bare title. Synthetic texts."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Liver blood tests", "ALT, AST, bilirubin and the international normalised ratio (INR), albumin", "composite"),
        (
            "Sclerosing disease secondary outcomes 5",
            "Itch VAS, seven-item fatigue severity scale and SF-36",
            "composite",
        ),
        ("Infarct size (IS) and global ventricular function", "", "composite"),
        ("Kidney function and proteinuria", "", "composite"),
        ("Function, fracture rate", "", "lower"),
        ("Scar thickness and evenness", "", "composite"),
        ("Size of the liver and width of the portal vein", "", "composite"),
        ("Lipid and sugar profile", "HDL-C, LDL-C and triglycerides", "composite"),
        ("Need and time to dialysis", "", "composite"),
        ("ACR50 patients (swollen joints, tender joints, HAQ)", "", "higher"),
        ("Pain relief (Lequesne and WOMAC)", "", "unclear"),
        ("Graft survival in year three", "[Death, new graft]", "higher"),
    ],
)
def test_a_list_is_followed_link_by_link(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Rankin scale", "Seen in week 9. The percentage of patients with 0-1 points is given.", "higher"),
        ("NIHSS", "Scored at home; the proportion of patients with a score declined by 5 is given.", "higher"),
        ("VAS score", "VAS decreased by 20 points or more", "higher"),
        ("WOMAC score", "Three or more items show an improvement", "higher"),
        ("WOMAC score", "WOMAC in week 9", "lower"),
        ("Organ failures, part 4", "number of days without dialysis", "higher"),
        ("Percent of fully healed patients with bone defects", "", "higher"),
        ("Percent of patients with bone defects", "", "lower"),
    ],
)
def test_people_who_reach_a_goal_are_counted_under_the_name_of_a_scale(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Worsening of disability", "Time to the first confirmed worsening", "higher"),
        ("Worsening of disability", "By the EDSS", "lower"),
        ("Efficacy", "Time to confirmed progression", "higher"),
        ("Two co-primary efficacy end points", "Time (days) to reach a lasting improvement", "lower"),
        ("Timing of the development of a full callus", "", "lower"),
        ("Time to take soft food", "", "lower"),
        ("Time to an urgent care visit", "", "higher"),
        ("Clinical improvement", "days required for oxygen support independence", "lower"),
    ],
)
def test_the_time_that_a_description_tells_follows_its_event(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("To assess the effect of cells", "To count the number of adverse reactions", "lower"),
        ("Other significant clinical events", "Events such as stroke, infarction and tumour", "lower"),
        ("Structural changes (X-ray)", "Changes in the patellar joint space at week 9", "higher"),
        ("Oxygen pressure in the blood", "", "higher"),
        ("Tumour evaluation", "Complete response and stable disease by RECIST", "higher"),
        ("Plasma amounts of biomarkers of nephron progression", "", "lower"),
        (
            "Clinical scale of days",
            "At home = 1; in bed, with oxygen = 2; in bed, on a ventilator = 3; death = 4",
            "lower",
        ),
    ],
)
def test_what_a_bare_title_means_is_told_by_its_description(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Patients alive without grade 2, 3 toxicity of the infusion", "", "higher"),
        (
            "Change in clinical efficacy",
            "EDSS in month 9\nMultiple Sclerosis Functional Composite in month 9",
            "composite",
        ),
        ("Efficacy of the part before", "Shift of the 9-HPT at visits", "lower"),
        ("MRI metrics", "to evaluate the effect of cells on the number of Gd positive lesions", "lower"),
        ("Preliminary efficacy: pain of the wound", "", "lower"),
    ],
)
def test_what_stands_behind_assessed_by_in_lines_or_after_a_number_is_read(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Serum cytokines", "TNF-alpha, IL-6 and IL-10", "composite"),
        ("Heart function", "LVEF and infarct size", "composite"),
        ("Serum cytokines", "TNF-alpha and IL-6", "lower"),
        ("Disc height and pain", "", "composite"),
        ("Need for and time to a second graft", "", "composite"),
        ("SCAR-Q", "", "higher"),
        ("Scar quality", "POSAS", "lower"),
    ],
)
def test_members_of_a_class_that_a_description_lists_are_what_was_measured(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Rankin scale", "Percentage of patients with mRS 0 to 2", "higher"),
        ("EDSS", "Time to confirmed progression of disability", "higher"),
        ("Hospitalisation", "Days alive and out of the ward", "higher"),
        ("Seizures", "Number of seizure-free patients", "higher"),
        ("Urinary incontinence", "Number of patients continent in week 9", "higher"),
        ("Blood recovery", "Days to platelets above 20", "lower"),
        ("Time to first meal", "", "lower"),
        ("Chest CT", "Improvement of the lung lesions", "higher"),
        ("Limb zzz", "Amputation rate", "lower"),
    ],
)
def test_days_and_people_without_a_bad_thing_and_times_to_it_are_told_from_the_thing(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction
