"""What is typed and how it is understood: kinds of rules, each with its situation, and the shared lists with their bars."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import msc_trials
from benchmarks.labels import labels_of
from benchmarks.typed_words import judged
from msc_trials.cli.app import main
from msc_trials.errors import QueryError
from msc_trials.evidence.unanswered import explanation, headline
from msc_trials.knowledge import condition_terms, seeds
from msc_trials.knowledge.conditions import (
    all_conditions,
    by_id,
    condition_ids_of,
    counted_ids,
    links_of,
    related_to,
    with_ancestors,
)
from msc_trials.knowledge.lookup import RULES, lookup
from msc_trials.knowledge.names_inside import lay_sentences
from msc_trials.knowledge.products import products
from msc_trials.knowledge.typed_text import languages_of, typed
from msc_trials.service.search import search
from tests.test_cli import run

KEYS = {"input", "kind", "treatment", "condition_ids", "candidates", "related"}


@pytest.mark.parametrize(
    ("text", "kind", "rule", "first"),
    [
        ("stomach ulcer", "unknown", "must_stay_unknown", ""),
        ("arthritis in dogs", "unknown", "about_an_animal", ""),
        ("stem cell shots", "treatment", "treatment_alone", ""),
        ("Alofisel", "treatment", "treatment_alone", "fistula"),
        ("Mesoblast", "treatment", "treatment_alone", "gvhd"),
        ("can stem cells cause a stroke", "treatment", "about_a_harm", ""),
        ("kidney failure", "group", "group_word", "ckd"),
        ("AD", "ambiguous", "ambiguous_word", "alzheimer"),
        ("wear and tear of the joints", "group", "known_name", "knee_oa"),
        ("Herzschwäche", "condition", "known_name", "heart_failure"),
        ("БАС", "condition", "word_of_some_languages", "als"),
        ("SLA", "ambiguous", "word_of_some_languages", "als"),
        ("osteoarthritis of my left knee", "condition", "words_without_fillers", "knee_oa"),
        ("meine Mutter hat Parkinson", "condition", "foreign_words_without_fillers", "parkinson"),
        ("我妈妈有糖尿病足", "condition", "foreign_words_without_fillers", "dfu"),
        ("hip pain, no arthritis", "ambiguous", "denied_part", "osteonecrosis"),
        ("risk of heart attack", "ambiguous", "prevention", "acute_mi"),
        ("lupus fatigue", "condition", "beside_a_symptom", "lupus"),
        ("膝關節炎", "condition", "in_traditional_signs", "knee_oa"),
        ("MS and depression", "ambiguous", "parts_joined", "depression"),
        ("the heart is too weak to pump", "condition", "everyday_words", "heart_failure"),
        ("my sore knee", "group", "word_for_several_without_fillers", "knee_oa"),
        ("knee trouble", "ambiguous", "body_part_with_complaint", "knee_oa"),
        ("emphazema", "condition", "spelled_as_it_sounds", "copd"),
        ("anti-aging clinic", "treatment", "clinic_question", ""),
        ("is there a trial of ulcerative colitis near the sea", "condition", "name_inside", "uc"),
        ("severe ARDS from influenza", "ambiguous", "name_inside", "ards"),
        ("my aunt has varicose veins", "unknown", "disease_without_a_row", ""),
        ("SVF knee", "group", "offer_for_a_part", "knee_oa"),
        ("a laser for ms", "ambiguous", "what_it_is_for", "ms"),
        ("I read about mesenchymal stem cells online", "treatment", "treatment_with_other_words", ""),
        ("my knee hurts when I climb stairs", "ambiguous", "limb_that_hurts", "knee_oa"),
        ("multipal sclerosis", "unknown", "nothing_understood", "ms"),
    ],
)
def test_every_rule_has_its_situation(text: str, kind: str, rule: str, first: str) -> None:
    found = lookup(text)
    rows = [c.id for c in found.candidates or found.conditions]
    assert (found.kind, found.rule, (rows or [""])[0] if first else "") == (kind, rule, first)


def test_no_rule_is_without_a_situation() -> None:
    shown = {
        mark.args[1][i][2] for mark in test_every_rule_has_its_situation.pytestmark for i in range(len(mark.args[1]))
    }  # type: ignore[attr-defined]
    assert {rule.__name__ for rule in RULES} <= shown


def test_an_everyday_sentence_gives_its_row() -> None:
    found = {rule: lookup(rule.example) for rule in lay_sentences()}
    given = {rule: {c.id for c in one.conditions or one.candidates} for rule, one in found.items()}
    assert not [(rule.example, ids) for rule, ids in given.items() if ids != set(rule.ids)]


def test_no_name_of_a_product_is_a_condition() -> None:
    names = [name for product in products() for name in product.names]
    assert not [name for name in names if lookup(name).kind != "treatment"]


def test_no_treatment_word_is_a_condition() -> None:
    for row in seeds.table("treatment_words"):
        assert lookup(row["word"]).kind == "treatment", row["word"]
        assert all(by_id(i) for i in seeds.listed(row["points_to"]))


def test_words_that_must_stay_unknown_stay_unknown_and_offer_at_most_the_nearest_entry() -> None:
    for name in condition_terms.never_mapped():
        found, nearest = lookup(name), condition_terms.nearest_entries().get(name, ())
        assert (found.kind, found.named_ids) == ("unknown", ()), name
        assert all(c.id in nearest or c.is_group for c in found.candidates), name


@pytest.mark.parametrize(
    "text", ["melanoma", "neuroblastoma", "stage 4 colon cancer", "cáncer de piel", "throat cancer"]
)
def test_a_kind_without_a_row_is_no_word_for_its_whole_family(text: str) -> None:
    found = lookup(text)
    assert (found.kind, [c.id for c in found.candidates]) == ("unknown", ["cancer"])
    assert f'This tool has no entry for "{text}".' in headline(found)
    assert explanation(found, "")[-2] == "The nearest entry: 1) cancer. It is not the same."


@pytest.mark.parametrize(
    "text", ["cataract", "Lyme disease", "essential tremor", "Grauer Star", "Ehlers Danlos", "asdfgh"]
)
def test_no_answer_says_that_a_text_may_name_no_disease(text: str) -> None:
    said = " ".join((headline(lookup(text)), *explanation(lookup(text), "")))
    assert "may name no disease" not in said
    assert "This tool has no entry for" in said


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("前十字靭帯の手術", "ja"),
        ("肝臓が変", "ja"),
        ("未熟児", "ja"),
        ("肝脏不行", "zh"),
        ("頭痛", "zh ja"),
        ("胃炎", "zh ja"),
        ("Magengeschwür", "de"),
        ("Zucker zu hoch", "de"),
        ("manguito", "es pt"),
        ("dor de barriga", "pt"),
        ("stomach ache", ""),
        ("asdf qwerty", ""),
    ],
)
def test_a_text_not_understood_is_answered_in_its_language_and_in_both_where_that_is_unclear(
    text: str, languages: str
) -> None:
    assert languages_of(text) == tuple(languages.split())


@pytest.mark.parametrize(
    ("text", "own"), [("AVC", "French, Portuguese"), ("SEP", "French"), ("ELA", "Spanish, Portuguese")]
)
def test_letters_of_some_languages_say_in_which_they_have_the_meaning_offered(text: str, own: str) -> None:
    assert lookup(text).other_meanings == f"what {text} stands for in languages other than {own}"


@pytest.mark.parametrize(
    ("text", "word"), [("palindromic arthritis", '"palindromic"'), ("thyrotoxic paralysis", '"thyrotoxic"')]
)
def test_an_unexplained_word_beside_a_word_for_several_may_name_another_disease(text: str, word: str) -> None:
    assert lookup(text).other_meanings == f"another disease, if {word} is part of its name"


def test_a_word_for_several_inside_a_longer_name_is_not_asked_about() -> None:
    ids = {c.id for c in lookup("liver cirrhosis and hepatitis B").candidates}
    assert ids == {"cirrhosis", "hepatitis_b"}
    assert lookup("I have hepatitis B since birth").named_ids == ("hepatitis_b",)


def test_a_graft_that_fails_may_be_marrow_or_an_organ() -> None:
    for text in ("graft failure", "transplant failure", "failed graft"):
        assert [c.id for c in lookup(text).candidates][:2] == ["graft_failure", "kidney_transplant"]
    assert lookup("poor graft function").named_ids == ("graft_failure",)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("achilles tendon rupture", "achilles"),
        ("biceps tendon tear", "tendon"),
        ("quadriceps tendon rupture", "tendon"),
        ("torn shoulder tendon", "rotator_cuff"),
    ],
)
def test_a_torn_tendon_is_asked_about_only_where_its_place_is_not_said(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)
    assert lookup("ruptured tendon").kind == "ambiguous"


@pytest.mark.parametrize("text", ["broken toe", "she broke two fingers", "fractured wrist"])
def test_a_broken_bone_is_a_fracture_and_not_a_complaint_of_its_place(text: str) -> None:
    assert lookup(text).named_ids == ("fracture",)


def test_a_kind_of_a_family_of_several_words_names_the_family_as_nearest() -> None:
    assert [c.id for c in lookup("heart transplant rejection").candidates] == ["kidney_tx"]


def test_a_small_word_that_denies_in_another_language_only_denies_nothing() -> None:
    assert lookup("dor no quadril").candidates == lookup("hip").candidates


@pytest.mark.parametrize(
    "text",
    [
        "Grauer Star",
        "bone edema",
        "Herzmuskelentzündung",
        "Augenentzündung",
        "Nervenentzündung",
        "fibroid",
        "dystonias",
    ],
)
def test_a_word_that_is_no_typing_error_of_a_name_is_not_offered_it(text: str) -> None:
    assert lookup(text).candidates == ()


@pytest.mark.parametrize("text", ["eczema of the scalp", "Fabry disease", "diabetes since she was a child"])
def test_near_words_of_other_diseases_do_not_decide(text: str) -> None:
    wrong = {"eczema of the scalp": "psoriasis", "Fabry disease": "fibromyalgia"}.get(text, "t2d")
    assert wrong not in lookup(text).named_ids


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (
            (
                "her heart is weak since the heart attack",
                "heart failing after two heart attacks",
                "heart attack, now the ejection fraction is 30",
            ),
            {"heart_failure"},
        ),
        (("heart damaged by a heart attack", "tired since my heart attack"), {"heart_failure", "acute_mi"}),
        (("heart attack last night", "heart attack"), {"acute_mi"}),
        (
            (
                "lung damage after covid",
                "covid lung damage",
                "scars in my lungs from corona",
                "covid pneumonia, still breathless",
                "post-covid lung fibrosis",
                "Lungenfibrose nach Corona",
            ),
            {"long_covid", "ipf"},
        ),
        (("breathless since covid",), {"long_covid"}),
        (("covid pneumonia", "lungs full of fluid from covid"), {"covid"}),
        (("I have corona and my lungs hurt", "my lungs are bad with covid"), {"covid", "long_covid", "ipf"}),
        (("since corona my lungs hurt", "my lungs are still weak, I had covid"), {"long_covid", "ipf"}),
        (("our girl does not speak", "speech delay"), {"autism", "hearing", "cerebral_palsy"}),
        (("our girl does not speak and flaps her hands",), {"autism"}),
        (("my boy avoids eye contact",), {"autism", "adhd"}),
        (("Guillain-Barré", "GBS", "syndrome de Guillain-Barré"), {"guillain_barre"}),
        (("CIDP",), {"cidp"}),
    ],
)
def test_all_wordings_of_one_question_are_understood_alike(texts: tuple[str, ...], meant: set[str]) -> None:
    for text in texts:
        found = lookup(text)
        assert ({c.id for c in found.candidates or found.conditions}, len(meant) > 1) == (
            meant,
            found.kind == "ambiguous",
        ), text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Mein Knie tut weh", "knee_oa"),
        ("Ich habe Schmerzen in der Hüfte, helfen Stammzellen?", "hip_oa"),
        ("Me duele el hombro", "rotator_cuff"),
        ("我的孩子有脑瘫,干细胞有用吗", "cerebral_palsy"),
        ("我妈妈膝盖疼,干细胞有用吗", "knee_oa"),
        ("lesión de médula espinal", "sci"),
        ("Mi hija tiene parálisis cerebral, ¿ayudan las células madre?", "cerebral_palsy"),
    ],
)
def test_a_whole_sentence_in_another_language_is_understood_as_its_noun(text: str, first: str) -> None:
    found = lookup(text)
    assert (found.candidates or found.conditions)[0].id == first


def test_a_body_part_in_another_language_points_where_the_english_word_points() -> None:
    rows = seeds.table("foreign_group_words")
    pointed = {word: lookup(word) for word in {row["english"] for row in rows}}
    for row in rows:
        english, found = pointed[row["english"]], lookup(row["name"])
        assert english.kind == found.kind, (row["language"], row["name"])
        assert {c.id for c in english.candidates} <= {c.id for c in found.candidates}, (row["language"], row["name"])


def test_every_body_part_is_there_in_every_language_that_is_answered_in() -> None:
    there: dict[str, set[str]] = {}
    for row in seeds.table("foreign_group_words"):
        there.setdefault(row["english"], set()).add(row["language"])
    assert all(languages >= set(seeds.pairs("not_understood")) for languages in there.values())


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Nierenprobleme", "kidney"),
        ("Herz kaputt", "heart"),
        ("mal à l'épaule", "shoulder"),
        ("male al ginocchio", "knee"),
        ("dolore all'anca", "hip"),
        ("dor nos joelhos", "knee"),
        ("膝が痛い", "knee"),
        ("ひざの痛み", "knee"),
        ("眼睛有问题", "eye"),
    ],
)
def test_a_body_part_with_a_complaint_is_asked_about_in_every_language(text: str, english: str) -> None:
    found = lookup(text)
    assert (found.kind, found.candidates) == ("ambiguous", lookup(english).candidates)


@pytest.mark.parametrize("text", ["teeth", "bad teeth", "face", "blood", "bones"])
def test_a_part_of_the_name_of_a_treatment_is_no_treatment(text: str) -> None:
    assert lookup(text).kind != "treatment"


@pytest.mark.parametrize(
    "text",
    [
        "lyme disease",
        "lime disease",
        "face lift",
        "scoliosis",
        "weight gain",
        "growth delay",
        "head lice",
        "Weber",
        "lipoma",
    ],
)
def test_a_general_word_or_an_ending_alone_offers_no_disease(text: str) -> None:
    assert (lookup(text).kind, lookup(text).candidates) == ("unknown", ())


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("cirhosiss of the livver", "cirrhosis"),
        ("multipal sclerosis", "ms"),
        ("krohns desease", "crohn"),
        ("nee pain", "knee_oa"),
        ("Schlagafall", "stroke"),
        ("menicus", "meniscus"),
        ("bone haelng", "fracture"),
    ],
)
def test_a_misspelled_name_is_still_offered(text: str, row: str) -> None:
    found = lookup(text)
    assert row in {c.id for c in found.candidates or found.conditions}


def test_an_acute_and_a_chronic_disease_of_the_nerves_are_told_apart_in_records() -> None:
    assert "cidp" not in condition_ids_of(("Guillain-Barre Syndrome",), None)
    assert "cidp" not in condition_ids_of(("Acute Inflammatory Demyelinating Polyneuropathy",), None)
    assert "guillain_barre" not in condition_ids_of(("Chronic Inflammatory Demyelinating Polyneuropathy",), None)


# --- links between rows ---------------------------------------------------------------------------------------------


def test_links_name_rows_and_kinds_and_each_pair_once() -> None:
    pairs = [(row["asked"], row["other"]) for row in seeds.table("condition_links")]
    assert len(pairs) == len(set(pairs))
    for row in seeds.table("condition_links"):
        assert by_id(row["asked"])
        assert by_id(row["other"])
        assert row["asked"] != row["other"]
        assert row["kind"] in {"same", "related", "not_shown"}


def test_trials_of_a_related_row_never_count() -> None:
    for condition in all_conditions():
        apart = {link.other for link in links_of(condition.id) if link.kind != "same"}
        assert not apart.intersection(counted_ids((condition.id,))), condition.id
        assert not {link.other for link in related_to((condition.id,))}.intersection(counted_ids((condition.id,)))


def test_every_narrower_row_says_how_its_wider_one_is_shown() -> None:
    unsaid = {
        (row.id, parent)
        for row in all_conditions()
        for parent in row.parents
        if not by_id(parent).named_only and parent not in {link.other for link in links_of(row.id)}
    }
    assert unsaid == {("crohn_luminal", "crohn"), ("crohn_fistula", "crohn")}, "Crohn disease is the same disease"


def test_a_narrower_row_counts_for_the_wider_one_unless_linked_otherwise() -> None:
    assert "tennis_elbow" in counted_ids(("tendon",))
    assert counted_ids(("tennis_elbow",)) == ("tennis_elbow",)
    assert "hip_fracture" not in counted_ids(("fracture",))
    assert "nonunion" in counted_ids(("fracture",))


# --- Python and the command -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["knee oa", "diabetes", "PD", "stem cells", "asdf qwerty", "", "\x00", "tennis elbow"])
def test_lookup_gives_the_documented_object(text: str) -> None:
    found = msc_trials.lookup(text)
    assert set(found) == KEYS
    assert json.loads(json.dumps(found)) == found
    assert all(set(c) == {"condition_id", "name"} for c in found["candidates"])
    assert all(set(c) == {"condition_id", "name", "why"} for c in found["related"])


@pytest.mark.parametrize("text", ["knee oa", "asdf qwerty", "PD", "stem cells", "diabetes"])
def test_which_says_the_same_and_exits_with_0(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["which", *text.split(), "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out) == msc_trials.lookup(text)
    with pytest.raises(SystemExit) as ended:
        main(["which", text])
    assert ended.value.code == 0
    assert f'"{text}"' in capsys.readouterr().out


def test_a_condition_in_place_of_a_command_is_told_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["knee oa"])
    assert ended.value.code == 2
    assert 'msc-trials answer "knee oa"' in capsys.readouterr().err


@given(st.text(max_size=200))
def test_any_text_is_understood_as_something(text: str) -> None:
    found = lookup(text)
    assert found == lookup(text)
    assert bool(found.conditions) == (found.kind in ("condition", "group"))
    assert typed(text).text == text


# --- the shared lists ----------------------------------------------------------------------------------------------------


@pytest.fixture
def words(shared: Path) -> Path:
    folder = shared / "lexicons" / "typed_words"
    if not folder.is_dir():
        pytest.skip("the typed words are not beside the project")
    return folder


def test_the_typed_inputs_meet_their_bars(words: Path) -> None:
    rows = labels_of(words / "tests_dev.csv")
    counts = Counter(judged(row, lookup(row["input"])) for row in rows)
    one_row = sum(row["expected"] not in ("ambiguous", "treatment", "unknown") for row in rows)
    assert counts["right"] + min(counts["asked"], one_row // 5) >= 0.9 * len(rows)
    assert counts["wrong"] <= 0.01 * len(rows)


def test_unflagged_names_map_to_their_row_and_flagged_ones_are_never_chosen(words: Path) -> None:
    rows = labels_of(words / "condition_names.csv")
    plain = [r for r in rows if not r["flag"]]
    found = [(r["condition_id"], lookup(r["name"])) for r in plain]
    kinds = sum(row in with_ancestors(one.named_ids) for row, one in found if one.kind == "group")  # anal fistulas
    right = kinds + sum((row,) == one.named_ids[:1] for row, one in found if one.kind != "group")
    assert right >= 0.99 * len(plain)
    for row in rows:
        if row["flag"] in ("ambiguous", "not_a_row"):
            assert lookup(row["name"]).kind != "condition", row["name"]


@pytest.mark.parametrize("words", ["zzzz", "AD", "exosomes", "kidney failure"])
def test_no_command_answers_words_that_are_no_single_disease_with_silence(words: str, tmp_path: Path) -> None:
    """``answer`` and ``report`` exit alike; a command that needs one disease refuses; a list says how the words were taken."""
    snapshot = {"MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    codes = {
        run("answer", words, **snapshot).code,
        run("report", words, "-o", str(tmp_path / "r.html"), **snapshot).code,
    }
    assert codes == {0 if words == "kidney failure" else 2}
    for command in (["papers"], ["watch"], ["letter", "-o", str(tmp_path / "l.html")]):
        assert run(*command, words, **snapshot).code == 2
    for command in (["search"], ["trials"], ["ledger", "candidates"]):
        assert words in run(*command, words, **snapshot).err


def test_a_search_for_nothing_is_one_clear_error() -> None:
    with pytest.raises(QueryError, match="No condition was given"):
        search()


@pytest.mark.parametrize(
    "around",
    [
        "living with {}",
        "suffering from {} for 10 years",
        "{} since 2019",
        "really bad {}",
        "my mother has {}",
        "{} 3 months",
    ],
)
@pytest.mark.parametrize(("name", "row"), [("meniskus", "meniscus"), ("knee arthritis", "knee_oa"), ("lupus", "lupus")])
def test_how_long_and_how_bad_it_is_changes_no_disease(around: str, name: str, row: str) -> None:
    assert [c.id for c in lookup(around.format(name)).conditions] == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("asthma with wheezing", "asthma"),
        ("itp low platelets", "itp"),
        ("hand tremor with parkinson's", "parkinson"),
        ("fatigue in copd", "copd"),
        ("fibromyalgia and fatigue", "fibromyalgia"),
        ("cancer fatigue", "cancer"),
    ],
)
def test_a_disease_beside_a_symptom_is_the_disease(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


@pytest.mark.parametrize(
    "text", ["covid fatigue", "memory loss in parkinsons", "depression and memory loss", "ms and fatigue"]
)
def test_a_symptom_that_may_be_a_disease_of_its_own_stays_a_question(text: str) -> None:
    assert lookup(text).kind == "ambiguous"


def test_a_broken_neck_is_a_broken_bone_or_a_harmed_cord() -> None:
    assert [c.id for c in lookup("broken neck").candidates] == ["vertebral_fracture", "sci"]


@pytest.mark.parametrize(("text", "row"), [("fistulizing", "fistula"), ("urinary bladder", "urinary_incontinence")])
def test_a_word_of_registries_alone_is_its_group(text: str, row: str) -> None:
    assert (lookup(text).kind, lookup(text).named_ids[0]) == ("group", row)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("artrosi ginocchio", "knee_oa"),
        ("artrosis rodilla", "knee_oa"),
        ("arthrose hanche", "hip_oa"),
        ("artrose knie", "knee_oa"),
    ],
)
def test_a_foreign_name_typed_without_its_small_words_is_the_name(text: str, row: str) -> None:
    assert lookup(text).named_ids == (row,)


@pytest.mark.parametrize("text", ["my son has a traumatic brain injury", "severe traumatic brain injury"])
def test_a_kind_of_a_disease_that_only_an_unsaid_word_tells_is_not_asked_about(text: str) -> None:
    assert lookup(text).named_ids == ("tbi",)
    assert {c.id for c in lookup("my son has mild traumatic brain injury").candidates} == {"tbi", "concussion"}


def test_four_paralysed_limbs_of_cerebral_palsy_are_no_injury_of_the_cord() -> None:
    assert lookup("quadriplegic cerebral palsy").named_ids == ("cerebral_palsy",)
    assert lookup("quadriplegic after a crash").named_ids == ("sci",)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("brain damage at birth", {"hie", "neonatal_brain", "cerebral_palsy"}),
        ("my pinched nerve", {"herniated_disc", "spinal_stenosis", "carpal_tunnel", "neuropathy"}),
        ("jaw", {"tmj", "dental_bone", "jaw_osteonecrosis"}),
        ("child with hemiplegia", {"stroke", "cerebral_palsy", "tbi"}),
    ],
)
def test_a_complaint_of_several_diseases_is_asked_about(text: str, rows: set[str]) -> None:
    assert (lookup(text).kind, {c.id for c in lookup(text).candidates}) == ("ambiguous", rows)


@pytest.mark.parametrize("text", ["is it a scam", "my husband had a heart attack in 2019", "that is a thing"])
def test_a_small_word_that_is_english_too_is_no_other_language(text: str) -> None:
    assert languages_of(text) == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("I keep hearing that stem cells help lupus", {"lupus"}),
        ("hearing about stem cells", set()),
        ("restore hearing with stem cells", {"hearing"}),
    ],
)
def test_who_is_hearing_about_something_has_no_disease_of_the_ear(text: str, rows: set[str]) -> None:
    found = lookup(text)
    assert {*found.named_ids, *(c.id for c in found.candidates)} == rows


def test_a_brain_damaged_baby_is_asked_about_and_a_stroke_at_birth_is_no_stroke_of_an_adult() -> None:
    assert {c.id for c in lookup("brain damaged baby").candidates} == {"hie", "neonatal_brain", "cerebral_palsy"}
    assert lookup("he had a stroke at birth").named_ids == ("neonatal_stroke",)


@pytest.mark.parametrize(
    "text", ["septic arthritis knee", "reactive arthritis knee", "gout has worn my knee", "knee arthritis from lupus"]
)
def test_a_joint_inflamed_by_another_disease_is_not_answered_as_wear(text: str) -> None:
    """A patient's knee is inflamed by an infection, gout or lupus: the trials of worn knees are not about it."""
    assert lookup(text).named_ids != ("knee_oa",)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("bisphosphonate jaw", "jaw_osteonecrosis"),
        ("osteoradionecrosis jaw", "jaw_osteonecrosis"),
        ("ovarian rejuvenation", "ovarian_failure"),
    ],
)
def test_a_word_beside_a_part_of_the_body_says_which_disease_is_meant(text: str, row: str) -> None:
    """A jaw that died from a medicine is no jaw too thin for an implant, and ovaries made young are no question of ageing."""
    assert lookup(text).named_ids == (row,)


