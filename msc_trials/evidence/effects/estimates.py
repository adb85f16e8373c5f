"""One effect of one comparison, its two sides named, and effects with 95 % intervals from counts or means (statsmodels,
scipy).

RR by the log method, OR by the logit method, RD by Newcombe's hybrid score method (Statistics in Medicine
1998;17:873-890), MD by Welch, SMD as Hedges' g. Needs the extra ``stats``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import isfinite, log
from typing import Any

from msc_trials.errors import MscTrialsError
from msc_trials.results.findings import Effect


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: who, and what was counted or measured where that is known."""

    group: str = ""
    events: float | None = None
    n: float | None = None
    mean: float | None = None
    sd: float | None = None

    @property
    def counts(self) -> tuple[int, int] | None:
        """People with the event and people analysed."""
        return None if self.events is None or self.n is None else (int(self.events), int(self.n))

    @property
    def means(self) -> tuple[float, float, int] | None:
        """Mean, standard deviation and people analysed."""
        return None if None in (self.mean, self.sd, self.n) else (self.mean or 0.0, self.sd or 0.0, int(self.n or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Effect):
    """An effect with what it is about, always cells against comparator (a difference: cells minus comparator).

    ``source`` is posted, computed or ledger; ``measure`` one of RR, RD, OR, HR, MD, SMD, other; ``direction`` which way is better
    for the outcome; ``favours`` the side of the estimate, whatever its interval, empty when it is not known.
    ``test_type`` is the posted hypothesis (superiority, non-inferiority), empty where no test was posted. ``do_not_pool`` is the
    ledger's doubt about its figures.
    """

    source: str
    outcome: str
    measure: str
    cells: Side
    comparator: Side
    direction: str = ""
    favours: str = ""
    outcome_type: str = ""
    outcome_position: int | None = None
    position: int | None = None
    time_frame: str = ""
    class_title: str = ""
    category: str = ""
    outcome_unit: str = ""
    method: str = ""
    p_value: str = ""
    test_type: str = ""
    groups_comment: str = ""
    do_not_pool: bool = False
    note: str = ""
    path: str = ""


def side_of(estimate: float | None, null: float, direction: str) -> str:
    """The side an estimate favours, given which way is better for what it measures.

    >>> side_of(0.8, 1.0, "lower"), side_of(0.0, 0.0, "higher"), side_of(3.0, 0.0, "unclear")
    ('cells', 'neither', '')
    """
    if estimate is None or direction not in {"higher", "lower"}:
        return ""
    if estimate == null:
        return "neither"
    return "cells" if (estimate > null) == (direction == "higher") else "comparator"


LEVEL = 95.0
_ALPHA = 0.05
RATIOS = frozenset({"RR", "OR", "HR", "rate_ratio"})
MEASURES = ("RR", "RD", "OR", "HR", "MD", "SMD")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One effect, cells against comparator: a ratio, or a difference (RD in percentage points).

    ``method`` is that of our own calculation, empty for a stated effect.
    """

    kind: str
    value: float
    ci_low: float | None
    ci_high: float | None
    method: str = ""
    level: float = LEVEL


def comparison(found: Estimate, sides: tuple[Side, Side], unit: str, better: str, **shared: Any) -> Comparison:
    """A comparison by an estimate, given which direction is better; of a kind that nobody knows no side is favoured."""
    measure, null = found.kind if found.kind in MEASURES else "other", 1.0 if found.kind in RATIOS else 0.0
    return Comparison(
        measure=measure,
        kind=found.kind,
        cells=sides[0],
        comparator=sides[1],
        estimate=found.value,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        ci_level=None if found.ci_low is None and found.ci_high is None else found.level,
        unit="percentage points" if measure == "RD" else unit if measure in ("MD", "other") else "",
        null=null,
        favours=side_of(found.value, null, better) if measure != "other" or null else "",
        method=f"{found.method}, unadjusted" if found.method else "",
        **shared,
    )


def from_counts(cells: tuple[int, int], comparator: tuple[int, int]) -> list[Estimate]:
    """RR, OR and RD of (events, participants) on each side; only RD where a side has no event, or nothing but events.

    >>> [e.kind for e in from_counts((0, 10), (3, 10))]
    ['RD']
    """
    proportion = statsmodels_part("statsmodels.stats.proportion")
    (a, n), (b, m) = cells, comparator
    low, high = proportion.confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb", alpha=_ALPHA)
    found = [Estimate("RD", 100 * (a / n - b / m), 100 * float(low), 100 * float(high), "Newcombe")]
    if a in (0, n) or b in (0, m):
        return found
    both = proportion.test_proportions_2indep(a, n, b, m)
    for measure, value, compare, method in (
        ("RR", both.ratio, "ratio", "log"),
        ("OR", both.odds_ratio, "odds-ratio", "logit"),
    ):
        low, high = proportion.confint_proportions_2indep(a, n, b, m, compare=compare, method=method, alpha=_ALPHA)
        found.append(Estimate(measure, float(value), float(low), float(high), method))
    return found


def from_means(cells: tuple[float, float, int], comparator: tuple[float, float, int]) -> list[Estimate]:
    """MD and SMD of (mean, standard deviation, participants) on each side; none where a spread or a size allows none.

    >>> [e.kind for e in from_means((1.0, 0.0, 10), (2.0, 0.0, 10))]
    []
    """
    (mean, sd, n), (other, other_sd, m) = cells, comparator
    if min(n, m) < 2 or min(sd, other_sd) <= 0:
        return []
    meta = statsmodels_part("statsmodels.stats.meta_analysis")
    weightstats = statsmodels_part("statsmodels.stats.weightstats")
    from scipy.stats import norm

    groups = weightstats.CompareMeans(_described(weightstats, *cells), _described(weightstats, *comparator))
    low, high = groups.tconfint_diff(alpha=_ALPHA, usevar="unequal")
    smd, variance = meta.effectsize_smd(mean, sd, n, other, other_sd, m)
    around = norm.interval(1 - _ALPHA, loc=smd, scale=variance**0.5)
    return [
        Estimate("MD", mean - other, float(low), float(high), "Welch"),
        Estimate("SMD", float(smd), float(around[0]), float(around[1]), "Hedges g"),
    ]


def estimates(cells: Side, comparator: Side) -> list[Estimate]:
    """Effects that counts give, else means; none where a side has neither."""
    if cells.counts and comparator.counts:
        return from_counts(cells.counts, comparator.counts)
    return from_means(cells.means, comparator.means) if cells.means and comparator.means else []


def standard_error(measure: str, low: float, high: float, level: float) -> float | None:
    """Standard error of an effect from its interval, of the logarithm for ratios; None where it cannot be told."""
    from scipy.stats import norm

    if measure in RATIOS:
        if low <= 0:
            return None
        low, high = log(low), log(high)
    error = (high - low) / (2 * norm.ppf(0.5 + level / 200))
    return float(error) if isfinite(error) and error > 0 else None


def _described(weightstats: Any, mean: float, sd: float, n: int) -> Any:
    """The class takes data, not summaries: two weighted values have exactly this mean, spread and size."""
    half = sd * ((n - 1) / n) ** 0.5
    return weightstats.DescrStatsW([mean - half, mean + half], weights=[n / 2, n / 2])


def statsmodels_part(name: str) -> Any:
    """A module of statsmodels. Raises ``MscTrialsError`` where the extra ``stats`` is not installed."""
    import importlib

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError as error:
        raise MscTrialsError("Effects need statsmodels.", hint="pip install msc-trials[stats]") from error
