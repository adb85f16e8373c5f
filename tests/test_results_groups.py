"""Which posted group is which arm, which arm is tested, and how several tests and outcomes are put together."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials import Trial, parse_study
from msc_trials.records.schema import Group
from msc_trials.results.categories import event_sign
from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.sides import harms_of, roles_by_title, sides_of
from msc_trials.results.trial import read_results
from msc_trials.results.words import number
from tests.synthetic_results import PLACEBO, TESTED, analysis, outcome, record, verdict

PAIN = "Pain on a visual analogue scale"
FUNCTION = "Walking distance in six minutes"
P = {"pValue": "0.01"}


def arm(label: str, *given: str, kind: str = "EXPERIMENTAL", description: str = "") -> dict[str, Any]:
    return {"type": kind, "label": label, "interventionNames": list(given), "description": description}


def won(groups: tuple[str, str], *arms: dict[str, Any], title: str = "A study", **fields: Any) -> S:
    """The status when the first group did significantly better."""
    return verdict(outcome(FUNCTION, [350, 300], analysis(**P), groups=groups), arms=arms, title=title, **fields).status


# --- groups --------------------------------------------------------------------------------------------------------------


def test_a_group_is_known_by_the_words_of_its_description() -> None:
    arms = (arm("Group A", "Biological: Cells", description="expanded in platelet lysate"), PLACEBO)
    posted = outcome(FUNCTION, [350, 300], analysis(**P), groups=("First", "Second"))
    posted["groups"][0]["description"] = "platelet lysate"
    posted["groups"][1]["description"] = "placebo"
    assert verdict(posted, arms=arms).status is S.MET


def test_a_misspelt_group_is_known_by_its_likeness() -> None:
    arms = (arm("Tixagelumab", "Drug: Tixagelumab"), arm("Placebo", "Drug: Placebo", kind="PLACEBO_COMPARATOR"))
    assert won(("Tixagelumabb", "Placebo"), *arms) is S.MET


def test_the_one_group_that_fits_no_arm_is_the_remaining_arm() -> None:
    arms = (
        arm("Cells", "Biological: Cells"),
        arm("Comparator drug", "Drug: Comparator drug", kind="ACTIVE_COMPARATOR"),
    )
    assert won(("Qqq", "Comparator drug"), *arms) is S.MET


def test_groups_that_are_no_arm_of_the_only_product_settle_nothing() -> None:
    arms = (arm("Cells once", "Biological: Cells"), arm("Cells twice", "Biological: Cells"))
    assert won(("Qqq", "Zzz"), *arms) is S.UNCLEAR


def test_an_unknown_group_beside_the_tested_one_is_the_comparator() -> None:
    arms = (
        arm("Cells", "Biological: Cells"),
        arm("Hyaluronan", "Drug: Hyaluronan", kind="ACTIVE_COMPARATOR"),
        arm("Corticosteroid", "Drug: Corticosteroid", kind="ACTIVE_COMPARATOR"),
    )
    assert won(("Cells", "Qqq"), *arms) is S.MET


def test_an_unknown_group_beside_a_control_is_the_tested_one() -> None:
    arms = (arm("Cells low", "Biological: Cells low"), arm("Cells high", "Biological: Cells high"), PLACEBO)
    assert won(("Qqq", "Placebo"), *arms) is S.MET


def test_age_groups_are_no_arms() -> None:
    arms = (arm("Cells", "Biological: Cells"), PLACEBO)
    assert won(("Age under 65 years", "Age 65 years and older"), *arms) is S.NO_COMPARISON


def test_two_groups_named_active_and_control_tell_each_other_apart() -> None:
    arms = (arm("A", "Biological: Cells"), arm("B", "Drug: Saline", kind="OTHER"))
    assert won(("Cells", "Control"), *arms) is S.MET


def test_everybody_beside_a_placebo_is_tested_though_registered_as_a_comparator() -> None:
    arms = (
        arm("Drug one", "Drug: One", kind="ACTIVE_COMPARATOR"),
        arm("Drug two", "Drug: Two", kind="ACTIVE_COMPARATOR"),
    )
    assert won(("Drug one", "Placebo"), *arms) is S.MET


# --- arms ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("control", ["Sham procedure", "No treatment", "Usual care", "Standard of care"])
def test_an_arm_named_as_a_control_is_one_whatever_its_type(control: str) -> None:
    arms = (arm("Cells", "Biological: Cells"), arm(control, kind="OTHER"))
    assert won(("Cells", control), *arms) is S.MET


def test_one_product_by_two_routes_is_compared_where_the_title_compares_the_routes() -> None:
    arms = (arm("Manual delivery", "Biological: Cells"), arm("Electric delivery", "Biological: Cells"))
    groups = ("Manual delivery", "Electric delivery")
    assert won(groups, *arms, title="Manual versus electric delivery of cells") is S.MET
    assert won(groups, *arms, title="Delivery of cells") is S.NO_COMPARISON


def test_two_products_of_one_type_without_a_word_on_which_is_tested_are_unclear() -> None:
    arms = (arm("Alpha", "Drug: Alpha"), arm("Beta", "Drug: Beta"))
    assert won(("Alpha", "Beta"), *arms, title="A made-up study") is S.UNCLEAR


def test_the_only_treatment_the_title_names_is_the_tested_one() -> None:
    arms = (arm("Alpha", "Drug: Alpha", kind="OTHER"), arm("Beta", "Drug: Beta", kind="OTHER"))
    assert won(("Alpha", "Beta"), *arms, title="Alpha in a made-up condition") is S.MET


@pytest.mark.parametrize(
    "control",
    [
        arm("Comparison", "Procedure: Sham injection", kind="SHAM_COMPARATOR"),
        arm("Comparison", "Drug: Placebo", kind="PLACEBO_COMPARATOR"),
        arm("Comparison", kind="NO_INTERVENTION"),
        arm("Comparison", "Other: Standard of care", kind="OTHER"),
        arm("Comparison", "Drug: Hyaluronan", kind="ACTIVE_COMPARATOR"),
    ],
    ids=lambda control: control["type"],
)
def test_the_arm_given_cells_is_tested_against_any_arm_without(control: dict[str, Any]) -> None:
    cells = arm("Cells", "Biological: Mesenchymal stem cells")
    posted = outcome(FUNCTION, [350, 300], analysis(**P), groups=("Cells", "Comparison"))
    assert read_results(parse_study(record(posted, arms=(cells, control))), "msc").status is S.MET


# --- several tests, several outcomes -------------------------------------------------------------------------------------

NI = {
    "testedNonInferiority": True,
    "nonInferiorityType": "NON_INFERIORITY",
    "paramType": "Mean Difference (Final Values)",
}
KEPT = {
    "nonInferiorityComment": "Non-inferiority margin 5",
    "ciLowerLimit": "-3",
    "ciUpperLimit": "9",
    "paramValue": "3",
}


def test_not_worse_and_then_better_is_better() -> None:
    tests = (analysis(**NI, **KEPT), analysis(pValue="0.01"))
    assert verdict(outcome(FUNCTION, [350, 300], *tests)).status is S.MET


def test_not_worse_and_no_difference_is_not_worse() -> None:
    tests = (analysis(**NI, **KEPT), analysis(pValue="0.4"))
    assert verdict(outcome(FUNCTION, [303, 300], *tests)).status is S.MET_NONINFERIOR


def test_two_failures_of_different_kinds_are_a_failure() -> None:
    crossed = {**KEPT, "ciLowerLimit": "-20"}
    tests = (analysis(**NI, **crossed), analysis(pValue="0.4"))
    assert verdict(outcome(FUNCTION, [303, 300], *tests)).status is S.NOT_MET


@pytest.mark.parametrize(("late", "status"), [("0.01", S.MET), ("0.4", S.NOT_MET)])
def test_the_time_the_title_names_decides_between_tests_that_disagree(late: str, status: S) -> None:
    other = "0.4" if late == "0.01" else "0.01"
    tests = (analysis(pValue=other, groupDescription="Week 4"), analysis(pValue=late, groupDescription="Week 12"))
    assert verdict(outcome(f"{FUNCTION} at week 12", [350, 300], *tests)).status is status


def test_the_time_the_title_names_does_not_choose_between_comparators() -> None:
    """NCT01241591: better than placebo at the time of the title and, without a time, worse than another treatment."""
    groups = ("Cell product", "Placebo", "Placebo and another drug")
    won = analysis("01", pValue="0.01", groupDescription="Week 12")
    lost = analysis("02", pValue="0.01", groupDescription="Difference from the other drug")
    arms = (TESTED, PLACEBO, {"type": "ACTIVE_COMPARATOR", "label": "Placebo and another drug"})
    posted = outcome(f"{FUNCTION} at week 12", [350, 300, 400], won, lost, groups=groups)
    assert verdict(posted, arms=arms).status is S.MIXED


def test_a_test_without_a_direction_beside_a_settled_one_leaves_it_to_that() -> None:
    odd = analysis(
        pValue="0.01", paramType="Mean Difference (Final Values)", paramValue="9", ciLowerLimit="1", ciUpperLimit="3"
    )
    assert verdict(outcome(FUNCTION, [350, 300], odd, analysis(pValue="0.01"))).status is S.MET


def test_a_primary_won_by_the_comparator_beside_one_won_by_the_product_is_doubted() -> None:
    good = outcome(FUNCTION, [350, 300], analysis(**P))
    bad = outcome(PAIN, [60, 40], analysis(**P))
    assert not verdict(good, bad).worse
    stated = outcome("Made-up index", [60, 40], analysis(**P), description="Higher scores mean worse pain.")
    assert verdict(good, stated).status is S.MIXED


def test_met_and_not_tested_is_met_and_met_and_missed_is_mixed() -> None:
    good, silent = outcome(FUNCTION, [350, 300], analysis(**P)), outcome(PAIN, [30, 32])
    missed = outcome(PAIN, [30, 32], analysis(pValue="0.6"))
    assert verdict(good, silent).status is S.MET
    assert verdict(good, missed).status is S.MIXED


def test_missed_beside_unclear_is_unclear() -> None:
    missed = outcome(PAIN, [30, 32], analysis(pValue="0.6"))
    unclear = outcome("Level of a made-up marker", [140, 130], analysis(**P))
    assert verdict(missed, unclear).status is S.UNCLEAR


@pytest.mark.parametrize(
    ("title", "category", "sign"),
    [
        ("", "Alive", 0),
        ("Overall survival", "Alive", 1),
        ("Overall survival", "Yes", 1),
        ("Overall survival", "No", -1),
        ("Relapse", "No relapse", -1),
        ("Relapse-free survival", "Relapse", 0),
        ("Overall survival", "...", 0),
    ],
)
def test_a_category_counts_the_event_of_the_title_its_opposite_or_neither(title: str, category: str, sign: int) -> None:
    assert event_sign(title, category) == sign


def test_counts_larger_than_the_number_analysed_are_still_compared_by_rate() -> None:
    events = {"paramType": "COUNT_OF_UNITS", "unitOfMeasure": "relapses"}
    posted = outcome("Number of relapses", [60, 90], analysis(**P), sizes=(50, 50), **events)
    assert verdict(posted).status is S.MET


def test_counts_without_a_number_analysed_settle_nothing() -> None:
    posted = outcome(
        "Responders", [30, 15], analysis(**P), paramType="COUNT_OF_PARTICIPANTS", unitOfMeasure="Participants"
    )
    posted["denoms"] = []
    assert verdict(posted, arms=(TESTED, PLACEBO)).status is S.UNCLEAR


def giving_cells(raw: dict[str, Any]) -> Trial:
    """The trial of a record whose first arm is given cells."""
    given = {"type": "BIOLOGICAL", "name": "Mesenchymal stem cells", "armGroupLabels": ["Cells"]}
    raw["protocolSection"]["armsInterventionsModule"]["interventions"] = [given]
    return parse_study(raw)


def test_groups_of_any_table_of_results_are_on_the_side_of_the_cells_or_of_the_comparator() -> None:
    arms = (arm("Cells", "Biological: Mesenchymal stem cells"), PLACEBO)
    trial = giving_cells(record(outcome(FUNCTION, [350, 300]), arms=arms))
    groups = tuple(Group(id=title, title=title) for title in ("Cells", "Placebo", "Healthy volunteers"))
    assert list(roles_by_title(trial, groups).values()) == ["cells", "comparator", "other"]
    assert roles_by_title(trial, ()) == {}
    assert roles_by_title(trial, (Group(title="Without an id"), Group(id="without a title"))) == {
        "Without an id": "other"
    }


def test_a_broken_group_of_harms_is_left_out() -> None:
    raw = record(outcome(FUNCTION, [350, 300]))
    counted = {"title": "Placebo", "seriousNumAffected": 1, "seriousNumAtRisk": 5}
    raw["resultsSection"]["adverseEventsModule"] = {"eventGroups": ["broken", counted]}
    harms = harms_of(giving_cells(raw))
    assert [(group.side, group.serious, group.serious_of) for group in harms.groups] == [("control", 1, 5)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (None, None),
        ("", None),
        ("NA", None),
        ("12", 12.0),
        ("1,234", 1234.0),
        ("0,5", 0.5),
        ("45 %", 45.0),
        ("1e999", None),
    ],
)
def test_a_posted_number_is_one_number_or_none(text: str | None, value: float | None) -> None:
    assert number(text) == value


def test_both_sides_of_the_outcome_that_decided_are_shown_only_where_both_posted_a_value() -> None:
    arms = (arm("Cells", "Biological: Mesenchymal stem cells"), PLACEBO)
    for values, sides in (([350, 300], 2), ([350, "NA"], 0)):
        trial = giving_cells(
            record(outcome(FUNCTION, values, analysis(pValue="0.4"), groups=("Cells", "Placebo")), arms=arms)
        )
        assert len(sides_of(trial, read_results(trial, "msc"))) == sides


@pytest.mark.parametrize(
    "who", ["Patients treated with {}", "Participants who were randomized to {}", "All subjects receiving {}"]
)
def test_who_was_given_a_treatment_is_no_word_of_the_treatment(who: str) -> None:
    posted = outcome(
        "Walking distance",
        [(40, 9), (20, 9)],
        analysis(pValue="0.001"),
        groups=(who.format("cell product"), who.format("placebo")),
    )
    found = verdict(posted)
    assert (found.status, found.worse) == (S.MET, False)
