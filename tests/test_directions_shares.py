"""Synthetic outcomes: shares of people that lack something, stay below a limit, or stand behind a heading; what is lost."""

from __future__ import annotations

import pytest

from msc_trials.results.direction.outcome_direction import outcome_direction


def direction(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize("what", ["relapse at one year", "amputation", "fever", "chronic GVHD"])
def test_a_share_without_something_bad_is_better_when_larger_though_no_people_are_named(what: str) -> None:
    assert direction(f"Percentage without {what}") == "higher"
    assert direction(f"Proportion with {what}") == "lower"


@pytest.mark.parametrize("what", ["oxygen", "steroids at one year", "ventilator"])
def test_a_share_off_a_support_is_better_when_larger(what: str) -> None:
    assert direction(f"Percentage off {what}") == "higher"


def test_a_share_that_loses_something_good_is_better_when_smaller() -> None:
    assert direction("Percentage losing 15 letters") == "lower"
    assert direction("Percentage gaining 15 letters") == "higher"


@pytest.mark.parametrize(
    "measure",
    ["Relapses: percentage of relapse-free participants", "Rejection: proportion without rejection"],
)
def test_a_heading_gives_way_to_the_share_of_those_without_it(measure: str) -> None:
    assert direction(measure) == "higher"


@pytest.mark.parametrize(
    "measure",
    ["Participants with wound closure of less than 50%", "Number of patients with less than 50 % fistula healing"],
)
def test_a_good_event_that_stays_below_a_share_of_itself_is_better_when_rarer(measure: str) -> None:
    assert direction(measure) == "lower"


def test_a_limit_beside_a_good_event_defines_it() -> None:
    assert direction("Number of patients with diabetes remission (HbA1c < 6.5%)") == "higher"


def test_an_estimated_rate_under_the_name_of_a_time_counts_the_event() -> None:
    assert direction("Time to progression: Kaplan-Meier estimates of the rate of progression") == "lower"
    assert direction("Time to progression (Kaplan-Meier estimate)") == "higher"


@pytest.mark.parametrize(
    ("measure", "wanted"),
    [
        ("Proportion with NYHA class I or II", "higher"),
        ("Patients in NYHA class I/II", "higher"),
        ("Percentage of patients in NYHA I or II", "higher"),
        ("Number of patients in NYHA III or IV", "lower"),
        ("Number of patients with Child-Pugh class A", "higher"),
        ("Proportion with NYHA class III or IV", "lower"),
        ("Proportion with NYHA class I to IV", "lower"),
    ],
)
def test_the_best_classes_of_a_scale_are_few_points_of_it(measure: str, wanted: str) -> None:
    assert direction(measure) == wanted


@pytest.mark.parametrize("what", ["Disc height", "Bone height", "Visual acuity", "Vertebral height"])
def test_a_good_quantity_that_is_lost_is_better_when_smaller(what: str) -> None:
    assert direction(f"{what} loss") == "lower"
    assert direction(what) == "higher"
    assert direction("Excess weight loss") == "higher"


def test_an_improvement_that_is_a_fall_by_points_counts_those_who_improved() -> None:
    assert direction("Improvement of neurological deficits", "NIHSS decrease of 4 points or more") == "higher"


@pytest.mark.parametrize(
    ("measure", "wanted"),
    [
        ("CDAI-100 response", "higher"),
        ("vIGA-AD 0 or 1", "higher"),
        ("Hair regrowth in alopecia (SALT50)", "higher"),
        ("GADA titre", "lower"),
        ("Semen analysis: progressive motility", "higher"),
        ("C-peptide/glucose ratio", "higher"),
        ("Number of segments with hypokinesia", "lower"),
        ("Ventilation-days", "lower"),
        ("Discolouration of the crown", "lower"),
        ("Time to onset of sensory block", "lower"),
        ("Central motor conduction", "higher"),
        ("400 m walk time", "lower"),
        ("Presence of collections on MRI", "lower"),
        ("Percentage of limbs saved", "higher"),
        ("Percentage of grafts lost", "lower"),
        ("Work days lost", "lower"),
        ("Time to room air", "lower"),
        ("A-a gradient", "lower"),
        ("Mankin score", "lower"),
    ],
)
def test_measures_of_the_specialties_are_read(measure: str, wanted: str) -> None:
    assert direction(measure) == wanted


@pytest.mark.parametrize(
    ("described", "wanted"),
    [
        ("Ranges from 0 (=worst) to 100 (=best)", "higher"),
        ("Best score 30, worst score 0", "higher"),
        ("Worst possible score 30", "lower"),
        ("Total score 0 to 68. Higher scores, less impairment", "higher"),
        ("More points, more impairment", "lower"),
    ],
)
def test_ends_of_a_scale_are_read_with_an_equals_sign_or_without_any(described: str, wanted: str) -> None:
    assert direction("Made-up score", described) == wanted


def test_activities_of_daily_living_leave_it_to_the_description_which_scale_was_used() -> None:
    assert direction("Activities of daily living") == "higher"
    assert direction("Activities of daily living", "Barthel index") == "higher"
    assert direction("Activities of daily living", "HAQ") == "lower"


def test_an_outcome_of_a_specialty_leaves_it_to_the_description_what_was_measured() -> None:
    assert direction("Ophthalmological outcome", "Best corrected visual acuity") == "higher"
    assert direction("Neurological outcome", "NIHSS at day 90") == "lower"


@pytest.mark.parametrize(
    ("measure", "wanted"),
    [
        ("Percentage with worse or unchanged function", "lower"),
        ("Percentage of patients with unchanged or better function", "higher"),
        ("Septal wall motion abnormality", "lower"),
        ("Seronegativity of HBsAg", "higher"),
        ("Residual disease", "lower"),
        ("Residual ovarian function", "higher"),
        ("Minimal residual disease", "lower"),
    ],
)
def test_what_stayed_and_what_was_lost_is_told_by_what_it_is(measure: str, wanted: str) -> None:
    assert direction(measure) == wanted


@pytest.mark.parametrize(
    "measure",
    [
        "Rate of complications of bone marrow aspiration",
        "Embolic events after infusion",
        "Rate of thrombosis related to infusion",
        "Complications of liposuction",
    ],
)
def test_mishaps_of_the_harvest_and_the_infusion_are_harms(measure: str) -> None:
    found = outcome_direction(measure)
    assert (found.direction, found.is_safety) == ("lower", True)
