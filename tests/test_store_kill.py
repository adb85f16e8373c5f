"""Kill the making of a store at random moments and run it again: nothing is lost, nothing doubled, nobody left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from msc_trials.cli import stores
from msc_trials.local.manifest import read_manifest, unfinished
from msc_trials.local.store import building
from msc_trials.local.store.building import build
from tests.test_store import TODAY, contents, made, studies, zipped

ROOT = Path(__file__).parents[1]
_CHILD = """
import sys
from pathlib import Path
from msc_trials.local import archives
from msc_trials.local.store.building import build
archives._MOST = 2
def tell(*how_far): print(*how_far, flush=True)
if __name__ == "__main__":
    build([Path(sys.argv[1])], Path(sys.argv[2]), "2026-11-25", jobs=int(sys.argv[3]), progress=tell)
"""


def start(archive: Path, store: Path, jobs: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _CHILD, str(archive), str(store), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def kill_after(child: subprocess.Popen[str], lines: int, seconds: float) -> None:
    assert child.stdout is not None
    for _ in range(lines):
        child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    child.communicate()


def test_a_killed_making_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rng = random.Random(1)
    archive, store = zipped(tmp_path / "a.zip", studies()), tmp_path / "s"
    for _ in range(2):
        kill_after(start(archive, store, 1), rng.randint(1, 9), rng.uniform(0, 0.01))
        assert store.exists() != unfinished(store).exists(), "whole under its name, or not there under it"
    build([archive], store, TODAY, jobs=1)
    manifest = read_manifest(store)
    assert (manifest.read, manifest.trials, manifest.unreadable) == (40, 40, 0)
    assert contents(store) == contents(made(tmp_path, name="other"))


def test_a_request_to_end_is_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ends(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(building, "build", ends)
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        stores._build_store((tmp_path,), tmp_path / "s", TODAY, 1)
    assert signal.getsignal(signal.SIGTERM) is before
    assert capsys.readouterr().err == "Stopped. The same command goes on from here.\n"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_workers_do_not_outlive_a_killed_making(tmp_path: Path) -> None:
    child = start(zipped(tmp_path / "a.zip", studies()), tmp_path / "s", 2)
    assert child.stdout is not None
    for _ in range(2):
        child.stdout.readline()
    workers = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    assert workers
    child.kill()
    child.communicate()
    end = time.monotonic() + 10
    while any(is_running(pid) for pid in workers):
        assert time.monotonic() < end, "workers are still there"
        time.sleep(0.02)


def is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, ValueError):
        return False
