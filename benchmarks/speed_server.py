"""A registry on loopback that serves made-up studies as fast as bytes can be sent, for measuring clients.

    python -m benchmarks.speed_server --studies FILE.jsonl --projection FOLDER

Prints its address. Below it, ``/L/N/api/v2`` is a registry of the first N studies that waits L milliseconds before each
answer. Honours ``pageSize`` (1,000 at most), ``pageToken``, ``countTotal``, ``fields`` and gzip as the registry does; a
full page always carries a token, so the last page may be empty. Whatever is asked, every study matches. Bodies are made
once and kept, so that a second asking costs the server nothing. ``GET /log`` tells and forgets what was asked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_LARGEST_PAGE = 1000


class Studies:
    """Bodies of pages, made when first asked for. ``prune(study, names)`` keeps the pieces named."""

    def __init__(self, studies: list[dict[str, Any]], prune: Any) -> None:
        self.studies, self._prune = studies, prune
        self._bodies: dict[tuple[object, ...], bytes] = {}
        self._lock = threading.Lock()
        self.asked: list[dict[str, object]] = []

    def page(self, number: int, params: dict[str, str], *, packed: bool) -> bytes:
        """The body of one page of a registry of ``number`` studies."""
        size = min(int(params.get("pageSize", "10")) or 10, _LARGEST_PAGE)
        start = int(params.get("pageToken", "0x").removesuffix("x"))
        count = params.get("countTotal") == "true" and not start
        key = (number, size, start, count, params.get("fields"), packed)
        with self._lock:
            if key not in self._bodies:
                self._bodies[key] = self._made(number, size, start, count, params.get("fields"), packed=packed)
            return self._bodies[key]

    def _made(self, number: int, size: int, start: int, count: bool, fields: str | None, *, packed: bool) -> bytes:
        part = self.studies[:number][start : start + size]
        names = [n.strip() for n in (fields or "").replace("|", ",").split(",") if n.strip()]
        body: dict[str, Any] = {"totalCount": len(self.studies[:number])} if count else {}
        body["studies"] = [self._prune(s, names) for s in part] if names else part
        if len(part) == size:
            body["nextPageToken"] = f"{start + size}x"
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        return gzip.compress(raw, 5) if packed else raw


def handler(studies: Studies) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # head and body in as few segments as possible

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if url.path == "/log":
                told, studies.asked = studies.asked, []
                return self.send(json.dumps(told).encode(), packed=False)
            latency, number, path = [*url.path.lstrip("/").split("/", 2), "", ""][:3]
            params = dict(parse_qsl(url.query, keep_blank_values=True))
            packed = "gzip" in self.headers.get("Accept-Encoding", "")
            endpoint = path.removeprefix("api/v2/").rstrip("/")
            if endpoint == "version":
                body, packed = b'{"apiVersion":"2.0.5","dataTimestamp":"2026-11-20T09:00:04"}', False
            elif endpoint == "studies":
                body = studies.page(int(number), params, packed=packed)
            else:
                return self.send_error(404)
            studies.asked.append({"path": endpoint, "params": params, "bytes": len(body)})
            time.sleep(int(latency) / 1000)
            return self.send(body, packed=packed)

        def send(self, body: bytes, *, packed: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

    return Handler


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=Path, required=True, help="one study as JSON per line")
    parser.add_argument("--projection", type=Path, required=True, help="folder of the larger stand-in registry")
    args = parser.parse_args(argv)
    sys.dont_write_bytecode = True  # the folder is not ours
    sys.path.insert(0, str(args.projection))
    from server import prune

    with args.studies.open(encoding="utf-8") as lines:
        studies = [json.loads(line) for line in lines]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(Studies(studies, prune)))
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
