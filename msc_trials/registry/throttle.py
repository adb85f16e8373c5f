"""``Throttle``: how many requests may be sent in what time."""

from __future__ import annotations

import threading
from collections.abc import Callable


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
