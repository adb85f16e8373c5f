"""The two plain tests behind our own hints: Fisher's exact test and the tail of Student's t distribution.

Written out here because importing a statistics library costs more time than reading a thousand trials. Sources:
R. A. Fisher, Statistical Methods for Research Workers, §21.02 (the exact treatment of 2 x 2 tables; two-sided as the sum
of all tables no more probable than the one observed); NIST DLMF 8.17.22 (continued fraction of the incomplete beta
function).
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_ALIKE = 1 + 1e-9
"""Tables whose probabilities differ by less than rounding count as equally probable."""
_TERMS, _SMALL, _CLOSE = 10_000, 1e-300, 1e-15


def fisher_two_sided(count_a: int, size_a: int, count_b: int, size_b: int) -> float:
    """Two-sided exact p-value of ``count_a`` of ``size_a`` against ``count_b`` of ``size_b``."""
    drawn = count_a + count_b
    low, high = max(0, drawn - size_b), min(size_a, drawn)
    # Weights relative to the observed table; each table follows from its neighbour.
    weights = [1.0]
    weight = 1.0
    for k in range(count_a, high):
        weight *= (size_a - k) * (drawn - k) / ((k + 1) * (size_b - drawn + k + 1))
        weights.append(weight)
    weight = 1.0
    for k in range(count_a, low, -1):
        weight *= k * (size_b - drawn + k) / ((size_a - k + 1) * (drawn - k + 1))
        weights.append(weight)
    return min(1.0, sum(w for w in weights if w <= _ALIKE) / sum(weights))


def student_two_sided(t: float, freedom: float) -> float:
    """Probability of a t at least as far from zero under Student's distribution with ``freedom`` degrees of freedom."""
    square = t * t
    return _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + square), square / (freedom + square))


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Regularized incomplete beta function at ``x``; ``rest`` is 1 - x, given apart to keep its digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    front = exp(
        lgamma(a + b) - lgamma(a) - lgamma(b) + a * (log1p(-rest) if rest < x else log(x))
        + b * (log1p(-x) if x < rest else log(rest))
    )  # fmt: skip
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction by Lentz's method."""
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + step * d)
            c = _off_zero(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _off_zero(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
