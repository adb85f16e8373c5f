"""Groups that had a control and the product in turn are on neither side for harms and roles; texts are made up."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.output.pages.shown import harm_words
from msc_trials.output.tables import rows
from msc_trials.output.trial_words import harm_lines
from msc_trials.results.arms.had_product import part_of
from msc_trials.results.findings import HAD_PRODUCT, HarmGroup, Harms
from msc_trials.results.sides import harms_of
from tests.made_up import assessment
from tests.synthetic_results import record

CELLS = {"type": "EXPERIMENTAL", "label": "Cells", "interventionNames": ["Biological: Mesenchymal stem cells MX-7"]}
PLACEBO = {"type": "PLACEBO_COMPARATOR", "label": "Placebo", "interventionNames": ["Drug: Placebo"]}


def event_group(title: str, description: str = "", serious: int = 1, of: int = 10) -> dict[str, Any]:
    return {"title": title, "description": description, "seriousNumAffected": serious, "seriousNumAtRisk": of}


def with_events(*groups: dict[str, Any]) -> dict[str, Any]:
    raw = record(arms=(CELLS, PLACEBO))
    given = [{"type": "BIOLOGICAL", "name": "Mesenchymal stem cells MX-7"}, {"type": "DRUG", "name": "Placebo"}]
    raw["protocolSection"]["armsInterventionsModule"]["interventions"] = given
    numbered = [{"id": f"EG00{i}", **group} for i, group in enumerate(groups)]
    raw["resultsSection"]["adverseEventsModule"] = {"eventGroups": numbered}
    return raw


def side(title: str, description: str = "") -> str:
    """The side of a group beside one that was given the cells only."""
    harms = harms_of(parse_study(with_events(event_group("Cells"), event_group(title, description))))
    return harms.groups[1].side


@pytest.mark.parametrize(
    "title",
    [
        "Placebo, mesenchymal stem cells",
        "Cohort 2: Placebo, MX-7",
        "Placebo then stem cells",
        "Sham followed by MX-7 20 million",
        "Placebo/MSC",
        "Placebo crossed over to MSC",
        "Placebo (open-label extension)",
        "Stem cells after placebo",
    ],
)
def test_a_title_that_names_the_cells_after_a_placebo_is_no_placebo_group(title: str) -> None:
    """NCT01240915: people given placebo had the cells at week 8."""
    assert side(title) == "other"


@pytest.mark.parametrize(
    "title",
    [
        "Placebo",
        "Placebo, saline",
        "Placebo, placebo",
        "Saline (no cells)",
        "Placebo/usual care",
        "Placebo, open label",
    ],
)
def test_a_title_without_the_cells_stays_a_control(title: str) -> None:
    assert side(title) == "control"


@pytest.mark.parametrize(
    "said",
    [
        "Saline on day 1, followed by one infusion of mesenchymal stem cells at week 8.",
        "Saline on day 1. At month 6 participants received MX-7.",
        "No treatment; they were offered stem cells after the last visit.",
        "People with progression could cross over to MSC treatment.",
        "Saline, with rescue infusions of stem cells where needed.",
    ],
)
def test_a_description_that_gives_a_control_group_the_cells_later_is_heard(said: str) -> None:
    assert side("Placebo", said) == "other"


@pytest.mark.parametrize(
    "said",
    [
        "Saline on day 1, in the same volume as the mesenchymal stem cells.",
        "Saline at week 8 instead of stem cells.",
        "A first infusion followed by a second one of MX-7 placebo at week 8.",
        "Marrow was taken on day 2; saline was then infused to match the stem cells.",
        "Participants may have saline, not MSC.",
    ],
)
def test_a_description_that_only_likens_a_control_to_the_cells_changes_nothing(said: str) -> None:
    assert side("Placebo", said) == "control"


def test_cells_followed_by_placebo_are_cells_from_the_start() -> None:
    first, second = event_group("Cells, placebo"), event_group("Placebo, placebo")
    assert [g.side for g in harms_of(parse_study(with_events(first, second))).groups] == ["cells", "control"]


def test_events_name_a_group_that_had_both_as_neither_side() -> None:
    first, second = event_group("Cells"), event_group("Placebo", "Saline, followed by an infusion of stem cells.")
    found = rows(parse_study(with_events(first, second)), "adverse_events")
    assert [row["group_role"] for row in found] == ["cells", "other"]


def test_a_title_with_doubled_blanks_keeps_its_role_and_one_of_two_sides_has_none() -> None:
    blanks = rows(
        parse_study(with_events(event_group("Stem  cells &amp; gel"), event_group("Placebo"))), "adverse_events"
    )
    assert [row["group_role"] for row in blanks] == ["cells", "comparator"]
    both = (event_group("Group", "Infusion of stem cells."), event_group("Group", "Infusion of placebo."))
    found = parse_study(with_events(*both))
    assert [g.side for g in harms_of(found).groups] == ["cells", "control"]
    assert [row["group_role"] for row in rows(found, "adverse_events")] == ["other", "other"]


def test_people_who_had_both_are_told_of_and_counted_on_neither_side() -> None:
    groups = (
        HarmGroup("cells", "", "", 3, 10, None, None),
        HarmGroup("other", HAD_PRODUCT, "", 2, 8, None, None),
        HarmGroup("control", "placebo", "", 1, 9, None, None),
    )
    lines = harm_lines(assessment(1, harms=Harms(True, groups), comparator="placebo", controlled=True))
    assert lines[0] == "People with a serious unwanted event: 3 of 10 given cells, 1 of 9 given placebo."
    assert lines[1].startswith("1 more posted group had the control and the cells in turn")
    assert not any("could not be matched" in line for line in lines)


def test_a_letter_adds_up_the_groups_of_a_side_and_leaves_none_out() -> None:
    """NCT01240915 posts nine groups; the cells came last."""
    controls = [HarmGroup("control", "placebo", "", 1, n, None, None) for n in (2, 3, 4)]
    groups = [
        *controls,
        HarmGroup("other", HAD_PRODUCT, "", 2, 8, None, None),
        HarmGroup("cells", "", "", 5, 20, 0, 20),
    ]
    assert harm_words({"harms": {"groups": [asdict(g) for g in groups]}}) == (
        "with cells serious events in 5 of 20 people, 0 of 20 died; in the control group serious events in 3 of 9 people; "
        "with a control and the cells in turn serious events in 2 of 8 people."
    )


def test_the_part_of_a_trial_is_read_from_a_title() -> None:
    assert (part_of("Cohort 3: Cells"), part_of("Placebo, part B"), part_of("Cohort study")) == (
        "cohort 3",
        "part b",
        "",
    )
