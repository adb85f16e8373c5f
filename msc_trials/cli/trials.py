"""``trials``: the trials for a condition that somebody could join, near a place, with who pays."""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

import click

from msc_trials.cli.common import Command
from msc_trials.cli.options import source_options
from msc_trials.cli.output import Output, output_options
from msc_trials.cli.understanding import condition_argument
from msc_trials.errors import QueryError
from msc_trials.matching.text import printable

_COLUMNS = (
    "trial_id", "tested", "phase", "status", "control", "goal", "ages", "sex", "healthy_volunteers", "patients_pay", "distance_km", "place",
    "sites", "countries", "contacts", "note", "data_date",
)  # fmt: skip
_SHOWN = ("trial_id", "phase", "patients_pay", "place", "control", "ages", "tested")
_COLUMN_WIDTH = 18
"""Columns of a table where the terminal has room for so many characters each; more would be cut."""
_KM_PER_MILE = 1.609344


@click.command(cls=Command)
@condition_argument
@click.option("--recruiting", is_flag=True, help="Only trials listed as recruiting or about to.")
@click.option("--country", metavar="CODE", default="", help="Only with a site there: DE, or a name.")
@click.option("--city", metavar="NAME", default="", help="Only with a site in this city, as the registry writes it.")
@click.option("--near", metavar="LAT,LON", help="Only with a site near this point, in degrees: 48.1,11.6.")
@click.option("--within", metavar="DISTANCE", help="How near: 200km or 100mi [100km].")
@click.option("--phase", metavar="2,3", default="", help="Only these phases.")
@click.option("--age", type=click.FloatRange(0, 130), help="Only trials that take this age in years.")
@output_options("text", "table", "json", "jsonl", "csv", "tsv", "markdown")
@source_options
def trials(
    condition: str,
    recruiting: bool,
    country: str,
    city: str,
    near: str | None,
    within: str | None,
    phase: str,
    age: float | None,
    out: Output,
    settings: dict[str, Any],
) -> None:
    """List trials of these cells for CONDITION, the nearest first; with --recruiting those that somebody could join.

    A listing is not an endorsement; some trials ask people to pay. Contacts are on the registry's page of each trial.

    \b
    Example:
      msc-trials trials "knee osteoarthritis" --recruiting --near 48.1,11.6 --within 200km
    """
    from msc_trials.evidence.words import many, sentence, word
    from msc_trials.output.trials_to_join import trials_to_join
    from msc_trials.service.joinable import Wanted

    if within is not None and near is None:
        raise QueryError("--within needs a point.", hint="Write for example --near 48.1,11.6 --within 200km.")
    if age is not None and not isfinite(age):
        raise QueryError(f"'{age}' is not an age.", hint="Write it in years, for example --age 54.")
    wanted = Wanted(recruiting, country, city, _point(near), _kilometres(within or "100km"), _phases(phase), age)
    rows, notes = trials_to_join(condition, wanted, **{**settings, "papers": False})
    for row in rows:
        row["place"] = _place(row)
        if out.form in ("text", "table", "markdown"):
            row["phase"] = word("phase", row["phase"])
            row["patients_pay"] = "yes, says the record" if row["patients_pay"] else "not stated; ask"
    out.expect_columns(_COLUMNS)
    last = out.ending([*notes, f"{many(len(rows), 'trial')}. {sentence('trials_ending')}"])
    if out.form == "text":
        out.write("".join(line + "\n" for row in rows for line in _lines(row, out.width)) + last.lstrip("\n"))
    else:
        if out.form == "table" and out.columns is None:
            out.columns = list(_SHOWN[: out.width // _COLUMN_WIDTH])
        out.rows(rows, _COLUMNS, last=last)


def _lines(row: dict[str, Any], width: int) -> list[str]:
    """A trial for a person: what is tested against what, for whom, who pays, where, and where the contacts are."""
    from msc_trials.output.lines import capital, wrapped

    sex, healthy = (row[name] or "not in these data" for name in ("sex", "healthy_volunteers"))
    who = f"Ages {row['ages']}; sex: {sex}; healthy volunteers: {healthy}."
    more = f"; {len(row['sites'])} sites that fit" if row["sites"] and len(row["sites"]) > 1 else ""
    texts = (
        f"{capital(row['phase'])}; {row['status']}. Compared with: {row['control']}.",
        f"Main goal: {row['goal']}.",
        who,
        f"Patients pay: {row['patients_pay']}.",
        f"Where: {row['place']}{more}. Contacts: {row['contacts']}",
    )
    return [
        *wrapped(f"{row['trial_id']}  {row['tested']}", width, "", "  "),
        *(line for text in texts for line in wrapped(printable(text), width, "  ")),
        "",
    ]


def _phases(text: str) -> tuple[str, ...]:
    phases = tuple(p.strip() for p in text.split(",") if p.strip())
    if set(phases) - set("1234") or (text and not phases):
        raise QueryError(f"{text[:40]!r} is not a list of phases.", hint="Write for example --phase 2,3.")
    return phases


def _point(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    found = re.fullmatch(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*", text)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise QueryError(
            f"{text[:40]!r} is not a place.", hint="Write latitude and longitude in degrees: --near 48.1,11.6"
        )
    return float(found[1]), float(found[2])


def _kilometres(text: str) -> float:
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)\s*(km|mi)\s*", text)
    if not found or not float(found[1]):
        raise QueryError(f"{text[:40]!r} is not a distance.", hint="Write for example --within 200km or 100mi.")
    return float(found[1]) * (_KM_PER_MILE if found[2] == "mi" else 1.0)


def _place(row: dict[str, Any]) -> str:
    if not row["sites"]:
        return ", ".join(row["countries"]) or "not stated"
    first = row["sites"][0]
    far = "" if first["distance_km"] is None else f" ({first['distance_km']} km)"
    return (", ".join(filter(None, (first["city"], first["country"]))) or "not stated") + far
