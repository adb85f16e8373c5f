"""How the speed table is measured: processes side by side in rounds, medians, ratios within a round."""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GENERATOR = SHARED / "bench" / "gen_studies.py"
STAND_IN = SHARED / "registry_emulator"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. ``passed`` is None where there is no bar; ``of`` says what was counted and how often."""

    what: str
    ours: str
    other: str
    figure: str
    bar: str
    passed: bool | None
    of: str


def against(what: str, ours: Sequence[float], other: Sequence[float], bar: float | None, of: str, *, unit: str) -> Line:
    """A line whose figure is the median of the ratios of rounds; ``unit`` is ms (values in seconds) or MB."""
    scale = 1000 if unit == "ms" else 1
    ratio = statistics.median(a / b for a, b in zip(ours, other, strict=True))
    return Line(
        what,
        f"{statistics.median(ours) * scale:.0f} {unit}",
        f"{statistics.median(other) * scale:.0f} {unit}",
        f"{ratio:.2f} x",
        "" if bar is None else f"<= {bar:g} x",
        None if bar is None else ratio <= bar,
        of,
    )


def limit(what: str, value: float, most: float, of: str, *, unit: str, other: str = "") -> Line:
    """A line with an upper bound of its own."""
    return Line(what, f"{value:.4g} {unit}", other, "", f"<= {most:g} {unit}", value <= most, of)


def skipped(what: str, why: str) -> Line:
    return Line(what, "skipped", "", "", "", None, why)


def rounds(count: int, contestants: Mapping[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """Run every contestant once a round, in turn, so that what else the machine does falls on all of them."""
    found: dict[str, list[Any]] = {name: [] for name in contestants}
    for _ in range(count):
        for name, run in contestants.items():
            found[name].append(run())
    return found


def process_time(command: Sequence[str], environ: Mapping[str, str] | None = None) -> float:
    """Seconds a process takes from start to end. Raises when it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environ or {})}, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-500:]}")
    return seconds


def modules_of(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> frozenset[str]:
    """Names of the modules a run of the command line has loaded when it ends."""
    code = (
        "import sys\nfrom msc_trials.cli.app import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "finally: print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(done.stderr.split())


def command_line() -> list[str]:
    """The installed script beside this Python, or the same through the interpreter."""
    script = Path(sys.executable).parent / "msc-trials"
    return [str(script)] if script.is_file() else [sys.executable, "-c", "from msc_trials.cli.app import main; main()"]


def synthetic(number: int) -> list[dict[str, Any]]:
    """Made-up studies of the generator beside the project."""
    namespace: dict[str, Any] = {"__name__": "gen_studies"}
    exec(compile(GENERATOR.read_text(encoding="utf-8"), str(GENERATOR), "exec"), namespace)  # noqa: S102 - our own data
    return [namespace["study"](i) for i in range(number)]


@contextlib.contextmanager
def registry(studies: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The address of ``speed_server`` with these studies, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "studies.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(s, ensure_ascii=False) + "\n" for s in studies)
        command = [sys.executable, "-m", "benchmarks.speed_server", "--studies", str(path)]
        with subprocess.Popen(
            [*command, "--projection", str(STAND_IN)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                yield (server.stdout or sys.stdin).readline().strip()
            finally:
                server.kill()


def markdown(lines: Sequence[Line]) -> str:
    """The table as Markdown."""
    head = ("what", "ours", "other", "ratio", "bar", "passed", "of")
    rows = [head, *(_cells(line) for line in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    texts = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([texts[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *texts[1:]])


def _cells(line: Line) -> tuple[str, ...]:
    passed = "" if line.passed is None else "yes" if line.passed else "**no**"
    return (line.what, line.ours, line.other, line.figure, line.bar, passed, line.of)
