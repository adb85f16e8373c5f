"""The clauses of an abstract that can carry a claim, each with what it says and how close it is to the primary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from msc_trials.literature import primary as primaries
from msc_trials.literature.arms import Arms, arms_of
from msc_trials.literature.article import Article
from msc_trials.literature.claim import ClaimName, Confidence, Favours
from msc_trials.literature.conclusions import Conclusions, Tone, conclusions_of, recommended
from msc_trials.literature.design import is_controlled
from msc_trials.literature.measured import Pair, pair_of
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, pattern, plain, search
from msc_trials.literature.primary import Primary
from msc_trials.literature.statement import Statement, clauses_of, first_number, first_p, statement_of

_BRACKETS = re.compile(r"\([^()]*\)?")
_STEM = 8
"""How many letters of a word of harm a title must have to be about it: discontinued, discontinuation."""
NAMES_PRIMARY, IS_PRIMARY, NEAR_PRIMARY = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules of one design decided, and by which rule."""

    claim: ClaimName
    rule: str
    sentence: str = ""
    favours: Favours = ""
    confidence: Confidence = "low"
    p_text: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause with a statement. ``match`` is 3 where it names the primary, 2 where its words are the primary's; ``share`` of them it holds."""

    sentence: Sentence
    clause: str
    says: Statement
    match: int
    share: float
    is_aside: bool
    is_safety: bool
    is_within: bool
    pair: Pair | None = None

    @property
    def is_main(self) -> bool:
        """Whether it may be the main result: no subgroup, no harm, no change within one arm."""
        return not (self.is_aside or self.is_safety or self.is_within)


@dataclass(frozen=True)
class Abstract:
    """All that the deciding rules look at."""

    article: Article
    sentences: tuple[Sentence, ...]
    primary: Primary
    arms: Arms
    is_controlled: bool
    is_noninferiority: bool

    @cached_property
    def results(self) -> tuple[Finding, ...]:
        """The findings of the results, in their order."""
        return tuple(_findings(self, ("results", "")))

    @cached_property
    def conclusions(self) -> tuple[Finding, ...]:
        """The findings of the conclusions, plans for other studies left out."""
        return tuple(_findings(self, ("conclusions",)))

    @cached_property
    def said_in_conclusion(self) -> Conclusions:
        """What the conclusions say for and against the tested arm."""
        return conclusions_of(self.sentences, self.arms)

    @property
    def tone(self) -> Tone:
        """Whether the conclusions speak for the tested treatment."""
        return self.said_in_conclusion.tone

    @property
    def speaks_of_efficacy(self) -> bool:
        """Whether title, aim or conclusions say that a treatment helps or is to help."""
        texts = self.texts("aim", "conclusions")
        return has("title_efficacy", self.title) or any(has("speaks_of_efficacy", text) for text in texts)

    def names_primary(self, sentence: Sentence, least: float) -> bool:
        """Whether a sentence calls itself the primary's, or holds ``least`` of the words of the primary endpoint."""
        share = primaries.overlap(self.primary.words, sentence.plain, dict(self.arms.forms))
        return share >= least or has("primary_word", sentence.plain)

    @property
    def title(self) -> str:
        """The plain title."""
        return plain(self.article.title)

    def texts(self, *parts: str) -> tuple[str, ...]:
        """The plain title and the plain sentences of these parts."""
        return (self.title, *(s.plain for s in self.of_part(*parts)))

    def of_part(self, *parts: str) -> tuple[Sentence, ...]:
        """The sentences of these parts."""
        return tuple(s for s in self.sentences if s.part in parts)


def abstract_of(article: Article, sentences: Sequence[Sentence], registered: Sequence[str] = ()) -> Abstract:
    """An article prepared for the deciding rules."""
    title = plain(article.title)
    forms = primaries.short_forms(sentences)
    planned = [title, *(s.plain for s in sentences if s.part in ("aim", "methods", "outcomes", "results", ""))]
    primary = primaries.primary_of(sentences, forms, registered)
    arms = arms_of(
        article.title,
        forms,
        [s.plain for s in sentences if s.part not in ("conclusions", "other")],
        [s.plain for s in sentences if s.part in ("aim", "conclusions")],
    )
    arms = recommended(arms, sentences, title)
    if primary.named and not primary.several:
        arms = replace(arms, goal=primary.text, goal_words=primary.words)
    return Abstract(
        article=article,
        sentences=tuple(sentences),
        primary=primary,
        arms=arms,
        is_controlled=is_controlled(title, planned[1:], [s.plain for s in sentences if s.part in ("results", "")]),
        is_noninferiority=any(
            has("ni_design", text)
            for text in (title, *(s.plain for s in sentences if s.part in ("aim", "methods", "outcomes")))
        ),
    )


