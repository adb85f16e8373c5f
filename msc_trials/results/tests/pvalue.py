"""Read a posted p-value and its level of significance: a small grammar over free text, which says why when it cannot read.

Grammar, after unescaping and after the words for an operator have become one::

    posted  = { filler | sided | bracket } [ operator ] number { filler | sided | bracket | remark }
            | "NS" and its spellings
    number  = digits [ (.|,) digits ] [ exponent ] [ % ] | (.|,) digits [ exponent ] [ % ]
    exponent = e[+-]digits | x 10^-digits

Two numbers outside brackets are a range or several values, and no p-value. Sources: domain notes §5c (p as text),
API contract §4.4, peers survey §2 item 5 (what deleting everything but digits does to ``1.2E-05``).
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from itertools import product
from typing import Literal, NamedTuple, TypeAlias, cast

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, patterns
from msc_trials.matching.text import normalize
from msc_trials.results.tests.posted_analysis import PostedAnalysis

Operator: TypeAlias = Literal["<", "<=", "=", ">=", ">", "~", ""]
Sided: TypeAlias = Literal["one", "two", ""]
Decision: TypeAlias = Literal["significant", "not_significant", "undecidable"]

NOT_SIGNIFICANT_ONLY = "says only that it is not significant, without a number"


class PValue(NamedTuple):
    """A posted p-value.

    ``text`` is what was posted, ``operator`` its sign (empty when none was written), ``value`` the number in [0, 1]
    and None exactly when ``problem`` says what stood in the way, ``sided`` what text or hints say of the test.
    """

    text: str
    operator: Operator
    value: float | None
    sided: Sided
    problem: str


@cache
def _lexer() -> re.Pattern[str]:
    spelled = sorted((w for w in seeds.pairs("p_operators") if w[0].isalpha()), key=len, reverse=True)
    words = "|".join(w.replace(" ", r"\s+") for w in spelled)
    return re.compile(
        rf"""
        (?P<space>\s+)
      | (?P<bracket>\([^()]*\)?|\[[^\[\]]*\]?)
      | (?P<sided>\b(?:one|two|1|2)[-\s]*(?:sided|tailed)\b)
      | (?P<percent>%)
      | (?P<power>[x*]\s*10\s*(?:\^|\*\*)?\s*\(?[-+]?\d+\)?)
      | (?P<number>(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[-+]?\d+)?)
      | (?P<range>\bto\b|\band\b|\bbetween\b|;|-(?=\s*[\d.,]))
      | (?P<operator><\s*=|=<|>\s*=|=>|={{1,2}}|<|>|~|≈|≅|:|\b(?:{words})\b)
      | (?P<ns>\bn\.?s\b\.?|\bnot\s+(?:statistically\s+)?significant\b|\bnon-?significant\b)
      | (?P<word>[^\W\d_]+)
      | (?P<other>.)
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=8192)
def parse_p(text: str | None, *hints: str) -> PValue:
    """Read one posted p-value. Never raises; what cannot be read comes back with a ``problem`` in words.

    ``hints`` (statistical method, comment on the p-value) are used for sidedness only.
    """
    raw = text or ""
    sided = sidedness(raw, *hints)
    tokens = _tokens(raw)
    operators = [_operator(t.group()) for t in tokens if t.lastgroup == "operator"]
    operator: Operator = operators[0] if operators else ""

    def failed(problem: str) -> PValue:
        return PValue(raw, operator, None, sided, problem)

    kinds = [t.lastgroup for t in tokens]
    if not raw.strip():
        return failed("nothing is posted")
    if "number" not in kinds:
        return failed(NOT_SIGNIFICANT_ONLY if "ns" in kinds else "holds no number")
    if kinds.count("number") > 1:
        return failed("gives a range, not one value" if "range" in kinds else "gives several numbers")
    # In "p-value: <0.05" and "p = <0.05" the first sign only introduces the second.
    if len(set(operators)) > 1 and not (len(operators) == 2 and operator == "="):
        return failed("carries operators that contradict each other")
    operator = operators[-1] if operators else ""
    value, problem = _value(tokens)
    return failed(problem) if problem else PValue(raw, operator, value, sided, "")


