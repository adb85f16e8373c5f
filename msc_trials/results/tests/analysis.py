"""One posted between-arm analysis read into what it says of the tested group.

A posterior probability against its threshold comes first. A test of non-inferiority: superiority by the interval, the margin,
the p-value. Any other test: the p-value, the interval. A p-value that only repeats alpha is no p-value. Source: verdict rules, domain notes §5c.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from msc_trials.results.findings import Reason, reason
from msc_trials.results.model import Judged, ReadTest, TestOutcome
from msc_trials.results.tests import noninferiority as ni
from msc_trials.results.tests.bayes import posterior
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.favours import favours
from msc_trials.results.tests.posted_analysis import Interval, PostedAnalysis, effect_of
from msc_trials.results.tests.pvalue import Decision, PValue, alpha_of, decides, parse_p
from msc_trials.results.tests.unadjusted_test import fisher
from msc_trials.results.values import ValueRow
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

_SOME_LEVEL = 0.01
"""From here on "p < 0.05", "p < 0.017" may be a level and no result."""
_ALIKE, _PLAIN = 0.5, 1.28
"""Standard errors between two means: too alike for any adjustment; a plain test gives p = 0.2 (normal approximation)."""

_OF_MEDIAN = (1.2533 / 1.349) ** 2
"""The variance of a median of n normal values, by their squared interquartile range over n."""


@dataclass(frozen=True)
class _Posted:
    """One analysis with its p-value parsed and the groups it compares."""

    analysis: PostedAnalysis
    view: OutcomeView
    sides: Comparison

    @cached_property
    def p(self) -> PValue:
        """The p-value; a posterior probability in its field is none (NCT00484315)."""
        raw = self.analysis.raw
        hints = [hint or "" for hint in (raw.statistical_method, raw.p_value_comment, raw.statistical_comment)]
        return parse_p(None if found("bayes", " | ".join(hints[:2])) else raw.p_value, *hints)

    @cached_property
    def alpha(self) -> tuple[float, str]:
        """The level of significance, and the words that state it."""
        return alpha_of(self.analysis, self.p)

    @cached_property
    def decision(self) -> Decision:
        """What the p-value says against the level."""
        return decides(self.p, self.alpha[0])

    @property
    def interval(self) -> Interval | None:
        """The posted interval of a comparison."""
        interval = self.analysis.interval
        return None if interval is None or interval.kind == "one_group" else interval

    @property
    def limits(self) -> str:
        a = self.analysis.raw
        return f"{a.ci_pct_value or '95'}% CI {a.ci_lower_limit or '...'} to {a.ci_upper_limit or '...'}"

    @property
    def repeats_level(self) -> bool:
        """Whether the p-value is only said to be below what may be a level and no result."""
        return self.p.operator in {"<", "<="} and self.p.value is not None and self.p.value >= _SOME_LEVEL

    @property
    def groups(self) -> tuple[str, ...]:
        return (*self.sides.tested, *self.sides.comparator)

    def who(self) -> Judged:
        """Which group did better; nothing is believed of an estimate outside its own interval."""
        if self.interval is not None and self.interval.contradicts_itself:
            quote = f"{self.analysis.raw.param_value}; {self.limits}"
            return TestOutcome.UNSETTLED, (reason("intervals.estimate_outside", self.analysis.path, quote),)
        return favours(self.analysis, self.view, self.sides)

    def by_p(self, name: str, quote: str = "", **values: object) -> Reason:
        """A reason that points at the p-value."""
        return reason(name, f"{self.analysis.path}.pValue", quote or self.p.text, p=self.p.text, **values)


def read_test(analysis: PostedAnalysis, comparison: Comparison, view: OutcomeView) -> ReadTest | None:
    """What one between-arm analysis says; None when it posts nothing that decides."""
    posted = _Posted(analysis, view, comparison)
    margin = ni.is_noninferiority(analysis)
    bayes = posterior(analysis, view, comparison)
    if bayes is not None:
        read = _by_posterior(posted, *bayes, margin)
    else:
        read = _noninferiority(posted) if margin else _superiority(posted)
    if read is None:
        return None
    groups = f"{'+'.join(comparison.tested)} v {'+'.join(comparison.comparator)}"
    whose = reason("comparisons.pair", f"{analysis.path}.groupIds", groups, why=comparison.why)
    return ReadTest(
        outcome=read[0],
        tested=comparison.tested,
        comparator=comparison.comparator,
        comparator_kind=comparison.comparator_kind,
        reasons=(whose, *read[1]),
        p_text=analysis.raw.p_value or "",
        effect=effect_of(analysis.raw, analysis.interval, view.unit),
        analysis=analysis,
        omnibus=comparison.kind == "omnibus",
        margin=margin and bayes is None,
    )


def _by_posterior(posted: _Posted, reached: bool, numbers: str, margin: bool) -> Judged | None:
    """A posterior probability that reached its threshold, or did not."""
    won = TestOutcome.NOT_INFERIOR if margin else TestOutcome.BETTER
    lost = TestOutcome.INFERIOR if margin else TestOutcome.NULL
    return (won if reached else lost), (reason("bayes.posterior", posted.analysis.path, numbers, numbers=numbers),)


def _superiority(posted: _Posted) -> Judged | None:
    """The p-value where it decides, else the interval."""
    p, decision, (alpha, stated) = posted.p, posted.decision, posted.alpha
    if decision == "undecidable" or (decision == "significant" and _interval_decides(posted)):
        return _by_interval(posted)
    words = f"{alpha:g} ({stated})" if stated else f"{alpha:g}"
    if p.sided == "one" and not stated and p.value is not None and alpha <= p.value <= 0.05:
        rows = posted.view.later_rows if posted.view.counts else []
        exact = _exact(rows[0], posted.groups) if rows else None  # verdict conventions (NCT01347112)
        if exact is None and p.text.strip() in {"0.05", ".05"}:
            return _by_interval(posted)  # repeats the level, as it does in a two-sided test
        if exact is not None:
            words = f"0.05 (one-sided; two-sided from the counts {exact:.2g})"
            decision = "significant" if exact < 0.05 else "not_significant"
    if decision == "not_significant":
        return TestOutcome.NULL, (posted.by_p("pvalue.decides/missed", alpha=words),)
    if refuted := found("tests_alternative", posted.analysis.comments):
        return TestOutcome.NULL, (posted.by_p("pvalue.alternative", refuted),)
    decided = posted.by_p("pvalue.decides", alpha=words)
    untested = found("not_formally_tested", posted.analysis.comments)
    if untested:
        return TestOutcome.UNSETTLED, (decided, posted.by_p("pvalue.outside_testing", untested))
    who, why = posted.who()
    if _values_deny(posted):
        return TestOutcome.UNSETTLED, (decided, *why, posted.by_p("pvalue.values_alike"))
    return who, (decided, *why)


def _exact(row: ValueRow, groups: tuple[str, ...]) -> float | None:
    """Fisher's exact p-value of the counts of two groups in a row; None where they are no whole numbers of those analysed."""
    numbers = [n for g in groups for n in (row.values.get(g), row.sizes.get(g))]
    if len(groups) != 2 or any(n is None or n != int(n) for n in numbers):
        return None
    own, size, other, other_size = (int(n or 0) for n in numbers)
    return fisher(own, size, other, other_size) if 0 <= own <= size and 0 <= other <= other_size else None


