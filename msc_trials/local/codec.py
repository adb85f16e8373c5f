"""How trials are written in the files of a snapshot or a store, which anybody could have made.

Imports none of the reading rules."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msc_trials.errors import SnapshotError
from msc_trials.evidence.assessment import Assessment
from msc_trials.extraction.facts import MSC_CLASSES
from msc_trials.knowledge.rules import topic
from msc_trials.registry.plain_json import from_json, to_json

_TOPICS = {
    "sources": "source",
    "donor": "donor",
    "manipulation": "preparation",
    "comparator": "comparator",
    "primary_kind": "primary_kind",
    "evidence_use": "evidence_use",
}
"""Topics of the codes that a field may hold."""


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
    body = json.dumps(to_json(assessment), ensure_ascii=False, separators=(",", ":"))
    return " ".join(body.splitlines())


def assessment_of(line: str, *, foreign: bool = False) -> Assessment:
    """The assessment of ``line_of``; the codes of a foreign file are checked. Raises ``SnapshotError``."""
    with readable("the snapshot", "Update msc-trials, or make the file again."):
        found = from_json(Assessment, json.loads(line))
        return checked(found) if foreign else found


def body_of(assessment: Assessment, extra: dict[str, Any]) -> bytes:
    """An assessment, packed, with columns of the table ``trials`` that it does not hold."""
    return packed([to_json(assessment), extra])


def opened_body(body: bytes) -> tuple[Assessment, dict[str, Any]]:
    """The assessment and the further columns of ``body_of``. Raises ``SnapshotError`` when they cannot be read."""
    with readable("the store", "Make the store again."):
        row, extra = unpacked(body)
        return checked(from_json(Assessment, row)), extra


@contextmanager
def readable(what: str, hint: str) -> Iterator[None]:
    """What cannot be read inside, as ``SnapshotError``."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"A row of {what} cannot be read: {error}.", hint=hint) from error


def checked(assessment: Assessment) -> Assessment:
    """The assessment itself. Raises ``ValueError`` when one of its codes is unknown."""
    codes = {name: topic(of).keys() for name, of in _TOPICS.items()} | {"msc_class": set(MSC_CLASSES)}
    for name, known in codes.items():
        value = getattr(assessment if hasattr(assessment, name) else assessment.given, name)
        for code in value if isinstance(value, tuple) else (value,):
            if code not in known:
                raise ValueError(f"{name} has the unknown value {str(code)[:40]!r}")
    return assessment
