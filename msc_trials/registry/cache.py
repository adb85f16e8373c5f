"""``ResultCache``: whole result sets on disk, private, safe between processes, never trusted blindly.

Everything lies inside one SQLite database (``v1/cache.db``), so a write is one transaction: a process killed at any
moment leaves the old or the new answer, never half of one. Every body is checked against its digest when read.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import diskcache  # type: ignore[import-untyped]

from msc_trials.errors import CacheError, CacheWarning, warn
from msc_trials.registry import cache_files
from msc_trials.registry import result_set as resultsets
from msc_trials.registry.cache_files import DATABASE, SETTINGS, VERSION, StoredAnswer, TextDisk
from msc_trials.registry.files import Closing, locked
from msc_trials.registry.throttle import STATE

MOST_BYTES = SETTINGS["size_limit"] // 2
"""Largest answer stored, in bytes as packed: a newer one is written before the old one is removed."""
_SET, _BODY = "set/", "body/"
DERIVED, STUDY = "derived/", "study/"
"""Kinds of what is made again when it is gone: of result sets, and of single studies by NCT number."""
_MADE_UP = (LookupError, TypeError, ValueError, AssertionError)
"""What SQLite's and diskcache's own code raises when a database was tampered with."""
_ANY_FAILURE = (sqlite3.Error, diskcache.Timeout, OSError, CacheError, *_MADE_UP)
_UNREADABLE = (ValueError, TypeError, KeyError, RecursionError)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheStatus:
    """State of the cache: number of result sets, bytes on disk, oldest and newest fetch (ISO 8601), data dates."""

    path: Path
    exists: bool
    entries: int = 0
    derived: int = 0
    bytes: int = 0
    oldest: str | None = None
    newest: str | None = None
    data_timestamps: tuple[str, ...] = ()


class ResultCache(Closing):
    """Result sets by key, and bytes derived from them. Use as a context manager.

    Opening raises ``CacheError`` when the folder cannot be used (read-only, a link, owned by somebody else). Damaged
    content is reported with ``CacheWarning`` and counts as absent. Writing raises ``CacheError`` (full, locked).
    """

    def __init__(self, folder: Path, *, lock_timeout: float = 5.0) -> None:
        self.folder = folder
        self._lock_timeout = lock_timeout
        self._home = folder / VERSION
        cache_files.private_folder(folder)
        self._cache = self._open()

    def close(self) -> None:
        """Close the database."""
        with contextlib.suppress(sqlite3.Error):
            self._cache.close()

    def find(self, key: str) -> StoredAnswer | None:
        """What is known of the result set under ``key``; None when none can be read."""
        text = self._reading(lambda: self._cache.get(_SET + key))
        if text is None:
            return None
        try:
            return cache_files.stored_answer(text)
        except _UNREADABLE:
            self._damaged(key, "its description cannot be read")
            return None

    def load(self, key: str, answer: StoredAnswer) -> tuple[bytes, ...] | None:
        """The packed pages of a result set; None when they are gone or damaged (``CacheWarning``)."""
        found = self._reading(lambda: [self._cache.get(name) for name in _bodies(key, answer)])
        if found is None or None in found:
            return None
        pages = tuple(page for page in found if isinstance(page, bytes))
        if resultsets.digest(pages) != answer.sha256 or tuple(map(len, pages)) != answer.lengths:
            self._damaged(key, "its content does not match its digest")
            return None
        return pages

    def save(self, key: str, answer: StoredAnswer, pages: tuple[bytes, ...]) -> None:
        """Store a whole result set in place of an older one: pages first, then description, in one transaction.

        Each page is a row of its own: SQLite needs several times the memory of the largest row it writes.
        """
        if (size := sum(answer.lengths)) > MOST_BYTES:
            what = f"The answer has {size:,} bytes and is too large to be stored (at most {MOST_BYTES:,})."
            raise CacheError(what, hint="It will be fetched again the next time.")
        with self._writing():
            before = self._cache.get(_SET + key)
            for name, page in zip(_bodies(key, answer), pages, strict=True):
                self._cache.set(name, page)
            self._cache.set(_SET + key, cache_files.description(answer))
            with contextlib.suppress(*_UNREADABLE):
                old = cache_files.stored_answer(before)
                if old.sha256 != answer.sha256:
                    for name in _bodies(key, old):
                        self._cache.delete(name)

    @contextlib.contextmanager
    def asking(self, key: str, seconds: float) -> Iterator[bool]:
        """Be the only one to ask the registry for ``key``; False when somebody else still does after ``seconds``.

        The lock is a file that the system releases when its holder dies.
        """
        with contextlib.ExitStack() as stack:
            try:
                held = stack.enter_context(locked(self._home / f"asking-{key[:16]}.lock", seconds))
            except OSError:
                held = True  # a folder without locks: two may ask at once
            yield held

    def remove(self, key: str) -> None:
        """Forget one result set."""
        with self._writing():
            for name in self._names(f"{_BODY}{key}/"):
                self._cache.delete(name)
            self._cache.delete(_SET + key)

    def get_derived(self, key: str, kind: str = DERIVED) -> bytes | None:
        """Bytes stored with ``put_derived``; None when absent or damaged (``CacheWarning``)."""
        blob = self._reading(lambda: self._cache.get(kind + key))
        if blob is None:
            return None
        if not isinstance(blob, bytes) or hashlib.sha256(blob[32:]).digest() != blob[:32]:
            self._warn("A stored intermediate result is damaged and is made again.")
            return None
        return blob[32:]

    def put_derived(self, values: Mapping[str, bytes], kind: str = DERIVED) -> None:
        """Store, in one transaction, bytes that can be made again from studies; name the rules' version in the keys."""
        with self._writing():
            for key, value in values.items():
                self._cache.set(kind + key, hashlib.sha256(value).digest() + value)

    def status(self) -> CacheStatus:
        """Numbers about the cache. Reads descriptions, no bodies."""
        found = [m for m in (self.find(n.removeprefix(_SET)) for n in self._names(_SET)) if m is not None]
        times = sorted(m.fetched_at for m in found)
        return CacheStatus(
            path=self.folder,
            exists=True,
            entries=len(found),
            derived=len(self._names(DERIVED)),
            bytes=cache_files.size(self._home),
            oldest=times[0] if times else None,
            newest=times[-1] if times else None,
            data_timestamps=tuple(sorted({m.data_timestamp for m in found})),
        )

    def _names(self, prefix: str) -> list[str]:
        names = self._reading(lambda: list(self._cache.iterkeys()))
        return [name for name in names or () if isinstance(name, str) and name.startswith(prefix)]

    def _open(self) -> diskcache.Cache:
        try:
            return self._connect()
        except _ANY_FAILURE as error:
            if not _is_damage(error):
                raise cache_files.unusable(self.folder, error) from error
            self._warn(f"The cache in {self.folder} is damaged and is started again.")
        return self._started_again()

    def _connect(self) -> diskcache.Cache:
        cache_files.private_folder(self._home)
        cache_files.private_database(self._home / DATABASE)
        with contextlib.closing(sqlite3.connect(self._home / DATABASE, timeout=self._lock_timeout)) as watch:
            cache_files.plain_settings(watch)
            watch.execute("BEGIN IMMEDIATE")  # diskcache would wait a minute for somebody who keeps the database locked
            watch.rollback()
            # While this connection is open, diskcache's closing and opening again does not rewrite the database.
            return diskcache.Cache(str(self._home), timeout=self._lock_timeout, disk=TextDisk, **SETTINGS)

    def _started_again(self) -> diskcache.Cache:
        try:
            cache_files.discard(self._home)
            return self._connect()
        except _ANY_FAILURE as error:
            hint = "Remove the folder, or set MSC_TRIALS_CACHE_DIR to another."
            raise CacheError(f"The damaged cache in {self.folder} cannot be replaced: {error}.", hint=hint) from error

    def _reading(self, read: Callable[[], _T]) -> _T | None:
        """Run a read; whatever goes wrong is a warning and counts as absent."""
        try:
            return read()
        except _ANY_FAILURE as error:
            self._warn(f"A stored answer cannot be read and is ignored: {error}")
            if _is_damage(error) and not isinstance(error, CacheError):
                self.close()
                self._cache = self._started_again()
            return None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction; whatever goes wrong is a ``CacheError``."""
        try:
            with self._cache.transact():
                yield
        except _ANY_FAILURE as error:
            what = f"The answer could not be stored in {self.folder}: {str(error) or type(error).__name__}."
            hint = "Free some space or set MSC_TRIALS_CACHE_DIR; the answer itself is complete."
            raise CacheError(what, hint=hint) from error

    def _damaged(self, key: str, how: str) -> None:
        self._warn(f"A stored answer is damaged ({how}) and is ignored.")
        with contextlib.suppress(CacheError):
            self.remove(key)

    def _warn(self, text: str) -> None:
        warn(text, CacheWarning)


def clear(folder: Path) -> int:
    """Remove everything this package stored in ``folder``, with the database's side files. Returns bytes removed.

    Raises ``CacheError`` when something of it remains.
    """
    removed = 0
    try:
        for path in sorted(folder.iterdir()) if folder.exists() else ():
            if path.name == VERSION or path.name.startswith(f"{VERSION}.old-") or STATE.fullmatch(path.name):
                before = cache_files.size(path)
                cache_files.discard(path)
                removed += before - cache_files.size(path)
    except OSError as error:
        hint = "Close other programs that use it, or remove the folder by hand."
        why = error.strerror or error
        raise CacheError(f"The cache in {folder} could not be removed: {why}.", hint=hint) from error
    with contextlib.suppress(OSError):
        folder.rmdir()
    return removed


def status(folder: Path) -> CacheStatus:
    """Numbers about the cache in ``folder``, without creating one. Raises ``CacheError`` when it cannot be opened."""
    try:
        there = (folder / VERSION / DATABASE).exists()
    except OSError as error:
        raise cache_files.unusable(folder, error) from error
    if not there:
        return CacheStatus(path=folder, exists=False)
    with ResultCache(folder) as cache:
        return cache.status()


def _is_damage(error: BaseException) -> bool:
    """Whether the database itself is broken, as opposed to locked, full, read-only or out of reach."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such")
    return isinstance(error, (sqlite3.DatabaseError, *_MADE_UP))


def _bodies(key: str, answer: StoredAnswer) -> list[str]:
    return [f"{_BODY}{key}/{answer.sha256}/{number}" for number in range(len(answer.lengths))]
