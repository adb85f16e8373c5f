"""The command line reference as Markdown, made from the commands: ``python -m msc_trials.cli.reference``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from msc_trials.cli.app import cli


def markdown() -> str:
    """Help texts of all commands, groups included; the same on every machine (80 columns)."""
    parts = [
        "# Command line reference",
        "",
        "Made from the commands by `python -m msc_trials.cli.reference`; a test keeps it in step.",
    ]
    for title, text in _pages(cli, "msc-trials", None):
        parts += ["", f"## {title}", "", "```text", text.rstrip(), "```"]
    return "\n".join(parts) + "\n"


def _pages(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    settings = {**command.context_settings, "terminal_width": 80, "max_content_width": 80}
    context = click.Context(command, info_name=name.rsplit(maxsplit=1)[-1], parent=parent, **settings)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            if child is not None:
                yield from _pages(child, f"{name} {child_name}", context)


if __name__ == "__main__":
    click.echo(markdown(), nl=False)
