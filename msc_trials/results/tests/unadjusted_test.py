"""Our own plain test where groups and numbers are posted but no test: a hint, never a verdict.

Fisher's exact test from counts; Welch's comparison of means from means, standard deviations (or errors) and numbers
analysed. Unadjusted. Source: domain notes §5c (results posted, no analysis), verdict rules (``from_values``).
"""

from __future__ import annotations

from msc_trials.results.findings import TwoGroups


def hint(compared: TwoGroups) -> str:
    """A sentence with the unadjusted two-sided p-value. Loads ``scipy.stats``, which takes about a second."""
    from scipy import stats

    own, other = compared.tested, compared.comparator
    if own.deviation is None or other.deviation is None:
        table = [[int(g.value), int(g.size - g.value)] for g in (own, other)]
        name, p = "Fisher", stats.fisher_exact(table).pvalue
    else:
        name = "Welch"
        p = stats.ttest_ind_from_stats(
            own.value, own.deviation, own.size, other.value, other.deviation, other.size, equal_var=False
        ).pvalue
    where = f" ({compared.row})" if compared.row else ""
    return f"Our own unadjusted calculation from the posted numbers{where}: {name} p = {p:.2g}; no posted test, no verdict."
