"""What was given and how it was tested, against hand-read labels (the columns of the labels' README).

A field that the row's ``disputed`` column names is left out, and so is an empty label; ``dose`` stands there for all four
numbers of a dose. A dose row is right when every number of the label is read with its unit (total or per kg) and nothing
is read where the label is empty. The last table counts the same facts by band of confidence; a number of a dose and a number of administrations is one fact each.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.labels import Row, labelled_trials, share
from benchmarks.score_relevance import print_detection, score
from msc_trials.extraction.confidence import BANDS, confidence_of
from msc_trials.extraction.facts import Facts

DOSES = ("dose_min_total", "dose_max_total", "dose_min_per_kg", "dose_max_per_kg")


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    """``half``: ``even``, ``odd`` or ``all``; ``brief`` leaves out the wrong rows."""
    found, whole = labelled_trials(labels, records, half)
    read = [(row, trial.facts) for row, trial in found]
    print_detection(read)
    print(f"\n{'field':22}{'right':>7}{'scored':>8}{'share':>8}")
    wrong = [
        *score("msc_class", read, lambda facts: set(facts.product.msc_class)),
        *score("source", read, lambda facts: set(facts.product.sources)),
        *score("donor", read, lambda facts: {facts.product.donor}),
        *score("manipulation", read, lambda facts: {facts.product.manipulation}),
        *score("route", read, lambda facts: set(facts.product.routes)),
        *score("guidance", read, lambda facts: set(facts.product.guidance)),
        *score("comparator", read, lambda facts: {facts.comparator}),
        *score("primary_kind", read, lambda facts: {facts.primary_kind}),
        *_followup(read),
        *_administrations(read),
    ]
    wrong += _doses(read)
    _print_bands(read)
    if not brief:
        print("".join(f"\n{line}" for line in wrong))
    return int(not whole)


def doses_of(facts: Facts) -> dict[str, float]:
    """Smallest and largest number of cells per administration, total and per kg, under the labels' names."""
    found = {}
    for unit, per_kg in (("total", False), ("per_kg", True)):
        doses = [dose for dose in facts.product.doses if dose.per_kg is per_kg]
        if low := [dose.low for dose in doses if dose.low is not None]:
            found[f"dose_min_{unit}"] = min(low)
        if high := [dose.high for dose in doses if dose.high is not None]:
            found[f"dose_max_{unit}"] = max(high)
    return found


def _same(got: float | None, label: str, within: float) -> bool:
    if not label or got is None:
        return not label and got is None
    return abs(got - float(label)) <= within * abs(float(label))


def _line(name: str, right: int, scored: int) -> None:
    print(f"{name:22}{right:>7}{scored:>8}{right / scored if scored else 0:>8.3f}")


def _kept(read: list[tuple[Row, Facts]], field: str) -> list[tuple[Row, Facts]]:
    return [(row, facts) for row, facts in read if field not in row.get("disputed", "").split(";")]


def _followup(read: list[tuple[Row, Facts]]) -> list[str]:
    field = "longest_primary_followup_months"
    scored = [(row, facts) for row, facts in _kept(read, field) if row[field]]
    wrong = [
        f"{row['nct']} {field}: got {facts.longest_primary_followup_months}, wanted {row[field]}"
        for row, facts in scored
        if not _same(facts.longest_primary_followup_months, row[field], 0.05)
    ]
    _line("followup within 5 %", len(scored) - len(wrong), len(scored))
    return wrong


def _administrations(read: list[tuple[Row, Facts]]) -> list[str]:
    scored = [(row, facts) for row, facts in _kept(read, "n_doses_max") if row["n_doses_max"]]
    wrong = [
        f"{row['nct']} n_doses_max: got {facts.product.administrations}, wanted {row['n_doses_max']}"
        for row, facts in scored
        if not _same(facts.product.administrations, row["n_doses_max"], 0)
    ]
    _line("n_doses_max", len(scored) - len(wrong), len(scored))
    given = sum(facts.product.administrations is not None for _, facts in scored)
    print(f"n_doses_max given: right {share(len(scored) - len(wrong), given)}")
    return wrong


def _doses(read: list[tuple[Row, Facts]]) -> list[str]:
    stated = right = given = right_given = 0
    wrong = []
    for row, facts in _kept(read, "dose"):
        got = doses_of(facts)
        if not any(row[name] for name in DOSES) and not got:
            continue
        marks = {name: _same(got.get(name), row[name], 0.01) for name in DOSES}
        given += len(got)
        right_given += sum(marks[name] for name in got)
        if any(row[name] for name in DOSES):
            stated += 1
            right += all(marks.values())
        if not all(marks.values()):
            wanted_doses = {name: float(row[name]) for name in DOSES if row[name]}
            wrong.append(f"{row['nct']} dose: got {got}, wanted {wanted_doses}")
    _line("dose, rows stating one", right, stated)
    print(f"dose numbers given: right {share(right_given, given)}")
    return wrong


def _judged(row: Row, facts: Facts) -> dict[str, bool]:
    """Every labelled fact of a trial that was given, by its name in ``confidence_of``, and whether it is right."""
    product = facts.product
    values = {
        "msc_class": ("msc_class", set(product.msc_class)),
        "source": ("sources", set(product.sources)),
        "donor": ("donor", {product.donor}),
        "route": ("routes", set(product.routes)),
        "guidance": ("guidance", set(product.guidance)),
        "comparator": ("comparator", {facts.comparator}),
        "primary_kind": ("primary_kind", {facts.primary_kind}),
    }
    left_out = row.get("disputed", "").split(";")
    found = {
        name: got == set(row[field].split(";"))
        for field, (name, got) in values.items()
        if row[field] and field not in left_out
    }
    months = "longest_primary_followup_months"
    if row[months] and months not in left_out:
        found[months] = _same(facts.longest_primary_followup_months, row[months], 0.05)
    if row["n_doses_max"] and "n_doses_max" not in left_out and product.administrations is not None:
        found["administrations"] = _same(product.administrations, row["n_doses_max"], 0)
    if "dose" not in left_out:
        found |= {f"doses {name}": _same(got, row[name], 0.01) for name, got in doses_of(facts).items()}
    return found


def _print_bands(read: list[tuple[Row, Facts]]) -> None:
    """Right facts by band of confidence, and the share of all facts that a band holds."""
    scored: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, facts in read:
        bands = confidence_of(facts)
        for name, is_right in _judged(row, facts).items():
            band = bands.get(name.partition(" ")[0], "medium")
            scored[band] += 1
            right[band] += is_right
    print(f"\n{'confidence':22}{'right':>7}{'scored':>8}{'share':>8}{'of all':>8}")
    for band in BANDS:
        part = right[band] / scored[band] if scored[band] else 0
        print(f"{band:22}{right[band]:>7}{scored[band]:>8}{part:>8.3f}{scored[band] / (scored.total() or 1):>8.3f}")
