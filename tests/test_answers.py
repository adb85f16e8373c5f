"""Which trials count, and how verdicts become a level. Synthetic studies; ledger trials by their real numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from msc_trials import answer
from msc_trials.evidence import wording
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment, from_ledger_row, label, with_ledger
from msc_trials.evidence.level import Level, level_of
from msc_trials.evidence.not_counted import why_not_counted
from msc_trials.evidence.summary import summarise
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger
from msc_trials.local.snapshot import facts_only
from msc_trials.output.terminal import answer_text
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Reason, Verdict, VerdictStatus
from tests.synthetic import study

SOME = Assessment(
    trial_id="NCT90000001",
    verdict=Verdict(VerdictStatus.MET, "registry"),
    phase="Phase 3",
    study_type="INTERVENTIONAL",
    msc_class=("core",),
    evidence_use="efficacy_or_safety_trial",
    condition_ids=("knee_oa",),
)
PROVENANCE = Provenance(
    source="live",
    url="https://clinicaltrials.gov/api/v2/studies",
    data_timestamp="2026-11-20T09:00:04",
    api_version="2.0.5",
    retrieved_at="2026-11-25T08:00:00+00:00",
    total=0,
)


def answer_of(condition: str, *assessments: Assessment) -> Answer:
    return summarise(Query.for_condition(condition), PROVENANCE, assessments)


def with_status(*statuses: str) -> list[Assessment]:
    return [
        replace(SOME, trial_id=f"NCT9000000{i}", verdict=Verdict(VerdictStatus(s), "registry"))
        for i, s in enumerate(statuses)
    ]


@pytest.mark.parametrize(
    ("statuses", "level"),
    [
        (["met"], Level.SUPPORTED),
        (["met_noninferior", "unreported"], Level.SUPPORTED),
        (["met", "not_met"], Level.CONFLICTING),
        (["met", "mixed"], Level.CONFLICTING),
        (["mixed", "not_met"], Level.NOT_SUPPORTED),
        (["not_met", "met_uncontrolled"], Level.NOT_SUPPORTED),
        (["met_uncontrolled", "safety_only"], Level.UNCONTROLLED_ONLY),
        (["safety_only", "ongoing"], Level.UNREPORTED),
        (["no_comparison"], Level.UNREPORTED),
        (["stopped"], Level.UNREPORTED),
        (["ongoing", "ongoing"], Level.IN_PROGRESS),
    ],
)
def test_levels(statuses: list[str], level: Level) -> None:
    assert level_of(with_status(*statuses)) is level


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"phase": "Phase 1/2"}, "early_or_no_phase"),
        ({"phase": "N/A"}, "early_or_no_phase"),
        ({"msc_class": ("mixed_uncultured",)}, "mixed_uncultured"),
        ({"msc_class": ("core", "mixed_uncultured")}, ""),
        ({"msc_class": ("gene_modified",)}, ""),
        ({"msc_class": ("not_msc",)}, "not_msc"),
        ({"study_type": "OBSERVATIONAL"}, "not_interventional"),
        ({"evidence_use": "followup_or_registry"}, "followup_or_registry"),
        ({"same_evidence_as": "NCT01041001"}, "same_evidence_as NCT01041001"),
        ({"condition_ids": ("stroke",)}, "other_condition"),
        ({"condition_ids": ()}, ""),
    ],
)
def test_what_is_counted(change: dict[str, Any], reason: str) -> None:
    assert why_not_counted(replace(SOME, **change), frozenset({"knee_oa"})) == reason


def test_nothing_found_and_early_research_only() -> None:
    assert answer_of("hair loss").level is Level.NONE
    early = replace(SOME, phase="Phase 1", condition_ids=("alopecia",))
    assert answer_of("hair loss", early).level is Level.EARLY_ONLY


def test_ledger_trials_appear_without_their_records() -> None:
    answer = answer_of("knee osteoarthritis")
    by_id = {t.assessment.trial_id: t for t in answer.trials}
    assert by_id["NCT03990805"].assessment.origin == "ledger"
    assert answer.level is Level.CONFLICTING
    assert {a.nct_id for a in answer.deciding} >= {"NCT01041001", "NCT03990805", "NCT03818737", "NCT02838069"}
    assert not by_id["NCT01626677"].counted, "the extension of NCT01041001 is the same evidence"


def test_NCT02336230_met_without_a_control_group() -> None:  # noqa: N802 - named after the trial
    assert from_ledger_row(ledger.rows()["NCT02336230"]).verdict.status is VerdictStatus.MET_UNCONTROLLED


@pytest.mark.parametrize(
    ("condition", "level"),
    [
        ("Crohn's perianal fistula", Level.CONFLICTING),
        ("ALS", Level.NOT_SUPPORTED),
        ("heart failure", Level.NOT_SUPPORTED),
        ("ARDS", Level.NOT_SUPPORTED),
        ("multiple sclerosis", Level.CONFLICTING),
        ("stroke", Level.NOT_SUPPORTED),
        ("type 2 diabetes", Level.CONFLICTING),
        ("diabetic foot", Level.NOT_SUPPORTED),
        ("low back pain", Level.NOT_SUPPORTED),
        ("spine of an 18 year old", Level.NOT_SUPPORTED),
        ("GVHD", Level.CONFLICTING),
    ],
)
def test_levels_that_follow_from_the_ledger_alone(condition: str, level: Level) -> None:
    assert answer_of(condition).level is level


def test_every_counted_trial_has_exactly_one_verdict() -> None:
    answer = answer_of("knee osteoarthritis", *with_status("met", "unreported", "ongoing"))
    assert sum(answer.counts[s.value] for s in VerdictStatus) == answer.counts["counted"]


def test_NCT02239393_stands_for_its_group_where_NCT01854957_is_early() -> None:  # noqa: N802 - named after the trials
    trials = {t.assessment.trial_id: t for t in answer_of("multiple sclerosis").trials}
    assert not trials["NCT01854957"].counted
    assert trials["NCT02239393"].counted
    assert not trials["NCT01745783"].counted


@pytest.mark.parametrize(
    "condition", ["GVHD", "knee osteoarthritis", "type 2 diabetes", "cirrhosis", "rheumatoid arthritis"]
)
def test_the_numbers_of_a_headline_add_up(condition: str) -> None:
    answer = answer_of(condition)
    groups = re.findall(
        r"(\d+) (?:asked about harms|cannot be judged|ended or should|stopped early|listed as running|met a goal)",
        answer.headline,
    )
    judged = answer.counts["met"] + answer.counts["met_noninferior"] + answer.counts["not_met"] + answer.counts["mixed"]
    if re.search(r"(Neither|None) of \d+ counted trials can be judged", answer.headline):
        groups = [str(answer.counts["counted"])]
    assert sum(map(int, groups)) + judged == answer.counts["counted"] == sum(answer.groups.values())


def test_disclaimer_free_text_never_promises() -> None:
    banned = ("works", "proven", "cure", "miracle", "guaranteed", "safe ")
    for statuses in (["met"], ["not_met"], ["unreported"], ["ongoing"], ["met_uncontrolled"], ["met", "mixed"]):
        answer = answer_of("hair loss", *(replace(a, condition_ids=("alopecia",)) for a in with_status(*statuses)))
        words = " ".join((answer.headline, answer.ending, *answer.caveats)).lower()
        assert not [b for b in banned if b in words]


def test_storing_and_loading_gives_an_equal_assessment() -> None:
    assessment = assess(parse_study(study(results=True)))
    assert from_json(Assessment, to_json(assessment)) == assessment


def test_facts_only_holds_no_sentence_of_the_record() -> None:
    raw = study(results=True, title="A synthetic title that must not be stored")
    stored = str(to_json(facts_only(assess(parse_study(raw)))))
    assert "must not be stored" not in stored
    assert "Higher scores mean worse" not in stored
    assert "Change in WOMAC pain score" not in stored


def test_the_ledger_outranks_posted_results_and_says_when_they_differ() -> None:
    posted = replace(
        SOME,
        trial_id="NCT03818737",
        verdict=Verdict(
            VerdictStatus.MET, "registry", reasons=(Reason("x", "x"),), findings=(_finding(VerdictStatus.MET),)
        ),
    )
    verdict = with_ledger(posted).verdict
    assert (verdict.status, verdict.source) == (VerdictStatus.NOT_MET, "ledger")
    assert "met" in verdict.disagreement


def _finding(status: VerdictStatus) -> Any:
    from msc_trials.results.findings import OutcomeFinding

    return OutcomeFinding(0, "path", "measure", status)


def test_without_a_control_group_the_trials_that_met_their_own_goal_are_the_deciding_ones() -> None:
    made = [replace(a, condition_ids=("hand_oa",)) for a in with_status("met_uncontrolled", "safety_only")]
    found = answer_of("hand osteoarthritis", *made)
    assert [a.verdict.status.value for a in found.deciding] == ["met_uncontrolled"]


def test_where_only_early_trials_exist_they_are_named_with_their_status() -> None:
    text = " ".join(answer_text(answer("interstitial cystitis", source="snapshot")).split())
    assert "EARLY TRIALS ONLY" in text
    assert "Early trials (not counted): NCT" in text
    assert "Main goal: unwanted events" in text


def test_a_trial_that_met_a_part_is_not_said_to_have_missed_its_goal() -> None:
    said = answer_of("Parkinson disease").headline
    assert "the only Phase 2 to 4 trial with a known result met a part of its main goals and missed others" in said


def test_trials_that_all_asked_about_harms_are_said_so_in_plain_grammar() -> None:
    counts = dict.fromkeys(("no_comparison", "unclear", "unreported", "stopped", "ongoing", "met_uncontrolled"), 0)
    for harms, words in ((1, "it asked"), (2, "both asked"), (3, "all of them asked")):
        rest = wording.rest("not_supported", counts | {"safety_only": harms})
        assert f"{harms} cannot be judged ({words} about harms first)" in rest


def test_a_label_of_many_conditions_says_how_many_more_there_are() -> None:
    assert label(("cells",), "placebo", ("A", "B", "C")) == "cells against placebo; A, B and 1 more condition"
    assert label(("cells",), "dose_or_source_only", ("A",)) == "cells; A"
