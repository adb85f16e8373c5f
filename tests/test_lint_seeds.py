"""The lint of the curated tables: clean today, and it names each kind of slip that a spreadsheet makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.lint_facts import (
    of_a_condition,
    of_a_decision,
    of_a_ledger_trial,
    of_a_product,
    of_a_treatment_kind,
    of_a_treatment_word,
    of_an_effect,
)
from benchmarks.lint_seeds import SEEDS, faults
from benchmarks.literals import as_listed
from msc_trials.knowledge import seeds


def test_a_long_list_of_names_is_written_one_name_a_line_and_stays_so() -> None:
    names = [f"an everyday name {n}" for n in range(12)]
    written = as_listed(" | ".join(names))
    assert written.split("\n") == names
    assert as_listed(written) == written
    assert seeds.listed(written.replace("\n", "|")) == tuple(names)
    assert as_listed("bad knee | worn knee") == "bad knee | worn knee"


def test_every_curated_table_is_in_form() -> None:
    assert [fault for path in sorted(SEEDS.glob("*.csv")) for fault in faults(path)] == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\ufeffterm,note\na,b\n", "byte order mark"),
        ("term,term\na,b\n", "different column names"),
        ("Term,\na,b\n", "different column names"),
        ("term,note\na,b\r\nc,d\n", "end in different ways"),
        ("term,note\na,b", "end in different ways"),
        ("term,note\na,b,c\n", "3 cells under 2 columns"),
        ("term,note\na ,b\n", "blank at an end"),
        ('term,note\n"a\nb",c\n', "line break"),
        ("term,pattern\na,(b\n", "not a regular expression"),
        ('term,pattern\na,"(b\nc"\n', "not a regular expression"),
        ('term,pattern\na,"b\n"\n', "empty line"),
        ("term,note\na,b\na,c\n", "repeats the row"),
        ("term,note\n,\n", "the row is empty"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    table = tmp_path / "made_up.csv"
    table.write_bytes(text.encode())
    found = list(faults(table))
    assert any(complaint in fault and fault.startswith("made_up.csv:") for fault in found), found


EFFECT = {
    "main_goal": "yes", "do_not_pool": "", "sides": "each", "cells_events": "3", "cells_n": "9", "cells_per_100": "",
    "plain_cells": "", "control_events": "1", "control_n": "8", "control_per_100": "", "plain_control": "",
}  # fmt: skip
SHARE = {"control_events": "", "control_n": "", "control_per_100": "20"}
NOTHING = {"control_events": "", "control_n": ""}


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({}, ""),
        ({"cells_per_100": "33", **SHARE}, ""),
        (SHARE, "beside a share"),
        ({"plain_cells": "3 of 9"}, "stated in two ways"),
        ({"cells_per_100": "330", **SHARE}, "no number of 100 people"),
        (NOTHING, "missing for the control side"),
        ({"sides": "one_group"}, "stated for the control side"),
        ({"sides": "one_group", **NOTHING}, ""),
        ({"sides": "two_groups"}, "is none of"),
        ({"main_goal": ""}, "is none of yes, no"),
    ],
)
def test_sides_of_an_effect_that_do_not_fit_are_named(cells: dict[str, str], complaint: str) -> None:
    found = list(of_an_effect({**EFFECT, **cells}))
    assert complaint in "; ".join(found) if complaint else found == []


TRIAL = {
    "controlled": "yes", "comparator": "placebo, all on riluzole", "comparator_kind": "placebo", "comparator_name": "placebo",
    "verdict": "met", "evidence_kind": "journal", "masking": "blinded", "surrogate": "", "effect": "30% vs 20%", "cells_first": "yes",
    "p_value": "0.01 (week 4); <0.05 (week 8)", "results_posted": "2025-04", "citation": "Doe J Made Up 2025;1:2",
    "cell_source": "adipose", "donor": "autologous", "first_author": "Doe", "journal": "J Made Up", "year": "2025", "volume": "1", "first_page": "2", "named_products": "Ryoncil",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({}, ""),
        ({"controlled": "no"}, "controlled is 'no' beside"),
        ({"comparator_kind": "none"}, "of kind 'none'"),
        ({"comparator_name": ""}, "'comparator_name' is for"),
        ({"effect": "More with cells"}, "no two sides"),
        ({"results_posted": "April 2025"}, "no day, month or year"),
        ({"volume": "7"}, "the citation does not have 7"),
        ({"year": ""}, "a paper without a year"),
        ({"named_products": "Ryoncil;Madeupcel"}, "does not name so: Madeupcel"),
    ],
)
def test_facts_of_a_ledger_row_that_do_not_fit_are_named(cells: dict[str, str], complaint: str) -> None:
    found = list(of_a_ledger_trial({**TRIAL, **cells}))
    assert complaint in "; ".join(found) if complaint else found == []


@pytest.mark.parametrize(
    ("check", "row", "complaint"),
    [
        (of_a_decision, {"product": "Madeupcel", "kind": "approval", "may_have_lapsed": ""}, "no name of products"),
        (of_a_decision, {"product": "Ryoncil", "kind": "refused", "may_have_lapsed": "yes"}, "is for approvals"),
        (of_a_product, {"name": "A", "other_names": "B;A", "company": "", "company_names": "", "donor": "allo"}, "repeated"),
        (of_a_product, {"name": "A", "other_names": "", "company": "C", "company_names": "", "donor": "allo"}, "both needed"),
        (of_a_condition, {"name": "a (b)", "short_name": "", "other_names": ""}, "needed where it has some"),
        (of_a_condition, {"name": "a (b)", "short_name": "a", "other_names": "c"}, "c is not"),
        (of_a_treatment_word, {"about": "made_up"}, "is none of"),
        (of_a_treatment_kind, {"tell": "It is a {made_up}."}, "no other name in braces"),
    ],
)  # fmt: skip
def test_facts_of_products_decisions_and_treatments_that_do_not_fit_are_named(
    check: Callable[[dict[str, str]], Iterator[str]], row: dict[str, str], complaint: str
) -> None:
    assert complaint in "; ".join(check(row))


def test_a_blank_at_the_end_of_a_matched_text_is_allowed(tmp_path: Path) -> None:
    table = tmp_path / "made_up.csv"
    table.write_text("literals,pattern\ngene ,gene \n")
    assert list(faults(table)) == []
