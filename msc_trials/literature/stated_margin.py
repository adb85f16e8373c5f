"""Whether the interval of an abstract keeps to the margin of non-inferiority that the abstract states.

Only where both are printed; which way the outcome runs is not needed, because either the whole interval lies inside the
margin or one limit is on the stated side of it. Source: reading conventions 8.6; domain notes 5c.
"""

from __future__ import annotations

from msc_trials.literature.claim import ClaimName
from msc_trials.literature.deciding import decided
from msc_trials.literature.findings import IS_PRIMARY, Abstract, Decision, Finding
from msc_trials.literature.phrases import has
from msc_trials.literature.statement import limits_of
from msc_trials.results.tests.noninferiority import Margin, margin_in, met
from msc_trials.results.tests.posted_analysis import Interval


def compared_margin(abstract: Abstract) -> Decision | None:
    """The first interval of the primary endpoint, compared with the stated margin; None where one is not printed."""
    if not abstract.is_noninferiority:
        return None
    for finding in abstract.results:
        interval = None if finding.is_aside or finding.match < IS_PRIMARY else _interval(finding)
        margin = None if interval is None else _margin(abstract, interval)
        if interval is not None and margin is not None:
            kept = met(margin, interval, 0, any(has("equivalence", s.plain) for s in abstract.sentences))
            if kept is None:
                return None
            claim: ClaimName = "met_noninferior" if kept else "not_met"
            return decided(claim, "controlled.margin_compared", finding, "neither", "medium")
    return None


def _interval(finding: Finding) -> Interval | None:
    ratio = finding.says.ratio
    if ratio is not None:
        return Interval("ratio", *ratio, 95.0, 1.0)
    limits = limits_of(finding.clause)
    return None if limits is None else Interval("difference", None, *limits, 95.0, 0.0)


def _margin(abstract: Abstract, interval: Interval) -> Margin | None:
    for sentence in abstract.of_part("aim", "methods", "outcomes", "results", ""):
        if has("margin", sentence.plain) and has("ni_design", sentence.plain):
            margin = margin_in(sentence.plain, interval, shares="%" in sentence.plain)
            if margin is not None:
                return margin
    return None
