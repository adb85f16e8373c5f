"""Write and read files safely (a file is replaced whole or not at all, a device is written to), and locks between processes."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_OPEN_FILE = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,6})")
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


class Closing:
    """Something that is closed at the end of a ``with`` statement."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back what is held."""


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to the file at ``path``. Raises ``OSError``.

    A regular file is replaced in one step: links are followed, mode and owner kept. Devices, pipes, open files
    (``/dev/stdout``, ``/dev/fd/3``) and files with several names are opened and written.
    """
    number = _open_file(path)
    if number is not None:
        with os.fdopen(os.dup(number), "wb") as out:
            out.write(data)
        return
    target = Path(os.path.realpath(path))
    try:
        found = target.stat()
    except FileNotFoundError:
        _replace(target, data, None)
        return
    if (
        not stat.S_ISREG(found.st_mode)
        or found.st_nlink > 1
        or (hasattr(os, "geteuid") and os.geteuid() not in (0, found.st_uid))
    ):
        target.write_bytes(data)
        return
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    try:
        _replace(target, data, found)
    except PermissionError:  # its folder takes no new files, but the file itself may be written
        target.write_bytes(data)


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most ``most`` bytes. Raises ``OSError``.

    A pipe or device in its place would be waited for, or read, without end.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | _CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "it is too large", str(path))
    return data


def _open_file(path: Path) -> int | None:
    """The number of the open file that ``path`` names, None for any other path."""
    text = os.path.normpath(path)
    match = _OPEN_FILE.fullmatch(text)
    return int(match[1]) if match else _STREAMS.get(text)


def _replace(path: Path, data: bytes, old: os.stat_result | None) -> None:
    """Write next to ``path`` and move into its place."""
    name = path.with_name(f".{path.name[:80]}.{os.urandom(6).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | _CLOEXEC
    handle = os.open(name, flags, 0o666 if old is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            if old is not None and hasattr(os, "fchmod"):
                made = os.fstat(handle)
                if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
                    os.fchown(handle, old.st_uid, old.st_gid)
                os.fchmod(handle, stat.S_IMODE(old.st_mode))
            out.write(data)
        name.replace(path)
    except BaseException:
        name.unlink(missing_ok=True)
        raise


if sys.platform == "win32":
    import msvcrt

    _TAKE, _RELEASE = msvcrt.LK_NBLCK, msvcrt.LK_UNLCK

    def _lock(handle: int, how: int) -> None:
        msvcrt.locking(handle, how, 1)
else:
    import fcntl

    _TAKE, _RELEASE = fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_UN
    _lock = fcntl.flock


_NAP = 0.02


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[bool]:
    """Hold the lock ``path`` inside; False when another holder kept it for ``seconds``. Raises ``OSError``.

    Every call opens the file again, so that threads exclude each other like processes and a fork inherits no lock. The file
    is left: removing it would let a third caller lock another file of the same name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    deadline = time.monotonic() + seconds
    with ExitStack() as at_the_end:
        at_the_end.callback(os.close, handle)
        while not (held := _is_locked(handle)) and time.monotonic() < deadline:
            time.sleep(_NAP)
        if held:
            # Released here and not by closing: a process forked meanwhile holds the same open file.
            at_the_end.callback(_lock, handle, _RELEASE)
        yield held


def _is_locked(handle: int) -> bool:
    try:
        _lock(handle, _TAKE)
    except (BlockingIOError, PermissionError):
        return False
    return True
