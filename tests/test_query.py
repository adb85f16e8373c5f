"""A question to the registry: what is sent, what is refused, and that nothing typed can break the expression."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msc_trials.errors import QueryError
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import all_conditions
from msc_trials.matching.text import printable
from msc_trials.registry.query import MAX_CHARACTERS, Query, any_phrase, quoted
from tests import tiny_essie
from tests.reference_essie import reference_engine

AWKWARD = [
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    "[",
    "]",
    '"',
    "\\",
    ",",
    "AREA[Phase]PHASE3",
    "RANGE[MIN, MAX]",
    "knee",
    "Crohn's",
]


def test_a_query_is_a_value() -> None:
    one, same, other = Query.for_condition("lupus"), Query.for_condition("lupus"), Query.for_condition("ALS")
    assert one == same != other
    assert len({one, same, other}) == 2
    assert "lupus" in str(one)
    assert "lupus" in repr(one)


def test_the_typed_words_and_the_registry_terms_are_sent() -> None:
    query = Query.for_condition("worn-out knee")
    assert query.condition_expression.startswith('"worn-out knee" OR "knee osteoarthritis" OR ')
    assert query.condition_ids == ("knee_oa",)
    assert query.describe() == "worn-out knee (searched as: knee osteoarthritis)"


def test_an_unknown_condition_is_searched_as_typed_and_by_all_its_words() -> None:
    query = Query.for_condition("stiff man syndrome")
    assert query.condition_expression == '"stiff man syndrome" OR ("stiff" AND "man")'
    assert query.condition_ids == ()
    assert query.describe() == "stiff man syndrome (searched as typed)"


def test_a_term_of_several_parts() -> None:
    assert '("Crohn disease" AND NOT "fistula")' in Query.for_condition("luminal Crohn's disease").condition_expression
    assert '("Crohn disease" AND "fistula")' in Query.for_condition("Crohn's perianal fistula").condition_expression


def test_the_address_holds_the_expressions() -> None:
    query = Query.for_condition('a "strange" \\ name')
    parts = urlsplit(query.url("http://127.0.0.1:8765/api/v2/"))
    assert parts.path == "/api/v2/studies"
    assert {k: v[0] for k, v in parse_qs(parts.query).items()} == query.params()
    assert query.url().startswith("https://clinicaltrials.gov/api/v2/studies?query.cond=")
    assert query.web_url().startswith("https://clinicaltrials.gov/search?cond=")


def test_the_key_is_of_what_is_asked() -> None:
    assert re.fullmatch("[0-9a-f]{64}", Query.for_condition("lupus").key())
    assert Query.for_condition("lupus").key() != Query.for_condition("lupus", wide=False).key()
    assert Query.for_condition("lupus").key() == Query.for_condition("  lupus\n").key()


def test_addresses_stay_short() -> None:
    typed = [c.name for c in all_conditions()]
    typed += [seeds.listed(row["terms"])[0] for row in seeds.table("condition_groups")]
    assert max(len(Query.for_condition(t).url()) for t in typed) < 6000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No condition"),
        (" \t\n", "No condition"),
        ("\x00\x1b\u202e", "No condition"),
        ("\ud800", "broken characters"),
        ("][", "no letter or digit"),
        ("?!", "no letter or digit"),
        ("NCT03818737", "trial number"),
        ("nct03818737, NCT01041001", "trial number"),
        ("knee " * 600, "2,999 characters"),
        ("x" * (MAX_CHARACTERS + 1), "at most 200"),
        (" ".join(f"word{i}" for i in range(13)), "13 words"),
    ],
)
def test_what_cannot_be_asked_is_refused(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        Query.for_condition(text)
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_a_number_points_to_show() -> None:
    with pytest.raises(QueryError) as caught:
        Query.for_condition("nct03818737")
    assert caught.value.hint == "To see the trial: msc-trials show NCT03818737"


def test_a_number_with_words_is_a_condition() -> None:
    assert Query.for_condition("NCT03818737 knee").condition_expression.startswith('"NCT03818737 knee"')


def test_a_long_text_around_a_known_condition_sends_registry_terms_only() -> None:
    long = "my grandmother who lives near the sea has had severe rheumatoid arthritis since she was young"
    query = Query.for_condition(long)
    assert query.condition_ids == ("ra",)
    assert "grandmother" not in query.condition_expression


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(AWKWARD), max_size=8).map(" ".join)))
@example('a\\"b')
@example("\\")
def test_a_phrase_comes_back_as_typed(text: str) -> None:
    assert tiny_essie.parse(quoted(text)) == tiny_essie.Phrase(printable(text))
    assert tiny_essie.phrases(tiny_essie.parse(any_phrase([text, "x"])))[0] == printable(text)


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(AWKWARD), max_size=12).map(" ".join)))
def test_no_text_breaks_the_expressions(text: str) -> None:
    try:
        query = Query.for_condition(text)
    except QueryError:
        return
    tree = tiny_essie.parse(query.condition_expression)
    assert printable(text) in tiny_essie.phrases(tree) or query.condition_ids
    tiny_essie.parse(query.intervention_expression)
    assert query.url().isascii()


@given(text=st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=8).map(" ".join))
def test_the_reference_parser_reads_them_too(text: str) -> None:
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data are not beside the project")
    essie = reference_engine(folder)
    assert essie.parse(quoted(text)) == ("phrase", printable(text))
    try:
        query = Query.for_condition(text)
    except QueryError:
        return
    essie.parse(query.condition_expression)
    essie.parse(query.intervention_expression)


def test_every_row_makes_a_valid_expression(shared: Path) -> None:
    essie = reference_engine(shared)
    for row in all_conditions():
        query = Query.for_condition(row.name)
        tiny_essie.parse(query.condition_expression)
        essie.parse(query.condition_expression)
        essie.parse(query.intervention_expression)
