"""Offers, questions about clinics and questions about harms: what is to be treated, and what a treatment is said to cause."""

from __future__ import annotations

import pytest

from msc_trials.evidence.unanswered import explanation, headline
from msc_trials.evidence.wording import on_an_offer, other_products_typed
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.products import harm_facts


def meant(text: str) -> tuple[str, ...]:
    found = lookup(text)
    return found.named_ids if len(found.named_ids) == 1 else tuple(c.id for c in found.candidates)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a clinic offers stem cells for parkinsons", "parkinson"),
        ("clinic in mexico for als", "als"),
        ("best stem cell clinic for copd", "copd"),
        ("our clinic sees 90% improvement in COPD", "copd"),
        ("lupus clinic stem cells", "lupus"),
    ],
)
def test_a_question_about_clinics_that_names_a_disease_is_about_the_disease(text: str, row: str) -> None:
    assert (lookup(text).kind, meant(text)) == ("condition", (row,))


@pytest.mark.parametrize("text", ["pain clinic", "anti-aging clinic near me", "copd clinic", "hair clinic"])
def test_a_kind_of_clinic_alone_stays_a_question_about_clinics(text: str) -> None:
    assert (lookup(text).kind, lookup(text).rule) == ("treatment", "clinic_question")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the doctor recommended stem cells for my hip", "hip_oa"),
        ("they told me stem cells will fix my back", "disc"),
        ("is stem cell therapy FDA approved for knees", "knee_oa"),
        ("does insurance cover stem cells for both knees", "knee_oa"),
        ("offered a stem cell injection for 8000 dollars for my knee", "knee_oa"),
        ("stem cells restore vision", "retina"),
        ("stem cells regenerate cartilage", "cartilage_defect"),
        ("stem cells vs knee replacement", "knee_oa"),
        ("stem cells instead of knee surgery", "knee_oa"),
    ],
)
def test_an_offer_for_a_part_of_the_body_in_a_longer_text_asks_about_that_part(text: str, first: str) -> None:
    assert lookup(text).kind in ("group", "ambiguous")
    assert meant(text)[0] == first


@pytest.mark.parametrize("text", ["give me my money back for stem cells", "stem cells came back positive"])
def test_a_body_part_that_nothing_points_to_is_no_part_to_be_treated(text: str) -> None:
    assert lookup(text).kind == "treatment"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("bone marrow transplant for ms", {"hsct_support", "ms", "metabolic_syndrome"}),
        ("bone marrow transplant for aplastic anemia", {"hsct_support", "aplastic_anemia"}),
        ("hsct for ms", {"ms", "metabolic_syndrome"}),
    ],
)
def test_a_transplant_for_a_disease_is_never_answered_without_that_disease(text: str, rows: set[str]) -> None:
    assert (lookup(text).kind, set(meant(text))) == ("ambiguous", rows)


@pytest.mark.parametrize(
    "text",
    [
        "can stem cells cause stroke",
        "can stem cells give you autism",
        "can exosomes cause cancer",
        "can stem cell injections cause paralysis",
        "do stem cells cause tumors",
    ],
)
def test_what_a_treatment_is_said_to_cause_is_not_the_disease_treated(text: str) -> None:
    found = lookup(text)
    said = explanation(found, "")
    assert (found.kind, meant(text)) == ("treatment", ())
    assert "question about harms" in headline(found)
    assert all(any(fact.fact in line for line in said) for fact in harm_facts())


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("can diabetes cause a stroke", "stroke"),
        ("heart failure caused by chemo", "heart_failure"),
        ("steroid injection caused my knee damage", "knee_oa"),
        ("can bone marrow transplant cause gvhd", "gvhd"),
        ("can stem cells give me relief of knee arthritis", "knee_oa"),
        ("stem cells to fix damage caused by a heart attack", "acute_mi"),
        ("stem cells for weakness caused by als", "als"),
        ("did stem cells lead to remission of crohn's", "crohn"),
        ("stem cells gave me a new life with MS", "ms"),
    ],
)
def test_a_disease_that_another_one_causes_or_that_cells_relieve_is_meant(text: str, row: str) -> None:
    assert row in meant(text)


@pytest.mark.parametrize("text", ["stem cells", "SVF", "stem cell clinic near me", "exosomes"])
def test_a_treatment_without_a_disease_tells_what_is_known_of_harms(text: str) -> None:
    said = explanation(lookup(text), "")
    assert any(harm_facts()[0].fact in line for line in said)
    assert "Which disease or injury is it for?" in said[-1]


@pytest.mark.parametrize("text", ["blindness after stem cell injection", "side effects of stem cells in the knee"])
def test_a_choice_of_diseases_beside_a_question_about_harms_tells_all_of_them(text: str) -> None:
    said = " ".join(explanation(lookup(text), ""))
    assert all(fact.fact in said for fact in harm_facts())


@pytest.mark.parametrize("text", ["cortisone injection", "Alofisel", "knee trouble", "risk of stroke"])
def test_other_treatments_products_and_diseases_tell_no_harms_of_cells(text: str) -> None:
    assert not any(harm_facts()[0].fact in line for line in explanation(lookup(text), ""))


@pytest.mark.parametrize("text", ["stem cell cost knee germany", "stem cells knee turkey"])
def test_a_country_beside_an_offer_hides_no_part_of_the_body(text: str) -> None:
    """A patient asks what cells for the knee cost abroad: the knee is what trials can answer."""
    assert "knee_oa" in {c.id for c in lookup(text).candidates}


