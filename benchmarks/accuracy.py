"""Score the reading rules against hand-read labels.

    python -m benchmarks.accuracy cells|relevance|verdicts|directions --labels FILE.csv [--records FILE.jsonl.gz ...]
    python -m benchmarks.accuracy abstracts --labels FILE --url http://127.0.0.1:PORT/entrez/eutils [--set g h]

Prints a table with denominators and every row the rules got wrong. Any label file of the same columns will do.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

KINDS = ("abstracts", "cells", "relevance", "verdicts", "directions")


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
    parser.add_argument("--brief", action="store_true", help="figures only, no row is shown")
    args = parser.parse_args(argv)
    score = importlib.import_module(f"benchmarks.score_{args.kind}")
    if args.kind == "abstracts":
        return int(score.main(args.labels, args.url, args.half, args.set, args.brief))
    return int(score.main(args.labels, args.records, args.half, args.brief))


if __name__ == "__main__":
    raise SystemExit(main())
