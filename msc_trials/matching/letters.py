"""Which letters any match of a pattern must hold, read from the pattern itself.

A pattern is asked of a text only where these letters are there. Patterns are those of the word lists in ``seeds/``:
alternatives, groups, classes and repeats; what is not understood asks for fewer letters, never for wrong ones. Parts of
patterns come again and again, so what was read of them is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

_GAP, _EDGE = "\x00", "\x01"
"""In a pattern laid out for reading: anything at all, and an edge of a word (nothing of the match's own)."""
_MOST_OPTIONAL = 3
_PLAIN = re.compile(r"(\\b)?([A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*)(\\b|\\w\*)?")
_NO_MATTER = re.compile(r"^\?(?:[-:i]+|P<\w+>)")
_EDGE_NEXT = re.compile(r"\\b| (?![?*{])|\\s\+")


class Key(NamedTuple):
    """Letters (lower case, no space) of one word. ``starts``: no letter stands before; ``ends``: the word ends there."""

    letters: str
    starts: bool = False
    ends: bool = False

    def is_in(self, word: str) -> bool:
        """Whether a word of a text (anything between spaces) holds the letters, with these edges."""
        letters = self.letters
        at = word.find(letters)
        while at >= 0:
            if not (self.starts and at and word[at - 1].isalpha()) and not (self.ends and _goes_on(word, at, letters)):
                return True
            at = word.find(letters, at + 1)
        return False


Clause: TypeAlias = frozenset[Key]
"""Keys of which every match holds at least one."""


@cache
def clauses(pattern: str, starts: bool = False, ends: bool = False) -> tuple[Clause, ...]:
    """What every match of a pattern without top-level alternatives must hold, the most telling clause first.

    ``starts`` and ``ends`` say that a match begins, or ends, at the edge of a word.
    """
    plain = _PLAIN.fullmatch(pattern)
    if plain:
        return _of_words(plain, starts, ends)
    runs, groups = _split(pattern, starts, ends)
    found = [frozenset({key}) for run in runs for key in _keys_of(run)]
    found.extend(clause for group in groups if (clause := _of_group(*group)))
    return tuple(sorted(found, key=_telling, reverse=True))


def _of_words(plain: re.Match[str], starts: bool, ends: bool) -> tuple[Clause, ...]:
    """``clauses`` of nothing but words, which most alternatives are."""
    words = plain[2].split(" ")
    last = len(words) - 1
    found = [
        frozenset({Key(
            word.lower(),
            (i > 0 or starts or bool(plain[1])) and word[0] != "-",
            (i < last or plain[3] == "\\b" or (ends and not plain[3])) and word[-1] != "-",
        )})
        for i, word in enumerate(words)
        if len(word) > 1
    ]  # fmt: skip
    return (found[0],) if len(found) == 1 else tuple(sorted(found, key=_telling, reverse=True))


@cache
def filing_clause(pattern: str, starts: bool = False, ends: bool = False) -> Clause:
    """The clause by which words are looked up: of beginnings of words if possible, else the most telling one.

    Where an optional letter or group hides the beginning (``non-?respon``, ``(hyper|eu)?glyc``) the forms with and
    without it are keyed apart.
    """
    told = clauses(pattern, starts, ends)
    best = next((c for c in told if all(k.starts for k in c) and _shortest(c) > 2), None)
    if best is None:
        forms = [clauses(form, starts, ends) for form in _forms(pattern)]
        if all(forms):
            best = frozenset(key for form in forms for key in max(form, key=_beginning))
            enough = min(3, _shortest(told[0])) if told else 2
            best = best if all(k.starts for k in best) and _shortest(best) >= enough else None
    return best or (told[0] if told else frozenset())


def _shortest(clause: Clause) -> int:
    return min(len(key.letters) for key in clause)


def _beginning(clause: Clause) -> tuple[bool, tuple[int, bool, int]]:
    return all(k.starts for k in clause), _telling(clause)


def _forms(pattern: str) -> list[str]:
    """The pattern with its first few optional letters and groups each taken and left out."""
    forms = [""]
    begin, at, depth, taken = 0, 0, 0, 0
    for i, char in _significant(pattern):
        if char == "?" and depth == 0 and taken < _MOST_OPTIONAL and i == end_of(pattern, begin):
            before, atom = pattern[at:begin], pattern[begin:i]
            if atom[0] == "(" and atom[1] != "?" and "|" not in atom:
                atom = atom[1:-1]
            forms = [form + before + part for form in forms for part in ("", atom)]
            at, taken = i + 1, taken + 1
        if depth == 0 and char != ")":
            begin = i
        depth += (char == "(") - (char == ")")
    return [form + pattern[at:] for form in forms]


def end_of(pattern: str, begin: int) -> int:
    """Where the letter, escape, class or group that begins at ``begin`` ends."""
    depth = 0
    places = [*_significant(pattern[begin:]), (len(pattern) - begin, "")]
    for (_, char), (after, _) in pairwise(places):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return begin + after
    return len(pattern)


@cache
def alternatives(pattern: str) -> tuple[str, ...]:
    """The top-level alternatives of a pattern."""
    found, depth, start = [], 0, 0
    for i, char in _significant(pattern):
        if char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:i])
            start = i + 1
    return (*found, pattern[start:])


