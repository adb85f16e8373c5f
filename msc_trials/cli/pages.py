"""Commands that make pages: ``letter`` and ``site``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from msc_trials.cli.answering import asked
from msc_trials.cli.common import Command, ExitCode, say
from msc_trials.cli.options import offer_options, source_options
from msc_trials.cli.paths import OUTPUT_FILE, PathArgument, shown_path
from msc_trials.cli.streams import write_text
from msc_trials.cli.understanding import code_of_kind, condition_argument, say_how_understood
from msc_trials.errors import QueryError

if TYPE_CHECKING:
    from msc_trials.evidence.answer import Answer


@click.command(cls=Command)
@condition_argument
@click.option("--output", "-o", type=OUTPUT_FILE, required=True, help="File to write; - is standard output.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["html", "markdown"]),
    help="Form [by the ending of the file, else html].",
)
@offer_options
@source_options
def letter(condition: str, output: Path, form: str | None, offer: dict[str, Any], settings: dict[str, Any]) -> None:
    """Write one sheet about CONDITION to take to a doctor, with blanks for what is not known yet.

    What a clinic offers is filled in from the options of ``checklist``.

    \b
    Examples:
      msc-trials letter "knee osteoarthritis" -o letter.html
      msc-trials letter "knee osteoarthritis" --cells 5e6 --donor autologous -o letter.md
    """
    from msc_trials.evidence.words import levels, sentence
    from msc_trials.output.pages.document import documents
    from msc_trials.output.pages.letter import other_kind
    from msc_trials.output.pages.render import letter_markdown, letter_page

    found = asked(condition, {**settings, "papers": False})
    said = found.single_level
    form = form or ("markdown" if output.suffix.lower() in (".md", ".markdown") else "html")
    document, checklist = documents(found, **offer)
    write_text(output, (letter_markdown if form == "markdown" else letter_page)(document, checklist))
    say_how_understood(found)
    kind = other_kind(checklist)
    told = sentence("no_figures", name=kind) if kind else f"{levels()[said].name}."
    say(f"{shown_path(output)}: {told} One sheet; nothing on it is medical advice.")


@click.command(cls=Command)
@click.option(
    "--output", "-o", type=PathArgument(file_okay=False, path_type=Path), required=True, help="Folder to write."
)
@click.option("--conditions", metavar="A,B,...", help="Only these conditions; all of the vocabulary by default.")
@click.option("--url", default="", help="Address the site will have; with it a site map is written.")
@source_options
def site(output: Path, conditions: str | None, url: str, settings: dict[str, Any]) -> None:
    """Write a static site: a page for each condition, an index, comparison, products, publications, method, a feed of changes.

    Only files whose words change are written. The same data and the same day give the same bytes. What abstracts say is looked
    up only with --papers. Words of --conditions that are no single condition are named on stderr and set the exit code.

    \b
    Example:
      msc-trials site -o public --conditions "knee osteoarthritis,ALS" --source snapshot
    """
    from msc_trials.output.pages.site import build
    from msc_trials.registry.client import Client
    from msc_trials.registry.settings import Settings
    from msc_trials.service.answer import answer, ask_ahead

    day = Settings.load(**settings).today
    names = [name.strip() for name in (conditions or "").split(",") if name.strip()]
    if conditions is not None and not names:
        raise QueryError("--conditions names none.", hint="Name some, or leave it out for all of the vocabulary.")
    if url and not re.fullmatch(r"https?://[^\s/<>\"]+[^\s<>\"]*", url):
        raise QueryError(
            f"{url[:80]!r} is not an address of a site.", hint="Write for example --url https://example.org/msc/"
        )

    codes = {ExitCode.OK}

    def ask(name: str) -> Answer:
        found = answer(name, client=client)
        if code := code_of_kind(found):
            codes.add(code)
            say_how_understood(found)
        return found

    with Client(
        **{**settings, "as_of": day, "papers": settings["papers"] or False}
    ) as client:  # one connection for all
        built = build(output, ask, day, names, url, lambda part: ask_ahead(part, client))
    say(f"{output}: {built.files} files, {built.written} of them written.")
    click.get_current_context().exit(max(codes))
