"""One posted analysis with its numbers read and its texts joined once."""

from __future__ import annotations

from functools import cached_property

from msc_trials.records.schema import Analysis
from msc_trials.results.tests.interval import Interval, ParamKind, param_kind, read_interval
from msc_trials.results.words import found, join


class PostedAnalysis:
    """``raw`` is the analysis as posted, ``path`` its place in the record."""

    def __init__(self, raw: Analysis, path: str) -> None:
        self.raw: Analysis = raw
        self.path: str = path

    @cached_property
    def method(self) -> str:
        """The statistical method and the parameter."""
        return join(self.raw.statistical_method, self.raw.param_type)

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
        """Whether the parameter is a ratio, a difference or a value of one group."""
        return param_kind(self.raw)

    @cached_property
    def interval(self) -> Interval | None:
        """The posted interval."""
        return read_interval(self.raw, self.kind)
