"""Stores and trouble: odd files, places that cannot be, two makers at once, and stores somebody damaged."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from msc_trials import answer
from msc_trials.errors import QueryError, SnapshotError, UnreadableRecordWarning
from msc_trials.local import manifest, snapshot
from msc_trials.local.manifest import read_manifest, unfinished
from msc_trials.local.store import building
from msc_trials.local.store.building import build
from msc_trials.local.store.database import INDEX
from msc_trials.service.show import show
from tests.synthetic import study
from tests.test_store import TODAY, contents, counted_reads, made, studies, zipped


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    archive = zipped(tmp_path / "a.zip", studies(2))
    for target in (tmp_path / "mine", tmp_path / "mine" / "letter.txt"):
        with pytest.raises(QueryError, match="not a store"):
            build([archive], target, TODAY, jobs=1)
    unfinished(tmp_path / "s").mkdir()
    with closing(sqlite3.connect(unfinished(tmp_path / "s") / INDEX)) as db:
        db.execute("CREATE TABLE mine (x)")
    with pytest.raises(SnapshotError, match="not ours"):
        build([archive], tmp_path / "s", TODAY, jobs=1)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep me"


def test_two_at_once_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, refused = zipped(tmp_path / "a.zip", studies(2)), []
    sound = building._put_in_place

    def put(work: Path, folder: Path) -> None:
        for other in ([archive], [zipped(tmp_path / "b.zip", studies(3))]):
            with pytest.raises(SnapshotError, match="Another process"):
                build(other, tmp_path / "s", TODAY, jobs=1)
            refused.append(other)
        sound(work, folder)

    with monkeypatch.context() as patched:
        patched.setattr(building, "_put_in_place", put)  # the last moment
        build([archive], tmp_path / "s", TODAY, jobs=1)
    assert len(refused) == 2
    assert read_manifest(tmp_path / "s").trials == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "b.zip", "s"]


def test_files_without_a_study_make_no_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no study\nat all\n")
    for source in (zipped(tmp_path / "empty.zip", []), tmp_path / "letter.txt"):
        with pytest.raises(SnapshotError, match="No study could be read") as caught:
            build([source], tmp_path / "s", TODAY, jobs=1)
        assert caught.value.hint
        assert not (tmp_path / "s").exists()
    with pytest.warns(UnreadableRecordWarning, match=r"letter\.txt holds no study"):
        build([tmp_path / "letter.txt", zipped(tmp_path / "a.zip", studies(2))], tmp_path / "s", TODAY, jobs=1)
    assert read_manifest(tmp_path / "s").drift == {"no study could be read in letter.txt": 1}


def test_halves_of_surrogate_pairs_and_strange_numbers_are_stored(tmp_path: Path) -> None:
    raw = study(condition="Stroke \udc00", title="Half \ud800 a title of mesenchymal stem cells")
    raw["protocolSection"]["designModule"]["enrollmentInfo"]["count"] = 10**30
    raw["derivedSection"]["miscInfoModule"]["versionHolder"] = "last week"
    path = made(tmp_path, [raw])
    snapshot.build([raw], tmp_path / "s.gz", TODAY)
    found = [answer("stroke", source=source) for source in (path, tmp_path / "s.gz")]
    assert found[0].counts == found[1].counts
    assert all("NCT90000001" in {t.assessment.nct_id for t in one.trials} for one in found)
    assert show("NCT90000001", source=path).trial is not None
    assert found[0].provenance.data_timestamp == ""


def test_a_number_that_is_both_an_old_and_a_present_one_is_the_present_one(tmp_path: Path) -> None:
    old, new = study("NCT90000001"), study("NCT90000002")
    new["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT90000001", "NCT90000003"]
    path = made(tmp_path, [old, new])
    assert show("NCT90000001", source=path).assessment.nct_id == "NCT90000001"
    assert show("NCT90000003", source=path).assessment.nct_id == "NCT90000002"


def test_an_archive_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = zipped(tmp_path / "a.zip", studies(5))
    sound = building.rows_of

    def rows_of(items: Any) -> Any:
        zipped(archive, studies(8))
        return sound(items)

    with monkeypatch.context() as patched:
        patched.setattr(building, "rows_of", rows_of)
        with pytest.raises(SnapshotError, match="changed while it was read"):
            build([archive], tmp_path / "s", TODAY, jobs=1)
    assert build([archive], tmp_path / "s", TODAY, jobs=1).trials == 8


def test_a_store_kept_under_a_name_of_its_own_stays(tmp_path: Path) -> None:
    kept = made(tmp_path, studies(2), "registry.old")
    for count in (3, 4):
        made(tmp_path, studies(count))
        assert read_manifest(kept).trials == 2


def test_places_a_store_cannot_take_are_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "here").mkdir()
    source = zipped(tmp_path / "in" / "a.zip", studies(2)).parent
    monkeypatch.chdir(tmp_path / "here")
    read = counted_reads(monkeypatch)
    for target in (Path("."), Path("/"), source / "store"):
        with pytest.raises(QueryError) as caught:
            build([source], target, TODAY, jobs=1)
        assert caught.value.hint
    monkeypatch.setattr(building.os.path, "ismount", lambda path: path == tmp_path / "disk")
    (tmp_path / "disk").mkdir()
    with pytest.raises(QueryError, match="replaced"):
        build([source], tmp_path / "disk", TODAY, jobs=1)
    for jobs in (0, -1, 62):
        with pytest.raises(QueryError, match="processes"):
            build([source], tmp_path / "s", TODAY, jobs=jobs)
    assert not read
    for path in (Path("/"), Path(".")):
        with pytest.raises(SnapshotError, match="not a store"):
            read_manifest(path)


def test_paths_may_be_text_and_the_day_must_be_one(tmp_path: Path) -> None:
    archive = str(zipped(tmp_path / "a.zip", studies(2)))
    for made_of in (lambda: build([archive], tmp_path / "s", "today"), lambda: snapshot.build([], tmp_path / "s", "")):
        with pytest.raises(QueryError, match="not a date"):
            made_of()
    assert build([archive, archive], str(tmp_path / "s"), TODAY, jobs=1).read == 2
    assert answer("stroke", source=str(tmp_path / "s")).provenance.retrieved_at == TODAY


def test_a_kill_between_the_last_two_steps_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, studies(2))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", renamed_once())
        with pytest.raises(KeyboardInterrupt):
            made(tmp_path, studies(3))
    assert not path.exists()
    read = counted_reads(monkeypatch)
    build([tmp_path / "registry.zip"], path, TODAY, jobs=1)
    assert read_manifest(path).trials == 3
    assert not read
    assert sorted(p.name for p in tmp_path.iterdir()) == ["registry", "registry.zip"]


def renamed_once() -> Callable[[Path, Path], Path]:
    """``Path.rename`` that works once and is then interrupted."""
    sound, done = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return sound(path, target)

    return rename


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "s").symlink_to(tmp_path / "disk")
    archive = zipped(tmp_path / "a.zip", studies(2))
    for _ in range(2):
        assert build([archive], tmp_path / "s", TODAY, jobs=1).trials == 2
        assert (tmp_path / "s").is_symlink()
    assert read_manifest(tmp_path / "disk").trials == 2


@pytest.mark.parametrize("damage", ["no index", "cut", "other rows", "older", "edited"])
def test_making_a_damaged_store_again_mends_it(tmp_path: Path, damage: str) -> None:
    path = made(tmp_path, studies(5))
    head = json.loads((path / manifest.FILE).read_bytes())
    if damage == "no index":
        (path / INDEX).unlink()
    elif damage == "cut":
        (path / INDEX).write_bytes((path / INDEX).read_bytes()[:-5000])
    elif damage == "other rows":
        with closing(sqlite3.connect(path / INDEX)) as db, db:
            db.execute("DELETE FROM trials WHERE number = 90000001")
    else:
        changed = {"format": 0} if damage == "older" else {"typical": 5}
        (path / manifest.FILE).write_text(json.dumps(head | changed))
    build([tmp_path / "registry.zip"], path, TODAY, jobs=1)
    assert read_manifest(path).trials == 5
    assert contents(path) == contents(made(tmp_path, studies(5), "other"))


def test_a_damaged_unfinished_store_is_named_with_what_to_do(tmp_path: Path) -> None:
    unfinished(tmp_path / "s").mkdir()
    (unfinished(tmp_path / "s") / INDEX).write_bytes(b"no database, but long enough to be one" * 50)
    with pytest.raises(SnapshotError, match="damaged") as caught:
        build([zipped(tmp_path / "a.zip", studies(2))], tmp_path / "s", TODAY, jobs=1)
    assert f"Remove the folder {unfinished(tmp_path / 's')}" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (manifest.FILE, b"{}"),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": 99}'),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": 1, "more": 1}'),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": 1, "typical": "soon"}'),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": 1, "trials": -1}'),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": true}'),
        (manifest.FILE, b'{"kind": "msc-trials store", "format": 0}'),
        (INDEX, b"no database, but long enough to be looked at as one" * 20),
        (INDEX, b""),
    ],
)
def test_a_damaged_store_is_refused_with_a_hint(tmp_path: Path, name: str, data: bytes) -> None:
    path = made(tmp_path, studies(2))
    (path / name).write_bytes(data)
    with pytest.raises(SnapshotError) as caught:
        answer("stroke", source=path)
    assert caught.value.hint


def test_folders_made_for_a_store_that_cannot_be_made_go_again(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="No study could be read"):
        build([zipped(tmp_path / "empty.zip", [])], tmp_path / "new" / "deep" / "s", TODAY, jobs=1)
    assert [p.name for p in tmp_path.iterdir()] == ["empty.zip"]
    (tmp_path / "mine").mkdir()
    with pytest.raises(SnapshotError, match="No study could be read"):
        build([tmp_path / "empty.zip"], tmp_path / "mine" / "deep" / "s", TODAY, jobs=1)
    assert (tmp_path / "mine").is_dir()
    assert not list((tmp_path / "mine").iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["manifest.json", INDEX])
def test_a_pipe_in_a_store_is_not_waited_for(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, studies(2))
    (path / name).unlink()
    os.mkfifo(path / name)
    with pytest.raises(SnapshotError):
        answer("stroke", source=path)


@pytest.mark.parametrize("line", [b"\n", b"\x0c", b"a\tb\tc\td\n"])
def test_a_snapshot_file_that_unpacks_without_end_is_refused(tmp_path: Path, line: bytes) -> None:
    head = json.dumps({"format": 1, "trials": 1}).encode() + b"\n"
    (tmp_path / "s.gz").write_bytes(gzip.compress(head + line * (30_000_000 // len(line))))
    with pytest.raises(SnapshotError, match="more than any snapshot has"):
        snapshot.load(tmp_path / "s.gz")
