"""Whether posted values lie too close together for the p-value beside them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from msc_trials.results.tests.alike import medians_within

SIDES: Any = SimpleNamespace(tested=("A",), comparator=("B",))


def view(**other: Any) -> Any:
    """A made-up outcome of two groups of 100 with medians 10.0 and 10.1, quartiles two apart."""
    row = SimpleNamespace(
        values={"A": 10.0, "B": 10.1}, sizes={"A": 100, "B": 100}, limits={"A": (9, 11), "B": (9, 11)}
    )
    posted = SimpleNamespace(param_type="MEDIAN", dispersion_type="Inter-Quartile Range")
    return SimpleNamespace(**{"paired": False, "later_rows": [row], "outcome": posted} | other)


def test_medians_with_their_quartiles_tell_how_far_apart_two_groups_are() -> None:
    assert medians_within(view(), SIDES, 1.0)
    assert not medians_within(view(), SIDES, 0.1)


@pytest.mark.parametrize(
    "other",
    [
        {"paired": True},
        {"later_rows": []},
        {"outcome": SimpleNamespace(param_type="MEAN", dispersion_type="Inter-Quartile Range")},
        {"outcome": SimpleNamespace(param_type="MEDIAN", dispersion_type="Full Range")},
        {"outcome": SimpleNamespace(param_type="MEDIAN", dispersion_type=None)},
    ],
)
def test_medians_of_the_same_people_of_several_rows_or_without_quartiles_tell_nothing(other: dict[str, Any]) -> None:
    assert not medians_within(view(**other), SIDES, 1.0)
