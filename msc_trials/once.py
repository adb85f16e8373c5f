"""A property worked out when first asked and kept.

``functools.cached_property`` of Python 3.11 takes a lock each time, which costs more than many of our rules.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_V = TypeVar("_V")


class once(Generic[_V]):  # noqa: N801 - used as a decorator
    """The value replaces the property in the instance's ``__dict__``; two threads at worst work it out twice."""

    def __init__(self, read: Callable[[Any], _V]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[_V]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> _V: ...
    def __get__(self, instance: object | None, owner: type) -> once[_V] | _V:
        """The value of an instance."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._read(instance)
        return value


class Once(Generic[_V]):
    """A value worked out when first asked and kept, to be shared by those who may need it."""

    def __init__(self, read: Callable[[], _V]) -> None:
        self._read = read

    @once
    def value(self) -> _V:
        """The value; what it was read from is let go."""
        value = self._read()
        self._read = lambda: value
        return value
