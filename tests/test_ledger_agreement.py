"""Where the ledger and posted results contradict each other, the ledger must say why it stands."""

from __future__ import annotations

from pathlib import Path

from benchmarks.accuracy import wanted
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger


def test_every_disagreement_is_explained_in_the_ledger(shared: Path) -> None:
    raw = wanted(sorted((shared / "corpus").glob("*.jsonl.gz")), set(ledger.rows()))
    posted = [t for t in map(parse_study, raw.values()) if t.posted_primary]
    assert len(posted) >= 10
    for trial in posted:
        if judge(trial).disagreement:
            assert ledger.rows()[trial.nct_id].disagreement, trial.nct_id
