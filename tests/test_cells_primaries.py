"""What primary outcomes can show, in outcomes of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.extraction.design.primary_kind import read_primary_kind
from msc_trials.knowledge.rules import topic
from msc_trials.records.study import StudyRecord
from msc_trials.records.vocabularies import Phase
from tests.reading import outcome, record, stored


def kind(*outcomes: tuple[str | None, ...], **fields: object) -> str:
    return read_primary_kind(record(primary_outcomes=tuple(outcome(*o) for o in outcomes), **fields))[0]


@pytest.mark.parametrize(
    ("title", "described", "expected"),
    [
        ("Treatment-related mortality", None, "safety"),
        ("Incidence of non-relapse mortality", None, "safety"),
        ("Overall mortality", None, "efficacy"),
        ("Any toxic effect of the infusion", None, "safety"),
        ("Pain at the injection site", None, "safety"),
        ("Pain in the knee", None, "efficacy"),
        ("Ocular discomfort", "Grade 1: mild, grade 2: pain that needs medicine", "safety"),
        ("Changes in haematology, biochemistry and urine", None, "safety"),
        ("Percentage of abnormal results of laboratory tests", None, "safety"),
        ("Heart failure hospitalization", "To assess the safety of the cells", "safety"),
        ("Duration of oxygen therapy", "To assess the safety of the cells", "efficacy"),
        ("Days on a machine", "Quantify efficacy of the cells", "efficacy"),
        ("Feasibility of making the cells for patients with GVHD", None, "safety"),
        ("Contraction rate", "in patients seen in hospital for complications", "efficacy"),
        ("Efficacy and safety as measured by ALSFRS-R", "to determine efficacy and safety", "efficacy"),
        ("Adverse events, ratio of patients with remission", None, "both"),
        ("Inhibition of the memory T cell response", None, "biomarker_surrogate"),
        ("fMRI and DTI of the brain", None, "biomarker_surrogate"),
        ("IgM", "change of humoral immunity", "biomarker_surrogate"),
        ("IGA score", None, "efficacy"),
        ("C reactive protein", None, "biomarker_surrogate"),
        ("Change of alkaline phosphatase", None, "biomarker_surrogate"),
        ("Time to return to room air", None, "efficacy"),
        ("Erythrocyte sedimentation rate", None, "biomarker_surrogate"),
        ("SGPT", "level in the blood", "biomarker_surrogate"),
        ("Ground-glass shadow in the lungs", None, "biomarker_surrogate"),
        ("Patients responding to treatment", None, "efficacy"),
        ("Scar size by MRI", None, "biomarker_surrogate"),
        ("Improvement of the Child score", None, "efficacy"),
        ("Epithelial defect", "presence or absence of staining", "efficacy"),
        ("Free androgen index", None, "biomarker_surrogate"),
        ("Percent of visits attended", None, "safety"),
    ],
)
def test_harms_by_cause_place_and_grade_and_measures_of_the_laboratory(
    title: str, described: str | None, expected: str
) -> None:
    """As in NCT01092026, NCT01764100, NCT03878628, NCT05165628, NCT04340609, NCT04798716, NCT03280056 and NCT00752479."""
    assert kind((title, described)) == expected


def test_what_is_examined_for_safety_adds_nothing_beside_a_safety_outcome() -> None:
    """As in NCT01978912; blood pressure alone may be what the trial treats."""
    assert kind(("adverse events", None), ("Change in the electrocardiogram", None)) == "safety"
    assert kind(("adverse events", None), ("Changes of complete blood count", None)) == "safety"
    assert kind(("Changes of complete blood count", None)) == "biomarker_surrogate"
    assert kind(("Change in systolic blood pressure", None)) == "efficacy"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Number of adverse events", "safety"),
        ("Maximum tolerated dose", "safety"),
        ("Tumour formation", "safety"),
        ("Feasibility", "safety"),
        ("WOMAC", "efficacy"),
        ("Pain on a visual analogue scale", "efficacy"),
        ("Overall survival", "efficacy"),
        ("All-cause mortality", "efficacy"),
        ("Complete closure of the fistula", "efficacy"),
        ("Incidence of acute rejection", "efficacy"),
        ("Something nobody has a word for", "efficacy"),
        ("Left ventricular ejection fraction", "biomarker_surrogate"),
        ("Bone mineral density", "biomarker_surrogate"),
        ("HbA1c", "biomarker_surrogate"),
        ("C-peptide area under the curve (AUC) response", "biomarker_surrogate"),
        ("Size of the lesion area by chest imaging", "biomarker_surrogate"),
        ("MELD score", "biomarker_surrogate"),
        ("Oxygenation index", "biomarker_surrogate"),
        ("Gene expression in T cells", "biomarker_surrogate"),
        ("Adverse events seen on MRI", "safety"),
        ("Fever", "safety"),
        ("Unexplained local symptoms", "safety"),
        ("Time until the fever ends", "efficacy"),
        ("Embryo implantation rate", "efficacy"),
        ("Oxygen index", "biomarker_surrogate"),
        ("Safety and efficacy", "both"),
        ("Adverse events and improvement of the score", "both"),
        ("Time to the first major adverse cardiac event", "efficacy"),
        ("Clinical and radiological bony union", "efficacy"),
        ("Complete remission of CMV infection", "efficacy"),
        ("Wound infection", "safety"),
        ("Feasability and security of the injection", "safety"),
        ("Left ventricular function", "biomarker_surrogate"),
        ("C peptide release test", "biomarker_surrogate"),
        ("Reduction of the exogenous insulin requirement by half", "efficacy"),
        ("Insulin sensitivity", "biomarker_surrogate"),
        ("Re-rupture rate", "efficacy"),
        ("Kellgren-Lawrence grading scale", "biomarker_surrogate"),
    ],
)
def test_one_outcome(title: str, expected: str) -> None:
    assert kind((title,)) == expected


def test_an_early_safety_trial_that_looks_for_harm_by_examination() -> None:
    """As in NCT01499056: what is hoped for and not measured adds nothing to a trial of side effects."""
    outcomes = (("skin allergic reaction", None), ("deterioration of joint function", None))
    assert kind(*outcomes, brief_title="Side effects of MSC", phase=Phase.PHASE_1) == "safety"
    assert kind(*outcomes, brief_title="Efficacy of MSC", phase=Phase.PHASE_2) == "both"


def test_whether_people_come_to_the_visits_is_feasibility_and_counts_as_safety() -> None:
    """As in NCT05284604: the title names no measure, the description says what is counted."""
    assert kind(("Adherence", "Percent of study visits attended")) == "safety"
    assert kind(("Adherence", "Percent of study visits attended"), ("WOMAC",)) == "efficacy"
    told = "Mean of two readings that are taken in the morning on two different days by the same reader, where feasible"
    assert kind(("Flow", told)) == "efficacy"


def test_what_a_phase_1_trial_watches_without_a_known_measure_is_safety() -> None:
    fields = {"phase": Phase.PHASE_1, "brief_title": "Safety of cells"}
    assert kind(("Something nobody has a word for",), **fields) == "safety"
    assert kind(("Electrocardiogram",), **fields) == "safety"
    assert kind(("Function of the knee",), **fields) == "efficacy"
    assert kind(("Something nobody has a word for",), **{**fields, "phase": Phase.PHASE_2}) == "efficacy"


def test_outcomes_together() -> None:
    assert kind(("Adverse events",), ("WOMAC",)) == "both"
    assert kind(("Adverse events",), ("Ejection fraction",)) == "both"
    assert kind(("WOMAC",), ("Cartilage on MRI",)) == "efficacy"
    assert kind(("Adverse events",), ("Mortality",)) == "both"
    assert kind(("Adverse events",), ("Mortality",), phase=Phase.PHASE_1) == "safety"
    assert kind(("Adverse events",), ("Death", None, "24 hours")) == "safety"
    assert kind() == "unstated"


def test_nct01539902_a_title_that_says_both_and_measures_one() -> None:
    assert kind(("Efficacy and safety", "remission of the disease at 6 months")) == "efficacy"


def test_nct04448106_a_laboratory_test_declared_as_safety() -> None:
    assert kind(("Blood chemistry", "Safety")) == "safety"


def test_nct05286255_worsening_within_hours_in_a_safety_trial() -> None:
    title = "Safety and tolerability of an infusion"
    assert kind(("Clinical deterioration", "symptoms", "6 hours"), brief_title=title) == "safety"
    assert kind(("Clinical deterioration", "symptoms", "6 months"), brief_title=title) == "efficacy"


def test_nct05095532_the_description_measures_what_the_title_hopes_for() -> None:
    assert kind(("Change in islet function", "area under the curve of C-peptide")) == "biomarker_surrogate"


def test_evidence_names_each_outcome() -> None:
    made = record(primary_outcomes=(outcome("Adverse events"), outcome("WOMAC")))
    _, evidence = read_primary_kind(made)
    assert [(e.rule, e.text) for e in evidence] == [("primary_safety", "Adverse events"), ("primary_efficacy", "WOMAC")]


@pytest.mark.parametrize(("nct_id", "expected"), [("NCT01541579", "efficacy"), ("NCT02336230", "efficacy")])
def test_stored_records(nct_id: str, expected: str) -> None:
    assert read_primary_kind(stored(nct_id))[0] == expected


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), max_size=4))
@settings(deadline=None)
def test_any_outcomes_are_read_without_error(outcomes: list[tuple[str, str]]) -> None:
    assert kind(*outcomes) in topic("primary_kind")


def test_every_stored_record_is_read(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        found, evidence = read_primary_kind(made)
        assert found in topic("primary_kind")
        assert (found == "unstated") == (not evidence)


@pytest.mark.parametrize(
    ("outcomes", "fields", "expected"),
    [
        ((("Adverse events",), ("Urine pregnancy test",), ("Cardiac rate",)), {}, "safety"),
        ((("Adverse events",), ("Pregnancy",)), {}, "both"),
        ((("Secondary dislocation on radiographs",),), {}, "efficacy"),
        ((("Loss of correction on radiographs",),), {}, "efficacy"),
        ((("Safety, and percentage of subjects with closed fistulae",),), {}, "both"),
        ((("Absence of inflammatory reaction",),), {}, "safety"),
        ((("Number of participants with abnormal liver tests",),), {}, "safety"),
        ((("Change of liver tests and bilirubin",),), {}, "biomarker_surrogate"),
        (
            (("Toxicity",), ("Proportion of patients alive at 12 months",)),
            {"brief_title": "A Phase I/II trial"},
            "both",
        ),
        ((("Toxicity",), ("Proportion of patients alive at 12 months",)), {"brief_title": "A Phase I trial"}, "safety"),
    ],
)
def test_a_panel_an_event_on_an_image_and_a_second_measure_after_safety(
    outcomes: tuple[tuple[str, ...], ...], fields: dict[str, str], expected: str
) -> None:
    """As in NCT04971980, NCT01532076, NCT01548092, NCT03173638, NCT02957552 and NCT02068794; phase I/II is more than a safety study."""
    assert kind(*outcomes, **fields) == expected
