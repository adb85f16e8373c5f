"""``watch`` remembers what is known about conditions; ``changes`` says what is new since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from msc_trials.cli.answering import asked
from msc_trials.cli.common import Command, ExitCode, say
from msc_trials.cli.options import source_options
from msc_trials.cli.output import Output, output_options
from msc_trials.cli.paths import private_folder
from msc_trials.errors import QueryError
from msc_trials.matching.text import printable

if TYPE_CHECKING:
    from msc_trials.local.changes import Change


@click.command(cls=Command)
@click.argument("conditions", nargs=-1, metavar="CONDITION...")
@click.option("--stop", is_flag=True, help="Forget the conditions named.")
@source_options
def watch(conditions: tuple[str, ...], stop: bool, settings: dict[str, Any]) -> None:
    """Remember what is known today about each CONDITION; without one, list what is watched.

    What was seen is kept in a private file beside the stored answers.

    \b
    Examples:
      msc-trials watch "knee osteoarthritis" ALS
      msc-trials watch
    """
    from msc_trials.evidence.words import many
    from msc_trials.local.changes import seen_of
    from msc_trials.local.watch_list import WatchList, alone
    from msc_trials.registry.client import Client
    from msc_trials.registry.query import Query

    folder = private_folder(settings)
    kept = WatchList.load(folder)
    if not conditions:
        for seen in kept.seen.values():
            day = seen["data_timestamp"][:10] or "unknown date"
            click.echo(printable(f"{seen['condition']} (seen with data of {day})"))
        if not kept.seen:
            say("Nothing is watched. Name a condition: msc-trials watch ALS")
        return
    from msc_trials.service.answer import ask_ahead

    keys = {condition: Query.for_condition(condition).condition.lower() for condition in conditions}
    if stop and (unknown := next((name for name, key in keys.items() if key not in kept.seen), None)):
        raise QueryError(f"{unknown!r} is not watched.", hint="msc-trials watch lists what is.")
    now = {}
    with Client(**settings) as client:  # one for all: what is slow is not waited for again
        ask_ahead(() if stop else keys, client)
        for name, key in keys.items() if not stop else ():
            now[key] = seen_of(asked(name, settings, client=client), kept.seen.get(key))
    with alone(folder):  # another program may have changed the list while this one asked
        kept = WatchList.load(folder)
        kept.seen = {key: seen for key, seen in kept.seen.items() if key not in keys.values()} | now
        kept.save(folder)
    verb = "is" if len(kept.seen) == 1 else "are"
    say(f"{many(len(kept.seen), 'condition')} {verb} watched. What is new: msc-trials changes")


@click.command(cls=Command)
@click.option("--since", metavar="DATE", help="All changes found since this day, not only those of this run.")
@output_options("table", "json", "jsonl", "atom")
@source_options
def changes(since: str | None, out: Output, settings: dict[str, Any]) -> None:
    """Ask again about every watched condition and say what is new: trials, status, results, papers, level.

    Exit code for cron: 7 when something is new, 0 when nothing is, 5 when nothing is but only older data could be had for some.

    \b
    Examples:
      msc-trials changes
      msc-trials changes --since 2026-01-01 --format atom -o changes.xml
    """
    from msc_trials.evidence.words import many
    from msc_trials.local.changes import seen_of
    from msc_trials.local.watch_list import WatchList, alone
    from msc_trials.registry.client import Client
    from msc_trials.registry.settings import today_utc
    from msc_trials.service.answer import ask_ahead

    first = _day(since)
    folder = private_folder(settings)
    with alone(folder), Client(**settings) as client:  # one for all: what is slow is not waited for again
        kept = WatchList.load(folder)
        if not kept.seen:
            say("Nothing is watched. Name a condition first: msc-trials watch ALS")
        today = today_utc().isoformat()
        ask_ahead([seen["condition"] for seen in kept.seen.values()], client)
        found, older = [], False
        for key, seen in kept.seen.items():
            new = kept.update(key, seen_of(asked(seen["condition"], settings, client=client), seen), today)
            if new is None:
                say(f"{seen['condition']}: only older data could be had; nothing was compared.")
                older = True
            found += new or []
        kept.save(folder)
    shown = found if first is None else [change for change in kept.changes if change.day >= first]
    _write(shown, out, first, today)
    say(f"{many(len(shown), 'change')} in {many(len(kept.seen), 'condition')}. Not medical advice.")
    if shown or older:
        click.get_current_context().exit(ExitCode.CHANGED if shown else ExitCode.UNREACHABLE)


def _write(shown: list[Change], out: Output, since: str | None, today: str) -> None:
    """Write changes in the form asked for; ``since`` is the first day of them, as in ``2026-01-31``."""
    from msc_trials.output.as_json import SCHEMA
    from msc_trials.output.feed import atom_feed, changes_text

    if out.form == "json":
        out.write_json({"schema": SCHEMA, "since": since, "changes": [change.to_dict() for change in shown]})
    elif out.form == "jsonl":
        out.write_json_lines(change.to_dict() for change in shown)
    else:
        out.write(atom_feed(shown, today) if out.form == "atom" else changes_text(shown))


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise QueryError(f"{text[:40]!r} is not a date.", hint="Write it as 2026-01-31.") from error
