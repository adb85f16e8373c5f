"""Groups that differ by a part of what is given: backgrounds, combinations, omissions, joined placebos. All synthetic."""

from __future__ import annotations

from typing import Any

from msc_trials import parse_study
from msc_trials.results.arms.arm_text import ArmText, names
from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.trial import read_results
from tests.synthetic_results import PLACEBO, TESTED, analysis, codes, outcome, record, verdict

WALK = "Walking distance in six minutes"
BETTER = {"pValue": "0.01"}


def arm(label: str, *given: str, kind: str = "EXPERIMENTAL") -> dict[str, Any]:
    return {"type": kind, "label": label, "interventionNames": list(given)}


def walked(groups: tuple[str, ...], *arms: dict[str, Any], values: tuple[int, ...] = (350, 300), **fields: Any) -> S:
    """The status when the first group walked further than the second."""
    return verdict(outcome(WALK, list(values), analysis(**BETTER), groups=groups), arms=arms, **fields).status


def test_nct00191100_the_background_alone_is_the_arm_that_adds_nothing() -> None:
    arms = (
        arm("1", "Drug: Alfanib", "Radiation: Pelvic"),
        arm("2", "Radiation: Pelvic", kind="ACTIVE_COMPARATOR"),
    )
    assert walked(("Alfanib/Pelvic", "Pelvic"), *arms) is S.MET


def test_nct00397631_the_placebo_part_of_a_joined_name_is_not_given() -> None:
    assert ArmText("", "2", ("placebo to match alfanib/betamine",)).actives == ("betamine",)
    assert ArmText("", "2", ("alfanib/betamine placebo",)).actives == ()
    arms = (
        arm("1", "Drug: alfanib/betamine"),
        arm("2", "Drug: placebo to match alfanib/betamine", kind="ACTIVE_COMPARATOR"),
    )
    assert walked(("Alfanib + betamine", "Betamine"), *arms) is S.MET


def test_nct00383552_of_two_tested_arms_the_part_is_the_comparator_of_the_combination() -> None:
    arms = (arm("Alfanib and betamine", "Drug: Alfanib", "Drug: Betamine"), arm("Betamine", "Drug: Betamine"), PLACEBO)
    groups = ("Alfanib and betamine", "Betamine", "Placebo")
    assert walked(groups, *arms, values=(350, 300, 290)) is S.MET


def test_a_combination_that_seems_worse_than_its_part_is_not_believed() -> None:
    arms = (arm("Alfanib and betamine", "Drug: Alfanib", "Drug: Betamine"), arm("Betamine", "Drug: Betamine"), PLACEBO)
    groups = ("Alfanib and betamine", "Betamine", "Placebo")
    assert walked(groups, *arms, values=(300, 350, 290)) is S.NO_COMPARISON


def test_cells_with_a_drug_against_cells_alone_do_not_test_the_cells() -> None:
    product = "Biological: Mesenchymal stem cells"
    arms = (
        arm("Mesenchymal stem cells and betamine", product, "Drug: Betamine"),
        arm("Mesenchymal stem cells", product),
    )
    posted = outcome(WALK, [350, 300], analysis(**BETTER), groups=(arms[0]["label"], arms[1]["label"]))
    assert read_results(parse_study(record(posted, arms=arms)), arms="msc").status is S.NO_COMPARISON


def test_nct00976521_the_group_without_what_the_other_has_is_the_comparator() -> None:
    arms = (
        arm("Infusion of alfanib, with suction", "Drug: Alfanib infusion", "Device: Suction"),
        arm("Infusion of alfanib, no suction", "Drug: Alfanib infusion"),
    )
    assert walked(("Alfanib infusion", "No infusion"), *arms) is S.MET


def test_nct00696774_non_responders_are_not_a_group_without_treatment() -> None:
    assert walked(("Alfanib responders", "Alfanib non-responders"), arm("Alfanib", "Drug: Alfanib")) is S.NO_COMPARISON


def test_nct02024867_three_and_ten_days_of_treatment_are_arms_and_no_time_points() -> None:
    arms = (
        arm("10 days of alfanib", "Drug: Alfanib", kind="ACTIVE_COMPARATOR"),
        arm("3 days of alfanib", "Drug: Alfanib"),
    )
    found = verdict(outcome(WALK, [350, 300], analysis(**BETTER), groups=("3 days", "10 days")), arms=arms)
    assert "time points" not in found.findings[0].reasons[-1].text


