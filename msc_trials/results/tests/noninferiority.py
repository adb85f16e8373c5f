"""Non-inferiority and equivalence: is the test one, what is the margin (words: ``seeds/margin_words.csv``), and is it
met.

The registry's flag is often mis-set, so a margin or the words have to stand in the record too. Source: domain notes §5c
(NCT02037204, NCT02298023, NCT01270139), verdict conventions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msc_trials.knowledge.rules import pattern, patterns
from msc_trials.matching.text import normalize
from msc_trials.results.tests.posted_analysis import Interval, PostedAnalysis
from msc_trials.results.words import found

if TYPE_CHECKING:  # reading abstracts needs margins and no schema of records
    from msc_trials.records.schema import PostedOutcome

_RATIO = re.compile(r"\bratios?\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


class Margin(NamedTuple):
    """Stated limits on the scale of the interval; a missing one is None. ``quote`` is the text."""

    low: float | None
    high: float | None
    quote: str


def margin_of(analysis: PostedAnalysis, outcome: PostedOutcome, interval: Interval) -> Margin | None:
    """The stated margin, brought to the scale of the interval."""
    unit = outcome.unit_of_measure or ""
    shares = pattern("margin_part.shares").search(f"{unit} {outcome.title}") is not None
    named = "percent" in (analysis.raw.param_type or "").lower()  # the estimate says itself that it is in percent
    if "percent" in unit.lower() and (named or not shares):  # a percent change is a number like any other
        interval = interval._replace(in_percent=True)
    described = outcome.description or ""
    for text in (*analysis.texts_on_margins, described if found("noninferior", described) else ""):
        margin = margin_in(text, interval, shares)
        if margin is not None:
            return margin
    return None


def margin_in(text: str, interval: Interval, shares: bool = False) -> Margin | None:
    """The margin that a text states, on the scale of the interval. ``shares`` tells that values are parts of people.

    >>> margin_in("the non-inferiority margin was 5 points", Interval("difference", 1.0, -2.0, 4.0, 95, 0))[:2]
    (-5.0, 5.0)
    """
    plain = without_other_numbers(text)
    for name, stated in patterns("margin"):
        for match in stated.finditer(plain):
            margin = _read(name.partition("_")[0], match, interval, shares)
            if margin is not None:
                return margin
    return None


def without_other_numbers(text: str) -> str:
    """The text (normalized) without numbers that are no margins, digits of thousands joined."""
    plain = normalize(text)
    for _, other in patterns("no_margin"):
        plain = other.sub(" ", plain)
    return _THOUSANDS.sub("", plain)


def _read(name: str, match: re.Match[str], interval: Interval, shares: bool) -> Margin | None:
    first, quote = float(match[1].replace(" ", "")), match.group().strip()
    percent = (match[2] or "").lower().startswith(("%", "percent"))
    if name in {"range", "between"}:
        second = float(match[3].replace(" ", ""))
        percent = percent or (match[4] or "").lower().startswith(("%", "percent"))
        low, high = _scaled(first, percent, interval, shares), _scaled(second, percent, interval, shares)
        return Margin(low, high, quote) if low < interval.null < high else None
    value, null, both = _scaled(first, percent, interval, shares), interval.null, name not in {"lower", "upper"}
    if interval.kind != "ratio":
        if _RATIO.search(quote) and interval.low is not None and interval.low > 0:  # of a ratio called a difference
            return Margin(value, None, quote) if name == "lower" and value < 1 else Margin(None, value, quote)
        size = abs(value)
        return Margin(None if name == "upper" else -size, None if name == "lower" else size, quote) if size else None
    if both and percent and abs(first) < 100:
        value = null * (1 + abs(first) / 100)
    elif both and value < 0.5 * null:
        return None
    if both and value != null:
        other = null**2 / value
        return Margin(min(value, other), max(value, other), quote)
    if name == "lower" and 0 < value < null:
        return Margin(value, None, quote)
    return Margin(None, value, quote) if name == "upper" and value > null else None


def _scaled(value: float, percent: bool, interval: Interval, shares: bool) -> float:
    """Percent against proportion: a 10 % margin beside limits below one, or 0.10 beside limits in percent."""
    largest = max((abs(v) for v in (interval.low, interval.high, interval.estimate) if v is not None), default=0.0)
    if interval.kind == "ratio":
        if interval.null == 100.0 and 0 < value < 5:
            return value * 100
        return value / 100 if interval.null == 1.0 and value >= 50 else value
    if largest <= 1.0 and abs(value) > 1 and percent and not interval.in_percent:
        return value / 100
    if largest > 1.5 and 0 < abs(value) < 0.5 and not percent and (shares or largest > 3):
        return value * 100
    return value


def is_noninferiority(analysis: PostedAnalysis) -> bool:
    """Flagged as non-inferiority or equivalence, or described as such with the flag left at its default."""
    kind = analysis.raw.non_inferiority_type or ""
    if analysis.raw.tested_non_inferiority or kind.startswith(("NON_INFERIORITY", "EQUIVALENCE")):
        return True
    return says_noninferiority(analysis)


def says_noninferiority(analysis: PostedAnalysis) -> bool:
    """Whether the words of the analysis speak of non-inferiority or equivalence; the flag alone is often mis-set."""
    return analysis.has("noninferior") and (bool(analysis.raw.tested_non_inferiority) or not analysis.has("superior"))


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
    two_limits = margin.low is not None and margin.high is not None
    if equivalence and two_limits:
        return False if False in (low_ok, high_ok) else None if None in (low_ok, high_ok) else True
    if low_ok is not None and low_ok == high_ok:
        return low_ok
    if not two_limits:
        return high_ok if margin.low is None else low_ok
    return {1: low_ok, -1: high_ok}.get(better)