@pytest.mark.parametrize("text", ["horse tendon", "dog hip dysplasia", "cat kidney disease"])
def test_a_text_that_begins_with_an_animal_is_about_the_animal(text: str) -> None:
    """An owner types the animal first; trials of people do not answer it."""
    assert lookup(text).rule == "about_an_animal"
    assert lookup("horse riding accident paralysed").named_ids == ("sci",)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("nerve damage", "neuropathy nerve_injury"),
        ("myopathie", "muscular_dystrophy myositis"),
        ("spierziekte", "muscular_dystrophy myositis"),
        ("beyin felci", "stroke cerebral_palsy"),
        ("mein Vater ist gelähmt", "sci stroke"),
        ("FTD-ALS", "als frontotemporal_dementia"),
    ],
)
def test_an_everyday_word_with_two_meanings_is_asked_about(text: str, rows: str) -> None:
    """A word that people use for two diseases must not be answered by the trials of one."""
    assert lookup(text).kind == "ambiguous"
    assert {c.id for c in lookup(text).candidates} == set(rows.split())


@pytest.mark.parametrize("text", ["perianal fistula", "Analfistel", "肛瘘"])
def test_a_fistula_of_the_anus_lists_none_of_the_lung(text: str) -> None:
    """A patient with an anal fistula is not shown leaks of the lung."""
    assert "lung_fistula" not in lookup(text).named_ids
    assert lookup("Crohn con fístula perianal").named_ids == ("crohn_fistula",)


