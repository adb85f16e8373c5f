"""A registry whose records changed gives no answer rather than a wrong one; another spelling of a code is read."""

from __future__ import annotations

import gzip
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import ResponseError, StaleDataWarning
from msc_trials.evidence.level import Level
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge.conditions import all_conditions
from msc_trials.local.snapshot import bundled
from msc_trials.records import vocabularies
from msc_trials.registry import shape
from msc_trials.registry.client import Client
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import nct_id_of
from msc_trials.registry.settings import Settings
from msc_trials.service.answer import FEWEST_KNOWN, LEAST_SHARE, answer
from msc_trials.service.show import show
from tests import tiny_essie
from tests.emulator import Emulator
from tests.helpers import Ask, client, transport
from tests.synthetic import study


def moved(name: str, *path: str) -> Callable[[dict[str, Any]], None]:
    """Rename the part at the end of ``path``."""

    def change(raw: dict[str, Any]) -> None:
        for part in path:
            raw = raw[part]
        raw["renamed"] = raw.pop(name)

    return change


CHANGES = {
    "the whole protocol": moved("protocolSection"),
    "the number": moved("nctId", "protocolSection", "identificationModule"),
    "the status": moved("statusModule", "protocolSection"),
    "the design": moved("designModule", "protocolSection"),
    "the phases": moved("phases", "protocolSection", "designModule"),
    "the arms": moved("armsInterventionsModule", "protocolSection"),
    "the interventions": moved("interventions", "protocolSection", "armsInterventionsModule"),
    "the conditions": moved("conditionsModule", "protocolSection"),
    "the word on results": moved("hasResults"),
}


def unreadable_number(raw: dict[str, Any]) -> None:
    """Put a space of no width after the number."""
    raw["protocolSection"]["identificationModule"]["nctId"] += "\u200b"


def conditions_as_objects(raw: dict[str, Any]) -> None:
    """Make an object of each condition."""
    part = raw["protocolSection"]["conditionsModule"]
    part["conditions"] = [{"name": name} for name in part["conditions"]]


def nameless_interventions(raw: dict[str, Any]) -> None:
    """Rename the name of each intervention."""
    for given in raw["protocolSection"]["armsInterventionsModule"]["interventions"]:
        given["title"] = given.pop("name")


