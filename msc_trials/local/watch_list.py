"""What ``watch`` remembers, in one private file: the conditions, what was last seen of each, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from msc_trials.errors import CacheError
from msc_trials.local.changes import Memory
from msc_trials.registry.files import locked, read_file, write_file

NAME = "watch.json"
_SCHEMA = 1
_LARGEST = 64_000_000
_PATIENCE = 60.0
_MOST_CHANGES = 2_000
"""Older changes are forgotten first."""


@contextmanager
def alone(folder: Path, seconds: float = _PATIENCE) -> Iterator[None]:
    """Be the only one to change the list in ``folder`` inside. Raises ``CacheError`` when another still does after ``seconds``."""
    with ExitStack() as stack:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            held = stack.enter_context(locked(folder / f"{NAME}.lock", seconds))
        except OSError as error:
            raise _not_writable(folder, error) from error
        if not held:
            hint = "Run this command again when it has ended."
            raise CacheError("Another msc-trials watch or changes is running.", hint=hint)
        yield


class WatchList(Memory):
    """The conditions that are watched."""

    @classmethod
    def load(cls, folder: Path) -> WatchList:
        """The list kept in ``folder``; an empty one where nothing was kept. Raises ``CacheError`` for an unusable file."""
        path = folder / NAME
        try:
            raw = json.loads(read_file(path, _LARGEST).decode("utf-8"))
            _check(raw["schema"])
            return cls.from_json(raw)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            hint = "Set MSC_TRIALS_CACHE_DIR to a folder you can read."
            raise CacheError(f"{path} cannot be read: {error.strerror or error}.", hint=hint) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            hint = "Remove it and run msc-trials watch again."
            raise CacheError(f"{path} cannot be read: {error}.", hint=hint) from error

    def save(self, folder: Path) -> None:
        """Keep the list, readable by its owner only. Raises ``CacheError`` when the folder cannot be written."""
        document = {"schema": _SCHEMA, **self.to_json(_MOST_CHANGES)}
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / NAME
            write_file(path, json.dumps(document, ensure_ascii=True, indent=1).encode("ascii"))
            path.chmod(0o600)
        except OSError as error:
            raise _not_writable(folder, error) from error


def _check(schema: Any) -> None:
    if schema != _SCHEMA:
        raise ValueError(f"its schema is {schema}")


def _not_writable(folder: Path, error: OSError) -> CacheError:
    hint = "Set MSC_TRIALS_CACHE_DIR to another folder."
    return CacheError(f"{folder} cannot be written: {error.strerror}.", hint=hint)
