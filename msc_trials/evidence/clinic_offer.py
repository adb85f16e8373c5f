"""What a clinic offers, in the words of its brochure, put into the vocabulary of the trials
(``seeds/offer_words.csv``). For products that are not cells grown in culture (``knowledge.product_kinds``) the figures of
cultured cells are never shown."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.knowledge import seeds
from msc_trials.knowledge.product_kinds import ProductKind, also_sold_as, kind_of, plain, product_kinds
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.typed_text import says_one_of, stands_in
from msc_trials.matching.numbers import TWO_WAYS, numbers
from msc_trials.matching.text import normalize


def trials_of_kind(answer: Answer, kind: ProductKind) -> list[Assessment]:
    """The trials of an answer that gave a product of this very kind; they are never part of the answer's level."""
    return [t.assessment for t in answer.trials if gave(t.assessment, kind) and not t.assessment.is_msc]


def gave(trial: Assessment, kind: ProductKind) -> bool:
    """Whether a trial gave a product of a kind, alone or beside cells grown in culture."""
    of_tissue = not kind.tissues or not set(kind.tissues).isdisjoint(trial.product.sources)
    return bool(kind.msc_class) and kind.msc_class in trial.msc_class and of_tissue


_UNITS = {
    "": 1.0, "cells": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mill": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
"""What one sign or word multiplies a number by; other words for them stand in ``seeds/offer_words.csv``."""
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[,' ]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?(?:e\+?\d{1,2})?)(?:\s*[x×*]\s*10\s*\^?\s*(?P<power>\d{1,2}))?"
    r"\s*(?P<unit>[a-z]*)\s*(?:cells?)?",
    re.IGNORECASE,
)
HINT = "Give a number above zero, for example: 5 million, 5M, 5,000,000 or 5e6."
AMOUNT_HINT = (
    "A vial, a bag, a millilitre or a particle is no living cell: "
    "ask how many living cells it holds, and give those of one administration."
)
ONE_NUMBER_HINT = (
    "Give one number, the cells of one administration; of a range the lower and the higher one after the other."
)
_DIGITS = re.compile(r"\d[\d.,]*")
TWO_WAYS_HINT = "Write 5000 or 5,000 for five thousand, 5 million or 5M for millions."


_GROUPS = re.compile(r"[,' ]|\.(?=\d{3}\.)|(?<=\.\d{3})\.")
"""Signs between groups of three digits; points only where there are two of them."""
_BARE_IN_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A bare number that is thousands in German, Spanish and French, and a few in English."""
FEWEST, MOST = 1.0, 1e12
"""Cells that can be given at all: one, and about a third of all cells with a nucleus in a body."""


def read_cells(typed: str | float) -> float:
    """The number of cells. Raises ``QueryError`` for what is no number of cells, or can be read in two ways.

    >>> read_cells("5 million"), read_cells("5M"), read_cells("5,000,000"), read_cells("5e6"), read_cells("5.000.000")
    (5000000.0, 5000000.0, 5000000.0, 5000000.0, 5000000.0)
    """
    text = str(typed).strip()
    found = _written(text) or _written(_as_in_a_record(text))
    number = math.nan
    if found is not None:
        unit, power = _UNITS[_unit(found)], int(found["power"] or 0)
        bare = unit == 1.0 and not power and isinstance(typed, str)
        scaled = unit > 1.0 and TWO_WAYS.fullmatch(found["number"])
        if scaled or (bare and _BARE_IN_TWO_WAYS.fullmatch(found["number"])):
            raise QueryError(f"{text[:40]!r} can be read in two ways.", hint=TWO_WAYS_HINT)
        number = float(_GROUPS.sub("", found["number"])) * unit * 10.0**power
    if not (math.isfinite(number) and number > 0):
        raise QueryError(f"{text[:40]!r} is not a number of cells.", hint=_how_to_write(text))
    if not FEWEST <= number <= MOST:
        few = "less than one cell" if number < FEWEST else "more cells than anybody can be given"
        raise QueryError(f"{text[:40]!r} is {few}.", hint=HINT)
    return number


def _how_to_write(text: str) -> str:
    """What to do with an amount of something else (vials, millilitres), with several numbers, or with anything else."""
    words = set(plain(_DIGITS.sub(" ", text)).split())
    if not words.isdisjoint(word for word, value in _words("number").items() if value == "amount"):
        return AMOUNT_HINT
    return ONE_NUMBER_HINT if len(_DIGITS.findall(text)) > 1 and not words.isdisjoint(_words("number")) else HINT


def _written(text: str) -> re.Match[str] | None:
    """A number in figures, alone or with one of the units."""
    found = _NUMBER.fullmatch(text)
    return found if found and _unit(found) in _UNITS else None


def _unit(found: re.Match[str]) -> str:
    word = plain(found["unit"])
    return _words("number").get(word, word)


def _as_in_a_record(text: str) -> str:
    """The one number of a text as plain digits, read as in a registry record; the text itself where other words are left.

    >>> _as_in_a_record("about 1 × 10⁷ living cells"), _as_in_a_record("1,5 Millionen Zellen"), _as_in_a_record("3 x 30 million")
    ('10000000.0', '1500000.0', '3 x 30 million')
    """
    beside = _words("number")
    scales = {word: unit for word, unit in beside.items() if unit != "cells"}
    whole = pattern("offer.per_kg").sub(" ", normalize(text))
    english = " ".join(scales.get(plain(word), word) for word in whole.split())
    found = numbers(english)
    if len(found) != 1 or found[0].low != found[0].high or "10e" in english.lower():  # "5 x 10e6" is said for 5 million
        return text
    left = f"{english[: found[0].start]} {english[found[0].end :]}".split()
    return f"{found[0].high:.1f}" if all(beside.get(plain(word)) == "cells" for word in left) else text


def says_per_kg(typed: str | float | None) -> bool:
    """Whether a number was typed with the weight it holds for: "1 million per kg"."""
    return isinstance(typed, str) and bool(pattern("offer.per_kg").search(typed))


_JOINED = re.compile(r"\s*(?:[,;+&]|\band\b|\bor\b|\bplus\b)\s*")
SILENT = frozenset({"unstated", "not_stated"})
"""Values that mean "the registry, or the clinic, does not say"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A clinic's offer. ``cells`` per administration, per kg of body weight when ``per_kg``; None is "not asked about".
    ``kind`` is set for a product of another kind (exosomes, SVF, PRP, ...), ``may_be`` for a tissue under whose name
    such a product is sold too."""

    cells: float | None = None
    per_kg: bool = False
    source: str | None = None
    donor: str | None = None
    route: str | None = None
    guidance: str | None = None
    kind: ProductKind | None = None
    may_be: ProductKind | None = None


def read_offer(cells: float | str | None, per_kg: bool, words: Mapping[str, str | None]) -> Offer:
    """An offer in the trials' vocabulary; ``words`` are a brochure's on source, donor, route and guidance.

    Raises ``QueryError`` for words nobody knows and for impossible numbers.
    """
    if per_kg and cells is None:
        raise QueryError("Cells per kg were named without a number of cells.", hint="Give the number too.")
    kind = kind_of(words["source"] or "")
    may_be = None if kind else also_sold_as(words["source"] or "")
    codes = {topic: _code(topic, typed) for topic, typed in words.items() if topic != "source" or kind is None}
    per_kg = per_kg or says_per_kg(cells)
    return Offer(cells=None if cells is None else read_cells(cells), per_kg=per_kg, kind=kind, may_be=may_be, **codes)


@cache
def offer_values(topic: str) -> tuple[str, ...]:
    """The values an offer can have for ``topic`` (source, donor, route, guidance), in file order."""
    return tuple(row["value"] for row in seeds.table("offer_words") if row["topic"] == topic)


def _code(topic: str, typed: str | None) -> str | None:
    if typed is None:
        return None
    known = _words(topic)
    form = plain(typed)
    if form in known:
        return known[form]
    named = _values_inside(topic, typed)
    if len(named) == 1:
        return named[0]
    if named:
        several = " and ".join(value.replace("_", " ") for value in named)
        raise QueryError(
            f"{typed!r} names more than one {topic}: {several}.", hint="Set each of them beside the trials alone."
        )
    near = difflib.get_close_matches(form, known, n=3, cutoff=0.7)
    meant = f" Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
    raise QueryError(f"{typed!r} is not a {topic} this tool knows.{meant}", hint=f"For example: {_examples(topic)}.")


def _values_inside(topic: str, typed: str) -> tuple[str, ...]:
    """The values a longer phrase names ("ultrasound guided", "donated umbilical cords").

    None where it denies something or speaks of animals, but that there is no imaging; and none where "own" is somebody else's.
    """
    form, values = plain(typed), []
    for word, value in sorted(_words(topic).items(), key=lambda row: -len(row[0])):
        if value not in SILENT and word not in ("other", "another") and stands_in(word, form):
            form = f" {form} ".replace(f" {word} ", "  ").strip()
            values.append(value)
    found = tuple(dict.fromkeys(values))
    refused = found != ("none",) and says_one_of("offer_denials", typed)
    of_others = "autologous" in found and says_one_of("words_for_others", typed)
    joined = len(_JOINED.split(typed)) > 1
    unknown = joined and any(not _values_inside(topic, piece) for piece in _JOINED.split(typed))
    return () if refused or of_others or unknown else found


def _examples(topic: str) -> str:
    values = [value.replace("_", " ") for value in offer_values(topic) if value not in SILENT | {"other"}]
    kinds = [kind.words[0] for kind in product_kinds()] if topic == "source" else []
    return ", ".join((*values, *kinds))


@cache
def _words(topic: str) -> dict[str, str]:
    """The words for each value of a topic; those of ``number`` are scales, or "cells" for what changes no number."""
    found: dict[str, str] = {}
    for row in seeds.table("offer_words"):
        if row["topic"] == topic:
            for word in (row["value"], *seeds.listed(row["words"])):
                found.setdefault(plain(word), row["value"])
    return found
