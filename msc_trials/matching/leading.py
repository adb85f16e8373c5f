"""Patterns written so that ``re`` can run to the first letters of a match instead of trying every place.

``re`` does so only where each alternative of a pattern begins with a letter. A pattern of the word lists often begins
with a group of words, an optional word or an edge; here these are written out. What is matched stays the same.
"""

from __future__ import annotations

import re

from msc_trials.matching.letters import alternatives, end_of

_MOST = 64
"""A pattern of more alternatives is left as it is."""
_EDGE = re.compile(r"\\b([a-z])(?![?*+{])")
_LETTER = re.compile(r"[a-z](?![?*{])")
_CAPTURING = re.compile(r"(?<!\\)\((?!\?[:=!<])")
"""Opens a group that is kept, or one whose letters mean something else; neither may be written twice."""


def led(pattern: str) -> str:
    """The pattern with its beginnings written out, or as it is where that does not give letters to run to."""
    if _CAPTURING.search(pattern):
        return pattern
    found = [form for one in alternatives(pattern) for form in _forms(one)]
    return "|".join(found) if len(found) <= _MOST and all(map(_LETTER.match, found)) else pattern


def _forms(alternative: str) -> list[str]:
    """An alternative as several, in the order in which they are tried, each beginning with a letter where that can be."""
    edge = _EDGE.match(alternative)
    if edge:
        return [f"{edge[1]}(?<=\\b{edge[1]}){alternative[edge.end() :]}"]
    before = "\\b" if alternative.startswith("\\b(?:") else ""
    bare = alternative[len(before) :]
    group = bare.startswith("(?:")
    if not group and not re.match(r"[a-z]\?(?!\?)", bare):
        return [alternative]
    end = end_of(bare, 0)
    inner, rest = alternatives(bare[3 : end - 1]) if group else (bare[0],), bare[end:]
    if rest[:1] in {"*", "+", "{"} or rest[:2] in {"??", "?+"}:
        return [alternative]
    left_out = [rest[1:]] if rest[:1] == "?" else []
    rest = rest.removeprefix("?")
    return [form for one in (*(f"{word}{rest}" for word in inner), *left_out) for form in _forms(before + one)]
