"""Score ``read_results`` against hand-read trial verdicts: confusion table, the four figures, every disagreement."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.labels import Figure, Row, labelled_trials, print_confusion, print_figures
from msc_trials.results.findings import Verdict, VerdictStatus
from msc_trials.results.trial import read_results

GOOD = {"met", "met_noninferior"}
NEVER_GOOD = {"not_met", "no_comparison", "safety_only"}


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    found, _ = labelled_trials(labels, records, half)
    pairs = [(row, read_results(trial, "experimental")) for row, trial in found]
    counts = Counter((r["trial_verdict"], v.status.value) for r, v in pairs)
    names = [s.value for s in VerdictStatus if any(s.value in pair for pair in counts)]
    print_confusion(counts, names, names)
    for name, chosen in (
        ("all rows", pairs),
        ("without confidence low", [(r, v) for r, v in pairs if r.get("confidence") != "low"]),
    ):
        print(f"\n{name}: {len(chosen)} trials")
        print_figures(figures(chosen))
    if brief:
        return 0
    _low(pairs)
    for row, verdict in pairs:
        if row["trial_verdict"] != verdict.status.value:
            _disagreement(row, verdict)
    return 0


def figures(pairs: list[tuple[Row, Verdict]]) -> list[Figure]:
    """Exact verdicts, false successes, recall of success, abstentions and harm, over all pairs."""
    met = [v for r, v in pairs if r["trial_verdict"] == "met"]
    false_met = sum(v.status.value in GOOD and r["trial_verdict"] in NEVER_GOOD for r, v in pairs)
    counts = {
        "verdict exact": sum(r["trial_verdict"] == v.status.value for r, v in pairs),
        "said met, truly not met, safety or no comparison": false_met,
        "verdict `unclear`": sum(v.status is VerdictStatus.UNCLEAR for _, v in pairs),
        "worse than the comparator, or not": sum((r.get("worse") == "yes") == v.worse for r, v in pairs),
    }
    hits = sum(v.status is VerdictStatus.MET for v in met)
    return [
        *(Figure(what, part, len(pairs)) for what, part in counts.items()),
        Figure("truly met and said so", hits, len(met)),
    ]


def _low(pairs: list[tuple[Row, Verdict]]) -> None:
    print("\nrows of confidence low:")
    for row, verdict in pairs:
        if row.get("confidence") == "low":
            print(f"  {row['nct']}: label {row['trial_verdict']}, read {verdict.status.value}")


def _disagreement(row: Row, verdict: Verdict) -> None:
    print(f"\n{row['nct']}: label {row['trial_verdict']} ({row.get('confidence', '')}), read {verdict.status.value}")
    if row.get("note"):
        print(f"  note: {row['note'][:300]}")
    for text, path, quote in verdict.why()[:12]:
        print(f"  - {text} [{path.removeprefix('resultsSection.outcomeMeasuresModule.')}] {quote[:100]}")
