"""Where the ledger and posted results contradict each other, the ledger must say why it stands."""

from __future__ import annotations

import json

import pytest

from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger
from tests.reading import CORPUS, corpus_lines


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the repository")
def test_every_disagreement_is_explained_in_the_ledger() -> None:
    raw = [json.loads(line) for number, line in corpus_lines().items() if number in ledger.rows()]
    posted = [t for t in map(parse_study, raw) if t.posted_primary]
    assert len(posted) >= 10
    for trial in posted:
        if judge(trial).disagreement:
            assert ledger.rows()[trial.nct_id].disagreement, trial.nct_id
