"""``Paper``: one publication of one trial with its claim and whether it counts; ``PapersRead``: those of one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from msc_trials.literature.claim import Claim


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
    ``unknown_trials``: numbers that the registry does not know. ``unknown``: PMIDs PubMed did not give. ``unread``: PMIDs whose record cannot be read.
    ``trouble``: one line when PubMed could not be asked (empty otherwise).
    ``requests``: sent now. ``first_time``: PubMed was asked from this machine for the first time.
    """

    by_trial: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    trouble: str = ""
    requests: int = 0
    first_time: bool = False
    unknown_trials: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All of them, trial by trial."""
        return tuple(paper for found in self.by_trial.values() for paper in found)
