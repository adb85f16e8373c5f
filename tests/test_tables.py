"""The declared tables: one declaration, plain rows, joins by trial and arm, nothing lost and nothing made up."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from msc_trials.errors import QueryError
from msc_trials.evidence.assessment import from_ledger_row, with_ledger
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger, seeds
from msc_trials.output.columns import ABOUT, COUNTS, TABLES, UNRECOGNISED
from msc_trials.output.dictionary import markdown
from msc_trials.output.frames import to_frame
from msc_trials.output.items import items_of, with_counting
from msc_trials.output.table_rows.trials import comparator
from msc_trials.output.tables import rows
from msc_trials.records.vocabularies import Phase, Status
from tests.made_up import answer_of, assessment, dose, study, study_with_results, trial_of_every_table

ROOT = Path(__file__).parents[1]
DTYPES = {"string", "Int64", "Float64", "boolean", "category"}


def test_every_column_is_declared_once_with_meaning_and_source() -> None:
    assert TABLES.keys() == ABOUT.keys()
    for name, columns in TABLES.items():
        names = [c.name for c in columns]
        assert len(set(names)) == len(names), name
        assert names[0] == "nct_id"
        assert set(ABOUT[name].key) <= set(names)
        for column in columns:
            assert column.dtype in DTYPES
            assert column.meaning
            assert column.source
            assert bool(column.levels) == (column.dtype == "category")


def test_a_name_has_one_type_in_all_tables_and_is_short() -> None:
    kinds: dict[str, set[object]] = {}
    for columns in TABLES.values():
        for c in columns:
            kinds.setdefault(c.name, set()).add((c.dtype, c.levels, c.ordered))
            assert len(c.name) <= 32
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_phase_and_status_levels_are_the_vocabularies() -> None:
    by_name = {c.name: c for c in TABLES["trials"]}
    assert set(by_name["phase"].levels) == {p.value for p in Phase} - {"Not given"} | {UNRECOGNISED}
    assert set(by_name["status"].levels) == {s.value for s in Status} - {"Not given"} | {UNRECOGNISED}
    ladder = [p.value for p in Phase if p not in (Phase.NOT_APPLICABLE, Phase.NOT_GIVEN)]
    assert list(by_name["phase"].levels[2:]) == ladder


def test_documentation_is_generated_from_the_declaration() -> None:
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == markdown()


def test_every_count_of_an_answer_is_documented() -> None:
    assert answer_of(assessment(1)).counts.keys() == COUNTS.keys()


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_every_declared_column_in_order(table: str) -> None:
    made = rows(trial_of_every_table(), table)
    assert made or table in ("publications", "claims")  # they need PubMed
    for row in made:
        assert list(row) == [c.name for c in TABLES[table]]
        assert all(value is None or type(value) in (str, int, float, bool) for value in row.values())
        assert "" not in row.values()


@pytest.mark.parametrize("table", TABLES)
def test_a_declared_category_holds_known_levels(table: str) -> None:
    levels = {c.name: c.levels for c in TABLES[table] if c.levels}
    for row in rows(trial_of_every_table(), table):
        assert all(row[name] is None or row[name] in known for name, known in levels.items())


def test_dates_keep_the_precision_they_were_given_in() -> None:
    (row,) = rows(parse_study(study()), "trials")
    assert (row["start_date"], row["start_precision"]) == ("2015-06", "month")
    assert (row["primary_completion_date"], row["primary_completion_precision"]) == ("2017", "year")
    assert row["last_update_posted"] is None
    assert row["last_update_posted_precision"] is None


def test_arms_interventions_and_doses_join_by_trial_and_arm() -> None:
    trial = parse_study(study())
    arms = {row["arm"] for row in rows(trial, "arms")}
    made = [(row["intervention"], row["arm"]) for row in rows(trial, "interventions")]
    assert made == [
        ("made-up MSC", "Cells"),
        ("injection", "Cells"),
        ("injection", "Saline"),
        ("belongs to no arm", None),
    ]
    assert {arm for _, arm in made if arm} == arms
    assert {row["arm"] for row in rows(trial, "doses")} <= {*arms, None}


def test_analyses_keep_the_text_and_say_what_was_read() -> None:
    first, second = rows(parse_study(study()), "analyses")
    assert (first["groups"], first["p_value"], first["p_operator"], first["p_number"]) == (
        "Cells | Saline",
        "<0.05",
        "<",
        0.05,
    )
    assert (first["effect"], first["effect_text"]) == (-1.5, "-1.5")
    assert second["p_number"] is None
    assert second["p_problem"]


def test_outcomes_tell_registered_from_posted() -> None:
    made = rows(parse_study(study()), "outcomes")
    assert [(r["kind"], r["position"]) for r in made] == [
        ("registered_primary", 0),
        ("registered_secondary", 0),
        ("registered_secondary", 1),
        ("posted_primary", 0),
    ]
    assert made[-1]["path"] == "resultsSection.outcomeMeasuresModule.outcomeMeasures[0]"


def test_references_mark_retractions() -> None:
    first, second = rows(parse_study(study()), "references")
    assert (first["retracted"], second["retracted"], second["retraction_pmids"]) == (False, True, "3")


def test_an_answer_says_which_trials_it_counts() -> None:
    answer = answer_of(assessment(1), assessment(2, phase="Phase 1"))
    assert {r["nct_id"]: (r["counted"], r["not_counted_because"]) for r in rows(answer)} == {
        "NCT90000001": (True, None),
        "NCT90000002": (False, "early_or_no_phase"),
    }
    assert len(rows(answer, "verdicts")) == 2


def test_facts_only_data_give_trials_verdicts_and_doses() -> None:
    facts = assessment(1, doses=(dose(1e6, 2e6, per_kg=True),))
    (row,) = rows(facts, "doses")
    assert (row["low"], row["high"], row["per_kg"], row["text"], row["sure"]) == (1e6, 2e6, True, None, None)
    assert rows(facts, "verdicts")[0]["reasons"] == "Made up for a test."


@pytest.mark.parametrize("table", [name for name, about in ABOUT.items() if about.needs_records])
def test_tables_that_need_records_refuse_facts_and_say_what_to_do(table: str) -> None:
    with pytest.raises(QueryError, match="1 of 2 trials") as caught:
        rows([parse_study(study(1)), assessment(2)], table)
    assert "search" in (caught.value.hint or "")
    assert rows([], table) == []


def test_an_unknown_table_names_the_tables() -> None:
    with pytest.raises(QueryError, match="'patients'") as caught:
        rows([], "patients")
    assert all(name in (caught.value.hint or "") for name in TABLES)


def test_outside_an_answer_trials_are_counted_by_the_same_rules() -> None:
    first, repeat = assessment(1), assessment(2, same_evidence_as="NCT90000001")
    early, other = assessment(3, phase="Phase 1"), assessment(4, msc_class=("not_msc",))
    found = {
        r["nct_id"]: (r["is_msc"], r["counted"], r["not_counted_because"]) for r in rows([first, repeat, early, other])
    }
    assert found == {
        "NCT90000001": (True, True, None),
        "NCT90000002": (True, False, "same_evidence_as NCT90000001"),
        "NCT90000003": (True, False, "early_or_no_phase"),
        "NCT90000004": (False, False, "not_msc"),
    }
    assert rows([repeat])[0]["counted"] is True  # nothing else in the table holds this evidence


def test_several_answers_become_one_table_with_their_condition() -> None:
    knee, heart = answer_of(assessment(1), condition="knee"), answer_of(assessment(1), assessment(2), condition="heart")
    expected = [("knee", "NCT90000001"), ("heart", "NCT90000001"), ("heart", "NCT90000002")]
    assert [(r["condition"], r["nct_id"]) for r in rows([knee, heart])] == expected
    named = rows({"k": knee, "h": heart})
    assert [r["condition"] for r in named] == ["k", "h", "h"]
    assert rows(assessment(1))[0]["condition"] is None


def test_what_is_not_stated_is_null_in_every_column() -> None:
    (row,) = rows(assessment(1, phase="Not given", status="Not given"))
    words = {"unstated", "not_stated", "none", "Not given", ""}
    assert not words.intersection(v for v in row.values() if isinstance(v, str))
    assert row["donor"] is row["routes"] is row["comparator"] is row["phase"] is None


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_of_each_row_whether_its_trial_counts(table: str) -> None:
    for row in rows(trial_of_every_table(), table):
        assert row["is_msc"] is not None
        assert row["counted"] is (row["not_counted_because"] is None)
    assert [c.name for c in TABLES[table] if c.name in ("is_msc", "counted", "not_counted_because")] == [
        "is_msc",
        "counted",
        "not_counted_because",
    ]


def test_a_frame_filtered_by_counted_has_the_trials_of_the_answer_in_every_table() -> None:
    found = answer_of(assessment(1), assessment(2, msc_class=("not_msc",)))
    for table in ("trials", "verdicts", "harms"):
        assert {r["trial_id"] for r in rows(found, table) if r["counted"]} == {a.trial_id for a in found.counted}


def test_a_comparator_of_the_ledger_is_a_kind_beside_its_words() -> None:
    known = ledger.rows()["NCT00366145"]
    (row,) = rows(from_ledger_row(known))
    assert (row["comparator"], row["comparator_text"]) == ("placebo", known.comparator)


@pytest.mark.parametrize("read", ["placebo", "active", "none", "dose_or_source_only"])
def test_the_comparator_of_a_ledger_trial_is_of_one_kind_with_its_control_group(read: str) -> None:
    """NCT01539902, NCT01392105, NCT02054208, NCT02290041, NCT05283317."""
    concurrent = {"placebo", "sham", "active", "standard_care", "no_treatment"}
    for row in ledger.rows().values():
        known = with_ledger(
            replace(assessment(1, comparator=read, controlled=read in concurrent), trial_id=row.trial_id)
        )
        kind = comparator(known)["comparator"]
        assert kind in {None, row.comparator_kind} or not row.comparator_kind, row.trial_id
        assert known.controlled or kind not in concurrent, row.trial_id


@pytest.mark.parametrize("rule", seeds.table("payment"), ids=lambda r: r["rule"])
def test_a_record_that_says_that_participants_pay_is_marked(rule: dict[str, str]) -> None:
    said = study(descriptionModule={"briefSummary": f"Made up. This is {rule['example']}."})
    denied = study(descriptionModule={"briefSummary": f"Made up. This is not {rule['example']}."})
    assert rows(parse_study(said))[0]["patients_pay"] is True
    assert rows(parse_study(denied))[0]["patients_pay"] is None


def test_results_are_due_a_year_after_primary_completion() -> None:
    completed = assessment(1, primary_completion_date="2019-03")
    (row,) = rows(completed)
    assert (row["results_due"], row["results_due_precision"]) == ("2020-03", "month")
    (later,) = rows(replace(completed, delay_certified="2020-01-05"))
    assert later["results_due"] == "2022-03"
    (too_late,) = rows(replace(completed, delay_certified="2021-01-05"))
    assert too_late["results_due"] == "2020-03"


def test_posted_values_events_and_flow_name_group_and_side() -> None:
    trial = parse_study(study_with_results())
    values = {
        (r["group"], r["group_role"]): (r["value"], r["spread"], r["analysed"]) for r in rows(trial, "measurements")
    }
    assert values == {("Cells", "cells"): (3.0, 1.5, 20.0), ("Saline", "comparator"): (5.0, 2.0, 19.0)}
    events = [
        (r["event_kind"], r["term"], r["group_role"], r["affected"], r["at_risk"])
        for r in rows(trial, "adverse_events")
    ]
    assert events == [
        ("death", None, "cells", 0, 20),
        ("serious", None, "cells", 2, 20),
        ("serious", None, "comparator", 1, 19),
        ("serious", "made-up fever", "cells", 2, 20),
    ]
    flow = [(r["milestone"], r["group_role"], r["participants"]) for r in rows(trial, "participants")]
    assert flow == [("STARTED", "cells", 21), ("STARTED", "comparator", 20), ("COMPLETED", "cells", 20)]


def test_sites_keep_place_and_status() -> None:
    (site,) = rows(parse_study(study_with_results()), "locations")
    assert (site["facility"], site["site_status"], site["latitude"], site["longitude"]) == (
        "Made-up clinic", "Recruiting", 1.5, -2.0)  # fmt: skip


@pytest.mark.parametrize("wrong", [study(), "NCT90000001", 3, [study()], None])
def test_what_is_no_trial_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="A table is made of Trial"):
        rows(wrong)  # type: ignore[arg-type]


def test_a_trial_given_twice_counts_once() -> None:
    trial = parse_study(study())
    assert len(rows(iter([trial, trial]))) == 1


def test_halves_of_surrogate_pairs_do_not_reach_a_file() -> None:
    identification = {"nctId": "NCT90000001", "briefTitle": "made up \ud800 title"}
    (row,) = rows(parse_study(study(identificationModule=identification)))
    assert str(row["title"]).encode() == b"made up ? title"


def test_control_characters_of_a_record_do_not_stop_a_spreadsheet() -> None:
    title = "a\x0btitle \x00with \x1b[31m\u202esigns\r\nin two lines"
    trial = parse_study(study(identificationModule={"nctId": "NCT90000001", "briefTitle": title}))
    (row,) = rows(trial)
    assert row["title"] == "atitle with signs\nin two lines"
    out = io.BytesIO()
    to_frame(trial).to_excel(out)
    assert out.getvalue()


def test_an_unlabelled_arm_and_an_empty_record_are_no_error() -> None:
    bare = {"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}}}
    assert rows(parse_study(bare))[0]["phase"] is None
    unlabelled = study(armsInterventionsModule={"armGroups": [{"type": "EXPERIMENTAL"}]})
    assert rows(parse_study(unlabelled), "arms")[0]["arm"] is None


def test_tables_need_no_pandas() -> None:
    code = "import sys, msc_trials.output.tables, msc_trials.output.frames; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_real_records_fill_every_table(shared: Path) -> None:
    with gzip.open(shared / "corpus" / "msc.jsonl.gz", "rt", encoding="utf-8") as handle:
        trials = [parse_study(json.loads(line)) for line in islice(handle, 0, None, 25)]
    items = with_counting(items_of(trials))  # judged once for all tables
    registrys_own = {("masking", "NONE"), ("status", "Unknown"), ("phase", "N/A")}  # these do say something
    words = {"", "unstated", "not_stated", "not stated", "none", "not given", "unknown", "n/a", "null", "nan"}
    for table, about in ABOUT.items():
        made = rows(items, table)
        texts = {(name, v) for row in made for name, v in row.items() if isinstance(v, str)}
        assert {t for t in texts if not words.isdisjoint(t[1].lower().split(" | "))} <= registrys_own
        assert made or about.needs_records or table in ("publications", "claims"), table
        keys = [tuple(row[k] for k in about.key) for row in made]
        assert not about.key or len(set(keys)) == len(keys), table
