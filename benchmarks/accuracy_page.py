"""Score every label set and write the tables of docs/accuracy.md.

    python -m benchmarks.accuracy_page --data DIR --url http://127.0.0.1:PORT/entrez/eutils [--write docs/accuracy.md]

``DIR`` is the reference data: ``corpus/*.jsonl.gz`` and ``gold``. ``label_sets.csv`` names the sets and the column that
each belongs to; ``first_scores.csv`` keeps how a set was read before anybody had seen what was wrong in it, which no
command can print again. Takes some minutes. No row of a set is shown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks import score_abstracts, score_cells, score_directions, score_verdicts
from benchmarks.labels import Figure, Row, half_of, labels_of, records_of
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.literature import read_article
from msc_trials.registry.result_set import nct_id_of
from msc_trials.results.trial import read_results

HERE = Path(__file__).parent
ROOT = HERE.parent
KINDS = ("cells", "verdicts", "directions", "abstracts")
WISHED = {
    "msc_class": "≥ 0.95", "source": "≥ 0.95", "donor": "≥ 0.95", "route": "≥ 0.92", "guidance": "≥ 0.96",
    "comparator": "≥ 0.92", "primary_kind": "≥ 0.92", "follow-up within 5 %": "≥ 0.97",
    "administrations read": "≥ 0.85", "administrations given that are right": "≥ 0.93",
    "dose read, numbers and unit": "≥ 0.90", "dose numbers given that are right": "≥ 0.95",
    "facts of the high band": "≥ 0.97",
    "verdict exact": "≥ 0.92", "truly met and said so": "≥ 0.90", "verdict `unclear`": "≤ 0.05",
    "said met, truly not met, safety or no comparison": "≤ 0.007",
    "decided": "≥ 0.85", "right of decided": "≥ 0.96",
}  # fmt: skip
"""The share that is wished for on labels nobody has seen."""
WISHED_OF_ABSTRACTS = {
    "claim exact or acceptable": "≥ 0.85", "said a success, truly none": "≤ 0.03", "truly met and said so": "≥ 0.80"
}  # fmt: skip

Read = Callable[[Row], list[Figure]]


class Records:
    """The reference data, read once: trials by NCT number and outcomes by their place."""

    def __init__(self, data: Path, url: str) -> None:
        self.data = data
        self.url = url
        self.paths = sorted((data / "corpus").glob("*.jsonl.gz"))
        self.items = score_directions.items_of(self.paths)
        self.raws: dict[str, dict[str, Any]] = {}
        for raw in records_of(self.paths):
            nct_id = nct_id_of(raw) or ""
            if "resultsSection" in raw or nct_id not in self.raws:
                self.raws[nct_id] = raw

    def labels(self, one: Row) -> Path:
        """The label file of a set: the project's own, else that of the reference data."""
        own = ROOT / one["labels"]
        return own if own.exists() else self.data / one["labels"]

    def trials(self, one: Row) -> list[tuple[Row, Trial]]:
        rows = half_of(labels_of(self.labels(one)), one["half"])
        return [(row, parse_study(self.raws[row["nct"]])) for row in rows if row["nct"] in self.raws]

    def cells(self, one: Row) -> list[Figure]:
        read = [(row, trial.facts) for row, trial in self.trials(one)]
        return [*score_cells.score(read).figures, *score_cells.by_band(read)]

    def verdicts(self, one: Row) -> list[Figure]:
        return score_verdicts.figures([(row, read_results(trial, "experimental")) for row, trial in self.trials(one)])

    def directions(self, one: Row) -> list[Figure]:
        """Outcomes that are no harm, as harm has one direction only."""
        labels = self.labels(one)
        beside = labels.with_name(f"{labels.stem}_items.jsonl")
        items = score_directions.items_of([beside]) if beside.exists() else self.items
        rows = [row for row in half_of(labels_of(labels), one["half"]) if row["is_safety"] == "no"]
        return score_directions.figures(score_directions.read(rows, items))

    def abstracts(self, one: Row) -> list[Figure]:
        sets = one["abstract_sets"].split()
        rows = [row for row in score_abstracts.rows_of(self.labels(one)) if not sets or row["set"] in sets]
        texts = score_abstracts.texts_of(rows, self.url)
        return score_abstracts.score([(row, read_article(texts[row["pmid"]])) for row in rows]).figures


