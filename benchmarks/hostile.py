"""What becomes of an answer when a registry on the loopback is hostile: every scenario in a process with bounds.

    python -m benchmarks.hostile [--all] [--count 40] [--seed 1] [--only NAME ...]

Needs ``../shared/hostile/hostile.py``. Each scenario is asked once in a process of its own, with an empty cache, a limit
of time and one of memory. Prints scenario × outcome. A scenario is not as promised when it is a hang (longer than the time
allowed), a traceback or an undocumented exit code, more memory than allowed, raw control characters in what is printed,
or wrong: an answer from the registry that counts fewer trials than were served.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.loopback import SHARED, served
from msc_trials.cli.common import EXIT_MEANINGS, ExitCode

HOSTILE = SHARED / "hostile" / "hostile.py"
MOST_SECONDS, MOST_MEGABYTES = 60, 400
HELD, WRONG, HANG, TRACEBACK = "as promised", "wrong", "hang", "traceback"
"""Ends. Wrong is everything that is neither of the others: also too much memory, raw control characters, silence."""
_BOUNDED = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
runpy.run_module("msc_trials", run_name="__main__", alter_sys=True)
"""
"""The command behind a wall of memory higher than the measured limit, for the sake of the machine."""
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NONE_SERVED = frozenset({"js_total_zero_none", "b_spaces", "gzip_bomb_199MB_spaces"})
"""Scenarios that truly serve a whole result set without a trial."""


@dataclass(frozen=True)
class Run:
    """One scenario: what came of it, its cost, and what is wrong with it (empty when it is as promised)."""

    name: str
    outcome: str
    seconds: float
    megabytes: int
    fault: str = ""

    @property
    def end(self) -> str:
        """One of the ends."""
        if not self.fault:
            return HELD
        return HANG if "longer" in self.fault else TRACEBACK if "raceback" in self.fault else WRONG


@contextmanager
def registry() -> Iterator[str]:
    """The hostile registry on a free port of the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served([sys.executable, "-B", str(HOSTILE), str(port)]):
        yield f"http://127.0.0.1:{port}"


def names() -> list[str]:
    """Names of all scenarios."""
    listed = subprocess.run([sys.executable, "-B", str(HOSTILE), "--list"], capture_output=True, text=True, check=True)
    return listed.stdout.split()


def chosen(count: int | None, seed: int = 1) -> list[str]:
    """A seeded sample of the scenarios; all for None."""
    known = names()
    return known if count is None else random.Random(seed).sample(known, min(count, len(known)))


def ask(root: str, name: str, seconds_allowed: float = MOST_SECONDS) -> Run:
    """Ask one scenario in a process of its own."""
    condition = "psoriasis" if name.startswith("fit_") else "knee osteoarthritis"
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith("MSC_TRIALS_")},
            "MSC_TRIALS_API_URL": f"{root}/{name}/api/v2",
            "MSC_TRIALS_CACHE_DIR": folder,
            "MSC_TRIALS_PAPERS": "off",
        }
        began = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-c", _BOUNDED, "answer", condition, "--json"],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=told,
        )
        status, usage = _wait(child, began + seconds_allowed)
        seconds = time.monotonic() - began
        out.seek(0)
        told.seek(0)
        written, said = out.read().decode("utf-8", "replace"), told.read().decode("utf-8", "replace")
    megabytes = usage.ru_maxrss // 1024
    outcome, fault = _judge(name, status, written, said)
    if status is None:
        outcome, fault = "hang", f"longer than {seconds_allowed:g} s"
    elif megabytes > MOST_MEGABYTES:
        fault = fault or f"{megabytes} MB"
    return Run(name, outcome, seconds, megabytes, fault)


def _wait(child: subprocess.Popen[bytes], until: float) -> tuple[int | None, resource.struct_rusage]:
    late = False
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return None if late else child.returncode, usage
        if not late and time.monotonic() > until:
            late = True
            os.kill(child.pid, 9)
        time.sleep(0.02)


def _judge(name: str, status: int | None, written: str, said: str) -> tuple[str, str]:
    if "Traceback" in written + said or status == ExitCode.BUG or status not in set(EXIT_MEANINGS):
        return f"exit {status}", "traceback or undocumented exit: " + said.strip()[-300:]
    if _RAW.search(written + said):
        return f"exit {status}", "raw control characters"
    if status != ExitCode.OK:
        return f"exit {int(status or 0)}: {said.strip().splitlines()[0][:90] if said.strip() else '(silent)'}", (
            "" if said.strip() else "no word of why"
        )
    answer = json.loads(written)
    source, counts = answer["provenance"]["source"], answer["answer"]["counts"]
    seen = counts["found"] - counts["ledger_only"]
    outcome = f"{source}, {answer['answer']['level']}, {seen} found, {counts['unreadable']} unreadable"
    if source == "live" and not seen and name not in _NONE_SERVED:
        return outcome, "wrong: an answer without the trials that were served"
    if source == "live" and name.startswith("fit_") and answer["answer"]["level"] in {"none", "early_only"}:
        return outcome, "wrong: the Phase 3 trials that were served are not counted"
    return outcome, ""


def run_all(scenarios: list[str], jobs: int, seconds: float) -> list[Run]:
    """Ask the scenarios, a few at once, and print each as it ends."""
    with registry() as root, ThreadPoolExecutor(jobs) as pool:
        runs = []
        for run in pool.map(lambda name: ask(root, name, seconds), scenarios):
            runs.append(run)
            bad = f"  <- {run.fault}" if run.fault else ""
            print(f"{run.name:<26}{run.seconds:>6.1f}s{run.megabytes:>6} MB  {run.outcome}{bad}", flush=True)
    return runs


def summary(runs: list[Run]) -> str:
    """Counts of each kind of end."""
    kinds = Counter(run.end for run in runs)
    most = max((r.seconds for r in runs), default=0), max((r.megabytes for r in runs), default=0)
    said = ", ".join(f"{kinds[kind]} {kind}" for kind in (HELD, WRONG, HANG, TRACEBACK))
    return f"{len(runs)} hostile scenarios: {said}; longest {most[0]:.0f} s, largest {most[1]} MB"


def main(argv: list[str] | None = None) -> int:
    """Run the scenarios; 1 when any is not as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every scenario instead of a sample")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=MOST_SECONDS, help="allowed for each; more on a busy machine")
    parser.add_argument("--only", nargs="*", default=[])
    args = parser.parse_args(argv)
    if not HOSTILE.is_file():
        print("the hostile registry is not there")
        return 0
    runs = run_all(args.only or chosen(None if args.all else args.count, args.seed), args.jobs, args.seconds)
    print(summary(runs))
    return int(any(run.fault for run in runs))


if __name__ == "__main__":
    raise SystemExit(main())
