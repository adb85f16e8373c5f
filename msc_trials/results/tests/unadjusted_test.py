"""Our own plain test where groups and numbers are posted but no test: a hint, never a verdict.

Welch t from mean, standard deviation (or error) and number analysed; Fisher's exact test from counts. Unadjusted.
Source: domain notes §5c (results posted, no analysis), verdict rules (``from_values``).
"""

from __future__ import annotations

from math import sqrt

from msc_trials.results.model import Row
from msc_trials.results.tests.plain_tests import fisher_two_sided, welch_two_sided
from msc_trials.results.view import OutcomeView


def testable(view: OutcomeView) -> bool:
    """Whether counts, or means with their dispersion, are posted at all."""
    return view.counts or _has_errors(view)


def hint(view: OutcomeView, tested: str, comparator: str) -> str:
    """A sentence with the unadjusted p-value of the last posted row, empty when the numbers do not allow one."""
    pool = [row for row, sign in view.events if sign > 0] if view.split else view.later_rows
    usable = [r for r in pool if tested in r.values and comparator in r.values]
    if not usable:
        return ""
    row = usable[0] if view.counts else usable[-1]
    p, name = _fisher(row, tested, comparator) if view.counts else _welch(view, row, tested, comparator)
    if p is None:
        return ""
    where = f" ({row.label})" if row.label else ""
    return f"Our own unadjusted calculation from the posted numbers{where}: {name} p = {p:.2g}; no posted test, no verdict."


def _fisher(row: Row, tested: str, comparator: str) -> tuple[float | None, str]:
    counts = [row.values[tested], row.values[comparator]]
    sizes = [row.sizes.get(tested, 0.0), row.sizes.get(comparator, 0.0)]
    if any(c < 0 or c != int(c) or n != int(n) or n <= 0 or c > n for c, n in zip(counts, sizes, strict=True)):
        return None, ""
    return fisher_two_sided(int(counts[0]), int(sizes[0]), int(counts[1]), int(sizes[1])), "Fisher"


def _has_errors(view: OutcomeView) -> bool:
    spread = (view.outcome.dispersion_type or "").lower()
    return (view.outcome.param_type or "") in {"MEAN", "LEAST_SQUARES_MEAN"} and spread.startswith("standard")


def _welch(view: OutcomeView, row: Row, tested: str, comparator: str) -> tuple[float | None, str]:
    if not _has_errors(view):
        return None, ""
    of_mean = "error" in (view.outcome.dispersion_type or "").lower()
    means, errors, sizes = [], [], []
    for group in (tested, comparator):
        size, value = row.sizes.get(group, 0.0), row.spreads.get(group)
        if size < 2 or value is None or value < 0:
            return None, ""
        means.append(row.values[group])
        errors.append(value if of_mean else value / sqrt(size))
        sizes.append(size)
    if errors[0] ** 2 + errors[1] ** 2 <= 0:
        return None, ""
    return welch_two_sided((means[0], means[1]), (errors[0], errors[1]), (sizes[0], sizes[1])), "Welch"
