"""Rows of the speed table about start-up: help, warm answers as a process and in a process, requests made."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.measuring import (
    STAND_IN,
    Line,
    against,
    command_line,
    limit,
    modules_of,
    process_time,
    registry,
    rounds,
    skipped,
    synthetic,
)
from benchmarks.speed_child import CONDITION

_HEAVY = {"pandas", "numpy", "scipy", "rapidfuzz", "matplotlib", "jinja2"}
_FOUR = "import requests, pydantic, click, diskcache"
_TRIALS = 100
_STARTS = 9


def python(code: str) -> Callable[[], float]:
    return lambda: process_time([sys.executable, "-c", code])


def help_(_: bool) -> Iterator[Line]:
    found = rounds(
        _STARTS, {"ours": lambda: process_time([*command_line(), "--help"]), "click": python("import click")}
    )
    ours, other = statistics.median(found["ours"]) * 1000, statistics.median(found["click"]) * 1000
    of = f"{_STARTS} starts each; 1.5 x `import click` + 60 ms"
    yield limit("`msc-trials --help`", ours, round(1.5 * other + 60), of, unit="ms", other=f"{other:.0f} ms")
    loaded = modules_of(["--help"])
    heavy = sorted((_HEAVY | {"requests", "pydantic", "diskcache"}) & loaded)
    of = f"{len(loaded)} modules loaded; heavy ones: {', '.join(heavy) or 'none'}"
    yield limit("heavy modules loaded by `--help`", len(heavy), 0, of, unit="modules")


def warm(_: bool) -> Iterator[Line]:
    snapshot = ["answer", CONDITION, "--source", "snapshot"]
    found = rounds(_STARTS, {"ours": lambda: process_time([*command_line(), *snapshot]), "four": python(_FOUR)})
    loaded = modules_of(snapshot)
    yield _warm_line("bundled snapshot", found, loaded, _STARTS)
    if not STAND_IN.is_dir():
        yield skipped("warm `answer`, stored", "the generator is not beside the project")
        return
    with registry(synthetic(_TRIALS)) as url, tempfile.TemporaryDirectory() as folder:
        environ = {"MSC_TRIALS_API_URL": f"{url}/0/{_TRIALS}/api/v2", "MSC_TRIALS_CACHE_DIR": folder}
        command = [*command_line(), "answer", CONDITION]
        process_time(command, environ)  # stores the answer
        found = rounds(_STARTS, {"ours": lambda: process_time(command, environ), "four": python(_FOUR)})
        loaded = modules_of(["answer", CONDITION], environ)
    yield _warm_line(f"stored answer of {_TRIALS} trials", found, loaded, _STARTS)


def _warm_line(what: str, found: dict[str, list[float]], loaded: frozenset[str], starts: int) -> Line:
    heavy = sorted(_HEAVY & loaded)
    of = f"{starts} starts each; v `{_FOUR}`; {len(loaded)} modules, heavy: {', '.join(heavy) or 'none'}"
    line = against(f"warm `answer`, {what}", found["ours"], found["four"], 1.6, of, unit="ms")
    return line if not heavy else replace(line, passed=False)


def inside(_: bool) -> Iterator[Line]:
    from msc_trials import answer

    if not STAND_IN.is_dir():
        yield skipped("warm `answer()` in a process", "the generator is not beside the project")
        return
    with registry(synthetic(_TRIALS)) as url, tempfile.TemporaryDirectory() as folder:
        settings = {"api_url": f"{url}/0/{_TRIALS}/api/v2", "cache_dir": folder, "min_interval": 0}
        trials = len(answer(CONDITION, **settings).trials)
        times = []
        for _round in range(21):
            start = time.perf_counter()
            answer(CONDITION, **settings)
            times.append(time.perf_counter() - start)
    of = f"median of {len(times)}; {trials} trials; store opened and closed each time"
    yield limit("warm `answer()` in a process", statistics.median(times) * 1000, 15, of, unit="ms")


def requests(_: bool) -> Iterator[Line]:
    import requests as http

    from msc_trials import answer

    if not STAND_IN.is_dir():
        yield skipped("requests for one condition", "the generator is not beside the project")
        return
    with registry(synthetic(_TRIALS)) as url, tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        settings = {"api_url": f"{url}/0/{_TRIALS}/api/v2", "cache_dir": folder, "min_interval": 0}
        answer(CONDITION, **settings)
        cold = http.get(f"{url}/log", timeout=10).json()
        answer(CONDITION, **settings)
        warm_ = http.get(f"{url}/log", timeout=10).json()
        http.get(f"{url}/0/{_TRIALS}/api/v2/studies?pageSize=1000", timeout=10)
        whole = http.get(f"{url}/log", timeout=10).json()[0]["bytes"]
    paths = [r["path"] for r in cold]
    size = sum(r["bytes"] for r in cold)
    of = f"{', '.join(paths)}; {size / 1000:.0f} of {whole / 1000:.0f} kB that whole records take, packed"
    line = limit("requests for one condition, cold", len(paths), 2, of, unit="requests")
    yield line if paths.count("studies") == 1 else replace(line, passed=False)
    yield limit("requests for one condition, warm", len(warm_), 0, f"{_TRIALS} trials", unit="requests")
