"""Synthetic results as sponsors of all kinds word them: boundaries of interim looks, tests of the start, designs within people."""

from __future__ import annotations

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict

PAIN = "Pain on a visual analogue scale"
WALKED = "Walking distance in six minutes"


@pytest.mark.parametrize(
    "comment",
    [
        "The boundary for significance at this interim look was p < 0.0010",
        "O'Brien-Fleming boundary for efficacy: 0.0012",
        "The stopping boundary was a two-sided p-value of 0.003",
        "Spending function; threshold for crossing 0.0035",
        "The critical value for significance is p=0.002",
        "p-value to be compared with 0.0039",
        "The significance cut-off after correction was 0.002",
        "To be significant the p-value had to be below 0.002",
        "P < .002 indicates statistical significance",
        "Each endpoint was tested at 0.002",
        "Significance was prospectively set at P less than 0.001",
    ],
)
def test_a_p_value_above_the_stated_boundary_is_not_met(comment: str) -> None:
    assert verdict(outcome(WALKED, [350, 300], analysis(pValue="0.004", pValueComment=comment))).status is S.NOT_MET
    assert verdict(outcome(WALKED, [350, 300], analysis(pValue="0.0001", pValueComment=comment))).status is S.MET


@pytest.mark.parametrize(
    "comment",
    [
        "The efficacy boundary was crossed (p = 0.0004)",
        "0.0001 alpha was spent at the interim look",
        "The upper boundary of the interval was 0.002",
    ],
)
def test_a_boundary_that_was_crossed_and_alpha_that_was_spent_are_no_level(comment: str) -> None:
    assert verdict(outcome(WALKED, [350, 300], analysis(pValue="0.004", pValueComment=comment))).status is S.MET


@pytest.mark.parametrize(
    "text", ["Comparison of groups at baseline", "Baseline", "Difference between arms at baseline"]
)
def test_a_test_of_the_groups_at_baseline_says_nothing_of_the_treatment(text: str) -> None:
    rows = {"Baseline": [60, 59], "Month 6": [40, 50]}
    start = analysis(pValue="0.66", groupDescription=text)
    assert verdict(outcome(PAIN, rows, start)).status is S.NO_COMPARISON
    later = analysis(pValue="0.001", groupDescription="Month 6")
    assert verdict(outcome(PAIN, rows, start, later)).status is S.MET


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("p-value for the treatment-by-sex interaction", S.NO_COMPARISON),
        ("Interaction of treatment and body mass class", S.NO_COMPARISON),
        ("Interaction of treatment and time", S.MET),
        ("The model held treatment, centre and their interaction", S.MET),
    ],
)
def test_a_test_of_who_gains_more_is_no_comparison_of_arms(text: str, status: S) -> None:
    assert verdict(outcome(WALKED, [350, 300], analysis(pValue="0.01", statisticalComment=text))).status is status


def test_a_paired_test_of_the_two_knees_of_a_person_compares_what_they_were_given() -> None:
    groups = ("Cell product", "Placebo in the contralateral knee")
    paired = analysis(pValue="0.01", statisticalComment="paired t test")
    assert verdict(outcome(PAIN, [40, 60], paired, groups=groups)).status is S.MET
    assert verdict(outcome(PAIN, [40, 60], paired)).status is S.NO_COMPARISON


def test_two_times_joined_by_and_in_the_title_both_count() -> None:
    early = analysis(pValue="0.002", groupDescription="12 months")
    late = analysis(pValue="0.46", groupDescription="24 months")
    rows = {"12 months": [40, 50], "24 months": [45, 46]}
    assert verdict(outcome(f"{PAIN} at 12 and 24 months", rows, early, late)).status is S.MIXED
    assert verdict(outcome(f"{PAIN} at 24 months", rows, early, late)).status is S.NOT_MET


def test_an_estimate_outside_an_interval_that_holds_no_effect_is_unclear() -> None:
    odd = analysis(paramType="Mean Difference", paramValue="1.53", ciLowerLimit="-2.68", ciUpperLimit="1.26")
    assert verdict(outcome(WALKED, [350, 300], odd)).status is S.UNCLEAR


def test_points_of_a_scale_are_ordered_grades() -> None:
    better = {"0": [10, 4], "1": [20, 10], "2 (slight)": [10, 16], "3": [6, 12], "6 (dead)": [4, 8]}
    one = outcome(
        "Modified Rankin Scale at day 90", [0, 0], analysis(pValue="0.002"), paramType="COUNT_OF_PARTICIPANTS"
    )
    ids = ("OG000", "OG001")
    categories = [
        {"title": name, "measurements": [{"groupId": g, "value": str(v)} for g, v in zip(ids, row, strict=True)]}
        for name, row in better.items()
    ]
    one |= {"classes": [{"categories": categories}], "unitOfMeasure": "Participants"}
    assert verdict(one).status is S.MET
    turned = one | {"groups": [{"id": i, "title": t} for i, t in zip(ids, ("Placebo", "Cell product"), strict=True)]}
    assert (verdict(turned).status, verdict(turned).worse) == (S.NOT_MET, True)


def test_strata_by_the_grade_of_the_disease_are_no_arms() -> None:
    groups = ("Kellgren-Lawrence II", "Kellgren-Lawrence III")
    assert verdict(outcome(PAIN, [30, 40], analysis(pValue="0.03"), groups=groups)).status is S.NO_COMPARISON
