"""Checks what comes from files that anybody can make: every value of an assessment is of its type, numbers are finite."""

from __future__ import annotations

import dataclasses
import enum
import math
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

from msc_trials.evidence.assessment import Assessment
from msc_trials.extraction import facts

_CODES = {
    "msc_class": facts.MSC_CLASSES,
    "sources": facts.SOURCES,
    "donor": facts.DONORS,
    "manipulation": facts.MANIPULATIONS,
    "comparator": facts.COMPARATORS,
    "primary_kind": facts.PRIMARY_KINDS,
    "evidence_use": facts.EVIDENCE_USES,
}
_LARGEST = 2**63


def checked(assessment: Assessment) -> Assessment:
    """The assessment itself. Raises ``TypeError`` or ``ValueError`` when a value is not what it should be."""
    _check_of(Assessment)(assessment, "assessment")
    for name, known in _CODES.items():
        value = getattr(assessment if hasattr(assessment, name) else assessment.given, name)
        for code in value if isinstance(value, tuple) else (value,):
            if code not in known:
                raise ValueError(f"{name} has the unknown value {str(code)[:40]!r}")
    return assessment


_Check = Callable[[Any, str], None]
"""Raises ``TypeError`` or ``ValueError`` for a value that is wrong, under the name it has."""


@cache
def _check_of(kind: Any) -> _Check:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _any_of([_check_of(option) for option in inside])
    if origin is typing.Literal:
        return lambda value, name: _refuse(value not in inside, f"{name} has the unknown value {str(value)[:40]!r}")
    if origin is tuple:
        return _list_of(inside)
    if dataclasses.is_dataclass(kind):
        return _object_of(typing.cast("type", kind))
    return _plain(kind)


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise ValueError(why)


def _any_of(options: list[_Check]) -> _Check:
    def check(value: Any, name: str) -> None:
        for option in options:
            try:
                option(value, name)
            except (TypeError, ValueError):
                continue
            return
        raise TypeError(f"{name} has a value of the wrong type")

    return check


def _list_of(inside: tuple[Any, ...]) -> _Check:
    endless = len(inside) == 2 and inside[1] is ...
    checks = [_check_of(kind) for kind in (inside[:1] if endless else inside)]

    def check(value: Any, name: str) -> None:
        _refuse(not isinstance(value, tuple), f"{name} is not a list")
        each = checks * len(value) if endless else checks
        _refuse(len(each) != len(value), f"{name} has {len(value)} parts")
        for part, one in zip(value, each, strict=True):
            one(part, name)

    return check


def _object_of(kind: type) -> _Check:
    hints = typing.get_type_hints(kind)
    checks = [(field.name, _check_of(hints[field.name])) for field in dataclasses.fields(kind)]

    def check(value: Any, name: str) -> None:
        _refuse(type(value) is not kind, f"{name} has a value of the wrong type")
        for field, one in checks:
            one(getattr(value, field), field)

    return check


def _plain(kind: Any) -> _Check:
    if kind is Any:
        return lambda value, name: None
    types_of = (type(None),) if kind in (None, type(None)) else (int, float) if kind is float else (kind,)
    is_code = isinstance(kind, type) and issubclass(kind, enum.Enum)

    def check(value: Any, name: str) -> None:
        right = isinstance(value, kind) if is_code else type(value) in types_of
        _refuse(not right, f"{name} has a value of the wrong type")
        if type(value) in (int, float):
            # A whole number may be too large to become a float.
            usable = abs(value) < _LARGEST and math.isfinite(value)
            _refuse(not usable, f"{name} is not a usable number")

    return check
