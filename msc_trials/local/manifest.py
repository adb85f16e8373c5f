"""``Manifest``: what a snapshot or a store is, when it was made, of what, and what could not be read.

A snapshot carries it as its first line, a store as ``manifest.json``. Anybody can edit one, so every value is checked.
"""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msc_trials.errors import QueryError, SnapshotError
from msc_trials.registry.files import read_file, write_file
from msc_trials.registry.plain_json import from_json
from msc_trials.registry.result_set import Provenance
from msc_trials.registry.settings import UNFINISHED

FORMAT = 3
"""Version of the layout of snapshots and stores (3: every part of a trial is an object with names).

A larger one comes from a newer version of this package; a smaller one cannot be read any more."""
SNAPSHOT, STORE = "msc-trials snapshot", "msc-trials store"
FILE = "manifest.json"
"""Name of a store's manifest in its folder."""

_DATES = ("created", "oldest", "typical", "newest")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OF_STORES = ("rules", "records", "cells", "parquet", "sources")
_LARGEST = 64_000_000
"""Bytes of a manifest; that of 100,000 files read has about 15 million."""
_AGAIN = "Make one with: msc-trials snapshot build --from FILE -o FOLDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot or a store is.

    ``oldest``, ``typical`` and ``newest`` are dates of the registry's data (of the records in it). ``read`` counts records,
    ``trials`` different trials, ``drift`` what was not as promised (unknown values, nodes of another type) by kind.

    Of stores only: ``rules`` is the digest of the rules that read them, ``records`` counts trials whose whole record is
    kept, ``cells`` those that gave cells or products of cells or are in the ledger, ``parquet`` says whether ``trials/``
    is there, ``sources`` maps the files read to their size and time.
    """

    kind: str
    format: int = FORMAT
    created: str
    oldest: str
    typical: str
    newest: str
    trials: int
    read: int
    unreadable: int
    rules: str = ""
    records: int = 0
    cells: int = 0
    parquet: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    drift: dict[str, int] = field(default_factory=dict)

    @classmethod
    def from_json(cls, values: dict[str, Any], kind: str, path: Path, hint: str) -> Manifest:
        """The manifest of the file or folder ``path`` of a kind. Raises ``SnapshotError`` for another version and for none."""
        what, version = f"The {kind.removeprefix('msc-trials ')} {path}", values.get("format")
        if isinstance(version, int) and version > FORMAT:
            raise SnapshotError(f"{what} was made by a newer version.", hint="Update msc-trials.")
        if isinstance(version, int) and version < FORMAT:
            raise SnapshotError(f"{what} was made by an older version and cannot be read.", hint=hint)
        try:
            made = from_json(cls, {"kind": kind, **values})
            made._check(kind)
        except (TypeError, ValueError) as error:
            raise SnapshotError(f"{what} has no readable manifest: {error}.", hint=hint) from error
        return made

    def _check(self, kind: str) -> None:
        """Dates appear on every output, so they must be dates or, unknown, empty. Raises ``ValueError``."""
        for name in _DATES:
            day = getattr(self, name)
            if not date_of(day) and (day or name == "created"):
                raise ValueError(f"{name} is not a date")
        if min(self.trials, self.read, self.unreadable, self.records, self.cells) < 0:
            raise ValueError("a number is less than nothing")
        if self.kind != kind:
            raise ValueError(f"it describes something else than a {kind}")

    def provenance(self, source: str, url: str, cause: str, path: str) -> Provenance:
        """Where an answer comes from that this snapshot or store gives; ``cause`` says why the registry did not."""
        return Provenance(
            source=source,
            url=url,
            data_timestamp=self.typical,
            api_version="",
            retrieved_at=self.created,
            total=self.trials,
            stale=bool(cause),
            cause=cause,
            path=path,
        )

    def to_json(self) -> dict[str, Any]:
        """The values that its kind has."""
        values = dataclasses.asdict(self)
        return values if self.kind == STORE else {k: v for k, v in values.items() if k not in _OF_STORES}


def date_of(text: str | None) -> str:
    """The version of a record as manifests have it: a date, empty when there is none or it is not a date."""
    return text if text and _DATE.fullmatch(text) else ""


def today_of(text: str) -> str:
    """The day a file is made. Raises ``QueryError`` for what is not a date: the file could not be read."""
    if not date_of(text):
        raise QueryError(f"{text!r} is not a date.", hint="Write it as 2026-11-25.")
    return text


def is_store(path: Path) -> bool:
    """Whether the folder has the manifest of a store, of any version."""
    try:
        values = _values(path)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(values, dict) and values.get("kind") == STORE


def is_newer(path: Path) -> bool:
    """Whether a store comes from a newer version of this package."""
    found = _values(path).get("format")
    return isinstance(found, int) and found > FORMAT


def read_manifest(path: Path) -> Manifest:
    """The manifest of a store. Raises ``SnapshotError`` when the folder is none, is unfinished or newer than this package."""
    if not is_store(path):
        if unfinished(path).is_dir() and not path.exists():
            hint = "Run the command that makes it again; it goes on where it stopped."
            what = f"The store {path} is not finished, and a missing part would read as 'no trials'."
            raise SnapshotError(what, hint=hint)
        raise SnapshotError(f"{path} is not a store of msc-trials.", hint=_AGAIN)
    return Manifest.from_json(_values(path), STORE, path, _AGAIN)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest of a store in one step. Raises ``OSError``."""
    write_file(path / FILE, json.dumps(manifest.to_json(), indent=2).encode())


def unfinished(path: Path) -> Path:
    """Where the store ``path`` is while it is being made."""
    return path.parent / f"{path.name}{UNFINISHED}"


def _values(path: Path) -> Any:
    return json.loads(read_file(path / FILE, _LARGEST))
