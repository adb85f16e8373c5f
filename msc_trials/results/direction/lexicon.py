"""The outcome lexicon (``seeds/outcomes.csv``): what a larger value means, by the words that name an outcome.

The file lists ``event`` rows (remission, death) first, then named ``scale`` rows, ``measure`` rows (a quantity) and
general ``word`` rows; a word that one row has taken is not read by a later one. Source: domain notes §5b.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, rules

Sign: TypeAlias = Literal["+", "-", "0", "~", "mixed", ""]
"""Larger is better, worse, neither, depends, parts that run in opposite ways, not known."""

LEVELS = ("instrument", "event", "scale", "measure", "word")
"""In the order of the file; an instrument is a scale whose name holds words of other rows ("Migraine-Specific Quality of Life")."""
_FLIPPED: dict[Sign, Sign] = {"+": "-", "-": "+"}
SIGNS: dict[str, Sign] = {"": "", "+": "+", "-": "-", "0": "0", "~": "~", "mixed": "mixed"}


class LexiconRow(NamedTuple):
    """One row of the lexicon. ``sure`` is False for rows marked with a question mark; ``context`` is a pattern, or empty."""

    family: str
    label: str
    sign: Sign
    sure: bool
    level: str
    context: str


class LexiconHit(NamedTuple):
    """A row found in a text. ``sign`` is the row's, turned round when the words before it deny it."""

    row: LexiconRow
    start: int
    end: int
    sign: Sign


class LexiconReading(NamedTuple):
    """What the lexicon says of a text: a sign, what the row that decided says, where its words begin, and the words.

    Level, family and label are empty where nothing was found.
    """

    sign: Sign = ""
    level: str = ""
    family: str = ""
    label: str = ""
    sure: bool = False
    start: int = 0
    quote: str = ""


_COMPOUND = 40
"""In "B A" the last word is the head, as far as the two stand in one phrase of at most so many characters."""

_STEP = 24
"""The next thing of a list stands within so many characters."""

_WORDY = 200
"""In a text of more characters a general word is no part of a list."""


def flipped(sign: Sign) -> Sign:
    """The opposite sign; signs that have no opposite stay."""
    return _FLIPPED.get(sign, sign)


def read(text: str, context: str = "", skip: str = "") -> LexiconReading:
    """The sign of ``text``; ``context`` (description, unit) is only asked by rows that need it.

    ``skip`` names a level that is not to count.
    """
    accepted = sorted((h for h in hits(text, context) if h.row.level != skip), key=lambda h: h.start)
    top = next((level for level in LEVELS if any(h.row.level == level for h in accepted)), "")
    reading = _settle(text, [h for h in accepted if h.row.level == top])
    if before := _ahead(text, reading, accepted):
        return _apart(text, reading, before, text[before.end : reading.start])
    return _with_others(text, reading, [h for h in accepted if h.start >= reading.start + len(reading.quote)])


def _ahead(text: str, reading: LexiconReading, accepted: list[LexiconHit]) -> LexiconHit | None:
    """A named thing of another level and the opposite sign in a list before the words that decide: "growth, fracture rate".

    General words ("function, fractures") say nothing more there but right before an "and", nor do what the words measure and what is to be reached
    ("a 50 % reduction of A, B").
    """
    for hit in accepted if reading.sign in {"+", "-"} else ():
        between = text[hit.end : reading.start]
        named = hit.row.level != "word" or re.fullmatch(r"\s*(?:and|&)\s*(?:\w+ )?", between)
        other = hit.end <= reading.start and hit.row.level != reading.level and named
        if other and hit.sign == flipped(reading.sign) and _is_list(between):
            measured = pattern("outcome.measured_by").search(between)
            pure = re.fullmatch(r"\s*(?:,|and|&)\s*(?:and )?", between)
            answered = reading.level == "event" and reading.sign == "+"  # more words may tell of what the event is
            either = re.search(r"/|\bor\b", between)  # "at month 24/discontinuation" tells when
            if (
                not measured
                and not either
                and (pure or not answered)
                and not pattern("outcome.to_reach").search(text[: hit.start])
            ):
                return hit
    return None


