"""What the cells of one row of a curated table must be to each other. ``lint_seeds`` says where a row fails.

The columns are explained in ``docs/ledger.md``. A cell that a table does not have is not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

Row = Mapping[str, str]
YES = ("", "yes")

SIDES = {
    "each": (True, True),
    "target": (True, True),
    "against_control": (True, None),
    "names_control": (True, False),
    "difference": (True, False),
    "one_group": (True, False),
    "control_unknown": (True, False),
    "no_difference": (False, False),
    "none": (False, False),
}
"""By what is known of either side: whether the row must state something for the cells and for the control; None for either way."""


def of_an_effect(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``effects.csv``."""
    yield from _codes(row, main_goal=("yes", "no"), do_not_pool=YES, sides=SIDES)
    ways = {side: _ways(row, side) for side in ("cells", "control")}
    for side, stated in ways.items():
        if "words" in stated and len(stated) > 1:
            yield f"the {side} side is stated in two ways: {' and '.join(stated)}"
        if not 0 <= int(row[f"{side}_per_100"] or 0) <= 100:
            yield f"column '{side}_per_100' is no number of 100 people: {row[f'{side}_per_100']}"
    in_figures = {"people of 100" in stated for stated in ways.values() if stated and "words" not in stated}
    if len(in_figures) > 1:
        yield "a count of people beside a share of 100; write both sides as people of 100 or both as counts"
    for (side, stated), wanted in zip(ways.items(), SIDES.get(row["sides"], (None, None)), strict=True):
        if wanted is not None and wanted != bool(stated):
            yield f"sides is {row['sides']!r}, yet something is {'stated' if stated else 'missing'} for the {side} side"


def _ways(row: Row, side: str) -> list[str]:
    """In which ways a row states one side."""
    cells = {
        "words": row[f"plain_{side}"],
        "people of 100": row[f"{side}_per_100"],
        "a count of people": row[f"{side}_events"] and row[f"{side}_n"],
    }
    return [way for way, cell in cells.items() if cell]


def _codes(row: Row, **allowed: Collection[str]) -> Iterator[str]:
    """Cells that hold none of the values that their column may have."""
    for column, values in allowed.items():
        if row[column] not in values:
            yield f"column {column!r} has {row[column]!r}, which is none of {', '.join(filter(None, values))}"


FACTS: dict[str, Callable[[Row], Iterator[str]]] = {"effects": of_an_effect}
"""What checks the rows of a table, by its name."""
