from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import diskcache
import pytest

from msc_trials.errors import CacheError, CacheWarning
from msc_trials.registry import cache
from msc_trials.registry.cache import ResultCache
from msc_trials.registry.cache_files import StoredAnswer, TextDisk, _digest_of
from msc_trials.registry.result_set import digest
from msc_trials.registry.throttle import Throttle
from tests.killing import manifest

ROOT = Path(__file__).parents[1]
KEY = hashlib.sha256(b"a question").hexdigest()


def pages(text: str = "first", count: int = 2) -> tuple[bytes, ...]:
    return tuple(gzip.compress(json.dumps({"studies": [text, i]}).encode(), 1, mtime=0) for i in range(count))


def save(store: ResultCache, text: str = "first", key: str = KEY) -> StoredAnswer:
    packed = pages(text)
    store.save(key, manifest(packed), packed)
    return manifest(packed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(folder: Path) -> Iterator[ResultCache]:
    with ResultCache(folder) as opened:
        yield opened


def database(folder: Path) -> Path:
    return folder / "v1" / "cache.db"


def run_sql(folder: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(database(folder))
    with connection:
        connection.execute(statement, values)
    connection.close()


def test_a_whole_result_set_comes_back(store: ResultCache, folder: Path) -> None:
    assert store.find(KEY) is None
    saved = save(store)
    store.close()
    with ResultCache(folder) as again:
        assert again.find(KEY) == saved
        assert again.load(KEY, saved) == pages()


def test_a_newer_answer_replaces_the_older_one_and_its_bytes(store: ResultCache) -> None:
    old = save(store)
    new = save(store, "second")
    assert store.find(KEY) == new
    assert store.load(KEY, new) == pages("second")
    assert store.load(KEY, old) is None
    assert len(store._cache) == 1 + len(pages())


def test_the_same_content_fetched_again_keeps_its_body(store: ResultCache) -> None:
    save(store)
    packed = pages()
    store.save(KEY, manifest(packed, "2026-11-26T12:00:00+00:00"), packed)
    found = store.find(KEY)
    assert found is not None
    assert store.load(KEY, found) == packed


def test_removing_one_leaves_the_others(store: ResultCache) -> None:
    save(store)
    other = save(store, key="other")
    store.remove(KEY)
    assert store.find(KEY) is None
    assert store.load("other", other) == pages()


def test_derived_bytes(store: ResultCache, folder: Path) -> None:
    assert store.get_derived("facts/1") is None
    store.put_derived({"facts/1": b"\x00facts"})
    assert store.get_derived("facts/1") == b"\x00facts"
    run_sql(folder, "UPDATE Cache SET value = ? WHERE key = 'derived/facts/1'", b"x" * 40)
    with pytest.warns(CacheWarning, match="damaged"):
        assert store.get_derived("facts/1") is None


def test_status_and_clear(store: ResultCache, folder: Path) -> None:
    assert cache.status(folder.with_name("absent")).exists is False
    assert not folder.with_name("absent").exists()
    save(store)
    store.put_derived({"facts": b"x"})
    found = store.status()
    assert (found.entries, found.derived, found.exists) == (1, 1, True)
    assert found.bytes > 0
    assert found.oldest == found.newest == "2026-11-25T12:00:00+00:00"
    assert found.data_timestamps == ("2026-11-20T09:00:04",)
    names = {p.name for p in (folder / "v1").iterdir()}
    assert "cache.db-wal" in names  # open in another process: its side files must go too
    assert cache.clear(folder) >= found.bytes
    assert not folder.exists()
    assert cache.clear(folder) == 0


def test_clear_takes_its_own_files_only(store: ResultCache, folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    left_by_a_killed_clear = folder / "v1.old-0011"
    left_by_a_killed_clear.mkdir()
    (left_by_a_killed_clear / "cache.db").write_bytes(b"x")
    store.close()
    cache.clear(folder)
    assert [p.name for p in folder.iterdir()] == ["notes.txt"]


def test_clear_leaves_the_files_of_a_folder_that_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "api.py").write_text("mine")
    with ResultCache(tmp_path) as store:
        save(store)
    cache.clear(tmp_path)
    assert [path.name for path in (tmp_path / "v1").iterdir()] == ["api.py"]


def test_clear_takes_the_state_of_the_throttle_too(store: ResultCache, folder: Path) -> None:
    save(store)
    store.close()
    Throttle(1.2, "a.registry", folder).reserve(1_800_000_000.0)
    cache.clear(folder)
    assert not folder.exists()


@pytest.mark.parametrize("act", [cache.clear, cache.status])
def test_a_path_no_system_can_have_is_named(act: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="too long"):
        act(tmp_path / ("a" * 300))


def test_an_answer_is_nowhere_on_disk_after_clear(store: ResultCache, folder: Path) -> None:
    saved = save(store)
    store.close()
    assert saved.sha256.encode() in database(folder).read_bytes()
    cache.clear(folder)
    assert not list(folder.parent.rglob("*.db*"))


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_only_the_owner_can_read_it(folder: Path) -> None:
    mask = os.umask(0)
    try:
        with ResultCache(folder) as store:
            save(store)
            modes = {p.name: stat.S_IMODE(p.lstat().st_mode) for p in (folder, *folder.rglob("*"))}
    finally:
        os.umask(mask)
    assert modes == {"cache": 0o700, "v1": 0o700, "cache.db": 0o600, "cache.db-wal": 0o600, "cache.db-shm": 0o600}


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_an_opened_up_cache_is_closed_again(folder: Path) -> None:
    ResultCache(folder).close()
    (folder / "v1").chmod(0o755)
    database(folder).chmod(0o644)
    ResultCache(folder).close()
    assert stat.S_IMODE((folder / "v1").stat().st_mode) == 0o700
    assert stat.S_IMODE(database(folder).stat().st_mode) == 0o600


# --- nothing in it is trusted -----------------------------------------------------------------------------------------


TRAP = Path(tempfile.gettempdir()) / f"msc_trials_trap_{os.getpid()}"


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(TRAP),))


