"""Rows of the speed table about a cold pull of 2,000 studies, beside the baseline and other packages."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs

from benchmarks import speed_child
from benchmarks.measuring import ROOT, STAND_IN, Line, against, registry, rounds, skipped, synthetic

_STUDIES = 2000
_ROUNDS = 3
_BARS = {0: 0.35, 150: 0.45}
_GROWTH = 0.35


def pulls(with_peers: bool) -> Iterator[Line]:
    if not STAND_IN.is_dir():
        yield skipped("cold pull", "generator and projection are not beside the project")
        return
    peers = dict(_installed()) if with_peers else {}
    yield from (skipped(f"- {name}", "not installed") for name, python in peers.items() if python is None)
    usable = {name: python for name, python in peers.items() if python is not None}
    with registry(synthetic(_STUDIES)) as server:
        for latency, bar in _BARS.items():
            yield from _at(f"{server}/{latency}/{_STUDIES}/api/v2", latency, bar, usable)


def _at(url: str, latency: int, bar: float, peers: dict[str, str]) -> Iterator[Line]:
    runs: dict[str, Callable[[], dict[str, Any]]] = {
        name: _child([sys.executable, "-m", "benchmarks.speed_child"], name, url) for name in speed_child.OWN
    }
    script = str(Path(speed_child.__file__))
    runs |= {name: _child([python, script], name, url) for name, python in peers.items()}
    first = {name: run() for name, run in runs.items()}  # the first asking makes the server's bodies
    failed = {name: result["error"] for name, result in first.items() if "error" in result}
    found = rounds(_ROUNDS, {name: run for name, run in runs.items() if name not in failed})
    base, ours = found["baseline"], found["ours"]
    of = f"median of {_ROUNDS}; {ours[0]['rows']:.0f} of {_STUDIES} studies judged; v requests + json_normalize"
    yield against(f"cold pull, {latency} ms latency", _of(ours, "wall"), _of(base, "wall"), bar, of, unit="ms")
    yield against("- processor time", _of(ours, "cpu"), _of(base, "cpu"), None, of, unit="ms")
    yield against("- growth of memory", _of(ours, "growth"), _of(base, "growth"), _GROWTH, of, unit="MB")
    of = "the same in a process that has judged 25 trials before"
    yield against("- rules read before", _of(found["ours_rules_read"], "wall"), _of(base, "wall"), None, of, unit="ms")
    of = "the same without reading the studies: asked for, decoded, counted, checked, stored"
    yield against("- fetched only", _of(found["ours_fetched"], "wall"), _of(base, "wall"), None, of, unit="ms")
    of = "a whole answer(): every fact of every study read and stored"
    yield against("- whole answer", _of(found["ours_answer"], "wall"), _of(base, "wall"), None, of, unit="ms")
    for name in peers:
        if name in failed:
            yield skipped(f"- {name}", f"fails: {failed[name]}")
            continue
        times, rows = _of(found[name], "wall"), found[name][0]["rows"]
        growth = statistics.median(a / b for a, b in zip(_of(found[name], "growth"), _of(base, "growth"), strict=True))
        of = f"{rows:.0f} studies, nothing judged; memory {growth:.2f} x"
        yield against(f"- {name}", times, _of(base, "wall"), None, of, unit="ms")


def _child(command: list[str], name: str, url: str) -> Callable[[], dict[str, Any]]:
    def run() -> dict[str, Any]:
        done = subprocess.run([*command, name, url], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode and name in speed_child.OWN:
            raise RuntimeError(done.stderr[-1000:])
        if done.returncode:
            return {"error": (done.stderr.strip().splitlines() or ["?"])[-1][:80]}
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


def _of(found: list[dict[str, float]], key: str) -> list[float]:
    return [one[key] for one in found]


def _installed() -> Iterator[tuple[str, str | None]]:
    """Python of the peers' own environment for each peer, None for one that cannot be installed."""
    home = Path(platformdirs.user_cache_dir("msc-trials-benchmarks", appauthor=False)) / "peers"
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.is_file():
        venv.create(home, with_pip=True)
    for name in ("pandas", *speed_child.PEERS):
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name]
        done = subprocess.run(command, capture_output=True, check=False, cwd=tempfile.gettempdir())
        if name in speed_child.PEERS:
            yield name, str(python) if done.returncode == 0 else None
