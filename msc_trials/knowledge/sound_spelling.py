"""Words by their sound, so that spellings that are read alike are taken for the same name ("emphazema", "emphysema").

English only and coarse on purpose: vowels count by place, not by kind; consonants by sound. Two names with one key are
both given, so that nobody chooses between them. Pure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msc_trials.knowledge.condition_terms import english_terms
from msc_trials.knowledge.conditions import narrowest
from msc_trials.knowledge.typed_text import content_words

_SHORTEST = 5
"""Shorter words are too often other words; they must be spelled alike."""
_LETTERS_ALIKE = 75.0
"""Per cent; "Fabry" sounds like "fibro" and is another disease."""
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|ck|ch|q", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"(?<=[rtgw])h", ""),
        (r"[aeiouy]+", "a"),
        (r"(?<=.)h", ""),
        (r"a+", "a"),
        (r"([^a])\1+", r"\1"),
        (r"a$", ""),
    )
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The sound key of one word in its common form; words of fewer than five letters are their own key."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    for pattern, key in _RULES:
        word = pattern.sub(key, word)
    return word


def same_sound(content: tuple[str, ...]) -> tuple[str, ...]:
    """Rows one of whose terms sounds like these words, in any order; several where the key is not one row's alone."""
    alike = _by_sound().get(_key(content), {}) if content else {}
    typed = " ".join(sorted(content))
    return narrowest(i for name, ids in alike.items() if _is_near(typed, name) for i in ids)


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # heavy, and needed for few texts only

    return len(one) > _SHORTEST and fuzz.ratio(one, other) >= _LETTERS_ALIKE


def _key(content: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(map(sound, content))))


@cache
def _by_sound() -> dict[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Key to the names that have it (content words in alphabetical order), with their rows."""
    found: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    for form, ids in english_terms().items():
        content = content_words(form)
        if any(len(w) >= _SHORTEST for w in content) and (len(content) > 1 or " " not in form):
            found.setdefault(_key(content), {})[" ".join(sorted(content))] = ids
    return found
