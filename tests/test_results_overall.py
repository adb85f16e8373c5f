"""Overall tests, comparators known by what is compared with them, and changes written without their sign. Records are synthetic."""

from __future__ import annotations

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import PLACEBO, TESTED, analysis, outcome, verdict

TWO_TESTED = (TESTED, {**TESTED, "label": "Cell product, other route"}, PLACEBO)
GROUPS = ("Cell product", "Cell product, other route", "Placebo")
PAIN = "Pain on a visual analogue scale"
OVERALL = {"pValue": "<0.001", "statisticalMethod": "ANOVA"}


def test_an_overall_test_over_several_times_stays_open() -> None:
    repeated = {**OVERALL, "statisticalMethod": "Repeated measures ANOVA"}
    found = verdict(outcome(PAIN, [2.0, 2.1, 5.1], analysis("012", **repeated), groups=GROUPS), arms=TWO_TESTED)
    assert found.status is S.UNCLEAR


def test_the_group_that_every_analysis_shares_is_the_comparator() -> None:
    labels = ("Cells from marrow", "Cells from fat", "Cells from cord")
    arms = tuple(
        {"type": "ACTIVE_COMPARATOR", "label": label, "interventionNames": [f"Biological: {label}"]} for label in labels
    )
    tests = [analysis(pair, pValue="0.01", statisticalMethod="t-test") for pair in ("01", "02")]
    found = verdict(outcome(PAIN, [5.0, 3.0, 2.0], *tests, groups=labels), arms=arms, title="Three kinds of cells")
    assert found.status is S.MET


def test_a_description_that_calls_an_arm_the_control_decides_before_the_title() -> None:
    arms = tuple(
        {
            "type": "ACTIVE_COMPARATOR",
            "label": label,
            "description": f"The {called} group.",
            "interventionNames": [label],
        }
        for label, called in (("Gel", "control"), ("Foam", "study"))
    )
    test = analysis("01", pValue="0.01", statisticalMethod="t-test")
    found = verdict(outcome(PAIN, [5.0, 3.0], test, groups=("Gel", "Foam")), arms=arms, title="Gel versus foam")
    assert found.status is S.MET


@pytest.mark.parametrize(
    ("about", "status"),
    [("back pain", S.MET), ("pain after surgery", S.UNCLEAR), ("Parkinson's disease", S.UNCLEAR), ("lupus", S.UNCLEAR)],
)
def test_a_change_for_the_worse_everywhere_is_read_as_improvement_only_where_people_get_better_on_their_own(
    about: str, status: S
) -> None:
    posted = outcome(
        f"Change in {PAIN}", [30, 10], analysis(pValue="0.01", statisticalMethod="t-test"), description="0 = no pain, 10 = worst pain"
    )  # fmt: skip
    assert verdict(posted, title=f"Cells for {about}").status is status


def test_negative_values_under_the_word_reduction_are_the_change_itself() -> None:
    posted = outcome(
        "Reduction of depressive symptoms", [-10, -6], analysis(pValue="0.01"), description="Higher scores mean worse depression."
    )  # fmt: skip
    found = verdict(posted)
    assert found.status is S.MET
    assert found.findings[0].reasons[0].code == "negative_changes"


def test_an_outcome_that_is_a_subgroup_analysis_does_not_turn_the_main_one() -> None:
    main = outcome(PAIN, [2.0, 5.0], analysis(pValue="0.001"))
    part = outcome(f"{PAIN}: subgroup analyses", [4.0, 5.0], analysis(pValue="0.4"))
    assert verdict(main, part).status is S.MET
    assert verdict(part).status is S.NOT_MET


@pytest.mark.parametrize("title", [f"{PAIN} by race", f"{PAIN} by sex/gender", f"{PAIN} by race and ethnicity"])
def test_nct04280705_a_primary_split_by_who_people_are_stands_beside_the_main_one(title: str) -> None:
    main, part = outcome(PAIN, [2.0, 5.0], analysis(pValue="0.01")), outcome(title, [4.0, 5.0], analysis(pValue="0.4"))
    assert verdict(main, part).status is S.MET
    assert verdict(part).status is S.NOT_MET


