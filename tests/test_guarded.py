"""Letters before patterns: what is spared must never have matched."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.knowledge import seeds
from msc_trials.matching.guarded import Guarded, stems_of
from msc_trials.matching.letters import Key, alternatives, clauses, filing_clause
from msc_trials.matching.wordindex import WordIndex, lower
from msc_trials.records.study import Analysis, PostedOutcome
from msc_trials.results import words
from msc_trials.results.direction import outcome_text, value_frames
from msc_trials.results.direction import scale_direction as stated
from msc_trials.results.tests import margin as margins
from msc_trials.results.tests.alpha import alpha_of
from msc_trials.results.tests.interval import Interval
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import parse_p

SHARED = Path(__file__).parents[1].parent / "shared"
SYNTHETIC = [
    "Change in LDL-cholesterol (mg/dL) at week 12", "KOOS pain and function", "Time to wound closure or death",
    "seizure-free days, EDSS and MRI", "Number of participants with TEAEs, SAEs and AEs", "Haemoglobin and haematocrit",
    "non-responders and retreatment", "pCR after re-operation", "AUC(0-inf) and Cmax of the drug; T1/2, CL/F", "",
    "The margin was 10%; the lower limit of the 95% CI had to be above -10%", "Peak VO2, 6MWD, NT-proBNP",
]  # fmt: skip


@cache
def texts() -> tuple[str, ...]:
    """Synthetic texts, and those of some posted outcomes where the records lie beside the repository."""
    found = list(SYNTHETIC)
    path = SHARED / "corpus" / "results_2016.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 150):
                outcomes = (
                    json.loads(line)["resultsSection"].get("outcomeMeasuresModule", {}).get("outcomeMeasures", [])
                )
                for outcome in outcomes[:2]:
                    found += [
                        outcome.get("title", ""),
                        outcome.get("unitOfMeasure", ""),
                        outcome.get("description", "")[:600],
                    ]
                    found += [a.get("groupDescription", "") for a in outcome.get("analyses", [])[:2]]
    return tuple(dict.fromkeys(found))


def _slow(patterns: list[str], text: str) -> set[int]:
    """The numbers of the patterns by trying every alternative."""
    low = lower(text)
    numbers = set()
    for number, whole in enumerate(patterns):
        for alternative in alternatives(whole):
            cased = "(?-i:" in alternative
            at_word = not alternative.startswith(("\\", "^", "(?"))
            for m in re.finditer(alternative, text if cased else low, re.MULTILINE | re.IGNORECASE):
                if m.group() and not (at_word and m.start() and text[m.start() - 1].isalpha()):
                    numbers.add(number)
    return numbers


@pytest.mark.parametrize(("table", "sample"), [("outcomes", 11), ("outcome_kinds", 3)])
def test_the_index_finds_what_the_patterns_find(table: str, sample: int) -> None:
    patterns = [row["regex"] for row in seeds.table(table)]
    index = WordIndex(patterns)
    for text in (*SYNTHETIC, *texts()[len(SYNTHETIC) :: sample]):
        expected = _slow(patterns, text)
        assert index.numbers(text) == expected, text
        assert {number for number, _, _ in index.matches(text)} == expected
        assert {n for n in range(0, len(patterns), 9) if index.holds(text, n)} == {n for n in expected if n % 9 == 0}


def _guarded() -> list[Guarded]:
    return [
        *outcome_text.patterns().values(), *value_frames._patterns().values(), *stated._sentences().values(),
        *stated._comparative().values(), *stated._points().values(), *(p for _, p in margins._patterns()),
        *margins._other_numbers(),
    ]  # fmt: skip


def test_a_guarded_pattern_finds_what_the_pattern_finds() -> None:
    for text in texts()[::2]:
        for guarded in _guarded():
            asked = text.lower() if guarded.lowered else text
            alone = _alone(guarded)
            plain = alone.search(asked)
            found = guarded.search(asked)
            assert (found and found.span()) == (plain and plain.span()), (alone.pattern, text)
            assert guarded.sub(" ", asked) == alone.sub(" ", asked)


@cache
def _alone(guarded: Guarded) -> re.Pattern[str]:
    """The pattern without its guard, asked of texts as they are."""
    return re.compile(guarded.pattern.pattern, 0 if guarded.lowered else re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["TİME TO RİSE", "tıme to rıse", "Time to ri\u017fe", "TIME TO RISE", "time to ris\ud83d rise"]
)
def test_letters_that_patterns_take_for_others_are_looked_for_too(text: str) -> None:
    guarded = Guarded("time to|rise")
    alone = _alone(guarded)
    assert alone.search(text)
    assert guarded.search(text)
    assert guarded.sub("", text) == alone.sub("", text)
    assert [m.span() for m in guarded.finditer(text)] == [m.span() for m in alone.finditer(text)]
    assert Guarded("rise").finditer(text)


def test_letters_alike_are_read_in_margins_and_levels_too() -> None:
    interval = Interval("difference", 1.0, -4.0, 6.0, 95.0, 0.0)
    posted = PostedOutcome(title="Pain", unit_of_measure="points")
    for margin in ("non-inferiority margin of 10", "NON-İNFERİORİTY MARGİN OF 10", "non-inferıority margın of 10"):
        analysis = PostedAnalysis(Analysis(non_inferiority_comment=margin), "")
        found = margins.margin_of(analysis, posted, interval)
        assert found is not None
        assert (found.low, found.high, found.quote) == (-10.0, 10.0, margin)
    for level in ("significance level 0.025", "ſİGNIFICANCE level 0.025"):
        said = PostedAnalysis(Analysis(p_value_comment=level), "")
        assert alpha_of(said, parse_p("0.03")) == (0.025, level)


def test_word_lists_find_what_their_patterns_find() -> None:
    names = [row["list"] for row in seeds.table("result_words")]
    for text in (*texts()[::2], "MSC(post)", "12mfollow-up", "unlike placebos", "xplacebo placebo"):
        low = text.lower()
        for name in names:
            whole = words.raw(name)
            alone = re.compile(whole if whole.startswith("^") else rf"(?<![a-z0-9])(?:{whole})(?![a-z0-9])")
            plain, found = alone.search(low), words.search(name, low)
            assert (found and found.span()) == (plain and plain.span()), (name, text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bpain\b", {Key("pain", starts=True, ends=True)}),
        (r"h(a)?emoglobin", {Key("hemoglobin", starts=True), Key("haemoglobin", starts=True)}),
        (r"\bs?aes?\b", {Key(k, starts=True, ends=True) for k in ("ae", "aes", "sae", "saes")}),
        (r"(motor|sensory) scores?", {Key("motor", starts=True, ends=True), Key("sensory", starts=True, ends=True)}),
        (r"\d+", set()),
    ],
)
def test_letters_by_which_a_pattern_is_filed(pattern: str, expected: set[Key]) -> None:
    assert filing_clause(pattern, starts=True) == expected


def test_what_stands_in_classes_lookarounds_and_repeats_is_not_asked_for() -> None:
    assert stems_of(r"[^;()\[\]=]x?") == ("",)
    assert clauses(r"(?!never)abcd?") == (frozenset({Key("abc")}),)
    assert set(stems_of(r"(?P<name>low|high)er|plus")) == {"low", "high", "plus"}


_PIECES = ["ab", "cd", "e", "a?", "b*", "c+", "(?:ab|cd)", "(?:ab|e)?", "[ab]", r"\w", r"\b", ".", "(?!a)", "d{2}"]


@given(
    st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4), min_size=1, max_size=3),
    st.text("abcde ", max_size=14),
)
def test_no_pattern_matches_without_the_letters_it_is_said_to_need(pieces: list[list[str]], text: str) -> None:
    pattern = "|".join("".join(alternative) for alternative in pieces)
    match = re.search(pattern, text)
    assert match is None or any(letters in match.group() for letters in stems_of(pattern))
    assert match is None or Guarded(pattern).possible(match.group())


@pytest.mark.parametrize("table", ["conditions"])
def test_expressions_of_the_reading_rules_match_nothing_without_their_letters(table: str) -> None:
    expressions = {row.get("pattern") or row.get("regex") or "" for row in seeds.table(table)} - {""}
    lowered = [text.lower() for text in texts()[:300]]
    for expression in expressions:
        needed = stems_of(expression)
        compiled = re.compile(expression)
        assert not any(compiled.search(t) for t in lowered if not any(letters in t for letters in needed)), expression
