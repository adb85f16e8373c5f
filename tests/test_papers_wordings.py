"""Abstracts that word the same situation in another way, each beside the nearest text that is no success; every word is made up."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.article import Article, Section
from msc_trials.literature.passages import sentences_of, split
from tests.made_up_papers import METHODS, TITLE, UNNAMED, article, trial

FURTHER = "Further work is needed."
LESS_PAIN = "Cells reduced pain."
SUCCESS = ("met", "met_noninferior", "met_uncontrolled")


def claim(results: str, conclusions: str = FURTHER, methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


def test_a_bracket_that_nobody_closes_does_not_swallow_the_sentences_behind_it() -> None:
    text = "The rate ratio was 1.13 (0.82 to 1.55 in all. Pain was alike. Falls were rare. Nobody died. All went home. The end."
    assert len(list(split(text))) == 6
    assert len(list(split("Pain (as told by the people. Some were asked twice.) fell. The end."))) == 2
    results = (
        "The incidence of relapse was 0.64 and 0.76 per year (rate ratio 1.13 (0.82 to 1.55). Severe relapse was the same "
        "in both arms. Fewer cases were sent on with cells (72% vs 81%; P = 0.02)."
    )
    assert claim(results, "Cells did not reduce relapse.") not in SUCCESS


@pytest.mark.parametrize(("cells", "placebo", "expected"), [("12", "26", "met"), ("26", "12", "not_met")])
def test_a_test_of_an_outcome_with_a_stroke_in_its_name_belongs_to_the_values_before_it(
    cells: str, placebo: str, expected: str
) -> None:
    results = f"Relapse or death occurred in {cells}/60 of the cell group and {placebo}/60 of the placebo group. "
    results += "The difference in the relapse/death rate was statistically significant (P = 0.01)."
    assert claim(results, "Cells prevent relapse." if expected == "met" else "Cells should not be used.") == expected


def test_arms_that_are_alike_before_treatment_deny_nothing_of_what_comes_after_it() -> None:
    teaching = (
        "While knowledge, attitude and skill scores were not different before teaching, the intervention group had "
    )
    teaching += "significantly higher scores after teaching than the control group (P < 0.001)."
    methods, title = (
        "People were randomised to teaching or none.",
        "Effect of teaching on knowledge: a randomised trial",
    )
    assert claim(teaching, "Teaching improved knowledge.", methods, title) == "met"
    swelling = "While swelling was different before treatment, pain was not different after treatment (P = 0.5)."
    assert claim(swelling, "Cells did not help.", METHODS) == "not_met"
    visits = (
        "Pain scores were alike at T0 (P = 0.44), whereas pain was lower with cells than with placebo at T3 (P = 0.01)."
    )
    assert claim(visits, LESS_PAIN, METHODS) == "met"


def test_ns_behind_values_is_a_test_without_effect() -> None:
    results = (
        "Pain scores at 6 months with cells and placebo were 4.2 and 4.4, ns. Swelling was lower with cells (P = 0.01)."
    )
    assert claim(results, "Cells reduced swelling but had no effect on pain.", METHODS) == "not_met"


def test_a_change_of_the_comparator_too_compares_no_arms() -> None:
    results = "Pain fell significantly in the cell group (P < 0.01). The placebo (saline) also showed a significant fall (P = 0.02)."
    assert claim(results, LESS_PAIN) not in SUCCESS


@pytest.mark.parametrize(
    "results",
    [
        "In men, walking distance was longer with cells than with placebo (P = 0.02). In women, there was a difference between groups in pain (P = 0.03).",
        "For subjects aged 65 to 74 years, distress was lower with cells than with placebo (P = 0.02).",
        "While in the moderate cases, a significant difference between the groups was seen only up to 12 weeks.",
    ],
)
def test_results_of_parts_of_the_people_are_no_main_result(results: str) -> None:
    assert claim(results, "Cells have some effects.") not in SUCCESS


def test_these_post_hoc_analyses_are_a_second_look_and_post_hoc_tests_are_not() -> None:
    results = "Response rates were higher with cells than with placebo (40% versus 10%; P < 0.001)."
    early = (
        "Cells were compared with placebo in a randomized trial. In these post-hoc analyses, response had five parts."
    )
    assert claim(results, "Cells help.", early) == "no_claim"
    assert claim(results, "Cells help.", f"{UNNAMED} Groups were compared with post-hoc Tukey tests.") == "met"


def test_indirect_comparisons_of_trials_that_were_searched_are_a_review() -> None:
    early = "We performed a literature search and made indirect comparisons of randomised trials."
    assert (
        claim("The risk of relapse was lower with cells than with drug A (P = 0.01).", "Cells help.", early)
        == "no_claim"
    )


def test_teeth_that_were_divided_are_specimens_unless_they_belong_to_patients() -> None:
    results, title = (
        "Healing was more frequent with cells than with water (80% vs 40%; P < 0.001).",
        "Cells for synthetic teeth",
    )
    early = "Sixty teeth with artificial white lesions were randomly divided into two groups: water or cells."
    assert claim(results, "Cells heal teeth.", early, title) == "no_claim"
    early = "Sixty teeth of 30 patients were randomly assigned to cells or water."
    assert claim(results, "Cells heal teeth.", early, title) == "met"


def test_arms_that_are_equally_effective_do_not_leave_the_word_to_a_comparison_of_peoples() -> None:
    results = (
        "Both ways were equally effective. Non-Hispanics were twice as likely to come as Hispanics (odds ratio 2.1, "
    )
    results += "95% CI 1.2 to 3.8, P = 0.01)."
    assert claim(results, "The programme is promising.") not in SUCCESS


@pytest.mark.parametrize(
    ("better", "alike", "expected"), [("physical", "mental", "met"), ("mental", "physical", "not_met")]
)
def test_a_primary_that_is_named_in_a_bracket_behind_its_short_form(better: str, alike: str, expected: str) -> None:
    methods = f"{UNNAMED} Measures included the physical score (PS, primary outcome) and mental score (MS, secondary outcome)."
    results = (
        f"There was a difference in favour of cells for the {better} score (mean difference 2.7, 95% CI 0.3 to 5.1). "
    )
    results += f"No group differences were seen in the {alike} score."
    assert claim(results, "Cells improved the quality of life.", methods) == expected


def test_a_loss_in_one_of_several_primaries_is_not_turned_by_praise_of_another() -> None:
    methods = "Women were randomised to gel or gel plus cells. Primary outcomes were time to delivery, cervical score and infection."
    results = "Cells gave a greater change in cervical score (3.6 vs 2.1, P = 0.007). The cell group had a higher infection rate "
    results += "than the gel group (59% vs. 12%, P = 0.003)."
    praise = "Gel plus cells is more effective for cervical ripening than gel alone, but with a high rate of infection."
    assert claim(results, praise, methods, "Cervical ripening with gel and cells") not in SUCCESS


@pytest.mark.parametrize(
    "results",
    [
        "Activity changed over time and was greater in week 2 compared to week 6 (P = 0.01). Activity did not differ between groups.",
        "Pain fell regardless of group allocation (P = 0.003). Mood differed significantly between groups in favour of cells (P = 0.01).",
    ],
)
def test_changes_whatever_the_arm_and_comparisons_of_weeks_compare_no_arms(results: str) -> None:
    assert claim(results, "Cells had an effect.", f"{UNNAMED} Pain was the primary outcome.") not in SUCCESS


@pytest.mark.parametrize(
    ("results", "succeeds"),
    [
        ("90% of the cell group showed at least a 30% reduction in pain score, while only 50% of the placebo group showed at least a 30% reduction in pain score (P < 0.001).", True),
        ("40% of the cell group showed at least a 30% decline in walking distance, while only 10% of the placebo group showed at least a 30% decline in walking distance (P < 0.001).", False),
        ("At least a 25% loss of strength was seen in 12/40 on cells and 2/40 on placebo (P = 0.01).", False),
        ("None in the cell group relapsed, compared to 7/20 in the placebo group (P = 0.01).", True),
        ("None in the placebo group relapsed, compared to 7/20 in the cell group (P = 0.01).", False),
        ("Relapse occurred in 4/40 with cells versus 14/40 with placebo (P = 0.01).", True),
        ("Muscle strength decreased significantly less in the cell group (-3 kg) than in the placebo group (-9 kg; P < 0.05).", True),
        ("Pain score decreased significantly less in the cell group (-1) than in the placebo group (-3; P < 0.05).", False),
        ("The probability of achieving normalised glucose was 1.4-fold greater in the cell group than in the placebo group (HR 1.41, 95% CI 1.1 to 1.9).", True),
        ("The probability of achieving normalised glucose was lower in the cell group than in the placebo group (HR 0.7, 95% CI 0.5 to 0.9).", False),
        ("The experimental group showed statistically and clinically greater improvements in function than controls.", True),
        ("The experimental group showed clinically but not statistically greater improvements in function than controls.", False),
        ("CD4 count was 129 cells/mm3 for those assigned cells and 13 cells/mm3 for control participants (P = 0.001).", True),
    ],
)  # fmt: skip
def test_people_counted_by_what_they_lost_or_gained_tell_which_arm_did_better(results: str, succeeds: bool) -> None:
    assert (claim(results, "Cells help." if succeeds else FURTHER) in SUCCESS) == succeeds


@pytest.mark.parametrize(("told", "expected"), [("lower in the cell group than in the saline group", "met"), ("similar in the two groups", "not_met")])  # fmt: skip
def test_a_sentence_that_only_names_the_endpoints_of_an_abstract_without_labels_is_no_result(
    told: str, expected: str
) -> None:
    text = "Cells are used for knees. We randomly assigned 68 patients to cells or saline. The primary outcome was improvement in "
    text += "pain at 10, 45 and 90 minutes. The secondary outcome was function. Pain score was significantly "
    text = text.removesuffix("significantly ") if expected == "not_met" else text
    text += f"{told} at 10, 45, and 90 min (P {'= 0.5' if expected == 'not_met' else '= 0.01'}). "
    text += "Our study showed that cells were effective for pain."
    assert read_article(article(title=TITLE, sections=text)).claim == expected
    last = sentences_of(Article("1", TITLE, (Section("", "", text),)))[-1]
    assert last.part == "conclusions"


def test_likeness_to_the_old_drug_denies_no_hypothesis_of_equivalence_that_was_confirmed() -> None:
    methods = "In this double-blind equivalence study 200 patients were randomised to cells or drug B."
    results = "The risk ratio of response was 1.04 (90% CI 0.95 to 1.13), confirming the primary hypothesis. Other scores were similar."
    title = "Cells compared with drug B: a randomised equivalence study"
    assert claim(results, "Cells are similar to drug B in efficacy.", methods, title) == "met_noninferior"
    assert (
        claim(results.replace("confirming", "not confirming"), "Cells differ from drug B.", methods, title)
        not in SUCCESS
    )


def test_people_of_one_arm_who_got_worse_are_no_success() -> None:
    methods, title = "Sixteen healthy students took part in a pre-post study.", "Effects of cooling on walking"
    assert (
        claim("There was a significantly reduced walking distance (P < 0.001) after cooling.", FURTHER, methods, title)
        == "unclear"
    )


def test_a_difference_that_the_conclusions_do_not_attribute_to_the_treatment_is_no_success() -> None:
    results = (
        "Help was used more often in intervention sites than in comparison sites (P < 0.001). Mortality did not differ."
    )
    assert claim(results, "The differences in use cannot be attributed to the intervention.") not in SUCCESS
