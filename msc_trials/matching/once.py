"""``Once``: a value worked out when first asked and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

_V = TypeVar("_V")


class Once(Generic[_V]):
    """A value worked out when first asked and kept, to be shared by those who may need it."""

    def __init__(self, read: Callable[[], _V]) -> None:
        self._read = read

    @cached_property
    def value(self) -> _V:
        """The value; what it was read from is let go."""
        value = self._read()
        self._read = lambda: value
        return value