def _goes_on(word: str, at: int, letters: str) -> bool:
    after = word[at + len(letters) : at + len(letters) + 1]
    return after.isalnum() or after == "_"


def _telling(clause: Clause) -> tuple[int, bool, int]:
    """Clauses whose shortest key is long tell most; edges make up for a letter or two."""
    return min((len(k.letters) + k.starts + k.ends, k.starts, -len(clause)) for k in clause)


def _of_group(inside: str, starts: bool, ends: bool) -> Clause:
    """One clause for a group: the best of each of its alternatives; empty when one of them asks for nothing."""
    keys: set[Key] = set()
    for alternative in alternatives(inside):
        best = filing_clause(alternative, starts, ends)
        if not best:
            return frozenset()
        keys |= best
    return frozenset(keys)


def _keys_of(run: str) -> Iterator[Key]:
    """A run of characters with the edges around it as a key, where it is long enough to tell anything."""
    letters = run.strip(_EDGE)
    if len(letters) >= 2 and _EDGE not in letters:
        starts = run.startswith(_EDGE) and letters[0].isalnum()
        ends = run.endswith(_EDGE) and letters[-1].isalnum()
        yield Key(letters.lower(), starts, ends)


def _split(pattern: str, starts: bool, ends: bool) -> tuple[list[str], list[tuple[str, bool, bool]]]:
    """Runs of characters that every match holds, edges marked, and the groups that every match goes through."""
    out = [_EDGE] if starts else []
    groups: list[tuple[str, bool, bool]] = []
    depth, begin, last = 0, 0, len(out)
    for i, char in _significant(pattern):
        if depth and char not in "()":
            continue
        if char == "(":
            if depth == 0:
                begin, last = i + 1, len(out)
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                inside, rest = pattern[begin:i], pattern[i + 1 :]
                edge = out[-1:] == [_EDGE]
                out.append(_GAP)
                if inside.startswith(("?=", "?!", "?<")):
                    continue
                if rest[:1] not in {"?", "*", "{"}:
                    at_end = _EDGE_NEXT.match(rest) is not None if rest else ends
                    groups.append((_NO_MATTER.sub("", inside), edge, at_end))
                elif edge and all(alt.endswith((" ", "[- ]")) for alt in alternatives(inside)):
                    out.append(_EDGE)  # gone through or not, what follows starts a word
        elif char in "?*{":
            out[last:] = [_GAP, _EDGE] if out[last:] == [_GAP, _EDGE] else [_GAP]
        elif char == "+":
            out.append(_GAP)
        else:
            last = len(out)
            out.extend(_laid_out(pattern, i, char))
    if ends:
        out.append(_EDGE)
    return [run for run in "".join(out).split(_GAP) if run], groups


def _laid_out(pattern: str, at: int, char: str) -> str:
    """A space or hyphen of any kind parts words; an edge is kept; other classes and escapes can be anything."""
    if char == " " or pattern.startswith(("[- ]", "\\s"), at):
        return _EDGE + _GAP + _EDGE
    if char == "\\":
        return _EDGE if pattern[at + 1] == "b" else _GAP
    return _EDGE + _GAP + _EDGE if char in ",:" else _GAP if char in "[.^$" else char


def _significant(pattern: str) -> Iterator[tuple[int, str]]:
    """Characters with their places; an escape, a class and a counted repeat come as one ``\\``, ``[`` and ``{``."""
    i = 0
    while i < len(pattern):
        char, at = pattern[i], i
        if char == "\\":
            i += 1
        elif char == "[":
            i = _class_end(pattern, i)
        elif char == "{":
            i = pattern.index("}", i)
        yield at, char
        i += 1


def _class_end(pattern: str, at: int) -> int:
    """Where the class that opens at ``at`` closes; a bracket in first place or after a backslash is one of its own."""
    at += 2 if pattern[at + 1] == "^" else 1
    at += pattern[at] == "]"
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at
