"""P-values that the interval or the values beside them deny, and estimates of one group. Records are synthetic."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.tests.unadjusted_test import fisher
from tests.synthetic_results import PLACEBO, TESTED, analysis, outcome, verdict

FUNCTION = "Walking distance in six minutes"
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
DIFFERENCE = {"paramType": "Mean difference", "paramValue": "8", "ciPctValue": "95", "ciNumSides": "TWO_SIDED"}
T_TEST = {"statisticalMethod": "t-test, 2 sided"}


def _status(values: list[Any], sizes: tuple[int, ...] = (50, 50), model: str = "PARALLEL", **test: str) -> S:
    return verdict(outcome(FUNCTION, values, analysis(**test), sizes=sizes), model=model).status


@pytest.mark.parametrize("p", ["<0.05", "<0.025", "< .017"])
def test_a_level_written_as_a_p_value_gives_way_to_an_interval_that_holds_no_effect(p: str) -> None:
    around = {**DIFFERENCE, "ciLowerLimit": "-3", "ciUpperLimit": "19"}
    assert _status([350, 342], pValue=p, **around) is S.NOT_MET


@pytest.mark.parametrize(("p", "low"), [("0.04", "-1"), ("<0.001", "-1"), ("<0.05", "0.0"), ("<0.05", "1")])
def test_an_exact_or_small_p_or_an_interval_that_only_touches_no_effect_stands(p: str, low: str) -> None:
    around = {**DIFFERENCE, "ciLowerLimit": low, "ciUpperLimit": "15"}
    assert _status([350, 342], pValue=p, **around) is S.MET


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"ciPctValue": "97.5"}, S.NOT_MET),
        ({"ciPctValue": "97.5", "ciNumSides": "ONE_SIDED"}, S.MET),
        ({"ciPctValue": "97.5", "statisticalComment": "The significance level was 0.05"}, S.MET),
        ({"ciPctValue": "95"}, S.MET),
    ],
)
def test_nct00490139_a_p_beside_an_interval_of_more_than_95_percent_is_held_against_its_level(
    fields: dict[str, str], status: S
) -> None:
    around = {**DIFFERENCE, "ciLowerLimit": "-0.8", "ciUpperLimit": "16.8", **fields}
    assert _status([350, 342], pValue="0.041", **around) is status


@pytest.mark.parametrize("method", ["t-test, 2 sided", "Student's t-test", "ANOVA"])
def test_nct00113295_a_plain_test_that_the_posted_means_cannot_give_settles_nothing(method: str) -> None:
    far = [(350, 40), (346, 40)]
    assert _status(far, pValue="<0.05", statisticalMethod=method) is S.UNCLEAR
    assert _status([(350, 10), (346, 10)], pValue="<0.05", statisticalMethod=method) is S.MET


@pytest.mark.parametrize(
    "fields",
    [
        {"statisticalMethod": "ANCOVA"},
        {**T_TEST, "statisticalComment": "Adjusted for age"},
        {**T_TEST, "pValueComment": "Of log-transformed values"},
    ],
)
def test_an_adjusted_or_transformed_test_outranks_means_that_look_otherwise(fields: dict[str, str]) -> None:
    assert _status([(350, 40), (346, 40)], pValue="0.02", **fields) is S.MET


def test_a_plain_test_in_a_crossover_may_be_paired() -> None:
    assert _status([(350, 40), (346, 40)], model="CROSSOVER", pValue="0.02", **T_TEST) is S.MET


@pytest.mark.parametrize("method", ["Fisher Exact", "Chi-squared", "Chi-squared, Corrected"])
@pytest.mark.parametrize(("counts", "status"), [([9, 11], S.UNCLEAR), ([3, 16], S.MET)])
def test_nct02177201_a_plain_test_that_the_posted_counts_cannot_give_settles_nothing(
    method: str, counts: list[int], status: S
) -> None:
    test = analysis(pValue="<0.05", statisticalMethod=method)
    found = verdict(outcome("Participants with vomiting", counts, test, sizes=(77, 77), **COUNT))
    assert found.status is status


@pytest.mark.parametrize("estimate", ["-10.4", "10.4"])
def test_nct01580592_the_change_of_one_group_is_no_difference_from_the_control_with_or_without_its_sign(
    estimate: str,
) -> None:
    own = analysis("0", pValue="0.01", paramType="Mean Difference (Final Values)", paramValue=estimate)
    found = verdict(outcome("Change in pain compared to placebo", [-10.4, -0.3], own), arms=(TESTED, PLACEBO))
    assert found.status is S.NO_COMPARISON


@pytest.mark.parametrize(
    ("counts", "p"),
    [((3, 10, 7, 10), 0.1789), ((0, 5, 5, 5), 0.0079), ((1, 2, 1, 2), 1.0), ((200, 15000, 240, 15100), 0.06795)],
)
def test_fishers_exact_value_of_few_and_of_many_people(counts: tuple[int, int, int, int], p: float) -> None:
    assert fisher(*counts) == pytest.approx(p, abs=5e-5)
