"""Tissue, donor, processing and use as evidence (domain notes §4b to §4d, §2e), in phrasings of our own."""

from __future__ import annotations

import pytest

from msc_trials.extraction.facts import Facts
from msc_trials.extraction.trial import read_facts
from msc_trials.records.schema import Arm, Intervention, Outcome
from msc_trials.records.study import StudyRecord
from tests.reading import record, stored


def read(name: str, words: str = "infused", **fields: object) -> Facts:
    fields.setdefault("study_type", "INTERVENTIONAL")
    given = Intervention(type="BIOLOGICAL", name=name, description=words, arm_group_labels=("Treated",))
    return read_facts(record(Arm(label="Treated", type="EXPERIMENTAL"), interventions=(given,), **fields))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BM-MSC", "bone_marrow"),
        ("Bone marrow mesenchymal stem cells", "bone_marrow"),
        ("BMSC of the iliac crest", "bone_marrow"),
        ("AD-MSC", "adipose"),
        ("MSC of the cheek fat pads", "adipose"),
        ("MSC over iliac crest spongy bone", "unstated"),
        ("Fat-derived mesenchymal cells", "adipose"),
        ("Adipost tissue derived MSC", "adipose"),
        ("MSC for low adiponectin", "unstated"),
        ("ALLO-ASC", "adipose"),
        ("hUC-MSC", "umbilical_cord"),
        ("aUCMSC", "umbilical_cord"),
        ("WJ-MSC", "umbilical_cord"),
        ("Umbilical cord tissue MSC", "umbilical_cord"),
        ("Cord blood-derived MSC", "cord_blood"),
        ("UCB-MSC", "cord_blood"),
        ("Placental MSC", "placenta_amnion"),
        ("Dental pulp MSC", "dental"),
        ("Menstrual blood MSC", "menstrual_endometrial"),
        ("Peripheral blood MSC", "other"),
        ("MSC recovered from bone marrows", "bone_marrow"),
        ("BM-MSC and cord blood", "bone_marrow"),
        ("Cord tissue MSC from the placentas of donors", "umbilical_cord"),
        ("Embryonic stem cell-derived MSC", "ipsc_esc"),
        ("Synovial mesenchymal stem cells", "other"),
        ("MSC", "unstated"),
        ("MSC in ulcerative colitis (UC)", "unstated"),
    ],
)
def test_tissue(name: str, expected: str) -> None:
    assert read(name).product.sources == (expected,)


def test_own_peripheral_blood_msc_are_the_product_and_related_donors_are_donors() -> None:
    """As in NCT04953572 and NCT02247973; blood stem cells and donors of an organ stay masked."""
    assert read("Autologous peripheral blood mesenchymal stem cells").product.donor == "autologous"
    assert read("MSC", "marrow MSC from related donors are infused").product.donor == "allogeneic"
    assert (
        read("MSC", "infused after autologous peripheral blood stem cell transplantation").product.donor == "unstated"
    )
    assert read("MSC", "infused when a kidney of a related donor is transplanted").product.donor == "unstated"


def test_where_such_cells_are_found_at_all_is_no_tissue_of_the_product() -> None:
    """NCT02749448."""
    words = "There are many cells in bone marrow called mesenchymal stem cells. They are infused."
    assert read("MSC", words, official_title="Adipose mesenchymal stem cells in lung injury").product.sources == (
        "adipose",
    )


def test_fat_stem_cells_are_cells_and_no_fat_graft() -> None:
    """NCT02483364."""
    title = "XY-1 (Autologous fat stem adult mesenchymal cells) and XY-2 (Allogeneic fat stem adult mesenchymal cells)"
    assert read("MSC", official_title=title).product.donor == "both"
    assert read("MSC", official_title="Allogeneic MSC and autologous fat").product.donor == "allogeneic"


def test_several_tissues_in_vocabulary_order() -> None:
    assert read("UC-MSC or BM-MSC").product.sources == ("bone_marrow", "umbilical_cord")


def test_marrow_transplantation_is_no_source() -> None:
    assert read("MSC", "infused after bone marrow transplantation").product.sources == ("unstated",)


def test_prose_counts_only_where_it_speaks_of_the_study() -> None:
    background = "Mesenchymal stem cells can be isolated from bone marrow and fat."
    assert read("MSC", brief_summary=background).product.sources == ("unstated",)
    ours = "In this study mesenchymal stem cells of bone marrow are infused."
    assert read("MSC", brief_summary=ours).product.sources == ("bone_marrow",)