def _with_others(text: str, reading: LexiconReading, later: list[LexiconHit]) -> LexiconReading:
    """A list that goes on with a thing of another level and the opposite sign has no sign of its own: "MELD, blood albumin".

    Parts of a named scale ("WOMAC (pain, physical function)"), what measures the thing, and what a bracket behind it says
    of it ("remission (proteinuria, haematuria)") do not count; only a relief is read on the scale in its bracket.
    """
    begin = end = reading.start + len(reading.quote)
    answered = reading.level == "event" and not pattern("outcome.relieved").search(reading.quote)
    governs = reading.level == "event" and re.match(r"\s*(?:of|for)\b", text[begin:])  # "remission for A, B"
    for other in later if reading.sign in {"+", "-"} and not governs else ():
        between, step = text[begin : other.start], text[end : other.start]
        if other.sign == flipped(reading.sign) and other.row.level != reading.level:
            aside = (other.row.level != "scale" or answered) and between.count("(") > between.count(")")
            joined = re.fullmatch(r"\s*(?:scores?|index|scale)?\s*(?:\band\b|&|;)\s*(?:\w+ )?", between)
            word = other.row.level == "word" and other.row.family != "qol" and not joined
            part = aside or (reading.level == "scale" and word)
            linked = _is_list(between) or (end > begin and len(step) < _STEP and _is_list(step))
            if linked and not part and not pattern("outcome.measured_by").search(between):
                return _apart(text, reading, other, between)
        if len(step) < _STEP:
            end = other.end
    return reading


def _apart(text: str, reading: LexiconReading, other: LexiconHit, between: str) -> LexiconReading:
    """A list of things of two levels and opposite signs has parts that run apart ("MELD, albumin"). Open where the one
    may be what the other consists of ("relief (Lequesne, WOMAC)"), beside safety, where one is denied, and for a
    general word of a long text."""
    denied = other.sign != other.row.sign or pattern("lexicon.deny").search(text[: reading.start])
    loose = other.row.level == "word" and len(text) > _WORDY
    apart = not (
        denied
        or loose
        or ":" in between
        or between.count("(") > between.count(")")
        or "safety" in {reading.family, other.row.family}
    )
    quote = f"{reading.quote} / {text[other.start : other.end]}"
    return reading._replace(sign="mixed" if apart else "", quote=quote)


@lru_cache(maxsize=4096)  # a title is asked for its sign, for what stands before it and for what is left over
def hits(text: str, context: str = "") -> tuple[LexiconHit, ...]:
    """All hits whose words no earlier row of the file has taken, in the order of the file."""
    accepted: list[LexiconHit] = []
    taken = bytearray(len(text))
    for rule, start, end in rules().hits(text, "outcomes"):
        if taken.find(1, start, end) >= 0:
            continue
        row = _rows()[rule.kind]
        if not row.context or re.search(row.context, f"{text} {context}", re.IGNORECASE):
            taken[start:end] = b"\1" * (end - start)
            before = text[max(0, start - 60) : start]
            # "without", "no", "free of" and the like just before deny what follows
            gone = row.sign == "-" and pattern("lexicon.gone").match(text[end:])
            denied = bool(gone or (start > 0 and pattern("lexicon.deny").search(before)))
            turned = denied != _failed(row, before, text[end:])
            accepted.append(LexiconHit(row, start, end, flipped(row.sign) if turned else row.sign))
    return tuple(_denied_together(text, accepted))


