"""How much work an answer costs, in counts that no busy machine can blur: requests, bytes asked for, records parsed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import MisuseError
from msc_trials.evidence.answer import Answer
from msc_trials.extraction import trial as trials
from msc_trials.local import snapshot
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.terminal import answer_text
from msc_trials.registry.client import Client
from msc_trials.registry.result_set import ResultSet
from msc_trials.registry.shape import FIELDS
from msc_trials.service.answer import answer, answers
from msc_trials.service.show import show
from tests.emulator import Emulator
from tests.helpers import client

ROOT = Path(__file__).parents[1]
CONDITION = "knee osteoarthritis"

# --- requests and bytes -------------------------------------------------------------------------------------------------


def test_requests_of_cold_and_warm_answers(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path / "cache") as asked:
        answer(CONDITION, client=asked)
        assert sorted(emulator.paths) == ["/studies", "/version"]
        answer(CONDITION, client=asked)
        show("NCT00000002", client=asked)
        assert sorted(emulator.paths[2:]) == ["/studies/NCT00000002", "/version"]
        show("NCT00000002", client=asked)
        assert len(emulator.requests) == 4


def test_several_conditions_are_asked_for_with_one_version_for_all(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path / "cache") as asked:
        found = list(answers([CONDITION, "stroke", "no such thing", "", "ALS"], client=asked))
        kinds = [type(one).__name__ for one in found]
        assert kinds == ["Answer", "Answer", "Answer", "QueryError", "Answer"]
        assert Counter(emulator.paths) == {"/version": 1, "/studies": 3}
        assert [one.provenance.requests for one in found if isinstance(one, Answer)][:2] == [1, 1]
        list(answers([CONDITION, "stroke", "ALS"], client=asked))
        assert len(emulator.requests) == 4


def test_a_failure_of_one_of_several_conditions_is_its_own(tmp_path: Path) -> None:
    with Emulator(5, trouble="400*") as server, client(server, tmp_path / "cache", source="live") as asked:
        found = list(answers([CONDITION, "stroke"], client=asked))
    assert [type(one).__name__ for one in found] == ["ResponseError", "ResponseError"]


@pytest.mark.parametrize(("studies", "pages"), [(5, 2), (6, 3), (8, 3)])
def test_requests_of_an_answer_of_many_pages(tmp_path: Path, studies: int, pages: int) -> None:
    """One a page (a full page is followed by one more, for the end) and the data's date before and after."""
    with Emulator(studies, page_size=3) as server, client(server, tmp_path / "cache") as asked:
        answer(CONDITION, client=asked)
        assert Counter(server.paths) == {"/version": 2, "/studies": pages}


def test_only_what_is_read_is_asked_for(emulator: Emulator, tmp_path: Path) -> None:
    with client(emulator, tmp_path / "cache") as asked:
        answer(CONDITION, client=asked)
    _, params, headers = min(emulator.requests)
    assert params["fields"].split(",") == list(FIELDS)
    assert params["pageSize"] == "750"
    assert headers["Accept-Encoding"] == "gzip"
    assert len(FIELDS) <= 58
    large = ("Eligibility", "Baseline", "LocationContact", "Ancestor", "BrowseLeaf", "Official")
    kept = {"OfficialTitle"}
    assert not [name for name in FIELDS if name.startswith(large) or "Ancestor" in name if name not in kept]


def test_bytes_are_kept_as_they_came(tmp_path: Path) -> None:
    """The store holds the registry's packed pages, not a second form of them."""
    with Emulator(200, page_size=1000) as server, client(server, tmp_path / "cache") as asked:
        result = asked.fetch(_Question())
        assert len(result.pages) == 1
        assert len(result.pages[0]) < len(json.dumps(result.studies)) / 4
        stored = asked.fetch(_Question())
        assert stored.pages == result.pages


class _Question:
    """The smallest question."""

    def params(self) -> dict[str, str]:
        return {"query.cond": CONDITION}

    def url(self, base: str = "") -> str:
        return base

    def key(self) -> str:
        return CONDITION


