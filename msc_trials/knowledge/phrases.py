"""Words and phrases compared the way a search engine does: case, accents, punctuation, plurals, British spelling.

Only for finding and matching names; nothing here is shown to a reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from msc_trials.knowledge import seeds

_POSSESSIVE = re.compile(r"['’`´]s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_TEXT = 20_000
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters that Unicode does not take apart into a plain letter and a sign."""


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["british"]), row["american"]) for row in seeds.table("spelling"))


@cache
def _british() -> re.Pattern[str]:
    """Any of the spellings: most words have none of them."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _spellings()))


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in a common form: lower case, no accents, singular, American spelling.

    The singular is crude (``arthritis`` becomes ``arthriti``), but the same for both sides of a comparison.
    """
    text = text[:_LONGEST_TEXT].casefold()
    if not text.isascii():
        text = text.translate(_PLAIN_LETTERS)
        text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
    if not text.replace(" ", "").isalnum():
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text) if "." in text else text
        text = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text))
    return tuple([_common_form(word) for word in text.split()])


@lru_cache(maxsize=50_000)
def _common_form(word: str) -> str:
    if _british().search(word):
        for pattern, american in _spellings():
            word = pattern.sub(american, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def normal(text: str) -> str:
    """The words of ``text`` in their common form, joined by single spaces."""
    return " ".join(words(text))


class Phrases:
    """Several phrases, found as whole words in texts whatever their case, accents, plurals and spelling."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in sorted({words(phrase) for phrase in phrases} - {()}):
            by_first.setdefault(form[0], []).append(form)
        self._by_first = by_first

    def in_text(self, text: str) -> bool:
        """Whether one of the phrases stands in the text."""
        said = words(text)
        if self._by_first.keys().isdisjoint(said):
            return False
        return any(
            said[i : i + len(form)] == form for i, word in enumerate(said) for form in self._by_first.get(word, ())
        )
