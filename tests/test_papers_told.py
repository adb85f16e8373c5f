"""Successes told in words, in groups with letters and in drug levels; every sentence is made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.arms import arms_of
from msc_trials.literature.favours import favoured, quality_of
from msc_trials.literature.measured import pair_of
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial


def claim(results: str, conclusions: str = "", methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


def test_a_comparison_in_words_without_a_test_is_never_a_success() -> None:
    for results in (
        "Stiffness improved more with cells than with placebo.",
        "Cells were superior to placebo in easing stiffness.",
        "Clinical benefit was seen in 37% with cells compared to 50% with placebo.",
        "Cells improved the ratio of bending relative to stretching.",
    ):
        assert claim(results, "Cells improve stiffness.") == "unclear"


def test_another_outcome_in_words_does_not_stand_for_a_named_primary_endpoint() -> None:
    results = "Walking improved more with cells than with placebo."
    assert claim(results, "Cells improve walking.", METHODS) == "unclear"


@pytest.mark.parametrize(
    ("clause", "side"),
    [
        ("the results indicate that when compared with placebo, cells reduced pain (p = 0.01)", "tested"),
        ("the results indicate that when compared with cells, placebo reduced pain (p = 0.01)", "comparator"),
        ("superiority over placebo was evident for all outcomes (p = 0.01)", "tested"),
        # What was measured may have a word of the treatment.
        ("cells were better than placebo regarding the number of living cells", "tested"),
    ],
)
def test_the_other_arm_of_a_comparison(clause: str, side: str) -> None:
    assert favoured(clause, arms_of("Cells versus placebo for stiff knees")) == side


@pytest.mark.parametrize(
    ("text", "quality"),
    [
        ("patients on cells showed greater progress", "better"),
        ("body mass loss was greater with cells", "better"),
        ("weight loss was significantly smaller with cells", "worse"),
    ],
)
def test_progress_and_weight_that_is_lost_are_gains(text: str, quality: str) -> None:
    assert quality_of(text) == quality


def test_the_last_two_of_three_values_are_no_pair() -> None:
    arms = arms_of("Cells versus placebo for stiff knees")
    assert pair_of("falls were 9, 5, and 17 with few cells, many cells and placebo", arms) is None
    assert pair_of("pain fell between 1 and 12 months with cells and with placebo", arms) is None
    found = pair_of("falls were 5 and 17 with cells and with placebo", arms)
    assert found is not None
    assert (found.tested, found.comparator) == (5, 17)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("patients were treated early or late (early cells: group e, control: group c).", "group c", "control"),
        ("saline was given as an infusion in group 2 on day one.", "group 2", "saline"),
    ],
)
def test_what_a_group_with_a_letter_was_given(text: str, code: str, words: str) -> None:
    assert dict(arms_of("Cells for stiff knees", {}, [text]).forms)[code].strip() == words


def test_a_result_does_not_say_what_a_group_was_given() -> None:
    told = "pain in group c was higher than in the others."
    assert "group c" not in dict(arms_of("Cells for stiff knees", {}, [told]).forms)


def test_a_title_names_its_arms_behind_who_underwent_them() -> None:
    arms = arms_of("Breathing tests in patients submitted to early versus late gloops")
    assert "breath" not in arms.tested_words


@pytest.mark.parametrize(
    ("conclusions", "expected"),
    [
        ("Both tablets are bioequivalent.", "met_noninferior"),
        ("The new tablets were taken up faster.", "no_claim"),
    ],
)
def test_a_paper_about_drug_levels_may_show_equivalence(conclusions: str, expected: str) -> None:
    title = "Pharmacokinetics of two made-up tablets in healthy volunteers"
    assert claim("Peak levels were 3 and 3 units.", conclusions, UNNAMED, title) == expected


def test_statistical_significance_is_a_word_of_significance() -> None:
    result = "Falls were fewer with cells than with placebo, {} statistical significance."
    assert claim(result.format("with"), "Knees were examined.") == "met"
    assert claim(result.format("without reaching"), "Knees were examined.") != "met"


def test_being_like_earlier_studies_is_no_verdict_on_the_treatment() -> None:
    results = "Stiffness was lower with cells than with placebo (P = 0.01)."
    assert claim(results, "Cells had similar efficacy and safety compared with previous studies.") == "met"
    assert claim(results, "Cells had similar efficacy and safety compared with placebo.") != "met"


def test_a_comparison_that_goes_on_from_changes_within_the_arms_has_no_result_before_it() -> None:
    compared = "However, stiffness was significantly lower in the cell group than in the placebo group (P = 0.01)."
    within = "Stiffness fell significantly in both groups (P = 0.01)."
    assert claim(f"{within} {compared}", "Cells are beneficial for knees.") == "met"


def test_fewer_units_of_blood_are_better() -> None:
    results = "Patients needed 26 units of red cells in the placebo group and 4 units in the cell group (P = 0.01)."
    assert claim(results, "Knees were examined.") == "met"
