from __future__ import annotations

from pathlib import Path

import pytest

from tests.emulator import Emulator
from tests.faults import FAULTS, Fault, Stand, run
from tests.helpers import Ask


@pytest.mark.parametrize("fault", [f for f in FAULTS if "truncate" not in f.script], ids=lambda f: f.name)
def test_every_fault_ends_in_an_answer_or_one_named_error(fault: Fault, tmp_path: Path) -> None:
    with Emulator(7, page_size=3) as server:
        outcome = run(fault, Stand(server.url, Ask(), set(server.studies), server.trouble), tmp_path)
    assert outcome.fresh == fault.outcome
    assert outcome.stored == ("answer" if fault.outcome == "answer" else "old answer, said so")
    assert outcome.lost == 0
    assert outcome.waited < 60
    assert outcome.requests <= 20
