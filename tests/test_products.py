"""Products and trials by the names that people know, and what agencies decided about them."""

from __future__ import annotations

import re

import pytest

from msc_trials import show
from msc_trials.errors import QueryError
from msc_trials.evidence.approvals import find_decisions
from msc_trials.knowledge import seeds
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.products import approvals, approvals_of, find_products, products
from msc_trials.knowledge.rules import topic
from msc_trials.output.trial_words import display_name


def test_every_decision_is_about_a_known_product_and_has_a_source() -> None:
    names = {p.name for p in products()}
    for row in approvals():
        assert row.product in names
        assert row.kind in topic("decision")
        assert row.source
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row.date)
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.as_of)
        assert not re.search(r"\bS\d+\b", row.source), "sources are named, not numbered"
    assert len(approvals()) == len(seeds.table("approvals"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ryoncil", "Ryoncil"),
        ("Remestemcel-L", "Ryoncil"),
        ("Cx601", "Alofisel"),
        ("biological: darvadstrocel", "Alofisel"),
        ("StemOne", "Stempeucel"),
        ("hearticellgram", "Cellgram-AMI"),
        ("MPC-06-ID", "Rexlemestrocel-L"),
    ],
)
def test_products_are_found_by_any_of_their_names(text: str, name: str) -> None:
    assert name in {p.name for p in find_products(text)}


def test_nothing_is_found_for_general_words() -> None:
    assert find_products("mesenchymal stem cells") == ()
    assert find_products("University of Miami") == ()


def test_a_designation_is_not_an_approval() -> None:
    (jointstem,) = find_products("JointStem")
    assert {(a.agency, a.kind) for a in approvals_of(jointstem)} == {("MFDS", "refused"), ("FDA", "designation")}


def test_alofisel_was_approved_and_taken_back_in_the_eu() -> None:
    (alofisel,) = find_products("alofisel")
    assert [(a.country, a.kind, a.date[:4]) for a in approvals_of(alofisel)] == [
        ("European Union", "approval", "2018"),
        ("European Union", "withdrawn", "2024"),
        ("Japan", "approval", "2021"),
    ]


def test_errors_of_review_tables_did_not_get_in() -> None:
    """Domain notes §2d: Prochymal was never approved by the FDA, Stempeucel never in the EU, MultiStem nowhere."""
    granted = {(a.product, a.agency) for a in approvals() if a.kind in {"approval", "conditional"}}
    assert granted.isdisjoint({("Prochymal", "FDA"), ("Stempeucel", "EMA"), ("MultiStem", "FDA"), ("NurOwn", "FDA")})


@pytest.mark.parametrize("text", ["remestemcel", "remestemcel-L", "Lomecel", "CYP-004", "Ciplostem", "Cellgram"])
def test_a_product_is_known_by_the_short_names_that_answers_print(text: str) -> None:
    found = lookup(text)
    assert found.treatment is not None
    assert (found.kind, found.treatment.kind) == ("treatment", "product")
    assert found.treatment.products


@pytest.mark.parametrize(("text", "row"), [("nurown als", "als"), ("prochymal ra", "ra"), ("stempeucel oa", "knee_oa")])
def test_a_short_disease_behind_the_name_of_a_product_is_no_ending_of_the_name(text: str, row: str) -> None:
    found = lookup(text)
    assert found.kind != "treatment"
    assert row in {*found.named_ids, *(c.id for c in found.candidates)}


@pytest.mark.parametrize("text", ["MSC", "stem cells", "tissue", "catholic", "cell", "remestemcelastic"])
def test_a_word_that_a_name_only_begins_with_is_no_product(text: str) -> None:
    found = lookup(text)
    assert found.treatment is None or found.treatment.kind != "product"


def test_the_name_of_a_family_of_products_tells_its_refusal_beside_its_approval() -> None:
    assert {(a.product, a.kind) for a in find_decisions("Cellgram")} == {
        ("Cellgram-AMI", "approval"),
        ("Cellgram-LC", "refused"),
    }


@pytest.mark.parametrize(
    ("text", "countries"), [("usa", {"United States"}), ("korea", {"South Korea"}), ("Japan", {"Japan"})]
)
def test_decisions_are_found_by_any_name_of_a_country(text: str, countries: set[str]) -> None:
    assert {a.country for a in find_decisions(text)} == countries


def test_decisions_for_any_disease_that_an_ambiguous_word_may_mean_are_listed() -> None:
    assert "Akuugo" in {a.product for a in find_decisions("brain injury")}


@pytest.mark.parametrize("typed", ["MILES", "dream-hf", " ADMIRE-CD "])
def test_a_trial_is_shown_by_the_short_name_that_answers_print(typed: str) -> None:
    shown = show(typed, source="snapshot").assessment
    assert display_name(shown).casefold() == typed.strip().casefold()


def test_the_name_of_no_trial_is_still_no_number() -> None:
    with pytest.raises(QueryError, match="is not an NCT number"):
        show("MADE-UP", source="snapshot")
