"""What must never change a verdict: the order of groups, rows and analyses; and what must turn it round."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict

BETTER_HIGH, BETTER_LOW = "Walking distance in six minutes", "Pain on a visual analogue scale"
values = st.integers(min_value=1, max_value=900)
p_texts = st.sampled_from(["0.001", "<0.05", "0.04", "0.2", ">0.05", "NS", "0.049", "0.05"])


def _estimate(tested: int, control: int, sign: int) -> dict[str, Any]:
    gap = sign * (tested - control)
    return {
        "paramType": "Mean Difference",
        "paramValue": str(gap),
        "ciPctValue": "95",
        "ciLowerLimit": str(gap - 3),
        "ciUpperLimit": str(gap + 3),
    }


def _two(
    title: str,
    tested: int,
    control: int,
    p: str,
    *,
    swapped: bool = False,
    sign: int = 1,
    rows: int = 1,
    turned: bool = False,
) -> tuple[S, bool]:
    names = ("Placebo", "Cell product") if swapped else ("Cell product", "Placebo")
    pair = [control, tested] if swapped else [tested, control]
    labels = [f"Visit {i + 1}" for i in range(rows)]
    if turned:
        labels.reverse()
    posted = dict.fromkeys(labels, pair)
    tests = [analysis("10" if turned else "01", pValue=p, **_estimate(tested, control, sign))]
    found = verdict(outcome(title, posted, *tests, groups=names))
    return found.status, found.worse


@settings(deadline=None, max_examples=60)
@given(values, values, p_texts, st.sampled_from([BETTER_HIGH, BETTER_LOW]))
def test_the_order_of_groups_changes_nothing(tested: int, control: int, p: str, title: str) -> None:
    assert _two(title, tested, control, p) == _two(title, tested, control, p, swapped=True)


@settings(deadline=None, max_examples=60)
@given(values, values, p_texts, st.sampled_from([BETTER_HIGH, BETTER_LOW]))
def test_the_order_of_rows_and_group_ids_changes_nothing(tested: int, control: int, p: str, title: str) -> None:
    assert _two(title, tested, control, p, rows=3) == _two(title, tested, control, p, rows=3, turned=True)


@settings(deadline=None, max_examples=60)
@given(values, values, p_texts)
def test_the_order_of_subtraction_changes_nothing(tested: int, control: int, p: str) -> None:
    assert _two(BETTER_HIGH, tested, control, p) == _two(BETTER_HIGH, tested, control, p, sign=-1)


@settings(deadline=None, max_examples=60)
@given(values, values, p_texts)
def test_a_turned_scale_turns_nobody_into_a_winner(tested: int, control: int, p: str) -> None:
    """The same result on a scale where less is better, every value mirrored, gives the same verdict."""
    assert _two(BETTER_HIGH, tested, control, p) == _two(BETTER_LOW, 1000 - tested, 1000 - control, p)


@settings(deadline=None, max_examples=60)
@given(values, values, p_texts)
def test_exchanged_values_never_leave_both_a_winner(first: int, second: int, p: str) -> None:
    one, other = _two(BETTER_HIGH, first, second, p), _two(BETTER_HIGH, second, first, p)
    assert not (one[0] is S.MET and other[0] is S.MET)
    if one[0] is S.MET:
        assert other == (S.NOT_MET, True)


@settings(deadline=None, max_examples=40)
@given(st.permutations(["0.001", "0.2", "0.01"]))
def test_the_order_of_primaries_changes_nothing(p_values: list[str]) -> None:
    found = verdict(*(outcome(BETTER_HIGH, [350, 300], analysis(pValue=p)) for p in p_values))
    assert found.status is S.MIXED


garbage = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.lists(st.text(max_size=3), max_size=2)
)


@settings(deadline=None, max_examples=150)
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("pValue", "paramType", "paramValue", "ciPctValue", "ciLowerLimit", "ciUpperLimit", "groupIds", "groupDescription", "nonInferiorityType", "nonInferiorityComment", "testedNonInferiority", "statisticalMethod", "pValueComment", "estimateComment"), garbage),
    ),
    st.lists(garbage, min_size=2, max_size=2),
)  # fmt: skip
def test_no_analysis_however_odd_raises(fields: dict[str, Any], posted: list[Any]) -> None:
    found = verdict(outcome(BETTER_HIGH, posted, {**analysis(), **fields}))
    assert found.reasons
