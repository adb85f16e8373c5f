"""``doctor``: is the registry reachable, how old is what is stored, and did the records' shape drift."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from msc_trials.cli.common import Command
from msc_trials.cli.options import source_options
from msc_trials.cli.output import show_values
from msc_trials.errors import MscTrialsError

if TYPE_CHECKING:
    from msc_trials.registry.client import Client


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@source_options
def doctor(as_json: bool, settings: dict[str, Any]) -> None:
    """Check registry, stored answers, snapshot and drift of the records.

    \b
    Example:
      msc-trials doctor
    """
    from msc_trials import __version__
    from msc_trials.registry.client import Client

    with Client(**settings) as client:
        report = {"version": __version__, **_registry(client), **_stored_answers(client)}
    report |= {**_store(client.settings.source_path), **_snapshot()}
    show_values(report, 20, as_json)


def _registry(client: Client) -> dict[str, Any]:
    """Whether the registry can be reached, its version and the day of its data."""
    from msc_trials.registry.shape import API_VERSION

    report = {"api_url": client.settings.api_url}
    try:
        version = client.version()
    except MscTrialsError as error:
        return {**report, "registry": error.line}
    report |= {"registry": "reachable", "api_version": version.api_version, "data": version.data_timestamp}
    if version.api_version != API_VERSION:
        report["api_note"] = f"written for version {API_VERSION}; records are checked before they are used"
    return report


def _stored_answers(client: Client) -> dict[str, Any]:
    """How many answers are stored, and the day of the oldest."""
    from msc_trials.registry import cache
    from msc_trials.registry.settings import cache_folder

    try:
        folder = cache_folder(client.settings)
        status = cache.status(folder) if folder else None
    except MscTrialsError as error:
        return {"stored_answers": error.line}
    return {
        "stored_answers": status.entries if status else 0,
        "stored_oldest": (status.oldest if status else None) or "-",
    }


def _store(path: Path | None) -> dict[str, Any]:
    """What a store of the user's own holds, where one is set."""
    from msc_trials.local.manifest import read_manifest

    if path is None or not path.is_dir():
        return {}
    try:
        made = read_manifest(path)
    except MscTrialsError as error:
        return {"store": error.line}
    return {
        "store": str(path),
        "store_made": made.created,
        "store_data": made.typical,
        "store_trials": made.trials,
        "store_unreadable": made.unreadable,
        "store_drift": made.drift,
    }


def _snapshot() -> dict[str, Any]:
    """What the snapshot that comes with the package holds."""
    from msc_trials.local import snapshot

    try:
        manifest = snapshot.bundled().manifest
    except MscTrialsError as error:
        return {"snapshot_made": error.line}
    return {
        "snapshot_made": manifest.created,
        "snapshot_trials": manifest.trials,
        "snapshot_data": manifest.typical,
        "snapshot_unreadable": manifest.unreadable,
        "snapshot_drift": dict(manifest.drift),
    }
