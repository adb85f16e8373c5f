"""Standard input and output of commands: how much is read, in which encoding, and what happens when nobody reads the output any more."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import Any

import click

from msc_trials.cli.paths import shown_path
from msc_trials.errors import QueryError

LONGEST_LINE = 4_000_000
"""Bytes of a line where a program writes lines without end."""
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
    return str(data.decode(_encoding(data[:2]), "replace"))


def _encoding(start: bytes) -> str:
    """Two bytes that begin a text of NCT numbers or conditions tell UTF-16, with a byte order mark or without."""
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    return {1: "utf-16-le", 0: "utf-16-be"}.get(start.find(b"\0"), "utf-8-sig")


class BoundedLines(io.RawIOBase):
    """Lines of JSON of another stream up to the first one longer than ``LONGEST_LINE``: there it ends, with ``too_long``.

    Half of a pair that stands for one sign is replaced: a line that holds one would be refused without a word.
    """

    def __init__(self, stream: Any) -> None:
        self._stream, self._left, self.too_long = stream, b"", False

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is left of a line, or from the next one."""
        if not self._left and not self.too_long:
            line = self._stream.readline(LONGEST_LINE + 1)
            self.too_long = len(line) > LONGEST_LINE
            self._left = b"" if self.too_long else _ESCAPED.sub(_whole_sign, line)
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


_ESCAPED = re.compile(rb"\\(?:[^u]|u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|u[dD][89a-fA-F]\w\w)")
"""An escape of JSON, a pair for one sign as a whole."""


def _whole_sign(escape: re.Match[bytes]) -> bytes:
    return rb"\ufffd" if len(escape[0]) == len(rb"\ud800") else escape[0]


@contextlib.contextmanager
def bounded_stdin() -> Iterator[None]:
    """Limit the length of a line of standard input. Raises ``QueryError`` at the end when a line was longer."""
    whole = sys.stdin
    if whole is None or sys.stdout is None:
        raise QueryError("Standard input or output is closed.", hint="Let an assistant start this command.")
    lines = BoundedLines(getattr(whole, "buffer", io.BytesIO()))
    try:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(lines), encoding="utf-8", errors="replace")
        yield
    finally:
        sys.stdin = whole
    if lines.too_long:
        hint = "Look at the program that writes it."
        raise QueryError(
            f"A line of standard input has more than {LONGEST_LINE:,} bytes and was not read on.", hint=hint
        )


def close_streams() -> None:
    """Send what is left in standard output nowhere, so that the interpreter does not complain when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_text(path: Path | None, text: str, *, colour: bool = False, json: bool = False) -> None:
    """Write a text to a file (see ``files.write_file``), to standard output for None and ``-``. Raises ``QueryError``.

    JSON has only ASCII where standard output is not UTF-8: its readers take UTF-8, and nothing in it is replaced.
    """
    from msc_trials.registry import files

    if path is None or str(path) == "-":
        _write_stdout(text, colour, json)
        return
    try:
        files.write_file(path, text.encode("utf-8", "replace"))
    except BrokenPipeError:
        pass  # the reader has seen enough
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise QueryError(f"{shown_path(path)} cannot be written: {why}.", hint="Choose another file.") from error


def _write_stdout(text: str, colour: bool, json: bool) -> None:
    if sys.stdout is None:
        raise QueryError("There is no standard output to write to.", hint="Use -o FILE.")
    encoding = sys.stdout.encoding or "utf-8"
    if json and codecs.lookup(encoding).name != "utf-8":
        text = "".join(c if c.isascii() else dumps(c)[1:-1] for c in text)
    try:
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=colour)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; the interpreter must not complain about it when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise QueryError(f"The output cannot be written: {error.strerror}.", hint="Free some space.") from error
