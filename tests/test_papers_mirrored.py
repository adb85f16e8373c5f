"""One gain told in many shapes and under many names of the arms; mirrored, the same sentence is never a success. Made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import article, trial

ARMS = {
    "placebo": ("We randomly assigned 80 patients to cells or placebo.", "cells", "placebo", "the cell group", "the placebo group", "Cells for synthetic knees: a randomised placebo-controlled trial"),
    "control": ("Eighty patients were randomised to an intervention group (exercise) or a control group.", "the intervention", "control", "the intervention group", "the control group", "Exercise for synthetic knees: a randomised controlled trial"),
    "sham": ("Patients were randomly divided into group A (laser) and group B (sham laser).", "laser", "sham", "group A", "group B", "Effect of laser on synthetic knees"),
    "numbered": ("Patients were allocated at random to group I, which received saline, and group II, which received dexamide.", "dexamide", "saline", "group II", "group I", "Dexamide for pain after surgery: a double-blind study"),
    "short forms": ("Patients were randomised to virtual reality training (VRT) or conventional physiotherapy (CPT).", "VRT", "CPT", "the VRT group", "the CPT group", "Virtual reality training versus conventional physiotherapy after stroke: a randomised trial"),
    "two drugs": ("Patients received either tramadine 50 mg or lidopam 20 mg in random order.", "tramadine", "lidopam", "the tramadine group", "the lidopam group", "Comparison of tramadine and lidopam for pain after surgery: a randomised trial"),
}  # fmt: skip
SHAPES = (
    "Pain score was significantly lower in {mine} than in {other} (P = 0.01).",
    "Pain scores were 2.1 in {mine} and 4.3 in {other} (P = 0.01).",
    "Pain score fell by 4.1 points in {mine} and by 1.9 points in {other} (P = 0.01).",
    "There was a significantly greater reduction in pain in {mine} compared with {other} (P = 0.01).",
    "A significant difference in pain was found between {mine} and {other} (2.1 vs 4.3, P = 0.01).",
    "A significant difference in pain score in favour of {mine} was found (P = 0.01).",
    "Pain relief was achieved in 30 of 40 in {mine} and 12 of 40 in {other} (P = 0.001).",
    "In {mine}, 75% were pain-free, compared with 30% in {other} (P = 0.001).",
    "Rescue analgesia was needed by 5 (12%) in {mine} and 18 (45%) in {other} (P = 0.001).",
    "Both groups improved, but {mine} improved significantly more than {other} (P = 0.01).",
    "Pain decreased from 6.1 to 2.0 in {mine} and from 6.0 to 4.5 in {other}; the difference between the groups was significant (P = 0.01).",
    "Function improved significantly more in {mine} than in {other} (P = 0.01).",
    "The relative risk of relapse in {mine} was 0.45 (95% CI 0.25 to 0.80).",
)  # fmt: skip


@pytest.mark.parametrize("names", ARMS)
def test_a_gain_is_read_in_any_shape_and_a_loss_in_none(names: str) -> None:
    methods, tested, _, mine, other, title = ARMS[names]
    praise = f"{tested[0].upper()}{tested[1:]} reduced pain and should be considered."
    for shape in SHAPES:
        gain, loss = shape.format(mine=mine, other=other), shape.format(mine=other, other=mine)
        assert read_article(article(title=title, sections=trial(gain, praise, methods))).claim == "met", gain
        mirrored = read_article(article(title=title, sections=trial(loss, "Further work is needed.", methods)))
        assert mirrored.claim not in ("met", "met_noninferior", "met_uncontrolled"), loss


def test_of_a_drug_and_the_same_drug_with_another_the_added_one_is_tested() -> None:
    title = "Bupivine versus bupivine plus dexamide for nerve block: a randomised trial"
    methods = "Patients were randomised to bupivine or bupivine plus dexamide."
    less = "Pain was significantly lower with bupivine plus dexamide than with bupivine (P = 0.01)."
    read = read_article(article(title=title, sections=trial(less, "Dexamide reduces pain.", methods)))
    assert (read.claim, read.tested_arm) == ("met", "bupivine plus dexamide")
    more = read_article(
        article(title=title, sections=trial(less.replace("lower", "higher"), "Further work is needed.", methods))
    )
    assert more.claim not in ("met", "met_noninferior")


def test_groups_whose_letters_nobody_explains_tell_no_direction() -> None:
    results = "Pain was significantly lower in group B than in group A (P = 0.01)."
    methods = "Eighty patients were divided at random into two equal groups."
    sections = trial(results, "Further work is needed.", methods)
    assert read_article(article(title="Laser for synthetic knees", sections=sections)).claim not in ("met", "not_met")


NAMED = "We randomly assigned 80 patients to cells or placebo. The primary end point was pain score at 6 months."


@pytest.mark.parametrize(
    "results",
    [
        # Shown in a part of the people only.
        "In the per-protocol analysis pain was lower with cells than placebo (P = 0.03), but not in the intention-to-treat analysis (P = 0.12).",
        # Not claimed to differ.
        "Pain score was numerically lower with cells than with placebo (3.1 vs 3.9).",
        "Pain score tended to be lower with cells than with placebo (P = 0.06).",
        # Time and centres are no arms.
        "A significant time effect was found for pain (P = 0.001), without a group by time interaction (P = 0.4).",
        "Pain differed significantly between centres (P = 0.01).",
        # Both arms are named, and the other one won.
        "Pain score was significantly lower with placebo than with cells (P = 0.01).",
    ],
)
def test_what_praise_in_the_conclusions_cannot_turn_into_a_success(results: str) -> None:
    for methods in (NAMED, ARMS["placebo"][0]):
        sections = trial(results, "Cells are a promising option and improved pain significantly.", methods)
        read = read_article(article(title=ARMS["placebo"][-1], sections=sections))
        assert read.claim not in ("met", "met_noninferior", "met_uncontrolled")


def test_scores_that_had_fallen_further_are_a_gain() -> None:
    results = "At 6 months pain scores had fallen by {}% with cells and {}% with placebo (P < 0.001)."
    for cells, placebo, expected in (("40", "12", "met"), ("12", "40", "not_met")):
        sections = trial(
            results.format(cells, placebo), "Cells reduced pain." if expected == "met" else "Pain was studied.", NAMED
        )
        assert read_article(article(title=ARMS["placebo"][-1], sections=sections)).claim == expected
