"""Whom a headline speaks of: the typed name only where its trials use it, else the name searched. Made-up trials."""

from __future__ import annotations

import pytest

from msc_trials import answer
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.summary import summarise
from msc_trials.knowledge import seeds
from msc_trials.knowledge.lookup import lookup
from msc_trials.output.answer_markdown import answer_markdown
from msc_trials.output.as_json import answer_json
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.render import condition_page, letter_markdown
from msc_trials.output.search_compare import compared_rows
from msc_trials.output.terminal import answer_text
from msc_trials.registry.query import Query
from tests.made_up import PROVENANCE, assessment

SHOULDER = {"condition_ids": ("tendon",), "conditions": ("Partial tear of a shoulder tendon",)}
ELBOW = {"condition_ids": ("tendon",), "conditions": ("Golfer's elbow",)}


def answered(condition: str, *trials: Assessment) -> Answer:
    """The answer from trials that are no row of the ledger, without those of the ledger."""
    made = summarise(Query(condition), PROVENANCE, trials)
    assert len(made.trials) == len(trials)
    return made


def tendon(*trials: Assessment, typed: str = "golfers elbow") -> str:
    return answered(typed, *trials).headline


def test_a_narrow_name_that_no_deciding_trial_uses_is_not_the_subject() -> None:
    said = tendon(assessment(1, "not_met", **SHOULDER))
    assert said.startswith(
        "Tendon disease (tendinopathy): the only Phase 2 to 4 trial with a known result did not meet"
    )
    assert 'That trial does not name "golfer\'s elbow".' in said
    both = tendon(assessment(1, "not_met", **SHOULDER), assessment(2, "not_met", **SHOULDER))
    assert 'None of these 2 trials names "golfer\'s elbow".' in both


def test_a_narrow_name_that_every_deciding_trial_uses_is_the_subject() -> None:
    assert tendon(assessment(1, "not_met", **ELBOW)).startswith("Golfers elbow: the only Phase 2 to 4 trial")
    beside = tendon(assessment(1, "not_met", **ELBOW), assessment(2, **SHOULDER))
    assert beside.startswith("Golfers elbow: the only")
    assert "name " not in beside


def test_where_some_deciding_trials_use_it_the_wider_name_is_the_subject_and_they_are_counted() -> None:
    said = tendon(assessment(1, "not_met", **ELBOW), assessment(2, "not_met", **SHOULDER))
    assert said.startswith("Tendon disease (tendinopathy): neither of 2")
    assert 'Of these trials 1 of 2 names "golfer\'s elbow".' in said


def test_without_a_deciding_trial_the_counted_ones_are_asked_then_the_early_ones() -> None:
    assert tendon(assessment(1, **SHOULDER)).startswith(
        "Tendon disease (tendinopathy): the only Phase 2 to 4 trial has"
    )
    assert tendon(assessment(1, phase="Phase 1", **SHOULDER)).startswith(
        "Tendon disease (tendinopathy): no Phase 2 to 4"
    )
    assert tendon().startswith("Golfers elbow: no trial")


def test_an_abbreviation_that_a_trial_writes_out_is_used_by_it() -> None:
    written_out = {"condition_ids": ("ms",), "conditions": ("Relapsing-Remitting Multiple Sclerosis",)}
    assert tendon(assessment(1, "not_met", **written_out), typed="RRMS").startswith("RRMS: ")
    other = {"condition_ids": ("ms",), "conditions": ("Multiple Sclerosis, Chronic Progressive",)}
    assert tendon(assessment(1, "not_met", **other), typed="RRMS").startswith("Multiple sclerosis: ")


def test_both_names_of_a_row_are_its_own_and_another_word_for_all_of_it_is_no_narrower_one() -> None:
    mi = {"condition_ids": ("acute_mi",), "conditions": ("STEMI",)}
    assert tendon(assessment(1, "not_met", **mi), typed="myocardial infarction").startswith("Myocardial infarction: ")
    heart = {"condition_ids": ("heart_failure",), "conditions": ("Heart Failure",)}
    weak = tendon(assessment(1, "not_met", **heart), typed="weak heart")
    assert weak.startswith("Heart failure: ")
    assert "weak heart" not in weak


@pytest.mark.parametrize("typed", ["golfers elbow", "AML", "RRMS", "cleft lip"])
def test_every_output_has_the_same_subject(typed: str) -> None:
    found = answer(typed, source="snapshot", as_of="2026-11-28")
    row = found.understood.conditions[0].name
    subject = row[:1].upper() + row[1:]
    document, offered = documents(found)
    assert answer_json(found)["answer"]["headline"].startswith(f"{subject}: ")
    assert compared_rows([found])[0]["Condition"] == found.name == row
    for text in (
        answer_text(found),
        answer_markdown(found),
        answer_fragment(found),
        letter_markdown(document, offered),
        condition_page(document, offered),
    ):
        plain = " ".join(text.replace("\\", "").split())
        assert f"{subject}: " in plain
        assert f"{typed}: " not in plain[plain.index(f"{subject}: ") :].casefold()


def test_each_narrower_name_stands_once_in_its_list_and_is_answered() -> None:
    names = seeds.lines("narrower_names")
    assert len(names) == len(set(names))
    assert [name for name in names if lookup(name).kind != "condition"] == []
