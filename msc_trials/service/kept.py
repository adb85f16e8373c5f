"""What was read from single studies, kept so that only studies that changed are read again.

Kept under the NCT number with a digest of the record and of the rules, data files and version that read it. The day of
the registry's data, which every record carries and which changes daily, is not part of the digest.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

from msc_trials.errors import CacheError, RecordError
from msc_trials.evidence.assessment import Assessment, decode, encode
from msc_trials.local.fingerprint import rules_fingerprint
from msc_trials.registry.cache import STUDY, ResultCache
from msc_trials.registry.result_set import day_of, nct_id_of


class KeptFacts:
    """Reads studies, or finds what was read from the same records before. Nothing is written before ``keep``.

    A ``brief`` reading leaves out how the product was given; what was read whole before serves it too.
    """

    def __init__(self, cache: ResultCache | None, *, brief: bool) -> None:
        self._cache, self._brief = cache, brief
        self._new: dict[str, bytes] = {}
        self.begun: bool = False
        """Whether studies have come."""

    def read(self, raw: Any) -> Assessment | None:
        """The assessment of a raw study, None when it cannot be read."""
        self.begun = True
        nct_id = nct_id_of(raw)
        if self._cache is None or nct_id is None:
            return self._made(raw)
        undated, day = _without_day(raw)
        digest = hashlib.sha256(rules_fingerprint().encode() + _text(undated)).hexdigest()
        stored = self._cache.get_derived(nct_id, STUDY)
        with suppress(ValueError, TypeError, KeyError, IndexError):
            known, row = json.loads(stored or "")
            if known == digest and (self._brief or "given" not in row):
                return replace(decode(row), record_date=day)
        made = self._made(raw)
        if made is not None:
            self._new[nct_id] = json.dumps([digest, encode(made)], separators=(",", ":")).encode()
        return made

    def _made(self, raw: Any) -> Assessment | None:
        from msc_trials.evidence.assess import assess
        from msc_trials.extraction import trial

        try:
            return assess(trial.parse_study(raw), brief=self._brief)
        except RecordError:
            return None

    def keep(self) -> None:
        """Store what was read; a store that cannot be written is only slower the next time."""
        if self._cache is not None and self._new:
            with suppress(CacheError):
                self._cache.put_derived(self._new, STUDY)
            self._new = {}


def _text(raw: Any) -> bytes:
    """A raw study as JSON; the quicker way cannot write halves of surrogate pairs."""
    from pydantic_core import to_json  # loaded for who reads the pages

    try:
        return to_json(raw)
    except ValueError:
        return json.dumps(raw).encode()


def _without_day(raw: Any) -> tuple[Any, str]:
    """A raw study without the day of its data, and that day; unchanged where it carries none."""
    day = day_of(raw)
    if not day:
        return raw, day
    others = {name: part for name, part in raw["derivedSection"].items() if name != "miscInfoModule"}
    return {**raw, "derivedSection": others}, day
