"""What the cache keeps on disk: private to its owner, plain text or bytes only. Anybody who can write to the folder
could plant a database, so nothing in it is obeyed: no pickles, no file names, no settings but ours."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diskcache import Disk  # type: ignore[import-untyped]
from diskcache.core import MODE_RAW  # type: ignore[import-untyped]

from msc_trials.errors import CacheError
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.result_set import Provenance

VERSION = "v1"
"""Folder of this layout; an incompatible one gets the next number."""
DATABASE = "cache.db"
SETTINGS: dict[str, Any] = {
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
_OURS = re.compile(r"cache\.db(?:-wal|-shm|-journal)?|asking-[0-9a-f]+\.lock")
_COUNTERS = {"count", "size", "hits", "misses"}
_HINT = "Run 'msc-trials cache clear' if this comes back."


class TextDisk(Disk):  # type: ignore[misc] # diskcache carries no types
    """Keys are text, values text or bytes inside the database row.

    diskcache's own disks unpickle whatever a row claims to be pickled, so a tampered database runs code
    (CVE-2025-69872). Here such a row is refused, and so is one that names a file.
    """

    def put(self, key: Any) -> tuple[str, bool]:
        """The database key of a text key."""
        if not isinstance(key, str):
            raise TypeError("only text is a key")
        return key, True

    def get(self, key: Any, raw: Any) -> str:
        """The text key of a database key."""
        if not raw or not isinstance(key, str):
            raise CacheError("The cache holds a key that is not plain text; it is refused.", hint=_HINT)
        return key

    def store(self, value: Any, read: bool, key: Any = None) -> tuple[int, int, None, Any]:
        """Row fields of a value: ``(size, mode, filename, value)``."""
        if read or type(value) not in (str, bytes):
            raise TypeError("only text or bytes are stored")
        # Size 0: the bytes are in the database, whose pages are counted already.
        return 0, MODE_RAW, None, sqlite3.Binary(value) if isinstance(value, bytes) else value

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> str | bytes:
        """The value of a row; ``CacheError`` for a pickled one, one in a file, or any other kind."""
        if mode != MODE_RAW or filename is not None or read or type(value) not in (str, bytes):
            raise CacheError("The cache holds a value that is not plain text or bytes; it is refused.", hint=_HINT)
        return value  # type: ignore[no-any-return] # narrowed by type() above

    def remove(self, file_path: Any) -> None:
        """Nothing lies in files, so a row that names one was planted: its file is not touched."""


def private_folder(folder: Path) -> None:
    """Make or check a folder only its owner can use: a link or a stranger's folder could show a health question."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise unusable(folder, error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise CacheError(f"The cache folder {folder} is a link.", hint="Set MSC_TRIALS_CACHE_DIR to the real folder.")
    _owned(folder, found)
    if folder.name == VERSION and os.name == "posix" and found.st_mode & 0o077:
        folder.chmod(0o700)


def unusable(folder: Path, error: BaseException) -> CacheError:
    """The error for a folder that cannot be made, read or written."""
    why = getattr(error, "strerror", None) or error
    hint = "Set MSC_TRIALS_CACHE_DIR to a folder you can write to."
    return CacheError(f"The cache folder {folder} cannot be used: {why}.", hint=hint)


def private_database(path: Path) -> None:
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


def plain_settings(database: sqlite3.Connection) -> None:
    """Refuse a database whose settings name anything but ours: diskcache would obey them as attributes and pragmas."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    if "Settings" in tables:
        names = {str(name) for (name,) in database.execute("SELECT key FROM Settings").fetchall()}
        if not names <= set(SETTINGS) | _COUNTERS:
            raise sqlite3.DatabaseError("it holds settings that are not ours")


def discard(home: Path) -> None:
    """Move the folder out of the way in one step, then remove it, so that no process opens half of it.

    Files of somebody else stay where they are: a folder of this name may have been there before.
    """
    if home.is_symlink() or not home.is_dir():
        home.unlink(missing_ok=True)
        return
    with contextlib.suppress(FileNotFoundError):  # another process was faster
        found = list(home.iterdir())
        ours = [path for path in found if _OURS.fullmatch(path.name)]
        if len(ours) < len(found):
            for path in ours:
                path.unlink(missing_ok=True)
            return
        away = home.with_name(f"{VERSION}.old-{os.urandom(8).hex()}")
        home.rename(away)
        shutil.rmtree(away)


def size(folder: Path) -> int:
    """Bytes of the files in a folder and those below."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.lstat().st_size
    return total


def _owned(path: Path, found: os.stat_result) -> None:
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise CacheError(f"{path} belongs to another user.", hint="Set MSC_TRIALS_CACHE_DIR to a folder of your own.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """What is stored with a result set. ``fetched_at`` is ISO 8601 in UTC; ``lengths`` are those of its pages."""

    data_timestamp: str
    api_version: str
    fetched_at: str
    total: int
    sha256: str
    lengths: tuple[int, ...]
    left_out: str = ""

    @property
    def fetched(self) -> dt.datetime:
        """When it was fetched, with its time zone (UTC)."""
        return dt.datetime.fromisoformat(self.fetched_at)

    def provenance(self, source: str, url: str, **more: Any) -> Provenance:
        """Where its studies come from; ``more`` are other fields of ``Provenance``."""
        return Provenance(
            source=source,
            url=url,
            data_timestamp=self.data_timestamp,
            api_version=self.api_version,
            retrieved_at=self.fetched_at,
            total=self.total,
            left_out=self.left_out,
            **more,
        )


_OF_OLDER_VERSIONS = ("query", "url")
"""What answers that older versions stored hold besides; nothing reads it."""


def description(answer: StoredAnswer) -> str:
    """A stored answer as one line of text: its digest, then JSON."""
    text = json.dumps(to_json(answer), ensure_ascii=True)
    return _digest_of(text) + text


def _digest_of(text: str) -> str:
    """The digest at the start of a description: without it a flipped bit in a date or a count would be believed."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def stored_answer(row: Any) -> StoredAnswer:
    """The answer that a description describes. Raises ``ValueError``, ``TypeError`` or ``KeyError`` when it is damaged."""
    text = str(row)[64:]
    if str(row)[:64] != _digest_of(text):
        raise ValueError("the description does not match its digest")
    values = json.loads(text)
    if isinstance(values, dict):
        values = {name: value for name, value in values.items() if name not in _OF_OLDER_VERSIONS}
    answer = from_json(StoredAnswer, values)
    if min(answer.total, *answer.lengths, 0) < 0 or answer.fetched.tzinfo is None:
        raise ValueError("not a description of a stored answer")
    return answer
