"""Our own plain test where groups and numbers are posted but no test: a hint, never a verdict.

Welch t from mean, standard deviation (or error) and number analysed; Fisher's exact test from counts. Unadjusted.
scipy is imported when a hint is computed. Source: domain notes §5c (results posted, no analysis), verdict rules
(``from_values``).
"""

from __future__ import annotations

from math import sqrt

from msc_trials.records import PostedOutcome
from msc_trials.results.model import Row
from msc_trials.results.values import after_treatment, is_count


def hint(outcome: PostedOutcome, rows: list[Row], tested: str, comparator: str) -> str:
    """A sentence with the unadjusted p-value of the last posted row, empty when the numbers do not allow one."""
    usable = [r for r in after_treatment(rows) if tested in r.values and comparator in r.values]
    if not usable:
        return ""
    row = usable[0] if is_count(outcome) else usable[-1]
    p, name = _fisher(row, tested, comparator) if is_count(outcome) else _welch(outcome, row, tested, comparator)
    if p is None:
        return ""
    where = f" ({row.label})" if row.label else ""
    return f"Our own unadjusted calculation from the posted numbers{where}: {name} p = {p:.2g}; no posted test, no verdict."


def _fisher(row: Row, tested: str, comparator: str) -> tuple[float | None, str]:
    counts = [row.values[tested], row.values[comparator]]
    sizes = [row.sizes.get(tested, 0.0), row.sizes.get(comparator, 0.0)]
    if any(c < 0 or c != int(c) or n != int(n) or n <= 0 or c > n for c, n in zip(counts, sizes, strict=True)):
        return None, ""
    from scipy.stats import fisher_exact

    table = [[int(c), int(n - c)] for c, n in zip(counts, sizes, strict=True)]
    return float(fisher_exact(table)[1]), "Fisher"


def _welch(outcome: PostedOutcome, row: Row, tested: str, comparator: str) -> tuple[float | None, str]:
    spread = (outcome.dispersion_type or "").lower()
    if (outcome.param_type or "") not in {"MEAN", "LEAST_SQUARES_MEAN"} or not spread.startswith("standard"):
        return None, ""
    means, errors, sizes = [], [], []
    for group in (tested, comparator):
        size, value = row.sizes.get(group, 0.0), row.spreads.get(group)
        if size < 2 or value is None or value < 0:
            return None, ""
        means.append(row.values[group])
        errors.append(value if "error" in spread else value / sqrt(size))
        sizes.append(size)
    total = errors[0] ** 2 + errors[1] ** 2
    if total <= 0:
        return None, ""
    freedom = total**2 / sum(e**4 / (n - 1) for e, n in zip(errors, sizes, strict=True))
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(means[0] - means[1]) / sqrt(total))), "Welch"