def _findings(abstract: Abstract, parts: tuple[str, ...]) -> Iterator[Finding]:
    forms = dict(abstract.arms.forms)
    others_are_aside = abstract.primary.named and not abstract.primary.several
    for sentence in abstract.of_part(*parts):
        if is_idle(sentence):
            continue
        named = has("primary_word", sentence.plain)
        clauses = list(clauses_of(sentence.plain))
        told = [(c, statement_of(c, abstract.is_noninferiority)) for c in clauses]
        alone = sum(bool(says.saying) for _, says in told) == 1
        own_tests = any(says.p_text for _, says in told) and has("own_tests_of_each", sentence.plain)
        one_unchanged = any(says.saying == "none" and has("unchanged_in_one", clause) for clause, says in told)
        for clause, says in told:
            if not says.saying:
                continue
            share = primaries.share_of(abstract.primary, sentence.plain if alone else clause, forms)
            pair = pair_of(clause, abstract.arms)
            by_name = named and (has("primary_word", clause) or share > 0) and not _is_secondary(clause)
            match = NAMES_PRIMARY if by_name else _nearness(share, abstract.primary.several)
            if abstract.primary.named and has("all_outcomes", clause):
                match = max(match, IS_PRIMARY)
            # No effect on all that the sentences before it do not name, without a test.
            all_others = says.saying == "none" and not says.p_text and "all" in clause
            yield Finding(
                sentence,
                clause,
                says,
                match,
                share,
                is_aside=_is_aside(sentence.plain, sentence.plain if has("but_not", clause) else clause, by_name)
                or ((others_are_aside or all_others) and has("other_outcomes", clause))
                or (match < IS_PRIMARY and _is_of_delivery(abstract, clause)),
                is_safety=match < IS_PRIMARY and _is_about_harm(clause, clauses[0], abstract.title),
                is_within=not _tests_pair(clause, says, pair)
                and (
                    own_tests
                    or has("every_arm_changed" if says.saying == "difference" else "alike_in_each", clause)
                    or _is_within(clause, says)
                    or (one_unchanged and not has("between", _without_baseline(clause)))
                ),
                pair=pair,
            )


def _tests_pair(clause: str, says: Statement, pair: Pair | None) -> bool:
    """Whether the first test of a clause follows the values of both arms, and is none of each arm against its own past."""
    tested = says.saying == "difference" and pair is not None and pair.end < first_number(clause)
    return tested and not has("changed_from_to", clause)


def _is_about_harm(clause: str, opening: str, title: str) -> bool:
    """Whether a clause reports harm: a word of harm before its first number, or in the clause that opens its sentence.

    Nausea is harm, but in a paper whose title is about nausea it is the outcome.
    """
    heads = (_BRACKETS.sub(" ", text[: first_number(text) or len(text)]) for text in (clause, opening))
    heads = (pattern("and_harm").sub("", text) for text in heads)
    words = (found.group() for head in heads for found in pattern("safety").finditer(head))
    return any(word[:_STEM] not in title or has("harm_by_name", word) for word in words)


def _is_of_delivery(abstract: Abstract, clause: str) -> bool:
    """Whether a clause reports how far the treatment was taken, in a paper that neither asks nor concludes that."""
    found = search("delivery", clause[: first_number(clause) or None])
    if found is None:
        return False
    asked = abstract.texts("aim", "conclusions")
    if has("adherence_word", found.group()) and any(has("adherence_word", text) for text in asked):
        return False
    return not any(found.group()[:_STEM] in text for text in asked)


def _nearness(share: float, several: bool) -> int:
    """How close a clause is to the primary; of several primaries a clause names one at a time."""
    if share >= (0.3 if several else 0.6):
        return IS_PRIMARY
    return NEAR_PRIMARY if share >= 0.3 else 0


def is_idle(sentence: Sentence) -> bool:
    """Sentences about who took part, the start of the study, what earlier studies found, or what others should do."""
    text = sentence.plain
    if sentence.part == "conclusions":
        return has("future", text) and not (has("sig_word", text) or has("null", text) or has("better", text))
    if (
        has("starts_at_baseline", text)
        or has("states_aim", text)
        or (has("of_earlier_study", text) and not has("null", text))
    ):
        return True
    if _only_names_endpoint(text):
        return True
    if has("primary_word", text):
        return False
    speaks_of_baseline = has("baseline", pattern("adjusted_for").sub(" ", text))
    if speaks_of_baseline and not has("sig_word", pattern("not_significant").sub("", text)):
        return True
    compares = any(has(words, text) for words in ("between", "null", "sig_word", "p_printed"))
    return has("left_the_study", text) or (has("enrolment", text) and not compares)


def _only_names_endpoint(text: str) -> bool:
    """Whether a sentence says what the primary endpoint was, and nothing of how it came out."""
    if not has("primary_cue", text) or not has("primary_is", text):
        return False
    results = ("p_printed", "sig_word", "null", "between", "more_than", "primary_met", "goal_reached")
    return "%" not in text and not any(has(words, text) for words in results)


def _is_secondary(clause: str) -> bool:
    return has("secondary", clause) and not has("primary_word", clause)


def _is_aside(sentence: str, clause: str, by_name: bool) -> bool:
    """Subgroups, secondary outcomes, regressions: never the main result, whatever names the primary."""
    if not by_name and has("one_sex_only", sentence):
        return True
    over_time = "time" in clause or "interaction" in clause
    if over_time and (has("arms_alike_over_time", clause) or has("group_by_time", clause)):
        return False
    if has("never_main", clause) or _is_of_baseline(clause):
        return True
    if _is_secondary(clause[: first_number(clause) or None]) and not by_name:
        return True
    aside = search("subgroup", clause)
    if aside is not None and (not (number := first_number(clause)) or aside.start() < number):
        return not by_name or has("subgroup", clause[:60])
    return not by_name and has("in_people_with", sentence) and not has("controlled", sentence)


def _is_of_baseline(clause: str) -> bool:
    """Whether a clause says that the arms were alike before treatment, in words or by a test only."""
    number = first_number(clause)
    told = _BRACKETS.sub(" ", clause[: number or None])
    if not has("before_treatment", told) or has("none_at_first", clause) or "after" in told:
        return False
    return first_p(clause)[1] is False if number else has("null", told)


def _is_within(clause: str, says: Statement) -> bool:
    """A change within one arm: against its own baseline, in every arm alike, or missing in one arm."""
    if has("own_tests", clause):
        return True
    if says.saying == "none":
        return has("unchanged_in_one", clause) and not has("between_groups", clause)
    return says.saying != "conflict" and has("within", clause) and not has("between", _without_baseline(clause))


def _without_baseline(clause: str) -> str:
    """A clause without its comparisons with an earlier time."""
    return pattern("than_before").sub("", clause)
