"""Ends a request when its time is over, whatever the server sends: a read that waits for a drip has no end of its own.

Time limits of sockets count silence only, so a server that sends a byte now and then (headers, a status line, trailers,
``100 Continue`` for ever) could hold a request without end. Here another thread shuts the connection down.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connectionpool import HTTPConnectionPool


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
def _watched(pool: type[HTTPConnectionPool]) -> type[HTTPConnectionPool]:
    """The kind of pool whose connections report."""
    if issubclass(pool.ConnectionCls, _Reporting):
        return pool
    connection = type(f"Watched{pool.ConnectionCls.__name__}", (_Reporting, pool.ConnectionCls), {})
    return type(f"Watched{pool.__name__}", (pool,), {"ConnectionCls": connection})


class _Adapter(HTTPAdapter):
    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        _watch(manager)
        return manager


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: requests would read the whole body of a redirection, however large, and leave it open when that fails."""


def watched_session() -> requests.Session:
    """A session whose requests ``limited`` can end."""
    session = _Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter())
    watch(session)
    return session


def watch(session: requests.Session) -> None:
    """Let ``limited`` end the requests of a session that somebody else made; its idle connections are closed.

    Adapters that do not make their connections with urllib3, and the first request through a proxy, are left as they are:
    their time limit counts silence only.
    """
    for adapter in session.adapters.values():
        for manager in (getattr(adapter, "poolmanager", None), *getattr(adapter, "proxy_manager", {}).values()):
            if isinstance(manager, PoolManager):
                _watch(manager)


def _watch(manager: PoolManager) -> None:
    kinds = {scheme: _watched(pool) for scheme, pool in manager.pool_classes_by_scheme.items()}
    if kinds != manager.pool_classes_by_scheme:
        manager.pool_classes_by_scheme = kinds
        manager.clear()


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
