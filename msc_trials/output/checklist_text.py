"""A ``Checklist`` as text for a terminal or a sheet of paper. Plain characters; nothing is said by colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from msc_trials.evidence.words import many, sentence
from msc_trials.matching.text import display_width, printable
from msc_trials.output.checklist import Checklist
from msc_trials.output.checklist_topics import Section, Tally
from msc_trials.output.lines import source_line, wrapped

_COLUMNS = ("trials", "Ph 2-4", "met", "met*", "not met", "not known")
_NARROW = 72
"""Below this width the counts are sentences instead of a table."""
_WIDEST = 44


def checklist_text(c: Checklist, width: int = 80) -> str:
    """The checklist for people: offer beside trials by topic, then the questions with boxes to tick."""
    width = max(40, width)
    lines = [
        *wrapped(f"Clinic checklist: {printable(c.condition)}", width),
        *wrapped(source_line(c.provenance), width),
    ]
    lines += ["", *wrapped(sentence("scope"), width), *wrapped(c.scope, width)]
    lines += wrapped(c.caution, width) if c.caution else []
    uncontrolled = any(t.met_uncontrolled for s in c.sections for t in s.tallies)
    for section in c.sections:
        if section.says or section.tallies:
            lines += ["", *_section(section, width, uncontrolled)]
    notes = [sentence("counts"), sentence("uncontrolled") if uncontrolled else "", *c.notes] if c.notes else []
    for note in filter(None, notes):
        lines += ["", *wrapped(note, width)]
    lines += ["", *wrapped(sentence("questions"), width)]
    for question in c.questions:
        lines += wrapped(f"[ ] {question.question}", width, "", "    ")
        lines += wrapped(f"    {question.why}", width, "", "    ")
    lines += ["", *wrapped(sentence("disclaimer"), width)]
    return "\n".join(lines) + "\n"


def _section(section: Section, width: int, uncontrolled: bool) -> Iterator[str]:
    offered = f" (you were offered: {section.offered})" if section.offered else ""
    yield from wrapped(f"{section.heading.upper()}{offered}", width)
    if section.tallies:
        columns = [n for n, name in enumerate(_COLUMNS) if uncontrolled or name != "met*"]
        listed = _table if width >= _NARROW else _listed
        yield from listed(section.tallies, columns, width)
    for line in section.says:
        yield from wrapped(f"  {printable(line)}", width, "", "  ")


def _table(tallies: tuple[Tally, ...], columns: list[int], width: int) -> Iterator[str]:
    """Counts in columns; ``>`` marks the offer."""
    names = [_COLUMNS[n] for n in columns]
    room = min(width - sum(len(name) + 2 for name in names) - 2, _WIDEST)
    yield "  " + " " * room + "".join(f"  {name}" for name in names)
    for tally in tallies:
        shown = textwrap.shorten(tally.shown, room, placeholder="...")
        cells = "".join(f"  {_numbers(tally)[n]:>{len(_COLUMNS[n])}}" for n in columns)
        yield f"{_mark(tally)}{shown}{' ' * (room - display_width(shown))}{cells}"


def _listed(tallies: tuple[Tally, ...], columns: list[int], width: int) -> Iterator[str]:
    """The same in sentences, for narrow screens; zeros left out."""
    for tally in tallies:
        rest = "".join(f", {_numbers(tally)[n]} {_COLUMNS[n]}" for n in columns[1:] if _numbers(tally)[n])
        yield from wrapped(f"{_mark(tally)}{tally.shown}: {many(tally.trials, 'trial')}{rest}", width, "", "    ")


def _mark(tally: Tally) -> str:
    return "> " if tally.offered else "  "


def _numbers(tally: Tally) -> tuple[int, ...]:
    return (tally.trials, tally.late, tally.met, tally.met_uncontrolled, tally.not_met, tally.not_judged)
