"""Ends a request when its time is over, whatever the server sends. Time limits of sockets count silence only, so a
server that drips (headers, trailers, ``100 Continue`` for ever) would hold it without end: another thread shuts the
connection down."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import Any

import requests


class Watch:
    """One request under a time limit; ``expired`` says that it was ended."""

    def __init__(self) -> None:
        self.expired: bool = False
        self._socket: Any = None

    def hold(self, connected: Any) -> None:
        """The connection the request uses."""
        self._socket = connected
        if self.expired:
            self.end()

    def end(self) -> None:
        """Shut the connection down: whoever reads from it gets the end of the stream."""
        self.expired = True
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


_WATCHED = threading.local()
"""Its ``watch`` is that of the request that this thread makes."""


class _Reporting:
    """A connection that tells the watch of its thread which socket it uses."""

    sock: Any

    def _new_conn(self) -> Any:
        made = super()._new_conn()  # type: ignore[misc] # a mixin of connections
        _report(made)  # a proxy may drip before the connection is made
        return made

    def connect(self) -> None:
        super().connect()  # type: ignore[misc] # a mixin of connections
        _report(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _report(self.sock)
        super().request(*args, **kwargs)  # type: ignore[misc] # a mixin of connections


@cache
def _reporting(connection: Any) -> Any:
    """The kind of connection that reports."""
    reports = issubclass(connection, _Reporting)
    return connection if reports else type(f"Watched{connection.__name__}", (_Reporting, connection), {})


def watch(session: requests.Session) -> None:
    """Make the requests of a session, also of a caller's, ones that ``limited`` can end; its idle connections are closed.

    Adapters that do not make their connections with urllib3 are left as they are: their time limit counts silence only.
    """
    for adapter in session.adapters.values():
        pool_of = getattr(adapter, "get_connection_with_tls_context", None)
        if pool_of is not None and getattr(pool_of, "func", None) is not _watched_pool:
            adapter.close()
            adapter.get_connection_with_tls_context = partial(_watched_pool, pool_of)  # type: ignore[attr-defined]


def _watched_pool(pool_of: Any, *args: Any, **kwargs: Any) -> Any:
    pool = pool_of(*args, **kwargs)
    if hasattr(pool, "ConnectionCls"):
        pool.ConnectionCls = _reporting(pool.ConnectionCls)
    return pool


@contextmanager
def limited(seconds: float) -> Iterator[Watch]:
    """End the request made inside by this thread after ``seconds``."""
    watch = Watch()
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    _WATCHED.watch = watch
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        _WATCHED.watch = None


def _report(connected: Any) -> None:
    made: Watch | None = getattr(_WATCHED, "watch", None)
    if made is not None and connected is not None:
        made.hold(connected)
