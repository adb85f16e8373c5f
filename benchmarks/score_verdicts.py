"""Score ``read_results`` against hand-read trial verdicts: confusion table, the four figures, every disagreement."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.labels import Row, labelled_trials, print_confusion, share
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
        _figures(name, chosen)
    if brief:
        return 0
    _low(pairs)
    for row, verdict in pairs:
        if row["trial_verdict"] != verdict.status.value:
            _disagreement(row, verdict)
    return 0


def _figures(name: str, pairs: list[tuple[Row, Verdict]]) -> None:
    exact = sum(r["trial_verdict"] == v.status.value for r, v in pairs)
    false_met = sum(v.status.value in GOOD and r["trial_verdict"] in NEVER_GOOD for r, v in pairs)
    said = sum(v.status.value in GOOD for _, v in pairs)
    met = [v for r, v in pairs if r["trial_verdict"] == "met"]
    unclear = sum(v.status is VerdictStatus.UNCLEAR for _, v in pairs)
    worse = sum((r.get("worse") == "yes") == v.worse for r, v in pairs)
    print(f"\n{name}: {len(pairs)} trials")
    print(f"  status exact   {share(exact, len(pairs))}")
    print(f"  false met      {share(false_met, len(pairs))} (of {said} said met)")
    hits = sum(v.status is VerdictStatus.MET for v in met)
    print(f"  recall of met  {share(hits, len(met))}")
    print(f"  unclear        {share(unclear, len(pairs))}")
    print(f"  worse agrees   {worse}/{len(pairs)}")


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
