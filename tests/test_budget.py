"""One question waits for the registry no longer than it may, whatever that takes; what is incomplete is never shown as complete."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from msc_trials.errors import ResponseError, StaleDataWarning, TransportError
from msc_trials.output.answer_markdown import answer_markdown_end
from msc_trials.output.terminal import answer_text
from msc_trials.registry.client import Client
from msc_trials.registry.query import Query
from msc_trials.registry.throttle import Budget, Throttle
from msc_trials.service.answer import answer, answers
from msc_trials.service.search import search
from tests.emulator import Emulator, synthetic_study
from tests.helpers import Ask, Clock, client, transport
from tests.test_bounds import http, pull, serving
from tests.test_cli import run

KNEE = Query.for_condition("knee osteoarthritis")


def test_reading_is_no_waiting() -> None:
    clock = Clock()
    budget = Budget(clock, 20)
    with budget.paused():
        clock.seconds += 7
    assert budget.ends == 27


def test_by_page_every_page_has_the_time_again() -> None:
    clock = Clock()
    budget = Budget(clock, 20, by_page=True)
    clock.seconds = 19
    with budget.paused():
        clock.seconds += 7
    assert budget.ends == 46


def test_by_page_all_pages_have_no_more_than_the_time_of_those_announced() -> None:
    clock = Clock()
    budget = Budget(clock, 20, by_page=True)
    budget.announce(3)
    clock.seconds = 50
    with budget.paused():
        clock.seconds += 7
    assert budget.ends == 67


def test_the_pages_of_one_question_share_its_time() -> None:
    """Twelve requests keep a distance of 1.2 seconds after the first five."""
    with Emulator(9, page_size=1) as server:
        with pytest.raises(TransportError, match=r"must wait .* 8 of 9 studies had come\.") as late:
            transport(server, max_time=5).pull(Ask())
        assert "--wait" in (late.value.hint or "")
        assert len(transport(server, max_time=9).pull(Ask()).studies) == 9


def test_a_search_that_nothing_else_could_answer_waits_as_long_as_pages_come(tmp_path: Path) -> None:
    with Emulator(9, page_size=1) as server, client(server, tmp_path / "cache", max_time=8) as asked:
        assert len(list(search(KNEE, client=asked))) == 9
        assert sum(map(len, search(KNEE, client=asked).pages())) == 9


def test_many_numbers_have_the_time_that_their_distance_takes() -> None:
    numbers = [f"NCT{n:08d}" for n in range(1, 3_000)]
    with Emulator(5) as server:
        assert len(transport(server).get_studies(numbers).studies) == 5


def test_an_answer_that_is_late_comes_from_the_snapshot_and_says_why(tmp_path: Path) -> None:
    with Emulator(9, page_size=1) as server, client(server, tmp_path / "cache", max_time=5) as asked:
        with pytest.warns(StaleDataWarning, match="of 9 studies had come"):
            found = answer("knee osteoarthritis", client=asked)
        assert found.provenance.source == "snapshot"
        assert not asked.has_asked(KNEE)


def test_an_old_answer_is_given_rather_than_a_part_of_a_new_one(tmp_path: Path) -> None:
    clock = Clock()
    with Emulator(9, page_size=1) as server:
        with client(server, tmp_path / "cache", clock) as patient:
            patient.fetch(Ask())
        clock.pass_hours(30)
        with client(server, tmp_path / "cache", clock, max_time=5) as asked:
            with pytest.warns(StaleDataWarning, match="had come"):
                found = asked.fetch(Ask())
            assert len(found.studies) == 9


@pytest.mark.parametrize("condition", ["knee osteoarthritis", "lupus"])
def test_a_registry_that_takes_tiny_questions_answers_in_time_and_what_is_left_out_is_said(
    condition: str, tmp_path: Path
) -> None:
    with Emulator(4) as server:
        server.most_alternatives = 12
        clock = Clock()
        with client(server, tmp_path / "cache", clock) as asked:
            found = answer(condition, client=asked)
    assert clock.seconds <= 20
    assert found.provenance.source == "live"
    assert "stem cell" in found.provenance.left_out
    assert found.caveats[0].startswith("The registry takes shorter questions only; not searched was: ")
    assert "(asked now, without a part of the question" in " ".join(answer_text(found).split())
    assert "A part of the question was not searched" in answer_markdown_end(found)


def test_a_longer_wait_asks_every_part_of_it(tmp_path: Path) -> None:
    with Emulator(4) as server, client(server, tmp_path / "cache", max_time=120) as asked:
        server.most_alternatives = 12
        assert not answer("knee osteoarthritis", client=asked).provenance.left_out


def test_more_new_studies_than_announced_end_the_question() -> None:
    asked: list[str] = []

    def endless(_: object, path: str) -> bytes:
        asked.append(path)
        page = {"studies": [synthetic_study(len(asked))], "nextPageToken": f"t{len(asked)}", "totalCount": 4}
        return http(json.dumps(page).encode())

    with serving(endless) as url, pytest.raises(ResponseError, match="5 studies came although 4 were announced"):
        pull(url)
    assert len(asked) == 10


def test_a_count_that_is_missing_is_no_count() -> None:
    def uncounted(_: object, __: str) -> bytes:
        return http(json.dumps({"studies": [synthetic_study(1)], "nextPageToken": "t"}).encode())

    with serving(uncounted) as url, pytest.raises(ResponseError, match="did not say how many"):
        pull(url)


def test_the_wait_for_another_that_asks_the_same_is_part_of_the_time(tmp_path: Path) -> None:
    with Emulator(3, trouble="slow:1.2*") as server:
        began = time.monotonic()

        def ask(_: int) -> float:
            with (
                Client(
                    api_url=server.url, cache_dir=tmp_path / "cache", max_time=0.8, min_interval=0, retries=0
                ) as one,
                pytest.raises(TransportError, match=r"too slowly|Another program"),
            ):
                one.fetch(Ask())
            return time.monotonic() - began

        with ThreadPoolExecutor(6) as pool:
            assert max(pool.map(ask, range(6))) < 4  # one after the other they would take five seconds


def test_when_the_registry_fails_several_questions_those_not_begun_are_not_put(tmp_path: Path) -> None:
    names = ["stroke", "ALS", "lupus", "autism", "psoriasis", "asthma", "COPD", "sepsis", "cirrhosis", "glaucoma"]
    with Emulator(3, trouble="403*") as server, client(server, tmp_path / "cache") as asked:
        with pytest.warns(StaleDataWarning):
            found = list(answers(names, client=asked))
        assert [one.provenance.source for one in found] == ["snapshot"] * 10  # type: ignore[union-attr]
        assert len(server.paths) < 8
    assert threading.active_count() < 20


def test_many_numbers_wait_once_for_a_registry_that_does_not_answer(tmp_path: Path) -> None:
    with Emulator(3, trouble="slow:9*") as server:
        began = time.monotonic()
        ran = run("show", "NCT03818737", "NCT02412735", "NCT99999999", "--wait", "0.5", "--no-papers",
                  MSC_TRIALS_API_URL=server.url, MSC_TRIALS_CACHE_DIR=str(tmp_path))  # fmt: skip
        assert time.monotonic() - began < 7
    assert "NCT02412735" in ran.out
    assert "answered too slowly. Wait longer (--wait 2m" in ran.err


def test_after_a_wait_in_vain_the_next_questions_of_a_client_wait_two_seconds(tmp_path: Path) -> None:
    clock = Clock()
    with Emulator(3) as server, client(server, tmp_path / "cache", clock) as asked:
        asked.transport.hurry()
        assert asked.transport.budget().ends == clock() + 2
        assert len(asked.fetch(Ask()).studies) == 3, "a registry that answers again is heard"
        clock.seconds += 60
        assert asked.transport.budget().ends == clock() + 20


def test_a_start_that_comes_too_late_is_left_to_others() -> None:
    throttle = Throttle(1.0, "host")
    now = 1_800_000_000.0
    assert [throttle.reserve(now, 0.5) for _ in range(8)] == [0, 0, 0, 0, 0, 1, 1, 1]
    assert [throttle.reserve(now) for _ in range(2)] == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("pause", [1.0, 0.005])
def test_an_interruption_ends_several_questions_at_once_and_more_of_them_do_not_kill_it(
    tmp_path: Path, pause: float
) -> None:
    """Threads that ask would be waited for when the program ends, for as long as ``--wait`` says; a second Ctrl-C while Python
    cleans up would end it with a code that is not documented."""
    environ = {**os.environ, "MSC_TRIALS_CACHE_DIR": str(tmp_path), "MSC_TRIALS_SOURCE": "live"}
    with Emulator(3, trouble="slow:90*") as server:
        environ["MSC_TRIALS_API_URL"] = server.url
        # A shell that starts the tests in the background has its children ignore interruptions.
        heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        start = f"{heard}; from msc_trials.__main__ import main; main()"
        command = [sys.executable, "-c", start, "compare", "stroke", "ALS", "--wait", "90"]
        with subprocess.Popen(command, env=environ, cwd=Path(__file__).parents[1], stderr=subprocess.PIPE) as asking:
            while not server.paths and asking.poll() is None:
                time.sleep(0.05)
            for _ in range(round(30 / pause)):
                if asking.poll() is None:
                    asking.send_signal(signal.SIGINT)
                    time.sleep(pause)
            asking.kill()
            asking.communicate()
    assert asking.returncode == 130
