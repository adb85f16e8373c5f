"""The command ``which``: how a text is understood, without asking anybody."""

from __future__ import annotations

import click

from msc_trials.cli.common import Command
from msc_trials.cli.output import Output, output_options


@click.command(cls=Command)
@click.argument("text", nargs=-1, required=True)
@output_options("table", "json")
def which(text: tuple[str, ...], out: Output) -> None:
    """Say how TEXT is understood: a condition, several, a treatment, or unknown. Asks nobody.

    \b
    Examples:
      msc-trials which bad knee
      msc-trials which "stem cells" --json
    """
    from msc_trials.output.lookup_text import lookup_text
    from msc_trials.service.which import lookup

    typed = " ".join(text)
    if out.form == "json":
        out.write_json(lookup(typed))
    else:
        out.write(lookup_text(typed, out.width))
