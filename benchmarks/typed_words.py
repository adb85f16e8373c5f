"""How typed words are understood: right, asked back, wrong in silence, with denominators.

    python -m benchmarks.typed_words [TESTS.csv]

Reads ``tests_dev.csv`` and ``condition_names.csv`` of ``../shared/lexicons/typed_words`` (or a file of the same columns).
An input is right when its row (or a row of ``accept_also``) is the one understood, or when its kind is the expected one. A
question back counts as right when it has the right row among its first three, for at most 20 % of the inputs whose expected
answer is one row. Wrong in silence: one row or group is answered, and it is another.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from benchmarks.labels import labels_of
from benchmarks.loopback import SHARED
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.seeds import listed

NAMES = SHARED / "lexicons" / "typed_words"
KINDS = ("ambiguous", "treatment", "unknown")
ASKED_BACK_AT_MOST = 0.20


def judged(row: dict[str, str], found: Lookup) -> str:
    """``right``, ``asked`` (a question with the right row in it), ``wrong`` (in silence) or ``missed``."""
    expected = row["expected"]
    candidates = tuple(c.id for c in found.candidates)
    if expected in KINDS:
        several = expected == "ambiguous" and found.kind == "group"
        if found.kind == expected or several:
            wanted = set(listed(row.get("candidates") or ""))
            return "right" if expected != "ambiguous" or wanted <= {*candidates, *found.named_ids} else "missed"
        return "wrong" if found.kind in ("condition", "group") else "missed"
    accepted = {expected, *listed(row.get("accept_also") or "")}
    if found.kind in ("condition", "group") and accepted & set(found.named_ids[:1]):
        return "right"
    if accepted & set(candidates[:3]):
        return "asked"
    return "wrong" if found.kind in ("condition", "group") else "missed"


def print_tests(path: Path) -> None:
    """The score of a file of typed inputs, and every input that was not right."""
    rows = labels_of(path)
    results = [(row, found, judged(row, found)) for row in rows for found in [lookup(row["input"])]]
    counts = Counter(result for _, _, result in results)
    one_row = sum(row["expected"] not in KINDS for row in rows)
    allowed = min(counts["asked"], int(ASKED_BACK_AT_MOST * one_row))
    for row, found, result in results:
        if result != "right":
            names = ", ".join(c.id for c in found.candidates[:3]) or ", ".join(found.named_ids)
            print(
                f"  {result:<7}{row['input']!r}: expected {row['expected']}, got {found.kind} by {found.rule} ({names})"
            )
    total = len(rows)
    print(
        f"{path.name}: {counts['right']} right, {counts['asked']} asked back ({allowed} of them allowed) of {one_row} "
    )
    print(f"  counted as right {counts['right'] + allowed} of {total} = {(counts['right'] + allowed) / total:.3f}")
    print(f"  wrong in silence {counts['wrong']} of {total}, missed {counts['missed']} of {total}")


def print_names(path: Path) -> None:
    """How many unflagged names map to their row, English and other languages apart."""
    for title, wanted in (("English", True), ("other languages", False)):
        rows = [r for r in labels_of(path) if not r["flag"] and (r["language"] == "en") is wanted]
        wrong = [r for r in rows if lookup(r["name"]).named_ids[:1] != (r["condition_id"],)]
        for row in wrong[:20]:
            found = lookup(row["name"])
            print(
                f"  {row['language']} {row['name']!r}: expected {row['condition_id']}, got {found.kind} {found.named_ids}"
            )
        print(f"names, {title}: {len(rows) - len(wrong)} of {len(rows)} map to their row")
    flagged = [r for r in labels_of(path) if r["flag"] in ("ambiguous", "not_a_row", "language_only")]
    mapped = [r["name"] for r in flagged if lookup(r["name"]).kind == "condition"]
    print(f"names, flagged: {len(mapped)} of {len(flagged)} taken for one condition {mapped[:20]}")


if __name__ == "__main__":
    print_tests(Path(sys.argv[1]) if len(sys.argv) > 1 else NAMES / "tests_dev.csv")
    print_names(NAMES / "condition_names.csv")
