"""``Connection``: what a caller brings to the connection with the registry: a session, headers, a proxy, page size, progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msc_trials.errors import MisuseError, QueryError

if TYPE_CHECKING:
    import requests

LARGEST_PAGE = 1_000
"""The API cuts larger pages to this. Source: API contract, ``pageSize``."""


@dataclass(frozen=True, slots=True)
class Connection:
    """All parts are optional. A ``session`` is used as it is and never closed; ``headers`` and ``proxy`` are for our own.

    ``progress`` is called after each page with the number of studies so far and the number in all.
    """

    session: requests.Session | None = None
    headers: dict[str, str] = field(default_factory=dict)
    proxy: str | None = None
    page_size: int | None = None
    progress: Callable[[int, int], None] | None = None

    def __post_init__(self) -> None:
        for part, fits, hint in (
            ("session", callable(getattr(self.session, "get", None)), "Give a requests.Session()."),
            ("proxy", isinstance(self.proxy, str), "Give its address, for example http://127.0.0.1:8080."),
            ("progress", callable(self.progress), "Give a function of two numbers: studies so far and in all."),
        ):
            given = getattr(self, part)
            if given is not None and not fits:
                raise MisuseError(f"{type(given).__name__} cannot be used as {part}.", hint=hint)
        if self.page_size is not None and not (isinstance(self.page_size, int) and 1 <= self.page_size <= LARGEST_PAGE):
            hint = f"Choose 1 to {LARGEST_PAGE:,}."
            raise QueryError(f"A page of {self.page_size!r} studies cannot be asked for.", hint=hint)
        if self.session is not None and (self.headers or self.proxy):
            raise QueryError("Headers and proxy are set on the session itself.", hint="Leave them out.")
