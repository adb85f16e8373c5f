"""Levels, values and estimates of posted tests that say something else than they seem to. Records are synthetic."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict

FUNCTION = "Walking distance in six minutes"
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}


def _status(title: str, values: Any, sizes: tuple[int, ...] = (50, 50), posted: Any = (), **test: str) -> S:
    return verdict(outcome(title, values, analysis(**test), sizes=sizes, **dict(posted))).status


@pytest.mark.parametrize(
    ("kind", "low", "right"),
    [
        ("Percent relative risk reduction", "95.1", S.MET),
        ("Vaccine efficacy (%)", "-12", S.NOT_MET),
        ("Relative risk (percent)", "95.1", S.NOT_MET),
    ],
)
def test_a_risk_reduction_in_percent_has_no_effect_at_zero(kind: str, low: str, right: S) -> None:
    limits = {"paramType": kind, "paramValue": "100", "ciPctValue": "95", "ciLowerLimit": low, "ciUpperLimit": "100"}
    assert _status("Incidence of infection", [0, 1.2], **limits) is right


def test_a_cautious_level_in_a_sentence_on_power_is_not_the_level_of_the_test() -> None:
    planned = "With 90 people there is 90% power at a significance level of 0.01 to detect a gain of 40 metres."
    assert _status(FUNCTION, [350, 300], pValue="0.0125", groupDescription=planned) is S.MET
    held = "The significance level was 0.01. With 90 people there is 90% power to detect a gain of 40 metres."
    assert _status(FUNCTION, [350, 300], pValue="0.0125", groupDescription=held) is S.NOT_MET


def test_a_testing_that_stopped_at_the_primary_outcome_has_tested_it() -> None:
    text = "Nominal p-values are shown although the testing was stopped at {}."
    for where, right in (("the primary endpoint", S.MET), ("the second step", S.UNCLEAR)):
        assert _status(FUNCTION, [350, 300], pValue="0.001", groupDescription=text.format(where)) is right


def test_rows_of_those_at_risk_are_no_outcome_beside_those_with_the_event() -> None:
    rows = {"Number of patients with an event": [10, 30], "Number of patients at risk": [30, 12]}
    assert _status("Number of participants with relapse", rows, posted=COUNT, pValue="0.001") is S.MET
