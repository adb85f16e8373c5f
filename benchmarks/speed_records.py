"""Rows of the speed table about records: reading and judging rates, frames, the bundled snapshot."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.accuracy import records_of
from benchmarks.measuring import GENERATOR, SHARED, Line, against, limit, rounds, skipped, synthetic
from benchmarks.throughput import judged, rate
from msc_trials.evidence.assess import assess
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study

_BARS = {True: 2000, False: 6000}
_FEW, _MANY = 500, 2000
_ROUNDS = 3


def rates(_: bool) -> Iterator[Line]:
    files = sorted((SHARED / "corpus").glob("*.jsonl.gz"))
    sources: dict[str, list[Any]] = {}
    if files:
        sources["real"] = list(records_of(files))
        random.Random(1).shuffle(sources["real"])
    if GENERATOR.is_file():
        sources["synthetic"] = synthetic(4 * _MANY)
    if not sources:
        yield skipped("parse, classify, judge", "no records beside the project")
    for source, records in sources.items():
        for posted in (True, False):
            chosen = [r for r in records if ("resultsSection" in r) == posted][:_MANY]
            what = f"parse, classify, judge: {source}, {'with results' if posted else 'protocol only'}"
            yield from _rate_lines(what, chosen, _BARS[posted] if source == "real" else None)
        sources[source] = []


def _rate_lines(what: str, records: list[Any], bar: int | None) -> Iterator[Line]:
    few = records[: len(records) // 4]
    posted = [trial for trial in map(parse_study, records) if trial.posted_primary]
    gc.collect()
    gc.freeze()  # all that is only held here
    contestants = {
        "few": lambda: rate(judged, few),
        "many": lambda: rate(judged, records),
        "everything": lambda: rate(lambda raw: assess(parse_study(raw)), records),
    }
    if posted and bar:
        contestants["registered"] = lambda: rate(lambda trial: judge(trial, "experimental"), posted)
    found = rounds(_ROUNDS, contestants)
    gc.unfreeze()
    speed = statistics.median(found["many"])
    growth = statistics.median(a / b for a, b in zip(found["few"], found["many"], strict=True))
    of = f"median of {_ROUNDS} x {len(records)} records, processor time of one core"
    yield Line(what, f"{speed:.0f}/s", "", "", f">= {bar}/s" if bar else "", speed >= bar if bar else None, of)
    of = f"time per record at {len(records)} / at {len(few)} records"
    yield Line("- linear", "", "", f"{growth:.2f} x", "<= 1.15 x", growth <= 1.15, of)
    speed = statistics.median(found["everything"])
    yield Line(
        "- everything an answer holds", f"{speed:.0f}/s", "", "", "", None, "doses, routes, sources and all else too"
    )
    if "registered" in found:
        speed = statistics.median(found["registered"])
        of = f"median of {_ROUNDS} x {len(posted)} trials with posted primary results, judged by their registered arms, parsed before"
        yield Line("- judge every posted result", f"{speed:.0f}/s", "", "", ">= 2000/s", speed >= 2000, of)


def frames(_: bool) -> Iterator[Line]:
    import pandas as pd

    from msc_trials import to_frame

    if not GENERATOR.is_file():
        yield skipped("`to_frame`", "the generator is not beside the project")
        return
    raws = synthetic(_MANY)
    judged = [assess(parse_study(raw)) for raw in raws]
    gc.collect()
    gc.freeze()
    contestants = {
        "judged": lambda: _seconds(lambda: to_frame(judged)),
        "fresh": lambda: _fresh(raws),
        "other": lambda: _seconds(lambda: pd.json_normalize(raws)),
    }
    found = rounds(5, contestants)
    gc.unfreeze()
    of = f"median of 5; {_MANY} synthetic studies; v `json_normalize` of them"
    yield against("`to_frame`, trials of an answer", found["judged"], found["other"], 1.0, of, unit="ms")
    what = "- trials just read: classified and judged on the way"
    yield against(what, found["fresh"], found["other"], None, of, unit="ms")


def _fresh(raws: list[Any]) -> float:
    from msc_trials import to_frame

    trials = [parse_study(raw) for raw in raws]
    return _seconds(lambda: to_frame(trials))


def _seconds(run: Any) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def snapshot(_: bool) -> Iterator[Line]:
    from msc_trials import answer
    from msc_trials.local import snapshot as store

    path = store.bundled_path()
    times = [_seconds(lambda: store.load(path)) for _round in range(9)]
    trials = store.load(path).manifest.trials
    of = f"median of {len(times)}; {trials} trials"
    yield limit("bundled snapshot: load", statistics.median(times) * 1000, 40, of, unit="ms")
    yield limit("bundled snapshot: size", path.stat().st_size / 1e6, 1, f"{trials} trials", unit="MB")
    condition = "knee osteoarthritis"
    counted = len(answer(condition, source="snapshot").trials)
    times = [_seconds(lambda: answer(condition, source="snapshot")) for _round in range(9)]
    of = f"median of {len(times)}; {counted} trials of {trials}, snapshot loaded before"
    yield limit("`answer()` from the snapshot in a process", statistics.median(times) * 1000, 15, of, unit="ms")
