"""Non-inferiority and equivalence: is the test one, what is the margin, and is it met.

The registry's flag is often mis-set, so a margin or the words have to stand in the record too. A p-value of such a trial
may belong to the ordinary test of a difference; the interval tells. Source: domain notes §5c (NCT02037204, NCT02298023,
NCT01270139), verdict conventions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import erf, log, sqrt

from msc_trials.records import PostedOutcome
from msc_trials.results.guarded import mentions
from msc_trials.results.intervals import Interval
from msc_trials.results.posted import PostedAnalysis
from msc_trials.results.pvalues import PValue
from msc_trials.results.words import found, join, search
from msc_trials.text import normalize


@dataclass(frozen=True, slots=True)
class Margin:
    """Stated limits on the scale of the interval; a missing one is None. ``quote`` is the text."""

    low: float | None
    high: float | None
    quote: str


def is_noninferiority(analysis: PostedAnalysis) -> bool:
    """Flagged as non-inferiority or equivalence, or described as such with the flag left at its default."""
    kind = analysis.raw.non_inferiority_type or ""
    if analysis.raw.tested_non_inferiority or kind.startswith(("NON_INFERIORITY", "EQUIVALENCE")):
        return True
    return says_noninferiority(analysis)


def says_noninferiority(analysis: PostedAnalysis) -> bool:
    """Whether the words of the analysis speak of non-inferiority or equivalence; the flag alone is often mis-set."""
    if not search("noninferior", analysis.comments):
        return False
    text = join(analysis.raw.group_description, analysis.raw.p_value_comment, analysis.raw.statistical_comment,
                analysis.raw.non_inferiority_comment)  # fmt: skip
    flagged = bool(analysis.raw.tested_non_inferiority)
    return bool(found("noninferior", text)) and (flagged or not found("superior", text))


def is_equivalence(analysis: PostedAnalysis) -> bool:
    """Equivalence (both limits count) rather than non-inferiority."""
    if (analysis.raw.non_inferiority_type or "") == "EQUIVALENCE":
        return True
    if not mentions(analysis.comments, _EQUAL):
        return False
    text = join(analysis.raw.non_inferiority_comment, analysis.raw.group_description, analysis.raw.statistical_comment,
                analysis.raw.p_value_comment)  # fmt: skip
    low = text.lower()
    return mentions(low, _EQUAL) and "inferior" not in low


_EQUAL = ("equivalen", "consisten")
_NUM = r"([-+]?\s?(?:\d+(?:\.\d+)?|\.\d+))\s?[- ]?(%|percent\w*|fold|points?)?"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Phrasings of a margin, the most explicit first. ``far`` stays inside one sentence."""
    far, near = r"(?:(?!\.\s)[^;]){0,260}?", r"[^.;\d<>=≤≥+-]{0,45}"
    margin = r"(?:non-?\s?inferiority|equivalence|NI)\s+(?:margin|limit|bound|boundary|threshold|criterion|delta|region|range)s?"
    above = r"(?:>=?|≥|greater|above|exceed\w*|not (?:less|lower|below)|higher|larger|more|at least|no (?:less|lower)|no worse|within)"
    below = r"(?:<=?|≤|less|below|(?:not|to) (?:exceed|more|greater|higher|above)|lower than|smaller|at most|no (?:more|greater|higher)|within|under)"
    flags = re.IGNORECASE
    return (
        ("range", re.compile(rf"(?:within|between|in the (?:range|interval)|range(?: of)?|limits?|bounds?|interval|margins?|entirely)\b"
                             rf"[^.;\d]{{0,60}}?[\[(]?{_NUM}\s*(?:to|and|,|;|-|–)\s*{_NUM}", flags)),
        ("between", re.compile(rf"{_NUM}\s*<=?\s*[^<>;\d]{{1,50}}<=?\s*{_NUM}", flags)),
        ("plusminus", re.compile(rf"(?:±|\+/-|\+ or -|plus or minus|plus/minus)\s*{_NUM}", flags)),
        ("lower", re.compile(rf"\b(?:lower|lowest|left)\b(?!\s+than){far}{above}{near}[<>=≥]*\s*(?=[-−]){_NUM}", flags)),
        ("lower", re.compile(rf"\b(?:lower|lowest|left)\b(?!\s+than){far}{above}{near}[<>=≥]*\s*{_NUM}(?!\s*:)", flags)),
        ("upper", re.compile(rf"\b(?:upper|highest|right)\b{far}{below}{near}[<>=≤]*\s*{_NUM}", flags)),
        ("margin", re.compile(rf"{margin}(?:\s+\([^)]*\))?[^.;\d]{{0,60}}?{_NUM}", flags)),
        ("margin", re.compile(rf"(?:margin|delta|δ|threshold for (?:non-?inferiority|equivalence)|limit of (?:non-?inferiority|equivalence))\w*"
                              rf"(?:\s+\([^)]*\))?[^.;\d]{{0,50}}?{_NUM}", flags)),
        ("before", re.compile(rf"{_NUM}[- ](?:\w+[- ]){{0,3}}?(?:non-?inferiority|equivalence|NI)?\s*(?:margin|delta)", flags)),
        ("plus", re.compile(rf"(?:plus|minus|relative to|test(?:ed)? against)\s+{_NUM}", flags)),
        ("atmost", re.compile(rf"(?:no (?:more|worse|greater) than|not (?:more|worse|greater) than|by (?:more|less) than|at most|less than|inferior by"
                              rf"|exceed)[^.;\d]{{0,30}}?{_NUM}", flags)),
        ("bare", re.compile(rf"^\W*?{_NUM}\W*$", flags)),
    )  # fmt: skip


