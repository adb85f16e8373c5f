"""Letters that any match of a pattern must contain, so that most patterns need not be tried on a text.

A cheap first look for long lists of patterns; it never changes what matches.
"""

from __future__ import annotations

import re

_LITERAL = re.compile(r"[a-z]{3,}(?![?*{])|[a-z]{3,}(?=[a-z][?*{])")
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[[^\]]*\]")


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
