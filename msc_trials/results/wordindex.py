"""Find which of many patterns occur in a text, trying only those whose letters are there.

A row of a word list is one pattern with many alternatives. Each alternative is filed under a few letters that any of
its matches must hold; a text is then asked only for the alternatives whose letters it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_GRAM = 4
_WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One alternative of pattern ``number``, and the letters of which any match holds at least one entry in a word.

    ``cased`` alternatives (with a part in which case matters) look at the text itself, all others at its lower case.
    ``at_word``: a match must not begin inside a word.
    """

    number: int
    pattern: re.Pattern[str]
    keys: frozenset[str]
    cased: bool
    at_word: bool

    def spans(self, text: str, low: str) -> Iterable[tuple[int, int]]:
        """Places of the matches."""
        for match in self.pattern.finditer(text if self.cased else low):
            start, end = match.span()
            if end > start and not (self.at_word and start and text[start - 1].isalpha()):
                yield start, end


class WordIndex:
    """Patterns filed by letters. Which of them a word can belong to is remembered for the commonest words."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Index patterns (case does not matter, ``^`` and ``$`` mean lines) under their place in ``patterns``."""
        entries = [_entry(number, alt) for number, whole in enumerate(patterns) for alt in _alternatives(whole)]
        frequency = Counter(gram for e in entries for key in e.keys for gram in _grams(key))
        filed: dict[str, list[_Entry]] = {}
        for entry in entries:
            for gram in {_rarest(key, frequency) for key in entry.keys}:
                filed.setdefault(gram, []).append(entry)
        self._filed = filed
        self._always = tuple(e for e in entries if not e.keys)
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
        return {entry.number for entry in self._candidates(low) if any(True for _ in entry.spans(text, low))}

    def _candidates(self, low: str) -> Iterable[_Entry]:
        tried = dict.fromkeys(self._always)
        for word in low.split():
            tried.update(self._of_word(word))
        return tried

    def _look_up(self, word: str) -> dict[_Entry, None]:
        return {
            entry: None
            for gram in _grams(word) & self._filed.keys()
            for entry in self._filed[gram]
            if any(key in word for key in entry.keys)
        }


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
    return _Entry(number, re.compile(plain, flags), frozenset(_keys(alternative)), cased, at_word)


def _rarest(key: str, frequency: Counter[str]) -> str:
    if len(key) <= _GRAM:
        return key
    return min((key[i : i + _GRAM] for i in range(len(key) - _GRAM + 1)), key=lambda gram: (frequency[gram], gram))


def _grams(text: str) -> set[str]:
    """All runs of two to four characters."""
    return {text[i : i + n] for n in range(2, _GRAM + 1) for i in range(len(text) - n + 1)}


def _keys(pattern: str) -> set[str]:
    """Letters of which any match of the pattern holds at least one entry; empty when that cannot be told."""
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        plain, groups = _split(alternative)
        best = max(plain, key=len, default="")
        if len(best) >= 3:
            found.add(best.lower())
            continue
        options = [keys for group in groups if (keys := _keys(group))]
        if options:
            found |= max(options, key=lambda keys: min(map(len, keys)))
        elif len(best) == 2:
            found.add(best.lower())
        else:
            return set()
    return found


def _alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern."""
    found, depth, start = [], 0, 0
    for i, char in _significant(pattern):
        if char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:i])
            start = i + 1
    return [*found, pattern[start:]]


def _split(alternative: str) -> tuple[list[str], list[str]]:
    """Runs of characters of one word that every match holds, and the groups that every match goes through."""
    out: list[str] = []
    groups: list[str] = []
    depth, start, last = 0, 0, 0
    for i, char in _significant(alternative):
        if char == "(":
            start = i + 1 if depth == 0 else start
            depth += 1
        elif char == ")":
            depth -= 1
            inside = alternative[start:i]
            if (
                depth == 0
                and alternative[i + 1 : i + 2] not in {"?", "*", "{"}
                and not inside.startswith(("?=", "?!", "?<"))
            ):
                groups.append(re.sub(r"^\?[-:i]+", "", inside))
        if depth or char.isspace() or char in "()\\[.^$+":
            out.append("\x00")
        elif char in "?*{":
            out[last:] = ["\x00"]
        else:
            last = len(out)
            out.append(char)
    return re.split("\x00+", "".join(out)), groups


def _significant(pattern: str) -> Iterable[tuple[int, str]]:
    """Characters with their places; an escape, a class and a counted repeat come as one ``\\``, ``[`` and ``{``."""
    i = 0
    while i < len(pattern):
        char, at = pattern[i], i
        if char == "\\":
            i += 1
        elif char == "[":
            i = pattern.index("]", i + 2)
        elif char == "{":
            i = pattern.index("}", i)
        yield at, char
        i += 1
