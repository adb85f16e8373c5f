"""Time frames of primary outcomes (domain notes §4h)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.extraction.design.followup import months, read_followup
from msc_trials.records.study import StudyRecord
from tests.reading import outcome, record, stored


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 months", 12),
        ("1 year", 12),
        ("a year", 12),
        ("Four year follow-up", 48),
        ("28 days", 0.92),
        ("Day 28", 0.92),
        ("D28", 0.92),
        ("24 weeks", 5.53),
        ("Baseline to week 52", 11.97),
        ("W24", 5.53),
        ("6months", 6),
        ("1.5 years", 18),
        ("6 hours", 0.01),
        ("baseline, 1, 3, 6 and 12 months", 12),
        ("at week 4, 12, 24, 36,48,60", 13.82),
        ("Day 1, 7, 28, 6 months", 6),
        ("1 month, 3, 6", 6),
        ("day 7 week 4", 0.92),
        ("Day 0, Day 3, month 6", 6),
        ("up to 6 mounth", 6),
        ("12 months (+/- 30 days)", 12),
        ("28±3 days", 0.92),
        ("every 3 months for 2 years", 24),
        ("after 6,5 years", 78),
        ("1. month, 3. month", 3),
        ("up to end of treatment (Week 40)", 9.21),
        ("7 days after the end [Day 10 to 23]", 0.76),
        ("up to Week 24 ± 3 days", 5.53),
        ("7 days, 6 and 12 months after the last infusion", 12),
        ("36 weeks postmenstrual age", None),
        ("up to 100 years", None),
        ("during the trial", None),
        ("until December 2030", None),
        ("", None),
    ],
)
def test_time_frames(words: str, expected: float | None) -> None:
    assert months(words) == pytest.approx(expected)


def test_the_longest_outcome_counts_and_is_shown() -> None:
    made = record(primary_outcomes=(outcome("a", time_frame="1 month"), outcome("b", time_frame="2 years")))
    value, evidence = read_followup(made)
    assert value == 24
    assert evidence[0].text == "2 years"
    assert evidence[0].path.endswith("primaryOutcomes[1].timeFrame")


def test_a_title_stands_in_for_a_missing_time_frame() -> None:
    assert read_followup(record(primary_outcomes=(outcome("pain at 6 months"),)))[0] == 6


def test_nct00420134_no_time_is_not_zero() -> None:
    assert read_followup(record(primary_outcomes=(outcome("a score"),))) == (None, ())
    assert read_followup(stored("NCT00420134"))[0] is None


@given(st.text(alphabet="0123456789.,-/ +±daysweekmonthyrhTfobnu", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_error(words: str) -> None:
    value = months(words)
    assert value is None or 0 <= value <= 600


def test_every_stored_record_is_read(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        value, _ = read_followup(made)
        assert value is None or 0 <= value <= 600


def test_a_time_in_words_above_twelve_is_read() -> None:
    assert months("monthly for sixteen months") == 16
