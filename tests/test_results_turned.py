"""Tests whose winner, scale, level or group is easily turned round, so that a false success would follow. Records are synthetic."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials import judge, parse_study
from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import PLACEBO, TESTED, analysis, codes, outcome, record, verdict

PAIN = "Pain on a visual analogue scale"
FUNCTION = "Walking distance in six minutes"
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
MARGIN = {"nonInferiorityType": "NON_INFERIORITY", "testedNonInferiority": True, "ciPctValue": "95"}


def _read(title: str, values: Any, posted: Any = (), model: str = "PARALLEL", **test: Any) -> tuple[S, bool]:
    """Status, and whether the comparator won, of one test of two groups of fifty."""
    found = verdict(outcome(title, values, analysis(**test), **dict(posted)), model=model)
    return found.status, found.worse


@pytest.mark.parametrize(("estimate", "right"), [("-30", (S.NOT_MET, True)), ("30", (S.MET, False))])
def test_a_risk_reduction_without_values_favours_the_tested_group_above_zero(
    estimate: str, right: tuple[S, bool]
) -> None:
    for kind in ("Relative risk reduction", "Vaccine efficacy"):
        for title in ("Number of deaths", "Number of participants with a made-up state"):
            assert _read(title, [], pValue="0.01", paramType=kind, paramValue=estimate) == right


@pytest.mark.parametrize("kind", ["Hazard ratio (relative risk reduction)", "Relative risk (risk reduction)"])
def test_a_ratio_beside_words_of_a_risk_reduction_is_no_share_that_is_prevented(kind: str) -> None:
    above = {"paramType": kind, "paramValue": "1.4", "ciLowerLimit": "1.1", "ciUpperLimit": "1.8"}
    below = {**above, "paramValue": "0.7", "ciLowerLimit": "0.5", "ciUpperLimit": "0.9"}
    assert _read("Number of people with relapse", [], pValue="0.01", **above)[0] is S.UNCLEAR
    assert _read("Number of people with relapse", [], pValue="0.01", **below)[0] is S.MET


def test_nct01998906_a_median_time_that_is_not_reached_is_the_longer_one() -> None:
    timed = {"paramType": "MEDIAN", "unitOfMeasure": "months"}
    reversed_ratio = {"pValue": "0.01", "paramType": "Hazard Ratio (HR)", "paramValue": "0.5"}
    assert _read("Time to relapse", ["NA", 7.5], timed, pValue="0.01")[0] is S.MET
    assert _read("Time to relapse", [7.5, "NA"], timed, pValue="0.01") == (S.NOT_MET, True)
    assert _read("Time to relapse", [10, "NA"], timed, **reversed_ratio) == (S.NOT_MET, True)


@pytest.mark.parametrize(
    ("title", "values", "sizes"),
    [
        ("Time to relapse", ["NA", 7.5], (0, 50)),
        ("Duration of hospital stay", ["NA", 7.5], (50, 50)),
        ("Days in hospital", ["NA", 7.5], (50, 50)),
    ],
)
def test_a_median_of_nobody_or_of_no_time_to_an_event_is_missing_and_not_unreached(
    title: str, values: list[Any], sizes: tuple[int, int]
) -> None:
    posted = outcome(title, values, analysis(pValue="0.01"), paramType="MEDIAN", unitOfMeasure="days", sizes=sizes)
    assert verdict(posted).status is S.UNCLEAR


def test_a_ratio_posted_in_percent_meets_limits_written_as_a_ratio() -> None:
    percent = {**MARGIN, "paramType": "Geometric mean ratio (percent)", "paramValue": "60"}
    limit = "Non-inferiority if the lower limit of the interval is above 0.80"
    for low, high, right in (("40", "90", (S.NOT_MET, True)), ("85", "104", (S.MET_NONINFERIOR, False))):
        limits = {"ciLowerLimit": low, "ciUpperLimit": high, "nonInferiorityComment": limit}
        assert _read("Antibody titer", [60, 100], **percent, **limits) == right


def test_a_ratio_called_a_difference_is_held_against_a_limit_of_the_ratio() -> None:
    limits = {"paramValue": "0.5", "ciLowerLimit": "0.4", "ciUpperLimit": "0.6"}
    comment = "Non-inferiority if the lower limit of the ratio is above 0.67"
    found = _read(
        "Antibody titer", [50, 100], **MARGIN, paramType="Mean difference", **limits, nonInferiorityComment=comment
    )
    assert found[0] is S.NOT_MET


def test_nct00321464_a_p_value_of_non_inferiority_beside_a_narrow_interval_shows_no_superiority() -> None:
    narrow = {"paramType": "Mean difference", "paramValue": "3", "ciLowerLimit": "0.2", "ciUpperLimit": "6"}
    told = {**MARGIN, "ciPctValue": "90", "nonInferiorityComment": "Test of non-inferiority"}
    assert _read(FUNCTION, [353, 350], pValue="0.0001", **narrow, **told)[0] is S.MET_NONINFERIOR


def test_a_level_is_looked_for_beside_the_p_value_first_and_a_margin_beside_non_inferiority() -> None:
    levels = {"pValueComment": "The level of significance was 0.01", "nonInferiorityComment": "alpha = 0.05"}
    assert _read(FUNCTION, [350, 300], pValue="0.03", **levels)[0] is S.NOT_MET
    margins = {"groupDescription": "Non-inferiority margin of 2", "pValueComment": "Non-inferiority margin of 5"}
    limits = {"paramType": "Mean difference", "paramValue": "-1", "ciLowerLimit": "-3", "ciUpperLimit": "1"}
    assert _read(FUNCTION, [349, 350], **MARGIN, **limits, **margins)[0] is S.NOT_MET


@pytest.mark.parametrize(
    ("visits", "right"),
    [
        ({"Baseline": [60, 60], "Week 4": [60, 40], "Week 8": [45, 50]}, S.MET),
        ({"Baseline": [30, 80], "Week 4": [60, 40], "Week 8": [45, 50]}, S.UNCLEAR),
        ({"Week 4": [60, 40], "Week 8": [45, 50], "Baseline": [60, 60]}, S.UNCLEAR),
    ],
)
def test_the_last_of_visits_that_cross_tells_only_with_the_change_since_a_first_row_of_baseline(
    visits: dict[str, list[Any]], right: S
) -> None:
    assert _read(PAIN, visits, pValue="0.01")[0] is right


@pytest.mark.parametrize("level", ["80", "90"])
def test_the_interval_of_a_ratio_that_begins_at_zero_is_not_widened(level: str) -> None:
    limits = {"ciPctValue": level, "ciLowerLimit": "0", "ciUpperLimit": "0.9"}
    assert _read("Number of relapses", [5, 10], COUNT, paramType="Risk ratio", paramValue="0.5", **limits) == (
        S.NO_COMPARISON,
        False,
    )


def test_nct01014910_alike_medians_deny_a_level_whatever_the_comments_say() -> None:
    posted = {"paramType": "MEDIAN", "dispersionType": "Inter-Quartile Range"}
    made = outcome(FUNCTION, [352, 350], **posted)
    for cell in made["classes"][0]["categories"][0]["measurements"]:
        cell.update(lowerLimit="300", upperLimit="400")
    for comment in ("", "Adjusted for time and repeated visits"):
        test = analysis(pValue="<0.05", statisticalMethod="Wilcoxon (Mann-Whitney)", statisticalComment=comment)
        assert verdict({**made, "analyses": [test]}).status is S.UNCLEAR


@pytest.mark.parametrize("stratum", ["Severe", "Responders"])
def test_nct00349466_a_stratum_beside_a_placebo_is_not_the_treated_group(stratum: str) -> None:
    drugs = tuple({"type": "EXPERIMENTAL", "label": f"Drug {name}"} for name in ("alfa", "beta"))
    posted = outcome(PAIN, [30, 50], analysis(pValue="0.01"), groups=(stratum, "Placebo"))
    assert verdict(posted, arms=(*drugs, PLACEBO)).status is S.NO_COMPARISON
    posted = outcome(PAIN, [30, 50], analysis(pValue="0.01"), groups=("Cell product", stratum))
    assert verdict(posted, arms=(TESTED, *drugs, PLACEBO)).status is S.NO_COMPARISON


def test_changes_since_baseline_as_alike_as_the_means_settle_nothing_at_any_level() -> None:
    over_time = {"pValue": "0.02", "statisticalMethod": "ANOVA", "groupDescription": "Repeated measures"}
    for start, right in ((10.4, S.UNCLEAR), (7.6, S.MET)):
        rows = {"Baseline": [(10.0, 4.8), (start, 4.4)], "Week 8": [(7.5, 4.9), (8.1, 5.0)]}
        assert _read("Disability questionnaire score", rows, {"sizes": (22, 28)}, **over_time)[0] is right


def test_a_paired_test_of_alike_means_stands_unless_it_is_a_test_over_time() -> None:
    close = [(7.5, 4.9), (7.8, 5.0)]
    for told, right in (("", S.MET), ("Repeated measures", S.UNCLEAR)):
        test = {"pValue": "0.02", "statisticalMethod": "t-test, 2 sided", "groupDescription": told}
        assert _read("Disability questionnaire score", close, {"sizes": (22, 28)}, "CROSSOVER", **test)[0] is right


def test_nct00961415_reversed_types_give_way_to_with_or_without() -> None:
    arms = (
        {"type": "EXPERIMENTAL", "label": "Surgery alone", "interventionNames": ["Procedure: Surgery"]},
        {"type": "ACTIVE_COMPARATOR", "label": "Surgery and cells", "interventionNames": ["Biological: Cells"]},
    )
    posted = outcome(FUNCTION, [350, 300], analysis(pValue="0.01"), groups=("Surgery and cells", "Surgery alone"))
    title = "Surgery with or without cells for a made-up condition"
    assert verdict(posted, arms=arms, title=title).status is S.MET
    assert verdict(posted, arms=arms, title="Surgery for a made-up condition").worse


def test_nct00373256_a_one_sided_p_value_near_one_is_a_loss_where_the_interval_says_so() -> None:
    limits = {"paramType": "Mean difference", "paramValue": "-50", "ciPctValue": "95", "ciLowerLimit": "-95"}
    for p, high, worse in (("0.99", "-5", True), ("0.99", "5", False), ("0.60", "-5", False)):
        test = {"pValue": p, "pValueComment": "One-sided log-rank test", "ciUpperLimit": high, **limits}
        assert _read(FUNCTION, [300, 350], **test) == (S.NOT_MET, worse)


def test_nct00366249_a_title_that_sets_one_category_against_another_counts_the_first() -> None:
    rows = {"Cure": [30, 20], "Failure": [15, 25], "Not seen": [5, 5]}
    title = "Number of patients with a response of cure versus failure"
    turned = {name: pair[::-1] for name, pair in rows.items()}
    assert _read(title, rows, COUNT, pValue="0.04") == (S.MET, False)
    assert _read(title, turned, COUNT, pValue="0.04") == (S.NOT_MET, True)


def test_a_level_above_the_usual_one_makes_no_comparator_better() -> None:
    lenient = analysis(pValue="0.08", statisticalComment="The significance level was set to 0.1")
    found = verdict(outcome(FUNCTION, [250, 300], lenient))
    assert (found.status, found.worse) == (S.NOT_MET, False)
    assert "pvalue.lenient" in codes(found)


def test_groups_without_an_id_are_no_groups() -> None:
    posted = outcome(PAIN, [30, 50], analysis(pValue="0.01"), groups=("Alfa", "Beta"))
    posted["groups"][1].pop("id")
    assert judge(parse_study(record(posted, posted, arms=()))).status is not S.MET
