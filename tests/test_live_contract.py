"""What this package relies on, asked of the real registry: about 15 requests, at most one a second. Run with --live."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from msc_trials.errors import ResponseError, TrialNotFoundError
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import seeds
from msc_trials.records import vocabularies
from msc_trials.registry.http import Exchange
from msc_trials.registry.pages import Transport
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import canonical_ids, nct_id_of
from msc_trials.registry.settings import Settings
from msc_trials.registry.shape import FIELDS

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def registry() -> Iterator[Transport]:
    transport = Transport(Settings.load())
    yield transport
    transport.close()


@pytest.fixture(scope="module")
def exchange() -> Iterator[Exchange]:
    exchange = Exchange(Settings.load())
    yield exchange
    exchange.close()


def test_the_version_is_the_one_this_was_written_for(registry: Transport) -> None:
    assert registry.version().api_version.startswith("2.")


def test_the_field_names_are_still_known(exchange: Exchange) -> None:
    nodes, names = list(exchange.get("/studies/metadata").document), set()
    while nodes:
        node = nodes.pop()
        names.add(node["piece"])
        nodes += node.get("children", [])
    assert set(FIELDS) <= names
    assert len(set(seeds.lines("api_fields")) ^ names) <= 10


def test_the_codes_are_still_known(exchange: Exchange) -> None:
    codes = {e["type"]: {v["value"] for v in e["values"]} for e in exchange.get("/studies/enums").document}
    assert all(isinstance(vocabularies.status_of(code), vocabularies.Status) for code in codes["Status"])
    assert all(isinstance(vocabularies.phase_of((code,)), vocabularies.Phase) for code in codes["Phase"])


def test_a_condition_is_answered_and_read_without_problems(registry: Transport) -> None:
    pull = registry.pull(Query.for_condition("knee osteoarthritis"))
    records = [parse_study(study) for study in pull.studies]
    assert len(records) > 50
    assert {"NCT01041001", "NCT03990805"} <= {r.nct_id for r in records}
    assert sum(bool(r.problems) for r in records) <= len(records) // 20
    assert pull.requests == 2


def test_a_question_of_several_pages_adds_up(registry: Transport) -> None:
    class Everything:
        def params(self) -> dict[str, str]:
            return {"query.intr": '"mesenchymal stem cells" OR "mesenchymal stromal cells"'}

        def url(self, base: str = "") -> str:
            return base

        def key(self) -> str:
            return "everything"

    assert len(registry.pull(Everything()).studies) > 1000


def test_one_study_and_none(registry: Transport) -> None:
    assert nct_id_of(registry.get_study("NCT01041001").studies[0]) == "NCT01041001"
    with pytest.raises(TrialNotFoundError):
        registry.get_study("NCT99999999")


def test_a_batch_leaves_unknown_numbers_out(registry: Transport) -> None:
    asked = ["NCT01041001", "NCT03990805", "NCT99999999"]
    found = canonical_ids(asked, registry.get_studies(asked).studies)
    assert found == {"NCT01041001": "NCT01041001", "NCT03990805": "NCT03990805", "NCT99999999": None}


def test_a_bad_question_is_refused_in_words(exchange: Exchange) -> None:
    with pytest.raises(ResponseError) as caught:
        exchange.get("/studies", {"query.cond": "(unbalanced", "pageSize": "1"})
    assert caught.value.details["status"] == 400
    assert caught.value.details["words"]
