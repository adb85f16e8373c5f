"""Making a store: read, assess on all cores, write; in constant memory, and again from where it stopped.

The work is done in ``PATH.building``, which takes the name ``PATH`` when it is whole: a store that exists is complete.
Batches are assessed by worker processes and written in order; a batch and the place after it are one transaction, so a
kill at any moment loses at most the batches under way, and nothing is written twice.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from msc_trials.errors import QueryError, SnapshotError, UnreadableRecordWarning, warn
from msc_trials.local.archives import LINES, Source, described, sources_of
from msc_trials.local.fingerprint import rules_digest
from msc_trials.local.manifest import (
    FILE,
    STORE,
    Manifest,
    is_newer,
    is_store,
    read_manifest,
    today_of,
    unfinished,
    write_manifest,
)
from msc_trials.local.store.database import INDEX, Writer, alone, is_sound, years
from msc_trials.local.store.rows import rows_of
from msc_trials.local.store.workers import Workers

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and its length (in a unit of the step)."""


WriteYear = Callable[[Path, int | None, str], int]
"""Writes the Parquet file of the trials of a store that started in one year, unless that is done; returns how many were written.

It is called in worker processes, so it is a function of a module."""
TABLE = "trials"
"""Folder of the Parquet files. Hive layout (``trials/start_year=2019/part-0.parquet``): DuckDB, Dask and Spark read only the
years asked for."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What readers of this layout take for null."""

MOST_JOBS = 61
"""Most worker processes that can be waited for at once on Windows; each takes about 70 MB."""


def build(
    paths: Iterable[Path | str],
    folder: Path | str,
    created: str,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    write_year: WriteYear | None = None,
) -> Manifest:
    """Make the store ``folder`` of every study in ``paths`` (see ``archives``), or go on making it.

    ``jobs`` is the number of worker processes (None: one per core; 1: none, the work is done here). ``created`` is today's
    date. ``write_year`` makes the Parquet files (``output.parquet.write_year``); without it there are none. A whole store of the same files and rules is left as it is; one of others serves until the new one is whole.

    Raises ``SnapshotError`` when a file cannot be read on, no study can be read, or the place cannot be written (what is done
    by then is kept), ``QueryError`` when ``folder`` is something else, ``jobs`` is not a number of processes or ``created`` no date.
    """
    created = today_of(created)
    inputs = [Path(path) for path in paths]
    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        raise QueryError(f"{jobs} is not a number of processes.", hint=f"Choose 1 to {MOST_JOBS}.")
    folder = _place(Path(folder), inputs)
    sources = list(sources_of(inputs))
    files = described(sources)
    report = progress or (lambda what, done, length: None)
    processes = jobs or min(os.cpu_count() or 1, MOST_JOBS)
    try:
        with _parents_of(folder), alone(unfinished(folder)):
            return _made(sources, files, folder, created, processes, report, write_year)
    except OSError as error:
        hint = "Look at the disk; then run the same again."
        raise SnapshotError(f"{folder} cannot be written: {error.strerror or error}.", hint=hint) from error
    except BrokenProcessPool as error:
        what = "A worker process was ended from outside (often: too little memory). What is done is kept."
        raise SnapshotError(what, hint="Run the same command again; fewer workers: --jobs 1.") from error


def _made(
    sources: list[Source],
    files: dict[str, str],
    folder: Path,
    created: str,
    processes: int,
    report: Progress,
    write_year: WriteYear | None,
) -> Manifest:
    manifest = _existing(folder, files)
    if manifest is not None and (manifest.parquet or write_year is None):
        return manifest
    work = unfinished(folder) if manifest is None else folder
    if manifest is None:
        with Workers(processes) as workers:
            manifest = _index(sources, files, work, created, workers, report)
    if write_year is not None:
        with Workers(processes) as workers:  # new ones: words remembered and pyarrow need not fit at once
            _tables(work, manifest.created, workers, report, write_year)
        manifest = replace(manifest, parquet=True)
    write_manifest(work, manifest)
    if work != folder:
        _put_in_place(work, folder)
    return manifest


