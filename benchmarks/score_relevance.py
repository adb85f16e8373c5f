"""Is it an MSC trial at all, against hand-read labels (columns nct, msc_class, evidence_use).

Precision and recall are printed twice: for "an MSC product or a relative of it" (any class but not_msc), and for the
classes that count as MSC therapy (core, msc_like, gene_modified). Any file with ``nct`` and ``msc_class`` will do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.labels import Row, labelled_trials, share
from msc_trials.extraction.facts import COUNTED_CLASSES, Facts


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    """``half``: ``even``, ``odd`` or ``all``; ``brief`` leaves out the wrong rows."""
    found, whole = labelled_trials(labels, records, half)
    read = [(row, trial.facts) for row, trial in found]
    print_detection(read)
    print(f"\n{'field':22}{'right':>7}{'scored':>8}{'share':>8}")
    wrong = [
        *score("msc_class", read, lambda facts: set(facts.product.msc_class)),
        *score("evidence_use", read, lambda facts: {facts.evidence_use}),
    ]
    if not brief:
        print("".join(f"\n{line}" for line in wrong))
    return int(not whole)


def print_detection(read: list[tuple[Row, Facts]]) -> None:
    """Precision and recall of both readings of "an MSC trial"."""
    for name, counts in (
        ("MSC or relative", lambda classes: bool(classes - {"not_msc"})),
        ("counted classes", lambda classes: bool(classes & COUNTED_CLASSES)),
    ):
        pairs = [
            (counts(set(row["msc_class"].split(";"))), counts(set(facts.product.msc_class))) for row, facts in read
        ]
        hits, said, true = sum(a and b for a, b in pairs), sum(b for _, b in pairs), sum(a for a, _ in pairs)
        print(f"{name}: precision {share(hits, said)}, recall {share(hits, true)}")


def score(field: str, read: list[tuple[Row, Facts]], value: Callable[[Facts], set[str]]) -> list[str]:
    """Print one line of the table; return the rows that are wrong. Disputed and empty labels are left out."""
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
    right = len(scored) - len(wrong)
    print(f"{field:22}{right:>7}{len(scored):>8}{right / len(scored) if scored else 0:>8.3f}")
    return wrong
