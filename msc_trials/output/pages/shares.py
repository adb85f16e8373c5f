"""Shares of people with an outcome in both groups of a deciding trial, and their difference, from the JSON document. Pure."""

from __future__ import annotations

from typing import Any

from msc_trials.output.pages.shown import Document, Trial, deciding


def differences(document: Document) -> list[dict[str, Any]]:
    """Per measure of a deciding trial whose two shares are known: people per 100 with cells less with control.

    ``good`` is +1 where more is better, -1 where fewer is better, 0 where that is not stated.
    """
    rows = []
    for trial in deciding(document):
        for size in trial["sizes"]:
            pair = per_100(trial, size)
            if pair is None:
                continue
            cells, control = pair
            good = {"more is better": 1, "less is better": -1, "fewer is better": -1}.get(size["better"], 0)
            rows.append({
                "trial": trial, "size": size, "cells": cells, "control": control, "gap": cells - control, "good": good,
                "range": _range(trial, size),
            })  # fmt: skip
    return rows


def per_100(trial: Trial, size: dict[str, Any]) -> tuple[int, int] | None:
    """People of 100 with cells and of 100 with control, as stated or from the counts; None for averages."""
    cells, control = size["cells_per_100"], size["control_per_100"]
    if cells is not None and control is not None:
        return cells, control
    effect = _effect_of(trial, size)
    return (effect["cells_per_100"], effect["control_per_100"]) if effect else None


def _effect_of(trial: Trial, size: dict[str, Any]) -> dict[str, Any] | None:
    found = (
        e for e in trial.get("effects") or () if (e["measure"], e["time_frame"]) == (size["measure"], size["time"])
    )
    return next((e for e in found if None not in (e["cells_per_100"], e["control_per_100"])), None)


def _range(trial: Trial, size: dict[str, Any]) -> tuple[float, float] | None:
    """The range of chance of a difference in people per 100; None where it cannot be worked out."""
    effect = _effect_of(trial, size)
    return (effect["effect_ci_low"], effect["effect_ci_high"]) if effect else None


def range_words(row: dict[str, Any]) -> str:
    """The range of a row of ``differences`` in words.

    >>> range_words({"range": (-3.4, 12.6)}), range_words({"range": None})
    ('from 3 fewer to 13 more', 'range not known')
    """
    if row["range"] is None:
        return "range not known"
    low, high = (round(value) for value in row["range"])
    return f"from {_more(low)} to {_more(high)}"


def _more(number: int) -> str:
    return f"{number} more" if number > 0 else f"{-number} fewer" if number else "no difference"


def not_drawn(document: Document) -> list[Trial]:
    """Deciding trials without a pair of shares: they gave averages, or nothing that can be compared."""
    drawn = {row["trial"]["trial_id"] for row in differences(document)}
    return [trial for trial in deciding(document) if trial["trial_id"] not in drawn]
