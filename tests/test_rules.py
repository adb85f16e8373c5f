"""One matcher: a rule is tried only where one of its literals stands, and no match is lost by that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.literals import SEEDS, derived, literals_of
from msc_trials.knowledge.rules import WORD_LISTS, rules
from msc_trials.matching.rules import Rule, RuleSet, fold, fold_pattern

PATTERNS = (
    r"intra-?\s?venous(?:ly)?|(?:peripheral|central) venous",
    r"(?:hyper|eu)?glyc\w+",
    r"\bbone[- ]marrow\b(?! bank)",
    r"(?-i:\bIV\b)",
    r"(?:colou?r|hue)s? of (?:the )?skin",
    r"\d+ ?%",
    r"topical|cream|ointment",
)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("topical|cream|ointment", ("cream", "ointment", "topical")),
        (r"(?:intra|peri)\w*-?articular\w*", ("articular",)),
        (r"bone[- ]marrow", ("bone marrow", "bone-marrow")),
        (r"(?:very )?\d+", ("*",)),
        (r"(?:abc|abcd)x+", ("abc",)),
        (r"(?-i:\bIV\b)", ("iv",)),
        (r"col+ou?r", ("co",)),
    ],
)
def test_literals_are_what_every_match_holds_one_of(pattern: str, literals: tuple[str, ...]) -> None:
    assert literals_of(pattern) == literals


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_no_pattern_matches_a_text_that_holds_none_of_its_literals(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert literals_of(pattern) == ("*",) or any(literal in fold(text) for literal in literals_of(pattern))


@given(st.text())
def test_folding_keeps_every_letter_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_case_matters_only_where_the_pattern_says_so() -> None:
    rules = RuleSet([Rule("a.iv", r"(?-i:\bIV\b)", ("iv",)), Rule("a.cream", "cream", ("cream",))])
    assert rules.kinds("CREAM and iv") == ("a.cream",)
    assert rules.kinds("Cream, IV") == ("a.iv", "a.cream")


def test_a_rule_without_literals_is_always_tried() -> None:
    rules = RuleSet([Rule("a.number", r"\d+", ("*",))])
    assert [(hit.start, hit.end) for hit in rules.hits("5 of 20")] == [(0, 1), (5, 7)]


def test_the_first_match_in_the_text_wins_whatever_the_order_of_the_rules() -> None:
    rules = RuleSet([Rule("a.b", "beta", ("beta",)), Rule("a.b", "alpha", ("alpha",))])
    found = rules.first("alpha beta", "a.b")
    assert found is not None
    assert found.group() == "alpha"


def test_an_unknown_kind_is_an_error_and_not_an_empty_result() -> None:
    with pytest.raises(KeyError):
        RuleSet([]).has("text", "no.such")


def test_escapes_keep_their_capitals_when_a_pattern_is_folded() -> None:
    assert fold_pattern(r"\bMSC\S(?P<Name>A)") == r"\bmsc\S(?P<Name>a)"


def test_half_a_surrogate_pair_is_no_obstacle() -> None:
    assert RuleSet([Rule("a.b", "cell", ("cell",))]).has("cell \ud800", "a.b")


@pytest.mark.parametrize("name", sorted(WORD_LISTS))
def test_the_literals_beside_the_patterns_are_the_derived_ones(name: str) -> None:
    assert derived(SEEDS / f"{name}.csv")[1] == []


def test_few_rules_have_no_literals() -> None:
    always = [rule.kind for rule in rules().rules if rule.literals == ("*",)]
    assert len(always) <= 0.05 * len(rules().rules), always


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_no_curated_pattern_matches_a_text_that_holds_none_of_its_literals(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(rules().rules))
    text = data.draw(st.from_regex(rule.compiled))
    assert rule.literals == ("*",) or any(literal in fold(text) for literal in rule.literals), rule
