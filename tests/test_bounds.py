"""No server can hold a request for ever, fill the memory, or make pages without end."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from msc_trials.errors import MscTrialsError, ResponseError, TransportError
from msc_trials.registry import result_set, watchdog
from msc_trials.registry.connection import Connection
from msc_trials.registry.pages import Transport
from msc_trials.registry.result_set import read_document, unpack
from msc_trials.registry.settings import Settings
from msc_trials.service.answer import answer
from tests.emulator import synthetic_study
from tests.helpers import Ask

VERSION = json.dumps({"apiVersion": "2.0.5", "dataTimestamp": "2026-11-20T09:00:05"}).encode()


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, *headers]).encode("latin-1") + b"\r\n\r\n" + body


@contextmanager
def serving(answer: Callable[[socket.socket, str], bytes | None]) -> Iterator[str]:
    """A server of bytes: ``answer`` gets the connection and the path, and gives what is sent or sends by itself."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65536) or b"\r\n\r\n"
            path = head.split(b" ")[1].decode()
            try:
                made = http(VERSION) if path.endswith("/version") else answer(connection, path)
                connection.sendall(made or b"")
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
            threads[-1].start()

    threads = [threading.Thread(target=accept, daemon=True)]
    threads[0].start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/api/v2"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        for thread in threads:
            thread.join()


def pull(url: str, connection: Connection | None = None, **settings: Any) -> Any:
    chosen = Settings(api_url=url, min_interval=0, retries=0, no_cache=True, **settings)
    transport = Transport(chosen, connection=connection)
    try:
        return transport.pull(Ask())
    finally:
        transport.close()


@pytest.mark.parametrize(
    ("first", "drip"),
    [
        (b"HTTP/1.1 200", b" "),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: a\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", b"X-T: a\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b" "),
    ],
    ids=["status line", "headers", "100 Continue", "trailers", "chunk size", "body"],
)
def test_a_server_that_drips_is_left_when_the_time_is_over(first: bytes, drip: bytes) -> None:
    def answer(connection: socket.socket, _: str) -> None:
        connection.sendall(first)
        for _ in range(400):
            connection.sendall(drip)
            time.sleep(0.02)

    began = time.monotonic()
    with (
        serving(answer) as url,
        pytest.raises((TransportError, ResponseError), match=r"answered too slowly|not a page"),
    ):
        pull(url, max_time=0.7)
    assert time.monotonic() - began < 6  # the server would go on for eight seconds


