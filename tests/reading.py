"""Small synthetic records for the rules of ``extraction``, and the shared corpus where it is at hand."""

from __future__ import annotations

import gzip
import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from msc_trials.extraction.document import Document, document_of
from msc_trials.extraction.trial import parse_study
from msc_trials.records.schema import Arm, Intervention, Outcome
from msc_trials.records.study import StudyRecord

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"


def record(*arms: Arm, interventions: tuple[Intervention, ...] = (), **fields: Any) -> StudyRecord:
    """A synthetic record; nothing in it comes from a real one."""
    return StudyRecord(nct_id="NCT99999999", arms=arms, interventions=interventions, **fields)


def one_arm(description: str, **fields: Any) -> tuple[Document, tuple[str, ...]]:
    """The document of a one-arm record whose arm gives MSC, and its classes."""
    made = record(Arm(label="Cells", type="EXPERIMENTAL", description=description), **fields)
    return document_of(made), ("core",)


def outcome(measure: str, description: str | None = None, time_frame: str | None = None) -> Outcome:
    return Outcome(measure=measure, description=description, time_frame=time_frame)


@cache
def corpus_lines() -> dict[str, bytes]:
    """The records of the shared corpus as JSON lines by NCT number, one with results first; empty without the corpus."""
    found: dict[str, bytes] = {}
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            number = re.search(rb'"nctId": ?"(NCT[0-9]{8})"', line)
            assert number, f"{path.name} holds a line without an NCT number"
            held = found.get(number[1].decode())
            if held is None or (b'"resultsSection"' in line and b'"resultsSection"' not in held):
                found[number[1].decode()] = line
    return found


def corpus_sample(whole: bool, size: int = 200) -> list[dict[str, Any]]:
    """Raw records of the shared corpus: all, or the same seeded ``size`` of them in every run."""
    lines = corpus_lines()
    if not lines:
        pytest.skip("the shared corpus is not beside the checkout")
    chosen = sorted(lines) if whole else sorted(random.Random(20261128).sample(sorted(lines), size))
    return [json.loads(lines[number]) for number in chosen]


@cache
def stored(nct_id: str) -> StudyRecord:
    """A real record of the shared corpus; the test is skipped where the corpus or the record is not at hand."""
    line = corpus_lines().get(nct_id)
    if line is None:
        pytest.skip(f"{nct_id} is not in the shared corpus, or the corpus is not beside the checkout")
    return parse_study(json.loads(line))
