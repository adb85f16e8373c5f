"""One look at a text for all the letters of all rules."""

from __future__ import annotations

from msc_trials.matching.literals import Literals, positions, windows


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
