from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import hostile
from tests.emulator import Emulator
from tests.faults import FAULTS, Fault, Stand, run
from tests.helpers import Ask

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("fault", [f for f in FAULTS if "truncate" not in f.script], ids=lambda f: f.name)
def test_every_fault_ends_in_an_answer_or_one_named_error(fault: Fault, tmp_path: Path) -> None:
    with Emulator(7, page_size=3) as server:
        outcome = run(fault, Stand(server.url, Ask(), set(server.studies), server.trouble), tmp_path)
    assert outcome.fresh == fault.outcome
    assert outcome.stored == ("answer" if fault.outcome == "answer" else "old answer, said so")
    assert outcome.lost == 0
    assert outcome.waited < 60
    assert outcome.requests <= 20


@pytest.mark.skipif(not hostile.HOSTILE.is_file(), reason="the hostile registry is not beside the project")
def test_a_sample_of_a_hostile_registry_ends_as_promised() -> None:
    """One in a hundred of what ``benchmarks.faults --all`` runs."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.hostile",
        "--count",
        "3",
        "--seed",
        "7",
        "--jobs",
        "3",
        "--seconds",
        "300",
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )  # memory counts from a small parent
    assert done.returncode == 0, done.stdout
