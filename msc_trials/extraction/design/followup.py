"""Longest planned observation of the primary outcomes, in months.

Source: domain notes §4h (time frames are free text: "W24", "D28", "baseline, 1, 3, 6 and 12 months").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msc_trials.extraction.facts import Evidence
from msc_trials.knowledge.rules import pattern, patterns
from msc_trials.matching import text
from msc_trials.matching.numbers import CARDINALS
from msc_trials.records.study import StudyRecord

DAYS_PER_MONTH = 30.4
"""Mean days in a month, as used by the hand labels (28 days are 0.92 months, 52 weeks 11.97)."""
_LONGEST = 50 * 12
"""Longer frames ("up to 100 years") are form-filling, not a plan."""

_PER_DAY = {"s": 86400, "min": 1440, "h": 24, "d": 1}
_UNITS = {u: 1 / (n * DAYS_PER_MONTH) for u, n in _PER_DAY.items()} | {"w": 7 / DAYS_PER_MONTH, "m": 1.0, "y": 12.0}
"""Length in months of each unit; how it is spelled is in the group ``time_unit`` of ``seeds/patterns.csv``."""
_WORDS = {
    **CARDINALS, "half a": 0.5, "half": 0.5, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "ninth": 9, "tenth": 10, "twelfth": 12, "a": 1, "an": 1, "single": 1, "every other": 2,
}  # fmt: skip


@cache
def _token() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in _WORDS), key=len, reverse=True))
    units = "|".join(f"(?P<{name}>{spelled.pattern})" for name, spelled in patterns("time_unit"))
    return re.compile(
        rf"(?P<number>\d+(?:\.\d+|,5(?=\s*[a-z]))?)(?:st|nd|rd|th|\.(?=\s?(?:day|week|month|year)s?\b))?|\b(?P<word>{words})\b"
        rf"|(?<![a-z])(?:{units})(?![a-z])|(?P<sep>[,;&/]|-|\band\b|\bor\b|\bto\b)|(?P<other>[()\[\]]|[^\s,;&/\-\d\"()\[\]]+)"
    )


def months(time_frame: str) -> float | None:
    """Longest time named in a time frame, in months rounded to two decimals; None when it names none.

    Numbers take the unit that follows their list ("1, 3, 6 and 12 months"), else the one before it ("week 4, 12, 24").
    """
    return max(times(time_frame), default=None)


@lru_cache(maxsize=8192)
def times(time_frame: str) -> frozenset[float]:
    """Every time named in a time frame, in months rounded to two decimals."""
    words = text.normalize(time_frame).lower()
    words = pattern("followup.not_time").sub(lambda m: " " if "±" in m[0] or "+" in m[0] else " ; ", words)
    return frozenset(round(value, 2) for value in _times(words) if value <= _LONGEST)


def _times(words: str) -> list[float]:
    """Every (number, unit) pair of a text, in months."""
    found: list[float] = []
    waiting: list[float] = []  # numbers behind which only separators stood
    prefix: str | None = None  # a unit standing before numbers: "week 4, 12"
    spent: str | None = None  # the unit that last followed a number: "1 month, 3, 6"
    tokens = [(m.lastgroup or "", m.group()) for m in _token().finditer(words)]
    for position, (kind, token) in enumerate(tokens):
        if kind in ("number", "word"):
            value = _WORDS[token] if kind == "word" else float(re.sub(r"[^\d.]", "", token.replace(",", ".")))
            waiting.append(value)
        elif kind in _UNITS:
            # "day 7 week 4": a unit between two numbers belongs to the second where the first has its own.
            follows = position + 1 < len(tokens) and tokens[position + 1][0] == "number"
            # "day 7, week 4": a comma keeps a number from the unit behind it.
            apart = position > 0 and tokens[position - 1][0] == "sep" and tokens[position - 1][1] != "-"
            if waiting and not apart and not (prefix and follows):
                # With a unit in front, only the last number of the list takes the unit behind it: "day 1, 7, 1 month".
                found.extend(_closed(waiting[:-1], prefix or kind))
                found.extend(_closed(waiting[-1:], kind))
                waiting, prefix, spent = [], None, kind
            else:
                found.extend(_closed(waiting, prefix or spent))
                waiting, prefix, spent = [], kind, None
        elif kind == "sep":
            continue
        else:
            found.extend(_closed(waiting, prefix or spent))
            waiting = []
            if token not in _FILLERS:
                prefix = spent = None
    found.extend(_closed(waiting, prefix or spent))
    return found


_FILLERS = frozenset({"(", "#", ")", "[", "]", ":", "at", "then", "of", ".", "the"})


def _closed(numbers: list[float], unit: str | None) -> list[float]:
    return [] if unit is None else [n * _UNITS[unit] for n in numbers]


def read_followup(record: StudyRecord) -> tuple[float | None, tuple[Evidence, ...]]:
    """Longest time frame over the registered primary outcomes in months, with the words it was read from; an outcome
    without one is read by its title ("pain at 6 months"). Source: domain notes §4h."""
    found = []
    for i, outcome in enumerate(record.primary_outcomes):
        words, field = (outcome.time_frame, "timeFrame") if outcome.time_frame else (outcome.measure, "measure")
        if words and (value := months(words)) is not None:
            path = f"protocolSection.outcomesModule.primaryOutcomes[{i}].{field}"
            found.append((value, (Evidence(path, words, "longest_time_frame", "stated"),)))
    return max(found, key=lambda one: one[0], default=(None, ()))
