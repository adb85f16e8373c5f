"""Wordings of posted tests that change what a p-value is worth, in synthetic records of the API's shape."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lint_seeds import SEEDS
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import seeds
from msc_trials.results.direction.lexicon import Sign
from msc_trials.results.direction.outcome_domain import OutcomeKind
from msc_trials.results.findings import VerdictStatus as S
from tests.synthetic_results import PLACEBO, TESTED, analysis, outcome, verdict

PAIN = "Pain on a visual analogue scale"


def pain(p: str, **fields: Any) -> S:
    """The status when the cells have half the pain of placebo and this p-value and these texts are posted."""
    return verdict(outcome(PAIN, [20, 40], analysis(pValue=p, **fields))).status


@pytest.mark.parametrize(
    "text",
    [
        "A priori threshold for statistical significance was 0.01",
        "Threshold for significance was 0.0125.",
        "The threshold for statistical significance is <= 0.01",
        "p-value <0.0125 was considered significant",
        "A p value of < 0.005 was considered to indicate statistical significance",
        "p < 0.0125 was considered significant",
        "A p-value below 0.01 was considered significant",
        "Statistical significance was defined as a 2-sided p-value < 0.0125",
        "The level of significance was 2-sided of 0.01",
    ],
)
@pytest.mark.parametrize("field", ["pValueComment", "statisticalComment", "groupDescription", "estimateComment"])
def test_a_stated_threshold_outranks_five_percent(text: str, field: str) -> None:
    assert pain("0.02", **{field: text}) is S.NOT_MET
    assert pain("0.004", **{field: text}) is S.MET


@pytest.mark.parametrize(
    "text",
    ["The p-value of 0.012 was statistically significant.", "80% power at 95% significance", "if p>=0.10, dropped"],
)
def test_a_result_or_a_power_is_no_threshold(text: str) -> None:
    assert pain("0.02", pValueComment=text) is S.MET


@pytest.mark.parametrize("field", ["pValueComment", "groupDescription", "estimateComment", "statisticalComment"])
@pytest.mark.parametrize(
    "text",
    [
        "Comparison with baseline within each group",
        "Change from baseline in each group separately",
        "Intra-group comparison",
        "Within-group difference",
        "Paired t-test",
        "Tested within both treatment groups",
    ],
)
def test_a_test_inside_each_group_compares_nothing(field: str, text: str) -> None:
    assert pain("<0.001", **{field: text}) in {S.NO_COMPARISON, S.UNCLEAR}


@pytest.mark.parametrize("p", ["<0.001 (vs baseline)", "0.001 versus baseline", "<0.001 (compared to baseline)"])
def test_a_p_value_that_names_the_baseline_compares_nothing(p: str) -> None:
    assert pain(p) in {S.NO_COMPARISON, S.UNCLEAR}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Within-subject percent changes were calculated and groups compared", S.MET),
        ("Within-subject differences computed at each visit", S.MET),
        ("Within-subject comparison", S.NO_COMPARISON),
    ],
)
def test_nct00413400_a_change_within_subjects_is_a_value_that_groups_can_be_compared_by(words: str, status: S) -> None:
    assert pain("0.02", statisticalMethod="ANCOVA", groupDescription=words) is status


def test_errors_within_patients_are_a_model_and_not_a_test_within_groups() -> None:
    assert pain("0.001", statisticalComment="Covariance structure for within-patient errors") is S.MET


@pytest.mark.parametrize(
    "text",
    [
        "nominal p value, hierarchical testing stopped before this endpoint",
        "Hierarchical testing stopped at the key secondary endpoint, a nominal p-value is provided.",
        "This endpoint was not formally tested",
        "Not included in the testing sequence",
    ],
)
def test_a_nominal_p_value_after_the_testing_had_stopped_claims_nothing(text: str) -> None:
    assert pain("0.001", pValueComment=text) in {S.UNCLEAR, S.NOT_MET}


def test_how_a_hierarchy_would_stop_takes_nothing_from_a_test_inside_it() -> None:
    """NCT00744627: the description of the procedure stands beside a test that was part of it."""
    text = "As soon as an endpoint was non-significant, the testing procedure stopped for all subsequent endpoints."
    assert pain("0.001", groupDescription=text) is S.MET


def test_a_nominal_dose_beside_a_tested_one_does_not_count() -> None:
    """NCT00735709: one dose in the testing sequence is significant, the others are nominal."""
    tests = (analysis("02", pValue="0.001"), analysis("12", pValue="0.3", pValueComment="Not in the testing sequence"))
    posted = outcome(PAIN, [20, 38, 40], *tests, groups=("Cell product 10 mg", "Cell product 1 mg", "Placebo"))
    assert verdict(posted).status is S.MET


# --- counts -------------------------------------------------------------------------------------------------------


def responders(sizes: list[str | None] | None, **fields: Any) -> S:
    """30 against 18 responders with these numbers analysed (None: no denominators at all)."""
    posted = outcome(
        "Number of responders", [30, 18], analysis(pValue="0.01", **fields), paramType="COUNT_OF_PARTICIPANTS"
    )
    posted["unitOfMeasure"] = "Participants"
    counts = [{"groupId": f"OG00{i}", "value": size} for i, size in enumerate(sizes or []) if size is not None]
    posted["denoms"] = [{"units": "Participants", "counts": counts}] if sizes is not None else []
    return verdict(posted).status


def test_counts_are_compared_by_the_number_analysed() -> None:
    assert responders(["50", "50"]) is S.MET
    assert responders(["100", "30"]) is S.NOT_MET


@pytest.mark.parametrize("sizes", [None, ["", ""], ["0", "0"], ["50", None], [None, "50"], ["0", "50"]])
def test_counts_without_the_number_analysed_settle_nothing(sizes: list[str | None] | None) -> None:
    assert responders(sizes) is S.UNCLEAR


def shares(title: str, rows: dict[str, tuple[float, float]]) -> S:
    """Percentages of categories of one class."""
    posted = outcome(
        title, [0, 0], analysis(pValue="0.001"), paramType="NUMBER", unitOfMeasure="percentage of participants"
    )
    posted["classes"] = [
        {
            "categories": [
                {
                    "title": name,
                    "measurements": [{"groupId": f"OG00{i}", "value": str(n)} for i, n in enumerate(pair)],
                }
                for name, pair in rows.items()
            ]
        }
    ]
    return verdict(posted).status


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_shares_split_into_categories_never_call_a_loss_a_success(cells: int, placebo: int, swap: bool) -> None:
    alive, dead = ("Alive", (cells, placebo)), ("Dead", (100 - cells, 100 - placebo))
    found = shares("Overall survival", dict([dead, alive] if swap else [alive, dead]))
    assert found in ({S.MET, S.UNCLEAR} if cells > placebo else {S.NOT_MET, S.UNCLEAR})


def test_responders_are_known_whatever_stands_around_them_in_the_title() -> None:
    """NCT00797797, NCT01180790."""
    rows = {"Non-Responder": (40.0, 80.0), "Responder": (60.0, 20.0)}
    assert shares("Global Impression of Change Responder Rate at End of Study", rows) is S.MET
    rows = {"No rapid virologic response (%)": (25.0, 80.0), "Rapid virologic response (%)": (75.0, 20.0)}
    assert shares("Rapid viral response at week 4", rows) is S.MET
    assert shares("Non-responder rate", {"Responder": (60.0, 20.0), "Non-responder": (40.0, 80.0)}) is not S.NOT_MET


# --- groups -------------------------------------------------------------------------------------------------------


def test_a_group_that_names_no_control_is_not_the_placebo_arm() -> None:
    """NCT01272219: the group "Drug 3.0 mg" beside an arm "Drug Placebo"."""
    arms = ({**TESTED, "label": "AB 12 low dose"}, {**PLACEBO, "label": "Omab Placebo, no diabetes"})
    posted = outcome(PAIN, [20, 40], analysis(pValue="0.001"), groups=("Omab 3.0 mg", "Omab Placebo"))
    assert verdict(posted, arms=arms).status is S.MET


def test_a_title_gives_the_other_name_of_a_product() -> None:
    """NCT01177813: arms by a code, groups by the name."""
    arms = (
        {**TESTED, "label": "AB 10773 low dose", "interventionNames": ["Drug: AB 10773"]},
        PLACEBO,
        {"type": "ACTIVE_COMPARATOR", "label": "Oldomab", "interventionNames": ["Drug: Oldomab"]},
    )
    posted = outcome(PAIN, [20, 40, 30], analysis(pValue="0.001"), groups=("Newomab 10 mg", "Placebo", "Oldomab"))
    assert verdict(posted, arms=arms, title="Efficacy of Newomab (AB 10773)").status is S.MET


def test_a_combination_is_not_taken_for_its_part() -> None:
    """NCT00737568: the title tests A against A and B together."""
    one = {"type": "EXPERIMENTAL", "label": "Tenovir DF", "interventionNames": ["Drug: TDF"]}
    both = {"type": "EXPERIMENTAL", "label": "FTC/TDF", "interventionNames": ["Drug: FTC/TDF"]}
    posted = outcome("Complete response", [80, 80], analysis(pValue="0.43"), groups=("Tenovir DF", "FTC/Tenovir DF"))
    assert verdict(posted, arms=(one, both), title="Tenovir DF versus FTC/TDF").status is S.NOT_MET


def test_arms_after_an_operation_are_not_time_points() -> None:
    """NCT00085709: both groups begin with "Post"."""
    arms = ({**TESTED, "label": "Post-consolidation cells"}, {**PLACEBO, "label": "Post-consolidation observation"})
    names = ("Post-consolidation cells", "Post-consolidation observation")
    assert verdict(outcome(PAIN, [20, 40], analysis(pValue="0.001"), groups=names), arms=arms).status is S.MET


def test_a_change_of_one_group_is_no_difference_although_the_text_says_so() -> None:
    """NCT01713348: the estimate is the group's own change from baseline."""
    rows = {"Baseline": [13.3, 12.3], "Final": [14.7, 13.3]}
    test = analysis("0", pValue="0.04", paramType="Mean Difference (Final Values)", paramValue="1.4",
                    groupDescription="Intervention arm compared to control arm")  # fmt: skip
    assert verdict(outcome("Walking distance", rows, test)).status is S.NO_COMPARISON


