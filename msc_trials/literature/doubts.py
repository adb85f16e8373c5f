"""What leaves a success that an abstract reports ``unclear``: cells that lost, a stricter level, a trial that goes on.

Each rule reads the whole abstract and only takes a success back, it never makes one. Source: an error of 5 percent holds
for one final analysis (CONSORT 2010, items 7b and 12a); where another treatment did better than cells, cells did not succeed.
"""

from __future__ import annotations

from collections.abc import Callable

from msc_trials.literature.favours import cells_lose
from msc_trials.literature.findings import Abstract, Decision
from msc_trials.literature.phrases import has, pattern, plain, search
from msc_trials.literature.statement import ALPHA, is_below

_SUCCESS = ("met", "met_noninferior", "met_uncontrolled")


def doubted(abstract: Abstract, decided: Decision) -> Decision:
    """The decision, or ``unclear`` with the same sentence where a rule doubts its success."""
    if decided.claim not in _SUCCESS:
        return decided
    for holds in DOUBTS:
        if holds(abstract, decided):
            return Decision("unclear", f"doubt.{holds.__name__}", decided.sentence, p_text=decided.p_text)
    return decided


def gain_over_cells(abstract: Abstract, decided: Decision) -> bool:
    """A result for the other treatment: greater with a drug than with cells."""
    usable = (f for f in (*abstract.results, *abstract.conclusions) if f.is_main)
    return any(f.says.saying == "difference" and cells_lose(f.clause) for f in usable)


def stricter_level(abstract: Abstract, decided: Decision) -> bool:
    """The abstract states a level of significance below 5 percent, and the p-value of the result is not below it."""
    levels = [
        float(next(value for value in found.groups() if value))
        for sentence in abstract.sentences
        if not has("secondary", sentence.plain)
        for found in pattern("stated_level").finditer(sentence.plain)
    ]
    level = min((value for value in levels if 0 < value < ALPHA), default=ALPHA)
    printed = search("p_printed", plain(decided.p_text or decided.sentence))
    return level < ALPHA and printed is not None and not is_below(level, printed["value"])


def trial_goes_on(abstract: Abstract, decided: Decision) -> bool:
    """An interim look at a trial that goes on is not its final result."""
    texts = [
        abstract.title,
        *(s.plain for s in abstract.sentences if s.part not in ("background", "other")),
    ]
    return any(has("interim", text) for text in texts) and any(has("trial_ongoing", text) for text in texts)


DOUBTS: tuple[Callable[[Abstract, Decision], bool], ...] = (gain_over_cells, stricter_level, trial_goes_on)
