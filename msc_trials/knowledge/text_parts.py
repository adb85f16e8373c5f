"""A typed text taken apart where words join, deny or ask about prevention, in any language. Knows no disease. Pure.

The words are data: ``seeds/joining_words.csv`` ("and", "with", "but not") and ``seeds/prevention_words.csv`` ("risk of"). A name
that holds such a word ("crohn without fistula") is put together again by ``runs``: the longest piece that is understood counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from msc_trials.knowledge import seeds
from msc_trials.knowledge.typed_text import UNSPACED, normal, words_of

_T = TypeVar("_T")
_SIGNS = r"[,;&+/\n，；。]|[.!?]\s"
_EDGES = " \t\r\n.,;:!?\"'()[]-"
_MOST_PARTS = 12
"""A text of more parts is a story, not a list of diseases."""
_LONG_ENOUGH = 7
_STRENGTH = ("", "sign", "join", "with", "but", "no", "not")


class Part(NamedTuple):
    """A piece of a text; ``gap`` says what stands before it: nothing, or the strongest kind of the words there."""

    start: int
    end: int
    gap: str


class Run(NamedTuple, Generic[_T]):
    """Parts that are understood together as ``meaning``, or one part that is not understood."""

    text: str
    gap: str
    denied: bool
    meaning: _T | None


def parts(text: str) -> tuple[Part, ...]:
    """The pieces of ``text`` between joining and denying words and signs.

    >>> [("stroke but no COPD"[p.start : p.end].strip(), p.gap) for p in parts("stroke but no COPD")]
    [('stroke', ''), ('COPD', 'no')]
    """
    found: list[Part] = []
    start, gap = 0, ""
    pattern, kinds = _words("joining_words")
    for hit in (*pattern.finditer(text.replace("’", "'")), None):
        end, kind = (hit.start(), kinds[hit.lastindex or 0]) if hit else (len(text), "")
        there = text[start:end].strip(_EDGES)
        if hit and not there and kind == "join" and len(hit.group()) == 2 and hit.group().isalpha():
            continue  # "ED and asthma": no joining word stands at the beginning or behind another one
        if there:
            found.append(Part(start, end, "not" if kind == "not_before" else gap))
            gap = ""
        gap = max(gap, "join" if kind == "not_before" else kind, key=_STRENGTH.index)
        start = hit.end() if hit else end
    return tuple(found)


def runs(text: str, understood: Callable[[str], _T | None]) -> tuple[Run[_T], ...]:
    """The longest pieces of ``text`` that are understood, in order, and the parts that are not. Empty for one part or for many."""
    pieces = parts(text)
    if not 1 <= len(pieces) <= _MOST_PARTS or (len(pieces) == 1 and pieces[0].gap not in ("no", "not")):
        return ()
    found: list[Run[_T]] = []
    first, denied = 0, False
    while first < len(pieces):
        gap = pieces[first].gap
        denied = gap in ("no", "not") or (denied and gap != "but" and found[-1].meaning is not None)
        for last in range(len(pieces) - 1, first - 1, -1):
            piece = text[pieces[first].start : pieces[last].end].strip(_EDGES)
            meaning = understood(piece)
            if meaning is not None or last == first:
                found.append(Run(piece, gap, denied, meaning))
                first = last + 1
                break
    return tuple(found)


def completed(run: Run[_T], first: str, last: str) -> Iterator[str]:
    """Its text with words of the first or the last part: "hip" of "hip and knee arthritis" is "hip arthritis"."""
    head, tail = first.split(), last.split()
    if run.denied:  # "arthritis, not rheumatoid"; never "wound that does not heal"
        yield from (f"{run.text} {' '.join(head[i:])}" for i in range(len(head)))
        return
    yield from (f"{run.text} {' '.join(tail[i:])}" for i in range(1, len(tail)) if run.text != last)
    yield from (f"{' '.join(head[:i])} {run.text}" for i in range(len(head) - 1, 0, -1) if run.text != first)


def looks_like_a_disease(text: str) -> bool:
    """Whether the last word ends as names of diseases do ("sarcoidosis")."""
    last = text.casefold().rpartition(" ")[2]
    return len(last) >= _LONG_ENOUGH and last.endswith(seeds.lines("disease_endings"))


def may_be_denied(text: str) -> bool:
    """Whether ``text`` after a denial begins with a name: "no arthritis", "not the knee"; not "no cure for Parkinson"."""
    names = normal(without_small_words(text)).split()
    return bool(names) and names[0] not in words_of("filler_words") and not is_missing(text)


def is_missing(text: str) -> bool:
    """Whether ``text`` behind a denial is a treatment or a tissue that is missing, and no disease: "no dialysis", "no cartilage"."""
    return not {"procedure", "tissue"}.isdisjoint(_kinds_of(text))


def without_small_words(text: str) -> str:
    """What is denied, without the small words between the denial and it (``seeds/words_before_names.txt``).

    >>> without_small_words("had any arthritis")
    'arthritis'
    """
    said, small = text.split(), words_of("words_before_names")
    first = next((i for i, word in enumerate(said) if normal(word) not in small), len(said))
    return " ".join(said[first:])


def about_prevention(text: str) -> str:
    """What is left of a question about prevention, risk or family; empty for any other, or where the disease is there already."""
    hits = _kinds_of(text)
    # "risks of stem cells" is another question
    asked = "prevent" in hits or ("risk" in hits and "treatment" not in hits)
    there = {"has_it", "procedure"} & set(hits)
    return "" if not asked or there else without_prevention(text)


def to_avoid_a_treatment(text: str) -> tuple[str, ...]:
    """What is left of "avoid dialysis" or "cells instead of knee surgery" without "avoid", and without both. Empty for any other text.

    Who asks so has the disease.
    """
    kinds = set(_kinds_of(text))
    asked = "procedure" in kinds and not kinds.isdisjoint(("prevent", "rather"))
    return (without_prevention(text), without_prevention(text, kept=())) if asked else ()


def without_prevention(text: str, kept: tuple[str, ...] = ("procedure", "tissue")) -> str:
    """A text without words of prevention, risk and cells, but for the kinds to be kept."""
    pattern, kinds = _words("prevention_words")
    return pattern.sub(lambda hit: hit.group() if kinds[hit.lastindex or 0] in kept else " ", text).strip(_EDGES)


def _kinds_of(text: str) -> list[str]:
    """The kinds of the words of prevention, treatment and the like in a text, in order."""
    pattern, kinds = _words("prevention_words")
    return [kinds[hit.lastindex or 0] for hit in pattern.finditer(text)]


@cache
def _words(table: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern with a group for each word of a table, the longest first, and the kinds by number of group; 0 is a sign.

    The group says which word was found: "rısk" with a Turkish letter is found as "risk" and spelled as no word of the table.
    """
    rows = sorted(seeds.table(table), key=lambda row: -len(row["word"]))
    spelled = [
        f"({re.escape(row['word'])})" if row["language"] in UNSPACED else rf"(?<!\w)({re.escape(row['word'])})(?!\w)"
        for row in rows
    ]
    signs = [_SIGNS] if table == "joining_words" else []
    return re.compile("|".join([*spelled, *signs]), re.IGNORECASE), ("sign", *(row["kind"] for row in rows))
