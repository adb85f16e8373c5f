"""What was read from studies, stored so that only studies that changed are read again.

The facts of a study are stored under its NCT number with a digest of the record and of the rules, data files and version that
read it. The day of the registry's data, which every record carries and which changes daily, is not part of the digest. The
facts of a whole answer are stored under the digest of its pages and of the rules, so that readings of other rules never mix.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msc_trials.errors import CacheError, RecordError, ResponseError
from msc_trials.evidence.assessment import Assessment
from msc_trials.local.fingerprint import rules_fingerprint
from msc_trials.registry.cache import STUDY, ResultCache
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.result_set import ResultSet, day_of, nct_id_of, unpack
from msc_trials.results.findings import Goal

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial
    from msc_trials.records.schema import Outcome

_NOT_KEPT = (ResponseError, ValueError, TypeError, KeyError, IndexError)
"""Errors of a damaged or missing row; then the record is read."""


class KeptFacts:
    """Reads studies, or finds what was read from the same records before. Nothing is written before ``keep``.

    A ``brief`` reading leaves out how the product was given, and goals but of the trials given to ``goals_of``; what was read
    whole before serves it too.
    """

    def __init__(self, cache: ResultCache | None, *, brief: bool) -> None:
        self._cache, self.brief = cache, brief
        self._digests: dict[str, str] = {}
        self._outcomes: dict[str, tuple[Outcome, ...]] = {}
        self._known: list[Assessment] = []
        self._unreadable = 0
        self._new: set[str] = set()
        """Numbers of the trials of which something was read that is not stored."""
        self._key = ""
        """Where the whole is to be stored; empty when it is."""
        self.begun: bool = False
        """Whether studies have come."""

    def read(self, raw: Any) -> Assessment | None:
        """The assessment of a raw study, None when it cannot be read."""
        self.begun = True
        nct_id = nct_id_of(raw)
        if self._cache is None or nct_id is None:
            return self._made(raw)
        undated, day = _without_day(raw)
        digest = self._digests[nct_id] = hashlib.sha256(rules_fingerprint().encode() + _text(undated)).hexdigest()
        stored = self._cache.get_derived(nct_id, STUDY)
        with suppress(*_NOT_KEPT):
            known, row = json.loads(stored or "")
            if known == digest and (self.brief or row.get("given", "default") is not None):
                return replace(from_json(Assessment, row), record_date=day)
        return self._made(raw)

    def _made(self, raw: Any) -> Assessment | None:
        from msc_trials.evidence.assess import assess

        trial = self._parsed(raw)
        if trial is None:
            return None
        self._new.add(trial.nct_id)
        return assess(trial, brief=self.brief)

    def _parsed(self, raw: Any) -> Trial | None:
        from msc_trials.extraction import trial

        with suppress(RecordError):
            read = trial.parse_study(raw)
            self._outcomes[read.nct_id] = read.primary_outcomes
            return read
        return None

    def all_of(self, result: ResultSet) -> tuple[list[Assessment], int]:
        """The assessments of an answer of the registry, and the number of its studies that cannot be read."""
        whole = f"{result.sha256}/{rules_fingerprint()}"
        own = f"{whole}/brief" if self.brief else whole
        for stored in map(self._cache.get_derived, dict.fromkeys((whole, own))) if self._cache is not None else ():
            with suppress(*_NOT_KEPT):
                self._unreadable, *rows = json.loads(unpack(stored or b""))
                self._known = [from_json(Assessment, row) for row in rows]
                return self._known, self._unreadable
        made = result.read(self.read)
        self._known = [one for one in made if one is not None]
        self._unreadable, self._key = len(made) - len(self._known), own
        return self._known, self._unreadable

    def goals_of(self, wanted: Collection[str], result: ResultSet) -> dict[str, tuple[Goal, ...]]:
        """The main goals of trials by their numbers, where a brief reading left them out."""
        from msc_trials.results.registered_goals import goals_of

        if not self._outcomes.keys() >= set(wanted):
            for raw in result.studies:
                if nct_id_of(raw) in wanted:
                    self._parsed(raw)
        goals = {number: goals_of(self._outcomes.get(number, ())) for number in wanted}
        self._known = [replace(a, goals=goals.get(a.trial_id, a.goals)) for a in self._known]
        self._new |= goals.keys()
        self._key = f"{result.sha256}/{rules_fingerprint()}/brief"
        return goals

    def keep(self) -> None:
        """Store what was read; a store that cannot be written is only slower the next time."""
        if self._cache is None or not self._key:
            return
        packer = zlib.compressobj(1, wbits=31)  # row by row, which takes less memory
        parts, studies = [packer.compress(b"[%d" % self._unreadable)], {}
        new = self._new & self._digests.keys()
        for one in self._known:
            row = json.dumps(to_json(one), separators=(",", ":")).encode()
            parts.append(packer.compress(b"," + row))
            if one.trial_id in new:
                studies[one.trial_id] = b'["%s",%s]' % (self._digests[one.trial_id].encode(), row)
        with suppress(CacheError):
            self._cache.put_derived(studies, STUDY)
            self._cache.put_derived({self._key: b"".join((*parts, packer.compress(b"]"), packer.flush()))})
        self._key = ""


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
