"""Effects as data: published worked examples, sides and order settled or no row, ledger figures, pooling with its refusals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("statsmodels", reason="statsmodels is not installed")

from msc_trials.errors import QueryError
from msc_trials.evidence.assessment import from_ledger_row
from msc_trials.evidence.effects.comparisons import posted_comparisons
from msc_trials.evidence.effects.estimates import Comparison, from_counts, from_means, standard_error
from msc_trials.evidence.effects.pooling import Poolable, combined, pooled, prediction, why_not
from msc_trials.extraction.trial import parse_study
from msc_trials.knowledge import ledger
from msc_trials.output.tables import rows
from tests.made_up import study_with_results
from tests.synthetic_results import analysis, outcome, record

BCG = [  # Colditz et al., JAMA 1994;271:698-702: cases and people, vaccinated then not
    (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808),
    (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277), (17, 1716, 65, 1665),
    (186, 50634, 141, 27338), (5, 2498, 3, 2341), (27, 16913, 29, 17854),
]  # fmt: skip
COUNT = {"paramType": "COUNT_OF_PARTICIPANTS", "dispersionType": None, "unitOfMeasure": "Participants"}
CELLS = {
    "type": "EXPERIMENTAL",
    "label": "Mesenchymal stem cells",
    "interventionNames": ["Biological: Mesenchymal stem cells"],
}
ARMS = (CELLS, {"type": "PLACEBO_COMPARATOR", "label": "Placebo", "interventionNames": ["Drug: Placebo"]})
GROUPS = ("Mesenchymal stem cells", "Placebo")


def found(*outcomes: dict[str, Any]) -> list[Comparison]:
    return list(posted_comparisons(parse_study(record(*outcomes, arms=ARMS))))


def test_the_risk_difference_is_that_of_newcombe() -> None:
    """Newcombe, Statistics in Medicine 1998;17:873-890, table II, row a, method 10: 56/70 against 48/80."""
    (difference, *_) = from_counts((56, 70), (48, 80))
    assert (difference.value, difference.ci_low, difference.ci_high) == pytest.approx((20.0, 5.24, 33.39), abs=0.006)


def test_risk_and_odds_ratio_are_those_of_the_physicians_health_study() -> None:
    """Agresti, An Introduction to Categorical Data Analysis, section 2.3: heart attacks 189/11034 placebo, 104/11037 aspirin."""
    _, risk, odds = from_counts((189, 11034), (104, 11037))
    assert (risk.value, risk.ci_low, risk.ci_high) == pytest.approx((1.82, 1.43, 2.31), abs=0.006)
    assert (odds.value, odds.ci_low, odds.ci_high) == pytest.approx((1.83, 1.44, 2.33), abs=0.006)
    assert (risk.kind, odds.kind) == ("RR", "OR")


def test_mean_differences_are_those_of_the_textbook() -> None:
    """Borenstein et al., Introduction to Meta-Analysis, chapter 4: D = 3.0, g = 0.5924, variance of g 0.0411."""
    plain, hedges = from_means((103, 5.5, 50), (100, 4.5, 50))
    assert (plain.value, hedges.value) == pytest.approx((3.0, 0.5924), abs=5e-5)
    error = standard_error("SMD", hedges.ci_low, hedges.ci_high, 95)
    assert error is not None
    assert error**2 == pytest.approx(0.0411, abs=0.001)
    assert (plain.ci_low, plain.ci_high) == pytest.approx((3 - 1.9855 * 1.0050, 3 + 1.9855 * 1.0050), abs=0.002)


def test_pooling_by_paule_and_mandel_gives_the_published_result() -> None:
    """Thirteen trials of BCG vaccine, as in the manual of the R package metafor: log RR -0.7150, tau squared 0.3181."""
    logs = [log((a / n) / (c / m)) for a, n, c, m in BCG]
    total = combined("RR", logs, [1 / a - 1 / n + 1 / c - 1 / m for a, n, c, m in BCG])
    assert (log(total.estimate), total.tau2) == pytest.approx((-0.7150, 0.3181), abs=1e-4)
    assert total.prediction_low < total.ci_low < total.estimate < total.ci_high < total.prediction_high


def test_the_prediction_interval_is_that_of_the_textbook() -> None:
    """Borenstein et al., Introduction to Meta-Analysis, chapter 17: 0.3582, variance 0.0111, tau squared 0.0373, six trials."""
    assert prediction(0.3582, 0.0111**0.5, 0.0373, 6) == pytest.approx((-0.2525, 0.9690), abs=2e-4)


def test_counts_of_participants_give_three_measures_and_name_both_sides() -> None:
    made = found(outcome("Deaths by month 6", [4, 9], sizes=(20, 21), groups=GROUPS, **COUNT))
    assert [(c.measure, c.favours) for c in made] == [("RD", "cells"), ("RR", "cells"), ("OR", "cells")]
    assert {(c.cells.group, c.cells.events, c.cells.n) for c in made} == {("Mesenchymal stem cells", 4, 20)}
    assert {(c.comparator.group, c.comparator.events, c.comparator.n) for c in made} == {("Placebo", 9, 21)}


def test_a_group_that_had_the_cells_later_is_no_comparator() -> None:
    """NCT01240915: placebo, then the cells at week 8."""
    groups = ("Cells", "Placebo, mesenchymal stem cells", "Placebo, placebo")
    made = found(outcome("Deaths by month 6", [4, 9, 8], sizes=(20, 21, 20), groups=groups, **COUNT))
    assert {c.comparator.group for c in made} == {"Placebo, placebo"}


def test_cohorts_are_held_against_their_own_controls() -> None:
    groups = ("Cohort 1: stem cells", "Cohort 2: stem cells", "Cohort 2: placebo")
    made = found(outcome("Deaths by month 6", [4, 9, 8], sizes=(20, 21, 20), groups=groups, **COUNT))
    assert {(c.cells.group, c.comparator.group) for c in made} == {("Cohort 2: stem cells", "Cohort 2: placebo")}


def test_cohorts_that_are_the_arms_themselves_are_compared() -> None:
    groups = ("Cohort 1: stem cells", "Cohort 2: placebo")
    assert found(outcome("Deaths by month 6", [4, 9], sizes=(20, 21), groups=groups, **COUNT))


@pytest.mark.parametrize(
    ("row", "other", "favours"),
    [
        ("Yes", "No", ("cells", "cells")),
        ("Dead", "Alive", ("cells", "cells")),
        ("Month 6: yes", "Month 6: no", ("cells", "cells")),
        ("Died at home", "Discharged", ("", "")),
        ("Yes", "Not assessable", ("cells", "")),
    ],
)
def test_a_row_of_those_without_the_event_is_better_when_larger(row: str, other: str, favours: tuple[str, str]) -> None:
    """NCT00768066: deaths "Yes" and "No" are two rows of one outcome."""
    made = found(outcome("Number of deaths", {row: [4, 9], other: [16, 11]}, sizes=(20, 20), groups=GROUPS, **COUNT))
    assert [c.favours for c in made if c.measure == "RR"] == list(favours)


@pytest.mark.parametrize(
    "fields",
    [
        {
            "denoms": [
                {"units": "Eyes", "counts": [{"groupId": "OG000", "value": "9"}, {"groupId": "OG001", "value": "9"}]}
            ]
        },
        {"denoms": []},
        {"denoms": [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "9"}]}]},
    ],
    ids=["eyes", "no number analysed", "of one side only"],
)
def test_other_units_and_missing_denominators_give_no_effect(fields: dict[str, Any]) -> None:
    assert found(outcome("Deaths by month 6", [4, 8], groups=GROUPS, **(COUNT | fields))) == []


def test_means_of_each_time_are_compared_with_their_own_time_only() -> None:
    values: dict[str, list[Any]] = {"Month 3": [(30, 5), "NA"], "Month 6": [(20, 5), (40, 5)]}
    made = found(outcome("Pain score", values, groups=GROUPS))
    assert {(c.class_title, c.measure, round(c.estimate or 0, 2)) for c in made} == {
        ("Month 6", "MD", -20.0), ("Month 6", "SMD", -3.97)}  # fmt: skip


def test_a_standard_error_becomes_a_standard_deviation() -> None:
    (plain, _) = found(
        outcome("Pain score", [(30, 1), (40, 1)], sizes=(25, 25), groups=GROUPS, dispersionType="Standard Error")
    )
    assert plain.cells.sd == pytest.approx(5.0)


def test_the_spread_of_a_bayesian_estimate_is_not_taken_for_that_of_participants() -> None:
    assert found(outcome("Bayesian estimated response rate", [(0.3, 0.04), (0.4, 0.04)], groups=GROUPS)) == []


def test_a_posted_effect_is_turned_round_to_cells_against_comparator() -> None:
    posted = analysis(paramType="Mean Difference (Final Values)", paramValue="10", ciLowerLimit="2", ciUpperLimit="18",
                      ciPctValue="95", pValue="0.02")  # fmt: skip
    (first, *_) = found(outcome("Pain score", [30, 40], posted, groups=GROUPS, paramType="MEDIAN"))
    assert (first.source, first.estimate, first.ci_low, first.ci_high, first.favours) == (
        "posted",
        -10,
        -18,
        -2,
        "cells",
    )
    assert "turned round" in first.note


def test_a_posted_effect_whose_order_cannot_be_told_has_no_row() -> None:
    posted = analysis(paramType="Hazard Ratio (HR)", paramValue="0.5", ciLowerLimit="0.2", ciUpperLimit="0.9")
    assert found(outcome("Time to death", [300, 200], posted, groups=GROUPS, paramType="MEDIAN")) == []


@pytest.mark.parametrize(
    ("comment", "months"), [("Cells v placebo (Week 12)", 2.76), ("Treated for 12 months", 3.68), ("", 3.68)]
)
def test_a_posted_effect_was_measured_at_the_one_time_of_the_outcome_that_its_comment_names(
    comment: str, months: float
) -> None:
    """NCT01240915: tests of week 12 had the time of week 16."""
    posted = analysis(paramType="Mean Difference (Final Values)", paramValue="-10", ciLowerLimit="-18", ciUpperLimit="-2",
                      pValue="0.02", groupDescription=comment)  # fmt: skip
    made = outcome("Pain score", [30, 40], posted, groups=GROUPS, paramType="MEDIAN", timeFrame="Weeks 4, 12 and 16")
    (row,) = rows(parse_study(record(made, arms=ARMS)), "effects")
    assert (row["time_months"], row["groups_comment"] or "") == (months, comment)


def test_every_ledger_effect_has_an_interval_round_it_and_two_sides() -> None:
    made = rows([from_ledger_row(r) for r in ledger.rows().values()], "effects")
    assert len(made) > 80
    for row in made:
        assert row["cells_group"]
        assert row["comparator_group"]
        low, high = row["effect_ci_low"], row["effect_ci_high"]
        assert low is None or high is None or low <= row["effect"] <= high, row


def test_computed_effects_reach_the_table_with_their_source() -> None:
    made = [r for r in rows(parse_study(study_with_results()), "effects") if r["effect_source"] == "computed"]
    assert [(r["effect_measure"], r["favoured_side"], r["cells_group"]) for r in made] == [
        ("MD", "cells", "Cells"), ("SMD", "cells", "Cells")]  # fmt: skip


def effect(number: int, **fields: Any) -> Poolable:
    made: dict[str, Any] = {"condition": "knee", "outcome": "Pain", "measure": "MD", "estimate": -1.0 * number,
                            "ci_low": -1.0 * number - 1, "ci_high": -1.0 * number + 1, "ci_level": 95.0, "unit": "points",
                            "comparator": "placebo", "allocation": "RANDOMIZED", "intervention_model": "PARALLEL",
                            "test_type": "SUPERIORITY", "months": 6.0}  # fmt: skip
    return Poolable(trial_id=f"NCT9000000{number}", **(made | fields))


def test_effects_of_one_question_are_pooled() -> None:
    total = pooled([effect(1), effect(2), effect(3, comparator="sham")])
    assert (total.k, total.estimate) == (3, pytest.approx(-2.0))
    assert sum(total.weights) == pytest.approx(1)


@pytest.mark.parametrize(
    ("third", "why"),
    [
        ({"condition": "hip"}, "conditions differ"),
        ({"outcome": "Function"}, "outcomes differ"),
        ({"comparator": "active"}, "comparators differ"),
        ({"unit": "mm"}, "units differ"),
        ({"outcome_type": "PRIMARY"}, "kinds of outcome differ"),
        ({"measure": "SMD"}, "effect measures differ"),
        ({"ci_low": None}, "no interval"),
        ({"trial_id": "NCT90000001"}, "more than once"),
        ({"same_evidence_as": "NCT90000001"}, "repeats the participants"),
        ({"do_not_pool": True}, "ledger doubts"),
        ({"allocation": "NON_RANDOMIZED"}, "allocations differ (not randomised, randomised)"),
        ({"allocation": ""}, "allocations differ (allocation not known, randomised)"),
        ({"intervention_model": "CROSSOVER"}, "models differ (crossover, parallel groups)"),
        ({"test_type": "NON_INFERIORITY"}, "hypotheses differ (non-inferiority, superiority or none)"),
        ({"months": 24.0}, "far apart in time (6 to 24 months)"),
    ],
)
def test_what_differs_is_not_pooled_and_the_reason_is_given(third: dict[str, Any], why: str) -> None:
    odd = replace(effect(3), **third)
    assert why in why_not([effect(1), effect(2), odd])
    with pytest.raises(QueryError, match="not pooled"):
        pooled([effect(1), effect(2), odd])


def test_designs_of_one_kind_are_pooled() -> None:
    other = effect(3, months=12.0, intervention_model="FACTORIAL", test_type="")
    assert why_not([effect(1), effect(2), other]) == ""
    assert why_not([effect(n, allocation="", intervention_model="", months=None) for n in (1, 2, 3)]) == ""


def test_effects_as_stated_without_a_known_measure_are_not_pooled() -> None:
    assert "not known" in why_not([effect(n, measure="other") for n in (1, 2, 3)])


def test_an_outcome_named_by_the_caller_joins_different_names_and_two_are_too_few() -> None:
    assert why_not([effect(1), effect(2), effect(3, outcome="Pain, VAS")], outcome="pain") == ""
    assert "fewer than 3" in why_not([effect(1), effect(2)])


def test_importing_and_answering_load_no_statsmodels() -> None:
    code = (
        "import sys, msc_trials, msc_trials.output.tables, msc_trials.output.columns\n"
        "from msc_trials import answer, to_frame\n"
        "to_frame(answer('knee osteoarthritis', source='snapshot'))\n"
        "sys.exit('statsmodels' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
