"""The significance level of a posted test.

0.05 two-sided unless the analysis states its own; 0.025 for a one-sided test without a stated level. Source: verdict
rules, domain notes §5c (read p comment, statistical comment and group description for alpha, interim, Bonferroni).
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.matching.rules import fold
from msc_trials.matching.text import normalize
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import PValue

_LARGEST = 0.1
"""No level above this is taken for a significance level: larger numbers are powers, shares or planning values."""


@cache
def _stated() -> tuple[re.Pattern[str], ...]:
    """How a level is stated, for texts in small letters."""
    number = r"(0?\.\d{1,5}|[1-9](?:\.\d+)?\s*%)"
    gap = r"(?:[^.;\d]|\b[12](?=[- ]?(?:sided|tailed))){0,40}?"
    significant = r"(?:statistical(?:ly)? )?significan(?:t|ce)"
    return (
        re.compile(rf"(?:threshold|criterion|cut-?off) (?:for|of|to declare|to claim) {significant}{gap}{number}"),
        re.compile(rf"p[- ]?values?[^.;\d]{{0,20}}?(?:<=?|less than(?: or equal to)?)\s*{number}\s*(?:\((?:two|one|2|1)[- ](?:sided|tailed)\)\s*)?"
                   rf"(?:was|is|were|are|will be)? ?(?:considered|regarded|deemed|taken|required|needed|used|interpreted)"
                   rf"[^.;\d]{{0,40}}?significan\w*"),
        re.compile(rf"(?:alpha\b(?<!\w.....)|α|significance level|level of significance|significance threshold|type[- ]?(?:i|1) error"
                   rf"|significance (?:was |is |will be )?(?:set|defined|declared|assessed|tested|claimed|determined)|significant (?:if|at|when)"
                   rf"|nominal (?:level|alpha)|bonferroni){gap}{number}"),
        re.compile(rf"{number}\s*(?:\((?:two|one|2|1)[- ]sided\)\s*)?(?:significance level|level of significance|"
                   rf"(?:two|one|2|1)[- ]sided\s+(?:significance\s+)?level|alpha\b|level\b)"),
    )  # fmt: skip


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
        for pattern in _stated():
            match = pattern.search(low)
            if match is None:
                continue
            raw = match[1]
            value = float(raw.rstrip("% ")) / (100 if "%" in raw else 1)
            if 0.0 < value <= _LARGEST:
                return value, plain[slice(*match.span())].strip()
    return default, ""
