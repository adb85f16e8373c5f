"""Non-inferiority and equivalence: is the test one, what is the margin, and is it met.

The registry's flag is often mis-set, so a margin or the words have to stand in the record too. A p-value of such a trial
may belong to the ordinary test of a difference; the interval tells. Source: domain notes §5c (NCT02037204, NCT02298023,
NCT01270139), verdict conventions.
"""

from __future__ import annotations

from math import erf, log, sqrt

from msc_trials.results.tests.interval import Interval, quantile
from msc_trials.results.tests.margin import Margin
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import PValue
from msc_trials.results.words import found


def is_noninferiority(analysis: PostedAnalysis) -> bool:
    """Flagged as non-inferiority or equivalence, or described as such with the flag left at its default."""
    kind = analysis.raw.non_inferiority_type or ""
    if analysis.raw.tested_non_inferiority or kind.startswith(("NON_INFERIORITY", "EQUIVALENCE")):
        return True
    return says_noninferiority(analysis)


def says_noninferiority(analysis: PostedAnalysis) -> bool:
    """Whether the words of the analysis speak of non-inferiority or equivalence; the flag alone is often mis-set."""
    flagged, text = bool(analysis.raw.tested_non_inferiority), f"{analysis.comments} | {analysis.method}"
    return bool(found("noninferior", text)) and (flagged or not found("superior", text))


def is_equivalence(analysis: PostedAnalysis) -> bool:
    """Equivalence (both limits count) rather than non-inferiority."""
    if (analysis.raw.non_inferiority_type or "") == "EQUIVALENCE":
        return True
    text = analysis.comments
    return bool(found("equivalence", text)) and "inferior" not in text.lower()


def met(margin: Margin, interval: Interval, better: int, equivalence: bool) -> bool | None:
    """Whether the interval keeps to the margin. ``better`` is +1 when larger estimates favour the tested group, -1 when
    smaller ones do, 0 when unknown. None when that cannot be told."""
    low_ok = None if margin.low is None or interval.low is None else interval.low >= margin.low
    high_ok = None if margin.high is None or interval.high is None else interval.high <= margin.high
    if equivalence and margin.low is not None and margin.high is not None:
        if low_ok is None or high_ok is None:
            return False if low_ok is False or high_ok is False else None
        return low_ok and high_ok
    if low_ok is not None and high_ok is not None and low_ok == high_ok:
        return low_ok
    if margin.low is None or margin.high is None:
        return high_ok if margin.low is None else low_ok
    if better:
        return low_ok if better > 0 else high_ok
    return None


def is_difference_p(p: PValue, interval: Interval) -> bool | None:
    """Whether a p-value is the ordinary test of no difference, by the interval; None when that cannot be told.

    The interval's half width over its quantile is the standard error; the two-sided p of the estimate against no effect
    should be about the posted one.
    """
    if p.value is None or interval.low is None or interval.high is None or interval.estimate is None:
        return None
    low, high, estimate, null = interval.low, interval.high, interval.estimate, interval.null
    if interval.kind == "ratio":
        if min(low, high, estimate) <= 0:
            return None
        low, high, estimate, null = log(low), log(high), log(estimate), log(null)
    if not 0 < interval.level < 100:
        return None
    width = (high - low) / 2 / quantile(interval.level)
    if width <= 0:
        return None
    z = abs(estimate - null) / width
    expected = 1 - erf(z / sqrt(2))
    if p.operator in {"<", "<="}:
        return expected <= p.value * 1.5
    return abs(expected - p.value) <= 0.1 * expected + 0.02
