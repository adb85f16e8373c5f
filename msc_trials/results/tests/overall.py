"""What one overall test of three or more groups says of each tested group against the comparator.

A significant overall test says that some groups differ. Where the comparator lies so far from every tested group that each
difference, by its share of the variation between groups, would be significant alone, the tested groups are what differs.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from msc_trials.results.model import ReadTest, Role, TestOutcome, gives_nothing
from msc_trials.results.tests.pvalue import parse_p
from msc_trials.results.values import rates
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join

_CRITICAL = 3.84
"""The chi-squared of one difference at p = 0.05."""


def every_pair_differs(test: ReadTest, view: OutcomeView) -> bool:
    """Whether a significant overall test holds for each tested group by itself; a placebo or untreated group comes first."""
    raw = test.analysis.raw if test.analysis else None
    p = parse_p(test.p_text).value
    if raw is None or not test.omnibus or test.outcome is TestOutcome.NULL:
        return False
    if not p or raw.param_value or len(view.later_rows) != 1 or view.split:
        return False
    told = join(raw.statistical_method, raw.group_description, raw.statistical_comment)
    if not found("overall_test", told) or found("not_overall", told) or view.direction not in {"higher", "lower"}:
        return False
    row = view.later_rows[0]
    values = rates(row, view.counts)
    controls = [g for g in view.with_role(Role.COMPARATOR) if g in test.comparator]
    controls = [g for g in controls if view.roles[g].kind in gives_nothing()] or controls
    groups = (*test.tested, *test.comparator)
    if any(g not in values or row.sizes.get(g, 0.0) <= 0 for g in groups):
        return False
    whole = sum(row.sizes[g] for g in groups)
    mean = sum(values[g] * row.sizes[g] for g in groups) / whole
    between = sum(row.sizes[g] * (values[g] - mean) ** 2 for g in groups)
    free = len(groups) - 1
    spread = 2 / (9 * free)
    overall = free * (1 - spread + NormalDist().inv_cdf(1 - p) * sqrt(spread)) ** 3  # Wilson and Hilferty 1931
    good = 1 if view.direction == "higher" else -1

    def differs(own: str, other: str) -> bool:
        gap, n, m = good * (values[own] - values[other]), row.sizes[own], row.sizes[other]
        return gap > 0 and between > 0 and overall * gap**2 * n * m / (n + m) / between >= _CRITICAL

    return all(differs(own, other) for own in test.tested for other in controls)
