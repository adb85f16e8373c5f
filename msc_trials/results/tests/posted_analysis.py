"""One posted analysis with its numbers read and its texts joined once, and its interval: level, sides, the value of no effect.

Source: domain notes §5c (CI only, estimate outside its own CI, ratio parameters), API contract §4.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import erf, exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal, NamedTuple

from msc_trials.results.findings import Effect
from msc_trials.results.words import found, join, number

if TYPE_CHECKING:  # reading abstracts needs the p values and no schema of records
    from msc_trials.records.schema import Analysis

ParamKind = Literal["ratio", "difference", "one_group", "unknown"]


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf((1 + level / 100) / 2)


class Interval(NamedTuple):
    """A posted interval; a missing limit of a one-sided one is None. ``null`` is the value of no effect.

    ``in_percent``: its numbers are percents and never parts of one.
    """

    kind: ParamKind
    estimate: float | None
    low: float | None
    high: float | None
    level: float
    null: float
    in_percent: bool = False

    @property
    def usable(self) -> bool:
        """Whether at least one limit is posted."""
        return self.low is not None or self.high is not None

    @property
    def contradicts_itself(self) -> bool:
        """Whether the estimate lies outside its own limits by more than rounding."""
        if self.estimate is None or self.low is None or self.high is None:
            return False
        slack = 0.02 * (abs(self.high - self.low) + abs(self.estimate)) + 1e-9
        return not self.low - slack <= self.estimate <= self.high + slack

    def at_95(self) -> Interval:
        """The same interval at 95 % by the normal approximation; itself where that cannot be done."""
        if self.low is None or self.high is None or not 1 <= self.level < 100:
            return self
        if self.kind == "ratio" and self.low <= 0:
            return self
        there, back = (log, exp) if self.kind == "ratio" else (float, float)
        low, high = there(self.low), there(self.high)
        middle, half = (low + high) / 2, (high - low) / 2 * _quantile(95) / _quantile(self.level)
        return self._replace(low=back(middle - half), high=back(middle + half), level=95.0)

    def p_of_no_effect(self) -> float | None:
        """The two-sided p-value of its estimate against no effect (normal approximation); None where it gives none."""
        numbers = (self.low, self.high, self.estimate, self.null)
        if None in numbers or not 1 <= self.level < 100:
            return None
        scaled = [number or 0.0 for number in numbers]
        if self.kind == "ratio" and min(scaled) <= 0:
            return None
        low, high, estimate, null = map(log, scaled) if self.kind == "ratio" else scaled
        error = (high - low) / 2 / _quantile(self.level)
        return 1 - erf(abs(estimate - null) / error / sqrt(2)) if error > 0 else None

    def excludes_null(self) -> bool | None:
        """Whether the whole interval lies on one side of no effect; None where a missing limit leaves that open."""
        if (self.low is not None and self.low > self.null) or (self.high is not None and self.high < self.null):
            return True
        return None if self.low is None or self.high is None else False


def is_prevented(name: str) -> bool:
    """Whether an effect is named as a share that is prevented, and not as a ratio of what is reduced.

    >>> is_prevented("Relative risk reduction (%)"), is_prevented("Hazard ratio (relative risk reduction)")
    (True, False)
    """
    return bool(found("prevented", name)) and not found("not_prevented", name)


@dataclass(frozen=True)
class PostedAnalysis:
    """``raw`` is the analysis as posted, ``path`` its place in the record."""

    raw: Analysis
    path: str

    @cached_property
    def method(self) -> str:
        """The statistical method and the parameter."""
        return join(self.raw.statistical_method, self.raw.param_type)

    @property
    def texts_on_levels(self) -> tuple[str, ...]:
        """The free texts that may state a level of significance, the most telling first."""
        a = self.raw
        texts = (a.p_value_comment, a.statistical_comment, a.group_description, a.non_inferiority_comment)
        return tuple(filter(None, (*texts, a.estimate_comment, a.other_analysis_description)))

    @property
    def texts_on_margins(self) -> tuple[str, ...]:
        """The free texts that may state a margin, the most telling first."""
        a = self.raw
        texts = (a.non_inferiority_comment, a.group_description, a.statistical_comment, a.p_value_comment)
        return tuple(filter(None, (*texts, a.estimate_comment, a.other_analysis_description)))

    @cached_property
    def comments(self) -> str:
        """All free text of the analysis and its method as one line."""
        a = self.raw
        return join(
            a.group_description, a.p_value_comment, a.statistical_method, a.statistical_comment, a.estimate_comment,
            a.non_inferiority_comment, a.other_analysis_description, a.ci_lower_limit_comment, a.ci_upper_limit_comment,
        )  # fmt: skip

    @cached_property
    def label(self) -> str:
        """The text that says to which time point, row or subset the analysis belongs."""
        a = self.raw
        return join(a.group_description, a.p_value_comment, a.estimate_comment, a.statistical_comment)

    def has(self, name: str) -> bool:
        """Whether words of a list stand in the comments, the method or the parameter."""
        return bool(found(name, self.comments) or found(name, self.method))

    @cached_property
    def kind(self) -> ParamKind:
        """Whether the parameter is a ratio (no effect: 1), a difference (0) or a value of one group."""
        raw, text = self.raw, self.raw.param_type or ""
        lower = number(raw.ci_lower_limit) or 0.0
        if not text or text.lower().startswith("other"):
            words = f"{raw.estimate_comment or ''} {raw.group_description or ''}"
            return "ratio" if lower > 0 and re.search(r"\bratio\b|hazard|odds", words, re.IGNORECASE) else "unknown"
        if found("one_group_param", text):
            crossing = len(raw.group_ids) == 2 and lower < 0
            return "difference" if crossing else "one_group"
        if is_prevented(text):
            return "difference"  # a "relative risk reduction" is zero where nothing is prevented
        kind: ParamKind = "difference" if found("difference_param", text) else "unknown"
        named = found("ratio_param", text)
        if named and not found("not_a_ratio", text):
            return "ratio"
        told = join(raw.estimate_comment, raw.non_inferiority_comment, raw.group_description)
        said = named or (kind == "difference" and found("ratio_said", told))
        return "ratio" if said and self._is_like_a_ratio() else kind

    def _is_like_a_ratio(self) -> bool:
        """Whether the estimate lies at the geometric middle of its limits, all above zero, and not at their middle.

        A "fold difference" and a "hazard ratio, log" are often posted as plain ratios (NCT01073293, NCT00829985).
        """
        numbers = (self.raw.param_value, self.raw.ci_lower_limit, self.raw.ci_upper_limit)
        estimate, low, high = (number(value) or 0.0 for value in numbers)
        if not 0 < low <= estimate <= high:
            return False
        off = abs(estimate - sqrt(low * high))
        return off <= 0.01 * estimate or off < abs(estimate - (low + high) / 2)

    @cached_property
    def interval(self) -> Interval | None:
        """The posted interval; None when neither a limit nor an estimate is posted. Limits in the wrong order are swapped."""
        low, high = number(self.raw.ci_lower_limit), number(self.raw.ci_upper_limit)
        estimate = number(self.raw.param_value)
        if low is None and high is None and estimate is None:
            return None
        if low is not None and high is not None and low > high:
            low, high = high, low
        null = 0.0
        if self.kind == "ratio":
            null = 100.0 if self._in_percent(estimate, low, high) else 1.0
        return Interval(self.kind, estimate, low, high, number(self.raw.ci_pct_value) or 95.0, null)

    def _in_percent(self, estimate: float | None, low: float | None, high: float | None) -> bool:
        """A ratio times 100: the parameter says so, or the values cannot be a plain ratio near one."""
        named, largest = self.raw.param_type or "", max(v for v in (estimate, low, high) if v is not None)
        if largest < 10:
            return False
        return bool(found("percent_ratio", named)) or "%" in named or (low is not None and low > 20 and largest < 500)

    def effect(self, unit: str) -> Effect | None:
        """The posted effect for display, in the outcome's unit."""
        if (interval := self.interval) is None:
            return None
        level = number(self.raw.ci_pct_value) if interval.low is not None or interval.high is not None else None
        kind = self.raw.param_type or ""
        return Effect(kind, interval.estimate, interval.low, interval.high, level, unit, interval.null)
