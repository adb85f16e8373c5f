"""The HTTP server behind the pages on this machine: one request a connection, and time limits for clients that are slow on purpose."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 5.0
"""A client that has not sent its request by then is cut off."""
CONNECTION_SECONDS = 60.0
"""So is one that has not read its page by then."""
MOST_CONNECTIONS = 256
LONGEST_INCOMPLETE_REQUEST = 16_384
"""Bytes kept of a request whose headers have not all come. One that comes complete at once may be longer; it asks for no more work."""


class Impatient(H11Protocol):
    """HTTP/1.1 with a limit for the time of the request and one for the whole connection."""

    def connection_made(self, transport: Any) -> None:
        """Start both clocks."""
        super().connection_made(transport)
        self._clocks = [
            self.loop.call_later(HEADER_SECONDS, self._close_without_request),
            self.loop.call_later(CONNECTION_SECONDS, transport.abort),
        ]

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop both clocks."""
        for clock in self._clocks:
            clock.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP. A page that was under way is not sent after that, so it must not count as a fault."""
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()

    def _close_without_request(self) -> None:
        if self.cycle is None:
            self.transport.abort()


def run(app: Any, port: int, ready: Callable[[], None]) -> bool:
    """Serve until interrupted, on 127.0.0.1 only; ``ready`` is called when the port is open. False when it cannot be opened."""
    config = uvicorn.Config(
        app, http=Impatient, ws="none", lifespan="off", log_level="error", access_log=False,
        server_header=False, date_header=False, proxy_headers=False, limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_INCOMPLETE_REQUEST, loop="asyncio", timeout_graceful_shutdown=2,
        headers=[("Connection", "close")],
    )  # fmt: skip
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError:
        return False
    ready()
    with listener, suppress(KeyboardInterrupt):
        asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
    return True
