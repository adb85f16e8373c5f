"""The two plain tests behind our own hints: Fisher's exact test and Welch's comparison of means, from posted numbers.

The functions come from ``scipy.special``; ``scipy.stats`` has the same tests, but loading it takes longer than judging
a thousand trials. Sources: R. A. Fisher, Statistical Methods for Research Workers, §21.02 (two-sided as the sum of all
tables no more probable than the one observed); B. L. Welch, Biometrika 1947;34:28-35.
"""

from __future__ import annotations

from math import sqrt

_ALIKE = 1e-7
"""Tables whose probabilities differ by less, relatively, count as equally probable (rounding)."""


def fisher_two_sided(count_a: int, size_a: int, count_b: int, size_b: int) -> float:
    """Two-sided exact p-value of ``count_a`` of ``size_a`` against ``count_b`` of ``size_b``."""
    import numpy as np
    from scipy.special import gammaln

    drawn = count_a + count_b
    k = np.arange(max(0, drawn - size_b), min(size_a, drawn) + 1)
    # Logarithms of the hypergeometric weights, up to a constant that all tables share.
    weights = -(gammaln(k + 1) + gammaln(size_a - k + 1) + gammaln(drawn - k + 1) + gammaln(size_b - drawn + k + 1))
    observed = weights[count_a - k[0]]
    shares = np.exp(weights - weights.max())
    return float(min(1.0, shares[weights <= observed + _ALIKE].sum() / shares.sum()))


def welch_two_sided(means: tuple[float, float], errors: tuple[float, float], sizes: tuple[float, float]) -> float:
    """Two-sided p-value of a difference of two means from their standard errors (not both 0) and numbers analysed."""
    from scipy.special import stdtr

    total = errors[0] ** 2 + errors[1] ** 2
    freedom = total**2 / (errors[0] ** 4 / (sizes[0] - 1) + errors[1] ** 4 / (sizes[1] - 1))
    return float(2 * stdtr(freedom, -abs(means[0] - means[1]) / sqrt(total)))
