"""What the cells of one row of a curated table must be to each other. ``lint_seeds`` says where a row fails.

The columns are explained in ``docs/ledger.md``. A cell that a table does not have is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

from msc_trials.knowledge.products import products
from msc_trials.knowledge.rules import topic
from msc_trials.knowledge.seeds import listed, table

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


CODES = {
    "controlled": ("yes", "no"),
    "verdict": ("met", "not_met", "mixed", "safety_only", "unclear"),
    "evidence_kind": ("journal", "registry", "announcement", "regulator", "news"),
    "donor": ("", "allogeneic", "autologous", "both"),
    "masking": ("", "open", "blinded"),
    "surrogate": YES,
    "cells_first": YES,
    "comparator_kind": ("", "placebo", "sham", "active", "standard_care", "no_treatment", "historical",
                        "dose_or_source_only", "none"),
}  # fmt: skip
WITHOUT_A_GROUP = ("historical", "dose_or_source_only", "none")
"""Kinds of comparison without a concurrent group that received no product."""


def of_a_ledger_trial(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``ledger.csv``."""
    yield from _codes(row, **CODES, cell_source=("", *topic("source")))
    alone = row["controlled"] == "no"
    if alone != row["comparator"].startswith("none") or alone != (row["comparator_kind"] in WITHOUT_A_GROUP):
        yield f"controlled is {row['controlled']!r} beside {row['comparator']!r} of kind {row['comparator_kind']!r}"
    if alone == bool(row["comparator_name"]):
        yield "column 'comparator_name' is for the trials with a control group, and needed there"
    if row["cells_first"] and " vs " not in row["effect"]:
        yield "cells_first is 'yes', yet 'effect' has no two sides with 'vs' between them"
    if not re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", row["results_posted"]):
        yield f"column 'results_posted' is no day, month or year: {row['results_posted']!r}"
    parts = [row[name] for name in ("first_author", "journal", "year", "volume", "first_page")]
    if missing := [part for part in parts if part not in row["citation"]]:
        yield f"the citation does not have {', '.join(missing)}"
    if row["evidence_kind"] == "journal" and not row["year"]:
        yield "a paper without a year"
    if strange := sorted(set(listed(row["named_products"])) - _product_names()):
        yield f"column 'named_products' has what products.csv does not name so: {', '.join(strange)}"


def of_a_decision(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``approvals.csv``."""
    yield from _codes(row, kind=topic("decision"), may_have_lapsed=YES)
    if row["may_have_lapsed"] and row["kind"] not in ("approval", "conditional"):
        yield f"may_have_lapsed is for approvals, not for {row['kind']!r}"
    if row["product"] not in _product_names():
        yield f"{row['product']!r} is no name of products.csv"


def of_a_product(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``products.csv``."""
    yield from _codes(row, donor=("allo", "auto", "auto/allo", "unstated"))
    for names in ([row["name"], *listed(row["other_names"])], listed(row["company_names"])):
        if len(set(names)) < len(names):
            yield f"a name is repeated: {', '.join(names)}"
    if bool(row["company"]) != bool(row["company_names"]):
        yield "company and company_names are both needed, or neither"


def of_a_condition(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``conditions.csv``."""
    if ("(" in row["name"]) != bool(row["short_name"]) or (row["other_names"] and not row["short_name"]):
        yield "'short_name' is the name without its brackets, and needed where it has some"
    if strange := [name for name in listed(row["other_names"]) if name not in row["name"].partition("(")[2]]:
        yield f"'other_names' are names in the brackets of the name; {', '.join(strange)} is not"


def of_a_treatment_word(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``treatment_words.csv``."""
    yield from _codes(row, about=[kind["about"] for kind in table("treatment_kinds")])


def of_a_treatment_kind(row: Row) -> Iterator[str]:
    """What is wrong with a row of ``treatment_kinds.csv``."""
    if re.findall(r"\{.*?\}", row["tell"]) != ["{named}"]:
        yield f"'tell' needs {{named}} once and no other name in braces: {row['tell'][:60]!r}"


@cache
def _product_names() -> frozenset[str]:
    return frozenset(product.name for product in products())


def _codes(row: Row, **allowed: Collection[str]) -> Iterator[str]:
    """Cells that hold none of the values that their column may have."""
    for column, values in allowed.items():
        if row[column] not in values:
            yield f"column {column!r} has {row[column]!r}, which is none of {', '.join(filter(None, values))}"


FACTS: dict[str, Callable[[Row], Iterator[str]]] = {
    "approvals": of_a_decision,
    "conditions": of_a_condition,
    "effects": of_an_effect,
    "ledger": of_a_ledger_trial,
    "products": of_a_product,
    "treatment_kinds": of_a_treatment_kind,
    "treatment_words": of_a_treatment_word,
}
"""What checks the rows of a table, by its name."""
