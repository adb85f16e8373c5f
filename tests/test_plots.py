"""The plots draw what the data say, on the axes they are given, and say what is missing when matplotlib is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from msc_trials.errors import MscTrialsError
from msc_trials.evidence.not_counted import STAGES
from msc_trials.output.marks import MARKS
from msc_trials.output.pictures import (
    NO_NUMBER,
    NOT_DRAWN,
    dose_points,
    effect_rows,
    effect_words,
    stated_effect,
    timeline_rows,
    year_of,
)
from msc_trials.output.plots import plot_doses, plot_effects, plot_ladder, plot_timeline
from msc_trials.results.findings import Effect, Verdict, VerdictStatus
from tests.render_samples import EFFECTS, answer, assessment, empty_answer

PLOTS = [plot_ladder, plot_timeline, plot_doses, plot_effects]


@pytest.fixture
def pyplot() -> Iterator[Any]:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")


def _texts(ax: Any) -> str:
    return "\n".join(t.get_text() for t in (*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels(), ax.title))


@pytest.mark.parametrize("plot", PLOTS)
def test_a_plot_draws_on_the_axes_it_is_given(plot: Callable[..., Any], pyplot: Any) -> None:
    _, ax = pyplot.subplots()
    assert plot(answer(), ax=ax) is ax
    assert len(pyplot.get_fignums()) == 1
    ax.figure.canvas.draw()


@pytest.mark.parametrize("plot", PLOTS)
@pytest.mark.parametrize("made", [answer(2), empty_answer()], ids=["hostile", "empty"])
def test_a_plot_makes_axes_of_its_own_and_can_be_drawn(plot: Callable[..., Any], made: Any, pyplot: Any) -> None:
    ax = plot(made)
    ax.figure.canvas.draw()
    assert ax.get_title(loc="left")


@pytest.mark.parametrize("plot", PLOTS)
def test_without_matplotlib_a_plot_says_what_to_install(
    plot: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MscTrialsError) as caught:
        plot(answer())
    assert caught.value.hint == "pip install msc-trials[plots]"


def test_the_ladder_writes_every_number(pyplot: Any) -> None:
    made = answer(hostile="")
    ax = plot_ladder(made)
    numbers = [int(t.get_text()) for t in ax.texts]
    assert numbers == [made.ladder[phase][stage] for phase in made.ladder for stage in STAGES]
    assert sum(numbers) == 13


def test_the_timeline_names_trials_with_their_verdict_and_counts_the_undated(pyplot: Any) -> None:
    ax = plot_timeline(answer(hostile=""))
    assert "NCT90000000 SYN-0  met its main goal" in _texts(ax)
    assert "1 trial without a start date left out" in ax.get_xlabel()


def test_the_doses_are_plotted_apart_per_kg_with_a_legend_of_verdicts(pyplot: Any) -> None:
    made = answer(hostile="")
    ax = plot_doses(made)
    assert ax.get_xscale() == "log"
    assert [t.get_text().split("\n")[0] for t in ax.get_yticklabels()] == ["in all", "per kg"]
    assert len(ax.get_legend().get_texts()) == len(VerdictStatus)


def test_the_effects_show_numbers_and_verdicts_beside_the_bars(pyplot: Any) -> None:
    texts = _texts(plot_effects(answer(hostile="")))
    for expected in ("Hazard Ratio 1.2 (95% CI 0.8 to 1.9)", "missed its main goal", "no difference"):
        assert expected in texts
    assert "Mean 3" not in texts, "a value of one group has no line of no difference"


def test_plots_take_assessments_as_well(pyplot: Any) -> None:
    trials = [assessment(1), assessment(2, VerdictStatus.NOT_MET)]
    assert len(plot_timeline(trials).get_yticklabels()) == 2
    assert len(plot_effects(iter(trials)).get_yticklabels()) == 2


def test_every_verdict_has_a_mark_of_its_own() -> None:
    shapes = [(MARKS[s].shape, MARKS[s].filled) for s in VerdictStatus]
    assert len(set(shapes)) == len(VerdictStatus)


def test_effects_are_placed_around_no_difference() -> None:
    rows = {r.trial.verdict.status: r for r in effect_rows(answer(hostile=""))}
    met, missed = rows[VerdictStatus.MET], rows[VerdictStatus.NOT_MET]
    assert met.low == -1.0
    assert met.high is not None
    assert met.high < 0
    assert missed.low is not None
    assert missed.high == 1.0
    assert missed.low < 0 < missed.point
    assert rows[VerdictStatus.MIXED].low is None


@pytest.mark.parametrize(("estimate", "low", "null"), [(float("nan"), 0.5, 1.0), (-2.0, 0.5, 1.0), (2.0, 0.0, 1.0)])
def test_an_effect_that_cannot_be_placed_is_only_told(estimate: float, low: float, null: float) -> None:
    trial = assessment(1)
    effect = replace(EFFECTS[VerdictStatus.NOT_MET], estimate=estimate, ci_low=low, null=null)
    (row,) = effect_rows([replace(trial, verdict=replace(trial.verdict, effect=effect))])
    assert (row.point, row.low, row.high) == (None, None, None)
    assert row.told == f"{NOT_DRAWN}: {NO_NUMBER}"


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2019", 2019.0),
        ("2019-07", 2019.5),
        ("2019-01-01T00:00", 2019.0),
        ("", None),
        ("soon", None),
        ("20-01", None),
        ("2019-", None),
    ],
)
def test_dates_become_years(date: str, year: float | None) -> None:
    assert year_of(date) == year


def test_a_trial_that_ends_before_it_starts_has_no_length() -> None:
    (row,) = timeline_rows([assessment(1, start_date="2020-05", primary_completion_date="2019-01")])
    assert row.start == row.end


def test_equal_doses_of_a_trial_are_one_point() -> None:
    trial = assessment(1)
    assert len(dose_points([trial])) == 1


def test_effect_words_leave_out_the_unit_where_it_does_not_fit() -> None:
    effect = EFFECTS[VerdictStatus.MET_NONINFERIOR]
    assert effect_words(effect) == "Risk Difference 0.02 (90% CI -0.05 to 0.09) %"
    assert effect_words(effect, longest=44) == "Risk Difference 0.02 (90% CI -0.05 to 0.09)"


@pytest.mark.parametrize(
    ("trial_id", "effect"),
    [
        ("NCT02838069", Effect("Risk ratio", 0.86, 0.58, 1.28, 95.0, "", 1.0)),
        ("NCT00644410", Effect("Difference", -13.0, -20.1, -5.9, 95.0, "mL (end-systolic volume)")),
        ("NCT00366145", None),
        ("NCT00000000", None),
    ],
)
def test_the_effect_of_a_ledger_trial_is_the_stated_one_with_an_interval(trial_id: str, effect: Effect | None) -> None:
    assert stated_effect(trial_id) == effect


def test_nct02241018_is_drawn_from_the_ledger() -> None:
    (row,) = effect_rows([replace(assessment(1), trial_id="NCT02241018", verdict=Verdict(VerdictStatus.MET, "ledger"))])
    assert row.told == "Odds ratio 2 (95% CI 1.01 to 3.94)"
    assert row.low is not None
    assert row.low > 0


def test_nct00366145_keeps_its_row_though_it_has_no_interval() -> None:
    trial = replace(assessment(1), trial_id="NCT00366145", verdict=Verdict(VerdictStatus.NOT_MET, "ledger"))
    (row,) = effect_rows([trial], longest=20)
    assert row.point is None
    assert row.told.startswith(f"{NOT_DRAWN}: 35")
    assert len(row.told) == 20
