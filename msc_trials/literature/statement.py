"""What one clause of an abstract says about a comparison: a difference, none, non-inferiority, or nothing usable.

Numbers come before words: a p-value or an interval of the clause decides, a bare "significantly" or "no difference"
only where no number does. Changes within one arm say nothing. Source: reading conventions 8.5, 8.6, 8.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from msc_trials.literature.intervals import estimates_of
from msc_trials.literature.measured import values_in
from msc_trials.literature.phrases import blanked, has, pattern, search
from msc_trials.results.direction import lexicon
from msc_trials.results.tests.pvalue import decides, parse_p

Saying: TypeAlias = Literal["difference", "none", "noninferior", "not_noninferior", "conflict", "untested", ""]

ALPHA = 0.05
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says. ``strong`` when a number or a word of significance carries it.

    ``p_text`` is the deciding p-value as printed, ``ratio`` the estimate of a ratio with its interval when one is given.
    """

    saying: Saying = ""
    strong: bool = False
    p_text: str = ""
    p_significant: bool | None = None
    ratio: tuple[float, float, float] | None = None
    about_margin: bool = False


def clauses_of(text: str) -> Iterator[str]:
    """Clauses of a plain sentence, cut outside brackets at semicolons and words of contrast.

    Two halves of one comparison stay together: "12 with cells, while placebo left 20 (P = 0.01)".
    """
    held = ""
    for clause in _cut(text):
        if held and not _belong(held, clause):
            yield held
            held = ""
        held += clause
    yield held


def _cut(text: str) -> Iterator[str]:
    begin = 0
    conceded = search("concession", text)
    if conceded is not None:
        if conceded["noun"] is None:
            yield conceded.group()
        begin = conceded.end()
    for mark in pattern("contrast").finditer(text):
        if mark.start() < begin:
            continue
        before = text[begin : mark.start()]
        inside = text[: mark.start()]
        if inside.count("(") > inside.count(")") or inside.count("[") > inside.count("]"):
            continue
        if len(before) > 25 and len(text) - mark.end() > 12:
            yield before
            begin = mark.start()
    yield text[begin:]


def _belong(former: str, clause: str) -> bool:
    """Whether a clause tests what the one before it reports: the value of the other arm, or the estimate of both."""
    if first_p(former)[1] is not None or any(e.kind != "value" for e in estimates_of(former)) or has("null", former):
        return False
    values = len(values_in(clause))
    if not values and len(values_in(former)) > 1 and has("tests_former", clause.lstrip("; ,")):
        return True
    if not values:
        return len(values_in(former)) > 1 and any(e.compares for e in estimates_of(clause)[:1])
    if len(values_in(former)) != 1 or has("sig_word", former):
        return False
    return values == 1 and (first_p(clause)[1] is not None or bool(estimates_of(clause)))


def statement_of(clause: str, noninferiority: bool = False) -> Statement:
    """What a plain clause says; ``noninferiority`` tells that the trial tests for not being worse."""
    by_margin = noninferiority and any(has(words, clause) for words in ("ni_design", "margin_kept", "margin_broken"))
    if has("ni_word", clause) or by_margin:
        found = _of_margin(clause)
        if found is not None:
            return found
    words_of_none = _denies_difference(clause)
    p_text, p_significant = first_p(clause)
    ratio = ratio_of(clause)
    by_interval = interval_excludes_null(clause)
    number = p_significant if p_significant is not None else by_interval
    claimed = number is False and not words_of_none and has("sig_word", clause[: first_number(clause)])
    if claimed or (number is False and not words_of_none and has("wide_interval", clause)):
        return Statement("conflict", True, p_text, None, ratio)
    if has("between_none", clause) and has("within", clause):
        return Statement("none", True, p_text, None, ratio)
    if words_of_none and number is not False and has("none_at_first", clause):
        return Statement("difference", True, p_text, number, ratio)
    if words_of_none:
        saying: Saying = "conflict" if number else "none"
        return Statement(saying, number is not None or has("plain_none", clause), p_text, p_significant, ratio)
    if number is not None:
        return Statement("difference" if number else "none", True, p_text, p_significant, ratio)
    if has("sig_word", clause):
        return Statement("difference", True, p_text, None, ratio)
    compares = has("between", clause) and (has("up", clause) or has("down", clause))
    if compares or has("better", clause) or has("worse", clause):
        return Statement("difference", False, p_text, None, ratio)
    return Statement("untested" if has("untested", clause) else "", False, p_text, None, ratio)