CHANGES |= {
    "the form of the number": unreadable_number,
    "the form of the conditions": conditions_as_objects,
    "the names of the interventions": nameless_interventions,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_renamed_part_is_no_answer(change: Callable[[dict[str, Any]], None]) -> None:
    with Emulator(5) as server:
        for raw in server.studies.values():
            change(raw)
        with pytest.raises(ResponseError, match="5 of 5 records do not look as the registry promises"):
            transport(server).pull(Ask())


@pytest.mark.parametrize(("field", "module"), [("overallStatus", "statusModule"), ("studyType", "designModule")])
def test_codes_nobody_knows_are_no_answer(field: str, module: str) -> None:
    with Emulator(5) as server:
        for raw in server.studies.values():
            raw["protocolSection"][module][field] = "SOMETHING_NEW"
        with pytest.raises(ResponseError, match="an unknown"):
            transport(server).pull(Ask())


def test_the_snapshot_answers_for_a_changed_registry_and_says_why(tmp_path: Path) -> None:
    with Emulator(5) as server, client(server, tmp_path / "cache") as asked:
        for raw in server.studies.values():
            CHANGES["the design"](raw)
        with pytest.warns(StaleDataWarning, match="do not look as the registry promises"):
            found = answer("knee osteoarthritis", client=asked)
        assert found.provenance.source == "snapshot"
        assert "do not look as the registry promises" in found.provenance.cause
        assert found.level is not Level.NONE
        assert asked.cache is not None
        assert asked.cache.status().entries == 0


def test_one_changed_study_is_not_shown_as_if_it_were_whole(tmp_path: Path) -> None:
    with Emulator(5) as server, client(server, tmp_path / "cache") as asked:
        CHANGES["the status"](server.studies["NCT00000002"])
        with pytest.raises(ResponseError):
            show("NCT00000002", client=asked)


def test_another_study_than_the_one_asked_for_is_not_shown(tmp_path: Path) -> None:
    with Emulator(5) as server, client(server, tmp_path / "cache") as asked:
        server.studies["NCT03818737"] = server.studies["NCT00000002"]
        shown = show("NCT03818737", client=asked)
        assert shown.assessment.trial_id == "NCT03818737"
        assert shown.provenance is not None
        assert "is not the study NCT03818737" in shown.provenance.cause


@pytest.mark.parametrize("present", [0, 2, 3])
def test_an_answer_without_most_trials_of_the_snapshot_is_not_believed(present: int, tmp_path: Path) -> None:
    known = sorted(a.trial_id for a in bundled().matching(Query.for_condition("periodontitis")))
    with Emulator(present) as server:
        for number, raw in zip(known, server.studies.values(), strict=False):
            raw["protocolSection"]["identificationModule"]["nctId"] = number
        server.studies = dict(zip(known, server.studies.values(), strict=False))
        with (
            Client(Settings(cache_dir=tmp_path / "cache"), transport=transport(server)) as asked,
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", StaleDataWarning)
            found = answer("periodontitis", client=asked)
            assert found.provenance.source == ("live" if present == 3 else "snapshot")
            assert (f"{present} of the {len(known)} trials" in found.provenance.cause) == (present < 3)
            assert asked.cache is not None
            assert asked.cache.status().entries == (present == 3)


def test_a_whole_registry_that_reads_every_phrase_literally_is_believed_for_every_condition(shared: Path) -> None:
    with gzip.open(shared / "corpus" / "msc.jsonl.gz") as lines:
        studies = {str(nct_id_of(raw)): raw for raw in map(json.loads, lines)}
    given = tiny_essie.parse(Query.all().intervention_expression)
    there = {
        a.trial_id: tiny_essie.condition_texts(raw)
        if tiny_essie.matches(given, tiny_essie.intervention_texts(raw := studies[a.trial_id]))
        else []
        for a in bundled().matching(Query.all())
        if a.trial_id in studies
    }
    for query in (Query.for_row(row.id) for row in all_conditions()):
        asked = tiny_essie.parse(query.condition_expression)
        known = [there[a.trial_id] for a in bundled().matching(query) if a.trial_id in there]
        found = [texts for texts in known if tiny_essie.matches(asked, texts)]
        assert len(known) < FEWEST_KNOWN or len(found) >= len(known) * LEAST_SHARE, query.condition


def test_few_changed_records_cost_themselves_only() -> None:
    with Emulator(10) as server:
        CHANGES["the design"](server.studies["NCT00000003"])
        assert len(transport(server).pull(Ask()).studies) == 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PHASE2", "Phase 2"), ("PHASE2", "PHASE_2"), ("PHASE2", "phase2"), ("INTERVENTIONAL", "Interventional"),
        ("COMPLETED", "Completed"), ("EXPERIMENTAL", "Experimental"), ("PLACEBO_COMPARATOR", "Placebo Comparator"),
        ("BIOLOGICAL", "Biological"), ('"PRIMARY"', '"Primary"'), ("RANDOMIZED", "Randomized"),
    ],
)  # fmt: skip
def test_another_spelling_of_a_code_is_read_as_the_code(old: str, new: str) -> None:
    raw = study(results=True)
    changed = json.loads(
        json.dumps(raw).replace(f'"{old}"' if old[0] != '"' else old, f'"{new}"' if new[0] != '"' else new)
    )
    assert parse_study(changed) == parse_study(raw)


def test_the_codes_are_those_of_the_vocabularies() -> None:
    assert set(shape.STATUSES) == set(vocabularies.STATUS_CODES)
    assert set(shape.PHASES) == {code for codes in vocabularies.PHASE_CODES for code in codes}
