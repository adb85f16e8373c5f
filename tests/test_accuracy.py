"""Which labels a half holds: benchmarks that print totals of rows nobody read must not show the others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import accuracy_page, score_abstracts, score_cells
from benchmarks.labels import half_of, labels_of
from benchmarks.readers import agreement
from msc_trials.literature.claim import Claim

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("numbers", "even"),
    [
        (["NCT00000012", "NCT00000013"], ["NCT00000012"]),
        (["NCT00000017", "NCT00000027", "NCT00000047"], ["NCT00000027", "NCT00000047"]),
        ([], []),
    ],
)
def test_the_last_digit_decides_and_where_all_end_alike_the_digit_before(numbers: list[str], even: list[str]) -> None:
    rows = [{"nct": number} for number in numbers]
    assert [row["nct"] for row in half_of(rows, "even")] == even
    assert [row["nct"] for row in half_of(rows, "odd")] == [number for number in numbers if number not in even]
    assert half_of(rows, "all") == rows


@pytest.mark.parametrize(
    "name",
    [
        "cells_d",
        "cells_e",
        "verdicts_d",
        "verdicts_e",
        "directions_d",
        "directions_e",
        "cells_h",
        "directions_i",
        "verdicts_i",
    ],
)
def test_sets_whose_numbers_end_in_7_have_two_halves(name: str) -> None:
    rows = labels_of(DATA / f"{name}.csv")
    assert {row["nct"][-1] for row in rows} == {"7"}
    even = half_of(rows, "even")
    assert {row["nct"][-2] for row in even} <= set("02468")
    assert 0 < len(even) < len(rows)


def test_a_brief_score_of_abstracts_shows_no_row_and_only_the_sets_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    labels = tmp_path / "labels.csv"
    columns = "pmid,set,reports_results,claim,also_acceptable"
    labels.write_text(f"{columns}\n17,a,yes,met,\n27,a,yes,met,\n37,b,yes,met,\n")
    monkeypatch.setattr(score_abstracts, "fetch", lambda pmids, url: dict.fromkeys(pmids, ""))
    monkeypatch.setattr(score_abstracts, "read_article", lambda text: Claim(pmid="27", claim="not_met"))
    score_abstracts.main(labels, "", "even", ["a"])
    assert "\n27: label met" in capsys.readouterr().out
    score_abstracts.main(labels, "", "even", ["a"], brief=True)
    shown = capsys.readouterr().out
    assert "1 of 1 labelled papers found" in shown
    assert "27: label met" not in shown


def test_every_made_up_abstract_has_a_number_of_its_own_so_that_no_label_is_held_against_another_text() -> None:
    numbers = [row["pmid"] for row in score_abstracts.rows_of(DATA / "made_up_abstracts.jsonl.gz")]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(("disputed", "scored"), [("", True), ("dose;n_doses_max", False), ("donor", True)])
def test_a_dose_or_a_number_of_administrations_on_which_the_readers_differ_is_not_scored(
    disputed: str, scored: bool, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = "Mesenchymal stem cells, 2 x 10^6 cells per kg, infused two times"
    arm = {"label": "Cells", "type": "EXPERIMENTAL", "description": given}
    study = {"identificationModule": {"nctId": "NCT00000002"}, "armsInterventionsModule": {"armGroups": [arm]}}
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps({"protocolSection": study}))
    names = ("msc_class", "source", "donor", "manipulation", "route", "guidance", "comparator", "primary_kind")
    columns = ("nct", *names, *score_cells.DOSES, "n_doses_max", "longest_primary_followup_months", "disputed")
    values = {"nct": "NCT00000002", "dose_min_total": "7", "n_doses_max": "9", "disputed": disputed}
    labels = tmp_path / "labels.csv"
    labels.write_text(",".join(columns) + "\n" + ",".join(values.get(name, "") for name in columns) + "\n")
    assert score_cells.main(labels, [records]) == 0
    shown = capsys.readouterr().out
    assert ("NCT00000002 dose: got" in shown, "NCT00000002 n_doses_max: got" in shown) == (scored, scored)
    bands = re.findall(r"facts of the \w+ band +\d+/(\d+)", shown)
    assert sum(map(int, bands)) == (3 if scored else 0)


def test_two_readers_agree_where_numbers_and_lists_are_alike_and_nothing_was_disputed() -> None:
    one = [{"nct": "A", "dose": "2.0", "route": "vein;spine", "donor": "own", "disputed": "donor"}]
    two = [
        {"nct": "A", "dose": "2", "route": "spine;vein", "donor": "other"},
        {"nct": "B", "dose": "1", "route": "", "donor": ""},
    ]
    assert agreement(one, two) == {"dose": (1, 1), "route": (1, 1), "donor": (0, 0)}


def test_the_page_of_accuracy_has_every_label_file_and_the_sets_of_its_list() -> None:
    listed = labels_of(accuracy_page.HERE / "label_sets.csv")
    own = {path.name for path in DATA.glob("*_?.csv")} | {"abstract_labels.csv", "made_up_abstracts.jsonl.gz"}
    assert {Path(row["labels"]).name for row in listed if row["labels"].startswith("tests/")} == own
    page = (accuracy_page.ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    kept = {f"{kind} sets": accuracy_page.made(kind) for kind in accuracy_page.KINDS}
    first = {f"{kind} first": accuracy_page.table(accuracy_page.first_scores(kind)) for kind in accuracy_page.KINDS}
    assert accuracy_page.filled(page, kept | first) == page


def test_a_page_without_a_place_for_a_table_is_said_in_one_line() -> None:
    with pytest.raises(SystemExit, match="no place for the table 'cells'"):
        accuracy_page.filled("# A page", {"cells": "| what |"})
