"""Words and phrases compared the way a search engine does: case, accents, punctuation, plurals, British spelling.

Only for finding and matching names; nothing here is shown to a reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from msc_trials import seeds

_POSSESSIVE = re.compile(r"['’`´]s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_TEXT = 20_000
_LITERAL = re.compile(r"[a-z]{3,}(?![?*{])|[a-z]{3,}(?=[a-z][?*{])")
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[[^\]]*\]")


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["british"]), row["american"]) for row in seeds.table("spelling"))


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in a common form: lower case, no accents, singular, American spelling.

    The singular is crude (``arthritis`` becomes ``arthriti``), but the same for both sides of a comparison.
    """
    text = unicodedata.normalize("NFKD", text[:_LONGEST_TEXT].casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    return tuple(map(_common_form, _NOT_WORD.sub(" ", _POSSESSIVE.sub("", text)).split()))


@lru_cache(maxsize=50_000)
def _common_form(word: str) -> str:
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


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of ``phrases`` as whole words in a text brought to its ``normal`` form."""
    forms = sorted({normal(p) for p in phrases} - {""}, key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b") if forms else re.compile(r"(?!)")


def stems(pattern: str) -> tuple[str, ...]:
    """Lower-case letters of which every match of ``pattern`` contains at least one run; empty when unknown.

    >>> stems("osteo-?necros|femoral head")
    ('necros', 'femoral')
    """
    found = []
    for alternative in _alternatives(pattern):
        runs = _LITERAL.findall(alternative)
        if not runs:
            return ()
        found.append(max(runs, key=len))
    return tuple(dict.fromkeys(found))


def _alternatives(pattern: str) -> list[str]:
    """The top-level alternatives, with groups, classes and escapes blanked out."""
    plain = _CLASS.sub(".", _ESCAPE.sub(".", pattern))
    parts, depth = [""], 0
    for character in plain:
        if character == ")":
            depth -= 1
            parts[-1] += "."
        elif character == "(":
            depth += 1
        elif depth == 0 and character == "|":
            parts.append("")
        elif depth == 0:
            parts[-1] += character
    return parts
