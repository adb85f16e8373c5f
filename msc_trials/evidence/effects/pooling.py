"""Pooling of effects on request: random effects by Paule and Mandel with a prediction interval, or a refusal with its
reason.

Sources: Paule and Mandel, J Res Natl Bur Stand 1982;87:377-385; Higgins, Thompson and Spiegelhalter, JRSS A
2009;172:137-159 (prediction interval, t with k - 2 degrees of freedom).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from msc_trials.errors import QueryError
from msc_trials.evidence.effects.estimates import RATIOS, standard_error, statsmodels_part

FEWEST = 3
"""With two effects there is no prediction interval."""
_BLIND = frozenset({"placebo", "sham"})
_FAR_APART = 2.0
"""Effects are not pooled when the latest was measured more than so many times as late as the earliest: time points that a
review would put into different groups (Cochrane Handbook, chapter 3, on types of outcomes: short, medium and long term).
"""

_ALLOCATIONS = {"RANDOMIZED": "randomised", "NON_RANDOMIZED": "not randomised", "NA": "not randomised"}
_MODELS = {"": "model not known", "CROSSOVER": "crossover", "SINGLE_GROUP": "single group"}
"""People who get both treatments: their effects have another variance than those of groups side by side."""
_NOT_WORSE = re.compile("INFERIORITY|EQUIVALENCE", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poolable:
    """One effect of one trial as pooling needs it. ``comparator`` is the kind of comparison, empty when not known.

    ``allocation``, ``intervention_model`` and ``test_type`` are the registry's codes, ``months`` when it was measured.
    """

    trial_id: str
    condition: str
    outcome: str
    measure: str
    estimate: float
    ci_low: float | None
    ci_high: float | None
    ci_level: float | None
    unit: str = ""
    comparator: str = ""
    same_evidence_as: str = ""
    outcome_type: str = ""
    allocation: str = ""
    intervention_model: str = ""
    test_type: str = ""
    months: float | None = None
    do_not_pool: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Pooled effect of ``k`` trials on the scale of the measure; ``tau2`` is the variance between trials (of logarithms for ratios).

    The prediction interval says where the effect of a new trial of this kind would lie in 95 of 100 cases.
    """

    measure: str
    k: int
    estimate: float
    ci_low: float
    ci_high: float
    prediction_low: float
    prediction_high: float
    tau2: float
    i2: float
    weights: tuple[float, ...]


def pooled(effects: Sequence[Poolable], *, method: str = "pm", outcome: str = "") -> Pooled:
    """The effects pooled. ``outcome`` is the caller's word that differently named outcomes are the same.

    Raises ``QueryError`` that says why where they are not to be pooled (``why_not``).
    """
    if method != "pm":
        raise QueryError(f"Pooling by {method!r} is not known.", hint='Use pool="pm" (Paule and Mandel).')
    reason = why_not(effects, outcome=outcome)
    if reason:
        raise QueryError(
            f"These effects are not pooled: {reason}.", hint="Choose rows of one question, or plot them without pool."
        )
    measure = effects[0].measure
    values, variances = [], []
    for effect in effects:
        error = standard_error(measure, effect.ci_low or 0.0, effect.ci_high or 0.0, effect.ci_level or 95.0)
        if error is None:
            raise QueryError(f"The interval of {effect.trial_id} cannot be pooled.", hint="Leave the row out.")
        values.append(log(effect.estimate) if measure in RATIOS else effect.estimate)
        variances.append(error**2)
    return combined(measure, values, variances)


def combined(measure: str, values: Sequence[float], variances: Sequence[float]) -> Pooled:
    """The same from effects (logarithms for ratios) and their variances."""
    import numpy as np

    meta = statsmodels_part("statsmodels.stats.meta_analysis")
    found = meta.combine_effects(np.asarray(values), np.asarray(variances), method_re="pm", use_t=False)
    low, high = found.conf_int()[1]
    centre, error_of_mean = float(found.mean_effect_re), float(found.sd_eff_w_re)
    inside = prediction(centre, error_of_mean, float(found.tau2), len(values))
    scale = exp if measure in RATIOS else float
    return Pooled(
        measure=measure,
        k=len(values),
        estimate=scale(centre),
        ci_low=scale(low),
        ci_high=scale(high),
        prediction_low=scale(inside[0]),
        prediction_high=scale(inside[1]),
        tau2=float(found.tau2),
        i2=max(0.0, float(found.i2)),
        weights=tuple(float(w) for w in found.weights_rel_re),
    )


def prediction(centre: float, error: float, tau2: float, k: int) -> tuple[float, float]:
    """95 % prediction interval of a pooled effect with this standard error, from ``k`` trials."""
    from scipy.stats import t

    low, high = t.interval(0.95, k - 2, loc=centre, scale=sqrt(tau2 + error**2))
    return float(low), float(high)


def why_not(effects: Sequence[Poolable], *, outcome: str = "") -> str:
    """Why effects are not to be pooled, empty when they may be."""
    if len(effects) < FEWEST:
        return f"there are {len(effects)}, fewer than {FEWEST}"
    ids = [e.trial_id for e in effects]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        return f"{', '.join(twice)} occurs more than once"
    repeated = sorted(e.trial_id for e in effects if e.same_evidence_as)
    if repeated:
        return f"{', '.join(repeated)} repeats the participants of another trial"
    barred = sorted(e.trial_id for e in effects if e.do_not_pool)
    if barred:
        return f"the ledger doubts the figures of {', '.join(barred)}"
    for what, values in _must_agree(effects, outcome):
        if len(values) > 1:
            return f"their {what} differ ({', '.join(sorted(values))})"
    if effects[0].measure == "other":
        return "what their effect is, is not known"
    times = [e.months for e in effects if e.months]
    if times and max(times) > _FAR_APART * min(times):
        return f"they were measured far apart in time ({min(times):g} to {max(times):g} months)"
    open_ended = sorted(e.trial_id for e in effects if e.ci_low is None or e.ci_high is None)
    if open_ended:
        return f"{', '.join(open_ended)} has no interval"
    return ""


def _must_agree(effects: Sequence[Poolable], outcome: str) -> list[tuple[str, set[str]]]:
    outcomes = {outcome} if outcome else {e.outcome.strip().lower() for e in effects}
    designs = {"blinded control" if e.comparator in _BLIND else e.comparator or "not known" for e in effects}
    return [
        ("effect measures", {e.measure for e in effects}),
        ("conditions", {e.condition for e in effects}),
        ("outcomes", outcomes),
        ("kinds of outcome", {e.outcome_type or "not the registered main measure" for e in effects}),
        ("comparators", designs),
        ("allocations", {_ALLOCATIONS.get(e.allocation, "allocation not known") for e in effects}),
        ("models", {_MODELS.get(e.intervention_model, "parallel groups") for e in effects}),
        (
            "hypotheses",
            {"non-inferiority" if _NOT_WORSE.search(e.test_type) else "superiority or none" for e in effects},
        ),
        ("units", {e.unit.strip().lower() for e in effects} if effects[0].measure not in RATIOS else {""}),
    ]