def _interval_decides(posted: _Posted) -> bool:
    """Whether a p-value below the level cannot stand beside its own two-sided interval, which holds no effect.

    "< 0.05" there repeats a level; a p between 0.025 and 0.05 beside an interval of 97.5 % was held against the level of
    the interval (NCT00490139). An exact p beside an interval of 95 % may come from another test, and stands.
    """
    interval = posted.interval
    if interval is None or interval.kind == "unknown" or interval.low is None or interval.high is None:
        return False
    holds_null = interval.low < interval.null < interval.high
    if interval.level < 95 or not holds_null or posted.analysis.raw.ci_num_sides == "ONE_SIDED":
        return False
    return posted.repeats_level or (interval.level > 95 and not posted.alpha[1])


def _values_deny(posted: _Posted) -> bool:
    """Whether the posted numbers cannot give this p-value.

    A plain test of two groups can be done again from counts, or from means and standard deviations: none of the rows may be
    as far from significance as p = 0.2. Adjusted tests are given more: means within half a standard error of their
    difference, where no estimate is posted, are not brought below p = 0.01 (NCT00434018), within a quarter below no level.
    """
    raw, view, p = posted.analysis.raw, posted.view, posted.p.value
    method, medians = raw.statistical_method or "", view.outcome.param_type == "MEDIAN"
    plain = found("rank_test" if medians else "plain_test", method) and not found("not_plain", posted.analysis.comments)
    if plain and not view.paired and view.counts:
        exact = [_exact(row, posted.groups) for row in view.later_rows]
        return bool(exact) and all(p is not None and p > 0.2 for p in exact)
    if plain and not view.paired:
        return (posted.repeats_level or not medians) and _within(posted, _PLAIN)
    if p is None or raw.param_value or medians:
        return False
    return _within(posted, _ALIKE if p <= _SOME_LEVEL else _ALIKE / 2)


def _within(posted: _Posted, errors: float) -> bool:
    """Whether in every row the values of two groups lie within so many standard errors of their difference."""
    view, groups = posted.view, posted.groups
    read = [[(row.values.get(g), _variance(view, row, g)) for g in groups] for row in view.later_rows]
    known = [[(v, s) for v, s in row if v is not None and s] for row in read]
    rows = [row for row in known if len(row) == len(groups) == 2]
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


