"""Compare what two versions of the code read from the same records: facts, assessment and both verdicts.

    python -m benchmarks.differential dump OUT.jsonl RECORDS.jsonl.gz ...
    python -m benchmarks.differential compare OLD.jsonl NEW.jsonl

``compare`` prints one line per value that differs (file, NCT number, value, old, new) and a count with its denominator.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from benchmarks.labels import records_of


def plain(value: Any) -> Any:
    """A value as JSON shows it; unknown types as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value if isinstance(value, (int, float, bool)) or value is None else str(value)


def verdict_row(verdict: Any) -> dict[str, Any]:
    from msc_trials.results.tests.unadjusted_test import hint

    names = ("index", "measure", "direction", "status", "p_text", "effect", "groups", "worse")
    findings = [
        {name: plain(getattr(f, name)) for name in names} | {"hint": hint(f.unadjusted) if f.unadjusted else ""}
        for f in verdict.findings
    ]
    own = ("status", "source", "confidence", "worse", "decisive", "effect")
    return {**{name: plain(getattr(verdict, name)) for name in own}, "why": verdict.why(), "findings": findings}


def dump(paths: list[Path]) -> Iterator[dict[str, Any]]:
    from msc_trials import judge, parse_study
    from msc_trials.evidence.assess import assess
    from msc_trials.registry.plain_json import to_json

    for path in paths:
        for raw in records_of([path]):
            trial = parse_study(raw)
            yield {
                "file": path.name,
                "id": trial.nct_id,
                "facts": plain(trial.facts),
                "assess": to_json(assess(trial)),
                "exp": verdict_row(judge(trial, "experimental")),
                "msc": verdict_row(judge(trial)),
            }


def differences(old: Any, new: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Places at which two JSON values differ, with both values."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), f"{place}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{place}[{i}]")
    elif old != new:
        yield place.lstrip("."), old, new


def compare(old: Path, new: Path) -> int:
    pairs = list(zip_longest(_lines(old), _lines(new)))
    changed = 0
    for one, other in pairs:
        found = list(differences(one, other))
        changed += bool(found)
        for place, before, after in found:
            print(f"{(one or other)['file']} {(one or other)['id']} {place}: {before!r} -> {after!r}")
    print(f"{changed} of {len(pairs)} records differ")
    return int(changed > 0)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("dump", "compare"))
    parser.add_argument("first", type=Path)
    parser.add_argument("others", type=Path, nargs="+")
    args = parser.parse_args(argv)
    if args.what == "compare":
        return compare(args.first, args.others[0])
    with args.first.open("w", encoding="utf-8") as out:
        for row in dump(args.others):
            out.write(json.dumps(row, sort_keys=True, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
