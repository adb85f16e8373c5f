"""How often a product is given: what a rule may take for another administration, and where it must not."""

from __future__ import annotations

import pytest

from msc_trials.extraction.document import document_of
from msc_trials.extraction.facts import Evidence
from msc_trials.extraction.product.administrations import administrations_of
from msc_trials.extraction.product.guidance import read_guidance
from msc_trials.extraction.product.route import read_routes
from msc_trials.extraction.product.schedule import administrations
from msc_trials.records.schema import Arm, Intervention
from tests.reading import one_arm, record


def _number(description: str, told: str = "", name: str = "MSC") -> tuple[int | None, tuple[Evidence, ...]]:
    """Administrations of a one-arm trial: words of the arm, of the description, and the name of what is given."""
    made = record(
        Arm(label="Cells", type="EXPERIMENTAL", description=description, intervention_names=(name,)),
        interventions=(Intervention(name=name),),
        detailed_description=told,
    )
    document, classes = document_of(made), ("core",)
    routes = read_routes(document, classes)[0]
    return administrations_of(document, classes, routes, read_guidance(document, classes, routes)[0])


@pytest.mark.parametrize(
    "told",
    [
        "Ten consecutive adult patients receive MSC.",
        "The fat is collected, washed and re-injected into the patient with its stem cells.",
        "MSC treatment does not ask for multiple procedures.",
        "Stem cells are drawn up in multiple 10-cc syringes for the injection.",
        "Stem cells are given and the bone is followed with monthly radiographs.",
        "MSC are given, and participants are followed up monthly.",
        "MSC are given, and participants are monitored every 2 weeks.",
        "MSC are placed on day 5 of the menstrual cycle.",
    ],
)
def test_words_that_only_sound_like_a_second_administration_are_none(told: str) -> None:
    assert _number("MSC on a scaffold are laid in during surgery", told)[0] == 1
    assert _number("MSC on a scaffold are laid in during surgery", "MSC are given in multiple sessions.")[0] is None


@pytest.mark.parametrize(
    "words",
    [
        "received at least one dose of MSC",
        "at least two fixed doses of MSC are infused",
        "transplantation of MSC for type 1 diabetes treatment",
        "one new treatment approach uses MSC",
        "the life of a cell once delivered into a joint is short",
        "given in 18 divided doses into the calf",
        "another treatment approach for this disease is MSC therapy",
        "the second dose level and the third dose group receive more MSC",
        "MSC go through a balloon catheter; this process is repeated 5 ~ 6 times",
    ],
)
def test_a_smallest_number_a_type_of_disease_and_parts_of_a_session_are_no_number_of_administrations(
    words: str,
) -> None:
    assert administrations(words) is None


def test_divided_doses_with_an_interval_are_administrations() -> None:
    assert administrations("in 5 divided doses at intervals of 2 weeks") == 5


@pytest.mark.parametrize(
    "words",
    [
        "MSC are delivered through cardiopulmonary bypass during heart surgery",
        "MSC are applied at the end of the tendon repair",
        "MSC are delivered right before insertion of a stent",
        "MSC are injected in the uterine incision",
        "MSC are applied locally after curettage of the tract",
        "MSC are injected by laparoscopy",
        "MSC and cartilage cells are given in one stage surgery",
        "patients undergo surgery and debridement with injection of MSC",
    ],
)
def test_what_is_given_in_the_course_of_an_operation_is_given_once(words: str) -> None:
    assert _number(words)[0] == 1
    assert _number(f"{words}; a second injection is possible")[0] == 2
    assert _number(f"{words}, and the injections are repeated")[0] is None


@pytest.mark.parametrize(
    "told",
    [
        "All participants will receive an injection with MSC into the gland.",
        "Participants receive MSC intravenously on day 0.",
        "MSC are infused on the same day as the blood stem cell infusion.",
        "Infusion of MSC at the day of white cell recovery.",
    ],
)
def test_one_act_of_giving_that_only_the_description_tells_of_is_one_administration(told: str) -> None:
    number, evidence = _number("", told)
    assert number == 1
    assert evidence[0].sure == "inferred"
    assert _number("", f"{told} This procedure will be repeated.")[0] is None


@pytest.mark.parametrize("name", ["Examplestem", "XYZ-042", "autologous cells XYZ-042"])
def test_a_description_that_calls_the_product_by_its_own_name_speaks_of_the_product(name: str) -> None:
    own = name.rsplit(maxsplit=1)[-1]
    told = f"Subjects received a single dose of {own}."
    assert _number("", told, name)[0] == 1
    assert _number("", told.replace(own, "ABC-7"), name)[0] is None


