"""Records and hand-read labels as benchmarks read them, and how shares and confusion tables are printed."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scipy.stats import binomtest

from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.registry.result_set import nct_id_of

Row = dict[str, str]
"""A label, by column."""


class Figure(NamedTuple):
    """How many of the rows that a question is asked of agree with the label."""

    what: str
    part: int
    whole: int

    def interval(self) -> str:
        """The 95 % interval of the share (Wilson, JASA 1927;22:209-212).

        >>> Figure("route", 39, 43).interval()
        '0.78–0.96'
        """
        if not self.whole:
            return ""
        found = binomtest(self.part, self.whole).proportion_ci(confidence_level=0.95, method="wilson")
        return f"{found.low:.2f}–{found.high:.2f}"


class Score(NamedTuple):
    """Figures, and a line for each row on which label and reading differ."""

    figures: list[Figure]
    misses: list[str]


def labels_of(path: Path) -> list[Row]:
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
        nct_id = nct_id_of(raw) or ""
        if nct_id in nct_ids and ("resultsSection" in raw or nct_id not in found):
            found[nct_id] = raw
    return found


def labelled_trials(labels: Path, records: list[Path], half: str) -> tuple[list[tuple[Row, Trial]], bool]:
    """The labels of a half with their trials, and whether every label has its trial; the numbers are printed."""
    rows = half_of(labels_of(labels), half)
    raws = wanted(records, {row["nct"] for row in rows})
    found = [(row, parse_study(raws[row["nct"]])) for row in rows if row["nct"] in raws]
    print(f"{len(found)} of {len(rows)} labelled trials found")
    return found, len(found) == len(rows)


def share(part: int, whole: int) -> str:
    """``3/4 = 0.750``."""
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "0/0"


def print_figures(figures: Iterable[Figure]) -> None:
    """A line for each figure: agreeing rows, all rows, share and its interval."""
    for figure in figures:
        print(f"{figure.what:44} {share(figure.part, figure.whole):24} {figure.interval()}")


def print_confusion(counts: Counter[tuple[str, str]], labels: Sequence[str], readings: Sequence[str]) -> None:
    """How often each label was read as what; labels that do not occur are left out."""
    print("\nlabel (row) by reading (column)\n" + " " * 18 + "".join(f"{r[:15]:>17}" for r in readings) + f"{'n':>6}")
    for label in labels:
        cells = [counts[label, reading] for reading in readings]
        if sum(cells):
            print(f"{label:18}" + "".join(f"{n or '.':>17}" for n in cells) + f"{sum(cells):>6}")
