"""Non-inferiority and equivalence: how a margin may be written, and what an interval or a p-value says about it."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.tests.noninferiority import margin_in
from msc_trials.results.tests.posted_analysis import Interval
from tests.synthetic_results import PLACEBO, TESTED, analysis, codes, outcome, verdict

PAIN = "Pain on a visual analogue scale"
FUNCTION = "Walking distance in six minutes"


def noninferior(comment: str, low: str | None, high: str | None, **more: Any) -> dict[str, Any]:
    """A non-inferiority analysis of a difference with these limits; ``comment`` states the margin."""
    limits = {"ciLowerLimit": low, "ciUpperLimit": high}
    return analysis(
        **{
            "nonInferiorityType": "NON_INFERIORITY",
            "testedNonInferiority": True,
            "nonInferiorityComment": comment,
            "paramType": "Mean Difference (Final Values)",
            "paramValue": "0.1",
            "ciPctValue": "95",
            **{name: value for name, value in limits.items() if value is not None},
            **more,
        }
    )


RATIO = {"paramType": "Geometric mean ratio", "paramValue": "1.0", "nonInferiorityType": "EQUIVALENCE"}


@pytest.mark.parametrize(
    "comment",
    [
        "Non-inferiority margin of 5 metres",
        "The lower limit of the 95% confidence interval must be greater than -5",
        "The margin was 5",
        "The limit for noninferiority was set at 5 units",
        "H0: new minus old <= -5",
        "The lower limit has to be greater (i.e. nearer to no loss) than -5",
        "A 5 point non-inferiority margin; power 90%, alpha 0.025",
        "not inferior by more than 5",
        "within ±5",
        "The interval lies within the range of -5 to 5",
        "The null hypothesis is a difference shifted by test versus control plus 5",
        "The lower limit of the interval (new vs. old) must be greater than -5",
        "The limit of the difference is -5, the non-inferiority margin",
    ],
)
@pytest.mark.parametrize(("low", "status"), [("-3", S.MET_NONINFERIOR), ("-7", S.NOT_MET)])
def test_a_margin_may_be_written_in_many_ways(comment: str, low: str, status: S) -> None:
    found = verdict(outcome(FUNCTION, [300, 300], noninferior(f"Non-inferiority. {comment}", low, "3")))
    assert found.status is status
    assert "noninferiority.margin" in codes(found)


def test_a_bare_number_in_the_comment_is_the_margin() -> None:
    assert verdict(outcome(FUNCTION, [300, 300], noninferior("-5", "-3", "3"))).status is S.MET_NONINFERIOR
    assert verdict(outcome(FUNCTION, [300, 300], noninferior("-5", "-7", "3"))).status is S.NOT_MET


@pytest.mark.parametrize(("high", "status"), [("4", S.MET_NONINFERIOR), ("6", S.NOT_MET)])
def test_where_smaller_is_better_the_upper_limit_is_held_against_the_margin(high: str, status: S) -> None:
    comment = "Non-inferior if the upper limit of the interval is below 5"
    assert verdict(outcome(PAIN, [30, 30], noninferior(comment, "-9", high))).status is status


@pytest.mark.parametrize(("low", "high", "status"), [("0.85", "1.2", S.MET_NONINFERIOR), ("0.7", "1.1", S.NOT_MET)])
@pytest.mark.parametrize(
    "comment", ["Equivalence limits 0.80 to 1.25", "Equivalence if 0.80 < ratio < 1.25", "Equivalence margin 1.25"]
)
def test_equivalence_of_a_ratio_needs_both_limits(comment: str, low: str, high: str, status: S) -> None:
    assert verdict(outcome(FUNCTION, [300, 300], noninferior(comment, low, high, **RATIO))).status is status


@pytest.mark.parametrize("comment", ["Equivalence limits 80 to 125", "Equivalence limits 80% to 125%"])
def test_limits_of_a_ratio_may_be_written_in_percent(comment: str) -> None:
    assert (
        verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "0.9", "1.1", **RATIO))).status is S.MET_NONINFERIOR
    )


@pytest.mark.parametrize(("high", "status"), [("1.2", S.MET_NONINFERIOR), ("1.4", S.NOT_MET)])
def test_noninferiority_of_a_hazard_ratio_has_an_upper_limit(high: str, status: S) -> None:
    hazard = {"paramType": "Hazard Ratio (HR)", "paramValue": "1.0"}
    comment = "Non-inferior if the upper limit of the interval is below 1.3"
    test = noninferior(comment, "0.8", high, **hazard)
    assert verdict(outcome("Overall survival", ["NA", "NA"], test, unitOfMeasure="months")).status is status


def test_noninferiority_of_a_ratio_of_a_good_thing_has_a_lower_limit() -> None:
    comment = "Non-inferior if the lower limit of the interval is above 0.8"
    ratio = {"paramType": "Geometric mean ratio", "paramValue": "1.0"}
    kept, crossed = noninferior(comment, "0.85", "1.2", **ratio), noninferior(comment, "0.7", "1.2", **ratio)
    assert verdict(outcome(FUNCTION, [300, 300], kept)).status is S.MET_NONINFERIOR
    assert verdict(outcome(FUNCTION, [300, 300], crossed)).status is S.NOT_MET


@pytest.mark.parametrize("name", ["Fold difference of titers", "Difference", "Ratio of titers, log"])
@pytest.mark.parametrize(("low", "status"), [("0.80", S.MET_NONINFERIOR), ("0.60", S.NOT_MET)])
def test_a_ratio_posted_as_a_difference_is_read_as_a_ratio(name: str, low: str, status: S) -> None:
    """Beside words of a ratio and at the geometric middle of its limits (NCT01073293)."""
    comment = "Non-inferior if the lower limit for the fold difference is above 0.67"
    middle, high = ("0.94", "1.10") if low == "0.80" else ("0.80", "1.07")
    test = noninferior(comment, low, high, paramType=name, paramValue=middle)
    assert verdict(outcome("Antibody titer", [41, 44], test, unitOfMeasure="titer")).status is status


@pytest.mark.parametrize(
    ("name", "comment"), [("Difference", "The risk ratio was modelled too"), ("Hazard Ratio, log", "")]
)
def test_a_difference_at_the_middle_of_its_limits_stays_one_beside_words_of_a_ratio(name: str, comment: str) -> None:
    test = analysis(paramType=name, paramValue="4.0", ciLowerLimit="0.5", ciUpperLimit="7.5", estimateComment=comment)
    found = verdict(outcome(FUNCTION, [304, 300], test))
    assert found.status is S.MET
    assert found.effect is not None
    assert found.effect.null == 0.0


@pytest.mark.parametrize(
    ("name", "status"), [("Difference in percentage", S.MET_NONINFERIOR), ("Difference", S.NOT_MET)]
)
def test_an_estimate_called_a_percentage_is_held_against_the_margin_in_percent(name: str, status: S) -> None:
    """Limits below one of nearly equal shares are no parts of one then (NCT01073293)."""
    test = noninferior("Non-inferiority margin of 10%", "-0.8", "0.8", paramType=name, paramValue="0.0")
    posted = outcome("Percentage of participants cured", [99.8, 99.8], test, unitOfMeasure="percentage of participants")
    assert verdict(posted).status is status


def test_a_margin_for_a_ratio_beside_a_parameter_without_a_name_is_read_as_one() -> None:
    other = {"paramType": "Other", "estimateComment": "Estimate", "paramValue": "1.0"}
    comment = "Non-inferior if the lower limit of the ratio is above 0.8"
    test = noninferior(comment, "0.85", "1.2", **other)
    assert verdict(outcome(FUNCTION, [300, 300], test)).status is S.MET_NONINFERIOR


def test_equivalence_may_be_said_in_words_only() -> None:
    words = {"nonInferiorityType": "OTHER", "testedNonInferiority": True}
    test = noninferior("Equivalence limits -5 to 5", "-3", "3", **words)
    assert verdict(outcome(FUNCTION, [300, 300], test)).status is S.MET_NONINFERIOR


def test_where_the_better_side_is_unknown_a_crossed_limit_settles_nothing() -> None:
    test = noninferior("Non-inferiority margin 5", "-9", "3")
    assert verdict(outcome("Level of a made-up marker", [30, 30], test)).status is not S.MET_NONINFERIOR


def test_a_p_value_without_a_full_interval_is_taken_for_the_test_of_noninferiority() -> None:
    test = noninferior("Non-inferiority", "-10", None, pValue="0.01", paramValue="50")
    assert verdict(outcome(FUNCTION, [350, 300], test)).status is S.MET_NONINFERIOR


def test_equivalent_regimens_are_read_against_the_one_that_all_analyses_share() -> None:
    arms = tuple({**TESTED, "label": label} for label in ("Once", "Twice", "Daily"))
    kind = {"nonInferiorityType": "EQUIVALENCE"}
    kept = noninferior("Equivalence limits -5 to 5", "-3", "3", **kind)
    tests = ({**kept, "groupIds": ["OG000", "OG001"]}, {**kept, "groupIds": ["OG000", "OG002"]})
    posted = outcome(FUNCTION, [300, 300, 300], *tests, groups=("Once", "Twice", "Daily"))
    assert verdict(posted, arms=arms).status is S.MET_NONINFERIOR


def test_equivalence_of_two_arms_holds_whichever_is_the_reference() -> None:
    arms = tuple({**TESTED, "label": n, "interventionNames": [f"Drug: {n}"]} for n in ("Alpha", "Beta"))
    kept = noninferior("Equivalence limits -5 to 5", "-3", "3", nonInferiorityType="EQUIVALENCE")
    posted = outcome(FUNCTION, [300, 300], kept, groups=("Alpha", "Beta"))
    assert verdict(posted, arms=arms, title="A made-up study").status is S.MET_NONINFERIOR
    whole = {**kept, "groupIds": ["OG000", "OG001", "OG002"]}
    three = (*arms, {**TESTED, "label": "Gamma", "interventionNames": ["Drug: Gamma"]})
    posted = outcome(FUNCTION, [300, 300, 300], whole, groups=("Alpha", "Beta", "Gamma"))
    assert verdict(posted, arms=three, title="A made-up study").status is S.UNCLEAR


def test_equivalence_with_one_posted_limit_can_only_fail() -> None:
    comment = "Equivalence limits -5 to 5"
    kind = {"nonInferiorityType": "EQUIVALENCE"}
    assert verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "-8", None, **kind))).status is S.NOT_MET
    assert (
        verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "-2", None, **kind))).status is not S.MET_NONINFERIOR
    )


def test_a_margin_in_percent_of_a_ratio_stands_for_both_sides() -> None:
    kept = noninferior("Equivalence margin of 20%", "0.9", "1.1", **RATIO)
    crossed = noninferior("Equivalence margin of 20%", "0.9", "1.3", **RATIO)
    assert verdict(outcome(FUNCTION, [300, 300], kept)).status is S.MET_NONINFERIOR
    assert verdict(outcome(FUNCTION, [300, 300], crossed)).status is S.NOT_MET


def test_a_margin_in_percent_is_read_beside_proportions_and_the_other_way_round() -> None:
    share = {"unitOfMeasure": "percentage of participants"}
    written = noninferior("Non-inferiority margin of 0.10", "-6", "8", paramType="Risk Difference (RD)")
    assert verdict(outcome("Responders", [60, 59], written, **share)).status is S.MET_NONINFERIOR
    crossed = noninferior(
        "Non-inferiority margin of 0.10", "-16", "8", paramType="Risk Difference (RD)", paramValue="-4"
    )
    assert verdict(outcome("Responders", [60, 64], crossed, **share)).status is S.NOT_MET


@pytest.mark.parametrize(
    "comment",
    [
        "Non-inferiority with 90% power and alpha 0.025",
        "Non-inferiority at week 12",
        "Non-inferiority; 95% confidence interval",
        "Non-inferiority margin of 0",
        "Non-inferior within the range of 5 to 3",
    ],
)
def test_other_numbers_are_no_margin(comment: str) -> None:
    found = verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "-3", "3")))
    assert "noninferiority.margin" not in codes(found)
    assert found.status is not S.MET_NONINFERIOR


def test_a_hazard_ratio_cannot_have_a_margin_near_zero() -> None:
    ratio = {"paramType": "Hazard Ratio (HR)", "paramValue": "1.0"}
    found = verdict(
        outcome("Overall survival", ["NA", "NA"], noninferior("Non-inferiority margin 0.2", "0.8", "1.2", **ratio))
    )
    assert "noninferiority.margin" not in codes(found)


def test_an_interval_clear_of_no_effect_is_superior_and_not_only_not_worse() -> None:
    found = verdict(outcome(FUNCTION, [350, 300], noninferior("Non-inferiority margin 5", "20", "80", paramValue="50")))
    assert found.status is S.MET
    assert "noninferiority.superior" in codes(found)


def test_significantly_worse_within_no_margin_is_not_met_and_worse() -> None:
    found = verdict(
        outcome(FUNCTION, [250, 300], noninferior("Non-inferiority margin 5", "-80", "-20", paramValue="-50"))
    )
    assert (found.status, found.worse) == (S.NOT_MET, True)
    p_only = noninferior("Non-inferiority", "-80", "-20", paramValue="-50", pValue="0.001")
    found = verdict(outcome(FUNCTION, [250, 300], p_only))
    assert (found.status, found.worse) == (S.NOT_MET, True)


@pytest.mark.parametrize(("p", "status"), [("0.001", S.MET_NONINFERIOR), ("0.4", S.NOT_MET)])
def test_without_a_margin_the_p_value_of_noninferiority_decides(p: str, status: S) -> None:
    test = analysis(
        pValue=p,
        testedNonInferiority=True,
        nonInferiorityType="NON_INFERIORITY",
        nonInferiorityComment="Non-inferiority",
    )
    found = verdict(outcome(FUNCTION, [300, 300], test))
    assert found.status is status
    assert "noninferiority.p" in codes(found)


@pytest.mark.parametrize("p", ["0.05", "<0.05"])
def test_a_p_value_that_fits_the_interval_tests_a_difference(p: str) -> None:
    ninety = {"ciPctValue": "90", "paramValue": "50", "pValue": "0.0166" if p == "0.05" else p}
    found = verdict(outcome(FUNCTION, [350, 300], noninferior("Non-inferiority", "15.7", "84.3", **ninety)))
    assert found.status is S.MET
    assert "noninferiority.difference_p" in codes(found)


def test_a_p_value_of_a_ratio_that_fits_the_interval_tests_a_difference() -> None:
    ratio = {"paramType": "Odds Ratio (OR)", "paramValue": "2.0", "ciPctValue": "90", "pValue": "0.012"}
    counts = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
    found = verdict(outcome("Responders", [40, 25], noninferior("Non-inferiority", "1.27", "3.15", **ratio), **counts))
    assert found.status is S.MET


def test_a_flag_without_words_or_margin_is_an_ordinary_test() -> None:
    flag = {"testedNonInferiority": True, "nonInferiorityType": "NON_INFERIORITY", "pValue": "0.01"}
    assert verdict(outcome(FUNCTION, [350, 300], analysis(**flag))).status is S.MET
    limits = {
        "paramType": "Mean Difference (Final Values)",
        "paramValue": "50",
        "ciLowerLimit": "-1",
        "ciUpperLimit": "99",
    }
    assert verdict(outcome(FUNCTION, [350, 300], analysis(**{**flag, **limits, "pValue": "0.2"}))).status is S.NOT_MET


def test_the_margin_may_stand_in_the_description_of_the_outcome() -> None:
    described = "Non-inferiority is concluded with a non-inferiority margin of 5."
    kept = outcome(FUNCTION, [300, 300], noninferior("", "-3", "3"), description=described)
    assert verdict(kept).status is S.MET_NONINFERIOR
    unrelated = outcome(
        FUNCTION, [300, 300], noninferior("", "-3", "3", pValue="0.9"), description="Walked within 5 minutes."
    )
    assert verdict(unrelated).status is S.NOT_MET


def test_nct00845663_a_range_may_stand_before_its_word() -> None:
    comment = "With the 80-125% equivalence range"
    ratio = RATIO | {"paramType": "Ratio of means in percent", "paramValue": "101"}
    assert (
        verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "93", "111", **ratio))).status is S.MET_NONINFERIOR
    )
    assert verdict(outcome(FUNCTION, [300, 300], noninferior(comment, "93", "127", **ratio))).status is S.NOT_MET


def test_nct00924560_a_margin_of_a_percent_change_is_no_part_of_one() -> None:
    title, posted = "Percent change in bone mineral density", {"unitOfMeasure": "percent change"}
    test = noninferior("The margin was 3%", "-0.67", "0.2", paramValue="-0.23")
    assert verdict(outcome(title, [1.1, 1.3], test, **posted)).status is S.MET_NONINFERIOR


def test_nct01363479_a_test_of_not_being_worse_without_a_margin_neither_succeeds_nor_fails() -> None:
    test = noninferior("This was a test of noninferiority", "-2.7", "9.2", paramValue="3.2")
    assert verdict(outcome(FUNCTION, [303, 300], test)).status is S.NO_COMPARISON


def test_nct00918346_an_equivalence_test_of_one_listed_group_has_no_goal_to_beat() -> None:
    test = analysis("0", pValue="0.96", groupDescription="equivalence, limit of -1.5 to 1.5",
                    paramType="Mean Difference", paramValue="0.01", ciLowerLimit="-0.4", ciUpperLimit="0.5")  # fmt: skip
    posted = outcome(FUNCTION, [0.01], test, groups=("Cell product",))
    assert verdict(posted, arms=(TESTED,)).status is S.NO_COMPARISON


def test_nct00623428_equivalent_to_a_size_names_no_test_of_equivalence() -> None:
    arms = tuple({**TESTED, "label": f"Cell product for {n} weeks"} for n in (24, 16))
    test = analysis(pValue="0.4", groupDescription="80% power for a gain equivalent to a ratio of 2")
    groups = ("Cell product for 24 weeks", "Cell product for 16 weeks")
    assert verdict(outcome(FUNCTION, [300, 290], test, groups=groups), arms=arms).status is S.NO_COMPARISON


def test_a_win_of_the_comparator_is_said_in_the_first_step() -> None:
    lost = verdict(outcome(FUNCTION, [300, 350], analysis(pValue="0.01")))
    assert "comparator did significantly better" in lost.reasons[0].text


@pytest.mark.parametrize(("values", "status"), [([300, 298], S.MET_NONINFERIOR), ([298, 300], S.NOT_MET)])
def test_of_two_regimens_the_one_whose_value_is_subtracted_is_the_reference(values: list[int], status: S) -> None:
    """The margin limits what the other may lose (NCT01241760)."""
    arms = tuple({**TESTED, "label": f"Cell product {how}"} for how in ("daily", "weekly"))
    test = noninferior("Non-inferiority margin 5; the lower limit has to be above -5", "-4", "8", paramValue="2")
    first_loses = {"paramValue": "2", "ciLowerLimit": "-7", "ciUpperLimit": "8"}
    posted = outcome(
        FUNCTION, values, test if values[0] > values[1] else {**test, **first_loses}, groups=("Daily", "Weekly")
    )
    assert verdict(posted, arms=arms).status is status


def test_the_order_of_a_subtraction_makes_no_regimen_the_better_one() -> None:
    arms = tuple({**TESTED, "label": f"Cell product {how}"} for how in ("daily", "weekly"))
    test = noninferior("Non-inferiority margin 5", "1", "3", paramValue="2")
    posted = outcome(FUNCTION, [302, 300], test, groups=("Daily", "Weekly"))
    assert verdict(posted, arms=arms).status is S.NO_COMPARISON


LEVELS = ("Peak plasma concentration (Cmax) of the study drug", [100, 102])


@pytest.mark.parametrize(("high", "status"), [("1.2", S.MET_NONINFERIOR), ("1.3", S.NOT_MET)])
@pytest.mark.parametrize(
    "comment",
    [
        "The interval has to lie within the acceptance region of 80% to 125%",
        "0.8-1.25 was used for bioequivalence",
        "The ratio keeps to the acceptance range 0.8-1.25",
    ],
)
def test_drug_levels_are_held_against_both_stated_limits_whether_or_not_the_test_is_flagged(
    comment: str, high: str, status: S
) -> None:
    ratio = {"paramType": "Ratio of geometric means", "paramValue": "1.05", "ciPctValue": "90"}
    test = analysis(**ratio, ciLowerLimit="0.9", ciUpperLimit=high, groupDescription=comment)
    assert verdict(outcome(*LEVELS, test, unitOfMeasure="ng/mL")).status is status


def test_drug_levels_without_stated_limits_show_no_benefit() -> None:
    test = analysis(paramType="Ratio of geometric means", paramValue="1.05", ciLowerLimit="0.9", ciUpperLimit="1.2")
    assert verdict(outcome(*LEVELS, test, unitOfMeasure="ng/mL")).status is S.SAFETY_ONLY


@pytest.mark.parametrize(("estimate", "status"), [("-4", S.MET_NONINFERIOR), ("-6", S.NOT_MET)])
def test_an_estimate_beyond_the_margin_has_failed_whatever_a_repeated_level_says(estimate: str, status: S) -> None:
    test = noninferior("Non-inferiority margin 5", None, None, pValue="<0.05", paramValue=estimate)
    found = verdict(outcome(FUNCTION, [300, 300], test))
    assert found.status is status
    assert ("noninferiority.margin" in codes(found)) == (status is S.NOT_MET)


def test_an_exact_p_value_beside_an_estimate_beyond_a_margin_of_another_scale_decides() -> None:
    test = noninferior("Non-inferior within ±15% of the mean", None, None, pValue="0.001", paramValue="-0.4")
    assert verdict(outcome(FUNCTION, [300, 300], test)).status is S.MET_NONINFERIOR


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Non-inferiority was shown.", S.MET_NONINFERIOR),
        ("The criterion for non-inferiority was clearly met at the last look.", S.MET_NONINFERIOR),
        ("Non-inferiority was shown if p was below the level.", S.NOT_MET),
        ("Non-inferiority was not shown.", S.NOT_MET),
    ],
)
def test_a_record_may_say_itself_that_non_inferiority_was_shown(said: str, status: S) -> None:
    test = noninferior(f"The loss may be half the effect of the old drug. {said}", None, None, pValue="0.7")
    found = verdict(outcome(FUNCTION, [300, 300], {**test, "paramValue": None}))
    assert found.status is status
    assert ("noninferiority.concluded" in codes(found)) == (status is S.MET_NONINFERIOR)


def test_a_p_value_posted_again_beside_its_interval_is_read_there() -> None:
    twice = {"pValue": "0.012", "paramValue": "30"}
    alone = noninferior("Non-inferiority margin 5", None, None, **twice)
    found = verdict(outcome(FUNCTION, [330, 300], alone, noninferior("Non-inferiority margin 5", "7", "53", **twice)))
    assert found.status is S.MET


def test_an_interval_around_no_effect_beside_kept_margins_is_no_failed_test() -> None:
    """Beside a kept margin it only describes; a p-value, or an interval alone, is a test (NCT01200368)."""
    kept = outcome(FUNCTION, [300, 300], noninferior("Non-inferiority margin 5", "-3", "3"))
    limits = {
        "paramType": "Mean Difference (Final Values)",
        "paramValue": "1",
        "ciLowerLimit": "-2",
        "ciUpperLimit": "4",
    }
    plain, tested = (
        outcome(PAIN, [31, 30], analysis(**limits)),
        outcome(PAIN, [31, 30], analysis(**limits, pValue="0.5")),
    )
    assert verdict(kept, plain).status is S.MET_NONINFERIOR
    assert verdict(kept, tested).status is S.MIXED
    assert verdict(plain).status is S.NOT_MET


@pytest.mark.parametrize(("high", "status"), [("0.5", S.MET_NONINFERIOR), ("1.7", S.NOT_MET)])
def test_nct00918346_one_group_may_hold_the_difference_of_two_formulations(high: str, status: S) -> None:
    said = "Equivalence limits -1.5 to 1.5 for the old formulation minus the new one"
    test = {**noninferior(said, "-0.4", high, nonInferiorityType="EQUIVALENCE"), "groupIds": ["OG000"]}
    posted = outcome(FUNCTION, [0.01], test, groups=("Cell product",))
    assert verdict(posted, arms=(TESTED,)).status is status


def test_nct01949051_doses_that_beat_placebo_need_no_margin_between_them() -> None:
    arms = (*({**TESTED, "label": f"Cell product {how}"} for how in ("daily", "weekly")), PLACEBO)
    groups = ("Cell product daily", "Cell product weekly", "Placebo")
    won = [analysis(digits, pValue="0.001") for digits in ("02", "12")]
    between = noninferior("Non-inferior if the upper limit of the interval is below 5", "-1", "3", paramValue="1")
    posted = outcome(PAIN, [30, 31, 50], *won, {**between, "groupIds": ["OG000", "OG001", "OG002"]}, groups=groups)
    assert verdict(posted, arms=arms).status is S.MET


@pytest.mark.parametrize(("named", "limits"), [("duration", (-0.67, None)), ("ratio", (0.67, None))])
def test_a_ratio_inside_another_word_makes_no_limit_of_a_ratio(named: str, limits: tuple[float, None]) -> None:
    interval = Interval("difference", 0.9, 0.7, 1.2, 95, 0)
    margin = margin_in(f"non-inferior if the lower limit of the {named} is above 0.67", interval)
    assert margin is not None
    assert margin[:2] == limits


@pytest.mark.parametrize(
    "interval",
    [
        Interval("difference", 0.9, None, 1.2, 95, 0),
        Interval("difference", 0.9, 0.7, 1.2, 100, 0),
        Interval("ratio", 0.9, 0.0, 1.2, 95, 1),
        Interval("difference", 0.9, 0.9, 0.9, 95, 0),
    ],
)
def test_an_interval_that_is_not_whole_positive_or_wide_gives_no_p_value(interval: Interval) -> None:
    assert interval.p_of_no_effect() is None