# --- status and phases --------------------------------------------------------------------------------------------


def registered(status: str | None, phases: Any = None, end: dict[str, str] | None = None) -> Any:
    dates = {"primaryCompletionDateStruct": end} if end else {}
    return parse_study(
        {
            "protocolSection": {
                "identificationModule": {"nctId": "NCT00000001", "briefTitle": "A synthetic trial"},
                "statusModule": dates | ({"overallStatus": status} if status is not None else {}),
                "designModule": {"studyType": "INTERVENTIONAL", "phases": phases},
            }
        }
    )


@pytest.mark.parametrize("status", ["PAUSED", "", None])
def test_a_status_that_is_new_or_absent_does_not_make_a_trial_over(status: str | None) -> None:
    planned = judge(registered(status, end={"date": "2028-05", "type": "ESTIMATED"}))
    assert (planned.status, planned.confidence) == (S.ONGOING, "low")
    assert "2028-05" in planned.reasons[0].text
    assert judge(registered(status)).status is S.UNCLEAR
    assert judge(registered("COMPLETED")).status is S.UNREPORTED


@pytest.mark.parametrize(
    ("phases", "phase"),
    [
        ("PHASE3", "Phase 3"),
        ("PHASE2, PHASE3", "Phase 2/3"),
        ("Phase 1/Phase 2", "Phase 1/2"),
        ("Phase 2/3", "Phase 2/3"),
        ("N/A", "N/A"),
        (["PHASE3"], "Phase 3"),
        (None, "Not given"),
    ],
)
def test_phases_as_one_text_are_read(phases: Any, phase: str) -> None:
    assert registered("COMPLETED", phases).phase == phase


