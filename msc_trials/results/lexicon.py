"""The outcome lexicon (``seeds/outcomes.csv``): what a larger value means, by the words that name an outcome.

Each row holds a pattern, a sign and a level. ``event`` rows (remission, death, response) are asked first, then named
``scale`` rows, then ``measure`` rows (a quantity), then general ``word`` rows; inside a level the file's order counts
and a word that one row has taken is not read by another. Source: domain notes §5b.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from msc_trials import seeds

Sign: TypeAlias = Literal["+", "-", "0", "~", "mixed", ""]
"""Larger is better, worse, neither, depends, parts that run in opposite ways, not known."""

_GRAM = 4
LEVELS = ("event", "scale", "measure", "word")
_FLIPPED: dict[Sign, Sign] = {"+": "-", "-": "+"}
_SIGNS: dict[str, Sign] = {"+": "+", "-": "-", "0": "0", "~": "~", "mixed": "mixed", "+?": "+", "-?": "-", "0?": "0"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon. ``sure`` is False for rows marked with a question mark."""

    family: str
    label: str
    sign: Sign
    sure: bool
    level: int
    context: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found in a text. ``sign`` is the row's, turned round when the words before it deny it."""

    row: Row
    start: int
    end: int
    sign: Sign


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lexicon says of a text: a sign, the hit that decided and its words."""

    sign: Sign = ""
    hit: Hit | None = None
    quote: str = ""

    @property
    def level(self) -> str:
        """The level of the deciding row; empty where nothing was found."""
        return LEVELS[self.hit.row.level] if self.hit else ""

    @property
    def family(self) -> str:
        """The family of the deciding row; empty where nothing was found."""
        return self.hit.row.family if self.hit else ""

    @property
    def sure(self) -> bool:
        """Whether the deciding row is a firm one."""
        return self.hit is not None and self.hit.row.sure


def flipped(sign: Sign) -> Sign:
    """The opposite sign; signs that have no opposite stay."""
    return _FLIPPED.get(sign, sign)


def read(text: str, context: str = "", skip: str = "") -> Reading:
    """The sign of ``text``; ``context`` (description, unit) is only asked by rows that need it.

    ``skip`` names a level that is not to count.
    """
    accepted = [h for h in hits(text, context) if LEVELS[h.row.level] != skip]
    if not accepted:
        return Reading()
    top = min(h.row.level for h in accepted)
    return _settle(text, sorted((h for h in accepted if h.row.level == top), key=lambda h: h.start))


def hits(text: str, context: str = "") -> list[Hit]:
    """All hits whose words no row of higher standing has taken, best standing first."""
    accepted: list[Hit] = []
    whole = f"{text} {context}"
    for row, start, end in _matches(text):
        if any(start < h.end and h.start < end for h in accepted):
            continue
        if row.context is None or row.context.search(whole):
            accepted.append(Hit(row, start, end, flipped(row.sign) if _denied(text, start) else row.sign))
    return accepted


def _settle(text: str, found: list[Hit]) -> Reading:
    """One sign for hits of one level.

    Opposite signs in a list are several parts; in "A of B" the first is the head, in "B A" the last. A sign beside a
    row without one keeps the sign only when it comes first.
    """
    signed = [h for h in found if h.sign in {"+", "-", "mixed"}]
    if not signed or found[0].sign in {"0", "~"}:
        return _reading(text, found[0])
    if len({h.sign for h in signed}) == 1:
        return _reading(text, signed[0])
    head = signed[0]
    for hit in signed[1:]:
        if hit.sign == head.sign:
            continue
        between = text[head.end : hit.start]
        if _words()["list"].search(between) and len(between) <= 60:
            return Reading("mixed", head, f"{text[head.start : head.end]} / {text[hit.start : hit.end]}")
        if not _words()["of"].search(between):
            head = hit
    return _reading(text, head)


def _reading(text: str, hit: Hit) -> Reading:
    return Reading(hit.sign, hit, text[hit.start : hit.end])


def _denied(text: str, start: int) -> bool:
    """Whether the words just before deny what follows (without, no, free of, absence of)."""
    return _words()["deny"].search(text[max(0, start - 40) : start]) is not None


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {
        "list": re.compile(r"[,;/+&、；]|\band\b|\bor\b|\bplus\b|\bversus\b", re.IGNORECASE),
        "of": re.compile(
            r"\b(?:of|from|in|for|by|after|before|to|with|on|at|during|under|as|using)\b|\(", re.IGNORECASE
        ),
        "deny": re.compile(
            r"\b(?:(?:without|free\s+(?:of|from)|freedom\s+from|absence\s+of)\s+(?:[\w-]+\s+){0,4}|"
            r"no\s+(?:[\w-]+\s+){0,2}|(?:not|lack\s+of|never|neither|avoid\w*)\s+"
            r"(?:(?:any|an?|the|evidence\s+of|signs?\s+of|having|further|new|clinical|need\s+for|requiring|"
            r"experiencing|developing|achieving|recurrent|symptomatic|\w+ly|or)\s+){0,4})$",
            re.IGNORECASE,
        ),
    }


# --- finding the rows worth trying --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One alternative of a row's pattern, and the letters of which any match holds at least one entry.

    ``certain``: the index entry alone tells that the letters are there.
    """

    number: int
    row: Row
    pattern: re.Pattern[str]
    keys: frozenset[str]
    certain: bool