def first_p(clause: str) -> tuple[str, bool | None]:
    """The first p-value of a clause as printed and whether it is significant; empty and None where none decides."""
    return next(p_values(clause), ("", None))


def p_values(clause: str) -> Iterator[tuple[str, bool]]:
    """The p-values of a clause as printed, and whether each is significant; those of trends and subgroups left out.

    Where some are called those between the groups, they alone count: the others are of changes within an arm.
    """
    of_arms = "time" in clause and has("group_by_time", clause)
    printed = [
        found
        for found in pattern("p_printed").finditer(clause)
        if of_arms or not has("no_test_of_arms", clause[max(0, found.start() - 16) : found.end()])
    ]
    between = [found for found in printed if _is_between(clause, found.start(), found.end())]
    for found in between or printed:
        significant = is_below(ALPHA, found["value"])
        if significant is None and found in between:
            significant = False  # nobody prints "P < 0.19" for a difference that is shown
        if significant is not None:
            yield found.group().strip(), significant


def _is_between(clause: str, begin: int, end: int) -> bool:
    """Whether the words before or behind a p-value call it the one between the groups."""
    return has("p_of_between", clause[:begin]) or has("p_between_behind", clause[end:])


def first_number(clause: str) -> int:
    """Where the first p-value or interval of a clause starts; 0 where there is none."""
    printed = search("p_printed", clause)
    places = [e.start for e in estimates_of(clause) if e.kind == "ratio"][:1]
    return min([*places, *([printed.start()] if printed else [])], default=0)


def is_below(level: float, value: str) -> bool | None:
    """Whether a printed p-value ("< 0.05") lies below ``level``; None where it may or may not."""
    return {"significant": True, "not_significant": False}.get(decides(parse_p(value.replace(" ", "")), level))


def ratio_of(clause: str) -> tuple[float, float, float] | None:
    """Estimate and interval of the first ratio with a confidence interval."""
    ratios = (e for e in estimates_of(clause) if e.kind == "ratio")
    return next(((e.value, e.low, e.high) for e in ratios if e.value is not None and e.low <= e.value <= e.high), None)


def interval_excludes_null(clause: str) -> bool | None:
    """Whether the first interval of a ratio leaves out 1, or that of a difference leaves out 0; None without one."""
    found = next((e for e in estimates_of(clause) if e.kind != "value"), None)
    return None if found is None else found.excludes_null


def limits_of(clause: str) -> tuple[float, float] | None:
    """The confidence interval of a stated difference, None where there is none."""
    return next(((e.low, e.high) for e in estimates_of(clause) if e.kind == "difference"), None)


def _of_margin(clause: str) -> Statement | None:
    p_text, p_significant = first_p(clause)
    ratio = ratio_of(clause)
    if has("margin_broken", clause) or (
        has("ni_not_met", clause) and not (has("ni_met", clause) and not has("denied", clause))
    ):
        return Statement("not_noninferior", True, p_text, p_significant, ratio, True)
    if has("ni_met", clause) or has("margin_kept", clause):
        return Statement("noninferior", True, p_text, p_significant, ratio, True)
    printed = search("p_of_margin", clause)
    value = (printed["v"] or printed["w"]).replace(" ", "") if printed is not None else ""
    shown = is_below(ALPHA, value) if value else None
    if shown is None:
        return None
    return Statement("noninferior" if shown else "not_noninferior", True, f"p{value}", shown, ratio, True)


def _denies_difference(clause: str) -> bool:
    """Whether a clause says "no difference" about its first result, and not only of what follows the first number.

    What is denied in brackets is one arm's own value: "(no decrease with cells, 2 points with placebo; P < 0.001)".
    """
    if has("between_none", clause):
        return True
    found = search("null", blanked(_BRACKETS, clause)) or search("null", clause)
    if found is None or is_harmless(clause):
        return False
    number = first_number(clause)
    if clause[: found.start()].count("(") > clause[: found.start()].count(")") and first_p(clause)[1]:
        return False
    before = clause[: found.start()]
    return not number or found.start() < number or not (has("sig_word", before) or first_p(before)[1])


def is_harmless(clause: str) -> bool:
    """Whether all a clause denies is more of something bad (no more bleeding): good news, not a missing effect."""
    found = search("harmless_null", clause)
    if found is None:
        return False
    what = found["what"] or found["harm"] or ""
    is_bad = has("safety", what) or lexicon.read(what).sign == "-"
    return is_bad and not has("null", clause[: found.start()] + clause[found.end() :])
