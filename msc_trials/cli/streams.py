"""Standard input and output of commands: how much is read, in which encoding, and how output ends in silence."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys

from msc_trials.errors import QueryError

LONGEST_INPUT = 1_000_000
"""Bytes read from standard input: about 80,000 NCT numbers."""


def read_stdin() -> str:
    """The text of standard input, also with a byte order mark or as UTF-16.

    Raises ``QueryError`` when it is closed or has more than ``LONGEST_INPUT`` bytes: an endless one must end.
    """
    if sys.stdin is None:
        raise QueryError("There is no standard input to read from.", hint="Name what you ask for instead of -.")
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:  # a text stream that a program put in its place
        return sys.stdin.read(LONGEST_INPUT)
    try:
        data = buffer.read(LONGEST_INPUT + 1)
    except OSError as error:
        raise QueryError(f"Standard input cannot be read: {error.strerror}.", hint="Use a pipe or a file.") from error
    if data is None:
        raise QueryError("Standard input does not wait for data.", hint="Use a pipe or a file.")
    if len(data) > LONGEST_INPUT:
        raise QueryError(
            f"Standard input has more than {LONGEST_INPUT:,} bytes and was not read on.", hint="Ask for less at once."
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return str(data.decode("utf-16" if wide else "utf-8-sig", "replace"))


def close_streams() -> None:
    """Send what is left in standard output nowhere, so that the interpreter does not complain when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
