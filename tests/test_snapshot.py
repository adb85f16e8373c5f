"""The shipped snapshot: what it holds, how it is made, and what happens when it is not as it should be."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from msc_trials.errors import SnapshotError
from msc_trials.local import manifest, snapshot
from msc_trials.registry.query import Query
from tests.synthetic import study


def built(path: Path) -> snapshot.Manifest:
    """A snapshot of one MSC trial, one drug trial and one broken record; all synthetic."""
    drug = study("NCT90000002", product="Aspirin tablets", title="A synthetic trial of tablets")
    return snapshot.build([study(), drug, None], path, "2026-11-25")


def test_only_trials_of_cells_are_kept_and_everything_is_counted(tmp_path: Path) -> None:
    manifest = built(tmp_path / "s.gz")
    assert (manifest.trials, manifest.read, manifest.unreadable) == (1, 3, 1)
    loaded = snapshot.load(tmp_path / "s.gz")
    assert [a.nct_id for a in loaded.matching(Query.for_condition("bad knee"))] == ["NCT90000001"]
    assert not list(loaded.matching(Query.for_condition("stroke")))


def test_it_holds_no_sentence_of_a_record(tmp_path: Path) -> None:
    built(tmp_path / "s.gz")
    text = gzip.decompress((tmp_path / "s.gz").read_bytes()).decode()
    assert "stiff synthetic knees" not in text
    assert "One injection of" not in text


def test_files_without_a_study_make_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="No study"):
        snapshot.build([None, {}], tmp_path / "s.gz", "2026-11-25")
    assert not (tmp_path / "s.gz").exists()


def test_the_newest_record_of_a_trial_counts(tmp_path: Path) -> None:
    old, new = study(status="RECRUITING"), study(status="COMPLETED")
    old["derivedSection"]["miscInfoModule"]["versionHolder"] = "2020-01-01"
    snapshot.build([new, old], tmp_path / "s.gz", "2026-11-25")
    found = snapshot.load(tmp_path / "s.gz").get("NCT90000001")
    assert found is not None
    assert found.status == "Completed"


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    built(tmp_path / "s.gz")
    whole = (tmp_path / "s.gz").read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.gz").write_bytes(whole[:size])
        with pytest.raises(SnapshotError) as caught:
            snapshot.load(tmp_path / "cut.gz")
        assert caught.value.hint


def test_a_file_with_lost_lines_or_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    built(tmp_path / "s.gz")
    head, *lines = gzip.decompress((tmp_path / "s.gz").read_bytes()).decode().splitlines()
    newer = json.dumps({**json.loads(head), "format": manifest.FORMAT + 1})
    edited = [json.dumps({**json.loads(head), **more}) for more in ({"typical": 5}, {"created": ""}, {"read": "many"})]
    for text in ("\n".join([newer, *lines]), head, "[]", "nonsense", *("\n".join([e, *lines]) for e in edited)):
        (tmp_path / "bad.gz").write_bytes(gzip.compress(text.encode()))
        with pytest.raises(SnapshotError):
            snapshot.load(tmp_path / "bad.gz")


def test_a_file_of_an_older_version_is_refused_in_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    built(tmp_path / "s.gz")
    head, *lines = gzip.decompress((tmp_path / "s.gz").read_bytes()).decode().splitlines()
    older = json.dumps({**json.loads(head), "format": 1})
    (tmp_path / "old.gz").write_bytes(gzip.compress("\n".join([older, *lines]).encode()))
    with pytest.raises(SnapshotError, match="made by an older version and cannot be read") as caught:
        snapshot.load(tmp_path / "old.gz")
    assert "msc-trials snapshot build" in caught.value.hint
    assert "\n" not in str(caught.value)


def test_the_bundled_one_is_small_and_names_no_title() -> None:
    assert snapshot.bundled_path().stat().st_size < 1_000_000
    assert snapshot.bundled().manifest.trials > 1_000
    assert not re.search('"title":"[^"]', "".join(snapshot.bundled().lines))
