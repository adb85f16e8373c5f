"""Frames: the declared columns and dtypes whatever goes in, categories that keep strange texts, all faults at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials import search
from msc_trials.errors import QueryError
from msc_trials.extraction.trial import parse_study
from msc_trials.matching.text import cleaned_lines
from msc_trials.output.columns import TABLES
from msc_trials.output.frames import check_frame, to_frame
from tests.made_up import answer_of, assessment, dose, study, study_with_results, trial_of_every_table


@pytest.mark.filterwarnings("ignore:PubMed was not asked")
@pytest.mark.parametrize("table", TABLES)
def test_columns_and_dtypes_are_declared_also_for_zero_rows(table: str) -> None:
    declared = [(c.name, c.dtype) for c in TABLES[table]]
    for x in ([], [trial_of_every_table()]):
        frame = to_frame(x, table)
        assert [(name, dtype.name) for name, dtype in frame.dtypes.items()] == declared
        assert len(frame) >= len(x) or table in ("publications", "claims")  # they need PubMed
        check_frame(frame, table)


def test_phase_is_ordered_and_only_late_phases_are_late() -> None:
    phases = ["Phase 1", "Phase 1/2", "Phase 2", "Phase 2/3", "Phase 3", "Phase 4", "N/A", "Not given", "PHASE9"]
    frame = to_frame([assessment(n, phase=p) for n, p in enumerate(phases)])
    late = frame[frame["phase"] >= "Phase 2"]
    assert list(late["phase"].astype("string")) == ["Phase 2", "Phase 2/3", "Phase 3", "Phase 4"]
    assert (frame["late_phase"] == (frame["phase"] >= "Phase 2")).all()


def test_codes_that_the_vocabulary_does_not_know_have_a_level_of_their_own() -> None:
    raw = study(statusModule={"overallStatus": "PAUSED_BY_WEATHER"}, designModule={"phases": ["PHASE9"]})
    trial = parse_study(raw)
    frame = to_frame(trial)
    assert (frame["phase"][0], frame["status"][0]) == ("unrecognised", "unrecognised")
    assert (trial.phase, trial.status) == ("PHASE9", "PAUSED_BY_WEATHER")
    assert frame["status"].cat.ordered
    check_frame(frame)


@pytest.mark.filterwarnings("ignore:PubMed was not asked")
@pytest.mark.parametrize("table", TABLES)
def test_frames_of_different_trials_have_equal_categories_so_that_concat_keeps_them(table: str) -> None:
    strange = study(2, statusModule={"overallStatus": "PAUSED"}, designModule={"phases": ["PHASE9"]})
    one, other = to_frame(parse_study(study_with_results(1)), table), to_frame(parse_study(strange), table)
    assert (pd.concat([one, other]).dtypes == one.dtypes).all()


IDIOMS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "flag and date": lambda t: t[t.late_phase & (t.start_date >= "2015")],
    "date and flag": lambda t: t[(t.start_date >= "2015") & t.late_phase],
    "text and flag": lambda t: t[t.sponsor.str.contains("Sponsor") & t.late_phase],
    "three kinds of columns": lambda t: t[(t.phase >= "Phase 2") & (t.enrollment > 2) & (t.sponsor != "A")],
    "query": lambda t: t.query("late_phase and start_date >= '2015'"),
    "years": lambda t: t.groupby(t.start_date.str[:4].astype("Int64")).size(),
    "dates": lambda t: pd.to_datetime(t.start_date, format="ISO8601"),
    "merge": lambda t: t.merge(pd.DataFrame({"nct_id": ["NCT90000001"], "own": [1]}), on="nct_id", how="left"),
    "pivot": lambda t: t.pivot_table(
        index="phase", columns="verdict", values="enrollment", aggfunc="sum", observed=True
    ),
    "crosstab": lambda t: pd.crosstab(t.phase, t.status),
    "not": lambda t: t[~t.has_results & t.title.isna()],
    "isin": lambda t: t[t.nct_id.isin(["NCT90000001"]) | t.controlled],
    "between": lambda t: t[t.start_date.between("2015", "2020") & t.counted],
    "sort": lambda t: t.sort_values(["start_date", "phase"]),
    "csv": lambda t: t.to_csv(index=False),
}


@pytest.mark.parametrize("name", IDIOMS)
def test_everyday_idioms_work(name: str) -> None:
    """Texts, dates, flags and categories, with and without nulls, are joined as people write it."""
    trials = [
        assessment(1, start_date="2015-06", enrollment=30),
        assessment(2, phase="Not given", sponsor="", enrollment=None),
        assessment(3, start_date="2009", enrollment=10, phase="Phase 3"),
    ]
    found = IDIOMS[name](to_frame(trials))
    if name in {"flag and date", "date and flag", "query", "between"}:
        assert list(found.nct_id) == ["NCT90000001"]
    elif name == "three kinds of columns":
        assert list(found.nct_id) == ["NCT90000001", "NCT90000003"]
    elif name == "years":
        assert found.to_dict() == {2009: 1, 2015: 1}
    else:
        assert len(found)


@settings(deadline=None)  # the first example imports pandas
@given(texts=st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_text_breaks_a_frame(texts: list[str]) -> None:
    trials = [assessment(n, phase=t, status=t, title=t, sources=(t,), start_date=t) for n, t in enumerate(texts)]
    frame = to_frame(trials)
    assert set(frame["phase"].dropna()) <= {"unrecognised", *frame["phase"].cat.categories}
    shown = [cleaned_lines(t.encode("utf-8", "replace").decode()) for t in texts]
    assert list(frame["title"].fillna("")) == shown


def test_nothing_stated_is_null_and_zero_is_zero() -> None:
    row = to_frame(assessment(1, enrollment=0)).iloc[0]
    assert row["enrollment"] == 0
    assert pd.isna(row["administrations"])
    assert row["result_publications"] == 0


def test_tables_merge_by_trial_and_arm() -> None:
    trial = parse_study(study())
    merged = to_frame(trial, "interventions").merge(to_frame(trial, "arms"), on=["nct_id", "arm"], how="inner")
    assert len(merged) == 3


def test_an_answer_makes_a_frame() -> None:
    frame = to_frame(answer_of(assessment(1, "met"), assessment(2, doses=(dose(1e6),))))
    assert frame.set_index("nct_id")["verdict"].to_dict() == {"NCT90000001": "met", "NCT90000002": "unreported"}


def test_unknown_table_names_the_tables() -> None:
    with pytest.raises(QueryError) as caught:
        to_frame([], "patients")
    assert "trials, arms" in (caught.value.hint or "")


def test_every_fault_of_a_frame_is_listed_at_once() -> None:
    frame = to_frame([assessment(1), assessment(2)])
    frame["trial_id"] = pd.array(["NCT90000001", "NCT90000001"], dtype="string")
    frame["enrollment"] = 1.5
    frame["phase"] = frame["phase"].cat.as_unordered()
    frame["status"] = frame["status"].cat.remove_categories("Withdrawn")
    frame["extra"] = 1
    with pytest.raises(QueryError) as caught:
        check_frame(frame.drop(columns="title"))
    for fault in (
        "'title' is missing",
        "'extra' is not declared",
        "'enrollment' is float64, not Int64",
        "'phase' is unordered",
        "the levels of column 'status' are not the declared ones",
        "1 rows repeat trial_id and condition (first: NCT90000001)",
    ):
        assert fault in caught.value.message


def test_order_nulls_and_double_columns_are_faults() -> None:
    frame = to_frame([assessment(1)], "verdicts")
    with pytest.raises(QueryError, match="not in their order"):
        check_frame(frame[list(reversed(frame.columns))], "verdicts")
    with pytest.raises(QueryError, match="'worse' occurs twice"):
        check_frame(pd.concat([frame, frame[["worse"]]], axis=1), "verdicts")
    frame["trial_id"] = pd.array([None], dtype="string")
    with pytest.raises(QueryError, match="'trial_id' has nulls"):
        check_frame(frame, "verdicts")


def test_a_frame_of_a_search_judges_each_status_on_the_day_of_its_settings() -> None:
    """A trial that the snapshot lists as running and whose planned end passed long ago is over, as in an answer."""
    today, then = (search("autism", source="snapshot", as_of=day) for day in ("2026-11-30", "2022-10-11"))
    verdicts = [found.to_frame().set_index("trial_id").verdict["NCT04089579"] for found in (today, then)]
    assert verdicts == ["unreported", "ongoing"]
    assert today.to_frame().attrs["answers"][0]["as_of"] == "2026-11-30"
