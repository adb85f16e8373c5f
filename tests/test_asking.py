"""Asking: filters, all trials, counts, pages, lazy results, own sessions; a client beside settings, and natural mistakes."""

from __future__ import annotations

import datetime as dt
import pickle
import traceback
from pathlib import Path
from typing import Any

import pytest
import requests

from msc_trials import (
    Client,
    MscTrialsError,
    Query,
    answer,
    judge,
    lookup,
    outcome_direction,
    parse_study,
    search,
    show,
    to_frame,
)
from msc_trials.errors import MisuseError, OfflineError, QueryError, TrialNotFoundError, UnusableNumberWarning
from msc_trials.output.citations import ris
from msc_trials.output.export import write_table
from msc_trials.output.flow import flow_of
from msc_trials.output.forest import plot_forest
from msc_trials.output.plots import plot_doses, plot_ladder, plot_timeline
from msc_trials.output.reporting import reporting
from msc_trials.registry.client import Client as RegistryClient
from msc_trials.registry.filters import Filters
from msc_trials.registry.settings import Settings, SettingsKeywords
from tests.emulator import Emulator
from tests.made_up import answer_of, assessment

KNEE = "knee osteoarthritis"
OTHER = Query("knee", condition_expression='"knee"', intervention_expression='"platelet rich plasma"')


def asking(server: Emulator, tmp_path: Path, **more: Any) -> Client:
    return Client(api_url=server.url, cache_dir=tmp_path / "cache", min_interval=0, **more)


def test_filters_become_the_registrys_parameters() -> None:
    found = Filters.of(status=["RECRUITING", "completed"], phase="phase3", country=["Japan", "DE"], start_from="2015",
                       sponsor_class="INDUSTRY", ids=["nct01041001"])  # fmt: skip
    assert found.params() == {
        "filter.overallStatus": "RECRUITING|COMPLETED",
        "filter.ids": "NCT01041001",
        "filter.advanced": '(AREA[Phase]PHASE3) AND (AREA[LocationCountry]"Japan" OR AREA[LocationCountry]"Germany")'
        " AND (AREA[LeadSponsorClass]INDUSTRY) AND AREA[StartDate]RANGE[2015,MAX]",
    }
    assert not Filters.of()


@pytest.mark.parametrize("wrong", [{"status": "DONE"}, {"phase": "3"}, {"start_from": "last year"}, {"ids": "NCT"}])
def test_a_filter_that_the_registry_does_not_know_is_refused_at_once(wrong: Any) -> None:
    with pytest.raises(QueryError):
        Query.all(**wrong)


def test_all_trials_are_asked_by_their_treatment_alone() -> None:
    query = Query.all(phase="PHASE3")
    assert "query.cond" not in query.params()
    assert query.params()["query.intr"] == Query.for_condition(KNEE).params()["query.intr"]
    assert query.key() != Query.all().key()
    assert "mesenchymal" in str(query)


def test_a_search_sends_nothing_until_it_is_read(tmp_path: Path) -> None:
    with Emulator(5, page_size=2) as server, asking(server, tmp_path, page_size=2) as client:
        found = client.search(KNEE, status="COMPLETED")
        assert server.requests == []
        assert found.matched() == 5
        assert [len(page) for page in found.pages()] == [2, 2, 1]
        assert len(found) == len(list(found)) == len(found.to_frame()) == 5
        sent = [params for path, params, _ in server.requests if path == "/studies"]
        assert {p.get("filter.overallStatus") for p in sent} == {"COMPLETED"}
        assert sent[0]["pageSize"] == "1"


def test_a_limit_reads_no_more_than_is_wanted_and_stores_nothing(tmp_path: Path) -> None:
    with Emulator(50) as server, asking(server, tmp_path) as client:
        found = client.search(KNEE, limit=3)
        assert [len(found), found.matched(), len(found.to_frame())] == [3, 50, 3]
        assert found.provenance is not None
        assert found.provenance.data_timestamp.startswith("2026-11-20")
        sizes = [p["pageSize"] for path, p, _ in server.requests if path == "/studies" and p.get("fields") != "NCTId"]
        assert sizes == ["3"]
        assert [len(page) for page in client.search(KNEE, limit=3).pages()] == [3]
        assert len(client.search(KNEE)) == 50
        before = len(server.requests)
        assert len(client.search(KNEE, limit=3)) == 3
        assert len(server.requests) == before
    assert len(search(Query.all(), source="snapshot", limit=4).to_frame()) == 4
    for wrong in (0, -1, "5"):
        with pytest.raises(QueryError, match="limit"):
            search(KNEE, limit=wrong)  # type: ignore[arg-type]


def test_what_must_not_be_asked_is_not_counted(tmp_path: Path) -> None:
    with Emulator(1) as server, asking(server, tmp_path, offline=True) as client:
        with pytest.raises(OfflineError):
            client.search(KNEE).matched()
        assert server.requests == []


