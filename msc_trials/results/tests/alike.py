"""Whether the posted values of two groups lie too close together for a small p-value.

Standard errors from standard deviations, or from quartiles under a test of ranks (normal approximation).
"""

from __future__ import annotations

from math import sqrt

from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.view import OutcomeView

_OF_MEDIAN = (1.2533 / 1.349) ** 2
"""The variance of a median of n normal values, by their squared interquartile range over n."""


def means_within(view: OutcomeView, sides: Comparison, errors: float) -> bool:
    """Whether in every row the means of the two groups lie within so many standard errors of their difference."""
    groups = (*sides.tested, *sides.comparator)
    if len(groups) != 2 or view.dispersion != "standard deviation":
        return False
    rows = [
        r for r in view.later_rows if all(r.spreads.get(g) and r.sizes.get(g, 0) > 1 and g in r.values for g in groups)
    ]
    return bool(rows) and all(
        abs(row.values[groups[0]] - row.values[groups[1]])
        < errors * sqrt(sum(row.spreads[g] ** 2 / row.sizes[g] for g in groups))
        for row in rows
    )


def medians_within(view: OutcomeView, sides: Comparison, errors: float) -> bool:
    """Whether the medians of the one row of two groups lie within so many standard errors, told from their quartiles."""
    groups = (*sides.tested, *sides.comparator)
    if len(groups) != 2 or view.paired or len(view.later_rows) != 1 or view.outcome.param_type != "MEDIAN":
        return False
    row, spread = view.later_rows[0], (view.outcome.dispersion_type or "").lower().replace("-", " ")
    known = all(g in row.limits and row.sizes.get(g, 0) > 1 for g in groups)
    if not spread.startswith("inter quartile") or not known:
        return False
    error = sqrt(sum(_OF_MEDIAN * (row.limits[g][1] - row.limits[g][0]) ** 2 / row.sizes[g] for g in groups))
    return abs(row.values[groups[0]] - row.values[groups[1]]) < errors * error


def changes_within(view: OutcomeView, sides: Comparison, errors: float) -> bool:
    """Whether the changes from the one posted row of baseline to every later row are as alike as ``means_within`` asks of means."""
    one, other = (*sides.tested, *sides.comparator)
    starts = [r for r in view.rows if r not in view.later_rows and one in r.values and other in r.values]
    return len(starts) == 1 and all(
        abs((row.values[one] - starts[0].values[one]) - (row.values[other] - starts[0].values[other]))
        < errors * sqrt(sum(row.spreads[g] ** 2 / row.sizes[g] for g in (one, other)))
        for row in view.later_rows
        if all(row.spreads.get(g) and row.sizes.get(g, 0) > 1 and g in row.values for g in (one, other))
    )
