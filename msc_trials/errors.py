"""Every failure this package raises, and the warnings it gives. Standard library only.

MscTrialsError(message, hint)          root; ``str()`` is the message, ``hint`` (below it in a traceback) what to do, ``exit_code``
├── QueryError (ValueError)            the question cannot be asked as it stands
├── MisuseError (TypeError)             something of a wrong kind was handed over
├── TrialNotFoundError (LookupError)   a trial was named and the registry does not know it
├── TransportError                     no usable answer came back: url, attempts, status
│   ├── BlockedError                   HTTP 403 from the registry's edge firewall
│   ├── RateLimitedError               HTTP 429 until the retries ran out: retry_after in seconds
│   └── OfflineError                   asking was forbidden and nothing suitable is stored
├── ResponseError                      an answer came, but not of the promised shape
├── RecordError                        one study cannot be read at all: nct_id, path
├── CacheError                         the cache folder cannot be used as asked
└── SnapshotError                      a snapshot file is truncated, foreign or from a newer version

MscTrialsWarning (UserWarning)
├── StaleDataWarning                   an old answer is served because no newer one could be had
├── UnreadableRecordWarning            a study was left out because it could not be read
├── UnusableNumberWarning              a value among others is not an NCT number and was left out
├── NotAskedWarning                    a table is empty because nobody was asked for its rows
└── CacheWarning                       a damaged cache entry was ignored
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType, UnionType
from typing import Any, ClassVar


class MscTrialsError(Exception):
    """Root of all errors of this package; ``hint`` says what the user can do.

    >>> from msc_trials import MscTrialsError, answer
    >>> try:
    ...     answer("")
    ... except MscTrialsError as error:
    ...     print(error, error.hint)
    No condition was given. Name one, for example "knee osteoarthritis".
    """

    exit_code: ClassVar[int] = 2
    """What the command line ends with, and a script that calls ``exit_in_one_line``; see ``msc-trials --help``."""

    def __init__(self, message: str, *, hint: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details
        if hint:
            self.add_note(hint)  # a traceback prints notes, and ``str()`` stays the message alone

    @property
    def line(self) -> str:
        """One line: what, why, what to do."""
        return " ".join(filter(None, (self.message, self.hint)))

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions with keyword arguments do not survive a process pool without this.
        return (_rebuild, (type(self), self.message, self.hint, self.details))


def _rebuild(cls: type[MscTrialsError], message: str, hint: str | None, details: dict[str, Any]) -> MscTrialsError:
    return cls(message, hint=hint, **details)


class QueryError(MscTrialsError, ValueError):
    """The question cannot be asked as it stands (empty, too long, only NCT numbers, unknown column)."""


class MisuseError(MscTrialsError, TypeError):
    """Something of a wrong kind was handed over: a text where a query is wanted, a raw record where a trial is."""


def expect(value: object, kind: type | UnionType, what: str, hint: str) -> None:
    """Raise ``MisuseError`` ("WHAT is wanted, not a list.") where ``value`` is of another kind.

    >>> expect("knee", str, "A text", "Write one.")
    """
    if not isinstance(value, kind):
        name = value.__name__ if isinstance(value, type) else type(value).__name__
        raise MisuseError(f"{what} is wanted, not {name}.", hint=hint)


def unknown(kind: str, name: str, known: Iterable[str], shown: str = "") -> QueryError:
    """The error for a name that does not exist, with the nearest that does; ``shown`` is how it was written.

    >>> unknown("filter", "sstatus", ["status", "phase"]).hint
    "Did you mean 'status'?"
    """
    import difflib

    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
    return QueryError(f"Unknown {kind} {(shown or name)[:40]!r}.", hint=hint)


def exit_in_one_line() -> None:
    """For scripts: from here on an error of this package that nobody catches ends the program as it ends a command.

    One line on standard error and the ``exit_code`` of the error take the place of the traceback; other errors keep theirs.

    >>> from msc_trials.errors import exit_in_one_line
    >>> exit_in_one_line()
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if not isinstance(error, MscTrialsError):
            before(kind, error, traceback)
            return
        line = "".join(c if c.isprintable() else " " for c in error.line)
        sys.stderr.write(f"Error: {line}\n")
        sys.exit(error.exit_code)

    sys.excepthook = hook


def warn(text: str, kind: type[MscTrialsWarning]) -> None:
    """Give a warning at the line of the user's program that led to it, not at one of this package."""
    frame, level, inside = sys._getframe(1), 2, str(Path(__file__).parent)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(inside):
        frame, level = frame.f_back, level + 1
    warnings.warn(text, kind, stacklevel=level)


class TrialNotFoundError(MscTrialsError, LookupError):
    """A trial was named and neither the registry nor the stored data know it."""

    exit_code = 4


class TransportError(MscTrialsError):
    """No usable answer came back."""

    exit_code = 5

    @property
    def url(self) -> str | None:
        """The address asked, if one was."""
        value = self.details.get("url")
        return None if value is None else str(value)

    @property
    def status(self) -> int | None:
        """The HTTP status, None when the server never answered."""
        value = self.details.get("status")
        return None if value is None else int(value)

    @property
    def attempts(self) -> int:
        """How many requests were made before giving up."""
        return int(self.details.get("attempts", 0))


class BlockedError(TransportError):
    """HTTP 403: the registry's edge firewall refused this address or user agent; not a rate limit."""


class RateLimitedError(TransportError):
    """HTTP 429 until the retries ran out."""

    @property
    def retry_after(self) -> float | None:
        """Seconds the registry asked to wait, if it said so."""
        value = self.details.get("retry_after")
        return None if value is None else float(value)


class OfflineError(TransportError):
    """Asking the registry was forbidden and nothing suitable is stored."""


class ResponseError(MscTrialsError):
    """The registry answered, but not in the promised shape (HTML, cut JSON, wrong count)."""

    exit_code = 6


class RecordError(MscTrialsError):
    """One study cannot be read at all; everything else is read on."""

    exit_code = 6

    @property
    def nct_id(self) -> str | None:
        """The study's NCT number, if that much could be read."""
        value = self.details.get("nct_id")
        return None if value is None else str(value)


class CacheError(MscTrialsError):
    """The cache folder cannot be used as asked."""

    exit_code = 6


class SnapshotError(MscTrialsError):
    """A snapshot file is truncated, not one of ours, or from a newer version."""

    exit_code = 6


class MscTrialsWarning(UserWarning):
    """Root of the warnings of this package."""


class StaleDataWarning(MscTrialsWarning):
    """An old answer is served because no newer one could be had."""


class UnreadableRecordWarning(MscTrialsWarning):
    """A study was left out because it could not be read."""


class NotAskedWarning(MscTrialsWarning):
    """A table of papers is empty because PubMed was not asked; that is not the same as no paper."""


class CacheWarning(MscTrialsWarning):
    """A damaged cache entry was ignored."""


class UnusableNumberWarning(MscTrialsWarning):
    """Values among others are not NCT numbers and were left out."""
