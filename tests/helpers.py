"""Clocks that do not wait and questions that are small."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from msc_trials.registry.client import Client
from msc_trials.registry.pages import Transport
from msc_trials.registry.settings import Settings
from tests.emulator import Emulator

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)


class Clock:
    """A monotonic clock that jumps when somebody sleeps, and the calendar that goes with it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._began = dt.datetime.now(dt.UTC)
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> dt.datetime:
        return NOW + dt.timedelta(seconds=self.seconds)

    def real_now(self) -> dt.datetime:
        """The calendar of this machine, moved on by what was slept: servers send dates by it."""
        return self._began + dt.timedelta(seconds=self.seconds)

    def pass_hours(self, hours: float) -> None:
        self.seconds += hours * 3600


@dataclass(frozen=True)
class Ask:
    """The smallest thing that can be asked."""

    cond: str = '"a condition"'

    def params(self) -> dict[str, str]:
        return {"query.cond": self.cond}

    def url(self, base: str = "") -> str:
        return f"{base}/studies?{urlencode(self.params())}"

    def key(self) -> str:
        return hashlib.sha256(json.dumps(self.params(), sort_keys=True).encode()).hexdigest()


def transport(server: Emulator, clock: Clock | None = None, **overrides: Any) -> Transport:
    """A transport to the stand-in whose waiting takes no time."""
    clock = clock or Clock()
    settings = Settings(**{"api_url": server.url, "timeout": 10, **overrides})
    return Transport(settings, clock=clock, sleep=clock.sleep, now=clock.real_now)


def client(server: Emulator, folder: Path | None, clock: Clock | None = None, **overrides: Any) -> Client:
    """A client of the stand-in with its store in ``folder``."""
    clock = clock or Clock()
    settings = Settings(**{"api_url": server.url, "cache_dir": folder, "timeout": 10, **overrides})
    return Client(
        settings, transport=Transport(settings, clock=clock, sleep=clock.sleep, now=clock.real_now), now=clock.now
    )
