"""Which p-value texts there are and what the grammar makes of them.

    python -m benchmarks.pvalue_shapes --records FILE.jsonl.gz ...

Digits collapse to ``d``: one line per shape with the number of texts, the number of analyses, what was read (or the
reason why not) and an example. Ends with 1 when a text was neither read nor refused with a reason.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from benchmarks.labels import records_of
from msc_trials.results.tests.pvalue import PValue, parse_p


def texts_of(paths: list[Path]) -> Counter[str]:
    """All posted p-value texts, of primary and other outcomes, with their numbers."""
    found: Counter[str] = Counter()
    for raw in records_of(paths):
        module = (raw.get("resultsSection") or {}).get("outcomeMeasuresModule") or {}
        for outcome in module.get("outcomeMeasures") or []:
            found.update(a["pValue"] for a in outcome.get("analyses") or [] if a.get("pValue") is not None)
    return found


def outcome_of(p: PValue) -> str:
    return p.problem or (f"read, {p.operator}" if p.operator else "read")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    texts = texts_of(parser.parse_args(argv).records)
    shapes: dict[tuple[str, str], list[tuple[str, int]]] = {}
    silent = 0
    for text, count in texts.items():
        p = parse_p(text)
        silent += p.value is None and not p.problem
        told = re.sub(r"number [\d.e+-]+", "number", outcome_of(p))
        shapes.setdefault((re.sub(r"\d+", "d", text), told), []).append((text, count))
    print(f"{'texts':>7} {'analyses':>9}  {'shape':<22} {'outcome':<44} example")
    for (shape, told), found in sorted(shapes.items(), key=lambda pair: -sum(n for _, n in pair[1])):
        analyses = sum(n for _, n in found)
        print(f"{len(found):>7} {analyses:>9}  {shape:<22} {told:<44} {found[0][0]}")
    read = sum(n for text, n in texts.items() if not parse_p(text).problem)
    print(f"\n{read} of {texts.total()} posted p-values read, {len(texts)} different texts, {len(shapes)} shapes")
    return 1 if silent else 0


if __name__ == "__main__":
    raise SystemExit(main())
