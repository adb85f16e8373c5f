"""Making a store: read, assess on all cores, write; in constant memory, and again from where it stopped.

The work is done in ``PATH.building``, which takes the name ``PATH`` when it is whole: a store that exists is complete.
Batches are assessed by worker processes and written in order; a batch and the place after it are one transaction, so a
kill at any moment loses at most the batches under way, and nothing is written twice.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from msc_trials.archives import Source, sources_of
from msc_trials.errors import QueryError, SnapshotError
from msc_trials.fingerprint import rules_digest
from msc_trials.store import parquet
from msc_trials.store.database import Writer
from msc_trials.store.encoding import rows_of
from msc_trials.store.manifest import (
    INDEX,
    NAME,
    TABLE,
    Manifest,
    is_store,
    read_manifest,
    unfinished,
    write_manifest,
)
from msc_trials.store.workers import Workers

Progress = Callable[[str, int, int], None]
"""Told what is done, how far, and how far it goes (in a unit of its own)."""


def build(
    paths: Iterable[Path], folder: Path, created: str, *, jobs: int | None = None, progress: Progress | None = None
) -> Manifest:
    """Make the store ``folder`` of every study in ``paths`` (see ``archives``), or go on making it.

    ``jobs`` is the number of worker processes (None: one per core; 1: none, the work is done here). ``created`` is today's
    date. A finished store of the same files and rules is left as it is; one of others serves until the new one is whole.

    Raises ``SnapshotError`` when a file cannot be read on or the place cannot be written (what is done by then is kept),
    ``QueryError`` when ``folder`` is something else.
    """
    sources = list(sources_of(paths))
    files = {_key(s): s.identity for s in sources}
    told = progress or (lambda what, done, length: None)
    standing = _standing(folder)
    fits = standing is not None and (standing.sources, standing.rules) == (files, rules_digest())
    if standing is not None and fits and (standing.parquet or not parquet.is_possible()):
        return standing
    work = folder if fits else unfinished(folder)
    try:
        processes = jobs or os.cpu_count() or 1
        with Workers(processes) as workers:
            manifest = standing if standing and fits else _index(sources, files, work, created, workers, told)
        if parquet.is_possible():
            with Workers(processes) as workers:  # new ones: words remembered and pyarrow need not fit at once
                _tables(work, workers, told)
            manifest = replace(manifest, parquet=True)
        write_manifest(work, manifest)
        if work != folder:
            _put_in_place(work, folder)
    except OSError as error:
        raise SnapshotError(
            f"{work} cannot be written: {error.strerror or error}.", hint="Look at the disk; then run the same again."
        ) from error
    except BrokenProcessPool as error:
        raise SnapshotError(
            "A worker process was ended from outside (often: too little memory). What is done is kept.",
            hint="Run the same command again; fewer workers: --jobs 1.",
        ) from error
    return manifest


def _standing(folder: Path) -> Manifest | None:
    """The manifest of the store that is there; None where there is none."""
    if is_store(folder):
        return read_manifest(folder)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise QueryError(f"{folder} exists and is no store.", hint="Choose a new folder for the store.")
    return None


def _index(
    sources: list[Source], files: dict[str, str], work: Path, created: str, workers: Workers, told: Progress
) -> Manifest:
    """Read what is not read yet, and say what there is."""
    work.mkdir(parents=True, exist_ok=True)
    with closing(_begun(work, files)) as writer:
        for source in sources:
            if writer.sources()[_key(source)][2] != "done":
                _remove_tables(work)  # they would lack what is read now
                _read(source, writer, workers, told)
        oldest, typical, newest = writer.dates()
        read, unreadable, drift = writer.counts(list(files))
        studies, records, cells = writer.finish()
        return Manifest(
            created=created,
            rules=rules_digest(),
            oldest=oldest,
            typical=typical,
            newest=newest,
            read=read,
            unreadable=unreadable,
            sources=files,
            drift=drift,
            studies=studies,
            records=records,
            cells=cells,
        )


def _begun(work: Path, files: dict[str, str]) -> Writer:
    """The index so far. It is begun anew when it was made by other rules, or of files that changed or are not asked for.

    A file that was broken and changed is read from its start; nothing is doubled, and the other files stand.
    """
    writer = Writer(work / INDEX)
    for path, (identity, position, state) in writer.sources().items():
        stands = position == 0 or files.get(path) == identity or (state == "broken" and path in files)
        if not stands or writer.rules() != rules_digest():
            writer.close()
            _remove(work)
            work.mkdir()
            writer = Writer(work / INDEX)
            break
    writer.set_rules(rules_digest())
    begun = writer.sources()
    for path, identity in files.items():
        if path not in begun or begun[path][0] != identity:
            writer.begin(path, identity)
    return writer


def _read(source: Source, writer: Writer, workers: Workers, told: Progress) -> None:
    key = _key(source)
    _, position, _ = writer.sources()[key]
    length = source.length
    told(source.path.name, 0, length)
    made = workers.each(rows_of, ((batch, (batch.items,)) for batch in source.batches(position)))
    while True:
        try:
            batch, rows = next(made)
        except StopIteration:
            break
        except SnapshotError as error:
            writer.set_state(key, "broken")
            raise SnapshotError(
                f"{error.message} What was read before is kept, but does not answer: a missing part would read as 'no trials'.",
                hint="Get the file again and run the same command.",
            ) from error
        writer.add(rows, key, batch.position)
        told(source.path.name, batch.done, length)
    writer.set_state(key, "done")
    told(source.path.name, length, length)


def _tables(work: Path, workers: Workers, told: Progress) -> None:
    """Write the Parquet files that are missing."""
    years = parquet.years(work)
    for number, _ in enumerate(workers.each(parquet.write_year, ((year, (work, year)) for year in years)), 1):
        told(TABLE, number, len(years))


def _put_in_place(work: Path, folder: Path) -> None:
    old = folder.with_name(f"{folder.name}.old")
    if is_store(folder):
        _remove(old)
        folder.rename(old)
    elif folder.is_dir():
        folder.rmdir()
    work.rename(folder)
    _remove(old)


def _remove(folder: Path) -> None:
    """Remove a store; what others put into its folder stays."""
    _remove_tables(folder)
    for name in (NAME, INDEX, f"{INDEX}-wal", f"{INDEX}-shm", f"{INDEX}-journal"):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _remove_tables(folder: Path) -> None:
    if (folder / TABLE).is_dir():
        shutil.rmtree(folder / TABLE)


def _key(source: Source) -> str:
    return str(source.path.absolute())
