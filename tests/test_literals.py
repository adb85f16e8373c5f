"""One look at a text for all the letters of all rules."""

from __future__ import annotations

from msc_trials.matching.literals import Literals, positions


def test_groups_of_letters_are_found_in_one_look() -> None:
    letters = Literals([["stem", "strom"], ["cell"], ["mscs"]])
    hits = letters.hits("stem cells of stroma")
    assert list(positions(letters.bits(hits))) == [0, 1]
    assert letters.places(hits, 0b10) == [(5, 9)]


def test_halves_of_surrogate_pairs_are_read_over() -> None:
    letters = Literals([["stem"]])
    assert letters.hits("\ud83d stem") == [(0, 2, 6)]
