"""A ``diskcache.Disk`` that can store and fetch text and bytes, and nothing else."""

from __future__ import annotations

import sqlite3
from typing import Any

from diskcache import Disk  # type: ignore[import-untyped]
from diskcache.core import MODE_RAW  # type: ignore[import-untyped]

from msc_trials.errors import CacheError

_HINT = "Run 'msc-trials cache clear' if this comes back."


class TextDisk(Disk):  # type: ignore[misc] # diskcache carries no types
    """Keys are text, values text or bytes inside the database row.

    diskcache's own ``Disk``, and its ``JSONDisk`` too, unpickle whatever a row claims to be pickled, so a tampered
    database runs code (CVE-2025-69872). Here such a row is refused, and so is a row that names a file: nothing
    outside the database is read or removed on its word.
    """

    def __init__(self, directory: str, **_: Any) -> None:
        super().__init__(directory)

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
        return len(value), MODE_RAW, None, sqlite3.Binary(value) if isinstance(value, bytes) else value

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> str | bytes:
        """The value of a row; ``CacheError`` for a pickled one, one in a file, or any other kind."""
        if mode != MODE_RAW or filename is not None or read or type(value) not in (str, bytes):
            raise CacheError("The cache holds a value that is not plain text or bytes; it is refused.", hint=_HINT)
        return value  # type: ignore[no-any-return] # narrowed by type() above

    def remove(self, file_path: Any) -> None:
        """Nothing lies in files, so a row that names one was planted: its file is not touched."""
