"""What stands around the name of an outcome (a number of a list, a heading, how it was measured) turns no direction."""

from __future__ import annotations

import pytest

from benchmarks.harmless_changes import TITLES
from msc_trials.results.direction.outcome_direction import outcome_direction

NAMED = [
    ("pain on a visual analogue scale", "lower"),
    ("walking distance in six minutes", "higher"),
    ("number of participants with complete healing", "higher"),
    ("percentage of participants with a relapse", "lower"),
    ("time to relapse", "higher"),
    ("time to complete healing", "lower"),
    ("change in left ventricular ejection fraction", "higher"),
    ("reduction in infarct size", "higher"),
    ("wound size reduction", "higher"),
    ("muscle strength decline", "lower"),
]


@pytest.mark.parametrize("around", [*TITLES, "b) {}", "Efficacy: the {}", "To evaluate the {}"])
@pytest.mark.parametrize(("named", "better"), NAMED)
def test_what_stands_around_the_name_of_an_outcome_turns_no_direction(named: str, better: str, around: str) -> None:
    assert outcome_direction(around.format(named), "", "", "").direction == better


@pytest.mark.parametrize("named", ["pneumonia", "clinical symptoms", "chronic graft-versus-host disease"])
def test_more_of_an_improved_disease_is_better(named: str) -> None:
    assert outcome_direction(f"Improved {named}", "", "", "").direction == "higher"
