"""Records per second on one core, by step and by kind of record.

    python -m benchmarks.throughput --records FILE.jsonl.gz ... [--count 1000]

Processor time of this process, after a warm-up; compare steps of one run with each other, not runs of different machines.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Iterable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from benchmarks.labels import records_of
from msc_trials.evidence.assess import assess
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study

_WARM = 300


def forget() -> None:
    """Forget the texts that rules remember (not the compiled rules, nor the calendar), so that every record is new."""
    for name, module in list(sys.modules.items()):
        if name.startswith("msc_trials") and name != "msc_trials.records.study":
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


def rate(step: Callable[[Any], object], items: list[Any]) -> float:
    """Records per second of processor time, after some to compile the rules; no text is remembered from those."""
    for item in items[:_WARM]:
        step(item)
    forget()
    start = time.process_time()
    for item in items:
        step(item)
    return len(items) / (time.process_time() - start)


def measure(name: str, raws: Iterable[Any]) -> None:
    items = list(raws)
    if not items:
        return
    posted = [t for t in map(parse_study, items) if t.posted_primary]
    gc.collect()
    gc.freeze()
    print(f"{name}: {len(items)} records")
    print(f"  parse                    {rate(parse_study, items):>8.0f}/s")
    print(f"  parse, classify          {rate(lambda raw: parse_study(raw).msc_class, items):>8.0f}/s")
    if posted:
        print(f"  judge, as registered     {rate(lambda t: judge(t, 'experimental'), posted):>8.0f}/s")
    print(f"  parse, classify, judge   {rate(judged, items):>8.0f}/s")
    print(f"  everything an answer has {rate(lambda raw: assess(parse_study(raw)), items):>8.0f}/s")


def judged(raw: Any) -> object:
    """What was given, by arm, and the verdict: all of a record that counting verdicts needs."""
    trial = parse_study(raw)
    return trial.msc_class, judge(trial)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--count", type=int, default=1000)
    args = parser.parse_args(argv)
    everything = list(records_of(args.records))
    random.Random(1).shuffle(everything)
    measure("with posted results", [r for r in everything if "resultsSection" in r][: args.count])
    measure("protocol only", [r for r in everything if "resultsSection" not in r][: args.count])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
