"""How often and how long the registry is asked: requests in what time (``Throttle``), the time of one question (``Budget``).

The registry publishes no limit; about 50 requests a minute are what others measured. So a few requests may follow each
other at once, then they keep a distance, and after a "too many requests" (HTTP 429) they keep it for the rest of the day.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msc_trials.registry.files import locked, read_file

STATE = re.compile(r"throttle-[0-9a-f]{16}\.json")
"""Names of the files that hold a bucket."""
BURST = 5
"""Requests that may follow each other at once."""
_DAY = 86_400.0
_LOCK_SECONDS = 2.0
_LONGEST_QUEUE = 100.0
_MOST_BYTES = 10_000
_LOG = logging.getLogger(__name__)
_ALONE = "Requests are spaced for this process only"


class Throttle:
    """A bucket of ``BURST`` starts that is filled again by one every ``interval`` seconds.

    The bucket is a file in the ``folder``, for all threads and processes that use the same folder and host; without one
    that can be written it is that of this object alone, which is logged. Nothing is locked while somebody waits.
    """

    def __init__(self, interval: float, host: str, folder: Path | None = None) -> None:
        self._interval = interval
        digest = hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()
        self._path = None if folder is None else folder / f"throttle-{digest[:16]}.json"
        if folder is None:
            _LOG.info("%s: nothing is stored.", _ALONE)
        self._own: dict[str, float] = {}
        self._lock, self._process = threading.Lock(), os.getpid()

    def reserve(self, now: float, longest: float = math.inf) -> float:
        """Take the next free start; seconds to wait for it. ``now`` is the time in seconds since 1970.

        It is left to others when the wait would be longer than ``longest``.
        """
        if self._interval <= 0:
            return 0.0

        def take(state: dict[str, float]) -> float:
            burst = 1 if 0 <= now - state.get("refused", 0.0) < _DAY else BURST
            filled = (now - state.get("at", 0.0)) / self._interval
            left = min(burst, state.get("left", 0.0) + filled) if filled >= 0 else burst
            left = max(left, -_LONGEST_QUEUE)
            wait = max(0.0, (1 - left) * self._interval)
            if wait <= longest:
                state.update(at=now, left=left - 1)
            return wait

        return self._changed(take)

    def refused(self, now: float) -> None:
        """Note that the registry said there were too many requests."""
        self._changed(lambda state: state.update(refused=now) or 0.0)

    def _changed(self, change: Callable[[dict[str, float]], float]) -> float:
        """Read the bucket, change it and write it, as one step."""
        path = self._path  # another thread may find meanwhile that it cannot be used
        if path is not None:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with locked(path, _LOCK_SECONDS):
                    state = _read(path)
                    result = change(state)
                    path.write_text(json.dumps(state), encoding="ascii")
                    return result
            except OSError as error:
                _LOG.info("%s: %s cannot be used (%s).", _ALONE, path, error.strerror or error)
                self._path = None
        if self._process != os.getpid():  # a fork may have copied the lock while another thread held it
            self._lock, self._process = threading.Lock(), os.getpid()
        with self._lock:
            return change(self._own)


def _read(path: Path) -> dict[str, float]:
    """The numbers in a file; anything else in it is left out."""
    try:
        state = json.loads(read_file(path, _MOST_BYTES))
    except ValueError:
        return {}
    found = state.items() if isinstance(state, dict) else ()
    return {name: value for name, value in found if isinstance(value, int | float) and abs(value) < 1e12}


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
        """Reading a page inside does not count as waiting."""
        began = self._clock()
        yield
        spent = self._clock() - began
        self._latest += spent
        self.ends = min(self._latest, self._clock() + self._seconds) if self._by_page else self.ends + spent

    def announce(self, pages: int) -> None:
        """``pages`` are to come: with ``by_page`` the time of all of them together is that of one page times their number."""
        self._latest = self._clock() + self._seconds * pages
