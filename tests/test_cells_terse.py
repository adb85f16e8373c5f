"""Terse records: one word or one clause says what others say in a paragraph. Every sentence here is made up."""

from __future__ import annotations

import pytest

from msc_trials.extraction.facts import Facts
from msc_trials.extraction.product.dose import dose_mentions
from msc_trials.extraction.product.schedule import administrations
from msc_trials.extraction.trial import read_facts
from msc_trials.matching.numbers import numbers, spelled_value
from msc_trials.records.schema import Arm, Intervention
from tests.reading import record


def terse(label: str = "Cells", description: str = "", name: str = "MSC", words: str = "", **fields: object) -> Facts:
    """Facts of a randomised one-product trial."""
    arm = Arm(label=label, type="EXPERIMENTAL", description=description, intervention_names=(f"Biological: {name}",))
    given = Intervention(type="BIOLOGICAL", name=name, description=words)
    made = {"study_type": "INTERVENTIONAL", "primary_purpose": "TREATMENT", **fields}
    return read_facts(record(arm, interventions=(given,), **made))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("half a", 0.5),
        ("three quarters of a", 0.75),
        ("a", 1),
        ("two and a half", 2.5),
        ("ninety-five", 95),
        ("three hundred and fifty", 350),
        ("six hundred", 600),
        ("hundred", 100),
    ],
)
def test_a_number_in_words_has_its_value(words: str, value: float) -> None:
    assert spelled_value(words) == value


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("eight hundred thousand cells", (8e5, 8e5)),
        ("half a million cells", (5e5, 5e5)),
        ("between three and six million cells", (3e6, 6e6)),
        ("between 40 and 90 million cells", (4e7, 9e7)),
        ("one hundred and ten million cells", (1.1e8, 1.1e8)),
        ("1.5 M/kg", (1.5e6, 1.5e6)),
        ("H12, 3 x 10^6 cells", (3e6, 3e6)),
    ],
)
def test_numbers_in_words_and_ranges_are_large_numbers(words: str, found: tuple[float, float]) -> None:
    assert [(n.low, n.high) for n in numbers(words)] == [found]


def test_a_molar_concentration_is_no_number_of_millions() -> None:
    assert numbers("10 M/L") == []


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("Twelve deposits of 0.2 ml, each carrying 4 million cells", 4.8e7),
        ("12 points of 4 million cells each", 4.8e7),
        ("4 million cells at each of 12 sites", 4.8e7),
        ("Twelve injections of 0.2 ml, each of 4 million cells", 4.8e7),
        ("3 vials with 20 million cells each", 6e7),
        ("three vials of 20 million cells", 6e7),
        ("2 million cells per ml times 5 ml", 1e7),
        ("3x10^6 cells/mL times 5 mL", 1.5e7),
        ("2,5 mL of 4x10^6 cells/mL", 1e7),
        ("3 million cells are put in each ovary (6 million per woman)", 6e6),
        ("9 million cells on each side (so 18 million at a visit)", 1.8e7),
        ("Over three visits they receive together 90 million cells", 3e7),
    ],
)
def test_parts_of_one_administration_are_summed_and_sums_of_several_divided(words: str, total: float) -> None:
    assert [(m.low, m.high) for m in dose_mentions(words)] == [(total, total)]


@pytest.mark.parametrize(
    "words",
    [
        "Over 0 visits, altogether 90 million cells",
        "Over 00 infusions together 90 million cells",
        "0 deposits, each of 90 million cells",
        "90 million cells at each of 0 sites",
    ],
)
def test_a_count_of_nothing_leaves_a_number_as_it_is(words: str) -> None:
    assert [(m.low, m.high) for m in dose_mentions(words)] == [(9e7, 9e7)]


def test_a_volume_that_may_be_thousands_or_a_fraction_gives_no_dose() -> None:
    assert dose_mentions("2,500 mL of 4x10^6 cells/mL") == ()
    assert dose_mentions("1/2 mL of 4x10^6 cells/mL") == ()


def test_vials_are_summed_from_the_fewest_to_the_most_and_uncounted_ones_left_out() -> None:
    assert [(m.low, m.high) for m in dose_mentions("2, 4 or 6 vials of 10 million MSC")] == [(2e7, 6e7)]
    assert dose_mentions("vials of 10 million MSC") == ()


