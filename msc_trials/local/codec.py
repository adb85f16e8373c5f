"""How trials lie in files: NCT numbers as numbers, JSON packed, assessments as JSON. Imports none of the reading rules."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msc_trials.errors import SnapshotError
from msc_trials.evidence.assessment import Assessment, decode, encode
from msc_trials.local.checked import checked


def number_of(nct_id: str) -> int:
    """The number of an NCT number: its key in a store."""
    return int(nct_id[3:])


def nct_id_of(number: int) -> str:
    """The NCT number of a key."""
    return f"NCT{number:08d}"


def packed(value: Any) -> bytes:
    """A JSON value as it lies in a store; ASCII, so that any text (halves of surrogate pairs too) survives."""
    return zlib.compress(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"))


def unpacked(data: bytes) -> Any:
    """The value of ``packed``. Raises ``zlib.error`` or ``ValueError`` when it is damaged."""
    return json.loads(zlib.decompress(data))


def line_of(assessment: Assessment) -> str:
    """An assessment as one line of JSON."""
    body = json.dumps(encode(assessment), ensure_ascii=False, separators=(",", ":"))
    return " ".join(body.splitlines())


def assessment_of(line: str, *, foreign: bool = False) -> Assessment:
    """The assessment of ``line_of``; every value of a foreign file is checked. Raises ``SnapshotError``."""
    with readable("the snapshot", "Update msc-trials, or make the file again."):
        found = decode(json.loads(line))
        return checked(found) if foreign else found


def body_of(assessment: Assessment, extra: dict[str, Any]) -> bytes:
    """An assessment, packed, with columns of the table ``trials`` that it does not hold."""
    return packed([encode(assessment), extra])


def opened_body(body: bytes) -> tuple[Assessment, dict[str, Any]]:
    """The assessment and the further columns of ``body_of``. Raises ``SnapshotError`` when they cannot be read."""
    with readable("the store", "Make the store again."):
        row, extra = unpacked(body)
        return checked(decode(row)), extra


@contextmanager
def readable(what: str, hint: str) -> Iterator[None]:
    """What cannot be read inside, as ``SnapshotError``."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"A row of {what} cannot be read: {error}.", hint=hint) from error
