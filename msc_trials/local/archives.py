"""Raw studies from files of any size: the registry's bulk archive, JSON lines, folders of JSON files.

A ``Source`` gives batches of documents, still packed, each with the place to go on from, in constant memory. ``.zip`` holds
one JSON document per member, ``.json`` is one document, a folder holds any of these; every other file has one JSON study
per line (``.gz``: packed). A document is a study, a list of studies, or a page of the API (``{"studies": [...]}``).
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msc_trials.errors import SnapshotError
from msc_trials.local import zips
from msc_trials.local.zips import LARGEST, UNREADABLE, Packed, unpack
from msc_trials.registry.result_set import has_too_many_parts

_MOST = 200
"""Documents in a batch."""
_ENOUGH = 1_000_000
"""Bytes in a batch, packed; the document that exceeds them is the last."""
LINES = "Give files with one JSON study per line, zip archives of JSON files, or folders of them."


@dataclass(frozen=True, slots=True)
class Batch:
    """Neighbouring documents of a source. ``position`` is the place after them, ``done`` what is read of ``length``."""

    items: tuple[Packed, ...]
    position: int
    done: int


class Source:
    """Something studies are read from; this one has a JSON study per line, plain or gzip. ``length`` is for a progress bar."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def length(self) -> int:
        """Size in the unit of ``Batch.done``: bytes of the file as it lies."""
        return self.path.stat().st_size

    @property
    def key(self) -> str:
        """The absolute path; bytes that are no text (old file names hold some) are spelled out."""
        return os.fsencode(self.path.absolute()).decode("utf-8", "backslashreplace")

    @property
    def identity(self) -> str:
        """Changes when the content does (size and time of change)."""
        found = self.path.stat()
        return f"{found.st_size}:{found.st_mtime_ns}"

    def documents(self, position: int) -> Iterator[tuple[Packed, int, int]]:
        """Documents from a place on, each with the place after it and what is done then: lines that are not blank.

        Places are offsets in the unpacked text. A line longer than ``LARGEST`` is unreadable.
        """
        packed = self.path.suffix.lower() == ".gz"
        with self.path.open("rb") as plain, gzip.open(plain) if packed else plain as handle:
            handle.seek(position)
            while line := handle.readline(LARGEST + 1):
                whole = len(line) <= LARGEST
                while len(line) > LARGEST and not line.endswith(b"\n"):
                    line = handle.readline(LARGEST + 1)
                    zips.check_ratio(self.path, handle.tell(), plain.tell())
                zips.check_ratio(self.path, handle.tell(), plain.tell())
                if not whole or not line.isspace():
                    yield Packed(line) if whole else UNREADABLE, handle.tell(), plain.tell()

    def batches(self, start: int = 0) -> Iterator[Batch]:
        """Batches from a place on. What was read before a fault is handed over before ``SnapshotError`` is raised."""
        held: list[Packed] = []
        size, position, done = 0, start, 0
        fault: Exception | None = None
        try:
            for item, position, done in self.documents(start):
                held.append(item)
                size += len(item.data)
                if len(held) >= _MOST or size >= _ENOUGH:
                    yield Batch(tuple(held), position, done)
                    held, size = [], 0
        except (OSError, EOFError, zlib.error, SnapshotError) as error:
            fault = error
        if held:
            yield Batch(tuple(held), position, done)
        if isinstance(fault, SnapshotError):
            raise fault
        if isinstance(fault, OSError) and fault.filename:
            raise _closed(Path(os.fsdecode(fault.filename)), fault) from fault
        if fault is not None:
            raise SnapshotError(f"{self.path} cannot be read on: {fault}.", hint=LINES) from fault


class ZipSource(Source):
    """A zip archive of JSON files, such as the registry's ``ctg-studies.json.zip``; places are those of its directory."""

    @property
    def length(self) -> int:
        """Bytes of the directory."""
        return zips.directory_size(self.path)

    def documents(self, position: int) -> Iterator[tuple[Packed, int, int]]:
        """Members that are JSON files."""
        return ((item, place, place) for item, place in zips.members(self.path, position))


