"""``-o`` writes where asked, like any Unix tool: devices, pipes and links survive, mode and owner are kept."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from msc_trials.registry.files import write_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="devices, pipes and modes are those of Unix")
COMMAND = [sys.executable, "-m", "msc_trials", "products", "ryoncil", "--json"]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, check=False, cwd=Path(__file__).parents[1]
    )


def test_a_device_is_written_and_stays_a_device(tmp_path: Path) -> None:
    link = tmp_path / "nothing"
    link.symlink_to("/dev/null")
    write_file(link, b"text")
    assert link.is_symlink()
    assert stat.S_ISCHR(link.stat().st_mode)


def test_a_pipe_with_a_name_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"text")
    reader.join(10)
    assert got == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert (link.is_symlink(), target.read_text()) == (True, "new")


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "report"
    path.write_text("old")
    path.chmod(mode)
    write_file(path, b"new")
    assert (stat.S_IMODE(path.stat().st_mode), path.read_text()) == (mode, "new")


def test_a_new_file_gets_the_mode_of_the_process_and_the_mask_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o027)
    try:
        monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the mask is of the whole process"))
        write_file(tmp_path / "new", b"new")
        monkeypatch.undo()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_file_with_two_names_keeps_both(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old")
    (tmp_path / "two").hardlink_to(tmp_path / "one")
    write_file(tmp_path / "one", b"new")
    assert (tmp_path / "two").read_text() == "new"


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("report", "old")]


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_has_several_names(name: str, tmp_path: Path) -> None:
    plain, named = run(), run("-o", name)
    assert (named.returncode, named.stdout) == (0, plain.stdout)
    assert plain.stdout
    assert not (Path(__file__).parents[1] / "-").exists()


def test_a_process_substitution_gets_the_output() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader:
        subprocess.run(
            [*COMMAND, "-o", f"/dev/fd/{write}"], pass_fds=[write], check=True, cwd=Path(__file__).parents[1]
        )
        os.close(write)
        assert reader.read().startswith(b"[")


@pytest.mark.parametrize("name", ["nul\0", "a" * 300, "missing/folder/file", "."])
def test_a_place_that_cannot_be_written_is_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from msc_trials.cli.app import main

    with pytest.raises(SystemExit) as ended:
        main(["products", "--json", "-o", str(tmp_path / name)])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert "unexpected" not in told
    assert len(told.strip().splitlines()) <= 4
