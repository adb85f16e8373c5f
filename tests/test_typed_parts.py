"""Typed texts that join, deny or ask about prevention: every part counts, and nothing is dropped without a word."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.evidence.unanswered import headline
from msc_trials.evidence.wording import on_an_offer
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.conditions import condition_ids_of
from msc_trials.knowledge.lookup import PREVENTION, lookup
from msc_trials.knowledge.text_parts import parts, runs
from msc_trials.output.lookup_text import lookup_text


def asked(text: str) -> set[str]:
    """The rows that are asked about; the kind must be a question."""
    found = lookup(text)
    assert found.kind == "ambiguous", text
    return {c.id for c in found.candidates}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("COPD and heart failure", "copd heart_failure"),
        ("heart failure with diabetes", "heart_failure t1d t2d dfu dkd"),
        ("ED and heart failure", "ed heart_failure"),
        ("ALS and MS and depression", "als ms metabolic_syndrome depression"),
        ("ms,als", "ms metabolic_syndrome als"),
        ("MS & depression", "ms metabolic_syndrome depression"),
        ("knee osteoarthritis OR cancer", "knee_oa cancer"),
        ("Herzschwäche und COPD", "heart_failure copd"),
        ("Demenz oder Parkinson", "parkinson alzheimer vascular_dementia lewy_body frontotemporal_dementia"),
        ("asma y EPOC", "asthma copd"),
        ("asma grave desde niño y EPOC", "asthma copd"),
        ("sclérose en plaques et dépression", "ms depression"),
        ("asma ed ictus", "asthma stroke"),
        ("lúpus e artrite reumatoide", "lupus ra"),
        ("糖尿病和哮喘", "t1d t2d dfu dkd asthma"),
        ("潰瘍性大腸炎とリウマチ", "uc ra"),
    ],
)
def test_every_disease_of_a_joined_text_is_asked_about(text: str, rows: str) -> None:
    assert asked(text) == set(rows.split())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("hip and knee osteoarthritis", "hip_oa knee_oa"),
        ("back and knee pain", "disc knee_oa cartilage_defect meniscus acl"),
        ("type 1 and 2 diabetes", "t1d t2d"),
        ("hepatitis B and C", "hepatitis_b hepatitis_c"),
        ("breast and ovarian cancer", "breast_cancer ovarian_cancer"),
        ("arthrose du genou et de la hanche", "knee_oa hip_oa"),
        ("dor no joelho e no ombro", "knee_oa cartilage_defect meniscus acl rotator_cuff shoulder_oa frozen_shoulder"),
    ],
)
def test_a_word_that_two_parts_share_counts_for_both(text: str, rows: str) -> None:
    assert asked(text) == set(rows.split())


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("graft versus host disease", "gvhd"),
        ("diabetes with kidney disease", "dkd"),
        ("diabetes and foot ulcer", "dfu"),
        ("COVID with pneumonia", "covid"),
        ("crohn without fistula", "crohn_luminal"),
        ("old knee injury, now osteoarthritis", "knee_oa"),
        ("knee pain and torn meniscus", "meniscus"),
        ("heart failure and dilated cardiomyopathy", "dcm"),
        ("osteoarthritis, knee", "knee_oa"),
        ("stroke and paralysis", "stroke"),
        ("fracture not healed", "nonunion"),
        ("a wound that does not heal", "chronic_wound"),
        ("steroids did not help my knee osteoarthritis", "knee_oa"),
        ("Parkinson, not Alzheimer", "parkinson"),
        ("artrose no joelho", "knee_oa"),
        ("Achilles tendinitis, left leg", "achilles"),
        ("lymphoma, non-Hodgkin", "leukemia_lymphoma"),
        ("high-risk leukemia", "leukemia_lymphoma"),
        ("not Parkinson but ALS", "als"),
        ("pas Alzheimer mais Parkinson", "parkinson"),
        ("不是中风而是帕金森病", "parkinson"),
        ("risks of stem cell therapy for knee osteoarthritis", "knee_oa"),
    ],
)
def test_words_that_tell_of_one_disease_stay_one(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


def test_a_disease_without_a_row_beside_a_known_one_is_named() -> None:
    assert asked("COPD and sarcoidosis") == {"copd"}
    assert lookup("COPD and sarcoidosis").other_meanings == "sarcoidosis"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("arthritis but not knee", "hip_oa oa_other ra"),
        ("knee pain not arthritis", "cartilage_defect meniscus acl"),
        ("arthritis, not rheumatoid", "knee_oa hip_oa oa_other"),
        ("diabetes but not type 2", "t1d dfu dkd"),
        ("artrosis pero no de rodilla", "hip_oa oa_other"),
        ("keine Arthrose sondern Rheuma", "ra spondylitis"),
        ("Knieschmerzen ohne Arthrose", "cartilage_defect meniscus acl"),
        ("dolor de rodilla pero no artrosis", "cartilage_defect meniscus acl"),
        ("mal au genou sans arthrose", "cartilage_defect meniscus acl"),
    ],
)
def test_what_is_denied_is_taken_from_what_is_asked(text: str, rows: str) -> None:
    assert asked(text) == set(rows.split())


@pytest.mark.parametrize(
    "text",
    ["nicht Parkinson", "kein Parkinson", "pas de Parkinson", "sin Parkinson", "senza Parkinson", "não Parkinson",
     "no Parkinson", "不是帕金森病", "パーキンソン病ではない", "I do not have Parkinson"],
)  # fmt: skip
def test_a_denied_disease_is_asked_about_in_every_language(text: str) -> None:
    assert asked(text) == {"parkinson"}
    assert lookup(text).other_meanings == "people without Parkinson disease"


@pytest.mark.parametrize(
    "text",
    ["prevention of stroke", "stroke prevention", "Schlaganfall vorbeugen", "prévention AVC", "prevenzione ictus",
     "预防中风", "脳梗塞の予防", "at risk of a stroke", "family history of stroke"],
)  # fmt: skip
def test_prevention_and_risk_are_told_from_treatment(text: str) -> None:
    assert asked(text) == {"stroke"}
    assert lookup(text).other_meanings == PREVENTION


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("GVHD prophylaxis", "gvhd"),
        ("prevention of BPD", "bpd"),
        ("prevent knee arthritis getting worse", "knee_oa"),
        ("avoiding knee replacement", "knee_oa"),
    ],
)
def test_what_trials_try_to_prevent_is_a_disease(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


@given(st.text(max_size=200))
def test_parts_are_pieces_of_the_text_in_order(text: str) -> None:
    found = parts(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(run.meaning == run.text for run in runs(text, str))


@pytest.mark.parametrize(
    "text",
    ["memory loss", "Gedächtnisverlust", "pérdida de memoria", "物忘れ", "trembling hands", "Zittern", "temblor", "pain everywhere",
     "tired all the time", "ständig müde", "lost voice", "heiser", "night blindness", "low platelets", "thrombocytopenia", "wheezing",
     "jaw pain", "itchy skin", "balance problems", "hormone deficiency", "lipodystrophy", "bed wetting", "hearing aid", "mini stroke",
     "TIA", "leber congenital amaurosis"],
)  # fmt: skip
def test_a_symptom_or_a_word_of_wider_meaning_is_asked_about_with_its_other_meanings(text: str) -> None:
    assert asked(text)
    assert lookup(text).other_meanings


@pytest.mark.parametrize(
    "text",
    ["spastic paraplegia", "hereditary spastic paraplegia", "spinal cord stroke", "lupus pernio", "PCL tear", "posterior cruciate ligament tear",
     "congenital lipodystrophy", "growth hormone deficiency", "thyroid hormone deficiency", "brain scar", "essential tremor"],
)  # fmt: skip
def test_a_disease_without_a_row_is_not_taken_for_the_one_whose_word_it_holds(text: str) -> None:
    assert (lookup(text).kind, lookup(text).candidates) == ("unknown", ())


def test_a_word_of_two_languages_is_asked_about_and_a_cancer_of_an_organ_offers_the_family() -> None:
    assert asked("Leber") == {"cirrhosis", "liver_failure", "optic_neuropathy"}
    assert lookup("Leberkrebs").candidates[0].id == "cancer"


def test_a_scar_of_the_heart_is_no_scar_of_the_skin() -> None:
    assert asked("heart scar") == {"heart_failure", "acute_mi"}
    assert "scar" not in condition_ids_of(("Cardiac Scar",))
    assert "scar" in condition_ids_of(("Scar",))


def test_a_lack_of_any_hormone_in_a_record_is_no_lack_of_testosterone() -> None:
    assert "low_testosterone" not in condition_ids_of(("Growth Hormone Deficiency",))
    assert "low_testosterone" in condition_ids_of(("Sexual Hormone Deficiency",))


def test_a_text_that_names_several_is_not_said_to_have_several_meanings() -> None:
    assert headline(lookup("COPD and asthma")).startswith('"COPD and asthma" names more than one: 1) ')
    assert '"COPD and asthma" names more than one' in lookup_text("COPD and asthma")
    assert headline(lookup("MS")).startswith('"MS" can mean: 1) ')


def test_all_meanings_of_a_part_are_named() -> None:
    assert asked("stroke or TIA") == {"stroke"}
    assert "transient" in lookup("stroke or TIA").other_meanings


def test_a_denied_word_for_several_is_asked_about() -> None:
    assert asked("no diabetes") == {"t1d", "t2d", "dfu", "dkd"}
    assert lookup("no knee pain").other_meanings == "people without knee pain"
    assert lookup("he never had any arthritis").other_meanings == "people without arthritis"
    assert "people without" not in lookup("dor no quadril").other_meanings


def test_a_word_with_letters_of_another_alphabet_is_the_word_it_is_found_as() -> None:
    assert lookup("r\u0131sk of stroke") == lookup("risk of stroke")._replace(text="r\u0131sk of stroke")
    assert asked("R\u0130SK of stroke") == {"stroke"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("kidney failure without dialysis", "ckd"),
        ("Nierenversagen ohne Dialyse", "ckd"),
        ("hip no cartilage left", "hip_oa"),
        ("rodilla sin cartílago", "knee_oa"),
        ("Knie ohne Knorpel", "knee_oa"),
        ("stroke without paralysis", "stroke"),
        ("copd without emphysema", "copd"),
        ("cleft lip with or without cleft palate", "dental_bone"),
    ],
)
def test_a_missing_treatment_tissue_or_sign_denies_no_disease(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("reduce the risk of gvhd", "gvhd"),
        ("Vorbeugung von GvHD", "gvhd"),
        ("prevention of bpd in preterm infants", "bpd"),
        ("prevent transplant rejection", "kidney_tx"),
        ("avoid dialysis", "ckd"),
        ("how to avoid knee replacement", "knee_oa"),
        ("evitar cirugía de menisco roto", "meniscus"),
    ],
)
def test_what_trials_prevent_and_a_treatment_to_be_avoided_are_no_question_back(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


@pytest.mark.parametrize(
    "text", ["risks of stem cells for knee", "risk of stem cell injection knee", "avoid surgery knee"]
)
def test_the_risk_of_a_treatment_is_not_that_of_the_disease(text: str) -> None:
    assert lookup(text).named_ids == lookup("knee").named_ids


def test_few_t_cells_are_no_low_testosterone_and_a_rejected_allograft_no_blood_transplant() -> None:
    assert [lookup(text).kind for text in ("donor t cells low", "Low Donor T-cell Chimerism", "low t cells")] == [
        "unknown"
    ] * 3
    assert lookup("allograft rejection").named_ids == ("kidney_tx",)


def test_a_disease_named_after_parts_of_the_body_is_no_list_of_them() -> None:
    assert lookup("hand, foot and mouth disease").has_no_entry
    assert lookup("my child has hand, foot and mouth disease").has_no_entry


@pytest.mark.parametrize("text", ["heart fibrosis", "Retroperitoneal fibrosis", "my aunt has skin fibrosis"])
def test_fibrosis_of_an_organ_without_a_row_is_not_that_of_another_organ(text: str) -> None:
    assert lookup(text).has_no_entry
    assert lookup("Renal Interstitial Fibrosis").named_ids == ("ckd",)


@pytest.mark.parametrize(
    "text",
    [
        "is osteoarthritis curable",
        "ist Arthrose heilbar",
        "se puede curar la artrosis con células madre",
        "my osteoarthritis hurts badly please help",
    ],
)
def test_a_family_that_was_typed_itself_is_meant_and_a_kind_of_it_is_not(text: str) -> None:
    assert lookup(text).named_ids == ("osteoarthritis",)
    assert not lookup(text).has_no_entry
    assert lookup("osteoarthritis of the big toe").has_no_entry
    assert lookup("gastrointestinal stromal tumor").has_no_entry


@pytest.mark.parametrize(
    "text", ["stem cells cause cancer", "does cancer come from stem cells", "risk of cancer from stem cells"]
)
def test_a_disease_that_cells_may_cause_is_a_question_about_cells(text: str) -> None:
    assert lookup(text).kind == "treatment"


@pytest.mark.parametrize(
    "text", ["cortisone knee", "hyaluronic acid knee", "ozone knee", "gene therapy for knee", "fat grafting breast"]
)
def test_a_treatment_without_cells_beside_a_body_part_stays_a_treatment(text: str) -> None:
    assert lookup(text).kind == "treatment"


@pytest.mark.parametrize(
    ("text", "sentence_name", "name"),
    [
        ("bone marrow aspirate for hip", "typed_product", "bone marrow aspirate"),
        ("cord blood for knee", "typed_product", "cord blood"),
        ("bone marrow for heart", "typed_tissue", "bone marrow"),
        ("wharton's jelly knee", "typed_tissue", "Wharton's jelly"),
        ("fat injection for knee", "typed_tissue", "fat"),
    ],
)
def test_a_treatment_left_out_of_a_typed_text_is_told(text: str, sentence_name: str, name: str) -> None:
    assert sentence(sentence_name, name=name) in on_an_offer(lookup(text))
    assert len(on_an_offer(lookup("fat stem cells for knee"))) == 1


@pytest.mark.parametrize("text", ["numb hands and feet", "tingling in feet and hands", "burning feet and hands"])
def test_a_complaint_shared_by_two_parts_of_the_body_tells_one_disease(text: str) -> None:
    assert lookup(text).named_ids == ("neuropathy",)


@pytest.mark.parametrize(
    "text",
    ["Morbus Crohn mit Fistel", "enfermedad de Crohn con fístula perianal", "morbo di Crohn con fistola"],
)
def test_two_diseases_joined_by_with_are_the_row_of_both(text: str) -> None:
    assert lookup(text).named_ids == ("crohn_fistula",)


def test_the_order_of_joined_parts_changes_nothing() -> None:
    assert asked("brain and spinal cord injury") == asked("spinal cord and brain injury")


def test_words_are_not_shared_across_with() -> None:
    assert lookup("degenerative disc with arthritis").candidates[-1].id == "ra"


def test_a_word_for_several_with_the_organ_it_harms_is_narrowed() -> None:
    assert asked("chronic kidney disease with diabetes") == {"dkd", "ckd"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Leber- und Nierenversagen", "liver_failure ckd aki"),
        ("Knie- und Hüftarthrose", "knee_oa hip_oa"),
        ("Herz- und Nierenschwäche", "heart_failure ckd"),
        ("arthritis of hands and feet", "hand_oa oa_other ra"),
        ("arthrose des mains et des pieds", "hand_oa oa_other ankle_oa"),
    ],
)
def test_a_word_cut_by_a_hyphen_or_shared_by_parts_of_the_body_is_whole(text: str, rows: str) -> None:
    assert asked(text) == set(rows.split())


def test_a_fistula_without_crohn_offers_none_of_the_lung() -> None:
    assert asked("perianal fistula without crohns") == {"cryptoglandular_fistula", "rectovaginal_fistula"}


@pytest.mark.parametrize("text", ["fistula without crohns", "my fistula without crohns", "anal fistula no crohns"])
def test_what_is_denied_depends_on_the_order_of_words(text: str) -> None:
    assert asked(text) >= {"cryptoglandular_fistula", "rectovaginal_fistula"}
    assert lookup("my crohn's without fistula").named_ids == ("crohn_luminal",)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("meniscus and cartilage", "meniscus cartilage_defect knee_oa"),
        ("cartilage and meniscus", "cartilage_defect knee_oa meniscus"),
        ("my knee hurts when I climb stairs", "knee_oa cartilage_defect meniscus acl"),
        ("pain after knee replacement", "knee_oa cartilage_defect meniscus acl"),
        ("knee hip and back", "knee_oa cartilage_defect meniscus acl hip_oa osteonecrosis disc sci spondylitis"),
        ("KL grade 3 knee", "knee_oa cartilage_defect meniscus acl"),
    ],
)
def test_a_tissue_or_a_limb_that_hurts_is_asked_about_and_not_dropped(text: str, rows: str) -> None:
    assert {c.id for c in lookup(text).candidates} == set(rows.split())


@pytest.mark.parametrize(
    "text", ["knee bursitis", "gout in my foot", "hip dysplasia", "hand foot and mouth disease", "no toe pain"]
)
def test_a_limb_with_a_disease_that_has_no_row_or_without_pain_is_not_asked_about_as_the_limb(text: str) -> None:
    assert lookup(text).rule != "limb_that_hurts"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("cirrhosis after hepatitis c", "cirrhosis hepatitis_c"),
        ("kidney failure from high blood pressure", "ckd aki hypertension"),
        ("cirrhosis from fatty liver", "cirrhosis nash"),
    ],
)
def test_a_disease_before_a_cause_told_in_everyday_words_is_meant_too(text: str, rows: str) -> None:
    """A mother's cirrhosis came after hepatitis C: the answer must not be that of hepatitis C."""
    assert asked(text) == set(rows.split())


