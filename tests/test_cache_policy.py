from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.errors import QueryError
from msc_trials.registry.cache_policy import Action, decide, instead, words_for_age
from msc_trials.registry.settings import SOURCES, Settings
from tests.helpers import NOW

FRESH = NOW - dt.timedelta(hours=23)
OLD = NOW - dt.timedelta(hours=25)
FUTURE = NOW + dt.timedelta(hours=1)

TABLE = [
    # stored, settings, decision, a part of the sentence where there is one
    (None, {}, "fetch", ""),
    (FRESH, {}, "use", ""),
    (OLD, {}, "fetch", ""),
    (FUTURE, {}, "fetch", ""),
    (FRESH, {"refresh": True}, "fetch", ""),
    (FRESH, {"max_age": 3600}, "fetch", ""),
    (OLD, {"max_age": "7d"}, "use", ""),
    (FRESH, {"source": "live"}, "fetch", ""),
    (None, {"source": "live"}, "fetch", ""),
    (FRESH, {"source": "cache"}, "use", ""),
    (OLD, {"source": "cache"}, "stale", "only stored answers"),
    (None, {"source": "cache"}, "refuse", "only stored answers"),
    (FRESH, {"offline": True}, "use", ""),
    (OLD, {"offline": True}, "stale", "offline"),
    (FUTURE, {"offline": True}, "stale", "clock was changed"),
    (None, {"offline": True}, "refuse", "offline"),
    (FRESH, {"no_cache": True}, "fetch", ""),
    (FRESH, {"no_cache": True, "offline": True}, "refuse", "offline"),
    (FRESH, {"source": "snapshot"}, "refuse", "snapshot"),
    (None, {"source": "snapshot"}, "refuse", "snapshot"),
]


@pytest.mark.parametrize(("entry", "given_settings", "action", "part"), TABLE)
def test_decision_table(entry: dt.datetime | None, given_settings: dict[str, Any], action: str, part: str) -> None:
    decision = decide(entry, Settings(**given_settings), NOW)
    assert decision.action == action
    assert part in decision.sentence
    assert bool(part) is bool(decision.sentence)


@pytest.mark.parametrize(
    ("entry", "given_settings", "serves"),
    [
        (OLD, {}, True),
        (FRESH, {"refresh": True}, True),
        (None, {}, False),
        (OLD, {"source": "live"}, False),
        (OLD, {"no_cache": True}, False),
    ],
)
def test_table_after_a_failure(entry: dt.datetime | None, given_settings: dict[str, Any], serves: bool) -> None:
    cause = instead(entry, Settings(**given_settings), NOW, "The registry is in trouble.")
    assert bool(cause) is serves
    assert cause.endswith("The registry is in trouble." if serves else "")


@given(
    age=st.none() | st.timedeltas(min_value=dt.timedelta(days=-9), max_value=dt.timedelta(days=9999)),
    source=st.sampled_from(SOURCES),
    offline=st.booleans(),
    refresh=st.booleans(),
    no_cache=st.booleans(),
    max_age=st.floats(0, 1e7),
)
def test_the_decision_is_total_and_obeys(
    age: dt.timedelta | None, source: str, offline: bool, refresh: bool, no_cache: bool, max_age: float
) -> None:
    try:
        settings = Settings(source=source, offline=offline, refresh=refresh, no_cache=no_cache, max_age=max_age)
    except QueryError:
        return
    entry = None if age is None else NOW - age
    decision = decide(entry, settings, NOW)
    assert decision.sentence.endswith("." if decision.action in (Action.STALE, Action.REFUSE) else "")
    if offline or source in ("cache", "snapshot"):
        assert decision.action is not Action.FETCH
    if entry is None or no_cache or source == "snapshot":
        assert decision.action in (Action.FETCH, Action.REFUSE)
    if source == "live":
        assert decision.action is Action.FETCH


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (dt.timedelta(seconds=5), "less than a minute"),
        (dt.timedelta(seconds=-5), "less than a minute"),
        (dt.timedelta(minutes=1), "1 minute"),
        (dt.timedelta(hours=5), "5 hours"),
        (dt.timedelta(days=40), "40 days"),
    ],
)
def test_ages_in_words(age: dt.timedelta, words: str) -> None:
    assert words_for_age(age) == words
