"""The command group and its entry point."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from msc_trials.cli.common import EXIT_MEANINGS, ExitCode, complain, explain_log, say
from msc_trials.cli.streams import close_streams

_COMMANDS = {
    "answer": "evidence",
    "search": "evidence",
    "which": "which",
    "trials": "trials",
    "show": "evidence",
    "compare": "evidence",
    "checklist": "guides",
    "report": "guides",
    "letter": "pages",
    "site": "pages",
    "serve": "serve",
    "products": "guides",
    "columns": "guides",
    "export": "export",
    "papers": "papers",
    "ledger": "papers",
    "watch": "watch",
    "changes": "watch",
    "mcp": "mcp",
    "snapshot": "stores",
    "cache": "stores",
    "doctor": "health",
    "completion": "guides",
}
"""Command to the module that defines it; a module is imported when its command runs."""


_OF_THESE_CELLS = (
    "checklist", "report", "letter", "site", "serve", "products", "mcp", "watch", "changes", "papers", "ledger",
)  # fmt: skip
"""Commands whose texts, or whose stored lists, are about mesenchymal stem cells."""

_NEW_OBJECTS = 50_000
"""After so many new objects unused circles of them are looked for; Python's 700 cost a tenth of a first answer."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands in the order of use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module imported now; None when there is none."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"msc_trials.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first. For a condition in its place the error names the command that takes one."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            condition = " ".join(a for a in args if not a.startswith("-"))
            ctx.fail(f'There is no command "{args[0]}". To ask about a condition: msc-trials answer "{condition}"')
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExit codes:\n" + "\n".join(f"  {code.value:<4}{meaning}" for code, meaning in EXIT_MEANINGS.items()),
)
@click.option("--quiet", "-q", is_flag=True, help="No words on stderr but errors.")
@click.option("--verbose", "-v", is_flag=True, help="Also say what was asked and where the answer came from.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--profile",
    envvar="MSC_TRIALS_PROFILE",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of another therapy's words and rules; see docs/profiles.md.",
)
@click.version_option(package_name="msc-trials", prog_name="msc-trials")
@click.pass_context
def cli(ctx: click.Context, quiet: bool, verbose: bool, debug: bool, profile: str | None) -> None:
    """Are there successful Phase 2 or 3 trials of mesenchymal stem cells for a condition?

    Dated, explained answers from ClinicalTrials.gov and a ledger of publications. Not medical advice.

    \b
    Examples:
      msc-trials answer "knee osteoarthritis"
      msc-trials show NCT03818737 --why
      msc-trials compare "heart failure" stroke autism
    """
    if profile:
        if ctx.invoked_subcommand in _OF_THESE_CELLS:
            raise click.UsageError(
                f"{ctx.invoked_subcommand} is written for mesenchymal stem cells; it takes no profile."
            )
        os.environ["MSC_TRIALS_PROFILE"] = profile  # before anything is read
        _say_profile()
    if verbose:
        explain_log()


def _say_profile() -> None:
    """Say on stderr which profile is in use; one that cannot be used is a usage error."""
    from msc_trials.errors import QueryError
    from msc_trials.knowledge.seeds import profile_note

    try:
        say(profile_note())
    except QueryError as error:
        raise click.UsageError(f"{error} {error.hint}") from error


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; the entry point of the installed script."""
    gc.set_threshold(_NEW_OBJECTS)
    debug = "--debug" in (sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    try:
        code = cli.main(args=argv, prog_name="msc-trials", standalone_mode=False)
    except SystemExit:  # so click ends when the reader of standard output has seen enough
        close_streams()
        sys.exit(ExitCode.OK)
    except click.exceptions.Abort:
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        with suppress(OSError, ValueError):
            error.show()
        sys.exit(error.exit_code)
    except OSError as error:
        if debug:
            raise
        close_streams()
        complain(f"Error: the output cannot be written: {error.strerror or error}.")
        sys.exit(ExitCode.USAGE)
    except Exception as error:
        if debug:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        complain(f"Error: unexpected fault ({what}). Please report it with what --debug shows.")
        sys.exit(ExitCode.BUG)
    finally:
        gc.freeze()  # the process ends: looking through all objects once more takes a fifth of the time of an answer
    sys.exit(code if isinstance(code, int) else ExitCode.OK)
