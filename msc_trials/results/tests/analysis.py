"""One posted between-arm analysis read into what it says of the tested group.

Order: Bayesian posterior, non-inferiority, p-value, confidence interval. A p-value that only repeats alpha is no
p-value. Source: verdict rules, domain notes §5c.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple, TypeAlias

from msc_trials.results.findings import Reason
from msc_trials.results.model import ReadTest, TestOutcome
from msc_trials.results.tests import noninferiority as ni
from msc_trials.results.tests.alpha import alpha_of
from msc_trials.results.tests.bayes import is_posterior, posterior
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.favours import Favours, Sides, favours
from msc_trials.results.tests.interval import Interval, effect_of
from msc_trials.results.tests.margin import margin_of
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import PValue, decides, parse_p
from msc_trials.results.tests.unadjusted_test import fisher
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

Outcome: TypeAlias = tuple[TestOutcome, tuple[Reason, ...]]


class _Posted(NamedTuple):
    """One analysis with its parsed numbers and the groups it compares."""

    analysis: PostedAnalysis
    view: OutcomeView
    sides: Sides
    interval: Interval | None
    p: PValue

    @property
    def path(self) -> str:
        return self.analysis.path

    @property
    def limits(self) -> str:
        a = self.analysis.raw
        return f"{a.ci_pct_value or '95'}% CI {a.ci_lower_limit or '...'} to {a.ci_upper_limit or '...'}"

    def who(self) -> tuple[Favours, tuple[Reason, ...]]:
        """Which group did better; nothing is believed of an estimate outside its own interval."""
        interval, a = self.interval, self.analysis
        if interval is not None and interval.contradicts_itself and interval.kind != "one_group":
            text = "The estimate lies outside its own interval."
            return "unknown", (
                Reason("intervals.estimate_outside", text, self.path, f"{a.raw.param_value}; {self.limits}"),
            )
        return favours(a, self.view, self.sides, interval)


def read_test(analysis: PostedAnalysis, comparison: Comparison, view: OutcomeView) -> ReadTest | None:
    """What one between-arm analysis says; None when it posts nothing that decides."""
    raw = analysis.raw
    p = parse_p(
        None if is_posterior(analysis) else raw.p_value,
        raw.statistical_method or "",
        raw.p_value_comment or "",
        raw.statistical_comment or "",
    )
    sides = Sides(comparison.tested, comparison.comparator)
    posted = _Posted(analysis, view, sides, analysis.interval, p)
    bayes = posterior(analysis, view, sides.tested, sides.comparator)
    margin = ni.is_noninferiority(analysis)
    read: Outcome | None
    if bayes is not None:
        reached, quote = bayes
        reason = Reason("bayes.posterior", f"Posterior probability {quote}.", posted.path, quote)
        won, lost = (
            (TestOutcome.NOT_INFERIOR, TestOutcome.INFERIOR) if margin else (TestOutcome.BETTER, TestOutcome.NULL)
        )
        read = (won if reached else lost), (reason,)
    elif margin:
        read = _noninferiority(posted)
    else:
        read = _superiority(posted)
    if read is None:
        return None
    groups = f"{'+'.join(sides.tested)} v {'+'.join(sides.comparator)}"
    whose = Reason("comparisons.pair", f"{comparison.why}.", f"{posted.path}.groupIds", groups)
    return ReadTest(
        outcome=read[0],
        tested=sides.tested,
        comparator=sides.comparator,
        comparator_kind=comparison.comparator_kind,
        reasons=(whose, *read[1]),
        p_text=raw.p_value or "",
        effect=effect_of(raw, analysis.interval, view.unit),
        analysis=analysis,
        omnibus=comparison.kind == "omnibus",
        margin=margin and bayes is None,
    )


def _superiority(posted: _Posted) -> Outcome | None:
    """The p-value where it decides, else the interval."""
    p = posted.p
    alpha, stated = alpha_of(posted.analysis, p)
    decision = decides(p, alpha) if p.text else "undecidable"
    if decision == "undecidable":
        return _by_interval(posted)
    words = f" ({stated})" if stated else ""
    if p.sided == "one" and not stated and p.value is not None and alpha <= p.value < 0.05:
        exact = _two_sided(posted)
        if exact is not None:
            alpha, words = 0.05, f" (one-sided; two-sided from the counts {exact:.2g})"
            decision = "significant" if exact < alpha else "not_significant"
    text = f"p {p.text} is {'' if decision == 'significant' else 'not '}below {alpha:g}{words}."
    reason = Reason("pvalue.decides", text, f"{posted.path}.pValue", p.text)
    if decision == "not_significant":
        return TestOutcome.NULL, (reason,)
    untested = found("not_formally_tested", posted.analysis.comments)
    if untested:
        note = Reason(
            "pvalue.outside_testing", "The record says that this was not part of the testing.", posted.path, untested
        )
        return TestOutcome.UNSETTLED, (reason, note)
    who, why = posted.who()
    if who == "comparator" and p.value is not None and p.value > 0.05:
        note = Reason(
            "pvalue.lenient", "A level above 0.05 is no ground to call the comparator better.", posted.path, p.text
        )
        return TestOutcome.NULL, (reason, *why, note)
    if p.value is not None and p.value <= 0.01 and not posted.analysis.raw.param_value and _values_alike(posted):
        text = "The posted means are too alike for this p-value; it may belong to another test."
        return TestOutcome.UNSETTLED, (reason, *why, Reason("pvalue.values_alike", text, posted.path, p.text))
    return _outcome(who), (reason, *why)


def _two_sided(posted: _Posted) -> float | None:
    """The two-sided exact p-value of the posted counts of two groups; None where they do not allow one.

    It decides a one-sided p-value without a stated level. Source: verdict conventions (NCT01347112).
    """
    view, groups = posted.view, (*posted.sides.tested, *posted.sides.comparator)
    rows = [row for row, _ in view.events] if view.split else view.later_rows
    if not view.counts or len(groups) != 2 or not rows:
        return None
    numbers = [n for g in groups for n in (rows[0].values.get(g), rows[0].sizes.get(g))]
    if any(n is None or n != int(n) for n in numbers):
        return None
    own, size, other, other_size = (int(n or 0) for n in numbers)
    return fisher(own, size, other, other_size) if 0 <= own <= size and 0 <= other <= other_size else None


def _values_alike(posted: _Posted) -> bool:
    """Whether the means of the two groups lie within half a standard error of their difference in every row.

    No adjustment brings such a difference below p = 0.01 (it would take a correlation with baseline above 0.98);
    NCT00434018.
    """
    view, sides = posted.view, posted.sides
    if len(sides.tested) != 1 or len(sides.comparator) != 1 or view.dispersion != "standard deviation":
        return False
    groups = (sides.tested[0], sides.comparator[0])
    rows = [
        r for r in view.later_rows if all(r.spreads.get(g) and r.sizes.get(g, 0) > 1 and g in r.values for g in groups)
    ]
    errors = [sqrt(sum(row.spreads[g] ** 2 / row.sizes[g] for g in groups)) for row in rows]
    return bool(rows) and all(
        abs(row.values[groups[0]] - row.values[groups[1]]) < 0.5 * error
        for row, error in zip(rows, errors, strict=True)
    )


def _by_interval(posted: _Posted) -> Outcome | None:
    """No p-value decides: whether the interval holds the value of no effect. Source: domain notes §5c (only CI)."""
    interval = posted.interval
    if interval is None or interval.kind == "one_group":
        return None
    narrow = interval.level < 95 and not alpha_of(posted.analysis, posted.p)[1]
    if narrow:
        interval = interval.at_level(95.0)
    side = interval.excludes_null()
    if side == "unknown" or (side != "no" and narrow and interval.level < 95):
        return None  # a narrow interval that cannot be widened shows nothing by leaving out no effect
    text = f"The {interval.level:g} % interval {'holds' if side == 'no' else 'excludes'} {interval.null:g}."
    reason = Reason("intervals.null", text, f"{posted.path}.ciLowerLimit", posted.limits)
    if side == "no":
        return TestOutcome.NULL, (reason,)
    who, why = posted.who()
    return _outcome(who), (reason, *why)


def _outcome(who: Favours) -> TestOutcome:
    return {"tested": TestOutcome.BETTER, "comparator": TestOutcome.WORSE, "neither": TestOutcome.NULL}.get(
        who, TestOutcome.UNSETTLED
    )


def _noninferiority(posted: _Posted) -> Outcome | None:
    """Superiority first (an interval clear of no effect, in favour), then the margin, then the p-value."""
    analysis, interval = posted.analysis, posted.interval
    usable = interval if interval is not None and interval.usable and interval.kind != "one_group" else None
    if usable is None:
        return _by_p(posted, None, worse=False) if ni.says_noninferiority(analysis) else _superiority(posted)
    equivalence = ni.is_equivalence(analysis)
    worse = False
    if usable.excludes_null() in {"above", "below"}:
        who, why = posted.who()
        if who == "tested" and usable.level >= 95 and not equivalence:
            text = f"The interval also excludes {usable.null:g}."
            return TestOutcome.BETTER, (Reason("noninferiority.superior", text, posted.path, posted.limits), *why)
        worse = who == "comparator"
    margin = margin_of(analysis, posted.view.outcome, usable)
    kept = None if margin is None else ni.met(margin, usable, _better_sign(posted, usable), equivalence)
    if margin is None and not ni.says_noninferiority(analysis):
        return _superiority(posted)
    if margin is None or kept is None:
        return _by_p(posted, usable, worse) or _by_interval(posted)
    text = f"The interval ({posted.limits}) {'keeps to' if kept else 'crosses'} the margin."
    reason = Reason("noninferiority.margin", text, posted.path, margin.quote)
    return (TestOutcome.NOT_INFERIOR if kept else TestOutcome.WORSE if worse else TestOutcome.INFERIOR), (reason,)


def _by_p(posted: _Posted, usable: Interval | None, worse: bool) -> Outcome | None:
    """No margin can be held against an interval: the p-value, once it is known which test it belongs to."""
    p = posted.p
    alpha, _ = alpha_of(posted.analysis, p)
    decision = decides(p, alpha) if p.text else "undecidable"
    path = f"{posted.path}.pValue"
    if decision == "undecidable":
        return None
    if decision == "not_significant":
        return TestOutcome.INFERIOR, (Reason("noninferiority.p", f"p {p.text} is not below {alpha:g}.", path, p.text),)
    if worse:
        return TestOutcome.WORSE, (
            Reason("noninferiority.worse", "Significantly worse; not equivalent.", path, p.text),
        )
    if usable is not None and usable.excludes_null() in {"above", "below"} and ni.is_difference_p(p, usable):
        who, why = posted.who()
        return _outcome(who), (
            Reason("noninferiority.difference_p", f"p {p.text} tests a difference.", path, p.text),
            *why,
        )
    return TestOutcome.NOT_INFERIOR, (
        Reason("noninferiority.p", f"Non-inferiority p {p.text} is below {alpha:g}.", path, p.text),
    )


def _better_sign(posted: _Posted, interval: Interval) -> int:
    """+1 when larger estimates favour the tested group, -1 when smaller ones do, 0 when unknown."""
    usual = {"higher": 1, "lower": -1}.get(posted.view.direction, 0)
    if interval.estimate is None or interval.estimate == interval.null or not usual:
        return usual
    who, _ = favours(posted.analysis, posted.view, posted.sides, interval)
    if who not in {"tested", "comparator"}:
        return usual
    return 1 if (interval.estimate > interval.null) == (who == "tested") else -1