def test_the_shelf_life_of_cells_is_no_act_of_giving() -> None:
    assert _number("MSC must be infused within 3 hours of release")[0] is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("injection of MSC, with a re-injection at 2 months and/or 5 months", 3),
        ("an injection on day 0 and a possible repeat injection at 4 months", 2),
        ("patients receive cell injection 2 and 5 months after the aspiration", 2),
        ("MSC, single IV, 2 million per kg", 1),
        ("2 infusions of 1.5 million MSC/kg per week for 3 weeks", 6),
        ("two infusions per week for 3 weeks", 6),
        ("on days 1, 2 and 3, and a fourth, optional dose on day 8", 4),
        ("MSC are infused at surgery and day 5", 2),
        ("in eight injections, at least 3 centimeters apart", 1),
        ("MSC gel, treatment on five consecutive days", 5),
        ("an intravenous infusion once in the first part", 1),
        ("a unique intravitreal injection of MSC", 1),
        ("MSC, single treatment at month 3", 1),
        ("Frequency: three times a week Duration: 6 weeks", 18),
        ("injections of MSC at 20 sites, into multiple sites of the leg", 1),
    ],
)
def test_repeats_on_named_days_and_infusions_per_week_are_all_counted(words: str, number: int) -> None:
    assert administrations(words) == number


def test_a_list_of_visits_that_numbers_its_infusions_says_how_many_there_are() -> None:
    told = "Visits 2, 3, 4 and 6. (Infusions 1, 2, 3 and 4) The subject is examined. Visit 7 (Infusion 5)."
    assert _number("MSC", told)[0] == 5
    assert _number("MSC", "Visit 2 - Infusion 1: MSC. Visits 3 to 9: the subject is given MSC")[0] is None


def test_a_single_dose_of_each_visit_is_no_single_dose_where_the_texts_speak_of_more() -> None:
    told = "MSC are given by lumbar puncture, a total of 5 infusions."
    assert _number("A single dose of MSC, in later infusions less", told)[0] == 5
    assert _number("A single dose of MSC, in later infusions less")[0] == 1
    assert _number("A single dose of MSC", told)[0] == 1


def test_once_in_the_description_gives_way_to_an_arm_that_speaks_of_repeats() -> None:
    told = "MSC are injected at 12 sites of the muscle."
    assert _number("MSC into the muscle", told)[0] == 1
    assert _number("MSC into the muscle; this is repeated every 6 months", told)[0] is None


def test_as_many_doses_as_there_are_arms_are_levels_of_the_dose() -> None:
    arms = tuple(Arm(label=f"{n} million MSC per kg", type="EXPERIMENTAL") for n in (1, 2))
    made = record(*arms, brief_summary="The safety of the administration of 2 doses of MSC.")
    document, classes = document_of(made), ("core", "core")
    assert administrations_of(document, classes, ("intravenous",), ("not_stated",))[0] is None
    assert (
        administrations_of(*one_arm("MSC", brief_summary=made.brief_summary), ("intravenous",), ("not_stated",))[0] == 2
    )


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Intravenous infusion of MSC, two weeks later MSC are injected into the artery", 2),
        ("MSC at a dose of 0.5 million per kg are infused, followed by a lumbar injection of MSC 3 months later", 2),
        ("infusion of MSC and a subsequent lumbar injection one week later", 2),
        ("injection of MSC followed 6 months later by a sham injection", None),
        ("saline injection followed 6 months later by injection of MSC", None),
        ("injection of MSC; the visits are 2 weeks later, and the injection site is looked at", None),
        ("infusion of MSC, and 4 weeks later patients are evaluated for the infusion", None),
    ],
)
def test_a_second_giving_some_weeks_later_counts_unless_it_is_the_control(words: str, number: int | None) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("MSC are given once weekly for 3 weeks. With a partial response, another cycle will be given.", 6),
        ("MSC are infused over 15 minutes. If there is no response, a second course will be given.", 2),
        ("MSC are given on days 2, 5 and 9. Therapy repeats every 21 days up to 2 courses.", 6),
        ("Two infusions of MSC. Infusions will be repeated every 4 months for 1 year.", 6),
        ("Cells are infused twice. Then began the second course. After the second course visits resume.", 4),
        ("MSC are infused every week. If there is no response, a second course will be given.", None),
        ("If there is no response, a second course will be given.", None),
        ("MSC are infused twice, after the second course of chemotherapy.", 2),
    ],
)
def test_the_administrations_of_a_course_are_multiplied_by_the_number_of_courses(
    words: str, number: int | None
) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize("name", ["Injection", "Transplantation", "product 100"])
def test_an_act_or_a_bare_number_is_no_name_of_the_product(name: str) -> None:
    assert _number("", "Subjects receive a single injection of 100 mg of hyaluronic acid.", name)[0] is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("infusions of MSC on days 0, 4 and 8, and then periodically", None),
        ("infusions of MSC on days 0, 4 and 8, as needed thereafter", None),
        ("infusions of MSC on days 0, 4 and 8, blood is drawn periodically", 3),
        ("infusion of MSC if the marker falls on three consecutive days", None),
        ("infusion once the subject has recovered", None),
    ],
)
def test_nct01510431_a_schedule_without_an_end_has_no_largest_number(words: str, number: int | None) -> None:
    assert administrations(words) == number


