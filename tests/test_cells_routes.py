"""Routes of the product (domain notes §4e) and what guided it (§4f), in phrasings of our own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.extraction.document import document_of
from msc_trials.extraction.product.guidance import read_guidance
from msc_trials.extraction.product.route import read_routes
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.records.schema import Arm, Intervention
from msc_trials.records.study import StudyRecord
from tests.reading import one_arm, record, stored

LOCAL = "intralesional_local_injection"


def routes(words: str, **fields: object) -> tuple[str, ...]:
    return read_routes(*one_arm(words, **fields))[0]


def guidance(words: str) -> tuple[str, ...]:
    passages, classes = one_arm(words)
    return read_guidance(passages, classes, read_routes(passages, classes)[0])[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC given intravenously", "intravenous"),
        ("MSC, i.v., once", "intravenous"),
        ("IV infusion of MSC", "intravenous"),
        ("MSC through a peripheral vein", "intravenous"),
        ("MSC into the hepatic artery", "intra_arterial"),
        ("intracoronary infusion of MSC", "intracoronary"),
        ("MSC by transendocardial intramyocardial injection", "transendocardial"),
        ("intramyocardial injection of MSC", "intramyocardial"),
        ("intrathecal MSC", "intrathecal"),
        ("MSC by lumbar puncture", "intrathecal"),
        ("MSC injected into the knee joint", "intra_articular"),
        ("intra-articular MSC", "intra_articular"),
        ("MSC into the lumbar disc", "intradiscal"),
        ("MSC at core decompression", "intraosseous"),
        ("intramuscular MSC", "intramuscular"),
        ("MSC instilled into the trachea", "intratracheal"),
        ("a hydrogel sheet with MSC", "topical"),
        ("MSC injected into the fistula tract", "intralesional_local_injection"),
        ("subcutaneous injection of MSC into the scar", "intralesional_local_injection"),
        ("MSC injected into the lesion of the spinal cord", "intralesional_local_injection"),
        ("MSC on a collagen scaffold", "surgical_implant"),
        ("MSC with bone graft granules at spinal fusion", "surgical_implant"),
        ("MSC into the portal vein", "other"),
        ("intranasal MSC", "other"),
        ("subretinal injection of MSC", "intraocular"),
        ("intra spinal injection of MSC", "intralesional_local_injection"),
        ("MSC are administered", "unstated"),
    ],
)
def test_words_of_a_route(words: str, expected: str) -> None:
    assert routes(words) == (expected,)


@pytest.mark.parametrize(
    "words",
    [
        "MSC for grade III-IV disease",
        "a phase IV study of MSC",
        "MSC for a cartilage injury of degree IV",
        "MSC in stage IV cancer",
        "MSC in spinal cord injury",
        "MSC beside cyclophosphamide 50 mg/kg IV over 2 hours",
        "MSC from bone marrow",
        "MSC after kidney allograft rejection",
        "MSC given at the release of the renal artery clamp",
        "MSC given to people who get a renal artery stent",
        "MSC for infants with intraventricular haemorrhage",
        "MSC for women with thin endometrium",
    ],
)
def test_words_that_are_no_route_of_the_cells(words: str) -> None:
    assert routes(words) == ("unstated",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC smeared on the wound", "topical"),
        ("paint the gel with MSC on the wound", "topical"),
        ("a serum of MSC medium to use on scalp twice a day", "topical"),
        ("lumbar administration of MSC", "intrathecal"),
        ("MSC infused through cardiopulmonary bypass", "other"),
        ("intracavitary infusion of MSC", "other"),
        ("MSC, 20 million cells/ovary, infused within two hours", "intralesional_local_injection"),
        ("subchondral injection of MSC", "intraosseous"),
        ("injection of MSC around the infarcted zone", "intramyocardial"),
        ("the implant is dipped in MSC before it is placed", "surgical_implant"),
        ("MSC loaded onto a sponge and implanted locally at the nonunion", "surgical_implant"),
        ("transplantation of marrow derived MSC and other cells in joints", "intra_articular"),
        ("MSC by the nasal route after a stroke in the middle cerebral artery", "other"),
        ("MSC infused into the left middle cerebral artery", "intra_arterial"),
        ("single administration of MSC-IA-01", "unstated"),
        ("MSC into the carotid artery, or a sham procedure (puncture of the femoral vein)", "intra_arterial"),
        ("MSCTEST given intravenously beside chemotherapy", "intravenous"),
        ("an infusion of examplestemcel-L", "intravenous"),
        ("MSC infused into the peritoneal cavity", "other"),
        ("MSC factors injected on the wound", "intralesional_local_injection"),
        ("endobronchial valve and MSC", "unstated"),
        ("one infusion of islets plus MSC", "unstated"),
    ],
)
def test_where_the_cells_go_in_other_words(words: str, expected: str) -> None:
    """A text names where the cells go in rare words, as in NCT04538885, NCT04213131, NCT04236479, NCT04815213,
    NCT05288725, NCT04011059, NCT00250302, NCT03356821 and NCT04339504."""
    assert routes(words) == (expected,)


def test_an_arm_under_the_skin_beside_an_arm_into_the_joint() -> None:
    """The product goes to two places, one beside the other, as in NCT02003131 and NCT04310852: both are routes."""
    words = "MSC factors injected into the knee joint, or subcutaneous injection of MSC factors"
    assert routes(words) == ("intra_articular", "intralesional_local_injection")
    both = "MSC injected at the bone-cartilage interface and into the joint"
    assert routes(both) == ("intra_articular", "intraosseous")


def test_a_placebo_tells_the_route_that_the_product_leaves_open() -> None:
    made = record(Arm(label="MSC", type="EXPERIMENTAL"), Arm(label="Placebo", description="placebo intravenously"))
    found, evidence = read_routes(document_of(made), ("core", ""))
    assert (found, evidence[0].sure) == (("intravenous",), "inferred")


def test_a_hope_in_the_description_gives_no_route() -> None:
    """A description says what implanted cells can do, as in NCT04222140: nobody is said to get them so."""
    assert routes("MSC", brief_summary="Implanting MSC in a scaffold can help the joint.") == ("unstated",)


@pytest.mark.parametrize(
    "told",
    [
        "Studies revealed that systemic administration of MSC is safe.",
        "The current treatment is intravenous infusion of cell products.",
    ],
)
def test_what_others_did_gives_no_route(told: str) -> None:
    """A description tells of other studies or of the usual treatment, as in NCT04850469 and NCT03217032: that is no route."""
    assert routes("MSC", brief_summary=told) == ("unstated",)


def test_scaffolds_that_only_the_description_speaks_of_are_no_route_of_injected_cells() -> None:
    """An arm injects cells while the description speaks of cells on scaffolds, as in NCT06589271 and NCT02013674: the arm decides."""
    told = "MSC are injected into the lumbar disc. Cells on scaffolds were transplanted too."
    assert routes("MSC are injected", brief_summary=told) == ("intradiscal",)


def test_a_scaffold_in_which_a_product_called_an_injection_is_given_is_no_implant() -> None:
    """Cells in a glue are called an injection, as in NCT02298023: they go into the tissue and are not placed at an operation."""
    arm = Arm(label="Cells", type="EXPERIMENTAL", description="MSC in a fibrin glue scaffold.")
    named = Intervention(name="Stem cell injection", arm_group_labels=("Cells",))
    made = record(arm, interventions=(named,), brief_title="Injury of a tendon")
    assert read_routes(document_of(made), ("core",))[0] == (LOCAL,)
    called = record(
        arm, interventions=(named.model_copy(update={"name": "Stem cell implant"}),), brief_title="Injury of a tendon"
    )
    assert read_routes(document_of(called), ("core",))[0] == ("surgical_implant",)


def test_the_endoscope_of_the_description_does_not_guide_what_the_arm_guides_by_ultrasound() -> None:
    """An arm injects under ultrasound and the description speaks of an endoscope, as in NCT05491135: the arm decides."""
    passages, classes = one_arm(
        "MSC injected into the knee joint under ultrasound", brief_summary="MSC are placed and seen by laparoscopy."
    )
    assert read_guidance(passages, classes, ("intra_articular",))[0] == ("ultrasound",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC injected under ultra sound guidance", ("ultrasound",)),
        ("MSC injected in the uterine incision on the operating table", ("surgical_direct",)),
        ("MSC injected into the lung suture line", ("surgical_direct",)),
        ("topical MSC applied at the time of surgical creation of a fistula", ("surgical_direct",)),
        ("MSC implanted via open surgery or arthroscopically", ("arthroscopy", "surgical_direct")),
        ("MSC implanted at arthroscopy during surgery", ("arthroscopy",)),
        ("MSC infused into the bypass line during cardiac surgery", ("not_stated",)),
        ("we assess the gland after MSC injection using ultrasound", ("not_stated",)),
        ("to confirm repair through arthroscopy after a single administration of MSC", ("not_stated",)),
    ],
)
def test_the_operation_the_endoscope_and_the_image_of_the_result(words: str, expected: tuple[str, ...]) -> None:
    """An operation, an endoscope or an image is named beside the giving or beside the result, as in NCT02161003,
    NCT02968459, NCT02045745, NCT02808208, NCT00891501, NCT04236479, NCT04489732 and NCT04821102: only the former guides."""
    assert guidance(words) == expected


def test_several_routes_are_all_listed_in_vocabulary_order() -> None:
    assert routes("intrathecal and intravenous MSC") == ("intravenous", "intrathecal")


def test_nct04466098_an_infusion_of_cells_is_intravenous_and_inferred() -> None:
    found, evidence = read_routes(*one_arm("MSC are infused on day 0"))
    assert found == ("intravenous",)
    assert evidence[0].sure == "inferred"


def test_nct05011474_a_disc_trial_that_only_says_implantation() -> None:
    found, evidence = read_routes(*one_arm("implantation of MSC", brief_title="MSC for disc degeneration"))
    assert found == ("intradiscal",)
    assert evidence[0].rule == "route_of_condition"


def test_nct03589287_ia_in_a_joint_trial_is_not_an_artery() -> None:
    assert routes("MSC", brief_title="IA injection of MSC: intra-articular trial") == ("intra_articular",)


def test_ia_at_a_knee_is_into_the_joint_and_at_a_limb_into_an_artery() -> None:
    assert routes("MSC are IA injected", brief_title="Knee osteoarthritis") == ("intra_articular",)
    assert routes("MSC are IA injected", brief_title="Limb ischemia") == ("intra_arterial",)


def test_who_maps_the_heart_injects_through_the_endocardium() -> None:
    assert routes("intramyocardial MSC", brief_title="NOGA-guided MSC") == ("transendocardial",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a fistula plug with MSC laid into the fistula tract", "surgical_implant"),
        ("intracavernous injection of a scaffold with MSC", "intralesional_local_injection"),
        ("MSC applied on the fracture site", "surgical_implant"),
        ("MSC applied to the cartilage lesion", "surgical_implant"),
        ("MSC transplanted into the endometrial cavity", "other"),
        ("MSC for an intraosseous defect on a scaffold", "surgical_implant"),
    ],
)
def test_the_place_where_cells_are_laid(words: str, expected: str) -> None:
    assert routes(words) == (expected,)


def test_cells_seeded_onto_a_dressing_are_laid_on_the_wound() -> None:
    assert routes("MSC seeded onto a silicone dressing") == ("topical",)


def test_nct02982915_a_vaccine_in_the_same_arm_does_not_lend_its_route() -> None:
    made = record(
        Arm(label="A", type="EXPERIMENTAL"),
        interventions=(
            Intervention(name="MSC", description="given intravenously", arm_group_labels=("A",)),
            Intervention(name="Vaccine", description="intramuscular injection", arm_group_labels=("A",)),
        ),
    )
    assert read_routes(document_of(made), ("core",))[0] == ("intravenous",)


def test_a_vaccine_that_no_arm_names_does_not_lend_its_route() -> None:
    """A vaccine stands among the interventions and under no arm, as in NCT02982915: its route is not that of the cells."""
    made = record(
        Arm(label="A", type="EXPERIMENTAL", description="MSC, then a vaccine"),
        interventions=(
            Intervention(name="MSC", description="delivered intravenously"),
            Intervention(name="Vaccine", description="intramuscular injection"),
        ),
    )
    document = document_of(made)
    split = replace(document, arms=(document.arms[0][:2],), unlinked=document.arms[0][2:])
    assert read_routes(split, ("core",))[0] == ("intravenous",)


def test_the_route_of_a_control_arm_does_not_leak() -> None:
    made = record(
        Arm(label="MSC", description="intrathecal MSC"), Arm(label="Control", description="intravenous steroid")
    )
    assert read_routes(document_of(made), ("core", ""))[0] == ("intrathecal",)


def test_arms_outrank_the_description() -> None:
    assert routes("intravenous MSC", detailed_description="Some give MSC by intracerebral injection.") == (
        "intravenous",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ultrasound guided intra-articular injection of MSC", "ultrasound"),
        ("MSC injected into the portal vein under sonography monitoring", "ultrasound"),
        ("MSC injected into the hip joint under fluoroscopy", "fluoroscopy"),
        ("patients receive MSC through the hepatic artery under fluroscopic guidance", "fluoroscopy"),
        ("after the catheter was confirmed by angiography, MSC are infused into the hepatic artery", "fluoroscopy"),
        ("intraovarian injection of MSC under guidance of transvaginal sonography", "ultrasound"),
        ("CT-guided injection of MSC into the facet joint", "ct"),
        ("transendocardial injection of MSC with the NOGA catheter", "electromechanical_mapping"),
        ("MSC delivered at bronchoscopy", "endoscopy"),
        ("MSC injected into the ovary under the guidance of transvaginal sonography", "ultrasound"),
        ("MSC injected into the lesion after laminectomy", "surgical_direct"),
        ("MSC implanted in the cartilage lesion at arthroscopy", "arthroscopy"),
        ("MSC on a collagen scaffold", "surgical_direct"),
    ],
)
def test_words_of_guidance(words: str, expected: str) -> None:
    assert guidance(words) == (expected,)


def test_a_stereotactic_frame_names_no_imaging() -> None:
    assert guidance("stereotactic injection of MSC into the brain") == ("not_stated",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("intramuscular injection of MSC into and around the ulcer", "intramuscular"),
        ("MSC infused into the infarct-related vessel", "intracoronary"),
        ("MSC injected directly into the patient's myocardium", "intramyocardial"),
        ("MSC injected into the scarred vocal folds", "intralesional_local_injection"),
        ("MSC injected in an injectable collagen scaffold into the ovary", "intralesional_local_injection"),
        ("intratumoral administration of MSC", "intralesional_local_injection"),
        ("MSC injected into the lateral ventricle of the brain", "other"),
        ("surgical implantation of MSC into the brain", "intracerebral"),
        ("intra spinal injection of MSC", "intralesional_local_injection"),
        ("MSC expanded in vitro are infused", "intravenous"),
        ("MSC are given to patients with coronary artery disease", "unstated"),
        ("MSC are infused; calcipotriol ointment is topical", "intravenous"),
        ("apply MSC-derived dry powder", "topical"),
        ("A gel for the skin: transdermal MSC in the gel", "topical"),
        ("burns receive direct application of MSC vesicles", "topical"),
        ("transplantation of MSC in both joints", "intra_articular"),
        ("MSC are connected in a device into the renal replacement circuit", "other"),
        ("MSC from the rest of bone marrow infusions", "unstated"),
        ("MSC for the making of tissue-engineered organs", "unstated"),
        ("Arm 3: IV MSC", "intravenous"),
        ("MSC act on the extracellular matrix and are infused", "intravenous"),
    ],
)
def test_the_place_is_the_route(words: str, expected: str) -> None:
    assert routes(words) == (expected,)


@pytest.mark.parametrize(
    "words",
    [
        "intravenous MSC; the liver is seen by ultrasound",
        "intra-articular MSC. Cartilage is assessed under MRI",
        "intra-articular MSC for a cartilage lesion confirmed by arthroscopy",
        "intra-articular MSC. Bone marrow aspiration under CT guidance",
        "intra-articular MSC in marked contrast to guidelines",
        "intra-articular MSC",
    ],
)
def test_guidance_of_harvest_and_assessment_does_not_count(words: str) -> None:
    assert guidance(words) == ("not_stated",)


def test_the_tissue_of_an_organ_is_the_brain_where_the_title_names_a_disease_of_the_brain() -> None:
    assert routes("intra-parenchymal MSC", brief_title="MSC for stroke") == ("intracerebral",)
    assert routes("intra-parenchymal MSC", brief_title="MSC for cirrhosis") == ("intralesional_local_injection",)


def test_a_scaffold_with_cells_that_the_title_calls_topical_is_laid_on_the_wound() -> None:
    """A title calls the cells topical and the arm names a scaffold, as in NCT03509870: the scaffold is laid on the wound."""
    assert routes("MSC in a scaffold", brief_title="Topical MSC for ulcers") == ("topical",)


def test_the_condition_makes_an_injection_no_implant_of_the_description() -> None:
    prose = "MSC given with bone grafts heal well."
    told = {"brief_title": "MSC for knee osteoarthritis", "detailed_description": prose}
    assert routes("MSC injected with a needle", **told) == ("intra_articular",)
    assert routes("MSC", **told) == ("surgical_implant",)


def test_clinical_grade_is_no_assessment() -> None:
    assert guidance("under endoscopy clinical-grade MSC on a membrane are transplanted") == ("endoscopy",)


def test_what_is_implanted_in_an_arm_that_is_arthroscoped_is_placed_by_arthroscope() -> None:
    assert guidance("MSC on a scaffold after arthroscopic debridement") == ("arthroscopy",)
    assert guidance("MSC on a scaffold") == ("surgical_direct",)
    assert guidance("intra-articular MSC on day 9 post-craniotomy") == ("not_stated",)


def test_nct02448121_and_nct00549913_of_the_corpus() -> None:
    made = stored("NCT00549913")
    classes = tuple("core" if arm.type == "EXPERIMENTAL" else "" for arm in made.arms)
    passages = document_of(made)
    found, _ = read_routes(passages, classes)
    assert found == ("surgical_implant",)
    assert read_guidance(passages, classes, found)[0] == ("surgical_direct",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("intravenous, intra-articular and soft tissue injection of MSC", ("intravenous", "intra_articular", LOCAL)),
        ("intramuscular and local injection of MSC", ("intramuscular", LOCAL)),
        ("local intramuscular injection of MSC", ("intramuscular",)),
        ("MSC injected into the disc and locally injected into the lumbar disc", ("intradiscal",)),
        ("one IC infusion of MSC followed by one IV infusion", ("intravenous", "intracoronary")),
        ("MSC for patients with IC", ("unstated",)),
        ("MSC injected into testicular tubules and the testicular artery", ("intra_arterial", LOCAL)),
        ("an endolumbal injection of MSC", ("intrathecal",)),
        ("MSC mixed with a fibrin gel and implanted", ("surgical_implant",)),
        ("fibrin gel beside MSC", ("unstated",)),
        ("MSC was infused over an hour, as described in previous studies", ("intravenous",)),
        ("MSC was infused in previous studies", ("unstated",)),
    ],
)
def test_routes_that_are_listed_beside_each_other_all_count(words: str, expected: tuple[str, ...]) -> None:
    """A text lists several routes, as in NCT01953523, NCT03056742, NCT04056819, NCT02414295, NCT02497443,
    NCT01984450 and NCT05240430: each that is of the cells counts once."""
    assert routes(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC are injected during the stage II palliation", "surgical_direct"),
        ("MSC are injected during the decompression and stabilization surgery", "surgical_direct"),
        ("MSC are injected during the visit and surgery is allowed later", "not_stated"),
        ("MSC are injected during planned surgical procedures", "surgical_direct"),
        ("Surgical procedure and injection of MSC", "not_stated"),
        ("MSC are injected into the shoulder under amplioscopic control", "fluoroscopy"),
    ],
)
def test_more_names_of_operations_and_of_the_image_intensifier(words: str, expected: str) -> None:
    """Cells are given during an operation, as in NCT04925024, NCT02917291 and NCT04308213; one that is only named guides nothing (NCT03555773)."""
    assert guidance(words) == (expected,)


def test_values_of_the_word_lists_are_in_the_vocabulary() -> None:
    for name, column, allowed in (("routes", "route", topic("route")), ("guidance", "guidance", topic("guidance"))):
        for row in seeds.table(name):
            assert row[column] in allowed
    assert {row["kind"] for row in seeds.table("route_by_condition")} <= set(topic("route"))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_without_error(words: str) -> None:
    passages, classes = one_arm(words)
    found, _ = read_routes(passages, classes)
    assert set(found) <= {*topic("route"), "unstated"}
    assert set(read_guidance(passages, classes, found)[0]) <= {*topic("guidance"), "not_stated"}


def test_every_stored_record_is_read(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        passages = document_of(made)
        found, evidence = read_routes(passages, ("core",) * len(made.arms))
        assert found
        assert set(found) <= {*topic("route"), "unstated"}
        assert (found == ("unstated",)) == (not evidence)
        assert set(read_guidance(passages, ("core",) * len(made.arms), found)[0]) <= {*topic("guidance"), "not_stated"}


@pytest.mark.parametrize(
    "row", seeds.table("route_conflicts"), ids=lambda row: f"{row['route']} {row['drops']} {row['words']}"
)
def test_a_row_of_two_routes_that_say_the_same_names_routes_and_its_patterns_are_patterns(row: dict[str, str]) -> None:
    assert {row["route"], row["drops"]} <= {"", *topic("route")}
    assert row["drops"] not in ("", row["route"])
    for column in ("words", "dropped_words", "sentence"):
        assert re.compile(row[column]).pattern == row[column].lower()


@pytest.mark.parametrize(
    ("words", "guided"),
    [
        ("We do a hysteroscopic exploration. MSC are then injected in the wall.", "endoscopy"),
        ("MSC are injected in the fistula. The lesion is seen at endoscopy 3 months later.", "not_stated"),
        ("MSC are injected in the fistula. Endoscopy is done to assess healing.", "not_stated"),
    ],
)
def test_an_endoscope_guides_what_is_given_and_not_the_later_look_at_it(words: str, guided: str) -> None:
    assert guidance(words) == (guided,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Echo-guided infiltration of MSC into the joint", "ultrasound"),
        ("Sono-guided injection of MSC into the joint", "ultrasound"),
        ("Ultrasound (US)-guided injection of MSC into the bursa", "ultrasound"),
        ("MSC are injected into the joint under real-time ultrasound", "ultrasound"),
        ("MSC injection into the liver guided by colour Doppler", "ultrasound"),
        ("MSC are injected into the joint under X ray guidance", "fluoroscopy"),
        ("MSC are injected into the fracture with radiographic control", "fluoroscopy"),
        ("MSC are injected into the joint with radiographic control at 6 months", "not_stated"),
        ("MSC into the artery under digital subtraction angiography by injection", "fluoroscopy"),
        ("MSC injected into the brain with intraoperative MRI", "mri"),
        ("MSC are injected into the myocardium using an electroanatomical system", "electromechanical_mapping"),
        ("MSC are injected into the myocardium by minithoracotomy", "surgical_direct"),
        ("After durotomy MSC are injected into the cord", "surgical_direct"),
        ("MSC are injected into the myocardium under direct vision", "surgical_direct"),
        ("Ileocolonoscopy with injection of MSC into the wall", "endoscopy"),
        ("Arthroscopic lavage followed by MSC into the knee joint", "arthroscopy"),
        ("MSC are injected beneath the mucosa with a urethrocystoscope", "endoscopy"),
        ("MSC are given through the canal to the femoral head under an image intensifier", "fluoroscopy"),
    ],
)
def test_guidance_in_other_common_words(words: str, expected: str) -> None:
    """Imaging, endoscopes and operations have several everyday names, and the cells may follow the act."""
    assert guidance(words) == (expected,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC in the knee joint, ultrasound-guided", "ultrasound"),
        ("MSC are injected into the joint; the needle position is confirmed by ultrasound", "ultrasound"),
        ("MSC are injected into the bone; a trephine is guided by C-arm", "fluoroscopy"),
        ("MSC are injected into the joint; tumours are measured under ultrasound guidance", "not_stated"),
        ("MSC are injected into the uterus; under sonographic guidance the first entry is made", "not_stated"),
        ("MSC are infused into the artery; needle for marrow harvest is guided by C-arm", "not_stated"),
    ],
)
def test_words_of_an_arm_that_guide_without_a_verb_of_giving(words: str, expected: str) -> None:
    """An arm tells of guidance, or where its needle is seen, in a clause that names no act of giving."""
    assert guidance(words) == (expected,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MSC are given by spinal tap", "intrathecal"),
        ("a single lumbar infusion of MSC", "intrathecal"),
        ("MSC are delivered to the cerebrospinal fluid", "intrathecal"),
        ("MSC are delivered to the nucleus of the degenerated disc", "intradiscal"),
        ("MSC are injected in the L4-L5 intervertebral space", "intradiscal"),
        ("MSC are infused in the left anterior descending artery", "intracoronary"),
        ("MSC are infused in the LAD", "intracoronary"),
        ("coronary sinus infusion of MSC", "intracoronary"),
        ("MSC are injected to the peri-infarct zone", "intramyocardial"),
        ("MSC are infused in the ovarian artery", "intra_arterial"),
        ("MSC are administered systemically", "intravenous"),
        ("MSC are injected in the vertebral body", "intraosseous"),
        ("MSC under the retina", "intraocular"),
        ("MSC are injected in the abdominal cavity", "other"),
        ("MSC implantation by arthroscopy", "surgical_implant"),
        ("MSC are implanted in the cartilage defect", "surgical_implant"),
        ("a collagen sponge with MSC", "surgical_implant"),
        ("MSC into both cavernous bodies", LOCAL),
        ("MSC are injected in the wall of the bowel", LOCAL),
        ("MSC are injected in the ovarian stroma", LOCAL),
        ("MSC are injected into the cord", LOCAL),
        ("MSC are delivered in the tear of the tendon", LOCAL),
        ("MSC are introduced in the knee cavity", "intra_articular"),
        ("discs L4-5 and L5-S1 are injected with MSC", "intradiscal"),
        ("MSC are put in the submandibular glands", LOCAL),
        ("MSC injection beneath the urethral mucosa", LOCAL),
        ("scalp injections of MSC", LOCAL),
        ("transplantation of MSC in spinal cord injury", "unstated"),
        ("collagen markers in the cerebrospinal fluid levels after MSC", "unstated"),
    ],
)
def test_a_place_in_its_other_common_names(words: str, expected: str) -> None:
    """Vessels, fluids, discs, bones and organs have everyday names that tell the route as well."""
    assert routes(words) == (expected,)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("The tip of the needle is positioned above the joint line on fluoroscopy.", "fluoroscopy"),
        ("Needle position is checked on biplane fluoroscopy.", "fluoroscopy"),
        ("Ultrasound is used to enter the pouch.", "ultrasound"),
        ("The needle for marrow aspiration from the crest is guided by fluoroscopy.", "not_stated"),
    ],
)
def test_a_sentence_about_the_needle_alone_guides_the_giving(told: str, expected: str) -> None:
    """The description tells in a sentence of its own where the needle is seen."""
    passages, classes = one_arm("MSC are injected into the joint", detailed_description=told)
    assert read_guidance(passages, classes, read_routes(passages, classes)[0])[0] == (expected,)


def test_a_catheter_that_is_brought_into_an_artery_tells_the_route_of_what_is_infused() -> None:
    """The arms say only "infusion" and the description where the catheter goes."""
    told = "The femoral artery is punctured and a catheter is advanced into the lateral circumflex artery."
    assert routes("infusion of MSC", detailed_description=told) == ("intra_arterial",)


def test_the_tissue_of_the_brain_is_read_in_spite_of_a_slip_of_the_pen() -> None:
    """A title about stroke makes the tissue the brain, also where it is written "intraparanchymal"."""
    assert routes("MSC by intraparanchymal injection", brief_title="MSC for stroke") == ("intracerebral",)
