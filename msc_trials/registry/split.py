"""Questions that are too long for the registry, as shorter ones: the union of their answers is the answer. How long is
too long is not published, so only what is refused is halved; terms are in the order of what they find, so the first
half finds most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msc_trials.errors import ResponseError

MOST_PARTS = 40
"""Most questions one question is split into; what is then still refused is left out, and the answer says so."""
_TOO_LONG = re.compile(r"too\s+(?:complicated|complex|long|many|large|big)|clauses|exceed|maximum", re.IGNORECASE)
_STATUSES = (413, 414, 431)
_SIGNS = re.compile(r'\\.|"(?:[^"\\]|\\.)*(?:"|$)|[()]| OR | AND ', re.DOTALL)
"""In quotes, and after a backslash, signs and words are text."""


def is_too_long(error: ResponseError) -> bool:
    """Whether the registry refused a question for its length."""
    status = error.details.get("status")
    return status in _STATUSES or (status == 400 and bool(_TOO_LONG.search(str(error.details.get("words", "")))))


def size(params: dict[str, str]) -> int:
    """Alternatives in the expression of a question that has most."""
    return max((text.count(" OR ") + 1 for text in params.values()), default=0)


def halves(params: dict[str, str]) -> tuple[dict[str, str], dict[str, str]] | None:
    """Two questions that together ask ``params``, the expression with most alternatives halved; None when nothing can be halved."""
    for name in sorted(params, key=lambda name: -params[name].count(" OR ")):
        parts = _halved(params[name])
        if parts is not None:
            return {**params, name: parts[0]}, {**params, name: parts[1]}
    return None


def difference(part: dict[str, str], whole: dict[str, str]) -> str:
    """The expressions of a part that are not those of the whole; all where it is the whole."""
    return " AND ".join([v for name, v in part.items() if v != whole.get(name)] or part.values())


def alternatives(expression: str) -> list[str]:
    """The alternatives of an expression: its parts between the outermost ``OR``."""
    return _split(expression, " OR ")


def _halved(expression: str) -> tuple[str, str] | None:
    parts = alternatives(expression)
    if len(parts) > 1:
        middle = (len(parts) + 1) // 2
        return " OR ".join(parts[:middle]), " OR ".join(parts[middle:])
    inner = _unwrapped(expression)
    if inner is None:
        return None
    if len(alternatives(inner)) > 1:
        return _halved(inner)
    first, *rest = _split(inner, " AND ")  # (a OR b) AND NOT c is a AND NOT c, or b AND NOT c
    group = _unwrapped(first)
    parts_of_first = _halved(group) if rest and group is not None else None
    if parts_of_first is None:
        return None
    one, other = (" AND ".join((f"({part})", *rest)) for part in parts_of_first)
    return f"({one})", f"({other})"


def _split(expression: str, between: str) -> list[str]:
    parts, start = [], 0
    for sign in _outermost(expression):
        if sign[0] == between:
            parts.append(expression[start : sign.start()])
            start = sign.end()
    return [*parts, expression[start:]]


def _unwrapped(expression: str) -> str | None:
    """What is inside the brackets that enclose the whole expression; None when none do."""
    closed = next((sign for sign in _outermost(expression) if sign[0] == ")"), None)
    whole = expression.startswith("(") and closed is not None and closed.end() == len(expression)
    return expression[1:-1] if whole else None


def _outermost(expression: str) -> Iterator[re.Match[str]]:
    """Phrases, closing brackets and words between parts that are in no brackets themselves."""
    depth = 0
    for sign in _SIGNS.finditer(expression):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if depth == 0:
            yield sign