def test_session_headers_proxy_and_progress_are_the_callers(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    own = requests.Session()
    own.headers["X-Made-Up"] = "yes"
    with Emulator(5, page_size=2) as server:
        with asking(server, tmp_path, session=own, progress=lambda n, of: seen.append((n, of))) as client:
            client.search(KNEE).to_frame()
        assert server.requests[-1][2]["X-Made-Up"] == "yes"
        with asking(server, tmp_path / "b", headers={"X-Other": "1"}) as client:
            client.get("NCT00000001")
        assert server.requests[-1][2]["X-Other"] == "1"
        with asking(server, tmp_path / "c", proxy=server.url.removesuffix("/api/v2")) as client:
            assert client.get("NCT00000002").provenance.total == 1
    assert seen == [(2, 5), (4, 5), (5, 5)]
    for wrong in ({"page_size": 0}, {"page_size": 2000}, {"page_size": "10"}, {"session": own, "proxy": "http://x"}):
        with pytest.raises(QueryError):
            Client(**wrong)  # type: ignore[arg-type]


def test_a_live_answer_keeps_its_records(tmp_path: Path) -> None:
    with Emulator(3) as server, asking(server, tmp_path) as client:
        found = client.answer(KNEE)
        again = client.answer(KNEE)
    for one in (found, again):
        assert len(to_frame(one, "interventions")) == 3
        assert one["NCT00000001"].assessment.trial_id == "NCT00000001"
        assert len(one) == len(list(one)) == len(one.trials)
    assert len(to_frame(pickle.loads(pickle.dumps(found)), "interventions")) == 3  # noqa: S301


def test_a_client_beside_settings_is_an_error_and_sends_nothing(tmp_path: Path) -> None:
    with Emulator(1) as server, asking(server, tmp_path) as client:
        for ask in (answer, search, show):
            with pytest.raises(MisuseError, match="offline"):
                ask("NCT01041001" if ask is show else KNEE, client=client, offline=True)  # type: ignore[operator]
        assert server.requests == []
    with pytest.raises(MisuseError, match="twice"):
        RegistryClient(Settings(), offline=True)


def test_the_keywords_are_those_of_the_settings() -> None:
    assert set(SettingsKeywords.__annotations__) == set(Settings.__dataclass_fields__)


def _misuses(client: Client) -> dict[str, Any]:
    return {
        "fetch of a text": lambda: client.fetch("knee"),  # type: ignore[arg-type]
        "answer of nothing": lambda: answer(None),  # type: ignore[arg-type]
        "answer of a list": lambda: answer(["knee", "hip"]),  # type: ignore[arg-type]
        "search of nothing": lambda: search(None),  # type: ignore[arg-type]
        "show of a number": lambda: show(1041001),  # type: ignore[arg-type]
        "show of seven digits": lambda: show("1041001"),
        "numbers with a null": lambda: client.get_many(["NCT01041001", float("nan")]),
        "one text as numbers": lambda: client.get_many("NCT01041001"),
        "a dictionary judged": lambda: judge({}),  # type: ignore[arg-type]
        "a dictionary as a frame": lambda: to_frame({"protocolSection": {}}),  # type: ignore[dict-item]
        "an unknown setting": lambda: answer(KNEE, oflline=True),  # type: ignore[call-arg]
        "nothing as numbers": lambda: client.get_many(None),  # type: ignore[arg-type]
        "a number as numbers": lambda: client.get_many(5),  # type: ignore[arg-type]
        "an unknown filter": lambda: client.search(KNEE, sstatus="x"),  # type: ignore[call-arg]
        "a number as phase": lambda: client.search(KNEE, phase=3),  # type: ignore[arg-type]
        "a day that does not exist": lambda: client.search(KNEE, start_from="2015-13"),
        "a filter as setting": lambda: search(KNEE, phase="PHASE3"),  # type: ignore[call-arg]
        "all trials of a condition": lambda: Query.all("knee"),  # type: ignore[arg-type]
        "an empty list of numbers": lambda: client.search(ids=[]),
        "days in the wrong order": lambda: client.search(KNEE, start_from="2020", start_to="2010"),
        "an answer with a filter": lambda: client.answer(KNEE, phase="PHASE3"),  # type: ignore[arg-type]
        "another treatment from the snapshot": lambda: Client(source="snapshot").search(OTHER),
        "a text as a record": lambda: parse_study("{}"),
        "a text as session": lambda: Client(session="mine"),  # type: ignore[arg-type]
        "a list as headers": lambda: Client(headers=["a"]),  # type: ignore[arg-type]
        "a number as proxy": lambda: Client(proxy=8080),  # type: ignore[arg-type]
        "a number as progress": lambda: Client(progress=3),  # type: ignore[arg-type]
        "a ladder of a text": lambda: plot_ladder(KNEE),  # type: ignore[arg-type]
        "a timeline of a frame": lambda: plot_timeline(to_frame([])),  # type: ignore[arg-type]
        "doses of nothing": lambda: plot_doses(None),  # type: ignore[arg-type]
        "a country that is null": lambda: client.search(KNEE, country=[None]),  # type: ignore[list-item]
        "a frame without a file": lambda: write_table(to_frame([]), None),  # type: ignore[arg-type]
        "records of the snapshot": lambda: Client(source="snapshot").get_many(["NCT01041001"]),
        "a profile as setting": lambda: Client(profile="car_t"),  # type: ignore[call-arg]
        "a text as settings": lambda: Client("cache"),  # type: ignore[arg-type]
        "a dictionary as settings": lambda: Client({"offline": True}),  # type: ignore[arg-type]
        "a class as client": lambda: answer(KNEE, client=Client),  # type: ignore[arg-type]
        "lookup of nothing": lambda: lookup(None),  # type: ignore[arg-type]
        "direction of a number": lambda: outcome_direction(3),  # type: ignore[arg-type]
        "a forest of trials": lambda: plot_forest(to_frame([])),
        "a forest of an answer": lambda: plot_forest(answer(KNEE, source="snapshot")),  # type: ignore[arg-type]
        "reporting of an answer": lambda: reporting(answer(KNEE, source="snapshot")),  # type: ignore[arg-type]
        "reporting of nobody's trials": lambda: reporting(to_frame([]), population="some"),  # type: ignore[arg-type]
        "a flow of a frame": lambda: flow_of(to_frame([])),  # type: ignore[arg-type]
        "citations of a text": lambda: ris("NCT01041001"),  # type: ignore[arg-type]
        "an answer as a file": lambda: write_table(answer(KNEE, source="snapshot"), "a.csv"),  # type: ignore[arg-type]
    }


@pytest.mark.parametrize("name", _misuses(Client(offline=True)))
def test_natural_mistakes_get_one_clear_error_at_the_call(name: str) -> None:
    with pytest.raises(MscTrialsError) as caught:
        _misuses(Client(offline=True))[name]()
    assert caught.value.hint
    assert "NCT01041001" in caught.value.hint or not name.startswith("show")


def test_a_number_of_zeros_is_not_offered_as_the_right_one() -> None:
    with pytest.raises(QueryError) as caught:
        Filters.of(ids=["NCT00000000"])
    assert "NCT01041001" in caught.value.hint


def test_a_country_is_searched_by_all_names_it_had_in_the_registry() -> None:
    assert Filters.of(country="South Korea").country == Filters.of(country=["kr", "Korea"]).country
    assert "Korea, Republic of" in Filters.of(country="KR").country
    assert Filters.of(country="Ecuador").country == ("Ecuador",)


def test_a_year_and_its_first_month_are_in_order() -> None:
    assert Filters.of(start_from="2015-06", start_to="2015")


def test_filters_that_are_none_filter_nothing_and_days_may_be_dates() -> None:
    assert not Filters.of(status=None, ids=None, country=None, start_from=None)  # type: ignore[arg-type]
    assert Filters.of(start_from=dt.date(2015, 6, 1)).start_from == "2015-06-01"  # type: ignore[arg-type]


def test_lenient_numbers_name_what_they_could_not_use(tmp_path: Path) -> None:
    with Emulator(3) as server, asking(server, tmp_path) as client:
        with pytest.warns(UnusableNumberWarning, match="2 values are not NCT numbers: nan, NCTx") as given:
            found = client.get_many(["NCT00000001", float("nan"), "NCTx"], strict=False)
        assert given[0].filename == __file__
        assert found.provenance.total == 1
        with pytest.raises(QueryError, match="No usable"), pytest.warns(UnusableNumberWarning):
            client.get_many([None], strict=False)


def test_a_traceback_says_what_to_do_after_a_pickle_too() -> None:
    with pytest.raises(QueryError) as raised:
        Query.for_condition("")
    for error in (raised.value, pickle.loads(pickle.dumps(raised.value))):  # noqa: S301 - our own bytes
        assert traceback.format_exception(error)[-1].strip() == error.hint
        assert str(error) == error.message


def test_an_answer_says_whether_it_has_a_number() -> None:
    made = answer_of(assessment(1))
    assert "NCT90000001" in made
    assert made.trials[0] in made
    assert "NCT90000002" not in made


def test_a_trial_that_an_answer_lacks_is_named() -> None:
    with pytest.raises(TrialNotFoundError, match="NCT01"):
        answer_of(assessment(1))["NCT01"]
    with pytest.raises(MisuseError, match="not slice"):
        answer_of(assessment(1))[:3]  # type: ignore[index, misc] # what a user types
