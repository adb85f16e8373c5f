"""Which part of a paper a sentence belongs to, where labels are odd or missing, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.knowledge import seeds
from msc_trials.literature import read_article
from msc_trials.literature.article import parse_article
from msc_trials.literature.parts import QUARTERS, parts_of
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # Methods that print percentages and numbers, results without a test, a conclusion that begins like a result.
        (
            ("Stiff knees are a common problem. This study aimed to compare cells with placebo. Eighty patients with 20% loss of motion were "
            "randomly assigned to cells or placebo. Pain was measured with a scale before and after 12 weeks. Pain fell by 3.1 points with "
            "cells and by 1.2 points with placebo. There were no adverse events. Cells were safe and effective and should be considered."),
            ["background", "aim", "methods", "methods", "results", "results", "conclusions"],
        ),
        # No background and no conclusion.
        (
            "In a double-blind trial 80 patients received cells or placebo daily for 12 weeks. Pain was lower with cells (P = 0.01).",
            ["methods", "results"],
        ),
        # The only test stands in a sentence that concludes.
        (
            ("We randomly assigned 80 patients to cells or placebo. Pain was assessed at 6 months. These results suggest that cells are "
            "effective and should be recommended (P = 0.01)."),
            ["methods", "methods", "results"],
        ),
        # Headings that stand as sentences.
        (
            ("Objective. Knees were studied. Methods. Pain fell in 80 people before (P = 0.01). Results. We assigned 80 people. Conclusion. "
            "Pain was lower with cells (P = 0.01)."),
            ["aim"] * 2 + ["methods"] * 2 + ["results"] * 2 + ["conclusions"] * 2,
        ),
    ],
)  # fmt: skip
def test_the_parts_of_an_abstract_without_labels_are_told_by_all_its_sentences(text: str, parts: list[str]) -> None:
    assert [s.part for s in sentences_of(parse_article(article(sections=text)))] == parts


def test_methods_under_the_label_of_methods_and_results_are_methods() -> None:
    both = (
        "We randomly assigned 80 patients to cells or placebo. Pain was measured after 12 weeks. Pain was significantly lower with cells "
        "than with placebo (P = 0.01)."
    )
    sections = {"BACKGROUND": "Knees get stiff.", "METHODS AND RESULTS": both, "CONCLUSIONS": "Cells reduced pain."}
    found = sentences_of(parse_article(article(sections=sections)))
    assert [s.part for s in found][1:4] == ["methods", "methods", "results"]


def test_parts_keep_the_order_of_a_paper() -> None:
    sentences = ["cells help.", "pain fell (p = 0.01).", "we randomly assigned 80 patients.", "knees are stiff."] * 3
    told = [QUARTERS.index(part) for part in parts_of(sentences)]
    assert told == sorted(told)
    assert parts_of([]) == []


def test_every_cue_of_a_part_has_a_meaning_and_a_source() -> None:
    rows = seeds.table("part_cues")
    assert all(row["meaning"] and row["source"] for row in rows)
    assert len({row["cue"] for row in rows}) == len(rows)
