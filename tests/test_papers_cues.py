"""Cues that add up to a report of a trial's own result or to another kind of paper; every word is made up."""

from __future__ import annotations

from typing import get_args

import pytest

from msc_trials.knowledge import seeds
from msc_trials.literature import read_article
from msc_trials.literature.article import parse_article
from msc_trials.literature.passages import sentences_of
from msc_trials.literature.report_cues import Place, Weighed, all_cues, weigh
from tests.made_up_papers import article

GAIN = "Pain was lower with cells than with placebo (P = 0.01)."


def weighed(title: str, methods: str, results: str = GAIN, conclusions: str = "Cells help stiff knees.") -> Weighed:
    sections = {"METHODS": methods, "RESULTS": results, "CONCLUSIONS": conclusions}
    paper = parse_article(article(title=title, sections=sections, types=()))
    return weigh(paper, sentences_of(paper))


def kind(title: str, methods: str, results: str = GAIN, conclusions: str = "Cells help stiff knees.") -> str:
    sections = {"METHODS": methods, "RESULTS": results, "CONCLUSIONS": conclusions}
    return str(read_article(article(title=title, sections=sections, types=())).kind)


def test_every_cue_has_one_place_and_points_and_says_what_it_means() -> None:
    assert {cue.place for cue in all_cues()} <= set(get_args(Place))
    assert all(cue.points for cue in all_cues())
    meanings = {row["cue"] for row in seeds.table("report_cues") if row["meaning"]}
    assert meanings == {cue.name for cue in all_cues()}
    assert all(row["source"] for row in seeds.table("report_cues"))


@pytest.mark.parametrize(
    ("cue", "title", "methods"),
    [
        ("names_trial", "Bone and pain", "Of 400 people of KNEEBOW, 310 were scanned."),
        ("names_trial", "Bone and pain", "People of the Kneebow Bay Trial were scanned."),
        ("some_of_all", "Bone and pain", "Scans of 118 of 146 people were read."),
        ("data_of_trial", "Bone and pain", "Samples from a trial of cells were read."),
        ("groups_by_value", "Bone and pain", "People were divided into tertiles of bone."),
        ("aims_at_association", "Bone and pain", "We asked whether bone predicts pain."),
        ("title_outcome_first", "Sleep after cells for stiff knees", "People were asked."),
        ("title_computed", "Knees and cells: a microsimulation", "People were counted."),
        ("title_data_of_trial", "Bone and pain: data from a trial of cells", "People were asked."),
        ("by_lot", "Bone and pain", "By the toss of a coin, cells or sham were given; envelopes were used."),
        ("aims_at_effect", "Bone and pain", "We wished to test whether a cream eases pain."),
    ],
)
def test_a_cue_is_found_where_it_is_said(cue: str, title: str, methods: str) -> None:
    assert cue in weighed(title, methods).cues


@pytest.mark.parametrize(
    ("cue", "title", "methods"),
    [
        ("names_trial", "Bone and pain", "People had an MRI."),
        ("some_of_all", "Bone and pain", "We assigned 118 people."),
        ("groups_by_value", "Bone and pain", "People were divided into two arms."),
        ("title_data_of_trial", "Cells for pain: a trial", "People were asked."),
        ("randomised", "Bone and pain", "People were weighed."),
    ],
)
def test_a_cue_is_not_found_in_words_close_to_it(cue: str, title: str, methods: str) -> None:
    assert cue not in weighed(title, methods).cues


def test_several_cues_of_a_second_look_outweigh_that_arms_are_compared() -> None:
    title = "Bone density and knee pain across tertiles of vitamin in KNEEBOW"
    methods = "Of 400 people of KNEEBOW, in which cells did not ease pain overall, 310 had stored serum that was typed."
    results = "In the upper tertile pain was lower with cells than with placebo (P = 0.01; P for interaction 0.04)."
    assert (
        kind(title, methods, results, "Vitamin may predict who gains; this needs confirmation.") == "secondary analysis"
    )


def test_treatments_that_people_chose_and_a_register_holds_are_no_trial() -> None:
    title = "Cells or tablets for stiff knees in a national register, 2001-2009"
    methods = (
        "All people in the register of knees were included; the surgeon chose. Cox regression with propensity scores."
    )
    assert (
        kind(title, methods, "The adjusted hazard of pain was lower with cells.", "Confounding remains.")
        == "observational"
    )


def test_a_trial_that_names_itself_and_looks_at_genes_beside_it_is_a_report() -> None:
    title = "Effect of cells on pain in stiff knees: the KNEEBOW randomised trial"
    methods = (
        "We randomly assigned 80 patients to receive cells or placebo for six weeks. The primary end point was pain. "
        "Gene expression was measured in a subset."
    )
    assert kind(title, methods, f"{GAIN} Adverse events were rare.", "Cells reduced pain.") == "report"


def test_what_the_trial_has_found_before_is_told_before_the_methods() -> None:
    sections = {"BACKGROUND": "The knee trial did not find a gain.", "METHODS": "People were asked.", "RESULTS": GAIN}
    paper = parse_article(article(title="Bone and pain", sections=sections))
    assert "earlier_result" in weigh(paper, sentences_of(paper)).cues


ASSIGNED = "We randomly assigned 80 patients to cells or placebo for six weeks. The primary end point was pain."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Letters of thanks to people with stiff knees: a randomised trial", "report"),
        ("Letter-sized or small cards for stiff knees: a randomised trial", "report"),
        ("Letter: cells for stiff knees", "letter"),
        ("Response to cells in stiff knees: a randomised trial", "report"),
        ("Response to the letter of readers about cells", "letter"),
        ("Commentary: cells for stiff knees", "letter"),
        ("Correction of stiff knees with cells: a randomised trial", "report"),
        ("Correction to: cells for stiff knees", "notice"),
        ("Withdrawal of tablets from people with stiff knees: a randomised trial", "report"),
        ("Withdrawal: cells for stiff knees", "notice"),
        ("Corrigendum to cells for stiff knees", "notice"),
        ("A therapy dog visit for people with stiff knees: a randomised trial", "report"),
        ("Porcine collagen for stiff knees: a randomised trial", "report"),
        ("Pain in dogs with stiff knees: a randomised trial", "animal"),
    ],
)
def test_words_of_letters_notices_and_animals_may_name_a_treatment(title: str, expected: str) -> None:
    assert kind(title, ASSIGNED) == expected


def test_a_goal_that_comes_from_a_pooled_analysis_is_no_review() -> None:
    methods = f"{ASSIGNED} The goal of 40% was derived from a meta-analysis of older cells."
    assert kind("Cells for stiff knees: a randomised trial", methods) == "report"


@pytest.mark.parametrize("way", ["By the toss of a coin", "By sealed envelopes", "By random numbers"])
def test_people_who_were_divided_by_lot_were_in_a_trial_though_no_word_for_it_is_said(way: str) -> None:
    methods = f"{way} 40 knees were wrapped for six weeks, and 40 were left bare. Pain was the primary outcome."
    results = "Pain was lower in the wrapped group than in the bare group (P = 0.01). Adverse events were rare."
    assert kind("Effect of wraps on stiff knees", methods, results, "Wraps reduced pain.") == "report"