def _matches(text: str) -> list[tuple[Row, int, int]]:
    """Matches of all rows, rows of higher standing first, then from left to right, longest first."""
    index, always = _index()
    low = text.lower()
    tried = dict.fromkeys(always)
    for gram in _grams(low) & index.keys():
        for entry in index[gram]:
            if entry.certain or any(key in low for key in entry.keys):
                tried[entry] = None
    found = [
        (e.number, m.start(), -m.end(), e.row) for e in tried for m in e.pattern.finditer(text) if m.end() > m.start()
    ]
    found.sort(key=lambda f: f[:3])
    return [(row, start, -end) for _, start, end, row in found]


@cache
def _index() -> tuple[dict[str, list[_Entry]], tuple[_Entry, ...]]:
    """Entries by up to four letters (the rarest of each key), and the entries that name no letters."""
    rows = sorted(((_row(r), r["regex"]) for r in seeds.table("outcomes")), key=lambda pair: pair[0].level)
    entries: list[_Entry] = []
    for number, (row, regex) in enumerate(rows):
        for alternative in _alternatives(regex):
            keys = frozenset(_keys(alternative))
            pattern = re.compile(alternative, re.IGNORECASE)
            entries.append(_Entry(number, row, pattern, keys, len(keys) == 1 and len(min(keys)) <= _GRAM))
    frequency = Counter(gram for e in entries for key in e.keys for gram in _grams(key))
    index: dict[str, list[_Entry]] = {}
    for entry in entries:
        for gram in {_rarest(key, frequency) for key in entry.keys}:
            index.setdefault(gram, []).append(entry)
    return index, tuple(e for e in entries if not e.keys)


def _rarest(key: str, frequency: Counter[str]) -> str:
    if len(key) <= _GRAM:
        return key
    return min((key[i : i + _GRAM] for i in range(len(key) - _GRAM + 1)), key=lambda gram: (frequency[gram], gram))


def _row(cells: dict[str, str]) -> Row:
    return Row(
        family=cells["family"],
        label=cells["label"],
        sign=_SIGNS[cells["direction"]],
        sure=not cells["direction"].endswith("?"),
        level=LEVELS.index(cells["level"]),
        context=re.compile(cells["context"], re.IGNORECASE) if cells["context"] else None,
    )


def _grams(text: str) -> set[str]:
    """All runs of two to four characters."""
    return {text[i : i + n] for n in range(2, _GRAM + 1) for i in range(len(text) - n + 1)}


def _keys(pattern: str) -> set[str]:
    """Letters of which any match of the pattern holds at least one entry; empty when that cannot be told."""
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        plain, groups = _split(alternative)
        best = max(plain, key=len, default="")
        if len(best) >= 3:
            found.add(best.lower())
            continue
        options = [keys for group in groups if (keys := _keys(group))]
        if options:
            found |= max(options, key=lambda keys: min(map(len, keys)))
        elif len(best) == 2:
            found.add(best.lower())
        else:
            return set()
    return found


def _alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern."""
    found, depth, start = [], 0, 0
    for i, char in _significant(pattern):
        if char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:i])
            start = i + 1
    return [*found, pattern[start:]]


def _split(alternative: str) -> tuple[list[str], list[str]]:
    """Runs of characters that every match holds, and the groups that every match goes through."""
    out: list[str] = []
    groups: list[str] = []
    depth, start, last = 0, 0, 0
    for i, char in _significant(alternative):
        if char == "(":
            start = i + 1 if depth == 0 else start
            depth += 1
        elif char == ")":
            depth -= 1
            inside = alternative[start:i]
            if (
                depth == 0
                and alternative[i + 1 : i + 2] not in {"?", "*", "{"}
                and not inside.startswith(("?=", "?!", "?<"))
            ):
                groups.append(re.sub(r"^\?[-:i]+", "", inside))
        if depth or char in "()\\[.^$+":
            out.append("\x00")
        elif char in "?*{":
            out[last:] = ["\x00"]
        else:
            last = len(out)
            out.append(char)
    return re.split("\x00+", "".join(out)), groups


def _significant(pattern: str) -> Iterable[tuple[int, str]]:
    """Characters with their places; an escape, a class and a counted repeat come as one ``\\``, ``[`` and ``{``."""
    i = 0
    while i < len(pattern):
        char, at = pattern[i], i
        if char == "\\":
            i += 1
        elif char == "[":
            i = pattern.index("]", i + 2)
        elif char == "{":
            i = pattern.index("}", i)
        yield at, char
        i += 1
