"""How often our direction agrees with what significant results against placebo suggest.

    python -m benchmarks.directions_by_placebo --records FILE.jsonl.gz ...

Where a tested group differs from its only placebo group at p < 0.01, the difference is nearly always for the better,
so its sign is a free, noisy label of direction. Prints the agreement and every disagreement: about half of them are
true harms of the drug or differences computed the other way round, the rest are ours to mend.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.labels import records_of
from msc_trials.results.direction.outcome_direction import OutcomeDirection, outcome_direction
from msc_trials.results.direction.outcome_domain import outcome_kind
from msc_trials.results.tests.pvalue import decides, parse_p

PLACEBO = re.compile(r"placebo|vehicle|sham", re.IGNORECASE)
ADDED = re.compile(r"\+|plus|\band\b", re.IGNORECASE)
COUNTED = re.compile(r"participants|subjects|patients|number", re.IGNORECASE)


def numbers(pairs: list[dict[str, str]]) -> dict[str, float]:
    """Values per group; texts that are no numbers are left out."""
    found = {}
    for pair in pairs:
        text = (pair.get("value") or "").replace(",", "")
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            found[pair["groupId"]] = float(text)
    return found


def values_of(outcome: dict[str, Any]) -> dict[str, float]:
    """One value per group of an outcome with a single row; counts of participants as shares."""
    classes = outcome.get("classes") or []
    if len(classes) != 1 or len(classes[0].get("categories") or []) != 1:
        return {}
    values = numbers(classes[0]["categories"][0].get("measurements") or [])
    if outcome.get("paramType") in {"NUMBER", "COUNT_OF_PARTICIPANTS"} and COUNTED.match(
        outcome.get("unitOfMeasure", "")
    ):
        sizes = numbers((outcome.get("denoms") or [{}])[0].get("counts") or [])
        return {group: value / sizes[group] for group, value in values.items() if sizes.get(group)}
    return values


def better_by_result(outcome: dict[str, Any]) -> str:
    """``higher`` or ``lower`` as the first significant difference from placebo suggests; empty when there is none."""
    titles = {g["id"]: g.get("title", "") for g in outcome.get("groups") or []}
    placebo = [g for g, title in titles.items() if PLACEBO.search(title) and not ADDED.search(title)]
    values = values_of(outcome)
    if len(placebo) != 1:
        return ""
    for analysis in outcome.get("analyses") or []:
        groups = analysis.get("groupIds") or []
        if len(groups) != 2 or placebo[0] not in groups or "NON" in analysis.get("nonInferiorityType", ""):
            continue
        tested = next(g for g in groups if g != placebo[0])
        if decides(parse_p(analysis.get("pValue")), 0.01) != "significant" or not {tested, placebo[0]} <= values.keys():
            continue
        difference = values[tested] - values[placebo[0]]
        return "higher" if difference > 0 else "lower" if difference < 0 else ""
    return ""


def judged(paths: list[Path]) -> Iterator[tuple[str, dict[str, Any], str, OutcomeDirection]]:
    for raw in records_of(paths):
        module = (raw.get("resultsSection") or {}).get("outcomeMeasuresModule") or {}
        for outcome in module.get("outcomeMeasures") or []:
            texts = [outcome.get(k) or "" for k in ("title", "description", "unitOfMeasure")]
            suggested = better_by_result(outcome)
            if suggested and outcome_kind(*texts) == "efficacy":
                nct_id = raw["protocolSection"]["identificationModule"]["nctId"]
                yield nct_id, outcome, suggested, outcome_direction(*texts, outcome.get("timeFrame") or "")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    table: Counter[tuple[str, bool]] = Counter()
    for nct_id, outcome, suggested, answer in judged(parser.parse_args(argv).records):
        decided = answer.direction in {"higher", "lower"}
        told = "agrees" if answer.direction == suggested else "disagrees" if decided else answer.direction
        table[told, answer.sure] += 1
        if told == "disagrees":
            print(f"{nct_id} ours {answer.direction} [{answer.reason.code}] {answer.reason.quote[:50]!r} | "
                  f"{outcome['title'][:100]} | {outcome.get('unitOfMeasure', '')[:30]}")  # fmt: skip
    print("\n" + "\n".join(f"{n:>6} {told}{'' if sure else ' (unsure)'}" for (told, sure), n in table.most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
