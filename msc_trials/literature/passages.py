"""The sentences of an abstract, each with the part of the paper it belongs to (background, methods, results, ...).

Parts come from the printed label, else from NLM's category, else from headings inside the text, else from how the
sentence begins. A section in another language is left out. Sentences are verbatim pieces of one section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from msc_trials.literature import phrases
from msc_trials.literature.article import Article, Section
from msc_trials.literature.intervals import estimates_of
from msc_trials.literature.parts import parts_of
from msc_trials.matching.text import sentences as split_sentences

Part: TypeAlias = Literal["background", "aim", "methods", "outcomes", "results", "conclusions", "other", ""]

_CATEGORIES: dict[str, Part] = {
    "BACKGROUND": "background",
    "OBJECTIVE": "aim",
    "METHODS": "methods",
    "RESULTS": "results",
    "CONCLUSIONS": "conclusions",
}
_PARTS: tuple[Part, ...] = ("other", "results", "conclusions", "outcomes", "methods", "aim", "background")
_LONGEST_JOIN = 30
"""Pieces of a sentence with abbreviations at most."""
_FARTHEST = 5
"""How many pieces that end like sentences a bracket may hold."""
_LAST = 16
"""Characters at the end of a piece that tell whether its full stop ends a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim sentence, its plain form for the rules, its part of the paper and the printed label."""

    text: str
    plain: str
    part: Part
    label: str


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """All sentences of the abstract in their order."""
    found = [
        Sentence(text, phrases.plain(text), part, label)
        for section in article.sections
        if not _is_foreign(section.text)
        for label, part, words in _labelled(section)
        for text in split(words)
    ]
    parts = {s.part for s in found} - {"other", ""}
    if len(parts) < 2 and not parts & {"results", "aim"}:
        others = [s for s in found if s.part == "other"]
        return (*_guessed([s for s in found if s.part != "other"]), *others)
    return tuple(_methods_of_both(found)) if "results" in parts else tuple(_results_in_methods(found))


def _methods_of_both(found: list[Sentence]) -> Iterator[Sentence]:
    """Sentences under one label for methods and results, the methods among them told by what they say."""
    both = [s for s in found if s.part == "results" and phrases.has("label_methods", phrases.plain(s.label))]
    told = dict(zip(both, parts_of([s.plain for s in both]), strict=True)) if both else {}
    for sentence in found:
        yield replace(sentence, part="methods") if told.get(sentence) in ("background", "methods") else sentence


def _results_in_methods(found: list[Sentence]) -> Iterator[Sentence]:
    """The sentences of an abstract whose labels name no results: from the first test on, methods are results."""
    begun = False
    for sentence in found:
        tests = phrases.has("p_printed", sentence.plain) and not phrases.has("states_level", sentence.plain)
        begun = sentence.part == "methods" and (begun or tests)
        yield replace(sentence, part="results") if begun else sentence


def split(text: str) -> Iterator[str]:
    """Sentences of a text; one that only tests what the sentence before reports ("This was significant") belongs to it."""
    held = ""
    for sentence in _split(text):
        if held and not _tests(sentence, held):
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    if held:
        yield held


def _tests(sentence: str, former: str) -> bool:
    """Whether a sentence only tests the values that the one before it reports."""
    told = phrases.plain(former)
    if phrases.has("unchanged_in_one", told) and not phrases.has("null", phrases.plain(sentence)):
        return False
    if former and phrases.has("opens_with_test", phrases.plain(sentence)):
        return not phrases.has("p_value", told)
    compares = re.search(r"\d", former) or (phrases.has("more_than", told) and phrases.has("other_side", told))
    if not compares or phrases.has("p_value", told):
        return False
    tests = phrases.plain(sentence)
    return phrases.has("tests_former", tests) or (_estimates_former(tests) and not estimates_of(told))


def _estimates_former(tests: str) -> bool:
    """Whether a sentence opens with the estimate of what the one before it compares: "The odds ratio was 0.4 (95% CI ...)"."""
    opening = phrases.search("opens_with_estimate", tests)
    first = next(iter(estimates_of(tests)), None) if opening is not None else None
    return first is not None and first.compares


def _split(text: str) -> Iterator[str]:
    """Sentences of a text; brackets that close soon and abbreviations do not end one."""
    pieces = tuple(split_sentences(text))
    at = 0
    while at < len(pieces):
        end = _end_of(pieces, at)
        sentence = "".join(pieces[at:end]).strip()
        if sentence:
            yield sentence
        at = end


def _end_of(pieces: Sequence[str], at: int) -> int:
    """Where the sentence that begins with a piece ends; a bracket that no piece nearby closes is a slip of the pen."""
    ends: list[int] = []
    for end in range(at + 1, min(at + _LONGEST_JOIN, len(pieces)) + 1):
        if phrases.has("no_end_of_sentence", pieces[end - 1][-_LAST:]):
            continue
        ends.append(end)
        held = "".join(pieces[at:end])
        is_open = held.count("(") > held.count(")") or held.count("[") > held.count("]")
        if not is_open or held.rstrip().endswith("]."):
            return end
        if len(ends) == _FARTHEST:
            break
    return ends[0] if ends else min(at + _LONGEST_JOIN, len(pieces))


def part_of_label(label: str) -> Part:
    """The part a printed section label names, empty when it names none."""
    low = phrases.plain(label)
    return next((part for part in _PARTS if low and phrases.has(f"label_{part}", low)), "")


def _labelled(section: Section) -> Iterator[tuple[str, Part, str]]:
    """The section cut at headings printed inside its text, each piece with label and part."""
    label, part = section.label, part_of_label(section.label) or _CATEGORIES.get(section.category, "")
    at = 0
    for heading in phrases.pattern("heading").finditer(section.text):
        name = next(found for found in heading.groups() if found)
        inner = part_of_label(name)
        if not inner:
            continue
        if section.text[at : heading.start()].strip():
            yield label, part, section.text[at : heading.start()]
        label, part, at = name, inner, heading.end()
    yield label, part, section.text[at:]


def _is_foreign(text: str) -> bool:
    """Whether a section is written in Spanish, Portuguese, French, German or Italian."""
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    if len(words) < 12:
        return False
    return len([w for w in words if w in phrases.listed("foreign_words")]) / len(words) > 0.12


def _guessed(found: list[Sentence]) -> Iterator[Sentence]:
    """Parts of an abstract without any label: by headings that stand as sentences ("Results."), else by what its sentences say.

    Where nothing is left for the results, a conclusion that prints a test is one.
    """
    headings = [part_of_label(s.text) if phrases.has("heading_sentence", s.plain) else "" for s in found]
    guessed: list[Part] = [*parts_of([s.plain for s in found])]
    has_results = "results" in (*headings, *guessed)
    above: Part = ""
    for sentence, heading, said in zip(found, headings, guessed, strict=True):
        above = heading or above
        part = (above if "results" in headings else "") or said
        if part == "background" and phrases.has("begins_aim", sentence.plain):
            part = "aim"
        elif part == "conclusions" and not has_results and phrases.has("p_printed", sentence.plain):
            part = "results"
        yield replace(sentence, part=part)
