"""Find which of many patterns occur in a text, trying only those whose letters are there.

A row of a word list is one pattern with many alternatives. Each alternative is filed under letters that any of its
matches must hold; a text is then asked only for the alternatives whose letters it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from msc_trials.results.letters import Clause, Key, alternatives, clauses

_BEGINNING, _GRAM = 4, 3
_WORDS_KEPT = 20_000
_MORE_CLAUSES = 2
"""So many further clauses are looked for before a pattern is tried; more cost more than they spare."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One alternative of pattern ``number``, filed under ``keys``: any match holds at least one of them in a word.

    ``also``: of each of these, any match holds at least one, anywhere. ``cased`` alternatives (with a part in which case
    matters) look at the text itself, all others at its lower case. ``at_word``: a match must not begin inside a word.
    """

    number: int
    pattern: re.Pattern[str]
    keys: Clause
    also: tuple[tuple[str, ...], ...]
    cased: bool
    at_word: bool

    def possible(self, low: str) -> bool:
        """Whether the rest of the letters is there too."""
        return all(any(letters in low for letters in clause) for clause in self.also)

    def spans(self, text: str, low: str) -> Iterator[tuple[int, int]]:
        """Places of the matches."""
        for match in self.pattern.finditer(text if self.cased else low):
            start, end = match.span()
            if end > start and not (self.at_word and start and text[start - 1].isalpha()):
                yield start, end


_Filed: TypeAlias = dict[str, list[tuple[Key, _Entry]]]


class WordIndex:
    """Patterns filed by letters. Which of them a word can belong to is remembered for the commonest words."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Index patterns (case does not matter, ``^`` and ``$`` mean lines) under their place in ``patterns``."""
        entries = [_entry(number, alt) for number, whole in enumerate(patterns) for alt in alternatives(whole)]
        frequency = Counter(gram for e in entries for key in e.keys for gram in _grams(key.letters))
        self._starting: _Filed = {}
        self._inside: _Filed = {}
        for entry in entries:
            for key in entry.keys:
                filed = self._starting if key.starts else self._inside
                part = key.letters[:_BEGINNING] if key.starts else _rarest(key.letters, frequency)
                filed.setdefault(part, []).append((key, entry))
        self._always = tuple(e for e in entries if not e.keys)
        self._of_word = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Matches as (number of the pattern, start, end), in that order; longer ones first where they start together."""
        low = lower(text)
        found = [(e.number, start, -end) for e in self._candidates(low) for start, end in e.spans(text, low)]
        found.sort()
        return [(number, start, -end) for number, start, end in found]

    def numbers(self, text: str, among: Set[int] | None = None) -> set[int]:
        """Numbers of the patterns that occur in ``text``; with ``among`` only these are looked for."""
        low = lower(text)
        found: set[int] = set()
        for entry in self._candidates(low):
            number = entry.number
            if number in found or (among is not None and number not in among):
                continue
            if next(entry.spans(text, low), None) is not None:
                found.add(number)
        return found

    def _candidates(self, low: str) -> list[_Entry]:
        tried = dict.fromkeys(self._always)
        of_word = self._of_word
        for word in low.split():
            if entries := of_word(word):
                tried.update(entries)
        return [entry for entry in tried if not entry.also or entry.possible(low)]

    def _look_up(self, word: str) -> dict[_Entry, None]:
        """Entries one of whose keys the word holds."""
        filed: list[tuple[Key, _Entry]] = []
        starting = self._starting
        for part in _beginnings(word):
            if part in starting:
                filed += starting[part]
        filed += [pair for gram in _grams(word) & self._inside.keys() for pair in self._inside[gram]]
        return {entry: None for key, entry in filed if key.is_in(word)}


def lower(text: str) -> str:
    """Lower case with every character at its place, so that matches are found again in the text itself."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _entry(number: int, alternative: str) -> _Entry:
    """A pattern that starts with a letter or a group matches at the start of words only."""
    cased = "(?-i:" in alternative
    plain = (
        alternative if cased else re.sub(r"\\.|[A-Z]", lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), alternative)
    )
    flags = re.MULTILINE | re.IGNORECASE if cased else re.MULTILINE
    at_word = not alternative.startswith(("\\", "^", "(?"))
    keys, *more = clauses(alternative, starts=at_word) or [frozenset()]
    also = tuple(tuple(key.letters for key in clause) for clause in more[:_MORE_CLAUSES])
    return _Entry(number, re.compile(plain, flags), keys, also, cased, at_word)


def _rarest(letters: str, frequency: Counter[str]) -> str:
    """The run of three characters that the fewest patterns hold; letters of two are their own."""
    grams = (letters[i : i + _GRAM] for i in range(max(1, len(letters) - _GRAM + 1)))
    return min(grams, key=lambda gram: (frequency[gram], gram))


def _beginnings(word: str) -> Iterable[str]:
    """The first two to four characters of a word and of its parts (after a hyphen, a bracket, a digit)."""
    if word.isalpha():
        return word[:2], word[:3], word[:_BEGINNING]
    places = [at for at in range(len(word)) if not at or not word[at - 1].isalpha()]
    return {word[at : at + n] for at in places for n in range(2, _BEGINNING + 1)}


def _grams(text: str) -> set[str]:
    """All runs of two and of three characters."""
    found = set()
    for at in range(len(text) - 1):
        found.add(text[at : at + 2])
        found.add(text[at : at + _GRAM])
    return found
