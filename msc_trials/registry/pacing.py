"""How long to wait: between requests, before a repetition, and what the server asked for. Clocks are passed in."""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import threading
from collections.abc import Callable

TRANSIENT = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses that can pass. 400, 403 and 404 will be the same a second later. Source: API contract §6.1."""

_FEWER = {500: 1}
_LONGEST_PAUSE = 10.0


def repetitions(status: int | None, retries: int) -> int:
    """How often a failed request may be repeated.

    A 500 is often the registry's way to refuse a field name, so it is repeated once only. Source: API contract §2.3.
    """
    return min(retries, _FEWER.get(status or 0, retries))


def backoff(attempt: int, rng: random.Random) -> float:
    """Seconds before repetition number ``attempt`` (1, 2, ...): doubling, with jitter of half to one and a half."""
    return min(_LONGEST_PAUSE, 2.0 ** (attempt - 1)) * rng.uniform(0.5, 1.5)


def retry_after(header: str | None, now: dt.datetime) -> float | None:
    """Seconds a ``Retry-After`` header asks for, given as seconds or as an HTTP date; None when it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


class Throttle:
    """At most one start every ``interval`` seconds, also between threads."""

    def __init__(self, interval: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._interval, self._clock, self._sleep = interval, clock, sleep
        self._next = float("-inf")
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may start."""
        with self._lock:
            pause = self._next - self._clock()
            if pause > 0:
                self._sleep(pause)
            self._next = self._clock() + self._interval
