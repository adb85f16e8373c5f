"""A registry on this machine for measurements: real records, as many and as late as its address says."""

from __future__ import annotations

import contextlib
import gzip
import json
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from benchmarks.labels import records_of

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
RECORDS = SHARED / "corpus" / "msc.jsonl.gz"
STAND_IN = SHARED / "registry_emulator" / "server.py"


def serve() -> None:
    """``/L/N/api/v2`` is a registry of N studies that waits L milliseconds; which ones, the condition decides."""
    sys.dont_write_bytecode = True  # the folder is not ours
    sys.path.insert(0, str(SHARED / "registry_emulator"))
    from server import prune

    studies, bodies, lock, state = list(records_of([RECORDS])), dict[Any, bytes](), threading.Lock(), [0]

    def page(number: int, params: dict[str, str]) -> bytes:
        size, start = min(int(params.get("pageSize", "10")), 1000), int(params.get("pageToken", "0x").rstrip("x"))
        first = zlib.crc32(params.get("query.cond", "").encode()) % max(1, len(studies) - number)
        part = studies[first : first + number][start : start + size]
        names = [name for name in params.get("fields", "").split(",") if name]
        sent = [prune(study, names) if names else study for study in part]
        for number_of_it, study in enumerate(sent, start):
            study.setdefault("derivedSection", {})["miscInfoModule"] = {"versionHolder": f"2026-11-2{state[0]}"}
            if number_of_it < state[0]:
                study["protocolSection"]["statusModule"]["overallStatus"] = "SUSPENDED"
        body: dict[str, Any] = {"totalCount": min(number, len(studies)), "studies": sent}
        if len(part) == size:
            body["nextPageToken"] = f"{start + size}x"
        return gzip.compress(json.dumps(body).encode(), 5)

    class Handler(BaseHTTPRequestHandler):
        protocol_version, disable_nagle_algorithm, wbufsize = "HTTP/1.1", True, -1

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            latency, number, path = [*url.path.lstrip("/").split("/", 2), "", ""][:3]
            body = gzip.compress(b'{"apiVersion":"2.0.5","dataTimestamp":"2026-11-20T09:00:04"}')
            if latency == "change":
                state[0], latency = int(number), "0"
            elif path.endswith("studies"):
                with lock:
                    if (key := (number, url.query, state[0])) not in bodies:
                        bodies[key] = page(int(number), dict(parse_qsl(url.query)))
                    body = bodies[key]
            time.sleep(int(latency) / 1000)
            self.send_response(200)
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
            else:
                body = gzip.decompress(body)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # who asked may be gone
                self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


@contextlib.contextmanager
def registry() -> Iterator[str]:
    """The address of ``serve`` in a process of its own."""
    with served([sys.executable, "-c", "from benchmarks.loopback import serve; serve()"], stderr=None) as address:
        yield address


@contextlib.contextmanager
def stand_in(*options: str) -> Iterator[str]:
    """The API address of the stand-in with real records that lies beside the project."""
    command = [sys.executable, "-B", str(STAND_IN), "--port", "0", "--corpus", str(RECORDS), *options]
    with served(command) as said:
        yield said.split()[2]


@contextlib.contextmanager
def served(command: list[str], stderr: int | None = subprocess.DEVNULL) -> Iterator[str]:
    """Run a server in a process; gives the first line that it prints."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True) as server:
        try:
            yield (server.stdout or sys.stdin).readline().strip()
        finally:
            server.kill()
