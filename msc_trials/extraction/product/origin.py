"""Where the cells come from (topics ``source`` and ``donor``) and whether they were grown: by the arms that give the
product, then titles, then prose that speaks of it. What everybody knows about a brand is not read into it. Source:
domain notes §4b-d."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from msc_trials.extraction.document import Document, Passage, Passages, cell_words, distinct, has_word, quote
from msc_trials.extraction.facts import Evidence, Sureness, Value, Values
from msc_trials.knowledge.rules import pattern, rules, topic
from msc_trials.matching.text import sentence_at, sentences

BIRTH_TISSUES = frozenset({"umbilical_cord", "cord_blood", "placenta_amnion", "ipsc_esc", "menstrual_endometrial"})
"""Tissues whose cells are somebody else's unless the record says otherwise."""
_OWN_TISSUES = frozenset({"bone_marrow", "adipose"})
"""Tissues that are taken from the people who are treated."""
_ADHERENT = frozenset({"asc", "ascs"})
"""Adipose or adherent stromal cells: the letters alone give way to a tissue that is spelled out (PLX "ASCs")."""
_Found: TypeAlias = tuple[str, Evidence]
"""A value and the words that say it."""
_MADE = {"expanded": "expanded", "poc": "point_of_care", "steps": "point_of_care"}
"""What the words of a meaning say of how cells were made."""
_CORDS = {"umbilical_cord", "cord_blood"}
"""Taken for each other by a slip; the titles decide between them."""


@lru_cache(maxsize=4096)
def _named(text: str) -> dict[str, tuple[int, int]]:
    """Tissues and donors that a text names, with where it names them first; other uses of the words are blanked."""
    found: dict[str, tuple[int, int]] = {}
    for hit in rules().first_of_each(rules().blanked(text, "cell_origin.mask"), "cell_origin"):
        found.setdefault(hit.rule.kind.removeprefix("cell_origin."), (hit.start, hit.end))
    return found


def read_sources(given: Iterable[Passages], document: Document) -> Values:
    """Tissues of the product; ``("unstated",)`` when the record names none."""
    found = _read("source", given, document)
    if not found and set(_read("donor", given, document)) == {"autologous"}:
        found = _taken(document.prose)
    if not found:
        return ("unstated",), ()
    return tuple(name for name in topic("source") if name in found), tuple(found.values())


def _taken(prose: Iterable[Passage]) -> dict[str, Evidence]:
    """The one tissue that the prose says is taken, where the cells are the patient's own ("take a fat biopsy")."""
    found: dict[str, Evidence] = {}
    for passage in prose:
        for sentence in sentences(passage.text):
            for value, (start, end) in _of(_OWN_TISSUES, sentence):
                words = pattern("origin.place_of_bone").sub("", sentence[start:end])
                taken = rules().has(f"{sentence[:start]}{words}{sentence[end:]}", "route_words.harvest")
                if taken and (about_this_study(sentence) or not rules().has(sentence, "cell_phrases.cell")):
                    quoted = Evidence(passage.path, sentence[start:end], "own tissue that is taken", "inferred")
                    found.setdefault(value, quoted)
    return found if len(found) == 1 else {}


def read_donor(given: Iterable[Passages], document: Document, sources: tuple[str, ...], fresh: bool) -> Value:
    """Whose cells; birth tissues and embryonic lines are somebody else's unless arms or titles say otherwise.
    ``fresh``: nothing but a mixture made on the same day was given, which is the patient's own when nothing else is
    said."""
    birth = set(sources) <= BIRTH_TISSUES
    found = _read("donor", given, document)
    if birth and "autologous" in found and found["autologous"].sure == "inferred":
        found = {}
    stated = set(found) == {"autologous"} and found["autologous"].sure == "stated"
    if (birth and not found) or (stated and not birth and not BIRTH_TISSUES.isdisjoint(sources)):
        found["allogeneic"] = Evidence(text=", ".join(sources), rule="donor implied by the tissue", sure="inferred")
    if not found and fresh:
        found["autologous"] = Evidence(text=", ".join(sources), rule="donor implied by the mixture", sure="inferred")
    if not found:
        return "unstated", ()
    return ("both" if len(found) > 1 else next(iter(found))), tuple(found.values())


def _read(field: str, given: Iterable[Passages], document: Document) -> dict[str, Evidence]:
    """Values of a topic with the words that say them first: in the arms, else the titles, else the prose."""
    for passages in ([p for group in given for p in group], document.titles):
        found: dict[str, Evidence] = {}
        for passage in distinct(passages):
            for value, (start, end) in _of(topic(field), passage.text):
                words = passage.text[start:end]
                found.setdefault(value, Evidence(passage.path, words, f"{field} of the product", "stated"))
        if len(found) > 1 and field == "source":
            found = {k: e for k, e in found.items() if e.text.lower() not in _ADHERENT} or found
            if set(found) == _CORDS:
                said = [value for p in document.titles for value, _ in _of(topic(field), p.text)]
                found = {k: e for k, e in found.items() if k in said} or found
        if found:
            return found
    goals = document.goals if field == "donor" else ()
    return _read_prose(field, document.prose) or _read_prose(field, goals)


