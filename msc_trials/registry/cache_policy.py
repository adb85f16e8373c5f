"""Whether a stored answer is used, a new one fetched, or the question refused; and the answers that this machine keeps."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import AbstractContextManager, nullcontext, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msc_trials.errors import CacheError, CacheWarning, StaleDataWarning, warn
from msc_trials.registry.cache import ResultCache
from msc_trials.registry.cache_files import StoredAnswer
from msc_trials.registry.result_set import Reader, ResultSet, digest
from msc_trials.registry.settings import Settings, cache_folder

if TYPE_CHECKING:  # the HTTP client is the largest import; a stored answer needs none
    from msc_trials.registry.pages import Pull


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


class StoredAnswers:
    """Stored answers of one user; without a usable folder nothing is found and nothing kept."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._found: list[ResultCache | None] = []
        self._opening = threading.Lock()

    def close(self) -> None:
        """Close the cache; the next call opens it again."""
        for cache in filter(None, self._found):
            cache.close()
        self._found = []

    @property
    def cache(self) -> ResultCache | None:
        """The cache, opened on first use; None when caching is off or impossible (then ``CacheWarning`` was given)."""
        if self._settings.no_cache or self._settings.is_local:
            return None
        with self._opening:
            self._found = self._found or [_opened(self._settings)]
        return self._found[0]

    def find(self, key: str) -> StoredAnswer | None:
        """What is stored under a key, described; its pages are not read."""
        return None if self.cache is None else self.cache.find(key)

    def asking(self, key: str, seconds: float) -> AbstractContextManager[bool]:
        """Be the only one to ask a question; True when nobody else does. Without a cache nothing could be shared."""
        return nullcontext(True) if self.cache is None else self.cache.asking(key, seconds)

    def noted(self, key: str, otherwise: int) -> int:
        """A number stored with the answers; ``otherwise`` when there is none."""
        value = self.cache.get_derived(key) if self.cache else None
        return int(value) if value and value.isdigit() else otherwise

    def note(self, key: str, number: int) -> None:
        """Store a number with the answers, where that is possible."""
        if self.cache is not None:
            with suppress(CacheError):
                self.cache.put_derived({key: str(number).encode()})

    def load(self, key: str, found: StoredAnswer | None, url: str, cause: str = "") -> ResultSet | None:
        """The stored answer; with a ``cause`` it is a stale one. None when it turns out to be unreadable."""
        pages = None if found is None or self.cache is None else self.cache.load(key, found)
        if found is None or pages is None:
            return None
        if cause:
            warn(cause, StaleDataWarning)
        provenance = found.provenance("cache", url, stale=bool(cause), cause=cause)
        return ResultSet(provenance, found.sha256, pages)

    def keep(self, key: str, what: str, url: str, answer: Pull, read: Reader, now: dt.datetime) -> ResultSet:
        """The result set of studies just fetched; stored where that is possible, else ``CacheWarning`` is given."""
        kept = StoredAnswer(
            query=what,
            url=url,
            data_timestamp=answer.version.data_timestamp,
            api_version=answer.version.api_version,
            fetched_at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
            total=len(answer.studies),
            sha256=digest(answer.pages),
            lengths=tuple(map(len, answer.pages)),
            left_out=answer.left_out,
        )
        provenance = kept.provenance("live", url, requests=answer.requests)
        if self.cache is not None:
            try:
                self.cache.save(key, kept, answer.pages)
            except CacheError as error:
                _warn(error)
        return ResultSet(provenance, kept.sha256, answer.pages, (read, answer.studies))


def _opened(settings: Settings) -> ResultCache | None:
    folder = cache_folder(settings)
    if folder is None:
        _warn(CacheError("No folder for stored answers was found (no home folder)"))
        return None
    try:
        return ResultCache(folder)
    except CacheError as error:
        _warn(error)
        return None


def _warn(error: CacheError) -> None:
    words = f"{error.message.rstrip('.')}; going on without storing answers. {error.hint or ''}"
    warn(words.rstrip(), CacheWarning)
