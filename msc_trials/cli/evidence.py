"""Commands about evidence: ``answer``, ``search``, ``show``, ``compare``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from msc_trials.cli.answering import asked, searched, tell_of_papers, tell_source
from msc_trials.cli.common import Command, ExitCode, complain, explain, say, waiting
from msc_trials.cli.options import source_options
from msc_trials.cli.output import Output, output_options
from msc_trials.cli.streams import read_stdin
from msc_trials.cli.understanding import chosen, code_of_kind, condition_argument, say_how_understood
from msc_trials.errors import MscTrialsError, QueryError

if TYPE_CHECKING:
    from msc_trials.evidence.answer import Answer

_ANSWER_COLUMNS = (
    "nct_id", "trial_id", "title", "label", "phase", "status", "msc_class", "verdict", "verdict_source", "controlled", "counted", "not_counted_because",
    "display_name", "people", "people_kind", "control", "caution_short", "patients_pay", "status_words",
    "reason", "citation", "sponsor", "enrollment", "sources", "donor", "doses", "routes", "guidance", "comparator",
    "followup_months", "url",
)  # fmt: skip
_TABLES = ("csv", "tsv")
"""Forms whose cells are those of the data dictionary."""
_SEARCH_COLUMNS = (
    "nct_id", "trial_id", "phase", "status", "msc_class", "evidence_use", "verdict", "title", "label", "sponsor", "enrollment", "url",
)  # fmt: skip
_COMPARE_COLUMNS = (
    "condition", "name", "level", "strength", "heading", "counted", "met", "met_noninferior", "not_met", "mixed", "met_uncontrolled",
    "safety_only", "no_comparison", "unclear", "unreported", "stopped", "ongoing", "other", "early", "source", "data_timestamp",
)  # fmt: skip
_COMPARE_STAGES = ("met", "met_noninferior", "not_met", "mixed", "unreported", "ongoing")


@click.command(cls=Command)
@condition_argument
@click.option("--all", "-a", "everything", is_flag=True, help="Every trial with its reason, and all notes.")
@click.option("--fail-empty", is_flag=True, help="Exit with 3 when no trial was found.")
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
@source_options
def answer(condition: str, everything: bool, fail_empty: bool, out: Output, settings: dict[str, Any]) -> None:
    """Are there successful Phase 2 to 4 trials for CONDITION?

    \b
    Examples:
      msc-trials answer "knee osteoarthritis"
      msc-trials answer ALS --all
      msc-trials answer "graft versus host disease" --json
    """

    as_text = out.form == "table" and out.columns is None
    brief = as_text and not everything
    found = asked(condition, settings, brief=brief)
    if out.is_for_a_person:
        found = chosen(found, settings, brief=brief)
    if as_text:
        from msc_trials.output.terminal import answer_text

        out.write(answer_text(found, width=out.width, colour=out.colour, everything=everything))
    elif out.form == "json":
        from msc_trials.output.as_json import answer_json

        out.write_json(answer_json(found))
    else:
        from msc_trials.output.lines import source_line

        _write_rows(found, out)
        say_how_understood(found)
        say(source_line(found.provenance))
    tell_source(found.provenance)
    if code := code_of_kind(found):
        click.get_current_context().exit(code)
    if fail_empty and not found.trials:
        click.get_current_context().exit(ExitCode.EMPTY)


def _write_rows(found: Answer, out: Output) -> None:
    """The trials of an answer in a row format; in Markdown with the rest of the answer around them."""
    from msc_trials.output.as_json import trial_json

    if out.form in _TABLES:
        from msc_trials.output.tables import rows as table_rows

        out.rows(table_rows(found), _ANSWER_COLUMNS)
        return
    rows = [_with_reason(trial_json(t, found.today)) for t in found.trials]
    if out.form != "markdown" or out.columns is not None:
        out.rows(rows, _ANSWER_COLUMNS)
        return
    from msc_trials.output.answer_markdown import answer_markdown, answer_markdown_end

    first, last = answer_markdown(found), answer_markdown_end(found)
    if found.level is None and not rows:
        out.write(first + last)
    else:
        out.rows(rows, _ANSWER_COLUMNS, first=first, last=last)


@click.command(cls=Command)
@condition_argument
@click.option("--all", "-a", "everything", is_flag=True, help="Also records that gave no MSC product.")
@click.option("--fail-empty", is_flag=True, help="Exit with 3 when no trial was found.")
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
@source_options
def search(condition: str, everything: bool, fail_empty: bool, out: Output, settings: dict[str, Any]) -> None:
    """List the trials found for CONDITION, without an answer.

    \b
    Examples:
      msc-trials search "crohn disease"
      msc-trials search stroke --csv -o stroke.csv
    """
    from msc_trials.evidence.words import sentence
    from msc_trials.output.as_json import trial_json
    from msc_trials.output.lines import source_line
    from msc_trials.output.lookup_text import searched_as_typed

    found = searched(condition, {**settings, "papers": False})
    rows = [{**trial_json(t), "evidence_use": t.assessment.evidence_use} for t in found.trials]
    shown = [r for r in rows if everything or r["msc_class"] != ["not_msc"]]
    if line := searched_as_typed(found.understood, sum(t.assessment.is_msc for t in found.trials)):
        say(line)
    left = " Others gave no such cells: --all." if len(shown) < len(rows) else ""
    out.expect_columns(_SEARCH_COLUMNS)
    told = f"{len(shown)} of {len(rows)} records shown.{left} {sentence('not_advice')}"
    _write_found(found, shown, out, out.ending([told, source_line(found.provenance)]))
    tell_source(found.provenance)
    if fail_empty and not shown:
        click.get_current_context().exit(ExitCode.EMPTY)


def _write_found(found: Answer, shown: list[dict[str, Any]], out: Output, last: str) -> None:
    """The trials of a search: in words for people, ``last`` after them; as in the data dictionary for programs."""
    if out.form in ("table", "markdown") and out.columns is None:
        from msc_trials.output.search_compare import FOUND, FOUND_WIDE, WIDE, found_rows

        wide = out.form == "markdown" or out.width >= WIDE
        out.rows(found_rows(shown), FOUND_WIDE if wide else FOUND, last=last)
    elif out.form in _TABLES:
        from msc_trials.output.tables import rows as table_rows

        numbers = {row["trial_id"] for row in shown}
        out.rows([row for row in table_rows(found) if row["trial_id"] in numbers], _SEARCH_COLUMNS)
    else:
        out.rows(shown, _SEARCH_COLUMNS)


@click.command(cls=Command)
@click.argument("nct_ids", nargs=-1, metavar="NCT...")
@click.option("--why", is_flag=True, help="The reasoning step by step with quoted numbers.")
@output_options("table", "json", "jsonl")
@source_options
def show(nct_ids: tuple[str, ...], why: bool, out: Output, settings: dict[str, Any]) -> None:
    """Show one or more trials by NCT number, or by the short name in the ledger; ``-`` reads numbers from stdin.

    Every readable number is shown; the others are named on stderr and set the exit code.

    \b
    Examples:
      msc-trials show NCT03818737
      msc-trials show MILES
      msc-trials show NCT02412735 --why
    """
    from msc_trials.output.as_json import shown_json
    from msc_trials.output.trial_text import shown_text
    from msc_trials.registry.client import Client
    from msc_trials.service import show as shows

    texts = [read_stdin() if item == "-" else item for item in nct_ids]
    wanted = list(dict.fromkeys(word.upper() for text in texts for word in re.split(r"[\s,;]+", text) if word))
    if not wanted:
        raise QueryError("No NCT number was given.", hint="Name one, for example: msc-trials show NCT03818737")
    parts: list[str] = []
    documents: list[dict[str, Any]] = []
    code: int = ExitCode.OK
    with Client(**settings) as client:  # one for all: what is slow is not waited for again
        for nct_id in wanted:
            try:
                with waiting(f"Looking up {nct_id}"):
                    found = shows.show(nct_id, client=client)
            except MscTrialsError as error:
                told = error.line
                complain(f"Error: {told}" if nct_id in told else f"Error: {nct_id}: {told}")
                code = error.exit_code
                continue
            tell_of_papers(found.papers_read)
            parts.append(shown_text(found, width=out.width, why=why))
            documents.append(shown_json(found))
    if out.form == "json":
        out.write_json(documents[0] if len(documents) == 1 and len(wanted) == 1 else documents)
    elif out.form == "jsonl":
        out.write_json_lines(documents)
    else:
        out.write("\n".join(parts))
    click.get_current_context().exit(code)


@click.command(cls=Command)
@click.argument("conditions", nargs=-1, metavar="CONDITION...")
@output_options("table", "json", "jsonl", "csv", "tsv", "markdown")
@source_options
def compare(conditions: tuple[str, ...], out: Output, settings: dict[str, Any]) -> None:
    """One row per CONDITION; ``-`` reads conditions from stdin, one per line.

    \b
    Examples:
      msc-trials compare "heart failure" stroke ALS
      printf 'autism\\ngvhd\\n' | msc-trials compare - --format tsv
    """

    wanted = [line for item in conditions for line in (read_stdin().splitlines() if item == "-" else [item])]
    wanted = [line for line in wanted if line.strip()]
    if not wanted:
        raise QueryError(
            "No condition was given.", hint='Name some, for example: msc-trials compare stroke "heart failure"'
        )
    from msc_trials.evidence.words import sentence
    from msc_trials.output.lines import source_line
    from msc_trials.service.answer import answers

    compared: list[Answer] = []
    sources: dict[str, None] = {}  # each once, in order
    code: int = ExitCode.OK
    with waiting("Looking up the trials"):
        answered = list(answers(wanted, brief=True, **settings))
    for condition, found in zip(wanted, answered, strict=True):
        try:
            if isinstance(found, MscTrialsError):
                raise found
            compared += _singles(found)
        except MscTrialsError as error:
            complain(f"Error: {condition[:60]}: {error.line}")
            code = error.exit_code
            continue
        explain(f"Asked: {found.query.describe()}")
        sources[source_line(found.provenance)] = None
    told = sentence("compared_ending")
    _write_compared(compared, out, out.ending([*sources, told] if compared else [told]))
    click.get_current_context().exit(code)


def _write_compared(compared: list[Answer], out: Output, last: str) -> None:
    """The comparison: in words for people, ``last`` after it; with codes for programs."""
    from msc_trials.output.search_compare import compared_rows, compared_text

    if out.form == "table" and out.columns is None:
        out.write(compared_text(compared, out.width, head=out.headers) + last)
    elif out.form == "markdown" and out.columns is None:
        plain = compared_rows(compared)
        out.rows(plain, list(plain[0]) if plain else [], last=last)
    else:
        out.rows([_compared(one) for one in compared], _COMPARE_COLUMNS)


def _singles(found: Answer) -> list[Answer]:
    """The answer, or those of the members of a group. Raises ``QueryError`` for any other text."""
    members = [m.answer for m in found.members if m.answer is not None]
    if found.understood.kind == "group" and members:
        say_how_understood(found)
        return members
    if found.single_level:
        say_how_understood(found)
    return [found]


def _compared(found: Answer) -> dict[str, Any]:
    """One row of the comparison."""
    shown = sum(found.counts[c] for c in _COMPARE_STAGES)
    return {
        "condition": found.condition,
        "name": found.name,
        "level": found.single_level.value,
        "strength": found.strength.kind if found.strength else None,
        "heading": found.heading,
        **found.counts,
        "other": found.counts["counted"] - shown,
        "source": found.provenance.source,
        "data_timestamp": found.provenance.data_timestamp,
    }


def _with_reason(row: dict[str, Any]) -> dict[str, Any]:
    from msc_trials.extraction.facts import Dose
    from msc_trials.output.cell_numbers import told_doses

    doses = told_doses(Dose(**d) for d in row["doses"])
    return {**row, "reason": row["reasons"][0]["text"] if row["reasons"] else "", "doses": doses}
