"""Outcome direction against hand-read labels (columns id or nct, direction, domain, is_safety).

The texts are lines with an ``id``, or registry records; there the outcome labelled is the posted one whose place the column
``posted`` gives (1 is the first), the registered one of the column ``registered`` ("primary 1", "secondary 3"), else the
first registered primary outcome.

``neutral`` and ``composite`` are answers of their own: an outcome with either label that gets ``higher`` or ``lower``
counts as wrong, and the reverse too. ``unclear`` is an abstention. A wrong sign (higher for lower or the reverse) is
printed apart because it is the worst error.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.labels import Figure, half_of, labels_of, print_figures, records_of
from msc_trials.results.direction.outcome_direction import OutcomeDirection, outcome_direction

ANSWERS = ("higher", "lower", "neutral", "composite", "unclear")
Scored = tuple[dict[str, str], dict[str, Any], OutcomeDirection]
"""A label, the texts of its outcome, and what is read of them."""


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    beside = labels.with_name(f"{labels.stem}_items.jsonl")
    paths = records or ([beside] if beside.exists() else [])
    rows = half_of(labels_of(labels), half)
    scored = read(rows, items_of(paths))
    print(f"{len(scored)} of {len(rows)} labelled outcomes found in {', '.join(map(str, paths)) or 'no items file'}")
    for name, safety in (("not safety", "no"), ("safety", "yes")):
        _print_part(name, [s for s in scored if s[0]["is_safety"] == safety], brief)
    both = Counter((row["is_safety"], "yes" if answer.is_safety else "no") for row, _, answer in scored)
    print("\nis_safety (label, ours):", dict(both))
    return 0 if len(scored) == len(rows) else 1


def read(rows: list[dict[str, str]], items: dict[str, dict[str, Any]]) -> list[Scored]:
    """The labelled outcomes whose texts are at hand, each with what is read."""
    found = [(row, item) for row in rows if (item := items.get(row["id"]) or items.get(place_of(row)))]
    return [(row, item, direction_read(item)) for row, item in found]


def figures(scored: list[Scored]) -> list[Figure]:
    """How many outcomes get a direction, how many of these the labelled one, and how many the opposite sign."""
    decided = [s for s in scored if s[2].direction != "unclear"]
    right = sum(row["direction"] == answer.direction for row, _, answer in decided)
    wrong_sign = sum({row["direction"], answer.direction} == {"higher", "lower"} for row, _, answer in decided)
    return [
        Figure("decided", len(decided), len(scored)),
        Figure("right of decided", right, len(decided)),
        Figure("wrong sign, of decided", wrong_sign, len(decided)),
    ]


def place_of(row: dict[str, str]) -> str:
    place = row.get("posted") or row.get("registered")
    return f"{row['nct']}/{place or 'primary 1'}"


def items_of(paths: list[Path]) -> dict[str, dict[str, Any]]:
    """The texts by ``id``; of a registry record its registered and posted outcomes by NCT number and place.

    Of several of one name the first wins.
    """
    items: dict[str, dict[str, Any]] = {}
    for raw in records_of(paths):
        if "id" in raw:
            items.setdefault(str(raw["id"]), raw)
            continue
        protocol = raw.get("protocolSection", {})
        nct_id = protocol.get("identificationModule", {}).get("nctId", "")
        for kind in ("primary", "secondary"):
            for place, registered in enumerate(protocol.get("outcomesModule", {}).get(f"{kind}Outcomes", []), 1):
                items.setdefault(f"{nct_id}/{kind} {place}", registered)
        posted = raw.get("resultsSection", {}).get("outcomeMeasuresModule", {}).get("outcomeMeasures", [])
        for place, one in enumerate(posted, 1):
            as_item = {**one, "measure": one.get("title"), "unit": one.get("unitOfMeasure")}
            items.setdefault(f"{nct_id}/{place}", as_item)
    return items


def direction_read(item: dict[str, Any]) -> OutcomeDirection:
    return outcome_direction(
        item.get("measure") or "", item.get("description") or "", item.get("unit") or "", item.get("timeFrame") or ""
    )


def _print_part(name: str, scored: list[Scored], brief: bool) -> None:
    table = Counter((row["direction"], answer.direction) for row, _, answer in scored)
    print(f"\n{name}: {len(scored)} outcomes")
    print_figures(figures(scored))
    print("label \\ ours".ljust(14) + "".join(a.rjust(11) for a in ANSWERS))
    for label in ANSWERS:
        if any(table[label, a] for a in ANSWERS):
            print(label.ljust(14) + "".join(str(table[label, a]).rjust(11) for a in ANSWERS))
    for row, item, answer in [] if brief else scored:
        if row["direction"] != answer.direction:
            print(f"  {row['id']} {row['nct']} label {row['direction']}, ours {answer.direction} [{answer.reason.code}] "
                  f"{answer.reason.text} {json.dumps(answer.reason.quote, ensure_ascii=False)} | {item['measure'][:90]}")  # fmt: skip