@contextmanager
def _parents_of(folder: Path) -> Iterator[None]:
    """Make the folders above ``folder``; those made here are removed again if they stay empty."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        with suppress(OSError):
            for parent in missing:
                parent.rmdir()


def _place(folder: Path, paths: list[Path]) -> Path:
    """Where the store will be. Raises ``QueryError`` for a place it could not be moved to in the end."""
    place = folder.resolve()  # a link stays, what it leads to is replaced
    hint = "Choose a new folder for the store."
    if is_store(place):
        pass
    elif place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise QueryError(f"{folder} exists and is not a store.", hint=hint)
    elif place == Path.cwd() or os.path.ismount(place):
        raise QueryError(f"{folder} cannot be replaced by a store.", hint="Choose a new folder in it.")
    if any(path.is_dir() and place.is_relative_to(path.resolve()) for path in paths):
        raise QueryError(f"{folder} lies in a folder that is read.", hint="Choose a folder outside of it.")
    return place if folder.is_symlink() else folder


def _existing(folder: Path, files: dict[str, str]) -> Manifest | None:
    """The manifest of the store that is there, if it is whole and of these files and rules."""
    if not is_store(folder):
        return None
    try:
        found = read_manifest(folder)
    except SnapshotError:
        if is_newer(folder):
            raise
        return None
    same = (found.sources, found.rules) == (files, rules_digest())
    if not same or not is_sound(folder / INDEX, found.trials, found.records):
        return None
    return replace(found, parquet=found.parquet and all(table_of(folder, year).is_file() for year in years(folder)))


def _index(
    sources: list[Source], files: dict[str, str], work: Path, created: str, workers: Workers, report: Progress
) -> Manifest:
    """Read what is not read yet, and say what there is."""
    work.mkdir(parents=True, exist_ok=True)
    with closing(_begun(work, files)) as writer:
        for source in sources:
            if writer.sources()[source.key][2] != "done":
                _remove_tables(work)  # they would lack what is read now
                _read(source, writer, workers, report)
        oldest, typical, newest = writer.dates()
        read, unreadable, drift = writer.counts(list(files))
        trials, records, cells = writer.finish()
        nothing = writer.nothing_in(list(files))
    if not trials:
        _remove(work)
        raise SnapshotError(f"No study could be read in {', '.join(str(s.path) for s in sources)}.", hint=LINES)
    for path in nothing:
        warn(f"{path} holds no study that can be read.", UnreadableRecordWarning)
    drift |= {f"no study could be read in {Path(path).name}": 1 for path in nothing}
    return Manifest(
        kind=STORE,
        created=created,
        rules=rules_digest(),
        oldest=oldest,
        typical=typical,
        newest=newest,
        read=read,
        unreadable=unreadable,
        sources=files,
        drift=drift,
        trials=trials,
        records=records,
        cells=cells,
    )


def _begun(work: Path, files: dict[str, str]) -> Writer:
    """The index so far. It is started again when it was made by other rules, or of files that changed or are not asked for.

    A file that was broken and changed is read from its start; nothing is doubled, and the other files are kept.
    """
    writer = Writer(work / INDEX)
    for path, (identity, position, state) in writer.sources().items():
        usable = position == 0 or files.get(path) == identity or (state == "broken" and path in files)
        if not usable or writer.rules() != rules_digest():
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


def _read(source: Source, writer: Writer, workers: Workers, report: Progress) -> None:
    key = source.key
    identity, position, _ = writer.sources()[key]
    try:
        length = source.length
    except OSError as error:
        raise SnapshotError(f"{source.path} cannot be read: {error.strerror or error}.", hint=LINES) from error
    report(source.path.name, 0, length)
    made = workers.each(rows_of, ((batch, (batch.items,)) for batch in source.batches(position)))
    while True:
        try:
            batch, rows = next(made)
        except StopIteration:
            break
        except SnapshotError as error:
            writer.set_state(key, "broken")
            kept = "What was read before is kept, but does not answer: a missing part would read as 'no trials'."
            hint = "Get the file again and run the same command."
            raise SnapshotError(f"{error.message} {kept}", hint=hint) from error
        writer.add(rows, key, batch.position)
        report(source.path.name, batch.done, length)
    if described([source])[key] != identity:
        raise SnapshotError(f"{source.path} changed while it was read.", hint="Run the same command again.")
    writer.set_state(key, "done")
    report(source.path.name, length, length)


def table_of(folder: Path, year: int | None) -> Path:
    """The Parquet file of the trials that started in one year (None: without one)."""
    return folder / TABLE / f"start_year={_NO_YEAR if year is None else year}" / "part-0.parquet"


def _tables(work: Path, created: str, workers: Workers, report: Progress, write_year: WriteYear) -> None:
    """Write the Parquet files that are missing; status is judged on the day on which the store is made."""
    all_years = years(work)
    for number, _ in enumerate(workers.each(write_year, ((year, (work, year, created)) for year in all_years)), 1):
        report(TABLE, number, len(all_years))


def _put_in_place(work: Path, folder: Path) -> None:
    old = work.with_name(f"{work.name}.old")  # an unlikely name for a store to be kept
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
    for name in (FILE, INDEX, f"{INDEX}-wal", f"{INDEX}-shm", f"{INDEX}-journal"):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _remove_tables(folder: Path) -> None:
    if (folder / TABLE).is_dir():
        shutil.rmtree(folder / TABLE)
