"""A small stand-in for the registry's API v2 with scripted trouble, on loopback. Standard library, synthetic studies.

Trouble is a list of words, one per request for studies, or for ``/version`` where it begins with ``/``: ``ok``, ``503``,
``429:2``, ``429date:2``, ``slow:1``, ``drip``, ``reset``, ``cut``, ``badjson``, ``html``, ``403``, ``400``,
``stamp:2026-11-21T09:00:05`` (new data from this request on), ``huge:N``, ``bomb:N``, ``deep``, ``count:N`` (a wrong total),
``twice`` (rows repeated), ``notpage``, ``away`` (sent to another server), ``circle``. A word ending in ``*`` repeats for ever.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import re
import secrets
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

STAMP = "2026-11-20T09:00:04"
_NCT = re.compile(r"[Nn][Cc][Tt]0*[1-9]\d{0,7}")


def synthetic_study(number: int, *, alias: int | None = None, words: int = 12) -> dict[str, Any]:
    """A made-up study; nothing in it comes from the registry."""
    ident: dict[str, Any] = {"nctId": f"NCT{number:08d}", "briefTitle": f"Synthetic study {number}"}
    if alias is not None:
        ident["nctIdAliases"] = [f"NCT{alias:08d}"]
    return {
        "protocolSection": {
            "identificationModule": ident,
            "statusModule": {"overallStatus": "COMPLETED"},
            "descriptionModule": {"briefSummary": " ".join(f"word{(number * 31 + i) % 977}" for i in range(words))},
            "conditionsModule": {"conditions": ["Synthetic condition"]},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
            "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": "made-up cells"}]},
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-20"}},
        "hasResults": False,
    }


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news here."""


class Emulator:
    """The server, as a context manager. ``page_size`` caps pages so that few studies make many pages."""

    def __init__(self, studies: int = 5, *, page_size: int = 1000, trouble: str = "") -> None:
        made = [synthetic_study(i, alias=90_000_000 + i if i == 1 else None) for i in range(1, studies + 1)]
        self.studies = {s["protocolSection"]["identificationModule"]["nctId"]: s for s in made}
        self.aliases = {"NCT90000001": "NCT00000001"} if studies else {}
        self.page_size, self.stamp = page_size, STAMP
        self.most_alternatives = 10_000
        """A query with more alternatives joined by OR is refused."""
        self.requests: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.times: list[float] = []
        self._tokens: dict[str, tuple[int, str]] = {}
        self._lock = threading.Lock()
        self.trouble(trouble)
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/api/v2"

    @property
    def paths(self) -> list[str]:
        """Paths asked for, without the base."""
        return [path for path, _, _ in self.requests]

    def trouble(self, script: str) -> None:
        """Script the next requests."""
        with self._lock:
            words = [word.strip() for word in script.split(",") if word.strip()]
            self._dates = [word[1:] for word in words if word.startswith("/")]
            self._script = [word for word in words if not word.startswith("/")]

    def __enter__(self) -> Emulator:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def publish(self, stamp: str) -> None:
        """New data: every study carries their day."""
        self.stamp = stamp
        for study in self.studies.values():
            study["derivedSection"]["miscInfoModule"]["versionHolder"] = stamp[:10]

    def next_word(self, path: str) -> str:
        with self._lock:
            script = self._dates if path == "/version" else self._script
            if not script:
                return "ok"
            word = script[0]
            if not word.endswith("*"):
                script.pop(0)
            return word.rstrip("*")

    def page(self, params: dict[str, str]) -> dict[str, Any]:
        """One page; a full page always carries a token, as the registry's do."""
        if any(text.count(" OR ") >= self.most_alternatives for text in params.values()):
            raise ValueError("Error parsing query in Intervention / treatment: Too complicated query")
        hits = sorted(self.studies)
        if ids := params.get("filter.ids"):
            wanted = [f"NCT{i[3:].lstrip('0'):0>8}" for i in ids.split(",")]
            hits = [n for n in hits if n in wanted or any(self.aliases.get(w) == n for w in wanted)]
        if params.get("query.cond") == '"nothing"':
            hits = []
        size = min(int(params.get("pageSize", "10")) or 10, self.page_size)
        start = 0
        if token := params.get("pageToken"):
            start, stamp = self._tokens.get(token, (0, ""))
            if stamp != self.stamp:
                raise ValueError("Parameter `pageToken` has incorrect format")
        part = hits[start : start + size]
        body: dict[str, Any] = {"studies": [self.studies[n] for n in part]}
        if params.get("countTotal") == "true" and not start:
            body = {"totalCount": len(hits), **body}
        if len(part) == size:
            token = secrets.token_urlsafe(32)
            self._tokens[token] = (start + size, self.stamp)
            body["nextPageToken"] = token
        return body


