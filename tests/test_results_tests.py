"""Posted tests of every kind: levels, goals of one arm, posterior probabilities, contrasts of many groups, our own hints."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.tests.unadjusted_test import hint
from tests.synthetic_results import PLACEBO, TESTED, analysis, codes, outcome, verdict

PAIN = "Pain on a visual analogue scale"
FUNCTION = "Walking distance in six minutes"
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
ALONE = (TESTED,)


# --- the level a p-value is held against -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "The significance level was set to 0.01",
        "Tested at the 1% significance level",
        "Bonferroni-corrected level of 0.01",
        "Two-sided alpha = 0.01",
    ],
)
def test_a_stated_level_replaces_the_usual_one(comment: str) -> None:
    strict = {"statisticalComment": comment}
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.03", **strict))).status is S.NOT_MET
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.004", **strict))).status is S.MET


@pytest.mark.parametrize("comment", ["The alpha level was not adjusted", "A type I error of 0.9 was assumed"])
def test_a_level_without_a_usable_number_leaves_the_usual_one(comment: str) -> None:
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.03", pValueComment=comment))).status is S.MET


# --- one arm against a number set beforehand --------------------------------------------------------------------------


def against(goal: str, **fields: Any) -> dict[str, Any]:
    """A test of the only arm against a stated number."""
    return analysis("0", statisticalMethod="Exact binomial test", statisticalComment=goal, **fields)


def single(value: float, *analyses: dict[str, Any], title: str = "Responders", **fields: Any) -> dict[str, Any]:
    shown = {**COUNT, **fields}
    return outcome(title, [value], *analyses, groups=("Cell product",), sizes=(100,), **shown)


@pytest.mark.parametrize(("p", "status"), [("0.003", S.MET_UNCONTROLLED), ("0.4", S.NOT_MET)])
def test_one_arm_against_a_historical_rate(p: str, status: S) -> None:
    test = against("Compared with a historical response rate of 45%", pValue=p)
    found = verdict(single(70, test), arms=ALONE, model="SINGLE_GROUP")
    assert found.status is status
    assert "thresholds.p" in codes(found)


@pytest.mark.parametrize(
    ("kind", "lows", "status"),
    [
        ("EXPERIMENTAL", ("66", "70"), S.MET_UNCONTROLLED),
        ("ACTIVE_COMPARATOR", ("66", "50"), S.MET_UNCONTROLLED),
    ],
)
def test_nct01674725_the_tested_arm_may_be_held_against_a_historical_rate(
    kind: str, lows: tuple[str, str], status: S
) -> None:
    labels = ("Alfanib plus betacil", "Alfanib")
    arms = tuple(
        {"type": of, "label": label, "interventionNames": [f"Drug: {d}" for d in drugs]}
        for of, label, drugs in zip(("EXPERIMENTAL", kind), labels, (("Alfanib", "Betacil"), ("Alfanib",)), strict=True)
    )
    goal = "the lower confidence bound of the rate of response must exceed the historical rate of 64%"
    tests = [
        analysis(str(i), nonInferiorityComment=goal, paramType="Percentage", ciLowerLimit=low, ciUpperLimit="90")
        for i, low in enumerate(lows)
    ]
    posted = outcome("Responders", [80, 85], *tests, groups=labels, sizes=(100, 100), **COUNT)
    assert verdict(posted, arms=arms, title="Alfanib with and without betacil").status is status


@pytest.mark.parametrize(
    ("title", "status"), [("All given alfanib", S.NOT_MET), ("Healthy volunteers", S.NO_COMPARISON)]
)
def test_nct01332994_one_group_of_everybody_may_be_held_against_a_goal(title: str, status: S) -> None:
    arms = tuple(
        {"type": "EXPERIMENTAL", "label": label, "interventionNames": drugs}
        for label, drugs in (("1", ["Drug: Alfanib"]), ("2", ["Drug: Alfanib", "Drug: Betacil"]))
    )
    test = against("Null hypothesis: 45 percent or less respond", pValue="0.16")
    posted = outcome("Responders", [50], test, groups=(title,), sizes=(100,), **COUNT)
    assert verdict(posted, arms=arms, title="Alfanib, then betacil").status is status


@pytest.mark.parametrize(("percent", "status"), [("64%", S.MET_UNCONTROLLED), ("72%", S.NOT_MET)])
def test_a_limit_that_must_exceed_a_number_states_a_goal(percent: str, status: S) -> None:
    comment = f"Hypothesis: 12 weeks after the last dose the limit must exceed {percent}"
    test = analysis("0", statisticalComment=comment, ciLowerLimit="66", ciUpperLimit="90")
    assert verdict(single(80, test), arms=ALONE, model="SINGLE_GROUP").status is status


@pytest.mark.parametrize("span", ["between weeks 6 to 22", "between weeks 6 and 22", "5-7 days after the dose"])
def test_nct00331006_times_in_a_range_are_no_goal(span: str) -> None:
    test = against(f"The null hypothesis is a share who respond {span} of no more than 0.05", pValue="0.04")
    found = verdict(single(19, test), arms=ALONE, model="SINGLE_GROUP")
    assert found.status is S.MET_UNCONTROLLED


def test_a_significant_value_on_the_wrong_side_of_the_goal_is_not_met() -> None:
    test = against("Compared with a historical response rate of 45%", pValue="0.003")
    found = verdict(single(20, test), arms=ALONE, model="SINGLE_GROUP")
    assert found.status is S.NOT_MET
    assert "thresholds.wrong_side" in codes(found)


def test_a_one_sided_test_against_a_goal_is_held_against_five_percent() -> None:
    test = against("Null hypothesis: response rate of 45%; one-sided test", pValue="0.04")
    assert verdict(single(70, test), arms=ALONE, model="SINGLE_GROUP").status is S.MET_UNCONTROLLED


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [("52", "80", S.MET_UNCONTROLLED), ("40", "60", S.NOT_MET), (None, "60", S.NO_COMPARISON)],
)
def test_the_cautious_limit_is_held_against_the_goal(low: str | None, high: str, status: S) -> None:
    limits = {"ciLowerLimit": low, "ciUpperLimit": high} if low else {"ciUpperLimit": high}
    test = against("Historical response rate of 45%", **limits)
    share = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    assert verdict(single(66, test, **share), arms=ALONE, model="SINGLE_GROUP").status is status


def test_limits_posted_with_the_value_serve_where_the_test_posts_none() -> None:
    share = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    posted = single(66, against("Historical response rate of 45%"), **share)
    posted["classes"][0]["categories"][0]["measurements"][0].update(lowerLimit="52", upperLimit="80")
    assert verdict(posted, arms=ALONE, model="SINGLE_GROUP").status is S.MET_UNCONTROLLED


@pytest.mark.parametrize(("goal", "low"), [("0.45", "52"), ("45%", "0.52")])
def test_a_goal_and_a_limit_may_be_written_as_percent_or_proportion(goal: str, low: str) -> None:
    test = against(f"Historical response rate of {goal}", ciLowerLimit=low)
    share = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    assert verdict(single(66, test, **share), arms=ALONE, model="SINGLE_GROUP").status is S.MET_UNCONTROLLED


def test_a_goal_for_an_outcome_without_a_direction_decides_nothing() -> None:
    test = against("Compared with a historical value of 45", ciLowerLimit="50", ciUpperLimit="60")
    found = verdict(
        single(55, test, title="Level of a made-up marker", paramType="MEAN"), arms=ALONE, model="SINGLE_GROUP"
    )
    assert found.status is S.NO_COMPARISON


def test_a_binomial_test_without_a_number_to_beat_decides_nothing() -> None:
    found = verdict(single(70, against("", pValue="0.001")), arms=ALONE, model="SINGLE_GROUP")
    assert found.status is S.NO_COMPARISON


@pytest.mark.parametrize(
    "goal", ["Historical response rate of 0%", "Change from baseline tested against zero; paired t-test"]
)
def test_a_test_against_nothing_is_no_goal(goal: str) -> None:
    test = analysis("0", pValue="0.001", statisticalComment=goal)
    assert verdict(single(70, test), arms=ALONE, model="SINGLE_GROUP").status is S.NO_COMPARISON


def test_a_value_equal_to_the_goal_or_not_posted_leaves_the_p_value_alone() -> None:
    test = against("Compared with a historical response rate of 45%", pValue="0.003")
    assert verdict(single(45, test), arms=ALONE, model="SINGLE_GROUP").status is S.MET_UNCONTROLLED
    blank = outcome("Responders", ["NA"], test, groups=("Cell product",), sizes=(100,), **COUNT)
    assert verdict(blank, arms=ALONE, model="SINGLE_GROUP").findings[0].groups == ()


def test_two_cohorts_of_which_one_beats_its_goal_are_mixed() -> None:
    goal = {"statisticalMethod": "Exact binomial test", "statisticalComment": "Historical response rate of 45%"}
    arms = ({**TESTED, "label": "Cohort one"}, {**TESTED, "label": "Cohort two"})
    tests = (analysis("0", pValue="0.001", **goal), analysis("1", pValue="0.6", **goal))
    posted = outcome("Responders", [70, 46], *tests, groups=("Cohort one", "Cohort two"), sizes=(100, 100), **COUNT)
    assert verdict(posted, arms=arms, model="SINGLE_GROUP").status is S.MIXED


# --- posterior probabilities ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("posterior", "status"), [("0.991", S.MET), ("99.1", S.MET), ("0.90", S.NOT_MET)])
def test_a_posted_posterior_probability_against_its_threshold(posterior: str, status: S) -> None:
    test = analysis(
        paramType="Posterior probability of superiority", paramValue=posterior, statisticalComment="Threshold 0.975"
    )
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is status


def test_a_posterior_without_a_number_decides_nothing() -> None:
    test = analysis(paramType="Posterior mean", paramValue="NA", statisticalComment="Threshold 0.975")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.NO_COMPARISON
    test = analysis(statisticalComment="Posterior probability; threshold 0.975")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.NO_COMPARISON


def test_posterior_means_without_a_direction_decide_nothing() -> None:
    bayes = {"description": "Bayesian analysis; posterior means.", "paramType": "MEAN"}
    test = analysis(nonInferiorityComment="The superiority threshold was 0.9875.")
    posted = outcome("Level of a made-up marker", [(10, 1), (9, 1)], test, **bayes)
    assert verdict(posted).status is S.NO_COMPARISON


def test_a_posterior_probability_without_a_threshold_decides_nothing() -> None:
    test = analysis(paramType="Posterior probability of superiority", paramValue="0.99")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.NO_COMPARISON


@pytest.mark.parametrize(("values", "title"), [([(10, 1), (10, 1)], PAIN), ([(300, 0), (300, 0)], FUNCTION)])
def test_posted_bayesian_means_never_make_a_success(values: list[Any], title: str) -> None:
    bayes = {"description": "Bayesian analysis; posterior means.", "paramType": "MEAN"}
    test = analysis(nonInferiorityComment="The superiority threshold was 0.9875.")
    assert verdict(outcome(title, values, test, **bayes)).status in {S.NOT_MET, S.NO_COMPARISON}


# --- what an analysis compares ---------------------------------------------------------------------------------------

LOW = {**TESTED, "label": "Low dose", "interventionNames": ["Biological: Cell product low"]}
HIGH = {**TESTED, "label": "High dose", "interventionNames": ["Biological: Cell product high"]}
THREE = (LOW, HIGH, PLACEBO)
GROUPS = ("Low dose", "High dose", "Placebo")


def test_a_difference_posted_for_three_groups_compares_all_doses_with_placebo() -> None:
    pooled = analysis("012", pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="40")
    found = verdict(outcome(FUNCTION, [340, 350, 300], pooled, groups=GROUPS), arms=THREE)
    assert found.status is S.MET
    assert any("all tested groups together" in sentence for sentence, _, _ in found.why())


def test_a_trend_over_doses_names_no_pair() -> None:
    trend = analysis("012", pValue="0.01", statisticalMethod="t-test", statisticalComment="Test for trend over doses")
    assert verdict(outcome(FUNCTION, [340, 350, 300], trend, groups=GROUPS), arms=THREE).status is not S.MET


def test_an_estimate_that_is_the_difference_from_the_other_group_is_a_comparison() -> None:
    test = analysis("0", pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="50")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.MET


def test_an_estimate_that_repeats_the_groups_own_value_is_no_comparison() -> None:
    test = analysis("0", pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="350")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.NO_COMPARISON


def test_a_difference_listed_under_the_placebo_group_is_read_the_same_way() -> None:
    test = analysis("1", pValue="0.01", groupDescription="Difference from placebo")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.MET


def test_a_correlation_is_no_comparison_of_treatments() -> None:
    test = analysis(pValue="0.001", statisticalMethod="Pearson correlation")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.NO_COMPARISON


def test_an_analysis_that_names_no_group_is_no_comparison() -> None:
    assert verdict(outcome(FUNCTION, [350, 300], {"groupIds": [], "pValue": "0.001"})).status is S.NO_COMPARISON


def test_comparators_tested_against_each_other_are_no_comparison_of_the_product() -> None:
    arms = (TESTED, PLACEBO, {"type": "NO_INTERVENTION", "label": "No treatment", "interventionNames": []})
    posted = outcome(
        FUNCTION, [350, 300, 310], analysis("12", pValue="0.001"), groups=("Cell product", "Placebo", "No treatment")
    )
    assert verdict(posted, arms=arms).status is S.NO_COMPARISON


def test_a_paired_test_that_also_speaks_of_a_difference_between_groups_is_a_comparison() -> None:
    both = analysis(pValue="0.01", statisticalMethod="Paired t-test", groupDescription="Difference between groups")
    assert verdict(outcome(FUNCTION, [350, 300], both)).status is S.MET


def test_a_row_without_a_value_of_the_other_group_is_passed_over() -> None:
    rows = {"Week 4": [320, "NA"], "Week 12": [350, 300]}
    test = analysis("0", pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="50")
    assert verdict(outcome(FUNCTION, rows, test)).status is S.MET


def test_the_row_that_the_analysis_names_is_compared() -> None:
    rows = {"Week 4": [250, 300], "Week 12": [350, 300]}
    test = analysis(pValue="0.01", groupDescription="Comparison at week 12")
    assert verdict(outcome(FUNCTION, rows, test)).status is S.MET


def test_a_comparator_that_won_by_general_words_only_is_not_believed() -> None:
    found = verdict(outcome("Physical ability", [30, 60], analysis(pValue="0.01")))
    assert (found.status, found.worse) == (S.UNCLEAR, False)


def test_a_change_of_mixed_sign_that_favours_the_comparator_is_believed() -> None:
    found = verdict(outcome("Change in pain on a visual analogue scale", [5, -20], analysis(pValue="0.01")))
    assert (found.status, found.worse) == (S.NOT_MET, True)


def test_a_paired_test_in_a_crossover_compares_the_treatments() -> None:
    paired = analysis(pValue="0.01", statisticalMethod="Paired t-test")
    assert verdict(outcome(FUNCTION, [350, 300], paired), model="CROSSOVER").status is S.MET


def test_three_groups_without_any_test_that_decides_are_no_comparison() -> None:
    silent = analysis("012", statisticalMethod="ANOVA")
    assert verdict(outcome(FUNCTION, [350, 300, 310], silent, groups=GROUPS), arms=THREE).status is S.NO_COMPARISON


# --- intervals and signs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"paramType": "Hazard Ratio (HR)", "paramValue": "0.5", "ciLowerLimit": "0.3", "ciUpperLimit": "0.8"}, S.MET),
        (
            {"paramType": "Hazard Ratio (HR)", "paramValue": "0.9", "ciLowerLimit": "0.6", "ciUpperLimit": "1.4"},
            S.NOT_MET,
        ),
        ({"paramType": "Hazard Ratio (HR)", "paramValue": "0.9", "ciUpperLimit": "1.4"}, S.NO_COMPARISON),
        ({"paramType": "Hazard Ratio (HR)", "paramValue": "0.5"}, S.NO_COMPARISON),
    ],
)
def test_a_hazard_ratio_of_a_bad_event_without_values(fields: dict[str, Any], status: S) -> None:
    posted = outcome("Overall survival", ["NA", "NA"], analysis(ciPctValue="95", **fields), unitOfMeasure="months")
    assert verdict(posted).status is status


@pytest.mark.parametrize(("low", "status"), [("0.4", S.NOT_MET), ("0.0", S.NOT_MET)])
def test_a_narrow_interval_of_a_ratio_is_widened_where_that_can_be_done(low: str, status: S) -> None:
    ratio = {"paramType": "Hazard Ratio (HR)", "paramValue": "0.62", "ciPctValue": "80", "ciUpperLimit": "1.0"}
    posted = outcome("Overall survival", ["NA", "NA"], analysis(ciLowerLimit=low, **ratio), unitOfMeasure="months")
    assert verdict(posted).status is status


def test_limits_in_the_wrong_order_are_swapped() -> None:
    limits = {"paramType": "Mean Difference (Final Values)", "paramValue": "-3", "ciPctValue": "95"}
    posted = outcome(PAIN, [30, 33], analysis(ciLowerLimit="-1", ciUpperLimit="-5", **limits))
    assert verdict(posted).status is S.MET


@pytest.mark.parametrize(("level", "status"), [("50", S.NOT_MET), ("77", S.NOT_MET), ("94", S.MET)])
def test_an_interval_of_any_level_below_95_percent_is_widened(level: str, status: S) -> None:
    limits = {"paramType": "Mean Difference (Final Values)", "paramValue": "-2", "ciPctValue": level}
    assert (
        verdict(outcome(PAIN, [30, 32], analysis(ciLowerLimit="-3.7", ciUpperLimit="-0.3", **limits))).status is status
    )


@pytest.mark.parametrize("level", ["1e-41", "99.99999999999999"])
def test_an_interval_whose_level_is_a_typing_error_settles_nothing_by_being_widened(level: str) -> None:
    limits = {"paramType": "Mean Difference (Final Values)", "paramValue": "-2", "ciPctValue": level}
    fields = limits | {"pValue": "", "ciLowerLimit": "-3", "ciUpperLimit": "-1"}
    assert verdict(outcome(PAIN, [30, 32], analysis(**fields))).reasons


def test_nct01033487_a_one_sided_limit_at_90_percent_shows_nothing() -> None:
    limits = {"paramType": "Mean Difference (Final Values)", "paramValue": "50", "ciPctValue": "90"}
    posted = outcome(FUNCTION, [350, 300], analysis(ciLowerLimit="6", **limits))
    assert verdict(posted, nct="NCT01033487").status is S.NO_COMPARISON


def test_a_ratio_in_percent_has_no_effect_at_a_hundred() -> None:
    ratio = {"paramType": "Ratio (%)", "paramValue": "120", "ciPctValue": "95"}
    for low, status in (("105", S.MET), ("90", S.NOT_MET)):
        posted = outcome(FUNCTION, [360, 300], analysis(ciLowerLimit=low, ciUpperLimit="140", **ratio))
        assert verdict(posted).status is status


def test_a_text_that_subtracts_both_ways_states_no_order() -> None:
    signed = {"paramType": "Mean Difference (Final Values)", "paramValue": "5"}
    order = "Cell product placebo minus cell product placebo"
    posted = outcome(FUNCTION, ["NA", "NA"], analysis(pValue="0.01", estimateComment=order, **signed))
    assert verdict(posted).status is S.MET


def test_no_parameter_name_but_words_about_a_ratio() -> None:
    odds = {"estimateComment": "Odds ratio", "paramValue": "2.5", "ciLowerLimit": "1.4", "ciUpperLimit": "4.4"}
    posted = outcome("Responders", [30, 15], analysis(ciPctValue="95", **odds), **COUNT)
    assert verdict(posted).status is S.MET


@pytest.mark.parametrize(
    ("comment", "status"),
    [
        ("A value above 0 favours the cell product", S.MET),
        ("A value above 0 favours placebo", S.NOT_MET),
        ("Values < 0 favour the cell product. Values > 0 favour placebo", S.NOT_MET),
    ],
)
def test_the_record_says_whom_a_sign_favours(comment: str, status: S) -> None:
    signed = {"paramType": "Mean Difference (Final Values)", "paramValue": "5", "estimateComment": comment}
    posted = outcome("Level of a made-up marker", ["NA", "NA"], analysis(pValue="0.01", **signed))
    assert verdict(posted).status is status


@pytest.mark.parametrize(
    "comment", ["Estimates may favour either group", "A value above 0 favours one group", "Placebo minus placebo"]
)
def test_words_about_a_sign_that_name_no_single_group_settle_nothing(comment: str) -> None:
    signed = {"paramType": "Mean Difference (Final Values)", "paramValue": "5", "estimateComment": comment}
    posted = outcome("Level of a made-up marker", ["NA", "NA"], analysis(pValue="0.01", **signed))
    assert verdict(posted).status is S.UNCLEAR


def test_a_stated_order_of_subtraction_is_used_where_no_values_are_posted() -> None:
    signed = {"paramType": "Mean Difference (Final Values)", "paramValue": "-5"}
    for order, status in (("Placebo minus cell product", S.MET), ("Cell product minus placebo", S.NOT_MET)):
        posted = outcome(FUNCTION, ["NA", "NA"], analysis(pValue="0.01", estimateComment=order, **signed))
        assert verdict(posted).status is status


def test_an_estimate_of_no_effect_beside_a_significant_p_is_no_success() -> None:
    signed = {"paramType": "Mean Difference (Final Values)", "paramValue": "0"}
    posted = outcome(FUNCTION, ["NA", "NA"], analysis(pValue="0.01", **signed))
    assert verdict(posted).status is S.NOT_MET


# --- our own hint, which never decides --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "sizes", "fields"),
    [
        ([(30, 5), (40, 5)], (50, 50), {}),
        ([(30, 1), (40, 1)], (50, 50), {"dispersionType": "Standard Error"}),
        ([20, 40], (50, 50), COUNT),
    ],
)
def test_values_without_a_test_get_a_hint(values: list[Any], sizes: tuple[int, ...], fields: dict[str, Any]) -> None:
    found = verdict(outcome(PAIN, values, sizes=sizes, **fields))
    assert found.status is S.NO_COMPARISON
    compared = found.findings[0].unadjusted
    assert compared is not None
    assert "no posted test, no verdict" in hint(compared)


@pytest.mark.parametrize(
    ("values", "sizes", "fields"),
    [
        ([30, 40], (50, 50), {}),
        ([(30, 0), (40, 0)], (50, 50), {}),
        ([(30, 5), (40, 5)], (1, 50), {}),
        ([(30, 5), (40, 5)], (50, 50), {"dispersionType": "Full Range"}),
        ([2.5, 40], (50, 50), COUNT),
        ([60, 40], (50, 50), COUNT),
        ([20, "NA"], (50, 50), COUNT),
    ],
)
def test_numbers_that_allow_no_test_get_no_hint(
    values: list[Any], sizes: tuple[int, ...], fields: dict[str, Any]
) -> None:
    found = verdict(outcome(PAIN, values, sizes=sizes, **fields))
    assert (found.status, found.findings[0].unadjusted) == (S.NO_COMPARISON, None)


def test_baseline_rows_take_no_part() -> None:
    rows = {"Baseline": [300, 400], "Week 12": [350, 320]}
    assert verdict(outcome(FUNCTION, rows, analysis(pValue="0.01"))).status is S.MET


def test_a_drug_level_with_a_margin_is_judged_and_without_one_shows_no_benefit() -> None:
    level = "Maximum plasma concentration (Cmax)"
    flagged = analysis(
        testedNonInferiority=True, nonInferiorityType="EQUIVALENCE", nonInferiorityComment="Equivalence limits 0.80 to 1.25",
        paramType="Geometric mean ratio", paramValue="1.0", ciLowerLimit="0.9", ciUpperLimit="1.1", ciPctValue="90",
    )  # fmt: skip
    assert verdict(outcome(level, [10, 10], flagged)).status is S.MET_NONINFERIOR
    assert verdict(outcome(level, [10, 20], analysis(pValue="0.01"))).status is S.SAFETY_ONLY


def test_a_record_without_registered_arms_is_judged_by_its_groups() -> None:
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.01")), arms=()).status is S.MET


def test_the_text_of_a_test_of_three_groups_names_the_two_it_compares() -> None:
    pair = analysis("012", pValue="0.01", groupDescription="High dose versus placebo")
    found = verdict(outcome(FUNCTION, [300, 350, 300], pair, groups=GROUPS), arms=THREE)
    assert found.status is S.MET
    assert any("names the two groups" in sentence for sentence, _, _ in found.why())
