"""Which groups an analysis compares where its ids do not say it, and what a group alone is held against."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import PAIR, TESTED, analysis, outcome, verdict

SHARE = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
RIVAL = {"type": "ACTIVE_COMPARATOR", "label": "Old product", "interventionNames": ["Biological: Old product"]}


def limited(groups: str, low: str, high: str, text: str, **fields: Any) -> dict[str, Any]:
    """An analysis with the limits of an interval and a text."""
    return analysis(groups, ciLowerLimit=low, ciUpperLimit=high, groupDescription=text, **fields)


def alone(text: str, low: str, high: str, described: str = "", title: str = "Responders") -> S:
    """The status of the only arm, 70 %, with these limits and texts."""
    posted = outcome(
        title, [70], limited("0", low, high, text), groups=("Cell product",), description=described, **SHARE
    )
    return verdict(posted, arms=(TESTED,), model="SINGLE_GROUP").status


# --- a group held against a number -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("percent", "status"), [("60", S.MET_UNCONTROLLED), ("68", S.NOT_MET)])
def test_nct01008605_a_limit_that_makes_a_success_is_a_goal(percent: str, status: S) -> None:
    wanted = f"if the lower bound of the 95% CI was more than {percent}%"
    assert alone("", "66", "75", f"The device was called successful {wanted}.") is status
    assert alone(f"The device works {wanted}", "66", "75") is status


@pytest.mark.parametrize(("low", "status"), [("60", S.NOT_MET), ("76", S.MET_UNCONTROLLED)])
def test_nct01241565_a_share_that_was_used_to_define_success_is_a_goal(low: str, status: S) -> None:
    assert alone("A share of 75%of all cases was used to determine trial success", low, "79") is status


def test_nct01140646_what_is_expected_of_a_placebo_is_a_goal_for_a_group_alone() -> None:
    text = "Whether the effect lies beyond what is expected with placebo (20-25%), error rate 0.05"
    posted = outcome(
        "Pain score", [40], analysis("0", pValue="0.09", groupDescription=text, statisticalMethod="t-test, 1 sided"),
        groups=("Cell product",),
    )  # fmt: skip
    assert verdict(posted, arms=(TESTED,), model="SINGLE_GROUP").status is S.NOT_MET


@pytest.mark.parametrize(("low", "status"), [("92", S.MET_UNCONTROLLED), ("88", S.NOT_MET)])
def test_nct00414050_each_group_against_a_stated_number_is_judged_for_the_tested_one(low: str, status: S) -> None:
    text = "Acceptable as defined by the lower bound of the 95% CI exceeding 90%"
    tests = (limited("0", low, "99", text), limited("1", "80", "97", text))
    posted = outcome("Seroresponse", [95, 89], *tests, groups=("Cell product", "Old product"), **SHARE)
    assert verdict(posted, arms=(TESTED, RIVAL)).status is status


def test_nct02856893_a_historical_control_is_no_group_of_the_trial() -> None:
    text = "Each arm alone against a historical control; null hypothesis: response rate of 40%"
    tests = (limited("0", "56", "76", text), limited("1", "35", "63", text))
    posted = outcome("Response rate", [67, 53], *tests, groups=("Cell product", "Old product"), **SHARE)
    assert verdict(posted, arms=(TESTED, RIVAL)).status is S.MET_UNCONTROLLED


def test_a_null_hypothesis_of_a_ratio_is_no_number_for_one_group() -> None:
    text = "The null hypothesis is a hazard ratio of 1.4 against the old product"
    posted = outcome(
        "Days without events", [155, 172], limited("0", "0.4", "0.9", text, paramType="Hazard Ratio (HR)"),
        groups=("Cell product", "Old product"),
    )  # fmt: skip
    assert verdict(posted, arms=(TESTED, RIVAL)).status is not S.MET_UNCONTROLLED


def test_nct01000311_limits_posted_with_a_value_are_no_difference_from_the_control_and_a_titre_is_no_goal() -> None:
    text = "The share with a titre of 1:8 is enough if the lower limit of the interval was greater than 85%"
    test = limited("0", "92", "99", text, paramType="Lower limit", paramValue="92")
    posted = outcome("Seroresponse", [96, 1], test, groups=("Cell product", "Old product"), **SHARE)
    posted["classes"][0]["categories"][0]["measurements"][0].update(lowerLimit="92", upperLimit="99")
    assert verdict(posted, arms=(TESTED, RIVAL)).status is S.MET_UNCONTROLLED


# --- one group is listed, two are compared ---------------------------------------------------------------------------------


def lone(title: str = "Walking distance", method: str = "t-test, 2 sided", text: str = "", **fields: Any) -> S:
    """The status of an outcome whose only analysis lists the tested group alone."""
    test = analysis("0", pValue="0.01", statisticalMethod=method, groupDescription=text, **fields)
    return verdict(outcome(title, [350, 300], test)).status


def test_nct00307333_the_only_test_of_two_samples_is_one_between_the_two_groups() -> None:
    assert lone() is S.MET


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Change in walking distance"},
        {"text": "Paired test"},
        {"text": "Week 4 to week 12"},
        {"method": "ANOVA"},
    ],
)
def test_a_lone_test_that_may_be_of_a_change_compares_nobody(fields: dict[str, str]) -> None:
    assert lone(**fields) is S.NO_COMPARISON


def test_nct00689793_groups_said_not_to_differ_are_compared_whatever_the_estimate_is() -> None:
    text = "The null hypothesis was no difference in distance between the treatment and placebo groups"
    assert lone(method="Regression", text=text, paramType="Mean Difference", paramValue="1") is S.MET
    assert (
        lone(method="Regression", text="Treatment effect", paramType="Mean Difference", paramValue="1")
        is S.NO_COMPARISON
    )


# --- rows that are the treatments ------------------------------------------------------------------------------------------


def by_rows(rows: dict[str, list[Any]], *tests: dict[str, Any], title: str = "Pain score", **fields: Any) -> S:
    """The status of a crossover whose rows bear the names of the arms."""
    groups = fields.pop("groups", ("All sessions",))
    return verdict(outcome(title, rows, *tests, groups=groups, **fields), arms=PAIR, model="CROSSOVER").status


def test_nct00398918_rows_named_as_the_arms_are_compared_where_one_group_joins_all_sessions() -> None:
    once = analysis("0", pValue="0.01")
    assert by_rows({"Cell product": [9], "Placebo": [18]}, once) is S.MET
    assert by_rows({"Week 4": [9], "Week 8": [18]}, once) is S.NO_COMPARISON


def test_nct01286168_of_several_tests_each_must_name_both_rows() -> None:
    rows = {"Cell product side": [9], "Placebo side": [18]}
    both = analysis("0", pValue="0.01", groupDescription="Cell product and placebo sides were compared")
    assert by_rows(rows, both, both) is S.MET
    assert by_rows(rows, both, analysis("0", pValue="0.01")) is S.NO_COMPARISON


@pytest.mark.parametrize(("own", "status"), [(27, S.MET), (3, S.UNCLEAR)])
def test_nct00395863_what_readers_or_patients_prefer_is_counted_over_all_of_them(own: int, status: S) -> None:
    rows = {"Cell product preferred": [own, own], "Preference placebo": [6, 5], "No preference": [4, 4]}
    count = {"paramType": "NUMBER", "unitOfMeasure": "participants", "groups": ("Reader 1", "Reader 2")}
    test = analysis("01", pValue="0.001")
    assert by_rows(rows, test, title="Preferred product", **count) is status
    assert by_rows(rows, test, title="Responders", **count) is not S.MET


@pytest.mark.parametrize("missing", [["NA", "NA"], ["NA", 5]])
def test_a_preference_that_a_group_does_not_post_is_not_counted_as_nobody(missing: list[float | str]) -> None:
    rows = {"Cell product preferred": [27, 27], "Preference placebo": missing}
    count = {"paramType": "NUMBER", "unitOfMeasure": "participants", "groups": ("Reader 1", "Reader 2")}
    assert by_rows(rows, analysis("01", pValue="0.001"), title="Preferred product", **count) is S.NO_COMPARISON


# --- what the text of a test names -----------------------------------------------------------------------------------------


def test_nct01236365_a_text_between_two_arms_outranks_listed_groups_of_one_arm() -> None:
    groups = ("Cell product at start", "Cell product at week 9", "Placebo at start", "Placebo at week 9")
    test = analysis("01", pValue="0.01", groupDescription="Change between cell and placebo")
    assert verdict(outcome("Walking distance", [300, 350, 300, 310], test, groups=groups)).status is S.MET
    silent = analysis("01", pValue="0.01")
    assert verdict(outcome("Walking distance", [300, 350, 300, 310], silent, groups=groups)).status is S.NO_COMPARISON


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Whether distance differs with cells as compared to the old drug or usual care", S.MET),
        ("Whether distance differs with cells as compared to usual practice", S.UNCLEAR),
        ("Whether distance differs between groups", S.UNCLEAR),
    ],
)
def test_nct00440700_a_text_may_hold_the_tested_group_against_all_others(text: str, status: S) -> None:
    arms = (
        {"type": "EXPERIMENTAL", "label": "Cells", "interventionNames": ["Biological: Cells"]},
        {"type": "ACTIVE_COMPARATOR", "label": "Old drug", "interventionNames": ["Drug: Old drug"]},
        {"type": "OTHER", "label": "Usual care", "interventionNames": []},
    )
    test = analysis("012", pValue="<0.05", groupDescription=text, statisticalMethod="Mixed Models Analysis")
    posted = outcome("Walking distance", [350, 300, 310], test, groups=("Cells", "Old drug", "Usual care"))
    assert verdict(posted, arms=arms).status is status


@pytest.mark.parametrize(
    ("method", "values", "status"),
    [
        ("Jonckheere-Terpstra test", [350, 340, 300], S.MET),
        ("Jonckheere-Terpstra test", [350, 290, 300], S.UNCLEAR),
        ("Regression", [350, 340, 300], S.UNCLEAR),
    ],
)
def test_nct01189032_a_trend_over_placebo_and_better_doses_is_a_win(method: str, values: list[int], status: S) -> None:
    arms = (
        {"type": "EXPERIMENTAL", "label": "Cells high", "interventionNames": ["Biological: Cells"]},
        {"type": "EXPERIMENTAL", "label": "Cells low", "interventionNames": ["Biological: Cells"]},
        PAIR[1],
    )
    test = analysis("012", pValue="0.004", statisticalMethod=method)
    posted = outcome("Walking distance", values, test, groups=("Cells high", "Cells low", "Placebo"))
    found = verdict(posted, arms=arms)
    assert found.status is status


def test_nct01028014_a_text_on_differences_across_groups_is_one_between_them() -> None:
    text = "P values of differences across groups, and of changes within each group"
    test = analysis(pValue="0.4", pValueComment=text)
    assert verdict(outcome("Walking distance", [350, 300], test)).status is S.NOT_MET


def test_nct01185249_times_of_day_are_no_groups() -> None:
    test = analysis(pValue="0.01", testedNonInferiority=True, nonInferiorityComment="Non-inferiority margin 2")
    posted = outcome("Weight", [70, 71], test, groups=("Evening weights", "Morning weight"))
    assert verdict(posted, arms=(TESTED,), model="SINGLE_GROUP").status is S.NO_COMPARISON


@pytest.mark.parametrize(("title", "worse"), [("Cells in dementia", True), ("Cells in chronic pain", False)])
def test_nct00594568_everybody_gets_worse_where_the_disease_progresses(title: str, worse: bool) -> None:
    posted = outcome(
        "Change from baseline in a made-up index", [7, 5], analysis(pValue="0.01"), description="Higher scores are worse.",
        timeFrame="5 weeks after surgery",
    )  # fmt: skip
    assert verdict(posted, title=title).worse is worse


@pytest.mark.parametrize(
    ("said", "status"), [("p-values (vs. placebo) by dose", S.MET), ("p-values by dose", S.NO_COMPARISON)]
)
def test_nct00791999_a_comment_may_name_the_placebo_that_no_listed_group_is(said: str, status: S) -> None:
    arms = (
        {"type": "EXPERIMENTAL", "label": "Cells high", "interventionNames": ["Biological: Cells"]},
        {"type": "EXPERIMENTAL", "label": "Cells low", "interventionNames": ["Biological: Cells"]},
        PAIR[1],
    )
    test = analysis("01", pValue="<0.025", pValueComment=said)
    posted = outcome("Walking distance", [350, 340, 300], test, groups=("Cells high", "Cells low", "Placebo"))
    assert verdict(posted, arms=arms).status is status


@pytest.mark.parametrize(("p", "status"), [("0.02", S.MET_UNCONTROLLED), ("0.2", S.NOT_MET)])
def test_nct00875563_a_group_alone_may_be_no_worse_than_matched_patients_elsewhere(p: str, status: S) -> None:
    test = analysis(
        "0", pValue=p, testedNonInferiority=True, groupDescription="Compared with matched patients given the older graft"
    )  # fmt: skip
    posted = outcome("Treatment success", [39], test, groups=("Cell product",), **SHARE)
    assert verdict(posted, arms=(TESTED,), model="SINGLE_GROUP").status is status


def test_nct00704171_an_outcome_described_as_a_sub_analysis_stands_beside_the_others() -> None:
    main = outcome("Walking distance", [350, 340], analysis(pValue="0.3"))
    part = outcome(
        "Walking distance", [350, 300], analysis(pValue="0.01"), description="Sub-analysis by grade at start"
    )
    assert verdict(main, part).status is S.NOT_MET
    assert verdict(part).status is S.MET


@pytest.mark.parametrize(("upper", "status"), [("0.55", S.MIXED), ("0.45", S.MET_NONINFERIOR)])
def test_nct00035932_one_of_two_regimens_worse_than_the_guessed_comparator_is_no_success(upper: str, status: S) -> None:
    """All three arms are experimental and every analysis has the same group: the regimen beyond the margin was left out."""
    arms = tuple({**TESTED, "label": label, "interventionNames": [f"Drug: {label}"]} for label in "XYZ")
    margin = {
        "nonInferiorityType": "NON_INFERIORITY",
        "nonInferiorityComment": "Similar if the upper limit of the interval for the difference (new-Z) was less than 0.5",
    }
    tests = [
        analysis(groups, paramType="Mean Difference", paramValue=value, ciLowerLimit=low, ciUpperLimit=high, **margin)
        for groups, value, low, high in (("02", "0.14", "-0.09", "0.37"), ("12", "0.31", "0.07", upper))
    ]
    posted = outcome(
        "Viral load", [-1.86, -1.52, -1.89], *tests, groups=("X", "Y", "Z"), unitOfMeasure="log10 copies/mL"
    )
    assert verdict(posted, arms=arms).status is status
