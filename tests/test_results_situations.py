"""Each situation of posted results as a synthetic record named after the trial that shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.output.trial_text import shown_text
from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.tests.unadjusted_test import hint
from msc_trials.results.trial import read_results
from msc_trials.service.show import Shown
from tests.render_samples import assessment
from tests.synthetic_results import PAIR, PLACEBO, TESTED, analysis, codes, outcome, record, verdict

PAIN = "Pain on a visual analogue scale"
FUNCTION = "Walking distance in six minutes"


def test_nct01529008_two_sided_p_above_alpha_is_not_met() -> None:
    found = verdict(outcome(FUNCTION, [310, 300], analysis(pValue="0.539")), nct="NCT01529008")
    assert (found.status, found.worse, found.decisive) == (S.NOT_MET, False, 0)
    assert found.findings[0].p_text == "0.539"


def test_significant_in_favour_is_met_with_path_and_quote() -> None:
    found = verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.01")))
    assert found.status is S.MET
    steps = {(path, quote) for _, path, quote in found.why()}
    assert ("resultsSection.outcomeMeasuresModule.outcomeMeasures[0].analyses[0].pValue", "0.01") in steps


def test_significant_the_wrong_way_is_not_met_and_worse() -> None:
    found = verdict(outcome(PAIN, [60, 40], analysis(pValue="0.01")))
    assert (found.status, found.worse) == (S.NOT_MET, True)


def test_significant_without_a_direction_is_unclear() -> None:
    found = verdict(outcome("Sodium", [140, 130], analysis(pValue="0.001")))
    assert found.status is S.UNCLEAR
    assert "effects.no_direction" in codes(found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("<0.05", S.MET),
        ("1.2E-05", S.MET),
        ("0,03", S.MET),
        (".04", S.MET),
        ("<0.1", S.NO_COMPARISON),
        (">0.05", S.NOT_MET),
        ("NS", S.NOT_MET),
        ("0.05", S.NO_COMPARISON),
        (">0.999", S.NOT_MET),
    ],
)
def test_nct01270139_p_as_text(text: str, status: S) -> None:
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue=text))).status is status


def test_one_sided_p_needs_half_of_alpha() -> None:
    one_sided = {"statisticalMethod": "t-test, 1 sided"}
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.03", **one_sided))).status is S.NOT_MET
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.02", **one_sided))).status is S.MET


def test_stated_alpha_is_used() -> None:
    strict = {"pValueComment": "A significance level of 0.025 was used for each co-primary"}
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.03", **strict))).status is S.NOT_MET


def test_nct04491240_before_and_after_in_one_group_is_no_comparison() -> None:
    found = verdict(outcome(FUNCTION, [350, 300], analysis("0", pValue="0.0009")), nct="NCT04491240")
    assert found.status is S.NO_COMPARISON


def test_paired_tests_of_two_listed_groups_are_no_comparison() -> None:
    paired = {"statisticalMethod": "Paired t-test", "groupDescription": "Baseline compared to week 12"}
    assert verdict(outcome(FUNCTION, [350, 300], analysis(pValue="0.001", **paired))).status is S.NO_COMPARISON


def test_nct02336230_responders_against_others_are_no_comparison() -> None:
    groups = ("Responders", "Non-responders")
    found = verdict(
        outcome("Overall survival", [90, 40], analysis(pValue="0.0032"), groups=groups),
        arms=(TESTED,),
        model="SINGLE_GROUP",
    )
    assert found.status is S.NO_COMPARISON


def test_nct02945046_one_group_that_states_its_difference_from_placebo() -> None:
    change = outcome(
        PAIN,
        [-7.6, -5.7],
        analysis("0", pValue="0.1345", paramType="LS mean difference", paramValue="-1.9", ciLowerLimit="-4.5"),
    )
    assert verdict(change, nct="NCT02945046").status is S.NOT_MET


def test_nct02336230_single_arm_against_a_fixed_rate() -> None:
    test = analysis(
        "0",
        pValue="0.0003",
        statisticalMethod="Exact binomial",
        groupDescription="Null hypothesis: response rate of 45%",
    )
    rate = outcome(
        "Overall response rate", [69.1], test, groups=("Cell product",), unitOfMeasure="percentage of participants"
    )
    found = verdict(rate, arms=(TESTED,), model="SINGLE_GROUP", nct="NCT02336230")
    assert found.status is S.MET_UNCONTROLLED


def test_nct01272284_a_performance_goal_may_stand_in_the_description_of_the_outcome() -> None:
    arms = ({"type": "EXPERIMENTAL", "label": "Sling", "interventionNames": ["Device: Sling"]},)
    test = analysis("0", pValue="<0.0001", statisticalMethod="Fisher Exact")
    for described, status in (
        ("It is held against a performance goal of 60%.", S.MET_UNCONTROLLED),
        ("", S.NO_COMPARISON),
    ):
        posted = outcome("Participants who responded", [85], test, groups=("Sling",), description=described,
                         paramType="NUMBER", unitOfMeasure="percentage of participants")  # fmt: skip
        assert verdict(posted, arms=arms, model="SINGLE_GROUP").status is status


def test_single_arm_limit_below_its_goal_is_not_met() -> None:
    test = analysis(
        "0",
        paramType="Percentage",
        paramValue="70",
        ciPctValue="95",
        ciLowerLimit="58",
        ciUpperLimit="80",
        groupDescription="Success if the lower confidence limit is greater than the performance goal of 60%",
    )
    rate = outcome("Response rate", [70], test, groups=("Cell product",), unitOfMeasure="percentage of participants")
    assert verdict(rate, arms=(TESTED,), model="SINGLE_GROUP").status is S.NOT_MET


def test_only_an_interval_decides_by_the_value_of_no_effect() -> None:
    limits = {"paramType": "Mean Difference", "paramValue": "-2", "ciPctValue": "95"}
    assert verdict(outcome(PAIN, [30, 32], analysis(ciLowerLimit="-5", ciUpperLimit="1", **limits))).status is S.NOT_MET
    assert verdict(outcome(PAIN, [30, 32], analysis(ciLowerLimit="-5", ciUpperLimit="-1", **limits))).status is S.MET


def test_a_narrow_interval_is_widened_to_95_percent() -> None:
    limits = {"paramType": "Mean Difference", "paramValue": "-2", "ciPctValue": "80"}
    found = verdict(outcome(PAIN, [30, 32], analysis(ciLowerLimit="-3.9", ciUpperLimit="-0.1", **limits)))
    assert found.status is S.NOT_MET


def test_nct02509156_estimate_outside_its_own_interval_is_unclear() -> None:
    odd = {"paramType": "Mean Difference", "paramValue": "1.53", "ciLowerLimit": "-2.68", "ciUpperLimit": "-1.26"}
    found = verdict(outcome(PAIN, [30, 32], analysis(pValue="0.01", ciPctValue="95", **odd)), nct="NCT02509156")
    assert found.status is S.UNCLEAR
    assert "intervals.estimate_outside" in codes(found)


def test_nct04355728_reversed_reference_is_settled_by_the_values() -> None:
    ratio = {"paramType": "Hazard Ratio (HR)", "paramValue": "0.289", "ciLowerLimit": "0.088", "ciUpperLimit": "0.948"}
    found = verdict(
        outcome(
            "Time to recovery", [10, 20], analysis(pValue="0.0307", **ratio), unitOfMeasure="days", paramType="MEDIAN"
        ),
        nct="NCT04355728",
    )
    assert found.status is S.MET


def test_hazard_ratio_below_one_of_a_bad_event_without_values() -> None:
    ratio = {"paramType": "Hazard Ratio (HR)", "paramValue": "0.6", "ciLowerLimit": "0.4", "ciUpperLimit": "0.9"}
    found = verdict(outcome("Overall survival", ["NA", "NA"], analysis(pValue="0.01", **ratio), unitOfMeasure="months"))
    assert found.status is S.MET


def test_stated_order_of_a_hazard_ratio_outranks_crude_times() -> None:
    ratio = {
        "paramType": "Hazard Ratio (HR)",
        "paramValue": "0.6",
        "estimateComment": "Ratio of cell product vs placebo",
    }
    found = verdict(outcome("Overall survival", [15, 17], analysis(pValue="0.01", **ratio), unitOfMeasure="months"))
    assert found.status is S.MET


def test_nct00708123_the_record_says_whom_a_sign_favours() -> None:
    says = {
        "paramType": "Mean difference",
        "paramValue": "3.6",
        "estimateComment": "A positive difference favors the cell product",
    }
    assert verdict(outcome("Sodium", ["NA", "NA"], analysis(pValue="0.01", **says))).status is S.MET


def test_nct03818737_change_scores_that_would_have_everyone_worse_are_unclear() -> None:
    found = verdict(
        outcome("Change in pain score from baseline", [39, 16], analysis(pValue="0.0001")), nct="NCT03818737"
    )
    assert found.status is S.UNCLEAR
    assert "effects.doubt" in codes(found)


def test_counts_are_compared_by_rate() -> None:
    counts = outcome(
        "Number of responders",
        [20, 25],
        analysis(pValue="0.01"),
        sizes=(40, 100),
        paramType="COUNT_OF_PARTICIPANTS",
        unitOfMeasure="Participants",
    )
    assert verdict(counts).status is S.MET


def _noninferiority(low: str, high: str, value: str, **fields: str) -> dict[str, object]:
    comment = fields.pop("comment", "Non-inferiority margin of -10%")
    return analysis(
        paramType="Risk Difference (RD)",
        paramValue=value,
        ciPctValue="95",
        ciLowerLimit=low,
        ciUpperLimit=high,
        testedNonInferiority=True,
        nonInferiorityType="NON_INFERIORITY_OR_EQUIVALENCE_LEGACY",
        nonInferiorityComment=comment,
        **fields,
    )


@pytest.mark.parametrize(
    ("low", "high", "value", "tested", "control", "status", "worse"),
    [
        ("-7", "5", "-1", 79, 80, S.MET_NONINFERIOR, False),
        ("-14", "5", "-4", 76, 80, S.NOT_MET, False),
        ("-18", "-3", "-10", 70, 80, S.NOT_MET, True),
        ("2", "14", "8", 88, 80, S.MET, False),
    ],
)
def test_noninferiority_by_its_margin(
    low: str, high: str, value: str, tested: int, control: int, status: S, worse: bool
) -> None:
    rate = outcome(
        "Percentage of participants with clinical cure",
        [tested, control],
        _noninferiority(low, high, value),
        unitOfMeasure="percentage of participants",
        paramType="NUMBER",
    )
    found = verdict(rate)
    assert (found.status, found.worse) == (status, worse)


def test_margin_in_percent_beside_limits_as_proportions() -> None:
    rate = outcome("Percentage of participants with clinical cure", [79, 80], _noninferiority("-0.07", "0.05", "-0.01"))
    assert verdict(rate).status is S.MET_NONINFERIOR


def test_nct00860405_equivalence_bounds_of_a_ratio() -> None:
    ratio = analysis(
        paramType="Ratio of means",
        paramValue="0.98",
        ciPctValue="95",
        ciLowerLimit="0.84",
        ciUpperLimit="1.16",
        testedNonInferiority=True,
        nonInferiorityType="EQUIVALENCE",
        groupDescription="Equivalence if 0.55 < ratio < 1.82",
    )
    assert verdict(outcome("Volume required", [36, 37], ratio), nct="NCT00860405").status is S.MET_NONINFERIOR


def test_nct02298023_equivalence_without_margin_and_a_large_p_is_not_met() -> None:
    test = analysis(pValue="0.35", nonInferiorityType="EQUIVALENCE")
    assert verdict(outcome(PAIN, [30, 32], test), nct="NCT02298023").status is S.NOT_MET


def test_nct02037204_a_flag_of_noninferiority_over_a_test_within_one_arm() -> None:
    test = analysis("0", pValue="0.01", nonInferiorityType="NON_INFERIORITY", statisticalMethod="ANOVA")
    assert verdict(outcome(PAIN, [30, 32], test), nct="NCT02037204").status is S.NO_COMPARISON


def test_nct02412735_posterior_below_its_threshold_is_not_met() -> None:
    test = analysis(
        paramType="Bayesian posterior probability",
        paramValue="0.6427",
        groupDescription="The superiority threshold was 0.9875",
    )
    assert verdict(outcome("Treatment success", [0.335, 0.313], test), nct="NCT02412735").status is S.NOT_MET


def test_nct02412735_posterior_from_posted_bayesian_means_can_only_miss() -> None:
    title = "Treatment success: Bayesian estimated response rate"
    test = analysis(nonInferiorityType="SUPERIORITY", nonInferiorityComment="The superiority threshold was 0.9875.")
    assert verdict(outcome(title, [(0.335, 0.043), (0.313, 0.041)], test)).status is S.NOT_MET
    assert verdict(outcome(title, [(0.8, 0.043), (0.313, 0.041)], test)).status is S.NO_COMPARISON


def test_nct00484315_a_posterior_in_the_p_value_field_is_no_p_value() -> None:
    test = _noninferiority("-4", "3", "-0.5", pValue="0.9996", statisticalMethod="Bayesian modeling", comment="Bayes")
    rate = outcome("Percentage of participants with clinical cure", [79, 80], test)
    assert "pvalue.decides" not in codes(verdict(rate))


def test_a_test_of_time_is_no_comparison_of_groups() -> None:
    time = analysis(pValue="0.001", groupDescription="Time comparison")
    assert verdict(outcome(FUNCTION, [350, 300], time)).status is S.NO_COMPARISON


def test_nct02501811_one_of_several_uncorrected_primaries_is_mixed() -> None:
    good = outcome(FUNCTION, [350, 300], analysis(pValue="0.04"))
    null = [outcome(PAIN, [30, 32], analysis(pValue="0.4")) for _ in range(4)]
    assert verdict(good, *null, nct="NCT02501811").status is S.MIXED


def test_a_primary_without_a_test_does_not_block_met() -> None:
    tested = outcome(FUNCTION, [350, 300], analysis(pValue="0.01"))
    assert verdict(tested, outcome(PAIN, [30, 32])).status is S.MET


def _doses(*p_values: str) -> S:
    groups = ("Placebo", *(f"Cell product {10 * (i + 1)} million" for i in range(len(p_values))))
    arms = (
        PLACEBO,
        *({"type": "EXPERIMENTAL", "label": g, "interventionNames": [f"Biological: {g}"]} for g in groups[1:]),
    )
    tests = [analysis(f"0{i + 1}", pValue=p) for i, p in enumerate(p_values)]
    values = [300, *(350 for _ in p_values)]
    return verdict(outcome(FUNCTION, values, *tests, groups=groups), arms=arms).status


def test_nct00603382_some_doses_are_mixed_all_doses_are_met() -> None:
    assert _doses("0.01", "0.001") is S.MET
    assert _doses("0.095", "0.033") is S.MIXED
    assert _doses("0.4", "0.3") is S.NOT_MET


def test_nct00740831_one_dose_superior_and_one_only_no_worse_is_no_worse() -> None:
    arms = (
        {"type": "ACTIVE_COMPARATOR", "label": "Drug R", "interventionNames": ["Drug: Drug R"]},
        *({"type": "EXPERIMENTAL", "label": g, "interventionNames": ["Drug: Drug T"]} for g in ("T 5 mg", "T 10 mg")),
    )
    asked = {
        "nonInferiorityType": "NON_INFERIORITY_OR_EQUIVALENCE",
        "nonInferiorityComment": "The non-inferiority margin was -20 meters.",
        "ciPctValue": "95",
        "ciNumSides": "TWO_SIDED",
        "paramType": "Mean Difference (Final Values)",
    }
    same = analysis("01", paramValue="1.2", ciLowerLimit="-9.3", ciUpperLimit="11.7", **asked)
    more = analysis("02", paramValue="8.8", ciLowerLimit="0.4", ciUpperLimit="17.2", **asked)
    groups = ("Drug R", "T 5 mg", "T 10 mg")
    both = verdict(outcome(FUNCTION, [300, 301.2, 308.8], same, more, groups=groups), arms=arms)
    assert both.status is S.MET_NONINFERIOR
    assert any("-9.3" in "".join(line) for line in both.why())


def test_nct02314546_an_overall_test_that_finds_nothing_is_not_met() -> None:
    arms = (*PAIR, {"type": "EXPERIMENTAL", "label": "Other product", "interventionNames": ["Drug: Other product"]})
    groups = ("Cell product", "Placebo", "Other product")
    null = outcome(FUNCTION, [300, 301, 302], analysis("012", pValue="0.99", statisticalMethod="ANOVA"), groups=groups)
    assert verdict(null, arms=arms, nct="NCT02314546").status is S.NOT_MET
    hit = outcome(FUNCTION, [350, 301, 302], analysis("012", pValue="0.001", statisticalMethod="ANOVA"), groups=groups)
    assert verdict(hit, arms=arms).status is S.UNCLEAR


def test_nct01193153_everyone_rules_over_parts() -> None:
    whole = analysis(pValue="<0.001", groupDescription="All participants: log-rank test")
    part = analysis(pValue="0.238", groupDescription="Mixed symptoms subset: Cox model")
    assert verdict(outcome(FUNCTION, [350, 300], whole, part), nct="NCT01193153").status is S.MET


def test_analyses_of_one_outcome_that_disagree_are_mixed_unless_a_time_is_named() -> None:
    tests = (analysis(pValue="0.2", groupDescription="Week 4"), analysis(pValue="0.01", groupDescription="Week 12"))
    assert verdict(outcome(FUNCTION, [350, 300], *tests)).status is S.MIXED
    assert verdict(outcome(f"{FUNCTION} at week 12", [350, 300], *tests)).status is S.MET


def test_safety_only() -> None:
    found = verdict(outcome("Number of participants with serious adverse events", [1, 2], analysis(pValue="0.01")))
    assert found.status is S.SAFETY_ONLY


def test_nct03117738_values_without_a_test_are_shown_with_a_hint() -> None:
    found = verdict(outcome(FUNCTION, [(300, 30), (400, 30)], sizes=(20, 20)), nct="NCT03117738")
    assert found.status is S.NO_COMPARISON
    assert found.findings[0].unadjusted is not None
    assert "Welch" in hint(found.findings[0].unadjusted)
    assert found.findings[0].groups == (("Cell product", "300"), ("Placebo", "400"))


def test_hint_from_counts_is_never_a_verdict() -> None:
    counts = outcome(
        "Number of responders", [18, 2], sizes=(20, 20), paramType="COUNT_OF_PARTICIPANTS", unitOfMeasure="Participants"
    )
    found = verdict(counts)
    assert found.status is S.NO_COMPARISON
    assert found.findings[0].unadjusted is not None
    assert "Fisher" in hint(found.findings[0].unadjusted)


def test_not_posted_outcomes_are_unclear() -> None:
    found = verdict({"type": "PRIMARY", "title": PAIN, "reportingStatus": "NOT_POSTED"})
    assert found.status is S.UNCLEAR
    assert {r.code for r in found.reasons} == {"results.not_posted"}


def test_a_record_without_posted_outcomes_is_unclear() -> None:
    assert read_results(parse_study(record()), "experimental").status is S.UNCLEAR


def test_nct01087996_doses_of_one_product_are_no_comparison() -> None:
    arms = tuple({"type": "EXPERIMENTAL", "label": f"Cell product {d} million"} for d in (20, 100, 200))
    groups = tuple(a["label"] for a in arms)
    found = verdict(
        outcome(FUNCTION, [300, 310, 320], analysis("02", pValue="0.01"), groups=groups), arms=arms, nct="NCT01087996"
    )
    assert found.status is S.NO_COMPARISON


def test_nct01856140_doses_under_different_registered_types_are_no_comparison() -> None:
    arms = (
        {"type": "EXPERIMENTAL", "label": "1 million cells/ml"},
        {"type": "ACTIVE_COMPARATOR", "label": "10 million cells/ml"},
    )
    groups = ("1 million cells/ml", "10 million cells/ml")
    found = verdict(outcome(PAIN, [30, 20], analysis(pValue="0.01"), groups=groups), arms=arms, nct="NCT01856140")
    assert found.status is S.NO_COMPARISON


def test_nct00670800_healthy_people_are_no_comparator() -> None:
    groups = ("Cell product", "Healthy volunteers")
    assert verdict(outcome(FUNCTION, [300, 500], analysis(pValue="0.001"), groups=groups)).status is S.NO_COMPARISON


def test_a_p_value_that_repeats_alpha_leaves_the_interval_to_decide() -> None:
    ratio = {"paramType": "Risk Ratio (RR)", "paramValue": "0.158", "ciLowerLimit": "0.05", "ciUpperLimit": "0.498"}
    rate = outcome(PAIN, [10, 50], analysis(pValue="0.05", ciPctValue="95", **ratio))
    assert verdict(rate, nct="NCT01439724").status is S.MET


def test_a_primary_won_and_another_lost_make_a_mixed_trial() -> None:
    met = outcome(FUNCTION, [350, 300], analysis(pValue="0.01"))
    odd = outcome("Blood flow", [10, 20], analysis(pValue="0.01"))
    assert verdict(met, odd).status is S.MIXED


def test_a_hint_is_shown_once_and_named_ours() -> None:
    found = verdict(outcome(FUNCTION, [(300, 30), (400, 30)], sizes=(20, 20)))
    shown = " ".join(
        shown_text(Shown(replace(assessment(1), verdict=found), None, None, "NCT90000001"), why=True).split()
    )
    assert shown.count("Our own unadjusted calculation") == 1
    assert "It is not a result of the trial." in shown


def test_a_win_that_rests_on_a_leaning_only_is_of_low_confidence_and_no_difference_is_not() -> None:
    title = "Mapping emotional dynamics by warping curves of people suffering a headache"
    won = verdict(outcome(title, [10, 30], analysis(pValue="0.001")))
    even = verdict(outcome(title, [10, 11], analysis(pValue="0.8")))
    assert (won.status, won.confidence) == (S.MET, "low")
    assert (even.status, even.confidence) == (S.NOT_MET, "high")
