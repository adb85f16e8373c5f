"""Papers beside their nearest opposite: work that is no trial report and reports that look like it, one made-up example each."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from tests.made_up_papers import article

RANDOM = "Sixty patients were randomly assigned to gel or placebo for 6 weeks. "
GAIN = "Pain fell more with gel than with placebo (P = 0.01). "
TITLE = "Gel versus placebo for knees: a randomised trial"


def claim(title: str, text: str) -> str:
    return read_article(article(title=title, sections=text.replace("<", "&lt;"))).claim


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Three-year extension data of gel in knees", RANDOM + GAIN, "no_claim"),
        ("Extension of the knee after gel: a randomised trial", RANDOM + GAIN, "met"),
        ("Damage in people who reach low activity on gel", RANDOM + "In these post-hoc analyses, activity was studied. " + GAIN, "no_claim"),
        (TITLE, "Post hoc Tukey tests were used. " + RANDOM + GAIN, "met"),
        ("Tests for trials of knees", "We built a model to simulate randomised trials of gel. Test A was superior to test B (P = 0.01).", "no_claim"),
    ],
)  # fmt: skip
def test_an_extension_a_second_look_or_a_simulation_is_no_main_result(title: str, text: str, expected: str) -> None:
    assert claim(title, text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Two scans for the detection of fluid", "Sixty patients underwent both scans. Sensitivity was 90% versus 80% (P = 0.04), specificity did not differ.", "no_claim"),
        ("Second replacements", "KNEEREG is an international registry that included 20 centres. Pain did not differ across the groups (P = 0.4).", "no_claim"),
        ("Gel for knees in a registry", "In this registry-based randomised trial, patients were randomly assigned to gel or placebo. " + GAIN, "met"),
        ("Oxygen in children", "Observational prospective study. Thirty children were watched. Oxygen was higher on day 1 than on day 2 (P = 0.01).", "no_claim"),
        ("Clinical features of tropical knees", "Forty patients with tropical knees were compared with 50 patients with arthritis. Pain was greater in tropical knees (P = 0.01).", "no_claim"),
        ("Early or late surgery", "This was a prospective cohort study. Patients chose early or late surgery. Pain was lower after early than after late surgery (P = 0.01).", "no_claim"),
        ("Hearing and noise", "We studied 20 workers exposed to noise and 20 workers not exposed to noise. Hearing was worse in exposed workers than in the others (P = 0.01).", "no_claim"),
        ("Radiation of glands", "Patients were identified in the National Gland Database. Survival was longer in patients who received radiation than in others (P = 0.01).", "no_claim"),
    ],
)  # fmt: skip
def test_tests_of_a_scan_registers_and_groups_that_nobody_assigned_test_no_treatment(
    title: str, text: str, expected: str
) -> None:
    assert claim(title, text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Fluid and ovulation in llamas", "Females were assigned randomly to fluid or saline. Ovulation was more frequent with fluid than with saline (P = 0.01).", "no_claim"),
        ("A varnish for enamel", "Eighty teeth with artificial caries were randomly divided into varnish and water. Hardness was higher with varnish than with water (P = 0.01).", "no_claim"),
        ("A varnish for enamel", "Eighty children with early caries were randomly divided into varnish and water. Spots were fewer with varnish than with water (P = 0.01). Varnish is effective.", "met"),
        ("Thinners: indirect comparison", "We performed a literature search for trials in patients. Stroke was less frequent with A than with B (P = 0.01).", "no_claim"),
    ],
)  # fmt: skip
def test_animals_teeth_out_of_the_mouth_and_indirect_comparisons_are_no_trials(
    title: str, text: str, expected: str
) -> None:
    assert claim(title, text) == expected


def test_a_denial_that_compares_ends_the_methods_of_an_abstract_without_labels() -> None:
    text = (
        "This study aims to evaluate a powder. In a double-blind study, 17 older adults were randomly distributed into two groups: powder or placebo. "
        "Blood was taken. A comparison between groups did not show any difference. In conclusion, the powder did not promote changes."
    )
    assert claim("A powder for the gut: a pilot study", text) == "not_met"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("In both groups there was a nonsignificant change in strength.", "no_claim"),
        ("In both groups, no significant changes in strength were observed. Mood improved in both groups (P = 0.01).", "no_claim"),
        ("There was no significant difference between both groups in pain (P = 0.5).", "not_met"),
        ("Pain in the gel group was not significantly different between time points (P = 0.2).", "no_claim"),
        ("Pain did not differ between the groups at any of the time points (P = 0.5).", "not_met"),
        ("Fatigue rose in patients treated with placebo (P = 0.01), whereas no significant change was observed in patients receiving gel.", "no_claim"),
        ("No significant change in pain was observed in patients receiving gel compared with those receiving placebo (P = 0.5).", "not_met"),
    ],
)  # fmt: skip
def test_no_change_in_one_arm_or_in_each_is_no_missed_goal(results: str, expected: str) -> None:
    assert claim(TITLE, RANDOM + results) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Unfortunately, 5 patients died, and 7 did not return and could not be contacted. Pain did not differ between gel and placebo (P = 0.4).", "not_met"),
        ("Groups were demographically similar. " + GAIN, "met"),
        ("Compliance was 90% with gel and 80% with placebo (P = 0.03). Pain did not differ between gel and placebo (P = 0.4).", "not_met"),
        ("There was no significant difference in predicted VO2max between gel and placebo (P = 0.08).", "not_met"),
    ],
)  # fmt: skip
def test_people_who_left_and_how_arms_were_at_the_start_are_no_results(results: str, expected: str) -> None:
    assert claim(TITLE, RANDOM + results) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Response rates were higher with gel than with placebo. However, no significant difference was found between the two groups (P > 0.05).", "not_met"),
        ("The scores increased significantly (P > 0.05) with gel.", "unclear"),
        ("Gel, compared with placebo, had no significant effect on pain but significantly improved strength.", "mixed"),
        ("Pain was lower but not significantly lower with gel than with placebo (P = 0.3).", "not_met"),
    ],
)  # fmt: skip
def test_a_denial_behind_a_gain_in_words_decides_and_a_gain_behind_a_denial_is_mixed(
    results: str, expected: str
) -> None:
    assert claim(TITLE, RANDOM + results) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("However, no effect of gel was observed for any of the outcome measures.", "not_met"),
        ("No effect of gel was observed for any of the secondary outcome measures.", "no_claim"),
        ("Compared with placebo, gel showed significant improvements in all end points (P < 0.05).", "met"),
    ],
)
def test_what_is_said_of_all_outcomes_holds_for_the_primary_one(results: str, expected: str) -> None:
    methods = RANDOM + "The primary end point was stiffness. Stiffness decreased in both groups (P = 0.001). "
    assert claim(TITLE, methods + results + " In conclusion, gel can be used.") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cream for the prevention of skin toxicity: a randomised trial", "not_met"),
        ("Safety of a drug against knees: a randomised trial", "safety_only"),
    ],
)
def test_a_harm_that_the_treatment_is_to_prevent_is_its_benefit(title: str, expected: str) -> None:
    text = (
        RANDOM
        + "The primary end point was skin toxicity. Skin toxicity did not differ between gel and placebo (P = 0.5)."
    )
    assert claim(title, text) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain was lower with gel than with placebo after 3 months (P = 0.01). No difference in pain was found at 12 months between groups (P = 0.6).", "mixed"),
        ("Pain was lower with gel than with placebo after 3 months (P = 0.01). No difference in sleep was found at 12 months between groups (P = 0.6).", "met"),
    ],
)  # fmt: skip
def test_a_gain_that_is_gone_at_a_later_time_is_mixed(results: str, expected: str) -> None:
    title = "Gel versus placebo for pain in knees: a randomised trial"
    assert claim(title, RANDOM + results + " In conclusion, gel reduces pain.") == expected


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("In conclusion, gel improved adherence.", "mixed"),
        ("In conclusion, gel did not reduce pain.", "not_met"),
    ],
)
def test_compliance_is_a_result_where_the_conclusions_speak_of_adherence(conclusion: str, expected: str) -> None:
    results = "Gel was not superior to placebo in pain (P = 0.08), but was superior in compliance (P = 0.01). "
    assert claim(TITLE, RANDOM + results + conclusion) == expected
