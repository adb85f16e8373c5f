"""Our own unadjusted tests of posted numbers: which numbers they use, and that they are the textbook's."""

from __future__ import annotations

from msc_trials.results.findings import GroupNumbers, TwoGroups
from msc_trials.results.tests.unadjusted_test import hint


def test_the_lady_tasting_tea() -> None:
    """R. A. Fisher, The Design of Experiments: three of four cups right, two-sided p 34/70."""
    assert "Fisher p = 0.49" in hint(TwoGroups("", GroupNumbers(3, 4), GroupNumbers(1, 4)))


def test_equal_means_give_a_p_value_of_one() -> None:
    same = GroupNumbers(1.0, 5, 0.5)
    assert "Welch p = 1" in hint(TwoGroups("", same, same))


def test_the_sentence_names_the_row_and_says_that_it_decides_nothing() -> None:
    found = hint(TwoGroups("Week 24", GroupNumbers(5.0, 20, 2.0), GroupNumbers(8.0, 21, 2.5)))
    assert "(Week 24)" in found
    assert found.endswith("no posted test, no verdict.")
