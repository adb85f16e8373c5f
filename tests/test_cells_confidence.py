"""How sure a fact is (``extraction/confidence.py``), in records of our own."""

from __future__ import annotations

from msc_trials.extraction.confidence import confidence_of
from msc_trials.extraction.trial import read_facts
from msc_trials.records.schema import Arm
from tests.reading import outcome, record


def bands(description: str, **fields: object) -> dict[str, str]:
    return dict(confidence_of(read_facts(record(Arm(label="MSC", description=description), **fields))))


def test_what_the_arm_says_is_sure_and_what_a_rule_infers_is_not() -> None:
    found = bands("autologous MSC, 2 million per kg into a vein")
    assert (found["donor"], found["routes"], found["doses"]) == ("high", "high", "high")
    assert bands("infusion of MSC")["routes"] == "low"
    assert bands("Wharton's jelly MSC")["donor"] == "low"


def test_silence_and_several_values_are_of_middle_confidence() -> None:
    assert bands("MSC")["donor"] == "medium"
    assert bands("MSC of bone marrow or fat tissue")["sources"] == "medium"


def test_a_measure_nobody_knows_is_of_middle_confidence() -> None:
    assert bands("MSC", primary_outcomes=(outcome("WOMAC"),))["primary_kind"] == "high"
    assert bands("MSC", primary_outcomes=(outcome("Something nobody has a word for"),))["primary_kind"] == "medium"
