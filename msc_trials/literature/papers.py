"""``Paper``: one publication of one trial with its claim and whether it counts; ``PapersRead``: those of one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from msc_trials.literature.article import Article
from msc_trials.literature.claim import Claim
from msc_trials.literature.kinds import PaperKind, is_retracted
from msc_trials.literature.tie import TrialKey, tie_of

_KIND_REASONS = {
    PaperKind.RETRACTED: "retracted",
    PaperKind.NOTICE: "a notice about another paper",
    PaperKind.BOOK: "a book",
    PaperKind.LETTER: "a letter or comment",
    PaperKind.REVIEW: "a review",
    PaperKind.PROTOCOL: "a protocol or design paper",
    PaperKind.SECONDARY: "a secondary, post hoc or pooled analysis",
    PaperKind.ANIMAL: "an animal study",
    PaperKind.IN_VITRO: "a laboratory study",
    PaperKind.OBSERVATIONAL: "not a trial of a treatment",
    PaperKind.NO_ABSTRACT: "without an abstract",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication tied to a trial.

    ``link``: data_bank, abstract or registry. ``not_read_because``: why its claim does not count (empty when it does).
    ``notes``: retraction, expression of concern, erratum, in words. ``fetched_on``: the day PubMed was asked (ISO 8601).
    """

    nct_id: str
    pmid: str
    title: str
    journal: str
    published: str
    doi: str
    link: str
    claim: Claim
    not_read_because: str
    notes: tuple[str, ...]
    fetched_on: str

    @property
    def counts(self) -> bool:
        """Whether its claim is evidence about the trial."""
        return not self.not_read_because

    @property
    def year(self) -> str:
        """Year of publication, empty when unknown."""
        return self.published[:4]

    @property
    def url(self) -> str:
        """The record for readers."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"

    def to_dict(self) -> dict[str, Any]:
        """The paper as JSON, with its claim and the quoted sentence."""
        claim = {k: str(v) if k == "kind" else v for k, v in asdict(self.claim).items() if k != "pmid"}
        return {
            "nct_id": self.nct_id,
            "pmid": self.pmid,
            "title": self.title,
            "journal": self.journal,
            "published": self.published,
            "doi": self.doi,
            "url": self.url,
            "link": self.link,
            "counts": self.counts,
            "not_read_because": self.not_read_because,
            "notes": list(self.notes),
            "fetched_on": self.fetched_on,
            "claim": claim,
        }


@dataclass(frozen=True, slots=True)
class PapersRead:
    """The papers of the trials of one question.

    ``asked``: trials whose papers were looked for. ``not_reached``: trials that must wait for the next time.
    ``unknown``: PMIDs PubMed did not give. ``trouble``: one line when PubMed could not be asked (empty otherwise).
    ``requests``: sent now. ``first_time``: PubMed was asked from this machine for the first time.
    """

    by_trial: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    trouble: str = ""
    requests: int = 0
    first_time: bool = False

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All of them, trial by trial."""
        return tuple(paper for found in self.by_trial.values() for paper in found)


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
        not_read_because=_KIND_REASONS.get(claim.kind, "") or tie.why_not,
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
