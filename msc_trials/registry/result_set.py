"""``ResultSet``: every study that answers one question, whole, with where and when it came from."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from msc_trials.errors import MisuseError, QueryError, ResponseError

Study = dict[str, Any]
"""A study as the API sends it (JSON object)."""

Reader: TypeAlias = Callable[[Study], Any]
"""What is made of each study while its page is at hand."""

Found: TypeAlias = dict[tuple[bool, Any], Any]
"""What was made of each study, under its NCT number; of those without one, under their places, which come last."""

MAX_BYTES = 64_000_000
"""Largest page accepted, unpacked, in bytes; 750 studies with all their results have about 43 million."""
_MOST_RATIO, _SMALL = 60, 4_000_000
"""A page larger than ``_SMALL`` may be so many times its packed size; the registry's are 4 to 10 times."""
_MOST_PARTS, _MOST_VALUES = 1_200_000, 4_000_000
"""Objects and lists, and values, in a page: memory follows their number. Such 750 studies have half of it."""
_DEEPEST = 64

_ADDRESS = "Check the API address."
_SLICE = 1 << 18
_STRINGS_AND_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_NCT = re.compile(
    r"(?:(?:https?://)?(?:www\.|classic\.)?clinicaltrials\.gov/(?:[\w-]+/)*)?NCT(?!0{8})(\d{8})(?:[/?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
"""A number alone or in an address of the registry, as people paste it."""
_NCT_INSIDE = re.compile(r"(?<![a-z])NCT(\d{8})(?!\d)", re.IGNORECASE | re.ASCII)
_DIGITS = re.compile(r"(\d{8})", re.ASCII)
_TOO_SHORT = re.compile(r"NCT\d{1,7}", re.IGNORECASE | re.ASCII)


def as_sent(study: Study) -> Study:
    """The ``Reader`` that keeps the study as it is."""
    return study


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a result set came from. Times are UTC; ``data_timestamp`` is the registry's own date of its data.

    ``source`` is live, cache, snapshot (the bundled one), snapshot_file or store, the last two found at ``path``; ``left_out`` is
    the part of the question that the registry refused as too long; ``stale`` says that a newer answer was wanted and could not
    be had, ``cause`` why; ``total`` counts studies, ``requests`` the HTTP requests made (0 when the answer was stored).
    """

    source: str
    url: str
    data_timestamp: str
    api_version: str
    retrieved_at: str
    total: int
    requests: int = 0
    stale: bool = False
    cause: str = ""
    path: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class ResultSet:
    """Raw studies, each NCT number once, sorted by it. Made by ``Client``. ``pages`` are the API's pages, gzip-packed
    as they came; ``studies`` unpacks them when first read."""

    provenance: Provenance
    sha256: str
    """Digest of the pages; the same digest means the same studies."""
    pages: tuple[bytes, ...] = field(default=(), repr=False)
    at_hand: tuple[Reader, tuple[Any, ...]] | None = field(default=None, repr=False, compare=False)
    """What a reader made of each study, where they have been read already."""

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """The studies as the API sent them. Raises ``ResponseError`` if a stored page cannot be read."""
        return self.read(as_sent)

    def read(self, read: Reader) -> tuple[Any, ...]:
        """What ``read`` makes of each study, sorted by NCT number, with one page at a time in memory.

        Nothing is read again if they were fetched with the same ``read``. Raises as ``studies``.
        """
        if self.at_hand and self.at_hand[0] == read:
            return self.at_hand[1]
        if self.at_hand and self.at_hand[0] is as_sent:
            return tuple(map(read, self.at_hand[1]))
        found: Found = {}
        for page in self.pages:
            gather(read_document(unpack(page)), read, found)
        return in_order(found)

    def __len__(self) -> int:
        """Number of studies."""
        return self.provenance.total


def digest(pages: Iterable[bytes]) -> str:
    """SHA-256 over packed pages, in hexadecimal."""
    from hashlib import sha256  # it loads OpenSSL; local data have no pages

    total = sha256()
    for page in pages:
        total.update(len(page).to_bytes(8, "big"))
        total.update(page)
    return total.hexdigest()


def unpack(page: bytes, limit: int = MAX_BYTES) -> bytes:
    """Bytes of a gzip-packed page. Raises ``ResponseError`` when it is cut, damaged or larger than ``limit``."""
    limit = min(limit, max(_SMALL, _MOST_RATIO * len(page)))
    inflater = zlib.decompressobj(wbits=31)
    text = io.BytesIO()  # grows in place; unpacking in one call needs twice the memory for a moment
    packed = memoryview(page)
    try:
        for start in range(0, len(packed), _SLICE):
            text.write(inflater.decompress(packed[start : start + _SLICE], limit + 1 - text.tell()))
            if text.tell() > limit:
                raise too_large(limit)
    except zlib.error as error:
        raise ResponseError("A packed response is damaged.", hint="Try again in a minute.", cut=True) from error
    if not inflater.eof:
        raise ResponseError("A response was cut off.", hint="Try again in a minute.", cut=True)
    return text.getvalue()


def too_large(limit: int) -> ResponseError:
    """The error for a response of more bytes than are read."""
    hint = "Ask a narrower question, or raise max_bytes if the size is expected."
    return ResponseError(f"A response is larger than {limit:,} bytes and was not read on.", hint=hint)


def has_too_many_parts(text: bytes) -> bool:
    """Whether a JSON text has so many values that it would fill the memory."""
    return text.count(b"{") + text.count(b"[") > _MOST_PARTS or text.count(b",") > _MOST_VALUES


def read_document(text: bytes) -> Any:
    """The JSON document in ``text``. Raises ``ResponseError`` when it is not JSON or is nested beyond reason."""
    from pydantic_core import from_json  # loaded when there is something to read

    if has_too_many_parts(text):
        raise ResponseError("A response has too many parts to be an answer of the registry.", hint=_ADDRESS)
    # It is faster than json and needs half the memory; what it refuses, json decides about.
    with suppress(ValueError):
        return from_json(text)
    try:
        return json.loads(_without_depths(text))
    except RecursionError:
        raise ResponseError("A response is nested too deeply to be an answer of the registry.", hint=_ADDRESS) from None
    except ValueError as error:
        raise ResponseError("A response is not valid JSON.", hint="Try again in a minute.", cut=True) from error


def _without_depths(text: bytes) -> bytes:
    """The JSON ``text`` with null for everything nested deeper than any record is, so that it costs its record only."""
    parts, kept, depth = [], 0, 0
    for match in _STRINGS_AND_BRACKETS.finditer(text):
        sign = match[0][:1]
        if sign in b"{[":
            depth += 1
            if depth == _DEEPEST + 1:
                parts.append(text[kept : match.start()])
        elif sign in b"}]":
            if depth == _DEEPEST + 1:
                parts.append(b"null")
                kept = match.end()
            depth -= 1
    return b"".join((*parts, text[kept:]))


def gather(document: Any, read: Reader, found: Found) -> None:
    """Add what ``read`` makes of the studies of a page; each NCT number is read once, the first time it comes.

    A study without a readable NCT number is kept, at the end: reading it counts it as a problem.
    """
    for study in studies_of(document):
        nct_id = nct_id_of(study)
        key = (nct_id is None, len(found) if nct_id is None else nct_id)
        if key not in found:
            found[key] = read(study)


def in_order(found: Found) -> tuple[Any, ...]:
    """What was made of each study, sorted by NCT number."""
    return tuple(found[key] for key in sorted(found))


def normalize_nct_id(text: str) -> str:
    """``" nct01041001 "``, or an address of the registry with it, as ``NCT01041001``. Raises ``QueryError`` for what is
    none; a missing digit is not filled up: another trial may have the number that results."""
    if not isinstance(text, str):
        hint = "Write it as text: NCT and eight digits, as in NCT01041001."
        raise MisuseError(f"An NCT number is a text, not {type(text).__name__} ({str(text)[:40]}).", hint=hint)
    match = _NCT.fullmatch(text.strip())
    if match is None:
        inside = nct_id_inside(text)
        hint = "It is NCT and eight digits, as in NCT01041001."
        if inside:
            hint = f"Give the number alone: {inside}."
        elif _TOO_SHORT.fullmatch(text.strip()):
            hint = "Eight digits are needed after NCT, as in NCT01041001."
        raise QueryError(f"{text.strip()[:40]!r} is not an NCT number.", hint=hint)
    return f"NCT{match[1]}"


def nct_id_inside(text: str) -> str:
    """The first NCT number in a longer text, or that of eight digits alone; empty for none.

    >>> nct_id_inside("is nct01041001 any good"), nct_id_inside("NCT0104100")
    ('NCT01041001', '')
    """
    inside = _NCT_INSIDE.search(text) or _DIGITS.fullmatch(text.strip())
    return f"NCT{inside[1]}" if inside and _NCT.fullmatch(f"NCT{inside[1]}") else ""


def value_at(node: Any, *names: str) -> Any:
    """What a raw study holds at a place, None where it holds nothing.

    >>> value_at({"protocolSection": {"statusModule": 3}}, "protocolSection", "statusModule", "overallStatus") is None
    True
    """
    for name in names:
        node = node.get(name) if isinstance(node, dict) else None
    return node


def studies_of(document: Any) -> list[Any]:
    """The studies of a page (``{"studies": [...]}``), or the single study that the document is."""
    found: list[Any] = document["studies"] if isinstance(document, dict) and "studies" in document else [document]
    return found


def nct_id_of(study: Any) -> str | None:
    """The NCT number of a raw study, None when it has none."""
    nct_id = value_at(study, "protocolSection", "identificationModule", "nctId")
    return nct_id if isinstance(nct_id, str) else None


def aliases_of(study: Any) -> tuple[str, ...]:
    """Obsolete NCT numbers under which the study was once known."""
    aliases = value_at(study, "protocolSection", "identificationModule", "nctIdAliases")
    return tuple(a for a in aliases if isinstance(a, str)) if isinstance(aliases, list) else ()


def day_of(study: Any) -> str:
    """The day of the registry's data that the study carries, empty when it carries none."""
    day = value_at(study, "derivedSection", "miscInfoModule", "versionHolder")
    return day if isinstance(day, str) else ""


def canonical_ids(nct_ids: Iterable[str], studies: Iterable[Study]) -> dict[str, str | None]:
    """Which study each NCT number asked for leads to: itself, the record that replaced it, or None when unknown."""
    named = [(nct_id, study) for study in studies if (nct_id := nct_id_of(study)) is not None]
    leads = {alias: nct_id for nct_id, study in named for alias in aliases_of(study)}
    leads |= {nct_id: nct_id for nct_id, _ in named}
    return {nct_id: leads.get(nct_id) for nct_id in map(normalize_nct_id, nct_ids)}