# --- records read -------------------------------------------------------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """NCT numbers of the records parsed, in order."""
    seen: list[Any] = []
    parse = trials.parse_study

    def counted(raw: Any) -> Any:
        seen.append(raw["protocolSection"]["identificationModule"]["nctId"])
        return parse(raw)

    monkeypatch.setattr(trials, "parse_study", counted)
    return seen


def test_each_record_is_parsed_once_and_never_again(tmp_path: Path, parsed: list[Any]) -> None:
    with Emulator(7, page_size=3) as server, client(server, tmp_path / "cache") as asked:
        cold = answer(CONDITION, client=asked)
        assert parsed == sorted(server.studies)
        parsed.clear()
        warm = answer(CONDITION, client=asked)
        assert parsed == []
        assert warm.trials == cold.trials


def test_a_refresh_reads_only_the_studies_that_changed(tmp_path: Path, parsed: list[Any]) -> None:
    with Emulator(112) as server:
        with client(server, tmp_path / "cache") as asked:
            before = answer(CONDITION, client=asked)
        parsed.clear()
        for study in server.studies.values():  # every record carries the day of the data
            study["derivedSection"]["miscInfoModule"]["versionHolder"] = "2026-11-21"
        changed = ["NCT00000007", "NCT00000080"]
        for nct_id in changed:
            server.studies[nct_id]["protocolSection"]["statusModule"]["overallStatus"] = "TERMINATED"
        with client(server, tmp_path / "cache", refresh=True) as asked:
            after = answer(CONDITION, client=asked)
    assert parsed == changed
    was = {t.assessment.trial_id: t.assessment for t in before.trials}
    for trial in [t for t in after.trials if t.assessment.trial_id in server.studies]:
        assert trial.assessment.record_date == "2026-11-21"
        if trial.assessment.trial_id not in changed:
            assert replace(trial.assessment, record_date="2026-11-20") == was[trial.assessment.trial_id]
        else:
            assert trial.assessment.status == "Terminated"


def test_a_study_of_two_questions_is_read_once(tmp_path: Path, parsed: list[Any]) -> None:
    with Emulator(7) as server, client(server, tmp_path / "cache") as asked:
        answer(CONDITION, client=asked)
        answer("stroke", client=asked)
        assert parsed == sorted(server.studies)


def test_a_brief_answer_prints_the_same_and_is_read_again_only_for_who_asks_for_more(
    tmp_path: Path, parsed: list[Any]
) -> None:
    with Emulator(7) as server, client(server, tmp_path / "cache") as asked:
        brief = answer(CONDITION, client=asked, brief=True)
        ours = brief["NCT00000001"].assessment
        assert ours.given is None
        with pytest.raises(MisuseError, match="was not read"):
            _ = ours.product
        parsed.clear()
        again = answer(CONDITION, client=asked, brief=True)
        assert (parsed, again.trials) == ([], brief.trials)
        whole = answer(CONDITION, client=asked)
        assert parsed == sorted(server.studies)
        assert whole["NCT00000001"].assessment.product.routes
        assert answer_text(whole) == answer_text(again)
        parsed.clear()
        assert answer(CONDITION, client=asked, brief=True).trials == whole.trials
        assert answer("stroke", client=asked, brief=True).trials
        assert parsed == []


def test_a_brief_answer_reads_the_main_goals_of_the_trials_it_lists_and_keeps_them(
    tmp_path: Path, parsed: list[Any]
) -> None:
    with Emulator(7) as server:
        for study in server.studies.values():
            protocol = study["protocolSection"]
            protocol["conditionsModule"]["conditions"] = ["Epilepsy"]
            protocol["armsInterventionsModule"]["interventions"][0]["name"] = "Mesenchymal stem cells"
            protocol["outcomesModule"] = {"primaryOutcomes": [{"measure": "Walking distance", "timeFrame": "6 months"}]}
        for refresh in (False, False, True):
            with client(server, tmp_path / "cache", refresh=refresh) as asked:
                found = answer("epilepsy", client=asked, brief=True)
                unread = [t.assessment.goals is None for t in found if t.trial_id in server.studies]
                assert unread == [False, False, False, False, True, True, True]
                assert answer_text(found).count("Main goal: ") == 4
                assert answer_fragment(found).count("Main goal: ") == 4
                with pytest.raises(MisuseError, match="main goal of this trial was not read"):
                    answer_text(found, everything=True)
        assert parsed == sorted(server.studies)


