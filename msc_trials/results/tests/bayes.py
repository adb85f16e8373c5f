"""A posted posterior probability against the threshold that was set beforehand.

Source: domain notes §5c (NCT02412735: posteriors 0.2072 and 0.6427 against 0.9875, no p-value field at all).
"""

from __future__ import annotations

import re
from math import erf, sqrt

from msc_trials.knowledge.rules import pattern
from msc_trials.results.tests.comparison import Comparison
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import join, number


def posterior(analysis: PostedAnalysis, view: OutcomeView, sides: Comparison) -> tuple[bool, str] | None:
    """Whether the posterior probability reached its threshold, and the numbers; None when this is no such analysis.

    The probability is the posted parameter, or a "p-value" the record calls a posterior. Where neither is posted, the
    posterior means and standard deviations of the groups give it by the normal approximation, for a miss only: our own
    calculation never makes a success.
    """
    raw = analysis.raw
    own = join(raw.param_type, analysis.comments)
    stated = pattern("bayes.threshold").search(own) or pattern("bayes.threshold").search(view.description)
    if stated is None:
        return None
    limit = float(stated[1].rstrip("% ")) / (100 if "%" in stated[1] else 1)
    if re.search(r"posterior|predictive prob", own, re.IGNORECASE):
        interval = analysis.interval
        plain = interval is None or (interval.low is None and interval.high is None)
        posted = raw.p_value or (raw.param_value if plain else None)
        value = number(posted)
        if value is not None and 0 <= value <= 100:
            return (value / 100 if value > 1 else value) >= limit, f"{posted} against {stated[1]}"
    if raw.p_value or raw.param_value or not view.bayesian:
        return None
    pairs = [(tested, other) for tested in sides.tested for other in sides.comparator]
    best = max((_from_values(view, *pair) or 1.0 for pair in pairs), default=1.0)
    return (False, f"about {best:.2g} from the posted values against {stated[1]}") if best < limit else None


def _from_values(view: OutcomeView, tested: str, comparator: str) -> float | None:
    """Probability that the tested group is better, from posterior means and standard deviations."""
    row = next((r for r in view.later_rows if tested in r.spreads and comparator in r.spreads), None)
    if row is None or view.direction not in {"higher", "lower"}:
        return None
    spread = sqrt(row.spreads[tested] ** 2 + row.spreads[comparator] ** 2)
    if spread <= 0:
        return None
    gap = (row.values[tested] - row.values[comparator]) * (1 if view.direction == "higher" else -1)
    return (1 + erf(gap / spread / sqrt(2))) / 2
