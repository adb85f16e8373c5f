"""One posted analysis with its numbers read and its texts cleaned once, and only when asked."""

from __future__ import annotations

from functools import cached_property

from msc_trials.matching.guarded import mentions
from msc_trials.records.study import Analysis
from msc_trials.results.tests.interval import Interval, ParamKind, param_kind, read_interval
from msc_trials.results.words import found, join


class PostedAnalysis:
    """``raw`` is the analysis as posted, ``path`` its place in the record."""

    def __init__(self, raw: Analysis, path: str) -> None:
        self.raw, self.path = raw, path

    @cached_property
    def comments(self) -> str:
        """All that is said in sentences, in lower case: where this is empty, or holds no telling letters, no rule looks closer."""
        a = self.raw
        return join(
            a.group_description, a.p_value_comment, a.statistical_comment, a.estimate_comment, a.non_inferiority_comment,
            a.other_analysis_description, a.ci_lower_limit_comment, a.ci_upper_limit_comment,
        ).lower()  # fmt: skip

    @cached_property
    def method(self) -> str:
        """The statistical method and the parameter in lower case."""
        return join(self.raw.statistical_method, self.raw.param_type).lower()

    def speaks_of(self, stems: tuple[str, ...]) -> bool:
        """Whether comments, method or parameter hold one of these letters."""
        return mentions(self.comments, stems) or mentions(self.method, stems)

    @cached_property
    def label(self) -> str:
        """The text that says to which time point, row or subset the analysis belongs."""
        a = self.raw
        return join(a.group_description, a.p_value_comment, a.estimate_comment, a.statistical_comment)

    def labelled(self, name: str) -> str:
        """The words of a list found in the label."""
        return found(name, self.label) if self.comments else ""

    @cached_property
    def kind(self) -> ParamKind:
        """Whether the parameter is a ratio, a difference or a value of one group."""
        return param_kind(self.raw)

    @cached_property
    def interval(self) -> Interval | None:
        """The posted interval."""
        return read_interval(self.raw, self.kind)
