"""Bayesian results: a posterior probability against its pre-set threshold.

Source: domain notes §5c (NCT02412735: posteriors 0.2072 and 0.6427 against 0.9875; no p-value field at all).
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.records import Analysis, PostedOutcome
from msc_trials.results.words import found, join, number


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(
        r"(?:threshold|exceed\w*|at least|greater than|more than|above|higher than|>=?|cut-?off|criterion)[^.;\d]{0,50}?"
        r"(0?\.\d{2,5}|[5-9]\d(?:\.\d+)?\s*%)",
        re.IGNORECASE,
    )


def posterior(analysis: Analysis, outcome: PostedOutcome) -> tuple[bool, str] | None:
    """Whether the posterior reached its threshold, and the words used; None when this is no such analysis."""
    if analysis.param_value is None:
        return None
    own = join(analysis.param_type, analysis.statistical_method, analysis.statistical_comment, analysis.estimate_comment,
               analysis.group_description, analysis.other_analysis_description)  # fmt: skip
    if not re.search(r"posterior|predictive prob", own, re.IGNORECASE) or not found("bayes", own):
        return None
    value = number(analysis.param_value)
    match = _threshold().search(f"{own} | {join(analysis.non_inferiority_comment, outcome.description)}")
    if value is None or match is None:
        return None
    limit = float(match[1].rstrip("% ")) / (100 if "%" in match[1] else 1)
    value = value / 100 if value > 1 else value
    if not 0 <= value <= 1:
        return None
    return value >= limit, f"{analysis.param_value} against {match[1]}"
