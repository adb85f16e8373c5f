"""What was given and how it was tested, against hand-read labels (the columns of the labels' README).

A field that the row's ``disputed`` column names is left out, and so is an empty label; ``dose`` stands there for all four
numbers of a dose. A dose row is right when every number of the label is read with its unit (total or per kg) and nothing
is read where the label is empty. The last table counts the same facts by band of confidence; a number of a dose and a number of administrations is one fact each.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.labels import Figure, Row, Score, labelled_trials, print_figures
from benchmarks.score_relevance import agreement, detection
from msc_trials.extraction.confidence import BANDS, confidence_of
from msc_trials.extraction.facts import Facts

DOSES = ("dose_min_total", "dose_max_total", "dose_min_per_kg", "dose_max_per_kg")


def main(labels: Path, records: list[Path], half: str = "all", brief: bool = False) -> int:
    """``half``: ``even``, ``odd`` or ``all``; ``brief`` leaves out the wrong rows."""
    found, whole = labelled_trials(labels, records, half)
    read = [(row, trial.facts) for row, trial in found]
    print_figures(detection(read))
    fields = score(read)
    print_figures(fields.figures)
    print("\nright facts by band of confidence, and the share of all facts that a band holds")
    bands = by_band(read)
    facts = sum(figure.whole for figure in bands)
    print_figures(bands)
    print("of all: " + ", ".join(f"{figure.what} {figure.whole / (facts or 1):.2f}" for figure in bands))
    if not brief:
        print("".join(f"\n{line}" for line in fields.misses))
    return int(not whole)


def score(read: list[tuple[Row, Facts]]) -> Score:
    """Every labelled field of records of cell products."""
    parts = [
        agreement("msc_class", read, lambda facts: set(facts.product.msc_class)),
        agreement("source", read, lambda facts: set(facts.product.sources)),
        agreement("donor", read, lambda facts: {facts.product.donor}),
        agreement("manipulation", read, lambda facts: {facts.product.manipulation}),
        agreement("route", read, lambda facts: set(facts.product.routes)),
        agreement("guidance", read, lambda facts: set(facts.product.guidance)),
        agreement("comparator", read, lambda facts: {facts.comparator}),
        agreement("primary_kind", read, lambda facts: {facts.primary_kind}),
        _followup(read),
        _administrations(read),
        _doses(read),
    ]
    return Score([f for part in parts for f in part.figures], [line for part in parts for line in part.misses])


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


def _kept(read: list[tuple[Row, Facts]], field: str) -> list[tuple[Row, Facts]]:
    return [(row, facts) for row, facts in read if field not in row.get("disputed", "").split(";")]


def _followup(read: list[tuple[Row, Facts]]) -> Score:
    field = "longest_primary_followup_months"
    scored = [(row, facts) for row, facts in _kept(read, field) if row[field]]
    wrong = [
        f"{row['nct']} {field}: got {facts.longest_primary_followup_months}, wanted {row[field]}"
        for row, facts in scored
        if not _same(facts.longest_primary_followup_months, row[field], 0.05)
    ]
    return Score([Figure("follow-up within 5 %", len(scored) - len(wrong), len(scored))], wrong)


def _administrations(read: list[tuple[Row, Facts]]) -> Score:
    scored = [(row, facts) for row, facts in _kept(read, "n_doses_max") if row["n_doses_max"]]
    wrong = [
        f"{row['nct']} n_doses_max: got {facts.product.administrations}, wanted {row['n_doses_max']}"
        for row, facts in scored
        if not _same(facts.product.administrations, row["n_doses_max"], 0)
    ]
    given = sum(facts.product.administrations is not None for _, facts in scored)
    right = len(scored) - len(wrong)
    figures = [
        Figure("administrations read", right, len(scored)),
        Figure("administrations given that are right", right, given),
    ]
    return Score(figures, wrong)


def _doses(read: list[tuple[Row, Facts]]) -> Score:
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
    figures = [
        Figure("dose read, numbers and unit", right, stated),
        Figure("dose numbers given that are right", right_given, given),
    ]
    return Score(figures, wrong)


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


def by_band(read: list[tuple[Row, Facts]]) -> list[Figure]:
    """Right facts by band of confidence."""
    scored: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, facts in read:
        bands = confidence_of(facts)
        for name, is_right in _judged(row, facts).items():
            band = bands.get(name.partition(" ")[0], "medium")
            scored[band] += 1
            right[band] += is_right
    return [Figure(f"facts of the {band} band", right[band], scored[band]) for band in BANDS]
