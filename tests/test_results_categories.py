"""Counts split into categories: a sign is taken only from the category that names the event of the title."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.results.categories import event_sign
from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict


def split(title: str, counts: dict[str, tuple[int, int]], *, as_classes: bool = False, **fields: Any) -> S:
    """The status of a trial of 20 against 20 whose primary outcome posts these counts, cells first."""
    posted = outcome(title, [0, 0], analysis(pValue="0.001", **fields), sizes=(20, 20))
    rows = [
        {"title": name, "measurements": [{"groupId": f"OG00{i}", "value": str(n)} for i, n in enumerate(pair)]}
        for name, pair in counts.items()
    ]
    classes = (
        [{"title": row.pop("title"), "categories": [row]} for row in rows] if as_classes else [{"categories": rows}]
    )
    posted |= {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants", "classes": classes}
    del posted["dispersionType"]
    return verdict(posted).status


PLACEBO_BETTER = [
    ("Overall survival at day 28", {"Dead": (14, 2), "Alive": (6, 18)}, S.NOT_MET),
    ("Fistula healing at week 24", {"None": (12, 2), "Partial": (2, 2), "Complete": (6, 16)}, S.UNCLEAR),
    ("Clinical response", {"Non-responder": (15, 3), "Responder": (5, 17)}, S.NOT_MET),
    ("Disability", {"Mild": (3, 15), "Severe": (17, 5)}, S.UNCLEAR),
]
CELLS_BETTER = [
    ("Relapse", {"No relapse": (18, 6), "Relapse": (2, 14)}, S.MET),
    ("Overall survival at day 28", {"Alive": (18, 6), "Dead": (2, 14)}, S.MET),
    ("Mortality at one year", {"Alive": (18, 6), "Dead": (2, 14)}, S.MET),
    ("Wound closure", {"Yes": (18, 6), "No": (2, 14)}, S.MET),
    ("Wound cure rate at the last visit", {"Wound cure": (18, 6), "Failure": (2, 14)}, S.MET),
]


@pytest.mark.parametrize("as_classes", [False, True])
@pytest.mark.parametrize(("title", "counts", "right"), PLACEBO_BETTER + CELLS_BETTER)
def test_categories_in_any_order_give_the_same_status(
    title: str, counts: dict[str, tuple[int, int]], right: S, as_classes: bool
) -> None:
    said = {split(title, dict(order), as_classes=as_classes) for order in itertools.permutations(counts.items())}
    assert said <= {right, S.UNCLEAR}
    assert len(said) == 1


def test_nct00475852_the_better_group_has_more_people_at_each_grade_or_above() -> None:
    change = {"Markedly better": (8, 3), "Slightly better": (6, 5), "No change": (4, 6), "Slightly worse": (2, 6)}
    severity = {"None": (8, 3), "Mild": (6, 5), "Moderate": (4, 6), "Severe": (2, 6)}
    for title, counts in (("Own view of breathing", change), ("Itching", severity), ("Joint pain", severity)):
        assert split(title, counts) is S.MET
        assert split(title, {name: (b, a) for name, (a, b) in counts.items()}) is S.NOT_MET
        assert split(title, dict(reversed(counts.items()))) is S.MET


def test_grades_that_cross_or_have_a_stranger_among_them_settle_nothing() -> None:
    crossed = {"Better": (8, 6), "No change": (2, 10), "Worse": (10, 4)}
    assert split("Own view of breathing", crossed) is S.UNCLEAR
    assert split("Own view of breathing", {"Better": (12, 3), "No change": (4, 7), "Sleepy": (4, 10)}) is S.UNCLEAR
    assert split("Own view of breathing", {"Better": (12, 3), "No change": (4, 7), "Missing": (4, 10)}) is S.UNCLEAR
    with_missing = {"Better": (12, 3), "No change": (4, 7), "Worse": (2, 8), "Missing": (2, 2)}
    assert split("Own view of breathing", with_missing) is S.MET


def test_a_row_that_joins_two_other_rows_is_no_grade_of_its_own() -> None:
    counts = {"None": (8, 3), "Mild": (6, 5), "None/mild": (14, 8), "Moderate": (4, 6), "Severe": (2, 6)}
    assert split("Itching", counts) is S.MET
    assert split("Itching", counts, as_classes=True) is S.MET
    assert split("Itching", {"None/mild": (14, 8), "Moderate": (4, 6), "Severe": (2, 6)}) is S.MET


def test_bands_of_percent_are_grades_of_what_the_title_names() -> None:
    bands = {"75 to 100%": (8, 3), "50 to <75%": (6, 5), ">0 to <50%": (4, 6), "No decrease, or withdrawn": (2, 6)}
    drug = "Number of participants with a percent reduction in steroid dose"
    assert split(drug, bands) is S.MET
    assert split(drug, {name: (b, a) for name, (a, b) in bands.items()}) is S.NOT_MET
    assert split("Participants by part of the field", bands) is S.UNCLEAR
    assert split(drug, {**bands, "Sleepy": (0, 0)}) is S.UNCLEAR


def test_two_categories_that_the_title_names_together_are_added_up() -> None:
    counts = {"Response": (0, 0), "Stable disease": (14, 4), "Progression": (5, 15), "Not seen": (1, 1)}
    assert split("Number of patients with stable disease or objective response", counts) is S.MET
    assert split("Number of patients with a new scan", counts) is S.UNCLEAR


def test_degrees_of_something_bad_are_not_read_under_a_title_that_names_something_good() -> None:
    assert split("Recovery of walking", {"Mild": (3, 12), "Moderate": (5, 5), "Severe": (12, 3)}) is S.UNCLEAR


@pytest.mark.parametrize(
    ("title", "best_first"),
    [
        ("Change in size of a wound", ("Marked decrease", "Moderate decrease", "No change", "Mild increase")),
        ("Elbow pain", ("Complete resolution", "Moderate resolution", "None")),
        ("Elbow pain", ("Complete", "Moderate", "None")),
        ("Itching", ("Much less itching", "A little less", "Same")),
        ("Own view of breathing", ("Marked improvement", "Mild improvement", "Not improved")),
        ("Own view of breathing", ("Improved", "Improved, then worse", "Much worse")),
        ("Physical function", ("None", "Some limitation", "Extreme limitation")),
        ("Pain relief", ("No pain", "Some pain", "A lot of pain")),
    ],
)
def test_a_grade_of_something_other_than_the_title_names_never_gives_the_wrong_side_a_win(
    title: str, best_first: tuple[str, ...]
) -> None:
    cells, placebo = (12, 4, 3, 1)[: len(best_first)], (2, 4, 6, 8)[: len(best_first)]
    assert split(title, dict(zip(best_first, zip(cells, placebo, strict=True), strict=True))) is S.UNCLEAR
    assert split(title, dict(zip(best_first, zip(placebo, cells, strict=True), strict=True))) is S.UNCLEAR


def test_an_estimate_does_not_settle_what_the_categories_leave_open() -> None:
    """An odds ratio of "the first category" is of no use where no category names the event of the title."""
    counts = {"Mild": (3, 15), "Severe": (17, 5)}
    assert split("Recovery of walking", counts, paramType="Odds Ratio (OR)", paramValue="3.1") is S.UNCLEAR


@given(st.integers(0, 20), st.integers(0, 20), st.booleans())
def test_naming_the_complement_never_turns_a_verdict_round(cells: int, placebo: int, swap: bool) -> None:
    """Alive 18 v 6 and Dead 2 v 14 say the same, whichever is posted first."""
    alive, dead = ("Alive", (cells, placebo)), ("Dead", (20 - cells, 20 - placebo))
    both = split("Overall survival", dict([dead, alive] if swap else [alive, dead]))
    if cells > placebo:
        assert both in {S.MET, S.UNCLEAR}
    else:
        assert both in {S.NOT_MET, S.UNCLEAR}


@pytest.mark.parametrize(
    ("title", "category", "sign"),
    [
        ("Relapse-free survival", "Relapse", 0),
        ("Resolution of fistula", "No fistula", 0),
        ("Treatment failure", "Success", -1),
        ("Number of participants with complete healing", "Partial healing", 0),
        ("No recurrence at month 6", "Recurrence", -1),
        ("Change in weight", "Unsuccessful", 0),
    ],
)
def test_a_category_counts_the_event_its_opposite_or_something_else(title: str, category: str, sign: int) -> None:
    assert event_sign(title, category) == sign
