"""``Output``: in which form and where a command writes its data, with the options for it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from msc_trials import errors
from msc_trials.cli.common import say
from msc_trials.cli.options import grouped
from msc_trials.cli.paths import OUTPUT_FILE
from msc_trials.cli.streams import write_text
from msc_trials.matching.text import printable

_F = TypeVar("_F", bound=Callable[..., Any])


def output_options(*formats: str) -> Callable[[_F], _F]:
    """Form and place of the output; ``formats`` are those the command knows, the first the default.

    An option for a form that the command does not write is hidden; giving it is a usage error that names the forms.
    """
    no_rows = not {"csv", "tsv", "markdown"} & {*formats}

    def decorate(command: _F) -> _F:
        options = [
            click.option(
                "--format", "-f", "form", type=click.Choice(formats), help=f"Form of the output [{formats[0]}]."
            ),
            click.option("--json", "as_json", is_flag=True, help="Same as --format json."),
            click.option("--csv", "as_csv", is_flag=True, hidden="csv" not in formats, help="Same as --format csv."),
            click.option("--columns", metavar="A,B,...", hidden=no_rows, help="Columns of row formats, in this order."),
            click.option("--no-headers", is_flag=True, hidden=no_rows, help="Leave out the header row."),
            click.option("--output", "-o", type=OUTPUT_FILE, help="Write to this file; - is standard output."),
            click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour."),
        ]
        names = ("form", "as_json", "as_csv", "columns", "no_headers", "output", "color")
        return grouped(options, command, "out", names, lambda values: Output(formats, **values))

    return decorate


class Output:
    """How and where a command writes its data."""

    def __init__(
        self,
        formats: Sequence[str],
        *,
        form: str | None,
        as_json: bool,
        as_csv: bool,
        columns: str | None,
        no_headers: bool,
        output: Path | None,
        color: str,
    ) -> None:
        asked = {f for f in (form, "json" if as_json else None, "csv" if as_csv else None) if f}
        if len(asked) > 1:
            raise click.UsageError(f"Only one form at a time, not {' and '.join(sorted(asked))}.")
        self.form: str = asked.pop() if asked else formats[0]
        if self.form not in formats:
            raise click.UsageError(f"This command does not write {self.form}; it writes {', '.join(formats)}.")
        if (columns or no_headers) and not {"csv", "tsv", "markdown"} & {*formats}:
            asked_for = "--columns" if columns else "--no-headers"
            raise click.UsageError(f"This command writes no rows, so {asked_for} changes nothing. Leave it out.")
        self.columns: list[str] | None = [c.strip() for c in columns.split(",") if c.strip()] if columns else None
        if self.columns is not None and self.form == "text":
            self.form = "table"  # a text has no columns
        self.headers: bool = not no_headers
        self.path: Path | None = None if output is None or str(output) == "-" else output
        self._color = color
        self._default = formats[0]

    @property
    def width(self) -> int:
        """Columns of the terminal (COLUMNS counts), 80 where there is none."""
        return 100 if self.path else max(40, min(120, shutil.get_terminal_size((80, 24)).columns))

    @property
    def colour(self) -> bool:
        """--color, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether stdout is a terminal."""
        if self.path or self._color != "auto":
            return self._color == "always" and not self.path
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def is_for_a_person(self) -> bool:
        """Whether the default form goes to a terminal, so that a question may be asked back."""
        streams = (sys.stdin, sys.stdout)
        return (
            self.form == "table" and self.columns is None and not self.path and all(s and s.isatty() for s in streams)
        )

    def write(self, text: str) -> None:
        """Write to the file, or to standard output; characters the terminal cannot show are replaced."""
        write_text(self.path, text, colour=self.colour, json=self.form in ("json", "jsonl"))

    def write_json(self, document: Any) -> None:
        """Write one JSON document."""
        from msc_trials.output.json_text import json_text

        self.write(json_text(document, indent=2) + "\n")

    def write_json_lines(self, documents: Iterable[Any]) -> None:
        """Write each document as a line of JSON."""
        from msc_trials.output.json_text import json_text

        self.write("".join(json_text(document) + "\n" for document in documents))

    def ending(self, lines: Sequence[str]) -> str:
        """Source, date and caution as the end of the default form and of Markdown; empty in a form for programs.

        They go to stderr too, unless the text itself is shown on a terminal.
        """
        for_people = self.form in (self._default, "markdown") and self.columns is None and self.headers
        if not for_people or self.path or not (sys.stdout and sys.stdout.isatty()):
            for line in lines:
                say(line)
        if not for_people:
            return ""
        from msc_trials.output.lines import wrapped

        if self.form == "markdown":
            return "\n" + "\n\n".join(lines) + "\n"
        return "\n" + "".join(f"{part}\n" for line in lines for part in wrapped(line, self.width))

    def expect_columns(self, known: Sequence[str]) -> None:
        """Raise ``QueryError`` for an unknown column."""
        unknown = [c for c in self.columns or () if c not in known]
        if unknown:
            raise errors.QueryError(f"Unknown column {unknown[0]!r}.", hint=f"Known: {', '.join(known)}.")

    def rows(self, rows: Sequence[dict[str, Any]], columns: Sequence[str], *, first: str = "", last: str = "") -> None:
        """Write rows in a row format; ``columns`` are those known, ``--columns`` may pick among them.

        ``first`` comes before the rows, ``last`` after them.
        """
        from msc_trials.output.row_formats import rows_text

        self.expect_columns(columns)
        chosen = self.columns or list(columns)
        self.write(first + rows_text(rows, chosen, self.form, width=self.width, head=self.headers) + last)


def show_values(values: dict[str, Any], width: int, as_json: bool) -> None:
    """Print named values: as one JSON document, or a line each with the names in ``width`` columns."""
    from msc_trials.output.json_text import json_text

    lines = (line for name, value in values.items() for line in _value_lines(name, value, width))
    click.echo(json_text(values, indent=2) if as_json else "\n".join(lines))


def _value_lines(name: str, value: Any, width: int) -> list[str]:
    """A value for people: one line, or one for each entry of a table under its name."""
    if not isinstance(value, dict):
        text = ", ".join(value) if isinstance(value, list) else "-" if value is None else str(value)
        return [f"{name:<{width}}{printable(text)}"]
    if not value:
        return [f"{name:<{width}}none seen"]
    # Counts come first; files are kept with size and time of change, which say nothing to a reader.
    shown = (f"{number} x {what}" if isinstance(number, int) else str(what) for what, number in value.items())
    return [name, *(f"  {printable(text)}" for text in shown)]
