"""The plain tests behind our hints against a table and against scipy's own."""

from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, ttest_ind_from_stats

from msc_trials.results.tests.plain_tests import fisher_two_sided, welch_two_sided


def test_the_lady_tasting_tea() -> None:
    """R. A. Fisher, The Design of Experiments: three of four cups right, one-sided 17/70, two-sided 34/70."""
    assert isclose(fisher_two_sided(3, 4, 1, 4), 34 / 70)


def test_ends_of_the_scale() -> None:
    assert fisher_two_sided(0, 5, 0, 7) == 1.0
    assert welch_two_sided((1.0, 1.0), (0.5, 0.5), (5, 5)) == 1.0
    assert welch_two_sided((1e9, 0.0), (1.0, 1.0), (50, 50)) == pytest.approx(0.0, abs=1e-100)
    assert 0.0 <= fisher_two_sided(3000, 3000, 0, 3000) < 1e-300


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0, 1), st.floats(0, 1))
def test_fisher_as_scipy_has_it(size_a: int, size_b: int, share_a: float, share_b: float) -> None:
    a, b = round(size_a * share_a), round(size_b * share_b)
    expected = float(fisher_exact([[a, size_a - a], [b, size_b - b]])[1])
    assert fisher_two_sided(a, size_a, b, size_b) == pytest.approx(expected, rel=1e-6, abs=1e-280)


@settings(deadline=None)
@given(st.floats(-40, 40), st.floats(0.1, 9), st.floats(0.1, 9), st.integers(2, 900), st.integers(2, 900))
def test_welch_as_scipy_has_it(difference: float, sd_a: float, sd_b: float, size_a: int, size_b: int) -> None:
    expected = float(ttest_ind_from_stats(difference, sd_a, size_a, 0.0, sd_b, size_b, equal_var=False).pvalue)
    errors = sd_a / sqrt(size_a), sd_b / sqrt(size_b)
    assert welch_two_sided((difference, 0.0), errors, (size_a, size_b)) == pytest.approx(expected, rel=1e-8, abs=1e-280)
