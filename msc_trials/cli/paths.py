"""Paths on the command line: one that no system can use is a usage error in one line."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import click

from msc_trials.errors import CacheError
from msc_trials.matching.text import printable

_LONGEST = 200


class PathArgument(click.Path):
    """A path as an argument; none, and one that no system can have, is a usage error."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Fails with one line for a zero byte, a name too long and links in a circle."""
        if not value or "\0" in os.fsdecode(value):
            self.fail("the path holds a zero byte." if value else "no file is named.", param, ctx)
        try:
            os.stat(value)
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
                self.fail(f"the path cannot be used: {error.strerror}.", param, ctx)
        return super().convert(value, param, ctx)


def private_folder(settings: dict[str, Any] | None = None) -> Path:
    """The folder of stored answers and of the watch list. Raises ``CacheError`` where the machine offers none."""
    from msc_trials.registry.settings import Settings, cache_folder

    folder = cache_folder(Settings.load(**(settings or {})))
    if folder is None:
        raise CacheError("This machine offers no private folder.", hint="Set MSC_TRIALS_CACHE_DIR to one.")
    return folder


OUTPUT_FILE: Any = PathArgument(dir_okay=False, readable=False, allow_dash=True, path_type=Path)
"""A file to write to: it need not be readable, and ``-`` is standard output."""


def shown_path(path: Path) -> str:
    """A path as messages show it: printable, and at most ``_LONGEST`` characters."""
    if str(path) == "-":
        return "standard output"
    text = printable(os.fsencode(path).decode("utf-8", "backslashreplace"))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
