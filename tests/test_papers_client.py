"""PubMed is asked politely, within a budget, and a failed question is never an empty answer."""

from __future__ import annotations

import pytest

from msc_trials.errors import MscTrialsError, QueryError
from msc_trials.literature.client import BudgetError, PubMed
from msc_trials.registry.settings import PUBMED_URL, Settings
from tests.made_up_papers import TinyPubMed, article

TRIAL = ("NCT00000001",)


def settings(server: TinyPubMed, **changes: object) -> Settings:
    return Settings(pubmed_url=server.url, **changes)  # type: ignore[arg-type]


def quick(server: TinyPubMed, **changes: object) -> PubMed:
    """A client that does not really wait."""
    return PubMed(settings(server), sleep=lambda _: None, **changes)  # type: ignore[arg-type]


def test_a_trial_is_searched_in_data_bank_list_and_words_and_papers_come_by_number() -> None:
    with TinyPubMed([article("7001", numbers=TRIAL), article("7002")]) as server, quick(server) as pubmed:
        assert pubmed.search([("NCT00000001", "NCT00000009")]) == ["7001"]
        (got,) = pubmed.fetch(["7001", "9999"])
        assert list(got.papers) == ["7001"]
        assert got.unknown == ("9999",)
        tool, fields = server.requests[0]
    assert tool == "esearch.fcgi"
    assert fields["term"] == "NCT00000001[si] OR NCT00000001[tiab] OR NCT00000009[si] OR NCT00000009[tiab]"
    assert {"db", "tool", "retmode"} <= fields.keys()
    assert "api_key" not in fields


def test_the_key_is_sent_when_there_is_one() -> None:
    with TinyPubMed() as server, PubMed(settings(server, ncbi_api_key="abc"), sleep=lambda _: None) as pubmed:
        assert pubmed.search([TRIAL]) == []
        assert server.requests[0][1]["api_key"] == "abc"


@pytest.mark.parametrize("word", ["500", "503", "429", "proxy", "html", "error", "field", "empty", "cut"])
def test_what_can_pass_is_asked_again(word: str) -> None:
    with TinyPubMed([article("7001", numbers=TRIAL)], word) as server, quick(server) as pubmed:
        assert pubmed.search([TRIAL]) == ["7001"]
        assert pubmed.requests_made == 2


@pytest.mark.parametrize("word", ["503*", "429*", "proxy*", "html*", "error*", "field*", "empty*", "cut*", "other*"])
def test_a_failed_question_is_an_error_and_never_no_paper(word: str) -> None:
    with TinyPubMed([article("7001", numbers=TRIAL)], word) as server, quick(server) as pubmed:
        with pytest.raises(MscTrialsError):
            pubmed.search([TRIAL])
        assert pubmed.requests_made <= 3


def test_a_wrong_key_is_said_at_once() -> None:
    with (
        TinyPubMed([], "key*") as server,
        quick(server) as pubmed,
        pytest.raises(QueryError, match="does not accept the API key"),
    ):
        pubmed.search([TRIAL])


def test_numbers_that_pubmed_does_not_know_are_reported() -> None:
    with TinyPubMed([], "nolist") as server, quick(server) as pubmed:
        assert [got.unknown for got in pubmed.fetch(["0"])] == [("0",)]


def test_the_budget_of_requests_holds_and_names_itself() -> None:
    with TinyPubMed() as server, quick(server, max_requests=2) as pubmed:
        pubmed.search([TRIAL])
        pubmed.search([TRIAL])
        with pytest.raises(BudgetError, match="2 requests allowed"):
            pubmed.search([TRIAL])


def test_the_budget_of_time_holds() -> None:
    now = [0.0]
    with TinyPubMed() as server, PubMed(settings(server), clock=lambda: now[0], sleep=lambda _: None) as pubmed:
        now[0] = 9.0
        with pytest.raises(BudgetError, match="the time allowed"):
            pubmed.search([TRIAL])
        assert server.requests == []


def test_many_trials_share_one_question_and_many_papers_one_request() -> None:
    papers = [article(str(7000 + i), numbers=[f"NCT{i:08d}"]) for i in range(1, 61)]
    with TinyPubMed(papers) as server, quick(server) as pubmed:
        found = pubmed.search([(f"NCT{i:08d}",) for i in range(1, 61)])
        got = [paper for part in pubmed.fetch(found) for paper in part.papers]
        assert len(found) == len(got) == 60
        assert [tool for tool, _ in server.requests] == ["esearch.fcgi"] * 3 + ["efetch.fcgi"]


@pytest.mark.parametrize(
    "chosen",
    [
        {"papers": False},
        {"offline": True},
        {"source": "snapshot"},
        {"source": "cache"},
        {"api_url": "http://127.0.0.1:1/api"},
    ],
)
def test_nothing_is_asked_of_pubmed_where_it_must_not_be(chosen: dict[str, object]) -> None:
    assert not Settings(**chosen).asks_pubmed  # type: ignore[arg-type]


def test_pubmed_is_asked_by_default_and_at_an_address_of_ones_own() -> None:
    assert Settings().asks_pubmed
    assert Settings().pubmed_url == PUBMED_URL
    assert Settings(api_url="http://127.0.0.1:1/api", pubmed_url="http://127.0.0.1:2/eutils").asks_pubmed
    assert not Settings.load({"MSC_TRIALS_PAPERS": "off"}).asks_pubmed
