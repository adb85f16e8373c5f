"""Results of equal rank that disagree, and changes that each have a test of their own, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import TITLE, article, trial

RANDOM = "We randomly assigned 80 patients to cells or placebo."
TWO = f"{RANDOM} The two primary outcomes were pain and stiffness."
DOSES = "We randomly assigned 90 patients to 1 million cells, 5 million cells or placebo. Each dose was tested against placebo."


def claim(results: str, methods: str = RANDOM, conclusions: str = "Cells may be studied further.") -> str:
    return read_article(article(title=TITLE, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    ("methods", "results"),
    [
        (TWO, "Pain was lower with cells than with placebo (P = 0.01), whereas stiffness did not differ (P = 0.6)."),
        (TWO, "Pain was lower with cells than with placebo (P = 0.01). Stiffness did not differ between groups (P = 0.6)."),
        (f"{RANDOM} Pain and stiffness were both co-primary.", "Pain was lower with cells (P = 0.01); stiffness was no lower (P = 0.6)."),
        (f"{RANDOM} Two co-primary outcomes were set: pain at rest and stiffness.", "Pain was lower with cells than with placebo (P = 0.01), yet stiffness was equal (P = 0.6)."),
        (DOSES, "Pain was lower with 5 million cells than with placebo (P = 0.01) and not lower with 1 million (P = 0.6)."),
        ("We randomly assigned 90 patients to 2 mg or 4 mg of cells or to placebo.", "Pain fell by 1 point with placebo, 2 (P = 0.3) with 2 mg and 4 (P = 0.01) with 4 mg."),
        (f"{RANDOM} Pain was the primary end point for each dose.", "Pain fell by 3 points with the high dose and by 1 with placebo (P = 0.01) but not with the low dose (P = 0.6)."),
    ],
)  # fmt: skip
def test_primaries_or_doses_of_equal_rank_that_disagree_are_mixed(methods: str, results: str) -> None:
    assert claim(results, methods) == "mixed"


@pytest.mark.parametrize(
    ("methods", "results", "expected"),
    [
        (TWO, "Pain and stiffness fell in both groups (P < 0.001), with no difference between groups.", "not_met"),
        ("We randomly assigned 90 patients to 2 mg or 4 mg of cells or to placebo.", "Pain was lower with both doses than with placebo (P = 0.01), with no clear effect of the dose.", "met"),
        (TWO, "Pain was lower with cells than with placebo (P = 0.01). Weight did not differ between groups (P = 0.6).", "met"),
        (f"{RANDOM} The primary outcome was pain.", "Pain was lower with cells than with placebo (P = 0.01). Stiffness did not differ (P = 0.6).", "met"),
    ],
)  # fmt: skip
def test_what_is_no_primary_of_equal_rank_makes_nothing_mixed(methods: str, results: str, expected: str) -> None:
    assert claim(results, methods, "Cells reduced pain.") == expected


def test_tests_of_one_sentence_that_disagree_are_mixed_where_no_primary_is_named() -> None:
    results = "Cells were better than placebo for pain (P = 0.01), for stiffness (P = 0.02) and for gait (P = 0.4)."
    assert claim(results) == "mixed"


def test_a_clause_that_only_denies_the_one_before_it_is_of_its_outcome() -> None:
    results = (
        "Pain was lower with cells than with placebo in the first study (P = 0.01) but not in the second one (P = 0.2)."
    )
    assert claim(results) == "mixed"


def test_a_gain_beside_two_results_without_one_is_mixed_where_no_primary_is_named() -> None:
    results = (
        "Pain was lower with cells than with placebo (P = 0.01). Stiffness did not differ between groups (P = 0.6). "
        "Gait speed did not differ between groups (P = 0.7)."
    )
    assert claim(results) == "mixed"


@pytest.mark.parametrize(
    "results",
    [
        "Pain fell from 7.1 to 3.0 with cells (P = 0.001), and it fell from 7.0 to 6.1 with placebo (P = 0.08).",
        "Pain fell by 3 points after cells (P = 0.01) and by 1 point after placebo (P = 0.2).",
        "Pain became milder in the two groups (P < 0.001, paired test).",
        "Pain improved significantly in all of the groups (P < 0.001).",
    ],
)
def test_changes_that_each_have_a_test_of_their_own_compare_no_arms(results: str) -> None:
    assert claim(results) in ("no_claim", "unclear")


def test_changes_with_one_test_between_the_arms_are_compared() -> None:
    results = "Pain fell from 7.1 to 3.0 with cells and from 7.0 to 6.1 with placebo (P = 0.001 between groups)."
    assert claim(results, conclusions="Cells reduced pain.") == "met"


@pytest.mark.parametrize(
    "results",
    [
        "Contrary to our hypothesis, pain was lower with placebo than with cells (P = 0.01).",
        "In contrast to the initial hypothesis, pain was lower with placebo than with cells (P = 0.01).",
        "Pain was 3.1 with cells and 2.0 with placebo, a difference in the wrong direction (P = 0.01).",
        "Recovery was as common with cells (10 of 40) as with placebo (11 of 40).",
        "Pain was lower with cells, but superiority was not established (P = 0.2).",
        "Pain was lower with cells but the comparison missed statistical significance.",
        "The groups could not be distinguished by their pain score.",
    ],
)
def test_words_for_a_result_against_the_treatment_or_for_arms_that_are_alike(results: str) -> None:
    assert claim(results) == "not_met"


def test_twice_as_common_is_not_as_common() -> None:
    results = "Recovery was twice as common with cells as with placebo (P = 0.01)."
    assert claim(results, conclusions="Cells improved recovery.") == "met"


@pytest.mark.parametrize(
    "methods",
    [
        "Success (primary outcome) meant no pain.",
        "Success at 6 months was declared primary.",
        "Success was taken as the main end point.",
        "Success was the outcome of interest.",
        "The primary outcome measured was success.",
        "Success served as the primary outcome.",
        "Success was the end point by which the sample size was set.",
    ],
)
def test_more_ways_to_name_the_primary_endpoint(methods: str) -> None:
    record = article(title=TITLE, sections=trial("Pain was alike.", "Cells may help.", f"{RANDOM} {methods}"))
    assert "success" in read_article(record).endpoint


def test_the_outcome_occurred_tells_of_the_primary_endpoint() -> None:
    methods = f"{RANDOM} The primary outcome was a fall or a fracture."
    results = "Pain did not differ (P = 0.4). The outcome occurred in 10% with cells and 30% with placebo (hazard ratio 0.30, 95% CI 0.10 to 0.80)."
    assert claim(results, methods, "Cells prevented falls.") == "met"


def test_a_loss_that_the_conclusions_praise_is_mixed_where_other_results_are_gains() -> None:
    results = "Operating time was significantly longer with cells than with placebo (P = 0.01). Pain was lower with cells than with placebo (P = 0.01)."
    assert claim(results, conclusions="Cells are effective.") == "mixed"


def test_no_effect_on_all_other_outcomes_is_no_first_result() -> None:
    assert claim("No effects were seen on all other measures.") == "no_claim"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("The trial was halted early for efficacy.", "met"),
        ("The trial satisfied its primary criterion.", "met"),
        ("The trial was terminated prematurely on grounds of futility.", "not_met"),
        ("The study fell short of its primary end point.", "not_met"),
        ("The primary end point went unmet.", "not_met"),
        ("Three patients discontinued early due to lack of efficacy.", "no_claim"),
    ],
)
def test_words_of_a_trial_that_won_or_lost_are_not_those_of_a_patient_who_stopped(results: str, expected: str) -> None:
    assert claim(results, f"{RANDOM} The primary outcome was pain.") == expected
