"""``watch`` and ``changes``: what is new since somebody last looked, said once, with an exit code for cron."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from msc_trials.cli.app import cli
from msc_trials.cli.common import ExitCode
from msc_trials.errors import CacheError
from msc_trials.local.changes import Change, can_compare, changes_between
from msc_trials.local.watch_list import NAME, WatchList, alone
from msc_trials.output.feed import atom_feed
from tests.emulator import Emulator


def seen(level: str = "none", stamp: str = "2026-11-01", **trials: dict[str, Any]) -> dict[str, Any]:
    return {"condition": "stroke", "level": level, "source": "live", "data_timestamp": stamp, "trials": trials}


def trial(**changed: Any) -> dict[str, Any]:
    return {"status": "Recruiting", "results": False, "verdict": "ongoing", "ledger": False, "papers": [], **changed}


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ({"status": "Completed", "verdict": "unreported"}, ["status", "verdict"]),
        ({"results": True, "verdict": "not_met"}, ["results_posted", "verdict"]),
        ({"ledger": True, "verdict": "met"}, ["ledger"]),
        ({"papers": ["123"]}, ["new_paper"]),
        ({"pubmed": ["123"]}, []),  # PubMed was not asked before: nobody knows what is new
        ({}, []),
    ],
)
def test_each_kind_of_change_of_a_trial_is_named(after: dict[str, Any], kinds: list[str]) -> None:
    found = changes_between(seen(NCT1=trial()), seen(NCT1=trial(**after)), "2026-11-28")
    assert [change.kind for change in found] == kinds


def test_a_paper_that_pubmed_did_not_have_before_is_new_and_one_of_the_ledger_is_not_new_twice() -> None:
    before, after = trial(pubmed=["1"], papers=["2"]), trial(pubmed=["1", "2", "3"], papers=["2"])
    found = changes_between(seen(NCT1=before), seen(NCT1=after), "2026-11-28")
    assert [(change.kind, change.after) for change in found] == [("new_paper", "PMID 3")]


def test_a_new_paper_in_pubmed_is_a_change_and_is_remembered_while_pubmed_is_not_asked(tmp_path: Path) -> None:
    from tests.test_papers_answers import PAPERS, world

    with world(tmp_path, papers=PAPERS[1:]) as (_, chosen):
        env = {"MSC_TRIALS_CACHE_DIR": str(tmp_path), "MSC_TRIALS_API_URL": chosen["api_url"], "MSC_TRIALS_MIN_INTERVAL": "0",
               "MSC_TRIALS_PUBMED_URL": chosen["pubmed_url"], "NCBI_API_KEY": "quick"}  # fmt: skip

        def asked(*arguments: str) -> Any:
            return CliRunner().invoke(cli, list(arguments), env=env)

        assert asked("watch", "knee osteoarthritis").exit_code == 0
        kept = json.loads((tmp_path / NAME).read_text())
        (one,) = kept["seen"].values()
        (number, told) = next((n, t) for n, t in one["trials"].items() if t.get("pubmed"))
        gone = told["pubmed"].pop()
        (tmp_path / NAME).write_text(json.dumps(kept))
        assert asked("changes", "--no-papers").exit_code == 0
        done = asked("changes", "--json")
        assert done.exit_code == ExitCode.CHANGED
        (change,) = json.loads(done.stdout)["changes"]
        assert (change["kind"], change["nct_id"], change["after"]) == ("new_paper", number, f"PMID {gone}")
        assert f"PMID {gone}" in asked("changes", "--since", "2000-01-01").stdout
        assert "<entry>" in asked("changes", "--since", "2000-01-01", "--format", "atom").stdout


def test_a_new_trial_and_a_new_level_are_changes_and_a_vanished_record_is_none() -> None:
    found = changes_between(seen(NCT1=trial()), seen("in_progress", NCT2=trial()), "2026-11-28")
    assert [(change.kind, change.nct_id) for change in found] == [("level", ""), ("new_trial", "NCT2")]


def test_an_older_fallback_is_not_compared() -> None:
    assert not can_compare(seen(stamp="2026-11-01"), seen(stamp="2022-10-01"))


def run(folder: Path, *arguments: str) -> Any:
    env = {"MSC_TRIALS_CACHE_DIR": str(folder), "MSC_TRIALS_SOURCE": "snapshot"}
    return CliRunner().invoke(cli, list(arguments), env=env)


def test_nothing_new_exits_with_0_and_something_new_with_7(tmp_path: Path) -> None:
    watched = run(tmp_path, "watch", "knee osteoarthritis")
    assert watched.exit_code == 0
    assert "1 condition is watched." in watched.stderr
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    assert run(tmp_path, "changes").exit_code == 0
    kept = json.loads((tmp_path / NAME).read_text())
    (one,) = kept["seen"].values()
    gone = next(iter(one["trials"]))
    del one["trials"][gone]
    (tmp_path / NAME).write_text(json.dumps(kept))
    done = run(tmp_path, "changes", "--json")
    assert done.exit_code == ExitCode.CHANGED
    assert "1 change in 1 condition." in done.stderr
    assert [change["nct_id"] for change in json.loads(done.stdout)["changes"]] == [gone]
    assert run(tmp_path, "changes").exit_code == 0
    assert run(tmp_path, "changes", "--since", "2000-01-01").exit_code == ExitCode.CHANGED
    assert json.loads(run(tmp_path, "changes", "--since", "20000101", "--json").stdout)["since"] == "2000-01-01"


@pytest.mark.parametrize("content", ["", '{"schema": 1, "seen": {"a": 1}, "changes": []}'])
def test_an_unusable_file_is_named_and_nothing_is_lost(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    done = run(tmp_path, "changes")
    assert done.exit_code == ExitCode.UNREADABLE
    assert (tmp_path / NAME).read_text() == content


def test_a_misspelt_date_and_an_unwatched_condition_are_refused_in_one_line(tmp_path: Path) -> None:
    assert run(tmp_path, "changes", "--since", "yesterday").exit_code == ExitCode.USAGE
    assert run(tmp_path, "watch", "ALS", "--stop").exit_code == ExitCode.USAGE


def test_the_feed_is_well_formed_whatever_the_condition_holds() -> None:
    change = Change("2026-11-28", 'knee <b>"&\x1b[31m', "new_trial", "NCT00000001", "", "Recruiting")
    root = ET.fromstring(atom_feed([change], "2026-11-28"))  # noqa: S314 - our own text
    assert root.tag.endswith("feed")
    assert "\x1b" not in atom_feed([change], "2026-11-28")
    assert atom_feed([change], "2026-11-28") == atom_feed([change], "2026-11-28")


def test_several_programs_that_watch_at_once_lose_nothing(tmp_path: Path) -> None:
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path / "c")}
    command = [sys.executable, "-m", "msc_trials", "-q", "watch"]
    names = ["stroke", "lupus", "autism", "psoriasis"]
    root = Path(__file__).parents[1]
    running = [subprocess.Popen([*command, name], env=environ, cwd=root) for name in names]
    assert [child.wait() for child in running] == [0] * len(names)
    assert sorted(WatchList.load(tmp_path / "c").seen) == sorted(names)


def test_all_that_is_watched_is_asked_for_side_by_side_with_one_version(tmp_path: Path) -> None:
    with Emulator(5) as server:
        env = {"MSC_TRIALS_CACHE_DIR": str(tmp_path), "MSC_TRIALS_API_URL": server.url, "MSC_TRIALS_PAPERS": "0",
               "MSC_TRIALS_MIN_INTERVAL": "0"}  # fmt: skip
        for command in (["watch", "stroke", "lupus", "autism"], ["changes", "--refresh"]):
            server.requests.clear()
            assert CliRunner().invoke(cli, command, env=env).exit_code == 0
            assert Counter(server.paths) == {"/version": 1, "/studies": 3}


def test_when_only_older_data_could_be_had_the_exit_code_is_not_that_of_nothing_new(tmp_path: Path) -> None:
    run(tmp_path, "watch", "stroke")
    kept = json.loads((tmp_path / NAME).read_text())
    kept["seen"]["stroke"]["data_timestamp"] = "2999-01-01"
    (tmp_path / NAME).write_text(json.dumps(kept))
    asked = run(tmp_path, "changes")
    assert asked.exit_code == ExitCode.UNREACHABLE
    assert "stroke: only older data could be had; nothing was compared." in asked.stderr


def test_a_list_that_another_program_changes_is_waited_for_and_then_an_error(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(CacheError, match="Another msc-trials watch"), alone(tmp_path, 0.05):
        pass
    with alone(tmp_path, 0.05):
        pass


def test_a_folder_that_is_a_file_is_no_list_to_remove(tmp_path: Path) -> None:
    """Whose folder of stored answers cannot be read is told to set another one, and not to remove a file."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CacheError, match=r"watch\.json cannot be read: Not a directory") as caught:
        WatchList.load(tmp_path / "file")
    assert "MSC_TRIALS_CACHE_DIR" in str(caught.value.hint)