class FileSource(Source):
    """A JSON file, or those of a folder and below, one document each; places count files in order of their paths."""

    def _files(self) -> Iterator[Path]:
        return _walk(self.path, (".json",)) if self.path.is_dir() else iter([self.path])

    @property
    def length(self) -> int:
        """Number of files."""
        return sum(1 for _ in self._files())

    @property
    def identity(self) -> str:
        """Digest of names, sizes and times of the files."""
        if not self.path.is_dir():
            return super().identity
        total = hashlib.sha256()
        for path in self._files():
            found = path.stat()
            total.update(os.fsencode(path.relative_to(self.path)) + f":{found.st_size}:{found.st_mtime_ns};".encode())
        return total.hexdigest()

    def documents(self, position: int) -> Iterator[tuple[Packed, int, int]]:
        """The files from a place on."""
        for number, path in enumerate(self._files(), 1):
            if number > position:
                yield _file(path), number, number


def sources_of(paths: Iterable[Path]) -> Iterator[Source]:
    """Sources of files and folders; archives and line files inside a folder are sources of their own.

    Raises ``SnapshotError`` for what is neither, for a folder without any, and for what may not be read: to pass over a part
    would be to say that there are no trials in it.
    """
    for path in paths:
        try:
            yield from _sources_of(path)
        except OSError as error:
            raise _closed(Path(error.filename or path), error) from error


def described(sources: Iterable[Source]) -> dict[str, str]:
    """Keys of sources with their identities. Raises ``SnapshotError`` when one cannot be looked at."""
    found = {}
    for source in sources:
        try:
            found[source.key] = source.identity
        except OSError as error:
            raise _closed(Path(error.filename or source.path), error) from error
    return found


def _sources_of(path: Path) -> Iterator[Source]:
    if path.is_dir():
        inside = [_source(p) for p in _walk(path, (".zip", ".jsonl", ".ndjson", ".gz"))]
        loose = next(_walk(path, (".json",)), None)
        if loose is None and not inside:
            raise SnapshotError(f"The folder {path} holds no studies.", hint=LINES)
        yield from [FileSource(path)] if loose else []
        yield from inside
    elif path.is_file():
        yield _source(path)
    else:
        raise SnapshotError(f"{path} is neither a file nor a folder.", hint=LINES)


def studies(paths: Iterable[Path]) -> Iterator[Any]:
    """Studies of files and folders; None for what is not JSON. Raises ``SnapshotError`` when a file cannot be read on."""
    for source in sources_of(paths):
        for batch in source.batches():
            for item in batch.items:
                yield from studies_in(item)


def studies_in(item: Packed) -> list[Any]:
    """Studies of a document: itself, those of a list or of a page; ``[None]`` when it cannot be read."""
    try:
        text = unpack(item)
        document = None if has_too_many_parts(text) else json.loads(text)
    except (ValueError, RecursionError):
        return [None]
    if isinstance(document, dict) and isinstance(document.get("studies"), list):
        document = document["studies"]
    return document if isinstance(document, list) else [document]


def _source(path: Path) -> Source:
    kinds: dict[str, type[Source]] = {".zip": ZipSource, ".json": FileSource}
    return kinds.get(path.suffix.lower(), Source)(path)


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Files of a folder and those below, in an order that does not change; hidden ones are passed over.

    Raises ``OSError`` for a folder that may not be read.
    """
    for root, folders, files in os.walk(folder, onerror=_raised):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(suffixes) and not name.startswith("."):
                path = Path(root, name)
                if not stat.S_ISREG(path.stat().st_mode):
                    raise OSError(errno.EINVAL, "it is not a regular file", str(path))
                yield path


def _raised(error: OSError) -> None:
    raise error


def _closed(path: Path, error: OSError) -> SnapshotError:
    hint = "Make it readable, or leave it out; then run the same command again."
    return SnapshotError(f"{path} cannot be read: {error.strerror or error}.", hint=hint)


def _file(path: Path) -> Packed:
    with path.open("rb") as handle:
        data = handle.read(LARGEST + 1)
    return Packed(data) if len(data) <= LARGEST else UNREADABLE
