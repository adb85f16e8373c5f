"""What a success needs, and which claim stands in its place where something is missing; every sentence is made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.arms import arms_of
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial


def claim(results: str, conclusions: str = "", methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


def kind(
    results: str = "Pain was lower with cells than with placebo (P = 0.01).", methods: str = METHODS, title: str = TITLE
) -> str:
    return str(read_article(article(title=title, sections=trial(results, "Cells reduced pain.", methods))).kind)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("The pain score decreased significantly after cells (P = 0.01).", "unclear"),
        ("The pain score was significantly lower after cells than after placebo (P = 0.01).", "met"),
        ("The pain score fell with cells (P = 0.01) and tended to fall at night (P = 0.07).", "unclear"),
    ],
)
def test_a_primary_endpoint_that_changed_in_one_arm_is_no_success(results: str, expected: str) -> None:
    assert claim(results, "Cells reduced pain.", METHODS) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # The arms are compared after each has been tested against its own start.
        ("Pain fell on both sides (P = 0.01), but the pain of the two sides did not differ (P = 0.4).", "not_met"),
        # One outcome is better and the next one is not, of whatever rank they are.
        ("Stiffness fell with cells (P = 0.01). Walking did not differ between groups (P = 0.4).", "mixed"),
        # Nothing is compared at all.
        ("Stiffness fell with cells (P = 0.01). Walking did not change (P = 0.4).", "unclear"),
        # What only tests the values of the sentence before.
        (
            "Falls were fewer with cells than with placebo (4% vs 7%). These results were not statistically significant.",
            "not_met",
        ),
    ],
)
def test_a_gain_told_before_a_missing_difference(results: str, expected: str) -> None:
    assert claim(results, "Knees were examined.") == expected


@pytest.mark.parametrize(
    ("results", "conclusions", "methods", "expected"),
    [
        ("Pain was 3 points with cells.", "Cells could significantly improve pain.", UNNAMED, "no_claim"),
        ("Pain fell significantly after cells (P = 0.01).", "Cells are effective.", UNNAMED, "no_claim"),
        ("Pain improved more with cells.", "Cells are effective.", UNNAMED, "unclear"),
        ("Knees were seen by nurses.", "Cells are effective.", METHODS, "unclear"),
    ],
)
def test_a_conclusion_alone_is_no_result(results: str, conclusions: str, methods: str, expected: str) -> None:
    """It is unclear where a primary endpoint is named or arms are compared, else nothing is claimed."""
    assert claim(results, conclusions, methods) == expected


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        ("The zest index differed between cells and placebo (P = 0.01).", "Zest differs.", "no_claim"),
        (
            "The zest index differed between cells and placebo (P = 0.01).",
            "Efficacy is discussed.",
            "unclear",
        ),
        ("Pain was lower with placebo than with cells (P = 0.01).", "Knees differ.", "no_claim"),
        ("Pain was lower with placebo than with cells (P = 0.01).", "Efficacy differs.", "not_met"),
    ],
)
def test_a_paper_that_speaks_of_no_efficacy_claims_nothing_for_or_against(
    results: str, conclusions: str, expected: str
) -> None:
    assert claim(results, conclusions) == expected


@pytest.mark.parametrize(
    ("results", "methods"),
    [
        (
            "Pain score was lower with cells than placebo at month 1 (P = 0.01). However, at month 6 no differences between the groups were found.",
            METHODS,
        ),
        ("Pain was lower with cells than placebo (P = 0.01). Sleep did not differ between groups (P = 0.5).", UNNAMED),
    ],
)
def test_arms_that_are_alike_later_or_elsewhere_make_a_success_mixed(results: str, methods: str) -> None:
    assert claim(results, "Cells do not help." if methods == UNNAMED else "Cells help.", methods) == "mixed"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain was lower with cells than placebo (P = 0.01), except for cold knees, where it did not differ.", "met"),
        ("Pain was lower with cells than placebo (P = 0.01); only sleep and mood did not differ.", "met"),
        ("There was no group by time interaction for pain (P = 0.6).", "not_met"),
        ("No cells significantly improved any outcome compared with placebo.", "not_met"),
        ("Post hoc tests showed less pain with cells than with placebo (P = 0.01).", "met"),
        ("Sex moderated the effect of cells compared with placebo (P = 0.01).", "no_claim"),
        ("Pain of female patients was lower with cells than with placebo (P = 0.01).", "no_claim"),
        (
            "Pre-exercise pain was comparable in both groups. Pain was lower with cells than with placebo (P = 0.01).",
            "met",
        ),
    ],
)
def test_what_is_beside_the_result_and_what_is_the_result(results: str, expected: str) -> None:
    assert claim(results, "Cells reduced pain." if expected != "not_met" else "Knees differ.") == expected


def test_standard_and_routine_name_the_comparator_only_beside_a_noun_of_care() -> None:
    title = "Frame A, Frame B and Frame C during routine knee work: a randomised trial"
    results = "Time was significantly shorter with Frame A than with Frame B and Frame C (P < 0.01)."
    conclusions = "Frame A improves routine knee work compared with Frame B and Frame C by a shorter time."
    assert claim(results, conclusions, "Patients were randomly assigned to three groups.", title) == "met"


@pytest.mark.parametrize("words", ["with and without cells", "with or without cells"])
def test_what_is_added_is_the_tested_arm(words: str) -> None:
    assert arms_of(f"A study of splints {words} for knees").tested == "cells"


@pytest.mark.parametrize(
    ("results", "methods", "expected"),
    [
        # "Before and after" is when people were measured.
        (
            "Gain was greater in the cell group than in the rest group (P = 0.01).",
            "Patients were treated with cells or rest. Pain was measured before and after 8 weeks.",
            "met",
        ),
        (
            "Pain fell significantly after treatment (P = 0.01).",
            "This before-and-after study treated 20 patients with cells.",
            "met_uncontrolled",
        ),
        # Uncontrolled asthma is no uncontrolled study.
        (
            "Gain was greater in the cell group than in the rest group (P = 0.01).",
            "Patients with uncontrolled pain were treated with cells or rest.",
            "met",
        ),
        # What may be is no result.
        (
            "Pain may be significantly reduced after treatment.",
            "This single-arm study treated 20 patients with cells.",
            "no_claim",
        ),
    ],
)
def test_results_that_compare_groups_belong_to_a_controlled_study(results: str, methods: str, expected: str) -> None:
    assert claim(results, "Cells are effective.", methods, "Effect of cells on knee pain in patients") == expected


@pytest.mark.parametrize(
    ("methods", "title", "expected"),
    [
        ("Patients who were originally randomised to cells or placebo were seen.", TITLE, "secondary analysis"),
        ("Post hoc analyses were performed in patients of a randomised trial of cells.", TITLE, "secondary analysis"),
        (
            "Post hoc analyses were performed for pairs with the Tukey test. We randomised 80 patients to cells or placebo.",
            TITLE,
            "report",
        ),
        (UNNAMED, "The knee ratio as a possible surrogate marker of stiffness", "secondary analysis"),
    ],
)
def test_words_of_secondary_analyses_that_do_not_call_themselves_so(methods: str, title: str, expected: str) -> None:
    assert kind(methods=methods, title=title) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # The next sentence compares the arms and finds a difference, or none.
        (
            "The pain score fell significantly with cells. Between groups, the fall of the pain score differed (P = 0.01) in favour of cells.",
            "met",
        ),
        (
            "The pain score fell with cells. However, there was no difference between the changes of the groups (P = 0.6).",
            "not_met",
        ),
    ],
)
def test_the_sentence_that_compares_the_arms_decides_about_the_primary_endpoint(results: str, expected: str) -> None:
    assert claim(results, "Knees were examined.", METHODS) == expected


@pytest.mark.parametrize(
    "results",
    [
        "Transcripts of the knee gene were significantly higher with cells than with placebo (P = 0.01).",
        "Strength of the lower limb increased significantly after cells (P = 0.01).",
        "Pain fell significantly (before vs after, 5 and 3 points, P = 0.01).",
    ],
)
def test_molecules_lower_limbs_and_people_before_treatment_are_no_comparison_of_benefit(results: str) -> None:
    assert claim(results, "Cells reduced pain.") == "no_claim"


def test_a_missed_level_of_significance_fails_an_unnamed_endpoint_only_between_arms() -> None:
    told = "The difference between groups did not reach statistical significance (P = 0.2)."
    assert claim(f"{told} Pain fell with cells (P = 0.01).", "Knees differ.") == "not_met"
    others = "Older patients had less pain, which did not reach statistical significance (P = 0.2)."
    assert (
        claim(f"Stiffness was lower with cells than with placebo (P = 0.01). {others}", "Cells reduced stiffness.")
        != "not_met"
    )


def test_how_many_people_reached_the_endpoint_is_no_success_of_the_trial() -> None:
    told = "The proportion of patients who met the primary end point of falls or death was greater with cells."
    assert claim(told, "Knees were examined.", METHODS) not in ("met", "met_noninferior")


def test_another_treatment_that_won_where_both_are_praised_leaves_two_active_arms_mixed() -> None:
    title, methods = (
        "Glue versus stitches for knees: a randomised trial",
        "We randomly assigned 80 patients to glue or stitches.",
    )
    results = "Pain was significantly lower with stitches than with glue (P = 0.01)."
    both = "Glue is a promising option; stitches were more effective than glue."
    assert claim(results, both, methods, title) == "mixed"
    assert claim(results, "Glue should not be used; stitches were more effective.", methods, title) == "not_met"
    assert claim(results.replace("stitches", "placebo"), "Placebo was more effective.", methods, title) == "not_met"


def test_other_results_for_the_treatment_make_arms_that_are_first_alike_mixed() -> None:
    results = "Pulse was similar in the groups. Pain was significantly lower with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells are effective.") in ("mixed", "met")


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("The lower limit of the 95% CI was higher than the non-inferiority margin of -5.", "met_noninferior"),
        ("The upper limit of the 95% CI was higher than the non-inferiority margin of 5.", "not_met"),
        ("Non-inferiority between cells and surgery was demonstrated.", "met_noninferior"),
    ],
)
def test_which_limit_lies_above_the_margin(results: str, expected: str) -> None:
    methods = "We randomly assigned 90 patients to cells or surgery in a non-inferiority trial. The primary end point was pain score."
    assert claim(f"For the pain score, {results[0].lower()}{results[1:]}", "Both may be used.", methods) == expected


def test_a_p_value_in_words_is_a_p_value() -> None:
    assert (
        claim("Pain differed: it was lower with cells than with placebo (P less than 0.05).", "Cells reduced pain.")
        == "met"
    )
    assert claim("Pain was lower with cells than with placebo (P greater than 0.05).", "Knees differ.") == "not_met"