def test_each_member_of_a_brief_answer_to_a_word_for_several_diseases_can_be_printed(tmp_path: Path) -> None:
    with Emulator(4) as server:
        for study in server.studies.values():
            protocol = study["protocolSection"]
            protocol["conditionsModule"]["conditions"] = ["Facet Joint Pain"]
            protocol["armsInterventionsModule"]["interventions"][0]["name"] = "Mesenchymal stem cells"
            protocol["outcomesModule"] = {"primaryOutcomes": [{"measure": "Walking distance", "timeFrame": "6 months"}]}
        with client(server, tmp_path / "cache") as asked:
            answer("arthritis", client=asked, brief=True)
            brief, whole = (answer("arthritis", client=asked, brief=brief) for brief in (True, False))
            texts = [[answer_text(m.answer) for m in found.members if m.answer] for found in (brief, whole)]
            assert texts[0] == texts[1]
            assert sum(text.count("Main goal: ") for text in texts[0]) >= 4


_STATED = """
import sys
from msc_trials import Client
from msc_trials.extraction import trial
read, parse = [], trial.parse_study
trial.parse_study = lambda raw: read.append(raw) or parse(raw)
with Client(api_url=sys.argv[1], cache_dir=sys.argv[2], min_interval=0, papers=False, refresh=True) as client:
    found = client.answer("knee osteoarthritis")
ours = [t.assessment for t in found.trials if t.assessment.trial_id.startswith("NCT0000000")]
print(len(read), sorted({c for a in ours for c in a.condition_ids}))
"""


def test_one_cell_of_a_word_list_edited_changes_the_fact(tmp_path: Path) -> None:
    """In a copy of the package: a kept fact is not used once the rules are others."""
    for name in ("msc_trials", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    table = tmp_path / "seeds" / "conditions.csv"
    with Emulator(3) as server:
        for study in server.studies.values():
            study["protocolSection"]["conditionsModule"]["conditions"] = ["Stroke"]

        def stated() -> str:
            command = [sys.executable, "-c", _STATED, server.url, str(tmp_path / "cache")]
            return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout.strip()

        assert stated() == "3 ['stroke']"
        assert stated() == "0 ['stroke']"
        table.write_text(
            table.read_text(encoding="utf-8").replace(r"\bstrokes?\b", r"\bstroked\b", 1), encoding="utf-8"
        )
        assert stated() == "3 []"


def test_a_stored_answer_unpacks_no_page(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(emulator, tmp_path / "cache") as asked:
        answer(CONDITION, client=asked)
        monkeypatch.setattr(ResultSet, "read", lambda *_: pytest.fail("a page was unpacked"))
        answer(CONDITION, client=asked)


def test_rows_of_the_snapshot_decoded_are_those_of_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    read = snapshot.assessment_of

    def counted(line: str, **how: Any) -> Any:
        decoded.append(line)
        return read(line, **how)

    monkeypatch.setattr(snapshot, "assessment_of", counted)
    monkeypatch.setattr(Client, "fetch", lambda *_: pytest.fail("the registry was to be asked"))
    found = answer(CONDITION, source="snapshot")
    of_the_registry = [t for t in found.trials if t.assessment.verdict.source != "ledger"]
    assert 0 < len(decoded) <= len(found.trials) + len(of_the_registry)
    assert len(decoded) * 5 < snapshot.bundled().manifest.trials
