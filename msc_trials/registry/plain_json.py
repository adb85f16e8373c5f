"""Dataclasses as JSON values and back: small, quick, and checked by the types of their fields.

An object holds the fields whose values differ from their defaults. Nothing heavy is imported, so that stored answers are read
without pydantic, and files that anybody could have made are read as safely as our own.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import types
import typing
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

_T = TypeVar("_T")
_Reader = Callable[[Any], Any]
_LARGEST = 2**63
"""A whole number may be too large to become a float."""


def to_json(value: Any) -> Any:
    """A dataclass as an object without its default values, a tuple as a list, a member of an enumeration as its value."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if not dataclasses.is_dataclass(value):
        return value
    kind: Any = type(value)
    held = ((name, getattr(value, name), default) for name, default in _defaults(kind))
    return {name: to_json(part) for name, part, default in held if part != default}


def from_json(kind: type[_T], value: Any) -> _T:
    """The object of ``to_json``. Raises ``TypeError`` or ``ValueError`` when a value in it is not of its field's type."""
    wanted: Any = kind
    found: _T = _reader(wanted)(value)
    return found


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Each field of a dataclass with its default value; ``MISSING``, which equals nothing, where it has none."""
    fields = dataclasses.fields(kind)
    return tuple(
        (f.name, f.default if f.default_factory is dataclasses.MISSING else f.default_factory()) for f in fields
    )


@cache
def _reader(kind: Any) -> _Reader:
    """What reads a JSON value as a type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        (only,) = (one for one in inside if one is not types.NoneType)
        return partial(_optional, _reader(only))
    if origin is typing.Literal:
        return partial(_one_of, inside)
    if origin is tuple:
        return (
            partial(_several, _reader(inside[0])) if inside[1:] == (...,) else partial(_each, [*map(_reader, inside)])
        )
    if origin is dict:
        return partial(_mapping, *map(_reader, inside))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return partial(_object, kind, {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)})
    if issubclass(kind, enum.Enum):
        return partial(kind)
    return partial(_plain, (int, float) if kind is float else (kind,))


def _optional(read: _Reader, value: Any) -> Any:
    return None if value is None else read(value)


def _one_of(values: tuple[Any, ...], value: Any) -> Any:
    if value not in values:
        raise ValueError(f"{str(value)[:40]!r} is none of {', '.join(map(str, values))}")
    return value


def _several(read: _Reader, values: Any) -> tuple[Any, ...]:
    return tuple(map(read, _of(list, values)))


def _each(readers: list[_Reader], values: Any) -> tuple[Any, ...]:
    return tuple(read(value) for read, value in zip(readers, _of(list, values), strict=True))


def _mapping(read_key: _Reader, read: _Reader, values: Any) -> dict[Any, Any]:
    return {read_key(key): read(value) for key, value in _of(dict, values).items()}


def _object(kind: Any, readers: dict[str, _Reader], values: Any) -> Any:
    if strange := _of(dict, values).keys() - readers.keys():
        raise TypeError(f"{kind.__name__} has no field {min(strange)[:40]!r}")
    made = {}
    for name, value in values.items():
        try:
            made[name] = readers[name](value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}: {error}") from None
    return kind(**made)


def _plain(kinds: tuple[type, ...], value: Any) -> Any:
    if type(value) not in kinds:
        raise TypeError(f"{str(value)[:40]!r} has the wrong type")
    if kinds != (str,) and not (abs(value) < _LARGEST and math.isfinite(value)):
        raise ValueError(f"{str(value)[:40]} is too large a number")
    return value


def _of(kind: type[_T], value: Any) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"{str(value)[:40]!r} has the wrong type")
    return value
