"""Commands for people who decide or explain: ``checklist``, ``report``, ``columns``, ``products``, ``completion``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from msc_trials.cli.answering import asked
from msc_trials.cli.common import Command, say
from msc_trials.cli.options import offer_options, source_options
from msc_trials.cli.output import Output, output_options
from msc_trials.cli.paths import OUTPUT_FILE, shown_path
from msc_trials.cli.streams import write_text
from msc_trials.cli.understanding import code_of_kind, condition_argument, say_how_understood

_PRODUCT_COLUMNS = (
    "product", "agency", "country", "date", "kind", "may_have_lapsed", "condition_ids", "indication", "source", "as_of",
)  # fmt: skip


@click.command(cls=Command)
@condition_argument
@offer_options
@output_options("table", "json", "csv", "tsv", "markdown")
@source_options
def checklist(
    condition: str,
    offer: dict[str, Any],
    out: Output,
    settings: dict[str, Any],
) -> None:
    """Set what a clinic offers beside what trials of CONDITION gave, with questions to ask.

    \b
    Examples:
      msc-trials checklist "knee osteoarthritis"
      msc-trials checklist "knee osteoarthritis" --cells 5e6 --donor autologous --guidance none
    """
    from msc_trials.output.checklist import checklist as make
    from msc_trials.output.checklist_json import COLUMNS, checklist_json, checklist_rows
    from msc_trials.output.checklist_text import checklist_text

    answered = asked(condition, {**settings, "papers": False})
    found = make(answered, **offer)
    say_how_understood(answered)
    if out.form == "table":
        out.write(checklist_text(found, out.width))
    elif out.form == "json":
        out.write_json(checklist_json(found))
    else:
        out.rows(checklist_rows(found), COLUMNS)


@click.command(cls=Command)
@condition_argument
@click.option("--output", "-o", type=OUTPUT_FILE, required=True, help="File to write; - is standard output.")
@source_options
def report(condition: str, output: Path, settings: dict[str, Any]) -> None:
    """Write the answer for CONDITION as one printable page; the exit codes are those of answer.

    \b
    Example:
      msc-trials report "knee osteoarthritis" -o knee.html
    """
    from msc_trials.output.pages.document import report_page

    found = asked(condition, settings)
    write_text(output, report_page(found))
    say_how_understood(found)
    say(f"{shown_path(output)}: {found.headline}")
    if code := code_of_kind(found):
        click.get_current_context().exit(code)


@click.command(cls=Command)
@click.argument("table", required=False)
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
def columns(table: str | None, out: Output) -> None:
    """List the columns of the frames: name, type, meaning, source. TABLE picks one table.

    \b
    Examples:
      msc-trials columns
      msc-trials columns verdicts --format markdown
    """
    from msc_trials.output.columns import TABLES
    from msc_trials.output.tables import columns_of

    names = (table,) if table else tuple(TABLES)
    rows = [
        {"table": name, "name": c.name, "dtype": c.dtype, "meaning": c.meaning, "source": c.source}
        for name in names
        for c in columns_of(name)
    ]
    out.rows(rows, ("table", "name", "dtype", "meaning", "source"))


@click.command(cls=Command)
@click.argument("name", required=False)
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
def products(name: str | None, out: Output) -> None:
    """List decisions on products: approved where, when and for what. NAME is a product, an agency, a country or a condition.

    A designation is not an approval.

    \b
    Examples:
      msc-trials products
      msc-trials products ryoncil
      msc-trials products MFDS
      msc-trials products "graft versus host disease"
    """
    from dataclasses import asdict

    from msc_trials.evidence.approvals import find_decisions
    from msc_trials.knowledge.product_kinds import kind_of
    from msc_trials.knowledge.products import approvals
    from msc_trials.output.approval_words import full_text
    from msc_trials.output.lines import bullets

    shown = approvals() if name is None else find_decisions(name)
    if out.form == "table" and out.columns is None:
        out.write("".join(f"{line}\n" for line in bullets(map(full_text, shown), out.width)))
    else:
        out.rows([asdict(a) for a in shown], _PRODUCT_COLUMNS)
    if not shown:
        known = kind_of(name or "")
        told = known.regulator if known else "That does not mean that no agency decided."
        say(f"The list has no decision about {name!r}. {told}")
    say(
        f"{len(shown)} of {len(approvals())} decisions of agencies, each with a source; an approval holds for its indication only."
    )


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Example:
      msc-trials completion bash > ~/.local/share/bash-completion/completions/msc-trials
    """
    from click.shell_completion import get_completion_class

    from msc_trials.cli.app import cli

    made = get_completion_class(shell)
    if made is not None:
        click.echo(made(cli, {}, "msc-trials", "_MSC_TRIALS_COMPLETE").source())