def test_a_planted_pickle_is_refused_not_run(store: ResultCache, folder: Path) -> None:
    """CVE-2025-69872: diskcache's own Disk and its JSONDisk would run this."""
    saved = save(store)
    payload = sqlite3.Binary(pickle.dumps(_Bomb()))
    run_sql(folder, "UPDATE Cache SET mode = 4, value = ?", payload)
    with pytest.warns(CacheWarning, match="refused"):
        assert store.find(KEY) is None
    with pytest.warns(CacheWarning, match="refused"):
        assert store.load(KEY, saved) is None
    run_sql(folder, "UPDATE Cache SET raw = 0, key = ? WHERE rowid = 1", payload)
    with pytest.warns(CacheWarning, match="refused"):
        assert store.status().entries == 0
    assert not TRAP.exists()


def test_that_payload_runs_in_the_usual_disks(tmp_path: Path) -> None:
    """The trap above does spring elsewhere, so the test above means something."""
    for disk in (diskcache.Disk(str(tmp_path)), diskcache.JSONDisk(str(tmp_path))):
        with contextlib.suppress(TypeError):  # JSONDisk fails on the result, after having run it
            disk.fetch(4, None, pickle.dumps(_Bomb()), False)
        assert TRAP.exists()
        TRAP.rmdir()


@pytest.mark.parametrize("mode", [0, 2, 3, 4, 9])
def test_only_plain_rows_are_fetched(tmp_path: Path, mode: int) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("private")
    disk = TextDisk(str(tmp_path / "c"))
    with pytest.raises(CacheError):
        disk.fetch(mode, "../secret.txt", None, False)
    disk.remove("../secret.txt")
    assert secret.read_text() == "private"


def test_only_text_and_bytes_are_stored(tmp_path: Path) -> None:
    disk = TextDisk(str(tmp_path))
    for value in (1, 1.5, None, ["x"], {"a": 1}, bytearray(b"x"), object()):
        with pytest.raises(TypeError):
            disk.store(value, False)
    for key in (1, b"x", ("a",)):
        with pytest.raises(TypeError):
            disk.put(key)
    with pytest.raises(CacheError):
        disk.fetch(1, None, 5, False)
    with pytest.raises(CacheError):
        disk.get(b"x", True)


def test_planted_settings_are_refused(folder: Path) -> None:
    """diskcache sets every row of its Settings table as an attribute, or runs it as a pragma."""
    ResultCache(folder).close()
    run_sql(folder, "INSERT INTO Settings VALUES ('_directory', '/tmp')")
    with pytest.warns(CacheWarning, match="started again"):
        store = ResultCache(folder)
    with store:
        assert save(store) == store.find(KEY)
        assert store._cache.directory == str(folder / "v1")