def test_closing_another_connection_leaves_the_time_limit_of_this_one() -> None:
    """A pool that drops an idle connection closes it in the thread that makes the next request."""

    def answer(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(200):
            connection.sendall(b" ")
            time.sleep(0.02)

    began = time.monotonic()
    with serving(answer) as url, requests.Session() as session, requests.Session() as other:
        watchdog.watch(session)
        watchdog.watch(other)
        kept = other.get(url, stream=True, timeout=20)
        with watchdog.limited(0.7) as watched:
            response = session.get(url, stream=True, timeout=20)
            kept.close()
            with suppress(requests.RequestException, HTTPError):
                response.raw.read(100_000)
    assert watched.expired
    assert time.monotonic() - began < 3.5


class _OwnAdapter(HTTPAdapter):
    """An adapter as callers make them."""


@pytest.mark.parametrize(("used_before", "proxied"), [(False, False), (True, False), (False, True)])
def test_a_session_of_the_caller_is_left_when_the_time_is_over(used_before: bool, proxied: bool) -> None:
    def answer(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(400):
            connection.sendall(b"X-A: a\r\n")
            time.sleep(0.02)

    began = time.monotonic()
    with serving(answer) as url, requests.Session() as session:
        session.mount("http://", _OwnAdapter())
        if used_before:
            session.get(f"{url}/version")
        if proxied:
            session.proxies["http"] = url.removesuffix("/api/v2")
        with pytest.raises(TransportError, match="answered too slowly"):
            pull("http://127.0.0.1:9/api/v2" if proxied else url, Connection(session), max_time=0.7)
    assert time.monotonic() - began < 6


def test_the_body_of_a_redirection_is_not_read() -> None:
    """It would be read, and unpacked, without a limit by the HTTP client."""
    bomb = gzip.compress(b" " * 50_000_000)
    moved = http(bomb, "Location: /elsewhere", "Content-Encoding: gzip", status="302 Found")
    tracemalloc.start()
    with serving(lambda *_: moved) as url, pytest.raises(ResponseError, match="in circles"):
        pull(url)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_pages_that_are_short_without_end_are_left() -> None:
    asked: list[str] = []

    def answer(_: socket.socket, path: str) -> bytes:
        asked.append(path)
        page = {"totalCount": 900, "studies": [synthetic_study(len(asked))], "nextPageToken": f"t{len(asked)}"}
        return http(json.dumps(page).encode())

    with serving(answer) as url, pytest.raises(ResponseError, match="without end"):
        pull(url)
    assert len(asked) < 40


@pytest.mark.parametrize(
    "location",
    [
        "http://[::1",
        "http://127.0.0.1:99999/x",
        "http://127.0.0.1:abc/x",
        "/\xe9\xff",
        "//[v1.x]/",
        "http://evil.example/",
        "file:///x",
        "",
    ],
)
def test_an_odd_address_to_go_to_is_the_servers_fault(location: str) -> None:
    moved = http(b"", f"Location: {location}", status="302 Found")
    with serving(lambda *_: moved) as url, pytest.raises(ResponseError):
        pull(url)


@pytest.mark.parametrize("token", ["\ud800", "a b", "", "a" * 5000, "é", 5, False, ["a"]])
def test_a_token_that_cannot_be_sent_is_the_servers_fault(token: object) -> None:
    page = {"totalCount": 2, "studies": [synthetic_study(1)], "nextPageToken": token}
    with serving(lambda *_: http(json.dumps(page).encode())) as url, pytest.raises(ResponseError, match="next page"):
        pull(url)


def test_pages_without_a_new_study_end() -> None:
    asked: list[str] = []

    def answer(_: socket.socket, path: str) -> bytes:
        asked.append(path)
        return http(
            json.dumps({"totalCount": 9, "studies": [synthetic_study(1)], "nextPageToken": f"t{len(asked)}"}).encode()
        )

    with serving(answer) as url, pytest.raises(ResponseError, match="in circles"):
        pull(url)
    assert len(asked) == 2


def test_more_studies_than_the_registry_has_are_not_fetched() -> None:
    page = json.dumps({"totalCount": 10**9, "studies": [synthetic_study(1)], "nextPageToken": "t"}).encode()
    with serving(lambda *_: http(page)) as url, pytest.raises(ResponseError, match="1000000000 studies"):
        pull(url)


def test_a_page_that_is_packed_too_well_is_not_unpacked() -> None:
    with pytest.raises(ResponseError, match="larger than"):
        unpack(gzip.compress(b'{"studies":[' + b" " * 20_000_000 + b"]}", 9))


@pytest.mark.parametrize("unit", [b"{},", b"[[]],", b'{"a":1},', b"0,"])
def test_a_page_of_too_many_parts_is_not_read(unit: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_set, "_MOST_PARTS", 1000)
    monkeypatch.setattr(result_set, "_MOST_VALUES", 1000)
    with pytest.raises(ResponseError, match="too many parts"):
        read_document(b'{"studies":[' + unit * 2000 + b"0]}")


@pytest.mark.parametrize("depth", [100, 190, 300, 900, 2_000, 100_000])
def test_one_record_that_is_too_deep_costs_itself_only(depth: int) -> None:
    studies = [json.dumps(synthetic_study(n)).encode() for n in range(1, 11)]
    deep = b'{"protocolSection":' + b'{"a":' * depth + b'"]}\\"[{"' + b"}" * depth + b"}"
    page = b'{"totalCount":11,"studies":[' + b",".join([*studies, deep]) + b"]}"
    with serving(lambda *_: http(page)) as url:
        found = pull(url)
        assert len(found.studies) == 11
        answered = answer("knee osteoarthritis", api_url=url, no_cache=True, min_interval=0, papers=False)
    assert (answered.provenance.source, answered.counts["unreadable"]) == ("live", 1)


def test_a_document_that_is_only_depth_is_a_named_error() -> None:
    with pytest.raises(MscTrialsError):
        read_document(b"[" * 100_000)


@pytest.mark.parametrize("coding", ["GZIP", "x-gzip", " gzip "])
def test_the_name_of_the_coding_may_be_written_otherwise(coding: str) -> None:
    page = gzip.compress(json.dumps({"totalCount": 1, "studies": [synthetic_study(1)]}).encode())
    with serving(lambda *_: http(page, f"Content-Encoding: {coding}")) as url:
        assert len(pull(url).studies) == 1