def test_equal_alternatives_leave_the_tissue_open() -> None:
    """As in NCT04499105: the sentence that names the other tissue says that it was not chosen."""
    prose = "In this study patients get marrow MSC. In this study patients get adipose MSC."
    assert read("MSC", brief_summary=prose).product.sources == ("unstated",)
    one = "In this study patients get adipose MSC, as marrow is hard to take."
    assert read("MSC", brief_summary=one).product.sources == ("unstated",)
    donors = "In this study patients get autologous MSC and then allogeneic MSC."
    assert read("MSC", brief_summary=donors).product.donor == "both"


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Autologous MSC", "", "autologous"),
        ("MSC", "grown from the patient's own marrow", "autologous"),
        ("Allogenic MSC", "", "allogeneic"),
        ("MSC", "of healthy volunteer donors", "allogeneic"),
        ("Third-party MSC", "", "allogeneic"),
        ("UC-MSC", "", "allogeneic"),
        ("Autologous cord blood MSC", "", "autologous"),
        ("Autologous or allogeneic MSC", "", "both"),
        ("MSC", "in autologous serum", "unstated"),
        ("Allogeneic MSC", "with autologous chondrons", "allogeneic"),
        ("MSC", "after allogeneic stem cell transplantation", "unstated"),
        ("MSC", "marrow is taken from the donor site", "unstated"),
    ],
)
def test_donor(name: str, words: str, expected: str) -> None:
    assert read(name, words).product.donor == expected


def test_implied_donor_is_marked_as_inferred() -> None:
    (evidence,) = read("UC-MSC").product.evidence["donor"]
    assert (evidence.sure, evidence.rule) == ("inferred", "donor implied by the tissue")


def test_a_fresh_mixture_is_the_patients_own_and_menstrual_cells_are_not_unless_said() -> None:
    for name, donor in (
        ("Stromal vascular fraction of fat", "autologous"),
        ("Allogeneic stromal vascular fraction of fat", "allogeneic"),
        ("MSC of fat", "unstated"),
        ("Menstrual blood MSC", "allogeneic"),
        ("Autologous menstrual blood MSC", "autologous"),
    ):
        assert read(name).product.donor == donor, name


def test_a_donor_that_only_the_main_outcome_names_counts_and_a_tissue_does_not() -> None:
    goal = Outcome(measure="Walking after autologous marrow MSC")
    product = read("MSC", primary_outcomes=(goal,)).product
    assert (product.donor, product.sources) == ("autologous", ("unstated",))


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("MSC", "culture-expanded", "expanded"),
        ("MSC", "of passage 3 cells", "expanded"),
        ("QX-771", "MSC infused", "expanded"),
        ("JointStem", "injected", "expanded"),
        ("MSC", "infused once", "unstated"),
        ("MSC", "a wound culture is taken", "unstated"),
        ("SVF", "non-expanded cells are injected the same day", "point_of_care"),
        ("BMAC", "injected", "point_of_care"),
        ("SVF", "injected", "unstated"),
    ],
)
def test_manipulation(name: str, words: str, expected: str) -> None:
    assert read(name, words).product.manipulation == expected


def test_culture_in_the_prose_must_be_said_of_the_product() -> None:
    assert read("MSC", brief_summary="Such cells can be easily expanded.").product.manipulation == "unstated"
    prose = "Mesenchymal cells will be cultured for three weeks."
    assert read("MSC", brief_summary=prose).product.manipulation == "expanded"


def test_nothing_is_said_of_a_record_without_a_product() -> None:
    product = read("Aspirin", "100 mg of bone marrow protection by a donor").product
    assert (product.sources, product.donor, product.manipulation) == (("unstated",), "unstated", "unstated")


# --- use as evidence -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "efficacy_or_safety_trial"),
        ({"study_type": "OBSERVATIONAL"}, "followup_or_registry"),
        ({"study_type": "EXPANDED_ACCESS"}, "expanded_access"),
        ({"brief_title": "Expanded access to MSC"}, "expanded_access"),
        ({"brief_title": "Long-term follow-up study of participants who received MSC"}, "followup_or_registry"),
        (
            {
                "brief_title": "Long-term safety of MSC",
                "brief_summary": "Patients who were treated in the phase 1 trial.",
            },
            "followup_or_registry",
        ),
        ({"brief_title": "MSC with a long-term follow-up of knees"}, "efficacy_or_safety_trial"),
        (
            {
                "brief_title": "Extension study of MSC",
                "allocation": "RANDOMIZED",
                "brief_summary": "Participants of the first trial are randomised to be treated again.",
            },
            "efficacy_or_safety_trial",
        ),
    ],
)
def test_use_of_a_study_with_cells(fields: dict[str, object], expected: str) -> None:
    assert read("MSC", **fields).evidence_use == expected


def test_use_of_a_study_without_cells() -> None:
    assert read("Aspirin").evidence_use == "not_applicable"
    assert read("Blood sample", "drawn", study_type="OBSERVATIONAL").evidence_use == "sample_collection_or_lab"


