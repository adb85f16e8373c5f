"""Doses: the forms and traps of the domain notes §4a, in phrasings of our own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.extraction.document import Document, document_of
from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.product.administrations import administrations_of
from msc_trials.extraction.product.dose import dose_mentions
from msc_trials.extraction.product.doses_of_arms import doses_of
from msc_trials.extraction.product.guidance import read_guidance
from msc_trials.extraction.product.route import read_routes
from msc_trials.extraction.product.schedule import administrations
from msc_trials.matching.numbers import numbers
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Arm, Intervention
from msc_trials.records.study import StudyRecord
from tests.reading import one_arm, record, stored


def read(words: str) -> list[tuple[float, float, bool]]:
    return [(m.low, m.high, m.per_kg) for m in dose_mentions(normalize(words))]


def _administrations(document: Document, classes: tuple[str, ...]) -> tuple[int | None, tuple[Evidence, ...]]:
    """How often the product is given, with the routes of the same document."""
    routes = read_routes(document, classes)[0]
    return administrations_of(document, classes, routes, read_guidance(document, classes, routes)[0])


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2 x 10^6 cells", 2e6),
        ("2×10⁶ cells", 2e6),
        ("2 x 106 cells", 2e6),
        ("9.0 × 108 cells", 9e8),
        ("2X10E6 cells", 2e6),
        ("50*10e6 cells", 5e7),
        ("5 x 10(7) cells", 5e7),
        ("1.0E+6 cells", 1e6),
        ("1E6 cells", 1e6),
        ("10^7 cells", 1e7),
        ("0,7 x 10e6 cells", 7e5),
        ("2·5 x 106 cells", 2.5e6),
        ("1.10^6 cells", 1e6),
        ("2x10~7 cells", 2e7),
        ("1x10/6 cells/infusion", 1e6),
        ("3x10exp7 cells", 3e7),
        ("20 million cells", 2e7),
        ("20 mill. cells", 2e7),
        ("1.2 billion cells", 1.2e9),
        ("one hundred million cells", 1e8),
        ("25 M allogeneic MPCs", 2.5e7),
        ("1,500,000 cells", 1.5e6),
        ("1.500.000 cells", 1.5e6),
        ("30000000 cells", 3e7),
        ("2 x 1,000,000 cells", 2e6),
        ("2ⅹ10^7 cells", 2e7),
        ("30 000 000 cells", 3e7),
    ],
)
def test_forms_of_a_number(words: str, value: float) -> None:
    assert read(f"a dose of {words}") == [(value, value, False)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("1-2 million cells/kg", 1e6, 2e6),
        ("2-3x106 MSC / Kg", 2e6, 3e6),
        ("1 to 2 x 10^6 MSC per kilogram", 1e6, 2e6),
        ("1*10^4-6 cells/Kg", 1e4, 1e6),
        ("1.5 million (a name) per kg", 1.5e6, 1.5e6),
        ("5 x 10^6 MSC per body kg", 5e6, 5e6),
        ("10^6 (1 million) /Kg/person of MSC", 1e6, 1e6),
        ("1*10E6 UC-MSCs/kg/100mL", 1e6, 1e6),
        ("MSC 1*10^6/10kg", 1e5, 1e5),
    ],
)
def test_ranges_and_body_weight(words: str, low: float, high: float) -> None:
    assert read(words) == [(low, high, True)]


@pytest.mark.parametrize(
    "words",
    [
        "1x10e7 MSC/mL",
        "2 million MSC per ml",
        "1 x 10e6 cells/cm²",
        "2.5 x 10³ MSC/square cm",
        "MSC at 3x10(6) cells/cm3",
        "MSC delivered at a rate of 5.0 x 10^6 MSC/minute",
        "1.4 billion people have the disease that stem cells may treat",
        "800 billion extracellular vesicles of MSC",
        "exosomes of MSC, 2.0*10E8 nano vesicles/3 ml",
        "platelets below 1,000,000 plts/ul before MSC",
        "neutrophils > 0.5×10^9/L after MSC",
        "5×105 fresh cells were harvested",
        "cells seeded at 100,000 cells/cm2",
        "IL-2 at 1 million IU beside MSC",
        "MSC, grant 30872618",
        "CD34+ cells at 2 x 10^6 CD34+ cells/kg",
        "7.5×10^6/vial of MSC",
        "10-6 M acetylcholine before MSC",
        "a course of 2W-2M",
        "MSC at a concentration of 3, 5, or 9 million cells/mL",
        "MSC; 8 patients (group 1B) receive a placebo",
        "MSC at 1,510.000 million cells/kg",
    ],
)
def test_numbers_that_are_no_dose(words: str) -> None:
    assert read(words) == []


def test_a_range_whose_end_is_hardly_possible_is_one_dose_that_is_not_sure_nct00955669() -> None:
    assert [(m.low, m.high, m.plausible) for m in dose_mentions("5.0*108~5.0*109 MSC were given")] == [
        (5e8, 5e9, False)
    ]


def test_lists_name_every_dose() -> None:
    assert [low for low, _, _ in read("20, 50 or 100 million MSC")] == [2e7, 5e7, 1e8]
    assert read("doses of 1, 5 and 10 million MSC/kg") == [(1e6, 1e6, True), (5e6, 5e6, True), (1e7, 1e7, True)]


def test_a_number_after_a_comma_that_may_be_a_decimal_is_left_out() -> None:
    assert read("at most 1, 5x106 MSC / kg") == []


def test_another_graft_in_the_same_text_is_not_the_dose() -> None:
    words = "PBSC are infused at a dose of 2×10^8/kg. MSC are infused at a dose of 1×10^6 cells/kg"
    assert read(words) == [(1e6, 1e6, True)]


def test_mononuclear_cells_count_only_for_a_fresh_mixture() -> None:
    words = "an injection of 50 million mononuclear cells"
    assert dose_mentions(words) == ()
    assert [m.low for m in dose_mentions(words, mononuclear=True)] == [5e7]


# --- named after the records that taught the rule ---------------------------------------------------------------


def test_nct00768066_concentration_and_injections_do_not_multiply_the_total() -> None:
    words = "40 million cells/mL, 0.5 mL per injection for a total of 2 x 108 (200 million) MSC x 10 injections"
    assert read(words) == [(2e8, 2e8, False)]


def test_nct01087996_a_restatement_in_parentheses_is_one_dose() -> None:
    assert read("0.2 x 10^8 (20 million) MSC") == [(2e7, 2e7, False)]


def test_nct02672306_total_and_dose_per_kg_both_stand() -> None:
    assert read("20 million cells per subject (0.5×10^6 UCMSC per kg)") == [(2e7, 2e7, False), (5e5, 5e5, True)]


def test_nct04269525_bags_are_multiplied_when_counted() -> None:
    assert read("UC-MSC 3.3 * 107 cells / 50ml / bag, 3 bags each time") == [(9.9e7, 9.9e7, False)]


def test_nct04759105_cells_per_disc_up_to_four_discs() -> None:
    assert read("15 million BM-MSC each disc treated (up to 4 discs)") == [(1.5e7, 6e7, False)]


def test_nct05094011_a_total_outranks_the_dose_of_one_hemisphere() -> None:
    assert read("3x10^7 MSC per hemisphere (total 6x10^7 cells)") == [(6e7, 6e7, False)]


def test_nct00482092_a_total_over_four_days_is_divided() -> None:
    assert read("a total dose of 600 x 10^6 MSC by infusion on four days") == [(1.5e8, 1.5e8, False)]


def test_nct01300598_cells_per_named_volume_are_a_total() -> None:
    assert [low for low, _, _ in read("Dose: 1x10e7 cells/3mL,5x10e7 cells/3mL of MSC")] == [1e7, 5e7]


def test_nct05286255_a_cap_is_marked() -> None:
    doses = doses_of(*one_arm("1.2-1.5 x 10^6 MSC/kg with a maximal dose of 100 x 10^6 cells"))
    assert [(d.low, d.high, d.per_kg, d.evidence.rule) for d in doses] == [
        (1.2e6, 1.5e6, True, "dose_stated"),
        (None, 1e8, False, "dose_cap"),
    ]


def test_nct03106662_an_implausible_dose_is_given_as_written_and_not_sure() -> None:
    doses = doses_of(*one_arm("2-8x10^8 MSC/kg"))
    assert [(d.low, d.high) for d in doses] == [(2e8, 8e8)]
    assert doses[0].evidence.sure == "inferred"
    assert doses[0].evidence.rule == "dose_implausible"


def test_nct01676441_two_places_in_one_operation_add_up() -> None:
    doses = doses_of(
        *one_arm("1.6X10^7 and 3.2X10^7 MSC go into the intramedullary and intrathecal space, respectively")
    )
    assert [(d.low, d.high) for d in doses] == [(4.8e7, 4.8e7)]


def test_nct03346967_a_label_without_the_weight_is_shorthand() -> None:
    doses = doses_of(*one_arm("1 million cells. MSC 1 million cells per body-weight kilogram"))
    assert {(d.low, d.per_kg) for d in doses} == {(1e6, True)}


# --- arms ---------------------------------------------------------------------------------------------------------


def test_only_arms_that_give_cells_are_read() -> None:
    made = record(
        Arm(label="MSC", description="2 million MSC/kg"),
        Arm(label="Placebo", description="matching 9 million MSC/kg"),
    )
    doses = doses_of(document_of(made), ("core", ""))
    assert [(d.low, d.arm) for d in doses] == [(2e6, "MSC")]


def test_an_arms_own_words_outrank_a_shared_intervention() -> None:
    shared = Intervention(name="MSC", description="20 or 100 million MSC", arm_group_labels=("Low", "High"))
    made = record(
        Arm(label="Low", description="20 million MSC"),
        Arm(label="High", description="100 million MSC"),
        interventions=(shared,),
    )
    doses = doses_of(document_of(made), ("core", "core"))
    assert [(d.low, d.arm) for d in doses] == [(2e7, "Low"), (1e8, "High")]


def test_the_description_is_read_last_and_without_other_studies() -> None:
    told = "Patients receive 10 million MSC by injection. In a previous study 50 million MSC were injected."
    doses = doses_of(*one_arm("MSC", detailed_description=told))
    assert [(d.low, d.arm) for d in doses] == [(1e7, None)]
    doses = doses_of(*one_arm("2 million MSC/kg", detailed_description=told))
    assert [d.low for d in doses] == [2e6]


def test_a_cell_free_product_has_no_cell_dose() -> None:
    passages, _ = one_arm("exosomes of 10 million MSC")
    assert doses_of(passages, ("cell_free",)) == ()


def test_a_cell_free_product_is_given_as_often_as_its_arm_says() -> None:
    passages, _ = one_arm("exosomes are inhaled three times")
    assert _administrations(passages, ("cell_free",))[0] == 3


@pytest.mark.parametrize(
    ("words", "doses"),
    [
        ("up to 5 million MSC/kg", [(None, 5e6)]),
        ("at least 10 million MSC", [(1e7, None)]),
        ("at least 10 million MSC; the dose is 10 million MSC", [(1e7, 1e7)]),
        ("1.500 million MSC", []),
        ("1.25 million MSC/kg", [(1.25e6, 1.25e6)]),
        ("a minimum of 1 million MSC/kg and a maximum of 3 million MSC/kg", [(1e6, 3e6)]),
        ("at least 10 million MSC/kg, up to 200 million MSC", [(1e7, None), (None, 2e8)]),
        ("from 5x10^8 to 1x10^9 cells in total", [(5e8, 1e9)]),
        ("2 x 10^6 MSC/kg, escalated to 5 x 10^6 and then 10 x 10^6 cells/kg", [(2e6, 2e6), (5e6, 5e6), (1e7, 1e7)]),
        ("1-2 ml of 2 x 10^6 MSC/ml solution are injected", [(2e6, 4e6)]),
        ("up to 30 million MSC per 100 mL of fat; 1-3 million MSC per injection", [(1e6, 3e6)]),
        ("MSC are given; visits on days 120, 140, 160 after the cells", []),
        ("PLX 300 million cells (20 million/mL)", [(3e8, 3e8)]),
        ("MSC infused at 106 cells/kg", [(1e6, 1e6)]),
        ("MSC infused at 106/kg", [(1e6, 1e6)]),
        ("2, 4 or 6 vials, 15 million MSC per vial", [(3e7, 9e7)]),
        ("MSC in two syringes, each containing 5 million cells", [(1e7, 1e7)]),
        ("250,000 MSC per 5 uL per 1 entry site, 3 million MSC per brain", [(3e6, 3e6)]),
        ("2 million MSC/kg; supplied as 100 million MSC in 20 mL", [(2e6, 2e6)]),
    ],
)
def test_limits_ranges_and_parts_of_a_dose(words: str, doses: list[tuple[float | None, float | None]]) -> None:
    assert [(d.low, d.high) for d in doses_of(*one_arm(words))] == doses


def test_silence_is_not_a_dose() -> None:
    assert doses_of(*one_arm("MSC at dose level 2")) == ()
    assert _administrations(*one_arm("MSC at dose level 2")) == (None, ())


# --- how often ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a single infusion", 1),
        ("given once", 1),
        ("one single intravenous (IV) infusion", 1),
        ("two infusions", 2),
        ("3 does of MSC", 3),
        ("10 doses", 10),
        ("on days 1 and 4", 2),
        ("on days 1, 4, 11 and 18", 4),
        ("Day 0, Day 3, Day 6", 3),
        ("the 1st, 3rd, 5th, and 7th days", 4),
        ("at week 0, 4, 12, 24, 36 and 48", 6),
        ("twice weekly for 2 weeks", 4),
        ("once a week for 4 weeks", 4),
        ("every 3 months for 4 injections", 4),
        ("twice per week for each of 4 consecutive weeks", 8),
        ("weekly in the first month, then once per month for 6 months (9 times in total)", 9),
        ("one infusion is given, and at week 24 treatments are reversed", 1),
        ("four doses, the first at birth and three additional doses later", 4),
        ("the medium was concentrated 50 times and given in three doses", 3),
        ("two infusions; laboratory follow-up at weeks 2, 6, 10, 14 and 18", 2),
        ("a single injection with a 12 cycle follow-up", 1),
        ("Infusion number: 8", 8),
        ("4 infusions, then 2 additional infusions", 6),
        ("a second infusion follows", 2),
        ("repeated on day 90", 2),
        ("via 7 injections of 1.3 mL", 1),
        ("20 intramyocardial injections", None),
        ("subjects 4 to 6", None),
        ("three dose levels", None),
        ("infusion", None),
        ("a single intra-articular 20x10^6 dose", 1),
        ("20x10^6 dose", None),
        ("an injection (single procedure)", 1),
        ("a single-centre study of an infusion", None),
        ("3 million cells/kg/d on day 1 to 4", 4),
        ("a dose qw for 4 weeks", 4),
        ("once a month (the interval may change) for 6-9 months", 9),
        ("treated 2 consecutive times", 2),
        ("will be given cells at 0, 6, 12 week", 3),
        ("cells are given, and pain is assessed at 1, 3 and 6 months", None),
        ("cells are infused during surgery and on 7, 14 and 21 POD", 4),
        ("a first infusion, repeated at three months", 2),
        ("a dose every 4 weeks from week 0 to week 36", 10),
        ("infused immediately after the surgery and at day 3", 2),
        ("infusions on days 1 and 4; another infusion on day 7 if there is no response", 3),
        ("one visit without infusion", None),
        ("2 million cells/kg, given twice, three months apart", 2),
        ("cells are measured twice", None),
        ("twice per week at a dose of 2 x 10^6 MSC/kg (actual body weight) for each of 4 consecutive weeks", 8),
        ("patients undergo 2 treatment with 6 months interval", 2),
        ("infusion of cultured cells of the fat of the same person, twice at two week intervals", 2),
        ("weekly (n=6) infusions of cells", 6),
        ("one injection of MSC and three injections of platelet-rich plasma", 1),
        ("given on day 1 and months 1 & 2", 3),
        ("Cohort 3 High dose, 20 million cells", None),
        ("double dose", None),
        ("given weekly, by 4 consecutive therapies", 4),
        ("injected at baseline and possibly again after 5 months", 2),
        ("weekly for 4 weeks, and perhaps an additional 4 weeks", 8),
        ("observations with ultrasound once a month for 3 times", None),
        ("intravenously, once-off", 1),
        ("(total # doses = 15)", 15),
        ("treated once again after 6 months", 2),
        ("once or twice, two weeks apart", 2),
        ("assigned in a 1:1 fashion to cells and placebo", None),
        ("three doses are 1, 3 and 5 million", None),
        ("assessments are repeated at 12 and 24 months", None),
        ("4 injections inside the wall of the fistula", None),
        ("divided in 2-3 injections", None),
        ("given a dose of 1.0 x 10^6/kg at 0, 6, 12 week", 3),
        ("5 mg daily from day 5 to day 25", None),
        ("single cell treatment by combined administration", 1),
        ("7,5 million cells at day 2 and 7,5 million cells", None),
        ("one dosis", 1),
    ],
)
def test_number_of_administrations(words: str, expected: int | None) -> None:
    assert administrations(words) == expected


def test_one_procedure_with_many_injections_is_one_administration() -> None:
    number, _ = _administrations(*one_arm("single treatment of PLX cells; 30 intramuscular injections"))
    assert number == 1


def test_what_is_laid_in_at_an_operation_is_given_once_unless_a_text_speaks_of_more() -> None:
    at_operation = "MSC on a collagen scaffold are laid in during surgery"
    assert _administrations(*one_arm(at_operation))[0] == 1
    assert _administrations(*one_arm(f"{at_operation}; a repeat is possible"))[0] is None


@pytest.mark.parametrize(
    "words",
    [
        "participants receive an infusion of 20 million MSC",
        "20 million MSC are infused over 30 minutes",
        "20 million MSC are infused on day 0",
    ],
)
def test_one_act_of_giving_is_one_administration_unless_a_text_speaks_of_more(words: str) -> None:
    assert _administrations(*one_arm(words))[0] == 1
    assert _administrations(*one_arm(f"{words}; the infusions may be repeated"))[0] is None


@pytest.mark.parametrize(
    "told",
    [
        "Evidence from trials of bone marrow infusions supports the safety of MSC.",
        "Low doses of chemotherapy are given before the MSC.",
        "Two different doses of MSC are given.",
    ],
)
def test_words_of_repetition_that_mean_something_else_repeat_nothing(told: str) -> None:
    assert _administrations(*one_arm("MSC injected into the myocardium", detailed_description=told))[0] == 1


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Cells go in twice weekly for 3 weeks, then once weekly for 3 weeks", 9),
        ("Five infusions 2 weeks apart followed by 2 infusions in winter", 7),
        ("One single infusion into the artery followed by one single infusion into a vein", 2),
        ("One single XA infusion followed by one single XV infusion", 2),
        ("Given twice 9 days apart, followed by repeated four times given each year", 6),
        ("Three doses in week 1, thereafter two further doses monthly", 5),
        ("Three infusions, then 2 infusions of saline for the other group", 3),
        ("Three infusions and then patients are followed weekly for 6 weeks", 3),
        ("Three infusions, then two more infusions, in total 4 infusions", 4),
        ("Five infusions followed by 4 infusions; 9 doses", 9),
    ],
)
def test_phases_of_a_schedule_that_a_sentence_puts_one_behind_the_other_are_summed(words: str, number: int) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Fat is taken once and then cells are injected in a single session", 1),
        ("Two infusions for the first group, followed by two infusions for the second group", 2),
        ("One dose then the second dose after 30 days", 2),
        ("Cells are thawed once, then given as two infusions", 2),
        ("Two infusions, then patients with a relapse receive two infusions again", 2),
        ("Three injections, followed by physiotherapy twice a week for 6 weeks", 3),
        ("A single dose, then observation once a month for 6 months", 1),
        ("A single infusion, then dialysis 3 times a week for 4 weeks", 1),
    ],
)
def test_what_is_done_before_the_cells_are_given_or_to_other_people_is_no_phase_of_the_schedule(
    words: str, number: int
) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("up to three additional administrations within a season", 4),
        ("given once a day for continuous nine days", 9),
        ("weekly cells at 0.25 million per kg for 5 weeks", 5),
        ("once per month for a total duration of five months", 5),
        ("After 5 and 9 weeks, patients were injected the same number of cells", 3),
        ("injected at 14 sites of the thigh", 1),
        ("11 intramuscular injections of 0.3 ml", 1),
        ("injected at 14 sites of the thigh every month", None),
        ("after the injection followed up monthly for a period of one year", None),
    ],
)
def test_a_schedule_is_read_with_decimals_durations_and_additional_doses(words: str, number: int | None) -> None:
    assert administrations(words) == number


def test_a_fresh_mixture_that_is_injected_is_given_once_unless_it_goes_into_a_vein() -> None:
    for words, number in (("fat cells injected into the knee", 1), ("fat cells injected into a vein", None)):
        document, _ = one_arm(words)
        assert _administrations(document, ("mixed_uncultured",))[0] == number


def test_the_sum_of_a_course_counts_without_a_name_of_the_product() -> None:
    told = "The subject returns for a visit. Treatments occur 2 weeks apart, for a total of 10 infusions."
    assert _administrations(*one_arm("MSC", detailed_description=told))[0] == 10


def test_doses_of_a_title_are_levels() -> None:
    made = record(Arm(label="Cells", description="MSC"), brief_title="A study of three doses of MSC")
    assert _administrations(document_of(made), ("core",))[0] is None


def test_two_infusions_count_in_a_sentence_that_also_names_visits_but_its_days_do_not() -> None:
    told = "Patients receive two MSC infusions and are followed up at days 30, 60 and 90."
    assert _administrations(*one_arm("MSC", detailed_description=told))[0] == 2


def test_a_schedule_is_read_from_the_sentence_after_the_product() -> None:
    told = "The dose is 2 million MSC per kg. Weekly dose for three consecutive weeks. Visits are weekly for 9 weeks."
    assert _administrations(*one_arm("MSC", detailed_description=told))[0] == 3


# --- robustness ---------------------------------------------------------------------------------------------------


@given(st.text(alphabet="0123456789 xX*^eE.,-/()~·million cells MSC per kg mL and or to day", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_error(words: str) -> None:
    for m in dose_mentions(words):
        assert 0 < m.low <= m.high
    number = administrations(words)
    assert number is None or number >= 1
    for n in numbers(words):
        assert 0 <= n.start < n.end <= len(words)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_unicode_is_read_without_error(words: str) -> None:
    dose_mentions(normalize(words))
    administrations(words)


@pytest.mark.parametrize("piece", ["1,", "1/1 ", "10x10", "1.5 ", "(", "1 to ", "two ", "million ", "10^", "day 1, "])
def test_long_repetitive_text_takes_linear_time(piece: str) -> None:
    words = "MSC 1 million cells " + piece * 4000
    begin = time.process_time()
    dose_mentions(words)
    administrations(words)
    assert time.process_time() - begin < 10


def test_every_stored_record_is_read(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        passages = document_of(made)
        doses = doses_of(passages, ("core",) * len(made.arms))
        number, _ = _administrations(passages, ("core",) * len(made.arms))
        assert all(0 < d.span[0] <= d.span[1] for d in doses)
        assert number is None or number >= 1


@pytest.mark.parametrize(
    ("nct_id", "low", "high", "per_kg"),
    [
        ("NCT02336230", 2e6, 2e6, True),
        ("NCT02097641", 1e7, 1e7, True),
        ("NCT01183728", 2e7, 2e7, False),
        ("NCT04355728", 1e8, 1e8, False),
    ],
)
def test_doses_of_stored_records(nct_id: str, low: float, high: float, per_kg: bool) -> None:
    made = stored(nct_id)
    classes = tuple("core" if arm.type == "EXPERIMENTAL" else "" for arm in made.arms)
    doses = doses_of(document_of(made), classes or ())
    assert (low, high, per_kg) in {(d.low, d.high, d.per_kg) for d in doses}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 ± 0.5 x 10^6 MSC/kg", (1.5e6, 2.5e6, True)),
        ("3 +/- 1 million MSC/kg", (2e6, 4e6, True)),
        ("0.5 ± 2 million MSC/kg", (2.5e6, 2.5e6, True)),
        ("(1.2)-2.4 x 10^6 MSC/kg", (1.2e6, 2.4e6, True)),
        ("0.7 . 10^6 MSC/kg", (7e5, 7e5, True)),
        ("60. 10^6 MSC", (6e7, 6e7, False)),
        ("1,2-2,4 10E6 MSC/kg", (1.2e6, 2.4e6, True)),
        ("group 3 10^6 MSC/kg", (1e6, 1e6, True)),
        ("2 million xKg of MSC", (2e6, 2e6, True)),
    ],
)
def test_a_tolerance_a_bracket_a_spaced_point_or_a_lost_sign_keeps_both_parts_of_a_number(
    words: str, expected: tuple[float, float, bool]
) -> None:
    assert read(words) == [expected]


def test_a_comma_before_a_space_is_a_decimal_only_where_the_words_name_one_number() -> None:
    assert read("a maximum of 1, 5x10^6 MSC/kg") == [(1.5e6, 1.5e6, True)]
    assert read("doses of 1, 5x10^6 MSC/kg") == []
    assert read("a maximum of 1, 50x10^6 MSC/kg") == []


@pytest.mark.parametrize(
    "words", ["2x10^6 cells/weight range", "3 million cells per weight band", "20,000 clusters of MSC"]
)
def test_cells_by_range_of_weight_and_clusters_of_cells_are_no_dose(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "dose"),
    [
        ("MSC given four times (total of 800 million cells)", 2e8),
        ("a total of 800 million MSC, infusions on days 1, 8, 15 and 22", 2e8),
        ("a total of 8 x 10^8 (800 million) MSC, infusions on days 1, 8, 15 and 22", 2e8),
        ("a total dose of 800 million MSC in four infusions", 2e8),
        ("4 infusions of two vials or a total of 800 million MSC", 8e8),
        ("4 infusions of a total of 800 million MSC each time", 8e8),
        ("one infusion of a total of 800 million MSC", 8e8),
        ("two infusions a week apart, in total 4 million MSC/kg", 2e6),
        ("two infusions a week apart, 4 million MSC/kg", 4e6),
    ],
)
def test_a_total_over_several_administrations_is_divided_by_their_number(words: str, dose: float) -> None:
    document, classes = one_arm(words)
    found = doses_of(document, classes, _administrations(document, classes)[0])
    assert [(d.low, d.high) for d in found] == [(dose, dose)]


@pytest.mark.parametrize(
    ("words", "doses"),
    [
        ("3 injections of MSC, 20 million cells (target dose 60 million cells)", [2e7]),
        ("one injection of MSC at a target dose of 60 million cells", [6e7]),
    ],
)
def test_nct04453111_a_target_dose_that_sums_up_a_course_is_no_dose(words: str, doses: list[float]) -> None:
    document, classes = one_arm(words)
    found = doses_of(document, classes, _administrations(document, classes)[0])
    assert [d.high for d in found] == doses


@pytest.mark.parametrize(
    ("given", "doses"),
    [("2 million MSC a day for 4 days", [2e6, 2e6]), ("2 million MSC, once", [8e6, 1.6e7])],
)
def test_nct02772289_arms_that_name_sums_over_a_course_get_the_doses_of_their_interventions(
    given: str, doses: list[float]
) -> None:
    arms = [
        Arm(label=label, type="EXPERIMENTAL", description=f"Target dose {n} million MSC")
        for label, n in (("A", 8), ("B", 16))
    ]
    made = record(*arms, interventions=(Intervention(name="MSC", description=given, arm_group_labels=("A", "B")),))
    document, classes = document_of(made), ("core", "core")
    assert [d.high for d in doses_of(document, classes, 8 if "for" in given else 1)] == doses


@pytest.mark.parametrize(
    ("words", "doses"),
    [
        ("A total of 10 million MSC, 5 million for unilateral ovarian injection", [1e7]),
        ("A total of 10 million MSC, 5 million cells per ovary", [1e7]),
        ("5 million MSC per ovary", [5e6]),
    ],
)
def test_nct05308342_the_share_of_one_ovary_is_no_dose_beside_a_total(words: str, doses: list[float]) -> None:
    assert [high for _, high, _ in read(words)] == doses


def test_nct03279796_what_one_unit_of_cells_is_and_not_how_many_are_given_is_no_dose() -> None:
    assert read("2 x 10^6 MSC cells are one unit, and one unit is injected per 10 kg") == []
    assert read("2 x 10^6 cells per 10 kg, given as one unit of MSC") == [(2e5, 2e5, True)]


def test_nct03042143_what_others_showed_is_no_dose_of_this_study() -> None:
    told = "Another group showed that 10 million MSC/kg can be infused. Here MSC are infused at 2 million cells/kg."
    assert [d.high for d in doses_of(*one_arm("MSC", detailed_description=told))] == [2e6]
