"""Results travel: through a pickle and through JSON, and come back equal."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msc_trials import Answer, Level, MscTrialsError, Query, Verdict, VerdictStatus, answer, search, show
from msc_trials.evidence.answer import AnswerTrial, Member
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import Strength
from msc_trials.extraction.facts import Dose, Given
from msc_trials.literature.claim import Claim, PaperKind
from msc_trials.literature.papers import Paper, PapersRead
from msc_trials.registry.result_set import ResultSet, as_sent
from msc_trials.results.findings import Effect, HarmGroup, Harms, OutcomeFinding, Reason, Side

CONDITIONS = ("knee osteoarthritis", "arthritis", "stem cells", "an unheard-of illness", "graft versus host disease")

TEXT = st.text(max_size=6)
NUMBER = st.none() | st.floats(-1e9, 1e9)
COUNT = st.none() | st.integers(0, 10**6)
FLAG = st.booleans()
NAMES = st.lists(TEXT, max_size=2).map(tuple)
STATUS = st.sampled_from(VerdictStatus)
REASONS = st.lists(st.builds(Reason, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple)
EFFECTS = st.builds(Effect, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT)
FINDINGS = st.builds(
    OutcomeFinding,
    st.integers(0, 9),
    TEXT,
    TEXT,
    STATUS,
    reasons=REASONS,
    p_text=TEXT,
    effect=st.none() | EFFECTS,
    worse=FLAG,
)
VERDICTS = st.builds(
    Verdict, STATUS, st.sampled_from(["ledger", "registry", "publication"]), reasons=REASONS, citation=TEXT, stop_class=TEXT,
    findings=st.lists(FINDINGS, max_size=2).map(tuple), worse=FLAG, effect=st.none() | EFFECTS, disagreement=TEXT, decisive=COUNT,
)  # fmt: skip
GROUPS = st.builds(HarmGroup, TEXT, TEXT, TEXT, COUNT, COUNT, COUNT, COUNT)
HARMS = st.just(Harms()) | st.builds(Harms, st.just(True), st.lists(GROUPS, max_size=2).map(tuple))
DOSES = st.lists(st.builds(Dose, st.floats(0, 1e12), st.floats(0, 1e12), FLAG, COUNT), max_size=2).map(tuple)
ASSESSMENTS = st.builds(
    Assessment, trial_id=TEXT, verdict=VERDICTS, title=st.none() | TEXT, conditions=NAMES, enrollment=COUNT, started=COUNT,
    patients_pay=st.none() | FLAG, msc_class=NAMES, followup_months=NUMBER, harms=HARMS,
    given=st.none() | st.builds(Given, routes=NAMES, doses=DOSES),
    sides=st.lists(st.builds(Side, TEXT, TEXT, st.floats(0, 1e6), COUNT, FLAG), max_size=2).map(tuple),
)  # fmt: skip
CLAIM = Claim("7", "met", favours="tested", sentence="A made-up sentence.", kind=PaperKind.REPORT)
PAPER = Paper(
    "NCT00000001", "7", "A title", "A journal", "2020-01", "", "abstract", CLAIM, "", ("a note",), "2026-11-28"
)
READ = PapersRead({"NCT00000001": (PAPER,)}, ("NCT00000001",), trouble="none", requests=2)


def through_json(row: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(row))
    return read


def through_a_pickle(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("condition", CONDITIONS)
def test_an_answer_comes_back_from_json_and_from_a_pickle(condition: str) -> None:
    found = answer(condition, source="snapshot")
    assert Answer.from_dict(through_json(found.to_dict())) == found
    assert through_a_pickle(found) == found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ASSESSMENTS, TEXT, NAMES, st.none() | st.dates())
def test_any_answer_comes_back_equal(one: Assessment, text: str, names: tuple[str, ...], day: dt.date | None) -> None:
    found = replace(
        answer("stroke", source="snapshot"),
        query=Query.all(phase="PHASE3"), level=None, headline=text, caveats=names, today=day, strength=Strength("several", names),
        trials=(AnswerTrial(one, text, (PAPER,)),), papers=READ,
        members=(Member("stroke", text, Level.EARLY_ONLY, text, 1), Member("als", text, None, text, 0, answer("ALS", source="snapshot"))),
    )  # fmt: skip
    assert Answer.from_dict(through_json(found.to_dict())) == found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ASSESSMENTS)
def test_any_assessment_and_its_verdict_come_back_equal(found: Assessment) -> None:
    assert Assessment.from_dict(through_json(found.to_dict())) == found
    assert Verdict.from_dict(through_json(found.verdict.to_dict())) == found.verdict


def test_what_comes_back_has_the_methods_of_an_answer() -> None:
    found = Answer.from_dict(answer("knee osteoarthritis", source="snapshot").to_dict())
    assert found["NCT03818737"].counted
    assert found.level is not None
    assert "data of" in found.cite()


def test_raw_records_stay_behind() -> None:
    found = answer("knee osteoarthritis", source="snapshot")
    records = ResultSet(found.provenance, "", at_hand=(as_sent, ({"made": "up"},)))
    assert "records" not in replace(found, records=records).to_dict()
    assert Answer.from_dict(replace(found, records=records).to_dict()).records is None


@pytest.mark.parametrize("row", [{}, {"schema": 3, "answer": {}}, None, [], "text", {"query": 1}])
def test_what_is_no_answer_is_refused_in_one_line(row: Any) -> None:
    with pytest.raises(MscTrialsError, match="This is not the JSON form of Answer") as caught:
        Answer.from_dict(row)
    assert "to_dict" in (caught.value.hint or "")


def test_what_is_no_assessment_is_refused_in_one_line() -> None:
    for row in ({}, {"trial_id": "NCT00000001", "verdict": {}}, {"unknown": 1}, None):
        with pytest.raises(MscTrialsError, match="This is not the JSON form of Assessment"):
            Assessment.from_dict(row)  # type: ignore[arg-type] # the fault itself


def test_other_results_come_back_from_a_pickle() -> None:
    shown = show("NCT03818737", source="snapshot")
    assert through_a_pickle(shown) == shown
    found = search(Query.all(), source="snapshot")
    assert through_a_pickle(found).query == found.query
    assert through_a_pickle(Query.all(phase="PHASE2")) == Query.all(phase="PHASE2")
