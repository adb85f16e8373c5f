from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import (
    BlockedError,
    CacheWarning,
    OfflineError,
    QueryError,
    ResponseError,
    StaleDataWarning,
    TransportError,
    TrialNotFoundError,
)
from msc_trials.extraction.trial import parse_study
from msc_trials.registry.client import Client
from msc_trials.registry.result_set import Provenance, ResultSet, digest, nct_id_of, read_document
from tests.emulator import STAMP, Emulator
from tests.helpers import Ask, Clock, client

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_first_answer_is_live_and_the_second_costs_nothing(emulator: Emulator, folder: Path) -> None:
    clock = Clock()
    with client(emulator, folder, clock) as one:
        first = one.fetch(Ask())
    with client(emulator, folder, clock) as two:
        second = two.fetch(Ask())
    assert first.provenance == Provenance(
        source="live",
        url=f"{emulator.url}/studies?query.cond=%22a+condition%22",
        data_timestamp=STAMP,
        api_version="2.0.5",
        retrieved_at="2026-11-25T12:00:00+00:00",
        total=5,
        requests=2,
    )
    assert (second.provenance.source, second.provenance.requests, second.provenance.stale) == ("cache", 0, False)
    assert second.provenance.retrieved_at == first.provenance.retrieved_at
    assert second.studies == first.studies
    assert second.sha256 == first.sha256
    assert len(first) == len(second) == 5
    assert len(emulator.requests) == 2
    assert parse_study(second.studies[0]).nct_id == "NCT00000001"


def test_nothing_found_is_stored_too(emulator: Emulator, folder: Path) -> None:
    for source in ("live", "cache"):
        with client(emulator, folder) as asked:
            result = asked.fetch(Ask('"nothing"'))
        assert (result.provenance.source, result.studies) == (source, ())


def test_many_pages_come_back_from_the_store_as_one_set(folder: Path) -> None:
    with Emulator(7, page_size=3) as server:
        live = client(server, folder).fetch(Ask())
        stored = client(server, folder).fetch(Ask())
    assert stored.provenance.source == "cache"
    assert len(stored.pages) == 3
    assert stored.studies == live.studies
    assert len(stored.studies) == 7


