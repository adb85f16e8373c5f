"""One posted between-arm analysis read into what it says of the tested group.

A posterior probability against its threshold comes first. A test of non-inferiority: superiority by the interval, the margin,
the p-value. Any other test: the p-value, the interval. A p-value that only repeats alpha is no p-value. Source: verdict rules, domain notes §5c.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from msc_trials.results.findings import Reason, reason
from msc_trials.results.model import Judged, ReadTest, TestOutcome
from msc_trials.results.tests import noninferiority as ni
from msc_trials.results.tests.alike import changes_within, exact, within
from msc_trials.results.tests.bayes import posterior
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.favours import favours
from msc_trials.results.tests.posted_analysis import Interval, PostedAnalysis
from msc_trials.results.tests.pvalue import Decision, PValue, alpha_of, decides, parse_p
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

_SOME_LEVEL = 0.01
"""From here on "p < 0.05", "p < 0.017" may be a level and no result."""
_ALIKE, _PLAIN = 0.5, 1.28
"""Standard errors between two means: too alike for any adjustment; a plain test gives p = 0.2 (normal approximation)."""


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
    read: Judged | None
    if bayes is not None:
        reached, numbers = bayes
        won, lost = (
            (TestOutcome.NOT_INFERIOR, TestOutcome.INFERIOR) if margin else (TestOutcome.BETTER, TestOutcome.NULL)
        )
        read = (won if reached else lost), (reason("bayes.posterior", analysis.path, numbers, numbers=numbers),)
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
        reasons=(whose, *read[1]),
        analysis=analysis,
        omnibus=comparison.kind == "omnibus",
        margin=margin and bayes is None,
    )


def _superiority(posted: _Posted) -> Judged | None:
    """The p-value where it decides, else the interval."""
    p, decision, (alpha, stated) = posted.p, posted.decision, posted.alpha
    if decision == "undecidable" or (decision == "significant" and _interval_decides(posted)):
        return _by_interval(posted)
    words = f"{alpha:g} ({stated})" if stated else f"{alpha:g}"
    if p.sided == "one" and not stated and p.value is not None and alpha <= p.value <= 0.05:
        two_sided = _two_sided(posted)
        if two_sided is None and p.text.strip() in {"0.05", ".05"}:
            return _by_interval(posted)  # repeats the level, as it does in a two-sided test
        if two_sided is not None:
            words = f"0.05 (one-sided; two-sided from the counts {two_sided:.2g})"
            decision = "significant" if two_sided < 0.05 else "not_significant"
    if decision == "not_significant":
        return _missed(posted, words)
    if refuted := found("tests_alternative", posted.analysis.comments):
        return TestOutcome.NULL, (posted.by_p("pvalue.alternative", refuted),)
    decided = posted.by_p("pvalue.decides", alpha=words)
    untested = found("not_formally_tested", posted.analysis.comments)
    if untested:
        return TestOutcome.UNSETTLED, (decided, posted.by_p("pvalue.outside_testing", untested))
    who, why = posted.who()
    if who is TestOutcome.WORSE and p.value is not None and p.value > 0.05:
        return TestOutcome.NULL, (decided, *why, posted.by_p("pvalue.lenient"))
    if _values_deny(posted):
        return TestOutcome.UNSETTLED, (decided, *why, posted.by_p("pvalue.values_alike"))
    return who, (decided, *why)


def _missed(posted: _Posted, words: str) -> Judged:
    """Not significant; a one-sided p-value near one beside an interval clear of no effect is a loss (NCT00373256)."""
    missed, p, interval = posted.by_p("pvalue.decides/missed", alpha=words), posted.p, posted.interval
    clear = interval is not None and interval.level >= 95 and interval.excludes_null()
    if clear and p.sided == "one" and (p.value or 0) >= 1 - posted.alpha[0]:
        who, why = posted.who()
        return (who if who is TestOutcome.WORSE else TestOutcome.NULL), (missed, *why)
    return TestOutcome.NULL, (missed,)


def _two_sided(posted: _Posted) -> float | None:
    """The two-sided exact p-value of the posted counts of two groups; None where they do not allow one.

    It decides a one-sided p-value without a stated level. Source: verdict conventions (NCT01347112).
    """
    view = posted.view
    rows = [row for row, _ in view.events] if view.split else view.later_rows
    return exact(rows[0], posted.groups) if view.counts and rows else None


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
    difference, where no estimate is posted, are not brought below p = 0.01 (NCT00434018). No level is reached by means within
    a quarter of it, or where the changes from the posted baseline are as alike: nothing is left for an adjustment to bring out
    (NCT00608530).
    """
    raw, view, p, groups = posted.analysis.raw, posted.view, posted.p.value, posted.groups
    method, medians = raw.statistical_method or "", view.outcome.param_type == "MEDIAN"
    if medians and not view.paired and found("rank_test", method):
        return posted.repeats_level and within(view, groups, _PLAIN)
    if not view.paired and found("plain_test", method) and not found("not_plain", posted.analysis.comments):
        if not view.counts:
            return not medians and within(view, groups, _PLAIN)
        again = [exact(row, groups) for row in view.later_rows]
        return bool(again) and all(p is not None and p > 0.2 for p in again)
    if p is None or raw.param_value or medians or not within(view, groups, _ALIKE):
        return False
    over_time = bool(found("not_plain", posted.analysis.comments))  # else a paired test is of changes within people
    quarter = within(view, groups, _ALIKE / 2) and (over_time or not view.paired)
    return p <= _SOME_LEVEL or quarter or changes_within(view, groups, _ALIKE)


