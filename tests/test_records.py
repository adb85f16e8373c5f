"""Reading one study: lenient, exact about what it could not read. All studies are synthetic."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.errors import RecordError
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge.seeds import lines
from msc_trials.matching.dates import PartialDate
from msc_trials.records.vocabularies import Phase, Status
from msc_trials.registry.shape import FIELDS
from tests.mutation import mutated
from tests.synthetic import study


def test_phase_levels_and_status_are_normalized() -> None:
    record = parse_study(study(phases=["PHASE2", "PHASE3"], status="ACTIVE_NOT_RECRUITING"))
    assert (record.phase, record.status) == (Phase.PHASE_2_3, Status.ACTIVE_NOT_RECRUITING)
    assert parse_study(study(phases=["NA"])).phase == "N/A"


@pytest.mark.parametrize("phases", ["PHASE3", "Phase 3", ["Phase 3"], ["PHASE_3"]])
def test_a_phase_may_be_one_text_or_spelled_otherwise(phases: object) -> None:
    raw = study()
    raw["protocolSection"]["designModule"]["phases"] = phases
    assert parse_study(raw).phase == Phase.PHASE_3


def test_unknown_values_are_kept_as_text_and_counted() -> None:
    record = parse_study(study(phases=["PHASE9"], status="PAUSED"))
    assert (record.phase, record.status) == ("PHASE9", "PAUSED")
    assert len(record.problems) == 2


def test_unknown_status_keeps_the_last_known_one() -> None:
    raw = study(status="UNKNOWN")
    raw["protocolSection"]["statusModule"]["lastKnownStatus"] = "RECRUITING"
    assert parse_study(raw).last_known_status == Status.RECRUITING


@pytest.mark.parametrize(("text", "precision"), [("2019", "year"), ("2019-03", "month"), ("2019-03-31", "day")])
def test_partial_dates_keep_their_precision(text: str, precision: str) -> None:
    date = PartialDate.parse(text)
    assert date is not None
    assert (date.text, date.precision) == (text, precision)


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "March 2019", ""])
def test_what_is_no_date_is_no_date(text: str) -> None:
    assert PartialDate.parse(text) is None


def test_enrolment_sentinel_means_unknown() -> None:
    raw = study()
    raw["protocolSection"]["designModule"]["enrollmentInfo"] = {"count": 99999999}
    assert parse_study(raw).enrollment is None


def test_a_bad_node_is_cut_out_and_the_rest_is_read() -> None:
    raw = study()
    raw["protocolSection"]["armsInterventionsModule"]["armGroups"].insert(0, {"label": ["wrong"]})
    raw["protocolSection"]["conditionsModule"] = 7
    record = parse_study(raw)
    assert record.nct_id == "NCT90000001"
    assert [p.path for p in record.problems] == [
        "protocolSection.conditionsModule",
        "protocolSection.armsInterventionsModule.armGroups[0].label",
    ]


@pytest.mark.parametrize("raw", [None, 3, [], {}, {"protocolSection": {}}, study(nct_id="NCT1")])
def test_a_study_without_a_usable_number_is_refused(raw: Any) -> None:
    with pytest.raises(RecordError):
        parse_study(raw)


def test_the_fields_asked_for_exist_in_the_api() -> None:
    assert set(FIELDS) <= set(lines("api_fields"))
    assert len(set(FIELDS)) == len(FIELDS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_no_mutation_crashes_the_reading(seed: int) -> None:
    rng = random.Random(seed)
    raw = study(results=True)
    for _ in range(rng.randrange(1, 4)):
        raw = mutated(raw, rng)
    try:
        trial = parse_study(raw)
    except RecordError:
        return
    assert trial.nct_id.startswith("NCT")
