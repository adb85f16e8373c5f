"""Rows of the index and of the comparison, each made from the JSON document of one answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from msc_trials.evidence.words import stages
from msc_trials.knowledge import conditions
from msc_trials.output.pages import shown
from msc_trials.output.pages.shown import Document

_MOST_NAMES = 8
SEVERAL = "Several diseases: see each of them"


@dataclass(frozen=True)
class Row:
    """One condition in a list: its name, page, other names, and what its document says; a bare row has no level.

    ``step`` is the number of the level on the scale (1 to 6, 0 without a level), ``verdicts`` those of the deciding trials,
    ``people`` all people in them, ``balance`` and ``also`` what came of these and of the other counted trials.
    """

    name: str
    page: str
    others: str = ""
    level: str | None = None
    step: int = 0
    words: str = ""
    verdicts: tuple[str, ...] = ()
    people: int = 0
    balance: str = ""
    also: str = ""
    approvals: str = ""


def row_of(document: Document, page: str) -> Row:
    """The row of an answer."""
    name, answer = document["query"]["name"], document["answer"]
    others = other_names(document["query"]["condition_id"], name)
    if not answer["level"]:
        return Row(name, page, others, words=SEVERAL if document["query"]["kind"] == "group" else "")
    deciding = shown.deciding(document)
    return Row(
        name=name,
        page=page,
        others=others,
        level=answer["level"],
        step=shown.step_number(answer["level"]),
        words=" ".join((shown.big_answer(document), *(f"{flag}." for flag in shown.flags(document)))),
        verdicts=tuple(trial["verdict"] for trial in deciding),
        people=sum(trial["people"] or 0 for trial in deciding),
        balance=answer["balance"] or "",
        also=_also(answer["groups"], answer["level"]),
        approvals=shown.approval_sentence(document),
    )


def bare_rows(page: Any) -> list[Row]:
    """Every condition of the vocabulary without an answer; ``page`` gives the address of a name."""
    rows = sorted(conditions.all_conditions(), key=lambda row: row.name.lower())
    return [Row(row.name, page(row.name), other_names(row.id, row.name)) for row in rows]


def by_letter(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows, which are in the order of the alphabet, by their first letter."""
    return [(letter.upper(), list(group)) for letter, group in groupby(rows, key=lambda row: row.name[0].lower())]


def levels(rows: Iterable[Row]) -> list[tuple[int, str, int]]:
    """Per step of the scale, the highest first: its number, its name and how many of the rows are on it."""
    found = [row.step for row in rows]
    steps = [(number, name, found.count(number)) for number, (_, name) in enumerate(shown.STEPS, 1)]
    return steps[::-1]


def bars(rows: Iterable[Row]) -> dict[str, float]:
    """Per name the number of people in deciding trials in percent of the largest: one scale for all rows."""
    return shown.percent_of_largest({row.name: row.people for row in rows})


def other_names(condition_id: str | None, name: str) -> str:
    """Other names that people use for a condition, at most eight."""
    if not condition_id:
        return ""
    lay = [term for term in conditions.by_id(condition_id).lay_terms if term.lower() != name.lower()]
    return ", ".join(lay[:_MOST_NAMES])


def _also(groups: dict[str, int], level: str) -> str:
    """What came of the counted trials that do not decide: each group with its number."""
    decide = {"met", "not_met"} | ({"met_uncontrolled"} if level == "uncontrolled_only" else set())
    return stages({group: n for group, n in groups.items() if group not in decide})
