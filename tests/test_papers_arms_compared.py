"""Whose value is better where three arms, or two treatments of their own, are compared; every word is made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial

FURTHER = "Further work is needed."
SUCCESS = ("met", "met_noninferior", "met_uncontrolled")


def claim(results: str, conclusions: str = FURTHER, methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


THREE = "140 patients were randomised to drug A (group A), drug B (group B) or both (group AB)."


@pytest.mark.parametrize(
    ("results", "succeeds"),
    [
        ("Vomiting was significantly less frequent in group AB than in group A and group B, while there was no significant difference between group A and group B.", True),
        ("Vomiting was significantly less frequent in group AB than in group B, while there was no significant difference between group AB and group A.", False),
        ("There was no significant difference between group A and group B (P = 0.4). Nausea was lower in group B than in group A (P = 0.04).", False),
    ],
)  # fmt: skip
def test_two_other_arms_that_are_alike_deny_no_gain_of_the_third(results: str, succeeds: bool) -> None:
    conclusions = "The combination was more effective than either drug alone." if succeeds else FURTHER
    assert (
        claim(results, conclusions, THREE, "Drug A, drug B and their combination for nausea") in SUCCESS
    ) == succeeds


def test_two_doses_that_are_alike_deny_no_gain_over_the_control_but_are_none_themselves() -> None:
    methods, title = "People were randomised to 5 mg or 10 mg of cells or to nothing.", "Cells for itch"
    gain = "Itch was lower with both doses of cells than with no treatment (P = 0.01). "
    alike = "No significant difference was found between the 5 mg and the 10 mg dose."
    assert claim(gain + alike, "Cells are effective for itch.", methods, title) == "met"
    assert claim(alike, "Cells may be chosen for itch.", methods, title) not in SUCCESS


PRESSURE = "Pressure was too high in 11 patients (50%) in the thiopan group and in 18 patients (82%) in the pentopan group (P = 0.03)."
PANS = "Pentopan versus thiopan for high pressure: a randomised trial"


def test_of_two_treatments_the_one_that_the_conclusions_call_better_is_the_tested_one() -> None:
    methods = "Patients were randomised to pentopan or thiopan."
    better = "Thiopan was more effective than pentopan."
    read = read_article(article(title=PANS, sections=trial(PRESSURE, better, methods)))
    assert (read.claim, read.favours, read.tested_arm) == ("met", "tested", "thiopan")
    assert claim(PRESSURE, FURTHER, methods, PANS) not in SUCCESS


@pytest.mark.parametrize(
    ("title", "methods", "results", "conclusions"),
    [
        # Cells never become the comparator of their own trial.
        ("Mesenchymal stem cells versus hyaluronan for knees: a randomised trial", "Patients were randomised to stem cells or hyaluronan.", "Pain was higher with stem cells than with hyaluronan (P = 0.01).", "Hyaluronan was more effective than stem cells."),
        # The treatment in use is a control.
        ("Effect of BIS versus ETAG on time to recovery", "Patients were randomised to BIS or standard ETAG monitoring.", "Time to recovery was longer with BIS than with ETAG (9.6 vs 5.3 min, P = 0.01).", "ETAG gives better recovery than BIS."),
        (TITLE, UNNAMED, "Pain was higher with cells than with placebo (P = 0.01).", "Placebo was better than cells."),
    ],
)  # fmt: skip
def test_a_control_or_another_treatment_than_cells_that_wins_is_no_success(
    title: str, methods: str, results: str, conclusions: str
) -> None:
    assert claim(results, conclusions, methods, title) not in SUCCESS


def test_what_is_brought_about_by_the_added_drug_is_told_of_the_arm_that_got_it() -> None:
    methods = "60 patients were randomised to gel with saline or gel with clonadine."
    title = "Clonadine as an adjuvant to gel for nerve block"
    longer = "The duration of analgesia was significantly prolonged by clonadine (P = 0.001)."
    assert claim(longer, "Clonadine improves the block.", methods, title) == "met"
    assert claim(longer.replace("prolonged", "shortened"), FURTHER, methods, title) not in SUCCESS
    assert claim("Pain was significantly reduced by week 6 (P = 0.01).", "Cells reduce pain.") not in SUCCESS


def test_effects_that_an_intervention_yielded_are_told_of_its_arm() -> None:
    methods, title = "People were assigned to an intervention or a control group.", "Cues to promote flossing"
    results = "The intervention yielded effects on flossing frequency (P = 0.01)."
    assert claim(results, "The programme was effective in improving flossing.", methods, title) == "met"
    results = "The intervention had no effects on flossing frequency (P = 0.4). Women flossed more than men (P = 0.01)."
    assert claim(results, "The programme may be effective in some.", methods, title) not in SUCCESS


def test_harm_that_does_not_differ_is_no_denial_of_every_outcome() -> None:
    methods = f"{UNNAMED} The primary endpoint was complete response."
    results = "Complete response was seen in 80% on cells and 56% on placebo (P = 0.018). The main AEs were fatigue and rash, "
    results += "but there was no significant difference between groups."
    assert claim(results, "Cells are recommended because of better response.", methods) == "met"


def test_a_test_between_groups_behind_a_comparator_without_change_contradicts_nothing() -> None:
    results = "In the control group pain did not change (4.2 to 4.3). The between-group differences were {} significant (P = {})."
    assert claim(results.format("not", "0.3"), "Cells reduced pain.", METHODS) not in SUCCESS
    assert claim(results.format("highly", "0.001"), "Cells reduced pain.", METHODS) != "not_met"


@pytest.mark.parametrize(
    ("use", "more", "succeeds"), [("antenatal services", "higher", True), ("condoms", "lower", False)]
)
def test_more_use_of_services_that_prevent_is_a_gain(use: str, more: str, succeeds: bool) -> None:
    methods, title = "Villages were randomised to intervention or control.", "Effects of outreach: a randomised trial"
    ratio = "1.6, 95% CI 1.1 to 2.2" if more == "higher" else "0.6, 95% CI 0.4 to 0.8"
    results = (
        f"The odds of use of {use} were {more} with the intervention than in control villages (odds ratio {ratio})."
    )
    conclusions = "The intervention increased use of services." if succeeds else FURTHER
    assert (claim(results, conclusions, methods, title) in SUCCESS) == succeeds
