"""The rate of requests is kept by all processes together, and no lock outlives its holder or a fork."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from msc_trials.cli.app import cli
from msc_trials.registry.files import locked
from msc_trials.registry.throttle import BURST, Throttle
from tests.emulator import Emulator

T0 = 1_800_000_000.0


def test_a_burst_then_a_distance(tmp_path: Path) -> None:
    throttle = Throttle(1.2, "a.registry", tmp_path)
    waits = [throttle.reserve(T0) for _ in range(BURST + 3)]
    assert waits == [0.0] * BURST + [pytest.approx(1.2 * n) for n in (1, 2, 3)]
    assert throttle.reserve(T0 + 3600) == 0.0


def test_two_processes_share_one_rate_and_two_hosts_do_not(tmp_path: Path) -> None:
    first, second = Throttle(1.2, "a.registry", tmp_path), Throttle(1.2, "a.registry", tmp_path)
    assert [t.reserve(T0) for t in (first, second, first, second, first)] == [0.0] * 5
    assert second.reserve(T0) == pytest.approx(1.2)
    assert Throttle(1.2, "b.registry", tmp_path).reserve(T0) == 0.0


def test_where_nothing_can_be_written_each_process_keeps_its_own_rate_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    throttle = Throttle(1.2, "a.registry", tmp_path / "file")
    with caplog.at_level("INFO"):
        assert [throttle.reserve(T0) for _ in range(BURST + 1)] == [0.0] * BURST + [pytest.approx(1.2)]
        Throttle(1.2, "a.registry")
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "Requests are spaced for this process only"
    ] * 2


@pytest.mark.parametrize("options", [["-v"], []])
def test_the_command_line_says_so_when_asked(options: list[str], emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    environ = {"MSC_TRIALS_API_URL": emulator.url, "MSC_TRIALS_CACHE_DIR": str(tmp_path / "file")}
    done = CliRunner().invoke(cli, [*options, "answer", "stroke"], env=environ)
    assert done.exit_code == 0, done.output
    assert ("Requests are spaced for this process only" in done.stderr) is bool(options)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"at": "x"}', '{"left": -1e300}', '{"at": NaN, "left": NaN}', '{"at": 1e11}']
)
def test_a_planted_state_cannot_stop_anybody(tmp_path: Path, text: str) -> None:
    throttle = Throttle(1.2, "a.registry", tmp_path)
    throttle.reserve(T0)
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    throttle.reserve(T0)
    assert throttle.reserve(T0 + 600) <= 0.001


def test_many_threads_take_a_turn_each(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        waits = sorted(pool.map(lambda _: Throttle(1.2, "a.registry", tmp_path).reserve(T0), range(40)))
    assert waits == [pytest.approx(max(0.0, 1.2 * (n - BURST + 1))) for n in range(40)]


def test_a_lock_is_free_when_its_holder_dies(tmp_path: Path) -> None:
    code = "import sys, time\nfrom pathlib import Path\nfrom msc_trials.registry.files import locked\n"
    code += "with locked(Path(sys.argv[1]), 1):\n    print('held', flush=True)\n    time.sleep(60)\n"
    root = Path(__file__).parents[1]
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE, cwd=root)
    assert child.stdout is not None
    child.stdout.readline()
    with locked(tmp_path / "lock", 0) as held:
        assert not held
    child.kill()
    child.communicate()
    with locked(tmp_path / "lock", 5) as held:
        assert held


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_a_thread_holds_or_waits_is_no_deadlock(tmp_path: Path) -> None:
    throttle, stop = Throttle(0.0001, "a.registry", tmp_path), threading.Event()

    def busy() -> None:
        while not stop.is_set():
            throttle.reserve(time.time())

    threads = [threading.Thread(target=busy) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                throttle.reserve(time.time())
                os._exit(0)
            deadline = time.monotonic() + 20
            while os.waitpid(child, os.WNOHANG) == (0, 0):
                assert time.monotonic() < deadline, "the forked process waits for ever"
                time.sleep(0.005)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_two_threads_find_together_that_the_folder_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk two requests of one question find at the same moment that the bucket cannot be written; both go on."""
    throttle, both = Throttle(1.2, "a.registry", tmp_path), threading.Barrier(2, timeout=10)

    def full(*_args: object, **_more: object) -> int:
        raise OSError(28, "No space left on device")

    def together(*_args: object) -> contextlib.nullcontext[None]:
        both.wait()
        return contextlib.nullcontext()

    monkeypatch.setattr("msc_trials.registry.throttle.locked", together)
    monkeypatch.setattr(Path, "write_text", full)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(throttle.reserve, [T0, T0])) == [0.0, 0.0]
