"""What an answer must carry is in its text, in its JSON and on its page alike: the forms never say different things."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest

from msc_trials import answer
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.level import Strength
from msc_trials.evidence.summary import summarise
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.products import harm_facts
from msc_trials.output.approval_words import approval_line
from msc_trials.output.as_json import answer_json, shown_json
from msc_trials.output.checklist import checklist
from msc_trials.output.checklist_json import checklist_json
from msc_trials.output.checklist_text import checklist_text
from msc_trials.output.pages.document import documents, report_page
from msc_trials.output.pages.render import condition_page
from msc_trials.output.tables import rows
from msc_trials.output.terminal import answer_text
from msc_trials.output.trial_text import shown_text
from msc_trials.output.trial_words import short_caution
from msc_trials.registry.query import Query
from msc_trials.results.findings import HarmGroup, Harms
from msc_trials.service.show import Shown
from tests.made_up import PROVENANCE, answer_of, assessment

TODAY = dt.date(2026, 11, 28)
CONTROLLED = {"controlled": True, "comparator": "placebo"}


def known(condition: str) -> Answer:
    return answer(condition, source="snapshot", as_of="2026-11-28")


def text(found: Answer) -> str:
    return " ".join(answer_text(found, everything=True).split())


def page(found: Answer) -> str:
    """The page without tags, in one line."""
    return _plain(report_page(found))


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def trials(found: Answer) -> dict[str, dict[str, Any]]:
    return {one["trial_id"]: one for one in answer_json(found)["trials"]}


@pytest.fixture(scope="module")
def gvhd() -> Answer:
    return known("GVHD")


# --- strength -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "kind", "words", "flag"),
    [
        ({"started": 40, "masking": "DOUBLE"}, "one_weak_trial", "SUPPORTED BY ONE SMALL TRIAL", "One small trial only"),
        ({"started": 300, "masking": "NONE"}, "one_weak_trial", "SUPPORTED BY ONE OPEN-LABEL TRIAL", "One open-label trial only"),
        ({"started": 300, "masking": "DOUBLE"}, "one_trial", "SUPPORTED BY ONE TRIAL", "One trial only"),
    ],
)  # fmt: skip
def test_the_strength_of_a_supported_level_is_in_every_form(
    fields: dict[str, Any], kind: str, words: str, flag: str
) -> None:
    found = answer_of(assessment(1, "met", **CONTROLLED, **fields))
    assert found.strength is not None
    assert isinstance(found.strength, Strength)
    assert answer_json(found)["answer"]["level"] == "supported"
    assert answer_json(found)["answer"]["strength"] == kind
    assert words in text(found)
    assert flag in page(found)


def test_trials_that_disagree_are_weighed_by_people_in_every_form(gvhd: Answer) -> None:
    assert "5 trials with 633 people (5 blinded) missed it" in gvhd.balance
    assert gvhd.balance in text(gvhd)
    assert answer_json(gvhd)["answer"]["balance"] == gvhd.balance
    assert gvhd.balance in page(gvhd)


# --- approvals ------------------------------------------------------------------------------------------------------


def test_every_decision_of_an_agency_and_why_it_can_differ_is_in_every_form(gvhd: Answer) -> None:
    document = answer_json(gvhd)
    for decided, said in zip(gvhd.approvals, document["approvals"], strict=True):
        line = approval_line(decided)
        assert line in text(gvhd)
        assert line in page(gvhd)
        assert (said["words"], said["source"], said["agency"]) == (line, decided.source, decided.agency)
    assert document["approvals_note"] == sentence("why_approvals_differ")
    assert sentence("why_approvals_differ") in text(gvhd)
    assert sentence("why_approvals_differ") in page(gvhd)
    none = known("stroke")
    assert answer_json(none)["approvals_note"] == sentence("no_decision")
    assert sentence("no_decision")[:-1] in text(none)
    assert sentence("no_decision")[:-1] in page(none)


# --- cautions -------------------------------------------------------------------------------------------------------


def test_every_deciding_trial_has_its_short_and_long_caution_in_every_form(gvhd: Answer) -> None:
    said, shown, told = trials(gvhd), page(gvhd), text(gvhd)
    for decided in gvhd.deciding:
        one = said[decided.trial_id]
        assert one["caution_short"] == short_caution(decided)
        assert one["confidence"] != "high"
        for words in (one["caution_short"], one["caution_long"]):
            assert words in told, decided.trial_id
            assert words in shown, decided.trial_id


# --- harms ----------------------------------------------------------------------------------------------------------


def test_posted_harms_name_their_side_and_denominator_in_every_form() -> None:
    groups = (HarmGroup("cells", "", "", 3, 20, 1, 20), HarmGroup("control", "placebo", "", 2, 21, 0, 21))
    harmed = assessment(1, "met", harms=Harms(True, groups), **CONTROLLED)
    found = answer_of(harmed)
    for words in (text(found), " ".join(shown_text(Shown(harmed, None, None, harmed.trial_id)).split())):
        assert "People with a serious unwanted event: 3 of 20 given cells, 2 of 21 given placebo." in words
        assert "Deaths: 1 of 20 given cells, 0 of 21 given placebo." in words
    posted = trials(found)[harmed.trial_id]["harms"]["groups"]
    assert [(g["side"], g["serious"], g["serious_of"], g["deaths"]) for g in posted] == [
        ("cells", 3, 20, 1),
        ("control", 2, 21, 0),
    ]
    assert "with cells serious events in 3 of 20 people, 1 of 20 died" in page(found)


@pytest.mark.parametrize(
    ("fields", "words", "read", "on_page"),
    [
        ({"harms": Harms(read=True)}, "No harms were posted in the registry when this copy was made.", True, "had posted no table of harms"),
        ({"has_results": True}, "Results are posted, but their table of harms is not in these data", False, "Harms are not in these data"),
        ({}, "These data hold no registry record, so harms were not read.", False, "Harms are not in these data"),
    ],
)  # fmt: skip
def test_what_was_not_read_about_harms_is_said_exactly_in_every_form(
    fields: dict[str, Any], words: str, read: bool, on_page: str
) -> None:
    found = answer_of(assessment(1, "met", **CONTROLLED, **fields))
    assert words in text(found)
    assert "That does not mean there were none." in text(found)
    assert trials(found)["NCT90000001"]["harms"]["read"] is read
    assert on_page in page(found)


def test_facts_about_harms_in_general_are_in_every_form_with_their_sources(gvhd: Answer) -> None:
    document, shown, told = answer_json(gvhd), page(gvhd), text(gvhd)
    for fact, said in zip(harm_facts(), document["harms_in_general"], strict=True):
        assert (said["fact"], said["source"]) == (fact.fact, fact.source)
        assert f"{fact.fact} ({fact.source})" in told
        assert fact.fact in shown
        assert fact.as_of >= "2026-11"


# --- payment --------------------------------------------------------------------------------------------------------


def test_trials_that_patients_pay_for_are_marked_in_every_form_and_stay() -> None:
    paid = assessment(1, "met", patients_pay=True, **CONTROLLED)
    found = answer_of(paid)
    assert "patients pay" in text(found)
    assert "patients pay" in " ".join(shown_text(Shown(paid, None, None, paid.trial_id)).split())
    assert trials(found)[paid.trial_id]["patients_pay"] is True
    assert rows(found)[0]["patients_pay"] is True
    assert "patients pay, says the record" in page(found)
    assert "1 trial here says that patients pay to take part" in page(found)
    assert found.counted == (paid,)


# --- sides and sizes ------------------------------------------------------------------------------------------------


def test_both_sides_of_a_number_and_who_took_part_are_in_every_form(gvhd: Answer) -> None:
    said = trials(gvhd)["NCT04738981"]
    sentence = "in 65 people given cells 54, in 65 given basiliximab alone 36"
    assert sentence in said["sizes"][0]["sentence"]
    assert sentence in text(gvhd)
    assert "cells 83, basiliximab alone 55 of 100 people" in page(gvhd)
    assert (said["people"], said["people_kind"]) == (130, "took_part")
    assert "met its main goal, 130 people" in text(gvhd)
    assert "130 people" in page(gvhd)
    planned = answer_of(assessment(1, "met", enrollment=60, enrollment_type="ESTIMATED", **CONTROLLED))
    assert "60 people planned" in text(planned)
    assert "60 people planned" in page(planned)
    assert trials(planned)["NCT90000001"]["people_kind"] == "planned"


# --- today ----------------------------------------------------------------------------------------------------------


def judged_today(**fields: Any) -> Answer:
    late = assessment(1, "ongoing", status="Recruiting", record_date="2022-10-10", **fields)
    return summarise(Query("made-up disease"), PROVENANCE, [late], today=TODAY)


def test_a_planned_end_that_passed_is_said_in_every_form() -> None:
    found = judged_today(completion_date="2025-06")
    words = "listed as recruiting in October 2022; planned end (2025-06) passed"
    assert words in text(found).replace("Listed", "listed")
    one = trials(found)["NCT90000001"]
    assert (one["status_words"], one["planned_end"], one["confidence"]) == (words, "2025-06", "low")
    assert "It is past the planned end by 28 November 2026." in page(found)
    assert answer_json(found)["as_of"] == "2026-11-28"
    assert "today 2026-11-28" in text(found)
    assert "judged on 28 November 2026" in page(found)


def test_no_trial_can_still_run_two_years_after_its_planned_end_in_any_form() -> None:
    over, running = judged_today(completion_date="2023-03"), judged_today(completion_date="2027-03")
    for found, level in ((over, "unreported"), (running, "in_progress")):
        assert answer_json(found)["answer"]["level"] == level
    assert "NO RESULT THAT CAN BE JUDGED" in text(over)
    assert "No result that can be judged." in page(over)
    assert "NO RESULT YET" in text(running)
    assert "Listed as running; no result yet." in page(running)


# --- fields and other registries ------------------------------------------------------------------------------------

FIELDS = (
    "people", "people_kind", "control", "goal", "goal_time", "goal_source", "primary_endpoint", "caution_short", "caution_long",
    "evidence_kind", "sites", "minimum_age", "maximum_age", "masking", "planned_end", "display_name", "registry", "patients_pay",
)  # fmt: skip


def test_json_and_tables_have_every_field_a_page_needs(gvhd: Answer) -> None:
    table = {row["trial_id"]: row for row in rows(gvhd)}
    for one in answer_json(gvhd)["trials"]:
        for name in FIELDS:
            assert one[name] == table[one["trial_id"]][name], (one["trial_id"], name)
        assert {"sizes", "harms", "status_words", "countries"} <= set(one)
        assert {"goal", "time", "control", "cells_events", "cells_people", "control_events"} <= set(
            one["sizes"][0]
            if one["sizes"]
            else {"goal", "time", "control", "cells_events", "cells_people", "control_events"}
        )


def test_a_trial_of_another_registry_is_named_with_its_registry_and_linked_in_every_form() -> None:
    knee = known("knee osteoarthritis")
    one = trials(knee)["ACTRN12620000870954"]
    assert (one["nct_id"], one["registry"][:14]) == (None, "the Australian")
    assert "registered in the Australian New Zealand registry (ANZCTR)" in text(knee)
    assert one["url"] in report_page(knee)
    from msc_trials import show

    found = show("ACTRN12620000870954", source="snapshot")
    assert shown_json(found)["trial"]["trial_id"] == "ACTRN12620000870954"
    assert one["url"] in shown_text(found)


# --- checklist ------------------------------------------------------------------------------------------------------

STEPS = ("look_up", "phase", "cells", "source", "guidance", "expectations", "complications", "follow_up")


def test_the_steps_of_the_article_are_in_every_form_of_the_checklist() -> None:
    knee = known("knee osteoarthritis")
    made = checklist(knee, cells="5 million", source="fat")
    told, document = checklist_text(made, width=100), checklist_json(made)
    shown = _plain(report_page(knee))
    headings = {s["topic"]: s["heading"] for s in document["sections"]}
    for step in STEPS:
        assert headings[step].upper() in told
    for question in (q for s in document["sections"] for q in s["questions"]):
        assert question["question"] in " ".join(told.split())
        assert question["question"] in shown
    assert document["offer"]["cells"] == 5e6
    assert "you were offered: 5 million cells" in told


def test_an_offer_of_another_kind_has_no_figure_of_cultured_cells_in_any_form() -> None:
    knee = known("knee osteoarthritis")
    made = checklist(knee, source="exosomes")
    document = checklist_json(made)
    assert document["answer"]["level"] is None
    asked = condition_page(*documents(knee, source="exosomes")).partition('id="ask"')[2].partition('id="all"')[0]
    for words in (" ".join(checklist_text(made).split()), str(document), _plain(asked)):
        assert "2 of 5 controlled" not in words
        assert "45 of 89 trials" not in words
        assert "does not hold for exosomes" in words


def test_a_question_of_the_page_is_answered_by_its_own_topic_or_by_why_it_is_asked() -> None:
    shown = page(known("autism"))
    asked = "May I see the certificate of analysis of my batch, with the share of living cells, sterility and identity tests?"
    assert f"{asked} Registry records seldom state it." in shown
    assert "What came of it: No result: 1" in shown


def test_the_ladder_is_written_in_sentences_where_the_screen_is_narrow() -> None:
    narrow = answer_text(known("kidney transplant"), width=40)
    assert "Phase 2: 2 have no result.\n" in narrow
    assert "…" not in narrow
