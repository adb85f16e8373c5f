"""A lock between threads and processes that the system releases when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        # Released here and not by closing: a process forked meanwhile holds the same open file.
        fcntl.flock(handle, fcntl.LOCK_UN)


_NAP = 0.02


@contextmanager
def locked(path: Path, seconds: float, sleep: Callable[[float], None] = time.sleep) -> Iterator[bool]:
    """Hold the lock ``path`` inside; False when another holder kept it for ``seconds``. Raises ``OSError``.

    Every call opens the file again, so that threads exclude each other like processes and a fork inherits no lock. The file
    is left: removing it would let a third caller lock another file of the same name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        held = _acquired(handle, time.monotonic() + seconds, sleep)
        try:
            yield held
        finally:
            if held:
                _release(handle)
    finally:
        os.close(handle)


def _acquired(handle: int, deadline: float, sleep: Callable[[float], None]) -> bool:
    while True:
        try:
            _try(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= deadline:
                return False
            sleep(_NAP)
        else:
            return True
