"""How two readers of the same records, outcomes or papers agree, who did not see each other's labels.

    python -m benchmarks.readers tests/data/directions_m.csv tests/data/second/directions_m.csv

Prints for each column that both files have how many of the shared rows hold the same. Rows of one key are the same thing;
fields that the first file calls ``disputed`` are left out, numbers are compared as numbers, lists in any order.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.labels import labels_of

KEYS = ("id", "nct", "pmid")


def agreement(first: list[dict[str, str]], second: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Rows alike and rows compared, by column.

    >>> agreement([{"id": "1", "way": "up"}, {"id": "2", "way": "up"}], [{"id": "1", "way": "up"}, {"id": "2", "way": "down"}])
    {'way': (1, 2)}
    """
    key = next(name for name in KEYS if name in first[0] and name in second[0])
    other = {row[key]: row for row in second}
    pairs = {row[key]: (row, other[row[key]]) for row in first if row[key] in other}
    counts = {}
    for column in [name for name in second[0] if name in first[0] and name != key]:
        rows = [(one, two) for one, two in pairs.values() if column not in one.get("disputed", "").split(";")]
        counts[column] = (sum(_plain(one[column]) == _plain(two[column]) for one, two in rows), len(rows))
    return counts


def _plain(cell: str) -> str:
    try:
        return f"{float(cell):.6g}"
    except ValueError:
        return ";".join(sorted(cell.split(";")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    args = parser.parse_args()
    for column, (alike, compared) in agreement(labels_of(args.first), labels_of(args.second)).items():
        print(f"{column:34}{alike:5} of {compared:5} = {alike / max(compared, 1):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
