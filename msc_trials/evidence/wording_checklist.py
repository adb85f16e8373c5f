"""Every sentence of the clinic checklist. Pure templates over counts and names; no rules, and never go or don't.

Source: domain notes §6 (wording and ethics), §1b (the clinic questions).
"""

from __future__ import annotations

from msc_trials.evidence.words import NOT_STATED, cells, many

TITLE = "Clinic checklist"
NO_RECORD = "known from publications only"
SCOPE = "What the trials gave, beside what you were offered. It does not say whether to go."
TOPICS: dict[str, str] = {
    "look_up": "Look up the research",
    "phase": "Phase of the research",
    "cells": "Number of cells",
    "source": "Source of the cells",
    "preparation": "Preparation of the cells",
    "donor": "Own cells or donor cells",
    "route": "How the cells are given",
    "guidance": "Guidance of the injection",
    "follow_up": "Follow-up",
    "registration": "Trial registration and approval",
    "evidence": "Evidence",
    "expectations": "What to expect",
    "complications": "Risks and complications",
    "cost": "Cost",
    "second_opinion": "Second opinion",
}
"""Headings, in the order of the checklist."""

READING = (
    "Counts, not a comparison: trials with one source, dose or route differ in much else. A trial with several is counted "
    "under each. Goals met or missed are those of the Phase 2 to 4 trials counted in the answer."
)
SILENCE = (
    f'"{NOT_STATED[:1].upper()}{NOT_STATED[1:]}" means that this tool found nothing about it in the record. It does not mean '
    "that it was not done."
)
COUNTS = (
    "Ph 2-4: those of the trials that count as evidence; of these, met: met the main goal; not met: missed it, or met only a part; "
    "not known: without a posted result, still running, stopped, or with a result that cannot be judged."
)
UNCONTROLLED = "met*: met a goal set beforehand, without a control group."
MORE_IS_NOT_BETTER = (
    "A larger number is not better by itself: four trials of cells into a vein that compared doses found lower and higher ones "
    "less effective (review by Kabat 2020)."
)
OTHER_PRODUCTS = (
    "Exosomes and other cell-free products, and unsorted mixtures from fat or marrow, are not in these counts."
)
SMALL_NUMBER = "That is a small number; clinics mostly speak of millions. 5 million is written 5e6."
SILENT_CLINIC = "The clinic did not say. Ask."
NOTHING_TO_COMPARE = (
    "No trial of mesenchymal stem cells was found for this condition, so there is nothing to compare with."
)


def band_text(low: float, high: float | None, per_kg: bool) -> str:
    """Name of a band of doses: from ``low`` (included) to ``high`` (not included, None for no end)."""
    unit = "/kg" if per_kg else ""
    if low == 0 and high is not None:
        return f"under {cells(high)}{unit}"
    return f"{cells(low)}{unit} or more" if high is None else f"{cells(low)} to under {cells(high)}{unit}"


def months_text(low: float, high: float | None) -> str:
    """Name of a band of follow-up times in months."""
    if low == 0 and high is not None:
        return f"under {high:g} months"
    return f"{low:g} months or longer" if high is None else f"{low:g} to under {high:g} months"


def no_figures(name: str) -> str:
    """Why no figures of what to expect are shown for another kind of product."""
    return f"What trials of cells grown in culture found does not hold for {name}, so no figures are shown here."


def not_about(name: str) -> str:
    """What the level and the decisions of agencies say nothing about."""
    return (
        f"The counts on this sheet are those of trials of {name} only. What agencies decided about cells grown in culture does "
        f"not hold for {name}."
    )


def of_kind(trials: int | None, name: str, condition: str, data: str) -> str:
    """How many trials of a product of another kind were found; None where such trials are not looked for."""
    if trials is None:
        return f"This tool does not look for trials of {name}."
    found = f"{many(trials, 'trial')} of {name} found" if trials else f"No trial of {name} was found"
    return f"{found} for {condition}; data of {data}."


def scope(trials: int, late: int) -> str:
    """The denominator of the whole checklist."""
    if not trials:
        return NOTHING_TO_COMPARE
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
    what = {
        "cells": "The number of cells is",
        "source": "The source is",
        "preparation": "The preparation is",
        "donor": "Whose cells were given is",
        "route": "The route is",
        "guidance": "The guidance is",
        "follow_up": "The time of follow-up is",
    }[topic]
    return f"{what} {NOT_STATED} for {trials} of {many(of, 'trial')}."


def no_record(trials: int) -> str:
    """Trials of the ledger whose record the search did not return."""
    return f"{many(trials, 'trial is', 'trials are')} known from publications only; the registry record is not at hand."


def guided(trials: int) -> str:
    """The smaller denominator of the guidance section."""
    if not trials:
        return "No trial states an injection into a part of the body, so there is no guidance to compare."
    return f"{many(trials, 'trial')} put the cells into a part of the body (not only into a vein, the lungs or onto the skin)."


UNGUIDED = "You were offered an injection without imaging. Registry records that name no imaging are silent; they do not say that none was used."


def followed(trials: int, of: int, middle: float, longest: float) -> str:
    """Length of follow-up of the main goals."""
    state = "states" if trials == 1 else "state"
    return (
        f"{trials} of {many(of, 'trial')} {state} how long the main goal was followed: middle value {middle:.3g} months, "
        f"longest {longest:.3g} months."
    )


PHASES = "Phase 1 asks mainly about harms. Phase 2 and 3 can show benefit."
EXPECT = "Trials give numbers for groups, not for one person. A mean can hide that few people gained much."
UNREAD: dict[str, str] = {
    "registration": "Registered trials have an NCT number (look one up: msc-trials show NUMBER). Whether an offer is part of one, only the clinic can show.",
    "complications": "Who treats complications is not stated in the registry.",
    "cost": "The price is not stated in the registry.",
}
"""What this tool can say of topics the registry does not cover."""
CERTIFICATE = "A certificate of analysis and the share of living cells are seldom stated in the registry, and not read by this tool."
PLACES: dict[str, str] = {
    "fewer": "fewer cells than offered",
    "same": "as many, or a range around it",
    "more": "more cells than offered",
    "other_unit": "stated in the other unit only",
}
QUESTIONS = "QUESTIONS TO ASK THE CLINIC"
