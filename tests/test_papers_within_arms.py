"""Changes within one arm, drug levels and rates that show no benefit of one arm over another, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import METHODS, TITLE, article, trial

RANDOM = "We randomly assigned 80 patients to cells or placebo."


def claim(results: str, conclusions: str = "Cells help.", methods: str = RANDOM, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    "results",
    [
        "Pain with cells was lower compared to the pain values just before cells were given (P = 0.01).",
        "Compared with the scores at the end of the second week, pain fell significantly with cells.",
        "Users of both drugs showed significant gains of strength.",
        "Pain differed (P < 0.01) between the mean with cells prior to treatment (7.5) and on the fifth day (3.1).",
        "Pain fell by half 1-2 hr after cells compared to baseline (P = 0.01). There were no placebo effects.",
        "Pain fell with cells (P = 0.01), whereas those allocated to the waiting condition showed no change.",
        "Pain fell with cells (P = 0.01), while in the control school no significant change was seen.",
        "No change of pain was seen over time in the cell group (P = 0.4).",
        "Flow was higher in Caucasians compared to Asians given cells (P = 0.01).",
        "At the beginning of the study pain was higher with cells than with placebo (P = 0.01).",
    ],
)
def test_a_change_against_an_earlier_time_or_beside_an_unchanged_arm_is_no_difference(results: str) -> None:
    assert claim(results) in ("no_claim", "unclear")


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("The pain score fell with cells (P = 0.01) but not in the placebo group. Stiffness was lower with cells than with placebo (P = 0.02).", "unclear"),
        ("Stiffness was lower with cells than with placebo (P = 0.02).", "met"),
    ],
)  # fmt: skip
def test_a_primary_told_within_the_arms_is_not_replaced_by_another_outcome(results: str, expected: str) -> None:
    methods = METHODS if "score" in results else RANDOM
    assert claim(results, methods=methods) == expected


def test_what_was_alike_before_a_drug_was_given_is_the_state_at_the_start() -> None:
    assert claim("There was no difference in pain between groups before the dye injection (P = 0.6).") == "no_claim"


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ("We studied the effect of meals on the pharmacokinetics of cells.", "no_claim"),
        ("We compared the pharmacokinetics and the efficacy of cells.", "met"),
        ("We compared the pharmacokinetics of cells. The primary outcome was pain.", "met"),
    ],
)
def test_an_aim_at_drug_levels_makes_no_claim_of_benefit(aim: str, expected: str) -> None:
    assert claim("Pain was lower with cells than with placebo (P = 0.01).", methods=f"{aim} {RANDOM}") == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("The response rate was 64%. Median survival has not been reached.", "unclear"),
        ("Adverse events were mild in 20% of people.", "safety_only"),
    ],
)
def test_a_rate_of_response_is_told_before_safety_and_survival_not_reached_is_no_failure(
    results: str, expected: str
) -> None:
    title = "Phase II study of cells for stiff knees"
    found = claim(results, "Cells are well tolerated.", "Forty patients were treated with cells.", title)
    assert found == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cells and the leukotrienes of stiff knees", "no_claim"),
        ("Cells improve the leukotrienes of stiff knees", "met"),
        ("Cells and the microbial composition of stiff knees", "no_claim"),
        ("Cells and the amygdala in people with stiff knees", "no_claim"),
    ],
)
def test_molecules_and_parts_of_the_brain_are_no_benefit_unless_the_title_speaks_of_one(
    title: str, expected: str
) -> None:
    assert claim("Pain was lower with cells than with placebo (P = 0.01).", title=title) == expected
