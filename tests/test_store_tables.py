"""The Parquet tables of a store: the columns and values of ``to_frame``, in folders that other programs read as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.local.manifest import read_manifest
from msc_trials.local.store import building
from msc_trials.local.store.building import build
from msc_trials.output import parquet
from msc_trials.output.columns import TABLES
from msc_trials.output.tables import rows
from tests.synthetic import study
from tests.test_store import TODAY, counted_reads, made, studies

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
PAGE = Path(__file__).parents[1] / "docs" / "whole_registry.md"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("tables"), write_year=parquet.write_year)


def read(store: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet as files

    return [
        row for path in sorted(store.glob("trials/*/*.parquet")) for row in files.ParquetFile(path).read().to_pylist()
    ]


def test_rows_are_those_of_to_frame(store: Path) -> None:
    expected = {row["nct_id"]: row for raw in studies() for row in rows(parse_study(raw), as_of=TODAY)}
    found = {row["nct_id"]: row for row in read(store)}
    assert found == expected


def test_columns_have_the_declared_types(store: Path) -> None:
    from pyarrow import parquet as files

    names = {"string": "string", "category": "string", "Int64": "int64", "Float64": "double", "boolean": "bool"}
    for path in store.glob("trials/*/*.parquet"):
        schema = files.read_schema(path)
        assert [(f.name, str(f.type)) for f in schema] == [(c.name, names[c.dtype]) for c in TABLES["trials"]]


def test_there_is_a_folder_for_each_year_of_start(store: Path) -> None:
    folders = sorted(path.name for path in (store / building.TABLE).iterdir())
    assert folders == [f"start_year={y}" for y in (2010, 2011, 2012, 2013, "__HIVE_DEFAULT_PARTITION__")]


def test_without_pyarrow_there_are_no_tables_and_they_can_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    assert not read_manifest(path).parquet
    assert not (path / building.TABLE).exists()
    files_read = counted_reads(monkeypatch)
    build([tmp_path / "registry.zip"], path, TODAY, jobs=1, write_year=parquet.write_year)
    assert read_manifest(path).parquet
    assert not files_read
    assert len(read(path)) == 40


def test_tables_that_were_removed_are_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, studies(5), write_year=parquet.write_year)
    first = sorted(path.glob("trials/*/*.parquet"))
    first[0].unlink()
    files_read = counted_reads(monkeypatch)
    build([tmp_path / "registry.zip"], path, TODAY, jobs=1, write_year=parquet.write_year)
    assert sorted(path.glob("trials/*/*.parquet")) == first
    assert not files_read


def test_tables_that_are_half_written_are_finished_and_those_of_other_files_made_anew(tmp_path: Path) -> None:
    sound = parquet.write_year

    def fails(folder: Path, year: int | None, day: str) -> int:
        if year == 2012:
            raise KeyboardInterrupt
        return sound(folder, year, day)

    with pytest.raises(KeyboardInterrupt):
        made(tmp_path, studies(30), write_year=fails)
    written: list[int] = []

    def counts(folder: Path, year: int | None, day: str) -> int:
        written.append(sound(folder, year, day))
        return written[-1]

    path = tmp_path / "registry"
    build([tmp_path / "registry.zip"], path, TODAY, jobs=1, write_year=counts)
    assert (sum(n > 0 for n in written), len(read(path))) == (2, 30)
    assert len(read(made(tmp_path, studies(40), write_year=sound))) == 40


@pytest.mark.parametrize("count", [10**30, float("nan"), -5, 2**63])
def test_numbers_no_column_holds_do_not_stop_the_tables(tmp_path: Path, count: float) -> None:
    raw = study(title="Half \ud800 a title")
    raw["protocolSection"]["designModule"]["enrollmentInfo"]["count"] = count
    assert [row["nct_id"] for row in read(made(tmp_path, [raw], write_year=parquet.write_year))] == ["NCT90000001"]


def examples() -> list[str]:
    return re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_has_examples() -> None:
    assert examples()


@pytest.mark.parametrize("query", examples())
def test_every_query_of_the_page_runs(query: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    monkeypatch.chdir(store.parent)
    with duckdb.connect() as db:
        assert db.sql(query).fetchall()
