"""How values lie in the index: NCT numbers as numbers, JSON packed. Imports none of the reading rules."""

from __future__ import annotations

import json
import zlib
from typing import Any


def number_of(nct_id: str) -> int:
    """The number of an NCT number: its key in the index."""
    return int(nct_id[3:])


def nct_id_of(number: int) -> str:
    """The NCT number of a key."""
    return f"NCT{number:08d}"


def packed(value: Any) -> bytes:
    """A JSON value as it lies in the index; ASCII, so that any text (halves of surrogate pairs too) survives."""
    return zlib.compress(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"))


def unpacked(data: bytes) -> Any:
    """The value of ``packed``. Raises ``zlib.error`` or ``ValueError`` when it is damaged."""
    return json.loads(zlib.decompress(data))
