"""Decide, without doing anything, whether a stored answer is used, a new one fetched, or the question refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from msc_trials.registry.settings import Settings

CLOCK_SLACK = dt.timedelta(minutes=5)
"""How far in the future a stored answer may seem to lie before it is distrusted."""


class Action(StrEnum):
    """use: stored and good. fetch: ask the registry. stale: stored and old, say so. refuse: no answer from here."""

    USE = "use"
    FETCH = "fetch"
    STALE = "stale"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do and why, in one sentence."""

    action: Action
    sentence: str


def decide(fetched: dt.datetime | None, settings: Settings, now: dt.datetime) -> Decision:
    """What to do about a question, before anything is sent. ``fetched`` says when the stored answer came (with time zone), None when nothing is stored."""
    if settings.is_local:
        what = settings.source if settings.source_path else "the bundled snapshot"
        return Decision(Action.REFUSE, f"Only {what} was asked for.")
    may_send = not settings.offline and settings.source != "cache"
    if settings.no_cache:
        fetched = None
    if fetched is None:
        if may_send:
            return Decision(Action.FETCH, "Nothing is stored for this question; asking the registry.")
        what = "sending was forbidden (offline)" if settings.offline else "only stored answers were asked for"
        return Decision(Action.REFUSE, f"Nothing is stored for this question and {what}.")
    age = now - fetched
    fresh = -CLOCK_SLACK <= age <= dt.timedelta(seconds=settings.max_age)
    if may_send and settings.source == "live":
        return Decision(Action.FETCH, "Asking the registry because a live answer was asked for.")
    if may_send and settings.refresh:
        return Decision(Action.FETCH, "Asking the registry because a refresh was asked for.")
    if fresh:
        return Decision(Action.USE, f"Using the answer stored {words_for_age(age)} ago.")
    if may_send:
        return Decision(Action.FETCH, f"The stored answer is {words_for_age(age)} old; asking the registry.")
    what = "sending was forbidden (offline)" if settings.offline else "only stored answers were asked for"
    return Decision(Action.STALE, f"The answer is {words_for_age(age)} old; {what}.")


def after_failure(fetched: dt.datetime | None, settings: Settings, now: dt.datetime, cause: str) -> Decision:
    """What to do when asking failed; ``cause`` is the failure in one sentence."""
    if fetched is None or settings.no_cache:
        return Decision(Action.REFUSE, f"{cause} Nothing is stored for this question.")
    if settings.source == "live":
        return Decision(Action.REFUSE, f"{cause} A stored answer exists but a live one was asked for.")
    age = now - fetched
    return Decision(Action.STALE, f"The answer is {words_for_age(age)} old; a newer one could not be had: {cause}")


def while_another_asks(fetched: dt.datetime | None, settings: Settings, now: dt.datetime) -> Decision:
    """What to do while another program of this user asks the same question."""
    if fetched is None or settings.no_cache or settings.refresh or settings.source == "live":
        return Decision(Action.FETCH, "Waiting for the answer another program is asking for.")
    age = words_for_age(now - fetched)
    return Decision(Action.STALE, f"The answer is {age} old; another program of yours is asking for a newer one.")


def words_for_age(age: dt.timedelta) -> str:
    """An age for people: ``5 minutes``, ``3 hours``, ``12 days``; a date in the future says so."""
    seconds = age.total_seconds()
    if seconds < -CLOCK_SLACK.total_seconds():
        return "an unknown time (the clock was changed)"
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}" + ("s" if count > 1 else "")
    return "less than a minute"
