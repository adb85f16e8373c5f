"""Whether a paper compares arms, and whether a single arm reached the level it stated, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.design import is_controlled
from tests.made_up_papers import article, trial

SINGLE = "In this single-arm trial 40 patients received cells. The primary end point was response at 6 months."
TITLE = "Cells for stiff synthetic knees"


def single_arm(results: str, methods: str = SINGLE, conclusions: str = "More studies will follow.") -> str:
    return read_article(article(title=TITLE, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    "methods",
    [
        "forty people were drawn by lot to rest or exercise.",
        "in random order they wore the brace and the bandage.",
        "the coin was tossed by a nurse.",
        "sealed envelopes were opened by a clerk.",
        "forty wards were allocated to the new soap or the old one.",
        "allocation was by minimisation.",
        "this was a stepped-wedge trial in six wards.",
        "in a double-blind trial they swallowed zinc.",
        "the examiner was unaware of allocation.",
        "this cluster trial took place in forty villages.",
        "it was a non-inferiority trial.",
        "patients were assigned in a 2:1 ratio.",
    ],
)
def test_people_who_were_assigned_blinded_or_crossed_over_are_compared(methods: str) -> None:
    assert is_controlled("zinc for colds", [methods], [])


@pytest.mark.parametrize(
    "methods",
    [
        "in this single-arm study forty patients swallowed zinc.",
        "this open-label extension followed a double-blind trial.",
        "forty patients swallowed zinc at home.",
        "forty patients were assigned to zinc.",
    ],
)
def test_one_arm_and_an_extension_are_not_compared(methods: str) -> None:
    assert not is_controlled("zinc for colds", [methods], [])


def test_how_people_were_assigned_opens_the_methods_of_an_abstract_without_labels() -> None:
    text = (
        "Stiff knees are common. Forty people drew lots for cells or rest. "
        "Pain was lower with cells than with rest (P = 0.01). Cells may help."
    )
    assert read_article(article(title=TITLE, sections=text, types=["D016449"])).rule.startswith("controlled.")


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Response was seen in 20 of 40 patients, which exceeded the performance goal.", "met_uncontrolled"),
        ("Response was seen in 20 patients and the preset criterion was satisfied.", "met_uncontrolled"),
        ("Response was seen in 20 patients, so the null hypothesis of 20% was rejected.", "met_uncontrolled"),
        ("Failure was seen in 4 patients (10%), well below the 40% of the null hypothesis.", "met_uncontrolled"),
        ("Response was seen in 4 patients (10%), below the historical rate.", "not_met"),
        ("Response was seen in 9 patients, two short of the number needed.", "not_met"),
        ("Response was seen in 9 patients, and the null hypothesis could not be rejected.", "not_met"),
        ("Response was seen in 9 patients; the second stage was not opened.", "not_met"),
        ("Response was seen in 9 patients (22%).", "unclear"),
    ],
)
def test_words_say_whether_a_stated_level_was_reached(results: str, expected: str) -> None:
    assert single_arm(results) == expected


@pytest.mark.parametrize(
    ("level", "results"),
    [
        ("A success needed more than 12 of 40 patients.", "Response was seen in 12 of 40 patients."),
        ("The null hypothesis was a rate of 20%.", "Response was seen in 30% (95% CI 17 to 47)."),
        ("The null hypothesis was a rate of 20%.", "Response was seen in 18% (95% CI 8 to 33)."),
    ],
)
def test_a_rate_that_the_paper_does_not_compare_with_its_level_is_no_success(level: str, results: str) -> None:
    assert single_arm(results, f"{SINGLE} {level}") in ("unclear", "no_claim", "not_met")


def test_what_is_unchanged_beside_the_named_primary_is_no_failure_of_it() -> None:
    assert single_arm("Response was seen in 20 patients (50%). There was no change in weight.") == "unclear"
