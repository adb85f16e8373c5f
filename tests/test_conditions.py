"""From what people type to the vocabulary, and from a record's words to it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.errors import QueryError
from msc_trials.knowledge import conditions, ledger, seeds
from msc_trials.knowledge.condition_terms import ambiguous_words
from msc_trials.knowledge.conditions import all_conditions, by_id, condition_ids_of, with_descendants
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.typed_text import mentions, normal

with (Path(__file__).parent / "data" / "lay_phrases.csv").open(encoding="utf-8", newline="") as handle:
    PHRASES = [(row["phrase"], row["ids"].split(" | ")) for row in csv.DictReader(handle)]


def test_every_term_maps_to_its_row_and_no_other() -> None:
    for row in all_conditions():
        for term in row.terms:
            if normal(term) not in ambiguous_words():
                assert lookup(term).named_ids == (row.id,), term
                assert lookup(term).kind == ("group" if row.is_group else "condition"), term


def test_every_row_is_complete() -> None:
    for row in all_conditions():
        assert row.lay_terms, row.id
        assert row.registry_terms, row.id
        assert re.compile(row.pattern)
        assert not re.search(r"(?<!\\)[A-Z]", row.pattern), f"patterns are tried on lower-case text: {row.id}"
        assert all(map(by_id, row.parents)), row.id


def test_the_ids_of_the_ledger_are_rows() -> None:
    for row in ledger.rows().values():
        for condition_id in row.condition_ids:
            assert by_id(condition_id)


@pytest.mark.parametrize(("phrase", "ids"), PHRASES)
def test_phrases_outside_the_vocabulary(phrase: str, ids: list[str]) -> None:
    found = lookup(phrase)
    assert [c.id for c in found.conditions or found.candidates] == ids


def test_the_phrases_are_not_in_the_vocabulary() -> None:
    known = {term.casefold() for c in all_conditions() for term in c.terms}
    assert not known.intersection(phrase.casefold() for phrase, _ in PHRASES)
    assert len(PHRASES) >= 30


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("arthritis", ["knee_oa", "hip_oa", "oa_other", "ra"]),
        ("diabetes", ["t1d", "t2d", "dfu", "dkd"]),
        ("my sore knee", ["knee_oa", "cartilage_defect", "meniscus", "acl"]),
        ("heart disease", ["heart_failure", "acute_mi", "angina", "hlhs"]),
        ("IBD", ["crohn", "uc"]),
    ],
)
def test_a_word_for_several_conditions_gives_all_of_them(word: str, ids: list[str]) -> None:
    found = lookup(word)
    assert (found.kind, [c.id for c in found.candidates]) == ("group", ids)


def test_groups_name_rows_and_hide_no_term() -> None:
    for row in seeds.table("condition_groups"):
        for condition_id in row["ids"].split(" | "):
            assert by_id(condition_id)
        for term in seeds.listed(row["terms"]):
            assert lookup(term).kind == "group", term


@pytest.mark.parametrize(
    "text",
    ["heat stroke", "diabetes insipidus", "kidney cancer", "kidney stones", "cat allergy", "burning mouth syndrome",
     "lumbar puncture headache", "scarlet fever"],
)  # fmt: skip
def test_other_diseases_are_not_taken_for_known_ones(text: str) -> None:
    assert lookup(text).kind == "unknown"


def test_a_similar_spelling_is_offered_and_not_used() -> None:
    found = lookup("fribrosis of the lungs idopathic")
    assert (found.kind, found.conditions) == ("unknown", ())
    assert found.candidates[0].id == "ipf"


def test_a_disease_of_a_family_offers_the_family() -> None:
    assert lookup("throat cancer").candidates[0].id == "cancer"
    assert lookup("breast cancer").ids == ("breast_cancer",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ischaemic heart disease", "ischemic heart disease"),
        ("oedema", "edema"),
        ("Crohn’s disease", "crohns disease"),
        ("GRAFT-versus-host  disease!", "graft versus host disease"),
        ("Sjögren's syndrome", "sjogren syndrome"),
        ("G.V.H.D.", "gvhd"),
    ],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_narrower_rows_belong_to_wider_ones() -> None:
    assert with_descendants(("heart_failure",)) == ("heart_failure", "dcm", "lvad")
    assert set(with_descendants(("crohn",))) == {"crohn", "crohn_luminal", "crohn_fistula"}
    assert lookup("heart failure").ids == ("heart_failure", "dcm", "lvad")
    assert lookup("dilated cardiomyopathy").ids == ("dcm",)


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(QueryError, match="no condition 'nothing'"):
        by_id("nothing")


# --- records ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found_in", "ids"),
    [
        (("Crohn Disease", "Perianal Fistula"), ("crohn", "fistula", "crohn_fistula")),
        (("Crohn Disease",), ("crohn", "crohn_luminal")),
        (("Anal Fistula",), ("fistula", "cryptoglandular_fistula")),
        (("Nonischemic Dilated Cardiomyopathy",), ("heart_failure", "dcm")),
        (("Heat Stroke",), ()),
        (("Ischemia", "Sclerosis", "Syndrome", "Wounds and Injuries"), ()),
        (("Respiratory Distress Syndrome, Newborn",), ()),
        (("Mesenchymal Stem Cells", "Umbilical Cord"), ()),
        (("Ischemic Heart Failure",), ("heart_failure",)),
        (("Glaucoma",), ("optic", "glaucoma")),
        (("Hearing Aids",), ()),
    ],
)
def test_records_are_tied_by_their_conditions(found_in: tuple[str, ...], ids: tuple[str, ...]) -> None:
    assert condition_ids_of(found_in) == ids


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Dental pulp stem cells for knee osteoarthritis", "dental_pulp"),  # NCT04130100
        ("Endometrial regenerative cells for critical limb ischemia", "pof_endometrium"),  # NCT01558908
        ("ALLO-ASC-DFU in burns", "dfu"),  # NCT02619851
        ("Microfracture of knee cartilage", "fracture"),  # NCT01041001
        ("Arteriovenous fistula failure in dialysis", "fistula"),  # NCT02808208
        ("Corneal burn", "burns"),  # NCT03237442
        ("Cells for cardiomyopathy", "muscular_dystrophy"),  # domain notes §3, rule (e)
        ("Testing new cells", "male_infertility"),  # domain notes §3, rule (e)
    ],
)
def test_false_friends_in_titles(title: str, wrong: str) -> None:
    assert wrong not in condition_ids_of((), title)


def test_unknown_conditions_are_matched_by_all_their_words() -> None:
    assert mentions("stiff person", ("Stiff-Person Syndrome",))
    assert mentions("severe Kabuki syndrome", ("Kabuki Syndrome 1",))
    assert not mentions("stiff person", ("Stiff Knee", "Injured Person"))
    assert not mentions("", ("Anything",))


@given(st.text(max_size=300))
def test_lookup_and_matching_take_any_text(text: str) -> None:
    found = lookup(text)
    assert (found.kind in ("condition", "group")) == bool(found.conditions)
    assert condition_ids_of((text,), text, None) == condition_ids_of((text,), text)


def test_a_scar_of_an_inner_organ_or_of_the_eye_is_none_of_the_skin() -> None:
    """NCT04432467, NCT05520086, NCT04290182."""
    assert condition_ids_of(("Uterus; Scar", "Uterine Synechiae")) == ("pof_endometrium", "womb_lining")
    assert "scar" not in condition_ids_of((), "MSC in cicatricial conjunctivitis")
    assert "skin_scar" not in condition_ids_of(("Vocal Fold; Scar",))
    assert "scar" in condition_ids_of(("Cicatrix",), "MSC for the skin scar of a Caesarean section")


def test_people_with_another_disease_do_not_make_a_registered_condition_one_of_it() -> None:
    """NCT01849237."""
    assert condition_ids_of(("Septic Shock", "Neutropenia in Patients With Aplastic Anemia")) == ("sepsis",)
    assert condition_ids_of(("Aplastic Anemia",)) == ("aplastic_anemia",)


def test_a_heart_attack_that_a_title_calls_the_cause_of_a_weak_heart_is_its_background() -> None:
    """NCT02013674; not where the attack itself is treated, as in NCT03902067."""
    asked = ("Chronic Heart Failure", "Myocardial Infarction")
    assert condition_ids_of(asked, "MSC in heart failure secondary to myocardial infarction") == ("heart_failure",)
    assert "acute_mi" in condition_ids_of(asked, "MSC against heart failure soon after myocardial infarction")


def test_the_cancer_of_people_who_got_a_transplant_is_background_of_its_complication() -> None:
    """A trial of graft-versus-host disease that lists leukaemia says nothing about leukaemia."""
    assert condition_ids_of(("Graft Versus Host Disease", "Acute Leukemia")) == ("gvhd",)
    assert condition_ids_of(("Acute Leukemia",)) == ("leukemia_lymphoma",)


def test_a_worn_joint_named_only_by_the_title_is_no_condition_of_a_trial_of_rheumatoid_arthritis() -> None:
    title = "Made-up cells in knee osteoarthritis of people with rheumatoid arthritis"
    assert conditions.condition_ids_of(("Rheumatoid Arthritis",), title) == ("ra",)
    both = conditions.condition_ids_of(("Rheumatoid Arthritis", "Knee Osteoarthritis"), title)
    assert {"ra", "knee_oa"} <= set(both)
    assert "knee_oa" in conditions.condition_ids_of(("Pain",), title)


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("Cells in people with a left ventricular assist device", "nmo"),
        ("Cells in non-COVID-19 lung failure", "covid"),
        ("Cells in non-cystic fibrosis bronchiectasis", "cystic_fibrosis"),
        ("Cells in transsphincteric anal fistula", "urology"),
        ("Haploidentical mesenchymal stromal cells in epidermolysis bullosa", "hsct_support"),
        ("Dental pulp-derived allogeneic mesenchymal cells around implants", "dental_pulp"),
    ],
)
def test_a_word_inside_another_word_or_behind_a_denial_is_no_condition(title: str, missing: str) -> None:
    assert missing not in conditions.condition_ids_of(("Made-up disease",), title)


def test_devic_disease_and_haploidentical_transplants_are_still_known() -> None:
    assert "nmo" in conditions.condition_ids_of(("Devic's disease",))
    assert "hsct_support" in conditions.condition_ids_of(("Leukemia",), "Haploidentical stem cell transplantation")


@pytest.mark.parametrize(
    "text",
    ["not stroke", "no stroke", "without a stroke", "stroke-free", "free of stroke", "anti-stroke", "non-stroke"],
)
def test_a_disease_that_is_denied_is_asked_about(text: str) -> None:
    found = lookup(text)
    assert (found.kind, [c.id for c in found.candidates]) == ("ambiguous", ["stroke"])
    assert found.other_meanings == "people without stroke"


@pytest.mark.parametrize(
    "text", ["non-Hodgkin lymphoma", "non-small cell lung cancer", "nonunion", "anti-NMDA receptor encephalitis"]
)
def test_a_name_that_begins_like_a_denial_is_a_name(text: str) -> None:
    assert "people without" not in lookup(text).other_meanings


@pytest.mark.parametrize("text", ["ß", " s ", "æ", "?"])
def test_one_letter_names_nothing(text: str) -> None:
    found = lookup(text)
    assert (found.kind, found.conditions, found.candidates) == ("unknown", (), ())


def test_people_with_a_disease_are_left_out_only_beside_another_one() -> None:
    assert condition_ids_of(("Frailty in people with ARDS",)) == ("frailty",)
    assert "knee_oa" in condition_ids_of(("Pain in patients with knee osteoarthritis",))
    assert "als" in condition_ids_of(("Quality of life in people with amyotrophic lateral sclerosis",))
