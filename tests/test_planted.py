"""A snapshot file that somebody else made or damaged ends in an answer or in one named error, never in a crash."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from msc_trials.errors import SnapshotError
from msc_trials.local import snapshot
from msc_trials.output.as_json import answer_json
from msc_trials.output.terminal import answer_text
from msc_trials.service.answer import answer
from tests.planting import with_planted


@pytest.fixture(scope="module")
def knees() -> list[str]:
    """Rows of the bundled snapshot about knees."""
    return [line for line in snapshot.bundled().lines if "knee_oa" in line.split("\t", 3)[1]][:12]


def planted(line: str, rng: random.Random) -> str:
    *head, text = line.split("\t", 3)
    return "\t".join((*head, json.dumps(with_planted(json.loads(text), rng))))


@pytest.mark.parametrize("seed", range(60))
def test_a_planted_value_is_an_answer_or_a_named_error(knees: list[str], tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    lines = [planted(line, rng) if rng.random() < 0.3 else line for line in knees]
    head = {**snapshot.bundled().manifest.to_json(), "trials": len(lines)}
    path = tmp_path / "planted.gz"
    path.write_bytes(gzip.compress("\n".join([json.dumps(head), *lines]).encode("utf-8", "replace") + b"\n"))
    try:
        found = answer("knee osteoarthritis", source=str(path))
    except SnapshotError:
        return
    text = answer_text(found, width=100, colour=False, everything=True)
    assert "\x1b" not in text
    json.dumps(answer_json(found), allow_nan=False)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "5", '"x"', "[" * 100_000])
def test_a_row_that_is_not_an_assessment_is_a_named_error(tmp_path: Path, text: str) -> None:
    head = {**snapshot.bundled().manifest.to_json(), "trials": 1}
    path = tmp_path / "planted.gz"
    path.write_bytes(gzip.compress(f"{json.dumps(head)}\nNCT00000001\tknee_oa\tx\t{text}\n".encode()))
    with pytest.raises(SnapshotError, match="row"):
        snapshot.load(path).get("NCT00000001")
