"""``index.sqlite``: what the commands read from a store. The layout, and how rows are written.

``trials`` has one row per study: the number of its NCT number, the version of its record, the year it started, whether it
gave cells, and its assessment (``codec.body_of``). ``records`` holds the whole record of studies that may concern cells;
``conditions``, ``names`` and ``words`` find those; ``aliases`` leads from obsolete numbers. ``sources`` and ``rules`` are the
state of the making.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msc_trials.errors import SnapshotError
from msc_trials.registry.files import locked

if TYPE_CHECKING:
    from msc_trials.local.store.rows import Row, Rows

INDEX = "index.sqlite"
"""Name of the file in a store."""
APPLICATION = 0x4D534354
"""Marks the file as ours (``PRAGMA application_id``): the letters MSCT."""

_TABLES = """
CREATE TABLE rules (digest TEXT NOT NULL);
CREATE TABLE sources (
    path TEXT PRIMARY KEY, identity TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL,
    read INTEGER NOT NULL, unreadable INTEGER NOT NULL, drift TEXT NOT NULL);
CREATE TABLE trials (
    number INTEGER PRIMARY KEY, dated TEXT NOT NULL, start_year INTEGER, cells INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE records (number INTEGER PRIMARY KEY, titles TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE conditions (id TEXT, number INTEGER, PRIMARY KEY (id, number)) WITHOUT ROWID;
CREATE TABLE names (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE INDEX names_of_trials ON names (number);
CREATE INDEX conditions_of_trials ON conditions (number);
CREATE TABLE words (word TEXT, name TEXT, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE aliases (alias INTEGER PRIMARY KEY, number INTEGER NOT NULL);
CREATE INDEX aliases_of_trials ON aliases (number);
"""
_KINDS = 200
_BY_YEAR = "CREATE INDEX IF NOT EXISTS trials_by_year ON trials (start_year, number)"


class Writer:
    """Writes rows; every ``add`` is one transaction together with the place reached, so that nothing is lost or doubled.

    One process at a time: another one gets ``SnapshotError``. A killed process leaves the last whole transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file; everything added is kept."""
        with suppress(sqlite3.Error):
            self._db.close()

    def rules(self) -> str:
        """Digest of the rules that made what is there, empty when nothing is."""
        return "".join(digest for (digest,) in self._all("SELECT digest FROM rules"))

    def set_rules(self, digest: str) -> None:
        """Note the rules that make the store."""
        with self._transaction():
            self._db.execute("DELETE FROM rules")
            self._db.execute("INSERT INTO rules VALUES (?)", (digest,))

    def sources(self) -> dict[str, tuple[str, int, str]]:
        """Identity, place reached and state (``reading``, ``done``, ``broken``) of the sources begun, by path."""
        return {path: tuple(rest) for path, *rest in self._all("SELECT path, identity, position, state FROM sources")}

    def begin(self, path: str, identity: str) -> None:
        """Begin a source, or begin it again: nothing of it is counted any more."""
        self._all("INSERT OR REPLACE INTO sources VALUES (?, ?, 0, 'reading', 0, 0, '{}')", path, identity)

    def set_state(self, path: str, state: str) -> None:
        """Note that a source is done or broken."""
        self._all("UPDATE sources SET state = ? WHERE path = ?", state, path)

    def counts(self, paths: list[str]) -> tuple[int, int, dict[str, int]]:
        """Records read, those that could not be read, and drift, over some sources."""
        read, unreadable, drift = 0, 0, dict[str, int]()
        for path, some, bad, more in self._all("SELECT path, read, unreadable, drift FROM sources"):
            if path in paths:
                read, unreadable, drift = read + some, unreadable + bad, _added(drift, Counter(json.loads(more)))
        return read, unreadable, drift

    def nothing_in(self, paths: list[str]) -> list[str]:
        """Those of some sources in which no record could be read."""
        rows = self._all("SELECT path FROM sources WHERE read = unreadable ORDER BY path")
        return [path for (path,) in rows if path in paths]

    def add(self, made: Rows, source: str, position: int) -> None:
        """Add the rows of a batch and the place after it. Of several records of a trial the newest counts."""
        newest: dict[int, Row] = {}
        for row in made.rows:
            if row.number not in newest or newest[row.number].dated < row.dated:
                newest[row.number] = row
        with self._transaction():
            for number, row in list(newest.items()):
                known = self._db.execute("SELECT dated FROM trials WHERE number = ?", (number,)).fetchone()
                if known and known[0] >= row.dated:
                    del newest[number]
                elif known:
                    self._forget(number)
            self._insert(list(newest.values()))
            (drift,) = self._db.execute("SELECT drift FROM sources WHERE path = ?", (source,)).fetchone()
            if made.drift:
                drift = json.dumps(_added(json.loads(drift), made.drift))
            self._db.execute(
                "UPDATE sources SET position = ?, state = 'reading', read = read + ?, unreadable = unreadable + ?, drift = ? "
                "WHERE path = ?",
                (position, made.read, made.unreadable, drift, source),
            )

    def finish(self) -> tuple[int, int, int]:
        """Make the file one that can be read anywhere; number of studies, records and trials of cells."""
        self._all(_BY_YEAR)
        trials, cells, records = self._all("SELECT count(*), total(cells), (SELECT count(*) FROM records) FROM trials")[
            0
        ]
        self._all("PRAGMA journal_mode = DELETE")
        return trials, records, int(cells)

    def dates(self) -> tuple[str, str, str]:
        """Oldest, typical and newest version of the records; empty when none has one."""
        found = self._all("SELECT dated, count(*) FROM trials WHERE dated <> '' GROUP BY dated ORDER BY dated")
        half, passed = sum(count for _, count in found) // 2, 0
        for typical, count in found:
            passed += count
            if passed > half:
                return found[0][0], typical, found[-1][0]
        return "", "", ""

    def _forget(self, number: int) -> None:
        """Remove an older record of a trial with what finds it."""
        for table in ("trials", "records", "conditions", "names", "aliases"):
            self._db.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608 - names of our tables

    def _insert(self, rows: list[Row]) -> None:
        many = self._db.executemany
        many(
            "INSERT INTO trials VALUES (?, ?, ?, ?, ?)",
            [(r.number, r.dated, r.start_year, r.cells, r.body) for r in rows],
        )
        many("INSERT OR REPLACE INTO aliases VALUES (?, ?)", [(a, r.number) for r in rows for a in r.aliases])
        kept = [(r.number, r.record) for r in rows if r.record is not None]
        many("INSERT INTO records VALUES (?, ?, ?)", [(n, k.titles, k.raw) for n, k in kept])
        many("INSERT OR IGNORE INTO conditions VALUES (?, ?)", [(i, n) for n, k in kept for i in k.condition_ids])
        many("INSERT OR IGNORE INTO names VALUES (?, ?)", [(name, n) for n, k in kept for name, _ in k.names])
        words = {(word, name) for _, k in kept for name, found in k.names for word in found}
        many("INSERT OR IGNORE INTO words VALUES (?, ?)", sorted(words))

    def _prepare(self) -> None:
        # Exclusive: one maker at a time. WAL: a transaction costs no wait for the disk, and a kill loses none.
        for name, value in (("locking_mode", "EXCLUSIVE"), ("journal_mode", "WAL"), ("synchronous", "NORMAL")):
            self._all(f"PRAGMA {name} = {value}")
        if not self._all("SELECT 1 FROM sqlite_schema"):
            with self._transaction():
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._all(statement)
                self._all(f"PRAGMA application_id = {APPLICATION}")
        elif self._all("PRAGMA application_id") != [(APPLICATION,)]:
            hint = "Choose another place for the store."
            raise SnapshotError(f"{self.path} is not ours and is left alone.", hint=hint)

    def _all(self, query: str, *values: Any) -> list[Any]:
        """Every row of a statement, none for one that changes something."""
        with self._plainly():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._plainly():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Failures of the database as one sentence."""
        try:
            yield
        except sqlite3.Error as error:
            what, hint = (
                f"{self.path} is damaged: {error}.",
                f"Remove the folder {self.path.parent}, then run the same again.",
            )
            if "locked" in str(error):
                what, hint = f"Another process is making {self.path.parent}.", "Wait for it to end."
            elif isinstance(error, sqlite3.OperationalError):
                what, hint = f"{self.path} cannot be written: {error}.", "Look at the disk; then run the same again."
            raise SnapshotError(what, hint=hint) from error


@contextmanager
def alone(work: Path) -> Iterator[None]:
    """Be the only one to make the store in ``work``, from its first row until it is in its place.

    Another process gets ``SnapshotError``. The lock, an empty file next to it, ends with the process, however that ends.
    Raises ``OSError`` when the file cannot be made.
    """
    path = work.with_name(f"{work.name}.lock")
    with locked(path, 0) as held:
        if not held:
            raise SnapshotError(f"Another process is making {work}.", hint="Wait for it to end.")
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()


def is_sound(path: Path, studies: int, records: int) -> bool:
    """Whether an index can be read from end to end and holds as many rows as it should."""
    try:
        with closing(open_to_read(path)) as db:
            queries = ("SELECT count(*) FROM trials", "SELECT count(*) FROM records", "PRAGMA quick_check(1)")
            return [db.execute(query).fetchone()[0] for query in queries] == [studies, records, "ok"]
    except (sqlite3.Error, SnapshotError):
        return False


def _added(known: dict[str, int], more: Counter[str]) -> dict[str, int]:
    """Counts by kind; what comes after the first ``_KINDS`` kinds is counted together."""
    for kind, count in more.items():
        name = kind if kind in known or len(known) < _KINDS else "further kinds"
        known[name] = known.get(name, 0) + count
    return known


def open_to_read(path: Path) -> sqlite3.Connection:
    """A finished index, for reading only. Raises ``SnapshotError`` when it is missing, damaged or not ours."""
    hint = "Make the store again with: msc-trials snapshot build"
    if not path.is_file():
        raise SnapshotError(f"{path} is missing.", hint=hint)
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        if int(db.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION:
            raise SnapshotError(f"{path} is not the index of a store.", hint=hint)
    except sqlite3.Error as error:
        raise SnapshotError(f"{path} cannot be read: {error}.", hint=hint) from error
    return db


def years(folder: Path) -> list[int | None]:
    """Years of start of the trials in a store, None for trials without one."""
    with closing(open_to_read(folder / INDEX)) as db:
        return [year for (year,) in db.execute("SELECT DISTINCT start_year FROM trials ORDER BY start_year")]


def bodies_of(folder: Path, year: int | None) -> Iterator[bytes]:
    """What a store holds of the trials that started in one year (``codec.opened_body``), in order of NCT number."""
    with closing(open_to_read(folder / INDEX)) as db:
        query = "SELECT body FROM trials WHERE start_year IS ? ORDER BY start_year, number"
        for (body,) in db.execute(query, (year,)):
            yield body
