"""``Throttle``: how many requests may be sent in what time, counted for all processes of a user.

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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msc_trials.registry.files import locked, read_file

STATE = re.compile(r"throttle-[0-9a-f]{16}\.json")
"""Names of the files that hold a bucket."""
BURST = 5
"""Requests that may follow each other at once."""
_DAY = 86_400.0
_LOCK_SECONDS = 2.0
_LONGEST_QUEUE = 100.0
_LARGEST = 10_000
"""Bytes of the file."""
_LOG = logging.getLogger(__name__)
_ALONE = "Requests are spaced for this process only"


class Throttle:
    """A bucket of ``BURST`` starts that is filled again by one every ``interval`` seconds.

    With a ``folder`` the bucket is a file in it, for all threads and processes that use the same folder and host; where
    that cannot be written, and without a folder, it is that of this object alone (a log message of level INFO says so). Nothing is locked while somebody waits.
    """

    def __init__(self, interval: float, host: str, folder: Path | None = None) -> None:
        self._interval = interval
        digest = hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()
        name = f"throttle-{digest[:16]}.json"
        self._path = None if folder is None else folder / name
        if folder is None:
            _LOG.info("%s: nothing is stored.", _ALONE)
        self._own: dict[str, Any] = {}
        self._lock, self._process = threading.Lock(), os.getpid()

    def reserve(self, now: float, longest: float = math.inf) -> float:
        """Take the next free start; seconds to wait for it. ``now`` is the time in seconds since 1970.

        It is left to others when the wait would be longer than ``longest``.
        """
        if self._interval <= 0:
            return 0.0

        def take(state: dict[str, Any]) -> float:
            burst = 1 if 0 <= now - _number(state, "refused") < _DAY else BURST
            filled = (now - _number(state, "at")) / self._interval
            left = min(burst, _number(state, "left") + filled) if filled >= 0 else burst
            left = max(left, -_LONGEST_QUEUE)
            wait = max(0.0, (1 - left) * self._interval)
            if wait <= longest:
                state.update(at=now, left=left - 1)
            return wait

        return self._changed(take)

    def refused(self, now: float) -> None:
        """Note that the registry said there were too many requests."""
        self._changed(lambda state: state.update(refused=now) or 0.0)

    def _changed(self, change: Callable[[dict[str, Any]], float]) -> float:
        """Read the bucket, change it and write it, as one step."""
        if self._path is not None:
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with locked(self._path, _LOCK_SECONDS):
                    state = _read(self._path)
                    result = change(state)
                    self._path.write_text(json.dumps(state), encoding="ascii")
                    return result
            except OSError as error:
                _LOG.info("%s: %s cannot be used (%s).", _ALONE, self._path, error.strerror or error)
                self._path = None
        if self._process != os.getpid():  # a fork may have copied the lock while another thread held it
            self._lock, self._process = threading.Lock(), os.getpid()
        with self._lock:
            return change(self._own)


def _read(path: Path) -> dict[str, Any]:
    try:
        state = json.loads(read_file(path, _LARGEST) or b"{}")
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}


def _number(state: dict[str, Any], name: str) -> float:
    value = state.get(name, 0.0)
    return float(value) if isinstance(value, int | float) and abs(value) < 1e12 else 0.0
