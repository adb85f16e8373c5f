"""One matcher: a rule is tried only where one of its literals stands, and no match is lost by that."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.literals import as_written, derived, literals_of, tables
from msc_trials.extraction.trial import read_facts
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import condition_rules
from msc_trials.knowledge.rules import pattern, rules, word_lists
from msc_trials.matching.rules import ALWAYS, Rule, RuleSet, fold, fold_pattern
from msc_trials.records.study import StudyRecord
from tests.reading import stored

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


# --- the curated word lists -----------------------------------------------------------------------------------------

SOURCES = Path(__file__).parents[1] / "msc_trials"
ALL_RULES = (*rules().rules, *condition_rules().rules)
MENDED = Path(__file__).parent / "data" / "mended_rules.csv"


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.stem)
def test_every_pattern_has_its_literals_beside_it(path: Path) -> None:
    assert derived(path)[1] == [], "run: python -m benchmarks.literals"


def test_every_word_list_with_literals_is_in_a_set_of_rules() -> None:
    assert {path.stem for path in tables() if "literals" in seeds.table(path.stem)[0]} == {*word_lists(), "conditions"}


def test_a_long_pattern_has_one_alternative_a_line_and_reads_as_one_with_bars(tmp_path: Path) -> None:
    words = ("(wide|narrow) synthetic gap", r"[|(]\| made-up bar", *(f"made-up word {n}" for n in range(5)))
    assert as_written("|".join(words)) == "\n".join(words) == as_written("\n".join(words))
    table = tmp_path / "made_up.csv"
    table.write_text('pattern,note\n"' + "\n".join(words) + '",a note\n')
    assert seeds._read(table) == ({"pattern": "|".join(words), "note": "a note"},)


def test_few_patterns_are_tried_on_every_text() -> None:
    always = [rule for rule in ALL_RULES if rule.literals == (ALWAYS,)]
    assert len(always) <= 0.05 * len(ALL_RULES), [rule.pattern for rule in always]


def test_every_pattern_compiles() -> None:
    assert all(rule.compiled.pattern for rule in ALL_RULES)


def test_every_kind_that_the_code_names_is_in_a_word_list() -> None:
    known = {rule.kind for rule in rules().rules}
    named = re.compile(rf'"((?:{"|".join(word_lists())})\.(?!html|csv|json)\w+)"')
    asked = {kind for path in SOURCES.rglob("*.py") for kind in named.findall(path.read_text(encoding="utf-8"))}
    assert asked <= known, asked - known


def _missed(rule: Rule, text: str) -> bool:
    """Whether a rule matches a text that holds none of its literals."""
    folded = fold(text)
    if rule.literals == (ALWAYS,) or any(literal in folded for literal in rule.literals):
        return False
    return rule.search(text, folded) is not None


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_curated_pattern_matches_a_text_without_its_literals(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(ALL_RULES))
    assert not _missed(rule, data.draw(st.from_regex(rule.compiled)))


def test_no_curated_pattern_matches_a_text_of_the_corpus_without_its_literals(
    corpus_records: list[StudyRecord],
) -> None:
    texts = [text for made in corpus_records[::8] for text in (made.official_title, made.brief_summary) if text]
    assert [rule.kind for rule in ALL_RULES for text in texts if _missed(rule, text)] == []


with MENDED.open(encoding="utf-8", newline="") as handle:
    ROWS = list(csv.DictReader(handle))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['nct_id']} {row['field']}")
def test_rows_that_once_were_silent_read_what_the_record_says(row: dict[str, str]) -> None:
    found = getattr(read_facts(stored(row["nct_id"])).product, row["field"])
    shown = " ".join(found) if isinstance(found, tuple) else str("unstated" if found is None else found)
    assert shown == row["value"], row["why"]


def test_every_pattern_of_the_grammar_is_made_of_known_parts_and_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    rows = {row["name"]: row["pattern"] for row in seeds.table("patterns")}
    words = set(re.findall(r"\"([\w.]+)\"", code))
    begun = re.findall(r"pattern\(f\"([a-z_.]+)\{", code)  # "outcome.", "frame.head_": the rest is a word of the code
    whole = tuple(f"{group}." for group in re.findall(r"patterns\(\"(\w+)\"\)", code))
    texts = [*rows.items(), *(("claim", row["pattern"]) for row in seeds.table("claim_words"))]
    slots = {
        f"{table or name.partition('.')[0]}.{role}"
        for name, text in texts
        for table, role in re.findall(r"\{(?:(\w+)\.)?([a-z_]+)\}", text)
    }
    for name in rows:
        assert not re.search(r"\{[a-z]", pattern(name).pattern), f"{name}: a part is not filled in"
        asked = name in words or any(name.startswith(b) and name.removeprefix(b) in words for b in begun)
        assert asked or name in slots or name.startswith(whole), f"{name}: nothing uses it"
