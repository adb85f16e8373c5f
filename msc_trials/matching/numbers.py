"""Numbers in registry text: number words, and the forms of large numbers; nothing here knows what is counted.

Source: domain notes §4a: ``2 x 10^6``, lost superscripts (``2 x 106``), ``50*10e6``, ``1E6``, ``10(7)``, ``1.6.10^7``,
million, billion, ``25 M``, ``50,000,000``, ranges and lists ("20, 50 or 100 million").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msc_trials.matching.rules import fold

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
"""A number written out before "million", in small letters: "five hundred", "two and a half", "half a"."""
CARDINALS = {
    **ONES, **TENS, "twenty-one": 21, "twenty-four": 24, "twenty-five": 25, "thirty-six": 36, "forty-eight": 48, "seventy-five": 75,
}  # fmt: skip
"""Numbers in words as registry text uses them; rules add what only they read as a number ("twice", "half")."""
_SCALES = {"thousand": 1e3, "lakh": 1e5, "b": 1e9}
"""Beginnings of the words for a scale that is not a million."""

_NUMBER = r"(?:\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+)(?!\d)|\d+(?:[.,·]\d+)?|\.\d+)"
_TIMES = r"\s*(?:[xX]{1,2}|\*{1,2}|·|•|\.(?=\s?10\s?[\^eE])|(?<=[.,]\d)\s(?=10[\^eE]\d)|\bby\b|\btimes\b)\s*"
_POWER = (
    r"10\s*(?:(?:\^|ˆ|~|\*\*|\*)\s*[({\[]?\s*\+?(?P<e1>\d{1,2})\s*[)}\]]?|[(\[{]\s*(?P<e2>\d{1,2})\s*[)\]}]"
    r"|[eE]\s*\^?\s*\+?\s*0?(?P<e3>\d{1,2})|exp\.?\s*\(?(?P<e4>\d)|(?P<e5>(?:1[01]|[4-9]))(?!\d|[.,]\d)"
    r"|\s(?P<e6>[5-9])(?=\s*(?:[a-zA-Z-]*cells?\b|[a-zA-Z-]*MSCs?\b|/\s*kg|per\b))"
    r"|\s*to the (?:power (?:of )?)?(?P<e7>\d)|['/](?P<e8>[5-9])\b(?!/))"
)


class Number(NamedTuple):
    """A number or range (``low`` equals ``high`` for one number) at ``[start, end)`` of a text.

    Numbers of one list ("20, 50 or 100 million") share their place.
    """

    low: float
    high: float
    start: int
    end: int


def numbers(words: str) -> list[Number]:
    """All large numbers of a text in reading order. Never raises."""
    found: list[Number] = []
    low = fold(words)
    for start, end in _windows(words, low):
        here = [n for match in _forms().finditer(words, start, end) for n in _values(match)]
        if _SPELLED_SCALE.search(low, start, end):
            worded = [_of_words(match) for match in _worded().finditer(words, start, end)]
            here += [w for w in worded if not any(n.start < w.end and w.start < n.end for n in here)]
            here.sort(key=lambda n: n.start)
        found.extend(here)
    return found


_ANCHOR = re.compile(
    r"\d(?:\s?[xX*·•.]{1,2}\s?1|0\s?(?:[\^ˆ~(\[{eE*'/]|exp)|[eE]\+?\d|\s?(?:by|times)\s?10|\d000|\d 000|[,.]\s?\d{3}"
    r"|\s?-?\s?(?:[MB]\b|mill\b|mio|mln|lakh|[tT]hous))"
)
"""Marks of a large number in digits; they start with a digit, so that the engine can run over all other text."""
_SPELLED_SCALE = re.compile("illi|thousand")
"""Letters of which every number in words holds one."""
_REACH = 40
"""Characters around an anchor in which the rest of the number stands."""


def _windows(words: str, low: str) -> list[tuple[int, int]]:
    """Stretches of a text around the anchors and "million", cut at white space where there is some near."""
    found: list[tuple[int, int]] = []
    anchors = (*_ANCHOR.finditer(words), *_SPELLED_SCALE.finditer(low))
    for first, last in sorted(anchor.span() for anchor in anchors):
        start, end = max(0, first - _REACH), min(len(words), last + _REACH)
        before = max(words.rfind(" ", max(0, start - 20), start), words.rfind("\n", max(0, start - 20), start))
        start = before if before >= 0 else start
        after = words.find(" ", end, end + 20)
        end = after if after >= 0 else min(len(words), end + 20)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


_ONE_LIMIT = re.compile(r"\b(?:max|min)\w*\.?\s(?:dose\s)?(?:of\s)?$", re.IGNORECASE)
"""Words before a limit, which is one number."""
TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d00")
"""A number before a scale whose point parts thousands in German, Spanish and French, and decimals in English."""
_BETWEEN = re.compile(r"\bbetween (?:about |approximately )?$", re.IGNORECASE)
"""The word before two numbers that are the ends of a range."""
_LETTERED = re.compile(r"(?:group|phase|cohort|arm|stage|part)s? $", re.IGNORECASE)
"""Words before a number with a letter, which is no number of billions."""
_SCALE = (
    r"(?P<scale>(?:hundred\s+)?(?:mill?i?ons?|mill|mio|mln|millon|milions?|billions?|thousands?|lakh)\b"
    r"|(?-i:[MB])\b(?![a-z]|/(?!\s?kg)))"
)


@cache
def _forms() -> re.Pattern[str]:
    listed = rf"(?P<list>(?:{_NUMBER}\s*(?:[,;]\s+(?:and\b|or\b)?|,(?=\d+\.\d)|/|\bor\b|\band\b)\s*){{1,6}})?"
    ranged = rf"(?:\(?(?P<low>{_NUMBER})\)?\s*(?:-|~|\bto\b|(?P<error>\+/-|±))\s*)?(?P<high>{_NUMBER})\)?"
    power = (
        rf"{listed}{ranged}{_TIMES}(?:{_POWER}(?:\s*-\s*(?:10\^?)?(?P<etop>\d{{1,2}})(?!\d|\s*[xX*.]))?"
        r"|(?P<long>10{0,2}(?:,?000){1,3}\b))"
    )
    short = _POWER.replace("P<e", "P<b")
    plain = r"(?P<mantissa>\d+(?:[.,]\d+)?)[eE]\+?0?(?P<exponent>\d{1,2})"
    scaled = (
        rf"{listed.replace('P<list', 'P<slist')}(?:(?P<slow>{_NUMBER})\s*(?:-|~|\bto\b|(?P<serror>\+/-|±))\s*)?(?P<shigh>{_NUMBER})"
        rf"\s*-?\s*{_SCALE}"
    )
    # A long integer must look like a count, not like a grant or phone number.
    integer = (
        r"(?P<integer>\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,3}(?: 000){2,3}(?!\d)|\d{1,3}(?:,\s\d{3}){0,2},\s000(?!\d)|\d{1,3}(?:\.\d{3}){2,3}(?!\d)|\d{2,7}000)"
        r"(?![.,]?\d|\s*[xX*]\s*10)"
    )
    return re.compile(
        rf"(?=[\d.(])(?<![\d.^/])(?<!\d,)(?<![a-zA-Z]-)(?:{power}|{short}|{plain}|{scaled}|{integer})", re.IGNORECASE
    )


@cache
def _worded() -> re.Pattern[str]:
    """Numbers written in words: "one hundred million", "one to two million"."""
    return re.compile(
        rf"(?:\b(?P<low>{SPELLED})\s+to\s+|(?<=between )(?P<first>{SPELLED})\s+and\s+)?"
        rf"\b(?P<word>{SPELLED})\s*-?\s*{_SCALE}",
        re.IGNORECASE,
    )


def _of_words(match: re.Match[str]) -> Number:
    scale = _scale(match["scale"])
    high = spelled_value(match["word"]) * scale
    first = match["low"] or match["first"]
    low = spelled_value(first) * scale if first else high
    return Number(min(low, high), high, match.start(), match.end())


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


def _values(match: re.Match[str]) -> list[Number]:
    """The numbers of one form (several for a list such as "20, 50 or 100 million")."""
    g = match.groupdict()
    start, end = match.span()
    exponent = next((int(v) for k, v in g.items() if k[0] in "eb" and k[1:].isdigit() and v), 0)
    own = "s" if g["scale"] else ""
    if g[f"{own}high"] is None:
        power = 10.0 ** int(g["exponent"] or exponent)
        value = float(re.sub(r"[^\d]", "", g["integer"])) if g["integer"] else _number(g["mantissa"] or "1") * power
        return [Number(value, value, start, end)]
    listed, first, error = g[f"{own}list"], g[f"{own}low"], g[f"{own}error"]
    scale = _scale(g["scale"]) if own else float(g["long"].replace(",", "")) if g["long"] else 10.0**exponent
    high = _number(g[f"{own}high"]) * scale
    low = _number(first) * scale if first else None
    if g["etop"] and int(g["etop"]) > exponent:
        low, high = high, _number(g["high"]) * 10.0 ** int(g["etop"])
    if low is not None and low > high and g["scale"] == "M":
        return []  # "10-6 M" is a molar concentration
    if own and any(TWO_WAYS.fullmatch(n or "") for n in (first, g["shigh"])):
        return []  # "1.500 million" is one and a half million, or one and a half billion
    if g["scale"] == "B" and _LETTERED.search(match.string, 0, start):
        return []  # "group 1B"
    if low is not None and error:
        low, high = low - high, low + high  # "1 ± 0.5 million"
    if listed and _BETWEEN.search(match.string, 0, start) and re.fullmatch(rf"{_NUMBER}\s*and\s*", listed):
        low, listed = _number(listed.split("and")[0].strip()) * scale, None
        low = low if low < high else None
    elif low is not None and (low > high or low * 1000 < high):
        low = None
    if listed and match.string[:start][-1:].isalpha():
        listed = None  # "H0, 2 x 10^6": the number behind a letter is no part of the list
    if listed and re.fullmatch(rf"{_NUMBER}\s*,\s*", listed):
        # "1, 5 x 10^6" is a list or a decimal comma: nobody can tell, unless the words before it name one number.
        one = f"{listed.rstrip(', ')}.{g['high']}"
        told = _ONE_LIMIT.search(match.string, 0, start) and re.fullmatch(r"\d{1,2}\.\d", one)
        return [Number(_number(one) * scale, _number(one) * scale, start, end)] if told else []
    others = [_number(number) * scale for number in re.findall(_NUMBER, listed or "")]
    alike = [Number(value, value, start, end) for value in others if value > 0 and high / 100 <= value <= high * 100]
    return [*alike, Number(high if low is None else low, high, start, end)]


def _number(token: str) -> float:
    """``0,7`` and ``2.5`` are decimals, ``1,000,000`` and ``1.000.000`` groups of three.

    A single group after a dot ("1.250") is a decimal, after a comma ("50,000") thousands.
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}", token) and not token.startswith("0"):
        return float(re.sub(r"[.,]", "", token))
    whole, _, part = token.replace("·", ".").replace(",", ".").partition(".")
    return float(f"{whole}.{part.replace('.', '')}")


def _scale(token: str) -> float:
    token = token.lower()
    factor = 100.0 if token.startswith("hundred") else 1.0
    word = token.removeprefix("hundred").strip()
    return factor * next((scale for start, scale in _SCALES.items() if word.startswith(start)), 1e6)
