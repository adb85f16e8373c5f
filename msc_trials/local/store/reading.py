"""``Store``: answers from a finished store, reading only the rows a question needs.

The meaning is that of ``snapshot.Snapshot``: the same trials for the same condition. When the store was made by other
rules than those of this installation, its stored readings are not used: the records that may concern cells are found and
read again with the present rules, and the provenance says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msc_trials.errors import RecordError, SnapshotError
from msc_trials.evidence.assessment import Assessment
from msc_trials.knowledge.conditions import condition_ids_of
from msc_trials.knowledge.typed_text import mentions, words
from msc_trials.local.codec import nct_id_of, number_of, opened_body, readable, unpacked
from msc_trials.local.fingerprint import rules_digest
from msc_trials.local.manifest import Manifest, read_manifest
from msc_trials.local.source import is_kept, passes_filters, tied_to
from msc_trials.local.store.database import INDEX, open_to_read
from msc_trials.records.filtering import of_record, passes, refuse_distance
from msc_trials.registry.files import Closing
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial

_MANY = 500
"""Numbers in one question to the database."""
_AGAIN = "Make the store again."


class Store(Closing):
    """A finished store. Use as a context manager; ``SnapshotError`` when the folder is none or is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest = read_manifest(path)
        self._db = open_to_read(path / INDEX)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @cached_property
    def same_rules(self) -> bool:
        """Whether the rules of this installation made the store."""
        return self.manifest.rules == rules_digest()

    def matching(self, query: Query) -> Iterator[Assessment]:
        """Assessments of the trials that answer ``query`` and pass its filters; see ``LocalSource``."""
        yield from (a for a in self._kept(self._about(query)) if passes_filters(query, a))

    def _kept(self, numbers: list[int]) -> Iterator[Assessment]:
        if not self.same_rules:
            yield from filter(is_kept, map(_assessed, self._trials(numbers)))
            return
        for (body,) in self._rows("SELECT body FROM trials WHERE cells AND number IN", numbers):
            yield opened_body(body)[0]

    def trials(self, query: Query) -> Iterator[Trial]:
        """Every record about the condition that may concern cells, whether it gave them or not, and passes the filters."""
        found = self._trials(self._about(query))
        yield from (t for t in found if not query.filters or passes(query.filters, of_record(t)))

    def get(self, nct_id: str) -> Assessment | None:
        """The assessment of one trial, also under an obsolete number; None when the store does not hold it."""
        number = self._number(nct_id)
        trial = None if self.same_rules else self.trial(nct_id)
        if trial is not None:
            return _assessed(trial)
        for (body,) in self._rows("SELECT body FROM trials WHERE number IN", [number]):
            return opened_body(body)[0]
        return None

    def trial(self, nct_id: str) -> Trial | None:
        """One trial with its record; None where the store holds no record (it does not concern cells) or no such trial."""
        return next(self._trials([self._number(nct_id)]), None)

    def provenance(self, url: str, cause: str = "") -> Provenance:
        """Provenance of an answer from this store; with other rules than it was made with, it says so."""
        if not cause and not self.same_rules:
            cause = (
                "This store was made with other reading rules; its records that may concern cells were read again. "
                "Make it again to choose these records again too."
            )
        return self.manifest.provenance("store", url, cause, str(self.path))

    def _about(self, query: Query) -> list[int]:
        """Numbers of the records that ``query`` is about, in order, and of the trials the ledger ties to it."""
        refuse_distance(query.filters)
        if not query.condition:
            found = {number for (number,) in self._asked("SELECT number FROM records", ())}
        elif not query.condition_ids:
            found = self._mentioning(query.condition)
        elif self.same_rules:
            rows = self._rows("SELECT DISTINCT number FROM conditions WHERE id IN", list(query.condition_ids))
            found = {number for (number,) in rows}
        else:
            found = set(self._read_again(frozenset(query.condition_ids)))
        return sorted(found | {number_of(nct_id) for nct_id in tied_to(query)})

    def _mentioning(self, condition: str) -> set[int]:
        """Records of which one condition's name holds all words of ``condition`` that say something."""
        if self.same_rules:
            rows = self._rows("SELECT DISTINCT name FROM words WHERE word IN", list(dict.fromkeys(words(condition))))
        else:
            rows = self._asked("SELECT DISTINCT name FROM names", ())
        names = [name for (name,) in rows if mentions(condition, (name,))]
        return {number for (number,) in self._rows("SELECT number FROM names WHERE name IN", names)}

    def _read_again(self, wanted: frozenset[str]) -> Iterator[int]:
        """Numbers of the records that the present rules file under one of the conditions."""
        query = "SELECT number, titles, (SELECT group_concat(name, char(10)) FROM names n WHERE n.number = r.number) FROM records r"
        for number, titles, names in self._asked(query, ()):
            if not wanted.isdisjoint(condition_ids_of(tuple((names or "").split("\n")), *titles.split("\n"))):
                yield number

    def _number(self, nct_id: str) -> int:
        number = number_of(nct_id)
        if not any(self._rows("SELECT 1 FROM trials WHERE number IN", [number])):
            for (successor,) in self._rows("SELECT number FROM aliases WHERE alias IN", [number]):
                return int(successor)
        return number

    def _trials(self, numbers: list[int]) -> Iterator[Trial]:
        from msc_trials.extraction.trial import parse_study

        for number, raw in self._rows("SELECT number, raw FROM records WHERE number IN", numbers):
            with readable("the store", _AGAIN):
                study = unpacked(raw)
            try:
                yield parse_study(study)
            except RecordError as error:
                what = f"The record of {nct_id_of(number)} in {self.path} cannot be read."
                raise SnapshotError(what, hint=_AGAIN) from error

    def _rows(self, query: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        """Rows of ``query`` (which ends in IN) for any number of values."""
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            yield from self._asked(f"{query} ({','.join('?' * len(some))})", tuple(some))

    def _asked(self, query: str, values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._db.cursor()) as cursor:
                yield from cursor.execute(query, values)
        except sqlite3.Error as error:
            raise SnapshotError(f"{self.path} cannot be read: {error}.", hint=_AGAIN) from error


def _assessed(trial: Trial) -> Assessment:
    from msc_trials.evidence.assess import assess

    return assess(trial)