def _denied_together(text: str, found: list[LexiconHit]) -> list[LexiconHit]:
    """What denies the first part of a list joined by "or" denies the others too: "without rejection, graft loss or death"."""
    turned: dict[int, LexiconHit] = {}
    last: LexiconHit | None = None
    for hit in sorted(found, key=lambda h: h.start):
        alike = last is not None and hit.sign == hit.row.sign == last.row.sign == flipped(last.sign)
        if last and alike and pattern("lexicon.or_next").fullmatch(text, last.end, hit.start):
            turned[hit.start] = hit._replace(sign=flipped(hit.sign))
        last = turned.get(hit.start, hit)
    return [turned.get(hit.start, hit) for hit in found]


def _failed(row: LexiconRow, before: str, after: str) -> bool:
    """Whether a good event is named as one that did not come, a good quantity as too small: failed fusion, low complement."""
    if row.level == "measure" and row.sign == "+" and pattern("lexicon.too_little").search(before):
        return True
    good = row.level == "event" and row.sign == "+"
    return good and bool(pattern("lexicon.failing").search(before) or pattern("lexicon.failed").match(after))


def unexplained(text: str, context: str = "") -> list[int]:
    """Where the words begin that no row names and that are no words of any title (baseline, week, patients)."""
    taken = bytearray(len(text))
    for hit in hits(text, context):
        taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return [m.start() for m in pattern("lexicon.content").finditer(text) if taken.find(1, m.start(), m.end()) < 0]


def _settle(text: str, found: list[LexiconHit]) -> LexiconReading:
    """One sign for hits of one level.

    Opposite signs in a list, followed link by link, are several parts; in "A of B" the first is the head, in "B A" the last. A sign beside a
    row without one keeps the sign only when it comes first. A good thing without another counts what is missing.
    """
    if not found:
        return LexiconReading()
    signed = [h for h in found if h.sign in {"+", "-", "mixed"}]
    if not signed or found[0].sign in {"0", "~"}:
        return _reading(text, found[0])
    head, last = signed[0], signed[0]
    for hit in signed[1:]:
        between, step = text[head.end : hit.start], text[last.end : hit.start]
        chained = last is not head and hit.row.level != "event" and len(step) < _STEP
        linked = _is_list(between) or (chained and _is_list(step))
        if linked and hit.sign != head.sign:
            return _reading(text, head, hit)
        last = hit if linked else last
        if hit.sign == head.sign:
            continue
        missing = hit.sign == "-" and hit.row.sign == "+" and re.search(r"\bwithout\b", between)
        if missing or (len(between) < _COMPOUND and not pattern("lexicon.of").search(between)):
            head = last = hit
    return _reading(text, head)


def _is_list(between: str) -> bool:
    """Whether two hits stand in one list: "pain and function", but neither "remission for A, B" nor "A or B of C"."""
    between = pattern("lexicon.counted_part").sub("", between)
    joint = pattern("lexicon.list").search(between)
    if joint is None or len(between) > 60 or pattern("lexicon.of_end").search(between):
        return False
    return re.search(r"\b(?:of|for)\b", between[: joint.start()]) is None


def _reading(text: str, hit: LexiconHit, opposite: LexiconHit | None = None) -> LexiconReading:
    """The reading that a hit decides; with an opposite one beside it, that of several parts."""
    row, quote = hit.row, text[hit.start : hit.end]
    if opposite is not None:
        quote = f"{quote} / {text[opposite.start : opposite.end]}"
    sign: Sign = "mixed" if opposite is not None else hit.sign
    return LexiconReading(sign, row.level, row.family, row.label, row.sure, hit.start, quote)


@cache
def _rows() -> dict[str, LexiconRow]:
    return {
        f"outcomes.{cells['label']}": LexiconRow(
            family=cells["family"],
            label=cells["label"],
            sign=SIGNS[cells["direction"].rstrip("?")],
            sure=not cells["direction"].endswith("?"),
            level="scale" if cells["level"] == "instrument" else cells["level"],
            context=cells["context"],
        )
        for cells in seeds.table("outcomes")
    }
