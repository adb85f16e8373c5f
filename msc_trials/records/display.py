"""How objects show themselves in notebooks: the package registers a function per class, so that no class imports it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_RENDERERS: dict[str, Callable[[Any], str]] = {}


def register(class_name: str, render: Callable[[Any], str]) -> None:
    """Let ``render`` make the HTML of the objects of a class."""
    _RENDERERS[class_name] = render


class ShownInNotebooks:
    """A class whose objects have an HTML form once a function is registered for it; else IPython shows the ``repr``."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        render = _RENDERERS.get(type(self).__name__)
        return None if render is None else render(self)
