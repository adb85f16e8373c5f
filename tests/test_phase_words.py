"""The registry writes N/A where phases do not apply to a trial. People read words; programs get the registry's value."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from msc_trials import Answer, to_frame
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.summary import summarise
from msc_trials.output.as_json import answer_json, trial_json
from msc_trials.output.checklist import checklist
from msc_trials.output.checklist_text import checklist_text
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.pages.document import documents, report_page
from msc_trials.output.pages.render import letter_markdown, letter_page
from msc_trials.output.search_compare import found_rows
from msc_trials.output.terminal import answer_text
from msc_trials.output.trial_facts import trial_facts
from msc_trials.results.findings import VerdictStatus
from tests.render_samples import answer, assessment


@pytest.fixture(scope="module")
def made() -> Answer:
    """An answer about trials of Phase 2, some without a phase, and one listed as recruiting without a phase."""
    whole = answer(hostile="")
    trials: list[Assessment] = [trial.assessment for trial in whole.trials]
    trials = [replace(one, phase="N/A") if number % 3 == 0 else one for number, one in enumerate(trials)]
    open_trial = assessment(950_001, VerdictStatus.ONGOING, hostile="", phase="N/A")
    trials.append(replace(open_trial, status="Recruiting"))
    return summarise(whole.query, whole.provenance, trials)


def test_people_read_in_words_that_a_trial_has_no_phase(made: Answer) -> None:
    document, offered = documents(made)
    told = {
        "answer": answer_text(made),
        "answer --all": answer_text(made, everything=True),
        "narrow": answer_text(made, width=44, everything=True),
        "notebook": answer_fragment(made),
        "page": report_page(made),
        "letter": letter_page(document, offered),
        "letter as Markdown": letter_markdown(document, offered),
        "checklist": checklist_text(checklist(made)),
        "search": str(found_rows([trial_json(trial) for trial in made.trials])),
        "show": str([trial_facts(trial.assessment) for trial in made.trials]),
    }
    for name, text in told.items():
        bare = re.sub(r"no\s+phase\s+\(N/A\)", "", text, flags=re.IGNORECASE)
        assert "N/A" not in bare, name
    spoken = ("answer", "answer --all", "page", "checklist", "search", "show")  # the others list counted trials only
    assert [name for name in spoken if "o phase (N/A)" not in told[name]] == []


def test_programs_get_the_value_of_the_registry(made: Answer) -> None:
    assert "N/A" in set(to_frame(made).phase)
    document = answer_json(made)
    assert "N/A" in {trial["phase"] for trial in document["trials"]}
    assert "N/A" in document["answer"]["ladder"]


def test_a_phase_and_a_status_that_a_record_leaves_out_are_not_stated() -> None:
    silent = replace(assessment(1, hostile="", phase="Not given"), status="Not given")
    facts = dict(trial_facts(silent))
    assert facts["Phase"] == facts["Status"] == "not stated in the registry"
