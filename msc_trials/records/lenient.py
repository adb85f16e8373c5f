"""Reads a part of a record and goes on when something in it is of the wrong type: that node is cut out and reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple, TypeAlias, TypeVar

from pydantic import ValidationError

from msc_trials.errors import RecordError
from msc_trials.registry.result_set import nct_id_of

_MAX_PRUNED = 500
_M = TypeVar("_M")
_Loc: TypeAlias = tuple[int | str, ...]


class Problem(NamedTuple):
    """Something in a record that could not be read as promised; ``path`` is its JSON path."""

    path: str
    message: str


def validated(check: Callable[[Any], _M], raw: Any, path: str, problems: list[Problem]) -> _M:
    """Validate; on failure cut the offending nodes out of a copy and go on with the rest."""
    try:
        return check(raw)
    except ValidationError as error:
        first = error.with_traceback(None)  # its frames would hold the record
    if not isinstance(raw, dict):
        hint = "Give one study as a dictionary, as json.loads reads it from the registry's answer."
        raise RecordError("A study is not a JSON object.", path=path, hint=hint)
    copy: Any = _copied(raw)
    for _ in range(_MAX_PRUNED):
        cuts = sorted({_node(copy, e["loc"]) for e in first.errors(include_url=False)}, reverse=True, key=_order)
        for loc in cuts:
            problems.append(Problem(_dotted(path, loc), "unreadable, left out"))
            if loc:
                del reduce(getitem, loc[:-1], copy)[loc[-1]]
        try:
            return check(copy)
        except ValidationError as error:
            first = error.with_traceback(None)
        if any(not _node(copy, e["loc"]) for e in first.errors(include_url=False)):
            break
    ident = (nct_id_of(raw) or "")[:20] or None
    raise RecordError(f"A study cannot be read ({ident or 'no NCT number'}).", nct_id=ident, path=path)


def _copied(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _copied(v) for k, v in node.items()}
    return [_copied(v) for v in node] if isinstance(node, list) else node


def _order(loc: _Loc) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which later list items come after earlier ones, so that cutting backwards keeps indexes valid."""
    return tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in loc)


def _node(root: Any, loc: _Loc) -> _Loc:
    """The longest existing prefix of a location (pydantic may add parts that are not in the data)."""
    node = root
    for depth, part in enumerate(loc):
        inside = range(len(node)) if isinstance(node, list) else node if isinstance(node, dict) else ()
        if part not in inside:
            return loc[:depth]
        node = node[part]
    return loc


def _dotted(path: str, loc: _Loc) -> str:
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path