@pytest.mark.parametrize(
    "value",
    ["", "[]", "{}", "{", "null", '{"lengths": 5}', '{"lengths": [-1]}', b"\xff", b"\x00" * 9, "[" * 100_000],
)
def test_a_damaged_description_is_a_warning_and_a_miss(store: ResultCache, folder: Path, value: str | bytes) -> None:
    save(store)
    run_sql(folder, "UPDATE Cache SET value = ? WHERE key LIKE 'set/%'", value)
    with pytest.warns(CacheWarning, match="damaged"):
        assert store.find(KEY) is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert store.find(KEY) is None  # said once, then forgotten
    saved = save(store)
    assert store.load(KEY, saved) == pages()


def test_a_manifest_of_the_wrong_types_is_damaged(store: ResultCache, folder: Path) -> None:
    for name, wrong in [
        ("total", "5"),
        ("fetched_at", "2026-11-25"),
        ("fetched_at", "soon"),
        ("api_version", 7),
        ("sha256", None),
    ]:
        text = json.dumps({**asdict(manifest(pages())), name: wrong})
        save(store)
        run_sql(folder, "UPDATE Cache SET value = ? WHERE key LIKE 'set/%'", _digest_of(text) + text)
        with pytest.warns(CacheWarning, match="damaged"):
            assert store.find(KEY) is None


def test_an_answer_stored_by_an_older_version_is_still_read(store: ResultCache, folder: Path) -> None:
    saved = save(store)
    stored = str(next(value for value in map(store._cache.get, store._cache) if "total" in str(value)))
    text = json.dumps({**json.loads(stored[64:]), "query": "knees", "url": "https://example.org"})
    run_sql(folder, "UPDATE Cache SET value = ? WHERE key LIKE 'set/%'", _digest_of(text) + text)
    assert store.find(KEY) == saved


@pytest.mark.parametrize(("written", "flipped"), [("2026-11-25", "2026-11-27"), ('"total": 2', '"total": 3')])
def test_a_flipped_bit_in_a_description_is_noticed(
    store: ResultCache, folder: Path, written: str, flipped: str
) -> None:
    save(store)
    run_sql(folder, "UPDATE Cache SET value = replace(value, ?, ?) WHERE key LIKE 'set/%'", written, flipped)
    with pytest.warns(CacheWarning, match="damaged"):
        assert store.find(KEY) is None


def test_an_answer_too_large_to_be_stored_is_named_and_the_older_one_stays(
    store: ResultCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(store)
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    packed = (os.urandom(600), os.urandom(600))
    with pytest.raises(CacheError, match="1,200 bytes and is too large to be stored"):
        store.save(KEY, manifest(packed), packed)
    assert store.load(KEY, saved) == pages()


def test_the_limit_of_size_is_that_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cache.SETTINGS, "size_limit", 4_000_000)
    with ResultCache(folder) as store:
        for number in range(30):
            packed = (os.urandom(300_000),)
            store.save(f"key{number}", manifest(packed), packed)
        kept = [number for number in range(30) if (m := store.find(f"key{number}")) and store.load(f"key{number}", m)]
    assert 2_000_000 < database(folder).stat().st_size < 4_500_000
    assert kept == list(range(kept[0], 30)), "the longest stored go first"
    assert len(kept) >= 6


@pytest.mark.parametrize("value", [b"", b"short", "text", b"\x1f\x8b" + b"\x00" * 500])
def test_a_damaged_body_is_a_warning_and_a_miss(store: ResultCache, folder: Path, value: bytes | str) -> None:
    saved = save(store)
    run_sql(folder, "UPDATE Cache SET value = ? WHERE key LIKE 'body/%'", value)
    with pytest.warns(CacheWarning, match="digest"):
        assert store.load(KEY, saved) is None
    assert store.find(KEY) is None


