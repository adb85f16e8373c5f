"""``mcp``: serve the tools to an AI assistant over standard input and output."""

from __future__ import annotations

from typing import Any

import click

from msc_trials.cli.common import Command
from msc_trials.cli.options import source_options
from msc_trials.cli.streams import bounded_stdin
from msc_trials.errors import QueryError


@click.command(cls=Command)
@source_options
def mcp(settings: dict[str, Any]) -> None:
    """Serve answer, show, compare, papers, checklist and which to an AI assistant (Model Context Protocol over stdio).

    Needs the extra: pip install "msc-trials[mcp]".

    \b
    Example, in the settings of an assistant:
      {"command": "msc-trials", "args": ["mcp"]}
    """
    try:
        from msc_trials.output.assistant import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "anyio"}:
            raise
        raise QueryError(
            "Serving an assistant needs the extra mcp.", hint='Install it: pip install "msc-trials[mcp]"'
        ) from error
    made = server(**{name: value for name, value in settings.items() if value is not None})
    with bounded_stdin():
        made.run("stdio")
