"""Overall tests of several groups: a significant one shows that every tested group did better where the comparator lies
apart from each, or where it is a trend or a contrast over the placebo and doses that all did better."""

from __future__ import annotations

from itertools import product
from math import sqrt
from statistics import NormalDist

from msc_trials.results.arms.arm_text import names
from msc_trials.results.findings import reason
from msc_trials.results.model import ReadTest, TestOutcome
from msc_trials.results.tests.pvalue import alpha_of, parse_p
from msc_trials.results.values import rates
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join


def with_shown_by_all(test: ReadTest, view: OutcomeView) -> ReadTest:
    """The test; where it is an overall one that shows a benefit of every tested group, as a comparison that was won.
    What is left open for another reason stays open, and so does a test of non-inferiority."""
    margin = any(r.code.startswith("noninferiority.") for r in test.reasons)
    if not test.omnibus or test.outcome is not TestOutcome.BETTER or margin:
        return test
    code = "overall.trend" if _trend_is_shown(test, view) else "overall.pairs" if _each_lies_apart(test, view) else ""
    if not code:
        return test
    why = reason(code, f"{test.analysis.path}.pValue", test.analysis.raw.p_value or "")
    return test._replace(omnibus=False, reasons=(*test.reasons, why))


def _trend_is_shown(test: ReadTest, view: OutcomeView) -> bool:
    """Whether a test of a trend or a contrast over placebo and doses, all of them better, is one of the doses against placebo
    (NCT01189032); the slope over doses is a trend (NCT01052662)."""
    if len(test.comparator) != 1 or not view.roles[test.comparator[0]].masked:
        return False
    if test.analysis.has("dose_contrast"):
        return True
    doses = {names(g.title or "") for g in view.outcome.groups if g.id in test.tested}
    return len(doses) == 1 and bool(found("slope_param", test.analysis.raw.param_type or ""))


def _each_lies_apart(test: ReadTest, view: OutcomeView) -> bool:
    """Whether the difference of each tested group from each comparator would be significant alone, and is in its favour.

    The chi-squared of the posted p-value is shared out by the variation between the groups (NCT01904071).
    """
    p = parse_p(test.analysis.raw.p_value)
    if not p.value or len(view.later_rows) != 1 or view.split or not _is_overall(test, view):
        return False
    row = view.later_rows[0]
    values, sizes, groups = rates(row, view.counts), row.sizes, (*test.tested, *test.comparator)
    if any(g not in values or sizes.get(g, 0.0) <= 0 for g in groups):
        return False
    mean = sum(values[g] * sizes[g] for g in groups) / sum(sizes[g] for g in groups)
    between = sum(sizes[g] * (values[g] - mean) ** 2 for g in groups)
    chi_squared, good = _chi_squared(p.value, len(groups) - 1), 1 if view.direction == "higher" else -1
    # The chi-squared of one difference at the stated level.
    critical = NormalDist().inv_cdf(1 - alpha_of(test.analysis, p)[0] / 2) ** 2
    gaps = [
        (good * (values[g] - values[c]), sizes[g] * sizes[c] / (sizes[g] + sizes[c]))
        for g, c in product(test.tested, test.comparator)
    ]
    return all(gap > 0 and chi_squared * gap**2 * weight / between >= critical for gap, weight in gaps)


def _is_overall(test: ReadTest, view: OutcomeView) -> bool:
    """Whether a test is one of several groups at one time, of an outcome whose direction is known, without an estimate."""
    raw = test.analysis.raw
    if raw.param_value or view.direction not in {"higher", "lower"}:
        return False
    told = join(raw.statistical_method, raw.group_description, raw.statistical_comment)
    return bool(found("overall_test", told)) and not found("not_overall", told)


def _chi_squared(p: float, free: int) -> float:
    """The chi-squared of a p-value with so many degrees of freedom (Wilson and Hilferty 1931)."""
    spread = 2 / (9 * free)
    return float(free * (1 - spread + NormalDist().inv_cdf(1 - min(p, 0.999)) * sqrt(spread)) ** 3)
