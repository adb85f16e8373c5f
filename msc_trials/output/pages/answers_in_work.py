"""Answers that a server is making: each is made once, in its own thread, for all who wait for it, and kept for a while."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

from msc_trials.registry.data_date import in_thread

_T = TypeVar("_T")
MOST_WAITING = 32
"""Answers that are made at the same time; further questions are turned away with a page that says so."""
MOST_KEPT = 64
KEPT_FOR = dt.timedelta(minutes=30)
"""Answers kept in memory, and for how long."""
FAILED_FOR = dt.timedelta(seconds=10)
"""A failure is kept shorter, so that the next reader has another try."""


class Full(Exception):  # noqa: N818 - a state, not a fault
    """More questions are waiting than are taken."""


class AnswersInWork(Generic[_T]):
    """The results of ``make`` by typed condition: no condition is asked twice at the same time, and their number is limited."""

    def __init__(self, make: Callable[[str], _T]) -> None:
        self._make = make
        self._lock = Lock()
        self._asked: OrderedDict[str, tuple[dt.datetime, Future[_T]]] = OrderedDict()

    def wanted(self, condition: str) -> Future[_T]:
        """The result, done or on its way. Raises ``Full``."""
        now = dt.datetime.now(dt.UTC)
        with self._lock:
            for old in [name for name, (at, f) in self._asked.items() if f.done() and _is_old(f, at, now)]:
                del self._asked[old]
            if condition in self._asked:
                return self._asked[condition][1]
            if sum(not future.done() for _, future in self._asked.values()) >= MOST_WAITING:
                raise Full
            for old in [name for name, (_, f) in self._asked.items() if f.done()][: len(self._asked) - MOST_KEPT + 1]:
                del self._asked[old]
            future = in_thread(partial(self._make, condition))
            self._asked[condition] = (now, future)
            return future

    def seconds(self, condition: str) -> int:
        """For how long the question has been asked, in whole seconds; 0 where it is not."""
        with self._lock:
            at = self._asked.get(condition)
        return round((dt.datetime.now(dt.UTC) - at[0]).total_seconds()) if at else 0


def _is_old(future: Future[_T], at: dt.datetime, now: dt.datetime) -> bool:
    return now - at > (FAILED_FOR if future.exception() else KEPT_FOR)
