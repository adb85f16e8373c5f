"""Numbers written out in words, as a count before "thousand", "million" or "billion" has them.

"five hundred", "one hundred and twenty", "two and a half", "half a": nothing here knows what is counted.
"""

from __future__ import annotations

import re

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_VALUES = {**ONES, **TENS, "a": 1, "an": 1}

_UNIT = "(?:" + "|".join(sorted(ONES, key=len, reverse=True)) + ")"
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})(?:[\s-]{_UNIT})?|{_UNIT})"
SPELLED = (
    rf"(?:half an?|(?:three[\s-]+quarters|a[\s-]+quarter) of an?|(?:{_BELOW_HUNDRED}|a)\s+hundred(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?"
    rf"|{_BELOW_HUNDRED}(?:\s+and\s+a\s+half)?|hundred|a(?!\s+half))"
)
"""A regular expression (small letters) for such a number."""


def spelled_value(words: str) -> float:
    """The value of a text that ``SPELLED`` matches.

    >>> spelled_value("one hundred and twenty-five"), spelled_value("two and a half"), spelled_value("half a")
    (125.0, 2.5, 0.5)
    """
    small = words.lower()
    if small.startswith("half"):
        return 0.5
    if "quarter" in small:
        return 0.75 if small.startswith("three") else 0.25
    small, half = re.subn(r"\s+and\s+a\s+half$", "", small)
    value = 0
    for word in re.split(r"[\s-]+", small):
        value = max(value, 1) * 100 if word == "hundred" else value + _VALUES.get(word, 0)
    return value + half / 2
