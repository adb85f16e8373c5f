from __future__ import annotations

import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.errors import (
    BlockedError,
    QueryError,
    RateLimitedError,
    ResponseError,
    TransportError,
    TrialNotFoundError,
)
from msc_trials.knowledge import seeds
from msc_trials.registry import retries
from msc_trials.registry.pages import Transport
from msc_trials.registry.result_set import canonical_ids, normalize_nct_id
from msc_trials.registry.settings import Settings
from msc_trials.registry.shape import FIELDS
from tests.emulator import STAMP, Emulator
from tests.helpers import NOW, Ask, Clock, client, transport


def ids(studies: tuple[dict[str, Any], ...]) -> list[str]:
    return [s["protocolSection"]["identificationModule"]["nctId"] for s in studies]


def test_the_fields_asked_for_are_names_of_the_api() -> None:
    names = seeds.lines("api_fields")
    assert len(names) == 454
    assert set(FIELDS) <= set(names)
    assert len(set(FIELDS)) == len(FIELDS)
    assert "NCTId" in FIELDS  # nothing is implied


def test_one_condition_costs_one_page_and_one_version(emulator: Emulator) -> None:
    pull = transport(emulator).pull(Ask())
    assert sorted(emulator.paths) == ["/studies", "/version"]
    _, params, headers = min(emulator.requests)
    assert params == {
        "query.cond": '"a condition"',
        "fields": ",".join(FIELDS),
        "pageSize": "750",
        "countTotal": "true",
    }
    assert headers["Accept-Encoding"] == "gzip"
    assert headers["User-Agent"] == requests.utils.default_user_agent()
    assert (len(pull.studies), pull.version.data_timestamp, pull.requests) == (5, STAMP, 2)
    assert all(page[:2] == b"\x1f\x8b" for page in pull.pages)


def test_each_study_is_read_once_before_the_next_page_is_asked_for() -> None:
    with Emulator(7, page_size=3) as server:
        asked_when_read: list[int] = []

        def read(study: dict[str, Any]) -> int:
            asked_when_read.append(len(server.requests))
            return int(study["protocolSection"]["identificationModule"]["nctId"][3:])

        pull = transport(server).pull(Ask(), read)
    assert pull.studies == (1, 2, 3, 4, 5, 6, 7)
    assert asked_when_read == [2, 2, 2, 3, 3, 3, 4]
    assert pull.requests == 5  # version, three pages, version


def test_what_was_read_of_a_pull_that_is_started_anew_does_not_count() -> None:
    with Emulator(4, page_size=3) as server:
        server.trouble("/ok,/stamp:2026-11-21T09:00:05")
        times: list[str] = []
        pull = transport(server).pull(Ask(), lambda study: times.append("read") or "read")
    assert pull.studies == ("read",) * 4
    assert len(times) == 8


def test_a_reader_that_fails_ends_the_pull() -> None:
    with Emulator(7, page_size=3) as server, pytest.raises(ZeroDivisionError):
        transport(server).pull(Ask(), lambda study: 1 / 0)


