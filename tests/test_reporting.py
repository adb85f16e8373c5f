"""Reporting rates, exports, citations and the flow of a search: definitions, intervals, files that other programs read."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from msc_trials.cli.app import cli
from msc_trials.errors import QueryError
from msc_trials.evidence.assessment import from_ledger_row
from msc_trials.knowledge import ledger
from msc_trials.output.citations import bibtex, csl_items, csl_json, ris
from msc_trials.output.export import release, write_table
from msc_trials.output.flow import flow_of, plot_flow
from msc_trials.output.frames import to_frame
from msc_trials.output.reporting import reporting, reporting_state
from msc_trials.output.results_due import is_covered, results_due
from tests.made_up import answer_of, assessment

DAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"results_due": None}, "not_due"),
        ({"results_due": "2026-06"}, "not_due"),
        ({"results_due": "2020-03", "status": "Withdrawn"}, "not_due"),
        ({"results_due": "2020-03"}, "never"),
        (
            {"results_due": "2020-03-10", "results_first_submitted": "2020-03-10", "results_first_posted": "2020-09"},
            "on_time",
        ),
        ({"results_due": "2020-03-10", "results_first_submitted": "2020-03-11"}, "late"),
        ({"results_due": "2020-03-10", "results_first_posted": "2020-04-09"}, "on_time"),
        ({"results_due": "2020-03-10", "results_first_posted": "2020-04-10"}, "late"),
        ({"results_due": "2020-03", "results_first_submitted": "2020-03-31"}, "on_time"),
    ],
)
def test_each_trial_has_one_state_on_a_day(row: dict[str, Any], state: str) -> None:
    assert reporting_state(row, DAY) == state


def test_rates_have_denominators_and_wilson_intervals() -> None:
    """Newcombe, Statistics in Medicine 1998;17:857-872, table I: 15 of 148 gives 0.0624 to 0.1605 by the score method."""
    done = [assessment(n, primary_completion_date="2015-01", results_first_submitted="2015-06-01") for n in range(15)]
    never = [assessment(n, primary_completion_date="2015-01") for n in range(15, 148)]
    (row,) = reporting(to_frame([*done, *never]), as_of=DAY).to_dict("records")
    assert (row["trials"], row["due"], row["on_time"], row["late"], row["never"]) == (148, 148, 15, 0, 133)
    assert (row["percent_reported"], row["ci_low"], row["ci_high"]) == (10.1, 6.2, 16.0)


def test_groups_are_those_of_a_column_or_of_the_year() -> None:
    trials = to_frame([
        assessment(1, primary_completion_date="2015-01", sponsor_class="INDUSTRY"),
        assessment(2, primary_completion_date="2016-01", sponsor_class="NIH"),
        assessment(3, primary_completion_date="2016-05"),
    ])  # fmt: skip
    assert list(reporting(trials, "sponsor_class", as_of=DAY).sponsor_class) == ["INDUSTRY", "NIH", "not stated"]
    assert list(reporting(trials, "year", as_of=DAY).year) == ["2015", "2016"]
    with pytest.raises(QueryError, match="not known"):
        reporting(trials)
    with pytest.raises(QueryError, match="no column"):
        reporting(trials.drop(columns="results_due"), as_of=DAY)


def test_the_law_covers_regulated_trials_beyond_phase_1_since_2017() -> None:
    assert is_covered("INTERVENTIONAL", "Phase 2", "2019-03", True, False) is True
    assert is_covered("INTERVENTIONAL", "Phase 1", "2019-03", True, False) is False
    assert is_covered("INTERVENTIONAL", "Phase 2", "2016-12", True, False) is False
    assert is_covered("INTERVENTIONAL", "Phase 2", "2019-03", None, None) is None
    assert results_due("2023-02-28") == "2024-02-28"
    assert results_due("2020-02-29") == "2021-02-28"


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".parquet", ".dta"])
@pytest.mark.filterwarnings("ignore::pandas.errors.PerformanceWarning")
def test_files_can_be_read_again_and_hold_clean_cells(ending: str, tmp_path: Path) -> None:
    pytest.importorskip({".xlsx": "openpyxl", ".parquet": "pyarrow"}.get(ending, "pandas"))
    frame = to_frame([assessment(1, title="=1+1\x07 made up"), assessment(2, enrollment=None)])
    path = tmp_path / f"trials{ending}"
    write_table(frame, path)
    read = {".csv": pd.read_csv, ".tsv": lambda p: pd.read_csv(p, sep="\t"), ".xlsx": pd.read_excel,
            ".parquet": pd.read_parquet, ".dta": pd.read_stata}[ending](path)  # fmt: skip
    assert list(read.columns) == list(frame.columns)
    assert list(read["trial_id"]) == list(frame["trial_id"])
    if ending != ".parquet":
        assert read["title"][0].startswith("'=1+1")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of Unix")
@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".parquet", ".dta"])
def test_a_table_is_written_in_one_step_and_keeps_mode_and_link(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"kept{ending}").touch(mode=0o600)
    link = tmp_path / f"link{ending}"
    link.symlink_to(tmp_path / f"kept{ending}")
    write_table(to_frame([assessment(1)]), link)
    assert link.is_symlink()
    assert stat.S_IMODE((tmp_path / f"kept{ending}").stat().st_mode) == 0o600
    before = (tmp_path / f"kept{ending}").read_bytes()
    frame = to_frame([assessment(2)])
    monkeypatch.setattr(os, "fdopen", _full)
    with pytest.raises(QueryError, match="cannot be written"):
        write_table(frame, link)
    assert (tmp_path / f"kept{ending}").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def _full(handle: int, *_: object) -> None:
    os.close(handle)
    raise OSError(28, "No space left on device")


def test_a_byte_order_mark_is_written_on_request_and_unknown_endings_are_refused(tmp_path: Path) -> None:
    write_table(to_frame([assessment(1)]), tmp_path / "a.csv", bom=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(QueryError, match="no known ending"):
        write_table(to_frame([assessment(1)]), tmp_path / "a.doc")


@pytest.mark.filterwarnings("ignore:PubMed was not asked")
def test_a_release_is_complete_dated_and_checked(tmp_path: Path) -> None:
    made = release([assessment(1)], tmp_path / "out", day="2026-11-28", source="made up")
    names = {path.name for path in made}
    assert {
        "trials.csv",
        "verdicts.csv",
        "data.md",
        "ledger_source.csv",
        "README.md",
        "CITATION.cff",
        "SHA256SUMS",
    } <= names
    assert "2026-11-28" in (tmp_path / "out" / "README.md").read_text()
    for line in (tmp_path / "out" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    with pytest.raises(QueryError, match="not empty"):
        release([assessment(1)], tmp_path / "out", day="2026-11-28", source="made up")


def test_citations_name_trial_and_paper_in_three_forms() -> None:
    trials = [from_ledger_row(row) for row in ledger.rows().values()]
    items = list(csl_items(trials))
    assert len({item["id"] for item in items}) == len(items) > len(trials)
    assert json.loads(csl_json(trials)) == items
    text = ris(trials)
    assert text.count("TY  - ") == text.count("ER  - ") == len(items)
    entries = bibtex(trials)
    assert entries.count("@") >= len(items)
    assert entries.count("{") - entries.count("\\{") == entries.count("}") - entries.count("\\}")


def test_a_paper_of_a_journal_has_author_journal_volume_page_and_pmid_in_fields_of_their_own() -> None:
    row = ledger.rows()["NCT03280056"]
    (item,) = (i for i in csl_items([from_ledger_row(row)]) if i["type"] == "article-journal")
    named = {"container-title": "Muscle Nerve", "volume": "65", "page": "291", "PMID": row.pmid, "DOI": row.doi}
    assert item.items() >= named.items()
    assert item["author"] == [{"family": "Cudkowicz"}]
    assert item["issued"] == {"date-parts": [[2022]]}
    assert item["title"].startswith("[Result of NCT03280056")
    told = ris([from_ledger_row(row)])
    for line in ("AU  - Cudkowicz", "JO  - Muscle Nerve", "VL  - 65", "SP  - 291", "PY  - 2022", f"AN  - {row.pmid}"):
        assert line in told
    entry = bibtex([from_ledger_row(row)])
    for line in (
        "{Cudkowicz} and others",
        "journal = {Muscle Nerve}",
        "volume = {65}",
        "pages = {291}",
        "pmid = {34890069}",
    ):
        assert line in entry


def test_a_source_that_is_no_paper_of_a_named_journal_keeps_its_words_as_the_title() -> None:
    row = ledger.rows()["NCT04714801"]
    _, item = csl_items([from_ledger_row(row)])
    assert (item["title"], item["issued"]) == (row.citation, {"date-parts": [[2025]]})
    assert "container-title" not in item


def test_a_flow_tells_results_that_were_read_from_goals_met_or_missed() -> None:
    """A reviewer compares the flow with "2 of 5 with a known result": what cannot be judged is not among the five."""
    found = answer_of(assessment(1, "met", controlled=True), assessment(2, "not_met"), assessment(3, "unclear"))
    flow = flow_of(found)
    assert (flow.included, flow.decided) == (3, 2)


def test_a_flow_adds_up_and_can_be_drawn() -> None:
    pytest.importorskip("matplotlib").use("Agg")
    found = answer_of(assessment(1, "met"), assessment(2, phase="Phase 1"), assessment(3, msc_class=("not_msc",)))
    flow = flow_of(found)
    assert (flow.identified, flow.included) == (3, 1)
    assert dict(flow.excluded) == {"early_or_no_phase": 1, "not_msc": 1}
    text = "\n".join(t.get_text() for t in plot_flow(found).texts)
    assert "Records identified: 3" in text
    from matplotlib import pyplot

    pyplot.close("all")


def test_the_command_writes_tables_citations_and_releases(tmp_path: Path) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(cli, ["export", *words, "--source", "snapshot"])

    assert run("trials", "knee osteoarthritis", "-o", str(tmp_path / "a.csv")).exit_code == 0
    assert run("citations", "stroke", "-o", str(tmp_path / "a.bib")).exit_code == 0
    assert len(pd.read_csv(tmp_path / "a.csv")) > 50
    assert run("nonsense", "-o", str(tmp_path / "b.csv")).exit_code != 0
    assert run("citations", "-o", str(tmp_path / "b.doc")).exit_code != 0
