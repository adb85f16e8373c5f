"""How many known MSC trials the search finds, on the reference records and their search engine.

    python -m benchmarks.recall [--shared FOLDER]

Prints, with denominators, for the plain word "mesenchymal", our narrow and our full ``query.intr``: hits per record
file, recall on trials hand-labelled as MSC and on ledger trials, precision on all hand-labelled trials; then recall of
the whole question (condition and intervention) for each ledger trial, and every trial that is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from benchmarks.labels import labels_of, records_of
from benchmarks.loopback import SHARED
from msc_trials.extraction.facts import COUNTED_CLASSES
from msc_trials.extraction.product.classify import is_wide_hit
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger
from msc_trials.knowledge.conditions import by_id
from msc_trials.registry.query import Query

FILES = ("msc", "native_v2", "results_2016")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args(argv).shared
    if not shared.is_dir():
        print(f"{shared} does not exist; nothing to measure.", file=sys.stderr)
        return 1
    sys.path.append(str(shared / "registry_emulator"))
    import essie

    files = {name: _by_id(shared / "corpus" / f"{name}.jsonl.gz") for name in FILES}
    studies = {nct_id: raw for held in files.values() for nct_id, raw in held.items()}
    caches: dict[str, dict[Any, Any]] = {nct_id: {} for nct_id in studies}

    def hits(expression: str, area: str, among: set[str]) -> set[str]:
        tree = essie.parse(expression)
        return {n for n in among if essie.matches(tree, studies[n], area, caches[n])}

    every = set(studies)
    labels = _labels(shared / "gold") | {n: {"unlabelled"} for n in every - _labels(shared / "gold").keys()}
    good = {n for n in every if not labels[n].isdisjoint(COUNTED_CLASSES)}
    bad = {n for n in every if labels[n] == {"not_msc"}}
    known = set(ledger.rows()) & every
    ways = {
        'the word "mesenchymal"': '"mesenchymal"',
        "narrow terms": Query.for_condition("lupus", wide=False).intervention_expression,
        "narrow and wide terms": Query.for_condition("lupus").intervention_expression,
    }
    found = {way: hits(expression, "InterventionSearch", every) for way, expression in ways.items()}
    _print_ways(found, files, good, bad, known)
    full = found["narrow and wide terms"]
    print(f"MSC trials missed: {', '.join(sorted(good - full)) or 'none'}")
    print(
        f"Ledger trials missed: {', '.join(f'{n} ({ledger.rows()[n].product})' for n in sorted(known - full)) or 'none'}"
    )
    only_wide = full - found["narrow terms"]
    local = {n for n in full if is_wide_hit(parse_study(studies[n]))}
    print(
        f"Found by wide terms only: {len(only_wide)}; recognised locally: {len(local)}, differing: {len(local ^ only_wide)}"
    )

    asked = [(n, i) for n in sorted(known) for i in ledger.rows()[n].condition_ids]
    expressions = {i: Query.for_condition(by_id(i).name).condition_expression for _, i in asked}
    missed = [(n, i) for n, i in asked if n not in full or not hits(expressions[i], "ConditionSearch", {n})]
    print(f"Whole question, ledger trial by condition: {len(asked) - len(missed)}/{len(asked)}")
    for nct_id, condition_id in missed:
        print(f"  missed {nct_id} for {condition_id}: {ledger.rows()[nct_id].condition}")
    return 0


def _print_ways(
    found: dict[str, set[str]], files: dict[str, dict[str, Any]], good: set[str], bad: set[str], known: set[str]
) -> None:
    """One line per way of asking: records found in each file, recall, precision, trials of the ledger."""
    print(
        f"{'query.intr':24}"
        + "".join(f"{name:>14}" for name in FILES)
        + f"{'MSC recall':>13}{'precision':>12}{'ledger':>10}"
    )
    for way, got in found.items():
        counts = "".join(f"{f'{len(got & files[name].keys())}/{len(files[name])}':>14}" for name in FILES)
        precision = f"{len(got & good)}/{len(got & (good | bad))}"
        print(
            f"{way:24}{counts}{f'{len(got & good)}/{len(good)}':>13}{precision:>12}{f'{len(got & known)}/{len(known)}':>10}"
        )


def _by_id(path: Path) -> dict[str, Any]:
    return {raw["protocolSection"]["identificationModule"]["nctId"]: raw for raw in records_of([path])}


def _labels(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in ("relevance", "cells"):
        rows = labels_of(folder / f"{name}.csv")
        found |= {row["nct"]: set(row["msc_class"].replace("|", ";").split(";")) for row in rows}
    return found


if __name__ == "__main__":
    raise SystemExit(main())
