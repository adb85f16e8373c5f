"""Words of praise that praise nothing where the outcome is bad: an earlier relapse, a delayed healing; every word is made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import TITLE, UNNAMED, article, trial

SUCCESS = ("met", "met_noninferior", "met_uncontrolled")
BAD = ("Relapse", "Death", "Infection", "Bleeding", "Loss of vision", "Wound breakdown")
GOOD = ("Healing", "Recovery", "Remission", "Pain relief", "Return to work", "Union of the fracture")


def claim(
    results: str, conclusions: str = "Further work is needed.", title: str = TITLE, methods: str = UNNAMED
) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    "told", ["occurred significantly earlier", "was significantly faster", "came significantly sooner"]
)
def test_speed_is_praise_only_of_what_is_good(told: str) -> None:
    for outcome in BAD:
        assert claim(f"{outcome} {told} with cells than with placebo (P = 0.01).") not in SUCCESS
    for outcome in GOOD:
        assert claim(f"{outcome} {told} with cells than with placebo (P = 0.01).", "Cells help.") == "met"


def test_delay_is_praise_only_of_what_is_bad() -> None:
    for outcome in GOOD:
        assert claim(f"{outcome} was significantly delayed with cells compared with placebo (P = 0.01).") not in SUCCESS
    for outcome in ("Relapse", "Death", "Infection", "Bleeding"):
        results = f"{outcome} was significantly delayed with cells compared with placebo (P = 0.01)."
        assert claim(results, "Cells help.") == "met"


def test_what_cells_accelerate_enhance_or_prevent_tells_whether_they_help() -> None:
    against = "compared with placebo (P = 0.01)."
    for outcome in BAD:
        assert claim(f"Cells significantly accelerated {outcome.lower()} {against}") not in SUCCESS
        assert claim(f"Cells significantly enhanced {outcome.lower()} {against}") not in SUCCESS
    for outcome in GOOD:
        assert claim(f"Cells significantly prevented {outcome.lower()} {against}") not in SUCCESS
        assert claim(f"Cells significantly accelerated {outcome.lower()} {against}", "Cells help.") == "met"
    assert claim(f"Cells significantly prevented relapse {against}", "Cells help.") == "met"
    assert claim(f"Cells significantly blunted the improvement in pain {against}") not in SUCCESS


@pytest.mark.parametrize(
    ("event", "is_good"),
    [
        ("relapse", False), ("die", False), ("need surgery", False), ("remain smokers", False), ("be readmitted", False),
        ("recover", True), ("quit smoking", True), ("be pain-free", True), ("receive antibiotics for pneumonia", True),
    ],
)  # fmt: skip
def test_more_likely_is_praise_only_of_what_is_good(event: str, is_good: bool) -> None:
    results = f"Patients on cells were significantly more likely to {event} than those on placebo (P = 0.01)."
    assert (claim(results, "Cells help." if is_good else "Further work is needed.") in SUCCESS) == is_good


def test_a_time_is_prolonged_for_the_better_or_the_worse_by_what_it_ends_with() -> None:
    for event in ("healing", "remission", "pain relief"):
        assert (
            claim(f"Cells significantly prolonged the time to {event} compared with placebo (P = 0.01).") not in SUCCESS
        )
    assert (
        claim("Cells significantly prolonged the time to relapse compared with placebo (P = 0.01).", "Cells help.")
        == "met"
    )


def test_the_word_of_the_treatment_that_both_sides_share_names_neither() -> None:
    title = "Oral versus intravenous iron for anaemia: a randomised trial"
    methods = "Patients were randomised to oral or intravenous iron."
    more = "Haemoglobin was significantly higher in the oral iron group than in the other group (P = 0.01)."
    assert claim(more, "Oral iron was more effective.", title, methods) == "met"
    assert claim(more.replace("higher", "lower"), title=title, methods=methods) not in SUCCESS


def test_what_a_model_was_adjusted_for_is_not_its_outcome() -> None:
    results = (
        "When covariates for age, hospital stays in the past months and tobacco use were included, the adjusted hazard "
    )
    results += "ratio of death was {} (95% CI {})."
    assert claim(results.format("0.73", "0.55 to 0.98"), "Cells reduced mortality.") == "met"
    assert claim(results.format("1.43", "1.15 to 1.98")) not in SUCCESS
