"""Named cells that were never cultured, cells that nobody is given and products that hold two kinds, in phrasings of our own."""

from __future__ import annotations

import pytest

from msc_trials.extraction.trial import read_facts
from msc_trials.records.schema import Arm
from tests.reading import record
from tests.test_cells_classify import classes, trial


@pytest.mark.parametrize(
    "words",
    [
        "taken of the iliac marrow, spun on Ficoll and injected",
        "of abdominal fat, which is crushed and immediately returned",
        "of the marrow, minimally manipulated, injected",
        "of the fat, not expanded, injected on the same day",
    ],
)
def test_named_cells_of_marrow_or_fat_that_are_made_the_same_day_are_a_mixture(words: str) -> None:
    """As in NCT01958502, NCT03956719 and NCT05288725."""
    product = read_facts(trial(("Autologous mesenchymal stem cells", words))).product
    assert (product.msc_class, product.manipulation) == (("mixed_uncultured",), "point_of_care")


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        ("taken of the iliac marrow and spun on Ficoll", "MNCs are washed and cultured in flasks."),
        ("of the marrow, expanded, spun and washed", ""),
        ("of umbilical cord, spun and washed on the same day", ""),
        ("of the marrow of an allogeneic donor, spun and washed", ""),
        ("of the marrow, given once", ""),
        ("of the marrow, given on the same day as the plasma", ""),
    ],
)
def test_the_first_steps_of_a_culture_and_cells_of_somebody_else_make_no_mixture(words: str, prose: str) -> None:
    """As in NCT02482194 and NCT05016011."""
    assert classes(trial(("Mesenchymal stem cells", words), detailed_description=prose)) == ("core",)


def test_a_sentence_of_the_prose_may_tell_that_the_cells_go_back_the_same_day() -> None:
    """As in NCT03069209; a sentence on what has been done elsewhere tells nothing of this study."""
    given = ("Autologous bone marrow mesenchymal stem cells", "injected into the ovary")
    told = "The cells are taken and transplanted on the same day without culture."
    assert classes(trial(given, brief_summary=told)) == ("mixed_uncultured",)
    assert classes(trial(given, brief_summary="Previously cells were given on the same day.")) == ("core",)


def test_a_device_beside_the_name_of_the_cells_makes_no_second_product() -> None:
    """As in NCT02403232; two products of which one is cultured stay two."""
    assert classes(trial(("Adipose-derived stem cells", "injection with the Lipogems system"))) == ("mixed_uncultured",)
    both = ("Stromal vascular fraction and mesenchymal stem cells", "the latter culture-expanded")
    assert classes(trial(both)) == ("core", "mixed_uncultured")


def test_an_observational_record_gives_cells_only_where_a_text_that_names_them_says_so() -> None:
    """As in NCT02286128, NCT01409954 and NCT00956891."""
    drug = record(
        Arm(label="Diabetes", description="with metformin therapy"),
        study_type="OBSERVATIONAL",
        official_title="Inflammation and mesenchymal stem cells in diabetes",
    )
    surgery = record(
        Arm(label="Fusion"),
        study_type="OBSERVATIONAL",
        brief_title="Bone graft in spinal fusion",
        official_title="Potential of mesenchymal stem cells at spinal fusion",
    )
    treated = record(
        Arm(label="Group A"), study_type="OBSERVATIONAL", brief_title="Liver failure after MSC transplantation"
    )
    assert [classes(made) for made in (drug, surgery, treated)] == [("not_msc",), ("not_msc",), ("core",)]


@pytest.mark.parametrize(
    "title",
    ["Properties of the mesenchymal stem cells of a failing lung", "Effects in mesenchymal stem cells of a drug"],
)
def test_titles_on_what_cells_are_like_give_nothing(title: str) -> None:
    """As in NCT01668576 and NCT01323894."""
    assert classes(record(study_type="OBSERVATIONAL", brief_title=title)) == ("not_msc",)


def test_animals_are_no_participants() -> None:
    """As in NCT04889963; serum of animals and studies in animals before are no such words."""
    made = trial(("Mesenchymal stem cells", "injected"), arm="Rabbits with a torn ligament")
    facts = read_facts(made)
    assert (facts.product.msc_class, facts.evidence_use) == (("not_msc",), "sample_collection_or_lab")
    for arm in ("Rabbit antithymocyte globulin and MSC", "Cells free of products of animals"):
        assert classes(trial(("Mesenchymal stem cells", "injected"), arm=arm)) == ("core",)


def test_derivatives_of_cells_hold_no_cells_and_a_title_tells_of_two_products_that_their_names_hide() -> None:
    """As in NCT02943486 and NCT05387278."""
    derived = "Mesenchymal stromal cell derivatives"
    assert classes(trial((derived, "injected"), brief_title=f"{derived} in ulcers")) == ("cell_free",)
    title = "Exosomes and cord mesenchymal stem cells in pneumonia"
    assert classes(trial(("Exo-Q and WJ-Q", "exosome product"), brief_title=title)) == ("core", "cell_free")


def test_a_suicide_gene_makes_cells_engineered() -> None:
    """As in NCT04657315."""
    assert classes(trial(("Mesenchymal stem cells holding a suicide gene", "injected"))) == ("gene_modified",)


@pytest.mark.parametrize(
    ("words", "sources", "donor"),
    [
        ("cord blood and human MSC", ("unstated",), "unstated"),
        ("MSC with PBSC or cord blood", ("unstated",), "unstated"),
        ("MSC for the bone marrow niches", ("unstated",), "unstated"),
        ("autologous cartilage cells and allogeneic adipose MSC", ("adipose",), "allogeneic"),
        ("MSC which were previously harvested from the marrow", ("bone_marrow",), "unstated"),
    ],
)
def test_what_is_given_beside_the_cells_says_nothing_of_them(words: str, sources: tuple[str, ...], donor: str) -> None:
    """As in NCT02181478, NCT00504803, NCT03389919 and NCT03672825."""
    product = read_facts(trial((words, "infused"))).product
    assert (product.sources, product.donor) == (sources, donor)
