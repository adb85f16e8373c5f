"""Kinds of sentences in abstracts, one made-up example each: what they claim and what they do not."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.arms import arms_of
from msc_trials.literature.article import parse_article
from msc_trials.literature.conclusions import conclusions_of
from msc_trials.literature.findings import abstract_of
from msc_trials.literature.passages import sentences_of
from msc_trials.literature.phrases import plain
from msc_trials.literature.statement import clauses_of, statement_of
from tests.made_up_papers import GAIN, METHODS, TITLE, UNNAMED, article, trial

MARGIN = (
    "We randomly assigned 90 patients to cells or surgery. The primary end point was pain score at 6 months; "
    "the non-inferiority margin was 5 points."
)


def claim(results: str, conclusions: str = "", methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # A safety word behind the number is a remark; before it, it is the outcome.
        ("Pain was lower with cells than with placebo (P = 0.01) and no adverse event was seen.", "Cells reduced pain.", "met"),
        # "However" opens the first result where only the state at baseline was told before.
        (("There was no difference between groups before the intervention. However, after it, pain was lower with cells than with "
         "placebo (P < 0.01)."), "Cells decreased pain.", "met"),
        # Changes within every arm, whatever they are compared with.
        (("Patients in both conditions improved significantly compared with pretreatment (P < 0.01). There were no differences "
         "in pain between conditions."), "Both helped.", "not_met"),
        # Only one arm changed: two tests within arms are no comparison.
        ("Only the cell group showed a significant improvement of pain (P = 0.01).", "Cells may help.", "no_claim"),
        # A denial of a difference between groups outweighs a significant change named before it.
        (("Significant reductions of pain occurred in all three conditions (P < 0.001), with no significant between-group "
         "differences."), "Pain can be treated.", "not_met"),
        # Two results of equal rank disagree; "but not significantly" belongs to its own clause.
        (("Pain was lower with cells than with placebo (P < 0.001). Stiffness decreased with cells compared with placebo but not "
         "significantly (P = 0.49)."), "Cells may help.", "mixed"),
        # A conclusion that compares nothing makes no success.
        ("Pain was 3 points with cells.", "Cells could significantly improve pain.", "no_claim"),
        # Less of a fall is good for a capacity.
        ("Cells led to a significantly smaller decrease in walking distance than placebo (P = 0.01).", "Cells help.", "met"),
        # One arm that did not change says nothing of the difference; two compared arms do.
        ("Pain improved with cells (P = 0.01). No significant changes were seen in the placebo group.", "Cells may help.", "no_claim"),
        ("Comparing pain in the cell group and the control group showed no significant difference.", "Cells may help.", "not_met"),
        # A tested gain that names no comparator, before a result without effect.
        ("Cells reduced pain by 21% (P = 0.01). Walking did not differ between groups (P = 0.4).", "Cells reduced pain.", "mixed"),
        # The state at the start is not a result.
        (("There was no significant difference in age, sex and BMI. Pain was lower with cells than with placebo (P = 0.01)."), "Cells reduced pain.",
         "met"),
        # A semicolon before a number does not end a clause.
        ("Pain improved with cells compared to placebo; -7.5 vs. 3.8, P = 0.02.", "Cells reduced pain.", "met"),
        # An interval that holds zero denies a difference, whatever the conclusions praise.
        ("Response was 51% with cells and 40% with placebo (difference 11%, 95% CI -2 to 24).", "Cells are promising.", "not_met"),
        # A concession about the start.
        (("While scores of knowledge did not differ significantly before treatment, the cell group had significantly higher knowledge "
         "than the placebo group (P < 0.001)."), "Cells increased knowledge.", "met"),
    ],
)  # fmt: skip
def test_the_first_efficacy_result_where_no_primary_is_named(results: str, conclusions: str, expected: str) -> None:
    assert claim(results, conclusions) == expected


def test_safety_and_efficacy_in_a_title_do_not_make_a_paper_about_safety() -> None:
    methods = (
        "We randomly assigned 80 patients to cells or placebo. Change in pain score was the primary efficacy measure."
    )
    results = (
        "Pain score was lower with cells than with placebo (P = 0.01). Adverse events were more common with cells."
    )
    assert (
        claim(results, "Cells reduced pain.", methods, "Safety and efficacy of cells versus placebo for knees") == "met"
    )


def test_the_closer_clause_of_the_conclusions_confirms_a_direction() -> None:
    results = "The median zest of the lower leg was 135 days with cells and 75 days with placebo (P < 0.001)."
    conclusions = "Cells improved the zest of the lower leg. Other zest did not change."
    assert claim(results, conclusions) == "met"


def test_an_outcome_of_the_title_is_not_harm() -> None:
    title = "Ginger versus placebo for nausea: a randomised trial"
    methods = "We randomly assigned 80 patients to ginger or placebo."
    results = "Nausea was lower with ginger than with placebo (P = 0.01)."
    assert claim(results, "Ginger was effective.", methods, title) == "met"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain score differed by 1 point between groups (difference 1.0, 95% CI -2.0 to 4.0).", "met_noninferior"),
        ("Pain score differed by 4 points between groups (difference 4.0, 95% CI -6.0 to 14.0).", "not_met"),
        ("Pain score differed by 2 points between groups (difference 2.0, 95% CI -2.0 to 6.0).", "unclear"),
    ],
)
def test_the_interval_is_compared_with_the_stated_margin(results: str, expected: str) -> None:
    """Inside it on both sides, outside on both, or outside on one side of an outcome whose direction is not needed."""
    assert claim(results, "Both may be used.", MARGIN, "Cells versus surgery for stiff synthetic knees") == expected


def test_other_outcomes_beside_a_named_primary_are_no_failure() -> None:
    results = "Pain was lower with cells than with placebo (P = 0.01). No differences were seen in the other outcomes."
    assert claim(results, "Cells reduced pain.", METHODS) == "met"


def test_equivalence_shown_for_one_product_and_not_for_another_is_mixed() -> None:
    results = "Equivalence was demonstrated for the early cells, but not for the late cells."
    assert claim(results, "", MARGIN) == "mixed"


@pytest.mark.parametrize(
    ("title", "arm"),
    [
        ("Pilot trial of the effect of cells on stiff knees", "cells"),
        ("The impact of a cell programme on knees", "cell programme"),
        ("Cells versus placebo for knees", "Cells"),
        ("Stiff knees: results of a randomised and controlled phase 2 study", ""),
    ],
)
def test_the_name_of_the_tested_arm_is_a_treatment_and_no_design(title: str, arm: str) -> None:
    assert arms_of(title).tested == arm


def test_two_primaries_disagree_also_where_one_is_told_in_other_words() -> None:
    methods = "We randomly assigned 90 patients. The primary outcomes were blood loss and drop in haemoglobin."
    results = (
        "Haemorrhage was less frequent with cells than with placebo (P = 0.02). "
        "There was no significant difference in drop in haemoglobin (P = 0.3)."
    )
    assert claim(results, "Cells reduced haemorrhage.", methods) == "mixed"


@pytest.mark.parametrize(
    ("title", "sections", "kind"),
    [
        ("Effect of cells on the pain associated with synthetic knees", trial(methods=METHODS), "report"),
        ("The County Oncology Association trial of cells for knees", trial(methods=METHODS), "report"),
        ("Effect of cells on cardiovascular risk factors", trial(methods=METHODS), "report"),
        ("Association of cells with pain: results of a trial", trial(methods=METHODS), "secondary analysis"),
        ("Cells for knees: early protocol versus standard protocol", trial(methods=METHODS), "report"),
        ("Cells for knees: a trial protocol", trial(methods=METHODS), "protocol"),
        ("Impact of vascular disease on the efficacy of cells", trial(methods=METHODS), "secondary analysis"),
        ("Cells for knees: a randomised controlled trial and economic evaluation", trial(methods=METHODS), "report"),
        ("Design and implementation of a programme: a randomised trial",
         trial("Pain was lower (P = 0.01).", "", METHODS), "report"),
        ("Cells for knees", trial(methods=f"{METHODS} The analysis compares secondary outcomes of the arms."), "secondary analysis"),
    ],
)  # fmt: skip
def test_words_that_only_look_like_another_kind_of_paper(title: str, sections: dict[str, str], kind: str) -> None:
    assert str(read_article(article(title=title, sections=sections)).kind) == kind


@pytest.mark.parametrize(
    ("conclusions", "tone"),
    [
        ("Cells reduced pain with no adverse effects.", "positive"),
        ("We found little evidence of benefit.", "negative"),
        ("Cells are unlikely to be beneficial and cannot be recommended.", "negative"),
        ("Cells increased the duration of the operation.", ""),
        ("Cells did not reduce pain.", "negative"),
        ("Cells reduced pain at six months but did not improve walking.", "both"),
        ("Placebo was more effective than cells.", "negative"),
        ("Cells were safe and well tolerated.", ""),
        ("Larger trials should confirm that cells improve pain.", ""),
    ],
)
def test_the_tone_of_conclusions(conclusions: str, tone: str) -> None:
    parsed = parse_article(article(title=TITLE, sections=trial("Pain was 3 points.", conclusions, UNNAMED)))
    sentences = sentences_of(parsed)
    assert conclusions_of(sentences, abstract_of(parsed, sentences).arms).tone == tone


def test_thus_in_the_first_half_of_a_plain_abstract_is_not_its_conclusion() -> None:
    text = (
        "Knees hurt. Thus, cells were tried. We randomly assigned 80 patients to cells or placebo. "
        "Pain was lower with cells than with placebo (P = 0.01). In conclusion, cells reduced pain."
    )
    parts = [s.part for s in sentences_of(parse_article(article(sections=text)))]
    assert parts == ["background", "background", "methods", "results", "conclusions"]


def test_numbers_in_brackets_are_not_denials() -> None:
    clause = "cells avoided the fall in haemoglobin (no decrease with cells, 2 points with placebo; p < 0.001)"
    assert statement_of(clause).saying == "difference"


def test_a_concession_is_a_clause_of_its_own() -> None:
    found = list(clauses_of("although the groups did not differ at baseline, pain was lower with cells (p = 0.01)"))
    assert found == ["although the groups did not differ at baseline, ", "pain was lower with cells (p = 0.01)"]


@pytest.mark.parametrize("text", ["P < 0,05", "P<0/05", "P < 0·05"])
def test_decimal_signs_of_p_values_are_points(text: str) -> None:
    assert plain(text).endswith("0.05")


def test_a_significant_finding_in_one_person_is_no_change() -> None:
    methods = "This single-arm study treated ten patients with cells."
    results = "One patient had a significant stenosis at 3 months."
    assert claim(results, "Cells seem to help.", methods, "Cells for ten patients") != "met_uncontrolled"


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # Values and arms in any order: arms first, arms with their values, an unnamed group beside the comparator.
        ("Survival in the cell group and the control group was 98 vs 81% after 1 year (P = 0.04).", "", "met"),
        ("Good recovery was attained by 63.2% in the cell group compared to only 15.4% in the uncooled group (P < 0.01).", "", "met"),
        ("The fall of walking distance was 10% in the cell group and 37% in the control group (P < 0.01).", "", "met"),
        # The names of coded groups stand in the methods.
        ("Pain was significantly lower in group B than in group A (P = 0.01).", "Cells work.", "met"),
        ("Pain was significantly lower in group A than in group B (P = 0.01).", "Efficacy differs.", "not_met"),
        # A comparative needs two sides, also where the comparator is not named.
        ("Pain was significantly lower in the cell group (P = 0.01).", "Cells reduced pain.", "met"),
        # An outcome of unknown kind is judged by what the paper hopes for.
        ("The zest score was higher with cells than with placebo (P = 0.01).", "The efficacy of cells is to reduce zest.", "not_met"),
        ("The zest score was lower with cells than with placebo (P = 0.01).", "Cells can reduce zest.", "met"),
        # A sentence that only tests the one before it.
        ("Pain was 3 points with cells and 6 points with placebo. This difference was significant (P = 0.01).", "", "met"),
        # A difference of the arms over time is no subgroup.
        ("There was a significant group by time interaction for pain, which was lower with cells than placebo (P = 0.01).", "", "met"),
        # Less of a gain is worse, less of a fall is better.
        ("Improvements of pain were less marked with cells than with placebo (P = 0.01).", "Efficacy differs.", "not_met"),
        ("Cells led to a reduced decline in walking distance compared with placebo (P = 0.01).", "Cells help.", "met"),
        # A treatment "to reduce worsening" is not for the worse.
        ("Cells reduced the risk of new or worsening fractures compared with placebo (hazard ratio 0.3; 95% CI 0.2-0.6).", "", "met"),
        # People of one arm, and healthy people, are no comparator.
        ("Stiffness improved with cells (P = 0.01). Patients treated with placebo did not show changes.", "Cells help.", "no_claim"),
        ("Knees were weaker than in healthy controls (P = 0.01).", "Knees are weak.", "no_claim"),
        # A remark that another treatment is as good does not deny the effect.
        ("Pain was lower with cells than with placebo (P = 0.01).", "Cells reduced pain, which was comparable to surgery.", "met"),
    ],
)  # fmt: skip
def test_who_is_favoured_and_whether_arms_are_compared(results: str, conclusions: str, expected: str) -> None:
    methods = "We randomly assigned 80 patients to cells or placebo. Group A received placebo and group B (n = 40) received cells."
    assert claim(results, conclusions, methods) == expected


def test_a_conclusion_that_denies_the_effect_settles_rates_without_a_test() -> None:
    results = "Response was 51% with cells and 50% with placebo."
    assert claim(results, "Cells were not superior to placebo.", METHODS) == "not_met"


def test_the_title_names_the_outcome_of_the_first_result_and_not_the_others() -> None:
    results = "Stiffness was lower with cells than with placebo (P = 0.01). Sleep did not differ (P = 0.4). Mood did not differ (P = 0.6)."
    assert claim(results, "Cells reduced pain.", title="Effect of cells on stiffness: a randomised trial") == "met"


def test_an_abstract_without_labels_ends_with_its_conclusions() -> None:
    text = (
        "Stiff knees are common. We randomly assigned 80 patients to cells or placebo. Pain was 3 points with cells and 5 points "
        "with placebo (P = 0.01). Cells may be a useful option for stiff knees."
    )
    parts = [s.part for s in sentences_of(parse_article(article(sections=text)))]
    assert parts == ["background", "methods", "results", "conclusions"]


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # The control of pain is no control group.
        ("Pain was lower with cells than with placebo (P = 0.01).", "Cells gave better pain control than placebo.", "met"),
        # A comparator that failed speaks for the treatment that is praised.
        ("Pain was lower with cells than with placebo (P = 0.01).", "Cells reduced the pain of stiff knees, while placebo failed to reduce it.", "met"),
        # The interval of one arm is no difference.
        (("Improvement of pain was 12.9 (95% CI 8.2 to 17.6) in the cell group and 11.4 (95% CI 6.9 to 15.8) in the placebo group. "
         "There was no difference between groups (P = 0.4)."), "Knees improve.", "not_met"),
        # A gain within one arm and no difference between arms.
        ("Pain fell in the cell group (P = 0.01). However, these changes were similar between groups (P = 0.6).", "Knees improve.", "not_met"),
        # An efficacy result without effect makes the first one mixed, unless the title names the first only.
        (("Stiffness was lower with cells than with placebo (P = 0.01). Pain was lower (P = 0.02) with cells than placebo. Walking did not "
         "differ (P = 0.4)."), "Cells help walking and stiffness.", "mixed"),
        # A response of the body may be a bad thing.
        ("The inflammatory response was lower with cells than with placebo (P = 0.01).", "Cells can reduce the inflammatory response.", "met"),
        # Arms of doses that disagree in one clause.
        ("Pain fell with 5 mg (P = 0.4) and with 10 mg (P = 0.01) compared with placebo.", "Cells help pain.", "mixed"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_result_for_or_against(results: str, conclusions: str, expected: str) -> None:
    assert (
        claim(results, conclusions, METHODS.replace("pain score at 6 months", "pain") if "mg" in results else UNNAMED)
        == expected
    )


def test_a_phase_1_trial_is_about_safety_unless_it_names_another_endpoint() -> None:
    title = "Phase I trial of cells versus placebo for knees: a randomised trial"
    results = "Stiffness was lower with cells than with placebo (P = 0.01). No serious adverse events occurred."
    assert claim(results, "Cells are safe.", title=title) == "safety_only"


def test_a_title_that_compares_two_treatments_names_the_arms() -> None:
    assert arms_of("Comparison of pain between cells and surgery in knees").tested == "cells"
    assert arms_of("Comparison of cells with surgery in knees").tested == "cells"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cost-effectiveness of cells for knees: a randomised trial", "secondary analysis"),
        ("Economic consequences of cells for knees alongside a trial", "secondary analysis"),
        ("Impact of cells on drug costs of stiff knees", "secondary analysis"),
        ("Budget impact of cells for knees", "secondary analysis"),
        ("Effectiveness and cost-effectiveness of cells for knees: a randomised trial", "report"),
        ("Clinical and cost-effectiveness of cells versus placebo for knees", "report"),
        ("Cells versus placebo for knees: a randomised trial and economic evaluation", "report"),
    ],
)
def test_a_title_about_costs_alone_is_no_report_and_one_that_asks_for_the_effect_too_is(
    title: str, expected: str
) -> None:
    assert str(read_article(article(title=title, sections=trial(methods=METHODS))).kind) == expected


@pytest.mark.parametrize(
    ("results", "methods", "expected"),
    [
        # The other treatment won, whatever is said of the endpoint.
        ("The primary end point was met: gain was greater with drug X than with MSC (P = 0.001).", "We randomly assigned 60 patients to drug X or MSC.", "unclear"),
        ("The primary end point was met: gain was greater with MSC than with drug X (P = 0.001).", "We randomly assigned 60 patients to drug X or MSC.", "met"),
        ("The primary end point was met. Pain was lower in the placebo group than in the MSC group (P = 0.001).", "We randomly assigned 60 patients to MSC or placebo.", "unclear"),
        ("The primary end point was met: pain was lower with placebo than with cells (P = 0.001).", UNNAMED, "unclear"),
        # A level below 5 percent is the one that counts, wherever it is stated.
        ("Pain score was lower with cells than with placebo (P = 0.04; significance threshold 0.025).", METHODS, "unclear"),
        ("Pain score was lower with cells than with placebo (P = 0.004; significance threshold 0.025).", METHODS, "met"),
        ("Pain score was lower with cells than with placebo (P = 0.04).", f"{METHODS} A P-value < 0.01 was considered significant.", "unclear"),
        ("Pain score was lower with cells than with placebo (P = 0.04).", f"{METHODS} A P-value < 0.05 was considered significant.", "met"),
        ("The primary end point was met (P = 0.02).", f"{METHODS} The Bonferroni-corrected alpha was 0.0125.", "unclear"),
        ("The difference of pain score between cells and placebo was significant, P = 0.01, in favour of cells.", METHODS, "met"),
        # A trial that goes on has no final result.
        ("Pain score was lower with cells than with placebo (P = 0.01).", f"{METHODS} This is an interim analysis of an ongoing trial.", "unclear"),
        ("At the interim analysis the primary end point was met (P = 0.01). Enrolment continues.", METHODS, "unclear"),
        ("Pain score was lower with cells than with placebo (P = 0.01).", f"{METHODS} One interim analysis was planned.", "met"),
        ("Pain score was lower with cells than with placebo at the interim analysis (P = 0.01).", f"{METHODS} The study was open-label.", "met"),
        # What an earlier study found is not the result of this one.
        ("A pilot study had shown that the primary end point was met with cells. Pain score did not differ (P = 0.8).", METHODS, "not_met"),
        ("In an earlier trial, pain score was lower with cells than with placebo (P = 0.01).", METHODS, "no_claim"),
    ],
)  # fmt: skip
def test_what_takes_a_success_back(results: str, methods: str, expected: str) -> None:
    title = "MSC for stiff synthetic knees: a randomised trial" if "MSC" in results else TITLE
    assert claim(results, "Knees were examined.", methods, title) == expected


def test_the_success_of_an_earlier_study_is_not_that_of_a_study_without_a_comparator() -> None:
    told = "In a previous trial the primary end point was met. The response rate was 10%."
    found = read_article(
        article(title="Cells for knees: a single-arm study", sections=f"40 patients were treated with cells. {told}")
    )
    assert found.claim in ("unclear", "no_claim")


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("P: 0.01", "P: 0.41"),
        ("p:<.01", "p:>.05"),
        ("P-value of 0.01", "P-value of 0.41"),
        ("P values were less than 0.01", "P values were more than 0.05"),
        ("P equal to 0.01", "P equal to 0.41"),
        ("P＝0.01", "P＝0.41"),
        ("P was lower than .01", "P was greater than .05"),
        ("P, 0.01", "P, 0.41"),
    ],
)
def test_a_p_value_in_any_spelling(small: str, large: str) -> None:
    results = "Pain score was lower with cells than with placebo ({})."
    assert claim(results.format(small), GAIN, METHODS) == "met"
    assert claim(results.format(large), "Knees differ.", METHODS) == "not_met"


@pytest.mark.parametrize("words", ["as opposed to", "compared against", "as against"])
def test_rarer_words_that_set_arms_against_each_other(words: str) -> None:
    assert claim(f"Pain score was reduced with cells {words} placebo (P = 0.01).", GAIN, METHODS) == "met"


def test_a_principal_outcome_is_the_primary_one() -> None:
    methods = METHODS.replace("primary end point", "principal efficacy outcome")
    results = (
        "Walking was better with cells than with placebo (P = 0.01). The principal outcome did not differ (P = 0.4)."
    )
    assert claim(results, "Cells may help.", methods) == "not_met"
