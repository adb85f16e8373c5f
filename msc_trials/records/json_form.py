"""Result objects as JSON objects and back, and how they show themselves in notebooks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from msc_trials.errors import QueryError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class JsonForm:
    """A dataclass with ``to_dict`` and ``from_dict``. Fields named in ``_NOT_IN_JSON`` are left out and come back empty."""

    __slots__ = ()
    _NOT_IN_JSON: ClassVar[dict[str, Any]] = {}

    def to_dict(self) -> dict[str, Any]:
        """A JSON object that holds every field by name, without loss; ``from_dict`` makes an equal object of it."""
        made: dict[str, Any] = _adapter(type(self)).dump_python(self, mode="json", exclude=self._NOT_IN_JSON)
        return made

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The object of ``to_dict``, also after a way through JSON. Raises ``QueryError`` when it is none."""
        from pydantic import ValidationError

        try:
            found: Self = _adapter(cls).validate_python(row)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "the whole"
            raise not_a_form(cls, f"{where}: {first['msg']}") from error
        return found


def not_a_form(cls: type[Any], why: str) -> QueryError:
    """The error for a document that is none of a class."""
    return QueryError(
        f"This is not the JSON form of {cls.__name__} ({why}).",
        hint=f"{cls.__name__}.to_dict() makes it; the documents of the command line (--json) are others.",
    )


def _made(cls: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(cls)


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(_made)
"""What writes and reads a class; made when first needed, because it takes a moment."""

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