def test_means_too_alike_for_their_p_value_settle_nothing() -> None:
    """NCT00434018: 90.4 (11.2) of 52 against 89.6 (11.7) of 57 with p = 0.001."""
    alike = [(90.4, 11.2), (89.6, 11.7)]
    assert verdict(outcome("Walking distance", alike, analysis(pValue="0.001"), sizes=(52, 57))).status is S.UNCLEAR
    apart = [(95.0, 11.2), (89.6, 11.7)]
    assert verdict(outcome("Walking distance", apart, analysis(pValue="0.001"), sizes=(52, 57))).status is S.MET


@pytest.mark.parametrize(("other", "status"), [(7.8, S.UNCLEAR), (8.1, S.MET)])
def test_means_within_a_quarter_of_their_standard_error_settle_nothing_at_any_level(other: float, status: S) -> None:
    """NCT00608530: 7.5 against 7.8 with p = 0.02 of an analysis over both visits."""
    test = analysis(pValue="0.02", statisticalMethod="ANOVA", groupDescription="Repeated measures")
    posted = outcome("Disability questionnaire score", [(7.5, 4.9), (other, 5.0)], test, sizes=(22, 28))
    assert verdict(posted).status is status


def test_every_sentence_of_a_reason_is_used_and_every_reason_has_one() -> None:
    package = SEEDS.parent / "msc_trials"
    paths = [*(package / "results").rglob("*.py"), package / "evidence" / "verdict.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    named = set(re.findall(r"\"([\w./]+)\"", code))
    made = {f"combine.{status}{kind}" for status in S for kind in ("", "/worse", "/one")} | {
        f"kinds.{kind}" for kind in get_args(OutcomeKind)
    }
    made |= {f"{begin}/{sign}" for begin in ("stated", "reduction", "named") for sign in get_args(Sign)}
    names = {row["name"] for table in ("reasons", "direction_rules") for row in seeds.table(table)}
    assert names - named - made == set()
    asked = re.findall(r"(?:reason|ruled|by_p)\(\s*\"([\w./]+)\"", code)
    assert set(asked) <= names