@pytest.mark.parametrize("text", ["hallux rigidus", "toe arthritis", "elbow arthritis"])
def test_a_joint_without_trials_of_its_own_is_told_as_one_without_an_entry(text: str) -> None:
    """A stiff big toe is not answered by a list of ankles, hands and jaws."""
    assert lookup(text).has_no_entry


def test_a_new_joint_is_a_question_about_the_joint() -> None:
    """A patient who is offered a new hip asks about the hip, not about a treatment without a disease."""
    assert {c.id for c in lookup("my doctor says I need a new hip but I want stem cells").candidates} == {
        "hip_oa",
        "osteonecrosis",
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("maminka má artrózu kolene", "knee_oa"),
        ("bolí mě koleno", "knee_oa"),
        ("mrtvice", "stroke"),
        ("thoái hóa khớp gối", "knee_oa"),
        ("dau khop goi", "knee_oa"),
        ("mẹ tôi bị tiểu đường", "t1d"),
        ("घुटने में दर्द", "knee_oa"),
        ("ghutne ka dard", "knee_oa"),
        ("у мамы болит колено", "knee_oa"),
        ("boli mnie kolano", "knee_oa"),
        ("diz ağrısı", "knee_oa"),
        ("mijn knie doet zeer", "knee_oa"),
        ("عندي ألم في الركبة", "knee_oa"),
        ("我媽媽膝蓋痛", "knee_oa"),
        ("腎衰竭", "ckd"),
    ],
)
def test_everyday_words_of_more_languages_and_signs_are_understood(text: str, row: str) -> None:
    """A daughter types her mother's complaint as she would say it, without a doctor's word and without English."""
    found = lookup(text)
    assert (found.candidates or found.conditions)[0].id == row


@pytest.mark.parametrize("text", ["TOC", "DMO", "SIRT", "OCI"])
def test_letters_that_mean_another_disease_elsewhere_are_no_word_of_one_language(text: str) -> None:
    """A French mother types TOC, the compulsions of her son, and must not read about hair."""
    assert lookup(text).kind == "unknown"


@pytest.mark.parametrize("text", ["neck arthritis", "arthritis in my spine", "lumbar arthritis"])
def test_arthritis_of_the_spine_lists_no_knee(text: str) -> None:
    """A patient with worn joints of the back is offered the joints of the spine, and no knee."""
    found = lookup(text)
    assert "facet_joint" in found.named_ids
    assert "knee_oa" not in found.named_ids
