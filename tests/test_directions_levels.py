"""Which way is better for values that become normal, sums of levels, shares and lists of both kinds. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Normalization of ALT", "higher"),
        ("Time to normalization of lactate", "lower"),
        ("Dose normalization", "unclear"),
        ("ALT", "lower"),
    ],
)
def test_what_becomes_normal_is_good_whichever_way_it_runs(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


def test_cytokines_of_both_kinds_have_no_direction_together() -> None:
    assert outcome_direction("Plasma cytokines", "IL-6, TNF-alpha and IL-10").direction == "composite"
    assert outcome_direction("Plasma cytokines", "IL-6 and TNF-alpha").direction == "lower"
    assert outcome_direction("Plasma IL-6 cytokine", "One of IL-6 and IL-10").direction == "lower"


def test_eq_5d_is_worse_when_larger_where_its_levels_are_summed() -> None:
    assert outcome_direction("EQ-5D", "One index by summing all the dimensions").direction == "lower"
    assert outcome_direction("EQ-5D", "Utility by the national value set").direction == "higher"


def test_an_aesthetic_scale_that_authors_count_either_way_is_left_open() -> None:
    assert outcome_direction("Global Aesthetic Improvement Scale (GAIS)").direction == "unclear"
    assert outcome_direction("GAIS", "Higher scores mean a better look").direction == "higher"


def test_cartilage_relaxes_faster_when_sound_and_discs_slower() -> None:
    assert outcome_direction("T2 mapping", "Of the knee cartilage").direction == "lower"
    assert outcome_direction("T2 mapping", "Of the lumbar disc").direction == "unclear"


def test_feasibility_is_a_share_where_the_description_says_so() -> None:
    told = "Feasibility is measured by the percentage of participants who get the planned dose"
    assert outcome_direction("Feasibility of the infusion", told).direction == "higher"
    assert outcome_direction("Feasibility of the infusion").direction == "unclear"


def test_elevated_values_recorded_for_safety_are_harm_and_their_levels_are_not() -> None:
    assert outcome_direction("Grade 2 elevated creatinine", "Adverse event by CTCAE").direction == "lower"
    assert outcome_direction("Creatinine", "Laboratory evaluation for safety").direction == "neutral"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Sperm DNA fragmentation index", "lower"),
        ("Sperm concentration", "higher"),
        ("Fractional anisotropy", "higher"),
        ("Mean diffusivity", "lower"),
        ("NAA/Cr ratio", "higher"),
        ("Fat fraction of the muscle", "lower"),
        ("Plasma surfactant protein D", "lower"),
        ("Dead space fraction", "lower"),
        ("Static compliance of the lung", "higher"),
        ("Neutrophil to lymphocyte ratio", "lower"),
        ("Neutrophils", "unclear"),
        ("Anal resting pressure", "higher"),
        ("Resting pressure of the artery", "unclear"),
        ("Platelet engraftment time", "lower"),
        ("Clinical attachment level gain", "higher"),
        ("Clinical attachment level", "lower"),
        ("Keloid volume", "lower"),
        ("Tau PET", "lower"),
        ("Share turning from PCR positive to negativity", "higher"),
        ("PCR positive", "unclear"),
    ],
)
def test_images_and_laboratory_values_are_told_from_their_neighbours(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction


def test_a_title_of_efficacy_leaves_it_to_a_short_description_whatever_product_it_names() -> None:
    assert outcome_direction("Therapeutic efficacy of exampletug", "Closure of the fistula").direction == "higher"
    assert outcome_direction("Safety and efficacy of exampletug", "Closure of the fistula").direction == "higher"
    assert outcome_direction("Safety and efficacy of exampletug", "Visits told of closure").direction == "unclear"
    assert outcome_direction("Mapping of exampletug uptake", "Closure of the fistula").direction == "unclear"


def test_by_what_a_result_is_stratified_is_not_what_was_measured() -> None:
    assert outcome_direction("OS rate at day 100, stratified by GVHD grade").direction == "higher"
    assert outcome_direction("GVHD grade, stratified by OS").direction == "lower"


def test_a_bad_event_of_which_a_description_counts_the_reduction_is_better_when_more_have_it() -> None:
    told = "Percentage of participants with a reduction of the infiltrate of the pneumonia"
    assert outcome_direction("Pneumonia", told).direction == "higher"
    assert outcome_direction("Pneumonia", "Percentage of participants with pneumonia").direction == "lower"
