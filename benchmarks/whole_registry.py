"""Make stores of synthetic studies in the shape of the registry's bulk archive: cost per study, memory, sizes, answers.

    python -m benchmarks.whole_registry [--studies 100000] [--generator ../shared/bench/gen_studies.py]

Makes one ``.json.zip`` of that many studies and one of a tenth (kept with ``--folder``), builds a store of each, and prints
what it took. One study in ``--cells-every`` is about cells, as in the registry; the others are about drugs. Memory is the
sum of PSS over all processes, sampled from /proc.

Of a sample of the registry one record in 20 may concern cells (one in 300 gave them); here all of these gave them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.loopback import ROOT, SHARED

GENERATOR = SHARED / "bench" / "gen_studies.py"
_MAIN = [sys.executable, "-c", "from msc_trials.cli.app import main; main()"]
_PEERS = [sys.executable, "-c", "import requests, pydantic, click, diskcache"]
_DRUGS = ["Aspirin", "Metformin tablets", "Atorvastatin 20 mg", "Made-up antibody", "Physiotherapy", "Vitamin D3"]
_OTHER_WORDS = {"mesenchymal stromal cells": "tablets", "MSC": "TAB", "cell therapy": "tablets"}
_CELL_WORDS = {
    "cells", "mesenchymal", "stromal", "stem", "marrow", "bone", "umbilical", "cord", "adipose", "culture", "expanded", "passage",
}  # fmt: skip
_SAMPLE = 0.1


def studies(generator: Path, count: int, cells_every: int) -> Iterator[tuple[str, str]]:
    """Names and texts of synthetic studies; all but one of ``cells_every`` have a drug in place of the cells."""
    spec = importlib.util.spec_from_file_location("generator", generator)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(generator)
    made: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    cells, words = made.CELLS, made.WORDS
    plain = [w for w in words if w not in _CELL_WORDS]
    for i in range(count):
        about_cells = i % cells_every == 0
        made.CELLS, made.WORDS = (cells, words) if about_cells else (_DRUGS, plain)
        text = json.dumps(made.study(i), ensure_ascii=False, separators=(",", ":"))
        for word, other in {} if about_cells else _OTHER_WORDS.items():
            text = text.replace(word, other)
        yield f"NCT{90_000_000 + i:08d}.json", text


def archive(path: Path, generator: Path, count: int, cells_every: int) -> Path:
    """The archive, made unless it is there."""
    if not path.exists():
        unfinished = path.with_suffix(".part")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for name, text in studies(generator, count, cells_every):
                out.writestr(name, text)
        unfinished.replace(path)
    return path


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds of a process and those it started; most memory of all at once, in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str]) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    most = [0.0]
    watching = threading.Thread(target=watch, args=(child, most), daemon=True)
    watching.start()
    if child.wait():
        raise SystemExit(f"{command[-6:]} ended with {child.returncode}")
    wall = time.perf_counter() - start
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, most[0])


def watch(child: subprocess.Popen[bytes], most: list[float]) -> None:
    while child.poll() is None and Path("/proc/self/smaps_rollup").exists():
        most[0] = max(most[0], sum(map(pss, family(child.pid))))
        time.sleep(_SAMPLE)


def family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def pss(pid: int) -> float:
    """Proportional set size in MB: shared pages count once over all processes."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def size(path: Path) -> float:
    return sum(p.stat().st_size for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file()) / 1e6


def median(measure: Callable[[], Cost], times: int = 5) -> float:
    return statistics.median(measure().wall for _ in range(times))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=100_000)
    parser.add_argument("--cells-every", type=int, default=20)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--folder", type=Path, help="where archives and stores are kept")
    args = parser.parse_args(argv)
    if not args.generator.is_file():
        print(f"skipped: {args.generator} is not there to make studies")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        costs = [_built(folder, count, args) for count in (args.studies // 10, args.studies)]
        small, large = (cost.cpu / count for cost, count in zip(costs, (args.studies // 10, args.studies), strict=True))
        print(f"processor time per study, large / small: {large / small:.2f}")
        store = folder / f"store-{args.studies}"
        peers = median(lambda: run(_PEERS))
        for condition in ("knee osteoarthritis", "ALS", "lupus"):
            taken = median(lambda c=condition: run([*_MAIN, "-q", "answer", c, "--source", str(store)]))  # type: ignore[misc]
            print(f"answer {condition!r} --source: {taken * 1000:.0f} ms, {taken / peers:.2f} x imports of peers")
    return 0


def _built(folder: Path, count: int, args: argparse.Namespace) -> Cost:
    path = archive(folder / f"studies-{count}-{args.cells_every}.json.zip", args.generator, count, args.cells_every)
    store = folder / f"store-{count}"
    if store.exists():
        shutil.rmtree(store)  # one of an earlier run
    jobs = ["--jobs", str(args.jobs)] if args.jobs else []
    cost = run([*_MAIN, "snapshot", "build", "--from", str(path), "-o", str(store), *jobs])
    print(f"{count:,} studies, archive of {size(path):.0f} MB:")
    print(f"  wall {cost.wall:.1f} s, processors {cost.cpu:.1f} s: {1e6 * cost.cpu / count:.0f} µs per study")
    print(f"  memory of all processes at most {cost.memory:.0f} MB")
    records = json.loads((store / "manifest.json").read_text())["records"]
    print(f"  {records:,} whole records kept")
    print(f"  index {size(store / 'index.sqlite'):.0f} MB, tables {size(store / 'trials'):.1f} MB")
    return cost


if __name__ == "__main__":
    raise SystemExit(main())
