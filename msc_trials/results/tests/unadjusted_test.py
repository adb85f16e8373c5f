"""Our own plain test where groups and numbers are posted but no test: Fisher's or Welch's, a hint and never a verdict.
Source: domain notes §5c (results posted, no analysis), verdict rules (``from_values``)."""

from __future__ import annotations

from math import exp, lgamma

from msc_trials.results.findings import TwoGroups

_ROUNDING = 1e-7
"""Tables that are equally likely differ by less in floating point."""


def fisher(events: int, size: int, others: int, other_size: int) -> float:
    """Two-sided p-value of Fisher's exact test of two counts: the sum of all tables no more likely than the posted one.

    >>> round(fisher(6, 16, 1, 17), 3)
    0.039
    """
    both = events + others
    possible = range(max(0, both - other_size), min(size, both) + 1)
    tables = [_log_choose(size, x) + _log_choose(other_size, both - x) for x in possible]
    posted = _log_choose(size, events) + _log_choose(other_size, others) + _ROUNDING
    every = _log_choose(size + other_size, both)
    return min(1.0, sum(exp(table - every) for table in tables if table <= posted))


def _log_choose(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose ``k`` of ``n``: whole numbers of thousands of people take seconds."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def hint(compared: TwoGroups) -> str:
    """A sentence with the unadjusted two-sided p-value; means load ``scipy.stats``, which takes about a second."""
    own, other = compared.tested, compared.comparator
    if own.deviation is None or other.deviation is None:
        name, p = "Fisher", fisher(int(own.value), int(own.size), int(other.value), int(other.size))
    else:
        from scipy import stats

        name = "Welch"
        p = stats.ttest_ind_from_stats(
            own.value, own.deviation, own.size, other.value, other.deviation, other.size, equal_var=False
        ).pvalue
    where = f" ({compared.row})" if compared.row else ""
    return f"Our own unadjusted calculation from the posted numbers{where}: {name} p = {p:.2g}; no posted test, no verdict."
