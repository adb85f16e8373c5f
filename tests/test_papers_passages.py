"""Which part of a paper a sentence belongs to, where labels are odd or missing, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.article import parse_article
from msc_trials.literature.passages import part_of_label, sentences_of
from tests.made_up_papers import article

TEXT = (
    "Stiff knees are common. We randomly assigned 80 patients to cells or placebo. Pain was measured at 6 months. "
    "Pain was lower with cells than with placebo (P = 0.01). No patient had an infection. Cells may be used."
)


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("STUDY AIM", "aim"),
        ("AIM OF THE STUDY", "aim"),
        ("GOAL", "aim"),
        ("STUDY DESIGN", "methods"),
        ("STATISTICS", "methods"),
        ("SUMMARY ANSWER", "conclusions"),
        ("WHAT THIS STUDY ADDS", "conclusions"),
        ("CLINICAL TRIAL REGISTRATION", "other"),
        ("LIMITATIONS, REASONS FOR CAUTION", "other"),
        ("MAIN OUTCOME AND MEASURE", "outcomes"),
        ("COLOURS", ""),
    ],
)
def test_a_label_names_a_part(label: str, part: str) -> None:
    assert part_of_label(label) == part


def test_one_label_over_a_whole_abstract_names_no_part() -> None:
    found = sentences_of(parse_article(article(sections={"SUMMARY": TEXT})))
    assert {s.part for s in found} >= {"methods", "results"}
    assert read_article(article(sections={"SUMMARY": TEXT})).claim == "met"


def test_results_under_the_label_of_the_methods_begin_with_the_first_test() -> None:
    sections = {"BACKGROUND": "Knees get stiff.", "METHODS": TEXT, "CONCLUSIONS": "Cells reduced pain."}
    found = sentences_of(parse_article(article(sections=sections)))
    assert [s.part for s in found][4:6] == ["results", "results"]


def test_a_level_of_significance_begins_no_results() -> None:
    methods = "We randomly assigned 80 patients to cells or placebo. P &lt; 0.05 was considered significant. Pain was measured."
    found = sentences_of(parse_article(article(sections={"BACKGROUND": "Knees get stiff.", "METHODS": methods})))
    assert "results" not in {s.part for s in found}


def test_a_test_in_brackets_belongs_to_the_sentence_before_it() -> None:
    text = "Pain went in 5% with placebo and 40% with cells. (Fisher's exact test, P = 0.001) Weight was stable."
    found = sentences_of(parse_article(article(sections={"METHODS": "We asked them.", "RESULTS": text})))
    assert len(found) == 2


def test_a_bracket_that_is_never_closed_ends_with_the_interval_in_it() -> None:
    text = "Pain did not differ (OR 1.3 [0.7, 2.4]. Stiffness was lower with cells than with placebo (P = 0.01)."
    found = sentences_of(parse_article(article(sections={"METHODS": "We asked them.", "RESULTS": text})))
    assert len(found) == 3
