"""How long a person waits, measured as whole processes side by side in one run.

    python -m benchmarks.speed [--only NAME ...] [--rounds 5] [--write docs/speed.md]

Real records are served on loopback with 0 or 300 ms before each response. Contestants run in turn, round after round; a
ratio is the median of the ratios of rounds. Settings are the default ones but for the address, the folder of stored answers
(empty for a cold answer) and papers, which are left out. Python keeps compiled modules in a folder of the run, as an
installed package has them. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from benchmarks.loopback import registry

ROOT = Path(__file__).parents[1]
CONDITION = "knee osteoarthritis"
FIVE = ("knee osteoarthritis", "stroke", "ALS", "heart failure", "crohn disease")
COMMAND = [sys.executable, "-c", "from msc_trials.cli.app import main; main()"]
COMPILED = tempfile.TemporaryDirectory()
IMPORTS = "import requests, pydantic, click, diskcache"
FLOOR = """
import requests, sys
params = {"query.cond": "knee osteoarthritis", "pageSize": "1000", "fields": sys.argv[2]}
print(len(requests.get(sys.argv[1] + "/studies", params=params).json()["studies"]))
"""
REFRESH = """
import sys, tempfile, time
from urllib.request import urlopen
from msc_trials import Client, answer
answer("stroke", source="snapshot")
import msc_trials.evidence.assess, msc_trials.registry.pages
with tempfile.TemporaryDirectory() as folder:
    for changed in (0, 0, 2):
        urlopen(f"{sys.argv[2]}/change/{changed}").read()
        start = time.process_time()
        with Client(api_url=sys.argv[1], cache_dir=folder, papers=False, refresh=True) as client:
            client.answer("knee osteoarthritis")
        print(time.process_time() - start)
