"""Primaries or arms of equal rank that disagree: one outcome differs and another does not, or one dose wins and another fails.

Only where the abstract itself says that several primaries, or several arms each against the control, are tested; p-values
and denials of the sentences that report them are compared. Source: ICH E9, 2.2.2; reading conventions 8.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msc_trials.literature.deciding import compares, decided
from msc_trials.literature.findings import Abstract, Decision, Finding
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, pattern
from msc_trials.literature.primary import content
from msc_trials.literature.statement import p_values

_ASIDE = re.compile(r"[(\[;,]")
_RANK = 3
"""How many tested sentences from the first on can report one of several primaries."""
_NEAR = 0.2
"""Share of the words of all primaries together that a sentence about one of them holds."""


def equals_disagree(abstract: Abstract) -> Decision | None:
    """The claim ``mixed`` where several primaries, or several arms, of equal rank disagree."""
    early = abstract.texts("aim", "methods", "outcomes", "")
    outcomes, arms, doses = (
        any(has(words, text) for text in early) for words in ("several_equal", "several_arms", "several_doses")
    )
    if not (outcomes or arms or doses):
        return None
    told = _tested(abstract)
    first = next((f for f in told if abstract.names_primary(f.sentence, _NEAR)), None)
    first = first or (told[0] if told and (arms or doses or not abstract.primary.words) else None)
    if first is None or not (outcomes or arms or _tests_disagree(first.sentence)):
        return None
    said = _answers(told, first.sentence)
    if outcomes and len(said) == 1:
        said |= _answers_elsewhere(abstract, told, first.sentence)
    return decided("mixed", "controlled.equals_disagree", first, "", "medium") if len(said) == 2 else None


def contrasted(abstract: Abstract) -> Decision | None:
    """The claim ``mixed`` where the first two results are of one outcome and the second, set against the first, differs from it.

    "Given early, cells did not prolong survival. By contrast, late cells did": two treatments, and one of them failed.
    """
    told = [f for f in _tested(abstract) if not f.is_safety]
    opening = told[0] if told else None
    if opening is None:
        return None
    place = abstract.sentences.index(opening.sentence) + 1
    second = next((f for f in told if abstract.sentences.index(f.sentence) == place), None)
    if second is None or not has("opens_contrast", second.sentence.plain):
        return None
    disagree = {opening.says.saying, second.says.saying} == {"difference", "none"}
    if disagree and compares(second) and _outcome_words(abstract, opening) & _outcome_words(abstract, second):
        return decided("mixed", "controlled.contrasted", opening, "", "medium")
    return None


def _outcome_words(abstract: Abstract, finding: Finding) -> set[str]:
    """The words of a comparison before its second side, without those of it: they name the outcome, and not what was given."""
    one, *other = pattern("other_side").split(finding.clause, maxsplit=1)
    named = [_ASIDE.split(text, maxsplit=1)[0] for text in other]
    mine, *theirs = (content(text, dict(abstract.arms.forms)) for text in (one, *named))
    return {word for word in mine.difference(*theirs) if len(word) > 3}


def _tested(abstract: Abstract) -> list[Finding]:
    """Tested findings of the results, changes within the arms and subgroups left out."""
    usable = (f for f in abstract.results if f.says.strong and not (f.is_aside or f.is_within or f.says.about_margin))
    return [f for f in usable if f.says.saying in ("difference", "none")]


def _answers(told: Sequence[Finding], sentence: Sentence) -> set[bool]:
    """Whether the tests of a sentence are significant: both answers where they disagree.

    A change in all arms alike, with no difference between them, is one answer.
    """
    findings = [f for f in told if f.sentence is sentence]
    if has("between_none", sentence.plain):
        return {False}
    return {f.says.saying == "difference" for f in findings} | {shown for _, shown in p_values(sentence.plain)}


def _tests_disagree(sentence: Sentence) -> bool:
    """Whether a sentence prints a significant p-value and one that is not: of doses that nothing calls of equal rank."""
    return len({shown for _, shown in p_values(sentence.plain)}) == 2


def _answers_elsewhere(abstract: Abstract, told: Sequence[Finding], first: Sentence) -> set[bool]:
    """The answers of the next sentences that use other words of the primaries than the first one."""
    forms = dict(abstract.arms.forms)
    ranked = list(dict.fromkeys(f.sentence for f in told))
    ranked = ranked[ranked.index(first) + 1 :][: _RANK - 1]
    said: set[bool] = set()
    known = content(first.plain, forms)
    for sentence in ranked:
        if (content(sentence.plain, forms) & abstract.primary.words) - known:
            here = (f.says.saying for f in told if f.sentence is sentence and (f.says.saying == "none" or compares(f)))
            said |= {saying == "difference" for saying in here}
    return said
