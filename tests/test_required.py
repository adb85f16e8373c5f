"""The letters that an expression needs: never more than it does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials import seeds
from msc_trials.literals import Literals, positions, windows
from msc_trials.required import required


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("osteo-?necros|femoral head", ("necros", "femoral head")),
        ("(kidney|renal) (?:graft|transplant)", ("kidney", "renal")),
        ("(kidney|renal) transplant|x", ()),
        (r"\bt1dm?\b", ("t1d",)),
        (r"cells?\.(?!cord)", ("cell",)),
        (r"(?<!un)safe(?=ty)", ("safe",)),
        (r"don[\x27’]t stop", ("t stop",)),
        (r"a\x27bcd", ("bcd",)),
        ("(?:abc)?def", ("def",)),
        ("(?:abc){2,3}", ("abc",)),
        ("(?:abc){0,3}", ()),
        ("[]a]xyz", ("xyz",)),
        (r"\w+|abc", ()),
        ("(", ()),
        ("", ()),
    ],
)
def test_needs_of_an_expression(pattern: str, letters: tuple[str, ...]) -> None:
    assert required(pattern) == letters


_PIECE = st.one_of(
    st.sampled_from(
        ["ab", "cd", "e", "a?", "b*", "c+", "(?:ab|cd)", "(?:ab|e)?", "[ab]", r"\w", r"\b", ".", "(?!a)", "d{2}"]
    )
)


@given(st.lists(st.lists(_PIECE, min_size=1, max_size=4), min_size=1, max_size=3), st.text("abcde ", max_size=14))
@settings(max_examples=400, deadline=None)
def test_no_match_without_the_letters(alternatives: list[list[str]], text: str) -> None:
    pattern = "|".join("".join(pieces) for pieces in alternatives)
    needed = required(pattern)
    match = re.search(pattern, text)
    assert match is None or not needed or any(letters in match.group() for letters in needed)


def test_every_expression_of_the_seeds_is_understood_or_left_alone() -> None:
    unknown = 0
    rows = [row for name in ("conditions", "routes", "guidance", "cell_terms") for row in seeds.table(name)]
    for row in rows:
        pattern = row.get("pattern") or row.get("regex") or ""
        unknown += not required(pattern)
        assert all(len(letters) >= 2 for letters in required(pattern))
    assert unknown <= len(rows) // 20


def test_groups_of_letters_are_found_in_one_look() -> None:
    letters = Literals([["stem", "strom"], ["cell"], ["mscs"]])
    hits = letters.hits("stem cells of stroma")
    assert list(positions(letters.bits(hits))) == [0, 1]
    assert letters.places(hits, 0b10) == [(5, 9)]


def test_halves_of_surrogate_pairs_are_read_over() -> None:
    letters = Literals([["stem"]])
    assert letters.hits("\ud83d stem") == [(0, 2, 6)]


def test_stretches_around_places_are_joined_and_end_between_words() -> None:
    text = "one two three four five six seven eight nine ten"
    assert windows(text, [(8, 13), (14, 18)], 2, 2) == [(4, 23)]
    assert windows(text, [(8, 13), (40, 44)], 2, 2) == [(4, 18), (34, 48)]
    assert windows(text, [(8, 13), (40, 44)], 2, 2, beside=[(45, 48)]) == [(34, 48)]