urlopen(f"{sys.argv[2]}/change/0").read()
"""
_START, _END = "<!-- table -->\n", "<!-- end of table -->"


class Line(NamedTuple):
    what: str
    ours: str
    other: str
    figure: float
    unit: str
    bar: float | None

    @property
    def row(self) -> str:
        """The line as a row of the table."""
        missed = "**missed** " if self.bar is not None and self.figure > self.bar else ""
        bar = "" if self.bar is None else f"{missed}<= {self.bar:g} {self.unit}"
        return f"| {self.what} | {self.ours} | {self.other} | {self.figure:,.3g} {self.unit} | {bar} |"


class Run(NamedTuple):
    """What one process took: seconds from start to end, seconds of processor time, most resident memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], **environ: str) -> Run:
    """Run a process to its end; raises when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env={**_environ(), **environ}, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)[:200]}: {said.read().decode(errors='replace')[-500:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def _environ() -> dict[str, str]:
    """The environment of every process: modules are compiled once, as an installation has them."""
    own = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "MSC_TRIALS_"))}
    return {**own, "PYTHONPYCACHEPREFIX": COMPILED.name}


def ask(url: str, *arguments: str, folder: str = "") -> Run:
    """The command line against the loopback registry; without a folder nothing is stored before."""
    with tempfile.TemporaryDirectory() as empty:
        where = {"MSC_TRIALS_API_URL": url, "MSC_TRIALS_CACHE_DIR": folder or empty, "MSC_TRIALS_PAPERS": "0"}
        return run([*COMMAND, *arguments], **where)


def rounds(count: int, contestants: Mapping[str, Callable[[], Run]]) -> dict[str, list[Run]]:
    """Run every contestant once a round, in turn, so that what else the machine does falls on all of them."""
    found: dict[str, list[Run]] = {name: [] for name in contestants}
    for _ in range(count):
        for name, contestant in contestants.items():
            found[name].append(contestant())
    return found


def best(runs: Sequence[Run], field: str = "wall") -> Run:
    """The run that took least."""
    return min(runs, key=lambda one: getattr(one, field))


def against(what: str, ours: list[Run], other: list[Run], bar: float | None, field: str = "wall") -> Line:
    """A line whose figure is the median of the ratios of rounds."""
    mine, theirs = ([getattr(run, field) for run in runs] for runs in (ours, other))
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    return Line(what, _ms(statistics.median(mine)), _ms(statistics.median(theirs)), ratio, "x", bar)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def cold(url: str, count: int) -> Iterator[Line]:
    """A cold answer against one process that imports requests, fetches the same fields once and decodes them."""
    from msc_trials.registry.shape import FIELDS

    for trials in (20, 112, 300):
        for latency in (0, 300):
            api = f"{url}/{latency}/{trials}/api/v2"
            floor = partial(run, [sys.executable, "-c", FLOOR, api, ",".join(FIELDS)])
            ours = partial(ask, api, "answer", CONDITION)
            _ = floor(), ours()  # the server makes its page once, and modules are compiled
            found = rounds(count, {"floor": floor, "ours": ours})
            bar = 8.0 if not latency else {20: None, 112: 2.5, 300: 2.7}[trials]
            yield against(f"cold answer, {trials} trials, {latency} ms a response", found["ours"], found["floor"], bar)
            if trials == 112 and latency:
                memory = statistics.median(one.memory for one in found["ours"])
                yield Line("- memory of it", f"{memory:.0f} MB", "", memory, "MB", 100)


def warm(url: str, count: int) -> Iterator[Line]:
    """Help, and answers that are at hand."""
    api = f"{url}/0/112/api/v2"
    with tempfile.TemporaryDirectory() as folder:
        ask(api, "answer", CONDITION, folder=folder)
        contestants = {
            "imports": partial(run, [sys.executable, "-c", IMPORTS]),
            "stored": partial(ask, api, "answer", CONDITION, folder=folder),
            "snapshot": partial(ask, api, "answer", CONDITION, "--source", "snapshot"),
            "click": partial(run, [sys.executable, "-c", "import click"]),
            "help": partial(run, [*COMMAND, "--help"]),
        }
        found = rounds(count, contestants)
    for what, name in (("stored answer of 112 trials", "stored"), ("answer from the bundled snapshot", "snapshot")):
        yield against(f"{what} (other: `{IMPORTS}`)", found[name], found["imports"], 1.3)
    pairs = [(a.wall, b.wall) for a, b in zip(found["help"], found["click"], strict=True)]
    ours, other = (_ms(statistics.median(walls)) for walls in zip(*pairs, strict=True))
    beyond = statistics.median((a - 1.3 * b) * 1000 for a, b in pairs)
    yield Line("`--help`, beyond 1.3 x `import click`", ours, other, beyond, "ms", 30)


def refresh(url: str, count: int) -> Iterator[Line]:
    """Processor time of a refresh of 112 studies against the cold answer, inside a process and as whole processes."""
    api, times, processes = f"{url}/0/112/api/v2", [], []
    for _ in range(count):
        code = [sys.executable, "-c", REFRESH, api, url]
        done = subprocess.run(code, cwd=ROOT, env=_environ(), capture_output=True, check=True)
        times.append([Run(float(text), float(text), 0) for text in done.stdout.split()])
        with tempfile.TemporaryDirectory() as folder:
            first = ask(api, "answer", CONDITION, folder=folder)
            urlopen(f"{url}/change/2").read()
            processes.append((first, ask(api, "answer", CONDITION, "--refresh", folder=folder)))
            urlopen(f"{url}/change/0").read()
    cold, none, two = map(list, zip(*times, strict=True))
    yield against("refresh, 0 of 112 changed, processor time (other: cold)", none, cold, None)
    yield against("refresh, 2 of 112 changed, processor time (other: cold)", two, cold, 0.25)
    firsts, again = map(list, zip(*processes, strict=True))
    yield against("- the same as whole processes, with Python's start and imports", again, firsts, None, "cpu")


def compare(url: str, count: int) -> Iterator[Line]:
    """Five conditions of 112 trials each against the slowest of them alone."""
    api = f"{url}/300/112/api/v2"
    alone = {name: partial(ask, api, "answer", name) for name in FIVE}
    found = rounds(count, {**alone, "five": partial(ask, api, "compare", *FIVE)})
    slowest = [max(runs, key=lambda run: run.wall) for runs in zip(*(found[name] for name in FIVE), strict=True)]
    yield against("compare of five, cold, 300 ms (other: the slowest of them)", found["five"], slowest, 2.5)


def progress(url: str, count: int) -> Iterator[Line]:
    """A search that finds 1,500 studies: milliseconds until a person at a terminal sees something."""
    waited: list[float] = []
    for _ in range(count + 1):  # the first run compiles the modules
        with tempfile.TemporaryDirectory() as folder:
            where = {"MSC_TRIALS_API_URL": f"{url}/300/1500/api/v2", "MSC_TRIALS_CACHE_DIR": folder}
            master, terminal = os.openpty()
            start = time.perf_counter()
            search = [*COMMAND, "search", "cancer", "--csv", "-o", f"{folder}/found.csv"]
            one = subprocess.Popen(search, env={**_environ(), **where}, stderr=terminal)
            os.read(master, 1)
            waited.append((time.perf_counter() - start) * 1000)
            one.kill()  # the rest is not measured here
            one.wait()
    yield Line(
        'search for "cancer", 1,500 found: first sign of life', "", "", statistics.median(waited[1:]), "ms", 1000
    )


ROWS: dict[str, Callable[[str, int], Iterator[Line]]] = {
    row.__name__: row for row in (cold, warm, refresh, compare, progress)
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=ROWS, action="append", help="these rows only")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="document to put the table into")
    args = parser.parse_args(argv)
    with registry() as url:
        lines = [line for name in args.only or ROWS for line in ROWS[name](url, args.rounds)]
    judged = [line for line in lines if line.bar is not None]
    met = sum("**missed**" not in line.row for line in judged)
    machine = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {os.cpu_count()} cores (shared, load {os.getloadavg()[0]:.0f})"
    state = f"{machine}, Python {platform.python_version()}, {args.rounds} rounds: {met} of {len(judged)} bars met.\n"
    text = [state, "| what | ours | other | figure | bar |", "|---|---|---|---|---|", *(line.row for line in lines)]
    print("\n".join(text))
    if args.write:
        before, rest = args.write.read_text(encoding="utf-8").split(_START)
        args.write.write_text(f"{before}{_START}{chr(10).join(text)}\n{_END}{rest.split(_END)[1]}", encoding="utf-8")
    return int(met < len(judged))


if __name__ == "__main__":
    raise SystemExit(main())