@pytest.mark.parametrize("text", ["liver cancer after cirrhosis", "skin cancer after kidney transplant"])
def test_a_disease_without_a_row_is_not_answered_by_its_cause(text: str) -> None:
    """A father has liver cancer after cirrhosis: trials of cirrhosis are no answer."""
    assert lookup(text).has_no_entry
    assert [c.id for c in lookup(text).candidates] == ["cancer"]


def test_a_word_for_several_diseases_stays_one_beside_a_cause() -> None:
    """A dementia from alcohol is not taken for Alzheimer disease because a pattern knows the word."""
    assert len(asked("dementia from alcohol")) == 4


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("diabetes foot ulcer and kidney disease", "dfu dkd"),
        ("diabetic kidney disease and retinopathy", "dkd diabetic_retinopathy"),
        ("meniscus tear and arthritis", "meniscus knee_oa hip_oa oa_other ra"),
    ],
)
def test_no_part_of_a_list_is_lost_because_everyday_words_tell_of_another_part(text: str, rows: str) -> None:
    """A patient names two diseases that share a word; each of them is asked about."""
    assert asked(text) == set(rows.split())


@pytest.mark.parametrize("text", ["breast reconstruction after cancer", "nose reconstruction after cancer"])
def test_a_family_of_diseases_behind_a_cause_is_not_what_is_asked_about(text: str) -> None:
    """A woman asks about a breast made anew: a list of cancers is no answer."""
    assert lookup(text).kind == "unknown"
