"""Reading archives of any size: the same documents as ``zipfile`` and ``gzip`` give, and what happens to damaged ones."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import SnapshotError
from msc_trials.local import archives, zips
from msc_trials.local.archives import FileSource, Source, ZipSource, sources_of, studies
from msc_trials.local.zips import Packed, unpack
from msc_trials.registry import result_set


class Pipe(io.RawIOBase):
    """A place that cannot go back: archives written to it give sizes after the data, as streaming servers do."""

    def __init__(self, path: Path) -> None:
        self._out = path.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._out.write(data)

    def close(self) -> None:
        self._out.close()
        super().close()


def zipped(path: Path, count: int = 5, method: int = zipfile.ZIP_DEFLATED, *, comment: bytes = b"") -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for i in range(count):
            archive.writestr(f"NCT{i:08d}.json", json.dumps({"number": i, "filler": "x" * 50}))
        archive.writestr("readme.txt", "not a study")
        archive.comment = comment
    return path


def numbers(path: Path) -> list[int | None]:
    return [raw["number"] if raw else None for raw in studies([path])]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_members_are_those_zipfile_reads(tmp_path: Path, method: int) -> None:
    path = zipped(tmp_path / "a.zip", 450, method, comment=b"made up")
    with zipfile.ZipFile(path) as archive:
        expected = [archive.read(name) for name in archive.namelist() if name.endswith(".json")]
    assert [unpack(item) for item, _ in zips.members(path)] == expected


def test_an_archive_written_as_a_stream(tmp_path: Path) -> None:
    with Pipe(tmp_path / "a.zip") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", '{"number": 7}')
    assert numbers(tmp_path / "a.zip") == [7]


def test_bytes_before_the_archive_and_an_archive_of_more_than_65535_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", data, end + 12)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 6, 6, size, start)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(b"#!/bin/sh made up\n" + data[:end] + wide + place + full)
    assert numbers(path) == [0, 1, 2, 3, 4]


def test_a_member_far_into_a_large_archive() -> None:
    field = struct.pack("<2H2Q", 1, 16, 5_000_000_000, 6_000_000_000)
    assert zips._sizes((10, 0xFFFFFFFF, 0xFFFFFFFF), b"\7\0\1\0x" + field) == (10, 5_000_000_000, 6_000_000_000)


def test_reading_goes_on_from_any_place(tmp_path: Path) -> None:
    for source in (
        ZipSource(zipped(tmp_path / "a.zip", 30)),
        lines(tmp_path / "a.jsonl.gz", 30),
        lines(tmp_path / "a.jsonl", 30),
    ):
        places = [place for _, place, _ in source.documents(0)]
        rest = [archives.studies_in(item)[0]["number"] for item, _, _ in source.documents(places[11])]
        assert rest == list(range(12, 30))


def lines(path: Path, count: int) -> Source:
    text = "".join(json.dumps({"number": i}) + "\n\n" for i in range(count)).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return Source(path)


def test_batches_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "a.jsonl", 1000)
    assert max(len(batch.items) for batch in source.batches()) <= archives._MOST
    monkeypatch.setattr(archives, "_ENOUGH", 100)
    assert max(sum(len(i.data) for i in batch.items) for batch in source.batches()) < 100 + 20
    assert [b.done for b in source.batches()][-1] == source.length - len(b"\n")


def test_a_damaged_member_is_one_unreadable_study(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b'{"number": 2', b'{"number": 9', 1))
    assert numbers(path) == [0, 1, None, 3, 4]


def test_a_member_that_unpacks_without_end_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "LARGEST", 1000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", json.dumps({"filler": "0" * 100_000}))
    assert list(studies([tmp_path / "a.zip"])) == [None]


def test_a_line_without_end_is_unreadable_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 100)
    (tmp_path / "a.jsonl").write_text('{"number": 1}\n' + "[" * 5_000 + '\n{"number": 2}\n')
    assert numbers(tmp_path / "a.jsonl") == [1, None, 2]


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_zip_is_refused(tmp_path: Path, keep: float) -> None:
    path = zipped(tmp_path / "a.zip", 50)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(SnapshotError) as caught:
        list(studies([path]))
    assert caught.value.hint


def test_a_zip_that_lacks_its_beginning_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", 50)
    path.write_bytes(path.read_bytes()[1000:])
    with pytest.raises(SnapshotError, match="cut"):
        list(studies([path]))


def test_what_stands_before_the_cut_of_a_gzip_file_is_handed_over(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl.gz", 20_000)
    data = source.path.read_bytes()
    source.path.write_bytes(data[: len(data) // 2])
    read = []
    batches = source.batches()
    with pytest.raises(SnapshotError, match="cannot be read on"):
        read.extend(archives.studies_in(item)[0]["number"] for batch in batches for item in batch.items)
    assert read == list(range(len(read)))
    assert len(read) > 5_000


def test_a_folder_of_anything(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "b.json").write_text('{"studies": [{"number": 1}, {"number": 2}]}')
    (tmp_path / "a.json").write_text('[{"number": 0}]')
    (tmp_path / "c.json").write_text("no JSON")
    (tmp_path / ".hidden.json").write_text("{}")
    zipped(tmp_path / "d.zip", 1)
    lines(tmp_path / "e.jsonl.gz", 1)
    assert [type(s) for s in sources_of([tmp_path])] == [FileSource, ZipSource, Source]
    assert numbers(tmp_path) == [0, None, 1, 2, 0, 0]
    before = FileSource(tmp_path).identity
    (tmp_path / "c.json").write_text('{"number": 3}')
    assert FileSource(tmp_path).identity != before


def test_a_folder_without_studies_and_a_path_to_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "nothing"):
        with pytest.raises(SnapshotError):
            list(sources_of([path]))


def test_nothing_is_not_a_document() -> None:
    with pytest.raises(ValueError, match="empty"):
        unpack(Packed(b""))


def test_names_in_capital_letters_are_names_of_json_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("NCT00000001.JSON", '{"number": 1}')
    assert numbers(tmp_path / "a.zip") == [1]


@pytest.mark.parametrize("which", ["folder", "a.json", "b.zip", "c.jsonl.gz"])
def test_what_may_not_be_read_is_named_and_not_passed_over(
    tmp_path: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.json").write_text('{"number": 0}')
    zipped(tmp_path / "b.zip", 1)
    lines(tmp_path / "c.jsonl.gz", 1)
    closed = str(tmp_path / which)
    walk, opened = os.scandir, Path.open

    def refuse(path: object, sound: Any, *rest: Any, **more: Any) -> Any:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return sound(path, *rest, **more)

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path, walk))
    monkeypatch.setattr(Path, "open", lambda path, *rest, **more: refuse(path, opened, *rest, **more))
    with pytest.raises(SnapshotError, match=f"{which} cannot be read: Permission denied") as caught:
        numbers(tmp_path)
    assert caught.value.hint


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_file_names_may_be_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.json")).write_text('{"number": 1}')
    (found,) = archives.described(sources_of([tmp_path]))
    assert found == str(tmp_path)
    (named,) = archives.described(sources_of([tmp_path / os.fsdecode(b"\xff.json")]))
    assert named.encode().endswith(b"\\xff.json")
    assert numbers(tmp_path) == [1]


def _directory_entry(data: bytes, number: int) -> int:
    place = -1
    for _ in range(number + 1):
        place = data.index(b"PK\1\2", place + 1)
    return place


def test_a_member_that_lies_nowhere_is_one_unreadable_study(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", 3)
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, _directory_entry(data, 1) + 42, 0xFFFF_FFF0)
    path.write_bytes(data)
    assert numbers(path) == [0, None, 2]


@pytest.mark.parametrize("offset", [2**62, 2**63, 2**64 - 1])
def test_a_member_with_an_offset_of_64_bits_that_lies_nowhere_is_unreadable(tmp_path: Path, offset: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("a.json")
        archive.writestr(info, '{"number": 1}')
        info.extra = b"XX\x08\x00" + b"\0" * 8  # room in the directory, filled below
    data = bytearray((tmp_path / "a.zip").read_bytes())
    entry = _directory_entry(data, 0)
    struct.pack_into("<L", data, entry + 42, 0xFFFFFFFF)
    struct.pack_into("<2HQ", data, entry + 46 + len("a.json"), 1, 8, offset)
    (tmp_path / "a.zip").write_bytes(data)
    assert list(studies([tmp_path / "a.zip"])) == [None]


def test_the_end_of_a_large_archive_may_be_longer_than_usual(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", data, end + 12)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44 + 10, 45, 45, 0, 0, 6, 6, size, start) + b"more bytes"
    place = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(data[:end] + wide + place + full)
    assert numbers(path) == [0, 1, 2, 3, 4]


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    """The same bytes named a thousand times: a small archive that is large when unpacked."""
    path = zipped(tmp_path / "a.zip", 1, zipfile.ZIP_STORED)
    data = path.read_bytes()
    start = _directory_entry(data, 0)
    entry = data[start : data.index(b"PK\1\2", start + 1)]
    path.write_bytes(
        data[:start] + entry * 1000 + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    )
    with pytest.raises(SnapshotError, match="overlap"):
        list(studies([path]))


@pytest.mark.parametrize("name", ["a.zip", "a.jsonl.gz", "blank.jsonl.gz"])
def test_an_archive_that_unpacks_to_far_more_than_any_registry_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "_SMALL", 100_000)
    path = tmp_path / name
    if name == "a.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(20):
                archive.writestr(f"{number}.json", json.dumps({"filler": "0" * 50_000}))
    else:
        path.write_bytes(gzip.compress(b"\n" * 3_000_000 if "blank" in name else b"[0]\n" * 500_000))
    with pytest.raises(SnapshotError, match="60 times"):
        list(studies([path]))


def test_a_member_longer_than_the_directory_says_is_unreadable(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", 3)
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, _directory_entry(data, 1) + 24, 5)
    path.write_bytes(data)
    assert numbers(path) == [0, None, 2]


def test_a_document_of_too_many_parts_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_set, "_MOST_PARTS", 1000)
    assert archives.studies_in(Packed(b"[" + b"{}," * 2000 + b"0]")) == [None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["a.json", "a.zip", "a.jsonl.gz"])
def test_a_pipe_in_a_folder_is_named_and_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(SnapshotError, match="not a regular file"):
        list(studies([tmp_path]))
