"""Commands about stored data: ``snapshot`` and ``cache``."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from msc_trials.cli.common import Command, say
from msc_trials.errors import QueryError, SnapshotError


class Group(click.Group):
    """A group whose commands report failures as one line."""

    command_class = Command


@click.group(cls=Group)
def snapshot() -> None:
    """The facts-only snapshot that answers without a network.

    \b
    Examples:
      msc-trials snapshot info
      msc-trials snapshot build --from studies.jsonl.gz -o snapshot.gz
    """


@snapshot.command("info")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def snapshot_info(as_json: bool) -> None:
    """Show dates and size of the bundled snapshot.

    \b
    Example:
      msc-trials snapshot info
    """
    from msc_trials import snapshot as store

    path = store.bundled_path()
    manifest = store.bundled().manifest
    values = {name: getattr(manifest, name) for name in type(manifest).__slots__} | {"bytes": path.stat().st_size}
    if as_json:
        click.echo(json.dumps(values, indent=2))
    else:
        click.echo("".join(f"{name:<12}{value}\n" for name, value in values.items()), nl=False)


@snapshot.command("build")
@click.option(
    "--from",
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help="Record files, one API study as JSON per line, plain or gzip; repeat for more.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
def snapshot_build(files: tuple[Path, ...], output: Path) -> None:
    """Make a snapshot from record files.

    \b
    Example:
      msc-trials snapshot build --from studies.jsonl.gz -o snapshot.gz
    """
    from msc_trials import snapshot as store

    manifest = store.build(_studies(files), output, dt.datetime.now(dt.UTC).date().isoformat())
    say(
        f"{manifest.trials} trials of {manifest.read} records ({manifest.unreadable} unreadable), "
        f"data of {manifest.oldest} to {manifest.newest}, {output.stat().st_size:,} bytes in {output}."
    )


def _studies(files: tuple[Path, ...]) -> Iterator[Any]:
    """Studies of record files; a line that is no JSON is passed on as None and counted as unreadable."""
    for path in files:
        try:
            with path.open("rb") as plain, gzip.open(plain) if path.suffix == ".gz" else plain as handle:
                for line in handle:
                    if line.strip():
                        yield _study(line)
        except (OSError, EOFError, zlib.error) as error:
            raise SnapshotError(
                f"{path} cannot be read: {error}.", hint="Give files with one JSON study per line."
            ) from error


def _study(line: bytes | str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


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
    click.echo(str(_folder()))


@cache.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def cache_status(as_json: bool) -> None:
    """Show how much is stored and how old it is.

    \b
    Example:
      msc-trials cache status
    """
    from msc_trials import cache as store

    found = store.status(_folder())
    values: dict[str, Any] = {name: getattr(found, name) for name in type(found).__slots__}
    values |= {"path": str(found.path), "data_timestamps": list(found.data_timestamps)}
    if as_json:
        click.echo(json.dumps(values, indent=2))
    else:
        for name, value in values.items():
            text = ", ".join(value) if isinstance(value, list) else "-" if value is None else value
            click.echo(f"{name:<16}{text}")


@cache.command("clear")
def cache_clear() -> None:
    """Remove everything stored.

    \b
    Example:
      msc-trials cache clear
    """
    from msc_trials import cache as store

    say(f"Removed {store.clear(_folder()):,} bytes.")


def _folder() -> Path:
    from msc_trials.settings import Settings, cache_folder

    folder = cache_folder(Settings.load())
    if folder is None:
        raise QueryError("No cache folder is known on this machine.", hint="Set MSC_TRIALS_CACHE_DIR to a folder.")
    return folder
