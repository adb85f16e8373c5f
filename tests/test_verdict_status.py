"""The verdict of a trial without posted primary results: registry status, stated reasons and linked publications."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials import judge, parse_study
from msc_trials.results.findings import Verdict
from msc_trials.results.findings import VerdictStatus as S


def judged(overall: str, *references: dict[str, Any], has_results: bool = False, **status: Any) -> Verdict:
    """The verdict on a synthetic study with this registry status."""
    protocol = {
        "identificationModule": {"nctId": "NCT00000001"},
        "statusModule": {"overallStatus": overall, **status},
        "referencesModule": {"references": list(references)},
    }
    return judge(parse_study({"protocolSection": protocol, "hasResults": has_results}))


RESULT = {"pmid": "1", "type": "RESULT", "citation": "Made up. A Journal. 2020;1:1."}


@pytest.mark.parametrize(
    ("overall", "status"),
    [
        ("RECRUITING", S.ONGOING),
        ("NOT_YET_RECRUITING", S.ONGOING),
        ("ACTIVE_NOT_RECRUITING", S.ONGOING),
        ("COMPLETED", S.UNREPORTED),
        ("UNKNOWN", S.UNREPORTED),
        ("TERMINATED", S.STOPPED),
        ("WITHDRAWN", S.STOPPED),
        ("SUSPENDED", S.STOPPED),
    ],
)
def test_the_registry_status_decides_where_no_result_is_posted(overall: str, status: S) -> None:
    found = judged(overall)
    assert (found.status, found.source) == (status, "registry")
    assert found.reasons


@pytest.mark.parametrize("overall", ["NO_LONGER_AVAILABLE", "APPROVED_FOR_MARKETING", "AVAILABLE"])
def test_an_access_programme_is_not_called_a_trial_that_is_over(overall: str) -> None:
    found = judged(overall)
    assert found.status is S.UNREPORTED
    assert "treatment outside one (expanded access), listed as" in found.reasons[0].text
    assert "over" not in found.reasons[0].text


def test_a_silent_trial_says_its_last_known_status() -> None:
    found = judged("UNKNOWN", lastKnownStatus="RECRUITING")
    assert "(last: recruiting)" in found.reasons[0].text


def test_results_posted_for_secondary_outcomes_only_are_unclear() -> None:
    found = judged("COMPLETED", has_results=True)
    assert (found.status, found.confidence) == (S.UNCLEAR, "low")


def test_a_linked_publication_of_results_is_named_for_an_unreported_trial() -> None:
    found = judged("COMPLETED", RESULT, {**RESULT, "pmid": "2", "type": "BACKGROUND"})
    assert (found.status, found.result_publications, found.citation) == (S.UNREPORTED, 1, "PMID 1")
    assert "1 linked publication may report results" in found.reasons[0].text


def test_a_retracted_publication_does_not_count() -> None:
    found = judged("COMPLETED", {**RESULT, "retractions": [{"pmid": "9", "source": "Made up"}]})
    assert (found.result_publications, found.citation) == (0, "")


def test_a_stopped_trial_keeps_the_class_of_its_reason_and_its_publication() -> None:
    found = judged("TERMINATED", RESULT, whyStopped="Slow enrolment")
    assert found.stop_class
    assert found.stop_class != "not_stated"
    assert found.citation == "PMID 1"
    assert judged("TERMINATED").stop_class == "not_stated"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("No permit from the regulator", "given: a decision or a missing permission of an authority"),
        ("Business decision", "given: money, or a decision of a sponsor or company."),
        ("Moon phase", "that this program cannot class; the registry's page has it."),
        (None, "no reason is stated."),
    ],
)
def test_the_kind_of_a_reason_for_stopping_is_said_in_words_not_as_the_reason_itself(
    why: str | None, said: str
) -> None:
    text = judged("WITHDRAWN", whyStopped=why).reasons[0].text
    assert said in text
    assert "stated reason" not in text
    assert "_" not in text


def test_the_ledger_outranks_the_status_and_other_trials_are_judged_without_it() -> None:
    raw = {"protocolSection": {"identificationModule": {"nctId": "NCT03818737"}}}
    trial = parse_study(raw)
    assert judge(trial).source == "ledger"
    assert judge(trial, arms="experimental").source == "registry"