def margin_of(analysis: PostedAnalysis, outcome: PostedOutcome, interval: Interval) -> Margin | None:
    """The stated margin, brought to the scale of the interval."""
    shares = bool(
        re.search(
            r"(?:percent|%).*(?:particip|subject|patient|respon)", f"{outcome.unit_of_measure} {outcome.title}", re.I
        )
    )
    for text in (
        analysis.raw.non_inferiority_comment,
        analysis.raw.group_description,
        analysis.raw.statistical_comment,
        analysis.raw.p_value_comment,
        analysis.raw.estimate_comment,
        outcome.description,
    ):
        if not text or not any(c.isdigit() for c in text):
            continue
        plain = without_other_numbers(text)
        if text is outcome.description and not found("noninferior", plain):
            continue
        for name, pattern in _patterns():
            for match in pattern.finditer(plain):
                margin = _read(name, match, interval, shares)
                if margin is not None:
                    return margin
    return None


def without_other_numbers(text: str) -> str:
    """The text without numbers that are no margins: confidence levels, power, alpha, p-values, sample sizes."""
    plain = normalize(text)
    plain = re.sub(
        r"\b\d+(?:\.\d+)?\s?%[- ]*(?=(?:\w+[- ]){0,3}(?:CIs?\b|confidence|power|sure))", " ", plain, flags=re.IGNORECASE
    )
    plain = re.sub(
        r"(?:power|alpha|α|significance|level)\s*(?:of|=|was|is)?\s*(?:at least\s*)?\d*\.?\d+\s?%?",
        " ",
        plain,
        flags=re.IGNORECASE,
    )
    plain = re.sub(r"\b\d*\.?\d+\s?%? (?:level|significance|alpha|power)", " ", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\bp\s*[<>=]+\s*\d*\.?\d+|\bn\s*=\s*\d+|\b(?:one|two|1|2)[- ]sided\b", " ", plain, flags=re.IGNORECASE
    )
    plain = re.sub(r"\b(?:day|week|month|year|visit|part|period)s? \d+", " ", plain, flags=re.IGNORECASE)
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)


def _read(name: str, match: re.Match[str], interval: Interval, shares: bool) -> Margin | None:
    quote = match.group().strip()
    first = _number(match[1])
    percent = (match[2] or "").startswith(("%", "percent"))
    if first is None:
        return None
    if name in {"range", "between"}:
        second = _number(match[3])
        if second is None or second <= first:
            return None
        percent = percent or (match[4] or "").startswith(("%", "percent"))
        low, high = _scaled(first, percent, interval, shares), _scaled(second, percent, interval, shares)
        return Margin(low, high, quote) if low < interval.null < high else None
    value = _scaled(first, percent, interval, shares)
    if interval.kind == "ratio":
        if value <= 0 or value == interval.null:
            return None
        if name == "plusminus" or (
            0 < value < 0.5 * interval.null and name in {"margin", "before", "atmost", "plus", "bare"} and not percent
        ):
            return None
        if name in {"margin", "before", "plusminus", "atmost", "plus", "bare"}:
            if percent and abs(first) < 100:
                value = interval.null * (1 + abs(first) / 100)
            other = interval.null**2 / value
            return Margin(min(value, other), max(value, other), quote)
        if name == "lower":
            return Margin(value, None, quote) if value < interval.null else None
        return Margin(None, value, quote) if value > interval.null else None
    size = abs(value)
    if size == 0:
        return None
    if "ratio" in quote.lower() and interval.low is not None and interval.low > 0:
        return Margin(value, None, quote) if name == "lower" and value < 1 else Margin(None, value, quote)
    if name == "lower":
        return Margin(-size, None, quote)
    if name == "upper":
        return Margin(None, size, quote)
    return Margin(-size, size, quote)


def _number(raw: str) -> float | None:
    try:
        return float(raw.replace(" ", ""))
    except ValueError:
        return None


def _scaled(value: float, percent: bool, interval: Interval, shares: bool) -> float:
    """Percent against proportion: a 10 % margin beside limits below one, or 0.10 beside limits in percent."""
    limits = [abs(v) for v in (interval.low, interval.high) if v is not None]
    largest = max(limits, default=0.0)
    if interval.kind == "ratio":
        if interval.null == 100.0 and 0 < value < 5:
            return value * 100
        if interval.null == 1.0 and value >= 50:
            return value / 100
        return value
    if largest <= 1.0 and abs(value) > 1 and percent:
        return value / 100
    if largest > 1.5 and 0 < abs(value) < 0.5 and not percent and (shares or _looks_percent(interval)):
        return value * 100
    return value


def _looks_percent(interval: Interval) -> bool:
    limits = [abs(v) for v in (interval.low, interval.high) if v is not None]
    return max(limits, default=0.0) > 3


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
    quantile = {80.0: 1.2816, 90.0: 1.6449, 95.0: 1.96, 97.5: 2.2414, 99.0: 2.5758}.get(interval.level, 1.96)
    width = (high - low) / 2 / quantile
    if width <= 0:
        return None
    z = abs(estimate - null) / width
    expected = 1 - erf(z / sqrt(2))
    if p.operator in {"<", "<="}:
        return expected <= p.value * 1.5
    return abs(expected - p.value) <= 0.1 * expected + 0.02
