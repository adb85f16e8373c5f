"""Results that disagree with each other or with the conclusions: one made-up abstract for each kind."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.statement import clauses_of
from tests.made_up_papers import TITLE, UNNAMED, article, trial


def claim(results: str, conclusions: str = "", methods: str = UNNAMED, title: str = TITLE) -> str:
    return read_article(article(title=title, sections=trial(results, conclusions, methods))).claim


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # Conclusions that say the arms do not differ outweigh one gain of the results that names no primary.
        (
            (
                "Both groups gained gloop compared to baseline (P < 0.05). There was no difference in gloop or walking between the "
                "groups (P = 0.4)."
            ),
            "Gloop and walking did not differ between cells and placebo.",
            "not_met",
        ),
        # The only difference of many outcomes is no success.
        (
            "The only significant difference between the groups was gloop score (40 with cells, 30 with placebo; P = 0.04).",
            "Cells are promising.",
            "mixed",
        ),
        # One of two outcomes differs.
        (
            "Onset but not duration of gloop was significantly better with cells than with placebo (P = 0.02).",
            "Cells improve gloop.",
            "mixed",
        ),
    ],
)
def test_a_gain_beside_a_denial_is_no_success(results: str, conclusions: str, expected: str) -> None:
    """A gain that the conclusions deny, or that is the only one of several outcomes, is no success."""
    assert claim(results, conclusions) == expected


def test_vital_signs_alike_do_not_contradict_a_gain() -> None:
    """Heart rate and blood pressure that stay alike contradict no gain, unless the paper asks about them."""
    results = "Pain was lower with cells than with placebo (P = 0.01). Heart rate did not differ between the groups (P = 0.6)."
    assert claim(results, "Cells reduced pain.") == "met"
    assert claim(results, "Cells reduced pain.", title="Cells versus placebo for pain and heart rate") == "mixed"


def test_of_vital_signs_alone_no_difference_is_a_missed_goal() -> None:
    """Where nothing but vital signs is compared, they are the result."""
    assert claim("Heart rate did not differ between the groups (P = 0.6).") == "not_met"


@pytest.mark.parametrize(
    ("results", "methods", "expected"),
    [
        # A short form of a scale with an apostrophe, and one in the plural.
        (
            (
                "The difference in BGQ at one year was 1.2 (95% CI -3 to 5; P = 0.4). Walking was significantly better with cells than "
                "with placebo (P = 0.01)."
            ),
            f"{UNNAMED} The primary outcome was the Bluebeard's Gloop Questionnaire (BGQ).",
            "not_met",
        ),
        (
            "Rates at one year: CGRs were 10% and 12%; no group differences were found. Walking was better with cells (P = 0.01).",
            f"{UNNAMED} The primary outcome was continuous gloop rate (CGR).",
            "not_met",
        ),
        # Naming the primary: prespecified, measured using, over a period.
        (
            "Gloop did not differ between groups (P = 0.3). Walking was better with cells than with placebo (P = 0.01).",
            f"{UNNAMED} Walking was chosen as the prespecified primary end point.",
            "met",
        ),
        (
            "Gloop did not differ between groups (P = 0.3). Walking was better with cells than with placebo (P = 0.01).",
            f"{UNNAMED} Primary efficacy was measured using walking distance.",
            "met",
        ),
        (
            "Gloop did not differ between groups (P = 0.3). Walking was better with cells than with placebo (P = 0.01).",
            f"{UNNAMED} The primary outcome measure over the six weeks was walking distance.",
            "met",
        ),
        # Numbered primaries are several.
        (
            (
                "Walking was better with cells than with placebo (P = 0.01). Gloop did not differ between groups (P = 0.3)."
            ),
            f"{UNNAMED} Primary outcome measures: 1) walking distance and 2) gloop.",
            "mixed",
        ),
    ],
)
def test_the_primary_is_found_by_its_short_form_and_its_naming(results: str, methods: str, expected: str) -> None:
    """The primary endpoint decides however its name is introduced, shortened or numbered."""
    assert claim(results, "Cells help walking.", methods) == expected


@pytest.mark.parametrize(
    "results",
    [
        "Pain scores were significantly more reduced with cells than with placebo (P = 0.04).",
        "Cells raised gloop in the blood and reduced completion time compared with placebo (P = 0.03).",
    ],
)
def test_a_larger_fall_and_a_shorter_task_favour_the_treatment(results: str) -> None:
    """More reduced pain and less time to complete a task speak for cells."""
    title = "Cells to reduce the time to complete a task"
    assert claim(results, "Cells reduced pain and completion time.", title=title) == "met"


def test_but_significant_differences_open_a_clause() -> None:
    """A contrast with significant differences is a clause of its own; "but not significantly" is none."""
    text = "pain did not differ between the groups at 1 hour, but significant differences were found at 8 hours (p = 0.01)."
    assert len(list(clauses_of(text))) == 2
    assert (
        len(list(clauses_of("pain was 3 with cells and 4 with placebo at 1 hour, but not significantly (p = 0.4).")))
        == 1
    )


def test_a_title_about_an_analysis_of_safety_asks_for_safety() -> None:
    """Titles such as "Analysis of the safety of" or "Complications of" put safety first, however they word it."""
    results = "Serious adverse events did not differ between the groups (P = 0.5)."
    for title in ("Complications of cells compared to placebo", "Cells and knees: appraisal of the safety profile"):
        assert claim(results, "Cells were safe.", title=title) == "safety_only"


def test_praise_beside_a_word_of_safety_is_not_only_safety() -> None:
    """A conclusion that praises and calls the treatment safe is not about safety only."""
    results = "Mothers given cells had a lower level of anxiety than the control group."
    assert claim(results, "Cells lower anxiety, with no adverse effects on the newborns.") != "safety_only"


def test_a_state_before_the_beginning_is_no_result() -> None:
    """No difference before the beginning of treatment says nothing about the treatment."""
    results = (
        "No difference in headache was observed before the beginning of treatment (P = 0.6). "
        "Headache was lower with cells than with placebo after 6 hours (P = 0.001)."
    )
    assert claim(results, "Cells reduced headache.") == "met"


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # One praised gain behind a result without effect that nobody praises.
        ("Walking did not differ between groups (P = 0.4). Gloop was better with cells than with placebo (P = 0.01).",
         "Cells are effective for gloop.", "mixed"),
        # Outcomes of one rank disagree also where the conclusions praise the one that did not differ.
        ("Walking did not differ between groups (P = 0.4). Gloop was better with cells than with placebo (P = 0.01).",
         "Cells improve walking.", "mixed"),
        # One gain is a detail where nothing is praised.
        ("Walking did not differ between groups (P = 0.4). Gloop was better with cells than with placebo (P = 0.01).",
         "Further trials of cells are needed.", "not_met"),
        # A list in the clause of concession ends with the arms.
        (("While there were no differences in fat, sugar and salt between the two groups (P > 0.05), gloop was significantly "
         "better in the cell group (P = 0.01)."), "Cells help gloop.", "mixed"),
        # One tested arm differs from the other arm and another does not.
        (("Gloop was better in the 5 ml group than in the placebo group (P = 0.01), but gloop in the 2 ml group did not differ "
         "from the placebo group (P = 0.6)."), "Cells help gloop.", "mixed"),
        # The arms differ at some times only.
        ("Gloop was better with cells. However, only after 20 and 21 weeks, the differences were significant (P = 0.01).",
         "Cells help gloop.", "mixed"),
        # What was found before treatment, and breaths called ineffective efforts, are no missing effect.
        ("No difference was seen in baseline gloop between the groups (P = 0.6). Gloop was lower with cells than with placebo (P = 0.01).",
         "Cells reduced gloop.", "met"),
        (("Gloop was better with cells than with placebo (P = 0.01). There were clear differences in ineffective efforts (30 with "
         "placebo and 0 with cells)."), "Cells improve gloop.", "met"),
    ],
)  # fmt: skip
def test_a_gain_behind_a_missing_effect_is_mixed(results: str, conclusions: str, expected: str) -> None:
    """Results of one rank that disagree are mixed, in whichever order they are told."""
    assert claim(results, conclusions) == expected


def test_values_of_doses_in_a_row_disagree() -> None:
    """A row of values, each tested against placebo, is mixed where the tests disagree."""
    methods = f"{UNNAMED} The primary end point was gloop score."
    results = "Gloop score rose by 2.1, 4.2 (P = 0.61) and 12.3 (P = 0.004) points, respectively."
    assert claim(results, "Cells help.", methods) == "mixed"


def test_primary_technique_efficacy_names_no_primary_endpoint() -> None:
    """Primary technique efficacy and primary patency are terms of surgery."""
    results = (
        "Gloop was better with cells than with placebo (P = 0.01). "
        "Primary technique efficacy did not differ between the groups (P = 0.4)."
    )
    assert claim(results, "Cells improve gloop.") != "not_met"


def test_an_aim_told_late_is_no_result() -> None:
    """A sentence that states another aim is no result, wherever it stands."""
    results = (
        "The second aim was to compare gloop when intake was similar in the groups. "
        "Gloop was better with cells than with placebo (P = 0.01)."
    )
    assert claim(results, "Cells improve gloop.") == "met"


def test_the_interval_of_the_efficacy_of_a_vaccine_compares_the_arms() -> None:
    """Vaccine efficacy with an interval above zero is a difference between the arms."""
    results = "There was one infection with cells and 15 with placebo, an estimated vaccine efficacy of 91.2% (95% CI 61% to 99%)."
    assert claim(results, "Cells protect strongly and are effective against infections.") == "met"


@pytest.mark.parametrize(
    ("results", "conclusions", "expected"),
    [
        # As good as another is no win against a result that was worse.
        ("Operating time was significantly longer with cells than with placebo (73 versus 48 minutes; P < 0.05).",
         "Cells are at least as successful, effective and safe as placebo.", "unclear"),
        # A denial without a test beside a gain of the same sentence.
        (("Cell patients were no more likely to walk, but had better gloop scores than placebo patients (P = 0.01)."),
         "Cells improved gloop.", "mixed"),
        # "Intergroup" compares the arms, whatever period is named.
        (("No significant intergroup difference was seen in gloop during the treatment period (P = 0.5). Sleep was better with "
         "cells than with placebo (P = 0.01)."), "Cells help gloop.", "not_met"),
        # Those who came regularly are a subgroup.
        ("Compared with placebo, the regular cell attendees had better gloop (P = 0.01).", "Cells help.", "no_claim"),
        # What a result is adjusted for is no sentence about the start of the study.
        ("Adjusted for baseline scores, gloop was better with cells than with placebo (P = 0.01).", "Cells help gloop.", "met"),
    ],
)  # fmt: skip
def test_what_is_no_win_of_the_tested_arm(results: str, conclusions: str, expected: str) -> None:
    """Equality, denials, subgroups and adjustments are told from a difference between the arms."""
    assert claim(results, conclusions) == expected


def test_of_several_treatments_in_a_title_none_is_the_tested_one() -> None:
    """Where a title compares a list of treatments, the one that did better is not the comparator."""
    results = "Pain was lower in the glue group compared to the stitches and tape groups (P = 0.001)."
    conclusions = "Glue was more effective than stitches or tape."
    assert claim(results, conclusions, title="Comparison of stitches, tape, and glue for pain relief") == "met"


PLACEBO_GAIN = "Pain was lower with cells than with placebo (P = 0.01)."


@pytest.mark.parametrize(
    ("conclusions", "expected"),
    [
        ("Cells were as effective as the old drug.", "met"),
        ("Cells had efficacy similar to that of earlier doses.", "met"),
        ("Cells were no better than the old drug and did not differ from placebo.", "not_met"),
    ],
)
def test_conclusions_that_liken_the_treatment_to_another_active_one_do_not_deny_a_gain_over_placebo(
    conclusions: str, expected: str
) -> None:
    assert claim(PLACEBO_GAIN, conclusions) == expected


@pytest.mark.parametrize(
    "conclusions",
    [
        "Pain can be reduced by cells with no influence on walking.",
        "Cells improved the mood of patients and showed no effects on bending.",
        "There was no association between weight and the wish for cells.",
        "Cells were not associated with thrombotic events.",
    ],
)
def test_what_a_treatment_spares_is_no_missed_goal(conclusions: str) -> None:
    """Conclusions that say a gain spared something else, or that harm did not come, tell of no missed goal."""
    assert claim("Knees were warm with cells.", conclusions) in ("unclear", "no_claim")


def test_arms_that_are_called_equivalent_missed_no_goal() -> None:
    """Results that are called equivalent, without a margin, are neither a failure nor a success."""
    results = "Pain relief was equivalent with cells and the old drug (30 and 32 points; P = 0.5)."
    title = "Cells versus an old drug for stiff synthetic knees: a randomised trial"
    assert claim(results, "Both ease pain.", title=title) == "unclear"


def test_a_measure_that_changed_in_no_arm_does_not_contradict_a_gain_over_the_other_arm() -> None:
    """What no arm changed is no result of equal rank against a difference between the arms."""
    still = "There were no significant changes of stiffness in either group. Gait did not differ between the groups (P = 0.6)."
    assert claim(f"{PLACEBO_GAIN} {still}", "Cells reduced pain.", title="Cells and pain: a randomised trial") == "met"


def test_the_amount_of_treatment_taken_is_no_result() -> None:
    """Equal time in treatment is no missed goal where the arms differ in what they gained."""
    results = f"Patients did not differ in the duration of the therapy (P = 0.8). {PLACEBO_GAIN}"
    assert claim(results, "Cells reduced pain.") == "met"


def test_a_comparison_told_behind_an_announcement_names_the_other_arm() -> None:
    results = "The results indicate that when compared with placebo, cells reduced pain (P = 0.01)."
    assert claim(results, "Cells reduced pain.") == "met"


@pytest.mark.parametrize(
    ("results", "methods", "expected"),
    [
        # Without a named primary the outcome that comes first is of equal rank with the one that differs.
        (
            "Grip did not differ between the groups (P = 0.4). Pain was lower with cells than with placebo (P = 0.01).",
            UNNAMED,
            "mixed",
        ),
        # Where a primary is named, what comes before it is of lower rank.
        (
            "Grip did not differ between the groups (P = 0.4). Pain score was lower with cells than with placebo (P = 0.01).",
            f"{UNNAMED} The primary end point was pain score.",
            "met",
        ),
        # Arms that were alike before the treatment are no result, also where only the test says so.
        (
            "Before the first session the groups were homogeneous (P = 0.8). Pain was lower with cells than with placebo (P = 0.01).",
            UNNAMED,
            "met",
        ),
    ],
)
def test_results_that_open_without_effect_are_mixed_where_no_primary_is_named(
    results: str, methods: str, expected: str
) -> None:
    assert claim(results, "Cells reduced pain and may help knees.", methods) == expected
