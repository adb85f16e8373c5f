"""JSON, HTML and frames carry the same as the text: strength, approvals, cautions, harms, sides, payment, the day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from msc_trials import answer, to_frame
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import approvals_for
from msc_trials.evidence.assess import assess
from msc_trials.evidence.summary import summarise
from msc_trials.evidence.words import word
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge.rules import topic
from msc_trials.output.answer_markdown import answer_markdown
from msc_trials.output.approval_words import approval_line
from msc_trials.output.as_json import answer_json, shown_json
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.pages.document import report_page
from msc_trials.output.tables import rows
from msc_trials.output.terminal import answer_text
from msc_trials.output.trial_text import shown_text
from msc_trials.output.trial_words import short_caution
from msc_trials.registry.query import Query
from msc_trials.results.findings import HarmGroup, Harms
from msc_trials.service.show import Shown, show
from tests.made_up import PROVENANCE, answer_of, assessment, study

PAID = assessment(1, "met", started=30, masking="NONE", patients_pay=True, controlled=True, comparator="placebo")
HARMED = assessment(
    2, "met", controlled=True, comparator="placebo",
    harms=Harms(True, (HarmGroup("cells", "", "", 3, 20, 1, 20), HarmGroup("control", "placebo", "", 2, 21, 0, 21))),
)  # fmt: skip


def known(condition: str) -> Answer:
    return answer(condition, source="snapshot", as_of="2026-11-28")


@pytest.fixture(scope="module")
def gvhd() -> Answer:
    return known("GVHD")


@pytest.fixture(scope="module")
def document(gvhd: Answer) -> dict[str, Any]:
    return answer_json(gvhd)


def page(found: Answer) -> str:
    """The report without tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", report_page(found)).split())


def test_the_comparator_is_a_code_as_in_the_tables_and_its_words_stand_beside_it(document: dict[str, Any]) -> None:
    for one in document["trials"]:
        assert one["comparator"] in {*topic("comparator"), None}
    mixed = trial(document, "NCT02241018")
    assert (mixed["comparator"], bool(mixed["comparator_text"])) == ("standard_care", True)


