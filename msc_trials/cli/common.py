"""What all commands share: exit codes, lines on stderr, and the class of commands that turns an error into both."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

import click

from msc_trials import errors
from msc_trials.matching.text import UNSAFE, printable

_PATIENCE = 0.5
"""Seconds of silence, after start-up, before a waiting person sees what is going on."""


class ExitCode(IntEnum):
    """Documented in every help text and in ``docs/cli.md``."""

    OK = 0
    BUG = 1
    USAGE = 2
    EMPTY = 3
    NOT_FOUND = 4
    UNREACHABLE = 5
    UNREADABLE = 6
    CHANGED = 7
    INTERRUPTED = 130


EXIT_MEANINGS = {
    ExitCode.OK: "answered (finding no trial is an answer)",
    ExitCode.BUG: "unexpected fault, please report it",
    ExitCode.USAGE: "the question or an option cannot be used as given, or the words name no single condition",
    ExitCode.EMPTY: "nothing found, only with --fail-empty",
    ExitCode.NOT_FOUND: "a named trial does not exist",
    ExitCode.UNREACHABLE: "the registry, or PubMed for a list of papers, could not be reached, or asking was forbidden and nothing is stored",
    ExitCode.UNREADABLE: "an answer, a stored file or a snapshot cannot be read",
    ExitCode.CHANGED: "something is new, only from changes",
    ExitCode.INTERRUPTED: "interrupted",
}


def say(text: str) -> None:
    """A line on stderr, unless ``-q`` was given."""
    if not is_quiet():
        complain(text)


def complain(text: str) -> None:
    """A line on stderr; where that is closed or full there is nowhere left to say so."""
    try:
        click.echo(UNSAFE.sub("", text), err=True)
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def is_quiet() -> bool:
    """Whether ``-q`` was given."""
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get("quiet"))


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say ``what`` on stderr when a person at a terminal has waited for half a second."""
    timer = threading.Timer(_PATIENCE, say, (f"{what} ...",))
    timer.daemon = True
    if sys.stderr is not None and sys.stderr.isatty() and not is_quiet():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def explain(text: str) -> None:
    """A line on stderr that only ``-v`` asks for."""
    if click.get_current_context().find_root().params.get("verbose"):
        say(text)


def explain_log() -> None:
    """Show the log messages of this package for as long as the command runs."""
    import logging  # a command that explains nothing does without

    class Lines(logging.Handler):
        """Log messages as lines on stderr."""

        def emit(self, record: logging.LogRecord) -> None:
            """Show one message."""
            say(printable(record.getMessage()))

    log, lines = logging.getLogger("msc_trials"), Lines(logging.INFO)
    log.addHandler(lines)
    before = log.level
    log.setLevel(logging.INFO)

    def end() -> None:
        log.removeHandler(lines)
        log.setLevel(before)

    click.get_current_context().call_on_close(end)


@contextlib.contextmanager
def needs_extra(extra: str, what: str, packages: frozenset[str]) -> Iterator[None]:
    """Import inside. Where one of the ``packages`` of an extra is missing, the ``QueryError`` names the extra."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in packages:
            raise
        hint = f'Install it: pip install "msc-trials[{extra}]"'
        raise errors.QueryError(f"{what} needs the extra {extra}.", hint=hint) from error


class Command(click.Command):
    """A command whose failures are one line on stderr and a documented exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command with warnings of this package as lines on stderr."""
        with warnings.catch_warnings():
            warnings.simplefilter("default", errors.MscTrialsWarning)  # each text once
            warnings.showwarning = lambda message, *_args, **_kwargs: say(f"Note: {message}")
            try:
                return super().invoke(ctx)
            except errors.MscTrialsError as error:
                if ctx.find_root().params.get("debug"):
                    raise
                complain(f"Error: {error.line}")
                ctx.exit(error.exit_code)
