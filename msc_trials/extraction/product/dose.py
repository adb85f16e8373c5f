"""Numbers of cells in free text, in total, per kg of body weight or per site: a pure parser without any idea of arms or trials.

Source: domain notes §4a (forms and traps measured on real records). Text must be normalized first (``text.normalize``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from msc_trials.extraction.facts import PLAUSIBLE_DOSES
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.numbers import CARDINALS, numbers
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentence_at

_POSSIBLE_PER_KG = (1e3, 1e9)
_POSSIBLE_TOTAL = (1e4, 1e11)
"""Windows outside of which a number is no dose at all."""
_COUNTS = {**CARDINALS, "single": 1, "a": 1, "both": 2}
_MOST_INJECTIONS = 6
"""More injections than this are those of one procedure."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of cells in a text: ``low`` to ``high`` (equal for one number) at ``[start, end)``.

    ``per_kg``: per kg of body weight. ``cap``, ``floor``: an upper, a lower limit only. ``total``: said to be a total.
    ``course``: "a total of" right before it, which is the sum over the administrations where there are several.
    ``site``: per one of many points of a procedure. ``part``: per knee, eye, hemisphere. ``text``: the words it was read from.
    """

    low: float
    high: float
    start: int
    end: int
    per_kg: bool = False
    cap: bool = False
    floor: bool = False
    total: bool = False
    course: bool = False
    site: bool = False
    part: bool = False
    plausible: bool = True
    text: str = ""


def dose_mentions(words: str, *, mononuclear: bool = False) -> tuple[Mention, ...]:
    """Numbers of cells of a text that reads as said of what a participant gets. Never raises. Source: domain notes §4a.

    ``mononuclear``: whether counts of mononuclear cells are wanted (a fresh mixture) or are another graft.
    Concentrations, densities, rates, blood counts, drugs, particles and people are left out.
    """
    words = pattern("dose.lost_superscript").sub("1e", words)
    found: list[Mention] = []
    following: Mention | None = None  # what became of the next number
    stop: int | None = None  # where it starts
    for mention in reversed(_numbers(words)):
        if mention.start == stop:  # numbers of one list share everything
            judged = following and _judged(words, mention, mention.end, following, mononuclear)
        elif stop is not None and pattern("dose.joined").fullmatch(words, mention.end, stop):
            # "1x10^5 - 1x10^6 CD34 cells": what the second is, the first is too
            judged = following and _judged(words, mention, stop, following, mononuclear)
        else:
            judged = _judged(words, mention, len(words) if stop is None else stop, None, mononuclear)
        if found and judged and following and pattern("dose.to").fullmatch(words, mention.end, stop or mention.end):
            judged = _ranged(judged, found)
        if judged is not None:
            found.append(judged)
        stop, following = mention.start, judged
    return _doses(words, found[::-1])


def _numbers(words: str) -> list[Mention]:
    """Numbers of a text; one that parentheses repeat in other words ("10^8 (100 million)") is one number."""
    found: list[Mention] = []
    for n in numbers(words):
        last = found[-1] if found else None
        same = last is not None and (n.low, n.high) == (last.low, last.high)
        if last is not None and same and pattern("dose.restating").fullmatch(words, last.end, n.start):
            found[-1] = replace(last, end=n.end)
        else:
            found.append(Mention(n.low, n.high, n.start, n.end))
    return found


def _ranged(first: Mention, found: list[Mention]) -> Mention:
    """One mention of "5x10^8 to 1x10^9 cells"; ``found`` ends with the second number, which goes into it."""
    second = found[-1]
    if first.high >= second.low or first.per_kg is not second.per_kg:
        return first
    found.pop()
    plausible = first.plausible and second.plausible
    return replace(first, high=second.high, end=second.end, plausible=plausible, cap=False, floor=False)


def _judged(words: str, mention: Mention, stop: int, following: Mention | None, mononuclear: bool) -> Mention | None:
    """The mention with its unit and flags; None when it is no number of given cells.

    ``following`` is the next number where the two share a unit; ``stop`` is where the words of this one end.
    """
    before, after = sentence_at(words, mention.start, mention.end, 160)
    head, tail = fold(before), fold(after[: min(stop - mention.end, 110)])
    result = _with_unit(mention, head, tail, words) if following is None else None
    if following is not None:
        # "a total of 10 million cells, 5 million per ovary": the first is no part.
        part = following.part and not rules().has(head[-45:], "dose_words.total")
        result = replace(mention, per_kg=following.per_kg, site=following.site, part=part)
    elif result is None or not _about_cells(head, tail, result, mononuclear):
        return None
    if rules().has(" ".join(head.split()[-6:]), "dose_words.not_cells_before"):
        return None  # seeded, harvested, counted, or counted in people
    possible, plausible = _POSSIBLE_PER_KG if result.per_kg else _POSSIBLE_TOTAL, PLAUSIBLE_DOSES[result.per_kg]
    if result.low < possible[0] or result.high > possible[1]:
        return None
    whole = _of_many(result, head, tail)
    result = _per_administration(whole, head, tail)
    near, single = head[-45:], result.low == result.high
    behind = re.sub(r"\([^)]*$", "", tail)[:25]  # "20 million cells (target dose 60 million)": of the next number
    least = single and rules().has(head[-30:], "dose_words.at_least")
    most = rules().has(head[-40:], "dose_words.at_most") or (not result.per_kg and rules().has(near, "dose_words.cap"))
    each_time = pattern("dose.each_time").search(tail) is not None
    shown = " ".join(words[max(0, mention.start - 30) : mention.end + min(len(tail), 60)].split())
    return replace(
        result,
        plausible=plausible[0] <= result.low and result.high <= plausible[1],
        cap=not least and single and most,
        floor=least,
        course=result == whole and pattern("dose.course_before").search(head) is not None and not each_time,
        total=rules().has(near, "dose_words.total") or rules().has(behind, "dose_words.total"),
        text=shown,
    )


def _with_unit(mention: Mention, head: str, tail: str, words: str) -> Mention | None:
    """Read the unit behind a number; None for concentrations, densities, rates and parts nobody counted."""
    for m in pattern("dose.unit").finditer(tail):
        before = tail[: m.start()]
        if len(before.split()) > 9 or re.search(r"\d\s*(?:mg|g|mcg|µg|u|iu)\s*$", before, re.IGNORECASE):
            break
        if m["kg"] and re.search(r"(?:ml|cc)\s*$", before, re.IGNORECASE):
            break  # "2 mL/kg" is the volume
        count = float(m["count"]) if m["count"] else 1.0
        if m["kg"]:
            if m["bare"] is not None and re.search(r"\d\s*$", before):
                break
            divisor = count if count > 0 else 1.0
            return replace(mention, low=mention.low / divisor, high=mention.high / divisor, per_kg=True)
        if m["volume"]:
            micro = m["volume"].startswith(("u", "µ", "micro"))  # "/5 µL per entry site" names what one point gets
            if m["count"] and (micro or _is_volume(m, count, head, tail)):
                continue  # "/3 mL" names the volume of the dose
            return None if m["count"] else _of_volume(mention, head, tail[m.end() :])
        if m["area"] or m["rate"]:
            return None
        word = m["word"]
        if 0 in rules().starts(word, "dose_words.container"):
            return _of_containers(mention, words)
        if 0 in rules().starts(word, "dose_words.organ"):
            return _of_organs(mention, words)
        if 0 in rules().starts(word, "dose_words.site"):
            return replace(mention, site=True)
    if pattern("dose.container_before").search(head):
        return _of_containers(mention, words)
    return mention


def _is_volume(m: re.Match[str], count: float, head: str, tail: str) -> bool:
    """Whether "/N mL" is what the dose is suspended in: not one mL (a concentration) and not mL of raw tissue."""
    if m["volume"] == "l" or pattern("dose.of_tissue").match(tail[m.end() :]):
        return False
    return count >= 0.5 and (count != 1 or re.search(r"\bdos(?:e|age)\W{0,4}$", head, re.IGNORECASE) is not None)


def _about_cells(head: str, tail: str, mention: Mention, mononuclear: bool) -> bool:
    """Whether the number counts cells of the product: its noun says so, or the words just before it."""
    after = tail.lstrip(" )+-±")
    near = " ".join(after.split()[:9])
    own = "dose_words.msc_word"
    foreign = rules().first(after, "dose_words.not_cells_after")
    units = foreign is not None and foreign.group().startswith("unit") and rules().has(head[-12:], own)
    if foreign and not units and len(after[: foreign.start()].split()) < 3:
        return False
    if rules().has(after[:60], "dose_words.laboratory_after"):
        return False
    first_own = rules().first(near, own)
    fresh = None if mononuclear else rules().first(" ".join(after.split()[:5]), "dose_words.mononuclear")
    if fresh and (not first_own or fresh.start() < first_own.start()):
        return False
    first_other = rules().first(near, "dose_words.other_cell")
    if first_other and (not first_own or first_other.start() < first_own.start()) and first_other.start() < 45:
        return False
    if not first_own:
        others = rules().starts(head, "dose_words.other_cell")
        if not mononuclear:
            others += rules().starts(head, "dose_words.mononuclear")
        mine = rules().starts(head, own)
        if others and (not mine or max(others) > max(mine)):
            return False
    word = "dose_words.cell_word"
    return mention.per_kg or rules().has(near, word) or rules().has(head[-70:], word)


def _doses(words: str, found: list[Mention]) -> tuple[Mention, ...]:
    """Without numbers per injection site, numbers per knee where a total is stated, and totals that repeat a dose per kg.

    "1x10^6/kg (1 million cells)" is one dose per kg.
    """
    whole = "dose_words.whole"
    totals = any(not m.part and (m.total or rules().has(words[m.end : m.end + 30], whole)) for m in found)
    kept = [m for m in found if not m.site and not (m.part and totals)]
    per_kg = {(m.low, m.high) for m in kept if m.per_kg}
    return tuple(m for m in kept if m.per_kg or (m.low, m.high) not in per_kg)


# --- how a number becomes that of one administration: per bag, per knee, over several days ----------------------------


def _per_administration(mention: Mention, head: str, tail: str) -> Mention:
    """ "A total dose of 600 million cells on four days" is 150 million at a time, and so are 600 together over four visits."""
    if mention.per_kg:
        return mention
    m = pattern("dose.over_visits").search(head)
    if m is None and re.search(r"\btotal (?:dose|of|number)\b[^.;]{0,30}$", head, re.IGNORECASE):
        m = pattern("dose.spread").search(tail)
    n = _count(m["n"]) if m else 1
    return mention if n < 1 else replace(mention, low=mention.low / n, high=mention.high / n)


def _count(token: str) -> int:
    """How many a word or number says; 0 where it says nothing."""
    return int(token) if token.isdigit() else _COUNTS.get(token.lower(), 0)


def _of_volume(mention: Mention, head: str, tail: str) -> Mention | None:
    """ "1-2 mL of 2x10^6 cells/mL", "2x10^6/mL times 4 mL": the volume times the concentration; else nothing."""
    m = pattern("dose.times_volume").match(tail) or pattern("dose.volume_before").search(head)
    if m is None:
        return None
    low, high = (float(volume.replace(",", ".")) for volume in (m["low"], m["high"] or m["low"]))
    return replace(mention, low=mention.low * low, high=mention.high * high)


def _of_many(mention: Mention, head: str, tail: str) -> Mention:
    """ "Sixteen deposits, each of 5 million cells", "5 million cells at each of 16 sites": the number times how many there are."""
    m = pattern("dose.each_of_many").search(head) or pattern("dose.each_of").match(tail)
    if m is None and pattern("dose.each_behind").match(tail):
        m = pattern("dose.many_of").search(head)
    n = _count(m["n"]) if m is not None else 1
    if m is None or n < 1 or (m.groupdict().get("spread") and n <= _MOST_INJECTIONS):
        return mention
    return replace(mention, low=mention.low * n, high=mention.high * n)


def _of_containers(mention: Mention, words: str) -> Mention | None:
    """Cells per bag or syringe times the number of bags, where the text says how many; else nothing."""
    found = {(m["list"], m["n"]) for m in pattern("dose.container_count").finditer(words)}
    lists = {tuple(sorted((*map(int, re.findall(r"\d+", listed)), _count(n)))) for listed, n in found}
    counts = lists - {(0,)}
    if len(counts) != 1:
        return None
    (numbers_of,) = counts
    return replace(mention, low=mention.low * numbers_of[0], high=mention.high * numbers_of[-1])


def _of_organs(mention: Mention, words: str) -> Mention:
    """Cells per disc, with "up to four discs" treated: one to four times the number in one session."""
    m = pattern("dose.organ_count").search(words)
    high = mention.high if m is None else mention.high * max(1, _count(m["n"]))
    return replace(mention, high=high, part=True)