def test_two_levels_per_person_are_two_doses() -> None:
    words = "10 million cells per patient, then 20 million cells per patient"
    assert [m.high for m in dose_mentions(words)] == [1e7, 2e7]


def test_three_injections_each_of_a_number_are_not_summed() -> None:
    assert [m.high for m in dose_mentions("three injections each of 20 million cells")] == [2e7]


def test_a_label_that_repeats_a_number_per_kilogram_is_no_dose_of_its_own() -> None:
    doses = terse(
        label="4 M", description="", detailed_description="Each person is infused once with 4 M/kg."
    ).product.doses
    assert not [dose for dose in doses if not dose.per_kg]


def test_a_bare_number_that_the_arm_gives_per_millilitre_is_no_dose() -> None:
    assert terse(description="MSC, 3*10^7/ml in saline", words="3*10^7").product.doses == ()


@pytest.mark.parametrize(
    "told",
    [
        "60 million cells are let in through the balloon.",
        "One bag, 60 million cells, is hung on day 1.",
        "The patient gets 60 million MSC by drip.",
    ],
)
def test_a_dose_that_only_the_summary_tells_in_other_words(told: str) -> None:
    assert [d.high for d in terse(brief_summary=told).product.doses] == [6e7]


@pytest.mark.parametrize(
    "told",
    [
        "Our group earlier injected six people with 60 million cells.",
        "A Korean group gave 60 million cells by vein.",
        "60 million cells had been given in the pilot of 2015.",
        "Some 60 million cells are obtained from the culture.",
    ],
)
def test_what_others_gave_and_what_was_grown_is_no_dose(told: str) -> None:
    assert terse(brief_summary=told).product.doses == ()


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("UC stromal cells", "", "core"),
        ("Umbilical stromal cells", "", "core"),
        ("Stromal cells in gel", "", "core"),
        ("Luxocel", "marrow MSC, cultured", "core"),
        ("ADQ", "mesenchymal-like adherent cells of placenta", "msc_like"),
        ("VES", "vesicles shed by mesenchymal cells", "cell_free"),
        ("Thymic stromal cell count", "", "not_msc"),
        ("Drug", "acts on stromal cell proliferation", "not_msc"),
    ],
)
def test_class_of_what_a_terse_record_gives(name: str, words: str, expected: str) -> None:
    assert terse(name=name, words=words).product.msc_class == (expected,)


def test_a_clinic_abbreviated_msc_is_no_product() -> None:
    facts = terse(label="MSC", name="MSC visit", brief_title="A Nurse-led Musculoskeletal Clinic (MSC) for Back Pain")
    assert facts.product.msc_class == ("not_msc",)


@pytest.mark.parametrize(
    ("words", "donor"),
    [
        ("own abdominal fat stem cells", "autologous"),
        ("MSC of the patient", "autologous"),
        ("stem cells of the same person", "autologous"),
        ("self marrow MSC", "autologous"),
        ("auto, third generation cells", "autologous"),
        ("from healthy volunteers' marrow", "allogeneic"),
        ("from donated fat", "allogeneic"),
        ("MSC of a healthy individual", "allogeneic"),
        ("patient-derived MSC", "autologous"),
        ("pool of four donors", "allogeneic"),
        ("marrow of one unrelated donor", "allogeneic"),
        ("each participant is his own control", "unstated"),
        ("MSC of patients with lupus", "unstated"),
    ],
)
def test_whose_cells_they_are_in_few_words(words: str, donor: str) -> None:
    assert terse(words=words).product.donor == donor


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Cord stromal cells", "umbilical_cord"),
        ("stromal cells, cord of newborns", "umbilical_cord"),
        ("stromal cells of other persons' cords", "umbilical_cord"),
        ("stromal cells made from a pluripotent line", "ipsc_esc"),
        ("stromal cells for the spinal cord", "unstated"),
    ],
)
def test_tissue_in_few_words(words: str, source: str) -> None:
    assert terse(name="Product", words=words).product.sources == (source,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("frozen at P4", "expanded"),
        ("3rd generation cells", "expanded"),
        ("grown 3 weeks", "expanded"),
        ("multiplied for 20 days", "expanded"),
        ("P2 < 0.05", "unstated"),
    ],
)
def test_culture_in_few_words(words: str, expected: str) -> None:
    assert terse(words=words).product.manipulation == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("at one time only", 1),
        ("in a single session", 1),
        ("injected once", 1),
        ("single", 1),
        ("one visit of six small injections", 1),
        ("eight drips", 8),
        ("twice, two weeks apart", 2),
        ("Repeated once after 4 months", 2),
        ("weekly x 6", 6),
        ("on four days running", 4),
        ("every night for 10 nights", 10),
        ("every month for half a year", 6),
        ("quarterly for one year", 4),
        ("every other day for 5 days", 3),
        ("once a week for three weeks, afterwards once a month for two months", 5),
        ("three infusions. The whole course is repeated after half a year", 6),
        ("every two weeks, five times together", 5),
        ("in total four sessions", 4),
        ("a further single session is proposed", 2),
    ],
)
def test_number_of_times_in_few_words(words: str, number: int) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "at another time",
        "a need to be given again",
        "once a day",
        "one surgery and one control",
    ],
)
def test_words_that_only_sound_like_a_number_of_times(words: str) -> None:
    assert administrations(words) is None


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("Patients get one injection.", 1),
        ("Two injections in the finger, separated by five weeks.", 2),
        ("Two sessions 2 months apart.", 2),
        ("MSC are put in each ovary in a single session.", 1),
        (
            "MSC are dripped in twice a week for 2 weeks. Responders continue with one infusion weekly for 3 more weeks.",
            7,
        ),
        ("People with steroids get three injections of a steroid 20 mg.", None),
        ("Patients come to two sessions of talks.", None),
    ],
)
def test_a_sentence_that_tells_the_number_needs_no_name_of_the_product(told: str, number: int | None) -> None:
    assert terse(brief_summary=told).product.administrations == number


