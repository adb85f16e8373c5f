"""Frames: the declared columns and dtypes whatever goes in, categories that keep strange texts, all faults at once."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.errors import QueryError
from msc_trials.extraction.trial import parse_study
from msc_trials.output.frames import check_frame, to_frame
from msc_trials.output.tables import TABLES
from tests.made_up import answer_of, assessment, dose, study


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_dtypes_are_declared_also_for_zero_rows(table: str) -> None:
    declared = [(c.name, c.dtype) for c in TABLES[table]]
    for x in ([], [parse_study(study())]):
        frame = to_frame(x, table)
        assert [(name, dtype.name) for name, dtype in frame.dtypes.items()] == declared
        assert len(frame) >= len(x)
        check_frame(frame, table)


def test_phase_is_ordered_and_only_late_phases_are_late() -> None:
    phases = ["Phase 1", "Phase 1/2", "Phase 2", "Phase 2/3", "Phase 3", "Phase 4", "N/A", "Not given", "PHASE9"]
    frame = to_frame([assessment(n, phase=p) for n, p in enumerate(phases)])
    late = frame[frame["phase"] >= "Phase 2"]
    assert list(late["phase"].astype("string")) == ["Phase 2", "Phase 2/3", "Phase 3", "Phase 4"]
    assert (frame["late_phase"] == (frame["phase"] >= "Phase 2")).all()


def test_unknown_phase_and_status_texts_survive() -> None:
    raw = study(statusModule={"overallStatus": "PAUSED_BY_WEATHER"}, designModule={"phases": ["PHASE9"]})
    frame = to_frame(parse_study(raw))
    assert (frame["phase"][0], frame["status"][0]) == ("PHASE9", "PAUSED_BY_WEATHER")
    assert frame["status"].cat.ordered
    assert frame["phase"].cat.categories[-1] == "Phase 4"
    check_frame(frame)


@settings(deadline=None)  # the first example imports pandas
@given(texts=st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_text_breaks_a_frame(texts: list[str]) -> None:
    trials = [assessment(n, phase=t, status=t, title=t, sources=(t,), start_date=t) for n, t in enumerate(texts)]
    frame = to_frame(trials)
    kept = [None if pd.isna(v) else v for v in frame["phase"].astype("string")]
    assert kept == [t.encode("utf-8", "replace").decode() or None for t in texts]
    assert list(frame["title"].fillna("")) == [k or "" for k in kept]


def test_nothing_stated_is_null_and_zero_is_zero() -> None:
    row = to_frame(assessment(1, enrollment=0)).iloc[0]
    assert row["enrollment"] == 0
    assert pd.isna(row["administrations"])
    assert pd.isna(row["counted"])
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
        "'status' lacks levels",
        "1 rows repeat trial_id (first: NCT90000001)",
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
