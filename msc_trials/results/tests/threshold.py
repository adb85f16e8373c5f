"""One arm against a number that was set beforehand: a historical rate, a performance goal, a two-stage design's null
rate; a change against zero is none. Source: domain notes §5c (NCT02336230), verdict rules (met_uncontrolled)."""

from __future__ import annotations

import re
from typing import NamedTuple

from msc_trials.knowledge.rules import pattern
from msc_trials.results.findings import reason
from msc_trials.results.model import Judged, TestOutcome
from msc_trials.results.tests.noninferiority import is_equivalence, without_other_numbers
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import alpha_of, decides, parse_p
from msc_trials.results.values import rates
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, number


class PresetNumber(NamedTuple):
    """A stated number to beat and its words; ``percent`` as written."""

    value: float
    percent: bool
    quote: str

    def beside(self, posted: float) -> float:
        """The number on the scale of a posted one: percent beside parts of one, or the other way round."""
        if posted > 1 >= self.value and not self.percent:
            return self.value * 100
        return self.value / 100 if self.percent and posted <= 1 < self.value else self.value


def goal_of(text: str) -> PresetNumber | None:
    """The first stated number to beat that is not zero; None when the text states none."""
    plain = without_other_numbers(text)
    for match in (*pattern("threshold.goal").finditer(plain), *pattern("threshold.before").finditer(plain)):
        value = float(match[1])
        if value > 0:
            return PresetNumber(value, bool(match[2]), match.group().strip())
    return None


def against_goal(analysis: PostedAnalysis, view: OutcomeView, group: str) -> Judged | None:
    """What a one-arm test says against its pre-set number; None when there is no such number or test."""
    text, path = analysis.comments, analysis.path
    one_sample = re.search(r"binomial|one[- ]sample|single[- ]proportion|1[- ]sample", text, re.IGNORECASE)
    told = f"{view.title} {view.description}"
    stated = one_sample or found("threshold", text) or found("outside_control", text) or found("performance_goal", told)
    if not stated or is_equivalence(analysis) or (found("within_arm", text) and not one_sample):
        return None
    goal = goal_of(text) or goal_of(told)
    p = parse_p(analysis.raw.p_value, analysis.raw.statistical_method or "", analysis.raw.p_value_comment or "")
    alpha, stated = alpha_of(analysis, p)
    if not stated and p.sided == "one":
        alpha = 0.05
    decision = decides(p, alpha)
    if decision != "undecidable" and analysis.raw.tested_non_inferiority and found("outside_control", text):
        kept = decision == "significant"
        why = reason("thresholds.outside" if kept else "thresholds.outside/missed", path, p.text, p=p.text, alpha=alpha)
        return (TestOutcome.BETTER if kept else TestOutcome.NULL), (why,)
    if goal is None or view.direction not in {"higher", "lower"}:
        return None
    value = _on_wrong_side(view, group, goal)
    if decision == "significant" and value:
        return TestOutcome.WORSE, (reason("thresholds.wrong_side", path, goal.quote, value=value),)
    if decision == "significant":
        return TestOutcome.BETTER, (reason("thresholds.p", path, goal.quote, p=p.text, alpha=alpha),)
    if decision == "not_significant":
        return TestOutcome.NULL, (reason("thresholds.p/missed", path, goal.quote, p=p.text, alpha=alpha),)
    return _by_limits(analysis, view, group, goal)


def _by_limits(analysis: PostedAnalysis, view: OutcomeView, group: str, goal: PresetNumber) -> Judged | None:
    """The confidence limit on the cautious side against the goal."""
    direction = view.direction
    low, high = number(analysis.raw.ci_lower_limit), number(analysis.raw.ci_upper_limit)
    if low is None and high is None:
        posted = next((r.limits[group] for r in view.later_rows if group in r.limits), None)
        low, high = posted if posted else (None, None)
    limit = low if direction == "higher" else high
    if limit is None:
        return None
    value = goal.beside(limit)
    beaten = limit > value if direction == "higher" else limit < value
    name = "thresholds.limit" if beaten else "thresholds.limit/missed"
    why = reason(name, analysis.path, goal.quote, limit=limit, value=value)
    return (TestOutcome.BETTER if beaten else TestOutcome.NULL), (why,)


def _on_wrong_side(view: OutcomeView, group: str, goal: PresetNumber) -> str:
    """The posted value where it lies on the bad side of the goal; else empty."""
    pool = [row for row, sign in view.events if sign > 0] if view.split else view.later_rows
    posted = next((values[group] for values in (rates(r, view.counts) for r in pool) if group in values), None)
    if posted is None:
        return ""
    value = posted * (100 if view.counts else 1)
    aim = goal.beside(value)
    worse = value < aim if view.direction == "higher" else value > aim
    return f"{value:g}" if worse else ""
