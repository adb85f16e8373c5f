"""The figures of ``seeds/effects.csv`` agree with the ledger and with themselves; approvals and harms have sources."""

from __future__ import annotations

import math

import pytest

from msc_trials.knowledge import conditions, ledger, seeds
from msc_trials.knowledge.ledger import EffectRow, effects, effects_of
from msc_trials.knowledge.products import approvals, harm_facts, products
from msc_trials.knowledge.registries import registry_name, registry_url
from msc_trials.knowledge.rules import topic

RATIOS = ("HR", "RR", "OR", "rate_ratio")


def test_every_row_belongs_to_a_ledger_trial_and_rows_of_a_trial_stand_together() -> None:
    ids = [row.trial_id for row in effects()]
    assert set(ids) <= set(ledger.rows())
    assert ids == sorted(ids)


def test_every_decided_ledger_trial_has_a_row_with_a_name_and_a_caution() -> None:
    decided = {i for i, row in ledger.rows().items() if row.verdict in ("met", "not_met", "mixed")}
    assert all(effects_of(i) for i in decided)
    for row in effects():
        assert row.display_name, row.trial_id
        assert row.plain_goal, row.trial_id
        assert 0 < len(row.short_caution) <= 76, (row.trial_id, len(row.short_caution))


@pytest.mark.parametrize("row", effects(), ids=lambda r: f"{r.trial_id}-{r.measure}")
def test_figures_are_possible(row: EffectRow) -> None:
    for events, people in ((row.cells_events, row.cells_n), (row.control_events, row.control_n)):
        assert events is None or people is None or 0 <= events <= people
    if row.estimate is not None and row.ci_low is not None and row.ci_high is not None:
        assert row.ci_low <= row.estimate <= row.ci_high
    if row.estimate_type in RATIOS and row.estimate is not None:
        assert row.estimate > 0
    assert row.good_direction in ("higher", "lower", "")


def test_counts_and_ratios_of_one_row_agree() -> None:
    for row in effects():
        if None not in (row.cells_events, row.cells_n, row.control_events, row.control_n) and row.estimate:
            a, n, c, m = row.cells_events, row.cells_n, row.control_events, row.control_n
            assert a
            assert c
            assert n
            assert m
            told = {"RR": a / n / (c / m), "OR": a / (n - a) / (c / (m - c)), "RD": 100 * (a / n - c / m)}
            if row.estimate_type in told and not row.doubt:
                assert math.isclose(told[row.estimate_type], row.estimate, rel_tol=0.05), row.trial_id


def test_numbers_that_do_not_fit_are_withheld_or_doubted() -> None:
    assert not effects_of("NCT03042143")[1].has_figures
    for trial_id in ("NCT02302599", "NCT03406585", "NCT02445547", "NCT01670981", "NCT01941394", "NCT01213186"):
        assert effects_of(trial_id)[0].doubt, trial_id


def test_no_figure_of_a_measure_that_is_not_the_main_goal_counts_as_its_result() -> None:
    assert not effects_of("ACTRN12617001095358")[0].is_main
    assert not effects_of("JapicCTI-184103")[0].is_main


def test_approvals_name_a_known_product_kind_condition_and_source() -> None:
    names = {name for product in products() for name in product.names}
    for row in approvals():
        assert row.product in names, row.product
        assert row.kind in topic("decision")
        assert all((row.short, row.source, row.as_of))
        for condition_id in row.condition_ids:
            conditions.by_id(condition_id)


def test_harms_have_a_source_and_a_day_of_reading() -> None:
    for fact in harm_facts():
        assert fact.kind in ("warning", "case", "trials")
        assert all((fact.source, fact.as_of, fact.date))
        assert len(fact.fact) < 200
    known = {"unproven_clinics", "infection", "blindness", "fever", "exosomes"}
    assert {row["harm"] for row in seeds.table("harms")} >= known


def test_trials_of_other_registries_have_their_registry_and_page() -> None:
    assert registry_name("ACTRN12620000870954") == "the Australian New Zealand registry (ANZCTR)"
    assert registry_url("NCT03818737") == "https://clinicaltrials.gov/study/NCT03818737"
    assert registry_name("XX1") == "another registry"
