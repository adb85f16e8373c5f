"""How long and how often the registry is asked: which failures are repeated, after what pause, and the time of one question."""

from __future__ import annotations

import datetime as dt
import email.utils
import math
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TRANSIENT = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses that can pass. 400, 403 and 404 will be the same a second later. Source: API contract §6.1."""

_LONGEST_PAUSE = 10.0


def repetitions(status: int, retries: int) -> int:
    """How often a request with this HTTP status may be repeated.

    A 500 is often the registry's way to refuse a field name, so it is repeated once only. Source: API contract §2.3.
    """
    return 0 if status not in TRANSIENT else min(1, retries) if status == 500 else retries


def backoff(attempt: int) -> float:
    """Seconds before repetition number ``attempt`` (1, 2, ...): doubling, with jitter of half to one and a half."""
    return min(_LONGEST_PAUSE, 2.0 ** (attempt - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def retry_after(header: str | None, now: dt.datetime) -> float | None:
    """Seconds a ``Retry-After`` header asks for, given as seconds or as an HTTP date; None when it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now).total_seconds())


class Budget:
    """How long a question may wait for the registry, from its first request to its last page; ``ends`` is when it is over.

    Time in which pages are read here is not waiting. With ``by_page`` every page that is announced has the time again.
    """

    def __init__(self, clock: Callable[[], float], seconds: float, *, by_page: bool = False) -> None:
        self._clock, self._seconds, self._by_page = clock, seconds, by_page
        self.ends: float = clock() + seconds
        self._latest = math.inf
        self.reserve: float = 0.0
        """Seconds before the end in which no further page is asked for."""

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Somebody reads the page that came."""
        began = self._clock()
        yield
        spent = self._clock() - began
        self._latest += spent
        self.ends = min(self._latest, self._clock() + self._seconds) if self._by_page else self.ends + spent

    def announce(self, pages: int) -> None:
        """So many pages are to come: with ``by_page`` all of them have no more time than that for each."""
        self._latest = self._clock() + self._seconds * pages
