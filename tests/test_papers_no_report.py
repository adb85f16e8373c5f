"""Papers that report no trial of a treatment although they print results, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import METHODS, article, trial

RANDOM = "We randomly assigned 80 patients to cells or placebo."
GAIN = "Pain was lower with cells than with placebo (P = 0.01)."


def kind(title: str, methods: str = METHODS, results: str = GAIN) -> str:
    return str(read_article(article(title=title, sections=trial(results, "Cells help.", methods), types=())).kind)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Stiffness and the number of knees in the KNEEBOW trial", "secondary analysis"),
        ("Cells versus placebo for stiff knees: the KNEEBOW trial", "report"),
        ("Warmth of the knee in made-up randomised trials", "secondary analysis"),
        ("Cells versus placebo for stiff knees: results of two randomised trials", "report"),
        ("Sex differences in the stiffness of knees after cells", "secondary analysis"),
        ("Characteristics of responders to cells for knees", "secondary analysis"),
        ("Cost-effectiveness of cells versus placebo for knees", "secondary analysis"),
        ("Prevalence and incidence of stiffness in knees given cells", "secondary analysis"),
        ("Design and intermediate results of a trial of cells for knees", "protocol"),
    ],
)
def test_titles_about_a_part_of_a_trial_or_about_costs_are_no_reports(title: str, expected: str) -> None:
    assert kind(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Recruiting stubborn knees to a randomised trial", "observational"),
        ("Effect of letters on recruitment to a trial of knees: a randomised study", "report"),
        ("Alveolar recruitment after surgery: a randomised trial", "report"),
        ("Who would join a trial of made-up cells?", "observational"),
        ("Generalisability of a randomised trial of cells", "observational"),
        ("A qualitative study of knees within a randomised trial", "observational"),
        ("Views of physicians on cells for knees", "observational"),
        ("Effect of cells on pain experiences of women: a randomised trial", "report"),
        ("A booklet about knees: development and pilot", "observational"),
        ("Colour of knees in patients with and without a limp", "observational"),
        ("Knees after surgery: a randomised comparison of cells in patients with and without a limp", "report"),
        ("Warm rooms and knees: observations from a made-up cohort study", "observational"),
        ("A technique for measuring stiffness: a randomised trial", "observational"),
        ("Specificity of a made-up knee test: a randomised trial", "observational"),
        ("Knee bending: comparison of the Bow and Gloop tests", "observational"),
        ("Effect of cells in stiff and healthy volunteers: a randomised trial", "observational"),
    ],
)
def test_titles_about_how_a_study_was_done_or_seen_test_no_treatment(title: str, expected: str) -> None:
    assert kind(title, RANDOM if "and without" not in title or "random" in title else "Knees were painted.") == expected


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("Data from 900 participants of the made-up KNEEBOW trial were examined.", "secondary analysis"),
        ("Data were taken from phase 2 and phase 3 studies of cells.", "secondary analysis"),
        ("Patients enrolled in the KNEEBOW trial were weighed.", "secondary analysis"),
        ("All people participated in KNEEBOW, a randomised trial of cells.", "secondary analysis"),
        ("We measured 40 people who had participated in a diet of cells.", "secondary analysis"),
        ("The survey was conducted as part of a large randomised trial.", "secondary analysis"),
        ("This subanalysis is about warmth. We randomly assigned 80 patients.", "secondary analysis"),
        ("We examined 900 patients randomised in the made-up KNEEBOW trial.", "secondary analysis"),
        (
            "The data of the KNEEBOW trial showed that cells ease pain. We randomly assigned 80 patients.",
            "secondary analysis",
        ),
        ("Patients participated in the study after they were randomly assigned to cells or placebo.", "report"),
    ],
)
def test_people_and_data_of_a_trial_that_has_a_name_make_a_second_look_at_it(methods: str, expected: str) -> None:
    assert kind("Cells and pain of stiff knees", methods) == expected


def test_a_paper_that_opens_with_the_study_of_others_is_a_comment() -> None:
    told = "In a recent issue of Synthetic Knees others randomly assigned 80 patients to cells."
    assert kind("Less pain, more cells", told) == "letter"
    assert kind("Less pain, more cells", "Smith and his colleagues reported a randomised trial of knees.") == "letter"


@pytest.mark.parametrize(
    ("methods", "results", "expected"),
    [
        ("Trial patients were asked in focus groups.", "They liked the cells.", "observational"),
        (f"{RANDOM} Some were asked in focus groups.", GAIN, "report"),
    ],
)
def test_people_who_are_asked_make_no_trial_unless_arms_are_tested(methods: str, results: str, expected: str) -> None:
    assert kind("Cells for stiff knees", methods, results) == expected


@pytest.mark.parametrize(
    ("title", "methods", "expected"),
    [
        ("Cells for weak lungs of foals", RANDOM, "animal"),
        ("A port in the belly", "Ten swine were randomized into 2 groups.", "animal"),
        ("Push-out force of made-up cement", RANDOM, "in vitro"),
        ("Meals of pork and of beans: a randomised trial", RANDOM, "report"),
    ],
)
def test_animals_and_teeth_on_the_bench_are_no_patients(title: str, methods: str, expected: str) -> None:
    assert kind(title, methods) == expected


@pytest.mark.parametrize(
    "methods",
    [
        "Knees were divided into 2 groups consisting of 1) 23 adults with a limp, 2) 19 without.",
        "52 patients with stiff knees and 8 healthy controls were injected with a dye.",
        "Thirty people (12 with warm knees and 18 with cold knees) were treated alike.",
        "People were seen twice. Group A: 99 patients who were born in hills; group B: 70 patients born by the sea.",
    ],
)
def test_groups_of_people_who_differ_by_their_condition_are_no_arms(methods: str) -> None:
    assert kind("Thickness of knees", methods) == "observational"


@pytest.mark.parametrize(
    ("title", "methods", "expected"),
    [
        ("Cells and knees: data from the KNEEBOW study", RANDOM, "secondary analysis"),
        ("A limp as a risk factor for stiff knees after cells", RANDOM, "secondary analysis"),
        (
            "Cells for stiff knees",
            f"{RANDOM} This was asked in the Knees Of Winter (KNOW) trial.",
            "secondary analysis",
        ),
        ("Cells for stiff knees", f"{RANDOM} Two consecutive studies of people were combined.", "secondary analysis"),
        ("Cells for stiff knees", f"{RANDOM} Primary outcomes have been reported.", "secondary analysis"),
        ("Cells for stiff knees", f"{RANDOM} Questions were designed as secondary endpoints.", "secondary analysis"),
        ("Cells for stiff knees", "Women taking part in a randomised trial for made-up bleeding were asked.", "secondary analysis"),
        ("Cells for stiff knees", "We assessed the association between randomisation to cells and height.", "secondary analysis"),
        ("Cells for stiff knees", "This was a cross-sectional study of people given cells.", "observational"),
        ("Cells for stiff knees", "Patients who refused cells were the control group.", "observational"),
        ("Warmth of knees in limping and healthy women", "Cells were given.", "observational"),
        ("Knees of a made-up town: survey findings", RANDOM, "observational"),
        ("Aggregation of two randomised trials of cells", RANDOM, "secondary analysis"),
        ("Cells for stiff knees: a randomised trial", f"{RANDOM} Pain was the primary outcome.", "report"),
    ],
)  # fmt: skip
def test_what_a_paper_says_of_its_data_tells_a_second_look(title: str, methods: str, expected: str) -> None:
    assert kind(title, methods) == expected


def test_two_ways_of_measuring_that_are_compared_without_a_test_of_arms_are_no_trial() -> None:
    assert kind("A new ruler for knees", RANDOM, "The limits of agreement were narrow.") == "observational"
    assert kind("A new ruler for knees", RANDOM, f"{GAIN} The ROC curve was flat.") == "report"


def test_a_paper_about_how_well_a_test_tells_people_apart_tests_no_treatment() -> None:
    results = "The knee test had a specificity of 91 percent, more than the old test."
    assert kind("A knee test for stiffness", RANDOM, results) == "observational"
    assert kind("A knee test for stiffness", RANDOM, f"{results} {GAIN}") == "report"
