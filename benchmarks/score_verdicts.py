"""Score ``read_results`` against hand-read trial verdicts: confusion table, the four figures, every disagreement."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.accuracy import half_of, labels_of, wanted
from msc_trials.extraction.trial import parse_study
from msc_trials.results.findings import Verdict, VerdictStatus
from msc_trials.results.trial import read_results

GOOD = {"met", "met_noninferior"}
NEVER_GOOD = {"not_met", "no_comparison", "safety_only"}


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    rows = half_of(labels_of(labels), half)
    raw = wanted(records, {r["nct"] for r in rows})
    pairs = [(r, read_results(parse_study(raw[r["nct"]]), "experimental")) for r in rows if r["nct"] in raw]
    print(f"{len(pairs)} of {len(rows)} labelled trials found in the records")
    _table(pairs)
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


def _table(pairs: list[tuple[dict[str, str], Verdict]]) -> None:
    counts = Counter((r["trial_verdict"], v.status.value) for r, v in pairs)
    names = [s.value for s in VerdictStatus if any(s.value in pair for pair in counts)]
    print("\nlabel (row) by reading (column)")
    print(" " * 18 + "".join(f"{n[:13]:>14}" for n in names) + f"{'n':>6}")
    for label in names:
        cells = [counts[label, name] for name in names]
        if sum(cells):
            print(f"{label:18}" + "".join(f"{c or '.':>14}" for c in cells) + f"{sum(cells):>6}")


def _figures(name: str, pairs: list[tuple[dict[str, str], Verdict]]) -> None:
    exact = sum(r["trial_verdict"] == v.status.value for r, v in pairs)
    false_met = sum(v.status.value in GOOD and r["trial_verdict"] in NEVER_GOOD for r, v in pairs)
    said = sum(v.status.value in GOOD for _, v in pairs)
    met = [v for r, v in pairs if r["trial_verdict"] == "met"]
    unclear = sum(v.status is VerdictStatus.UNCLEAR for _, v in pairs)
    worse = sum((r.get("worse") == "yes") == v.worse for r, v in pairs)
    print(f"\n{name}: {len(pairs)} trials")
    print(f"  status exact   {exact}/{len(pairs)} = {exact / max(len(pairs), 1):.3f}")
    print(
        f"  false met      {false_met}/{len(pairs)} trials = {false_met / max(len(pairs), 1):.3f} (of {said} said met)"
    )
    hits = sum(v.status is VerdictStatus.MET for v in met)
    print(f"  recall of met  {hits}/{len(met)} = {hits / max(len(met), 1):.3f}")
    print(f"  unclear        {unclear}/{len(pairs)} = {unclear / max(len(pairs), 1):.3f}")
    print(f"  worse agrees   {worse}/{len(pairs)}")


def _low(pairs: list[tuple[dict[str, str], Verdict]]) -> None:
    print("\nrows of confidence low:")
    for row, verdict in pairs:
        if row.get("confidence") == "low":
            print(f"  {row['nct']}: label {row['trial_verdict']}, read {verdict.status.value}")


def _disagreement(row: dict[str, str], verdict: Verdict) -> None:
    print(f"\n{row['nct']}: label {row['trial_verdict']} ({row.get('confidence', '')}), read {verdict.status.value}")
    if row.get("note"):
        print(f"  note: {row['note'][:300]}")
    for text, path, quote in verdict.why()[:12]:
        print(f"  - {text} [{path.removeprefix('resultsSection.outcomeMeasuresModule.')}] {quote[:100]}")


__all__ = ["main"]
