"""The grammar of posted p-values: every form named in the field's notes, bounds, sides and round trips."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msc_trials.results.tests.pvalue import NOT_SIGNIFICANT_ONLY, decides, parse_p, sidedness

SHARED = Path(__file__).parents[1].parent / "shared"
OPERATORS = ["", "<", "<=", "=", ">=", ">", "~"]


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("<0.05", "<", 0.05),
        (">0.05", ">", 0.05),
        (".04", "", 0.04),
        ("<.0001", "<", 0.0001),
        ("0,03", "", 0.03),
        ("1.2E-05", "", 1.2e-05),
        ("7.4e-5", "", 7.4e-5),
        ("p = 0.03 (one-sided)", "=", 0.03),
        ("0.05 (two-sided 95%)", "", 0.05),
        (">0.999", ">", 0.999),
        ("=0.020", "=", 0.02),
        ("≤0.001", "<=", 0.001),
        ("=<0.001", "<=", 0.001),
        ("≥ .24", ">=", 0.24),
        ("< 0.0 001", "<", 0.0001),
        ("p<0.0001", "<", 0.0001),
        ("P = <.05", "<", 0.05),
        ("p-value: <0.05", "<", 0.05),
        ("&lt;0.05", "<", 0.05),
        (r"\<0.001", "<", 0.001),
        ("7.4×10⁻⁵", "", 7.4e-5),
        ("7.4 x 10^-5", "", 7.4e-5),
        ("less than 0.05", "<", 0.05),
        ("~0.04", "~", 0.04),
        ("1-sided 0.02", "", 0.02),
        ("0.05*", "", 0.05),
        ("(0.03)", "", 0.03),
        ("<0.05 (NS)", "<", 0.05),
        ("1.000", "", 1.0),
        ("0", "", 0.0),
        ("3%", "", 0.03),
        ("＜0.01", "<", 0.01),
    ],
)
def test_forms_that_are_read(text: str, operator: str, value: float) -> None:
    p = parse_p(text)
    assert (p.operator, p.problem) == (operator, "")
    assert p.value is not None
    assert math.isclose(p.value, value)
    assert p.text == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ("NA", "no number"),
        ("see comment", "no number"),
        ("NS", NOT_SIGNIFICANT_ONLY),
        ("not significant", NOT_SIGNIFICANT_ONLY),
        ("0.0001 to 0.05", "range"),
        ("between .01 and .05", "range"),
        ("0.03, 0.04", "several"),
        ("0.5.3", "several"),
        ("<05", "decimal point"),
        ("<0001", "decimal point"),
        ("1.2", "outside 0 to 1"),
        ("9e99999", "outside 0 to 1"),
        ("-0.03", "negative"),
        ("<0.05 and >0.01", "range"),
        ("> <0.05", "contradict"),
    ],
)
def test_forms_that_are_refused_with_a_reason(text: str | None, problem: str) -> None:
    p = parse_p(text)
    assert p.value is None
    assert problem in p.problem


@pytest.mark.parametrize(
    ("text", "alpha", "said"),
    [
        ("<0.05", 0.05, "significant"),
        ("<0.1", 0.05, "undecidable"),
        (">0.05", 0.05, "not_significant"),
        (">0.001", 0.05, "undecidable"),
        ("0.049", 0.05, "significant"),
        ("0.051", 0.05, "not_significant"),
        ("0.05", 0.05, "undecidable"),
        (".05", 0.05, "undecidable"),
        ("≤0.05", 0.05, "significant"),
        ("<0.05", 0.025, "undecidable"),
        ("0.03", 0.025, "not_significant"),
        ("NS", 0.05, "not_significant"),
        ("~0.05", 0.05, "undecidable"),
        ("1.2", 0.05, "undecidable"),
        (None, 0.05, "undecidable"),
    ],
)
def test_bounds_decide_only_when_they_settle_the_question(text: str | None, alpha: float, said: str) -> None:
    assert decides(parse_p(text), alpha) == said


@pytest.mark.parametrize(
    ("texts", "sided"),
    [
        (("p = 0.03 (one-sided)",), "one"),
        (("0.05 (two-sided 95%)",), "two"),
        (("0.02", "t-test, 1 sided"), "one"),
        (("0.02", "t-test, 2 sided"), "two"),
        (("0.02", "ANCOVA", "alpha of 0.025, one-tailed"), "one"),
        (("0.02", "", "calculated as 2*one-sided-p-value"), "two"),
        (("0.02", "", "1-sided p-value; the two-sided 95% CI is given"), "one"),
        (("0.02", "", "one-sided for superiority, two-sided otherwise"), ""),
        (("0.02", "ANCOVA"), ""),
    ],
)
def test_side_of_the_test(texts: tuple[str, ...], sided: str) -> None:
    assert parse_p(*texts).sided == sided
    assert sidedness(*texts) == sided


@given(
    st.sampled_from(OPERATORS),
    st.floats(0, 1, allow_nan=False, allow_subnormal=False),
    st.sampled_from(["{o}{v}", "p {o} {v}", " {o} {v} ", "P{o}{v} (adjusted)"]),
    st.sampled_from(["repr", "comma", "E", "no zero"]),
)
def test_what_is_written_is_read_back(operator: str, value: float, frame: str, notation: str) -> None:
    number = {
        "repr": repr(value),
        "comma": f"{value:.6f}".replace(".", ","),
        "E": f"{value:.5E}",
        "no zero": f"{value:.7f}".replace("0.", ".", 1) if value < 1 else f"{value:.7f}",
    }[notation]
    p = parse_p(frame.format(o=operator, v=number))
    assert p.problem == ""
    assert p.operator == operator
    assert p.value is not None
    assert math.isclose(p.value, float(number.replace(",", ".")), abs_tol=1e-12)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_never_both(text: str) -> None:
    p = parse_p(text)
    assert (p.value is None) == bool(p.problem)
    assert p.value is None or 0.0 <= p.value <= 1.0
    assert decides(p, 0.05) in {"significant", "not_significant", "undecidable"}


@given(st.sampled_from(["<", ">", "=", ""]), st.floats(0.0001, 0.9999), st.floats(0.001, 0.2), st.floats(0.001, 0.2))
def test_a_stricter_alpha_never_makes_significant(operator: str, value: float, one: float, other: float) -> None:
    strict, loose = sorted((one, other))
    p = parse_p(f"{operator}{value:.4f}")
    if decides(p, strict) == "significant":
        assert decides(p, loose) == "significant"


def test_all_posted_texts_are_read_or_refused_with_a_reason() -> None:
    paths = sorted((SHARED / "corpus").glob("*.jsonl.gz"))
    if not paths:
        pytest.skip("the corpus of records is not beside the repository")
    from benchmarks.pvalue_shapes import texts_of

    texts = texts_of(paths[:1])
    assert texts
    for text in texts:
        p = parse_p(text)
        assert p.value is not None or p.problem, text


@given(st.from_regex(r"\s{0,2}([<>]=?|=|~)?\s?([01]?\.[0-9]{1,6}|[01]|1\.[0-9])\s?", fullmatch=True))
def test_plain_p_values_read_as_the_grammar_reads_them(text: str) -> None:
    bracketed = parse_p(f"{text} (ANCOVA)")
    plain = parse_p(text)
    assert (plain.operator, plain.value, plain.problem) == (bracketed.operator, bracketed.value, bracketed.problem)
