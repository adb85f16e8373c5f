"""Which way is better where a title names an event or a change, and the description says on what it is read. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


def test_relief_read_on_a_scale_of_pain_is_better_when_the_value_is_smaller() -> None:
    """NCT04759105"""
    points = "A line with 0 representing no pain and 100 representing the worst pain."
    assert way("Relief of pain", points) == "lower"
    assert way("Relief of pain", f"A fall by at least 40 percent. {points}") == "higher"
    assert way("Pain relief", points, "attacks") == "higher"
    assert way("Pain relief") == "higher"


@pytest.mark.parametrize(
    ("measure", "description"),
    [
        ("Decrease of hip pain", "The pain is measured with a visual analogue scale."),
        ("Pain reduction measured by VAS", "Pain is measured by VAS."),
    ],
)
def test_a_change_in_the_title_and_a_scale_in_the_description_mean_the_scale_and_leave_open_what_is_posted(
    measure: str, description: str
) -> None:
    found, posted = outcome_direction(measure, description), outcome_direction(measure, description, "mm")
    assert (found.direction, found.reason.code) == ("lower", "change_on_scale")
    assert (posted.direction, posted.reason.code) == ("unclear", "change_on_scale")


def test_a_reduction_without_a_scale_stays_a_reduction() -> None:
    assert way("Decrease of hip pain", "Seen at six months.") == "higher"
    assert way("Percent reduction of pain", "The pain is measured with a visual analogue scale.") == "higher"


def test_how_fast_a_scale_falls_follows_the_scale() -> None:
    """NCT04821479"""
    assert (
        way("Progression rate by a made-up rating", "Monthly change of the score, higher scores are better") == "higher"
    )
    assert way("Progression rate") == "lower"


def test_less_of_a_bad_thing_and_more_points_agree() -> None:
    """NCT03828123"""
    assert (
        way("Inhibition of progression by a made-up rating", "The higher the score, the better the function")
        == "higher"
    )


def test_a_grade_with_its_label_behind_a_comma_tells_how_the_scale_runs() -> None:
    """NCT03956719"""
    assert way("Cartilage repair", "Graded on the scan: 0 grade, normal cartilage; IV grade, bare bone") == "lower"


def test_a_count_word_stands_between_the_parts_of_a_list() -> None:
    """NCT00658073"""
    assert way("Survival and incidence of relapse") == "composite"
    assert way("Survival and relapse") == "composite"


def test_parts_that_run_apart_are_not_decided_by_a_statement_of_one_of_them() -> None:
    """NCT05182034"""
    about = "The higher the Kellgren grade, the worse the joint"
    assert way("Kellgren grade, joint space width", about) == "composite"
    assert way("Kellgren grade", about) == "lower"


def test_a_goal_or_a_formula_in_the_description_counts_people() -> None:
    """NCT01716481, NCT03378414"""
    assert way("NIHSS", "At least 5 points improvement at day 90") == "higher"
    assert way("Change of NIHSS", "At least 5 points improvement is wanted") == "lower"
    assert way("SARA", "Efficacy = (patients with a gain / all patients) x 100 %") == "higher"


def test_words_before_a_time_do_not_hide_it() -> None:
    """NCT04549285"""
    assert way("Discharge", "Description of number of days to discharge") == "lower"


def test_a_general_title_depends_where_its_description_does() -> None:
    assert way("Imaging response", "Mean of T2 mapping") == "unclear"


def test_changes_of_what_is_taken_for_safety_are_counted() -> None:
    """NCT05126563"""
    assert way("Physical examination", "Clinically significant changes of the organs") == "lower"
    assert way("Laboratory values: metabolic panel", "Number of participants with changes of the panel") == "lower"
    assert way("Physical examination", "Done at each visit") == "neutral"


def test_a_title_of_safety_and_efficacy_says_nothing_of_what_was_measured() -> None:
    assert way("Safety and efficacy of the cells") == "unclear"


def test_efficacy_as_a_heading_is_no_outcome() -> None:
    """NCT02165904"""
    assert way("Efficacy-changes in Penn score of spasms") == "lower"


def test_people_with_a_change_may_have_got_better_or_worse() -> None:
    """NCT02034188"""
    assert way("Number of participants with a change in walking") == "unclear"
    assert way("Number of participants with a change in walking of more than 50 m") == "higher"
    assert way("Change in walking", unit="participants") == "higher"


def test_freedom_from_a_worsening_is_good() -> None:
    assert way("Number of patients with freedom from relapse or progression of the disease") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Pain reduction by measurement of the VAS", "", "lower"),
        ("Changes in fatigue", "Measured by the fatigue short form (SF)", "lower"),
        ("Health by the short form (SF)-36", "", "higher"),
        ("Extubation", "Time to removal of the endotracheal tube", "lower"),
        ("Lung opacity", "Changes in percentage of participants with a reduction of lung opacity", "higher"),
        ("Success", "At least a 2-point decrease in the pain score", "higher"),
        ("Efficacy of the cells in inducing clinical remission", "", "higher"),
        ("Lipid profile", "", "unclear"),
        ("LDL cholesterol", "", "lower"),
        ("Risk factors of progression", "", "neutral"),
        ("Patient reported outcomes", "SF-12", "higher"),
    ],
)
def test_how_a_thing_was_read_or_counted_decides_and_not_the_word_for_it(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Relief of rest pain", "Measured using a visual analogue scale of pain", "lower"),
        ("Early improvement of NIHSS", "At least 5 points improvement", "higher"),
        ("Dichotomized modified Rankin scale", "mRS of 2 or less at day 90", "higher"),
        ("Dichotomized modified Rankin scale", "Read at day 90", "lower"),
        (
            "Imaging",
            "Number of patients with a decrease of lesions. A decrease of lesions suggests improvement",
            "higher",
        ),
        ("Quality of life (Minnesota questionnaire)", "", "lower"),
        ("K&L grade, joint space width", "", "composite"),
        ("Number of days from randomization until weaning begins", "", "lower"),
        ("Days between randomization and the first infection", "", "higher"),
    ],
)
def test_what_the_description_counts_or_reads_goes_before_the_word_of_the_title(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_a_bracket_behind_people_counted_is_no_part() -> None:
    """NCT04170426"""
    assert way("Efficacy", "Proportion with ACR 20 (of swollen joints, tender joints and a panel)") != "lower"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Functional outcome", "Continence, assessed with the St. Mark's score", "lower"),
        ("Functional status", "Recovery as evaluated by the NYHA class", "lower"),
        ("Efficacy told by the ACR (American College of Rheumatology) 20 rate", "", "higher"),
        ("Telogen hair density", "", "lower"),
        ("Hair density", "", "higher"),
        ("Weight", "As a measure of somatic growth", "higher"),
        ("Vital capacity (in the progressive disease group only)", "", "higher"),
        ("Timing of rejection", "", "higher"),
        ("Walking", "Number of participants with a change in walking", "unclear"),
        ("Respiratory functions (RV)", "", "lower"),
        ("Cartilage defects, thickness of cartilage", "", "composite"),
    ],
)
def test_groups_in_brackets_abbreviations_and_counts_of_changes_are_seen_through(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Change in clinical response (CDAI points)", "lower"),
        ("Change in the progression rate of the disease (ALSFRS-R)", "higher"),
        ("Number of participants with clinical response (CDAI points)", "higher"),
        ("Clinical global impression of change (CGI-C): number of responders", "higher"),
        ("Change in the risk by a study of adverse events (DAD)", "lower"),
    ],
)
def test_a_change_of_an_event_is_that_of_the_scale_in_brackets(measure: str, direction: str) -> None:
    """As in NCT03609905 and NCT01051882."""
    assert outcome_direction(measure).direction == direction


def test_a_scale_taken_as_a_measure_of_an_event_is_what_is_measured() -> None:
    """As in NCT01725698."""
    assert outcome_direction("Visual analogue scale as a measure of union").direction == "lower"
    assert outcome_direction("Ammonia as a surrogate marker of liver function").direction == "lower"


def test_an_event_and_the_time_to_it_run_apart() -> None:
    """NCT00498316"""
    assert way("Engraftment and time to engraftment") == "composite"
    assert way("Time to engraftment") == "lower"
    assert way("Relapse and time to relapse") == "composite"


def test_a_thing_that_runs_the_other_way_counts_also_before_the_words_that_decide() -> None:
    """NCT01061099"""
    assert way("Bone mineral content, fracture rate") == "composite"
    assert way("Function, fracture rate") == "lower"
    assert way("Participants with a 50 % reduction of eGFR, dialysis") == "lower"


@pytest.mark.parametrize("gap", [" ", "\n", "\u00a0", "\u3000"])
def test_a_description_with_thousands_of_blanks_is_read_as_with_one(gap: str) -> None:
    assert way("Pain", f"A scale from 0{gap * 3000}to 10, higher is worse") == "lower"