@pytest.mark.parametrize(
    ("told", "route"),
    [
        ("Cells are dripped in over an hour.", "intravenous"),
        ("MSC are given to a cubital vein.", "intravenous"),
        ("MSC flow in through the lumbar space.", "intrathecal"),
        ("MSC are returned to the knee.", "intra_articular"),
        ("MSC get an intracapsular injection.", "intra_articular"),
        ("MSC are distributed at 40 places in the gastrocnemius.", "intramuscular"),
        ("MSC are poured in the breathing tube.", "intratracheal"),
        ("MSC are put in the vocal fold.", "intralesional_local_injection"),
        ("MSC are brought to the portal trunk.", "other"),
        ("MSC by intracarotid infusion.", "intra_arterial"),
        ("MSC are injected in the beating heart.", "intramyocardial"),
        ("MSC are given into the lumbar intervertebral disc.", "intradiscal"),
        ("MSC for the infarction scar are studied.", "unstated"),
        ("MSC are rubbed on the burn.", "topical"),
        ("MSC are given by mouth.", "other"),
        ("MSC are injected in the tongue.", "intralesional_local_injection"),
        ("MSC after an operation for prostate cancer.", "unstated"),
        ("MSC move to the lung; a balloon is placed at the site of the stent.", "unstated"),
        ("Dust deposited in the lung is inhaled by miners; MSC help.", "unstated"),
    ],
)
def test_a_route_told_by_a_verb_and_a_place(told: str, route: str) -> None:
    assert terse(brief_summary=told).product.routes == (route,)


def test_a_second_act_that_a_sentence_of_its_own_tells_is_counted() -> None:
    assert terse(brief_summary="MSC are pricked in the skin. Second pricking at month 4.").product.administrations == 2


def test_an_abbreviation_that_is_all_an_arm_says_is_its_route() -> None:
    assert terse(description="IV").product.routes == ("intravenous",)


@pytest.mark.parametrize(
    ("told", "guidance"),
    [
        ("MSC are injected with the position of the needle shown by computed tomography.", "ct"),
        ("MSC are put in the fold via the microlaryngoscope.", "endoscopy"),
        ("MSC are injected under CT.", "ct"),
        ("MSC are injected, needle tip visible on sonography.", "ultrasound"),
        ("MSC are injected in the muscle under direct view.", "surgical_direct"),
        ("Marrow is harvested with needle position confirmed by fluoroscopy.", "not_stated"),
        ("Healing is confirmed by computed tomography.", "not_stated"),
    ],
)
def test_guidance_told_by_where_the_needle_is_seen(told: str, guidance: str) -> None:
    assert terse(description="injected in the tissue", brief_summary=told).product.guidance == (guidance,)
