"""Patterns written out at their beginning: they must find what they found before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.knowledge import seeds
from msc_trials.matching.leading import led
from tests.synthetic import wordy

_PIECES = [
    "a",
    "b",
    "ab?",
    r"\bb",
    r"\ba?",
    "(?:a|b)",
    "(?:a|cb)?",
    r"\b(?:a|b)",
    "[ab]",
    "b+",
    " ",
    r"\w*",
    "(?!ab)",
    "(?:a ?)",
]
_BESIDE = " without placebo of mesenchymal stem cells, fat-derived adult cells; cord blood, SVF, exosomes; bone-marrow transplant "


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?:adipose|\bfat)[ -]cells?", r"adipose[ -]cells?|f(?<=\bf)at[ -]cells?"),
        (r"(?:processed )?lipo\w*", r"processed lipo\w*|lipo\w*"),
        (r"\b(?:of|to) cells", r"o(?<=\bo)f cells|t(?<=\bt)o cells"),
        (r"[ae]b|c", r"[ae]b|c"),  # no letters to run to
        (r"(?:a|b)(c)", r"(?:a|b)(c)"),  # a group that is kept must stay one
        (r"(?-i:A|b)c", r"(?-i:A|b)c"),
        (r"(?:a|b)+c", r"(?:a|b)+c"),
    ],
)
def test_beginnings_are_written_out_where_that_gives_letters(pattern: str, expected: str) -> None:
    assert led(pattern) == expected


@given(
    st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4), min_size=1, max_size=3),
    st.text("abc ", max_size=14),
)
def test_what_is_matched_stays_the_same(pieces: list[list[str]], text: str) -> None:
    pattern = "|".join("".join(alternative) for alternative in pieces)
    assert [m.span() for m in re.finditer(led(pattern), text)] == [m.span() for m in re.finditer(pattern, text)]


def test_cell_terms_find_what_they_found() -> None:
    studies = [wordy(number, results=False)["protocolSection"] for number in range(20)]
    texts = [f"{study['descriptionModule']['briefSummary'].lower()}{_BESIDE}" for study in studies]
    changed = 0
    for row in seeds.table("cell_terms"):
        written = led(row["pattern"])
        changed += written != row["pattern"]
        for text in texts:
            found = [m.span() for m in re.finditer(row["pattern"], text)]
            assert [m.span() for m in re.finditer(written, text)] == found, row["pattern"]
    assert changed > 10
