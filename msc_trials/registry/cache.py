"""``ResultStore``: whole result sets on disk, private, safe between processes, never trusted blindly.

Everything lies inside one SQLite database (``v1/cache.db``), so a write is one transaction: a process killed at any
moment leaves the old or the new answer, never half of one. Every body is checked against its digest when read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import stat
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import diskcache  # type: ignore[import-untyped]

from msc_trials.errors import CacheError, CacheWarning
from msc_trials.registry import result_set as resultsets
from msc_trials.registry.cache_policy import EntryInfo
from msc_trials.registry.textdisk import TextDisk

VERSION = "v1"
"""Folder of this layout; an incompatible one gets the next number."""

_DATABASE = "cache.db"
_SET, _BODY, _DERIVED = "set/", "body/", "derived/"
_SETTINGS: dict[str, Any] = {
    "cull_limit": 10,
    "disk_min_file_size": 0,
    "disk_pickle_protocol": 0,
    "eviction_policy": "least-recently-stored",
    "size_limit": 1 << 29,
    "sqlite_auto_vacuum": 1,
    "sqlite_cache_size": 1 << 8,
    "sqlite_journal_mode": "wal",
    "sqlite_mmap_size": 0,  # a damaged file is an error to handle, not a bus error
    "sqlite_synchronous": 0,  # killing cannot damage it; a power cut may, which is noticed, and costs a fetch
    "statistics": 0,
    "tag_index": 0,
}
_COUNTERS = {"count", "size", "hits", "misses"}
_ANY_FAILURE = (
    sqlite3.Error,
    diskcache.Timeout,
    OSError,
    CacheError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
)
_UNREADABLE = (ValueError, TypeError, KeyError, RecursionError)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is stored with a result set. ``fetched_at`` is ISO 8601 in UTC; ``lengths`` are those of its pages."""

    query: str
    url: str
    data_timestamp: str
    api_version: str
    fetched_at: str
    total: int
    sha256: str
    lengths: tuple[int, ...]

    @property
    def info(self) -> EntryInfo:
        """What the cache policy must know."""
        return EntryInfo(dt.datetime.fromisoformat(self.fetched_at), self.data_timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStatus:
    """State of the store: number of result sets, bytes on disk, oldest and newest fetch (ISO 8601), data dates."""

    path: Path
    exists: bool
    entries: int = 0
    derived: int = 0
    bytes: int = 0
    oldest: str | None = None
    newest: str | None = None
    data_timestamps: tuple[str, ...] = ()


class ResultStore:
    """Result sets by key, and bytes derived from them. Use as a context manager.

    Opening raises ``CacheError`` when the folder cannot be used (read-only, a link, owned by somebody else). Damaged
    content is reported with ``CacheWarning`` and counts as absent. Writing raises ``CacheError`` (full, locked).
    """

    def __init__(self, folder: Path, *, lock_timeout: float = 5.0) -> None:
        self.folder = folder
        self._lock_timeout = lock_timeout
        self._home = folder / VERSION
        _private_folder(folder)
        self._cache = self._open()

    def __enter__(self) -> ResultStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        with contextlib.suppress(sqlite3.Error):
            self._cache.close()

    def find(self, key: str) -> Manifest | None:
        """What is known of the result set under ``key``; None when none can be read."""
        text = self._reading(lambda: self._cache.get(_SET + key))
        if text is None:
            return None
        try:
            return _manifest(text)
        except _UNREADABLE:
            self._damaged(key, "its description cannot be read")
            return None

    def load(self, key: str, manifest: Manifest) -> tuple[bytes, ...] | None:
        """The packed pages of a result set; None when they are gone or damaged (``CacheWarning``)."""
        found = self._reading(lambda: [self._cache.get(name) for name in _bodies(key, manifest)])
        if found is None or None in found:
            return None
        pages = tuple(page for page in found if isinstance(page, bytes))
        if resultsets.digest(pages) != manifest.sha256 or tuple(map(len, pages)) != manifest.lengths:
            self._damaged(key, "its content does not match its digest")
            return None
        return pages

    def save(self, key: str, manifest: Manifest, pages: tuple[bytes, ...]) -> None:
        """Store a whole result set in place of an older one: pages first, then manifest, in one transaction.

        Each page is a row of its own: SQLite needs several times the memory of the largest row it writes.
        """
        text = json.dumps(asdict(manifest), ensure_ascii=True)

        def write() -> None:
            with self._cache.transact():
                before = self._cache.get(_SET + key)
                for name, page in zip(_bodies(key, manifest), pages, strict=True):
                    self._cache.set(name, page)
                self._cache.set(_SET + key, text)
                with contextlib.suppress(*_UNREADABLE):
                    old = _manifest(before)
                    if old.sha256 != manifest.sha256:
                        for name in _bodies(key, old):
                            self._cache.delete(name)

        self._writing(write)

    def remove(self, key: str) -> None:
        """Forget one result set."""

        def delete() -> None:
            with self._cache.transact():
                for name in self._names(f"{_BODY}{key}/"):
                    self._cache.delete(name)
                self._cache.delete(_SET + key)

        self._writing(delete)

    def get_derived(self, key: str) -> bytes | None:
        """Bytes stored with ``put_derived``; None when absent or damaged (``CacheWarning``)."""
        blob = self._reading(lambda: self._cache.get(_DERIVED + key))
        if blob is None:
            return None
        if not isinstance(blob, bytes) or hashlib.sha256(blob[32:]).digest() != blob[:32]:
            self._warn("A stored intermediate result is damaged and is made again.")
            return None
        return blob[32:]

    def put_derived(self, key: str, value: bytes) -> None:
        """Store bytes that can be made again from a result set; name the rules' version in ``key``."""
        self._writing(lambda: self._cache.set(_DERIVED + key, hashlib.sha256(value).digest() + value))

    def status(self) -> StoreStatus:
        """Numbers about the store. Reads descriptions, no bodies."""
        found = [m for m in (self.find(n.removeprefix(_SET)) for n in self._names(_SET)) if m is not None]
        times = sorted(m.fetched_at for m in found)
        return StoreStatus(
            path=self.folder,
            exists=True,
            entries=len(found),
            derived=len(self._names(_DERIVED)),
            bytes=_size(self._home),
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
                raise CacheError(
                    f"The cache folder {self.folder} cannot be used: {error}",
                    hint="Set MSC_TRIALS_CACHE_DIR to another.",
                ) from error
            self._warn(f"The cache in {self.folder} is damaged and is started again.")
        return self._started_again()

    def _connect(self) -> diskcache.Cache:
        _private_folder(self._home)
        _private_database(self._home / _DATABASE)
        with contextlib.closing(sqlite3.connect(self._home / _DATABASE, timeout=self._lock_timeout)) as watch:
            _plain_settings(watch)
            # While this connection is open, diskcache's closing and opening again does not rewrite the database.
            return diskcache.Cache(str(self._home), timeout=self._lock_timeout, disk=TextDisk, **_SETTINGS)

    def _started_again(self) -> diskcache.Cache:
        try:
            _discard(self._home)
            return self._connect()
        except _ANY_FAILURE as error:
            raise CacheError(
                f"The damaged cache in {self.folder} cannot be replaced: {error}",
                hint="Remove the folder, or set MSC_TRIALS_CACHE_DIR to another.",
            ) from error

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

    def _writing(self, write: Callable[[], object]) -> None:
        try:
            write()
        except _ANY_FAILURE as error:
            raise CacheError(
                f"The answer could not be stored in {self.folder}: {str(error) or type(error).__name__}",
                hint="Free some space or set MSC_TRIALS_CACHE_DIR; the answer itself is complete.",
            ) from error

    def _damaged(self, key: str, how: str) -> None:
        self._warn(f"A stored answer is damaged ({how}) and is ignored.")
        with contextlib.suppress(CacheError):
            self.remove(key)

    def _warn(self, text: str) -> None:
        warnings.warn(text, CacheWarning, stacklevel=4)


def clear(folder: Path) -> int:
    """Remove everything this package stored in ``folder``, with the database's side files. Returns bytes removed.

    Raises ``CacheError`` when something of it remains.
    """
    if not folder.exists():
        return 0
    removed = 0
    for home in sorted(folder.glob(f"{VERSION}*")):
        if home.name == VERSION or home.name.startswith(f"{VERSION}.old-"):
            removed += _size(home)
            try:
                _discard(home)
            except OSError as error:
                hint = "Close other programs that use it, or remove the folder by hand."
                raise CacheError(f"The cache in {folder} could not be removed: {error}", hint=hint) from error
    with contextlib.suppress(OSError):
        folder.rmdir()
    return removed


def status(folder: Path) -> StoreStatus:
    """Numbers about the store in ``folder``, without creating one. Raises ``CacheError`` when it cannot be opened."""
    if not (folder / VERSION / _DATABASE).exists():
        return StoreStatus(path=folder, exists=False)
    with ResultStore(folder) as store:
        return store.status()


def _discard(home: Path) -> None:
    """Move the folder out of the way in one step, then remove it, so that no process opens half of it."""
    if home.is_symlink() or not home.is_dir():
        home.unlink(missing_ok=True)
        return
    away = home.with_name(f"{VERSION}.old-{secrets.token_hex(8)}")
    home.rename(away)
    shutil.rmtree(away)


def _private_folder(folder: Path) -> None:
    """Make or check a folder only its owner can use: a link or a stranger's folder could show a health question."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        hint = "Set MSC_TRIALS_CACHE_DIR to a folder you can write to."
        raise CacheError(f"The cache folder {folder} cannot be made: {error.strerror or error}", hint=hint) from error
    if not stat.S_ISDIR(found.st_mode):
        raise CacheError(f"The cache folder {folder} is a link.", hint="Set MSC_TRIALS_CACHE_DIR to the real folder.")
    _owned(folder, found)
    if folder.name == VERSION and os.name == "posix" and found.st_mode & 0o077:
        folder.chmod(0o700)


def _private_database(path: Path) -> None:
    """Create the database file for its owner only (SQLite gives its side files the same mode), or check it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags, 0o600)
    try:
        found = os.fstat(handle)
        _owned(path, found)
        if os.name == "posix" and found.st_mode & 0o077:
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def _plain_settings(database: sqlite3.Connection) -> None:
    """Refuse a database whose settings name anything but ours: diskcache would obey them as attributes and pragmas."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    if "Settings" in tables:
        names = {str(name) for (name,) in database.execute("SELECT key FROM Settings").fetchall()}
        if not names <= set(_SETTINGS) | _COUNTERS:
            raise sqlite3.DatabaseError("it holds settings that are not ours")


def _owned(path: Path, found: os.stat_result) -> None:
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise CacheError(f"{path} belongs to another user.", hint="Set MSC_TRIALS_CACHE_DIR to a folder of your own.")


def _is_damage(error: BaseException) -> bool:
    """Whether the database itself is broken, as opposed to locked, full, read-only or out of reach."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such")
    return isinstance(error, sqlite3.DatabaseError | LookupError | TypeError | ValueError | AssertionError)


def _manifest(text: Any) -> Manifest:
    values = json.loads(text)
    manifest = Manifest(**{**values, "lengths": tuple(values["lengths"])})
    numbers = (manifest.total, *manifest.lengths)
    if not all(isinstance(n, int) and n >= 0 for n in numbers) or manifest.info.fetched_at.tzinfo is None:
        raise ValueError("not a manifest")
    if not all(
        isinstance(getattr(manifest, n), str) for n in ("query", "url", "data_timestamp", "api_version", "sha256")
    ):
        raise ValueError("not a manifest")
    return manifest


def _bodies(key: str, manifest: Manifest) -> list[str]:
    """Names of the rows that hold the pages."""
    return [f"{_BODY}{key}/{manifest.sha256}/{number}" for number in range(len(manifest.lengths))]


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.lstat().st_size
    return total
