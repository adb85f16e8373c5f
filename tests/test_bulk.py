"""A seeded share of what ``benchmarks.bulk`` runs in full: odd words, odd command lines, planted files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bulk import Tally, through_commands, through_words
from tests.planting import through_planted

RUNS = ((through_words, 100), (through_commands, 40), (through_planted, 24))


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("run", "count"), RUNS, ids=["words", "command lines", "planted files"])
def test_a_sample_in_bulk_has_no_fault(
    run: Callable[..., None], count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every_look: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    count = count if every_look else count // 4
    tally = Tally()
    run(count, 1, tmp_path, tally)
    assert not tally.faults
    assert sum(tally.ends.values()) == count


@pytest.mark.parametrize("path", ["a" * 300, "x\0y", "loop"])
@pytest.mark.parametrize(
    "line", ["site stroke -o", "export stroke -o", "snapshot info", "report stroke -o", "answer stroke -o"]
)
def test_a_path_no_system_can_have_is_one_line(
    line: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.test_cli import offline, run

    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    ran = (run if "snapshot" in line else offline)(*line.split(), path)
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("Error: ")
