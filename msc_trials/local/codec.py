"""How trials are written in the files of a snapshot or a store; and checks of values of files that anybody could have made.

Imports none of the reading rules."""

from __future__ import annotations

import dataclasses
import enum
import json
import math
import types
import typing
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from msc_trials.errors import SnapshotError
from msc_trials.evidence.assessment import Assessment, decode, encode
from msc_trials.extraction.facts import MSC_CLASSES
from msc_trials.knowledge.rules import topic

_TOPICS = {
    "sources": "source",
    "donor": "donor",
    "manipulation": "preparation",
    "comparator": "comparator",
    "primary_kind": "primary_kind",
    "evidence_use": "evidence_use",
}
"""Topics of the codes that a field may hold."""
_LARGEST = 2**63
"""A whole number may be too large to become a float."""


def number_of(nct_id: str) -> int:
    """The number of an NCT number: its key in a store."""
    return int(nct_id[3:])


def nct_id_of(number: int) -> str:
    """The NCT number of a key."""
    return f"NCT{number:08d}"


def packed(value: Any) -> bytes:
    """A JSON value as it lies in a store; ASCII, so that any text (halves of surrogate pairs too) survives."""
    return zlib.compress(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"))


def unpacked(data: bytes) -> Any:
    """The value of ``packed``. Raises ``zlib.error`` or ``ValueError`` when it is damaged."""
    return json.loads(zlib.decompress(data))


def line_of(assessment: Assessment) -> str:
    """An assessment as one line of JSON."""
    body = json.dumps(encode(assessment), ensure_ascii=False, separators=(",", ":"))
    return " ".join(body.splitlines())


def assessment_of(line: str, *, foreign: bool = False) -> Assessment:
    """The assessment of ``line_of``; every value of a foreign file is checked. Raises ``SnapshotError``."""
    with readable("the snapshot", "Update msc-trials, or make the file again."):
        found = decode(json.loads(line))
        return checked(found) if foreign else found


def body_of(assessment: Assessment, extra: dict[str, Any]) -> bytes:
    """An assessment, packed, with columns of the table ``trials`` that it does not hold."""
    return packed([encode(assessment), extra])


def opened_body(body: bytes) -> tuple[Assessment, dict[str, Any]]:
    """The assessment and the further columns of ``body_of``. Raises ``SnapshotError`` when they cannot be read."""
    with readable("the store", "Make the store again."):
        row, extra = unpacked(body)
        return checked(decode(row)), extra


@contextmanager
def readable(what: str, hint: str) -> Iterator[None]:
    """What cannot be read inside, as ``SnapshotError``."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"A row of {what} cannot be read: {error}.", hint=hint) from error


def checked(assessment: Assessment) -> Assessment:
    """The assessment itself. Raises ``TypeError`` or ``ValueError`` when a value is not what it should be."""
    for name, kind in fields_of(Assessment).items():
        if not fits(kind, getattr(assessment, name)):
            raise TypeError(f"{name} has a value of the wrong type")
    codes = {name: topic(of).keys() for name, of in _TOPICS.items()} | {"msc_class": set(MSC_CLASSES)}
    for name, known in codes.items():
        value = getattr(assessment if hasattr(assessment, name) else assessment.given, name)
        for code in value if isinstance(value, tuple) else (value,):
            if code not in known:
                raise ValueError(f"{name} has the unknown value {str(code)[:40]!r}")
    return assessment


def fits(kind: Any, value: Any) -> bool:
    """Whether a value is of its type, with all values in it; numbers are finite."""
    origin, inside = _parts(kind)
    if origin is typing.Union:
        return any(fits(option, value) for option in inside)
    if origin is typing.Literal:
        return value in inside
    if origin is tuple and isinstance(value, tuple):
        kinds = inside[:1] * len(value) if inside[1:] == (...,) else inside
        return len(kinds) == len(value) and all(map(fits, kinds, value))
    if origin is dict and isinstance(value, dict):
        return all(fits(one, part) for pair in value.items() for one, part in zip(inside, pair, strict=True))
    if origin is dataclasses.dataclass:
        return type(value) is kind and all(fits(one, getattr(value, name)) for name, one in inside)
    if origin is enum.Enum:
        return isinstance(value, kind)
    if type(value) in (int, float) and not (abs(value) < _LARGEST and math.isfinite(value)):
        return False
    return kind is Any or type(value) in inside


@cache
def _parts(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """What kind of type it is, and what is inside it; of a plain one the types its values may have."""
    origin = typing.get_origin(kind)
    if origin is not None:
        return typing.Union if origin is types.UnionType else origin, typing.get_args(kind)
    if hasattr(kind, "__dataclass_fields__"):
        return dataclasses.dataclass, tuple(fields_of(kind).items())
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return enum.Enum, ()
    return None, (int, float) if kind is float else (kind,)


@cache
def fields_of(kind: Any) -> dict[str, Any]:
    """The types of the fields of a dataclass."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