def _by_interval(posted: _Posted) -> Judged | None:
    """No p-value decides: whether the interval holds the value of no effect. Source: domain notes §5c (only CI)."""
    interval = posted.interval
    if interval is None:
        return None
    interval = interval.at_95() if interval.level < 95 else interval
    excluded = interval.excludes_null()
    if excluded is None or (excluded and interval.level < 95):
        return None  # a narrow interval that cannot be widened shows nothing by leaving out no effect
    name = "intervals.null" if excluded else "intervals.null/held"
    path = f"{posted.analysis.path}.ciLowerLimit"
    shown = reason(name, path, posted.limits, level=interval.level, null=interval.null)
    if not excluded and not interval.contradicts_itself:
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
    if interval.excludes_null():
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
    """No margin can be held against an interval: the p-value, once it is known which test it belongs to."""
    alpha = posted.alpha[0]
    if posted.decision == "undecidable":
        return None
    if posted.decision == "not_significant":
        return TestOutcome.INFERIOR, (posted.by_p("noninferiority.p/missed", alpha=alpha),)
    if worse:
        return TestOutcome.WORSE, (posted.by_p("noninferiority.worse"),)
    if usable is not None and usable.excludes_null() and _of_a_difference(posted.p, usable):
        who, why = posted.who()
        return who, (posted.by_p("noninferiority.difference_p"), *why)
    return TestOutcome.NOT_INFERIOR, (posted.by_p("noninferiority.p", alpha=alpha),)


def _of_a_difference(p: PValue, interval: Interval) -> bool:
    """Whether a p-value is that of an ordinary test of no difference: about what the interval gives (NCT00321464)."""
    expected = interval.p_of_no_effect()
    if expected is None or p.value is None:
        return False
    return expected <= 1.5 * p.value if p.operator in {"<", "<="} else abs(expected - p.value) <= 0.1 * expected + 0.02


def _better_sign(posted: _Posted, interval: Interval) -> int:
    """+1 when larger estimates favour the tested group, -1 when smaller ones do, 0 when unknown."""
    usual = {"higher": 1, "lower": -1}.get(posted.view.direction, 0)
    if interval.estimate is None or interval.estimate == interval.null or not usual:
        return usual
    who, _ = posted.who()
    if who not in {TestOutcome.BETTER, TestOutcome.WORSE}:
        return usual
    return 1 if (interval.estimate > interval.null) == (who is TestOutcome.BETTER) else -1
