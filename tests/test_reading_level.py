"""Headlines and meanings can be read at grade 8."""

from __future__ import annotations

from benchmarks.reading_level import HIGHEST, grade, syllables, texts


def test_syllables_are_counted_by_groups_of_vowels() -> None:
    assert [syllables(w) for w in ("trial", "control", "placebo", "made", "people", "480")] == [1, 2, 3, 1, 2, 1]


def test_headline_and_meaning_of_every_condition_are_of_grade_8_or_lower() -> None:
    hard = {name: round(grade(text), 1) for name, text in texts() if grade(text) > HIGHEST}
    assert not hard