def test_an_equivalence_test_against_placebo_that_excludes_no_effect_is_a_success() -> None:
    tested = {
        "testedNonInferiority": True,
        "nonInferiorityType": "EQUIVALENCE",
        "nonInferiorityComment": "Margin of 20",
    }
    limits = {
        "paramType": "Mean Difference",
        "paramValue": "15",
        "ciLowerLimit": "5",
        "ciUpperLimit": "25",
        "ciPctValue": "95",
    }
    posted = outcome("Walking distance in six minutes", [315, 300], analysis(**tested, **limits))
    assert verdict(posted).status is S.MET


def test_a_drug_level_without_a_margin_shows_no_benefit() -> None:
    limits = {
        "paramType": "Geometric mean ratio",
        "paramValue": "100",
        "ciLowerLimit": "90",
        "ciUpperLimit": "110",
        "ciPctValue": "90",
    }
    posted = outcome("Cmax", [10, 10], analysis(testedNonInferiority=True, **limits), unitOfMeasure="ng/mL")
    assert verdict(posted).status is S.SAFETY_ONLY


def test_labels_tell_arms_apart_that_list_the_same_products() -> None:
    arms = tuple({"type": kind, "label": label, "interventionNames": ["Device: Jet", "Device: Needle"]}
                 for kind, label in (("EXPERIMENTAL", "Jet™once"), ("ACTIVE_COMPARATOR", "Needle")))  # fmt: skip
    test = analysis(pValue="0.01", statisticalMethod="t-test")
    assert verdict(outcome(PAIN, [3, 5], test, groups=("Jet group", "Needle group")), arms=arms).status is S.MET


@pytest.mark.parametrize("text", ["using a non-paired t-test", "assuming a within-group standard deviation of 7"])
def test_words_of_a_sample_size_make_no_test_inside_the_groups(text: str) -> None:
    assert verdict(outcome(PAIN, [3, 5], analysis(pValue="0.01", groupDescription=text))).status is S.MET


def test_rows_of_people_without_the_event_count_the_other_way() -> None:
    rows = {"Patients who are event free": [45, 30], "Patients with death or heart failure": [5, 20]}
    posted = outcome(
        "Death or heart failure event", rows, analysis(pValue="0.01"), unitOfMeasure="participants", paramType="NUMBER"
    )
    assert verdict(posted).status is S.MET


def test_a_count_of_people_on_a_scale_makes_no_comparator_the_winner() -> None:
    posted = outcome(
        "Fluorescein staining of the cornea", [32, 19], analysis(pValue="0.01"), unitOfMeasure="participants"
    )
    assert verdict(posted).status is S.UNCLEAR


def test_the_first_word_of_a_description_for_its_arm_counts() -> None:
    told = (
        "Allocated to the study group. Compared with the control group.",
        "Allocated to the control group, not the study group.",
    )
    arms = tuple(
        {"type": "ACTIVE_COMPARATOR", "label": label, "description": text, "interventionNames": [label]}
        for label, text in zip(("Foam", "Gel"), told, strict=True)
    )
    test = analysis("01", pValue="0.01", statisticalMethod="t-test")
    assert (
        verdict(outcome(PAIN, [3.0, 5.0], test, groups=("Foam", "Gel")), arms=arms, title="Gel versus foam").status
        is S.MET
    )


def test_nct00654940_of_an_outcome_titled_as_a_change_the_row_of_the_change_tells_who_did_better() -> None:
    rows = {"Week 2": [5.4, 5.1, 6.1, 4.4], "Change from baseline": [-0.6, -0.2, 0.2, -0.9]}
    arms = (TESTED, PLACEBO)
    groups = ("Period 1: Cell product", "Period 1: Placebo", "Period 2: Placebo", "Period 2: Cell product")
    test = analysis("0123", pValue="0.01", paramType="Mean difference", paramValue="-0.8")
    titled = [outcome(title, rows, test, groups=groups) for title in (f"Change from baseline in {PAIN.lower()}", PAIN)]
    assert [verdict(o, arms=arms, model="CROSSOVER").status for o in titled] == [S.MET, S.UNCLEAR]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([2.0, 2.1, 5.1], S.MET),
        ([2.0, 5.0, 5.1], S.UNCLEAR),
        ([2.0, 8.0, 5.1], S.UNCLEAR),
        ([2.0, "NA", 5.1], S.UNCLEAR),
    ],
)
def test_an_overall_test_counts_where_only_the_comparator_lies_apart(values: list[float | str], status: S) -> None:
    found = verdict(outcome(PAIN, values, analysis("012", **OVERALL), groups=GROUPS), arms=TWO_TESTED)
    assert found.status is status
    assert found.confidence != "high"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([2.0, 2.1, 5.1], {"pValueComment": "Not formally tested, nominal p-value"}),
        ([2.0, 3.0, 5.1], {"pValue": "0.008", "pValueComment": "Significance level 0.01"}),
        # A posted statistic of unknown kind may be of other groups.
        ([2.0, 2.1, 5.1], {"paramType": "F", "paramValue": "12.0"}),
    ],
)
def test_an_overall_test_that_is_left_open_or_held_against_a_stricter_level_is_no_success(
    values: list[float | str], told: dict[str, str]
) -> None:
    found = verdict(outcome(PAIN, values, analysis("012", **{**OVERALL, **told}), groups=GROUPS), arms=TWO_TESTED)
    assert found.status is S.UNCLEAR


