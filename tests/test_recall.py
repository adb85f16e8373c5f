"""MSC trials that the word "mesenchymal" misses are found by the query we send, and by number."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from msc_trials import show
from msc_trials.extraction.product.classify import is_wide_hit
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge.ledger import rows
from msc_trials.knowledge.products import products
from msc_trials.registry.query import Query, search_terms
from tests import tiny_essie
from tests.emulator import Emulator
from tests.reference_essie import reference_engine
from tests.synthetic import study

with (Path(__file__).parent / "data" / "recall.csv").open(encoding="utf-8", newline="") as handle:
    MISSED = list(csv.DictReader(handle))
IDS = [row["nct_id"] for row in MISSED]


def stand_in(row: dict[str, str]) -> dict[str, Any]:
    """A made-up record with the real number and the real name of what was given."""
    made = study(row["nct_id"], title="A made-up study", condition=row["conditions"], product=row["intervention"])
    for arm in made["protocolSection"]["armsInterventionsModule"]["armGroups"]:
        arm["description"] = "One injection"
    return made


def found(query: Query, raw: dict[str, Any]) -> bool:
    """Whether the tiny search engine finds the study by both expressions."""
    cond, intr = (tiny_essie.parse(query.params()[f"query.{name}"]) for name in ("cond", "intr"))
    return tiny_essie.matches(cond, tiny_essie.condition_texts(raw)) and tiny_essie.matches(
        intr, tiny_essie.intervention_texts(raw)
    )


@pytest.mark.parametrize("row", MISSED, ids=IDS)
def test_trials_without_the_word_are_found(row: dict[str, str]) -> None:
    raw = stand_in(row)
    literal = tiny_essie.parse('"mesenchymal" OR "mesenchymal stem cells"')
    assert not tiny_essie.matches(literal, tiny_essie.intervention_texts(raw))
    assert found(Query.for_condition(row["typed"]), raw)


@pytest.mark.parametrize("row", MISSED, ids=IDS)
def test_the_reference_search_engine_agrees(row: dict[str, str], shared: Path) -> None:
    essie = reference_engine(shared)
    raw, query = stand_in(row), Query.for_condition(row["typed"])
    for name, area in (("cond", "ConditionSearch"), ("intr", "InterventionSearch")):
        assert essie.matches(essie.parse(query.params()[f"query.{name}"]), raw, area, {}), name


def test_show_finds_them_by_number(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    emulator.studies.update({row["nct_id"]: stand_in(row) for row in MISSED[:3]})
    monkeypatch.setenv("MSC_TRIALS_API_URL", emulator.url)
    for row in MISSED[:3]:
        shown = show(row["nct_id"], source="live")
        assert shown.trial is not None
        assert shown.trial.interventions[0].name == row["intervention"]


def test_NCT01850758_and_NCT02000362_are_wide_hits_only() -> None:  # noqa: N802  real trial numbers
    by_id = {row["nct_id"]: row for row in MISSED}
    wide = {n for n, row in by_id.items() if is_wide_hit(parse_study(stand_in(row)))}
    assert wide == {"NCT01850758", "NCT02000362"}
    for nct_id in wide:
        assert not found(Query.for_condition(by_id[nct_id]["typed"], wide=False), stand_in(by_id[nct_id]))


def test_blood_stem_cell_transplants_are_left_to_the_narrow_words() -> None:
    row = {"nct_id": "NCT90000002", "conditions": "Graft Versus Host Disease", "typed": "GVHD"}
    transplant = stand_in({**row, "intervention": "Peripheral blood stem cell transplantation after fludarabine"})
    assert not found(Query.for_condition("GVHD"), transplant)
    with_msc = stand_in({**row, "intervention": "Mesenchymal stem cells after stem cell transplantation"})
    assert found(Query.for_condition("GVHD"), with_msc)


def test_no_bare_abbreviation_is_sent() -> None:
    sent = {
        p.lower() for p in tiny_essie.phrases(tiny_essie.parse(Query.for_condition("lupus").intervention_expression))
    }
    assert sent.isdisjoint({"msc", "mscs", "asc", "ascs"})


def test_every_product_that_counts_is_searched_by_name() -> None:
    """``MSV`` alone is left out: the letters mean other things, and its records say what the cells are."""
    sent = tiny_essie.parse(Query.for_condition("lupus", wide=False).intervention_expression)
    missed = {
        p.name
        for p in products()
        if p.msc_class in {"core", "msc_like", "gene_modified"} and not tiny_essie.matches(sent, list(p.names))
    }
    assert missed <= {"MSV"}


def test_search_terms_are_of_known_kinds() -> None:
    assert all(search_terms(kind) for kind in ("msc", "product", "wide", "not"))
    assert not search_terms("other")


def test_the_list_covers_ledger_products_without_the_word() -> None:
    """Ledger trials named by a product alone must be in the list, so that a new one is not forgotten."""
    brands = (
        "MultiStem",
        "PLX-PAD",
        "Darvadstrocel",
        "JointStem",
        "NurOwn",
        "Lomecel",
        "ALLO-ASC",
        "SB623",
        "HB-adMSC",
    )
    named = {n for n, row in rows().items() if row.product.startswith(brands)}
    assert named - set(IDS) <= {"NCT02600130", "NCT01777646"}
