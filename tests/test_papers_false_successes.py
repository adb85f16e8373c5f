"""Abstracts whose words only look like a success: one made-up example for each way of saying the opposite, or less."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial

SINGLE = "In this single-arm study all 30 patients received cells. The primary end point was pain score at 6 months."
NONINFERIORITY = (
    "We randomly assigned 90 patients to cells or surgery. The primary end point was pain score at 6 months; "
    "the non-inferiority margin was 5 points."
)
FURTHER = "Further work is needed."


def claim(results: str, conclusions: str = FURTHER, methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    ("results", "endpoint", "expected"),
    [
        # Behind a verb stands its outcome; the people before it are no outcome.
        ("In patients with heart failure, cells reduced exercise capacity compared with placebo (P = 0.01).", "exercise capacity", "not_met"),
        ("In patients with chronic pain, cells lowered quality of life compared with placebo (P = 0.01).", "quality of life", "not_met"),
        ("In patients with remission, cells increased relapse rate compared with placebo (P = 0.01).", "relapse rate", "not_met"),
        ("In patients with heart failure, cells increased exercise capacity compared with placebo (P = 0.01).", "exercise capacity", "met"),
        # The outcome of a passive verb stands before it.
        ("Exercise capacity was increased with cells compared with placebo in heart failure (P = 0.01).", "exercise capacity", "met"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_verb_is_its_outcome(results: str, endpoint: str, expected: str) -> None:
    methods = f"{UNNAMED} The primary end point was {endpoint}."
    conclusions = "Cells improve the outcome." if expected == "met" else "Cells should not be used."
    assert claim(results, conclusions, methods) == expected


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        (
            "Pain score fell to 3.1 with cells and to 2.0 with placebo (P = 0.01).",
            "Cells were inferior to placebo.",
            "not_met",
        ),
        (
            "Mean pain score dropped to 4.8 in the cell group and 3.0 in the placebo group (P = 0.01).",
            FURTHER,
            "not_met",
        ),
        ("Pain score fell to 2.0 with cells and to 3.1 with placebo (P = 0.01).", "Cells reduced pain.", "met"),
        ("Pain score fell by 3.1 with cells and by 2.0 with placebo (P = 0.01).", "Cells reduced pain.", "met"),
    ],
)
def test_what_a_score_fell_to_is_a_level_and_not_the_size_of_the_fall(
    results: str, conclusions: str, expected: str
) -> None:
    assert claim(results, conclusions, METHODS) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Survival differed (hazard ratio for placebo versus cells 0.62, 95% CI 0.45 to 0.88).", "not_met"),
        ("Survival differed (hazard ratio for death with placebo alone 0.62, 95% CI 0.45 to 0.88).", "not_met"),
        ("Survival differed (hazard ratio for placebo versus cells 1.62, 95% CI 1.21 to 2.05).", "met"),
        ("Survival differed (hazard ratio for cells versus placebo 0.62, 95% CI 0.45 to 0.88).", "met"),
        ("Survival differed (hazard ratio for death with cells as compared with placebo 0.62, 95% CI 0.45 to 0.88).", "met"),
        ("Survival differed (hazard ratio with cells and serum versus serum alone 0.62, 95% CI 0.45 to 0.88).", "met"),
    ],
)  # fmt: skip
def test_a_ratio_of_the_comparator_below_one_favours_the_comparator(results: str, expected: str) -> None:
    assert claim(results, methods=f"{UNNAMED} The primary end point was survival.") == expected


@pytest.mark.parametrize("missed", ["The primary end point was missed.", "The primary hypothesis was rejected."])
def test_a_primary_endpoint_that_was_missed_is_not_met_whatever_else_differs(missed: str) -> None:
    results = f"{missed} Function was significantly better with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells improved function.") == "not_met"


def test_a_null_hypothesis_that_was_rejected_is_no_missed_endpoint() -> None:
    results = "The primary null hypothesis was rejected: pain score was lower with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells reduced pain.", METHODS) == "met"


@pytest.mark.parametrize(
    ("results", "methods"),
    [
        ("The primary end point was achieved by most patients in both groups.", METHODS),
        ("The primary end point was reached in twelve (30%) patients given cells and eleven (28%) given placebo.", METHODS),
        ("The primary end point of less pain was reached by seven of 30 patients.", SINGLE),
    ],
)  # fmt: skip
def test_patients_who_reached_the_primary_endpoint_are_no_success_of_the_trial(results: str, methods: str) -> None:
    assert claim(results, methods=methods) not in ("met", "met_uncontrolled")


def test_a_success_that_is_stated_beside_a_null_interval_is_unclear() -> None:
    results = "The primary end point of pain score was achieved (difference -0.4, 90% CI -0.9 to 0.1; P = 0.12)."
    assert claim(results, methods=METHODS) in ("unclear", "not_met")


@pytest.mark.parametrize("level", ["didn't exceed the prespecified threshold", "wasn't above the performance goal"])
def test_a_level_that_is_denied_with_a_short_form_of_not_was_missed(level: str) -> None:
    assert claim(f"The pain score {level}.", methods=SINGLE, title="Cells for stiff synthetic knees") == "not_met"


@pytest.mark.parametrize("other", ["for the low dose", "with frozen cells", "at 12 months"])
def test_noninferiority_that_is_shown_for_one_thing_and_not_for_another_is_mixed(other: str) -> None:
    results = f"Non-inferiority was shown for the high dose of fresh cells at 6 months but not {other}."
    title = "Cells versus surgery for stiff synthetic knees: a non-inferiority trial"
    assert claim(results, methods=NONINFERIORITY, title=title) == "mixed"


@pytest.mark.parametrize(
    "results",
    [
        "Pain score was significantly lower with 40 mg than with placebo (P = 0.01). Pain score did not differ between 20 mg and placebo (P = 0.4).",
        "Compared with placebo, pain score was lower with 40 mg (P = 0.001) and 20 mg (P = 0.38).",
        # The second dose needs no word of the outcome.
        "Pain score was lower with 40 mg than with placebo (P = 0.01) but not with 20 mg (P = 0.4).",
        "Pain score fell more with the high dose than with placebo (P = 0.01); the low dose was similar to placebo (P = 0.5).",
        # The values of the arms in a row, in other words than the primary endpoint.
        "Response rates were 20%, 31% (P = 0.2) and 45% (P = 0.01) with placebo, 20 mg and 40 mg.",
    ],
)  # fmt: skip
def test_doses_that_disagree_are_mixed_whether_a_primary_endpoint_is_named_or_not(results: str) -> None:
    methods = "We randomly assigned 90 patients to 20 mg, 40 mg or placebo."
    named = f"{methods} The primary end point was pain score at 6 months."
    title = "A drug versus placebo for stiff synthetic knees"
    assert claim(results, "The drug reduces pain.", named, title) == "mixed"
    assert claim(results, "The drug reduces pain.", methods, title) == "mixed"


def test_another_outcome_of_the_same_dose_does_not_disagree_with_the_primary_endpoint() -> None:
    results = "Pain score was lower with 40 mg than with placebo (P = 0.01); mood did not differ with 40 mg (P = 0.4)."
    assert claim(results, "The drug reduces pain.", METHODS) == "met"


@pytest.mark.parametrize(
    "within",
    [
        "Pain score decreased significantly in both groups (P = 0.001).",
        "Pain score at 6 months decreased significantly from baseline with cells (P = 0.001).",
    ],
)
def test_a_primary_endpoint_that_is_told_within_the_arms_is_not_replaced_by_another(within: str) -> None:
    results = f"{within} Swelling was significantly lower in the cell group than in the placebo group (P = 0.007)."
    assert claim(results, "Cells reduced pain and swelling.", METHODS) == "unclear"


@pytest.mark.parametrize(
    "results",
    [
        "Age was associated with significantly decreased pain score at 6 months (P = 0.01).",
        "Young age significantly predicted improved pain score at 6 months (P = 0.01).",
        "There were significant differences between men and women in pain score after treatment (P = 0.01).",
    ],
)
def test_associations_in_a_paper_of_one_arm_are_no_change_of_people(results: str) -> None:
    claimed = claim(results, methods=SINGLE, title="Cells for stiff synthetic knees")
    assert claimed in ("no_claim", "unclear")


def test_a_test_that_stands_alone_in_brackets_tests_the_sentence_before_it() -> None:
    results = "Pain score was lower with cells than with placebo. (P = 0.6)."
    assert claim(results, "Cells did not reduce pain.", METHODS) == "not_met"


def test_people_who_are_told_apart_by_stratifying_are_a_subgroup() -> None:
    results = "When stratified for age, pain was lower with cells than with placebo in those under 60 (P = 0.01)."
    assert claim(results, "Cells reduced pain.") in ("no_claim", "unclear")


def test_many_outcomes_without_effect_count_against_the_gain_that_the_title_names() -> None:
    results = (
        "Pain was lower with cells than with placebo (P = 0.04). None of the outcomes of function differed (P > 0.05)."
    )
    assert claim(results, title="Cells versus placebo for pain: a randomised trial") == "mixed"


def test_gains_that_differ_do_not_say_which_one_is_larger() -> None:
    assert claim("Improvements were significantly different between the groups (P = 0.01).") in ("no_claim", "unclear")


def test_what_a_result_is_adjusted_for_is_no_start_of_the_study() -> None:
    results = (
        "After adjusting for baseline pain, cells were no better than placebo (P = 0.4). "
        "Function was better with cells than with placebo (P = 0.01)."
    )
    assert claim(results, "Cells help.", METHODS) == "not_met"


@pytest.mark.parametrize(
    ("title", "methods"),
    [
        ("Cells for knees: analysing data of a made-up trial", UNNAMED),
        ("Missing data in a trial of cells for knees", UNNAMED),
        ("Cells for stiff knees: a pharmacokinetic analysis", UNNAMED),
        ("Health-related quality of life in people given cells or placebo", UNNAMED),
        ("Cells versus placebo: a biomarker analysis", UNNAMED),
        ("The clinical development program of cells for knees", UNNAMED),
        ("Gene variants and cells for knees", UNNAMED),
        ("Cells for stiff knees: their place in therapy", UNNAMED),
        ("Cells for stiff knees: a technology appraisal", UNNAMED),
        ("Tensile strength of knees after cells", "We tested cells and placebo."),
        ("Prevalence and incidence of stiff knees in a made-up town", UNNAMED),
        ("Experiences of cells for knees: patients' views", "We asked 80 patients."),
        ("Strength in patients and healthy children", "We examined 20 patients and 20 healthy children."),
        ("Retrospective analysis of cells for stiff knees", "Eighty patients received cells (n = 40) or no cells (n = 40)."),
        ("Cells and pain", f"This study was nested within a made-up trial. {UNNAMED}"),
        ("Cells and pain", f"Data were drawn from 80 patients of a made-up study. {UNNAMED}"),
        ("Cells and pain", f"We pooled data from two trials of cells and placebo. {UNNAMED}"),
        ("Cells and pain", f"This paper reports secondary outcomes. {UNNAMED}"),
        ("Cells and pain", f"This is a subgroup analysis of a made-up trial. {UNNAMED}"),
        ("Cells and pain", f"{UNNAMED} The groups were defined post hoc."),
        ("Cells and pain", f"Simulated data of cells and placebo were used. {UNNAMED}"),
        ("Cells and pain", "Rabbits were given cells or placebo at random."),
    ],
)  # fmt: skip
def test_papers_of_another_kind_claim_nothing(title: str, methods: str) -> None:
    results = "Pain score was significantly lower with cells than with placebo (P = 0.01)."
    paper = article(title=title, sections=trial(results, "Cells help.", methods), types=())
    assert read_article(paper).claim == "no_claim"


@pytest.mark.parametrize(
    "unchanged",
    [
        "Pain score did not change in either group.",
        "Pain score did not change significantly within either group.",
        "There was no change in pain score in either group.",
        "Pain score improved significantly from baseline in both groups.",
    ],
)
def test_a_primary_told_within_the_arms_only_gives_no_success_to_another_outcome(unchanged: str) -> None:
    methods = f"{UNNAMED} The primary end point was pain score."
    results = f"{unchanged} Walking was better with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells improve walking.", methods) != "met"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("A P value below 0.01 was considered significant.", "unclear"),
        ("A P value of 0.01 was considered significant.", "unclear"),
        ("P values less than 0.01 were considered significant.", "unclear"),
        ("P values lower than or equal to 0.01 were regarded as significant.", "unclear"),
        ("P values of 0.01 or less were considered significant.", "unclear"),
        ("A P value below 0.05 was considered significant.", "met"),
    ],
)
def test_a_stricter_level_told_in_words_is_one(level: str, expected: str) -> None:
    methods = f"{UNNAMED} The primary end point was pain score. {level}"
    assert (
        claim("Pain score was lower with cells than with placebo (P = 0.03).", "Cells reduced pain.", methods)
        == expected
    )
