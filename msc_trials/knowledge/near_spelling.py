"""Names that sound like a typed text, and names near to a text that was not understood, which are offered and never used unasked.

By sound, English only and coarse on purpose: vowels count by place, consonants by sound; two names with one key are both
given. Near: first the nearest spellings of the whole text, then the text with each unknown word put right, then rows that
share telling words, the rarer the better. Pure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import all_conditions, by_id, narrowest
from msc_trials.knowledge.typed_text import Typed, content_words, normal

_SHORTEST = 5
"""Shorter words are too often other words; they must be spelled alike."""
_LETTERS_ALIKE = 75.0
"""Per cent; "Fabry" sounds like "fibro" and is another disease."""
_CUTOFF = 82.0
_WORD_CUTOFF = 78.0
_SHORT = 3
_MOST = 3


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The sound key of one word in its common form; words of fewer than five letters are their own key."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    for pattern, key in seeds.pairs("sounds").items():
        word = re.sub(pattern, key, word)
    return word


def same_sound(content: tuple[str, ...]) -> tuple[str, ...]:
    """Rows one of whose terms sounds like these words, in any order; several where the key is not one row's alone."""
    alike, typed = _by_sound().get(_key(content), {}), " ".join(sorted(content))
    if not alike or len(typed) <= _SHORTEST:
        return ()
    from rapidfuzz import fuzz  # heavy, and needed for few texts only

    return narrowest(i for name, ids in alike.items() if fuzz.ratio(typed, name) >= _LETTERS_ALIKE for i in ids)


def _key(content: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(map(sound, content))))


@cache
def _by_sound() -> dict[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Key to the names that have it (content words in alphabetical order), with their rows."""
    found: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    for form, ids in terms.english_terms().items():
        content = content_words(form)
        if any(len(w) >= _SHORTEST for w in content) and (len(content) > 1 or " " not in form):
            found.setdefault(_key(content), {})[" ".join(sorted(content))] = ids
    return found


def near_names(given: Typed) -> tuple[str, ...]:
    """At most three rows, the nearest spelling first; empty when nothing is near or the text must stay unknown."""
    if not given.form or given.exact in terms.never_mapped():
        return ()
    found = [*_near_spellings(given), *_words_put_right(given), *_sharing_words(given)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _near_spellings(given: Typed) -> list[str]:
    from rapidfuzz import fuzz, process  # heavy, and needed for unknown texts only

    known = _spellings()
    best: dict[str, float] = {}
    for form in dict.fromkeys((given.form, " ".join(given.content))):
        if len(form) < _SHORTEST:
            continue
        for term, score, _ in process.extract(form, list(known), scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=20):
            best |= {i: max(score, best.get(i, 0.0)) for i in known[term]}
    return sorted(best, key=lambda i: -best[i])


def _words_put_right(given: Typed) -> list[str]:
    """Rows that are named once every unknown word is replaced by the nearest word of the vocabulary."""
    words = [_nearest_word(w) for w in given.content]
    if tuple(words) == given.content:
        return []
    bags, bag = terms.term_bags(), frozenset(words)
    inside = sorted((b for b in bags if b <= bag and _is_telling(b)), key=len, reverse=True)
    return [i for b in ([bag] if bag in bags else inside) for i in bags[b]]


def _nearest_word(word: str) -> str:
    from rapidfuzz import fuzz, process

    if len(word) < _SHORTEST or word in _document_counts():
        return word
    found = process.extractOne(word, list(_document_counts()), scorer=fuzz.ratio, score_cutoff=_WORD_CUTOFF)
    return found[0] if found else word


def _is_telling(bag: frozenset[str]) -> bool:
    return len(bag) > 1 or any(len(w) >= _SHORTEST and _document_counts()[w] <= _MOST for w in bag)


def _sharing_words(given: Typed) -> list[str]:
    """Rows by the telling words they share with the text; a word that many rows share says little."""
    counts = _document_counts()
    wanted = {_nearest_word(w) for w in given.content if len(w) > _SHORT} & counts.keys()
    scores: dict[str, float] = {}
    for condition_id, words in _words_of_rows().items():
        if shared := wanted & words:
            in_name = shared.intersection(content_words(normal(by_id(condition_id).name)))
            weights = (math.log(len(_words_of_rows()) / counts[w]) for w in (*shared, *in_name))
            scores[condition_id] = math.fsum(weights)  # the same in whatever order a set gives its words
    return sorted(scores, key=lambda i: -scores[i])[:_MOST]


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    ambiguous = {form: word.ids for form, word in terms.ambiguous_words().items()}
    return {**terms.groups(), **ambiguous, **terms.foreign_names(), **terms.english_terms()}


@cache
def _words_of_rows() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {c.id: frozenset() for c in all_conditions()}
    for form, ids in terms.english_terms().items():
        found |= {i: found[i].union(w for w in content_words(form) if len(w) > 2) for i in ids}
    return found


@cache
def _document_counts() -> Counter[str]:
    return Counter(w for words in _words_of_rows().values() for w in sorted(words))
