"""Filters of a search hold for every source: the registry, a store, the snapshot; by one rule, never ignored."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials import Client, Query, parse_study, search, to_frame
from msc_trials.errors import MisuseError, OfflineError, QueryError
from msc_trials.evidence.assess import assess
from msc_trials.local.source import passes_filters
from msc_trials.local.store import reading
from msc_trials.records.filtering import Filterable, of_record, passes
from msc_trials.registry.filters import Filters
from tests.emulator import Emulator
from tests.test_store import made

TRIAL = Filterable(
    numbers=("NCT00000001",), status="Completed", phase="Phase 2/3", countries=("Korea, Republic of", "Japan"),
    sponsor_class="OTHER", start_date="2015-06",
)  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "passed"),
    [
        ({}, True),
        ({"status": "COMPLETED"}, True),
        ({"status": ["RECRUITING", "TERMINATED"]}, False),
        ({"phase": "PHASE2"}, True),
        ({"phase": "PHASE3"}, True),
        ({"phase": ["PHASE1", "PHASE4"]}, False),
        ({"country": "japan"}, True),
        ({"country": "Korea"}, True),
        ({"country": ["Nepal", "China"]}, False),
        ({"sponsor_class": "OTHER"}, True),
        ({"sponsor_class": "INDUSTRY"}, False),
        ({"ids": ["NCT00000001", "NCT00000002"]}, True),
        ({"ids": "NCT00000002"}, False),
        ({"start_from": "2015"}, True),
        ({"start_from": "2015-06"}, True),
        ({"start_from": "2015-07"}, False),
        ({"start_to": "2015"}, True),
        ({"start_to": "2015-05"}, False),
        ({"start_from": "2015-06-01", "start_to": "2015-06-01"}, True),
        ({"phase": "PHASE3", "status": "RECRUITING"}, False),
    ],
)
def test_a_trial_passes_the_filters_that_fit(filters: Any, passed: bool) -> None:
    assert passes(Filters.of(**filters), TRIAL) is passed


def test_what_is_not_stated_passes_no_filter() -> None:
    unknown = Filterable(
        numbers=("NCT00000001",), status="Not given", phase="Not given", countries=(), sponsor_class="", start_date=""
    )
    wanted: list[dict[str, str]] = [
        {"status": "COMPLETED"}, {"phase": "NA"}, {"country": "Japan"}, {"sponsor_class": "OTHER"}, {"start_from": "1990"},
        {"start_to": "2090"},
    ]  # fmt: skip
    assert not any(passes(Filters.of(**one), unknown) for one in wanted)  # type: ignore[arg-type]


WORDS = {"COMPLETED": "Completed", "RECRUITING": "Recruiting", "UNKNOWN": "Unknown", "TERMINATED": "Terminated"}
ANY_FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=2),
        "phase": st.lists(st.sampled_from(["PHASE1", "PHASE2", "PHASE3", "PHASE4"]), min_size=1, max_size=2),
        "country": st.sampled_from(["United States", "China", "Iran"]),
        "sponsor_class": st.sampled_from(["INDUSTRY", "OTHER", "OTHER_GOV"]),
        "start_from": st.sampled_from(["2010", "2014-05", "2018-01-15"]),
        "start_to": st.sampled_from(["2016", "2020-03", "2022-12-31"]),
    },
).filter(lambda found: not ("start_from" in found and found.get("start_to", "9") < found["start_from"]))


@pytest.fixture(scope="module")
def everything() -> Any:
    pytest.importorskip("pandas")
    return search(Query.all(), source="snapshot").to_frame()


@settings(max_examples=settings().max_examples // 5, deadline=None)  # each builds a frame
@given(filters=ANY_FILTERS)
def test_a_filtered_search_of_the_snapshot_is_its_frame_filtered(everything: Any, filters: Any) -> None:
    wanted = everything
    if status := filters.get("status"):
        wanted = wanted[wanted.status.isin([WORDS[code] for code in status])]
    if phase := filters.get("phase"):
        wanted = wanted[
            [
                any(code[-1] in str(p).removeprefix("Early Phase 1") for code in phase)
                for p in wanted.phase.astype(object)
            ]
        ]
    if country := filters.get("country"):
        wanted = wanted[wanted.countries.str.contains(country, regex=False).fillna(False)]
    if sponsor := filters.get("sponsor_class"):
        wanted = wanted[(wanted.sponsor_class == sponsor).fillna(False)]
    first = wanted.start_date + wanted.start_precision.astype(object).map({"year": "-01-01", "month": "-01", "day": ""})
    keep = first.notna()
    if start := filters.get("start_from"):
        keep &= first >= start
    if end := filters.get("start_to"):
        keep &= first.str[: len(end)] <= end
    wanted = wanted[keep.fillna(False)] if {"start_from", "start_to"} & filters.keys() else wanted
    found = search(Query.all(**filters), source="snapshot")
    assert set(found.to_frame().trial_id) == set(wanted.trial_id)
    assert found.matched() == len(wanted)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("filters"))


@pytest.mark.parametrize("same_rules", [True, False])
def test_a_store_filters_records_and_facts_alike(
    store: Path, same_rules: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not same_rules:
        monkeypatch.setattr(reading, "rules_digest", lambda: "other")
    for condition in (None, "knee osteoarthritis"):
        with Client(source=str(store)) as client:
            whole = client.search(condition)
            narrow = client.search(condition, status="COMPLETED", start_from="2011", start_to="2012")
            assert {t.nct_id for t in narrow} == {
                t.nct_id
                for t in whole
                if t.status == "Completed" and t.start_date and "2011" <= t.start_date.text < "2013"
            }
            assert 0 < len(narrow) == narrow.matched() < whole.matched()
            kept = {a.trial_id for a in whole.assessments()}
            assert {a.trial_id for a in narrow.assessments()} == {t.nct_id for t in narrow} & kept


def test_a_store_finds_all_its_trials_of_cells(store: Path) -> None:
    found = search(Query.all(), source=str(store))
    assert {t.nct_id for t in found if t.msc_class != ("not_msc",)} == {a.trial_id for a in found.assessments()}
    assert set(found.to_frame("interventions").nct_id) == set(found.to_frame().nct_id)


def test_a_distance_is_refused_at_once_where_the_registry_is_not_asked(store: Path) -> None:
    for source in ("snapshot", str(store)):
        with Client(source=source) as client, pytest.raises(QueryError, match="distance"):
            client.search("stroke", near="distance(48.1,11.6,200km)")


@pytest.mark.parametrize("near", [(48.1, 11.6), "48.1,11.6", 48.1, ["distance(48.1,11.6,200km)"]])
def test_a_distance_in_another_form_is_refused_with_the_right_one(near: Any) -> None:
    with pytest.raises(QueryError) as refused:
        Query.all(near=near)
    assert 'near="distance(48.1,11.6,200km)"' in (refused.value.hint or "")


def test_a_stored_answer_without_filters_is_filtered_where_nobody_may_be_asked(tmp_path: Path) -> None:
    with Emulator(4) as server:
        server.studies["NCT00000002"]["protocolSection"]["statusModule"]["overallStatus"] = "RECRUITING"
        chosen: dict[str, Any] = {"api_url": server.url, "cache_dir": tmp_path / "cache", "min_interval": 0}
        with Client(**chosen) as client:
            assert len(client.search("stroke")) == 4
        sent = len(server.requests)
        with Client(**chosen, offline=True) as client:
            assert [t.nct_id for t in client.search("stroke", status="RECRUITING")] == ["NCT00000002"]
            assert len(client.search("stroke", status="COMPLETED", limit=2).to_frame()) == 2
            with pytest.raises(OfflineError):
                len(client.search("gout", status="COMPLETED"))
            with pytest.raises(OfflineError):
                len(client.search("stroke", near="distance(48.1,11.6,200km)"))
        assert len(server.requests) == sent


def test_records_of_a_snapshot_are_refused_with_what_to_do() -> None:
    with pytest.raises(MisuseError, match="facts"):
        list(search("stroke", source="snapshot"))


def test_records_and_facts_of_real_trials_pass_the_same_filters(shared: Path) -> None:
    with gzip.open(shared / "corpus" / "msc.jsonl.gz", "rt", encoding="utf-8") as handle:
        trials = [parse_study(json.loads(line)) for line in islice(handle, 0, None, 40)]
    many = [
        {"phase": "PHASE2"},
        {"status": "UNKNOWN"},
        {"country": "China"},
        {"sponsor_class": "INDUSTRY"},
        {"start_from": "2018-06"},
    ]
    for one in many:
        query = Query.all(**one)  # type: ignore[arg-type]
        passed = [t.nct_id for t in trials if passes(query.filters, of_record(t))]
        assert passed == [t.nct_id for t in trials if passes_filters(query, assess(t))]
        assert 0 < len(passed) < len(trials)


def test_a_frame_of_a_search_says_what_was_asked_and_from_where(store: Path) -> None:
    found = search(
        Query.for_condition("knee osteoarthritis").filtered(status="COMPLETED"), source=str(store)
    ).to_frame()
    (about,) = found.attrs["answers"]
    assert (about["condition"], about["source"]) == ("knee osteoarthritis", "store")
    assert about["retrieved_at"] == "2026-11-25"
    assert to_frame(search("stroke", source="snapshot")).attrs["answers"][0]["source"] == "snapshot"
    assert search(Query.all(), source="snapshot").to_frame().attrs["answers"][0]["data_timestamp"]


@pytest.mark.parametrize("name", ["status", "phase", "country", "sponsor_class", "ids"])
def test_an_empty_list_is_refused_and_none_filters_nothing(name: str) -> None:
    for empty in ([], (), set(), iter(())):
        with pytest.raises(QueryError, match=f"The list of {name} is empty"):
            Filters.of(**{name: empty})  # type: ignore[arg-type]
    assert not Filters.of(**{name: None})  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "meant"), [("Germny", "Germany"), ("untied states", "United States"), ("Kenia", "Kenya"), ("Atlantis", "two letters"), ("", "two letters")])  # fmt: skip
def test_a_misspelt_country_is_refused_with_the_one_that_may_be_meant(text: str, meant: str) -> None:
    with pytest.raises(QueryError, match="is not a country of our list") as refused:
        Query.all(country=["DE", text])
    assert meant in (refused.value.hint or "")


def test_a_limit_may_be_a_whole_number_of_numpy() -> None:
    """The largest number of studies comes from a column of a frame, which holds numbers of numpy."""
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    assert len(search("stroke", source="snapshot", limit=numpy.int64(3)).to_frame()) == 3
    with pytest.raises(QueryError, match="cannot be kept"):
        search("stroke", source="snapshot", limit=numpy.float64(3))
