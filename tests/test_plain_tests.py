"""Our own tails of Fisher's and Student's distributions against tables and against scipy."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtr
from scipy.stats import fisher_exact

from msc_trials.results.plain_tests import fisher_two_sided, student_two_sided


def test_the_lady_tasting_tea() -> None:
    """R. A. Fisher, The Design of Experiments: three of four cups right, one-sided 17/70, two-sided 34/70."""
    assert isclose(fisher_two_sided(3, 4, 1, 4), 34 / 70)


@pytest.mark.parametrize(("t", "freedom"), [(12.706, 1), (2.228, 10), (2.042, 30), (1.962, 1000)])
def test_tabled_quantiles_of_t(t: float, freedom: float) -> None:
    assert student_two_sided(t, freedom) == pytest.approx(0.05, rel=1e-3)


def test_ends_of_the_scale() -> None:
    assert fisher_two_sided(0, 5, 0, 7) == 1.0
    assert student_two_sided(0.0, 5) == 1.0
    assert student_two_sided(1e9, 50) == pytest.approx(0.0, abs=1e-100)
    assert 0.0 <= fisher_two_sided(3000, 3000, 0, 3000) < 1e-300


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.floats(0, 1), st.floats(0, 1))
def test_fisher_as_scipy_has_it(size_a: int, size_b: int, share_a: float, share_b: float) -> None:
    a, b = round(size_a * share_a), round(size_b * share_b)
    expected = float(fisher_exact([[a, size_a - a], [b, size_b - b]])[1])
    assert fisher_two_sided(a, size_a, b, size_b) == pytest.approx(expected, rel=1e-9, abs=1e-280)


@settings(deadline=None)
@given(st.floats(-40, 40), st.floats(1, 5000))
def test_student_as_scipy_has_it(t: float, freedom: float) -> None:
    assert student_two_sided(t, freedom) == pytest.approx(float(2 * stdtr(freedom, -abs(t))), rel=1e-8, abs=1e-280)
