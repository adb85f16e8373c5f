"""Words for people: codes and fixed sentences (``seeds/code_words.csv``, ``sentences.csv``), numbers, one form of a cell count.

Source: domain notes §6 (plain language). Everything shown to people, on a terminal, in HTML, in the checklist, uses these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msc_trials.extraction.facts import Dose
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic

NOT_STATED = "not stated in the registry"
_MOST_DOSES = 4


def word(of: str, code: str) -> str:
    """A code in words; one the map does not know (a comparator of the ledger, a later code) with blanks for underscores.

    >>> word("route", "intra_articular")
    'into the joint'
    """
    return topic(of).get(code) or code.replace("_", " ")


def sentence(name: str, /, n: int = 0, **values: object) -> str:
    """A sentence of ``seeds/sentences.csv`` with values in the place of their names. A profile cannot change it.

    Where it has forms separated by bars, ``n`` chooses: for one and for more, or for none, one and more.

    >>> sentence("expect")
    'Trials give numbers for groups, not for one person. A mean can hide that few people gained much.'
    """
    return _form(seeds.pairs("sentences", own=True)[name], n, values)


def _form(text: str, n: int, values: Mapping[str, object] = {}) -> str:
    forms = text.split("|")
    one = n == 1 and len(forms) > 1
    return forms[-2 if one else 0 if n == 0 and len(forms) > 2 else -1].format(n=n, **values)


def several(of: str, codes: Iterable[str]) -> str:
    """Several codes of a topic in words, separated by commas."""
    return ", ".join(word(of, code) for code in codes)


def stages(numbers: Mapping[str, int]) -> str:
    """What came of some trials, each kind in a clause: ``3 have no result, 1 is listed as running``.

    >>> stages({"met": 1, "not_met": 0, "no_result": 2})
    '1 met its main goal, 2 have no result'
    """
    return ", ".join(_form(word("clause", stage), n) for stage, n in numbers.items() if n)


def many(count: int, noun: str, plural: str = "") -> str:
    """``1 trial``, ``2 trials``, ``1,200 people``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def more(count: int, noun: str = "trial") -> str:
    """What a shortened list leaves out: ``and 3 more trials``."""
    return f"and {many(count, f'more {noun}')}"


def people(count: int) -> str:
    """``1 person``, ``48 people``."""
    return many(count, "person", "people")


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


def doses(of: Iterable[Dose]) -> str:
    """The different doses of a trial, at most four: ``50 million cells or 100 million cells``."""
    different = list(dict.fromkeys(dose(d.low, d.high, d.per_kg) for d in of))
    if not different:
        return NOT_STATED
    rest = len(different) - _MOST_DOSES
    return " or ".join(different[:_MOST_DOSES]) + (f", {more(rest, 'dose')}" if rest > 0 else "")
