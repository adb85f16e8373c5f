"""Ends a request when its time is over, whatever the server sends: a read that waits for a drip has no end of its own.

Time limits of sockets count silence only, so a server that sends a byte now and then (headers, a status line, trailers,
``100 Continue`` for ever) could hold a request without end. Here another thread shuts the connection down.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


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


class _Watched(threading.local):
    """The watch of the request that this thread makes."""

    watch: Watch | None = None


_WATCHED = _Watched()


class _Reporting:
    """A connection that tells the watch of its thread which socket it uses."""

    sock: Any

    def connect(self) -> None:
        super().connect()  # type: ignore[misc] # a mixin of connections
        _report(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _report(self.sock)
        super().request(*args, **kwargs)  # type: ignore[misc] # a mixin of connections


class _HTTPConnection(_Reporting, HTTPConnection):
    pass


class _HTTPSConnection(_Reporting, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


_POOLS = {"http": _HTTPPool, "https": _HTTPSPool}


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


def watched_session() -> requests.Session:
    """A session whose requests ``limited`` can end."""
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter())
    return session


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
    if _WATCHED.watch is not None and connected is not None:
        _WATCHED.watch.hold(connected)
