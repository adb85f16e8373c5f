"""Classes of arms and trials (domain notes §2c, §2e), on synthetic records and on real ones by their NCT number."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msc_trials.extraction import facts
from msc_trials.extraction.document import CellWords, document_of
from msc_trials.extraction.product.classify import classify, may_concern_cells, names_a_comparator
from msc_trials.extraction.trial import read_facts
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.records.schema import Arm, Intervention
from msc_trials.records.study import StudyRecord
from tests.reading import record, stored


def trial(*given_names: tuple[str, str], arm: str = "Treated", **fields: object) -> StudyRecord:
    """A synthetic one-arm record; ``given_names`` are names and descriptions of its interventions."""
    interventions = tuple(
        Intervention(type="BIOLOGICAL", name=name, description=words, arm_group_labels=(arm,))
        for name, words in given_names
    )
    fields.setdefault("study_type", "INTERVENTIONAL")
    return record(Arm(label=arm, type="EXPERIMENTAL"), interventions=interventions, **fields)


def classes(made: StudyRecord) -> tuple[str, ...]:
    return read_facts(made).product.msc_class


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("UC-MSC", "intravenous infusion", "core"),
        ("Mesenchymal stromal cells", "", "core"),
        ("Mesenchimal stem cells", "two infusions", "core"),
        ("Expanded adipose-derived stem cells (eASC)", "injected into the tract", "core"),
        ("ADSC", "cultured adipose cells, injected", "core"),
        ("Wharton's jelly cells", "infused once", "core"),
        ("Dental pulp stem cells", "implanted", "core"),
        ("Menstrual blood stem cells", "infused", "core"),
        ("Stem cells of menstrual blood", "infused", "core"),
        ("Stem cells derived from the endometrium", "infused", "core"),
        ("Decidual stromal cells", "infused", "core"),
        ("Medicinal signaling cells", "infused", "core"),
        ("Darvadstrocel", "injected", "core"),
        ("Stromal vascular fraction", "injected the same day", "mixed_uncultured"),
        ("Adipose derived regenerative cells", "Celution", "mixed_uncultured"),
        ("Lipogems", "micro-fragmented fat is injected", "mixed_uncultured"),
        ("Nanofat", "injected into the scar", "mixed_uncultured"),
        ("BMAC", "concentrate injected into the knee", "mixed_uncultured"),
        ("Ixmyelocel-T", "injected", "mixed_uncultured"),
        ("Exosomes of umbilical cord MSC", "inhaled", "cell_free"),
        ("MSC-derived extracellular vesicles", "infused", "cell_free"),
        ("Conditioned medium", "of adipose stem cells, applied", "cell_free"),
        ("Concentrated paracrine factors of mesenchymal stem cells", "given intrathecally", "cell_free"),
        ("MultiStem", "infused", "msc_like"),
        ("PLX-PAD", "injected", "msc_like"),
        ("allo-APZ2", "applied to the wound", "msc_like"),
        ("NurOwn", "injected", "gene_modified"),
        ("TRAIL-expressing MSC", "MSC transduced with a lentiviral vector, infused", "gene_modified"),
        ("Cord blood unit expanded on MSC", "infused after conditioning", "feeder_or_support"),
        ("Imatinib", "for gastrointestinal stromal tumour", "not_msc"),
        ("Peripheral blood stem cells", "haematopoietic stem cell transplantation", "not_msc"),
        ("Cultured limbal epithelial cells", "grafted", "not_msc"),
        ("PREOB", "osteoblastic cells implanted", "not_msc"),
        ("Platelet-rich plasma", "recruits mesenchymal stem cells", "not_msc"),
        ("CD34+ cells", "stem cell injection", "not_msc"),
    ],
)
def test_class_of_a_named_product(name: str, words: str, expected: str) -> None:
    assert classes(trial((name, words))) == (expected,)


def test_two_products_beside_each_other() -> None:
    assert classes(trial(("MSC and conditioned medium", "injected"))) == ("core", "cell_free")
    assert classes(trial(("Mononuclear cells plus MSC", "injected"))) == ("core", "mixed_uncultured")


def test_description_outranks_the_label() -> None:
    """A label may say MSC where the description says marrow concentrate; culture turns it back."""
    made = trial(("Marrow MSCs", "A bone marrow concentrate is prepared and injected."))
    assert classes(made) == ("mixed_uncultured",)
    made = trial(("Marrow MSCs", "Cells of the bone marrow concentrate are cultured for three weeks and injected."))
    assert classes(made) == ("core",)


def test_mononuclear_cells_count_only_in_a_record_about_msc() -> None:
    assert classes(trial(("Bone marrow mononuclear cells", "injected"))) == ("not_msc",)
    made = trial(("Bone marrow mononuclear cells", "injected"), keywords=("Mesenchymal stem cells",))
    assert classes(made) == ("mixed_uncultured",)


def test_control_arms_give_nothing() -> None:
    made = record(
        Arm(label="MSC", type="EXPERIMENTAL", description="MSC are infused."),
        Arm(label="Saline", type="PLACEBO_COMPARATOR", description="Saline instead of MSC."),
        Arm(label="Control", type="ACTIVE_COMPARATOR", description="Conventional therapy without stem cells"),
        Arm(label="Conventional therapy plus MSC", type="ACTIVE_COMPARATOR", description="MSC are infused."),
        study_type="INTERVENTIONAL",
    )
    assert read_facts(made).arm_classes == ("core", "", "", "core")


def test_cell_arm_registered_as_placebo() -> None:
    made = record(
        Arm(label="MSC treatment", type="PLACEBO_COMPARATOR", description="MSC in albumin are infused."),
        Arm(label="No cells", type="NO_INTERVENTION", description="albumin only"),
        study_type="INTERVENTIONAL",
    )
    assert read_facts(made).arm_classes == ("core", "")


def test_interventions_no_arm_mentions_belong_to_the_experimental_arm() -> None:
    made = record(
        Arm(label="Group 1", type="EXPERIMENTAL"),
        Arm(label="Group 2", type="NO_INTERVENTION"),
        interventions=(Intervention(type="BIOLOGICAL", name="hUC-MSC", description="infused"),),
        study_type="INTERVENTIONAL",
    )
    assert read_facts(made).arm_classes == ("core", "")


def test_titles_explain_loosely_named_treatments() -> None:
    assert classes(trial(("Stem cells", "infused"), brief_title="Mesenchymal stem cells in arthritis")) == ("core",)
    assert classes(trial(("Stem cells", "infused"), brief_title="Stem cells in arthritis")) == ("not_msc",)


def test_a_sentence_explains_a_code() -> None:
    made = trial(("QX-77", "infused"), brief_summary="QX-77 is a suspension of bone marrow mesenchymal stem cells.")
    assert classes(made) == ("core",)
    made = trial(("ABCX and QVWZY", "laid in"), brief_title="A gel (ABCX) and cord mesenchymal stem cells (QVWZY)")
    assert classes(made) == ("core",)
    made = trial(("Semaglutide", "injected"), brief_title="Semaglutide and mesenchymal stem cells")
    assert classes(made) == ("not_msc",)
    made = trial(("Semaglutide", "injected"), brief_title="Effect of semaglutide on fat-derived MSC")
    assert classes(made) == ("not_msc",)


def test_cells_that_are_only_studied() -> None:
    made = trial(
        ("Bone marrow aspirate", "Marrow is collected; mesenchymal stem cells are isolated and characterised."),
        study_type="OBSERVATIONAL",
    )
    found = read_facts(made)
    assert (found.product.msc_class, found.evidence_use) == (("not_msc",), "sample_collection_or_lab")


def test_an_observational_record_that_gives_nobody_cells_is_work_in_the_laboratory() -> None:
    counted = Arm(label="Stiff knees", description="Knee fluid is rich in mesenchymal stem cells.")
    assert classes(record(counted, study_type="OBSERVATIONAL", brief_title="Cells of stiff knees")) == ("not_msc",)
    secretome = ("MSC secretome", "Exosomes of mesenchymal stem cells")
    assert classes(trial(secretome, study_type="OBSERVATIONAL", brief_title="Explants of gristle")) == ("not_msc",)
    treated = Arm(label="Cohort", description="People treated with mesenchymal stem cells")
    assert classes(record(treated, study_type="OBSERVATIONAL")) == ("core",)


def test_cells_that_were_grown_in_vitro_or_from_an_explant_and_given_are_no_work_in_the_laboratory() -> None:
    for made in ("in vitro expanded", "explant-derived"):
        given = trial((f"MSC, {made}", "Infusion of mesenchymal stem cells"), study_type="OBSERVATIONAL")
        assert classes(given) == ("core",)


def test_negation_and_false_friends_are_blanked() -> None:
    for words in (
        "saline without mesenchymal stem cells",
        "participants do not receive MSC",
        "gastrointestinal stromal tumor",
        "epithelial-mesenchymal transition",
        "stromal cell-derived factor",
        "endogenous mesenchymal stem cells",
    ):
        assert not CellWords(words).has("msc"), words
    assert CellWords("mesenchymal stem cells").has("msc")
    assert not CellWords("an MSc degree").has("msc")


@pytest.mark.parametrize(
    "words",
    [
        "MSC-exos",
        "umscs-derived exo in saline",
        "particles from stem cells, exosomes",
        "cord blood units grown on mesenchymal stem cells",
        "exosomes, filtered, counted and kept in glass vials, derived without any further step from mesenchymal stem cells",
    ],
)
def test_cells_that_only_made_something_are_not_given(words: str) -> None:
    for text in (words, f"{words}. {'Visits follow. ' * 60}", f"{'Visits follow. ' * 60}{words}"):
        assert not CellWords(text).has("msc", "weak"), text


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("stem cells subsequently autotransplanted percutaneously from heterotopically reimplanted contralateral bone marrow",
         "marrow_stem"),
        ("marrow aspirated from both sides of the pelvis, then centrifuged", "mixed"),
    ],
)  # fmt: skip
def test_long_texts_are_searched_as_far_as_an_expression_reaches(words: str, meaning: str) -> None:
    far = "Visits follow every month. " * 40
    assert CellWords(words).span(meaning) is not None
    for text in (f"{words}. {far}", f"{far}{words}. {far}"):
        span = CellWords(text).span(meaning)
        assert span is not None
        assert text[slice(*span)] in words


def test_names_are_those_of_the_product() -> None:
    made = trial(("UC-MSC", "infused"), ("Prednisone", "by mouth"))
    assert read_facts(made).product.names == ("UC-MSC",)


def test_every_value_of_a_product_carries_its_words() -> None:
    made = trial(("Autologous UC-MSC", "culture-expanded cells are infused"))
    product = read_facts(made).product
    for name in ("msc_class", "sources", "donor", "manipulation"):
        evidence = product.evidence[name]
        assert evidence, name
        assert evidence[0].text, name
        assert evidence[0].rule, name


# --- real records --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nct_id", ["NCT01529008", "NCT01874665", "NCT00629018", "NCT02442817", "NCT01460901"])
def test_false_friends_of_the_registry(nct_id: str) -> None:
    """PREOB, a tumour drug, CD34+ cells, a drug beside MSC, CAR T cells. Source: domain notes §2e, §5e."""
    assert not read_facts(stored(nct_id)).product.is_msc


def test_a_tumour_drug_whose_code_begins_like_a_placental_product_is_no_cell_product_nct01217229() -> None:
    """PLX and three or more digits is a small molecule; PLX-PAD and PLX-R18 are placental cells."""
    made = trial(("PLX3397", "Capsules taken twice daily, as in the PLX108-01 study of tumours"), arm="PLX3397")
    assert not classify(made, document_of(made)).is_relevant
    assert classes(trial(("PLX-R18", "injected into the muscle"))) == ("msc_like",)


def test_cord_blood_expanded_on_msc_nct01854567() -> None:
    assert read_facts(stored("NCT01854567")).product.msc_class == ("feeder_or_support",)


def test_two_products_in_arms_of_their_own_nct00768066() -> None:
    found = read_facts(stored("NCT00768066"))
    assert found.arm_classes == ("core", "mixed_uncultured", "")


def test_labels_say_msc_descriptions_do_not_nct03818737() -> None:
    """Marrow concentrate and stromal vascular fraction under MSC labels, beside cultured cord cells."""
    found = read_facts(stored("NCT03818737"))
    assert found.product.msc_class == ("core", "mixed_uncultured")


def test_an_arm_of_the_usual_treatment_only_is_not_the_product_that_the_title_explains() -> None:
    """NCT01742533: hormones, "conventional therapy only", were taken for the cells of the title."""
    told = ("MSC and hormone tablets", "Conventional treatment only")
    arms = [Arm(label=f"Group {i}: Hormone tablets", type="EXPERIMENTAL", description=text, intervention_names=(f"Drug: {name}",))
            for i, (text, name) in enumerate(zip(told, ("MSC", "Hormone tablets"), strict=True))]  # fmt: skip
    given = tuple(Intervention(name=name) for name in ("MSC", "Hormone tablets"))
    made = record(*arms, interventions=given, brief_title="Mesenchymal stem cells and hormone tablets")
    assert [reading.classes for reading in classify(made, document_of(made)).arms] == [("core",), ()]


def test_comparator_of_a_coded_product_nct01041001() -> None:
    assert read_facts(stored("NCT01041001")).arm_classes == ("core", "")


def test_no_record_of_the_corpus_breaks_a_rule(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        found = read_facts(made)
        product = found.product
        assert product.msc_class
        assert set(product.msc_class) <= set(facts.MSC_CLASSES)
        assert set(product.sources) <= set(topic("source"))
        assert product.donor in topic("donor")
        assert product.manipulation in topic("preparation")
        assert found.evidence_use in topic("evidence_use")
        assert len(found.arm_classes) == len(made.arms)
        if product.msc_class == ("not_msc",):
            assert not any(found.arm_classes)


def test_gate_lets_every_product_of_the_corpus_through(corpus_records: list[StudyRecord]) -> None:
    """The cheap look must never hide what the rules would find."""
    for made in corpus_records:
        if not may_concern_cells(made):
            assert not classify(made, document_of(made)).is_relevant, made.nct_id


# --- seeds and fuzz ------------------------------------------------------------------------------------------------


def test_products_are_found_by_their_own_names() -> None:
    for row in seeds.table("products"):
        assert row["msc_class"] in facts.MSC_CLASSES, row["names"]
        assert row["tissue"] in topic("source"), row["names"]
        assert row["source"], row["names"]
        assert row["status_as_of"], row["names"]
    for name in ("Ryoncil", "JR-031 remestemcel-L", "Cx601", "JointStem", "PLX-PAD", "ExoFlo", "SB623", "CYP-001"):
        assert CellWords(name).product(), name
    for words in ("system cell", "2 mSv", "patients rejoin the study", "increase"):
        assert CellWords(words).product() is None, words


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "MSC",
                "mesenchymal stem cells",
                "exosomes",
                "of",
                "without",
                "SVF",
                "bone marrow",
                "İ",
                "ﬁ",
                "CD34+",
                "x10^6",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=12,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(_WORDS, _WORDS, _WORDS)
@example(" ", "", "MSC")  # an intervention whose name is blank
def test_any_text_can_be_read(name: str, words: str, title: str) -> None:
    found = read_facts(trial((name, words), brief_title=title, brief_summary=words))
    assert set(found.product.msc_class) <= set(facts.MSC_CLASSES)
    for evidence in found.product.evidence.get("msc_class", ()):
        assert evidence.sure in {"stated", "inferred"}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("infusion of uc-stem cells", "msc"),
        ("UC-derived stem cells", "msc"),
        ("autologous BM-SC", "msc"),
        ("gingival stem cells", "msc"),
        ("a cell-suspension", "weak"),
        ("cell-based therapy", "weak"),
    ],
)
def test_spellings_are_found_without_other_words_beside_them(words: str, meaning: str) -> None:
    assert CellWords(words).has(meaning), words


def test_a_comparator_whose_arm_speaks_of_the_cells_is_not_listed_as_the_product() -> None:
    made = record(
        Arm(label="Marrow cells", type="EXPERIMENTAL"),
        Arm(label="Steroid", type="ACTIVE_COMPARATOR",
            description="Randomised within the arm to mesenchymal stem cells or a corticosteroid injection"),
        interventions=(
            Intervention(type="BIOLOGICAL", name="Bone marrow MSC", arm_group_labels=("Marrow cells",)),
            Intervention(type="DRUG", name="Corticosteroid injection", arm_group_labels=("Steroid",)),
        ),
        study_type="INTERVENTIONAL",
    )  # fmt: skip
    assert read_facts(made).product.names == ("Bone marrow MSC",)


@pytest.mark.parametrize("name", ["Placebo", "Normal saline", "Standard treatment", "Betamethasone", "Sham procedure"])
def test_names_of_comparators_are_known(name: str) -> None:
    assert names_a_comparator(name)
    assert not names_a_comparator("CYP-001")


@pytest.mark.parametrize(
    ("label", "name", "words", "expected"),
    [
        ("Usual medicine plus a large dose: 5x10e6 cells / Kg", "Infusion of mesenchymal stem cells", "", "core"),
        ("MSC", "Mesenchymal stem cells concentrate", "put into the footprint in surgery", "mixed_uncultured"),
        ("MSC", "MSC therapy", "Concentrated mesenchymal stem cells: 40 x 106 MSC / ml", "core"),
        ("Cells", "MSC", "Mesenchymal stem cells induced to adopt the hepatocyte phenotype", "gene_modified"),
        ("High dose of MSC drops", "MSC Secretome Eye Drops", "Drops will be dispensed", "cell_free"),
        ("SVF-MSC induction", "SVF-MSC", "Culture of SVF to obtain MSC, infusion of the MSC", "core"),
    ],
)
def test_class_of_products_that_are_named_loosely(label: str, name: str, words: str, expected: str) -> None:
    made = record(
        Arm(label=label, type="EXPERIMENTAL", description=words),
        interventions=(Intervention(type="BIOLOGICAL", name=name, arm_group_labels=(label,)),),
        study_type="INTERVENTIONAL",
    )
    assert read_facts(made).product.msc_class == (expected,)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Trophic factors from cord MSC", "one injection", "cell_free"),
        ("Mesenchymal trophic factor", "inhaled", "cell_free"),
        ("MSC", "cells that secrete trophic factors, infused", "core"),
        ("Mitochondria of UC-MSC", "infused", "cell_free"),
        (
            "A new drug",
            "directs endogenous mesenchymal stem cells (MSCs), those that make bone, to the bone",
            "not_msc",
        ),
    ],
)
def test_what_is_taken_from_cells_and_what_moves_cells_of_the_body_gives_no_cells(
    name: str, words: str, expected: str
) -> None:
    """As in NCT02003131, NCT04976140 and NCT03197623."""
    assert classes(trial((name, words), brief_title="A study of mesenchymal cells")) == (expected,)


def test_a_basic_science_study_that_samples_cells_gives_none_whatever_its_title_hopes_for() -> None:
    """As in NCT02900014; where cells are given too, or the study treats, they count."""
    sampling = ("sampling mesenchymal stem cells", "cells are collected at the operation")
    title = {"brief_title": "A method for a cell therapy of the palate"}
    assert classes(trial(sampling, primary_purpose="BASIC_SCIENCE", **title)) == ("not_msc",)
    assert classes(trial(sampling, primary_purpose="TREATMENT", **title)) == ("core",)
    infused = ("mesenchymal stem cells", "cells are collected and infused")
    assert classes(trial(infused, primary_purpose="BASIC_SCIENCE", **title)) == ("core",)


def test_a_combination_product_alone_in_its_arm_is_no_background_of_itself() -> None:
    coded = Intervention(type="COMBINATION_PRODUCT", name="X-12", arm_group_labels=("Coded",))
    cells = Intervention(type="BIOLOGICAL", name="Autologous mesenchymal stem cells", arm_group_labels=("Cells",))
    made = record(
        Arm(label="Coded", type="EXPERIMENTAL", intervention_names=("Combination Product: X-12",)),
        Arm(label="Cells", type="EXPERIMENTAL", intervention_names=("Biological: Autologous mesenchymal stem cells",)),
        interventions=(coded, cells),
        study_type="INTERVENTIONAL",
        brief_summary="X-12 are mesenchymal stem cells of donors.",
    )
    assert [bool(found) for found in read_facts(made).arm_classes] == [True, True]
