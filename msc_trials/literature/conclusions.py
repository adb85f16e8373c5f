"""What the conclusions of an abstract say for and against the tested arm, clause by clause.

Conclusions are spun, so they never decide against a result; they confirm a direction, or cast doubt on it.
Source: reading conventions 8.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from msc_trials.literature.arms import Arms, names_comparator, side_of
from msc_trials.literature.favours import praises_comparator, quality_of
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, pattern, search
from msc_trials.literature.statement import clauses_of, is_harmless

Tone: TypeAlias = Literal["positive", "negative", "both", ""]


@dataclass(frozen=True, slots=True)
class Conclusions:
    """The clauses of the conclusions that speak for the tested arm, and those against it; harm and plans left out."""

    praise: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()

    @property
    def tone(self) -> Tone:
        """Whether the conclusions speak for the tested arm, against it, both or neither."""
        if self.praise and self.blame:
            return "both"
        return "positive" if self.praise else "negative" if self.blame else ""


def conclusions_of(sentences: Sequence[Sentence], arms: Arms) -> Conclusions:
    """The conclusions among the sentences of an abstract."""
    praise: list[str] = []
    blame: list[str] = []
    for clause in _parts(sentences):
        if (has("future", clause) and not has("sig_word", clause)) or _comparator_failed(clause, arms):
            continue
        if _only_safety(clause) and not _is_for_the_better(clause):
            continue
        no_effect = has("null", clause) and not is_harmless(clause)
        if no_effect or has("speaks_against", clause) or has("ni_not_met", clause):
            blame.append(clause)
        elif has("positive_conclusion", clause) or _is_for_the_better(clause):
            (blame if praises_comparator(clause, arms) else praise).append(clause)
    return Conclusions(tuple(praise), tuple(blame))


def recommended(arms: Arms, sentences: Sequence[Sentence], title: str) -> Arms:
    """The arms, turned where a paper that compares two treatments without a plain control recommends the second one.

    Which of two such treatments is the tested one, no order of words tells; cells never become the comparator.
    """
    is_known = arms.tested_words and arms.comparator_words
    early = (title, *(s.plain for s in sentences if s.part in ("aim", "methods")))
    has_plain_control = names_comparator(title, *(s.plain for s in sentences if s.part == "methods"))
    if not is_known or has("names_cells", title) or has_plain_control or any(has("old_treatment", t) for t in early):
        return arms
    said = conclusions_of(sentences, arms)
    if names_comparator(*said.blame):
        return arms
    loses = all(praises_comparator(clause, arms) and not has("speaks_against", clause) for clause in said.blame)
    loses = loses and not any(side_of(clause, arms) == "tested" for clause in said.praise)
    if not loses or not any(has("better", clause) for clause in said.blame):
        return arms
    names = replace(arms, tested=arms.comparator, comparator=arms.tested)
    return replace(names, tested_words=arms.comparator_words, comparator_words=arms.tested_words)


def _parts(sentences: Sequence[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        if sentence.part == "conclusions":
            for clause in clauses_of(pattern("as_good_as_another").sub("", sentence.plain)):
                yield from pattern("remark_on_harm").split(clause)


def _comparator_failed(clause: str, arms: Arms) -> bool:
    """Whether what had no effect is the comparator: "placebo did not"."""
    denied = search("null", clause)
    return denied is not None and denied.start() > 3 and side_of(clause[: denied.start()][-60:], arms) == "comparator"


def _only_safety(clause: str) -> bool:
    """Whether a clause names safety and no efficacy; a treatment that harms less is not shown to help."""
    return has("safety", clause) and not any(has(w, clause) for w in ("sig_word", "better", "speaks_of_efficacy"))


def _is_for_the_better(clause: str) -> bool:
    """Whether a clause says more of something good or less of something bad; "increases the duration" is neither."""
    return has("directional_conclusion", clause) and quality_of(clause) == "better"
