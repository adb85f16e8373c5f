"""Numbers of cells in free text: a pure parser without any idea of arms or trials.

Source: domain notes §4a (forms and traps measured on real records). Text must be normalized first (``text.normalize``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from msc_trials.extraction.product.dose_sums import (
    Mention,
    of_containers,
    of_many,
    of_organs,
    of_volume,
    per_administration,
    without_parts,
)
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.numbers import numbers
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentence_at

PLAUSIBLE_PER_KG = (1e4, 2e7)
PLAUSIBLE_TOTAL = (1e5, 2e9)
"""Windows outside of which a stated dose is kept but not sure. Source: domain notes §4a."""

_POSSIBLE_PER_KG = (1e3, 1e9)
_POSSIBLE_TOTAL = (1e4, 1e11)
"""Windows outside of which a number is no dose at all."""


_SCALED = re.compile(r"[x^e*(mb]|10\D", re.IGNORECASE)
"""What a number of cells holds that stands without a noun: a power of ten or a scale."""


def dose_mentions(words: str, *, mononuclear: bool = False, bare: bool = False) -> tuple[Mention, ...]:
    """Numbers of cells of a text that reads as said of what a participant gets.

    ``mononuclear``: whether counts of mononuclear cells are wanted (a fresh mixture) or are another graft. ``bare``: the text is
    that of an arm or product that gives cells, so that "25M" counts without a word for cells.
    Concentrations, densities, rates, blood counts, drugs, particles and people are left out; restatements in
    parentheses are merged. Never raises. Source: domain notes §4a.
    """
    words = pattern("dose.lost_superscript").sub("1e", words)
    raw = [Mention(n.low, n.high, n.start, n.end) for n in numbers(words)]
    if not raw:
        return ()
    raw = _merged(words, raw)
    found: list[Mention] = []
    behind: tuple[int, Mention | None] | None = None  # start of the next number and what became of it
    for mention in reversed(raw):
        stop = behind[0] if behind is not None else len(words)
        joined = behind is not None and pattern("dose.joined").fullmatch(words, mention.end, stop) is not None
        if joined and words[mention.end : stop].rstrip().endswith("("):
            joined = False  # "300 million cells (20 million/mL)": each has its own unit
        listed = behind is not None and mention.start == stop
        if behind is not None and listed:
            stop, joined = mention.end, behind[1] is not None  # numbers of one list share everything
        if (joined or listed) and behind is not None and behind[1] is None:
            judged = None  # "1x10^5 - 1x10^6 CD34 cells": what the second is, the first is too
        else:
            judged = _judged(words, mention, stop, behind[1] if joined and behind else None, (mononuclear, bare))
        if judged is not None and joined and found and pattern("dose.to").fullmatch(words, mention.end, stop):
            judged = _ranged(judged, found)
        if judged is not None:
            found.append(judged)
        behind = (mention.start, judged)
    found.reverse()
    return _doses(without_parts(words, found))


def is_level(head: str) -> bool:
    """Whether a level, an arm or a strength is named right before a number ("level 2: 200 million")."""
    return pattern("dose.level_before").search(head) is not None


def _ranged(first: Mention, found: list[Mention]) -> Mention:
    """One mention of "5x10^8 to 1x10^9 cells"; ``found`` ends with the second number, which goes into it."""
    second = found[-1]
    if first.high >= second.low or first.per_kg is not second.per_kg or not second.plausible:
        return first
    found.pop()
    return replace(first, high=second.high, end=second.end, cap=False, floor=False)


def _merged(words: str, raw: list[Mention]) -> list[Mention]:
    """Join "10^6 (1 million)/kg": equal numbers of which the second stands in parentheses right behind the first."""
    kept: list[Mention] = []
    for mention in raw:
        last = kept[-1] if kept else None
        if (
            last is not None
            and mention.start >= last.end
            and (mention.low, mention.high) == (last.low, last.high)
            and pattern("dose.restating").fullmatch(words, last.end, mention.start)
        ):
            # A parenthesis that goes on ("(20 million cells)") is skipped up to its end; its words are still read.
            kept[-1] = replace(last, end=mention.end)
        else:
            kept.append(mention)
    return kept


def _judged(
    words: str, mention: Mention, stop: int, following: Mention | None, wanted: tuple[bool, bool]
) -> Mention | None:
    """The mention with its unit and flags; None when it is no number of given cells. ``wanted``: see ``dose_mentions``."""
    before, after = sentence_at(words, mention.start, mention.end, 160)
    head, tail = fold(before), fold(after[: min(stop - mention.end, 110)])
    inherits = following is not None
    if following is not None:
        # "a total of 10 million cells, 5 million per ovary": the first is no part.
        part = following.part and not rules().has(head[-45:], "dose_words.total")
        result: Mention | None = replace(mention, per_kg=following.per_kg, site=following.site, part=part)
    else:
        result = _with_unit(mention, head, tail, words)
    mononuclear, bare = wanted
    scaled = _SCALED.search(words, mention.start, mention.end) is not None
    if result is None or not (
        inherits or _about_cells(head, tail, result, mononuclear, bare=scaled and (bare or is_level(head)))
    ):
        return None
    if rules().has(" ".join(head.split()[-6:]), "dose_words.not_cells_before"):
        return None  # seeded, harvested, counted, or counted in people
    possible, plausible = (_POSSIBLE_PER_KG, PLAUSIBLE_PER_KG) if result.per_kg else (_POSSIBLE_TOTAL, PLAUSIBLE_TOTAL)
    if result.low < possible[0] or result.high > possible[1]:
        return None
    undivided, result = result, per_administration(of_many(result, head, tail), head, tail)
    near, single = head[-45:], result.low == result.high
    behind = re.sub(r"\([^)]*$", "", tail)[:25]  # "20 million cells (target dose 60 million)": of the next number
    least = single and rules().has(head[-30:], "dose_words.at_least")
    most = rules().has(head[-40:], "dose_words.at_most") or (not result.per_kg and rules().has(near, "dose_words.cap"))
    # "Two vials or a total of" and "for a total of" sum the parts of one infusion, and "each time" is one.
    course = pattern("dose.course_before").search(head) is not None and not pattern("dose.each_time").search(tail)
    shown = " ".join(words[max(0, mention.start - 30) : mention.end + min(len(tail), 60)].split())
    return replace(
        result,
        plausible=plausible[0] <= result.low and result.high <= plausible[1],
        cap=not least and single and most,
        floor=least,
        course=result == undivided and course,
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
            if re.match(r"[^.;]{0,25}?(?:/|\bper\b)\s*(?:kg\b|kilo)", tail[m.end() :], re.IGNORECASE):
                continue
            return of_volume(mention, head, tail[m.end() :]) if not m["count"] else None
        if m["area"] or m["rate"]:
            return None
        if m["word"]:
            word = m["word"]
            if 0 in rules().starts(word, "dose_words.container"):
                return of_containers(mention, words)
            if 0 in rules().starts(word, "dose_words.organ"):
                return of_organs(mention, words)
            if 0 in rules().starts(word, "dose_words.site"):
                return replace(mention, site=True)
    if pattern("dose.container_before").search(head):
        return of_containers(mention, words)
    return mention


def _is_volume(m: re.Match[str], count: float, head: str, tail: str) -> bool:
    """Whether "/N mL" is what the dose is suspended in: not one mL (a concentration) and not mL of raw tissue."""
    if m["volume"] == "l" or pattern("dose.of_tissue").match(tail[m.end() :]):
        return False
    return count >= 0.5 and (count != 1 or re.search(r"\bdos(?:e|age)\W{0,4}$", head, re.IGNORECASE) is not None)


def _about_cells(head: str, tail: str, mention: Mention, mononuclear: bool, *, bare: bool) -> bool:
    """Whether the number counts cells of the product: its noun says so, or the words just before it; or it stands alone."""
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
    if mention.per_kg:
        return True
    if rules().has(near, "dose_words.cell_word") or rules().has(head[-70:], "dose_words.cell_word"):
        return True
    return bare and pattern("dose.bare_end").match(tail) is not None


def _doses(found: list[Mention]) -> tuple[Mention, ...]:
    """Without numbers per injection site, numbers per knee where a total is stated, and totals that repeat a dose per kg.

    "1x10^6/kg (1 million cells)" is one dose per kg.
    """
    totals = any(m.total and not m.part for m in found)
    kept = [m for m in found if not m.site and not (m.part and totals)]
    per_kg = {(m.low, m.high) for m in kept if m.per_kg}
    return tuple(m for m in kept if m.per_kg or (m.low, m.high) not in per_kg)
