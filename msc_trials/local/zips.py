"""Zip archives of any number of files in constant memory: the directory is read step by step, members stay packed.

``zipfile`` holds the whole directory (measured: 335 MB for 600,000 files). Here a place in the directory is a byte offset,
so that reading can go on from any place at once, and members are handed over packed, to be unpacked later.
Source of the layout: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msc_trials.errors import SnapshotError

LARGEST = 64_000_000
"""Longest document read, unpacked, in bytes; the longest of the registry has about 10 million."""

_END = struct.Struct("<4s4H2LH")
_END64_PLACE = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL32 = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_LONGEST_COMMENT = 65_535
_MOST_RATIO, _SMALL = 60, 1_000_000_000
"""An archive that unpacks to more than ``_SMALL`` bytes may be so many times its packed size; the registry's is about 5 times."""
_HINT = "Get it again."


class Packed(NamedTuple):
    """One document as it lies in its archive. ``crc`` and ``size`` are those of the unpacked bytes, None when unknown."""

    data: bytes
    deflated: bool = False
    crc: int | None = None
    size: int | None = None


UNREADABLE = Packed(b"")
"""In place of a document that cannot be read from its archive; ``unpack`` refuses it."""


def unpack(item: Packed) -> bytes:
    """The bytes of a document. Raises ``ValueError`` when it is empty, damaged, longer than ``LARGEST`` or than announced."""
    data = item.data
    most = LARGEST if item.size is None else min(LARGEST, item.size)
    if item.deflated:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(data, most + 1)
        except zlib.error as error:
            raise ValueError("damaged") from error
        if not inflater.eof and len(data) <= most:
            raise ValueError("cut")
    if not data or len(data) > most:
        raise ValueError("empty or too long")
    if item.crc is not None and zlib.crc32(data) != item.crc:
        raise ValueError("damaged")
    return data


class _Directory(NamedTuple):
    start: int
    size: int
    shift: int
    """Bytes before the archive proper; every offset in it is too small by as much."""


def check_ratio(path: Path, unpacked: int, packed: int) -> None:
    """Raise ``SnapshotError`` for an archive that unpacks to far more than any registry's: it could keep us for days."""
    if unpacked > max(_SMALL, _MOST_RATIO * packed):
        what = f"{path} unpacks to more than {_MOST_RATIO} times its size and was not read on."
        raise SnapshotError(what, hint="Look at the file.")


def directory_size(path: Path) -> int:
    """Length of the directory in bytes: the unit of ``members``. Raises ``SnapshotError`` for a file that is not a zip."""
    with path.open("rb") as handle:
        return _directory(handle, path).size


def members(path: Path, position: int = 0) -> Iterator[tuple[Packed, int]]:
    """Members named ``*.json`` (in small or capital letters) in the order of the directory, each with the place in it after them.

    A member that cannot be had is ``UNREADABLE``. Raises ``SnapshotError`` when the archive has no usable directory, or when
    its members overlap or unpack to so much that they were made to keep us busy.
    """
    packed = unpacked = 0
    with path.open("rb", buffering=1 << 16) as listing, path.open("rb", buffering=1 << 20) as contents:
        directory = _directory(listing, path)
        listing.seek(directory.start + position)
        while position < directory.size:
            head = listing.read(_ENTRY.size)
            if len(head) < _ENTRY.size or not head.startswith(b"PK\1\2"):
                raise SnapshotError(f"The directory of {path} is damaged.", hint=_HINT)
            entry = _ENTRY.unpack(head)
            rest = listing.read(entry[10] + entry[11] + entry[12])
            name, extra = rest[: entry[10]], rest[entry[10] : entry[10] + entry[11]]
            position += len(head) + len(rest)
            if name.lower().endswith(b".json") and not name.startswith(b"__MACOSX/"):
                member = _member(contents, entry, extra, directory)
                packed, unpacked = packed + len(member.data), unpacked + min(member.size or 0, LARGEST)
                check_ratio(path, unpacked, packed)
                if packed > directory.start:
                    raise SnapshotError(f"The members of {path} overlap.", hint=_HINT)
                yield member, position


def _member(contents: BinaryIO, entry: tuple[int, ...], extra: bytes, directory: _Directory) -> Packed:
    flags, method, crc = entry[3], entry[4], entry[7]
    packed, size, offset = _sizes((entry[8], entry[9], entry[16]), extra)
    start = offset + directory.shift
    if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED) or packed > LARGEST or start >= directory.start:
        return UNREADABLE
    contents.seek(start)
    head = contents.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
        return UNREADABLE
    local = _LOCAL.unpack(head)
    contents.seek(local[9] + local[10], 1)
    data = contents.read(packed)
    return Packed(data, method == _DEFLATED, crc, size) if len(data) == packed else UNREADABLE


def _sizes(values: tuple[int, int, int], extra: bytes) -> tuple[int, int, int]:
    """Packed size, size and offset; those that do not fit into 32 bits are in the extra field 1, in another order."""
    packed, size, offset = values
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 1:
            wide = [value for (value,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
            size = wide.pop(0) if size == _FULL32 and wide else size
            packed = wide.pop(0) if packed == _FULL32 and wide else packed
            offset = wide.pop(0) if offset == _FULL32 and wide else offset
    return packed, size, offset


def _directory(handle: BinaryIO, path: Path) -> _Directory:
    length = handle.seek(0, 2)
    handle.seek(max(0, length - _END.size - _LONGEST_COMMENT))
    tail = handle.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) - place < _END.size:
        raise SnapshotError(f"{path} is not a zip archive, or it is cut: its directory is missing.", hint=_HINT)
    end = length - len(tail) + place
    size, start = _END.unpack_from(tail, place)[5:7]
    last = end
    if end >= _END64_PLACE.size:
        handle.seek(end - _END64_PLACE.size)
        signature, _, place64, _ = _END64_PLACE.unpack(handle.read(_END64_PLACE.size))
        if signature == b"PK\6\7":
            # At the end, or, when it is longer than usual, where the archive says (unless bytes stand before the archive).
            for last in (end - _END64_PLACE.size - _END64.size, min(place64, end)):
                handle.seek(max(0, last))
                wide = _END64.unpack(handle.read(_END64.size).ljust(_END64.size, b"\0"))
                if wide[0] == b"PK\6\6":
                    break
            else:
                raise SnapshotError(f"The directory of {path} is damaged.", hint=_HINT)
            size, start = wide[8], wide[9]
    shift = last - size - start
    if shift < 0:
        raise SnapshotError(f"{path} is cut: parts of its directory are missing.", hint=_HINT)
    return _Directory(start + shift, size, shift)
