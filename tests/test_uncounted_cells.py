"""Trials whose product does not count as mesenchymal cells, and trials that give none: whose groups are whose; texts are made up."""

from __future__ import annotations

from typing import Any

import pytest

from msc_trials.evidence.assess import assess
from msc_trials.evidence.effects.comparisons import posted_comparisons
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.output.tables import rows
from msc_trials.output.trial_facts import trial_facts
from msc_trials.output.trial_words import harm_lines
from msc_trials.results.trial import read_results
from tests.synthetic_results import analysis, outcome, record

CONTROL = {"type": "PLACEBO_COMPARATOR", "label": "Control", "interventionNames": ["Drug: Placebo"]}


def trial(product: str, *analyses: dict[str, Any]) -> Trial:
    """A trial of a product against placebo with a pain score and harms; the arm of the product is registered as a comparator."""
    given = {"type": "ACTIVE_COMPARATOR", "label": "Treated", "interventionNames": [f"Biological: {product}"]}
    pain = outcome("Pain score (VAS)", [(30, 5), (40, 5)], *analyses, groups=("Treated", "Control"), sizes=(20, 20))
    raw = record(pain, arms=(given, CONTROL), title=f"{product} for knee pain")
    raw["protocolSection"]["armsInterventionsModule"]["interventions"] = [
        {"type": "BIOLOGICAL", "name": product, "description": f"{product} is injected once."},
        {"type": "DRUG", "name": "Placebo"},
    ]
    groups = [("EG000", "Treated", 0), ("EG001", "Control", 2)]
    raw["resultsSection"]["adverseEventsModule"] = {
        "eventGroups": [
            {"id": i, "title": title, "seriousNumAffected": serious, "seriousNumAtRisk": 20}
            for i, title, serious in groups
        ]
    }
    return parse_study(raw)


@pytest.mark.parametrize("product", ["Stromal vascular fraction", "Exosomes of mesenchymal stem cells"])
def test_where_no_product_counts_those_given_a_mixture_or_a_product_of_cells_are_tested(product: str) -> None:
    """A posted test compares a same-day mixture with its control, as in NCT01771913: it is a test of those given the mixture."""
    verdict = read_results(trial(product, analysis("01", pValue="0.31", statisticalMethod="t-test, 2 sided")))
    assert verdict.status.value == "not_met"


def test_a_mixture_known_to_be_grown_is_not_called_fresh() -> None:
    """A mixture that is known to be grown in culture, as in NCT00755911, is told so in every line of a page."""
    grown = {
        name: value
        for name, value in trial_facts(assess(trial("ixmyelocel-T")))
        if name in ("Kind of cells", "Known of the product")
    }
    assert grown["Kind of cells"] == "unsorted cell mixture, grown in culture"
    assert "grown in culture" in grown["Known of the product"]
    assert dict(trial_facts(assess(trial("Stromal vascular fraction"))))["Kind of cells"].endswith(
        "not grown in culture"
    )


def test_results_of_one_group_are_told_as_compared_with_nothing() -> None:
    """A trial has one arm, as NCT01932164: its results are those of one group, and no test between arms is missed."""
    alone = record(
        outcome("Pain score (VAS)", [30], groups=("Cells",)), arms=(CONTROL | {"label": "Mesenchymal stem cells"},)
    )
    assert (
        read_results(parse_study(alone)).reasons[0].text.endswith("for one group only, without a test against another.")
    )


def test_beside_cells_that_count_a_mixture_is_what_they_are_compared_with() -> None:
    names = ("Mesenchymal stem cells", "Stromal vascular fraction")
    arms = [{"type": "EXPERIMENTAL", "label": name, "interventionNames": [f"Biological: {name}"]} for name in names]
    pain = outcome("Pain score (VAS)", [(30, 5), (40, 5)], groups=names, sizes=(20, 20))
    table = rows(parse_study(record(pain, arms=tuple(arms))), "measurements")
    assert [row["group_role"] for row in table] == ["cells", "comparator"]


def test_harms_of_people_given_a_same_day_mixture_are_theirs() -> None:
    """Harms are posted for people given a same-day mixture, as in NCT02357485: they are told with their numbers."""
    assert harm_lines(assess(trial("Stromal vascular fraction"))) == (
        "People with a serious unwanted event: 0 of 20 given cells, 2 of 20 given placebo.",
    )


def test_a_product_without_cells_is_not_called_cells() -> None:
    assert "0 of 20 given the cell-free product" in harm_lines(assess(trial("Exosomes of mesenchymal stem cells")))[0]


def test_where_nobody_is_given_cells_no_group_is_on_their_side_and_nothing_is_an_effect_of_cells() -> None:
    """Nobody gets cells, as in NCT00927355, a trial of a tablet: no effect of cells is told."""
    pills = trial("Glucose tablet")
    assert pills.msc_class == ("not_msc",)
    assert list(posted_comparisons(pills)) == []
    assert {row["group_role"] for table in ("measurements", "adverse_events") for row in rows(pills, table)} == {
        "other"
    }
    assert "nobody in this trial was given mesenchymal cells" in harm_lines(assess(pills))[0]
