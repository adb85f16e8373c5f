from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.errors import QueryError
from msc_trials.registry.cache_policy import Action, after_failure, decide, words_for_age
from msc_trials.registry.settings import SOURCES, Settings
from tests.helpers import NOW

FRESH = NOW - dt.timedelta(hours=23)
OLD = NOW - dt.timedelta(hours=25)
FUTURE = NOW + dt.timedelta(hours=1)

TABLE = [
    # stored, settings, decision, a part of the sentence
    (None, {}, "fetch", "Nothing is stored"),
    (FRESH, {}, "use", "23 hours ago"),
    (OLD, {}, "fetch", "1 day old"),
    (FUTURE, {}, "fetch", "clock was changed"),
    (FRESH, {"refresh": True}, "fetch", "refresh"),
    (FRESH, {"max_age": 3600}, "fetch", "23 hours old"),
    (OLD, {"max_age": "7d"}, "use", "1 day ago"),
    (FRESH, {"source": "live"}, "fetch", "live"),
    (None, {"source": "live"}, "fetch", "Nothing is stored"),
    (FRESH, {"source": "cache"}, "use", "23 hours ago"),
    (OLD, {"source": "cache"}, "stale", "only stored answers"),
    (None, {"source": "cache"}, "refuse", "only stored answers"),
    (FRESH, {"offline": True}, "use", "23 hours ago"),
    (OLD, {"offline": True}, "stale", "offline"),
    (FUTURE, {"offline": True}, "stale", "clock was changed"),
    (None, {"offline": True}, "refuse", "offline"),
    (FRESH, {"no_cache": True}, "fetch", "Nothing is stored"),
    (FRESH, {"no_cache": True, "offline": True}, "refuse", "offline"),
    (FRESH, {"source": "snapshot"}, "refuse", "snapshot"),
    (None, {"source": "snapshot"}, "refuse", "snapshot"),
]


@pytest.mark.parametrize(("entry", "given_settings", "action", "part"), TABLE)
def test_decision_table(entry: dt.datetime | None, given_settings: dict[str, Any], action: str, part: str) -> None:
    decision = decide(entry, Settings(**given_settings), NOW)
    assert decision.action == action
    assert part in decision.sentence


@pytest.mark.parametrize(
    ("entry", "given_settings", "action"),
    [
        (OLD, {}, "stale"),
        (FRESH, {"refresh": True}, "stale"),
        (None, {}, "refuse"),
        (OLD, {"source": "live"}, "refuse"),
        (OLD, {"no_cache": True}, "refuse"),
    ],
)
def test_table_after_a_failure(entry: dt.datetime | None, given_settings: dict[str, Any], action: str) -> None:
    decision = after_failure(entry, Settings(**given_settings), NOW, "The registry is in trouble.")
    assert decision.action == action
    assert "The registry is in trouble." in decision.sentence


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
    assert decision.sentence.endswith(".")
    if offline or source in ("cache", "snapshot"):
        assert decision.action is not Action.FETCH
    if entry is None or no_cache or source == "snapshot":
        assert decision.action in (Action.FETCH, Action.REFUSE)
    if source == "live":
        assert decision.action is Action.FETCH
    after = after_failure(entry, settings, NOW, "It broke.")
    assert after.action in (Action.STALE, Action.REFUSE)


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
