"""Successes that an abstract states in words of its own: one made-up sentence for each way of saying it."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.passages import split
from msc_trials.literature.statement import clauses_of
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial

SINGLE = "In this single-arm study all 30 patients received cells."


def claim(results: str, conclusions: str = "", methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # A remark on harm beside a praise of efficacy does not make the conclusion one about safety.
        ("Gloop score was significantly higher in the cell group than in the placebo group.",
         "These results demonstrate the efficacy and tolerability of cells.", "met"),
        # Words of praise: more potent, less need.
        ("Gloop score was significantly higher in the cell group than in the placebo group.",
         "Cells are more potent than placebo for gloop.", "met"),
        # Two treatments that are alike and better than placebo.
        (("Response was comparable between 20 mg and 40 mg cells (61% versus 60%), which was significantly higher than placebo "
         "(40%; P = 0.01)."), "Both doses were comparable and better than placebo.", "met"),
        # A test without a sentence of its own.
        ("Pain was lower in the cell group than in the placebo group. The differences were statistically significant (P < 0.05).",
         "Cells reduced pain.", "met"),
        # The comparison opens the clause behind a word of time: who is compared with is not who gained.
        ("At 6 months, compared with placebo, cells led to significantly higher knowledge (P = 0.01).", "Cells help.", "met"),
        # Two outcomes in one clause: each word for more or less has its own.
        (("The cell group had significantly higher gloop scores (P = 0.04) and significantly lower pain (P = 0.03) compared with "
         "the placebo group."), "Cells improve gloop.", "met"),
        # Who recovers from fatigue hopes for less of it.
        ("Fatigue was significantly lower with cells than with placebo (P = 0.01).",
         "Cells can promote recovery from fatigue.", "met"),
        # Adjusted for the scores before treatment, which is how arms are compared.
        (("After adjusting for pretest scores, the difference in quality of life between the cell group and the placebo group was "
         "significant (P = 0.001)."), "Cells improve quality of life.", "met"),
        # A credible interval.
        (("Response was 81% in the cell group and 24% in the placebo group (difference 57%, 95% posterior credible interval 41 to "
         "70)."), "Cells were more effective than placebo.", "met"),
        # What is granted at first is no result.
        ("Despite similar use of other painkillers, pain was lower with cells than with placebo (P = 0.01).", "Cells reduced pain.",
         "met"),
        ("Cells were highly effective (P < 0.001) in reducing pain.", "Cells reduced pain.", "met"),
        # Values of arms whose counts stand in long brackets between them.
        (("The proportions of patients with pain were 21.0% (45 of 211, 95% CI 19.3 to 22.7) and 70.7% (95 of 171, 95% CI 68.5 to "
         "71.5), respectively, in the cell and placebo arms (P < 0.001)."), "Care was changed.", "met"),
        # What the authors were unable to show is no praise.
        ("Pain was similar in both groups (P = 0.6).", "We were unable to demonstrate a positive effect of cells.", "not_met"),
        # Significant within one group after treatment.
        ("The cell group showed significant differences after training (P = 0.01).", "Cells help.", "no_claim"),
    ],
)  # fmt: skip
def test_ways_of_saying_that_an_arm_did_better(results: str, conclusions: str, expected: str) -> None:
    assert claim(results, conclusions) == expected


def test_the_values_behind_a_semicolon_that_opens_with_their_test_are_one_clause_with_it() -> None:
    told = "Need for a second drug was 3.1% after cells and 7.2% after placebo; relative risk 0.41 (0.19 to 0.85); p = 0.01"
    assert len(list(clauses_of(told.lower()))) == 1


def test_a_difference_called_not_significant_behind_a_semicolon_is_a_clause_of_its_own() -> None:
    told = "pain improved in both groups (p < 0.01); the difference between groups was not significant (p = 0.5)"
    assert len(list(clauses_of(told))) == 2


def test_a_gain_that_is_larger_in_one_group_is_a_sentence_of_its_own() -> None:
    text = "Both groups lost 3 points of gloop. The mean increase in knowledge was significantly better in group B (P < 0.05)."
    assert len(list(split(text))) == 2


def test_a_test_reported_by_its_name_belongs_to_the_values_before_it() -> None:
    text = "Scores were 24 and 20. The results of the t-test showed that the differences of both groups were significant (P = 0.01)."
    assert len(list(split(text))) == 1


@pytest.mark.parametrize(
    "results",
    [
        "Training resulted in a significant increase in strength (322 versus 501, P < 0.05).",
        "There was a significant reduction in pain (P < 0.01).",
        "Pain decreased significantly to 56 points (P = 0.01).",
        "Feedback led to a 14% (95% CI 8 to 19, P < 0.001) increase in the use of the guideline.",
    ],
)
def test_a_tested_change_of_people_in_a_study_of_one_arm(results: str) -> None:
    assert claim(results, "Cells help.", SINGLE, "Cells for stiff synthetic knees") == "met_uncontrolled"


@pytest.mark.parametrize(
    "methods",
    [
        "Thirty patients were divided into three groups: cells, shoes and control. We gave them treatment for 3 days.",
        "In a double-blind crossover study 30 patients received two treatments.",
        "In a two-group study 30 patients received treatment.",
    ],
)
def test_groups_that_people_were_divided_into_are_compared(methods: str) -> None:
    results = "Pain was significantly lower with cells than with the old drug (P = 0.01)."
    assert claim(results, "Cells reduced pain.", methods, "Cells for stiff synthetic knees") == "met"


def test_a_named_primary_endpoint_of_benefit_opens_a_paper_about_healthy_volunteers() -> None:
    title = "Cells and gloop score in healthy volunteers"
    results = "Pain score was lower with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells reduced pain.", UNNAMED, title) == "no_claim"
    assert claim(results, "Cells reduced pain.", METHODS, title) == "met"


def test_bioequivalence_that_is_stated_is_equivalence() -> None:
    methods = f"{METHODS} The trial tested for bioequivalence."
    results = "Pain score was 3 and 3 points. The new cells were shown to be bioequivalent to the old cells."
    assert claim(results, "Both may be used.", methods) == "met_noninferior"


def test_superiority_in_a_trial_of_noninferiority_is_said_with_more_effective() -> None:
    title = "Cells versus surgery for stiff synthetic knees: a non-inferiority trial"
    results = "Cells improved pain more effectively than surgery (P = 0.04)."
    assert claim(results, "Cells are more effective than surgery.", "We randomly assigned 80 patients.", title) == "met"


def test_feasibility_and_benefits_in_a_title_do_not_make_a_paper_about_safety() -> None:
    title = "Feasibility and benefits of cells for stiff synthetic knees"
    results = "No adverse events occurred. Pain was lower with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells are safe and reduced pain.", title=title) == "met"


def test_the_first_result_in_other_words_than_the_primary_endpoint_counts_when_the_conclusions_praise_it() -> None:
    methods = "We randomly assigned 80 patients. The primary outcome was the share of days with medication taken."
    results = "Adherent days were 77% with cells and 69% with placebo (mean difference 8%, 95% CI 1 to 17, P = 0.04)."
    assert claim(results, "Cells increased adherence and adherent days.", methods) == "met"
    assert claim(results, "Cells are promising.", methods) == "unclear"


def test_a_result_adjusted_for_other_things_counts_where_the_arms_are_compared() -> None:
    results = "There was a significant improvement in breathing in the cell arm compared to the placebo arm after adjustment for age."
    assert claim(results, "Cells improve breathing.") == "met"
    assert claim("Pain fell significantly with cells after adjustment for age.", "Cells reduce pain.") != "met"


def test_with_and_without_in_a_title_compares_two_treatments() -> None:
    title = "Effects of cells with or without serum on pain in synthetic knees"
    results = "Pain was significantly lower with serum and cells than with cells (P = 0.01)."
    assert claim(results, "Serum reduces pain.", "Ten patients were treated on two days.", title) == "met"


def test_a_comparator_that_failed_is_not_held_against_the_treatment() -> None:
    results = "Gloop score was significantly lower in the cell group than in the placebo group."
    conclusions = "Cells significantly changed gloop, while placebo alone failed to reduce gloop."
    assert claim(results, conclusions) != "not_met"
    assert claim("Pain was significantly lower with cells than with placebo.", conclusions) == "met"
