"""What the record itself says about the sign of an estimate: the order of subtraction, and whom a sign favours.

Source: domain notes §5c (order is not guaranteed; NCT04355728 reversed reference), NCT00708123 ("first minus second").
"""

from __future__ import annotations

import re

from msc_trials.knowledge.patterns import pattern
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.words import join, part

_WORD = re.compile(r"[a-z][a-z0-9-]{2,}")
_NEAR = 70


def words_of(titles: list[str], comparator: bool) -> frozenset[str]:
    """The words a text can use for these groups."""
    found = frozenset(w for t in titles for w in _WORD.findall(t.lower())) - set(part("empty_in_order").split("|"))
    return found | {"control", "comparator"} if comparator and "placebo" not in found else found


def stated_order(analysis: PostedAnalysis, tested: frozenset[str], comparator: frozenset[str]) -> tuple[int, str]:
    """+1 when the text subtracts or divides tested by comparator, -1 the other way round, 0 when it does not say."""
    text = join(
        analysis.raw.estimate_comment,
        analysis.raw.param_type,
        analysis.raw.group_description,
        analysis.raw.statistical_comment,
    )
    lower = text.lower()
    only_tested, only_comparator = tested - comparator, comparator - tested
    for match in pattern("sign.operator").finditer(lower):
        left = set(_WORD.findall(lower[max(0, match.start() - _NEAR) : match.start()])[-6:])
        right = set(_WORD.findall(lower[match.end() : match.end() + _NEAR])[:6])
        forward = bool(left & only_tested and right & only_comparator)
        backward = bool(left & only_comparator and right & only_tested)
        if forward != backward:
            return (1 if forward else -1), text[max(0, match.start() - 40) : match.end() + 40].strip()
    return 0, ""


def stated_favour(analysis: PostedAnalysis, tested: frozenset[str], comparator: frozenset[str]) -> tuple[int, str]:
    """+1 when the text says that larger estimates favour the tested group, -1 the comparator, 0 when it does not say."""
    text = analysis.label
    only_tested, only_comparator = tested - comparator, comparator - tested
    side = 0
    for match in pattern("sign.favouring").finditer(text):
        if match["up"] or match["down"]:
            side = 1 if match["up"] else -1
        elif side and match["who"] is not None and match.group().lower().startswith("favo"):
            who = set(_WORD.findall(match["who"].lower())[:6])
            named_tested, named_comparator = bool(who & only_tested), bool(who & only_comparator)
            if named_tested != named_comparator:
                quote = text[max(0, match.start() - 60) : match.end()].strip()
                return (side if named_tested else -side), quote
    return 0, ""
