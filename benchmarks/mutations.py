"""Damage records at random and run them through everything: parse, classify, judge, tables, answer, render.

    python -m benchmarks.mutations --records FILE.jsonl.gz ... [--count 10000] [--seed 1]

Prints how many damaged records were read, refused with a named error, and how many crashed anything (must be 0).
"""

from __future__ import annotations

import argparse
import random
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.labels import records_of
from msc_trials.errors import RecordError
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.summary import summarise
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study
from msc_trials.local.snapshot import facts_only
from msc_trials.output.as_json import answer_json
from msc_trials.output.columns import ABOUT
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.tables import rows
from msc_trials.output.terminal import answer_text
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from tests.mutation import mutated

_BATCH = 200


def through_everything(raw: Any) -> Assessment:
    trial = parse_study(raw)
    judge(trial)
    judge(trial, arms="experimental")
    for table in ABOUT:
        rows(trial, table)
    assessment = assess(trial)
    if from_json(Assessment, to_json(assessment)) != assessment:
        raise AssertionError("an assessment changed by storing it")
    facts_only(assessment)
    return assessment


def render(assessments: list[Assessment]) -> None:
    origin = Provenance(source="live", url="", data_timestamp="", api_version="", retrieved_at="", total=0)
    answer = summarise(Query.for_condition("knee osteoarthritis"), origin, assessments)
    answer_text(answer, everything=True)
    answer_json(answer)
    answer_fragment(answer)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    rng = random.Random(args.seed)
    originals = list(records_of(args.records))
    seen: Counter[str] = Counter()
    batch: list[Assessment] = []
    for _ in range(args.count):
        raw = rng.choice(originals)
        for _ in range(rng.randrange(1, 4)):
            raw = mutated(raw, rng)
        try:
            batch.append(through_everything(raw))
            seen["read"] += 1
        except RecordError:
            seen["refused with RecordError"] += 1
        except Exception:
            seen["crashed"] += 1
            traceback.print_exc()
        if len(batch) >= _BATCH:
            render(batch)
            batch.clear()
    render(batch)
    for outcome in ("read", "refused with RecordError", "crashed"):
        print(f"{outcome:<26}{seen[outcome]:>7} of {args.count}")
    return int(seen["crashed"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
