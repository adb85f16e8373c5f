"""The command ``export``: a table, citations or a whole release as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from msc_trials.cli.common import Command, ExitCode, say, waiting
from msc_trials.cli.options import source_options
from msc_trials.cli.paths import PathArgument
from msc_trials.cli.streams import write_text
from msc_trials.cli.understanding import code_of_kind, say_how_understood
from msc_trials.errors import QueryError


@click.command(cls=Command)
@click.argument("table")
@click.argument("conditions", nargs=-1, metavar="[CONDITION]...")
@click.option(
    "--output",
    "-o",
    required=True,
    type=PathArgument(path_type=Path),
    help="File; its ending says the form: .csv .tsv .xlsx .parquet .dta. For citations .ris .bib .json. For all: a folder.",
)
@click.option("--bom", is_flag=True, help="Mark a CSV file as UTF-8 for spreadsheet programs.")
@source_options
def export(table: str, conditions: tuple[str, ...], output: Path, bom: bool, settings: dict[str, Any]) -> None:
    """Write TABLE of the trials for CONDITION (several allowed; none: all MSC trials) to a file.

    TABLE is a table of `msc-trials columns`, `citations` for trials and ledger papers, or `all` for a dated release of every
    table with dictionary, ledger and checksums.

    \b
    Examples:
      msc-trials export trials "knee osteoarthritis" -o knee.csv --bom
      msc-trials export effects stroke "heart failure" -o effects.xlsx
      msc-trials export citations ALS -o als.ris
      msc-trials export all --source snapshot -o release
    """
    from msc_trials.output import export as files
    from msc_trials.output.citations import FORMS
    from msc_trials.output.tables import columns_of
    from msc_trials.registry.settings import today_utc

    if table == "citations" and output.suffix not in FORMS:
        raise QueryError(f"{output.name} has no known ending for citations.", hint=f"Known: {', '.join(FORMS)}.")
    if table not in ("all", "citations"):
        columns_of(table)
    with waiting("Looking up the trials"):
        trials, source, code = _asked(conditions, settings)
    if code and not trials:  # a file without rows would read as "there are no trials"
        say(f"{output} was not written.")
        click.get_current_context().exit(code)
    if table == "all":
        written = files.release(trials, output, day=today_utc().isoformat(), source=source)
        say(f"{len(written)} files in {output}.")
    elif table == "citations":
        from msc_trials.output.items import items_of

        write_text(output, FORMS[output.suffix]([item.assessment for item in items_of(trials)]))
        say(f"{output} written.")
    else:
        from msc_trials.output.frames import to_frame

        frame = to_frame(trials, table)
        files.write_table(frame, output, bom=bom)
        say(f"{len(frame):,} rows in {output}.")
    say(f"Source: {source}.")
    click.get_current_context().exit(code)


def _asked(conditions: tuple[str, ...], settings: dict[str, Any]) -> tuple[Any, str, ExitCode]:
    """The trials for some conditions, or all, where they came from, and the exit code: that of a text that was not understood."""
    from msc_trials.evidence.wording import REGISTRY
    from msc_trials.output.lines import dated_source

    if conditions:
        from msc_trials.registry.client import Client
        from msc_trials.service.answer import answer, ask_ahead

        with Client(**settings) as client:  # one connection for all
            ask_ahead(conditions, client)
            answers = [answer(condition, client=client) for condition in conditions]
        for found in answers:
            say_how_understood(found)
        understood = [found for found in answers if not code_of_kind(found)]
        known = understood[0].provenance if understood else None
        source = dated_source(known.source, known.data_timestamp) if known is not None else ""
        return understood, source, max(map(code_of_kind, answers))
    from msc_trials.output.frames import search_items
    from msc_trials.registry.query import Query
    from msc_trials.service.search import search

    every = search(Query.all(), **settings)
    trials = search_items(every)
    where = dated_source(every.provenance.source, every.provenance.data_timestamp) if every.provenance else REGISTRY
    return trials, f"{where}, {len(trials):,} trials", ExitCode.OK
