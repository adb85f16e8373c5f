"""The checklist's section on the number of cells: the doses of the trials, and how what is offered lies among them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.clinic_offer import Offer
from msc_trials.evidence.words import sentence, word
from msc_trials.extraction.facts import Dose
from msc_trials.output import checklist_topics as topics
from msc_trials.output.cell_numbers import cells as cells_words
from msc_trials.output.cell_numbers import dose
from msc_trials.output.checklist_sections import bands, section, tally, without_value
from msc_trials.output.checklist_topics import DoseSpread, Section, Tally

_BANDS = (0.0, 1e6, 1e7, 1e8, 1e9)
_ROUNDING = 0.1
"""Cell numbers are round numbers: within a tenth counts as the same."""
_SMALL = 10_000


def _doses(trial: Assessment, per_kg: bool) -> list[Dose]:
    """The doses of a trial in one unit. An upper limit is not a dose, so it is used only where nothing else is stated."""
    stated = [d for d in trial.product.doses if d.low is not None] or list(trial.product.doses)
    return [d for d in stated if d.per_kg == per_kg]


def dose_spread(trials: list[Assessment], per_kg: bool) -> DoseSpread | None:
    """How the doses of the trials are spread: each trial counts once, with its median dose; upper limits do not count."""
    of_trials = [{n for d in _doses(t, per_kg) if d.low is not None for n in (d.low, d.high) if n} for t in trials]
    numbers = sorted(n for own in of_trials for n in own)
    if not numbers:
        return None
    medians = [statistics.median(own) for own in of_trials if own]
    several = len(medians) > 1
    first, middle, third = statistics.quantiles(medians, n=4, method="inclusive") if several else medians * 3
    limits = sum(bool(_doses(t, per_kg)) for t in trials) - len(medians)
    return DoseSpread(per_kg, len(medians), len(numbers), numbers[0], first, middle, third, numbers[-1], limits)


def cells_section(trials: list[Assessment], offer: Offer, spreads: tuple[DoseSpread, ...]) -> Section:
    """How many cells the trials gave, and where the offered number lies among them."""
    says = [topics.spread_words(spread, len(trials)) for spread in spreads]
    offered = ""
    if offer.cells is not None and offer.kind is not None:
        says.append(sentence("number_of_what", name=offer.kind.name))
        offered = "" if offer.kind.holds_cells else cells_words(offer.cells)
    if offer.cells is None or offered:
        tallies = [*_dose_bands(trials, False), *_dose_bands(trials, True)]
    else:
        tallies = list(_against(trials, offer.cells, offer.per_kg))
        offered = dose(offer.cells, offer.cells, offer.per_kg)
        says += _position(tallies, offered, offer.per_kg)
        if offer.cells < _SMALL:
            says.append(sentence("small_number"))
    tallies += without_value(t for t in trials if not t.product.doses)
    says += [sentence("more_is_not_better") if spreads else "", sentence("certificate")]
    return section("cells", trials, tallies, says, offered)


def _position(tallies: list[Tally], offered: str, per_kg: bool) -> Iterator[str]:
    """How many trials gave fewer, as many and more cells than offered, and how many state another unit."""
    fewer, same, more, other = (t.trials for t in tallies)
    known = {"fewer": fewer, "same": same, "more": more}
    words = {place: n or "none" for place, n in known.items()}
    unit = "cells per kg" if per_kg else "a total number"
    one = "more" if more else "fewer" if fewer else "as many, or a range around it"
    yield sentence("position", sum(known.values()), offered=offered, unit=unit, one=one, **words)
    if other:
        yield sentence("other_unit", other, unit="a total" if per_kg else "cells per kg of body weight")


def _dose_bands(trials: list[Assessment], per_kg: bool) -> Iterator[Tally]:
    code, unit = ("_per_kg", "/kg") if per_kg else ("", "")
    return bands(
        trials,
        _BANDS,
        lambda a: [d.span for d in _doses(a, per_kg)],
        lambda low, high: (f"from_{low:.0f}{code}", topics.band(low, high, cells_words, unit)),
    )


def _against(trials: list[Assessment], cells: float, per_kg: bool) -> Iterator[Tally]:
    """Trials that gave fewer, as many, and more cells than offered, and those that state the other unit only.

    A trial's doses are its range from the smallest to the largest in the offered unit, from nothing to an upper limit alone.
    """
    places: dict[str, list[Assessment]] = {"fewer": [], "same": [], "more": [], "other_unit": []}
    for trial in trials:
        doses = _doses(trial, per_kg)
        if doses:
            smallest, largest = min(d.low or 0.0 for d in doses), max(d.span[1] for d in doses)
            above = smallest * (1 - _ROUNDING) > cells
            below = largest * (1 + _ROUNDING) < cells
            places["more" if above else "fewer" if below else "same"].append(trial)
        elif trial.product.doses:
            places["other_unit"].append(trial)
    for place, found in places.items():
        yield tally(place, word("beside_offer", place), found, offered=place == "same")
