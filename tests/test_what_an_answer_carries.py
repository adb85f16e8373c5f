"""What an answer carries beside its level: strength, cautions, approvals, harms, sides, the day of the question."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import asdict, replace
from typing import Any

import pytest

from msc_trials import answer
from msc_trials.errors import StaleDataWarning
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import approvals_for
from msc_trials.evidence.as_of import as_of, can_still_run, status_words
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment, from_ledger_row
from msc_trials.evidence.ledger_verdict import from_ledger
from msc_trials.evidence.level import Level, Strength, balance, largest, strength_of, weak_reasons
from msc_trials.evidence.summary import summarise
from msc_trials.evidence.words import sentence, word
from msc_trials.extraction.design.evidence_use import payment_statement
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import conditions, ledger, seeds
from msc_trials.local.snapshot import facts_only
from msc_trials.output.approval_words import approval_line
from msc_trials.output.as_json import answer_json
from msc_trials.output.main_goal import main_goal, time_words
from msc_trials.output.pages.render import condition_page
from msc_trials.output.pages.shown import harm_words
from msc_trials.output.sizes import sizes_of
from msc_trials.output.terminal import SCREEN, answer_text
from msc_trials.output.trial_text import shown_text
from msc_trials.output.trial_words import (
    comparator_name,
    display_name,
    harm_lines,
    long_caution,
    people_words,
    short_caution,
)
from msc_trials.records.results_section import started
from msc_trials.records.schema import Reference
from msc_trials.records.study import can_report, year_of_citation
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.query import Query
from msc_trials.results.findings import HarmGroup, Harms, Side, VerdictStatus
from msc_trials.results.registered_goals import goals_of
from msc_trials.results.sides import harms_of
from msc_trials.service.show import Shown, show
from tests.made_up import PROVENANCE, answer_of, assessment, study

TODAY = dt.date(2026, 11, 28)


def known(condition: str) -> Answer:
    return answer(condition, source="snapshot", as_of="2026-11-28")


def running(**fields: Any) -> Assessment:
    return assessment(1, "ongoing", status="Recruiting", record_date="2022-10-10", **fields)


# --- strength -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"started": 300, "masking": "DOUBLE"}, ()),
        ({"started": 199, "masking": "DOUBLE"}, ("small",)),
        ({"masking": "DOUBLE"}, ("small",)),
        ({"started": 300, "masking": "NONE"}, ("open_label",)),
        ({"started": 300, "primary_kind": "biomarker_surrogate"}, ("surrogate",)),
        ({"started": 40, "masking": "NONE"}, ("small", "open_label")),
    ],
)
def test_a_trial_is_weak_for_stated_reasons(fields: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert weak_reasons(assessment(1, "met", **fields)) == reasons


def test_strength_counts_the_trials_that_met_their_goal() -> None:
    strong = assessment(1, "met", started=300, masking="DOUBLE")
    assert strength_of([strong]) == Strength("one_trial")
    assert strength_of([strong, assessment(2, "met")]) == Strength("several")
    assert strength_of([assessment(3, "met", started=20)]).kind == "one_weak_trial"


def test_the_heading_says_the_reason_that_holds() -> None:
    assert Strength("one_weak_trial", ("small", "open_label")).heading == "ONE SMALL TRIAL"
    assert answer_of(assessment(1, "met", started=300, masking="NONE")).heading == "SUPPORTED BY ONE OPEN-LABEL TRIAL"
    assert answer_of(assessment(1, "met", started=300, masking="DOUBLE")).heading == "SUPPORTED BY ONE TRIAL"


def test_only_a_supported_level_has_a_strength() -> None:
    assert answer_of(assessment(1, "not_met")).strength is None
    assert known("knee osteoarthritis").strength is None


def test_a_p_value_just_under_the_threshold_makes_a_trial_weak() -> None:
    stemtra = next(t for t in known("traumatic brain injury").deciding if t.trial_id == "NCT02416492")
    assert weak_reasons(stemtra) == ("small", "borderline_p")


def test_trials_that_disagree_are_weighed_by_people_and_blinding() -> None:
    met = assessment(1, "met", started=40, masking="NONE")
    missed = assessment(2, "not_met", started=400, masking="DOUBLE")
    assert balance([met, missed]) == (
        "1 trial with 40 people (none blinded) met the main goal; 1 trial with 400 people (blinded) missed it, wholly or in part."
    )
    assert largest([met, missed]) == "The largest blinded trial (400 people) missed it."
    assert balance([met]) == ""


# --- approvals ------------------------------------------------------------------------------------------------------


def test_a_gvhd_answer_names_the_agencies_that_approved_and_keeps_its_level() -> None:
    found = known("GVHD")
    lines = [approval_line(a) for a in found.approvals]
    assert lines[0] == "US FDA 2024-12-18: Ryoncil approved; children, steroid-refractory acute GVHD"
    assert found.level is Level.CONFLICTING
    assert any("Ryoncil" in line for line in answer_text(found).splitlines()[:SCREEN])


def test_an_approval_that_was_withdrawn_says_so() -> None:
    lines = [approval_line(a) for a in approvals_for(("crohn_fistula",))]
    assert "Alofisel approved, withdrawn 2024-12-13" in " ".join(lines)
    assert lines[0].startswith("Japan MHLW")


def test_no_decision_is_said_and_not_left_out() -> None:
    assert "No decision of an agency for this condition is in our list" in answer_text(known("stroke"))


# --- cautions -------------------------------------------------------------------------------------------------------


def test_every_met_row_of_the_ledger_carries_a_caution_and_is_never_of_high_confidence() -> None:
    for row in ledger.rows().values():
        if row.verdict == "met":
            assert row.caution, row.trial_id
            assert from_ledger(row).confidence != "high", row.trial_id


def test_a_trial_judged_by_rules_warns_of_what_its_record_says() -> None:
    trial = assessment(1, "met", started=30, masking="NONE")
    assert short_caution(trial) == "Read by rules from posted numbers; not blinded; small"
    assert long_caution(trial).endswith("small.")
    assert short_caution(assessment(1, "unreported")) == ""


DECIDED = [
    c.name
    for c in conditions.all_conditions()
    if approvals_for((c.id,)) or any(r.verdict in ("met", "not_met", "mixed") for r in ledger.of_condition(c.id))
]


@pytest.mark.parametrize("condition", DECIDED)
def test_the_first_screen_holds_question_level_approvals_trials_cautions_and_date(condition: str) -> None:
    found = known(condition)
    if found.level is None:  # a word for several diseases has texts of its own
        return
    screen = " ".join(" ".join(answer_text(found, width=80).splitlines()[:SCREEN]).split())
    assert found.heading in screen
    assert found.lead in screen
    assert "2022-10-10" in screen
    decided = [a for a in found.approvals[:3] if approval_line(a) in screen]
    assert len(decided) >= min(2, len(found.approvals))
    assert len(decided) == min(3, len(found.approvals)) or f"and {len(found.approvals) - len(decided)} more" in screen
    assert all(trial.trial_id in screen and short_caution(trial) in screen for trial in found.deciding)


# --- today ----------------------------------------------------------------------------------------------------------


def test_a_trial_past_its_planned_end_is_dated_and_not_said_to_run() -> None:
    late = running(completion_date="2025-06")
    assert status_words(late, TODAY) == "listed as recruiting in October 2022; planned end (2025-06) passed"
    judged = as_of(late, TODAY).verdict
    assert (judged.status, judged.confidence) == (VerdictStatus.ONGOING, "low")


def test_a_trial_that_is_over_has_an_end_and_no_planned_one() -> None:
    over = assessment(1, status="Completed", record_date="2022-10-10", completion_date="2018-02")
    assert status_words(over, TODAY) == "listed as completed in October 2022; end 2018-02"
    lost = replace(over, status="Unknown")
    assert status_words(lost, TODAY) == "listed with an unknown status in October 2022; planned end (2018-02) passed"


def test_two_years_past_the_planned_end_a_trial_is_over_without_a_result() -> None:
    judged = as_of(running(completion_date="2023-03"), TODAY).verdict
    assert judged.status is VerdictStatus.UNREPORTED
    assert "more than two years ago" in judged.reasons[0].text
    assert as_of(running(completion_date="2023-03"), dt.date(2024, 1, 1)).verdict.status is VerdictStatus.ONGOING


def test_in_progress_needs_a_trial_that_can_still_run() -> None:
    def level(end: str) -> Level:
        return summarise(Query("made-up disease"), PROVENANCE, [running(completion_date=end)], today=TODAY).level

    assert level("2027-01") is Level.IN_PROGRESS
    assert level("2020") is Level.UNREPORTED
    assert can_still_run(running(completion_date="2024"), TODAY)


def test_confidence_in_a_status_falls_with_the_age_of_the_record() -> None:
    sure = [
        as_of(assessment(1, record_date=date), TODAY).verdict.confidence
        for date in ("2026-10-01", "2025-10-01", "2022-10-10", "")
    ]
    assert sure == ["high", "medium", "low", "medium"]


def test_no_condition_says_still_running() -> None:
    for condition in ("stroke", "lupus", "autism", "frailty"):
        assert "still running" not in answer_text(known(condition), everything=True)


def test_a_snapshot_in_place_of_the_registry_warns_and_shows_its_source_and_date(tmp_path: Any) -> None:
    with pytest.warns(StaleDataWarning, match="bundled snapshot"):
        found = answer("stroke", api_url="http://127.0.0.1:9/api/v2", retries=0, cache_dir=tmp_path)
    assert "snapshot, data of 2022-10-10" in repr(found)


# --- people, sides and sizes ----------------------------------------------------------------------------------------


def test_people_are_those_who_took_part_else_enrolled_or_planned() -> None:
    assert people_words(assessment(1, started=1, enrollment=40)) == "1 person"
    assert people_words(assessment(1, enrollment=40, enrollment_type="ACTUAL")) == "40 people enrolled (registry)"
    assert people_words(assessment(1, enrollment=40, enrollment_type="ESTIMATED")) == "40 people planned"
    assert people_words(assessment(1)) == "number of people not stated"


def test_every_number_names_its_side() -> None:
    knee = {t.trial_id: t for t in known("knee osteoarthritis").deciding}
    (adipoa,) = sizes_of(knee["NCT02838069"])
    assert "of every 100 people given cells 47, of every 100 given placebo 55" in adipoa.sentence
    assert (adipoa.control, adipoa.time) == ("placebo", "6 months")


def test_a_main_goal_in_the_words_of_the_ledger_is_said_once() -> None:
    told = " ".join(shown_text(show("CTRI/2018/09/015785", source="snapshot")).split())
    assert told.count("the registered goal was not seen") == 1
    assert "- WOMAC total better than placebo" in told


def test_a_name_typed_with_its_brackets_is_not_said_twice() -> None:
    first = answer_text(known("Crohn disease of the bowel (luminal)")).splitlines()[0]
    assert "(as " not in first


def test_every_sentence_on_trials_without_a_result_has_its_noun() -> None:
    told = " ".join(answer_text(known("sickle cell")).split())
    assert "The only counted trial cannot be judged." in told
    assert " It cannot" not in told


def test_what_rests_on_announcements_and_news_is_of_low_confidence_and_named() -> None:
    ulcer = known("diabetic foot ulcer")
    assert {t.verdict.confidence for t in ulcer.deciding} == {"low"}
    assert answer_text(ulcer).count("Confidence is how sure the reading of a trial is") == 1
    page = html.unescape(condition_page(answer_json(ulcer)))
    assert (
        "2 counted trials rest on announcements or news items, not on papers: ALLO-ASC-DFU-301; ALLO-ASC-SHEET-102."
        in page
    )


def test_a_share_is_not_told_as_a_count_of_people() -> None:
    """NCT01155362: 10 of 28 with cells; of placebo only the share is known."""
    (crohn,) = (t for t in known("Crohn disease of the bowel").trials if t.trial_id == "NCT01155362")
    (size,) = sizes_of(crohn.assessment)
    assert "of every 100 people given cells 36, of every 100 given placebo 0" in size.sentence
    assert (size.cells_events, size.cells_people, size.control_people) == (10, 28, None)


def test_figures_say_of_which_dose_arm_or_subgroup_they_are() -> None:
    (houston,) = known("Parkinson disease").deciding
    three, two = (size.sentence for size in sizes_of(houston))
    assert three.endswith("with cells 5 more of 100 than placebo. Groups compared: three infusions.")
    assert two.endswith("Groups compared: two infusions.")
    disc = {t.trial_id: t for t in known("degenerative disc disease").deciding}
    assert "cells with hyaluronic acid: 33.5% of 129" in sizes_of(disc["NCT02412735"])[0].sentence


def test_a_size_that_names_its_comparison_does_not_name_it_twice() -> None:
    (dream,) = sizes_of(replace(assessment(1), trial_id="NCT02032004", controlled=True))
    assert dream.sentence == "Repeated heart-failure events: with cells 20% more than with sham (may be chance)."


def test_one_note_two_trials_and_no_trial_are_said_in_plain_grammar() -> None:
    text = " ".join(answer_text(known("kidney transplant")).split())
    assert "Kidney transplant: both Phase 2 to 4 trials have ended or should have" in text
    assert "Neither of 2 counted trials has a posted result." in text
    assert "1 more note, all trials and reasons" in " ".join(answer_text(known("cirrhosis")).split())
    assert "Harms: Harms" not in text
    assert "what came of them; only Phase 2 to 4 set the level: Phase Met Not met" in text
    assert (
        "Spinal cord injury: all 10 Phase 2 to 4 trials have ended or should have"
        in known("spinal cord injury").headline
    )


def test_a_trial_that_nobody_reported_as_completed_is_not_said_to_have_finished() -> None:
    listed = {t.status for t in known("kidney transplant").counted}
    assert "Completed" not in listed
    text = answer_text(known("kidney transplant"), everything=True)
    assert "finished" not in text
    assert "Both counted trials have no posted result: they have ended or should have." in " ".join(text.split())
    withdrawn = next(t for t in known("knee osteoarthritis").counted if t.status == "Withdrawn")
    assert word("verdict", withdrawn.verdict.status.value) == "stopped early or never began"


def test_a_second_condition_that_was_searched_is_named() -> None:
    assert "Searched: stroke (also bleeding in the brain" in answer_text(known("stroke"), width=200)


def test_a_bad_event_is_named_as_such_and_never_as_the_goal() -> None:
    (pace,) = sizes_of(replace(assessment(1), trial_id="NCT03006770", controlled=True))
    assert pace.sentence.startswith("Major amputation or death")
    assert pace.better == "less is better"


def test_posted_values_are_shown_with_their_sides() -> None:
    sides = (Side("cells", "", 12.0, 40, True), Side("control", "placebo", 9.0, 41, True))
    (size,) = sizes_of(assessment(1, "met", sides=sides, comparator="placebo", controlled=True))
    assert size.sentence == "Main goal: in 40 people given cells 12, in 41 given placebo 9."


def test_a_trial_is_called_by_a_name_never_by_its_number_alone() -> None:
    assert display_name(assessment(1, acronym="SYN", products=("x",))) == "SYN"
    assert display_name(assessment(1, products=("made-up MSC",))) == "made-up MSC"
    assert display_name(assessment(1, countries=("Spain",))) == "Mesenchymal stem or stromal cells, Spain"


# --- harms and payment ----------------------------------------------------------------------------------------------


def with_harms(*groups: dict[str, Any]) -> dict[str, Any]:
    raw = study()
    raw["resultsSection"]["adverseEventsModule"] = {"eventGroups": list(groups)}
    return raw


def test_posted_harms_are_counted_per_side_with_denominators() -> None:
    raw = with_harms(
        {"id": "EG000", "title": "Cells", "seriousNumAffected": 4, "seriousNumAtRisk": "20", "deathsNumAffected": 1, "deathsNumAtRisk": 20},
        {"id": "EG001", "title": "Saline", "seriousNumAffected": 2, "seriousNumAtRisk": 19},
    )  # fmt: skip
    harms = harms_of(parse_study(raw))
    assert [g.side for g in harms.groups] == ["cells", "control"]
    assert harms.total("cells", "serious") == (4, 20)
    assert harms.total("control", "deaths") is None
    lines = harm_lines(assessment(1, harms=harms, comparator="placebo", controlled=True))
    assert lines[0] == "People with a serious unwanted event: 4 of 20 given cells, 2 of 19 given placebo."
    assert lines[1] == "Deaths: 1 of 20 given cells."


def test_control_groups_of_several_kinds_are_named_and_those_of_one_kind_are_added_up() -> None:
    """NCT02298023: fibrin glue and saline are not both fibrin glue."""
    cells, glue = HarmGroup("cells", "", "", 1, 7, 0, 7), HarmGroup("control", "active", "", 2, 8, 0, 8)
    saline = HarmGroup("control", "placebo", "", 3, 9, None, None)
    trial = assessment(1, harms=Harms(True, (cells, glue, saline)), comparator="placebo", controlled=True)
    assert harm_lines(trial) == (
        "People with a serious unwanted event: 1 of 7 given cells, 2 of 8 given another treatment, 3 of 9 given placebo.",
        "Deaths: 0 of 7 given cells, 0 of 8 given another treatment.",
    )
    groups = [asdict(group) for group in (cells, glue, saline)]
    told = "with another treatment serious events in 2 of 8 people, 0 of 8 died; with placebo serious events in 3 of 9"
    assert told in harm_words({"harms": {"groups": groups}})
    alike = replace(trial, harms=Harms(True, (cells, saline, saline)))
    assert harm_lines(alike)[0].endswith("1 of 7 given cells, 6 of 18 given placebo.")


def test_a_second_comparator_is_named_where_the_trial_is_told_and_not_beside_the_numbers_of_the_first() -> None:
    trial = from_ledger_row(ledger.rows()["NCT02298023"])
    assert comparator_name(trial) == "fibrin glue with saline, or saline"
    assert [size.control for size in sizes_of(trial)] == ["fibrin glue with saline"]
    beside = from_ledger_row(ledger.rows()["NCT00366145"])
    assert [comparator_name(beside), *(size.control for size in sizes_of(beside))] == ["placebo", "placebo"]


def test_not_posted_is_said_only_where_the_whole_record_was_read() -> None:
    assert harms_of(parse_study(study() | {"resultsSection": {}})).read is False
    assert harm_lines(assessment(1, harms=Harms(read=True))) == (sentence("harms_not_posted", when=""),)
    dated = harm_lines(assessment(1, harms=Harms(read=True), record_date="2022-10-07"))
    assert "in the registry when this copy was made in October 2022." in dated[0]
    assert harm_lines(assessment(1, has_results=True)) == (sentence("harms_not_in_data"),)
    assert harm_lines(assessment(1)) == (sentence("harms_no_record"),)


def test_results_posted_after_the_data_are_not_said_to_hold_no_harms() -> None:
    """NCT05126563: the ledger cites results posted in 2024, the copy of the record is of 2022."""
    (trial,) = known("long covid").deciding
    said = "Results were posted in the registry in 2024; their harms are not in these data, but on the registry's page."
    assert harm_lines(trial) == (said,)
    page = html.unescape(condition_page(answer_json(known("long covid"))))
    assert f"{display_name(trial)}: {said}" in page
    assert "had posted no table of harms" not in page


def test_a_record_with_all_its_results_and_no_table_of_harms_was_read_and_posts_none() -> None:
    raw = study()
    raw["resultsSection"]["participantFlowModule"] = {"groups": []}
    assert harms_of(parse_study(raw)) == Harms(read=True)
    assert harms_of(parse_study(study())).read is False


def test_without_a_control_group_causes_cannot_be_told_apart() -> None:
    harms = Harms(True, (HarmGroup("cells", "", "", 3, 10, 0, 10),))
    assert "nobody can tell what the treatment caused" in harm_lines(assessment(1, harms=harms))[-1]


def test_facts_survive_storage_without_the_words_of_the_record() -> None:
    harms = Harms(True, (HarmGroup("cells", "", "Words of the record", 3, 10, 0, 10),))
    trial = facts_only(assessment(1, harms=harms, sides=(Side("cells", "", 1.0, 2, True),), patients_pay=True))
    again = from_json(Assessment, to_json(trial))
    assert again == trial
    assert again.harms.groups[0].title == ""


def test_participants_are_those_who_started_the_first_period() -> None:
    raw = study()
    achieved = [{"groupId": "FG000", "numSubjects": "21"}, {"groupId": "FG001", "numSubjects": "20"}]
    flow = {"periods": [{"title": "All", "milestones": [{"type": "STARTED", "achievements": achieved}]}]}
    raw["resultsSection"]["participantFlowModule"] = flow
    assert started(parse_study(raw)) == 41
    assert started(parse_study(study())) is None


@pytest.mark.parametrize("text", ["This is a patient-funded trial.", "Participants will pay for the cells."])
def test_records_that_say_that_patients_pay_are_marked_and_kept(text: str) -> None:
    raw = study()
    raw["protocolSection"]["descriptionModule"] = {"briefSummary": text}
    assert payment_statement(parse_study(raw)) is not None
    paid = assessment(1, "unreported", patients_pay=True)
    assert "patients pay for this trial" in answer_text(answer_of(paid), everything=True)
    assert "patients pay for this trial" in " ".join(shown_text(Shown(paid, None, None, paid.trial_id)).split())


def test_an_answer_says_how_many_of_its_trials_patients_pay_for() -> None:
    found = answer_of(assessment(1, patients_pay=True, phase="Phase 1"), assessment(2))
    assert found.counts["patients_pay"] == 1
    assert "1 trial here says that patients pay to take part" in " ".join(answer_text(found).split())


def test_money_of_others_is_not_a_payment_by_patients() -> None:
    raw = study()
    raw["protocolSection"]["descriptionModule"] = {"briefSummary": "The sponsor pays for all visits of participants."}
    assert payment_statement(parse_study(raw)) is None


# --- references and the ladder --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "citation", "counts"),
    [
        ("RESULT", "A title. A Journal. 2018 Mar;5(2):1-9.", True),
        ("DERIVED", "A title. A Journal. 2018;5:1.", True),
        ("RESULT", "A title. A Journal. 2012 Mar;5(2):1-9.", False),
        ("RESULT", "A title without a year.", False),
        ("BACKGROUND", "A title. A Journal. 2018;5:1.", False),
    ],
)
def test_only_a_dated_paper_that_is_not_older_than_the_trial_can_report_it(
    kind: str, citation: str, counts: bool
) -> None:
    assert can_report(Reference(type=kind, citation=citation), 2015) is counts


def test_a_citation_of_several_years_has_none() -> None:
    assert year_of_citation("1. A. 2009; 460:18. 2. B. 2008; 10:1634.") is None


def test_the_ladder_keeps_met_missed_and_not_judgeable_apart() -> None:
    kinds = ("met", "not_met", "mixed", "unclear", "safety_only", "unreported", "stopped", "ongoing")
    ladder = answer_of(*(assessment(i, kind) for i, kind in enumerate(kinds, 1))).ladder
    assert ladder["Phase 2"] == {
        "met": 1, "not_met": 2, "cannot_judge": 2, "no_result": 1, "stopped": 1, "running": 1,
    }  # fmt: skip


def test_a_trial_of_another_registry_is_counted_and_shown_by_its_number() -> None:
    found = known("knee osteoarthritis")
    trial = next(t.assessment for t in found.trials if t.assessment.trial_id == "ACTRN12620000870954")
    assert trial in found.counted
    assert trial.nct_id == ""
    assert show("actrn12620000870954", source="snapshot").assessment.registry.startswith("the Australian")


def test_the_first_screen_of_a_question_with_seven_deciding_trials_shows_all_of_them() -> None:
    found = known("GVHD")
    first = "\n".join(answer_text(found).splitlines()[:SCREEN])
    assert all(trial.trial_id in first for trial in found.deciding)
    assert "Amimestrocel conditional approval" in first
    assert "\nTrials that decide:\n" in first, "a trial is never read as one more decision of an agency"


def test_where_the_first_line_names_one_condition_of_several_all_are_named_at_the_end() -> None:
    for typed in ("GVHD", "heart failure", "graft versus host disease"):
        whole = " ".join(answer_text(known(typed), width=80).split())
        assert "more condition" in whole
        assert "All conditions searched: " in whole
    assert "bronchiolitis obliterans after a marrow transplant" in " ".join(
        answer_text(known("GVHD"), width=80).split()
    )
    assert "All conditions searched" not in answer_text(known("COPD"), width=80)


def test_no_difference_is_said_once_of_both_sides() -> None:
    stroke = " ".join(answer_text(known("stroke"), width=80).split())
    assert "no difference between cells and standard care (no figure)" in stroke
    failure = " ".join(answer_text(known("heart failure"), width=80).split())
    assert "0.3 mL difference between cells and placebo." in failure


def test_a_publication_of_a_trial_that_was_read_is_not_announced_as_one_that_may_report_results() -> None:
    assert "linked publication" not in known("cerebral palsy").headline
    assert "linked publication" in " ".join(answer_text(known("kidney transplant")).split())


def test_the_ladder_says_which_missed_goals_were_met_in_part() -> None:
    assert '"Not met" includes 1 trial that met some main goals' in answer_text(known("Parkinson's disease"), width=120)
    assert '"Not met" includes' not in answer_text(known("ALS"), width=120)


def test_trials_without_a_posted_result_are_mentioned_where_there_is_no_room_to_show_them() -> None:
    assert "Trials without a posted result:\n  9 trials: add --all.\n" in answer_text(
        known("liver cirrhosis"), width=80
    )


def test_the_sums_of_an_answer_are_sentences() -> None:
    palsy, kidney, spine, heart = (
        " ".join(answer_text(known(typed), width=80).split())
        for typed in ("cerebral palsy", "kidney transplant", "spinal cord injury", "heart attack")
    )
    assert "Of 2 counted trials, 1 cannot be judged and 1 ended or should have ended without a posted result." in palsy
    assert "1 of 2 counted trials has no posted result: it has ended or should have." in palsy
    assert "Both counted trials have no posted result: they have ended or should have." in kidney
    assert "8 of 10 counted trials have no posted result: they have ended or should have." in spine
    assert "9 of 13 counted trials have no posted result: 8 have ended or should have, 1 stopped early" in heart
    assert "2 trials here say that patients pay to take part; each is marked in the list of all trials." in palsy


def test_results_that_were_read_and_decide_nothing_are_shown_where_no_trial_decides() -> None:
    palsy = answer_text(known("cerebral palsy"))
    assert "Results that were read and decide nothing:" in palsy
    assert "Difference in GMFM-66 8.07 (95% CI 1.62 to 14.52)" in " ".join(palsy.split())
    assert "decide nothing" not in answer_text(known("multiple system atrophy"))


def test_only_figures_of_two_groups_are_said_to_have_the_cells_first() -> None:
    reasons = {i: from_ledger(ledger.rows()[i]).reasons[0].text for i in ("NCT04224207", "NCT01875081", "NCT02241018")}
    assert "cells first" not in reasons["NCT04224207"]
    assert "cells first" not in reasons["NCT01875081"]
    assert "cells first" in reasons["NCT02241018"]


def test_where_the_screen_is_short_the_deciding_trials_come_before_the_third_approval() -> None:
    """Typed in full, graft-versus-host disease has a long first line; all seven trials stay on the first screen."""
    found = answer("graft versus host disease", source="snapshot")
    screen = answer_text(found, width=80, colour=False).splitlines()[:24]
    assert all(any(a.trial_id in line for line in screen) for a in found.deciding)
    whole = answer_text(found, width=80, colour=False, everything=True)
    assert all(approval.product in whole for approval in found.approvals)


# --- the main goal --------------------------------------------------------------------------------------------------


def with_outcomes(*outcomes: dict[str, str]) -> dict[str, Any]:
    raw = study()
    raw["protocolSection"]["outcomesModule"] = {"primaryOutcomes": list(outcomes)}
    return raw


def test_the_main_goal_is_said_in_plain_words_with_its_time() -> None:
    raw = with_outcomes(
        {"measure": "WOMAC pain", "timeFrame": "baseline, 6 and 12 months"},
        {"measure": "Adverse events", "timeFrame": "24 weeks"},
    )
    trial = assess(parse_study(raw))
    assert main_goal(trial).sentence == (
        "Main goal: pain, stiffness and function of the joint (WOMAC); unwanted events; up to 12 months (read by rules)."
    )
    assert [goal.title for goal in trial.goals] == ["WOMAC pain", "Adverse events"]
    assert [goal.title for goal in facts_only(trial).goals] == ["", ""]
    assert main_goal(from_json(Assessment, to_json(facts_only(trial)))) == main_goal(trial)


def test_an_outcome_called_safety_and_efficacy_has_both_goals() -> None:
    trial = parse_study(with_outcomes({"measure": "Safety and efficacy (fistula closure)", "timeFrame": "12 weeks"}))
    assert [goal.kind for goal in goals_of(trial.primary_outcomes)] == [
        "adverse events",
        "closure",
    ]


def test_a_period_without_relapse_asks_nobody_about_staying_alive() -> None:
    """NCT05167552: relapse-free period of a cold in the nose."""
    asked = with_outcomes({"measure": "Relapse-free period"}, {"measure": "Relapse-free survival"})
    assert [goal.kind for goal in goals_of(parse_study(asked).primary_outcomes)] == [
        "progression, relapse, recurrence",
        "X-free survival or interval",
    ]


def test_a_time_without_pain_or_seizures_is_no_disease_that_comes_back() -> None:
    """NCT00335777, NCT01627860, NCT00704171: pain free at two hours, seizure-free rate, air leak free."""
    titles = (
        "Pain free at 2 hours",
        "Seizure-free rate",
        "Nausea free at 2 hours",
        "Participants remaining air leak free",
    )
    asked = with_outcomes(*({"measure": title} for title in (*titles, "Event-free survival")))
    assert [goal.kind for goal in goals_of(parse_study(asked).primary_outcomes)] == [
        *("pain relief", "seizures", "symptoms and burdens", "", "X-free survival or interval")
    ]


def test_a_main_goal_that_nobody_knows_is_said_to_be_unknown() -> None:
    assert main_goal(assessment(1)).sentence == "Main goal: not in these data."
    strange = assess(parse_study(with_outcomes({"measure": "Zork index", "timeFrame": "1 week"})))
    assert "no plain words for it" in main_goal(strange).sentence


def test_every_trial_that_decides_or_is_listed_has_its_main_goal_in_the_text() -> None:
    for condition in ("GVHD", "kidney transplant", "stroke"):
        text = " ".join(answer_text(known(condition), everything=True).split())
        for trial in known(condition).counted:
            assert main_goal(trial).sentence in text, trial.trial_id
    shown_goal = main_goal(show("NCT02097641", source="snapshot").assessment)
    assert shown_goal.words
    assert shown_goal.words in " ".join(shown_text(show("NCT02097641", source="snapshot")).split())


def test_plain_words_of_goals_belong_to_measures_of_the_word_list_and_few_have_none() -> None:
    labels = {row["label"] for row in seeds.table("outcomes")} | {"feasibility"}
    parts = seeds.table("goal_parts")
    worded = {row["label"] for row in seeds.table("goal_words")}
    assert {row["label"] for row in parts} <= labels
    assert {row["kind"] for row in parts} <= worded | {""}
    assert {row["place"] for row in parts} == {"words", "title"}
    assert worded <= labels | {row["kind"] for row in parts}
    assert len(labels - worded) < 20


@pytest.mark.parametrize(
    ("months", "words"),
    [(0.03, "1 day"), (0.23, "7 days"), (0.92, "28 days"), (1.0, "1 month"), (5.53, "24 weeks"), (11.97, "12 months"),
     (24.0, "2 years"), (18.0, "18 months"), (2.5, "11 weeks")],
)  # fmt: skip
def test_a_time_is_said_as_people_say_it(months: float, words: str) -> None:
    assert time_words(months) == words


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        ("Gross Motor Function Measure Score", "GMFM, PDMS, Bayley"),
        ("Reduction of infarct size", "infarct and scar size, perfusion defect, ischaemia"),
        ("Early wound healing index", "scores of skin, wound and mouth, high is bad"),
    ],
)
def test_a_broad_row_of_the_word_list_does_not_take_the_name_of_a_goal_that_has_its_own(
    measure: str, label: str
) -> None:
    goals = goals_of(parse_study(with_outcomes({"measure": measure})).primary_outcomes)
    assert [goal.kind for goal in goals] == [label]


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("Liver function", "how well the liver works"),
        ("Change in kidney function", "how well the kidneys work"),
        ("Pulmonary function testing", "how well the lungs breathe (a test)"),
        ("Motor function of the arm", "movement of the body"),
        ("NIHSS (stroke severity score)", "signs of the stroke (NIHSS)"),
        ("Unstable angina", "chest pain of the heart (angina)"),
        ("Rate of epileptic seizures", "seizures"),
        ("Number of hospitalizations", "stays in hospital or unplanned visits"),
        ("Thickness of subcutaneous tissue", "thickness of the skin or the layer under it"),
        ("Insertion torque of the dental implant", "how firmly an implant holds"),
        ("Incidence of biliary lesions", "damage of the bile ducts"),
        ("One year graft survival rate", "a transplant, graft or implant that lasts"),
        ("Patient survival", "staying alive"),
        ("Time to engraftment", "a transplant that takes hold (engraftment)"),
        ("Pain-free walking distance", "how far or how long a person can walk or exercise"),
        ("Subjects who fail to complete follow-up", "people who leave the study or stop the treatment"),
        ("Stress urinary incontinence", "trouble with the bladder (a score)"),
        ("Complete remission", "remission (signs of the disease gone)"),
        ("Vital signs", "checks for safety (vital signs, blood tests, examinations)"),
        ("Adverse events and vital signs", "unwanted events"),
    ],
)
def test_the_goal_names_the_part_of_a_broad_row_that_the_title_names(measure: str, words: str) -> None:
    """NCT01221454, NCT02266394, NCT02749448, NCT02849613, NCT04005989, NCT02494752, NCT03044119, NCT02223897, NCT02706132."""
    assert main_goal(assess(parse_study(with_outcomes({"measure": measure})))).words == words


@pytest.mark.parametrize("measure", ["Myocardial infarction, stroke or amputation", "Relapse or progression"])
def test_a_title_that_names_several_parts_of_a_broad_row_keeps_the_words_of_the_row(measure: str) -> None:
    [goal] = goals_of(parse_study(with_outcomes({"measure": measure})).primary_outcomes)
    assert goal.kind in {row["label"] for row in seeds.table("outcomes")}


@pytest.mark.parametrize(
    "measure",
    [
        "Reversal of brain death",
        "Lowering the drug in kidney transplantation after citizen death",
        "Efficacy of the cells in patients with severe pneumonia",
        "Concentration of a factor in the blood",
        "Sensitivity tests",
        "Laser flare values",
    ],
)
def test_a_title_whose_words_only_sound_like_a_goal_has_none(measure: str) -> None:
    """NCT02742857, NCT02492490, NCT04445454, NCT03918655, NCT04545307, NCT01531348."""
    assert main_goal(assess(parse_study(with_outcomes({"measure": measure})))).words in {"", None}


def test_a_word_of_a_description_is_no_main_goal_but_a_scale_named_there_is() -> None:
    outcomes = (
        {"measure": "Primary result", "description": "Compared in people with dementia who were in hospital."},
        {"measure": "Knee evaluation", "description": "By the WOMAC score, 0 to 96."},
    )
    kinds = [goal.kind for goal in goals_of(parse_study(with_outcomes(*outcomes)).primary_outcomes)]
    assert kinds == ["", "WOMAC (total, pain, stiffness, function)"]