def test_other_questions_servers_and_studies_are_other_entries(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as one:
        one.fetch(Ask())
        assert one.fetch(Ask('"another"')).provenance.source == "live"
        assert one.get("NCT00000002").provenance.source == "live"
    with Emulator(2) as other, client(other, folder) as two:
        assert two.fetch(Ask()).provenance.total == 2


def test_an_old_answer_is_fetched_anew(emulator: Emulator, folder: Path) -> None:
    clock = Clock()
    with client(emulator, folder, clock) as asked:
        asked.fetch(Ask())
        clock.pass_hours(23.9)
        assert asked.fetch(Ask()).provenance.source == "cache"
        clock.pass_hours(0.2)
        assert asked.fetch(Ask()).provenance.source == "live"


def test_refresh_asks_and_live_asks(emulator: Emulator, folder: Path) -> None:
    for overrides in ({}, {"refresh": True}, {"source": "live"}):
        with client(emulator, folder, **overrides) as asked:
            assert asked.fetch(Ask()).provenance.source == "live"


def test_when_asking_fails_the_old_answer_is_served_and_says_so(emulator: Emulator, folder: Path) -> None:
    clock = Clock()
    with client(emulator, folder, clock) as asked:
        fresh = asked.fetch(Ask())
        clock.pass_hours(30)
        emulator.trouble("503*,/503*")
        with pytest.warns(StaleDataWarning, match=r"1 day old.*HTTP 503"):
            served = asked.fetch(Ask())
        assert served.studies == fresh.studies
        assert served.provenance.stale
        assert "HTTP 503" in served.provenance.cause
        assert served.provenance.retrieved_at == fresh.provenance.retrieved_at
        emulator.trouble("")  # a failed refresh destroyed nothing, and the next one works
        assert asked.fetch(Ask()).provenance.source == "live"


def test_a_refresh_that_fails_halfway_keeps_the_old_answer(folder: Path) -> None:
    with Emulator(5, page_size=2) as server:
        with client(server, folder) as asked:
            asked.fetch(Ask())
        with client(server, folder, refresh=True) as asked:
            server.trouble("ok,badjson*")
            with pytest.warns(StaleDataWarning, match="not valid JSON"):
                assert len(asked.fetch(Ask()).studies) == 5
        with client(server, folder, offline=True) as asked:
            assert asked.fetch(Ask()).provenance.stale is False


def test_when_asking_fails_and_nothing_is_stored_the_error_comes_through(emulator: Emulator, folder: Path) -> None:
    emulator.trouble("403*,/403*")
    with client(emulator, folder) as asked, pytest.raises(BlockedError):
        asked.fetch(Ask())
    emulator.trouble("")
    with client(emulator, folder) as asked:
        assert asked.fetch(Ask()).provenance.source == "live"


def test_live_means_live(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as asked:
        asked.fetch(Ask())
    emulator.trouble("reset*,/reset*")
    with client(emulator, folder, source="live") as asked, pytest.raises(TransportError):
        asked.fetch(Ask())


def test_offline_sends_nothing(emulator: Emulator, folder: Path) -> None:
    clock = Clock()
    with client(emulator, folder, clock, offline=True) as asked:
        with pytest.raises(OfflineError, match="offline") as caught:
            asked.fetch(Ask())
        assert caught.value.hint
        with pytest.raises(OfflineError):
            asked.version()
    with client(emulator, folder, clock) as asked:
        asked.fetch(Ask())
    clock.pass_hours(100)
    sent = len(emulator.requests)
    with client(emulator, folder, clock, offline=True) as asked, pytest.warns(StaleDataWarning, match="4 days old"):
        assert asked.fetch(Ask()).provenance.stale
    assert len(emulator.requests) == sent


def test_source_cache_and_snapshot(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder, source="cache") as asked, pytest.raises(OfflineError):
        asked.fetch(Ask())
    with client(emulator, folder, source="snapshot") as asked, pytest.raises(OfflineError, match="snapshot"):
        asked.fetch(Ask())
    assert emulator.requests == []


def test_no_cache_leaves_no_trace(emulator: Emulator, folder: Path) -> None:
    for _ in range(2):
        with client(emulator, folder, no_cache=True) as asked:
            assert asked.fetch(Ask()).provenance.source == "live"
    assert not folder.exists()


def test_snapshot_leaves_no_trace(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder, source="snapshot") as asked, pytest.raises(OfflineError):
        asked.fetch(Ask())
    assert not folder.exists()


def test_one_study(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as asked:
        assert asked.get("nct00000002").provenance.source == "live"
        stored = asked.get(" NCT00000002")
        assert stored.provenance.source == "cache"
        assert parse_study(stored.studies[0]).nct_id == "NCT00000002"
        with pytest.raises(TrialNotFoundError):
            asked.get("NCT77777777")
        with pytest.raises(QueryError):
            asked.get("knee")


def test_many_studies(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as asked:
        live = asked.get_many(["NCT00000002", "nct90000001", "NCT00000002"])
        assert len(live) == 2
        assert asked.get_many(["nct90000001", "NCT00000002"]).provenance.source == "cache"


def test_a_closed_client_opens_again(emulator: Emulator, folder: Path) -> None:
    asked = client(emulator, folder)
    asked.fetch(Ask())
    asked.close()
    assert asked.fetch(Ask()).provenance.source == "cache"
    asked.close()


def test_making_a_client_sends_and_writes_nothing(emulator: Emulator, folder: Path) -> None:
    client(emulator, folder).close()
    Client(api_url=emulator.url, cache_dir=folder).close()
    assert emulator.requests == []
    assert not folder.exists()


def test_settings_come_from_the_environment(emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSC_TRIALS_API_URL", emulator.url + "/")
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(folder))
    monkeypatch.setenv("MSC_TRIALS_MIN_INTERVAL", "0")
    with Client() as asked:
        assert asked.fetch(Ask()).provenance.source == "live"
    with Client(offline=True) as asked:
        assert asked.fetch(Ask()).provenance.source == "cache"


# --- a store that fails never costs the answer ------------------------------------------------------------------------


def test_without_a_usable_folder_answers_still_come(emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with client(emulator, tmp_path / "file") as asked:
        with pytest.warns(CacheWarning, match="going on without"):
            assert asked.fetch(Ask()).provenance.source == "live"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            asked.fetch(Ask())  # said once


def test_without_a_home_folder_answers_still_come(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msc_trials.registry.stored_answers.cache_folder", lambda _: None)
    with client(emulator, None) as asked, pytest.warns(CacheWarning, match="home"):
        assert asked.fetch(Ask()).provenance.source == "live"


def test_a_full_disk_costs_the_storing_not_the_answer(folder: Path) -> None:
    with Emulator(900) as server, client(server, folder) as asked:
        assert asked.cache is not None
        asked.cache._cache._sql("PRAGMA max_page_count = 1")
        with pytest.warns(CacheWarning, match="going on without"):
            assert len(asked.fetch(Ask())) == 900


def test_a_damaged_answer_is_fetched_anew(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as asked:
        asked.fetch(Ask())
    connection = sqlite3.connect(folder / "v1" / "cache.db")
    with connection:
        connection.execute("UPDATE Cache SET value = x'00' WHERE key LIKE 'body/%'")
    connection.close()
    with client(emulator, folder) as asked:
        with pytest.warns(CacheWarning, match="damaged"):
            assert asked.fetch(Ask()).provenance.source == "live"
        assert asked.fetch(Ask()).provenance.source == "cache"


def test_a_damaged_answer_and_no_network_is_a_refusal(emulator: Emulator, folder: Path) -> None:
    with client(emulator, folder) as asked:
        asked.fetch(Ask())
    connection = sqlite3.connect(folder / "v1" / "cache.db")
    with connection:
        connection.execute("UPDATE Cache SET value = x'00' WHERE key LIKE 'body/%'")
    connection.close()
    offline = client(emulator, folder, offline=True)
    with pytest.warns(CacheWarning, match="damaged"), pytest.raises(OfflineError), offline as asked:
        asked.fetch(Ask())


def test_an_interrupted_pull_leaves_nothing_and_starts_again(folder: Path) -> None:
    with Emulator(5, page_size=2) as server, client(server, folder) as asked:
        server.trouble("ok,503*")
        with pytest.raises(TransportError):
            asked.fetch(Ask())
        assert asked.cache is not None
        assert asked.cache.status().entries == 0
        server.trouble("")
        assert len(asked.fetch(Ask())) == 5


def test_two_processes_at_once(emulator: Emulator, folder: Path) -> None:
    code = f"""
from msc_trials.registry.client import Client
from tests.helpers import Ask
for i in range(4):
    with Client(api_url={emulator.url!r}, cache_dir={str(folder)!r}, min_interval=0, refresh=True) as client:
        assert len(client.fetch(Ask(str(i % 2)))) == 5
"""
    children = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", code], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [(c.communicate()[1], c.returncode) for c in children] == [(b"", 0)] * 2
    with client(emulator, folder, offline=True) as asked:
        assert asked.cache is not None
        assert asked.cache.status().entries == 2


# --- result sets ------------------------------------------------------------------------------------------------------


def test_what_was_read_while_fetching_is_not_read_again(emulator: Emulator, tmp_path: Path) -> None:
    seen: list[str | None] = []

    def read(study: dict[str, Any]) -> str | None:
        seen.append(nct_id_of(study))
        return nct_id_of(study)

    with client(emulator, tmp_path / "cache") as asked:
        live = asked.fetch(Ask(), read)
        assert live.sha256 == digest(live.pages)
        assert "pages" not in repr(live)
        assert live.read(read) == tuple(seen) == tuple(f"NCT{i:08d}" for i in range(1, 6))
        assert len(seen) == 5
        assert [nct_id_of(study) for study in live.studies] == list(live.read(read))
        stored = asked.fetch(Ask(), read)
        assert len(seen) == 5  # a stored answer is read when somebody wants it
        assert stored.read(read) == live.read(read)
        assert len(seen) == 10


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": 1, "a": 2}', b"[NaN, -Infinity, 1e400]", b"[123456789012345678901234567890, -0, 0.1]",
        b'["\\ud800"]', b'["\xed\xa0\x80"]', b"\xef\xbb\xbf{}", "[]".encode("utf-16"), b" \n{}\t", b'["\x7f\\/"]',
    ],
)  # fmt: skip
def test_documents_are_read_as_json_reads_them(text: bytes) -> None:
    assert repr(read_document(text)) == repr(json.loads(text))


@pytest.mark.parametrize("text", [b"", b"[01]", b"[1,]", b'{"a": 1}x', b"[nan]", b'"\x01"', b"[" * 100_000])
def test_what_is_no_document_is_a_named_error(text: bytes) -> None:
    with pytest.raises(ResponseError):
        read_document(text)


def test_a_damaged_page_is_a_named_error() -> None:
    provenance = Provenance(source="cache", url="", data_timestamp="", api_version="", retrieved_at="", total=1)
    for page in (b"", b"plain", b"\x1f\x8b\x08\x00"):
        with pytest.raises(ResponseError):
            _ = ResultSet(provenance, digest((page,)), (page,)).studies
