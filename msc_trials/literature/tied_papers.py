"""The papers among some articles that are tied to a trial, each with its claim and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msc_trials.knowledge.rules import topic
from msc_trials.literature.article import Article
from msc_trials.literature.kinds import is_retracted
from msc_trials.literature.papers import Paper
from msc_trials.literature.tie import TrialKey, tie_of


def papers_of(trial: TrialKey, articles: Iterable[tuple[Article, str]]) -> tuple[Paper, ...]:
    """The papers among ``articles`` (with the day each was fetched) that are tied to a trial, newest first.

    The republished version of a retracted paper belongs to the trial of the retracted one.
    """
    articles = list(articles)
    tied = [article for article, _ in articles if tie_of(article, trial).link]
    trial = replace(trial, listed={**dict.fromkeys(republished(tied), "RESULT"), **trial.listed})
    found = [paper for article, day in articles if (paper := _paper(trial, article, day)) is not None]
    return tuple(sorted(found, key=lambda paper: (paper.published, paper.pmid), reverse=True))


def republished(articles: Iterable[Article]) -> list[str]:
    """PMIDs of the papers that stand in for retracted ones."""
    return [link.pmid for a in articles for link in a.corrected("RetractedandRepublishedIn") if link.pmid]


def _paper(trial: TrialKey, article: Article, day: str) -> Paper | None:
    from msc_trials.literature.reading import claim_of

    tie = tie_of(article, trial)
    if not tie.link:
        return None
    claim = claim_of(article, "", trial.primary_outcomes)
    return Paper(
        nct_id=trial.nct_id,
        pmid=article.pmid,
        title=article.title,
        journal=article.journal,
        published=article.published,
        doi=article.doi,
        link=tie.link,
        claim=claim,
        not_read_because=topic("paper_not_read").get(claim.kind, "") or tie.why_not,
        notes=tuple(_notes(article)),
        fetched_on=day,
    )


def _notes(article: Article) -> Iterable[str]:
    if is_retracted(article):
        again = [c.pmid for c in article.corrected("RetractedandRepublishedIn") if c.pmid]
        yield "This paper was retracted" + (f" and republished as PMID {again[0]}." if again else ".")
    if article.corrected("ExpressionOfConcernIn"):
        yield "The journal has expressed a concern about this paper."
    if article.corrected("ErratumIn", "CorrectedandRepublishedIn"):
        yield "A correction of this paper was published."
