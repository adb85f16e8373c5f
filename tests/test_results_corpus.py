"""Posted results of the shared corpus: no crash, reasons that can be looked up, and the bars on the hand-read labels."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.results.findings import Verdict, VerdictStatus
from msc_trials.results.trial import read_results
from tests.reading import corpus_lines

SHARED = Path(__file__).parents[1].parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside the repository")
GOOD = {"met", "met_noninferior"}


def _labels() -> list[dict[str, str]]:
    with (SHARED / "gold" / "verdicts.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def read(pytestconfig: pytest.Config) -> dict[str, tuple[dict[str, Any], Verdict]]:
    """Labelled trials and a seeded sample of all posted primary outcomes, with their verdict by experimental arms."""
    posted = sorted(number for number, line in corpus_lines().items() if b'"outcomeMeasures"' in line)
    if not pytestconfig.getoption("--whole-corpus"):
        labelled = {row["nct"] for row in _labels()}
        posted = [*labelled.intersection(posted), *random.Random(20261128).sample(posted, 250)]
    found: dict[str, tuple[dict[str, Any], Verdict]] = {}
    for number in posted:
        raw = json.loads(corpus_lines()[number])
        trial = parse_study(raw)
        if trial.posted_primary:
            found[number] = (raw, read_results(trial, "experimental"))
            read_results(trial, "msc")
    return found


def test_every_posted_result_is_read(read: dict[str, tuple[dict[str, Any], Verdict]]) -> None:
    statuses = Counter(v.status for _, v in read.values())
    assert statuses[VerdictStatus.UNCLEAR] / len(read) < 0.08
    assert min(statuses[s] for s in (VerdictStatus.MET, VerdictStatus.NOT_MET, VerdictStatus.MIXED)) > len(read) / 60


def test_reasons_point_into_their_record(read: dict[str, tuple[dict[str, Any], Verdict]]) -> None:
    for raw, verdict in read.values():
        assert verdict.reasons
        for finding in verdict.findings:
            assert finding.reasons
            for reason in finding.reasons:
                if reason.path:
                    _resolve(raw, reason.path)


def _resolve(node: Any, path: str) -> None:
    for part in path.replace("[", ".[").split("."):
        node = node[int(part[1:-1])] if part.startswith("[") else node.get(part) if isinstance(node, dict) else node


def test_bars_on_hand_read_labels(read: dict[str, tuple[dict[str, Any], Verdict]]) -> None:
    pairs = [(row["trial_verdict"], read[row["nct"]][1].status.value) for row in _labels()]
    exact = sum(a == b for a, b in pairs) / len(pairs)
    false_met = sum(b in GOOD and a in {"not_met", "no_comparison", "safety_only"} for a, b in pairs) / len(pairs)
    met = [b for a, b in pairs if a == "met"]
    assert exact >= 0.85
    assert false_met <= 0.02
    assert met.count("met") / len(met) >= 0.85
    assert sum(b == "unclear" for _, b in pairs) / len(pairs) <= 0.08
