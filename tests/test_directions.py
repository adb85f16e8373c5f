"""Which way is better: statements, frames of the value, the lexicon, and what ends in unclear. Texts are synthetic."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.labels import labels_of
from benchmarks.score_directions import figures, items_of, read
from msc_trials.knowledge import seeds
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.outcome_direction import outcome_direction
from msc_trials.results.direction.scale_direction import polarity, statements

SHARED = Path(__file__).parents[1].parent / "shared"


def way(measure: str, description: str = "", unit: str = "", time_frame: str = "") -> str:
    return outcome_direction(measure, description, unit, time_frame).direction


# --- the record's own statement -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Higher scores mean a worse outcome.", "-"),
        ("higher scores indicating better function", "+"),
        ("Lower values are considered better.", "-"),
        ("The lower the score, the more severe the pain.", "+"),
        ("the higher, the better", "+"),
        ("Scores run from 0 (no pain) to 10 (worst pain imaginable).", "-"),
        ("A scale of 0 (worst) to 100 (best).", "+"),
        ("0 = no symptoms, 1 = mild, 2 = moderate, 3 = severe", "-"),
        ("no pain (0) to unbearable pain (100)", "-"),
        ("ranges from 0 to 40, 0 = worst", "+"),
        ("where 70 represents the most severe impairment and 0 the least impairment", "-"),
        ("5 = excellent, 4 = very good, 3 = good, 2 = fair, 1 = poor", "+"),
        ("A decrease in the score indicates improvement.", "-"),
        ("A positive change from baseline indicates that symptoms have improved.", "+"),
        ("Improvement is reflected by a reduction of the score.", "-"),
        ("lower score indicates greater functional impairment", "+"),
        ("Best value: 0, worst value: 54", "-"),
        ("higher scores correspond to less disability", "+"),
        ("0 = not at all satisfied, 10 = very satisfied", "+"),
    ],
)
def test_statements_of_direction_are_read(text: str, sign: str) -> None:
    assert {s.sign for s in statements(text)} == {sign}


@pytest.mark.parametrize(
    "text",
    [
        "Blood is drawn at weeks 1, 3 and 12.",
        "The lower leg is measured at its greatest swelling.",
        "Patients with high blood pressure are left out.",
        "Change from baseline to week 12 in the positive control group.",
        "The upper limit of the interval is compared with the margin.",
        "There are 10 items for pain and 5 items for symptoms.",
    ],
)
def test_texts_that_state_no_direction(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    ("phrase", "meaning"),
    [
        ("less disability", "good"),
        ("worse function", "bad"),
        ("greater functional impairment", "bad"),
        ("better pain control", "good"),
        ("no symptoms", "good"),
        ("symptoms have improved", "good"),
        ("a visit at week twelve", ""),
    ],
)
def test_polarity_of_phrases(phrase: str, meaning: str) -> None:
    assert polarity(phrase) == meaning


def test_a_reversed_scale_follows_the_record_nct04684602() -> None:
    assert way("WOMAC total score") == "lower"
    found = outcome_direction("WOMAC total score", "Raw scores are summed to a total from 0 (worst) to 96 (best).")
    assert (found.direction, found.reason.code, found.sure) == ("higher", "stated", False)
    assert "0 (worst)" in found.reason.quote


def test_coding_of_single_items_does_not_turn_a_named_scale_nct03818737() -> None:
    text = (
        "The subscale has 9 items and each item is answered on a scale where 0 = no problems and 4 = extreme problems"
    )
    assert way("Knee Injury and Osteoarthritis Outcome Score (KOOS)", text) == "higher"


def test_statements_that_contradict_each_other_are_unclear() -> None:
    text = "Higher scores mean worse pain. Higher scores mean better function."
    assert way("Summary of two questionnaires", text) == "unclear"


def test_a_statement_in_the_time_frame_counts() -> None:
    assert way("Investigator's index", time_frame="week 4; higher scores mean worse disease") == "lower"


# --- what the number is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "unit", "direction"),
    [
        ("Pain intensity on a visual analogue scale", "", "lower"),
        ("Change from baseline in pain intensity", "units on a scale", "lower"),
        ("Percentage of participants with at least a 30% reduction in pain", "percentage of participants", "higher"),
        ("Number of participants with worsening pain", "participants", "lower"),
        ("Percent reduction in LDL cholesterol", "percent reduction", "higher"),
        ("Percent change in LDL cholesterol", "percent change", "lower"),
        ("Rate of decline in forced vital capacity", "mL/year", "lower"),
        ("Myocardial perfusion improvement", "", "higher"),
        ("Worsening of heart failure", "events", "lower"),
        ("Loss of visual acuity", "letters", "lower"),
        ("Percentage of participants with HbA1c below 7%", "percentage of participants", "higher"),
        ("Percentage of participants with an antibody titre of at least 1:40", "participants", "higher"),
        ("Proportion with modified Rankin Scale 0-2", "participants", "higher"),
        ("Participants without recurrence of diverticulitis", "participants", "higher"),
        ("Participants with recurrence of diverticulitis", "participants", "lower"),
        ("Absence of photophobia at 2 hours", "participants", "higher"),
        ("Participants reaching end-stage renal disease", "participants", "lower"),
        ("Participants with abnormal liver function tests", "participants", "lower"),
        ("PASI-75 response at week 16", "participants", "higher"),
        ("Change in PASI score", "units on a scale", "lower"),
        ("Ventilator-free days", "days", "higher"),
        ("Days on mechanical ventilation", "days", "lower"),
        ("Progression-free survival", "months", "higher"),
        ("Progression-free survival: number of events", "participants with event", "lower"),
        ("Drug use in the last month", "percentage of negative urine samples", "higher"),
    ],
)
def test_frames_of_the_value(measure: str, unit: str, direction: str) -> None:
    assert way(measure, unit=unit) == direction


@pytest.mark.parametrize(
    ("measure", "unit", "direction"),
    [
        ("Time to recovery", "days", "lower"),
        ("Time taken to complete wound closure", "", "lower"),
        ("Time to neutrophil engraftment", "days", "lower"),
        ("Time to first relapse", "days", "higher"),
        ("Time to disease progression", "months", "higher"),
        ("Time-to-first major adverse cardiac event", "months", "higher"),
        ("Time to loss of virologic response", "weeks", "higher"),
        ("Time to first skeletal-related event", "participants", "lower"),
        ("Timed 25-foot walk", "seconds", "lower"),
        ("Time in target range", "hours", "higher"),
        ("Time to wander about", "hours", "unclear"),
    ],
)
def test_time_to_an_event(measure: str, unit: str, direction: str) -> None:
    """Time to a good event is better when shorter (NCT04355728: time to recovery), to a bad one when longer."""
    assert way(measure, unit=unit) == direction


def test_a_reduction_with_a_stated_scale_is_not_guessed() -> None:
    found = outcome_direction("Pain reduction", "Scale from 0 (no pain) to 10 (worst pain)")
    assert (found.direction, found.reason.code) == ("unclear", "reduction_or_scale")


# --- lexicon ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("HbA1c", "lower"),
        ("Change in sitting systolic blood pressure", "lower"),
        ("Trough FEV1", "higher"),
        ("Overall survival", "higher"),
        ("All-cause mortality", "lower"),
        ("Objective response rate", "higher"),
        ("HIV viral load", "lower"),
        ("Sustained virologic response", "higher"),
        ("Geometric mean titre one month after dose 2", "higher"),
        ("Seroconversion rate", "higher"),
        ("Hamilton Depression Rating Scale total score", "lower"),
        ("Smoking abstinence at week 12", "higher"),
        ("Number of heavy drinking days", "lower"),
        ("Lumbar spine bone mineral density", "higher"),
        ("New vertebral fractures", "lower"),
        ("Monthly seizure frequency", "lower"),
        ("Annualised relapse rate", "lower"),
        ("Visual acuity (logMAR)", "lower"),
        ("Visual acuity in ETDRS letters", "higher"),
        ("EQ-5D visual analogue scale", "higher"),
        ("KOOS pain subscale", "higher"),
        ("Quality of life by PDQ-39", "lower"),
        ("MRC dyspnoea scale", "lower"),
        ("Muscle strength on the MRC scale", "higher"),
        ("Oxygenation index (PaO2/FiO2)", "higher"),
        ("Left ventricular ejection fraction", "higher"),
        ("Primary graft failure", "lower"),
        ("Non-union rate", "lower"),
        ("Radiographic union", "higher"),
        ("Accuracy of finger tapping", "unclear"),
        ("mRSS score, SF-36 score", "composite"),
        ("Renal function (GFR, BUN)", "composite"),
        ("Association of gait kinematics with weight", "neutral"),
        ("NK cells in percentage", "neutral"),
        ("White blood cell count", "neutral"),
    ],
)
def test_named_outcomes(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_a_vague_title_takes_the_scale_of_the_description() -> None:
    found = outcome_direction("Cognitive function", "Measured with the ADAS-Cog.")
    assert (found.direction, found.sure) == ("lower", False)


def test_population_and_occasion_are_not_the_thing_measured() -> None:
    assert (
        way("Change in 6-minute walk distance in patients with recurrent stroke after myocardial infarction")
        == "higher"
    )


def test_non_fatal_is_not_a_denied_death() -> None:
    assert way("Composite of death, non-fatal myocardial infarction or stroke") == "lower"


def test_a_concentration_is_not_an_event() -> None:
    assert way("Smoking abstinence", "Cotinine in urine", "ng/mL") != "higher"


def test_safety_outcomes_are_marked_and_routine_checks_have_no_direction() -> None:
    events = outcome_direction("Number of serious adverse events")
    assert (events.direction, events.is_safety) == ("lower", True)
    check = outcome_direction("Haematocrit", "clinical lab evaluation for safety")
    assert (check.direction, check.is_safety) == ("neutral", True)


def test_reason_says_rule_sentence_and_quote() -> None:
    found = outcome_direction("Change in HbA1c at week 26")
    assert found.reason.code == "measure"
    assert found.reason.quote.startswith("HbA1c")
    assert found.reason.text.endswith(".")
    assert found.family == "diab"


# --- properties ---------------------------------------------------------------------------------------------------


@given(st.text(max_size=80), st.text(max_size=120), st.text(max_size=20))
def test_any_text_gets_an_answer(measure: str, description: str, unit: str) -> None:
    assert way(measure, description, unit) in {"higher", "lower", "neutral", "composite", "unclear"}


@given(
    st.sampled_from(["HbA1c", "pain score", "KOOS", "FEV1", "seizure frequency", "walking distance", "EDSS"]),
    st.sampled_from(["Change from baseline in {}", "Mean {}", "{} at week 12", "Difference between arms in {}"]),
    st.booleans(),
)
def test_change_from_baseline_never_flips(name: str, frame: str, upper: bool) -> None:
    title = frame.format(name)
    assert way(title.upper() if upper else title) == way(name)


@given(
    st.sampled_from(["worse", "better"]), st.sampled_from(["Higher", "Lower"]), st.sampled_from(["mean", "indicate"])
)
def test_negating_a_statement_flips_it(meaning: str, side: str, verb: str) -> None:
    opposite = {"worse": "better", "better": "worse"}[meaning]
    one = way("Index of things", f"{side} scores {verb} {meaning} status.")
    other = way("Index of things", f"{side} scores {verb} {opposite} status.")
    assert {one, other} == {"higher", "lower"}


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Disc height index from X ray", "higher"),
        ("Portal venous pressure gradient", "lower"),
        ("Interleukin 10 concentration", "higher"),
        ("Interleukin 6 concentration", "lower"),
        ("Anti-inflammatory factors", "higher"),
        ("Proportion of participants whose viral RNA turned negative", "higher"),
        ("Number of patients who didn't require repeated surgery", "higher"),
        ("Relative wound area regression of 40% or more", "higher"),
        ("The ratio of patients applicable to CDAI <150", "higher"),
        ("Number of patients with daily insulin needs <0.25 U/kg", "higher"),
        ("Incidence of a reduction in biomarkers of inflammation", "higher"),
        ("Colony forming units of marrow fibroblasts", "neutral"),
        ("Immune function", "unclear"),
        ("Correlation between gait and the pain score", "neutral"),
    ],
)
def test_kinds_of_wrong_signs_seen_in_registered_outcomes(measure: str, direction: str) -> None:
    """Synthetic titles of the kinds that were read the wrong way in unlabelled records."""
    assert outcome_direction(measure).direction == direction


def test_growth_of_infants_is_an_efficacy_outcome_and_height_elsewhere_a_vital_sign() -> None:
    assert outcome_direction("Change in length (height)", "Somatic growth of preterm infants").direction == "higher"
    assert outcome_direction("Height").direction == "neutral"


def test_a_long_description_of_general_words_settles_nothing() -> None:
    told = "All participants have a scan of the brain after the transplant; it shows whether damage is seen. " * 3
    assert outcome_direction("Diffusion tensor imaging", told).direction == "unclear"


# --- the lists themselves -----------------------------------------------------------------------------------------


def test_rows_of_the_lexicon_are_well_formed() -> None:
    rows = seeds.table("outcomes")
    assert len(rows) > 217
    levels = [lexicon.LEVELS.index(row["level"]) for row in rows]
    assert levels == sorted(levels), "the file is read from the surest level to the weakest"
    for row in rows:
        re.compile(row["pattern"])
        re.compile(row["context"])
        assert row["level"] in lexicon.LEVELS
        assert row["direction"] in {"+", "-", "0", "~", "mixed", "+?", "-?", "0?"}
    assert max(Counter(row["label"] for row in rows).values()) == 1


# --- labelled outcomes --------------------------------------------------------------------------------------------


def test_bars_on_hand_labelled_outcomes() -> None:
    labels = SHARED / "gold" / "outcome_direction.csv"
    if not labels.exists():
        pytest.skip("the labelled outcomes are not beside the repository")
    rows = [row for row in labels_of(labels) if row["is_safety"] == "no"]
    items = items_of([labels.with_name(f"{labels.stem}_items.jsonl")])
    decided, right, _ = figures(read(rows, items))
    assert decided.part >= 0.80 * decided.whole
    assert right.part >= 0.96 * right.whole


def test_stated_directions_of_the_snapshot_are_followed() -> None:
    path = SHARED / "lexicons" / "direction_stated.tsv"
    if not path.exists():
        pytest.skip("the stated directions are not beside the repository")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    signs = [({"higher": "+", "lower": "-"}.get(way(r["title"], r["description"]), "?"), r["stated"]) for r in rows]
    decided = [(ours, stated) for ours, stated in signs if ours != "?"]
    assert len(decided) >= 0.95 * len(rows)
    assert sum(ours == stated for ours, stated in decided) >= 0.96 * len(decided)
