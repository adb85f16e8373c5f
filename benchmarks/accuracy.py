"""Score the reading rules against hand-read labels.

    python -m benchmarks.accuracy cells|relevance|verdicts|directions --labels FILE.csv [--records FILE.jsonl.gz ...]
    python -m benchmarks.accuracy abstracts --labels FILE --url http://127.0.0.1:PORT/entrez/eutils [--set g h]

Prints a table with denominators and every row the rules got wrong. Any label file of the same columns will do.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = ("abstracts", "cells", "relevance", "verdicts", "directions")


def labels_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def half_of(rows: list[dict[str, Any]], half: str, number: str = "nct") -> list[dict[str, Any]]:
    """The labels whose number is even or odd by its last digit; where all numbers end in one digit, by the digit before."""
    if half == "all":
        return rows
    numbers = [str(row[number] or 1).zfill(2) for row in rows]
    at = -2 if len({text[-1] for text in numbers}) == 1 else -1
    print(f"half {half}, by the {'last digit' if at == -1 else 'digit before the last'}")
    return [row for row, text in zip(rows, numbers, strict=True) if (int(text[at]) % 2 == 1) == (half == "odd")]


def records_of(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in data.splitlines():
            if line.strip():
                yield json.loads(line)


def wanted(paths: list[Path], nct_ids: set[str]) -> dict[str, dict[str, Any]]:
    """The raw records asked for, by NCT id; one with results wins, else the first."""
    found: dict[str, dict[str, Any]] = {}
    for raw in records_of(paths):
        nct_id = raw["protocolSection"]["identificationModule"]["nctId"]
        if nct_id in nct_ids and ("resultsSection" in raw or nct_id not in found):
            found[nct_id] = raw
    return found


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--records", type=Path, nargs="*", default=[])
    parser.add_argument("--url", default="", help="address of the E-utilities, for abstracts")
    parser.add_argument(
        "--half",
        choices=("all", "even", "odd"),
        default="all",
        help="labels of one half, by the last digit of NCT number or PMID (by the one before, where all end alike)",
    )
    parser.add_argument("--set", nargs="*", default=[], help="abstracts: only labels of these sets")
    parser.add_argument("--brief", action="store_true", help="figures only, no row is shown (not for relevance)")
    args = parser.parse_args(argv)
    if args.kind == "abstracts":
        from benchmarks import score_abstracts

        return score_abstracts.main(args.labels, args.url, args.half, args.set, args.brief)
    if args.kind in ("verdicts", "directions", "cells"):
        score = importlib.import_module(f"benchmarks.score_{args.kind}")
        return int(score.main(args.labels, args.records, args.half, args.brief))
    score = importlib.import_module(f"benchmarks.score_{args.kind}")
    return int(score.main(args.labels, args.records))


if __name__ == "__main__":
    raise SystemExit(main())
