"""Accidents of typing (doubled blanks, entities, other line breaks, long dashes) change no fact and no verdict."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.harmless_changes import ACCIDENTS, mistyped
from msc_trials.evidence.verdict import judge
from msc_trials.extraction.trial import parse_study
from msc_trials.matching.text import tidied
from tests.made_up import study
from tests.reading import corpus_sample
from tests.synthetic_results import analysis, outcome, record

HARMLESS = [name for name in ACCIDENTS if name != "capitals"]  # capitals tell abbreviations from words


def read(raw: dict[str, Any]) -> tuple[object, ...]:
    """What is read from a record, without the words it was read from."""
    trial = parse_study(raw)
    product = trial.facts.product
    doses = [(dose.low, dose.high, dose.per_kg, dose.administrations) for dose in product.doses]
    given = (product.msc_class, product.sources, product.donor, product.manipulation, product.routes, product.guidance)
    design = (trial.facts.comparator, trial.facts.primary_kind, trial.facts.evidence_use)
    verdict = judge(trial, "experimental")
    return *given, doses, product.administrations, *design, verdict.status, verdict.worse


SYNTHETIC = (
    study(),
    record(
        outcome(
            "Change in walking distance - week 12",
            [(40, 9), (20, 9)],
            analysis(
                pValue="<0.001", groupDescription="Cell product - placebo", estimateComment="Cell product minus placebo"
            ),
            description="Distance walked in six minutes. Change = week 12 minus baseline; > 0 means improvement.",
        )
    ),
    record(
        outcome(
            "Responders (>= 50% less pain)",
            [30, 12],
            analysis(pValue="0.01"),
            paramType="COUNT_OF_PARTICIPANTS",
            unitOfMeasure="Participants",
        )
    ),
)


@pytest.mark.parametrize("name", HARMLESS)
@pytest.mark.parametrize("raw", SYNTHETIC)
def test_an_accident_of_typing_changes_nothing_of_a_synthetic_record(raw: dict[str, Any], name: str) -> None:
    assert read(mistyped(raw, ACCIDENTS[name])) == read(raw)


@pytest.mark.parametrize("name", ["every blank twice", "line breaks of another system", "entities of HTML"])
def test_an_accident_of_typing_changes_nothing_of_a_real_record(name: str, pytestconfig: pytest.Config) -> None:
    for raw in corpus_sample(pytestconfig.getoption("--whole-corpus")):
        assert read(mistyped(raw, ACCIDENTS[name])) == read(raw)


def test_a_text_is_shown_with_its_own_signs() -> None:
    assert tidied("≥ 2 × 10⁶  cells – twice &amp; more") == "≥ 2 × 10⁶ cells – twice & more"


def test_an_and_sign_before_letters_is_no_entity() -> None:
    assert tidied("site&region, ?a=1&copy=2, p&lt;0.05") == "site&region, ?a=1&copy=2, p<0.05"


@pytest.mark.parametrize("gap", ["\n\N{NO-BREAK SPACE}" * 5000, "\n" * 9999, "\N{NO-BREAK SPACE}" * 9999])
def test_thousands_of_line_breaks_are_a_short_gap_and_no_work_without_end(gap: str) -> None:
    assert len(tidied(f"0{gap}x")) < 5
    judge(parse_study(record(outcome("Made-up score", [30, 40], analysis(pValue="0.01"), description=f"0{gap}x"))))