def decides(p: PValue, alpha: float) -> Decision:
    """What a posted p-value says against ``alpha``; bounds decide only when they settle the question.

    ``<0.05`` at 0.05 is significant, ``<0.1`` undecidable, ``>0.05`` not significant. An exact p equal to alpha mostly
    repeats the threshold and is no evidence. Source: API contract §4.4, verdict rules.
    """
    if p.value is None:
        return "not_significant" if p.problem == NOT_SIGNIFICANT_ONLY else "undecidable"
    if p.operator in {"<", "<="}:
        return "significant" if p.value <= alpha else "undecidable"
    if p.operator in {">", ">="}:
        return "not_significant" if p.value >= alpha else "undecidable"
    near = 0.1 * alpha if p.operator == "~" else 1e-12
    if abs(p.value - alpha) <= near:
        return "undecidable"
    return "significant" if p.value < alpha else "not_significant"


def sidedness(*texts: str) -> Sided:
    """One-sided or two-sided, by the first text that says so without contradicting itself.

    A side that belongs to a confidence interval is not the test's; twice a one-sided value is two-sided.
    """
    for text in texts:
        if pattern("sided.doubled").search(text):
            return "two"
        kept = pattern("sided.of_interval").sub(" ", text)
        found = {m[1].lower() in {"one", "1", "single", "uni"} for m in pattern("sided.side").finditer(kept)}
        if len(found) == 1:
            return "one" if found.pop() else "two"
    return ""


def _tokens(raw: str) -> list[re.Match[str]]:
    """Tokens outside brackets; a zero split by a space (``0.0 001``) is joined again."""
    text = html.unescape(normalize(raw)).strip()
    text = text.replace("⁻^", "^-").replace("⁻", "-")
    text = re.sub(r"([.,]0+) (?=0*[1-9]\d*\b(?![.,]))", r"\1", text)
    kept = [t for t in _lexer().finditer(text) if t.lastgroup not in {"space", "sided"}]
    if len(kept) == 1 and kept[0].lastgroup == "bracket":
        return _tokens(kept[0].group().strip("()[] "))
    return [t for t in kept if t.lastgroup != "bracket"]


def _operator(text: str) -> Operator:
    compact = text.lower()
    compact = re.sub(r"\s+", " " if compact[0].isalpha() else "", compact)
    return cast("Operator", seeds.pairs("p_operators")[compact])


def _value(tokens: list[re.Match[str]]) -> tuple[float, str]:
    """The number with its power of ten and percent sign, and what is wrong with it."""
    at = next(i for i, t in enumerate(tokens) if t.lastgroup == "number")
    digits = tokens[at].group().replace(",", ".")
    if re.fullmatch(r"0\d+", digits):
        return 0.0, f"the number {digits} has lost its decimal point"
    value = float(digits)
    for token in tokens[at + 1 : at + 3]:
        if token.lastgroup == "power":
            exponent = re.sub(r"^[x*]\s*10", "", token.group().lower()).strip("^* ()")
            value *= 10.0 ** max(min(int(exponent), 300), -300)
        elif token.lastgroup == "percent":
            value /= 100
        else:
            break
    if at and (tokens[at - 1].lastgroup, tokens[at - 1].group()) == ("range", "-"):
        return 0.0, "is negative"
    if not 0.0 <= value <= 1.0:
        return 0.0, f"the number {digits} lies outside 0 to 1"
    return value, ""


_LARGEST = 0.1
"""No level above this is taken for a significance level: larger numbers are powers, shares or planning values."""


_USUAL = 0.025
"""A level below this in a sentence on the power of the trial is a cautious plan, and not the level of the posted test."""


def _plans_power(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stated level tells how many people the trial needs to detect a difference."""
    before, after = re.split(r"\.\s|\|", text[:start])[-1], re.split(r"\.\s|\|", text[end:])[0]
    return bool(pattern("alpha_part.plan").search(before + after))


def alpha_of(analysis: PostedAnalysis, p: PValue) -> tuple[float, str]:
    """The level a p-value is held against, and the words that state it (empty for the default).

    0.05 two-sided unless the analysis states its own; 0.025 for a one-sided test without a stated level. Source: verdict
    rules, domain notes §5c (comments and group description may state alpha, an interim look, Bonferroni).
    """
    default = 0.025 if p.sided == "one" else 0.05
    for plain, (_, stated) in product(map(normalize, analysis.texts_on_levels), patterns("alpha")):
        match = stated.search(plain)
        if match is None:
            continue
        value = float(match[1].rstrip("% ")) / (100 if "%" in match[1] else 1)
        planned = value < _USUAL and _plans_power(plain, *match.span())
        if not planned and 0.0 < value <= _LARGEST:
            return value, match.group().strip()
    return default, ""
