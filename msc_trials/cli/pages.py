"""Commands that make pages: ``report``, ``letter`` and ``site``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from msc_trials.cli.common import Command, say, source_options, write_file
from msc_trials.cli.evidence import asked
from msc_trials.errors import QueryError

_FILE = click.Path(dir_okay=False, path_type=Path, allow_dash=True)


@click.command(cls=Command)
@click.argument("condition", nargs=-1, required=True)
@click.option("--output", "-o", type=_FILE, required=True, help="File to write; - is standard output.")
@source_options
def report(condition: tuple[str, ...], output: Path, settings: dict[str, Any]) -> None:
    """Write the answer for CONDITION as one page to read, print or send.

    \b
    Example:
      msc-trials report "knee osteoarthritis" -o knee.html
    """
    from msc_trials.output.pages.document import documents
    from msc_trials.output.pages.render import condition_page

    found = asked(" ".join(condition), settings)
    write_file(output, condition_page(*documents(found)))
    say(f"{output}: {found.headline}")


@click.command(cls=Command)
@click.argument("condition", nargs=-1, required=True)
@click.option("--output", "-o", type=_FILE, required=True, help="File to write; - is standard output.")
@source_options
def letter(condition: tuple[str, ...], output: Path, settings: dict[str, Any]) -> None:
    """Write one sheet about CONDITION to take to a doctor, with blanks to fill in.

    \b
    Example:
      msc-trials letter "knee osteoarthritis" -o letter.html
    """
    from msc_trials.output.pages.document import documents
    from msc_trials.output.pages.render import letter_page

    write_file(output, letter_page(*documents(asked(" ".join(condition), settings))))
    say(f"{output}: one sheet, nothing on it is medical advice.")


@click.command(cls=Command)
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write.")
@click.option("--conditions", metavar="A,B,...", help="Only these conditions; all of the vocabulary by default.")
@click.option("--as-of", metavar="DATE", help="The day on which status is judged; today by default.")
@source_options
def site(output: Path, conditions: str | None, as_of: str | None, settings: dict[str, Any]) -> None:
    """Write a static site: a page for each condition, an index, comparison, products and method.

    Only files whose words change are written. The same data and the same day give the same bytes.

    \b
    Example:
      msc-trials site -o public --conditions "knee osteoarthritis,ALS" --source snapshot
    """
    from msc_trials.output.pages.site import build
    from msc_trials.service.answer import answer

    try:
        day = dt.date.fromisoformat(as_of) if as_of else dt.datetime.now(dt.UTC).date()
    except ValueError as error:
        raise QueryError(f"{(as_of or '')[:40]!r} is not a date.", hint="Write it as 2026-01-31.") from error
    names = [name.strip() for name in (conditions or "").split(",") if name.strip()]
    built = build(output, lambda name: answer(name, as_of=day, **settings), day, names)
    say(f"{output}: {built.files} files, {built.written} of them written.")