def test_nct02165904_a_sentence_that_counts_the_doses_needs_no_name_of_the_product() -> None:
    assert (
        _number("MSC", "The first day is that of the cells. Then it goes on. 4 doses will be given every 2 months.")[0]
        == 4
    )


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("MSC are given twice a week for four weeks, then weekly for four weeks", 12),
        ("MSC are given once a month for three months, then once every three months for a year", 7),
        ("a total of 4 infusions of MSC, 2 in month 1, then 2 in month 3", 4),
        ("one infusion of MSC, followed by 3 infusions in the placebo group", 3),
    ],
)
def test_phases_of_giving_that_follow_one_another_are_summed(words: str, number: int) -> None:
    assert administrations(words) == number


def test_what_is_weighed_each_day_is_a_drug_and_what_is_counted_each_day_are_cells() -> None:
    assert administrations("20 mg/kg/day for 5 days") is None
    assert administrations("5 x 10^6 cells/kg/day for 5 days") == 5


@pytest.mark.parametrize(
    "words", ["5 intramyocardial injections", "5 injections inside the scar", "5 injections of 0.5 mL"]
)
def test_many_injections_into_a_tissue_or_around_a_place_are_parts_of_one_administration(words: str) -> None:
    assert (administrations(words) or 1) == 1
    assert administrations("5 injections of MSC") == 5


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2 + 2 infusions", 4),
        ("infused on day 0, infused again on d10 and d20", 3),
        ("given again on day 7 and 14", 3),
        ("infused at baseline, week 3 and week 9", 3),
        ("infused at baseline and then at months 3 and 6", 3),
        ("infused at the start and repeated at 2 and 5 months", 3),
        ("infusion repeated at 2 and 5 months", 3),
        ("infused once; assessments are repeated at 2 and 5 months", 1),
        ("Laid on at Day 1. Up to 2 additional treatments will be given at Weeks 4 & 9", 3),
        ("4 infusions, then 2 additional infusions", 6),
    ],
)
def test_the_first_time_counts_beside_those_at_which_the_product_is_given_again(words: str, number: int) -> None:
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("receive a single 20 x 10(6) dose of the product", 1),
        ("two infusions of 2 million MSC per kilogram, one week apart", 2),
        ("MSC are given i.v. on days 0, 7 and 14", 3),
    ],
)
def test_the_way_a_power_a_weight_or_a_route_is_written_changes_no_number_of_administrations(
    words: str, number: int
) -> None:
    assert administrations(words) == number


