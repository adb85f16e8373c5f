"""Names that sound like a typed text, and names near to a text that was not understood, which are offered and never
used unasked.

By sound: English only and coarse; two names with one key are both given. Near: the nearest spellings of the whole text,
then the text with each unknown word put right. Words are near by one typing error, in long ones by two, and not in the
part before an ending that many names share: scoliosis is no sclerosis. A word that is shared ("disease") is not enough.
Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import by_id, narrowest
from msc_trials.knowledge.typed_text import Typed, content_words, stands_in, words, words_of

_SHORTEST = 5
"""Shorter words are too often other words; they must be spelled alike."""
_LETTERS_ALIKE = 75.0
"""Per cent; "Fabry" sounds like "fibro" and is another disease."""
_CUTOFF = 82.0
_WORD_CUTOFF = 78.0
_LETTERS_WRONG = ((3, 0), (6, 1))
"""How many letters may be wrong where the longer word has at most so many; two in longer ones."""
_STUMP = 5
"""A name of so few letters may have one letter wrong: "fibro" is no misspelled fibroid."""
_FIRST_LETTER_COUNTS = 7
"""Shorter words must begin with the same sound: Weber is not Leber."""
_MOST = 3


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The sound key of one word in its common form; words of fewer than five letters are their own key."""
    return word if len(word) < _SHORTEST else _by_letters(word)


def _by_letters(word: str) -> str:
    if not word.isascii() or not word.isalpha():
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
    return tuple(dict.fromkeys([*_near_spellings(given), *_words_put_right(given)]))[:_MOST]


def _near_spellings(given: Typed) -> list[str]:
    """Rows of the names that are spelled nearly as the text, the nearest first."""
    from rapidfuzz import fuzz, process  # heavy, and needed for unknown texts only

    known = _spellings()
    best: dict[str, float] = {}
    for form in dict.fromkeys((given.form, " ".join(given.content))):
        if len(form) < _SHORTEST:
            continue
        for term, score, _ in process.extract(form, list(known), scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=20):
            if _word_by_word_near(form, term):
                best |= {i: max(score, best.get(i, 0.0)) for i in known[term]}
    return sorted(best, key=lambda i: -best[i])


def _word_by_word_near(form: str, name: str) -> bool:
    """Whether each word is near the one in its place. Where the words are divided otherwise the letters in a row decide."""
    pairs = [(form.split(), name.split()), (content_words(form), content_words(name))]
    for typed_words, named in pairs:
        if len(typed_words) == len(named):
            return all(_near_words(word, other) for word, other in zip(typed_words, named, strict=True))
    return _near_words(form.replace(" ", ""), name.replace(" ", ""))


def _near_words(word: str, other: str) -> bool:
    """Whether one word may be the other one misspelled: as a whole, at the beginning, and without a common ending."""
    if word != other and word in _words_spelled_right():
        return False
    short = min(len(word), len(other)) < _FIRST_LETTER_COUNTS
    if word != other and short and _by_letters(word)[:1] != _by_letters(other)[:1]:
        return False
    shared = [len(e) for e in words_of("disease_endings") if word.endswith(e) and other.endswith(e)]
    end = -max(shared, default=0) or None
    return _few_letters_wrong(word, other) and _few_letters_wrong(word[:end], other[:end])


def _few_letters_wrong(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    shorter, longer = sorted((len(word), len(other)))
    allowed = next((wrong for length, wrong in _LETTERS_WRONG if longer <= length), 2)
    return OSA.distance(word, other) <= (min(allowed, 1) if shorter <= _STUMP else allowed)


@cache
def _words_spelled_right() -> frozenset[str]:
    """Words of diseases without a row that are in no name of a row: "edema" is no misspelled eczema."""
    return frozenset(w for name in terms.never_mapped() for w in words(name)).difference(_document_counts())


def _words_put_right(given: Typed) -> list[str]:
    """Rows that are named once every unknown word is replaced by the nearest word of the vocabulary."""
    right = [_nearest_word(w) for w in given.content]
    if tuple(right) == given.content:
        return []
    bags, bag = terms.term_bags(), frozenset(right)
    inside = sorted((b for b in bags if b <= bag and _is_telling(b)), key=len, reverse=True)
    return [i for b in ([bag] if bag in bags else inside) for i in bags[b]]


def families_named(given: Typed) -> tuple[str, ...]:
    """Rows for a whole family of diseases whose own name stands in the text: a throat cancer is a cancer."""
    inside = (name for name in terms.known_names() if len(name) >= _SHORTEST and stands_in(name, given.form))
    named = [i for name in inside for i in terms.known_names()[name]]
    named += [i for word in given.content for name, i in _families_in_other_languages() if word.endswith(name)]
    return tuple(dict.fromkeys(i for i in named if by_id(i).is_group))


def families_meant(given: Typed) -> tuple[str, ...]:
    """Those of which no kind is named: the words next to the name say nothing ("can osteoarthritis be cured")."""
    said = (words_of("filler_words") | words_of("vague_words")) - words_of("words_of_a_kind")
    beside: dict[str, set[str]] = {}
    for name, ids in terms.known_names().items():
        before, there, after = f" {given.form} ".partition(f" {name} ")
        if there and len(name) >= _SHORTEST:
            behind = [w for w in after.split() if w not in words_of("words_before_a_place")]
            beside |= {i: {*before.split()[-1:], *behind[:1]} for i in ids}
    return tuple(i for i in families_named(given) if i in beside and said.issuperset(beside[i]))


@cache
def _families_in_other_languages() -> tuple[tuple[str, str], ...]:
    """Names of one word of a family; German and Dutch write them together with the organ ("Leberkrebs")."""
    single = (
        (name, i) for name, ids in terms.foreign_names().items() for i in ids if " " not in name and len(name) > 3
    )
    return tuple((name, i) for name, i in single if name.isascii() and by_id(i).is_group)


def _nearest_word(word: str) -> str:
    from rapidfuzz import fuzz, process

    if len(word) < _SHORTEST or word in _document_counts():
        return word
    found = process.extract(word, list(_document_counts()), scorer=fuzz.ratio, score_cutoff=_WORD_CUTOFF, limit=_MOST)
    return next((near for near, _, _ in found if _near_words(word, near)), word)


def _is_telling(bag: frozenset[str]) -> bool:
    return len(bag) > 1 or any(len(w) >= _SHORTEST and _document_counts()[w] <= _MOST for w in bag)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    ambiguous = {form: word.ids for form, word in terms.ambiguous_words().items()}
    return {**terms.groups(), **ambiguous, **terms.known_names()}


@cache
def _document_counts() -> Counter[str]:
    """The words of all names, each with the number of rows that have it."""
    of_rows = seeds.grouped((i, content_words(form)) for form, ids in terms.english_terms().items() for i in ids)
    return Counter(w for names in of_rows.values() for w in sorted(set[str]().union(*names)) if len(w) > 2)
