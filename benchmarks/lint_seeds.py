"""Check the form of every curated table of ``seeds/``: header, cells, unique keys, blanks, line ends, patterns.

    python -m benchmarks.lint_seeds            # prints one line for each fault; exit 1 when there is one

The facts of a row (codes, numbers that belong to each other) are checked by ``lint_facts``, what else a value means (an NCT
number, a condition) where the table is read, and by the tests.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lint_facts import FACTS
from benchmarks.literals import ALTERNATIVES, LISTS

SEEDS = Path(__file__).parents[1] / "seeds"
KEYS = {
    "approvals": ("product", "agency", "date", "kind", "indication"),
    "category_opposites": ("role",),
    "condition_groups": ("terms",),
    "columns": ("table", "name"),
    "conditions": ("id",),
    "code_words": ("topic", "value"),
    "effects": ("trial_id", "measure", "time_point", "side_note"),
    "glossary": ("term",),
    "goal_parts": ("label", "place", "pattern"),
    "goal_words": ("label",),
    "harms": ("fact",),
    "ledger": ("trial_id",),
    "level_words": ("level",),
    "products": ("name",),
    "questions": ("id",),
    "search_terms": ("term",),
    "sentences": ("name",),
    "spelling": ("british",),
    "tables": ("name",),
    "treatment_kinds": ("about",),
    "treatment_words": ("word", "language"),
}
"""Columns that name a row. A table that is not listed here must not repeat a whole row, its remarks left aside."""

REMARKS = ("comment", "note", "notes")
PATTERNS = ("pattern", "overlook")
MATCHED = (*PATTERNS, "literal", "literals")
"""Cells in which a blank at the end is matched, as in ``gene ``."""
LINES = (*ALTERNATIVES, *LISTS, "literals")
"""Cells whose lines are alternatives or names."""


def faults(path: Path) -> Iterator[str]:
    """Every fault of one table as ``file:line: what is wrong``."""
    text = path.read_bytes().decode("utf-8")
    if text.startswith("\ufeff"):
        yield f"{path.name}:1: starts with a byte order mark; save it as UTF-8 without one"
    ends = {line[len(line.rstrip("\r\n")) :] for line in text.splitlines(keepends=True)}
    if len(ends) > 1:
        yield f"{path.name}: lines end in different ways ({len(ends)} kinds); the last line needs an end too"
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header = next(reader, [])
    if not all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in header) or len(set(header)) < len(header):
        yield f"{path.name}:1: the header is not a list of different column names: {header}"
        return
    seen: Counter[tuple[str, ...]] = Counter()
    for cells in reader:
        where = f"{path.name}:{reader.line_num}"
        if len(cells) != len(header):
            yield f"{where}: {len(cells)} cells under {len(header)} columns; is a comma in a cell not quoted?"
            continue
        row = dict(zip(header, cells, strict=True))
        yield from (f"{where}: {fault}" for fault in _row_faults(row))
        if check := FACTS.get(path.stem):
            yield from (f"{where}: {fault}" for fault in check(row))
        key = _key(path.stem, row)
        seen[key] += 1
        if seen[key] == 2:
            yield f"{where}: repeats the row {' | '.join(key)[:80]!r}"


def _row_faults(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with the cells of one row."""
    for column, value in row.items():
        if column not in MATCHED and value != value.strip():
            yield f"column {column!r} has a blank at an end: {value[:40]!r}"
        if "\t" in value or ("\n" in value and column not in LINES):
            yield f"column {column!r} holds a line break or tab"
        if column in LINES and value and not all(value.split("\n")):
            yield f"column {column!r} has an empty line, which would match everything"
        if column in PATTERNS:
            try:
                re.compile(value.replace("\n", "|"))
            except re.error as error:
                yield f"column {column!r} is not a regular expression ({error}): {value[:60]!r}"
    if not any(row.values()):
        yield "the row is empty"


def _key(table: str, row: dict[str, str]) -> tuple[str, ...]:
    columns = KEYS.get(table) or tuple(name for name in row if name not in REMARKS)
    return tuple(row[name] for name in columns)


def main() -> int:
    """Print the faults of all tables; 1 when there is one."""
    found = [fault for path in sorted(SEEDS.glob("*.csv")) for fault in faults(path)]
    print("\n".join(found) or f"{len(list(SEEDS.glob('*.csv')))} tables, 0 faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