def test_record_without_a_design_that_observes_nct04522505() -> None:
    assert read_facts(stored("NCT04522505")).evidence_use == "followup_or_registry"


@pytest.mark.parametrize("nct_id", ["NCT02652130", "NCT04825730", "NCT03509025"])
def test_follow_ups_of_the_registry(nct_id: str) -> None:
    """Registered as interventional, yet nothing but a follow-up. Source: domain notes §2e."""
    assert read_facts(stored(nct_id)).evidence_use == "followup_or_registry"


def test_retreatment_is_a_trial_nct00543374() -> None:
    assert read_facts(stored("NCT00543374")).evidence_use == "efficacy_or_safety_trial"


def test_source_said_only_by_the_brand_stays_unstated_nct00136903() -> None:
    """What everybody knows about a brand is not read into a record that does not say it."""
    product = read_facts(stored("NCT00136903")).product
    assert (product.sources, product.donor, product.manipulation) == (("unstated",), "unstated", "expanded")


def test_document_of_a_bare_record() -> None:
    assert read_facts(StudyRecord(nct_id="NCT99999998")) == Facts()


@pytest.mark.parametrize(
    ("told", "donor"),
    [
        ("In this study the fat is taken by lipoaspiration from healthy donors.", "allogeneic"),
        ("Patients will undergo bone marrow aspiration. They are treated in this study.", "autologous"),
        ("MSC are grown from the bone marrow of the patients in this study.", "autologous"),
        ("Patients will undergo a biopsy.", "unstated"),
    ],
)
def test_whose_tissue_is_taken_says_whose_cells_they_are(told: str, donor: str) -> None:
    assert read("MSC", detailed_description=told).product.donor == donor


def test_cells_grown_out_of_a_mixture_are_no_mixture() -> None:
    assert read("SVF-derived MSC", "the SVF is cultured").product.msc_class == ("core",)
    assert read("SVF-derived MSC", "given the same day").product.msc_class == ("mixed_uncultured",)


@pytest.mark.parametrize("name", ["Umbilical Cord Derived-stem Cells", "RB-ADSC", "K-ADSC01"])
def test_newer_names_are_cells(name: str) -> None:
    assert read(name).product.msc_class == ("core",)


def test_a_record_without_arms_and_interventions_is_read_by_its_title() -> None:
    bare = record(brief_title="Exosomes of mesenchymal stem cells for burns", study_type="INTERVENTIONAL")
    assert read_facts(bare).product.msc_class == ("cell_free",)
    studied = record(brief_title="Effect of a drug on mesenchymal stem cells", study_type="INTERVENTIONAL")
    assert read_facts(studied).product.msc_class == ("not_msc",)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("MSC", "MSC can be isolated from marrow, adipose tissue and the umbilical cord", ("unstated",)),
        ("Bone marrow MSC", "given on an amniotic membrane", ("bone_marrow",)),
        ("Bone marrow MSC", "given on menstrual cycle day 5", ("bone_marrow",)),
        ("Placental mesenchymal cells", "also called ASCs", ("placenta_amnion",)),
    ],
)
def test_where_such_cells_exist_and_what_carries_them_is_no_source(
    name: str, words: str, expected: tuple[str, ...]
) -> None:
    assert read(name, words).product.sources == expected


def test_own_cells_beside_those_of_a_cord_are_of_both_donors() -> None:
    assert read("Autologous bone marrow MSC", "or umbilical cord MSC").product.donor == "both"


def test_a_keyword_makes_no_mixture_of_stem_cells_from_fat() -> None:
    made = read("Adipose stem cells", keywords=("stromal vascular fraction",))
    assert made.product.msc_class == ("core",)


@pytest.mark.parametrize(
    ("prose", "source"),
    [
        ("MSC were isolated from human umbilical cord.", "umbilical_cord"),
        ("MSC of the bone marrow will be expanded in vitro without animal products.", "bone_marrow"),
        ("The multipotent MSC from bone marrow will be given.", "bone_marrow"),
        ("MSC were first isolated from bone marrow.", "unstated"),
        ("We know from animals that MSC of the marrow will help.", "unstated"),
        ("Compared with embryonic stem cells MSC are safe in patients.", "unstated"),
    ],
)
def test_a_sentence_on_how_these_cells_were_had_names_their_tissue(prose: str, source: str) -> None:
    """As in NCT03437759, NCT00447460 and NCT03828123; what is known in general names none."""
    assert read("MSC", detailed_description=prose).product.sources == (source,)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("MSC injected into muscle and not adipose tissue", "unstated"),
        ("MSC beside bone marrow or umbilical cord blood transplantation", "unstated"),
        ("MSC with UCB HSCT", "unstated"),
        ("MSC in cancer of the blood or bone marrow", "unstated"),
        ("Umbilical cord blood MSC", "cord_blood"),
    ],
)
def test_the_place_that_is_spared_and_the_graft_beside_are_no_source(words: str, source: str) -> None:
    """As in NCT01051882, NCT01033552 and NCT00081055."""
    assert read(words).product.sources == (source,)


