"""``mcp``: serve the tools to an AI assistant over standard input and output."""

from __future__ import annotations

from typing import Any

import click

from msc_trials.cli.common import Command, needs_extra
from msc_trials.cli.options import given, source_options
from msc_trials.cli.streams import bounded_stdin


@click.command(cls=Command)
@source_options
def mcp(settings: dict[str, Any]) -> None:
    """Serve answer, show, compare, papers, checklist and which to an AI assistant (Model Context Protocol over stdio).

    Needs the extra: pip install "msc-trials[mcp]".

    \b
    Example, in the settings of an assistant:
      {"command": "msc-trials", "args": ["mcp"]}
    """
    with needs_extra("mcp", "Serving an assistant", frozenset(("mcp", "anyio"))):
        from msc_trials.output.assistant import server
    made = server(**given(settings))
    with bounded_stdin():
        made.run("stdio")
