"""The same studies give the same tables, however a frame is made: from a search, a list, a result set, a store, its Parquet files."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from msc_trials import search
from msc_trials.cli.app import cli
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.output import parquet
from msc_trials.output.columns import TABLES
from msc_trials.output.frames import to_frame
from msc_trials.registry.query import Query
from tests.test_store import made, studies

EARLY, LATE = dt.date(2021, 1, 1), dt.date(2026, 11, 30)


def raws() -> list[dict[str, Any]]:
    """Those of ``tests/test_store.py``; all that are listed as running were to end in June 2020."""
    found = json.loads(json.dumps(studies(20)))
    for raw in found:
        raw["protocolSection"]["statusModule"]["completionDateStruct"] = {"date": "2020-06"}
    return [raw for raw in found if "Aspirin tablets" not in json.dumps(raw)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(
        tmp_path_factory.mktemp("agree"), raws(), write_year=parquet.write_year if parquet.is_possible() else None
    )


def trials() -> list[Trial]:
    return sorted((parse_study(raw) for raw in raws()), key=lambda trial: trial.nct_id)


@pytest.mark.filterwarnings("ignore:PubMed was not asked")
@pytest.mark.parametrize("table", TABLES)
def test_a_store_gives_the_tables_of_its_records(store: Path, table: str) -> None:
    if table == "effects":
        pytest.importorskip("statsmodels", reason="statsmodels is not installed")
    found = search(Query.all(), source=str(store), as_of=LATE).to_frame(table)
    pd.testing.assert_frame_equal(found, to_frame(trials(), table, as_of=LATE))


def test_a_search_of_a_store_counts_and_lists_the_same_studies(store: Path) -> None:
    asked = search(Query.all(), source=str(store))
    assert asked.matched() == len(asked.to_frame()) == len(raws())


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_a_search_and_the_list_of_its_trials_are_judged_on_one_day(store: Path, day: dt.date) -> None:
    """NCT04312113: ongoing in one frame, over without a result in the other."""
    asked = search(Query.all(), source=str(store), as_of=day)
    pd.testing.assert_frame_equal(asked.to_frame(), to_frame(list(asked), as_of=day))
    running = asked.to_frame().query("status == 'Recruiting'")
    assert set(running.verdict) == {"ongoing" if day is EARLY else "unreported"}


def test_a_frame_says_on_which_day_its_status_was_judged() -> None:
    assert to_frame(trials(), as_of="2021-01-01").attrs == {"as_of": "2021-01-01"}
    assert to_frame(trials()).attrs == {"as_of": dt.datetime.now(tz=dt.UTC).date().isoformat()}


def test_without_a_day_status_is_judged_today() -> None:
    assert list(to_frame(trials()).verdict) == list(to_frame(trials(), as_of=LATE).verdict)


def test_parquet_files_are_judged_on_the_day_the_store_was_made_and_say_so(store: Path) -> None:
    files = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    (day,) = {files.read_schema(path).metadata[b"as_of"].decode() for path in store.glob("trials/*/*.parquet")}
    read = [r for path in store.glob("trials/*/*.parquet") for r in files.ParquetFile(path).read().to_pylist()]
    frame = to_frame(trials(), as_of=day)
    expected = dict(zip(frame.nct_id, zip(frame.verdict, frame.confidence, strict=True), strict=True))
    assert {r["nct_id"]: (r["verdict"], r["confidence"]) for r in read} == expected


@pytest.mark.parametrize("table", ["arms", "outcomes", "adverse_events", "doses"])
def test_a_store_exports_the_tables_of_records_without_a_condition(store: Path, table: str, tmp_path: Path) -> None:
    out = tmp_path / "table.csv"
    done = CliRunner().invoke(cli, ["export", table, "--source", str(store), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert len(pd.read_csv(out)) == len(to_frame(trials(), table))
    if table == "doses":
        assert pd.read_csv(out).text.notna().all()
