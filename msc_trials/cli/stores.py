"""Commands about stored data: ``snapshot`` and ``cache``."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from msc_trials.cli.common import Command, is_quiet, say
from msc_trials.cli.output import show_values
from msc_trials.cli.paths import PathArgument, private_folder
from msc_trials.errors import QueryError


class Group(click.Group):
    """A group whose commands report failures as one line."""

    command_class: type[click.Command] | None = Command


@click.group(cls=Group)
def snapshot() -> None:
    """Data that answer without a network: the snapshot, and stores of the whole registry.

    \b
    Examples:
      msc-trials snapshot info
      msc-trials snapshot build --from ctg-studies.json.zip -o registry
    """


@snapshot.command("info")
@click.argument("path", required=False, type=PathArgument(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def snapshot_info(path: Path | None, as_json: bool) -> None:
    """Show dates and size of the bundled snapshot, or of the store or snapshot file PATH.

    \b
    Example:
      msc-trials snapshot info
    """
    show_values(_described(path), 12, as_json)


def _described(path: Path | None) -> dict[str, Any]:
    from msc_trials.local import snapshot as files

    if path is None or path.is_file():
        path = path or files.bundled_path()
        manifest = files.load(path).manifest
        size = path.stat().st_size
    else:
        from msc_trials.local.manifest import read_manifest

        manifest = read_manifest(path)
        size = sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
    return manifest.to_json() | {"bytes": size}


@snapshot.command("build")
@click.option(
    "--from",
    "paths",
    type=PathArgument(exists=True, path_type=Path),
    multiple=True,
    required=True,
    help="Zip archive of JSON files, JSON lines (plain or .gz), or a folder of these; repeat for more.",
)
@click.option(
    "--output",
    "-o",
    type=PathArgument(path_type=Path),
    required=True,
    help="NAME.gz: a snapshot file of facts. Any other name: the folder of a store.",
)
@click.option("--jobs", type=click.IntRange(1, 61), metavar="N", help="Processes that read for a store [one per core].")
def snapshot_build(paths: tuple[Path, ...], output: Path, jobs: int | None) -> None:
    """Make a store of the whole registry, or a snapshot file, from record files.

    A store takes every study, works on all cores and in little memory. Stopped or killed, it goes on when the same
    command is run again. Then: msc-trials answer CONDITION --source FOLDER

    \b
    Examples:
      msc-trials snapshot build --from ctg-studies.json.zip -o registry
      msc-trials snapshot build --from studies.jsonl.gz -o snapshot.gz
    """
    from msc_trials.registry.settings import today_utc

    today = today_utc().isoformat()
    if str(output) == "-":
        raise QueryError("A store or snapshot cannot be written to standard output.", hint="Name a folder, or FILE.gz.")
    if output.suffix == ".gz":
        _build_snapshot(paths, output, today)
    else:
        _build_store(paths, output, today, jobs)


def _build_snapshot(paths: tuple[Path, ...], output: Path, today: str) -> None:
    from msc_trials.local import archives
    from msc_trials.local import snapshot as files

    try:
        manifest = files.build(archives.studies(paths), output, today)
    except OSError as error:
        raise QueryError(f"{output} cannot be written: {error.strerror}.", hint="Choose another file.") from error
    say(
        f"{manifest.trials:,} trials of {manifest.read:,} records ({manifest.unreadable:,} unreadable), "
        f"{_dated(manifest)}, {output.stat().st_size:,} bytes in {output}."
    )


def _build_store(paths: tuple[Path, ...], output: Path, today: str, jobs: int | None) -> None:
    from msc_trials.local.store.building import build
    from msc_trials.output import parquet

    write_year = parquet.write_year if parquet.is_possible() else None
    try:
        with _Bars() as bars, _asked_to_end():
            manifest = build(paths, output, today, jobs=jobs, progress=bars, write_year=write_year)
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here.")
        raise
    say(
        f"{manifest.trials:,} trials of {manifest.read:,} records ({manifest.unreadable:,} unreadable), {manifest.cells:,} "
        f"with cells or products of cells, {_dated(manifest)}, in {output}."
    )
    if not manifest.parquet:
        say("No Parquet files: pyarrow is missing. Install msc-trials[parquet] and run the same command to add them.")


def _dated(manifest: Any) -> str:
    return f"data of {manifest.oldest} to {manifest.newest}" if manifest.oldest else "data without a date"


@contextlib.contextmanager
def _asked_to_end() -> Iterator[None]:
    """Take a request to end (SIGTERM, as services and batch systems send it) like an interrupt."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Bars:
    """A progress bar on stderr for each thing that is read or written; nothing where stderr is not a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty() and not is_quiet()
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, what: str, done: int, length: int) -> None:
        """Show ``done`` of ``length``."""
        if not self._shown:
            return
        if what != self._what:
            self.__exit__()
            self._what = what
            self._bar = click.progressbar(length=length, label=what, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)


@click.group(cls=Group)
def cache() -> None:
    """Stored answers: a condition is health data, so they are private and can be removed.

    \b
    Examples:
      msc-trials cache status
      msc-trials cache clear
    """


@cache.command("path")
def cache_path() -> None:
    """Print the folder of stored answers.

    \b
    Example:
      msc-trials cache path
    """
    click.echo(str(private_folder()))


@cache.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def cache_status(as_json: bool) -> None:
    """Show how much is stored and how old it is.

    \b
    Example:
      msc-trials cache status
    """
    from msc_trials.registry import cache as store

    found = store.status(private_folder())
    values: dict[str, Any] = {name: getattr(found, name) for name in type(found).__slots__}
    values |= {"path": str(found.path), "data_timestamps": list(found.data_timestamps)}
    show_values(values, 16, as_json)


@cache.command("clear")
def cache_clear() -> None:
    """Remove everything stored.

    \b
    Example:
      msc-trials cache clear
    """
    from msc_trials.registry import cache as store

    say(f"Removed {store.clear(private_folder()):,} bytes.")
