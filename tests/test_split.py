"""A question too long for the registry is asked in shorter ones, and nothing is lost unless the answer says so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from msc_trials.errors import ResponseError
from msc_trials.registry import split
from msc_trials.registry.query import Query
from msc_trials.service.answer import answer, answers
from tests import tiny_essie
from tests.emulator import Emulator
from tests.helpers import Ask, client, transport

KNEE = Query.for_condition("knee osteoarthritis").params()
LUPUS = Query.for_condition("lupus").params()


def parts_of(params: dict[str, str], most: int) -> list[dict[str, str]]:
    """The parts into which a registry that takes ``most`` alternatives forces a question."""
    if all(text.count(" OR ") < most for text in params.values()):
        return [params]
    both = split.halves(params)
    assert both is not None
    return [part for half in both for part in parts_of(half, most)]


def test_alternatives_are_those_outside_of_brackets_and_quotes() -> None:
    assert split.alternatives('"a OR b" OR ("c" OR "d") OR "e\\" OR f"') == ['"a OR b"', '("c" OR "d")', '"e\\" OR f"']


def test_a_group_with_exceptions_keeps_them_in_both_halves() -> None:
    params = {"query.intr": '(("a" OR "b") AND NOT ("c" OR "d"))'}
    assert split.halves(params) == (
        {"query.intr": '(("a") AND NOT ("c" OR "d"))'},
        {"query.intr": '(("b") AND NOT ("c" OR "d"))'},
    )


@pytest.mark.parametrize("expression", ['"a"', '("a" AND "b")', '(NOT "a")', "", '("a") AND ("b")'])
def test_what_has_no_alternatives_cannot_be_halved(expression: str) -> None:
    assert split.halves({"query.intr": expression}) is None


@pytest.mark.parametrize("most", [200, 120, 40, 12])
def test_the_parts_find_what_the_whole_finds(most: int) -> None:
    """Every phrase of the question alone, and each wide word with and without an exception."""
    whole = tiny_essie.parse(KNEE["query.intr"])
    texts = [[phrase] for phrase in tiny_essie.phrases(whole)]
    texts += [["stem cells", phrase] for phrase in tiny_essie.phrases(whole)]
    parts = [tiny_essie.parse(part["query.intr"]) for part in parts_of(KNEE, most)]
    for text in texts:
        assert tiny_essie.matches(whole, text) == any(tiny_essie.matches(part, text) for part in parts), text


@pytest.mark.parametrize(("most", "requests"), [(200, 1), (120, 2), (40, 8), (12, 40)])
def test_how_many_requests_each_limit_costs(most: int, requests: int) -> None:
    assert len(parts_of(KNEE, most)) <= requests
    assert len(parts_of(LUPUS, most)) <= requests


@pytest.mark.parametrize("most", [120, 40, 12])
def test_a_registry_that_takes_less_gives_the_same_studies(most: int) -> None:
    class Asked(Ask):
        def params(self) -> dict[str, str]:
            return KNEE

    with Emulator(7, page_size=3) as server:
        server.most_alternatives = most
        asked = transport(server, max_time=120)
        pull = asked.pull(Asked())
        assert len(pull.studies) == 7
        assert not pull.left_out
        before = len(server.requests)
        asked.pull(Asked())
        refused = [p for p in server.requests[before:] if any(t.count(" OR ") >= most for t in p[1].values())]
        assert not refused, "what was refused once is not asked again"


def test_a_part_that_cannot_be_shortened_is_named_in_the_answer(tmp_path: Path) -> None:
    with Emulator(3) as server, client(server, tmp_path / "cache") as asked:
        server.most_alternatives = 8  # the exceptions to the wide words alone are more
        found = answer("knee osteoarthritis", client=asked)
        assert found.provenance.source == "live"
        assert "stem cell" in found.provenance.left_out
        assert found.caveats[0].startswith("The registry takes shorter questions only; not searched was: ")
        again = answer("knee osteoarthritis", client=asked)
        assert (again.provenance.source, again.provenance.left_out) == ("cache", found.provenance.left_out)


def test_the_limit_is_remembered_by_the_next_client(tmp_path: Path) -> None:
    with Emulator(3) as server:
        server.most_alternatives = 120
        for condition in ("knee osteoarthritis", "stroke"):
            with client(server, tmp_path / "cache") as asked:
                answer(condition, client=asked)
    refused = [p for _, p, _ in server.requests if any(t.count(" OR ") >= 120 for t in p.values())]
    assert len(refused) == 1


def test_the_limit_found_by_questions_put_side_by_side_is_remembered_too(tmp_path: Path) -> None:
    with Emulator(3) as server:
        server.most_alternatives = 120
        with client(server, tmp_path / "cache") as asked:
            assert len(list(answers(["knee osteoarthritis", "stroke"], client=asked))) == 2
        server.requests.clear()
        with client(server, tmp_path / "cache") as asked:
            answer("lupus", client=asked)
    assert not [p for _, p, _ in server.requests if any(t.count(" OR ") >= 120 for t in p.values())]


@pytest.mark.parametrize(("status", "words", "too_long"), [(414, "", True), (413, "", True), (431, "", True), (404, "", False),
    (400, "Error parsing query in Other terms: Too complicated query", True), (400, "Unknown field name", False)])  # fmt: skip
def test_refusals_for_length_are_told_from_others(status: int, words: str, too_long: bool) -> None:
    assert split.is_too_long(ResponseError("no", status=status, words=words)) is too_long


def test_a_question_refused_to_the_last_word_is_an_error_after_few_requests() -> None:
    class Asked(Ask):
        def params(self) -> dict[str, str]:
            return KNEE

    with Emulator(3) as server:
        server.most_alternatives = 0
        with pytest.raises(ResponseError, match="Too complicated"):
            transport(server).pull(Asked())
        assert Counter(server.paths)["/studies"] <= 15  # the first word alone is refused: so would be all others
