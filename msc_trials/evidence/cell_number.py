"""A number of cells as people write it: ``5 million``, ``5M``, ``5,000,000``, ``5e6``, ``5 x 10^6``."""

from __future__ import annotations

import math
import re

from msc_trials.errors import QueryError

_UNITS = {
    "": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "mln": 1e6, "mill": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[,' ]\d{3})+|\d+(?:\.\d+)?(?:e\+?\d{1,2})?)(?:\s*[x×*]\s*10\s*\^?\s*(?P<power>\d{1,2}))?"
    r"\s*(?P<unit>[a-z]*)\s*(?:cells?)?",
    re.IGNORECASE,
)
HINT = "Give a number above zero, for example: 5 million, 5M, 5,000,000 or 5e6."


def read_cells(typed: str | float) -> float:
    """The number of cells. Raises ``QueryError`` for what is no number of cells.

    >>> read_cells("5 million"), read_cells("5M"), read_cells("5,000,000"), read_cells("5e6"), read_cells("5 x 10^6")
    (5000000.0, 5000000.0, 5000000.0, 5000000.0, 5000000.0)
    """
    found = _NUMBER.fullmatch(str(typed).strip())
    unit = found["unit"].lower() if found else ""
    if found is None or unit not in (*_UNITS, "cell", "cells"):
        raise QueryError(f"{str(typed).strip()[:40]!r} is not a number of cells.", hint=HINT)
    number = float(re.sub(r"[,' ]", "", found["number"])) * _UNITS.get(unit, 1.0)
    number *= 10.0 ** int(found["power"] or 0)
    if not (math.isfinite(number) and number > 0):
        raise QueryError(f"{str(typed).strip()[:40]!r} is not a number of cells.", hint=HINT)
    return number
