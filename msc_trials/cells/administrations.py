"""How many times a product is planned to be given: a pure parser of schedules.

Source: domain notes §4a ("Number of doses"). One procedure with many injections is one administration.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "a": 1, "an": 1, "one": 1, "single": 1, "once": 1, "two": 2, "twice": 2, "double": 2, "three": 3, "thrice": 3,
    "triple": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_MOST = 60
_NUMBER = (
    r"(?:\d{1,2}|one|single|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twice|once|thrice|double|triple)"
)
_GIVEN = (
    r"(?:infusions?|injections?|doses?|does|administrations?|treatments?|transplantations?|implantations?|applications?"
    r"|transfusions?|instillations?|courses?|cycles?|sessions?)"
)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<n>{_NUMBER})(?:\s*\(\s*\d+\s*\))?[\s-]+(?P<plus>additional\s+|more\s+|further\s+)?(?:[\w./-]+\s+){{0,4}}?(?P<what>{_GIVEN})\b"
        rf"|\b(?P<times>{_NUMBER}|\d{{1,2}})\s*times?\b(?!\s*(?:the|a |per|more|higher|upper|normal|week|daily|uln|greater|as\b))"
        rf"|\b(?:number of (?:\w+ )?{_GIVEN}|{_GIVEN[:-1]}) number|number of {_GIVEN})\s*[:=]?\s*(?P<stated>\d{{1,2}})\b",
        re.IGNORECASE,
    )


@cache
def _listed() -> re.Pattern[str]:
    """ "days 1, 4, 11 and 18", "Day 0, Day 3, Day 6", "1st, 3rd, 5th, and 7th days", "week 0, 4 and 12"."""
    item = r"(?:day|week|month|d|w|m)?s?\s*-?\+?\d{1,3}(?:st|nd|rd|th)?(?:\s*\([^)]{0,12}\))?"
    return re.compile(
        rf"\b(?:on|at|in|visit|of)?\s*(?:study\s+|post\S*\s+)?(?P<unit>day|week|month|d|w)s?\s*(?P<list>-?\d{{1,3}}(?:\s*(?:,|/|&|;|and|,\s*and|or)\s*{item})+)(?!\s*(?:mg|ml|ug|%|x|weeks?|months?|days?))"
        r"|(?P<ordinals>\d{1,3}(?:st|nd|rd|th)(?:\s*(?:,|&|and|,\s*and)\s*\d{1,3}(?:st|nd|rd|th))+)\s+(?:days?|weeks?|months?)",
        re.IGNORECASE,
    )


@cache
def _repeated() -> re.Pattern[str]:
    per = (
        r"(?P<often>once|one time|one dose|twice|two times|two doses|three times|thrice|\d times?|one infusion|1 dose)?"
    )
    return re.compile(
        rf"\b{per}\s*(?:(?:a|per|every|each|/)\s*(?P<each>\d|two|three|four)?\s*(?P<unit>day|week|month)s?|(?P<ly>daily|weekly|monthly|bi-?weekly))"
        rf"[^.;]{{0,40}}?\b(?:for|x|over|during|within|times)\s*(?:up to\s+|a total of\s+|each of\s+|the\s+first\s+)?(?P<n>{_NUMBER}|\d{{1,2}})\s*(?:\(\d+\)\s*)?"
        r"(?:consecutive\s+|consequent\s+|successive\s+)?(?P<span>days?|weeks?|months?|times|doses|infusions|injections|years?)",
        re.IGNORECASE,
    )


@cache
def _again() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:second|2nd)\s+(?:\w+\s+)?(?:infusion|injection|dose|administration|transplantation|implantation|transfusion|time|boost)"
        r"|\brepeat(?:ed)?\s+(?:to apply\s+)?(?:in|at|on|after)\s+(?:day|week|month|\d)|\bbooster\b",
        re.IGNORECASE,
    )


@cache
def _third() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:third|3rd)\s+(?:\w+\s+)?(?:infusion|injection|dose|administration|transplantation|time)", re.IGNORECASE
    )


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def administrations(words: str) -> int | None:
    """Largest planned number of administrations a text names, None when it names none. Never raises."""
    lower = words.lower()
    counts: list[int] = []
    extra = 0
    for m in _counted().finditer(words):
        token = m["n"] or m["times"] or m["stated"]
        if m["n"] and not _counts_procedures(lower, m):
            continue
        if m["plus"]:
            extra += _value(token)
        else:
            counts.append(_value(token))
    for m in _listed().finditer(words):
        listed = m["list"] or m["ordinals"]
        counts.append(len(set(re.findall(r"\d+", re.sub(r"\([^)]*\)", "", listed)))))
    for m in _repeated().finditer(words):
        counts.append(_repeats(m))
    if "second" in lower or "2nd" in lower or "repeat" in lower or "booster" in lower:
        if _again().search(words):
            counts.append(2)
        if _third().search(words):
            counts.append(3)
    counts = [n for n in counts if 1 <= n <= _MOST]
    if not counts:
        return None
    return max(counts) + extra


def _value(token: str | None) -> int:
    if not token:
        return 0
    return int(token) if token.isdigit() else _WORDS.get(token.lower(), 0)


def _counts_procedures(lower: str, m: re.Match[str]) -> bool:
    """Injections of one procedure ("20 intramyocardial injections", "via 6 injections of 1.5 mL") are not counted."""
    between = m.group().lower()
    n = _value(m["n"])
    what = m["what"].lower()
    if re.search(
        r"\b(?:mg|ml|µg|g|day|days|week|weeks|month|months|hours?|patients|subjects|groups?|arms?)\b", between
    ):
        return False
    if what.startswith("injection") and n > 1:
        behind = lower[m.end() : m.end() + 30]
        before = lower[max(0, m.start() - 25) : m.start()]
        local = re.search(
            r"intramyocardial|transendocardial|endocardial|intramuscular|subcutaneous|intradermal|intralesional",
            between,
        )
        if (
            n > 6
            or local
            or re.search(r"\b(?:via|through|by|divided|into|split)\s+$", before)
            or re.match(r"\s*of\s*[\d.]+\s*ml|\s*\([\d.]+\s*ml", behind)
        ):
            return False
    return not (
        what in ("dose", "doses") and re.search(r"dose (?:level|group|cohort|escalat)", lower[m.start() : m.end() + 12])
    )


def _repeats(m: re.Match[str]) -> int:
    often = {"twice": 2, "two": 2, "three": 3, "thrice": 3}.get((m["often"] or "once").split()[0].lower(), 1)
    often = int(m["often"][0]) if m["often"] and m["often"][0].isdigit() else often
    n, span = _value(m["n"]), m["span"].lower().rstrip("s")
    if span not in _DAYS:
        return n
    unit = m["unit"] or {"daily": "day", "weekly": "week", "monthly": "month"}.get((m["ly"] or "").lower(), "")
    every = _DAYS.get(unit.lower(), 14) * max(1, _value(m["each"]) if m["each"] else 1)
    return round(n * _DAYS[span] / every) * often
