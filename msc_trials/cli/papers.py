"""``papers`` lists what PubMed holds on trials; ``ledger candidates`` prints claims that a person should check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from msc_trials.cli.answering import asked, tell_of_papers
from msc_trials.cli.common import Command, ExitCode, complain, say
from msc_trials.cli.options import source_options
from msc_trials.cli.output import Output, output_options
from msc_trials.cli.understanding import code_of_kind, say_how_understood
from msc_trials.errors import QueryError

if TYPE_CHECKING:
    from msc_trials.literature.papers import PapersRead

_COLUMNS = (
    "nct_id", "pmid", "published", "journal", "link", "counts", "not_read_because", "claim", "favours", "confidence", "sentence",
    "title", "notes", "url", "fetched_on",
)  # fmt: skip
_NCT = re.compile(r"NCT\d{1,8}", re.IGNORECASE)


@click.command(cls=Command)
@click.argument("wanted", nargs=-1, metavar="NCT...|CONDITION", required=True)
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
@source_options
def papers(wanted: tuple[str, ...], out: Output, settings: dict[str, Any]) -> None:
    """List the papers of trials, or of the trials of a CONDITION, with what each abstract claims and the quote.

    Abstracts are read by this program and not checked by a person. A number that the registry does not know is named on
    stderr and sets the exit code.

    \b
    Examples:
      msc-trials papers NCT03818737
      msc-trials papers "knee osteoarthritis" --csv
    """
    from msc_trials.output.as_json import SCHEMA
    from msc_trials.output.papers_text import list_text, reading_lines

    settings = {**settings, "papers": True if settings.get("papers") is None else settings["papers"]}
    read, trials = _read(wanted, settings)
    found = [paper.to_dict() for paper in read.papers] if read else []
    if out.form == "table" and out.columns is None:
        out.write(list_text(read, trials, out.width))
    elif out.form == "json":
        reading = reading_lines(read) if read else []
        out.write_json({"schema": SCHEMA, "papers": found if read else None, "reading": reading})
    else:
        out.rows([_row(paper) for paper in found], _COLUMNS)
    if read is None:
        if out.form != "table" or out.columns:
            say(list_text(None, (), out.width).strip())
        return
    say(_counted(found, read))
    for number in read.unknown_trials:
        complain(f"Error: The registry knows no study {number}. Check the number.")
    if read.unknown_trials:
        click.get_current_context().exit(ExitCode.NOT_FOUND)
    if read.trouble and not found:
        click.get_current_context().exit(ExitCode.UNREACHABLE)


def _counted(found: list[dict[str, Any]], read: PapersRead) -> str:
    """How many papers of how many trials were found, and where."""
    from msc_trials.evidence.words import many

    with_papers = many(len({paper["nct_id"] for paper in found}), "trial")
    none = "No paper was read" if read.trouble else "No paper"
    counted = f"{many(len(found), 'paper')} of {with_papers}" if found else none
    return f"{counted}. Source: PubMed (NLM). Not medical advice."


@click.group()
def ledger() -> None:
    """For curators of the ledger.

    \b
    Example:
      msc-trials ledger candidates "knee osteoarthritis"
    """


@ledger.command(cls=Command)
@click.argument("conditions", nargs=-1, metavar="CONDITION...", required=True)
@output_options("csv", "json", "jsonl", "tsv", "markdown")
@source_options
def candidates(conditions: tuple[str, ...], out: Output, settings: dict[str, Any]) -> None:
    """Print trials whose abstract makes a claim and that the ledger lacks, as rows of the ledger to be checked by a person.

    \b
    Example:
      msc-trials ledger candidates "knee osteoarthritis" -o candidates.csv
    """
    from msc_trials.output.ledger_candidates import candidate_row, columns
    from msc_trials.registry.client import Client
    from msc_trials.service.answer import answer, ask_ahead

    rows: dict[str, dict[str, str]] = {}
    code = ExitCode.OK
    with Client(**settings) as client:  # one for all: what is slow is not waited for again
        ask_ahead(conditions, client)
        for condition in conditions:
            found = answer(condition, client=client)
            say_how_understood(found)
            tell_of_papers(found.papers)
            trouble = found.papers is not None and found.papers.trouble
            code = code_of_kind(found) or (ExitCode.UNREACHABLE if trouble else code)
            for row in filter(None, map(candidate_row, found.trials)):
                rows.setdefault(row["trial_id"], row)
    out.rows(list(rows.values()), columns())
    say(f"{len(rows)} rows. Each was read by a program: check it against the paper before it enters the ledger.")
    click.get_current_context().exit(code)


def _read(wanted: tuple[str, ...], settings: dict[str, Any]) -> tuple[Any, list[str]]:
    """The papers of the trials named, or of those of one condition, and the trials in their order."""
    from msc_trials.service import papers as service

    numbers = [word for text in wanted for word in re.split(r"[\s,;]+", text) if word]
    if all(_NCT.fullmatch(word) for word in numbers):
        read = service.papers_of_trials(numbers, **settings)
        tell_of_papers(read)
        return read, list(read.by_trial) if read else []
    if len(wanted) > 1:
        raise QueryError(
            "Give NCT numbers, or one condition in quotes.", hint='msc-trials papers "knee osteoarthritis"'
        )
    found = asked(wanted[0], settings)
    if found.single_level:  # else it is said what the words are
        say_how_understood(found)
    return found.papers, [t.assessment.trial_id for t in found.trials]


def _row(paper: dict[str, Any]) -> dict[str, Any]:
    claim = paper["claim"]
    return {**paper, **{key: claim[key] for key in ("claim", "favours", "confidence", "sentence")}}