def test_exosomes_beside_a_word_that_is_not_known_are_told_as_what_they_are() -> None:
    """A customer of a beauty salon types its offer: that no exosome product is approved must not be lost."""
    found = lookup("microneedling exosomes").treatment
    assert found is not None
    assert found.kind == "cell_free"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Day package: knee, hip and lower back, 30 million cells", {"knee_oa", "hip_oa", "disc"}),
        ("package knee, hip, shoulder", {"knee_oa", "hip_oa", "rotator_cuff"}),
        ("package for knee, hip", {"knee_oa", "hip_oa"}),
        ("diabetes type 2, heart failure and kidney disease", {"t2d", "heart_failure", "ckd_aki"}),
    ],
)
def test_no_part_of_a_package_is_lost_because_words_of_the_offer_stand_beside_it(text: str, rows: set[str]) -> None:
    """A day package for knee, hip and back: asked about without the knee, the customer would think it has no trials."""
    assert rows <= {c.id for c in lookup(text).candidates}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exosomen gegen Haarausfall", "Exosomen"),
        ("exosomas para la caída del pelo", "exosomas"),
        ("外泌体脱发", "外泌体"),
        ("cord blood for cerebral palsy", "cord blood"),
    ],
)
def test_a_product_of_another_kind_beside_a_disease_is_said_in_any_language_not_to_be_counted(
    text: str, name: str
) -> None:
    """A clinic sells exosomes to a German customer: he must not read the trials of cells as those of his offer."""
    assert sentence("typed_product", name=name) in on_an_offer(lookup(text))


@pytest.mark.parametrize(
    "text", ["bone marrow failure", "graft failure after cord blood transplant", "stem cells for autism"]
)
def test_a_product_in_the_name_of_a_disease_or_as_its_cause_is_no_offer(text: str) -> None:
    assert on_an_offer(lookup(text)) == ()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("стволовые клетки при артрозе коленного сустава", "knee_oa"),
        ("стволовые клетки аутизм пуповина ребенок 5 лет", "autism"),
        ("komórki macierzyste autyzm Galaretka Whartona", "autism"),
        ("cellule staminali ginocchio dal grasso", "knee_oa"),
        ("hernia discal L5 S1 células madre", "herniated_disc"),
        ("Bandscheibe Regeneration Stammzellen", "disc"),
        ("joelho artrose", "knee_oa"),
    ],
)
def test_an_advert_in_another_language_is_about_its_disease(text: str, row: str) -> None:
    """Age, price, tissue, height of the spine, case endings and the order of words hide no disease."""
    found = lookup(text)
    assert row in {*found.named_ids, *(c.id for c in found.candidates)}


def test_an_age_in_another_language_takes_no_number_from_a_name() -> None:
    """A mother of 65 has diabetes type 2: the 2 is no age."""
    assert lookup("mi madre de 65 años diabetes tipo 2").named_ids == ("t2d",)


@pytest.mark.parametrize("text", ["adrenal fatigue", "leaky gut stem cell infusion", "toxic brain"])
def test_a_disease_that_clinics_name_is_no_other_one(text: str) -> None:
    """Adrenal fatigue is not the chronic fatigue syndrome, and trials of the latter are no answer to it."""
    assert lookup(text).has_no_entry
    assert lookup(text).candidates == ()


def test_words_beside_a_treatment_that_are_not_understood_are_said() -> None:
    """A customer asks for cells for something nobody here knows: it is not taken for a question about the treatment alone."""
    said = " ".join(explanation(lookup("stem cell infusion for zorbitis"), ""))
    assert sentence("beside_a_treatment", words="zorbitis") in said
    assert "I did not understand" not in " ".join(explanation(lookup("stem cell infusion"), ""))


@pytest.mark.parametrize(("text", "noted"), [("NK cells for lung cancer", True), ("NK cell lymphoma", False)])
def test_cells_of_another_kind_are_named_as_not_counted_but_not_where_a_disease_is_named_after_them(
    text: str, noted: bool
) -> None:
    assert bool(on_an_offer(lookup(text))) is noted


def test_a_face_in_an_offer_is_first_a_matter_of_looks() -> None:
    assert lookup("stem cells for face").candidates[0].id == "skin_aging"


@pytest.mark.parametrize("text", ["leaky gut stem cell infusion", "exosome therapy for adrenal fatigue"])
def test_harms_are_told_where_cells_are_offered_for_what_only_clinics_name(text: str) -> None:
    """Without an answer about the disease, what is known of the product is all that can be said."""
    said = explanation(lookup(text), "")
    assert any(harm_facts()[0].fact in line for line in said)
    assert not any(harm_facts()[0].fact in line for line in explanation(lookup("adrenal fatigue"), ""))


def test_the_advice_to_use_the_checklist_keeps_the_product_that_was_typed() -> None:
    """A customer copies the command: its sheet must be one on SVF."""
    told = sentence("offer_of_a_kind_beside", condition="knee osteoarthritis", word="SVF")
    assert told in on_an_offer(lookup("SVF same-day for knee OA"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("menstrual blood stem cells for liver cirrhosis", ()),
        ("cord blood mesenchymal stem cells for autism", (sentence("typed_tissue", name="cord blood"),)),
    ],
)
def test_grown_cells_are_not_said_to_be_left_out_for_the_blood_they_come_from(text: str, said: tuple[str, ...]) -> None:
    """Cells grown from menstrual or cord blood are counted; only the blood itself is not."""
    assert other_products_typed(lookup(text)) == said


def test_an_age_written_short_hides_no_disease() -> None:
    assert lookup("knee arthritis 58 yo").named_ids == ("knee_oa",)