def _of(vocabulary: Collection[str], text: str) -> list[tuple[str, tuple[int, int]]]:
    return [(value, place) for value, place in _named(text).items() if value in vocabulary]


def _read_prose(field: str, prose: Passages) -> dict[str, Evidence]:
    """What sentences say that speak of cells and of this study. The value said most often wins; equal ones leave it
    open, but for two donors of one sentence ("autologous marrow cells and allogeneic cord cells")."""
    counts: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    at: dict[str, tuple[str, str]] = {}
    for passage in prose:
        for sentence in sentences(passage.text):
            hits = _of(topic(field), sentence)
            if not hits or (passage.field not in ("keyword", "goal") and not about_this_study(sentence)):
                continue
            # "The fat is taken from healthy donors" names no cells and says whose they are.
            taken = field == "donor" and rules().has(sentence, "route_words.harvest")
            if not taken and not rules().has(sentence, "cell_phrases.cell"):
                continue
            for value, (start, end) in hits:
                counts[value] += 1 if passage.field == "keyword" else 2
                at.setdefault(value, (passage.path, sentence))
                quoted = Evidence(passage.path, sentence[start:end], f"{field} in the prose", "inferred")
                first.setdefault(value, quoted)
    best = [value for value, count in counts.items() if count == max(counts.values())]
    together = field == "donor" and len({at[value] for value in best}) == 1
    return {value: first[value] for value in best} if len(best) == 1 or together else {}


def read_manipulation(given: Iterable[Passages], document: Document, mixed_only: bool, branded: bool) -> Value:
    """``expanded`` when culture is said or the product is a named manufactured one, ``point_of_care`` for same-day work.

    ``mixed_only`` says that nothing but uncultured mixtures was given; then the steps of their preparation (spun, digested,
    concentrated, the device) say enough. ``branded``: a curated product was given.
    """
    own = tuple({p.path: p for group in given for p in group}.values())
    meanings = ("poc", "steps", "expanded") if mixed_only else ("expanded", "poc")
    found = _said(own, meanings) or _said(document.titles, meanings)
    if found is None and not mixed_only:
        found = _named_product(document, own)
    if found is None and not branded:  # a manufactured mixture is not made at the bedside
        found = told(document.prose, meanings[:-1])
    return ("unstated", ()) if found is None else (found[0], (found[1],))


def _said(passages: Passages, meanings: tuple[str, ...]) -> _Found | None:
    """The first of the meanings that arms or titles say."""
    for meaning in meanings:
        if has_word(passages, meaning):
            return _MADE[meaning], quote(passages, (meaning,), "processing")
    return None


def _named_product(document: Document, own: Iterable[Passage]) -> _Found | None:
    """A curated product that an intervention, a title or the summary names, or a development code of the arms."""
    told = (*document.titles, *(p for p in document.prose if p.field == "summary"))
    for passage in (*chain(*document.arms), *document.unlinked, *told):
        known = cell_words(passage.text).product()
        if known:
            sentence = "".join(sentence_at(passage.text, *known[1], 400))
            if passage in told and rules().has(sentence, "dose_words.prior_study"):
                continue  # "Prochymal was given in earlier studies"
            sure: Sureness = "inferred" if passage in told else "stated"
            return "expanded", Evidence(passage.path, passage.text[slice(*known[1])], "named product", sure)
    for passage in own:
        if passage.field in ("intervention_name", "arm_label"):
            code = rules().first(passage.text, "cell_phrases.code")
            if code:
                return "expanded", Evidence(passage.path, code[0], "named product", "inferred")
    return None


@lru_cache(maxsize=64)  # asked for every arm
def told(prose: Passages, meanings: tuple[str, ...]) -> _Found | None:
    """What a sentence of the prose says was done to this product."""
    for meaning in meanings:
        for passage in prose:
            for sentence in sentences(passage.text):
                if cell_words(sentence).has(meaning) and _says_done(sentence, meaning):
                    quoted = sentence.strip()[:120]
                    return _MADE[meaning], Evidence(passage.path, quoted, "processing in the prose", "inferred")
    return None


def _says_done(sentence: str, meaning: str) -> bool:
    """Whether a sentence says what was done to this product, not what could be done to such cells.

    The steps of a mixture need no word of this study: they are what such a mixture is.
    """
    if rules().has(sentence, "cell_phrases.possible"):
        return False
    if meaning == "steps":
        return True
    if meaning == "poc":
        return about_this_study(sentence)
    named = rules().has(sentence, "cell_phrases.cell") or not _named(sentence).keys().isdisjoint(topic("source"))
    return named and rules().has(sentence, "cell_phrases.grown")


def about_this_study(sentence: str) -> bool:
    """Whether a sentence speaks of this study, not of what is known in general."""
    return rules().has(sentence, "cell_phrases.ours") and not rules().has(sentence, "cell_phrases.general")
