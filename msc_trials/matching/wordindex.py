"""Find which of many patterns occur in a text, trying only those whose letters are there.

A row of a word list is one pattern with many alternatives. Each alternative is filed under letters that any of its
matches must hold; a text is then asked only for the alternatives whose letters it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from msc_trials.matching.guarded import small
from msc_trials.matching.letters import Clause, Key, alternatives, clauses, filing_clause

_BEGINNING = 4
_WORDS_KEPT = 20_000
_MORE_CLAUSES = 2
"""So many further clauses are looked for before a pattern is tried; more cost more than they spare."""
_PLAIN = re.compile(r"(\\b)?([A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?)(\\b|\\w\*)?")
_ANYTHING: Clause = frozenset({Key("")})


@dataclass(frozen=True, eq=False)
class _Entry:
    """One alternative of pattern ``number``, filed under ``keys``: any match holds at least one of them in a word.

    ``also``: of each of these, any match holds at least one, anywhere. ``cased`` alternatives (with a part in which case
    matters) look at the text itself, all others at its lower case. ``at_word``: a match must not begin inside a word.
    """

    number: int
    source: str
    keys: Clause
    also: tuple[tuple[str, ...], ...]
    cased: bool
    at_word: bool

    @cached_property
    def plain(self) -> tuple[str, str, str] | None:
        """Edge before, letters and edge behind (``\\b`` or ``\\w*``) where the pattern is no more than that."""
        match = None if self.cased else _PLAIN.fullmatch(self.source)
        return None if match is None else (match[1] or "", match[2].lower(), match[3] or "")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: most of thousands never are."""
        if self.cased:
            return re.compile(self.source, re.MULTILINE | re.IGNORECASE)
        return re.compile(small(self.source), re.MULTILINE)

    def possible(self, low: str) -> bool:
        """Whether the rest of the letters is there too."""
        for clause in self.also:
            for letters in clause:
                if letters in low:
                    break
            else:
                return False
        return True

    def spans(self, text: str, low: str) -> Iterator[tuple[int, int]]:
        """Places of the matches."""
        if self.plain is not None:
            found = _plain_spans(self.plain, low)
        else:
            found = (match.span() for match in self.pattern.finditer(text if self.cased else low))
        for start, end in found:
            if end > start and not (self.at_word and start and text[start - 1].isalpha()):
                yield start, end


def _plain_spans(plain: tuple[str, str, str], low: str) -> Iterator[tuple[int, int]]:
    """What ``finditer`` gives for letters between edges, without a pattern to compile."""
    before, letters, behind = plain
    start = low.find(letters)
    while start >= 0:
        end = start + len(letters)
        whole = not (before and start and _of_word(low[start - 1]))
        if behind == "\\w*":
            while end < len(low) and _of_word(low[end]):
                end += 1
        elif behind and end < len(low) and _of_word(low[end]):
            whole = False
        if whole:
            yield start, end
        start = low.find(letters, end if whole else start + 1)


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class WordIndex:
    """Patterns filed by letters. Which of them a word can begin is remembered for the commonest words."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Index patterns (case does not matter, ``^`` and ``$`` mean lines) under their place in ``patterns``."""
        self._starting: dict[str, list[tuple[Key, _Entry]]] = {}
        inside: dict[str, list[_Entry]] = {}
        self._of_number = [
            [_entry(number, alt) for alt in alternatives(whole)] for number, whole in enumerate(patterns)
        ]
        for entry in chain.from_iterable(self._of_number):
            begins = all(key.starts for key in entry.keys)
            for key in entry.keys or _ANYTHING:
                if key.letters and begins:
                    self._starting.setdefault(key.letters[:_BEGINNING], []).append((key, entry))
                else:
                    inside.setdefault(key.letters, []).append(entry)
        self._inside = tuple(inside.items())
        self._of_word = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Matches as (number of the pattern, start, end), in that order; longer ones first where they start together."""
        low = lower(text)
        found = [(e.number, start, -end) for e in self._candidates(low) for start, end in e.spans(text, low)]
        found.sort()
        return [(number, start, -end) for number, start, end in found]

    def numbers(self, text: str) -> set[int]:
        """Numbers of the patterns that occur in ``text``."""
        low = lower(text)
        found: set[int] = set()
        for entry in self._candidates(low):
            if entry.number not in found and next(entry.spans(text, low), None) is not None:
                found.add(entry.number)
        return found

    def holds(self, text: str, number: int) -> bool:
        """Whether one pattern occurs in ``text``. For long texts of few known words this is faster than ``numbers``."""
        low = lower(text)
        for entry in self._of_number[number]:
            there = entry.possible(low) and any(key.letters in low for key in entry.keys or _ANYTHING)
            if there and next(entry.spans(text, low), None) is not None:
                return True
        return False

    def _candidates(self, low: str) -> list[_Entry]:
        tried: dict[_Entry, None] = {}
        of_word = self._of_word
        for word in set(_words(low)):
            if entries := of_word(word):
                tried.update(entries)
        for letters, others in self._inside:
            if letters in low:
                tried.update(dict.fromkeys(others))
        return [entry for entry in tried if not entry.also or entry.possible(low)]

    def _look_up(self, word: str) -> dict[_Entry, None]:
        """Entries one of whose keys a part of the word begins with."""
        starting = self._starting
        filed: list[tuple[Key, _Entry]] = []
        for part in _beginnings(word):
            if part in starting:
                filed += starting[part]
        return {entry: None for key, entry in filed if key.is_in(word)}


def lower(text: str) -> str:
    """Lower case with every character at its place, so that matches are found again in the text itself."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _entry(number: int, alternative: str) -> _Entry:
    """A pattern that starts with a letter or a group matches at the start of words only."""
    cased = "(?-i:" in alternative
    at_word = not alternative.startswith(("\\", "^", "(?"))
    keys = filing_clause(alternative, at_word, False)
    more = [c for c in clauses(alternative, at_word, False) if c != keys]
    also = tuple(tuple(key.letters for key in clause) for clause in more[:_MORE_CLAUSES])
    return _Entry(number, alternative, keys, also, cased, at_word)


def _words(low: str) -> list[str]:
    """What stands between spaces, without the commonest signs, which no key holds."""
    return low.replace(",", " ").replace(".", " ").replace("(", " ").replace(")", " ").replace(":", " ").split()


def _beginnings(word: str) -> Iterable[str]:
    """The first two to four characters of a word and of its parts (after a hyphen, a bracket, a digit)."""
    if word.isalpha():
        return word[:2], word[:3], word[:_BEGINNING]
    places = [at for at in range(len(word)) if not at or not word[at - 1].isalpha()]
    return {word[at : at + n] for at in places for n in range(2, _BEGINNING + 1)}
