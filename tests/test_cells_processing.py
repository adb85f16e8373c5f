"""Whether cells were grown or made at the bedside (domain notes §4d), in phrasings of our own."""

from __future__ import annotations

import pytest

from msc_trials.extraction.trial import read_facts
from msc_trials.records.schema import Arm, Intervention
from tests.reading import record
from tests.test_cells_origin import read

SVF = "Autologous stromal vascular fraction"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the fat is minced, spun and given back", "point_of_care"),
        ("enzymatic digestion of the fat, then given", "point_of_care"),
        ("freshly isolated from the fat", "point_of_care"),
        ("separated by the Sepax", "point_of_care"),
        ("injected directly after the isolation", "point_of_care"),
        ("given into the knee", "unstated"),
        ("given into the knee after plasma of the blood was centrifuged", "unstated"),
    ],
)
def test_a_mixture_is_made_at_the_bedside_where_the_steps_or_the_device_are_told(words: str, expected: str) -> None:
    """As in NCT05484856; a mixture of which only the name is given stays open, and plasma is spun too."""
    assert read(SVF, words).product.manipulation == expected


def test_marrow_concentrate_is_by_its_name_made_at_the_bedside_and_mononuclear_cells_are_not() -> None:
    """As in NCT04222140 and NCT02448121."""
    assert read("Bone marrow aspirate concentrate (BMAC)").product.manipulation == "point_of_care"
    mononuclear = read("Bone marrow mononuclear cells", keywords=("Mesenchymal stromal cells",)).product
    assert (mononuclear.msc_class, mononuclear.manipulation) == (("mixed_uncultured",), "unstated")


def test_the_prose_may_tell_how_a_mixture_is_made_and_not_what_cells_of_others_could_be() -> None:
    """As in NCT02975960."""
    told = "Purifying the fraction takes twenty minutes in a cell separation system."
    assert read(SVF, brief_summary=told).product.manipulation == "point_of_care"
    assert read(SVF, brief_summary="Such cells can be had with collagenase.").product.manipulation == "unstated"


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("MSC are taken from the patient's fat and grown.", "expanded"),
        ("The cells are stored and grown in our laboratory.", "expanded"),
        ("MSC are isolated from the marrow and amplified for a month.", "expanded"),
        ("A biopsy gives the tissue needed to grow MSC.", "expanded"),
        ("Apart from collection, expansion and infusion of MSC the care is usual.", "expanded"),
        ("We will seed cultured MSC on bone.", "expanded"),
        ("The donor gave the stem cell line, which was used for all patients.", "expanded"),
        ("Cord tissue is brought to the laboratory and cultured in GMP rooms.", "expanded"),
        ("Patients get MSC previously harvested, purified and expanded.", "expanded"),
        ("The marrow goes to the laboratory for cell expansion.", "expanded"),
        ("We are using a donor-derived and tested MSC cell line.", "expanded"),
        ("The group has completed a trial of expanded ASCs.", "unstated"),
        ("MSC have a high capacity and can be expanded in vitro.", "unstated"),
        ("Isolation and expansion of MSC are costly limitations.", "unstated"),
        ("Trials have shown that MSC expanded in vitro are safe.", "unstated"),
    ],
)
def test_culture_is_said_in_many_words_and_what_could_be_done_is_not_what_was_done(prose: str, expected: str) -> None:
    """As in NCT03268603 and NCT02943486."""
    assert read("Mesenchymal stem cells", detailed_description=prose).product.manipulation == expected


@pytest.mark.parametrize(
    "words",
    [
        "Mesenchymal stem cells under expanded access",
        "Mesenchymal stem cells; later we expand the sample to six cases",
        "Mesenchymal stem cells chosen by an assay of coculture with microglia",
        "Mesenchymal stem cells, expanded disability score",
        "Mesenchymal stem cells and tissue expansion of the scalp",
    ],
)
def test_not_all_that_is_expanded_is_a_culture(words: str) -> None:
    """As in NCT04855955, NCT04014166 and NCT04282928."""
    assert read(words).product.manipulation == "unstated"
    assert read(f"{words}; the cells are expanded").product.manipulation == "expanded"


@pytest.mark.parametrize(
    "words",
    ["given on the same day as the transplant", "given beside non-cultured skin keratinocytes"],
)
def test_the_day_of_another_treatment_and_other_cells_are_no_bedside_work(words: str) -> None:
    """As in NCT00504803 and NCT03686449."""
    assert read("Mesenchymal stem cells", words).product.manipulation == "unstated"


def test_cells_that_were_made_another_kind_were_grown_and_such_as_can_become_one_were_not() -> None:
    """As in NCT02407470."""
    assert read("MSC transdifferentiated into neural cells").product.manipulation == "expanded"
    assert read("MSC", "infused; they can be differentiated into bone").product.manipulation == "unstated"


def test_a_product_that_only_the_control_group_is_linked_to_is_named_all_the_same() -> None:
    """As in NCT03209986."""
    arms = (
        Arm(label="Cells", type="EXPERIMENTAL", description="MSC are infused"),
        Arm(label="Usual", type="NO_INTERVENTION"),
    )
    linked = Intervention(name="MSC", description="made by CPNERC for research", arm_group_labels=("Usual",))
    facts = read_facts(record(*arms, interventions=(linked,), study_type="INTERVENTIONAL"))
    assert facts.product.manipulation == "expanded"


def test_a_product_named_in_title_or_summary_is_a_manufactured_one() -> None:
    """As in NCT04522986; a product that the summary tells of as something known before is none."""
    for fields in ({"brief_title": "ADR-001 in pneumonia"}, {"brief_summary": "ADR-001 is given once to adults."}):
        assert read("Mesenchymal stem cell", **fields).product.manipulation == "expanded"
    known = {"brief_summary": "Prochymal has been approved elsewhere."}
    assert read("Mesenchymal stem cell", **known).product.manipulation == "unstated"


def test_a_sold_tissue_of_a_donor_is_neither_the_patients_own_nor_made_at_the_bedside() -> None:
    """As in NCT00988338."""
    product = read(
        "Trinity Evolution", brief_summary="Bone of the patients is harvested in the same operation; MSC live in it."
    ).product
    assert (product.msc_class, product.donor, product.manipulation) == (("mixed_uncultured",), "unstated", "unstated")


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("CD 34 and MSC", "MSC for the liver", "unstated"),
        ("QX 77", "MSC for the liver (QX 77)", "expanded"),
        ("MSC", "MSC after a stroke (EXPAND)", "unstated"),
        ("MSC", "Expanded MSC after a stroke", "expanded"),
    ],
)
def test_a_marker_and_the_acronym_of_a_trial_say_nothing_about_culture(name: str, title: str, expected: str) -> None:
    """As in NCT04243681 and NCT05522569."""
    assert read(name, "mesenchymal stem cells by infusion", brief_title=title).product.manipulation == expected


def test_cells_of_explants_were_grown() -> None:
    """As in NCT05535803; an explant that is studied was not given."""
    told = "MSC are obtained from the mucosa by the explant method."
    assert read("MSC", brief_summary=told).product.manipulation == "expanded"
    assert read("MSC", brief_summary="MSC act on explants of cartilage.").product.manipulation == "unstated"


def test_cells_that_are_thawed_or_given_at_the_bedside_are_not_made_there() -> None:
    """A frozen product is thawed beside the bed; a mixture may be separated there."""
    assert read("MSC", "Frozen bags are thawed at bedside").product.manipulation != "point_of_care"
    assert read("Stromal cells of fat, processed at the bedside").product.manipulation == "point_of_care"
