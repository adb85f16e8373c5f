"""How many times a product is planned to be given: a pure parser of schedules.

Source: domain notes §4a ("Number of doses"). One procedure with many injections is one administration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.numbers import CARDINALS
from msc_trials.matching.rules import fold

_WORDS = {**CARDINALS, "single": 1, "once": 1, "once-off": 1, "twice": 2, "double": 2, "thrice": 3, "triple": 3}
_MOST = 60
"""More administrations than this are a misreading."""


_EVERY = {"daily": "day", "weekly": "week", "monthly": "month", "qd": "day", "qw": "week", "qm": "month"}
_AGAIN_AT = ("same_again", "once_more", "again_on", "repeated_at")
"""Patterns of lists of times at which the product is given again: once before and as often as the list says."""
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}


def counted(words: str) -> int | None:
    """Number that a text names with a noun of giving ("two infusions", "a single dose"), whatever else it speaks of."""
    low = fold(words)
    counts, extra = _before_nouns(low)
    counts = [n for n in counts if 1 <= n <= _MOST] + ([1] if pattern("schedule.single").search(low) else [])
    return max(counts) + extra if counts else None


def administrations(words: str) -> int | None:
    """Largest planned number of administrations a text names, None when it names none or has no end. Never raises.

    A whole course that is given again multiplies them; phases that a sentence puts one behind the other ("twice a week for
    four weeks, then weekly for four") are summed.
    """
    low = fold(words)
    for other, same in seeds.pairs("time_words").items():
        low = low.replace(other, same)
    low = pattern("schedule.sum").sub(lambda m: f"{int(m['n']) + int(m['m'])} ", low)
    low = pattern("schedule.product").sub(lambda m: f"{_value(m['n']) * _value(m['m'])} ", low)
    if pattern("schedule.open_ended").search(low):
        return None
    again = pattern("schedule.courses").search(low)
    if again is None:
        found = (_of_a_course(low), *map(_of_phases, _all("phases", low)))
        return max((n for n in found if n is not None), default=None)
    course = pattern("schedule.courses").sub(" ", low)
    number = _of_a_course(course)
    given = pattern("schedule.given").search(course) or rules().has(course, "route_words.giving")
    if number is None and (rules().has(course, "dose_words.again") or not given):
        return None
    times = 2 if again["another"] else _value(again["n"])
    if again["span"] and again["span"].rstrip("s") in _DAYS:
        every = _DAYS[again["unit"]] * max(1, _value(again["each"]))
        times = round(times * _DAYS[again["span"].rstrip("s")] / every)
    product = (number or 1) * times
    return product if 1 <= product <= _MOST else None


def _of_phases(m: re.Match[str]) -> int | None:
    """Sum of two phases of giving the product; None where one of them names no number or the words are of something else."""
    first = _of_a_course(m["first"]) or (1 if pattern("schedule.opening").search(m["first"]) else None)
    second = _of_a_course(m["second"], before=0)
    other = "total" in m.group() or rules().has(m.group(), "route_words.drug")
    return first + second if first and second and not other else None


def _of_a_course(low: str, *, before: int = 1) -> int | None:
    """Largest number of administrations that a text in small letters names.

    ``before``: how many there were where a text only tells of additional ones.
    """
    counts, extra = _before_nouns(low)
    counts.extend(_times(low))
    for m in _all("listed", low):
        if not low[m.start() - 1 : m.start()].isalpha() and not _of_visits(low, m.start()):
            first = pattern("schedule.first_before").search(low[max(0, m.start() - 40) : m.start()]) is not None
            counts.append(_different(m.group()) + (first and not re.search(r"\b[dwm]?0\b", m.group())))
    ordinals = (
        set(pattern("schedule.ordinal").findall(m.group()))
        for m in _all("ordinals", low)
        if not _of_visits(low, m.start())
    )
    counts.extend(map(len, ordinals))
    repeats = (m for name in _AGAIN_AT for m in _all(name, low) if not _of_visits(low, m.start(), only=True))
    counts.extend(_numbers(m["list"]) + 1 for m in repeats)
    spans = (m for name in ("from_to", "until") for m in _all(name, low))
    counts.extend((int(m["last"]) - int(m["first"])) // int(m["each"] or 1) + 1 for m in spans)
    headed = {m.group() for m in _all("headed", low)}
    counts.extend([len(headed)] if len(headed) > 1 else [])
    given = (m for m in _all("before_unit", low) if _is_given(low, m.start()))
    counts.extend(_numbers(m["list"]) + _and_at_surgery(low, m) for m in given)
    repeated = (m for m in _all("repeated", low) if not _of_visits(low, m.start(), only=True))
    counts.extend(_repeats(low, m) for m in repeated if not _of_a_drug(low, m))
    if " later" in low:
        counts.extend(2 for _ in _all("later", low))
    days = (m for m in _all("daily", low) if " mg " not in low[max(0, m.start() - 60) : m.start()])
    counts.extend(int(m["last"]) - int(m["first"]) + 1 for m in days)
    if pattern("schedule.single").search(low):
        counts.append(1)
    again = (m for m in _all("again", low) if not _of_visits(low, m.start(), only=True))
    counts.extend(5 if m["fifth"] else 4 if m["fourth"] else 3 if m["third"] else 2 for m in again)
    totals = [_value(m["n"] or m["m"]) for m in _all("in_total", low)]
    if len(totals) == 1:
        return totals[0]
    counts = [n for n in counts if 1 <= n <= _MOST]
    if extra + 1 in counts:
        extra = 0  # "four doses, the first at birth and the three additional ones later"
    elif extra > 1 and max(counts, default=0) == extra and pattern("schedule.more_at").search(low):
        extra = 1  # "two additional treatments at weeks 3 and 6" behind the first
    if pattern("schedule.another").search(low) and " either " not in low:  # not where groups change over
        extra += 1
    if not counts and pattern("schedule.sites").search(low) and not rules().has(low, "dose_words.again"):
        counts = [1]  # many sites of one procedure
    return max(counts, default=before) + extra if counts or extra else None


def _numbers(listed: str) -> int:
    return len(set(re.findall(r"\d+", listed)))


def _different(listed: str) -> int:
    """Number of different days in a list; "day 1, month 1 and 2" are three."""
    found, unit = set(), ""
    for letter, number in re.findall(r"([dwm])?[a-z]*\s*-?\+?(\d+)", re.sub(r"\([^)]*\)", "", listed)):
        unit = letter or unit
        found.add((unit, number))
    return len(found)


def _of_visits(low: str, at: int, *, only: bool = False) -> bool:
    """Whether a list of days behind a word of visits ("follow-up at weeks 2, 6 and 10") or of exercise is of those.

    ``only``: the clause must not speak of giving at all.
    """
    clause = re.split(r"[.;\n]", low[max(0, at - 200) : at])[-1]
    visits = [hit.end for hit in rules().hits(clause, "dose_words.visit_days")]
    given = [hit.end for hit in rules().hits(clause, "route_words.giving")]
    if pattern("schedule.other_act").search(clause):
        return True
    return bool(visits) and not (only and given) and max(visits) > max(given, default=0)


def _is_given(low: str, at: int) -> bool:
    """Whether the clause before a list of days says that something is given, and speaks of no visit."""
    clause = re.split(r"[.;](?!\d)", low[max(0, at - 200) : at])[-1]
    return bool(pattern("schedule.giving").search(clause)) and not rules().has(clause, "dose_words.visit_days")


def _of_a_drug(low: str, m: re.Match[str]) -> bool:
    """Whether what is repeated is measured in milligrams or millilitres a day; cells are counted."""
    before = low[max(0, m.start() - 20) : m.start()]
    slash = m["slash"] is not None and pattern("schedule.drug_before").search(before) is not None
    return slash or " mg " in m.group() or pattern("schedule.weight_before").search(before) is not None


def _and_at_surgery(low: str, m: re.Match[str]) -> bool:
    """Whether a list of days is preceded by the operation itself: "during surgery and on 7, 14 and 21 POD"."""
    before = low[max(0, m.start("list") - 40) : m.start("list")]
    return pattern("schedule.act_before").search(before) is not None


def _before_nouns(low: str) -> tuple[list[int], int]:
    """Numbers before or behind a noun of giving ("dose 3 on day 28"), and the sum of "additional" ones."""
    counts, extra = [max(int(n) for n in re.findall(r"\d+", m["list"])) for m in _all("numbered", low)], 0
    for noun in _all("given", low):
        if low[noun.start() - 1 : noun.start()].isalpha():
            continue  # "reinfusion"
        start = max(0, noun.start() - 70)
        m = pattern("schedule.number_before").search(low[start : noun.start()])
        if m is None or not _counts_procedures(low, m, start, noun):
            continue
        if m["plus"] or pattern("schedule.more_before").search(low[start : start + m.start()]):
            extra += _value(m["n"])
        else:
            counts.append(_value(m["n"]))
    return counts, extra


def _times(low: str) -> Iterator[int]:
    """Numbers that stand before "times", and words like "twice"."""
    for m in _all("times", low):
        made = rules().has(low[max(0, m.start() - 30) : m.start()], "dose_words.made_times")
        if not made and not _of_visits(low, m.start(), only=True):
            yield _value(next(filter(None, m.groups()), None))


def _value(token: str | None) -> int:
    if not token:
        return 0
    return int(token) if token.isdigit() else _WORDS.get(token, 0)


def _counts_procedures(low: str, m: re.Match[str], offset: int, noun: re.Match[str]) -> bool:
    """Injections of one procedure ("20 intramyocardial injections", "via 7 injections of 1.3 mL") are not counted."""
    what, n = noun.group(), _value(m["n"])
    if m["n"] == "double" and what.startswith("dos"):
        return False  # twice the cells
    before = low[max(0, offset + m.start() - 25) : offset + m.start()]
    behind = low[noun.end() : noun.end() + 60]
    if pattern("schedule.no_count_before").search(before):
        return False  # "at one of four doses", "at week 24 treatments are reversed", "at least one dose", "type 1 diabetes"
    if "divided" in m["between"] and not pattern("schedule.times_behind").match(behind):
        return False  # "in 20 divided doses" is one session
    if n > 12 and not what.endswith("s"):
        return False  # "50 Infusion" is a name
    if (what.startswith("injection") and n > 6) or pattern("schedule.of_another").match(behind):
        return False
    parts = pattern("schedule.into_tissue").search(m["between"]) or pattern("schedule.parts_before").search(before)
    if what.startswith("injection") and n > 1 and (parts or pattern("schedule.place_behind").match(behind)):
        return False
    if what == "treatment" and n > 1 and m["n"] not in ("double", "triple"):
        return pattern("schedule.apart_behind").match(behind) is not None
    if what.startswith("cycle") and behind.startswith(" after"):
        return False  # "the next round is conducted 3 cycles after"
    return not pattern("schedule.no_count_behind").match(behind)


def _repeats(low: str, m: re.Match[str]) -> int:
    """Number of times of "twice per week for 4 weeks": span over interval, times how often, unless the words behind give it."""
    if stated := pattern("schedule.stated_behind").match(low[m.end() :]):
        return _value(stated["n"])
    before = pattern("schedule.often").search(low[max(0, m.start() - 75) : m.start()])
    often = _value(before["n"] or before["word"]) if before else 1
    n, span = _value(m["n"]) + _value(m["more"]), m["span"].rstrip("s")
    if span not in _DAYS:
        return n
    unit = m["unit"] or m["slash"] or _EVERY.get(m["ly"] or "", "")
    every = _DAYS.get(unit, 14) * max(1, _value(m["each"]))
    return int(n * _DAYS[span] / every + 0.5) * often  # every other day for 5 days: 3


def _all(name: str, low: str) -> Iterator[re.Match[str]]:
    return pattern(f"schedule.{name}").finditer(low)
