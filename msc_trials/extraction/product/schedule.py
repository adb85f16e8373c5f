"""How many times a product is planned to be given: a pure parser of schedules.

Source: domain notes §4a ("Number of doses"). One procedure with many injections is one administration.
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge.rules import rules
from msc_trials.matching.numbers import CARDINALS
from msc_trials.matching.rules import fold

_WORDS = {**CARDINALS, "single": 1, "once": 1, "twice": 2, "double": 2, "thrice": 3, "triple": 3}
_MOST = 60
"""More administrations than this are a misreading."""

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})"
_GIVEN = (
    r"(?:infusions?|injections?|doses?|administrations?|treatments?|transplantations?|implantations?|applications?"
    r"|transfusions?|instillations?|courses?|cycles?|sessions?|does)\b"
)
_STOP = (
    r"(?:will|receiv\w*|are|is|was|were|of|with|in|on|for|to|and|or|the|from|by|at|after|before|per|each|every|million|x"
    r"|cells|ml|mg|kg|cc|minutes?|using|hours?|days?|weeks?|months?|years?|patients|subjects|participants|groups?|arms?|then|via|through"
    r"|different|unnamed|drug|level|without|visits?)\b"
)
"""Words over which a number does not reach its noun ("subjects 4 to 6 will receive two infusions")."""

_EVERY = {"daily": "day", "weekly": "week", "monthly": "month", "qd": "day", "qw": "week", "qm": "month"}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(_GIVEN)


@cache
def _number_before() -> re.Pattern[str]:
    """A number and up to four describing words at the end of the words before a noun of giving."""
    return re.compile(
        rf"(?<![\w.,^])(?P<n>{_NUMBER})(?:\s*\(\s*\w+\s*\))?[\s-]+(?P<plus>additional\s+|more\s+|further\s+)?"
        rf"(?P<between>(?:(?!{_STOP})(?:\([^()]{{1,20}}\)|[a-z][\w./-]*)\s+){{0,4}})$"
    )


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.^])(?P<n>{_NUMBER})\s*(?:consecutive |successive )?times?\b"
        r"(?!\s*(?:the|a |per|more|higher|upper|normal|week|daily|uln|greater|as\b))"
        r"|\b(?P<once>once)\b(?!\s*(?:a|per|every|each|daily|weekly|monthly|the|in|it|they|all|safety|enrolled|eligib\w*|confirmed)\b|\s*/|-)"
        r"|\b(?:given|inject\w*|infus\w*|administ\w*|receiv\w*|transplant\w*|treated|kg\w*|infusion|injection)\b[^.;]{0,120}?\b(?P<twice>twice|thrice)\b"
        r"(?!\s*(?:a|per|daily|weekly|monthly|the|as|every|each|more|from)\b)"
        r"|infusions? \(n ?= ?(?P<counted>\d{1,2})\)|\(n ?= ?(?P<before>\d{1,2})\) (?:\w+ )?infusions?\b"
        r"|number(?: of (?:\w+ )?(?:infusions|injections|doses|administrations))?\s*(?:[:=]|will be|is)\s*(?P<stated>\d{1,2})\b"
    )


@cache
def _listed() -> re.Pattern[str]:
    """Schedules: "days 1, 4, 11 and 18", "Day 0, Day 3, Day 6", "week 0, 4 and 12"."""
    item = r"(?:(?:at |on )?(?:day|week|month|d|w|m))?s?\s*-?\+?\d{1,3}(?:st|nd|rd|th)?(?:\s*\([^)]{0,60}\))?"
    after = r"(?!\s*(?:mg|ml|ug|%|x|weeks?|months?|days?|hours?))"
    return re.compile(
        rf"(?:day|week|month|d|w)s?\s*(?P<list>-?\d{{1,3}}(?:\s*\([^)]{{0,60}}\))?(?:\s*(?:,\s*and|,|/|&|;|and|or)\s*{item})+){after}"
    )


@cache
def _ordinals() -> re.Pattern[str]:
    """Schedules: "1st, 3rd and 5th days"."""
    return re.compile(
        r"\d{1,3}(?:st|nd|rd|th)(?:\s*(?:,\s*and|,|&|and)\s*\d{1,3}(?:st|nd|rd|th))+\s+(?:days?|weeks?|months?)"
    )


@cache
def _before_unit() -> re.Pattern[str]:
    """Schedules with the unit behind: "given at 0, 6, 12 week"; visits are listed in the same way."""
    giving = r"(?:given|injected|infused|administered|received?|(?:infusion|injection) of)"
    visits = r"(?:follow|visit|assess|evaluat|measur|examin|observ|monitor|scor|check|scale|index|question|chang|compar|test)"
    quiet = rf"(?:(?!{visits})[^.;])"
    return re.compile(
        rf"(?:^|[.;]){quiet}{{0,200}}?\b{giving}\b{quiet}{{0,80}}?\b(?:at|on)\s+"
        r"(?P<list>\d{1,2}(?:\s*(?:,\s*and|,|&|and)\s*\d{1,2})+)\s*"
        r"(?:weeks?|days?|months?|pods?)\b"
    )


@cache
def _repeated() -> re.Pattern[str]:
    """ "Per week for 4 weeks", "weekly x 4", "every 3 months for 4 injections"; how often per unit stands before it."""
    unit = r"(?<![a-z])(?:a|per|every|each)\s+(?P<each>\d|two|three|four)?\s*(?P<unit>day|week|month)s?\b"
    slash = r"/\s*(?P<slash>day|week|month)s?\b"
    span = r"(?P<span>days?|weeks?|months?|times|doses|infusions|injections|years?)\b"
    return re.compile(
        rf"(?:{unit}|{slash}|(?<![a-z])(?P<ly>daily|weekly|monthly|bi-?weekly|q[dwm])\b)"
        r"(?:\s*\([^()]*\))?[^.;]{0,80}?\b(?:for|x|over|during|within|times)\s*(?:up to\s+|a total of\s+|each of\s+|the\s+first\s+)?"
        rf"(?:\d+\s*(?:-|to)\s*)?(?P<n>{_NUMBER})\s*(?:\(\d+\)\s*)?(?:consecutive\s+|consequent\s+|successive\s+)?{span}"
    )


@cache
def _single() -> re.Pattern[str]:
    """One administration: "a single intra-articular 20x10^6 dose", "(single procedure)", "a unique infusion"."""
    between = r"(?:(?!cent|arm\b|group|blind|site|institut|cell|donor|patient|subject|cohort|stud|trial|or\b|and\b)[^\s.;,]+ ){0,5}?"
    return re.compile(
        rf"\b(?:single|unique|one[- ]time)[- ]{between}(?:infusion|injection|dose|dosage|administration|procedure|session"
        r"|application|implantation|transplantation|instillation|infiltration)\b(?! (?:level|group|cohort|escalat|limiting))"
    )


@cache
def _daily() -> re.Pattern[str]:
    """A daily dose over some days: "3 million/kg/d on day 1 to 3"."""
    return re.compile(
        r"(?:/\s*d(?:ay)?\b|\bdaily\b|\b(?:per|each|every) day\b)[^.;]{0,20}?\bdays?\s+(?P<first>\d{1,2})\s*(?:to|-|through|until)\s*(?P<last>\d{1,2})\b"
    )


@cache
def _from_to() -> re.Pattern[str]:
    """ "Every 4 weeks from week 0 to week 36" is ten times."""
    return re.compile(
        r"\bevery (?P<each>\d{1,2})? ?(?P<unit>day|week|month)s?,? (?:\w+ ){0,2}?from (?P=unit)s? ?(?P<first>\d{1,3}) ?(?:to|until|through|-) ?(?:(?P=unit)s? ?)?(?P<last>\d{1,3})\b"
    )


@cache
def _often() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:(?P<n>\d|two|three) (?:times?|doses)|(?P<word>twice|thrice))\s*$")


@cache
def _again() -> re.Pattern[str]:
    giving = r"(?:infusion|injection|dose|administration|transplantation|implantation|transfusion|treatment|time|boost)"
    return re.compile(
        rf"\b(?:(?P<third>third|3rd)|second|2nd)\s+(?:\w+\s+)?{giving}"
        r"|\b(?:surgery|operation|transplantation|baseline|immediately) and (?:again )?(?:at|on|after) (?:day|week|month)s? ?\d"
        rf"|\brepeat(?:ed)?\s+(?:to apply\s+)?(?:in|at|on|after)\s+(?:day|week|month|{_NUMBER}\b)|\bbooster (?:dose|infusion|injection|shot)"
    )


@cache
def _another() -> re.Pattern[str]:
    """ "Another infusion is given if there is no response": one more than those counted before."""
    return re.compile(r"\b(?:another|an additional) (?:\w+ )?(?:infusion|injection|dose|administration|treatment)\b")


def counted(words: str) -> int | None:
    """Number that a text names with a noun of giving ("two infusions", "a single dose"), whatever else it speaks of."""
    low = fold(words)
    counts, extra = _counted(low, times=False)
    counts = [n for n in counts if 1 <= n <= _MOST] + ([1] if _single().search(low) else [])
    return max(counts) + extra if counts else None


def administrations(words: str) -> int | None:
    """Largest planned number of administrations a text names, None when it names none. Never raises."""
    low = fold(words)
    counts, extra = _counted(low)
    if any(unit in low for unit in ("day", "week", "month", " d", " w", "qw", "pod")):
        for m in _listed().finditer(low):
            if not low[m.start() - 1 : m.start()].isalpha() and not _of_visits(low, m.start()):
                counts.append(len(set(re.findall(r"\d+", re.sub(r"\([^)]*\)", "", m["list"])))))
        counts.extend(len(set(re.findall(r"\d+", m.group()))) for m in _ordinals().finditer(low))
        counts.extend(
            len(set(re.findall(r"\d+", m["list"]))) + _and_at_surgery(low, m) for m in _before_unit().finditer(low)
        )
        counts.extend(_repeats(low, m) for m in _repeated().finditer(low) if not _of_a_drug(low, m))
    if "from " in low:
        counts.extend((int(m["last"]) - int(m["first"])) // int(m["each"] or 1) + 1 for m in _from_to().finditer(low))
    if "day" in low:
        counts.extend(int(m["last"]) - int(m["first"]) + 1 for m in _daily().finditer(low))
    if _single().search(low):
        counts.append(1)
    if any(word in low for word in ("second", "2nd", "repeat", "booster", " and ")):
        counts.extend(3 if m["third"] else 2 for m in _again().finditer(low))
    totals = [_value(m["n"] or m["m"]) for m in _in_total().finditer(low)]
    if len(totals) == 1:
        return totals[0]
    counts = [n for n in counts if 1 <= n <= _MOST]
    if extra + 1 in counts:
        extra = 0  # "four doses, the first at birth and the three additional ones later"
    extra += _another().search(low) is not None and " either " not in low  # not where groups change over
    return max(counts) + extra if counts else None


@cache
def _in_total() -> re.Pattern[str]:
    """A total of times that a text gives itself: "(9 times in total)"."""
    return re.compile(
        rf"\b(?P<n>{_NUMBER}) (?:times|infusions|injections|doses|administrations) in total\b"
        rf"|\bin total,? (?P<m>{_NUMBER}) (?:times|infusions|injections|doses|administrations)\b"
    )


def _of_visits(low: str, at: int) -> bool:
    """Whether a list of days behind a word of visits ("follow-up at weeks 2, 6 and 10") is of those, not of giving."""
    clause = re.split(r"[.;\n]", low[max(0, at - 200) : at])[-1]
    visits = [hit.end for hit in rules().hits(clause, "dose_words.visit_days")]
    given = [hit.end for hit in rules().hits(clause, "route_words.giving")]
    return bool(visits) and max(visits) > max(given, default=0)


def _of_a_drug(low: str, m: re.Match[str]) -> bool:
    """Whether what is repeated is measured in milligrams or millilitres a day; cells are counted."""
    before = low[max(0, m.start() - 20) : m.start()]
    slash = m["slash"] is not None and re.search(r"\b(?:mg|ug|mcg|iu|g|ml)(?:\s*/\s*kg)?\s*$", before) is not None
    return slash or " mg " in m.group()


def _and_at_surgery(low: str, m: re.Match[str]) -> bool:
    """Whether a list of days is preceded by the operation itself: "during surgery and on 7, 14 and 21 POD"."""
    before = low[max(0, m.start("list") - 40) : m.start("list")]
    return re.search(r"(?:surgery|operation|transplantation|baseline) and (?:on|at) $", before) is not None


def _counted(low: str, *, times: bool = True) -> tuple[list[int], int]:
    """Numbers that stand before a noun of giving or (``times``) before "times", and the sum of "additional" ones."""
    counts, extra = [], 0
    for noun in _noun().finditer(low):
        if low[noun.start() - 1 : noun.start()].isalpha():
            continue  # "reinfusion"
        start = max(0, noun.start() - 70)
        m = _number_before().search(low[start : noun.start()])
        if m is None or not _counts_procedures(low, m, start, noun):
            continue
        if m["plus"]:
            extra += _value(m["n"])
        else:
            counts.append(_value(m["n"]))
    if times and any(word in low for word in ("time", "once", "number", "twice", "thrice", "n=", "n =")):
        counts.extend(
            _value(m["n"] or m["once"] or m["twice"] or m["counted"] or m["before"] or m["stated"])
            for m in _times().finditer(low)
            if not rules().has(low[max(0, m.start() - 30) : m.start()], "dose_words.made_times")
        )
    return counts, extra


def _value(token: str | None) -> int:
    if not token:
        return 0
    return int(token) if token.isdigit() else _WORDS.get(token, 0)


@cache
def _of_another() -> re.Pattern[str]:
    """ "Three injections of platelet-rich plasma" are not of the cells."""
    return re.compile(
        r"\s*(?:of|with) (?:(?!cell|msc|stem|mesench|strom)[\w-]+ ){0,2}?(?:plate?let|plasma|prp\b|prgf|hyaluron|saline|placebo|steroid"
        r"|cortico|vehicle|g-?csf|insulin|antibiotic|chemotherap)"
    )


@cache
def _into_tissue() -> re.Pattern[str]:
    return re.compile(r"intra-?myocardial|endocardial|intra-?muscular|sub-?cutaneous|intra-?dermal|intra-?lesional")


def _counts_procedures(low: str, m: re.Match[str], offset: int, noun: re.Match[str]) -> bool:
    """Injections of one procedure ("20 intramyocardial injections", "via 6 injections of 1.5 mL") are not counted."""
    what, n = noun.group(), _value(m["n"])
    before = low[max(0, offset + m.start() - 25) : offset + m.start()]
    behind = low[noun.end() : noun.end() + 60]
    if re.search(r"\bone of\s+$|\b(?:day|week|month|visit|cycle|phase|step|part|arm|grade)s?\s+$", before):
        return False  # "at one of four doses", "at week 24 treatments are reversed"
    if n > 12 and not what.endswith("s"):
        return False  # "50 Infusion" is a name
    if what.startswith("injection") and n > 6:
        return False
    if _of_another().match(behind):
        return False
    if (
        what.startswith("injection")
        and n > 1
        and (
            _into_tissue().search(m["between"])
            or re.search(r"\b(?:via|through|by|divided|into|split|x)\s+$", before)
            or re.match(r"\s*(?:of\s*|\()[\d.]+\s*ml", behind)
        )
    ):
        return False
    if what == "treatment" and n > 1 and m["n"] not in ("double", "triple"):
        return re.match(r"[^.;]{0,40}\b(?:interval|apart)", behind) is not None
    return not re.match(r"\s*-?(?:level|group|cohort|escalat|arm|visit|site|follow)", behind)


def _repeats(low: str, m: re.Match[str]) -> int:
    """Number of times of "twice per week for 4 weeks": span over interval, times how often."""
    before = _often().search(low[max(0, m.start() - 15) : m.start()])
    often = _value(before["n"] or before["word"]) if before else 1
    n, span = _value(m["n"]), m["span"].rstrip("s")
    if span not in _DAYS:
        return n
    unit = m["unit"] or m["slash"] or _EVERY.get(m["ly"] or "", "")
    every = _DAYS.get(unit, 14) * max(1, _value(m["each"]))
    return round(n * _DAYS[span] / every) * often
