"""``StoredAnswers``: the answers that this machine keeps. Without a usable folder nothing is found and nothing is kept."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING

from msc_trials.errors import CacheError, CacheWarning, StaleDataWarning, warn
from msc_trials.registry.cache import ResultCache
from msc_trials.registry.cache_files import StoredAnswer
from msc_trials.registry.result_set import Reader, ResultSet, digest
from msc_trials.registry.settings import Settings, cache_folder

if TYPE_CHECKING:  # the HTTP client is the largest import; a stored answer needs none
    from msc_trials.registry.pages import Pull


class StoredAnswers:
    """Stored answers of one user."""

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

    def keep(self, key: str, url: str, answer: Pull, read: Reader, now: dt.datetime) -> ResultSet:
        """The result set of studies just fetched; stored where that is possible, else ``CacheWarning`` is given."""
        kept = StoredAnswer(
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
