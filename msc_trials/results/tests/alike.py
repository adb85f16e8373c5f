"""Whether the posted values of two groups lie too close together for a small p-value: counts are tested again, means
and medians measured by standard errors (normal approximation)."""

from __future__ import annotations

from math import sqrt

from msc_trials.results.tests.unadjusted_test import fisher
from msc_trials.results.values import ValueRow
from msc_trials.results.view import OutcomeView

_OF_MEDIAN = (1.2533 / 1.349) ** 2
"""The variance of a median of n normal values, by their squared interquartile range over n."""


def exact(row: ValueRow, groups: tuple[str, ...]) -> float | None:
    """Fisher's exact p-value of the counts of two groups in a row; None where they are no whole numbers of those analysed."""
    numbers = [n for g in groups for n in (row.values.get(g), row.sizes.get(g))]
    if len(groups) != 2 or any(n is None or n != int(n) for n in numbers):
        return None
    own, size, other, other_size = (int(n or 0) for n in numbers)
    return fisher(own, size, other, other_size) if 0 <= own <= size and 0 <= other <= other_size else None


def within(view: OutcomeView, groups: tuple[str, ...], errors: float) -> bool:
    """Whether in every row the values of two groups lie within so many standard errors of their difference."""
    return len(groups) == 2 and _close(view, groups, dict.fromkeys(groups, 0.0), errors)


def changes_within(view: OutcomeView, groups: tuple[str, ...], errors: float) -> bool:
    """Whether the changes from the one posted row of baseline to every later row are as alike as ``within`` asks of values."""
    starts = [row for row in view.rows if row not in view.later_rows and row.values.keys() >= set(groups)]
    return len(groups) == 2 and len(starts) == 1 and _close(view, groups, starts[0].values, errors)


def _close(view: OutcomeView, groups: tuple[str, ...], start: dict[str, float], errors: float) -> bool:
    """Whether in every row with known spreads what was gained since the start differs by less than so many standard errors."""
    read = [[(row.values.get(g), _variance(view, row, g), start[g]) for g in groups] for row in view.later_rows]
    known = [[(value - at, error) for value, error, at in row if value is not None and error] for row in read]
    rows = [row for row in known if len(row) == len(groups)]
    return bool(rows) and all(abs(v - w) < errors * sqrt(s + t) for (v, s), (w, t) in rows)


def _variance(view: OutcomeView, row: ValueRow, group: str) -> float | None:
    """The squared standard error of a mean, from its standard deviation, or of a median, from its quartiles."""
    size, spread = row.sizes.get(group, 0.0), (view.outcome.dispersion_type or "").lower().replace("-", " ")
    if size <= 1:
        return None
    if view.dispersion == "standard deviation" and group in row.spreads:
        return row.spreads[group] ** 2 / size
    if view.outcome.param_type == "MEDIAN" and spread.startswith("inter quartile") and group in row.limits:
        low, high = row.limits[group]
        return _OF_MEDIAN * (high - low) ** 2 / size
    return None
