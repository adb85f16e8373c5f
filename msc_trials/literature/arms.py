"""Which arm a paper tests, and which arm a piece of text names.

The tested arm comes from the title ("A versus B", "effect of A on") and from what people were assigned to; generic words
name the comparator (placebo, usual care, control). Source: reading conventions 8.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from msc_trials.literature.claim import Favours
from msc_trials.literature.phrases import has, listed, pattern, plain
from msc_trials.literature.primary import content, stem

_WORDS = re.compile(r"[a-z][a-z0-9-]{3,}")
_BRACKETS = re.compile(r" ?\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Arms:
    """Names of the two arms for readers, words that only one side of the title has, and all words of both.

    ``hoped``: what the paper hopes for; ``goal``: its primary endpoint, with its words. Both tell which way is better.
    """

    tested: str = ""
    comparator: str = ""
    tested_words: frozenset[str] = frozenset()
    comparator_words: frozenset[str] = frozenset()
    all_words: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    hoped: tuple[tuple[str, bool, frozenset[str]], ...] = ()
    goal: str = ""
    goal_words: frozenset[str] = frozenset()


def arms_of(
    title: str, forms: Mapping[str, str] | None = None, methods: Sequence[str] = (), hopes: Sequence[str] = ()
) -> Arms:
    """The arms of a title and of what ``methods`` says people were assigned to.

    ``forms`` are short forms of the abstract and what they stand for; "group A" is one that the methods explain.
    ``hopes`` are sentences that say what the treatment is for ("to reduce scarring").

    >>> arms_of("Cells versus placebo for knee pain: a randomised trial").tested
    'Cells'
    """
    arms = _of_title(title)
    known = dict(forms or {})
    for text in methods:
        names_a_group = "group" in text or "(a" in text  # no row of the list fits without
        for found in pattern("arm_code").finditer(text) if names_a_group else ():
            # The rows of the list call their groups code and long, some with an ending: code_before, long_letter.
            names = {name[:4]: value for name, value in found.groupdict().items() if value}
            long = names.get("long", text[max(found.start() - 60, 0) : found.start()].rsplit(")")[-1])
            if pattern("tells_a_value").match(long) is None:
                code = names["code"] if len(names["code"]) > 1 else f"group {names['code']}"
                known.setdefault(code, _written_out(long, forms))
    arms = replace(arms, forms=tuple(known.items()), hoped=tuple(_hoped([plain(title), *hopes], known)))
    told = [_BRACKETS.sub("", text) for text in methods if not has("p_value", text)]
    matches = (match for text in told for match in pattern("assigned_to").finditer(text))
    for one, two in ((found for found in match.groups() if found) for match in matches):
        if not arms.comparator_words:
            arms = _assigned(arms, _written_out(one, forms), _written_out(two, forms), plain(title))
    return arms


def _written_out(text: str, forms: Mapping[str, str] | None) -> str:
    """A text, followed by what its short forms stand for."""
    items = (forms or {}).items()
    found = (long for short, long in items if short in text and re.search(rf"\b{re.escape(short)}\b", text))
    return " ".join((text, *found))


def _assigned(arms: Arms, one: str, two: str, title: str) -> Arms:
    """The arms with the words of the two treatments that the methods name, where it is clear which one is tested.

    That is the one of the title, else the one that is no control by its words, else the only one with a word of the title.
    """
    first, second = _names(one), _names(two)
    mine, theirs = (len(words & arms.tested_words) for words in (first, second))
    if mine == theirs:
        mine, theirs = (int(names_comparator(text) or _is_control(text)) for text in (two, one))
    if mine == theirs:
        asked = _names(title)
        mine, theirs = (len((words - (first & second)) & asked) for words in (first, second))
        mine, theirs = (mine, theirs) if not (mine and theirs) else (0, 0)
    if mine == theirs:
        return arms
    only_first, only_second = frozenset(first - second), frozenset(second - first)
    tested, other = (only_first, only_second) if mine > theirs else (only_second, only_first)
    tested, other = arms.tested_words or tested, other - arms.tested_words - _names(title)
    return replace(arms, tested_words=tested, comparator_words=other, all_words=arms.all_words | _unstemmed(one, two))


def _hoped(texts: Sequence[str], forms: dict[str, str]) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """What the treatment is to raise (``+``) or to lower, and whether as a purpose, in the words of title, aim and conclusions."""
    for text in texts:
        for sign, name in (("+", "hoped_more"), ("-", "hoped_less")):
            for found in pattern(name).finditer(text):
                purpose = has("ends_with_purpose", text[: found.start()])
                yield sign, purpose, frozenset(content(found["what"], forms))


def _of_title(title: str) -> Arms:
    """The arms of a title; a side that calls itself standard, placebo or control is the comparator."""
    low = plain(title)
    mark = next((m for m in pattern("versus").finditer(low) if m.start() > 4), None)
    pair = pattern("compares_two").search(low) if mark is None else None
    if pair is not None:
        one, two = (found for found in pair.groups() if found)
        return _two_sides(title, one, two)
    if mark is None:
        found = None if has("lists_treatments", low) else pattern("effect_of").search(low)
        arm = next((name for name in found.groups() if name), "") if found else ""
        name = _shown(title, pattern("title_before_arm").sub("", arm)) if arm else ""
        return Arms(name, "", frozenset(_names(arm)), all_words=_unstemmed(arm))
    left, right = low[: mark.start()], pattern("title_after_arm").split(low[mark.end() :])[0]
    if ":" in left:
        left = left.rsplit(":", 1)[1]
    left = pattern("title_until_arm").sub("", left)
    if mark.group().startswith("with"):
        added = frozenset(_names(right) - _names(left))
        return Arms(_shown(title, right[:80]), "", added, all_words=_unstemmed(right))
    return _two_sides(title, left, right)


def _two_sides(title: str, left: str, right: str) -> Arms:
    is_added = _names(left) and _names(left) < _names(right)
    if is_added or (_is_control(left) and not _is_control(right)):
        left, right = right, left
    mine, theirs = _names(left), _names(right)
    if has("title_adjective", left.strip(" ,:-")) and len(theirs - mine) > 1:
        # Oral versus intravenous iron: the last word is of both sides.
        mine |= _names(right.rsplit(maxsplit=1)[-1])
    names = _shown(title, left), _shown(title, right)
    return Arms(*names, frozenset(mine - theirs), frozenset(theirs - mine), _unstemmed(left, right))


def _is_control(side: str) -> bool:
    return has("comparator", side) or has("comparator_in_title", side)


def side_of(text: str, arms: Arms) -> Favours:
    """The arm that a piece of text names; empty when none or both."""
    text = pattern("control_of_its_own").sub(r"\g<control> ", _written_out(text, dict(arms.forms)))
    words = _names(text)
    mine, theirs = len(words & arms.tested_words), len(words & arms.comparator_words)
    if mine != theirs:
        return "tested" if mine > theirs else "comparator"
    if has("tested_word", text) or has("names_cells", text):
        return "tested"
    return "comparator" if names_comparator(text) else ""


def nearer_tested(one: str, other: str, arms: Arms) -> Favours:
    """Which side the first of two groups is where both bear words of the tested arm: the one with fewer of them compares."""
    mine, theirs = (len(_names(_written_out(text, dict(arms.forms))) & arms.tested_words) for text in (one, other))
    return "comparator" if mine < theirs else "tested"


def without_arm_comparatives(text: str, arms: Arms) -> str:
    """A text without the words for more or less that name an arm of the paper: delayed entry, low dose, extended course."""
    named = arms.tested_words | arms.comparator_words
    return pattern("comparative_name").sub(
        lambda found: "" if stem(found.group().strip()) in named else found.group(), text
    )


def names_comparator(*texts: str) -> bool:
    """Whether one of some texts names a comparator that is no treatment of its own: placebo, usual care."""
    return any(has("comparator", text) or has("comparator_in_text", text) for text in texts)


def _names(text: str) -> set[str]:
    """The words of a text that may name a treatment, cut to stems: tucked, tucking."""
    return {stem(word) for word in _WORDS.findall(text)} - _stop_stems()


def _unstemmed(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORDS.findall(text) if stem(word) not in _stop_stems())


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in listed("arm_stop_words"))


def _shown(title: str, low: str) -> str:
    """The words of the title that ``low`` was made from; empty where they name a design and no treatment."""
    low = low.strip(" ,:-")
    if has("names_design", low):
        return ""
    at = plain(title).find(low)
    original = title[at : at + len(low)] if at >= 0 and len(plain(title)) == len(title) else low
    return original.strip(" ,:-")
