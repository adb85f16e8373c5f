"""``Ahead``: the next item is made in a thread while the caller works on the one before."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, TypeVar

_T = TypeVar("_T")
_NAP = 0.5
"""Seconds after which a waiting caller wakes to see whether it was interrupted; some systems cannot wake it."""


class _GivenUpError(Exception):
    """The caller wants no more."""


class Ahead(Generic[_T]):
    """Items of ``make(pause)``, in order, one ahead. Use as a context manager: leaving it ends the thread.

    ``make`` calls ``pause()`` when it has what it must wait for and is about to take memory for an item; the call comes
    back when the caller has asked for that item and so is done with the one before. An exception in ``make`` is raised
    where its item would have come.
    """

    def __init__(self, make: Callable[[Callable[[], None]], Iterator[_T]]) -> None:
        self._make = make
        self._wanted = threading.Semaphore(0)
        self._made: queue.SimpleQueue[tuple[list[_T], BaseException | None]] = queue.SimpleQueue()
        self._given_up = self._granted = False
        self._thread = threading.Thread(target=self._work, name="msc_trials ahead", daemon=True)

    def __enter__(self) -> Iterator[_T]:
        self._thread.start()
        return self._items()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._given_up = True
        self._wanted.release()

    def _items(self) -> Iterator[_T]:
        while True:
            self._wanted.release()
            made, error = self._next()
            if error is not None:
                raise error
            if not made:
                return
            yield made.pop()  # nothing here holds it while the caller works on it

    def _next(self) -> tuple[list[_T], BaseException | None]:
        while True:
            try:
                return self._made.get(timeout=_NAP)
            except queue.Empty:
                continue

    def _work(self) -> None:
        try:
            for item in self._make(self._pause):
                self._pause()
                self._granted = False
                self._made.put(([item], None))
                del item
        except _GivenUpError:
            pass
        except BaseException as error:  # raised again where the caller waits for the item
            self._made.put(([], error))
        else:
            self._made.put(([], None))

    def _pause(self) -> None:
        """Wait until the item now being made is wanted; however often it is called for one item."""
        if not self._granted:
            self._wanted.acquire()
            self._granted = True
        if self._given_up:
            raise _GivenUpError
