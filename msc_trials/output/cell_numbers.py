"""Numbers of cells and doses in words, in one form on every output."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.evidence.words import more, sentence
from msc_trials.extraction.facts import Dose

NOT_STATED = "not stated in the registry"


_MOST_DOSES = 4


def cells(number: float) -> str:
    """A cell count to three figures: ``150 million``, ``1.23 million``, ``50,000``."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if number >= size * 0.9995:
            return f"{float(f'{number / size:.3g}'):,g} {name}"
    return f"{float(f'{number:.3g}'):,.0f}" if number >= 1 else f"{number:.2g}"


def dose(low: float | None, high: float | None, per_kg: bool) -> str:
    """One dose: ``2 million cells per kg of body weight``, ``10 million to 20 million cells``, ``up to 5 million cells``."""
    if low is None or high is None:
        amount = f"up to {cells(high or 0)}" if low is None else f"at least {cells(low)}"
    else:
        amount = cells(low) if low == high else f"{cells(low)} to {cells(high)}"
    return f"{amount} cells{' per kg of body weight' if per_kg else ''}"


def told_doses(of: Iterable[Dose]) -> list[str]:
    """The different doses of a trial in words. An upper limit after the dose of the same arm belongs to that dose; where arms are
    not known, so does one in another unit ("2 million cells per kg, at most 200 million cells"). Unusual numbers are marked."""
    told: list[str] = []
    last: Dose | None = None
    for d in of:
        words = dose(d.low, d.high, d.per_kg)
        if last is not None and d.low is None and d.arm == last.arm and (d.per_kg != last.per_kg or d.arm):
            told[-1] += f", {sentence('dose_at_most', most=words.removeprefix('up to '))}"
        else:
            told.append(words)
            last = None if d.low is None else d
        if not d.is_plausible:
            told[-1] += f" ({sentence('dose_as_written')})"
    return list(dict.fromkeys(told))


def doses(of: Iterable[Dose]) -> str:
    """The different doses of a trial, at most four: ``50 million cells or 100 million cells``."""
    different = told_doses(of)
    if not different:
        return NOT_STATED
    rest = len(different) - _MOST_DOSES
    return " or ".join(different[:_MOST_DOSES]) + (f", {more(rest, 'dose')}" if rest > 0 else "")
