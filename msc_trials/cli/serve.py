"""``serve``: the pages and a search form in a browser on this machine."""

from __future__ import annotations

from typing import Any

import click

from msc_trials.cli.common import Command, needs_extra, say
from msc_trials.cli.options import given, source_options
from msc_trials.errors import QueryError

_PACKAGES = frozenset(("starlette", "uvicorn", "anyio", "h11"))


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port on 127.0.0.1 [8000].")
@source_options
def serve(port: int, settings: dict[str, Any]) -> None:
    """Show pages and a search form in a browser, for this machine only, until Ctrl-C.

    Needs the extra: pip install "msc-trials[web]". Sets no cookies and asks nobody but the source of the answers, and PubMed only
    with --papers.

    \b
    Example:
      msc-trials serve --port 8000 --source snapshot
    """
    with needs_extra("web", "Serving pages", _PACKAGES):
        from msc_trials.output.pages.server import run
        from msc_trials.output.pages.web import application
    from msc_trials.registry.settings import Settings
    from msc_trials.service.answer import answer

    chosen = {"papers": False, **given(settings)}
    Settings.load(**chosen)
    app = application(lambda condition: answer(condition, **chosen), port)
    if not run(app, port, lambda: say(f"Pages at http://127.0.0.1:{port}/ until Ctrl-C.")):
        raise QueryError(f"Port {port} cannot be opened.", hint="Choose another with --port.")
