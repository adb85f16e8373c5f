"""A question asked by many threads or processes at once is put to the registry once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from msc_trials.errors import StaleDataWarning, TransportError
from msc_trials.registry.client import Client
from tests.emulator import Emulator
from tests.helpers import Ask, Clock, client

ROOT = Path(__file__).parents[1]
_CHILD = """
import sys
from msc_trials.registry.client import Client
from tests.helpers import Ask
with Client(api_url=sys.argv[1], cache_dir=sys.argv[2]) as asked:
    print(len(asked.fetch(Ask()).studies))
"""


def test_two_hundred_threads_ask_once(emulator: Emulator, tmp_path: Path) -> None:
    emulator.trouble("slow:0.3")
    start = threading.Barrier(200, timeout=60)

    def ask(_: int) -> int:
        start.wait()
        return len(asked.fetch(Ask()).studies)

    with Client(api_url=emulator.url, cache_dir=tmp_path / "cache") as asked, ThreadPoolExecutor(200) as pool:
        assert list(pool.map(ask, range(200))) == [5] * 200
    assert sorted(emulator.paths) == ["/studies", "/version"]


def test_threads_ask_once_where_no_study_answers(tmp_path: Path) -> None:
    with Emulator(0) as server, client(server, tmp_path / "cache") as asked, ThreadPoolExecutor(20) as pool:
        server.trouble("slow:0.3")
        assert list(pool.map(lambda _: len(asked.fetch(Ask())), range(20))) == [0] * 20
        assert sorted(server.paths) == [
            "/studies",
            "/studies",
            "/version",
        ]  # no study says of which day the first page was


def test_processes_ask_once(emulator: Emulator, tmp_path: Path) -> None:
    emulator.trouble("slow:3")
    command = [sys.executable, "-c", _CHILD, emulator.url, str(tmp_path / "cache")]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ) for _ in range(6)]
    assert [child.communicate()[0].strip() for child in children] == [b"5"] * 6
    assert sorted(emulator.paths) == ["/studies", "/version"]


def test_an_old_answer_is_given_while_another_asks_for_a_newer_one(emulator: Emulator, tmp_path: Path) -> None:
    clock = Clock()
    with client(emulator, tmp_path / "cache", clock) as asked:
        asked.fetch(Ask())
        clock.pass_hours(30)
        assert asked.cache is not None
        with asked.cache.asking(asked._key(Ask().key()), 0) as held:
            assert held
            with pytest.warns(StaleDataWarning, match="another program of yours is asking"):
                assert asked.fetch(Ask()).provenance.stale
        assert not asked.fetch(Ask()).provenance.stale


def test_who_waited_for_a_program_that_hangs_does_not_blame_the_registry(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path / "cache", max_time=1) as asked:
        assert asked.cache is not None
        with (
            asked.cache.asking(asked._key(Ask().key()), 0),
            pytest.raises(TransportError, match="Another program or thread of yours"),
        ):
            asked.fetch(Ask())
    assert emulator.paths == []


def test_different_questions_do_not_wait_for_each_other(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path / "cache") as asked:
        assert asked.cache is not None
        with asked.cache.asking(asked._key(Ask("other").key()), 0):
            assert len(asked.fetch(Ask()).studies) == 5


def test_several_questions_of_several_programs_are_asked_once(emulator: Emulator, tmp_path: Path) -> None:
    """``fetch_ahead`` leaves to another program what that asks already."""
    emulator.trouble("slow:1*")
    questions = [Ask(f'"condition {n}"') for n in range(3)]

    def ask(_: int) -> list[int]:
        with Client(api_url=emulator.url, cache_dir=tmp_path / "cache", min_interval=0) as asked:
            asked.fetch_ahead(questions)
            return [len(asked.fetch(question).studies) for question in questions]

    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(ask, range(5))) == [[5] * 3] * 5
    assert sum(path == "/studies" for path in emulator.paths) == 3
