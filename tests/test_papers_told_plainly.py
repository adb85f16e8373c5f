"""Trials told in other words than most: who was compared, what the primary was, what was so from the start; made-up papers."""

from __future__ import annotations

import pytest

from msc_trials.literature.arms import arms_of
from msc_trials.literature.design import is_controlled
from msc_trials.literature.favours import favoured
from msc_trials.literature.measured import pair_of
from msc_trials.literature.passages import Sentence
from msc_trials.literature.primary import content, primary_of
from tests.made_up_papers import UNNAMED, read


@pytest.mark.parametrize(
    ("title", "methods"),
    [
        ("cells for stiff knees: a placebo-controlled multicentre study", "people were given an injection."),
        ("cells for stiff knees", "forty people took cells or placebo."),
        ("cells for stiff knees", "for comparison we followed 40 people with the usual leaflet."),
        ("cells for stiff knees", "people were allocated by date of birth to cells, rest or exercise."),
    ],
)
def test_a_placebo_or_people_followed_for_comparison_make_a_comparison(title: str, methods: str) -> None:
    assert is_controlled(title, [methods], [])


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We tried this in one hospital with length of stay as primary endpoint.", {"length", "stay"}),
        ("Knee strength was measured at 12 months; this was the primary outcome.", {"knee", "streng"}),
        ("KOS was the primary outcome.", {"kos"}),
    ],
)
def test_the_primary_is_named_behind_with_before_this_or_by_three_letters(sentence: str, words: set[str]) -> None:
    plain = sentence.lower()
    primary = primary_of([Sentence(sentence, plain, "methods", "")], {})
    assert words <= primary.words
    assert not primary.words & {"tried", "this", "hospit"}


def test_one_word_in_two_forms_is_one_word_of_the_primary() -> None:
    assert content("healed ulcers") == content("healing ulcer")


@pytest.mark.parametrize(
    "results",
    [
        "At the start pain scores were lower in the cell group (P = 0.03). After a year pain scores did not differ (P = 0.4).",
        "Pain scores were equal at entry (P = 0.8). After a year pain scores did not differ (P = 0.4).",
        "In both groups pain was lower than at entry (P < 0.001). Pain scores did not differ between the groups (P = 0.4).",
    ],
)
def test_what_was_so_at_the_start_is_no_result(results: str) -> None:
    assert read(results).claim == "not_met"


def test_a_value_that_no_longer_differs_from_its_own_start_denies_no_difference_between_arms() -> None:
    results = (
        "With placebo the pain score no longer differed from baseline at 12 months. "
        "At 12 months the pain score was 2.1 with cells and 4.0 with placebo (P = 0.01)."
    )
    assert read(results).claim == "met"


@pytest.mark.parametrize(
    "results",
    [
        "No difference was apparent between cells and placebo in days until pain relief.",
        "None of the differences in pain was statistically significant.",
        "Pain scores fell by 6, 5 and 4 points, without significant differences (P = 0.2).",
        "Pain relief was reached by 7 of 31 patients (23%) in the cell group and by 9 of 30 (30%) in the placebo group (n.s.).",
        "The groups did not differ significantly in pain scores or in any secondary outcome.",
    ],
)  # fmt: skip
def test_a_difference_is_denied_in_plain_words(results: str) -> None:
    assert read(results, "Cells deserve further study.").claim == "not_met"


def test_a_difference_at_some_times_alone_is_a_mixed_result() -> None:
    results = "Pain scores were lower with cells than with placebo, and the difference was significant at weeks 12 and 14 only (P = 0.03)."
    assert read(results).claim == "mixed"


def test_a_gain_beside_another_primary_without_difference_is_a_mixed_result() -> None:
    methods = f"{UNNAMED} Pain and knee flexion were primary outcomes."
    results = (
        "Pain was lower with cells than with placebo (P = 0.004), and the other primary outcome showed no difference."
    )
    assert read(results, methods=methods).claim == "mixed"


def test_a_gain_that_shares_a_word_with_the_primary_makes_no_success_behind_values_that_do_not_differ() -> None:
    methods = f"{UNNAMED} Tendon integrity was judged on scans; this was the primary outcome."
    results = (
        "Gaps were seen in 7 of 31 patients (23%) in the cell group and in 9 of 30 (30%) in the placebo group (P = 0.5). "
        "Tendon thickness was greater in the cell group (5.1 vs 4.4 mm, P = 0.01)."
    )
    assert read(results, "Cells improve the thickness of tendons.", methods).claim not in ("met", "met_noninferior")


def test_arms_are_known_from_what_so_many_people_were_given() -> None:
    arms = arms_of("Synthetic fistulas: a trial", methods=["50 patients were injected with cells and 52 with saline."])
    assert favoured("closure in 54% of the saline group and in 33% of the cells group", arms) == "comparator"


def test_a_letter_in_brackets_names_the_group_of_a_treatment() -> None:
    methods = ["people were assigned to marrow cells (a, n=10) or to plain gel (b, n=10)."]
    arms = arms_of("Marrow cells or plain gel for sores", methods=methods)
    pair = pair_of("healing was 53% in group a and 11% in group b", arms)
    assert pair is not None
    assert (pair.tested, pair.comparator) == (53, 11)


def test_the_calves_of_people_are_no_animals() -> None:
    title = "Massage of the calves against clots"
    assert "animal" not in read("Clots were seen in 9% and in 28% (P = 0.01).", title=title).rule


def test_a_level_called_the_target_is_a_threshold() -> None:
    methods = "In this single-arm trial 400 people took tablets. The primary outcome was completion."
    results = "Completion was 91.5% (95% CI 89 to 94), which is above the target of 85%."
    assert read(results, "Most people finished.", methods, "Tablets for a month").claim == "met_uncontrolled"


def test_healing_after_fewer_weeks_is_better() -> None:
    results = "Union was seen after a mean of 10.1 weeks with cells and 12.9 weeks with placebo (P = 0.01)."
    assert read(results, "Bones united.", title="Cells versus placebo for broken synthetic bones").favours == "tested"