def _by_interval(posted: _Posted) -> Judged | None:
    """No p-value decides: whether the interval holds the value of no effect. Source: domain notes §5c (only CI)."""
    interval = posted.interval
    if interval is None:
        return None
    interval = interval.at_level(95.0) if interval.level < 95 else interval
    side = interval.excludes_null()
    if side == "unknown" or (side != "no" and interval.level < 95):
        return None  # a narrow interval that cannot be widened shows nothing by leaving out no effect
    name = "intervals.null/held" if side == "no" else "intervals.null"
    path = f"{posted.analysis.path}.ciLowerLimit"
    shown = reason(name, path, posted.limits, level=interval.level, null=interval.null)
    if side == "no":
        return TestOutcome.NULL, (shown,)
    who, why = posted.who()
    return who, (shown, *why)


def _noninferiority(posted: _Posted) -> Judged | None:
    """Superiority first (an interval clear of no effect, in favour), then the margin, then the p-value."""
    analysis, interval = posted.analysis, posted.interval
    if interval is None or not interval.usable:
        if not ni.says_noninferiority(analysis):
            return _superiority(posted)
        return _beyond(posted) or _concluded(posted) or _by_p(posted)
    placebo = any(posted.view.roles[g].masked for g in posted.sides.comparator)
    equivalence = ni.is_equivalence(analysis) or posted.view.kind == "pk"
    worse = False
    if interval.excludes_null() in {"above", "below"}:
        who, why = posted.who()
        if who is TestOutcome.BETTER and interval.level >= 95 and (placebo or not equivalence):
            superior = reason("noninferiority.superior", analysis.path, posted.limits, null=interval.null)
            return who, (superior, *why)
        worse = who is TestOutcome.WORSE
    margin = ni.margin_of(analysis, posted.view.outcome, interval)
    if margin is None and not ni.says_noninferiority(analysis):
        return _superiority(posted)
    kept = None if margin is None else ni.met(margin, interval, _better_sign(posted, interval), equivalence)
    if margin is None or kept is None:
        shown = (None if worse else _concluded(posted)) or _by_p(posted, interval, worse) or _by_interval(posted)
        return None if shown is not None and shown[0] is TestOutcome.NULL else shown
    name = "noninferiority.margin" if kept else "noninferiority.margin/crossed"
    lost = TestOutcome.WORSE if worse else TestOutcome.INFERIOR
    held = reason(name, analysis.path, margin.quote, limits=posted.limits)
    return (TestOutcome.NOT_INFERIOR if kept else lost), (held,)


def _beyond(posted: _Posted) -> Judged | None:
    """An estimate without limits that lies beyond the stated margin has failed, where the p-value only repeats the level."""
    analysis, interval = posted.analysis, posted.interval
    if interval is None or interval.estimate is None or not posted.repeats_level:
        return None
    margin = ni.margin_of(analysis, posted.view.outcome, interval)
    point = interval._replace(low=interval.estimate, high=interval.estimate)
    equivalence = ni.is_equivalence(analysis)
    if margin is None or ni.met(margin, point, _better_sign(posted, interval), equivalence) is not False:
        return None
    held = reason("noninferiority.margin/estimate", analysis.path, margin.quote, estimate=f"{interval.estimate:g}")
    return TestOutcome.INFERIOR, (held,)


def _concluded(posted: _Posted) -> Judged | None:
    """The record says itself that non-inferiority was shown, where no limit can be held against a margin."""
    said = found("noninferior_shown", posted.analysis.comments)
    if not said:
        return None
    return TestOutcome.NOT_INFERIOR, (reason("noninferiority.concluded", posted.analysis.path, said),)


def _by_p(posted: _Posted, usable: Interval | None = None, worse: bool = False) -> Judged | None:
    """No margin can be held against an interval: the p-value. Beside an interval clear of no effect it tests a difference."""
    alpha = posted.alpha[0]
    if posted.decision == "undecidable":
        return None
    if posted.decision == "not_significant":
        return TestOutcome.INFERIOR, (posted.by_p("noninferiority.p/missed", alpha=alpha),)
    if worse:
        return TestOutcome.WORSE, (posted.by_p("noninferiority.worse"),)
    if usable is not None and usable.excludes_null() in {"above", "below"}:
        who, why = posted.who()
        return who, (posted.by_p("noninferiority.difference_p"), *why)
    return TestOutcome.NOT_INFERIOR, (posted.by_p("noninferiority.p", alpha=alpha),)


def _better_sign(posted: _Posted, interval: Interval) -> int:
    """+1 when larger estimates favour the tested group, -1 when smaller ones do, 0 when unknown."""
    usual = {"higher": 1, "lower": -1}.get(posted.view.direction, 0)
    if interval.estimate is None or interval.estimate == interval.null or not usual:
        return usual
    who, _ = posted.who()
    if who not in {TestOutcome.BETTER, TestOutcome.WORSE}:
        return usual
    return 1 if (interval.estimate > interval.null) == (who is TestOutcome.BETTER) else -1
