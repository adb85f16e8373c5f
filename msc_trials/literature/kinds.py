"""What kind of paper an article is: only a report of a trial's main result is read for a verdict.

Types come months after the paper and some are wrong, so they are used where they only close a door (letters, notices,
reviews); titles and the paper's own words do the rest. Source: reading conventions, 166 abstracts read by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msc_trials.literature.article import Article
from msc_trials.literature.claim import PaperKind
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, plain
from msc_trials.literature.report_cues import TRIAL_TYPES, weigh

_NOTICE_TYPES = frozenset({"D016440", "D016425", "D000075742"})
_NOTICE_LINKS = ("RetractionOf", "ErratumFor", "ExpressionOfConcernFor")
_LETTER_TYPES = frozenset({"D016422", "D016420", "D016421", "D016433", "D002363"})
_REVIEW_TYPES = frozenset({"D016454", "D000078182", "D017418", "D016431", "D017065"})
_PROTOCOL_TYPES = frozenset({"D000078325"})
_RETRACTED_TYPE = "D016441"
_RETRACTED_WORDS = (
    "retracted:", "[retracted", "withdrawn:", "retracted article", "this article has been retracted", "this article was retracted",
)  # fmt: skip
_RETRACTED_LINKS = ("RetractionIn", "RetractedandRepublishedIn", "WithdrawnIn")

_Rule = Callable[[Article, str, Sequence[Sentence]], bool]


def kind_of(article: Article, sentences: Sequence[Sentence]) -> PaperKind:
    """The kind of a paper: the first rule that holds, most certain first; else by the cues that speak for a report."""
    title = plain(article.title)
    certain = next((kind for kind, holds in _RULES if holds(article, title, sentences)), None)
    if certain is not None:
        return certain
    paper = weigh(article, sentences)
    if paper.is_report:
        return PaperKind.REPORT
    return PaperKind.SECONDARY if paper.secondary >= paper.observational else PaperKind.OBSERVATIONAL


def is_retracted(article: Article) -> bool:
    """Type, link, title or abstract say that the paper was retracted (also when it was republished); each may be alone."""
    in_words = any(plain(text).startswith(_RETRACTED_WORDS) for text in (article.title, article.abstract))
    return _RETRACTED_TYPE in article.types or bool(article.corrected(*_RETRACTED_LINKS)) or in_words


def has_concern(article: Article) -> bool:
    """The journal has expressed a concern about the paper."""
    return bool(article.corrected("ExpressionOfConcernIn"))


def _is_notice(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    typed = bool(article.types & _NOTICE_TYPES) or bool(article.corrected(*_NOTICE_LINKS))
    return typed or (has("title_notice", title) and not is_retracted(article))


def _is_letter(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    """Letters, comments, editorials; a trial report that was sent as a letter has sections."""
    typed = bool(article.types & _LETTER_TYPES) and not any(s.part == "results" and s.label for s in sentences)
    comments = _says(sentences, "abstract_letter")
    return typed or comments or has("title_letter", title) or bool(article.corrected("CommentOn"))


def _is_review(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    """A trial is sometimes typed Review: the type alone does not count where people were randomised."""
    by_title = has("title_review", title) and not (has("about_guideline", title) and has("says_randomised", title))
    if by_title or _says(sentences, "abstract_review", "aim", "methods", "outcomes", "results", ""):
        return True
    return bool(article.types & _REVIEW_TYPES) and not _says(sentences, "says_randomised", "methods", "results")


def _is_protocol(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    if article.types & _PROTOCOL_TYPES or has("title_plan", title):
        return True
    if has("title_protocol", title) and not _says(sentences, "p_value", "results"):
        return True
    body = [s for s in sentences if s.part not in ("conclusions", "background", "other")]
    planned = sum(has("planned", s.plain) for s in body)
    reported = any(s.part == "results" and not has("planned", s.plain) for s in body)
    if any(has("label_planned", plain(s.label)) for s in sentences if s.label) and (planned or not reported):
        return True
    if planned >= 2 and planned * 3 >= len(body):
        return True
    if reported:
        return False
    return planned >= 1 or _says(sentences, "abstract_protocol")


def _is_secondary(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    if has("title_secondary", title) or has("title_costs_only", title):
        return True
    about_effect = has("says_trial_title", title) or has("title_effect", title)
    if has("title_secondary_weak", title) and not about_effect:
        return True
    early = [s for s in sentences if s.part in ("background", "aim", "methods", "outcomes", "")]
    if _says(early, "nested"):
        own = (s for s in early if has("primary_is", s.plain))
        return next(own, None) is None
    if not any(s.label for s in sentences):
        early += [
            s
            for s in sentences
            if s.part == "results"
            and s.plain.startswith(("we ", "this ", "here", "our ", "the study ", "the present "))
        ]
    asked = [s for s in early if s.part in ("aim", "methods")]
    return _says(early, "abstract_secondary") or _says(asked, "abstract_secondary_own")


def _is_animal(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    if has("title_animal", title):
        return True
    return _says([s for s in sentences if s.part != "background"], "abstract_animal")


def _is_in_vitro(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    if has("title_invitro", title):
        return True
    body = [s for s in sentences if s.part in ("aim", "methods", "outcomes", "results", "")]
    of_materials = _says(body, "specimens_divided") or _says(sentences, "at_the_bench")
    if of_materials and not _says(body, "living_people"):
        return True
    in_people = _says(body, "people") and (_says(body, "randomised_people") or weigh(article, sentences).is_clear)
    if in_people or article.types & TRIAL_TYPES:
        return False
    if _says(body, "invitro") and not _says(body, "people"):
        return True
    at_the_bench = sum(has("laboratory", s.plain) for s in sentences) + has("laboratory", title)
    return at_the_bench >= 3 or (at_the_bench >= 1 and not _says(body, "people"))


def _is_observational(article: Article, title: str, sentences: Sequence[Sentence]) -> bool:
    """Not a trial of a treatment. A paper that randomised people is one, whatever its title calls it."""
    body = [s for s in sentences if s.part in ("aim", "methods", "outcomes", "results", "")]
    randomised = _says(body, "randomised_people")
    only_observes = has("looks_back", title) or has("title_epidemiology", title)
    if only_observes or _tests_no_treatment(title, sentences):
        return True
    if has("says_randomised", title):
        return False
    if _says(body, "experiment") and not any("patient" in s.plain for s in sentences):
        return True
    not_called_trial = not (randomised or has("says_trial_title", title))
    others = has("title_groups", title) or _says(body, "groups_by_condition") or _says(body, "looks_back")
    if not_called_trial and others:
        return True
    if _says(body, "says_randomised") and not has("title_secondary_weak", title):
        return False
    if has("says_trial_title", title) or article.types & TRIAL_TYPES:
        return False
    gives = _says(body, "people") and (_says(body, "gives_treatment") or has("gives_treatment", title))
    return not gives and not weigh(article, sentences).is_clear


def _tests_no_treatment(title: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a paper is about how a study was done or seen, about a tool, or a cohort: also where its people were randomised."""
    early = [s for s in sentences if s.part in ("background", "aim", "methods", "outcomes", "")]
    observes = _says(early, "abstract_cohort") and not _says(early, "randomised_people")
    is_cohort = (has("title_cohort", title) or observes) and not has("says_randomised", title)
    finds_disease = has("title_diagnoses", title) and _says(sentences, "tells_accuracy")
    if has("title_no_treatment", title) or is_cohort or finds_disease:
        return True
    asks = _says(early, "asks_people") and not has("says_trial_title", title)
    return (asks or _says(sentences, "abstract_agreement")) and not _says(sentences, "p_value", "results", "")


def _says(sentences: Sequence[Sentence], words: str, *parts: str) -> bool:
    return any(has(words, s.plain) for s in sentences if not parts or s.part in parts)


_RULES: tuple[tuple[PaperKind, _Rule], ...] = (
    (PaperKind.BOOK, lambda article, title, sentences: article.is_book),
    (PaperKind.NOTICE, _is_notice),
    (PaperKind.RETRACTED, lambda article, title, sentences: is_retracted(article)),
    (PaperKind.LETTER, _is_letter),
    (PaperKind.NO_ABSTRACT, lambda article, title, sentences: not sentences),
    (PaperKind.REVIEW, _is_review),
    (PaperKind.PROTOCOL, _is_protocol),
    (PaperKind.ANIMAL, _is_animal),
    (PaperKind.IN_VITRO, _is_in_vitro),
    (PaperKind.SECONDARY, _is_secondary),
    (PaperKind.OBSERVATIONAL, _is_observational),
)
