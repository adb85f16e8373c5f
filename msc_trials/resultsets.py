"""``ResultSet``: every study that answers one question, whole, with where and when it came from."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from msc_trials.errors import ResponseError

Study = dict[str, Any]
"""A study as the API sends it (JSON object)."""

MAX_BYTES = 200_000_000
"""Largest page accepted, unpacked, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a result set came from. Times are UTC; ``data_timestamp`` is the registry's own date of its data.

    ``source`` is live, cache, snapshot (the bundled one), snapshot_file or store, the last two at the path ``place``; ``stale`` says that a newer answer was wanted and could not be had, ``cause``
    why; ``total`` counts studies, ``requests`` the HTTP requests made for this answer (0 when it was stored).
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
    place: str = ""


@dataclass(frozen=True)
class ResultSet:
    """Raw studies, each NCT number once, sorted by it. Made by ``Client``; ``ResultSet.of`` makes one from studies.

    ``pages`` are the API's pages, gzip-packed as they came; ``studies`` unpacks them when first read, so that a
    caller who has what it needs under ``sha256`` never pays for it.
    """

    provenance: Provenance
    sha256: str
    """Digest of the pages; the same digest means the same studies."""
    pages: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, studies: Iterable[Study], provenance: Provenance) -> ResultSet:
        """A result set of studies already at hand."""
        text = json.dumps({"studies": list(studies)}, ensure_ascii=True, separators=(",", ":"))
        return cls.packed((gzip.compress(text.encode("ascii"), 1, mtime=0),), provenance)

    @classmethod
    def packed(
        cls, pages: tuple[bytes, ...], provenance: Provenance, studies: tuple[Study, ...] | None = None
    ) -> ResultSet:
        """A result set of packed pages; ``studies`` are theirs where they have been unpacked already."""
        made = cls(provenance, digest(pages), pages)
        if studies is not None:
            vars(made)["studies"] = studies
        return made

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """The studies as the API sent them. Raises ``ResponseError`` if a stored page cannot be read."""
        return collect(read_document(unpack(page)) for page in self.pages)

    def __len__(self) -> int:
        """Number of studies."""
        return self.provenance.total


def digest(pages: Iterable[bytes]) -> str:
    """SHA-256 over packed pages, in hexadecimal."""
    total = hashlib.sha256()
    for page in pages:
        total.update(len(page).to_bytes(8, "big"))
        total.update(page)
    return total.hexdigest()


def unpack(page: bytes, limit: int = MAX_BYTES) -> bytes:
    """Bytes of a gzip-packed page. Raises ``ResponseError`` when it is cut, damaged or larger than ``limit``."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        text = inflater.decompress(page, limit + 1)
    except zlib.error as error:
        raise ResponseError("A packed response is damaged.", hint="Try again in a minute.", cut=True) from error
    if len(text) > limit:
        raise ResponseError(
            f"A response is larger than {limit:,} bytes and was not read on.",
            hint="Ask a narrower question, or raise max_bytes if the size is expected.",
        )
    if not inflater.eof:
        raise ResponseError("A response was cut off.", hint="Try again in a minute.", cut=True)
    return text


def read_document(text: bytes) -> Any:
    """The JSON document in ``text``. Raises ``ResponseError`` when it is none or is nested beyond reason."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ResponseError(
            "A response is nested too deeply to be an answer of the registry.", hint="Check the API address."
        ) from error
    except ValueError as error:
        raise ResponseError("A response is not valid JSON.", hint="Try again in a minute.", cut=True) from error


def collect(documents: Iterable[Any]) -> tuple[Study, ...]:
    """Studies of pages (``{"studies": [...]}``) or of single study documents: each NCT number once, sorted by it.

    A study without a readable NCT number is kept, at the end: whoever parses it counts it as a problem.
    """
    named: dict[str, Study] = {}
    unnamed: list[Study] = []
    for document in documents:
        for study in document["studies"] if isinstance(document, dict) and "studies" in document else [document]:
            nct_id = nct_id_of(study)
            if nct_id is None:
                unnamed.append(study)
            else:
                named.setdefault(nct_id, study)
    return tuple(named[nct_id] for nct_id in sorted(named)) + tuple(unnamed)


def nct_id_of(study: Any) -> str | None:
    """The NCT number of a raw study, None when it has none."""
    nct_id = _identification(study).get("nctId")
    return nct_id if isinstance(nct_id, str) else None


def aliases_of(study: Any) -> tuple[str, ...]:
    """Obsolete NCT numbers under which the study was once known."""
    aliases = _identification(study).get("nctIdAliases")
    return tuple(a for a in aliases if isinstance(a, str)) if isinstance(aliases, list) else ()


def _identification(study: Any) -> dict[str, Any]:
    for key in ("protocolSection", "identificationModule"):
        study = study.get(key) if isinstance(study, dict) else None
    return study if isinstance(study, dict) else {}
