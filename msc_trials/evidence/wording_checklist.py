"""Every sentence of the clinic checklist. Pure templates over counts and names; no rules, and never go or don't.

Source: domain notes §6 (wording and ethics), §1b (the clinic questions).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from msc_trials.evidence.words import NOT_STATED, cells, many, sentence, word


def band(low: float, high: float, shown: Callable[[float], str], unit: str, more: str = "more") -> str:
    """Name of a band from ``low`` (included) to ``high`` (not included, infinite for no end)."""
    if low == 0:
        return f"under {shown(high)}{unit}"
    return f"{shown(low)}{unit} or {more}" if math.isinf(high) else f"{shown(low)} to under {shown(high)}{unit}"


def of_kind(trials: int | None, name: str, condition: str, data: str) -> str:
    """How many trials of a product of another kind were found; None where such trials are not looked for."""
    if trials is None:
        return f"This tool does not look for trials of {name}."
    found = f"{many(trials, 'trial')} of {name} found" if trials else f"No trial of {name} was found"
    return f"{found} for {condition}; data of {data}."


def scope(trials: int, late: int) -> str:
    """The denominator of the whole checklist."""
    if not trials:
        return sentence("nothing_to_compare")
    return f"{many(trials, 'interventional trial')} of mesenchymal stem cells for this condition, {late} of them of Phase 2 to 4."


def spread(per_kg: bool, trials: int, of: int, figures: tuple[float, float, float, float, float]) -> str:
    """The distribution of doses; ``figures`` are smallest, lower quartile, middle, upper quartile and largest."""
    what = "cells per kg of body weight" if per_kg else "a total number of cells"
    state = "states" if trials == 1 else "state"
    low, quarter, middle, upper, high = map(cells, figures)
    if figures[0] == figures[4]:
        return f"{trials} of {many(of, 'trial')} {state} {what}: {low}."
    half = f", the middle half from {quarter} to {upper}" if trials >= 4 else ""
    return f"{trials} of {many(of, 'trial')} {state} {what}: from {low} to {high}, middle value {middle}{half}."


def position(offered: str, unit: str, fewer: int, same: int, more: int) -> str:
    """How many trials gave fewer, as many, or more cells than offered."""
    known = fewer + same + more
    if not known:
        return f"You were offered {offered}. No trial states {unit}, so it cannot be compared."
    return (
        f"You were offered {offered}. Of {many(known, 'trial')} that {'states' if known == 1 else 'state'} {unit}, {more} gave more, {same} as many (or a range "
        f"around it), {fewer} fewer."
    )


def other_unit(trials: int, per_kg: bool) -> str:
    """Trials that give the other unit only."""
    unit = "a total" if per_kg else "cells per kg of body weight"
    return f"{many(trials, 'trial states', 'trials state')} only {unit}; without a weight the two cannot be compared."


def tried(offered: str, trials: int, of: int, outcome: str) -> str:
    """How many trials used what is offered."""
    if not of:
        return f"You were offered: {offered}. There is no trial to compare it with."
    if not trials:
        return f"You were offered: {offered}. None of {many(of, 'trial')} states that; none of them speaks for or against it."
    return f"You were offered: {offered}. Given in {trials} of {many(of, 'trial')}{outcome}."


def outcome(late: int, met: int, met_uncontrolled: int, not_met: int) -> str:
    """What came of the Phase 2 to 4 trials of a tally, in brackets."""
    if not late:
        return ", none of them counted as Phase 2 to 4"
    if not met + met_uncontrolled + not_met:
        return f" ({late} of Phase 2 to 4, none with a known result)"
    parts = [f"{met} met the main goal", f"{not_met} did not"]
    if met_uncontrolled:
        parts.append(f"{met_uncontrolled} met a goal without a control group")
    left = late - met - met_uncontrolled - not_met
    if left:
        parts.append(f"{left} without a known result")
    return f" ({late} of Phase 2 to 4: {', '.join(parts)})"


def silent(topic: str, trials: int, of: int) -> str:
    """How many records say nothing, spelled as what it is."""
    return f"{word('silent', topic)} {NOT_STATED} for {trials} of {many(of, 'trial')}."


def no_record(trials: int) -> str:
    """Trials of the ledger whose record the search did not return."""
    return f"{many(trials, 'trial is', 'trials are')} known from publications only; the registry record is not at hand."


def guided(trials: int) -> str:
    """The smaller denominator of the guidance section."""
    if not trials:
        return "No trial states an injection into a part of the body, so there is no guidance to compare."
    return f"{many(trials, 'trial')} put the cells into a part of the body (not only into a vein, the lungs or onto the skin)."


def followed(trials: int, of: int, middle: float, longest: float) -> str:
    """Length of follow-up of the main goals."""
    state = "states" if trials == 1 else "state"
    return (
        f"{trials} of {many(of, 'trial')} {state} how long the main goal was followed: middle value {middle:.3g} months, "
        f"longest {longest:.3g} months."
    )
