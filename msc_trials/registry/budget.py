"""``Budget``: how long one question may wait for the registry, whatever it takes to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Budget:
    """How long a question may wait for the registry, from its first request to its last page; ``ends`` is when it is over.

    Time in which pages are read here is not waiting. With ``by_page`` every page has the time again.
    """

    def __init__(self, clock: Callable[[], float], seconds: float, *, by_page: bool = False) -> None:
        self._clock, self._seconds, self._by_page = clock, seconds, by_page
        self.ends: float = clock() + seconds
        self.reserve: float = 0.0
        """Seconds before the end in which no further page is asked for."""

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Somebody reads the page that came."""
        began = self._clock()
        yield
        self.ends = self._clock() + (self._seconds if self._by_page else self.ends - began)
