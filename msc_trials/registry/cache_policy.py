"""Whether a stored answer is used, a new one fetched, or the question refused. Pure: nothing is read or asked here."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from msc_trials.registry.settings import Settings

CLOCK_SLACK = dt.timedelta(minutes=5)
"""How far in the future a stored answer may seem to lie before it is distrusted."""


class Action(StrEnum):
    """use: stored and good. fetch: ask the registry. stale: stored and old, say so. refuse: no answer from here."""

    USE = "use"
    FETCH = "fetch"
    STALE = "stale"
    REFUSE = "refuse"


class Decision(NamedTuple):
    """What to do and, where it is not what was wished for, why, in one sentence."""

    action: Action
    sentence: str = ""


def decide(fetched: dt.datetime | None, settings: Settings, now: dt.datetime) -> Decision:
    """What to do about a question, before anything is sent. ``fetched`` says when the stored answer came (with time zone), None when nothing is stored."""
    if settings.is_local:
        what = settings.source if settings.source_path else "the bundled snapshot"
        return Decision(Action.REFUSE, f"Only {what} was asked for.")
    may_send = not settings.offline and settings.source != "cache"
    what = "nothing is sent (offline)" if settings.offline else "only stored answers were asked for"
    if fetched is None or settings.no_cache:
        refused = Decision(Action.REFUSE, f"Nothing is stored for this question and {what}.")
        return Decision(Action.FETCH) if may_send else refused
    if may_send and (settings.source == "live" or settings.refresh):
        return Decision(Action.FETCH)
    age = now - fetched
    if -CLOCK_SLACK <= age <= dt.timedelta(seconds=settings.max_age):
        return Decision(Action.USE)
    stale = Decision(Action.STALE, f"The answer is {words_for_age(age)} old; {what}.")
    return Decision(Action.FETCH) if may_send else stale


def instead(fetched: dt.datetime | None, settings: Settings, now: dt.datetime, why: str) -> str:
    """Why an old answer serves in place of a new one (``why`` in one clause, with its full stop); empty where none may."""
    if fetched is None or settings.no_cache or settings.source == "live":
        return ""
    return f"The answer is {words_for_age(now - fetched)} old; {why}"


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
