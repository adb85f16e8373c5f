"""The fault matrix: what is done to a pull, and what may come of it. Run by the tests and by ``benchmarks.faults``."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from msc_trials.errors import MscTrialsError, StaleDataWarning
from msc_trials.registry.client import Client
from msc_trials.registry.pages import Transport
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import ResultSet
from msc_trials.registry.settings import Settings
from tests.helpers import Clock


@dataclass(frozen=True)
class Fault:
    """A script for requests from the first page on, and the outcome: ``answer`` or the name of an error."""

    name: str
    script: str
    outcome: str = "answer"
    own_only: bool = False
    """Not in the larger stand-in."""


FAULTS = (
    Fault("nothing", "ok"),
    Fault("429, Retry-After in seconds", "429:2"),
    Fault("429, Retry-After as a date", "429date:2", own_only=True),
    Fault("429, no Retry-After", "429"),
    Fault("429 for ever", "429*", "RateLimitedError"),
    Fault("429, wait an hour", "429:3600*", "RateLimitedError"),
    Fault("500 once", "500"),
    Fault("500 for ever", "500*", "TransportError"),
    Fault("502", "502"),
    Fault("503 twice", "503,503"),
    Fault("503 for ever", "503*", "TransportError"),
    Fault("504", "504"),
    Fault("403", "403", "BlockedError"),
    Fault("400", "400", "ResponseError", own_only=True),
    Fault("cut body", "cut", own_only=True),
    Fault("cut body (uncompressed)", "truncate:300"),
    Fault("cut body for ever", "cut*", "TransportError", own_only=True),
    Fault("bad JSON", "badjson"),
    Fault("bad JSON for ever", "badjson*", "ResponseError"),
    Fault("HTML with 200", "html"),
    Fault("HTML with 200 for ever", "html*", "ResponseError"),
    Fault("reset", "reset"),
    Fault("reset for ever", "reset*", "TransportError"),
    Fault("slow body", "slow:1"),
    Fault("slow body for ever", "slow:1*", "TransportError"),
    Fault("new data in mid-pull", "stamp:2026-11-21T09:00:05"),
    Fault("new data after the last page", "/ok,/stamp:2026-11-22T09:00:05", own_only=True),
    Fault("wrong total once", "count:9999", own_only=True),
    Fault("wrong total for ever", "count:9999,ok,ok,count:9999", "ResponseError", own_only=True),
    Fault("rows repeated", "twice", own_only=True),
    Fault("sent to another server", "away", "ResponseError", own_only=True),
    Fault("sent in circles", "circle", "ResponseError", own_only=True),
    Fault("nested 200,000 deep", "deep", own_only=True),
    Fault("larger than allowed", "huge:40000000", "ResponseError", own_only=True),
    Fault("larger than allowed when unpacked", "bomb:40000000", "ResponseError", own_only=True),
    Fault("not a page", "notpage", "ResponseError", own_only=True),
    Fault("three troubles in a row", "503,reset,badjson"),
)


@dataclass(frozen=True)
class Outcome:
    """What came of a fault, with nothing stored and with an old answer stored; and what was lost (should be nothing)."""

    fresh: str
    stored: str
    requests: int
    waited: float
    lost: int


@dataclass(frozen=True)
class Stand:
    """A stand-in registry: its address, what it is asked, the ids expected, how it is told what to do wrong."""

    url: str
    question: Query
    whole: set[str]
    set_trouble: Callable[[str], Any]
    patience: float = 0.6
    """Seconds of silence allowed where slowness is the fault."""


def run(fault: Fault, stand: Stand, folder: Path) -> Outcome:
    """Ask twice under a fault: with an empty store, and with an answer of last week."""
    question, whole, set_trouble = stand.question, stand.whole, stand.set_trouble
    patience = stand.patience if "slow" in fault.script else 30
    script = fault.script.replace("slow:1", f"slow:{2 * stand.patience:g}")
    lost = 0
    names, spent, waited = [], 0, 0.0
    for old in (False, True):
        clock = Clock()
        where = folder / ("old" if old else "new")
        settings = Settings(api_url=stand.url, cache_dir=where, timeout=patience, max_bytes=20_000_000, max_time=60)
        set_trouble("")
        calm = replace(settings, timeout=30)
        if old:
            with _client(calm, clock) as client:
                client.fetch(question)
            clock.pass_hours(24 * 7)
        began, transport = clock.seconds, Transport(settings, clock=clock, sleep=clock.sleep)
        set_trouble(script)
        with Client(settings, transport=transport, now=clock.now) as client:
            name, ids = _ask(client, question)
        lost += ids is not None and ids != whole
        names.append(name)
        if not old:
            spent, waited = transport.requests_made, clock.seconds - began
        set_trouble("")
        with _client(calm, clock) as client:  # and nothing is spoilt for the next question
            lost += _ask(client, question)[1] != whole
    return Outcome(names[0], names[1], spent, waited, lost)


def _client(settings: Settings, clock: Clock) -> Client:
    return Client(settings, transport=Transport(settings, clock=clock, sleep=clock.sleep), now=clock.now)


def _ask(client: Client, question: Query) -> tuple[str, set[str] | None]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = client.fetch(question)
        except MscTrialsError as error:
            return type(error).__name__ if error.hint else f"{type(error).__name__} without a hint", None
    if result.provenance.stale:
        assert result.provenance.cause
        assert any(issubclass(w.category, StaleDataWarning) for w in caught)
        return "old answer, said so", ids_of(result)
    return "answer", ids_of(result)


def ids_of(result: ResultSet) -> set[str]:
    """NCT numbers of a result set."""
    return {s["protocolSection"]["identificationModule"]["nctId"] for s in result.studies}
