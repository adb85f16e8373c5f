"""``manifest.json``: what a store is, and whether a folder is one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from msc_trials.errors import SnapshotError
from msc_trials.local.heads import read_head
from msc_trials.registry.files import UNFINISHED, write_atomically

FORMAT = 1
"""Version of the layout; a store with a larger one comes from a newer version of this package."""
KIND = "msc-trials store"
NAME = "manifest.json"
INDEX = "index.sqlite"
TABLE = "trials"
"""Folder of the Parquet files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a store is.

    ``oldest``, ``typical`` and ``newest`` are dates of the registry's data (of its records). ``read`` counts records,
    ``studies`` different trials, ``records`` those whose whole record is kept, ``cells`` those that gave cells or products of
    cells or are in the ledger. ``rules`` is the digest of the rules that read them, ``drift`` counts what was not as
    promised, by kind; ``sources`` maps the files read to their size and time. ``parquet`` says whether ``trials/`` is there.
    """

    kind: str = KIND
    format: int = FORMAT
    created: str
    rules: str
    oldest: str
    typical: str
    newest: str
    read: int
    unreadable: int
    studies: int
    records: int
    cells: int
    parquet: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    drift: dict[str, int] = field(default_factory=dict)


def is_store(path: Path) -> bool:
    """Whether the folder says that it is a store, of whatever version."""
    try:
        head = json.loads((path / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(head, dict) and head.get("kind") == KIND


def is_newer(path: Path) -> bool:
    """Whether a store comes from a newer version of this package."""
    found = json.loads((path / NAME).read_bytes()).get("format")
    return isinstance(found, int) and found > FORMAT


def read_manifest(path: Path) -> Manifest:
    """The manifest of a store. Raises ``SnapshotError`` when the folder is none, is unfinished or newer than this package."""
    again = "Make one with: msc-trials snapshot build --from FILE -o FOLDER"
    if not is_store(path):
        if unfinished(path).is_dir() and not path.exists():
            raise SnapshotError(
                f"The store {path} is not finished, and a missing part would read as 'no trials'.",
                hint="Run the command that makes it again; it goes on where it stopped.",
            )
        raise SnapshotError(f"{path} is no store of msc-trials.", hint=again)
    head = json.loads((path / NAME).read_bytes())
    if is_newer(path):
        raise SnapshotError(f"The store {path} was made by a newer version.", hint="Update msc-trials.")
    if isinstance(head.get("format"), int) and head["format"] < FORMAT:
        raise SnapshotError(f"The store {path} was made by an older version.", hint=again)
    try:
        return read_head(Manifest, head)
    except (TypeError, ValueError) as error:
        raise SnapshotError(f"The store {path} has no readable manifest: {error}.", hint=again) from error


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest in one step. Raises ``OSError``."""
    write_atomically(path / NAME, json.dumps(asdict(manifest), indent=2).encode())


def unfinished(path: Path) -> Path:
    """Where the store ``path`` is while it is being made."""
    return path.parent / f"{path.name}{UNFINISHED}"
