"""Which group is the tested one where registered arms, titles and earlier outcomes must tell it together."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict

BETTER = {"pValue": "0.01"}
DISTANCE = "Walking distance in six minutes"


def arm(label: str, *given: str, kind: str = "EXPERIMENTAL", description: str = "") -> dict[str, Any]:
    return {"type": kind, "label": label, "interventionNames": list(given), "description": description}


def won(groups: tuple[str, ...], *arms: dict[str, Any], title: str = "A study", described: tuple[str, ...] = ()) -> S:
    """The status when the first of two groups did significantly better."""
    posted = outcome(DISTANCE, [350, 300], analysis(**BETTER), groups=groups)
    for group, text in zip(posted["groups"], described, strict=False):
        group["description"] = text
    return verdict(posted, arms=arms, title=title).status


def test_nct01969721_the_placebo_of_the_other_drug_is_no_word_of_a_group() -> None:
    arms = (
        arm("AB one", "Drug: alfanib", "Drug: placebo"),
        arm("CD one", "Drug: cedorin", "Drug: placebo", kind="ACTIVE_COMPARATOR"),
    )
    described = ("alfanib 5 mg plus cedorin placebo", "cedorin 9 mg plus alfanib placebo")
    assert won(("A 5 / C placebo", "C 9 / A placebo"), *arms, described=described) is S.MET


def test_nct01077973_a_group_is_tested_that_was_tested_in_an_earlier_outcome() -> None:
    arms = (
        arm("Treatment A", "Drug: New salt"),
        arm("Treatment B", "Drug: Old salt", kind="ACTIVE_COMPARATOR"),
        arm("Treatment C", "Drug: Placebo", kind="PLACEBO_COMPARATOR"),
    )
    first = outcome(DISTANCE, [350, 300], analysis(pValue="0.4"), groups=("Alfanib sodium", "Placebo"))
    second = outcome(DISTANCE, [350, 300], analysis(pValue="0.4"), groups=("Alfanib sodium", "Alfanib (Betacil)"))
    assert verdict(first, second, arms=arms, title="A novel formulation").status is S.NOT_MET
    assert verdict(second, arms=arms, title="A novel formulation").status is S.UNCLEAR


def test_nct02033213_a_title_names_an_arm_also_with_another_ending() -> None:
    arms = (
        arm("Restrictive group", "Drug: Little fluid", kind="ACTIVE_COMPARATOR"),
        arm("Liberal group", "Drug: Much fluid", kind="ACTIVE_COMPARATOR"),
    )
    groups = ("Restrictive group", "Liberal group")
    assert won(groups, *arms, title="Volume restriction in surgery") is S.MET
    assert won(groups, *arms, title="Volume in surgery") is S.UNCLEAR


@pytest.mark.parametrize(("p", "status"), [("0.05", S.NO_COMPARISON), ("0.04", S.UNCLEAR), ("0.4", S.UNCLEAR)])
def test_nct02657629_where_the_test_says_nothing_it_does_not_matter_which_arm_is_tested(p: str, status: S) -> None:
    arms = (arm("Alfa feed", "Drug: Alfa feed"), arm("Beta feed", "Drug: Beta feed"))
    posted = outcome(DISTANCE, [350, 300], analysis(pValue=p), groups=("Alfa feed", "Beta feed"))
    assert verdict(posted, arms=arms, title="Feeding").status is status


def test_nct00833833_a_combination_is_compared_with_its_part_though_every_arm_lists_both() -> None:
    drugs = ("Drug: Alfanib", "Drug: Betacil")
    arms = (arm("Alfanib + betacil", *drugs), arm("Alfanib", *drugs))
    assert won(("Alfanib + betacil", "Alfanib"), *arms) is S.MET
    assert won(("Alfanib late", "Alfanib"), arm("Alfanib late", *drugs), arm("Alfanib", *drugs)) is S.NO_COMPARISON


def test_nct00366548_a_minus_sign_says_what_a_group_goes_without() -> None:
    arms = (
        arm("1", "Drug: Vaccine with stabilizer"),
        arm("2", "Drug: Vaccine without stabilizer", kind="ACTIVE_COMPARATOR"),
    )
    assert won(("13v + Stabilizer", "13v - Stabilizer"), *arms) is S.MET


@pytest.mark.parametrize("waiting", ["Reactive skin treatment", "Skin treatment on demand", "Deferred skin treatment"])
def test_nct00332163_treatment_that_waits_until_it_is_needed_is_the_comparator(waiting: str) -> None:
    arms = (arm("Preventive skin treatment", "Drug: Early cream"), arm(waiting, "Drug: Late cream"))
    assert won(("Preventive skin treatment", waiting), *arms, title="Creams") is S.MET


def test_nct00576472_siblings_are_no_treatment_group() -> None:
    posted = outcome(DISTANCE, [350, 300], analysis(**BETTER), groups=("Patients", "Siblings"))
    assert verdict(posted, arms=(arm("Treatment", "Drug: Alfanib"),), model="CROSSOVER").status is S.NO_COMPARISON


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Alfanib combined with either betacil or cedorin", S.UNCLEAR),
        ("Alfanib added to betacil or cedorin", S.UNCLEAR),
        ("Betacil or cedorin", S.MET),
    ],
)
def test_nct01056510_alternatives_to_which_something_is_added_are_equals(title: str, status: S) -> None:
    arms = (arm("A", "Drug: Alfanib", "Drug: Betacil"), arm("B", "Drug: Alfanib", "Drug: Cedorin"))
    assert won(("Alfanib + betacil", "Alfanib + cedorin"), *arms, title=title) is status


def test_nct01150903_where_nothing_is_given_no_treatment_is_compared() -> None:
    arms = (
        arm("First prescription", "Other: no intervention", kind=""),
        arm("Control", "Other: no intervention", kind=""),
    )
    assert won(("First prescription", "Control"), *arms) is S.NO_COMPARISON


def test_nct01009333_levels_of_one_product_are_doses_unless_the_title_compares_them() -> None:
    arms = (
        arm("Low rate setting at 5 Hz", "Device: Stimulator at rate 5"),
        arm("High rate setting at 25 Hz", "Device: Stimulator"),
    )
    groups = ("High rate setting at 25 Hz", "Low rate setting at 5 Hz")
    assert won(groups, *arms, title="Stimulator programming") is S.NO_COMPARISON
    assert won(groups, *arms, title="High versus low rate") is S.MET


def test_nct00720499_groups_that_differ_in_numbers_only_are_doses() -> None:
    arms = (arm("AB 17 low", "Drug: AB 17 low"), arm("AB 17 medium", "Drug: AB 17 other"))
    assert won(("Alf 2 mg + Bet 5 mg", "Alf 5 mg + Bet5 mg"), *arms) is S.NO_COMPARISON


def test_nct01329978_a_word_behind_the_last_of_joined_names_is_no_addition() -> None:
    drugs = ("Drug: Alfanib", "Drug: Betacil")
    arms = (arm("Alfanib+betacil 12 weeks, switched", *drugs), arm("Alfanib+betacil 12 weeks", *drugs))
    assert won(("Alfanib+betacil 12 weeks, switched", "Alfanib+betacil 12 weeks"), *arms) is S.NO_COMPARISON


def test_nct00839098_an_addition_known_by_its_initials_is_the_untaken_arm() -> None:
    arms = (
        arm("Control", kind="NO_INTERVENTION"),
        arm("Instruction group", "Behavioral: Instruction"),
        arm("Instruction and virtual helper group", "Behavioral: Instruction and virtual helper"),
    )
    posted = outcome(
        DISTANCE, [200, 300, 350], analysis("12", **BETTER), groups=("Control", "Instruction group", "Instruction + VHX group")
    )  # fmt: skip
    assert verdict(posted, arms=arms, title="Coaching").status is S.MET


def test_nct00873730_how_often_a_product_is_given_makes_no_comparator() -> None:
    arms = (arm("1", "Drug: alfanib"), arm("2", "Drug: alfanib/placebo", kind="ACTIVE_COMPARATOR"))
    title = "A study of alfanib 100 mg and 50 mg weekly"
    assert won(("Alfanib BIW", "Alfanib QW"), *arms, title=title) is S.NO_COMPARISON


def test_nct01463527_a_single_group_of_arms_of_several_types_compares_them() -> None:
    arms = (
        arm("Open screen", "Device: Monitor"),
        arm("Hidden screen", "Device: Monitor", kind="PLACEBO_COMPARATOR"),
    )
    posted = outcome(DISTANCE, [350, 300], analysis(**BETTER), groups=("Open screen", "Hidden screen"))
    assert verdict(posted, arms=arms, model="SINGLE_GROUP").status is S.MET
    same = (arms[0], {**arms[1], "type": "EXPERIMENTAL"})
    assert verdict(posted, arms=same, model="SINGLE_GROUP").status is S.NO_COMPARISON
