"""Heads of stored files (manifests of stores and snapshots): read from JSON, checked, or refused. Anybody can edit one."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

from msc_trials.errors import QueryError

_T = TypeVar("_T")

_KINDS: dict[str, tuple[type, type | None]] = {
    "str": (str, None),
    "int": (int, None),
    "bool": (bool, None),
    "dict[str, int]": (dict, int),
    "dict[str, str]": (dict, str),
}
_DATES = ("created", "oldest", "typical", "newest")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_head(kind: type[_T], values: dict[str, Any]) -> _T:
    """A manifest of the dataclass ``kind``. Dates stand on every output, so they must be dates or, unknown, empty.

    Raises ``TypeError`` or ``ValueError`` when a value is missing, unknown or not of its type.
    """
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.name in values:
            _check(field.name, str(field.type), values[field.name])
    return kind(**values)


def date_of(text: str | None) -> str:
    """The version of a record as it stands in heads: a date, empty when there is none or it is none."""
    return text if text and _DATE.fullmatch(text) else ""


def today_of(text: str) -> str:
    """The day a file is made, for its head. Raises ``QueryError`` for what is no date: the file could not be read."""
    if not date_of(text):
        raise QueryError(f"{text!r} is no date.", hint="Write it as 2026-11-25.")
    return text


def _check(name: str, declared: str, value: Any) -> None:
    outer, inner = _KINDS[declared]
    inside = list(value.values()) if isinstance(value, dict) else []
    if not isinstance(value, outer) or (outer is int and isinstance(value, bool)):
        raise TypeError(f"{name} is no {declared}")
    if inner is not None and not all(isinstance(v, inner) for v in inside):
        raise TypeError(f"{name} is no {declared}")
    if name in _DATES and not _DATE.fullmatch(str(value)) and (value or name == "created"):
        raise ValueError(f"{name} is no date")
    if isinstance(value, int) and value < 0:
        raise ValueError(f"{name} is less than nothing")
