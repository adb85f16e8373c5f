"""Whose test a sentence prints, and who is compared: arms, members of a family, the healthy and the ill, fish; made-up papers."""

from __future__ import annotations

import pytest

from msc_trials.literature.arms import arms_of
from msc_trials.literature.favours import favoured
from msc_trials.literature.statement import first_p
from tests.made_up_papers import METHODS, UNNAMED, read


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain score fell from 7 to 4 (P = 0.03) in the cell group only (between-group difference P = 0.19).", "not_met"),
        ("Pain score fell from 7 to 4 (P = 0.03) in the cell group only (between-group differences P < 0.19).", "not_met"),
        ("Pain score fell from 7 to 4 (P = 0.03) in the cell group only (between-group differences P < 0.05).", "met"),
        ("Pain score fell from 7 to 4 with cells (P = 0.03 within the group, P = 0.19 between groups).", "not_met"),
        ("Pain score fell from 7 to 4 with cells (P = 0.03; P = 0.19 for the difference between groups).", "not_met"),
        ("Pain score fell from 7 to 6 (P = 0.30) in the cell group (between-group difference P = 0.01).", "met"),
    ],
)  # fmt: skip
def test_the_test_between_the_groups_decides_where_it_is_called_so(results: str, expected: str) -> None:
    assert read(results, methods=METHODS).claim == expected


def test_a_p_value_that_nothing_calls_one_between_groups_is_read_in_its_order() -> None:
    assert first_p("pain was lower with cells than with placebo (p = 0.02; interaction by group)") == ("p = 0.02", True)


CODES = "In group A - 85 cases - keyhole joint cleaning was performed, while group B - 85 cases - underwent open joint cleaning."


def test_of_two_groups_that_share_a_name_the_one_with_more_words_of_the_title_is_tested() -> None:
    arms = arms_of("Keyhole joint cleaning in made-up knees versus open surgery", methods=[CODES.lower()])
    assert (
        favoured("the operative time was shorter in group b than in group a (74 min vs. 94 min, p < 0.001)", arms)
        == "comparator"
    )
    assert (
        favoured("the operative time was shorter in group a than in group b (74 min vs. 94 min, p < 0.001)", arms)
        == "tested"
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The results partially supported our primary hypothesis.", "mixed"),
        ("The primary end points were met in part.", "mixed"),
        ("The results supported our primary hypothesis.", "met"),
    ],
)
def test_a_goal_that_was_met_in_part_is_mixed(said: str, expected: str) -> None:
    assert read(f"{said} Pain was lower with cells than with placebo (P = 0.01).").claim == expected


NONE = "Early cells did not reduce pain compared with no early cells (P = 0.76). "
LATE = "late cells reduced pain compared with no late cells (P = 0.001)."


@pytest.mark.parametrize(
    ("second", "same_outcome"),
    [(f"By contrast, {LATE}", True), ("By contrast, sleep was better with late cells than without (P = 0.01).", False)],
)  # fmt: skip
def test_two_treatments_that_are_set_against_each_other_and_disagree_in_one_outcome_are_mixed(
    second: str, same_outcome: bool
) -> None:
    methods = "We randomly assigned 80 patients to early cells, late cells, both or neither."
    title = "Early and late cells for pain: a randomised trial"
    found = read(NONE + second, "Late cells, but not early cells, reduced pain.", methods, title)
    assert (found.rule == "controlled.contrasted") is same_outcome
    assert found.claim == "mixed"


@pytest.mark.parametrize("pair", ["dyad members'", "patients and their partners'", "the spouses'"])
def test_people_of_one_pair_who_do_not_differ_miss_no_goal(pair: str) -> None:
    results = f"Confidence rose over time in all couples. No differences were found between {pair} confidence scores."
    assert read(results, "The talks were effective.", title="Talks for made-up couples").claim != "not_met"


@pytest.mark.parametrize(
    ("aim", "is_report"),
    [
        ("We compared heart rates between healthy children and those with fainting.", False),
        ("We compared heart rates between patients with fainting and healthy controls.", False),
        ("We randomly assigned children with fainting to salt or placebo.", True),
    ],
)
def test_the_healthy_beside_the_ill_are_no_trial(aim: str, is_report: bool) -> None:
    results = "Heart rates were significantly different between the groups (P = 0.003)."
    title = "Heart rates in children with fainting"
    assert read(results, "Heart rates differ.", aim, title).reports_results is is_report


@pytest.mark.parametrize(
    "title",
    [
        "Gel and training for made-up neglect: a single-case study",
        "A single-patient study of gel",
        "Gel for stiff knees: a case report",
    ],
)
def test_one_patient_makes_no_trial(title: str) -> None:
    assert not read("Pain was significantly lower with gel than with sham gel.", title=title).reports_results


@pytest.mark.parametrize(
    ("title", "methods"),
    [
        ("Effects of a made-up acid on metal in muscle of Carassius auratus", UNNAMED),
        (
            "Effects of a made-up acid on metal in muscle",
            "For this experiment 80 wild goldfish were divided into four groups.",
        ),
    ],
)
def test_fish_are_no_patients(title: str, methods: str) -> None:
    assert read("Metal in muscle decreased in group IV (P < 0.05).", methods=methods, title=title).kind == "animal"


def test_people_who_eat_fish_are_people() -> None:
    title = "Fish versus no fish for pain: a randomised trial"
    methods = "We randomly assigned 80 patients to two fish meals a week or none. The primary end point was pain score."
    assert read("Pain was lower with fish than without (P = 0.01).", methods=methods, title=title).reports_results


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Pain score and knee strength were the main outcome measures.", "mixed"),
        ("The main outcome measures were pain score and knee strength.", "mixed"),
        ("The main outcome measure was pain score.", "not_met"),
    ],
)
def test_two_outcomes_named_side_by_side_as_the_main_ones_are_two(named: str, expected: str) -> None:
    results = "Pain score did not differ between groups (P = 0.4). Knee strength was higher with cells than with placebo (P = 0.01)."
    assert read(results, "Cells improved knee strength.", f"{UNNAMED} {named}").claim == expected
