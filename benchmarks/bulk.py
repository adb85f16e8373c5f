"""Odd words and odd command lines in bulk, in one process, offline: nothing may crash, be slow or be silent.

    python -m benchmarks.bulk words [--count 20000] [--seed 1]
    python -m benchmarks.bulk commands [--count 2000] [--seed 1]
    python -m benchmarks.bulk planted [--count 400] [--seed 1]

Prints how often each kind ended how, and every fault. Files are written only inside a temporary folder; nothing is sent.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.bulk import Tally, through_commands, through_words
from tests.planting import through_planted

_RUNS = {"words": (through_words, 20_000), "commands": (through_commands, 2_000), "planted": (through_planted, 400)}


def main(argv: list[str] | None = None) -> int:
    """Run one kind; 1 when there are faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=_RUNS)
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    run, usual = _RUNS[args.kind]
    count, tally = args.count or usual, Tally()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run(count, args.seed, Path(folder), tally)
        os.chdir("/")
    for end, times in sorted(tally.ends.items()):
        print(f"{times:>7}  {end}")
    for fault in tally.faults:
        print(f"fault: {fault}")
    print(f"{count} {args.kind}: {len(tally.faults)} faults")
    return int(bool(tally.faults))


if __name__ == "__main__":
    raise SystemExit(main())
