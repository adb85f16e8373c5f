"""Intervals in abstracts: what they belong to, and whether they leave out the value without effect; made-up clauses."""

from __future__ import annotations

import pytest

from msc_trials.literature.intervals import estimates_of
from msc_trials.literature.statement import interval_excludes_null, statement_of

CLAUSES = [
    # Spellings of an interval.
    ("adjusted mean difference -4.1 points; 95% ci, -7.0 to -1.2", "difference", True),
    ("a difference of 0.4 points with 95% limits of -3.1 and 3.9", "difference", False),
    ("the 95% confidence interval for the difference running from -0.8 to +0.4 mg", "difference", False),
    ("pain was 18 mm lower with cells (95% confidence limits 6 and 30 mm)", "difference", True),
    ("stiffness lasted 12 minutes less (95% ci of difference 4 to 20)", "difference", True),
    ("hazard ratio of 1.02 (0.92 to 1.13)", "ratio", False),
    ("odds ratio (or) 0.47, 0.31-0.71; superiority shown", "ratio", True),
    ("rate ratio 0.4 [95% cri 0.2, 0.8]", "ratio", True),
    ("the chance of walking was 1.7 times as high with cells (95% ci 1.1 to 2.6)", "ratio", True),
    ("win ratio 1.5, 95% ci 1.1-2.0", "ratio", True),
    ("vaccine efficacy of 61.2% (96% ci, 44.0 to 73.1)", "difference", True),
    ("there was a 24% (95% ci 10 to 36) reduction of falls", "difference", True),
    # The nearest words tell: a change of a rate ratio is a ratio, and an arm's own value is neither.
    ("the adjusted rate ratio for change in trend was 0.96 (95% confidence interval: 0.77-1.21)", "ratio", False),
    ("the mean score was 14.5 with cells (95% ci 13.9 to 15.0)", "value", True),
]


@pytest.mark.parametrize(("clause", "kind", "excludes"), CLAUSES)
def test_an_interval_is_read_with_what_it_belongs_to(clause: str, kind: str, excludes: bool) -> None:
    first = estimates_of(clause)[0]
    assert (first.kind, first.excludes_null) == (kind, excludes)


def test_the_interval_of_one_arm_tells_no_difference() -> None:
    assert interval_excludes_null("the mean score was 14.5 with cells (95% ci 13.9 to 15.0)") is None


@pytest.mark.parametrize(
    "clause", ["the median was 12 (iqr 8 to 17) with cells", "ages ran from 18 to 65 years", "aged 40 (18-65) years"]
)
def test_a_range_is_no_interval(clause: str) -> None:
    assert not [e for e in estimates_of(clause) if e.kind != "value"]


def test_limits_out_of_order_are_put_in_order_for_a_difference_and_not_read_for_a_ratio() -> None:
    assert estimates_of("difference -4.0 (95% ci -1.2 to -7.0)")[0].low == -7.0
    assert not estimates_of("odds ratio 0.5 (95% ci 0.8 to 0.3)")


def test_an_interval_alone_decides_a_clause() -> None:
    assert statement_of("crying was shorter by 35 seconds with cells (95% ci 24 to 46)").saying == "difference"
    assert statement_of("the hazard ratio was 0.91 (0.72 to 1.15)").saying == "none"