def trial(document: dict[str, Any], trial_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(t for t in document["trials"] if t["trial_id"] == trial_id)
    return found


def test_json_has_the_strength_and_its_reasons() -> None:
    said = answer_json(answer_of(PAID))["answer"]
    assert (said["level"], said["strength"]) == ("supported", "one_weak_trial")
    assert said["strength_reasons"] == ["small", "open_label"]
    assert said["heading"] == "SUPPORTED BY ONE SMALL TRIAL"
    assert answer_json(answer_of(assessment(1, "not_met")))["answer"]["strength"] is None


def test_html_has_the_heading_and_the_caution_beside_the_trial() -> None:
    assert "One small trial only" in page(answer_of(PAID))
    assert "Supported by one small trial" in answer_fragment(answer_of(PAID))
    for text in (page(answer_of(PAID)), answer_fragment(answer_of(PAID))):
        assert "not blinded" in text
        assert "patients pay" in text


def test_approvals_are_in_json_html_and_frames(gvhd: Answer, document: dict[str, Any]) -> None:
    first = approval_line(gvhd.approvals[0])
    assert "Ryoncil" in first
    assert document["approvals"][0]["words"] == first
    assert document["approvals"][0]["source"]
    assert first in page(gvhd)
    assert first in answer_fragment(gvhd)
    assert first in to_frame(gvhd).attrs["answers"][0]["approvals"]
    assert "do not change the level" in page(gvhd)


def test_markdown_has_level_approvals_cautions_and_sides(gvhd: Answer) -> None:
    text = answer_markdown(gvhd)
    assert text.startswith("## The trials disagree\n")
    assert approval_line(gvhd.approvals[0]) in text
    assert all(short_caution(t).split(";")[0].split("(")[0] in text for t in gvhd.deciding)
    assert "in 65 people given cells 54, in 65 given basiliximab alone 36" in text
    assert "Main goal: All signs of graft-versus-host disease gone; 4 weeks." in text


def test_every_deciding_trial_carries_its_caution_in_every_form(gvhd: Answer, document: dict[str, Any]) -> None:
    html, table = page(gvhd), {r["trial_id"]: r for r in rows(gvhd)}
    for decided in gvhd.deciding:
        assert trial(document, decided.trial_id)["caution_short"] == short_caution(decided)
        assert table[decided.trial_id]["caution_short"] == short_caution(decided)
        assert table[decided.trial_id]["caution_long"]
        assert short_caution(decided) in html.replace("&#34;", '"')
        assert trial(document, decided.trial_id)["confidence"] != "high"


def test_sides_and_people_are_in_json_and_frames(gvhd: Answer, document: dict[str, Any]) -> None:
    said = trial(document, "NCT04738981")
    assert (said["people"], said["people_kind"], said["display_name"]) == (130, "took_part", "UC-MSC + basiliximab")
    (size,) = said["sizes"]
    assert (size["cells_events"], size["cells_people"], size["control_events"], size["control_people"]) == (
        54,
        65,
        36,
        65,
    )
    row = next(r for r in rows(gvhd) if r["trial_id"] == "NCT04738981")
    assert (row["cells_events"], row["control_people"], row["control"]) == (54, 65, "basiliximab alone")
    assert "cells 83, basiliximab alone 55 of 100 people" in page(gvhd)


def test_harms_are_in_json_html_and_a_frame() -> None:
    found = answer_of(HARMED)
    groups = trial(answer_json(found), HARMED.trial_id)["harms"]["groups"]
    assert [(g["side"], g["serious"], g["serious_of"]) for g in groups] == [("cells", 3, 20), ("control", 2, 21)]
    assert (
        "with cells serious events in 3 of 20 people, 1 of 20 died; in the control group serious events in 2 of 21"
        in page(found)
    )
    assert "3 of 20 given cells" in answer_fragment(found)
    frame = to_frame(found, "harms")
    assert frame["deaths"].tolist() == [1, 0]
    assert frame["serious_at_risk"].tolist() == [20, 21]


def test_harms_nobody_read_are_null_and_said() -> None:
    found = answer_of(assessment(1, "met"))
    assert trial(answer_json(found), "NCT90000001")["harms"] == {"read": False, "posted": None, "groups": []}
    assert "Harms are not in these data" in page(found)
    assert "were not read" in answer_fragment(found)
    frame = to_frame(found, "harms")
    assert frame["posted"].isna().all()


def test_general_harms_have_their_sources_in_json_and_html(document: dict[str, Any], gvhd: Answer) -> None:
    assert all(fact["source"] for fact in document["harms_in_general"])
    assert "N Engl J Med 2017;376:1047" in page(gvhd)


def test_payment_by_patients_is_in_json_and_frames() -> None:
    found = answer_of(PAID)
    assert trial(answer_json(found), PAID.trial_id)["patients_pay"] is True
    assert to_frame(found)["patients_pay"].tolist() == [True]
    assert to_frame(answer_of(assessment(1)))["patients_pay"].isna().all()


def test_the_day_and_the_status_in_words_are_in_json_and_html() -> None:
    found = known("lupus")
    document = answer_json(found)
    assert document["as_of"] == "2026-11-28"
    words = [t["status_words"] for t in document["trials"] if t["status_words"] and t["status"] == "Recruiting"]
    assert words
    assert all("listed as recruiting in" in w for w in words)
    assert "judged on 28 November 2026" in page(found)


def test_frames_say_where_they_are_from_and_of_which_day(gvhd: Answer) -> None:
    (held,) = to_frame(gvhd).attrs["answers"]
    assert held["source"] == "snapshot"
    assert held["data_timestamp"].startswith("2022-10-10")
    assert held["as_of"] == "2026-11-28"
    both = to_frame({"a": gvhd, "b": known("stroke")}).attrs["answers"]
    assert [a["condition"] for a in both] == ["GVHD", "stroke"]
    assert to_frame([assessment(1)]).attrs == {}


def test_a_trial_of_another_registry_has_a_null_nct_id_and_its_own_number_and_page() -> None:
    said = trial(answer_json(known("knee osteoarthritis")), "ACTRN12620000870954")
    assert said["nct_id"] is None
    assert said["url"].startswith("https://www.anzctr.org.au/")
    frame = to_frame(known("knee osteoarthritis")).set_index("trial_id")
    assert frame.loc["ACTRN12620000870954", "registry"].startswith("the Australian")
    assert frame["nct_id"].isna().sum() >= 1


def test_places_ages_and_ends_are_carried() -> None:
    said = shown_json(show("NCT02097641", source="snapshot", as_of="2026-11-28"))["trial"]
    assert (said["sites"], said["minimum_age"], said["masking"], said["planned_end"]) == (
        6,
        "18 Years",
        "TRIPLE",
        "2018-02-09",
    )
    assert said["sizes"] or said["caution_short"]


def test_show_names_the_registry_of_a_trial_that_is_registered_elsewhere() -> None:
    found = show("ChiCTR2000035740", source="snapshot")
    assert isinstance(found, Shown)
    assert shown_json(found)["trial"]["registry"] == "the Chinese registry (ChiCTR)"


def test_the_page_names_the_group_a_figure_is_of_and_calls_nothing_an_average_that_is_none() -> None:
    disc = report_page(known("degenerative disc disease"))
    assert "Groups compared: cells alone; cells with hyaluronic acid: 33.5% of 129." in disc
    heart = report_page(known("heart failure"))
    assert "with cells 20% more than with sham (may be chance)" in heart
    assert "Average scores only" not in heart
    houston = page(known("Parkinson disease"))
    assert houston.index("62 fewer of 100 than placebo") < houston.index("Approvals")


def test_a_lapsed_approval_is_not_counted_as_standing_in_the_headline() -> None:
    assert "2 products are approved in the US and Japan." in report_page(known("graft-versus-host disease"))
    shown = [(a.product, a.country) for a in approvals_for(("gvhd",))]
    assert shown[:3] == [("Ryoncil", "United States"), ("Temcell HS Inj.", "Japan"), ("Amimestrocel", "China")]
    assert shown[-1] == ("Prochymal", "New Zealand")


def test_the_main_goal_of_every_trial_is_in_json_frames_and_html() -> None:
    found = known("stroke")
    document, table, html = answer_json(found), {r["trial_id"]: r for r in rows(found)}, page(found)
    for one in document["trials"]:
        row = table[one["trial_id"]]
        assert (row["goal"], row["goal_time"], row["goal_source"]) == (
            one["goal"],
            one["goal_time"],
            one["goal_source"],
        )
    decided = trial(document, found.deciding[0].trial_id)
    assert decided["goal"] == "Excellent recovery after a stroke"
    assert f"Main goal: {decided['goal']}; {decided['goal_time']}." in html
    assert "main goal: unwanted events" in html
    unknown = answer_of(assessment(1, "met"))
    assert trial(answer_json(unknown), "NCT90000001")["goal"] is None
    assert "Main goal: not in these data" in page(unknown)
    assert "Main goal: not in these data" in answer_fragment(unknown)


@pytest.mark.parametrize("condition", ["knee osteoarthritis", "GVHD", "kidney transplant"])
def test_the_same_groups_with_the_same_words_add_up_in_every_form(condition: str) -> None:
    found = known(condition)
    groups = answer_json(found)["answer"]["groups"]
    assert sum(groups.values()) == found.counts["counted"]
    html, text = page(found), " ".join(answer_text(found).split())
    for group, number in groups.items():
        assert not number or f"{word('group', group)}: {number}" in html
    assert not groups["cannot_judge"] or f"{groups['cannot_judge']} cannot be judged" in text
    late = [row for phase, row in found.ladder.items() if phase in ("Phase 2", "Phase 2/3", "Phase 3", "Phase 4")]
    assert sum(row["cannot_judge"] for row in late) == groups["cannot_judge"]


def test_the_ladder_keeps_met_missed_and_not_judgeable_apart_in_every_form() -> None:
    kinds = ("met", "not_met", "unclear", "safety_only", "unreported", "stopped", "ongoing")
    found = answer_of(*(assessment(i, kind) for i, kind in enumerate(kinds, 1)))
    ladder = answer_json(found)["answer"]["ladder"]["Phase 2"]
    assert ladder == {"met": 1, "not_met": 1, "cannot_judge": 2, "no_result": 1, "stopped": 1, "running": 1}
    met = "1 met its main goal, 1 did not meet its main goal, 2 cannot be judged"
    others = "1 has no result, 1 stopped early or never began, 1 is listed as running"
    assert f"Phase 2 : {met}, {others}" in page(found)
    text = " ".join(answer_text(found).split())
    assert "Phase Met Not met Cannot be No result Stopped Listed as judged running Phase 2 1 1 2 1 1 1" in text
    alone = answer_of(assessment(1, "met_uncontrolled"))
    note = '"Met" includes 1 trial without a control group.'
    assert answer_json(alone)["answer"]["ladder_note"] == note
    assert note in answer_text(alone)
    assert note in page(alone).replace("&#34;", '"')


def test_only_references_that_can_report_results_are_counted_in_every_form() -> None:
    raw = study()
    raw["protocolSection"]["referencesModule"] = {
        "references": [
            {"type": "RESULT", "citation": "A paper. A Journal. 2018;5:1.", "pmid": "1"},
            {"type": "RESULT", "citation": "An older paper. A Journal. 2009;5:1.", "pmid": "2"},
            {"type": "DERIVED", "citation": "A paper without a year.", "pmid": "3"},
            {"type": "BACKGROUND", "citation": "Background. A Journal. 2018;5:1.", "pmid": "4"},
        ]
    }
    raw.pop("resultsSection")
    raw["hasResults"] = False
    found = answer_of(assess(parse_study(raw)))
    (one,) = answer_json(found)["trials"]
    assert one["result_publications"] == 1
    assert rows(found)[0]["result_publications"] == 1
    sentence = "1 linked publication may report results"
    assert sentence in " ".join(answer_text(found, everything=True).split())
    assert sentence in " ".join(shown_text(Shown(found.counted[0], None, None, one["trial_id"])).split())
    assert "1 trial has a linked publication that may report results" in page(found)
    assert "1 trial has a linked publication that may report results" in answer_fragment(found)


def test_confidence_falls_with_the_age_of_the_record_in_every_form() -> None:
    for record_date, sure in (("2022-10-10", "low"), ("2025-10-10", "medium"), ("2026-10-10", "high")):
        silent = assessment(1, status="Completed", record_date=record_date)
        found = summarise(Query("made-up disease"), PROVENANCE, [silent], today=dt.date(2026, 11, 28))
        assert answer_json(found)["trials"][0]["confidence"] == sure
        assert rows(found)[0]["confidence"] == sure
        assert f"Confidence: {sure}." in answer_text(found)
        assert f"confidence {sure}" in page(found)
