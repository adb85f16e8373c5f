"""Directions that hang on what the trial is about, and on whom a description counts. Texts are our own."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction
from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import analysis, outcome, verdict


@pytest.mark.parametrize(
    ("measure", "about", "right"),
    [
        ("Intestinal transit time", "Chronic constipation", "lower"),
        ("Geometric centre of colonic markers at one day", "Constipation in diabetes", "higher"),
        ("Time of elimination of the drug", "Digoxin toxicity", "lower"),
        ("Intestinal transit time", "Short bowel", "unclear"),
        ("Time of elimination of the drug", "Hypertension", "unclear"),
        ("Pain on a visual analogue scale", "Chronic constipation", "lower"),
    ],
)
def test_what_a_trial_is_about_tells_which_way_some_words_run(measure: str, about: str, right: str) -> None:
    assert outcome_direction(measure, about=about).direction == right


def test_the_title_of_a_trial_tells_the_direction_of_its_outcome() -> None:
    posted = outcome("Intestinal transit time", [20, 40], analysis(pValue="0.001"))
    assert verdict(posted, title="A tea for chronic constipation").status is S.MET
    assert verdict(posted, title="A tea for short bowel").status is S.UNCLEAR


@pytest.mark.parametrize(
    ("measure", "description", "unit", "right"),
    [
        ("Corneal staining", "Shown as the number of patients with >25% improvement", "Participants", "higher"),
        (
            "Improvement in filling abnormality",
            "The proportion of patients who showed improvement",
            "Percentage",
            "higher",
        ),
        ("Corneal staining", "Stained dots are counted in patients", "Participants", "lower"),
        ("Corneal staining", "Mean score of patients; improvement is a fall", "units on a scale", "lower"),
    ],
)
def test_a_description_of_how_many_improved_counts_successes(
    measure: str, description: str, unit: str, right: str
) -> None:
    assert outcome_direction(measure, description, unit).direction == right


@pytest.mark.parametrize(
    ("measure", "right"),
    [
        ("Number of infants sleeping after the massage", "higher"),
        ("Number of patients asleep at midnight", "higher"),
        ("Number of children asleep at wake-up, a sign of drowsiness", "unclear"),
        ("Resorption of graft material", "unclear"),
        ("Marginal bone resorption", "lower"),
    ],
)
def test_people_asleep_and_fillers_that_are_resorbed(measure: str, right: str) -> None:
    assert outcome_direction(measure).direction == right
