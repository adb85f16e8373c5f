"""Work on all cores with a bounded number of tasks under way, results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

from msc_trials.errors import SnapshotError
from msc_trials.registry.files import Closing

_T = TypeVar("_T")
_R = TypeVar("_R")

_PER_WORKER = 2
"""Tasks under way per worker: one it works on and one that waits for it."""


class Workers(Closing):
    """``jobs`` processes, started when first needed; with one job the work is done in this process.

    They are started afresh (``spawn``), the same on every platform, and end when this process does, however it ends.
    """

    def __init__(self, jobs: int) -> None:
        self.most: int = jobs * _PER_WORKER if jobs > 1 else 1
        """Most tasks under way; the bound of memory."""
        spawned = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(jobs, spawned, _begin) if jobs > 1 else _Here()

    def close(self) -> None:
        """End the processes; tasks that were not begun are dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def each(self, function: Callable[..., _R], tasks: Iterator[tuple[_T, tuple[Any, ...]]]) -> Iterator[tuple[_T, _R]]:
        """Call ``function`` for each task (its name and the arguments); names with results, in order.

        When ``tasks`` fails with ``SnapshotError``, the results of the tasks before it come first.
        """
        under_way: deque[tuple[_T, Future[_R]]] = deque()
        fault: SnapshotError | None = None
        more = True
        while more or under_way:
            while more and len(under_way) < self.most:
                try:
                    name, arguments = next(tasks)
                except StopIteration:
                    more = False
                except SnapshotError as error:
                    more, fault = False, error
                else:
                    under_way.append((name, self._executor.submit(function, *arguments)))
            if under_way:
                name, future = under_way.popleft()
                yield name, future.result()
        if fault is not None:
            raise fault


class _Here(Executor):
    """Does the work at once in this process."""

    def submit(self, fn: Callable[..., _R], /, *args: Any, **kwargs: Any) -> Future[_R]:
        future: Future[_R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _begin() -> None:
    """Leave interrupts to the parent, and do not outlive it: a killed parent cannot stop it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
