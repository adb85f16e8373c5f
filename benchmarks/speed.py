"""Every speed this project promises, measured side by side in one run.

    python -m benchmarks.speed [--only NAME] [--no-peers] [--write docs/speed.md]

Prints a table with the ratio, the bar and the denominators. Contestants run in turn in rounds; a ratio is the median of
the ratios of rounds, so it means something on a busy machine; milliseconds alone do not. Rows that need data or packages
that are not there say so. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import speed_pulls, speed_records, speed_starts
from benchmarks.measuring import Line, markdown

ROWS: dict[str, Callable[[bool], Iterator[Line]]] = {
    "help": speed_starts.help_,
    "warm": speed_starts.warm,
    "inside": speed_starts.inside,
    "pull": speed_pulls.pulls,
    "requests": speed_starts.requests,
    "rates": speed_records.rates,
    "frames": speed_records.frames,
    "snapshot": speed_records.snapshot,
}
_START, _END = "<!-- table -->\n", "<!-- end of table -->"


def machine() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}"


def write(path: Path, table: str) -> None:
    """Put the table between the two marks of a document."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(_START)
    path.write_text(f"{before}{_START}{table}\n{_END}{rest.split(_END)[1]}", encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=ROWS, action="append", help="this row only; repeat for more")
    parser.add_argument("--no-peers", action="store_true", help="leave other packages out")
    parser.add_argument("--write", type=Path, help="document to put the table into")
    args = parser.parse_args(argv)
    lines: list[Line] = []
    for name in args.only or ROWS:
        lines += ROWS[name](not args.no_peers)
    missed = sum(line.passed is False for line in lines)
    judged = sum(line.passed is not None for line in lines)
    table = f"{machine()}: {judged - missed} of {judged} bars met.\n\n{markdown(lines)}"
    print(table)
    if args.write:
        write(args.write, table)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
