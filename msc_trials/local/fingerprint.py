"""Which rules read a record: a digest of the package's code and data files, so that readings of different rules never mix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msc_trials.knowledge import seeds

_PACKAGE = Path(__file__).resolve().parents[1]
_SHOWING_ONLY = ("cli", "literature", "output", "service")
"""Folders of code that reads nothing from a record."""
_NOT_FOR_RECORDS = ("claim_words.csv", "columns.csv", "countries.csv", "report_cues.csv", "tables.csv")
"""Data files of those folders."""


@cache
def rules_fingerprint() -> str:
    """Digest of names, sizes and times of the package's code and data files; quick, but of this installation only."""
    total = hashlib.sha256()
    for path in _files():
        found = path.stat()
        total.update(f"{path.name}:{found.st_size}:{found.st_mtime_ns};".encode())
    return total.hexdigest()[:16]


@cache
def rules_digest() -> str:
    """Digest of the contents of what decides about a record; the same wherever the same version is installed."""
    total = hashlib.sha256()
    for path in _files():
        shows = path.is_relative_to(_PACKAGE) and path.relative_to(_PACKAGE).parts[0] in _SHOWING_ONLY
        if not shows and path.suffix != ".gz" and path.name not in _NOT_FOR_RECORDS:
            total.update(f"{path.name}:".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:16]


def _files() -> Iterator[Path]:
    yield from sorted(_PACKAGE.glob("**/*.py"), key=Path.as_posix)  # paths themselves compare slowly
    yield from sorted(seeds.folder().glob("*"), key=Path.as_posix)
    if (own := seeds.profile()) is not None:
        yield from sorted(own.glob("*"), key=Path.as_posix)