def sums(rows: Iterable[Row], read: Read) -> dict[str, list[Figure]]:
    """The figures of each column, added up over its sets."""
    columns: dict[str, list[Figure]] = {}
    for one in rows:
        found = read(one)
        before = columns.get(one["column"])
        columns[one["column"]] = found if before is None else [
            Figure(a.what, a.part + b.part, a.whole + b.whole) for a, b in zip(before, found, strict=True)
        ]  # fmt: skip
    return columns


def table(columns: dict[str, list[Figure]]) -> str:
    """A table with one row for each figure and one column for each list of them.

    >>> print(table({"a": [Figure("route", 9, 10)], "h": [Figure("route", 3, 4), Figure("dose", 1, 0)]}))
    | what | a | h |
    |---|---|---|
    | route | 9/10 | 3/4 |
    """
    names = dict.fromkeys(figure.what for figures in columns.values() for figure in figures if figure.whole)
    by_name = {column: {f.what: f for f in figures} for column, figures in columns.items()}
    lines = [f"| what | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        found = [by_name[column].get(name) for column in columns]
        lines.append(f"| {name} | {' | '.join(f'{f.part}/{f.whole}' if f and f.whole else '' for f in found)} |")
    return "\n".join(lines)


def expected(kind: str, columns: dict[str, list[Figure]]) -> list[str]:
    """Rows of what a record nobody has looked at gets: the unread sets with share, interval and wished share."""
    wished = WISHED_OF_ABSTRACTS if kind == "abstracts" else WISHED
    return [
        f"| {kind} {column.removesuffix(', unread')} | {f.what} | {f.part}/{f.whole} = {f.part / f.whole:.3f} | "
        f"{f.interval()} | {wished.get(f.what, '')} |"
        for column, figures in columns.items()
        if column.endswith(", unread")
        for f in figures
        if f.whole
    ]


def first_scores(kind: str) -> dict[str, list[Figure]]:
    """The stored figures of sets before anybody read a miss of them."""
    columns: dict[str, list[Figure]] = {}
    for row in labels_of(HERE / "first_scores.csv"):
        if row["kind"] == kind:
            columns.setdefault(row["set"], []).append(Figure(row["what"], int(row["part"]), int(row["whole"])))
    return columns


def made(kind: str) -> str:
    """Which sets there are, whether their misses were read, and how they were made."""
    rows = [row for row in labels_of(HERE / "label_sets.csv") if row["kind"] == kind]
    lines = [f"| {row['column']} | {row['set']} | {row['state']} | {row['how']} |" for row in rows]
    return "\n".join(["| column | set | misses | how it was made |", "|---|---|---|---|", *lines])


def filled(page: str, tables: dict[str, str]) -> str:
    """The page with every table between its two marks.

    >>> print(filled("<!-- table x -->\\nold\\n<!-- end -->", {"x": "new"}))
    <!-- table x -->
    <BLANKLINE>
    new
    <BLANKLINE>
    <!-- end -->
    """
    for name, text in tables.items():
        marks = re.compile(rf"(<!-- table {re.escape(name)} -->\n).*?(<!-- end -->)", re.S)
        if not marks.search(page):
            raise SystemExit(
                f"the page has no place for the table '{name}': write <!-- table {name} --> and <!-- end -->"
            )
        page = marks.sub(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", page)  # type: ignore[misc]
    return page


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--url", required=True, help="address of the E-utilities")
    parser.add_argument("--write", type=Path, help="the page to write into; else tables are printed")
    args = parser.parse_args(argv)
    records = Records(args.data, args.url)
    tables: dict[str, str] = {}
    unread: list[str] = []
    for kind in KINDS:
        sets = [row for row in labels_of(HERE / "label_sets.csv") if row["kind"] == kind]
        columns = sums(sets, getattr(records, kind))
        unread += expected(kind, columns)
        tables |= {kind: table(columns), f"{kind} first": table(first_scores(kind)), f"{kind} sets": made(kind)}
    day = dt.datetime.now(dt.UTC)
    head = ["| set | what | agree | 95 % interval | wished for |", "|---|---|---|---|---|"]
    tables["expected"] = "\n".join([f"Figures of {day.day} {day:%B %Y}.", "", *head, *unread])
    if args.write:
        args.write.write_text(filled(args.write.read_text(encoding="utf-8"), tables), encoding="utf-8")
    else:
        print("\n\n".join(f"{name}\n{text}" for name, text in tables.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