def test_the_tissue_that_is_taken_from_patients_is_that_of_their_own_cells() -> None:
    """As in NCT03220243 and NCT03799718; cells of donors, grafts of bone and two tissues leave it open."""
    biopsy = {"brief_summary": "At the first visit a fat biopsy is taken."}
    assert read("Autologous MSC", **biopsy).product.sources == ("adipose",)
    assert read("Allogeneic MSC", **biopsy).product.sources == ("unstated",)
    graft = {"brief_summary": "The standard is a graft of the iliac crest."}
    assert read("Autologous MSC", **graft).product.sources == ("unstated",)
    both = {"brief_summary": "Liposuction is done. The bone marrow is aspirated."}
    assert read("Autologous MSC", **both).product.sources == ("unstated",)


def test_titles_decide_between_cord_and_cord_blood() -> None:
    """As in NCT05345418; without a title that says one of them both stay."""
    slip = "umbilical cord blood MSC (UC-MSC)"
    assert read("UC-MSC", slip, brief_title="Umbilical cord MSC in children").product.sources == ("umbilical_cord",)
    assert read("UC-MSC", slip).product.sources == ("umbilical_cord", "cord_blood")


@pytest.mark.parametrize(
    ("words", "donor"),
    [
        ("islets of allograft and MSC of autograft", "autologous"),
        ("syngeneic (from the recipient) MSC", "autologous"),
        ("MSC of a first degree relative, infused", "allogeneic"),
        ("MSC from normal BMT donors", "allogeneic"),
        ("MSC against donor-reactive cells and third-party antigens", "unstated"),
    ],
)
def test_more_words_for_whose_cells_they_are(words: str, donor: str) -> None:
    """As in NCT00646724, NCT00752479, NCT01322789 and NCT02770430."""
    assert read("Cells", words).product.donor == donor


def test_a_sentence_outweighs_a_keyword_on_the_donor() -> None:
    """As in NCT01322789."""
    prose = {"detailed_description": "MSC will be infused that were collected from a first degree relative."}
    assert read("MSC", keywords=("Autologous stem cells",), **prose).product.donor == "allogeneic"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("MSC for the rescue of bone marrow progenitors", "unstated"),
        ("MSC able to differentiate into bone, cartilage and fat cells", "unstated"),
        ("MSC from fat that differentiate into bone", "adipose"),
        ("Bone marrow stem cells inside an amnion collagen matrix", "bone_marrow"),
        ("a composite consisting of human amniotic membrane and adipose-derived MSC", "adipose"),
        ("MSC of human amniotic membrane", "placenta_amnion"),
        ("ABCB5-positive MSC", "unstated"),
        ("ABCB5-positive dermal mesenchymal cells", "other"),
    ],
)
def test_what_cells_act_on_become_or_lie_in_is_not_their_tissue_and_neither_is_a_marker(
    words: str, source: str
) -> None:
    """As in NCT04776239, NCT05520112, NCT03294759, NCT04654286 and NCT03257098."""
    assert read("Mesenchymal stem cells", words).product.sources == (source,)


def test_an_explanation_of_the_disease_of_the_graft_tells_neither_tissue_nor_donor() -> None:
    """As in NCT00284986."""
    made = read("MSC", brief_summary="In patients T cells from the donor bone marrow attack the skin cells.").product
    assert (made.sources, made.donor) == (("unstated",), "unstated")


@pytest.mark.parametrize(
    ("words", "donor"),
    [
        ("perinatal tissue MSC", "allogeneic"),
        ("haplo-identical MSC", "allogeneic"),
        ("MSC from the marrow of one of their parents", "allogeneic"),
        ("sibling MSC and cells of a family member", "allogeneic"),
        ("cells procured from the patient's blood", "autologous"),
        ("cells isolated from patients with lupus", "unstated"),
        ("marrow MSC, infused to the same patient", "autologous"),
        ("Participants are exposed to liposuction, MSC are grown and injected", "autologous"),
        ("Of subjects who comply with the criteria fat will be collected, MSC are grown", "autologous"),
        ("Of subjects and their donors fat will be collected, MSC are grown", "unstated"),
    ],
)
def test_kinship_birth_and_the_way_back_to_the_same_person_tell_whose_cells_they_are(words: str, donor: str) -> None:
    """As in NCT00957931, NCT02772289, NCT03044119, NCT02387749, NCT03308006 and NCT04137562."""
    assert read("Mesenchymal stem cells", words).product.donor == donor
