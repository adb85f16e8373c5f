"""The forest plot: one axis per measure, log for ratios, sides and source named, pooling on request or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from msc_trials.errors import QueryError
from msc_trials.output.forest import plot_forest
from msc_trials.output.frames import to_frame
from tests.made_up import answer_of, assessment

pytest.importorskip("statsmodels", reason="statsmodels is not installed")


@pytest.fixture
def pyplot() -> Iterator[Any]:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")


def frame(measure: str = "RR", rows: int = 3) -> Any:
    """Made-up effects of one question, in a frame of the table."""
    import pandas as pd

    empty = to_frame(answer_of(assessment(1)), "effects")
    made = [
        {
            "trial_id": f"NCT9000000{n}", "condition": "made-up disease", "measure": "Made-up healing", "time_frame": "1 year",
            "effect_measure": measure, "effect_source": "ledger", "effect": 1.0 + 0.2 * n, "effect_ci_low": 0.8,
            "effect_ci_high": 1.5 + 0.2 * n, "effect_ci_level": 95.0, "direction": "higher", "favoured_side": "cells",
            "comparator": "placebo", "effect_null": 1.0,
        }
        for n in range(1, rows + 1)
    ]  # fmt: skip
    built = pd.DataFrame(made, columns=list(empty.columns)).astype(empty.dtypes.to_dict())
    built.attrs.update(empty.attrs)
    return built


def words(ax: Any) -> str:
    texts = (*ax.texts, *ax.get_yticklabels(), ax.xaxis.label)
    return "\n".join((*(t.get_text() for t in texts), ax.get_title(loc="left")))


def test_a_frame_without_the_columns_by_which_rows_are_chosen_is_drawn_and_one_without_intervals_refused(
    pyplot: Any,
) -> None:
    assert len(plot_forest(frame().drop(columns=["counted", "is_msc"]))) == 1
    with pytest.raises(QueryError, match="no column effect_ci_low"):
        plot_forest(frame().drop(columns="effect_ci_low"))


def test_each_measure_has_an_axis_and_ratios_a_log_scale(pyplot: Any) -> None:
    import pandas as pd

    both = pd.concat([frame("RR"), frame("MD")])
    ratio, difference = plot_forest(both)
    assert (ratio.get_xscale(), difference.get_xscale()) == ("log", "linear")
    assert "risk ratio" in words(ratio)


def test_sides_condition_source_and_date_are_named(pyplot: Any) -> None:
    (ax,) = plot_forest(frame())
    text = words(ax)
    for part in (
        "cells better →",
        "made-up disease",
        "ClinicalTrials.gov",
        "2026-11-01",
        "NCT90000002",
        "favours cells",
    ):
        assert part in text
    ax.figure.canvas.draw()


def test_it_draws_on_given_axes(pyplot: Any) -> None:
    _, given = pyplot.subplots()
    assert plot_forest(frame(), [given]) == (given,)
    with pytest.raises(QueryError, match="1 measures"):
        plot_forest(frame(), [given, given])


def test_pooling_is_drawn_only_when_asked_for_and_refused_with_a_reason(pyplot: Any) -> None:
    assert "pooled" not in words(plot_forest(frame())[0])
    text = words(plot_forest(frame(), pool="pm")[0])
    assert "pooled, 3 trials" in text
    assert "prediction interval" in text
    with pytest.raises(QueryError, match="fewer than 3"):
        plot_forest(frame(rows=2), pool="pm")


def test_nothing_to_draw_is_an_error(pyplot: Any) -> None:
    with pytest.raises(QueryError, match="no effect to draw"):
        plot_forest(to_frame(answer_of(assessment(1)), "effects"))