def test_nct01686633_randomized_arms_of_different_products_are_no_single_group() -> None:
    arms = (arm("Alfanib/betamine 100/25", "Drug: Alfanib/betamine"), arm("Alfanib 100", "Drug: Alfanib"))
    assert walked(("Alfanib/betamine", "Alfanib"), *arms, model="SINGLE_GROUP") is S.MET


def test_a_short_code_counts_where_it_is_joined_to_a_name() -> None:
    assert names("FF/vilanterol 100/25 mcg") == {"ff", "vilanterol"}
    assert names("5 mg/kg of alfanib") == {"alfanib"}


def test_an_estimate_of_survival_does_not_tell_who_had_fewer_deaths() -> None:
    posted = outcome(
        "Number of participants who died",
        {"With event": [55, 83], "Still alive": [149, 141]},
        analysis(pValue="0.03", paramType="Survival probability difference", paramValue="0.1", ciPctValue="95",
                 ciLowerLimit="0.01", ciUpperLimit="0.18"),
        paramType="MEAN",
        unitOfMeasure="units",
    )  # fmt: skip
    assert verdict(posted).status is S.UNCLEAR


def test_groups_tested_together_must_all_lie_on_one_side_of_the_comparator() -> None:
    arms = (arm("Alfanib 1 mg", "Drug: Alfanib"), arm("Alfanib 2 mg", "Drug: Alfanib"), PLACEBO)
    test = analysis("012", pValue="0.01", paramType="Mean difference", paramValue="20")
    groups = ("Alfanib 1 mg", "Alfanib 2 mg", "Placebo")
    assert verdict(outcome(WALK, [350, 340, 300], test, groups=groups), arms=arms).status is S.MET
    assert verdict(outcome(WALK, [350, 290, 300], test, groups=groups), arms=arms).status is S.UNCLEAR


def test_nct01469039_each_tested_group_listed_alone_by_a_test_of_groups_is_against_the_placebo() -> None:
    arms = (arm("Alfanib 1 mg", "Drug: Alfanib"), arm("Alfanib 2 mg", "Drug: Alfanib"), PLACEBO)
    groups = ("Alfanib 1 mg", "Alfanib 2 mg", "Placebo")
    for method, status in (("ANCOVA", S.MET), ("Paired t-test", S.NO_COMPARISON)):
        tests = [analysis(g, pValue="0.01", statisticalMethod=method) for g in "01"]
        assert verdict(outcome(WALK, [350, 340, 300], *tests, groups=groups), arms=arms).status is status


def test_of_a_series_of_visits_the_last_decides_where_the_change_since_baseline_agrees() -> None:
    visits = {"Baseline": [300, 300], "Week 4": [300, 310], "Week 8": [350, 310]}
    assert verdict(outcome(WALK, visits, analysis(**BETTER))).status is S.MET
    late = {"Week 4": [300, 310], "Week 8": [350, 310]}
    assert verdict(outcome(WALK, late, analysis(**BETTER))).status is S.UNCLEAR


def test_nct00803712_responders_did_well_whatever_the_title_counts() -> None:
    counts = {"paramType": "NUMBER", "unitOfMeasure": "participants", "sizes": (50, 50)}
    title = "Achievement of a 30% reduction of parathyroid hormone"
    rows = {"Responders": [30, 15], "Non-responders": [20, 35]}
    assert verdict(outcome(title, rows, analysis(**BETTER), **counts)).status is S.MET
    assert verdict(outcome(title, dict(reversed(rows.items())), analysis(**BETTER), **counts)).status is S.MET


def test_nct00191165_of_two_regimens_the_one_named_as_standard_is_the_reference() -> None:
    arms = (arm("1", "Drug: Alfanib"), arm("2", "Drug: Alfanib", kind="ACTIVE_COMPARATOR"))
    assert walked(("High dose", "Standard dose"), *arms) is S.MET


def test_a_group_called_no_more_than_control_is_the_comparator_among_many() -> None:
    arms = tuple(arm(f"Message {n} plus control", "Behavioral: Message") for n in ("one", "two", "three"))
    posted = outcome(WALK, [300, 350, 340], analysis("01", **BETTER), groups=("Control", "Message one", "Message two"))
    assert verdict(posted, arms=arms).status is S.MET


