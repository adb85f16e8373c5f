"""Tables for people (terminal, Markdown): what ``compare`` and ``search`` show, with words for every code.

Row formats for programs (CSV, JSON) keep the codes and are not made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.words import levels, many, stages, verdict_word, word
from msc_trials.knowledge.rules import topic
from msc_trials.matching.text import printable
from msc_trials.output.approval_words import decided_lines
from msc_trials.output.lines import table, table_width, wrapped

COUNTED = "Phase 2 to 4"
FOUND = ("Trial", "Phase", "Verdict", "Name")
FOUND_WIDE = ("Trial", "Phase", "Status", "Verdict", "Cells", "Name")
_DECISIONS = 3
"""Decisions of agencies shown for each condition where there is no room for a table; as many as an answer shows first."""
WIDE = 116
"""Columns of a terminal from which on the wide table is shown."""


def compared_rows(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """Condition, what its answer is, how many trials count, what came of them (the groups add up to the trials), decisions of agencies."""
    groups = [group for group in topic("group") if any(found.groups[group] for found in answers)]
    return [
        {
            "Condition": printable(found.name),
            "Answer": _short_heading(found),
            COUNTED: found.counts["counted"],
            **{word("group", group): _with_part(found, group) for group in groups},
            "Agencies decided": len(found.approvals),
        }
        for found in answers
    ]


def compared_text(answers: Sequence[Answer], width: int, *, head: bool = True) -> str:
    """A table where it fits the width, else a few lines for each condition."""
    rows = compared_rows(answers)
    if not rows:
        return ""
    cells = [[str(cell) for cell in row.values()] for row in rows]
    every = [list(rows[0]), *cells]
    if table_width(every) <= width:
        return "".join(f"{line}\n" for line in table(every if head else cells, width))
    return "".join(f"{line}\n" for found in answers for line in _block(found, width))


def _short_heading(found: Answer) -> str:
    """The level with what it rests on: ``Supported by one small trial``, ``Not supported``."""
    return levels()[found.single_level].short if found.strength is None else found.heading.capitalize()


def _with_part(found: Answer, group: str) -> int | str:
    """The trials of a group; of those that missed, how many met a part of their goal."""
    number, part = found.groups[group], found.counts["mixed"]
    return f"{number} ({part} met a part)" if group == "not_met" and part else number


def _block(found: Answer, width: int) -> list[str]:
    first = f"{printable(found.name)}: {_short_heading(found)}"
    part = found.counts["mixed"]
    told = stages(found.groups) + (f"; {part} of those that did not meet it met a part of it" if part else "")
    counted = many(found.counts["counted"], f"{COUNTED} trial")
    return [
        *wrapped(first, width, "", "  "),
        *wrapped(f"{counted}{f': {told}' if told else ''}", width, "  "),
        *(f"  {line}" for line in decided_lines(found.approvals, width - 2, _DECISIONS, rest="in its answer")),
    ]


def found_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Trials of ``search`` from their JSON: number, phase, status, verdict, kind of cells, name."""
    return [
        {
            "Trial": row["trial_id"],
            "Phase": word("phase", row["phase"]),
            "Status": row["status"],
            "Verdict": verdict_word(row["verdict"], row["status"], "short_verdict"),
            "Cells": "; ".join(word("msc_class", kind) for kind in row["msc_class"]),
            "Name": row["title"],
        }
        for row in rows
    ]
