"""Dataclasses as small JSON values and back, each value checked by the type of its field."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import pytest

from msc_trials.registry.plain_json import from_json, to_json


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    name: str
    size: float | None = None


@dataclass(frozen=True)
class Whole:
    parts: tuple[Part, ...] = ()
    pair: tuple[str, int] = ("", 0)
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] = "a"
    flag: bool = False
    first: Part | None = Part("first")
    counts: dict[str, int] = field(default_factory=dict)


FULL = Whole((Part("x", 1.5), Part("y")), ("z", 3), Colour.RED, "b", True, None, {"k": 2})


@pytest.mark.parametrize("whole", [Whole(), FULL])
def test_what_is_written_is_read_back_equal(whole: Whole) -> None:
    assert from_json(Whole, to_json(whole)) == whole


def test_default_values_are_left_out() -> None:
    assert to_json(Whole()) == {}
    assert to_json(Whole(first=None, parts=(Part("x"),))) == {"first": None, "parts": [{"name": "x"}]}


@pytest.mark.parametrize(
    "row",
    [
        [],
        {"unknown": 1},
        {"parts": [{"size": 1.0}]},
        {"parts": [{"name": 5}]},
        {"parts": {"name": "x"}},
        {"parts": [{"name": "x", "size": math.nan}]},
        {"parts": [{"name": "x", "size": 10**30}]},
        {"parts": [{"name": "x", "size": True}]},
        {"pair": ["z"]},
        {"pair": ["z", 1.0]},
        {"colour": "blue"},
        {"kind": "c"},
        {"flag": 1},
        {"first": "x"},
        {"counts": {"k": "2"}},
    ],
)
def test_a_value_of_another_type_is_refused(row: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_json(Whole, row)


def test_the_error_names_the_place() -> None:
    with pytest.raises(ValueError, match="parts: name: '5' has the wrong type"):
        from_json(Whole, {"parts": [{"name": 5}]})
