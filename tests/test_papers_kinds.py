"""Kinds of abstracts that were once misread, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial

AFTER = (
    "No difference in pain between groups was seen before the treatment (P = 0.6) while the two groups were "
    "significantly different after it (P = 0.001), and pain fell with cells."
)
GAIN = "Cells reduced pain in stiff knees."


def claim(results: str, conclusions: str = GAIN, methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


def unlabelled(text: str, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=f"<AbstractText>{text}</AbstractText>")).claim


def kind(title: str, methods: str = METHODS) -> str:
    results = "Pain was lower with cells than with placebo (P = 0.01)."
    return str(read_article(article(title=title, sections=trial(results, GAIN, methods))).kind)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain scores showed no difference between the cell and placebo groups until week 9 (P = 0.02).", "met"),
        ("Pain scores showed no difference between the cell and placebo groups until week 9 (P = 0.3).", "not_met"),
        (AFTER, "met"),
        ("Before the treatment there was no difference in pain between groups (P = 0.6).", "no_claim"),
    ],
)
def test_arms_alike_at_first_that_differ_later_differ(results: str, expected: str) -> None:
    assert claim(results) == expected


@pytest.mark.parametrize(
    "results",
    [
        "Both cell and placebo groups improved in pain (P < 0.01).",
        "Knee strength only improved in cells (P = 0.001).",
        "Pain stayed as it was with cells, whereas in the placebo group, stiffness significantly increased (P = 0.01).",
        "Flow was raised by cells from 20 to 70 (P < 0.05) and there was no effect of placebo (29 to 44).",
    ],
)
def test_a_change_tested_in_one_arm_or_in_each_of_them_is_no_success(results: str) -> None:
    assert claim(results) not in ("met", "not_met")


@pytest.mark.parametrize(
    "results",
    [
        "The outcome was significantly different between male and female patients (P = 0.01).",
        "Pain was lower with the new knee for men (P = 0.001) but not for women (P = 0.6).",
        "There was a robust time by condition interaction in females (P < 0.001), but not in males (P = 0.2).",
    ],
)
def test_what_is_found_in_one_sex_is_no_main_result(results: str) -> None:
    assert claim(results) in ("no_claim", "unclear")


def test_a_gain_that_is_only_added_to_a_change_within_the_arms_is_no_main_result() -> None:
    walk = "In addition, the walking distance was longer with cells than with placebo (P = 0.01)."
    opening = "The walking distance increased significantly in both groups (P = 0.001)."
    assert claim(f"{opening} In addition, pain was lower with cells than with placebo (P = 0.01).") == "unclear"
    assert claim(f"{opening} {walk}", "Cells improved walking distance.") == "met"


def test_a_difference_between_groups_goes_the_way_of_the_sentence_before() -> None:
    former = "In the cell group pain decreased significantly."
    tested = "In comparison between the groups, significant differences were shown in the pain scores."
    assert claim(f"{former} {tested}", "Cells may be applied.", title="Cells for stiff synthetic knees") == "met"


def test_more_than_a_share_less_is_less() -> None:
    results = (
        "The morphine consumption with cells at 24 hours was more than 20% less than that with placebo (P = 0.001)."
    )
    assert claim(results, "Cells spare morphine.") == "met"


def test_groups_that_were_compared_at_the_end_are_compared_whatever_the_verb() -> None:
    assert (
        claim("When the groups were compared at the end, a significant decrease of pain was seen with cells.") == "met"
    )


def test_what_another_outcome_did_not_reach_is_no_failure_after_a_tested_gain() -> None:
    gain = "Pain was significantly lower with cells than with placebo (P = 0.04)."
    missed = "The difference in stiffness between groups did not reach the level of significance (P = 0.12)."
    assert claim(f"{gain} {missed}") != "not_met"
    assert claim(missed) == "not_met"


def test_a_comparator_that_did_better_is_no_gain_before_no_difference() -> None:
    results = "Placebo is a faster method than cells. Pain was comparable in both groups."
    assert claim(results, "Knees were examined.") == "not_met"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (
            "Adherence to cells was higher than to placebo (P = 0.01). Pain did not differ between groups (P = 0.4).",
            "not_met",
        ),
        (
            "Enrollment did not differ by treatment group. Pain was lower with cells than with placebo (P = 0.01).",
            "met",
        ),
    ],
)
def test_how_far_the_treatment_was_taken_and_who_took_part_are_no_outcomes(results: str, expected: str) -> None:
    assert claim(results, "Knees were examined.") == expected


def test_harm_named_after_an_outcome_does_not_make_it_harm() -> None:
    assert (
        claim("There was no significant difference in the success rate and in side effects.", "Both help.") == "not_met"
    )


def test_no_difference_of_changes_from_baseline_between_groups_is_a_comparison() -> None:
    results = (
        "No difference in changes of pain from baseline was observed between the cell group and controls (P = 0.57)."
    )
    assert claim(results, "Knees were examined.") == "not_met"


def test_a_gain_tested_before_what_is_denied_of_something_else_is_no_conflict() -> None:
    results = "When compared with placebo, cells reduced pain (P < 0.001) and did not affect the colour of the knee."
    assert claim(results) == "met"


def test_results_told_after_the_methods_with_a_p_value_are_no_conclusion() -> None:
    text = (
        "The aim was to understand cells for stiff knees. "
        "We randomly assigned 80 patients to cells or placebo. Pain was assessed with a scale. "
        "The results indicate that when compared with placebo, cells reduced pain (P &lt; 0.0001). "
        "Cells help stiff knees."
    )
    assert unlabelled(text) == "met"


def test_a_group_with_a_letter_was_given_what_a_short_form_stands_for() -> None:
    methods = (
        "Ossified mesenchymal drops (OMD) were studied. We randomised 80 patients; 40 underwent OMD (group A) and the "
        "others underwent a simple bandage (group B)."
    )
    results = "The treatment effectiveness was significantly higher in group A than in group B (P < 0.05)."
    title = "Effects of ossified mesenchymal drops on stiff synthetic knees"
    assert claim(results, "Knees were examined.", methods, title) == "met"


def test_values_of_groups_with_letters_are_compared() -> None:
    methods = "We randomly assigned 80 patients to cells (group A) or placebo (group B)."
    results = "The mean pain score in group A was 15 points and in group B was 32 points (P = 0.02)."
    assert claim(results, GAIN, methods) == "met"


def test_a_study_equivalent_to_a_trial_asks_nothing_about_equivalence() -> None:
    methods = f"{UNNAMED} The setting is equivalent to a prospective randomised controlled trial."
    assert claim("Pain did not differ between groups (P = 0.4).", "Cells did not reduce pain.", methods) == "not_met"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A point on the knee scale: extended analysis of the cell trial", "secondary analysis"),
        ("Pain and bone marrow: analysis of data from a randomised trial of cells", "secondary analysis"),
        ("Incidence of stiff knees in a made-up town", "observational"),
        ("Prevalence of stiff knees after cells versus placebo: a randomised trial", "report"),
    ],
)
def test_a_second_look_at_a_trial_and_a_count_of_the_sick_are_no_reports(title: str, expected: str) -> None:
    assert kind(title, f"{METHODS} People of a randomised trial were asked.") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cells versus rest for stiff knees: lessons learned from a randomised trial", "report"),
        ("Lessons learnt from a randomised trial of cells", "secondary analysis"),
        ("Cells associated with a bandage in the treatment of stiff knees", "report"),
        ("A cell dressing is associated with decreased pain of stiff knees", "report"),
        ("Predictors of pain and cells for prevention of stiff knees: a randomised trial", "report"),
        ("Predictors of pain in stiff knees: a randomised trial", "secondary analysis"),
    ],
)
def test_titles_that_join_compare_or_prevent_belong_to_reports(title: str, expected: str) -> None:
    assert kind(title) == expected


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        ("The cell and placebo groups were similar in terms of pain and stiffness.", "", "not_met"),
        ("The cell and placebo groups were similar in terms of age and stiffness.", "", "no_claim"),
        (
            "The cure rate after 6 months follow-up was 13 of 15 with cells and 9 of 15 with placebo (P = 0.099).",
            "",
            "not_met",
        ),
        ("The cell group had lower pain than the control group.", "Cells are effective.", "unclear"),
    ],
)
def test_outcomes_told_like_the_start_of_a_study_are_results(results: str, conclusions: str, expected: str) -> None:
    assert claim(results, conclusions or "Knees were examined.") == expected


def test_shares_of_several_groups_told_respectively_are_compared() -> None:
    results = "The incidence of pain in the placebo and cell groups was 70% and 3%, respectively (P < 0.001)."
    assert claim(results) == "met"


def test_what_the_other_arm_did_is_not_the_outcome_when_it_opens_the_sentence() -> None:
    results = (
        "When compared with responses to placebo, we found significantly lower stress in the cell group (P = 0.01)."
    )
    assert claim(results, "Cells help.") == "met"


def test_a_sentence_that_tests_the_difference_told_before_goes_the_same_way() -> None:
    former = "The responder rate was higher with cells than with placebo."
    tested = "However, after 10 weeks, the differences were significant (20 points, P = 0.01)."
    assert claim(f"{former} {tested}", "Cells show effects.") == "met"


def test_one_of_several_primaries_that_changed_and_one_that_did_not_disagree() -> None:
    methods = "We randomly assigned 80 patients to cells or placebo. Primary endpoints were joint function and cartilage histology."
    results = (
        "Cells improved joint function (P = 0.001). Cartilage histology was not significantly different between groups."
    )
    assert claim(results, "Cells improve joint function.", methods) == "mixed"


def test_headings_in_capitals_without_a_space_open_their_parts() -> None:
    text = (
        "BACKGROUNDKnees are often stiff and cells have a significant effect. METHODSIn a randomised trial 80 patients had "
        "cells or placebo. RESULTSA difference of pain between groups was not found (P = 0.4). CONCLUSIONSCells do not help."
    )
    assert unlabelled(text) == "not_met"


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        (
            f"{METHODS} These are secondary outcomes of a previously published trial of made-up cells.",
            "secondary analysis",
        ),
        (
            "Eighty knees had surgery and were divided into 2 groups: 40 patients with a warm knee and 40 without.",
            "observational",
        ),
    ],
)
def test_outcomes_of_an_earlier_trial_and_groups_by_a_condition_are_no_reports(methods: str, expected: str) -> None:
    xml = article(
        title="Impact of warmth on knees", sections=trial("Pain differed (P = 0.01).", GAIN, methods), types=()
    )
    assert str(read_article(xml).kind) == expected


def test_what_recent_trials_of_others_showed_is_no_result_of_a_paper() -> None:
    results = (
        "The most recent randomised trials of cells (made-up studies I and II) showed that pain was lower with cells than with "
        "placebo (P < 0.001)."
    )
    assert claim(results) == "no_claim"


@pytest.mark.parametrize(
    "results",
    [
        "The cells were associated with a significant reduction of blood lead relative to placebo (P = 0.004).",
        "Hair counts were significantly higher with cells than with placebo (P = 0.004).",
        "Treatment effectiveness was significantly higher with cells than with placebo (P = 0.004).",
        "Hernias were significantly fewer with cells than with placebo (P = 0.004).",
    ],
)
def test_outcomes_whose_direction_is_plain_to_a_reader(results: str) -> None:
    assert claim(results, "Knees were examined.") == "met"
