"""The significance level of a posted test.

0.05 two-sided unless the analysis states its own; 0.025 for a one-sided test without a stated level. Source: verdict
rules, domain notes §5c (read p comment, statistical comment and group description for alpha, interim, Bonferroni).
"""

from __future__ import annotations

from msc_trials.knowledge.patterns import patterns
from msc_trials.matching.rules import fold
from msc_trials.matching.text import normalize
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import PValue

_LARGEST = 0.1
"""No level above this is taken for a significance level: larger numbers are powers, shares or planning values."""


def alpha_of(analysis: PostedAnalysis, p: PValue) -> tuple[float, str]:
    """The level a p-value is held against, and the words that state it (empty for the default)."""
    default = 0.025 if p.sided == "one" else 0.05
    for text in (analysis.raw.p_value_comment, analysis.raw.statistical_comment, analysis.raw.group_description,
                 analysis.raw.non_inferiority_comment, analysis.raw.estimate_comment,
                 analysis.raw.other_analysis_description):  # fmt: skip
        if not text:
            continue
        plain = normalize(text)
        low = fold(plain)
        for _, stated in patterns("alpha"):
            match = stated.search(low)
            if match is None:
                continue
            raw = match[1]
            value = float(raw.rstrip("% ")) / (100 if "%" in raw else 1)
            if 0.0 < value <= _LARGEST:
                return value, plain[slice(*match.span())].strip()
    return default, ""
