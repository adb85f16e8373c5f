"""What a harmless change of the wording turns in what is read: nothing should.

    python -m benchmarks.harmless_changes titles --labels FILE.csv ... --records FILE.jsonl.gz ...
    python -m benchmarks.harmless_changes verdicts --records FILE.jsonl.gz ...
    python -m benchmarks.harmless_changes abstracts --labels FILE.csv --url http://127.0.0.1:PORT/entrez/eutils [--set g h]

``titles``: labelled outcomes read with words around their title that change no direction ("2. ...", "Week 12 ...", "... in both
groups"). Printed per change: right answers that became another answer, and right answers that were lost. ``verdicts``: posted
trials with accidents of typing, or with other words around the names of their groups and arms; printed: verdicts that changed.
``abstracts``: labelled abstracts that are read as labelled, in other forms that journals use (``benchmarks.harmless_abstracts``).
No label decides anything here, so records nobody has labelled count as well.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.harmless_abstracts import abstracts
from benchmarks.labels import labels_of, records_of
from benchmarks.score_abstracts import fetch, rows_of
from benchmarks.score_directions import direction_read, items_of, place_of
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study

TITLES = (
    "2. {}",
    "The {}",
    "Efficacy: {}",
    "Primary outcome: {}",
    "Week 12 {}",
    "Post-treatment {}",
    "Long-term {}",
    "Patients' {}",
    "Overall {}",
    "To evaluate {}",
    "Evaluation of {}",
    "Comparison of {} between the two groups",
    "Difference between groups in {}",
    "{} as measured by the investigator",
    "{} in both groups",
    "{} of the patients",
    "{} (primary)",
    "{} at 12 months",
)
GROUPS = (
    "{} arm",
    "{} (N=40)",
    '"{}"',
    "Patients treated with {}",
    "Participants who were randomized to {}",
)
ACCIDENTS: dict[str, Callable[[str], str]] = {
    "every blank twice": lambda text: text.replace(" ", "  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "line breaks of another system": lambda text: text.replace("\n", "\r\n"),
    "entities of HTML": lambda text: text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;"),
    "long dashes": lambda text: text.replace("-", "–"),
    "capitals": str.upper,
}
FREE_TEXTS = frozenset(
    """title briefTitle officialTitle briefSummary detailedDescription description label name measure timeFrame keywords
    conditions otherNames armGroupLabels interventionNames whyStopped groupDescription pValueComment estimateComment
    nonInferiorityComment statisticalComment populationDescription unitOfMeasure""".split()  # noqa: SIM905
)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("titles", "verdicts", "abstracts"))
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    parser.add_argument("--records", type=Path, nargs="*", default=[])
    parser.add_argument("--url", default="", help="address of the E-utilities, for abstracts")
    parser.add_argument("--set", nargs="*", default=[], help="abstracts: only labels of these sets")
    args = parser.parse_args(argv)
    if args.kind == "abstracts":
        rows = [row for path in args.labels for row in rows_of(path) if not args.set or row.get("set") in args.set]
        print("\n".join(abstracts(rows, fetch((row["pmid"] for row in rows), args.url))))
        return 0
    print("\n".join(_titles(args.labels, args.records) if args.kind == "titles" else _verdicts(args.records)))
    return 0


def _titles(labels: list[Path], records: list[Path]) -> Iterable[str]:
    items = items_of(records)
    rows = [row for path in labels for row in labels_of(path) if row["is_safety"] == "no"]
    pairs = [(row, item) for row in rows if (item := items.get(row["id"]) or items.get(place_of(row)))]
    right = [i for r, i in pairs if direction_read(i).direction == r["direction"] != "unclear" and i.get("measure")]
    yield f"{len(right)} outcomes read as labelled, of {len(pairs)}"
    for around in TITLES:
        turned = lost = 0
        for item in right:
            read = direction_read({**item, "measure": around.format(_small(item["measure"]))}).direction
            lost += read == "unclear"
            turned += read not in ("unclear", direction_read(item).direction)
        yield f"{around:45} turned {turned:4}, lost {lost:4}"


def _small(title: str) -> str:
    """A title that can stand inside a sentence; abbreviations keep their capitals."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _verdicts(records: list[Path]) -> Iterable[str]:
    posted = [raw for raw in records_of(records) if "resultsSection" in raw]
    before = [_status(raw) for raw in posted]
    yield f"{len(posted)} trials with posted results"
    for name, accident in ACCIDENTS.items():
        yield _changed(name, before, [_status(mistyped(raw, accident)) for raw in posted])
    for around in GROUPS:
        yield _changed(around, before, [_status(_regrouped(raw, around)) for raw in posted])


def _changed(name: str, before: list[str], after: list[str]) -> str:
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    to_met = sum(new.startswith("met") for _, new in changed)
    return f"{name:45} changed {len(changed):4}, to a met goal {to_met:3}, from one {sum(o.startswith('met') for o, _ in changed):3}"


def _status(raw: dict[str, Any]) -> str:
    return judge(parse_study(raw), "experimental").status.value


def mistyped(node: Any, accident: Callable[[str], str], key: str = "") -> Any:
    """A record with one accident in each of its free texts."""
    if isinstance(node, dict):
        return {name: mistyped(value, accident, name) for name, value in node.items()}
    if isinstance(node, list):
        return [mistyped(value, accident, key) for value in node]
    return accident(node) if isinstance(node, str) and key in FREE_TEXTS else node


def _regrouped(raw: dict[str, Any], around: str) -> dict[str, Any]:
    """A record with other words around the titles of its posted groups."""
    copy: dict[str, Any] = json.loads(json.dumps(raw))
    for outcome in copy["resultsSection"].get("outcomeMeasuresModule", {}).get("outcomeMeasures", []):
        for group in outcome.get("groups", []):
            if group.get("title"):
                group["title"] = around.format(group["title"])
    return copy


if __name__ == "__main__":
    raise SystemExit(main())