def test_a_number_of_doses_behind_a_schedule_counts_nct01240915() -> None:
    assert administrations("MSC once every day for 7 days for 3 doses") == 3
    assert administrations("MSC once every day for 7 days") == 7


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("MSC on the first, third and sixth day of the stay", 3),
        ("MSC at the first and fourth week", 2),
        ("participants are assessed on the first and third day", None),
        ("100 million MSC every 48 hours x 3", 3),
        ("MSC every 12 hours for 3 days", 6),
        ("MSC q2w x 4", 4),
        ("infusions every two weeks (total of 4)", 4),
        ("injections on three separate days", 3),
        ("2 x 50 million MSC with one month's distance", 2),
        ("two courses of 4 infusions", 8),
        ("four doses are planned", 4),
        ("four doses are compared", None),
    ],
)
def test_days_told_in_words_hours_between_doses_and_courses_are_counted(words: str, number: int | None) -> None:
    """A schedule may name its days in words, its intervals in hours and its courses beside the doses of each."""
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one injection at baseline and one at month 6", 2),
        ("infused within a day of admission, and again at day 7", 2),
        ("infused at day 0; the same dose at months 6 and 12", 3),
        ("given on day 0 with re-dosing at week 12", 2),
        ("injection at baseline, 3 and 6 months", 3),
        ("infused at enrolment, then at one week", 2),
        ("first injection: day 0, second: day 28, third: day 56", 3),
        ("injected first at week 0 and then at week 12", 2),
        ("IV drip on the admission day and 3 days later", 2),
        ("three rounds of MSC drips", 3),
        ("MSC once; pain is measured at baseline, and again at 3 months", 1),
    ],
)
def test_a_later_time_that_goes_without_a_noun_of_giving_is_one_more(words: str, number: int) -> None:
    """The later times of giving are often told by a day alone: "one at month 6", "and again at day 7"."""
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("MSC once a week. Treatment is given for 4 weeks.", 4),
        ("MSC once a week. Each course lasted 3 weeks.", 3),
        ("MSC once a week, 4 weeks make one course", 4),
        ("MSC once monthly; 6 months of treatment", 6),
        ("MSC twice weekly for the first 4 weeks, then weekly for another 4 weeks", 12),
        ("MSC twice weekly for the first 4 weeks and once weekly for the next 4 weeks", 12),
    ],
)
def test_how_often_and_how_long_may_stand_in_two_sentences(words: str, number: int) -> None:
    """One clause tells the interval and the next one how long the treatment goes on."""
    assert administrations(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "MSC are injected into the joint one month after the osteotomy",
        "MSC by intratracheal instillation 14 days after birth",
        "MSC are injected into the joint at baseline",
        "MSC are injected into the joint 7-10 days after meniscectomy",
        "MSC are injected into the joint in the operating room",
        "A single IV bolus of MSC",
    ],
)
def test_one_moment_of_giving_is_one_administration(words: str) -> None:
    """The arm names one moment or one operation and nothing speaks of more."""
    assert _number(words)[0] == 1


def test_a_design_that_calls_itself_single_dose_gives_once() -> None:
    """The description calls the study a single-dose one and the arm is silent."""
    assert _number("MSC into the joint", "An open, single-dose, two-arm study with 20 patients.")[0] == 1
    assert _number("MSC into the joint", "A scan is made at baseline before therapy.")[0] is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("MSC IV x3, one week apart", 3),
        ("60 million cells x 3 infusions", 3),
        ("MSC infusion (4x), every 2 weeks", 4),
        ("MSC twice, with a one month interval", 2),
        ("number of doses three", 3),
        ("dose 1 on day 0, dose 2 on day 14, dose 3 on day 28", 3),
        ("Day 0: infusion of MSC. Day 30: infusion of MSC.", 2),
        ("Week 1: injection of MSC. Week 2: injection of hyaluronate. Week 3: injection of hyaluronate.", None),
        ("injected once at baseline, once at 3 months and once at 6 months", 3),
        ("infused on D1-D8-D15", 3),
        ("infused on day 1 and, if there is no response, on day 8", 2),
        ("IV infusion at week 0 and then every 4 weeks until week 24", 7),
        ("1 million/kg weekly in weeks 1-4", 4),
        ("IV infusion on day 0 followed by intrathecal injection on day 7", 2),
        ("2 courses, 3 infusions each", 6),
        ("two cycles, each consisting of three injections", 6),
        ("no more than 3 doses", 3),
        ("one-time dosing", 1),
    ],
)
def test_counts_written_with_signs_headings_and_spans(words: str, number: int | None) -> None:
    """A count may be a sign ("x3"), a list of headings ("Day 0: infusion") or the span of an interval."""
    assert administrations(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a loading dose followed by three maintenance doses", 4),
        ("MSC once a month during the first three months and a booster at month 12", 4),
        ("infused over 40 minutes on days 0, 2 and 4, and dexamethasone 6 mg daily for 10 days", 3),
        ("single infusion. Blood samples on day 1, 3 and 7", 1),
        ("the medium is changed every 3 days for 2 weeks", None),
        ("the initial injection dose is doubled", None),
    ],
)
def test_what_begins_or_accompanies_a_course_is_told_from_it(words: str, number: int | None) -> None:
    """A first dose and a booster count beside the others; drugs, samples and culture beside the cells do not."""
    assert administrations(words) == number


def test_the_description_of_the_model_is_read_like_the_description() -> None:
    """Newer records tell in words beside the code of the design what each participant is given."""
    made = record(
        Arm(label="Cells", type="EXPERIMENTAL", description="MSC into the joint", intervention_names=("MSC",)),
        interventions=(Intervention(name="MSC"),),
        model_description="Open, uncontrolled, single-dose",
    )
    assert administrations_of(document_of(made), ("core",), ("intra_articular",), ("not_stated",))[0] == 1
