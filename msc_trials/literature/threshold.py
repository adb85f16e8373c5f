"""A level that a single-arm trial stated beforehand, and whether its result reached it.

The words decide first ("exceeded the performance goal", "two short of the number needed"); else the stated level is compared
with the printed rate: a success needs the whole interval above it. Source: Simon 1989 (two-stage designs); reading
conventions 8.6.
"""

from __future__ import annotations

import re

from msc_trials.literature.findings import Abstract, Decision
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, pattern, search
from msc_trials.results.direction import lexicon

_PASSIVE = re.compile(r"\b(?:was|were|is|be|been)\b")
_CUT = re.compile(r"[;,]")
_NEAR = 60
"""How many letters a verb stands before or behind the level that it speaks of."""


def by_threshold(abstract: Abstract) -> Decision | None:
    """Whether a stated level was reached, in words or in numbers; None where no level is stated."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        if has("of_earlier_study", sentence.plain):
            continue
        reached = says_reached(sentence.plain)
        if reached is not None:
            return _decided(reached, "uncontrolled.threshold", sentence)
    return _by_numbers(abstract)


def says_reached(text: str) -> bool | None:
    """Whether a plain sentence says that the stated level was reached; None where it says nothing of it."""
    if has("level_missed", text):
        return False
    for level in pattern("level_named").finditer(text):
        before = _CUT.split(text[max(0, level.start() - _NEAR) : level.start()])[-1]
        after = _CUT.split(text[level.end() : level.end() + _NEAR])[0]
        if has("short_of_level", before):
            return False
        if has("reaches_level", before) or (_PASSIVE.search(after) and has("reaches_level", after)):
            return not has("denied", f"{before} {after}".replace("rejected", ""))
        if has("below_level", before):
            return _is_harm(text[: level.start()])
    return None


def _by_numbers(abstract: Abstract) -> Decision | None:
    """The stated number or share of people compared with the first result that prints one of the primary endpoint."""
    told = [s for s in abstract.of_part("results", "") if not (has("safety", s.plain) or has("enrolment", s.plain))]
    for sentence in abstract.of_part("aim", "methods", "outcomes"):
        needed, level = search("number_needed", sentence.plain), search("level_stated", sentence.plain)
        for result in told if not _is_harm(sentence.plain) else ():
            count = search("count_of", result.plain)
            if needed is not None and count is not None and needed["of"] == count["of"]:
                more = int(count["n"]) - int(needed["n"])
                return _decided(more > 0 or (more == 0 and not needed["more"]), "uncontrolled.number_needed", result)
            share = search("share_with_limits", result.plain)
            if level is not None and share is not None:
                return _of_share(float(level["level"]), float(share["share"]), float(share["low"]), result)
    return None


def _of_share(level: float, share: float, low: float, result: Sentence) -> Decision | None:
    if level < low:
        return _decided(True, "uncontrolled.level_in_numbers", result)
    return _decided(False, "uncontrolled.level_in_numbers", result) if share <= level else None


def _is_harm(text: str) -> bool:
    """Whether fewer are better: a rate of failure or of deaths."""
    return has("lower_is_better", text) or has("safety", text) or lexicon.read(text).sign == "-"


def _decided(reached: bool, rule: str, sentence: Sentence) -> Decision:
    if reached:
        return Decision("met_uncontrolled", rule, sentence.text, "tested", "medium")
    return Decision("not_met", rule, sentence.text, "neither", "medium")
