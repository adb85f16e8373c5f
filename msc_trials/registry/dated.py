"""The date of the registry's data, asked for beside what it dates, and never newer than that."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import chain
from typing import Any, NamedTuple

from msc_trials.errors import ResponseError
from msc_trials.registry.http import Exchange, Reply
from msc_trials.registry.result_set import day_of


class Version(NamedTuple):
    """The API's version and the date of its data (UTC, without zone, as sent)."""

    api_version: str
    data_timestamp: str


def asked_version(exchange: Exchange, deadline: float | None = None) -> Version:
    """The API's version and data date. One request."""
    document = exchange.get("/version", deadline=deadline).document
    stamp = document.get("dataTimestamp") if isinstance(document, dict) else None
    api = document.get("apiVersion") if isinstance(document, dict) else None
    if not isinstance(stamp, str) or not re.match(r"\d{4}-\d{2}-\d{2}", stamp):
        raise ResponseError("The server does not say the date of its data.", hint="Check the API address.")
    return Version(api if isinstance(api, str) else "", stamp)


def beside(exchange: Exchange, deadline: float) -> Callable[[], Version]:
    """Ask for the version in a thread of its own. Who calls the result waits for it, and its requests count as his."""
    here, answered = exchange.here, Future[tuple[Version, int]]()

    def ask() -> None:
        try:
            answered.set_result((asked_version(exchange, deadline), here.requests_made))
        except BaseException as error:
            answered.set_exception(error)

    def version() -> Version:
        found, sent = answered.result()
        here.requests_made += sent
        return found

    threading.Thread(target=ask, daemon=True).start()
    return version


def since(dated: Callable[[], Version], ask: Callable[[], Iterator[Reply]]) -> tuple[Version, Iterator[Reply]]:
    """The version, and what is asked beside it, which is never older.

    It is asked for once more, now that the version is known, unless a study in the first reply carries the version's
    day: it may have been sent before new data were published. That all studies carry that day is not promised.
    """
    replies = ask()
    try:
        first = next(replies)
    except Exception:
        dated()  # where both fail, what is wrong with the version is wrong with everything
        raise
    version = dated()
    if _newest_day(first.document) >= version.data_timestamp[:10]:
        return version, chain((first,), replies)
    return version, ask()


def _newest_day(document: Any) -> str:
    studies = document["studies"] if isinstance(document, dict) and "studies" in document else [document]
    return max(map(day_of, studies), default="")