def test_an_evicted_body_is_a_plain_miss(store: ResultCache, folder: Path) -> None:
    saved = save(store)
    run_sql(folder, "DELETE FROM Cache WHERE key LIKE 'body/%'")
    assert store.load(KEY, saved) is None


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty", "flipped"])
def test_a_damaged_database_is_started_anew(folder: Path, damage: str) -> None:
    with ResultCache(folder) as store:
        save(store)
    path = database(folder)
    whole = path.read_bytes()
    harmed = {
        "garbage": b"not a database " * 1000,
        "truncated": whole[: len(whole) // 2],
        "empty": b"",
        "flipped": whole[:4096] + bytes(b ^ 0xFF for b in whole[4096:]),
    }[damage]
    path.write_bytes(harmed)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with ResultCache(folder) as store:
            assert store.find(KEY) is None
            saved = save(store)
            assert store.load(KEY, saved) == pages()
        with ResultCache(folder) as store:
            assert store.load(KEY, saved) == pages()
    assert all(w.category is CacheWarning for w in caught)
    assert caught or damage == "empty"


# --- folders that cannot be used --------------------------------------------------------------------------------------


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "cache"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheError, match="link"):
        ResultCache(link)
    inner = tmp_path / "real"
    inner.mkdir()
    (inner / "v1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheError, match="link"):
        ResultCache(inner)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_linked_database_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "cache" / "v1"
    home.mkdir(parents=True)
    target = tmp_path / "precious.db"
    target.write_bytes(b"precious")
    (home / "cache.db").symlink_to(target)
    with pytest.raises(CacheError):
        ResultCache(tmp_path / "cache")
    assert target.read_bytes() == b"precious"


def test_clear_does_not_follow_links(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("x")
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "v1").symlink_to(precious)
    cache.clear(folder)
    assert (precious / "file").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("x")
    with pytest.raises(CacheError) as caught:
        ResultCache(tmp_path / "cache")
    assert caught.value.hint


def test_a_strangers_folder_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(CacheError, match="another user"):
        ResultCache(folder)


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
@pytest.mark.parametrize("made_before", [True, False])
def test_a_read_only_folder_is_refused(folder: Path, made_before: bool) -> None:
    folder.mkdir()
    if made_before:
        ResultCache(folder).close()
        database(folder).chmod(0o400)
        (folder / "v1").chmod(0o500)
    folder.chmod(0o500)
    code = f"""
import os, sys
from pathlib import Path
from msc_trials.registry.cache import ResultCache
from msc_trials.errors import CacheError
folder = Path({str(folder)!r})
if os.geteuid() == 0:  # modes do not bind the superuser
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    for parent in folder.parents:
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o005 and "pytest" in str(parent):
            parent.chmod(0o755)
    os.setgid(65534); os.setuid(65534)
try:
    ResultCache(folder)
except CacheError as error:
    print("refused:", error)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("refused:"), done.stderr


def test_a_full_disk_loses_nothing_that_was_stored(store: ResultCache) -> None:
    saved = save(store)
    store._cache._sql("PRAGMA max_page_count = 10")
    packed = (os.urandom(500_000),)
    with pytest.raises(CacheError, match="full") as caught:
        store.save(KEY, manifest(packed), packed)
    assert "complete" in (caught.value.hint or "")
    assert store.find(KEY) == saved
    assert store.load(KEY, saved) == pages()


def test_a_locked_database_is_an_error_not_a_hang(folder: Path) -> None:
    with ResultCache(folder, lock_timeout=0.05) as store:
        saved = save(store)
        holder = sqlite3.connect(database(folder), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(CacheError, match="Timeout"):
            save(store, "second")
        assert store.load(KEY, saved) == pages()  # reading goes on
        holder.execute("ROLLBACK")
        holder.close()
        save(store, "second")


def test_opening_a_locked_database_is_an_error_not_a_minute_of_waiting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ResultCache(folder) as store:
        save(store)
    holder = sqlite3.connect(database(folder), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("diskcache.Cache", None)  # its own patience is a minute: it is not reached
    with pytest.raises(CacheError, match="locked"):
        ResultCache(folder, lock_timeout=0.05)
    holder.close()


# --- more than one process --------------------------------------------------------------------------------------------


def test_threads_with_stores_of_their_own(folder: Path) -> None:
    problems: list[BaseException] = []

    def work(name: str) -> None:
        try:
            with ResultCache(folder) as store:
                for i in range(10):
                    save(store, f"{name} {i}")
                    found = store.find(KEY)
                    assert found is not None
                    loaded = store.load(KEY, found)
                    assert loaded is None or digest(loaded) == found.sha256
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(str(i),)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
