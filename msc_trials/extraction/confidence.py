"""How sure each fact read from a record is, in three bands: ``confidence_of``."""

from __future__ import annotations

from typing import Literal

from msc_trials.extraction.facts import Evidence, Facts

Band = Literal["high", "medium", "low"]
BANDS: tuple[Band, ...] = ("high", "medium", "low")
_PROSE = "protocolSection.descriptionModule"

_HINTS = frozenset((
    "administrations_stated", "administrations_told", "control_arm_active", "primary_unnamed", "primary_weak", "primary_event",
    "primary_acute", "primary_feasibility",
))  # fmt: skip
"""Rules that decide by what is left, or by words that can mean two things."""
_ONE_VALUE = frozenset(
    {"source of the product", "donor of the product", "route_stated", "guidance_stated", "dose_stated"}
)
"""Rules that give one piece of evidence per value: several are several tissues, routes or doses, some of another product."""


def confidence_of(facts: Facts) -> dict[str, Band]:
    """Band of every fact, by its name in ``facts.evidence`` and ``facts.product.evidence``. Pure; never raises.

    ``high``: the words of arms, interventions, titles or outcomes say one thing. ``medium``: the record is silent, which
    is the value itself, or only the description says it, or more than one value is read, or the words only hint at it
    (an arm that is an active treatment by elimination, an outcome without a known measure). ``low``: a rule inferred it.
    How often each band is right is printed by ``python -m benchmarks.accuracy cells``.

    >>> from msc_trials import parse_study
    >>> trial = parse_study({"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}})  # synthetic
    >>> confidence_of(trial.facts)["comparator"]
    'medium'
    """
    found = {**facts.product.evidence, **facts.evidence}
    return {name: _band(evidence) for name, evidence in found.items()}


def _band(evidence: tuple[Evidence, ...]) -> Band:
    if any(one.sure == "inferred" for one in evidence):
        return "low"
    rules = {one.rule for one in evidence}
    if not evidence or rules & _HINTS or any(one.path.startswith(_PROSE) for one in evidence):
        return "medium"
    return "medium" if len(evidence) > 1 and not rules.isdisjoint(_ONE_VALUE) else "high"