def test_an_overall_test_that_is_won_against_one_of_two_comparators_stays_open() -> None:
    arms = (TESTED, {**PLACEBO, "label": "Old drug", "type": "ACTIVE_COMPARATOR"}, PLACEBO)
    groups = ("Cell product", "Old drug", "Placebo")
    found = verdict(outcome(PAIN, [2.0, 2.0, 5.1], analysis("012", **OVERALL), groups=groups), arms=arms)
    assert found.status is S.UNCLEAR


def test_a_trend_that_is_not_significant_takes_nothing_from_significant_pairs() -> None:
    trend = analysis("012", pValue="0.4", groupDescription="Linear contrast over placebo and doses")
    pairs = [analysis(pair, pValue="0.01") for pair in ("02", "12")]
    found = verdict(outcome(PAIN, [3.0, 3.5, 6.0], trend, *pairs, groups=GROUPS), arms=TWO_TESTED)
    assert found.status is S.MET


DOSES = ("Cell product 2 million", "Cell product 1 million", "Placebo")


@pytest.mark.parametrize(
    ("labels", "values", "status"),
    [(DOSES, [2.0, 3.0, 5.0], S.MET), (DOSES, [2.0, 5.5, 5.0], S.UNCLEAR), (GROUPS, [2.0, 3.0, 5.0], S.UNCLEAR)],
)
def test_a_slope_over_placebo_and_doses_is_a_trend_and_never_surely_read(
    labels: tuple[str, ...], values: list[float], status: S
) -> None:
    """NCT01052662."""
    slope = analysis(
        "012", pValue="0.009", paramType="Slope", paramValue="-0.9", statisticalMethod="Mixed Models Analysis"
    )
    arms = ({**TESTED, "label": labels[0]}, {**TESTED, "label": labels[1]}, PLACEBO)
    found = verdict(outcome(PAIN, values, slope, groups=labels), arms=arms)
    assert found.status is status
    assert found.confidence != "high"


def test_an_addition_of_the_title_is_tested_though_the_title_goes_on_with_another_arm() -> None:
    """NCT00916357: "X with/without Y and Z with Y" tests Y."""
    arms = tuple(
        {"type": "ACTIVE_COMPARATOR", "label": label, "interventionNames": [label]}
        for label in ("Alfanib Alone", "Alfanib + Gammase", "Betamine + Gammase")
    )
    title = "Alfanib With/Without Gammase and Regular Betamine With Gammase to Compare Relief in Alfanib-treated People"
    test = analysis("01", pValue="0.003", statisticalMethod="t-test")
    labels = tuple(str(arm["label"]) for arm in arms)
    found = verdict(outcome(PAIN, [5.0, 3.0, 4.0], test, groups=labels), arms=arms, title=title)
    assert found.status is S.MET


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("The effect of caffeine on myocardial perfusion imaging", S.UNCLEAR),
        ("The effect of cells on myocardial perfusion", S.MET),
    ],
)
def test_what_a_disturbed_scan_shows_is_neither_better_nor_worse(title: str, status: S) -> None:
    """NCT00826280."""
    posted = outcome("Number of Reversible Defects", [0.4, 0.8], analysis(pValue="<0.001", statisticalMethod="ANCOVA"))
    assert verdict(posted, title=title).status is status
