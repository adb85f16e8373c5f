"""Where the cells come from: tissues (``facts.SOURCES``) and donor (``facts.DONORS``).

The arms that give the product are read first, then the titles, then sentences of the prose that speak of the product.
What everybody knows about a brand but the record does not say is not read into it. Source: domain notes §4b, §4c.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msc_trials.extraction.document import Document, Passage
from msc_trials.extraction.facts import DONORS, SOURCES, Evidence
from msc_trials.extraction.product.processing import about_this_study
from msc_trials.knowledge.rules import kinds_of, rules
from msc_trials.matching.text import sentences

_BIRTH_TISSUES = frozenset({"umbilical_cord", "cord_blood", "placenta_amnion", "ipsc_esc"})
_ADHERENT = frozenset({"asc", "ascs"})
"""Adipose or adherent stromal cells: the letters alone give way to a tissue that is spelled out (PLX "ASCs")."""
_NEAR = 45
"""Most letters between a tissue or donor and the cells it belongs to."""


def _kinds(vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds_of("cell_origin") if kind.removeprefix("cell_origin.") in vocabulary)


def _hits(kinds: tuple[str, ...], text: str) -> dict[str, tuple[int, int]]:
    """Kinds that a text names, with where it names them first; other uses of the words are blanked."""
    if not kinds or not rules().may_have(text, *kinds):
        return {}
    plain = rules().blanked(text, "cell_origin.mask")
    found: dict[str, tuple[int, int]] = {}
    for hit in rules().first_of_each(plain, *kinds):
        found.setdefault(hit.rule.kind, (hit.start, hit.end))
    return found


def read_sources(
    given: Iterable[tuple[Passage, ...]], document: Document
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Tissues of the product; ``("unstated",)`` when the record names none."""
    found = _read("source", SOURCES, given, document)
    if not found:
        return ("unstated",), ()
    return tuple(name for name in SOURCES if name in found), tuple(found.values())


def read_donor(
    given: Iterable[tuple[Passage, ...]], document: Document, sources: tuple[str, ...]
) -> tuple[str, tuple[Evidence, ...]]:
    """Whose cells; birth tissues and embryonic lines are somebody else's unless arms or titles say otherwise."""
    birth = set(sources) <= _BIRTH_TISSUES
    found = _read("donor", DONORS, given, document)
    if birth and "autologous" in found and found["autologous"].sure == "inferred":
        found = {}
    if (
        set(found) == {"autologous"}
        and found["autologous"].sure == "stated"
        and not birth
        and set(sources) & _BIRTH_TISSUES
    ):
        found["allogeneic"] = Evidence(text=", ".join(sources), rule="donor implied by the tissue", sure="inferred")
    if found:
        return ("both" if len(found) > 1 else next(iter(found))), tuple(found.values())
    if birth:
        return "allogeneic", (Evidence(text=", ".join(sources), rule="donor implied by the tissue", sure="inferred"),)
    return "unstated", ()


def _read(
    field: str, vocabulary: tuple[str, ...], given: Iterable[tuple[Passage, ...]], document: Document
) -> dict[str, Evidence]:
    """Values of a vocabulary with the words that say them first: in the arms, else the titles, else the prose."""
    kinds = _kinds(vocabulary)
    own = {p.path: p for group in given for p in group}
    for passages in (tuple(own.values()), document.titles):
        found: dict[str, Evidence] = {}
        for passage in passages:
            for kind, (start, end) in _hits(tuple(k for k in kinds if k not in found), passage.text).items():
                found[kind] = Evidence(passage.path, passage.text[start:end], f"{field} of the product", "stated")
        if len(found) > 1 and field == "source":
            found = {k: e for k, e in found.items() if e.text.lower() not in _ADHERENT} or found
        if found:
            return {kind.removeprefix("cell_origin."): evidence for kind, evidence in found.items()}
    return _read_prose(field, kinds, document.prose)


def _read_prose(field: str, kinds: tuple[str, ...], prose: tuple[Passage, ...]) -> dict[str, Evidence]:
    """Sentences that speak of cells and of this study; a list of what exists elsewhere is background.

    The value said most often wins, one that is close to the cells ("marrow-derived cells") counting twice; equal
    ones leave it open, but for two donors of one sentence ("autologous marrow cells and allogeneic cord cells").
    """
    counts: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    at: dict[str, str] = {}
    for passage in prose:
        if not rules().may_have(passage.text, *kinds):
            continue
        for sentence in sentences(passage.text):
            hits = _hits(kinds, sentence)
            cells = list(rules().hits(sentence, "cell_phrases.cell")) if hits else []
            # "The fat is taken from healthy donors" names no cells and says whose they are.
            taken = field == "donor" and hits and rules().has(sentence, "route_words.harvest")
            if not (cells or taken) or (passage.field != "keyword" and not about_this_study(sentence)):
                continue
            for kind, (start, end) in hits.items():
                value = kind.removeprefix("cell_origin.")
                near = any(c.start - _NEAR <= end and start <= c.end + _NEAR for c in cells)
                counts[value] += 2 if near else 1
                at.setdefault(value, sentence)
                first.setdefault(
                    value, Evidence(passage.path, sentence[start:end], f"{field} in the prose", "inferred")
                )
    best = [value for value, count in counts.items() if count == max(counts.values())]
    together = field == "donor" and len({first[value].path + at[value] for value in best}) == 1
    return {value: first[value] for value in best} if len(best) == 1 or together else {}
