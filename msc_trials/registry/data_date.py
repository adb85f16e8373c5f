"""The date of the registry's data: asked for at the same time as the data, and never newer than they are."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from msc_trials.errors import ResponseError
from msc_trials.registry.http import Exchange, Reply
from msc_trials.registry.result_set import day_of, studies_of, value_at

_T = TypeVar("_T")


class Version(NamedTuple):
    """The API's version and the date of its data (UTC, without zone, as sent)."""

    api_version: str
    data_timestamp: str


def asked_version(exchange: Exchange, deadline: float | None = None) -> Version:
    """The API's version and data date. One request."""
    document = exchange.get("/version", deadline=deadline).document
    stamp, api = value_at(document, "dataTimestamp"), value_at(document, "apiVersion")
    if not isinstance(stamp, str) or not re.match(r"\d{4}-\d{2}-\d{2}", stamp):
        raise ResponseError("The server does not say the date of its data.", hint="Check the API address.")
    return Version(api if isinstance(api, str) else "", stamp)


def beside(exchange: Exchange, deadline: float) -> Callable[[], Version]:
    """Ask for the version in another thread. Calling the result waits for it, and counts its requests for the calling thread."""
    here = exchange.here
    answered = in_thread(lambda: (asked_version(exchange, deadline), here.requests_made))

    def version() -> Version:
        found, sent = answered.result()
        here.requests_made += sent
        return found

    return version


def in_thread(call: Callable[[], _T], gate: AbstractContextManager[Any] | None = None) -> Future[_T]:
    """What ``call`` will give, from a thread that ends with the program; it begins when ``gate`` lets it.

    Python waits for the threads of its executors when a program ends, after Ctrl-C too.
    """
    coming = Future[_T]()

    def run() -> None:
        with gate or nullcontext():
            if coming.set_running_or_notify_cancel():
                try:
                    coming.set_result(call())
                except BaseException as error:
                    coming.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return coming


def since(dated: Callable[[], Version], ask: Callable[[], Iterator[Reply]]) -> tuple[Version, Iterator[Reply]]:
    """The version, and replies that are never older: they are asked for again unless a study in the first one carries
    the version's day, because they may have been sent before new data were published."""
    replies = ask()
    try:
        first = next(replies)
    except Exception:
        dated()  # where both fail, what is wrong with the version is wrong with everything
        raise
    version = dated()
    if max(map(day_of, studies_of(first.document)), default="") >= version.data_timestamp[:10]:
        return version, chain((first,), replies)
    return version, ask()
