"""The lint of the curated tables: clean today, and it names each kind of slip that a spreadsheet makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lint_seeds import SEEDS, faults


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


@pytest.mark.parametrize(
    ("sides", "complaints"),
    [("3 of 9,0 of 100,9,", 1), ("33 of 100,0 of 100,9,", 0), ("3 of 9,5 of 100,9,100", 0), ("3 of 9,1 of 8,9,8", 0)],
)
def test_a_count_of_people_beside_a_share_of_100_is_named(tmp_path: Path, sides: str, complaints: int) -> None:
    table = tmp_path / "effects.csv"
    header = "trial_id,measure,time_point,side_note,plain_cells,plain_control,cells_n,control_n"
    table.write_text(f"{header}\nNCT90000001,Made up,1 year,,{sides}\n")
    assert sum("beside a share" in fault for fault in faults(table)) == complaints


def test_a_blank_at_the_end_of_a_matched_text_is_allowed(tmp_path: Path) -> None:
    table = tmp_path / "made_up.csv"
    table.write_text("literals,pattern\ngene ,gene \n")
    assert list(faults(table)) == []
