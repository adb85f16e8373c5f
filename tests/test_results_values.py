"""Levels, values and estimates of posted tests that say something else than they seem to. Records are synthetic."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import TESTED, analysis, outcome, verdict

FUNCTION = "Walking distance in six minutes"
DRUG = {"type": "ACTIVE_COMPARATOR", "label": "Steroid", "interventionNames": ["Drug: Steroid"]}
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}


def _status(title: str, values: Any, sizes: tuple[int, ...] = (50, 50), posted: Any = (), **test: str) -> S:
    return verdict(outcome(title, values, analysis(**test), sizes=sizes, **dict(posted))).status


@pytest.mark.parametrize(
    ("kind", "low", "right"),
    [
        ("Percent relative risk reduction", "95.1", S.MET),
        ("Vaccine efficacy (%)", "-12", S.NOT_MET),
        ("Relative risk (percent)", "95.1", S.NOT_MET),
    ],
)
def test_a_risk_reduction_in_percent_has_no_effect_at_zero(kind: str, low: str, right: S) -> None:
    limits = {"paramType": kind, "paramValue": "100", "ciPctValue": "95", "ciLowerLimit": low, "ciUpperLimit": "100"}
    assert _status("Incidence of infection", [0, 1.2], **limits) is right


def test_a_cautious_level_in_a_sentence_on_power_is_not_the_level_of_the_test() -> None:
    planned = "With 90 people there is 90% power at a significance level of 0.01 to detect a gain of 40 metres."
    assert _status(FUNCTION, [350, 300], pValue="0.0125", groupDescription=planned) is S.MET
    held = "The significance level was 0.01. With 90 people there is 90% power to detect a gain of 40 metres."
    assert _status(FUNCTION, [350, 300], pValue="0.0125", groupDescription=held) is S.NOT_MET


def test_a_testing_that_stopped_at_the_primary_outcome_has_tested_it() -> None:
    text = "Nominal p-values are shown although the testing was stopped at {}."
    for where, right in (("the primary endpoint", S.MET), ("the second step", S.UNCLEAR)):
        assert _status(FUNCTION, [350, 300], pValue="0.001", groupDescription=text.format(where)) is right


def test_rows_of_those_at_risk_are_no_outcome_beside_those_with_the_event() -> None:
    rows = {"Number of patients with an event": [10, 30], "Number of patients at risk": [30, 12]}
    assert _status("Number of participants with relapse", rows, posted=COUNT, pValue="0.001") is S.MET


def test_overall_beside_visits_is_their_mean_and_the_named_time_decides() -> None:
    tests = [
        analysis(pValue=p, groupDescription=when)
        for p, when in (("0.01", "Week 2"), ("0.30", "Week 6"), ("0.01", "Overall: all visits"))
    ]
    assert verdict(outcome(FUNCTION, [350, 300], *tests, timeFrame="Baseline to week 6")).status is S.NOT_MET


def test_medians_that_their_quartiles_make_alike_deny_a_p_value_that_repeats_the_level() -> None:
    def stay(other: int, p: str = "<0.05") -> S:
        posted = outcome(FUNCTION, [390, other], analysis(pValue=p, statisticalMethod="Wilcoxon (Mann-Whitney)"))
        posted |= {"paramType": "MEDIAN", "dispersionType": "Inter-Quartile Range"}
        for cell in posted["classes"][0]["categories"][0]["measurements"]:
            cell |= {"lowerLimit": str(int(cell["value"]) - 100), "upperLimit": str(int(cell["value"]) + 100)}
        return verdict(posted).status

    assert (stay(387), stay(290), stay(387, "0.03")) == (S.UNCLEAR, S.MET, S.MET)


def test_a_one_sided_p_value_that_repeats_the_usual_level_is_none() -> None:
    assert _status(FUNCTION, [350, 300], pValue="0.05", pValueComment="One-sided") is S.NO_COMPARISON
    assert _status(FUNCTION, [350, 300], pValue="0.04", pValueComment="One-sided") is S.NOT_MET


def test_a_product_described_as_the_reference_is_the_comparator() -> None:
    arms = tuple({**TESTED, "label": name} for name in ("Gel A", "Gel B"))
    posted = outcome(FUNCTION, [300, 310], analysis(pValue="0.4"), groups=("Gel A", "Gel B"))
    posted["groups"][1]["description"] = "Reference gel, given once"
    assert verdict(posted, arms=arms).status is S.NOT_MET


def test_a_small_p_value_of_a_test_for_futility_is_no_success_and_no_loss() -> None:
    text = "Interim futility analysis of the alternative hypothesis"
    for values in ([350, 300], [300, 350]):
        found = verdict(outcome(FUNCTION, values, analysis(pValue="<0.001", groupDescription=text)))
        assert (found.status, found.worse) == (S.NOT_MET, False)


def test_levels_after_a_baseline_are_not_taken_for_changes_for_the_worse() -> None:
    title = "Change from baseline in pain on a visual analogue scale"
    after, before = {"After treatment": [35, 25]}, {"Baseline": [43, 44]}
    against_drug = {"arms": (TESTED, DRUG), "title": "Cell product versus steroid"}
    groups = ("Cell product", "Steroid")
    found = verdict(outcome(title, before | after, analysis(pValue="0.01"), groups=groups), **against_drug)
    assert (found.status, found.worse) == (S.NOT_MET, True)
    assert verdict(outcome(title, after, analysis(pValue="0.01"), groups=groups), **against_drug).status is S.UNCLEAR
    assert verdict(outcome(title, before | after, analysis(pValue="0.01"))).worse is False


def test_a_sign_said_to_favour_the_first_named_treatment_favours_the_group_listed_first() -> None:
    said = "A positive value favours the first-named treatment."
    test = {"paramType": "Mean Difference", "paramValue": "10", "ciLowerLimit": "5", "ciUpperLimit": "15"}
    test |= {"pValue": "0.001", "ciPctValue": "95", "estimateComment": said}
    assert _status("Percent wear resistance of made-up stone", [-5, -15], **test) is S.MET
    assert _status("Percent wear resistance of made-up stone", [-15, -5], **test) is not S.MET


def test_a_change_told_as_an_earlier_time_less_a_later_one_is_a_fall() -> None:
    told = {"description": "The mean of the subtraction (week 4 - week 12) in each person."}
    rows = {"At week 4": [500, 480], "At week 12": [350, 480], "Mean of ∆ (week 4-week 12)": [150, 0]}
    assert _status("∆Albuminuria", rows, posted=told, pValue="0.001") is S.MET
    assert _status("∆Albuminuria", rows | {"At week 4": [500, 700]}, posted=told, pValue="0.001") is S.MET


def test_a_rate_that_a_hypothesis_says_would_be_exceeded_is_a_number_to_beat() -> None:
    rate = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    for aim, right in ((">45%", S.MET_UNCONTROLLED), (">95%", S.NOT_MET), ("high", S.NO_COMPARISON)):
        test = analysis("0", pValue="0.001", groupDescription=f"The hypothesis was that the rate would be {aim}.")
        assert verdict(outcome("Percentage of participants with a response", [90, "NA"], test, **rate)).status is right


def test_a_group_said_to_be_the_reference_category_is_the_comparator_though_its_title_joins_words() -> None:
    arms = tuple({**TESTED, "label": name} for name in ("Long-kept cells", "Short-kept cells"))
    test = analysis(pValue="0.4", estimateComment="The short kept cells arm is the reference category.")
    posted = outcome(FUNCTION, [300, 310], test, groups=("Long-kept cells", "Short-kept cells"))
    assert verdict(posted, arms=arms).status is S.NOT_MET