def test_passwords_kept_for_other_programs_are_not_sent(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login someone password secret\ndefault login x password y\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    transport(emulator).pull(Ask())
    assert requests.utils.get_netrc_auth(emulator.url) == ("someone", "secret")
    assert len(emulator.requests) == 2
    assert not [headers for _, _, headers in emulator.requests if "Authorization" in headers]


def test_the_user_agent_can_be_set(emulator: Emulator) -> None:
    transport(emulator, user_agent="a-study/1.0").version()
    assert emulator.requests[0][2]["User-Agent"] == "a-study/1.0"


def test_pages_are_followed_to_an_empty_last_one_and_the_version_checked_twice() -> None:
    with Emulator(6, page_size=2) as server:
        pull = transport(server).pull(Ask())
        assert Counter(server.paths) == {"/version": 2, "/studies": 4}
        assert server.paths[-1] == "/version"
        assert [p.get("countTotal") for path, p, _ in server.requests if path == "/studies"] == ["true"] * 4
    assert ids(pull.studies) == [f"NCT{i:08d}" for i in range(1, 7)]


def test_nothing_found_is_an_answer(emulator: Emulator) -> None:
    assert transport(emulator).pull(Ask('"nothing"')).studies == ()


def test_a_few_requests_follow_at_once_then_they_keep_their_distance() -> None:
    clock = Clock()
    with Emulator(10, page_size=2) as server:
        transport(server, clock).pull(Ask())  # 8 requests: version, 6 pages, version
    assert clock.slept == [pytest.approx(1.2)] * 3


def test_a_refusal_ends_the_burst_for_the_day() -> None:
    clock = Clock()
    with Emulator(4, page_size=2) as server:
        server.trouble("/429:0")
        asked = transport(server, clock)
        asked.version()
        clock.pass_hours(23)
        clock.slept.clear()
        asked.pull(Ask())
        assert clock.slept == [pytest.approx(1.2)] * 4
        clock.pass_hours(2)
        clock.slept.clear()
        asked.pull(Ask())
        assert clock.slept == []


def test_rows_repeated_between_pages_count_once(emulator: Emulator) -> None:
    emulator.trouble("twice")
    assert len(transport(emulator).pull(Ask()).studies) == 5


def test_a_study_without_a_number_is_kept_for_the_reader_to_count() -> None:
    with Emulator(6) as server:
        del server.studies["NCT00000001"]["protocolSection"]["identificationModule"]["nctId"]
        pull = transport(server).pull(Ask())
    assert len(pull.studies) == 6
    assert "nctId" not in pull.studies[-1]["protocolSection"]["identificationModule"]


def test_a_wrong_total_is_tried_once_more_and_then_an_error(emulator: Emulator) -> None:
    emulator.trouble("count:7")
    assert len(transport(emulator).pull(Ask()).studies) == 5
    emulator.trouble("count:7,count:7")
    with pytest.raises(ResponseError, match="5 studies came although 7 were announced"):
        transport(emulator).pull(Ask())


def test_new_data_during_a_pull_restart_it_once() -> None:
    with Emulator(4, page_size=3) as server:
        server.trouble("/ok,/stamp:2026-11-21T09:00:05")
        pull = transport(server).pull(Ask())
        assert pull.version.data_timestamp == "2026-11-21T09:00:05"
        assert len(server.requests) == 8


def test_a_token_refused_after_new_data_restarts_the_pull() -> None:
    with Emulator(4, page_size=3) as server:
        server.trouble("ok,stamp:2026-11-21T09:00:05")
        pull = transport(server).pull(Ask())
        assert pull.version.data_timestamp == "2026-11-21T09:00:05"
        assert len(pull.studies) == 4


def test_data_that_never_stand_still_are_an_error() -> None:
    with Emulator(4, page_size=3) as server:
        server.trouble("/ok,/stamp:2026-11-21T09,/ok,/stamp:2026-11-22T09")
        with pytest.raises(ResponseError, match="new data while it was read"):
            transport(server).pull(Ask())


def test_a_question_without_content_is_never_sent(emulator: Emulator) -> None:
    with pytest.raises(QueryError):
        transport(emulator).pull(Ask("  "))
    assert emulator.requests == []


def test_characters_that_cannot_be_sent_are_a_question_error(emulator: Emulator) -> None:
    with pytest.raises(QueryError):
        transport(emulator).pull(Ask('"\ud800"'))


def test_what_is_sent_arrives_as_it_was(emulator: Emulator) -> None:
    cond = '"a\\"b [x] (y, z) AND 50% café + ü & # 痛"'
    transport(emulator).pull(Ask(cond))
    assert [params.get("query.cond") for path, params, _ in emulator.requests if path == "/studies"] == [cond]


# --- single studies ---------------------------------------------------------------------------------------------------


def test_one_study(emulator: Emulator) -> None:
    pull = transport(emulator).get_study("NCT00000002")
    assert ids(pull.studies) == ["NCT00000002"]
    assert ["fields" in params for path, params, _ in sorted(emulator.requests)] == [True, False]


def test_an_obsolete_number_leads_to_its_successor(emulator: Emulator) -> None:
    pull = transport(emulator).get_study("NCT90000001")
    assert ids(pull.studies) == ["NCT00000001"]
    assert pull.requests == 3
    assert canonical_ids(["nct90000001"], pull.studies) == {"NCT90000001": "NCT00000001"}


def test_an_unknown_number_is_not_found(emulator: Emulator) -> None:
    with pytest.raises(TrialNotFoundError, match="NCT99999999"):
        transport(emulator).get_study("NCT99999999")
    assert len(emulator.requests) == 2


@pytest.mark.parametrize(
    "text",
    ["", "NCT", "NCT00000000", "NCT123456789", "NCT0241273", "NCT1041001", "12345678", "NCT0104100l", "NCT١٢٣٤٥٦٧٨"],
)
def test_garbage_is_refused_before_it_spoils_a_batch(emulator: Emulator, tmp_path: Path, text: str) -> None:
    with pytest.raises(QueryError):
        normalize_nct_id(text)
    with client(emulator, tmp_path) as asked, pytest.raises(QueryError):
        asked.get_many(["NCT00000001", text])
    assert emulator.requests == []


@pytest.mark.parametrize(
    "text",
    [
        " nct01041001 ",
        "https://clinicaltrials.gov/study/NCT01041001",
        "https://www.clinicaltrials.gov/ct2/show/NCT01041001?term=x&rank=1",
        "clinicaltrials.gov/study/NCT01041001#results",
        "https://clinicaltrials.gov/study/NCT01041001/",
    ],
)
def test_a_number_is_read_as_people_paste_it(text: str) -> None:
    assert normalize_nct_id(text) == "NCT01041001"


def test_a_lost_digit_is_named() -> None:
    with pytest.raises(QueryError) as refused:
        normalize_nct_id("NCT0241273")
    assert refused.value.hint == "Eight digits are needed after NCT, as in NCT01041001."


def test_many_studies_in_batches_of_a_hundred() -> None:
    with Emulator(230) as server:
        asked = [f"NCT{i:08d}" for i in range(1, 241)] + ["NCT90000001"]
        pull = transport(server).get_studies(asked)
        assert Counter(server.paths) == {"/version": 2, "/studies": 3}
        assert server.paths[-1] == "/version"
    assert len(pull.studies) == 230
    found = canonical_ids(asked, pull.studies)
    assert found["NCT90000001"] == found["NCT00000001"] == "NCT00000001"
    assert [k for k, v in found.items() if v is None] == [f"NCT{i:08d}" for i in range(231, 241)]


def test_no_numbers_are_no_question(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path) as asked, pytest.raises(QueryError):
        asked.get_many([])
    assert emulator.requests == []


# --- trouble ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["429", "500", "502", "503", "504", "reset", "cut", "badjson", "html", "slow:0.4"])
def test_what_can_pass_is_repeated(emulator: Emulator, word: str) -> None:
    emulator.trouble(word)
    assert len(transport(emulator, timeout=0.2 if "slow" in word else 10).pull(Ask()).studies) == 5
    assert len(emulator.requests) == 3


@pytest.mark.parametrize(("word", "wait"), [("429:7", 7.0), ("429date:7", 7.0), ("503:4", 4.0)])
def test_the_server_is_given_the_time_it_asks_for(emulator: Emulator, word: str, wait: float) -> None:
    clock = Clock()
    emulator.trouble(f"/{word}")
    transport(emulator, clock).version()
    assert max(clock.slept) == pytest.approx(wait, abs=1.5)
    assert min(clock.slept) > 0


@pytest.mark.parametrize(
    ("word", "error", "requests_sent"),
    [
        ("403", BlockedError, 1),
        ("400", ResponseError, 1),
        ("404", ResponseError, 1),
        ("418", ResponseError, 1),
        ("501", TransportError, 1),
        ("429", RateLimitedError, 4),
        ("500", TransportError, 2),
        ("503", TransportError, 4),
        ("reset", TransportError, 4),
        ("cut", TransportError, 4),
        ("badjson", ResponseError, 4),
        ("html", ResponseError, 4),
        ("slow:0.4", TransportError, 4),
        ("deep", ResponseError, 1),
        ("notpage", ResponseError, 1),
        ("away", ResponseError, 1),
        ("circle", ResponseError, 4),
        ("bomb:300000", ResponseError, 1),
        ("huge:9000000", ResponseError, 1),
    ],
)
def test_trouble_without_end_is_one_named_error_in_bounded_time(
    emulator: Emulator, word: str, error: type[Exception], requests_sent: int
) -> None:
    emulator.trouble(f"/{word}*")
    clock = Clock()
    with pytest.raises(error) as caught:
        transport(emulator, clock, max_bytes=200_000, timeout=0.2 if "slow" in word else 10).version()
    assert type(caught.value) is error
    assert caught.value.hint  # type: ignore[attr-defined]
    assert len(emulator.requests) == requests_sent
    assert clock.seconds < 60


def test_a_blocked_request_is_explained_as_the_network(emulator: Emulator) -> None:
    emulator.trouble("/403")
    with pytest.raises(BlockedError, match="refuses this network") as caught:
        transport(emulator).version()
    assert (caught.value.status, caught.value.attempts) == (403, 1)
    assert caught.value.url == f"{emulator.url}/version"


def test_a_long_wait_is_not_sat_out(emulator: Emulator) -> None:
    emulator.trouble("/429:3600")
    clock = Clock()
    with pytest.raises(RateLimitedError) as caught:
        transport(emulator, clock).version()
    assert caught.value.retry_after == 3600
    assert clock.seconds == 0


def test_the_servers_words_are_quoted_without_their_control_characters(emulator: Emulator) -> None:
    emulator.trouble("/400")
    with pytest.raises(ResponseError, match="Error parsing query") as caught:
        transport(emulator).version()
    assert "\x1b" not in str(caught.value)


def test_a_dripping_server_cannot_hold_us_beyond_the_time(emulator: Emulator) -> None:
    emulator.trouble("/drip*")
    clock = Clock()

    def ticking() -> float:
        clock.seconds += 0.5
        return clock.seconds

    settings = Settings(api_url=emulator.url, max_time=6)
    with pytest.raises(TransportError, match="too slowly"):
        Transport(settings, clock=ticking, sleep=clock.sleep).version()


def test_a_closed_port_is_told_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clock = Clock()
    with Emulator() as server, pytest.raises(TransportError, match="could not be reached") as caught:
        transport(server, clock, api_url=f"http://127.0.0.1:{port}/api/v2").version()
    assert caught.value.attempts == 1
    assert clock.seconds == 0


def test_a_name_that_does_not_resolve_is_told_at_once() -> None:
    with Emulator() as server, pytest.raises(TransportError, match=r"registry\.test could not be reached"):
        transport(server, api_url="https://registry.test/api/v2").version()


@pytest.mark.parametrize(
    ("failure", "part"),
    [
        (requests.exceptions.SSLError("bad certificate"), "identity"),
        (requests.exceptions.ProxyError("no"), "proxy"),
        (requests.exceptions.ConnectTimeout("no"), "could not be reached in"),
        (requests.exceptions.InvalidURL("no"), "could not be made"),
    ],
)
def test_failures_below_http(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, failure: Exception, part: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(requests.Session, "get", fail)
    with pytest.raises(TransportError, match=part) as caught:
        transport(emulator).version()
    assert caught.value.hint


def test_certificates_are_always_verified(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    send = requests.adapters.HTTPAdapter.send

    def spy(self: requests.adapters.HTTPAdapter, *args: object, **kwargs: object) -> object:
        seen.update(kwargs)
        return send(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", spy)
    transport(emulator).version()
    assert seen["verify"] is True
    assert seen["timeout"] == (5.0, 10.0)


def test_a_server_without_a_data_date_is_no_registry() -> None:
    with Emulator() as server:
        server.stamp = "soon"
        with pytest.raises(ResponseError, match="date of its data"):
            transport(server).version()


# --- retries -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("7", 7.0),
        ("Wed, 25 Nov 2026 12:00:30 GMT", 30.0),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        ("Wed, 25 Nov 2026 12:00:30 -0000", 30.0),
        ("Wed, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retries.retry_after(header, NOW) == seconds


@given(st.text(max_size=40))
def test_retry_after_never_raises(header: str) -> None:
    wait = retries.retry_after(header, NOW)
    assert wait is None or wait >= 0


def test_pauses_grow_vary_and_stay_short() -> None:
    pauses = [[retries.backoff(n) for _ in range(50)] for n in range(1, 9)]
    assert all(0.5 * 2 ** (n - 1) <= p for n, row in enumerate(pauses[:4], 1) for p in row)
    assert max(map(max, pauses)) <= 15
    assert len(set(pauses[0])) > 40


def test_a_pause_of_years_is_not_today(emulator: Emulator) -> None:
    emulator.trouble("/429:315360000*")
    with pytest.raises(RateLimitedError) as refused:
        transport(emulator).version()
    assert (refused.value.hint or "").startswith("The registry asks for a pause of more than a day: not today.")


def test_a_missing_file_of_certificates_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/missing/certificates.pem")
    with pytest.raises(TransportError, match=r"certificates\.pem") as failed:
        Transport(Settings(api_url="https://127.0.0.1:9/api/v2", min_interval=0, retries=0)).version()
    assert "REQUESTS_CA_BUNDLE" in (failed.value.hint or "")