def test_nct00677690_the_group_with_fewer_treatments_is_the_comparator_of_two_arms() -> None:
    arms = (
        arm("N+P", "Device: Stimulation with rehabilitation", kind="ACTIVE_COMPARATOR"),
        arm("S+P", "Device: Sham stimulation with rehabilitation", kind="PLACEBO_COMPARATOR"),
    )
    assert walked(("Stimulation and rehabilitation", "Rehabilitation"), *arms) is S.MET


def test_nct00094458_a_placebo_before_a_semicolon_is_one_product_of_two() -> None:
    assert ArmText("", "1", ("alfanib placebo infusion; betamine caps",)).actives == (" betamine caps",)


def test_nct01056510_the_category_that_denies_the_goal_of_the_title_counts_against_it() -> None:
    counts = {"paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    title = "Percentage of participants achieving confirmed response (CR) according to a guideline"
    rows = {"Confirmed CR with biopsy": [24, 9.2], "CR without biopsy": [2.4, 5.8], "No confirmed CR": [73.6, 85]}
    assert verdict(outcome(title, rows, analysis(**BETTER), **counts)).status is S.MET


def test_nct01347112_the_counts_decide_a_one_sided_p_value_without_a_stated_level() -> None:
    counts = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants", "sizes": (16, 17)}
    test = analysis(pValue="0.034", statisticalMethod="Fisher exact, 1-sided")
    title = "Participants with remission"
    assert verdict(outcome(title, [6, 1], test, **counts)).status is S.MET
    assert verdict(outcome(title, [5, 2], test, **counts)).status is S.NOT_MET


def test_nct00383435_a_group_that_fits_only_arms_of_other_groups_is_the_arm_left_over() -> None:
    arms = (
        arm("Alfanib/B 40/10 daily", "Drug: Alfanib/betamine"),
        arm("Alfanib/B 20/10 daily", "Drug: Alfanib/betamine"),
        arm("Betamine 10 daily", "Drug: Betamine tablet", kind="ACTIVE_COMPARATOR"),
    )
    groups = ("Alfanib/B 40/10 daily", "Alfanib/B 20/10 daily", "B 10 daily")
    tests = [analysis(g, **BETTER) for g in ("02", "12")]
    assert verdict(outcome(WALK, [350, 340, 300], *tests, groups=groups), arms=arms).status is S.MET


def test_a_placebo_of_the_other_treatment_in_a_title_does_not_name_the_group() -> None:
    arms = (arm("A+B", "Drug: Alfanib"), arm("Comparator", "Drug: Gammadol", kind="ACTIVE_COMPARATOR"))
    assert walked(("A+B 5 mg / G placebo", "G 10 mg / A+B placebo"), *arms) is S.MET


def test_groups_that_join_arms_are_not_shared_out_among_the_arms() -> None:
    arms = (
        arm("Alfanib", "Drug: Alfanib"),
        arm("Placebo followed by alfanib", "Drug: Alfanib", "Drug: Placebo", kind="PLACEBO_COMPARATOR"),
        arm("Betamine", "Drug: Betamine", kind="ACTIVE_COMPARATOR"),
    )
    posted = outcome(WALK, [350, 345, 300], analysis("12", **BETTER), groups=("Alfanib", "Pooled alfanib", "Betamine"))
    assert verdict(posted, arms=arms).status is S.MET


def test_nct00679380_words_on_a_part_of_the_people_do_not_drop_the_only_test_of_a_dose() -> None:
    arms = (arm("Alfanib 1 mg", "Drug: Alfanib"), arm("Alfanib 2 mg", "Drug: Alfanib"), PLACEBO)
    aside = "The share of patients who walked was taken from that under placebo"
    tests = (analysis("02", pValue="0.4", estimateComment=aside), analysis("12", **BETTER))
    groups = ("Alfanib 1 mg", "Alfanib 2 mg", "Placebo")
    assert verdict(outcome(WALK, [310, 350, 300], *tests, groups=groups), arms=arms).status is S.MIXED


def test_nct01063855_of_arms_posted_before_and_after_the_later_groups_are_compared() -> None:
    groups = ("Cell product (baseline)", "Cell product (week 12)", "Placebo (baseline)", "Placebo (week 12)")
    tests = analysis("0123", pValue="0.001", statisticalMethod="ANCOVA")
    assert verdict(outcome(WALK, [300, 360, 305, 310], tests, groups=groups)).status is S.MET
    assert verdict(outcome(WALK, [300, 310, 305, 360], tests, groups=groups)).worse


def test_nct00976664_the_row_of_randomization_comes_before_treatment() -> None:
    rows = {"Randomization": [300, 310], "Week 6": [350, 310]}
    assert verdict(outcome(WALK, rows, analysis(**BETTER))).status is S.MET


def test_nct02062385_an_exact_interval_of_clopper_and_pearson_is_no_correlation() -> None:
    for method, status in (("Clopper-Pearson", S.MET), ("Pearson correlation", S.NO_COMPARISON)):
        assert verdict(outcome(WALK, [350, 300], analysis(**BETTER, statisticalMethod=method))).status is status


def test_a_change_that_only_an_estimate_tells_is_not_believed_to_be_worse() -> None:
    test = analysis(pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="2.3")
    lost = verdict(outcome("Change in pain from baseline", [], test))
    assert lost.status is S.UNCLEAR
    assert "effects.doubt" in codes(lost)
    assert verdict(outcome("Pain at week 12", [], test)).worse


def test_nct00270634_a_margin_in_parts_of_one_is_held_against_differences_in_percent() -> None:
    margin = "The margin of noninferiority was 0.15"
    test = analysis(
        paramType="Difference",
        paramValue="-3.2",
        ciUpperLimit="1.3",
        ciPctValue="95",
        nonInferiorityType="NON_INFERIORITY",
        testedNonInferiority=True,
        nonInferiorityComment=margin,
    )
    posted = outcome(
        "Participants with graft rejection",
        [2.3, 5.8],
        test,
        paramType="NUMBER",
        unitOfMeasure="percentage of participants",
    )
    assert verdict(posted).status is S.MET_NONINFERIOR


def test_nct01002456_the_group_an_analysis_compares_with_is_the_comparator() -> None:
    arms = (arm("Letter 1", "Other: Plain letter", kind="OTHER"), arm("Letter 2", "Other: Bright letter", kind="OTHER"))
    for said, status in (
        ("Walked further, with arm 1 as the comparator", S.MET),
        ("Walked further; the reference group was letter 1.", S.MET),
        ("Walked further", S.UNCLEAR),
    ):
        test = analysis(**BETTER, groupDescription=said)
        assert verdict(outcome(WALK, [300, 350], test, groups=("Letter 1", "Letter 2")), arms=arms).status is status


def test_a_comparator_that_beats_a_placebo_stated_as_the_reference_is_no_success_of_the_trial() -> None:
    gel = arm("Gel", "Drug: Gel", kind="ACTIVE_COMPARATOR")
    test = analysis("12", **BETTER, groupDescription="Gel, with placebo as the comparator")
    posted = outcome(WALK, [310, 350, 300], test, groups=("Cell product", "Gel", "Placebo"))
    assert verdict(posted, arms=(TESTED, gel, PLACEBO)).status is S.NO_COMPARISON


def test_nct01685801_the_posterior_of_all_groups_of_two_periods_is_about_the_row_it_names() -> None:
    groups = ("Period 1: placebo", "Period 1: cell product", "Period 2: placebo", "Period 2: cell product")
    rows = {"Overall (n=9, 9)": [300, 350, 310, 340], "Late disease (n=4, 4)": [300, 290, 310, 340]}
    test = analysis("0123", paramType="Posterior mean", paramValue="40", ciPctValue="95",
                    ciLowerLimit="10", ciUpperLimit="70", groupDescription="For the overall category")  # fmt: skip
    assert verdict(outcome(WALK, rows, test, groups=groups), model="CROSSOVER").status is S.MET


def test_an_outcome_measured_before_treatment_only_is_no_result_beside_later_ones() -> None:
    before = outcome("Pain score", [50, 50], analysis(pValue="0.8"), timeFrame="Baseline")
    after = outcome("Pain score", [20, 40], analysis(pValue="0.001"), timeFrame="6 weeks")
    assert verdict(before, after).status is S.MET
    assert verdict(before).status is S.NOT_MET
    changed = outcome("Change in pain score", [5, 5], analysis(pValue="0.8"), timeFrame="Baseline")
    assert verdict(changed, after).status is S.MIXED
