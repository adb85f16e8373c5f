"""Where the cells come from: tissues (``facts.SOURCES``) and donor (``facts.DONORS``).

The arms that give the product are read first, then the titles, then sentences of the prose that speak of the product.
What everybody knows about a brand but the record does not say is not read into it. Source: domain notes §4b, §4c.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from msc_trials.extraction.facts import SOURCES, Evidence
from msc_trials.extraction.passages import Passage, Passages
from msc_trials.extraction.terms import about_this_study, phrase
from msc_trials.knowledge import seeds
from msc_trials.matching.literals import Literals, positions

_BIRTH_TISSUES = frozenset({"umbilical_cord", "cord_blood", "placenta_amnion", "ipsc_esc"})
_NEAR = 45
"""Most letters between a tissue or donor and the cells it belongs to."""
_BEFORE, _AFTER = 40, 70
"""Letters around a literal that a pattern can need."""
_SENTENCE = re.compile(r"\s(?:(?<=[.;?!]\s)|(?<=\n))")


@dataclass(frozen=True, slots=True)
class _Word:
    value: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, low: str) -> tuple[int, int] | None:
        """The first match; only the surroundings of the literals are searched."""
        first: tuple[int, int] | None = None
        for literal in self.literals:
            start = low.find(literal)
            while start >= 0 and (first is None or start < first[0]):
                match = self.pattern.search(low, max(0, start - _BEFORE), start + _AFTER)
                if match:
                    first = min(first, match.span()) if first else match.span()
                    break
                start = low.find(literal, start + len(literal))
        return first


@cache
def _words() -> tuple[_Word, ...]:
    return tuple(
        _Word(row["value"], tuple(row["literals"].split("|")), re.compile(row["pattern"]))
        for row in seeds.table("cell_origin")
    )


@cache
def _literals() -> Literals:
    return Literals(word.literals for word in _words())


@cache
def _bits(field: str) -> int:
    """Bits of the words of a field (``source``, ``donor``, or ``mask`` for other uses of the words)."""
    return sum(1 << i for i, row in enumerate(seeds.table("cell_origin")) if row["field"] == field)


def _announced(field: str, low: str) -> int:
    """Bits of the words of a field, and of the masks, that can stand in a text in small letters; 0 without a word."""
    bits = _literals().bits(_literals().hits(low))
    return bits & (_bits(field) | _bits("mask")) if bits & _bits(field) else 0


def _hits(field: str, low: str, known: Container[str] = ()) -> dict[str, tuple[int, int]]:
    """Values said in a text in small letters, with where they are said first; other uses of the words are masked.

    ``known`` values are not looked for again.
    """
    bits = _announced(field, low)
    words = [word for i in positions(bits & _bits(field)) if (word := _words()[i]).value not in known]
    if not words:
        return {}
    for i in positions(bits & _bits("mask")):
        low = _words()[i].pattern.sub(lambda match: " " * (match.end() - match.start()), low)
    found = {}
    for word in words:
        span = word.search(low)
        if span:
            found[word.value] = span
    return found


def read_sources(
    given: Iterable[tuple[Passage, ...]], passages: Passages
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Tissues of the product; ``("unstated",)`` when the record names none."""
    found = _read("source", given, passages)
    if not found:
        return ("unstated",), ()
    return tuple(name for name in SOURCES if name in found), tuple(found.values())


def read_donor(
    given: Iterable[tuple[Passage, ...]], passages: Passages, sources: tuple[str, ...]
) -> tuple[str, tuple[Evidence, ...]]:
    """Whose cells; birth tissues and embryonic lines are somebody else's unless arms or titles say otherwise."""
    birth = set(sources) <= _BIRTH_TISSUES
    found = _read("donor", given, passages)
    if birth and "autologous" in found and found["autologous"].sure == "inferred":
        found = {}
    if found:
        return ("both" if len(found) > 1 else next(iter(found))), tuple(found.values())
    if birth:
        return "allogeneic", (Evidence(text=", ".join(sources), rule="donor implied by the tissue", sure="inferred"),)
    return "unstated", ()


def _read(field: str, given: Iterable[tuple[Passage, ...]], passages: Passages) -> dict[str, Evidence]:
    own = {p.path: p for group in given for p in group}
    titles = passages.titles
    for texts in (own.values(), titles):
        found: dict[str, Evidence] = {}
        for passage in texts:
            for value, (start, end) in _hits(field, passage.text.lower(), found).items():
                found.setdefault(
                    value, Evidence(passage.path, passage.text[start:end], f"{field} of the product", "stated")
                )
        if found:
            return found
    return _read_prose(field, passages.prose)


def _read_prose(field: str, prose: tuple[Passage, ...]) -> dict[str, Evidence]:
    """Sentences that speak of cells and of this study; a list of what exists elsewhere is background.

    The value said most often wins, one that stands close to the cells ("marrow-derived cells") counting twice; equal
    ones leave it open.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    for passage in prose:
        if not _announced(field, passage.text.lower()):
            continue
        for sentence in _SENTENCE.split(passage.text):
            low = sentence.lower()
            hits = _hits(field, low)
            cells = [match.span() for match in phrase("cell").finditer(low)] if hits else []
            if not cells or (passage.field != "keyword" and not about_this_study(low)):
                continue
            for value, (start, end) in hits.items():
                near = any(c[0] - _NEAR <= end and start <= c[1] + _NEAR for c in cells)
                counts[value] += 2 if near else 1
                first.setdefault(
                    value, Evidence(passage.path, sentence[start:end], f"{field} in the prose", "inferred")
                )
    best = [value for value, count in counts.items() if count == max(counts.values())]
    return {best[0]: first[best[0]]} if len(best) == 1 else {}
