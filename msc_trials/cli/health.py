"""``doctor``: is the registry reachable, how old is what is stored, and did the records' shape drift."""

from __future__ import annotations

from typing import Any

import click

from msc_trials.cli.common import Command, error_line, source_options, value_lines


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
    from msc_trials.errors import MscTrialsError
    from msc_trials.local import snapshot
    from msc_trials.local.manifest import read_manifest
    from msc_trials.registry import cache
    from msc_trials.registry.client import Client
    from msc_trials.registry.settings import cache_folder
    from msc_trials.registry.shape import API_VERSION

    report: dict[str, Any] = {"version": __version__}
    with Client(**settings) as client:
        report["api_url"] = client.settings.api_url
        try:
            version = client.version()
            report |= {"registry": "reachable", "api_version": version.api_version, "data": version.data_timestamp}
            if version.api_version != API_VERSION:
                report["api_note"] = f"written for version {API_VERSION}; records are checked before they are used"
        except MscTrialsError as error:
            report["registry"] = error_line(error)
        folder = cache_folder(client.settings)
    try:
        status = cache.status(folder) if folder else None
        report["stored_answers"] = status.entries if status else 0
        report["stored_oldest"] = (status.oldest if status else None) or "-"
    except MscTrialsError as error:
        report["stored_answers"] = error_line(error)
    path = client.settings.source_path
    if path is not None and path.is_dir():
        try:
            made = read_manifest(path)
            report |= {"store": str(path), "store_made": made.created, "store_data": made.typical}
            report |= {"store_trials": made.trials, "store_unreadable": made.unreadable, "store_drift": made.drift}
        except MscTrialsError as error:
            report["store"] = error_line(error)
    try:
        manifest = snapshot.bundled().manifest
        report |= {
            "snapshot_made": manifest.created,
            "snapshot_trials": manifest.trials,
            "snapshot_data": manifest.typical,
        }
        report["snapshot_unreadable"] = manifest.unreadable
        report["snapshot_drift"] = dict(manifest.drift)
    except MscTrialsError as error:
        report["snapshot_made"] = error_line(error)
    if as_json:
        from msc_trials.output.json_text import json_text

        click.echo(json_text(report, indent=2))
    else:
        for name, value in report.items():
            click.echo("\n".join(value_lines(name, value, 20)))
