"""Is it an MSC trial at all, against hand-read labels (columns nct, msc_class, evidence_use).

Precision and recall are printed twice: for "an MSC product or a relative of it" (any class but not_msc), and for the
classes that count as MSC therapy (core, msc_like, gene_modified). Any file with ``nct`` and ``msc_class`` will do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.labels import Figure, Row, Score, labelled_trials, print_figures
from msc_trials.extraction.facts import COUNTED_CLASSES, Facts


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    """``half``: ``even``, ``odd`` or ``all``; ``brief`` leaves out the wrong rows."""
    found, whole = labelled_trials(labels, records, half)
    read = [(row, trial.facts) for row, trial in found]
    parts = [
        agreement("msc_class", read, lambda facts: set(facts.product.msc_class)),
        agreement("evidence_use", read, lambda facts: {facts.evidence_use}),
    ]
    print_figures([*detection(read), *(figure for part in parts for figure in part.figures)])
    if not brief:
        print("".join(f"\n{line}" for part in parts for line in part.misses))
    return int(not whole)


def detection(read: list[tuple[Row, Facts]]) -> list[Figure]:
    """Precision and recall of both readings of "an MSC trial"."""
    figures = []
    for name, counts in (
        ("MSC or relative", lambda classes: bool(classes - {"not_msc"})),
        ("counted classes", lambda classes: bool(classes & COUNTED_CLASSES)),
    ):
        pairs = [
            (counts(set(row["msc_class"].split(";"))), counts(set(facts.product.msc_class))) for row, facts in read
        ]
        hits, said, true = sum(a and b for a, b in pairs), sum(b for _, b in pairs), sum(a for a, _ in pairs)
        figures += [Figure(f"{name}: precision", hits, said), Figure(f"{name}: recall", hits, true)]
    return figures


def agreement(field: str, read: list[tuple[Row, Facts]], value: Callable[[Facts], set[str]]) -> Score:
    """How often a field is read as labelled. Disputed and empty labels are left out."""
    scored = [
        (row, set(row[field].split(";")), value(facts))
        for row, facts in read
        if row.get(field) and field not in row.get("disputed", "").split(";")
    ]
    wrong = [
        f"{row['nct']} {field}: got {';'.join(sorted(got))}, wanted {row[field]}"
        for row, label, got in scored
        if got != label
    ]
    return Score([Figure(field, len(scored) - len(wrong), len(scored))], wrong)
