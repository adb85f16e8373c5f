"""Small synthetic records for the rules of ``extraction``, and the shared corpus where it is at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from msc_trials.extraction.document import Document, document_of
from msc_trials.records.study import Arm, Intervention, Outcome, StudyRecord, parse_record

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
def _stored() -> dict[str, StudyRecord]:
    found: dict[str, StudyRecord] = {}
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                read = parse_record(json.loads(line))
                found.setdefault(read.nct_id, read)
    return found


def stored(nct_id: str) -> StudyRecord:
    """A real record of the shared corpus; the test is skipped where the corpus or the record is not at hand."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is not beside the checkout")
    found = _stored().get(nct_id)
    if found is None:
        pytest.skip(f"{nct_id} is not in the shared corpus")
    return found


def all_stored() -> Iterator[StudyRecord]:
    """Every record of the shared corpus; the test is skipped where it is not at hand."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is not beside the checkout")
    yield from _stored().values()