def _handler(emulator: Emulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        disable_nagle_algorithm = True

        def log_message(self, *args: object) -> None:
            pass

        def send(self, status: int, body: Any, kind: str = "application/json", **headers: str) -> None:
            raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
            cut = headers.pop("cut", None)
            if "gzip" in self.headers.get("Accept-Encoding", "") and kind == "application/json":
                raw = gzip.compress(raw, 1)
                headers["Content-Encoding"] = "gzip"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw[: len(raw) // 2] if cut else raw)
            self.close_connection = bool(cut) or self.close_connection

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            params = dict(parse_qsl(url.query, keep_blank_values=True))
            path = url.path.removeprefix("/api/v2")
            emulator.requests.append((path, params, dict(self.headers)))
            emulator.times.append(time.monotonic())
            word, _, argument = emulator.next_word(path).partition(":")
            trouble = getattr(self, f"do_{word}", None)
            if word.isdigit():
                header = {"Retry-After": argument} if argument else {}
                kind = "text/html" if word == "403" else "text/plain"
                body = "<html>Forbidden</html>" if word == "403" else "Error parsing query: \x1b[31m'('"
                return self.send(int(word), body, kind, **header)
            if trouble is not None:
                return trouble(argument)
            if word == "slow":
                time.sleep(float(argument))
            elif word == "stamp":
                emulator.publish(argument)
            return self.answer(path, params, word, argument)

        def answer(self, path: str, params: dict[str, str], word: str, argument: str) -> None:
            cut = {"cut": "yes"} if word == "cut" else {}
            if path == "/version":
                return self.send(200, {"apiVersion": "2.0.5", "dataTimestamp": emulator.stamp}, **cut)
            if path == "/studies":
                try:
                    body = emulator.page(params)
                except ValueError as error:
                    return self.send(400, str(error), "text/plain")
                if word == "count":
                    body["totalCount"] = int(argument)
                if word == "twice":
                    body["studies"] = body["studies"] * 2
                return self.send(200, body, **cut)
            nct_id = path.removeprefix("/studies/")
            if not _NCT.fullmatch(nct_id):
                return self.send(404, "<html>nginx</html>", "text/html")
            if nct_id in emulator.aliases:
                return self.send(301, "", "text/plain", Location=f"/api/v2/studies/{emulator.aliases[nct_id]}")
            if nct_id not in emulator.studies:
                return self.send(404, f"NCT number {nct_id} not found", "text/plain")
            return self.send(200, emulator.studies[nct_id], **cut)

        def do_429date(self, argument: str) -> None:
            moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=float(argument))
            self.send(
                429, "slow down", "text/plain", **{"Retry-After": email.utils.format_datetime(moment, usegmt=True)}
            )

        def do_reset(self, _: str) -> None:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()

        def do_html(self, _: str) -> None:
            self.send(200, "<html><body>Maintenance</body></html>", "text/html")

        def do_badjson(self, _: str) -> None:
            self.send(200, '{"studies": [{"protocolSection": ')

        def do_deep(self, _: str) -> None:
            self.send(200, '{"studies": ' + "[" * 200_000 + "]" * 200_000 + "}")

        def do_notpage(self, _: str) -> None:
            self.send(200, ["something", "else"])

        def do_bomb(self, argument: str) -> None:
            self.send(200, b" " * int(argument))

        def do_away(self, _: str) -> None:
            self.send(302, "", "text/plain", Location="http://login.example.invalid/")

        def do_circle(self, _: str) -> None:
            emulator.trouble("circle*,/circle*")  # before the answer: afterwards it could undo what the test asks next
            self.send(301, "", "text/plain", Location=self.path)

        def do_huge(self, argument: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", argument)
            self.end_headers()
            self.drip(b" " * 65_536, int(argument) // 65_536, 0)

        def do_drip(self, _: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.drip(b" ", 100, 0.05)

        def drip(self, chunk: bytes, times: int, pause: float) -> None:
            try:
                for _ in range(times):
                    self.wfile.write(chunk)
                    self.wfile.flush()
                    time.sleep(pause)
            except OSError:
                pass
            self.close_connection = True

    return Handler
